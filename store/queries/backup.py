"""Taking a copy of the store: who may, where it may lie, the proof that it is whole, and how many copies are kept."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from store import clock
from store.db.backup import copied, same_disk
from store.db.making import sweep
from store.db.watching import Watch, unwatched
from store.errors import Refused
from store.queries.accounts import account
from store.queries.settings import settings
from store.queries.verification import Verdict, verify
from store.rules.roles import ADMIN, SECRETARY

KEEPERS = frozenset({ADMIN, SECRETARY})
"""Who may take the whole store away with them."""


@dataclass(frozen=True)
class BackupView:
    """A copy that was checked: where, how many entries it has, the newest one's hash, bytes, on the store's disk."""

    path: str
    count: int
    digest: str
    size: int
    same_disk: bool


def back_up(actor: str, target: Path, *, watch: Watch = unwatched) -> BackupView:
    """Copy the store as it is now into a new file and check the copy; others may write meanwhile.

    ``watch`` is told how many hundredths are done. Raises ``Refused``: for a role that may not, a place that is taken
    or missing, a full disk, or a store whose journal does not hold (the copy is not kept then).
    """
    if KEEPERS.isdisjoint(account(actor).roles):
        raise Refused("backup_role")
    target = target.absolute()
    with copied(target, _part(watch, 0, 50)) as copy:
        verdict = verify(watch=_part(watch, 50, 100), source=copy)
        if verdict.difference is not None:
            raise Refused("backup_differs", path=str(target), entry=_entry(verdict))
    return BackupView(str(target), verdict.count, verdict.digest, target.stat().st_size, same_disk(target))


KEEP = 30
"""So many copies of its own are kept in a folder where nobody says how many."""

_NAME = "thamdinh-%Y%m%d-%H%M%S.db"
_OURS = re.compile(r"thamdinh-\d{8}-\d{6}\.db")
_HALF = re.compile(r"\.thamdinh-\d{8}-\d{6}\.db\.\w+\.part")
_NAMES_TRIED = 60


@dataclass(frozen=True)
class RotatedView:
    """A checked copy in a folder of copies, and the paths of the older ones that it took the place of."""

    copy: BackupView
    removed: tuple[str, ...]


def back_up_into(actor: str, folder: Path, keep: int = KEEP, *, watch: Watch = unwatched) -> RotatedView:
    """Put a checked copy into a folder, under a name from the store's local time, and keep the newest ``keep`` there.

    Only once the new one was checked are older ones taken away, and only files with such a name; nothing is ever
    written over. Raises ``Refused`` as ``back_up`` does, for a ``keep`` below 1, and where an old one cannot be taken
    away.
    """
    if keep < 1:
        raise Refused("backup_keep", keep=keep)
    folder = folder.absolute()
    now = clock.now_ms()
    sweep(folder, _HALF)
    made = back_up(actor, _free_name(folder, now), watch=watch)
    os.utime(made.path, ns=(now * 1_000_000, now * 1_000_000))
    return RotatedView(made, _removed(folder, Path(made.path), keep))


def _free_name(folder: Path, now: int) -> Path:
    """The name of this second, or where it is taken of the next that is free."""
    offset = settings().utc_offset_minutes
    names = [clock.local(now + 1000 * each, offset).strftime(_NAME) for each in range(_NAMES_TRIED)]
    return folder / next((each for each in names if not os.path.lexists(folder / each)), names[0])


def _copies(folder: Path) -> list[Path]:
    """The folder's copies by their names, oldest first; raises ``OSError``."""
    return sorted(each for each in folder.iterdir() if _OURS.fullmatch(each.name) and not each.is_symlink())


def _removed(folder: Path, new: Path, keep: int) -> tuple[str, ...]:
    others = [each for each in _copies(folder) if each.name != new.name]
    gone = others[: max(0, len(others) - (keep - 1))]
    for each in gone:
        try:
            each.unlink(missing_ok=True)
        except OSError as fault:
            raise Refused("backup_not_removed", path=str(each), made=str(new)) from fault
    return tuple(str(each) for each in gone)


def newest_copy_ms(folder: Path) -> int | None:
    """When the newest copy in a folder of copies was made, in UTC milliseconds; ``None`` where none can be seen."""
    try:
        return max((each.stat().st_mtime_ns // 1_000_000 for each in _copies(folder)), default=None)
    except OSError:
        return None


def _part(watch: Watch, begin: int, end: int) -> Watch:
    """A part of the work, told in hundredths of the whole."""

    def told(done: int, total: int) -> None:
        watch(begin + (end - begin) * done // max(1, total), 100)

    return told


def _entry(verdict: Verdict) -> int:
    found = verdict.difference
    return verdict.count if found is None or found.entry is None else found.entry
