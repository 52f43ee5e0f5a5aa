"""What may be wrong here, and what mends it."""

from __future__ import annotations

import locale
import os
import shutil
import stat
import sys
import unicodedata
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from store.db import connect
from store.errors import Refused
from store.rules.text import fit
from store.settings import NETWORK_FILE_SYSTEMS, file_system
from store.words import Words
from tui.cli import output
from tui.cli.keeping import FoundWrong
from tui.keyboard import D_BAR, TONES, VOWELS
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
    if asked.terminal:
        _picture(teller)
        return
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


LINES = ("┌─┬─┐ │ ║", "├─┼─┤ █ ░", "└─┴─┘ … –")
MARKS = ("► ● ○ √ × ▲ ▼ ←", f"↑ → ↓ · « » › {chr(0xF7)}", "§ ₫ ≠ “ ” < > #")
"""What screens draw beside letters; each column of them must stand under the one above."""


def _picture(teller: Teller) -> None:
    """Print every character that the screens use, the window's size, TERM, encoding and colours."""
    if not sys.stdout.isatty():
        output.message(teller.words("terminal.none"))
        raise FoundWrong
    encoding = sys.stdout.encoding.upper()
    if encoding.replace("-", "") != "UTF8":
        output.message(Words("en")("doctor.not_utf8"))  # the one language that such a window can show
        raise FoundWrong
    words, size = teller.words, shutil.get_terminal_size()
    lines = [words("doctor.picture"), "", words("doctor.picture_vowels")]
    half = len(VOWELS) // 2
    lines += [f"  {_toned(left)}   {_toned(right)}" for left, right in zip(VOWELS[:half], VOWELS[half:], strict=True)]
    consonants = [chr(letter) for letter in range(ord("a"), ord("z") + 1) if chr(letter) not in VOWELS] + [D_BAR]
    lines += [words("doctor.picture_consonants"), "  " + " ".join(consonants)]
    lines += ["  " + " ".join(each.upper() for each in consonants)]
    lines += [f"{words('doctor.picture_lines')} · {words('doctor.picture_marks')} · {words('doctor.picture_ruler')}"]
    lines += [f"  |{fit(line, 10)}|{fit(mark, 16)}|" for line, mark in zip(LINES, MARKS, strict=True)]
    lines += ["", words("doctor.picture_size", columns=size.columns, rows=size.lines)]
    facts = {"term": os.environ.get("TERM", ""), "encoding": encoding, "colours": words(f"doctor.colours_{_colours()}")}
    lines.append(words("doctor.picture_term", **facts))
    for line in lines:
        output.line(line)


def _toned(vowel: str) -> str:
    """A vowel with each tone, small and capital."""
    small = [unicodedata.normalize("NFC", vowel + tone) for tone in TONES]
    return f"|{' '.join(small)}|{' '.join(each.upper() for each in small)}|"


def _colours() -> str:
    """How many colours the terminal says it has."""
    term = os.environ.get("TERM", "")
    if "NO_COLOR" in os.environ or term in {"vt100", "vt220"}:
        return "none"
    if os.environ.get("COLORTERM", "") in {"truecolor", "24bit"}:
        return "true"
    return "256" if "256" in term else "16"
