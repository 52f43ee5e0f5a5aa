"""The journal for whoever reads it: entries with their rows, paged."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from store.db.connect import reading
from store.db.tables import JournalEntry, JournalRow


@dataclass(frozen=True)
class RowView:
    """One changed row; the images are columns and values."""

    entity: str
    key: str
    organisation: str | None
    before: dict[str, Any] | None
    after: dict[str, Any] | None


@dataclass(frozen=True)
class EntryView:
    """One entry whole; ``at`` in UTC milliseconds."""

    id: int
    at: int
    by: str
    action: str
    rows: tuple[RowView, ...]
    reason: str | None
    meeting: str | None
    hash: str
    undoes: int | None


def entries(
    *,
    organisation: str | None = None,
    by: str | None = None,
    since: int | None = None,
    after: int | None = None,
    limit: int = 50,
) -> tuple[EntryView, ...]:
    """Entries, oldest first: about an organisation, by a login, since an instant (UTC ms), after a number.

    Without ``after`` the newest ``limit``, with it the next ``limit``.
    """
    query = JournalEntry.select()
    if organisation is not None:
        about = JournalRow.select(JournalRow.entry).where(JournalRow.organisation == organisation)
        query = query.where(JournalEntry.id.in_(about))
    if by is not None:
        query = query.where(JournalEntry.actor == by)
    if since is not None:
        query = query.where(JournalEntry.at >= since)
    if after is not None:
        query = query.where(JournalEntry.id > after)
    order = JournalEntry.id.desc() if after is None else JournalEntry.id
    with reading():
        found = list(query.order_by(order).limit(limit).dicts())
        return tuple(_entry(row) for row in sorted(found, key=lambda row: int(row["id"])))


def _entry(header: dict[str, Any]) -> EntryView:
    rows = JournalRow.select().where(JournalRow.entry == header["id"]).order_by(JournalRow.n).dicts()
    return EntryView(
        id=header["id"],
        at=header["at"],
        by=header["actor"],
        action=header["action"],
        rows=tuple(
            RowView(row["table"], row["key"], row["organisation"], _image(row["before"]), _image(row["after"]))
            for row in rows
        ),
        reason=header["reason"],
        meeting=header["meeting"],
        hash=header["hash"],
        undoes=header["undoes"],
    )


def _image(text: str | None) -> dict[str, Any] | None:
    image: dict[str, Any] | None = None if text is None else json.loads(text)
    return image
