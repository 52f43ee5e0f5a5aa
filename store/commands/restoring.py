"""Bringing a copy back: proven first, told in its own journal, put in the store's place in one piece."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import peewee

from store import clock
from store.commands.base import Change, command
from store.db import connect
from store.db.backup import copied, sound
from store.db.faults import BESIDE, barred
from store.db.making import making, sweep
from store.db.restoring import Held, alone_with, expect_nothing_beside, own_as, settled
from store.db.tables import Account, Setting
from store.db.watching import Watch, unwatched
from store.errors import NotOpened, Refused, Unavailable
from store.queries.verification import Verdict, verify
from store.rules.roles import ADMIN
from store.settings import NETWORK_FILE_SYSTEMS, file_system


@dataclass(frozen=True)
class Kept:
    """What a restore takes the place of: the file it is kept in, whether it was proven, its entries and newest hash.

    Where it was not, ``count`` and ``digest`` tell how far its journal holds; ``None`` where it cannot be read.
    """

    path: str
    sound: bool
    count: int | None
    digest: str | None


@dataclass(frozen=True)
class Restored:
    """A store that was put back: entries and newest hash of the copy, the entry that tells it, what was kept."""

    path: str
    count: int
    digest: str
    entry: int
    kept: Kept | None


@dataclass(frozen=True)
class _Copy:
    """What a copy says of itself: its journal, its administrators, its offset from UTC in minutes."""

    verdict: Verdict
    administrators: frozenset[str]
    offset: int


@command
def restored(change: Change, *, facts: Mapping[str, str | None], administrator: bool = False) -> None:
    """Tell in the journal of a restored store what it was made from and what it took the place of.

    ``facts`` are settings by name, ``None`` for unknown. ``administrator``: the actor is one in the store that was
    there, which a copy older than the account cannot know.
    """
    if administrator:
        change.roles = frozenset({ADMIN})
    change.act("restored")
    for name, value in facts.items():
        there = change.find(Setting, name=name)
        if value is None and there is not None:
            change.delete(Setting, there)
        elif value is not None and there is not None:
            change.update(Setting, there, value=value)
        elif value is not None:
            change.insert(Setting, name=name, value=value)


def restore(actor: str, copy: Path, path: Path, *, force: bool = False, watch: Watch = unwatched) -> Restored:
    """Put a copy's content into the store at a path, or put it there where none is; nobody may be connected to it.

    The calling thread's own connection is closed. Raises ``Refused``: for a copy that does not hold, for somebody who
    is no administrator, for a store that is there without ``force``, while any process has it open, for a full disk.
    """
    connect.disconnect()
    copy, path = copy.absolute(), path.resolve()
    if (kind := file_system(path.parent)) in NETWORK_FILE_SYSTEMS:
        raise NotOpened("network_file_system", path=str(path), kind=kind)
    if copy.exists() and path.exists() and copy.samefile(path):
        raise Refused("restore_is_store", path=str(path))
    told = _proven(copy, watch)
    if not path.parent.is_dir():
        raise NotOpened("store_folder", path=str(path.parent))
    sweep(path.parent)
    if not connect.is_there(path):
        _expect_administrator(actor, told.administrators)
        return _put(actor, copy, told, path)
    if (refused := barred(path)) is not None:
        raise refused
    if not force:
        raise NotOpened("restore_exists", path=str(path))
    with alone_with(path) as held:
        _expect_administrator(actor, _administrators_there(held) or told.administrators)
        kept = _keep(held, told)
        with making(path.parent) as prepared:
            entry = _prepare(prepared, actor, copy, told, kept)
            try:
                held.pour(prepared)
            except Refused as fault:
                raise Unavailable("restore_failed", path=str(path), kept=kept.path) from fault
    return Restored(str(path), told.verdict.count, told.verdict.digest, entry, kept)


def _proven(copy: Path, watch: Watch) -> _Copy:
    """Check a copy as the backup does; raises ``Refused``."""
    if not copy.is_file() or not os.access(copy, os.R_OK):
        raise Refused("file_missing", file=str(copy))
    for ending in BESIDE[:2]:
        beside = copy.with_name(copy.name + ending)
        if beside.exists() and beside.stat().st_size:
            raise Refused("restore_unfinished", path=str(copy), beside=str(beside))
    try:
        with sound(copy) as source:
            verdict = verify(watch=watch, source=source)
            if verdict.difference is not None:
                raise Refused("restore_differs", path=str(copy), entry=verdict.difference.entry or verdict.count)
            return _Copy(verdict, _administrators(source), _offset(source))
    except NotOpened as unsound:
        raise Refused("restore_unsound", path=str(copy), found=unsound.facts.get("found")) from unsound
    except peewee.DatabaseError as fault:
        raise Refused("restore_unsound", path=str(copy), found=str(fault)[:60]) from fault


def _administrators(source: peewee.Database) -> frozenset[str]:
    rows = Account.select(Account.login, Account.roles).where(Account.active == 1).tuples().execute(source)
    return _those(rows)


def _administrators_there(held: Held) -> frozenset[str]:
    """Those of the store that is to be replaced; none where it is too damaged to say."""
    try:
        return _those(held.connection.execute("SELECT login, roles FROM account WHERE active = 1"))
    except (peewee.sqlite3.DatabaseError, ValueError):
        return frozenset()


def _those(rows: Iterable[tuple[Any, ...]]) -> frozenset[str]:
    return frozenset(str(login) for login, roles in rows if ADMIN in json.loads(roles))


def _offset(source: peewee.Database) -> int:
    rows = list(Setting.select(Setting.value).where(Setting.name == "utc_offset_minutes").tuples().execute(source))
    return int(rows[0][0]) if rows else 0


def _expect_administrator(actor: str, administrators: frozenset[str]) -> None:
    if actor not in administrators:
        raise Refused("restore_role", login=actor)


def _put(actor: str, copy: Path, told: _Copy, path: Path) -> Restored:
    """Where no store is: make it whole under another name, then give it its own."""
    expect_nothing_beside(path)
    with making(path.parent) as prepared:
        entry = _prepare(prepared, actor, copy, told, None)
        own_as(prepared, path.parent)
        try:
            os.link(prepared, path)
        except FileExistsError as fault:
            raise NotOpened("restore_exists", path=str(path)) from fault
        connect.fsync_folder(path.parent)
    return Restored(str(path), told.verdict.count, told.verdict.digest, entry, None)


def _keep(held: Held, told: _Copy) -> Kept:
    """Keep what is there beside the store: as a checked copy, or where that cannot be, byte by byte."""
    target = _free_name(held.path, told.offset)
    try:
        with copied(target, source=held.connection) as copy:
            verdict = verify(source=copy)
        kept = Kept(str(target), verdict.difference is None, verdict.count, verdict.digest)
    except (Refused, peewee.DatabaseError):
        try:
            held.copy_bytes(target)
        except OSError as fault:
            for ending in ("", *BESIDE):
                target.with_name(target.name + ending).unlink(missing_ok=True)
            raise Unavailable("restore_not_kept", path=str(target.parent)) from fault
        kept = Kept(str(target), False, None, None)
    for each in target.parent.glob(f"{target.name}*"):
        own_as(each, held.path)
    return kept


def _free_name(path: Path, offset: int) -> Path:
    now, second = clock.now_ms(), 0
    while True:
        stamp = clock.local(now + 1000 * second, offset).strftime("%Y%m%d-%H%M%S")
        target = path.with_name(f"{path.stem}-thay-{stamp}.db")
        if not os.path.lexists(target):
            return target
        second += 1


def _prepare(prepared: Path, actor: str, copy: Path, told: _Copy, kept: Kept | None) -> int:
    """Make the restored store, its entry written, in a file of its own; answers the entry's number.

    Who acts was found to be an administrator.
    """
    raw = peewee.sqlite3.connect(str(prepared), isolation_level=None)
    try:
        with sound(copy) as source:
            source.connection().backup(raw)
    except peewee.sqlite3.DatabaseError as fault:
        raise Unavailable("restore_not_kept", path=str(prepared.parent)) from fault
    finally:
        raw.close()
    connect.point_at(prepared)
    try:
        connect.connect()
        entry = restored(
            actor,
            facts={
                "restored_count": str(told.verdict.count),
                "restored_digest": told.verdict.digest,
                "replaced_count": None if kept is None or kept.count is None else str(kept.count),
                "replaced_digest": None if kept is None else kept.digest,
                "replaced_file": None if kept is None else Path(kept.path).name,
            },
            administrator=True,
        ).entry
    finally:
        connect.disconnect()
    settled(prepared)
    return entry
