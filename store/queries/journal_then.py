"""A record as it stood after an entry, beside what it is now: the journal's rows folded up to there, and to the end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from store.db.connect import reading
from store.db.tables import BY_NAME, JournalRow
from store.queries.journal import image_of

Image = dict[str, Any]
"""A row as columns and values."""


@dataclass(frozen=True)
class ThenView:
    """One row: as it stood after the entry, and as it is now; ``None`` where it was not, or is not, there."""

    entity: str
    key: str
    then: Image | None
    now: Image | None

    @property
    def differs(self) -> bool:
        """Whether it has changed since."""
        return _content(self.then) != _content(self.now)


def about_then(organisation: str, entry: int) -> tuple[ThenView, ...]:
    """Everything about an organisation as it stood after an entry, beside what it is now, in the order it came."""
    rows = JournalRow.select(JournalRow.entry, JournalRow.table, JournalRow.key, JournalRow.after).where(
        JournalRow.organisation == organisation
    )
    with reading():
        found = [(int(n), str(t), str(k), a) for n, t, k, a in rows.order_by(JournalRow.entry, JournalRow.n).tuples()]
    then = _folded(row for row in found if row[0] <= entry)
    now = _folded(found)
    places = dict.fromkeys((*then, *now))
    return tuple(
        ThenView(table, key, image_of(then.get((table, key))), image_of(now.get((table, key)))) for table, key in places
    )


def rows_then(entry: int) -> tuple[ThenView, ...]:
    """The rows of an entry that are about no organisation, as it left them, beside what the tables have now."""
    rows = JournalRow.select().where(JournalRow.entry == entry, JournalRow.organisation.is_null())
    with reading():
        return tuple(
            ThenView(row["table"], row["key"], image_of(row["after"]), _now(row["table"], row["key"]))
            for row in rows.order_by(JournalRow.n).dicts()
        )


def organisations_of(entry: int) -> tuple[str, ...]:
    """Whom an entry's rows are about, in the order of the rows."""
    rows = JournalRow.select(JournalRow.organisation).where(
        JournalRow.entry == entry, JournalRow.organisation.is_null(False)
    )
    with reading():
        return tuple(dict.fromkeys(str(code) for (code,) in rows.order_by(JournalRow.n).tuples()))


def _folded(rows: Iterable[tuple[int, str, str, str | None]]) -> dict[tuple[str, str], str]:
    held: dict[tuple[str, str], str] = {}
    for _entry, table, key, after in rows:
        if after is None:
            held.pop((table, key), None)
        else:
            held[table, key] = after
    return held


def _now(table: str, key: str) -> Image | None:
    model = BY_NAME[table]
    found: Image | None = model.select().where(model._meta.primary_key == key).dicts().first()
    return found


def _content(image: Image | None) -> Image | None:
    return None if image is None else {name: value for name, value in image.items() if name != "version"}
