"""Taking a copy of the store: who may, where it may lie, and the proof that it is whole."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from store.db.backup import copied, same_disk
from store.db.watching import Watch, unwatched
from store.errors import Refused
from store.queries.accounts import account
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


def _part(watch: Watch, begin: int, end: int) -> Watch:
    """A part of the work, told in hundredths of the whole."""

    def told(done: int, total: int) -> None:
        watch(begin + (end - begin) * done // max(1, total), 100)

    return told


def _entry(verdict: Verdict) -> int:
    found = verdict.difference
    return verdict.count if found is None or found.entry is None else found.entry
