"""What keeps a meeting from being closed, and what is left for the next one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from peewee import JOIN, fn

from store.db.tables import Adjustment, AgendaItem, Assessment, JournalEntry, Reason
from store.rules.meeting import HALF, PARKED, PENDING
from store.rules.reasons import SHOULD
from store.rules.roles import FINAL


@dataclass(frozen=True)
class Blockers:
    """Places of items left open, and organisations whose reason still wants words."""

    half: tuple[int, ...]
    wordless: tuple[str, ...]

    @property
    def none(self) -> bool:
        """Whether nothing keeps the meeting from being closed."""
        return not (self.half or self.wordless)


def blockers(meeting: dict[str, Any]) -> Blockers:
    """What is unfinished: items left open (the room's own too, where it is not settled) and reasons without words."""
    half = tuple(
        place
        for place, each in _items(meeting)
        if each["state"] == HALF or (each["state"] == PENDING and each["id"] == meeting["item"])
    )
    return Blockers(half, _wordless(int(meeting["id"])))


def last_entry(number: int) -> int:
    """The newest entry that was made in a meeting, 0 where there is none: what its minutes have come to."""
    held = JournalEntry.select(fn.MAX(JournalEntry.id)).where(JournalEntry.meeting == str(number)).tuples().first()
    return int(held[0] or 0) if held else 0


def leftovers(meeting: dict[str, Any]) -> tuple[int, ...]:
    """Places of the items that were parked or never taken up."""
    return tuple(
        place
        for place, each in _items(meeting)
        if each["state"] in (PARKED, PENDING) and not (each["state"] == PENDING and each["id"] == meeting["item"])
    )


def _items(meeting: dict[str, Any]) -> list[tuple[int, dict[str, Any]]]:
    """The items with their places, from 1 on."""
    query = AgendaItem.select().where(AgendaItem.meeting == meeting["id"]).order_by(AgendaItem.position, AgendaItem.id)
    return list(enumerate(query.dicts(), 1))


def _wordless(meeting: int) -> tuple[str, ...]:
    """Organisations that this meeting adjusted for a reason that should have words and has none; the newest counts."""
    rows = (
        Adjustment.select(Assessment.organisation, Adjustment.note, Reason.note)
        .join(Assessment, on=(Adjustment.assessment == Assessment.id))
        .switch(Adjustment)
        .join(Reason, JOIN.LEFT_OUTER, on=(Adjustment.reason == Reason.code))
        .where(Adjustment.meeting == meeting, Adjustment.stage == FINAL)
        .order_by(Adjustment.id)
        .tuples()
    )
    newest = {str(code): bool(rule == SHOULD and not said) for code, said, rule in rows}
    return tuple(code for code, owes in newest.items() if owes)
