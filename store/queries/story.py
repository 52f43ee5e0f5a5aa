"""Who last touched an organisation, and how its levels came to be."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from store.db.tables import Account, JournalEntry, JournalRow


@dataclass(frozen=True)
class Touch:
    """One entry that concerned an organisation; ``at`` in UTC milliseconds, ``post`` the actor's."""

    entry: int
    at: int
    actor: str
    action: str
    post: str | None


@dataclass(frozen=True)
class LevelsView:
    """The three levels of an assessment as they stood after some entry."""

    self_level: str | None
    proposed_level: str | None
    final_level: str | None


def latest_touch(organisation: str, *, after: int = 0, until: int | None = None) -> Touch | None:
    """The newest entry after one (up to another) that changed rows about the organisation."""
    query = (
        JournalEntry.select(JournalEntry.id, JournalEntry.at, JournalEntry.actor, JournalEntry.action)
        .join(JournalRow, on=(JournalRow.entry == JournalEntry.id))
        .where(JournalRow.organisation == organisation, JournalEntry.id > after)
    )
    if until is not None:
        query = query.where(JournalEntry.id <= until)
    row = query.order_by(JournalEntry.id.desc()).limit(1).tuples().first()
    return None if row is None else _touch(row)


def touch_of(entry: int) -> Touch | None:
    """An entry as what it is: when, who, what; ``None`` for a number that the journal does not have."""
    columns = (JournalEntry.id, JournalEntry.at, JournalEntry.actor, JournalEntry.action)
    row = JournalEntry.select(*columns).where(JournalEntry.id == entry).tuples().first()
    return None if row is None else _touch(row)


def _touch(row: tuple[Any, ...]) -> Touch:
    post = Account.select(Account.post).where(Account.login == row[2]).tuples().first()
    return Touch(int(row[0]), int(row[1]), str(row[2]), str(row[3]), post[0] if post else None)


def levels_at(organisation: str, cycle: str, entry: int) -> LevelsView | None:
    """The organisation's three levels in a cycle as they stood after an entry; ``None`` before it was opened."""
    images = (
        JournalRow.select(JournalRow.after)
        .where(
            JournalRow.organisation == organisation,
            JournalRow.table == "assessment",
            JournalRow.entry <= entry,
            JournalRow.after.is_null(False),
        )
        .order_by(JournalRow.entry.desc(), JournalRow.n.desc())
        .tuples()
    )
    for (text,) in images:
        image = json.loads(text)
        if image["cycle"] == cycle:
            return LevelsView(image["self_level"], image["proposed_level"], image["final_level"])
    return None
