"""What entries said, for the message line, the undo dialog and the journal: who, what, which organisations."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from store.db.connect import reading
from store.db.tables import Account, Assessment, JournalEntry, JournalRow, OrganisationPeriod
from store.queries.room_news import RoomNews, room_news
from store.rules.comparison import kept

_STAGE_COLUMNS = (("final", "final_level"), ("proposed", "proposed_level"), ("self", "self_level"))


@dataclass(frozen=True)
class LevelMoveView:
    """One organisation's level at one stage after an entry, and what stood before: its own, else what it came from."""

    organisation: str
    tt: int
    name: str | None
    stage: str
    from_level: str | None
    to_level: str | None


@dataclass(frozen=True)
class UnitView:
    """One organisation that an entry concerned."""

    organisation: str
    tt: int | None
    name: str | None


@dataclass(frozen=True)
class NewsView:
    """One entry told: ``at`` in UTC milliseconds; ``moves`` are the levels it changed, ``units`` whom it concerned.

    ``room`` is what it did in the meeting it belongs to.
    """

    entry: int
    at: int
    actor: str
    post: str | None
    action: str
    reason: str | None
    undoes: int | None
    moves: tuple[LevelMoveView, ...]
    units: tuple[UnitView, ...] = ()
    room: RoomNews | None = None


def news_after(entry: int, limit: int = 200) -> tuple[NewsView, ...]:
    """The entries after the given one, oldest first, at most ``limit`` of the newest."""
    with reading():
        query = JournalEntry.select().where(JournalEntry.id > entry).order_by(JournalEntry.id.desc()).limit(limit)
        return tuple(_told(row) for row in reversed(list(query.dicts())))


def news_of(entries: Iterable[int]) -> tuple[NewsView, ...]:
    """The named entries told, oldest first."""
    with reading():
        query = JournalEntry.select().where(JournalEntry.id.in_(list(entries))).order_by(JournalEntry.id)
        return tuple(_told(row) for row in list(query.dicts()))


def newest_entry() -> int:
    """The number of the newest entry; 0 for an empty journal."""
    with reading():
        row = JournalEntry.select(JournalEntry.id).order_by(JournalEntry.id.desc()).limit(1).tuples().first()
    return 0 if row is None else int(row[0])


def _told(header: dict[str, object]) -> NewsView:
    rows = (
        JournalRow.select(JournalRow.before, JournalRow.after)
        .where(JournalRow.entry == header["id"], JournalRow.table == "assessment")
        .order_by(JournalRow.n)
        .tuples()
    )
    moves = [
        move for before, after in rows if before and after for move in _moves(json.loads(before), json.loads(after))
    ]
    post = Account.select(Account.post).where(Account.login == header["actor"]).tuples().first()
    undoes, meeting = header["undoes"], _text(header["meeting"])
    return NewsView(
        entry=int(str(header["id"])),
        at=int(str(header["at"])),
        actor=str(header["actor"]),
        post=post[0] if post else None,
        action=str(header["action"]),
        reason=None if header["reason"] is None else str(header["reason"]),
        undoes=None if undoes is None else int(str(undoes)),
        moves=tuple(moves),
        units=_units(int(str(header["id"]))),
        room=room_news(int(str(header["id"])), meeting, str(header["actor"])),
    )


def _units(entry: int) -> tuple[UnitView, ...]:
    """The organisations that an entry's rows are about, in the committee's order.

    They are named as in the newest cycle; one that is in no cycle as the register has it.
    """
    about = JournalRow.select(JournalRow.organisation).where(
        JournalRow.entry == entry, JournalRow.organisation.is_null(False)
    )
    found: dict[str, UnitView] = {}
    for model in (OrganisationPeriod, Assessment):
        named = model.select(model.organisation, model.tt, model.name).where(model.organisation.in_(about))
        found |= {str(code): UnitView(str(code), tt, name) for code, tt, name in named.order_by(model.id).tuples()}
    return tuple(sorted(found.values(), key=lambda unit: unit.tt or 0))


def _moves(before: dict[str, object], after: dict[str, object]) -> list[LevelMoveView]:
    return [
        LevelMoveView(
            organisation=str(after["organisation"]),
            tt=int(str(after["tt"])),
            name=None if after["name"] is None else str(after["name"]),
            stage=stage,
            from_level=_text(before[column]) or _stood(before, stage),
            to_level=_text(after[column]),
        )
        for stage, column in _STAGE_COLUMNS
        if before[column] != after[column]
    ]


def _stood(image: dict[str, object], stage: str) -> str | None:
    """The level that stood where the stage had none of its own."""
    return None if stage == "self" else kept(_text(image["self_level"]), _text(image["proposed_level"]))


def _text(value: object) -> str | None:
    return None if value is None else str(value)
