"""The condition of a store and of the machine it stands on: what doctor looks at, each finding with what mends it."""

from __future__ import annotations

import locale
import os
import shutil
import stat
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from store import clock
from store.db import connect
from store.db.faults import account_name, barred
from store.errors import Fact, Refused
from store.queries.settings import settings
from store.settings import NETWORK_FILE_SYSTEMS, file_system

ENOUGH_BYTES = 100_000_000
"""With less free space than this it is time to make room."""

EARLIEST_MS = 1_704_067_200_000
"""The first of January 2024: a clock before that has not been set since the machine started."""

_HOUR_MS = 3_600_000
_DAY_MS = 24 * _HOUR_MS


@dataclass(frozen=True)
class Condition:
    """One thing looked at: words ``condition.<code>``, with ``condition.mend_<code>`` where it is not well.

    ``grave``: the store cannot be used as it is; where it is refused altogether, ``refused`` says all.
    """

    code: str
    well: bool
    facts: dict[str, Fact]
    grave: bool = False
    refused: Refused | None = None


def condition(path: Path, last_backup_ms: int | None = None, *, backups: Path | None = None) -> tuple[Condition, ...]:
    """Look at everything around the store at a path; it is opened as by anybody, and closed.

    ``last_backup_ms`` is when the last copy was made, where somebody knows; ``backups`` the folder where copies
    should be.
    """
    return (*_disk(path), *_rights(path), *_store(path), *_surroundings(), *_backup(path, last_backup_ms, backups))


def _disk(path: Path) -> Iterator[Condition]:
    folder = _nearest(path.parent)
    kind = file_system(folder)
    yield Condition(
        "file_system", kind not in NETWORK_FILE_SYSTEMS, {"kind": kind or "?", "path": str(folder)}, grave=True
    )
    free = shutil.disk_usage(folder).free
    yield Condition("space", free >= ENOUGH_BYTES, {"free": free // 1_000_000, "wanted": ENOUGH_BYTES // 1_000_000})


def _nearest(folder: Path) -> Path:
    """The folder, or the nearest above it that is there and can be seen."""
    for each in (folder, *folder.parents):
        try:
            each.stat()
        except OSError:
            continue
        return each
    return Path("/")


def _rights(path: Path) -> Iterator[Condition]:
    if (refused := barred(path)) is not None:
        yield _refused(refused)
        return
    for place, wanted in ((path.parent, 0o700), (path, 0o600)):
        if not place.exists():
            continue
        seen = place.stat()
        mode = stat.S_IMODE(seen.st_mode)
        owner = account_name(seen.st_uid)
        facts: dict[str, Fact] = {"path": str(place.absolute()), "owner": owner, "rights": f"{mode:04o}"}
        others = mode & (0o077 if place == path else 0o022)
        yield Condition("rights", not others, {**facts, "wanted": f"{wanted:o}"})
        me = account_name(os.geteuid())
        yield Condition("owner", seen.st_uid == os.geteuid(), {**facts, "account": me})


def _store(path: Path) -> Iterator[Condition]:
    if not connect.is_there(path):
        yield Condition("store_new", True, {"path": str(path)})
        return
    try:
        connect.open_store(path)
        yield Condition("store", True, {"path": str(path)})
        yield from _mode()
        yield _zone()
    except Refused as refused:
        if barred(path) is None:
            yield _refused(refused)
    finally:
        connect.disconnect()


def _refused(refused: Refused) -> Condition:
    return Condition("store", False, {"refusal": refused.code, **refused.facts}, grave=True, refused=refused)


def _mode() -> Iterator[Condition]:
    """The journal mode that the library here would choose, and the one that is in use."""
    engine, used = connect.engine_for(connect.library_version()), connect.journal_in_use()
    version = ".".join(map(str, engine.version))
    yield Condition("library", engine.journal_mode == "wal", {"version": version})
    yield Condition("mode", used == engine.journal_mode, {"used": used, "wanted": engine.journal_mode})


def _zone() -> Condition:
    """The machine's offset from UTC beside the committee's; times shown go by the committee's, whatever this says."""
    here, ours = time.localtime().tm_gmtoff // 60, settings().utc_offset_minutes
    return Condition("zone", here == ours, {"here": _offset(here), "ours": _offset(ours)})


def _offset(minutes: int) -> str:
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def _surroundings() -> Iterator[Condition]:
    now = clock.now_ms()
    told = clock.local(now, 0).strftime("%d/%m/%Y %H:%M")
    yield Condition("clock", now >= EARLIEST_MS, {"now": told})
    encoding = locale.getpreferredencoding(do_setlocale=False)
    yield Condition("locale", encoding.upper().replace("-", "") == "UTF8", {"encoding": encoding})


def _backup(path: Path, last_ms: int | None, folder: Path | None) -> Iterator[Condition]:
    if not connect.is_there(path):
        return
    if last_ms is not None:
        days, rest = divmod(max(0, clock.now_ms() - last_ms), _DAY_MS)
        yield Condition("backup", days < 1, {"days": days, "hours": rest // _HOUR_MS})
    elif folder is not None:
        yield Condition("no_backup", False, {"path": str(folder)})
