"""What a meeting decided on commendations, as its own minutes tell it: from the journal, not from what stands now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from store.db.connect import reading
from store.db.journal import entry_of
from store.db.tables import Commendation, Conclusion, JournalEntry, JournalRow, table_name
from store.queries.journal import image_of
from store.queries.meeting import conclusion_of
from store.queries.meeting_views import ConclusionView
from store.queries.undoing import is_undone
from store.rules.commendation import DECLINED, GRANTED


@dataclass(frozen=True)
class GrantView:
    """One decision: the entry that made it, for whom and of which kind, granted or declined, with what words.

    ``concluded`` says who was there and what hands were counted.
    """

    entry: int
    organisation: str
    kind: str
    granted: bool
    note: str | None
    concluded: ConclusionView


def grants(meeting: int) -> tuple[GrantView, ...]:
    """The decisions of a meeting by its number that are not taken back; of each nomination the last, in their order."""
    with reading():
        query = (
            JournalRow.select(JournalRow.entry, JournalRow.key, JournalRow.after)
            .join(JournalEntry, on=(JournalRow.entry == JournalEntry.id))
            .where(JournalEntry.meeting == str(meeting), JournalEntry.action == "decide_commendation")
            .where(JournalRow.table == table_name(Commendation))
            .order_by(JournalRow.entry)
        )
        last: dict[str, tuple[int, Mapping[str, Any]]] = {}
        for entry, key, after in query.tuples():
            if not is_undone(int(entry)):
                last.pop(key, None)
                last[key] = (int(entry), image_of(after) or {})
        rows = Conclusion.select().where(Conclusion.kind.in_([GRANTED, DECLINED])).dicts()
        stamped = {entry_of(row["id"]): conclusion_of(row) for row in rows}
        return tuple(
            GrantView(
                entry,
                image["organisation"],
                image["kind"],
                image["state"] == GRANTED,
                image["decided_note"],
                stamped[entry],
            )
            for entry, image in last.values()
        )
