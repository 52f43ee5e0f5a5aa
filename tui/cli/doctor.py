"""What may be wrong here, and what mends it."""

from __future__ import annotations

import locale
import os
import shutil
import stat
import sys
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from store.db import connect
from store.errors import Refused
from store.settings import NETWORK_FILE_SYSTEMS, file_system
from tui.cli import output
from tui.cli.keeping import FoundWrong
from tui.telling import Teller
from tui.terminal import unusable

ENOUGH_BYTES = 100_000_000
"""Free space below which the doctor warns."""


@dataclass(frozen=True)
class Finding:
    """One thing looked at: words code ``doctor.<code>``, whether it is well, what was found."""

    code: str
    well: bool
    found: str


def run_doctor(asked: Namespace, teller: Teller) -> None:
    """Look at library, file, folder, space, locale and terminal; raises ``FoundWrong`` where the store cannot work."""
    findings = list(_findings(asked.path))
    if asked.json:
        output.document([output.plain(finding) for finding in findings])
    else:
        for finding in findings:
            mark = teller.words("doctor.well" if finding.well else "doctor.ill")
            text = f"{mark} {teller.words(f'doctor.{finding.code}', found=finding.found)}"
            mend = "" if finding.well else f" – {teller.words(f'doctor.mend_{finding.code}')}"
            output.line(text + mend)
    if any(not finding.well and finding.code in _GRAVE for finding in findings):
        raise FoundWrong


_GRAVE = frozenset({"store", "file_system", "folder"})


def _findings(path: Path) -> Iterator[Finding]:
    engine = connect.engine_for(connect.library_version())
    version = ".".join(map(str, engine.version))
    yield Finding("python", sys.version_info >= (3, 11), sys.version.split()[0])
    yield Finding("sqlite", engine.journal_mode == "wal", f"{version}, {engine.journal_mode}/{engine.synchronous}")
    yield from _store(path)
    folder = path.parent
    while not folder.exists():
        folder = folder.parent
    kind = file_system(folder)
    yield Finding("file_system", kind not in NETWORK_FILE_SYSTEMS, kind or "?")
    yield Finding("folder", os.access(folder, os.W_OK), str(folder))
    free = shutil.disk_usage(folder).free
    yield Finding("space", free >= ENOUGH_BYTES, f"{free // 1_000_000} MB")
    encoding = locale.getpreferredencoding(do_setlocale=False)
    yield Finding("locale", encoding.upper().replace("-", "") == "UTF8", encoding)
    reason = unusable()
    yield Finding("terminal", reason is None, os.environ.get("TERM", ""))


def _store(path: Path) -> Iterator[Finding]:
    if not path.exists():
        yield Finding("store_new", True, str(path))
        return
    try:
        connect.open_store(path)
        found, well = f"{path} ({connect.journal_in_use()})", True
    except Refused as refused:
        found, well = f"{path} ({refused.code})", False
    finally:
        connect.disconnect()
    yield Finding("store", well, found)
    mode = stat.S_IMODE(path.stat().st_mode)
    yield Finding("rights", mode & 0o077 == 0, f"{mode:04o}")
