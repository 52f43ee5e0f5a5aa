"""Which journal entry put a value where it stands: the newest one that changed the column, row by row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from store.db.connect import reading
from store.db.tables import Assessment, JournalRow
from store.queries.journal import image_of

Sources = Mapping[tuple[str, str], Mapping[str, int]]
"""By table and key, column by column: the number of the entry that last changed it."""


def sources(tables: Iterable[str]) -> Sources:
    """Fold the journal's rows of some tables; a row that was taken away is not there."""
    found: dict[tuple[str, str], dict[str, int]] = {}
    with reading():
        query = JournalRow.select().where(JournalRow.table.in_(sorted(tables))).order_by(JournalRow.entry, JournalRow.n)
        for row in query.dicts():
            place, after = (str(row["table"]), str(row["key"])), image_of(row["after"])
            if after is None:
                found.pop(place, None)
                continue
            before, held = image_of(row["before"]) or {}, found.setdefault(place, {})
            for column, value in after.items():
                if column not in held or column not in before or before[column] != value:
                    held[column] = int(row["entry"])
    return found


def assessment_keys(cycle: str) -> Mapping[str, str]:
    """The keys of a cycle's assessments, as the journal writes them, by organisation."""
    with reading():
        query = Assessment.select(Assessment.organisation, Assessment.id).where(Assessment.cycle == cycle)
        return {str(organisation): str(key) for organisation, key in query.tuples()}
