"""The journal for whoever reads it: entries with their rows, one whole, and a window of what a filter leaves."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import peewee

from store.db.connect import reading
from store.db.tables import JournalEntry, JournalRow
from store.errors import Refused
from store.queries.undoing import is_undone

ROWS_TOLD = 4
"""So many rows of an entry are read for its line in a list."""

_AT_ONCE = 500
"""So many entries are named in one statement."""


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
    """One entry whole; ``at`` in UTC milliseconds, ``meeting`` the number of the one in which it was made."""

    id: int
    at: int
    by: str
    action: str
    rows: tuple[RowView, ...]
    reason: str | None
    meeting: str | None
    hash: str
    undoes: int | None


@dataclass(frozen=True)
class WholeEntry:
    """One entry with its place in the chain; ``undone_by`` is the entry by which it is taken back."""

    entry: EntryView
    previous_hash: str
    undone_by: int | None


@dataclass(frozen=True)
class LineView:
    """One entry as a list shows it: its first rows, how many there are, whom they concern (the first by code).

    ``meeting`` is the number of the one in which it was made.
    """

    id: int
    at: int
    by: str
    action: str
    reason: str | None
    meeting: str | None
    undoes: int | None
    undone_by: int | None
    rows: tuple[RowView, ...]
    count: int
    organisation: str | None
    organisations: int


@dataclass(frozen=True)
class Asked:
    """What is wanted of the journal; ``until`` is the first instant that is not, instants are UTC milliseconds."""

    organisation: str | None = None
    by: frozenset[str] | None = None
    actions: frozenset[str] | None = None
    since: int | None = None
    until: int | None = None


ALL = Asked()
"""The whole journal."""


@dataclass(frozen=True)
class PageView:
    """Some of the wanted entries, newest first: ``first`` is the place of the first one, ``total`` how many there are.

    ``whole`` is how many entries the journal has, ``newest`` the instant of its newest one.
    """

    total: int
    whole: int
    newest: int | None
    first: int
    lines: tuple[LineView, ...]


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
    asked = Asked(organisation, None if by is None else frozenset({by}), None, since)
    query = _wanted(asked, *JournalEntry._meta.sorted_fields)
    if after is not None:
        query = query.where(JournalEntry.id > after)
    order = JournalEntry.id.desc() if after is None else JournalEntry.id
    with reading():
        found = list(query.order_by(order).limit(limit).dicts())
        rows = _rows([int(row["id"]) for row in found])
        return tuple(_entry(row, rows.get(int(row["id"]), ())) for row in sorted(found, key=lambda row: int(row["id"])))


def entry(number: int) -> WholeEntry:
    """One entry whole; raises ``Refused("unknown_entry")``."""
    with reading():
        header: dict[str, Any] | None = JournalEntry.select().where(JournalEntry.id == number).dicts().first()
        if header is None:
            raise Refused("unknown_entry", entry=number)
        found = _entry(header, _rows([number]).get(number, ()))
        return WholeEntry(found, str(header["previous_hash"]), _undoers([number]).get(number))


def page(asked: Asked, first: int, size: int) -> PageView:
    """The wanted entries from a place on, counted from the newest."""
    with reading():
        return _page(asked, _total(asked), first, size)


def page_around(asked: Asked, number: int | None, size: int) -> PageView:
    """A window in which an entry (or where it would be) stands in the middle; ``None`` is the newest."""
    with reading():
        total = _total(asked)
        before = 0 if number is None else _count(_wanted(asked, JournalEntry.id).where(JournalEntry.id > number))
        return _page(asked, total, min(before - size // 2, total - size), size)


def newest_before(asked: Asked, at: int) -> int | None:
    """The number of the newest wanted entry before an instant."""
    until = at if asked.until is None else min(at, asked.until)
    row = _first(replace(asked, until=until), JournalEntry.id.desc())
    return None if row is None else row[0]


def oldest_since(asked: Asked, at: int) -> tuple[int, int] | None:
    """Number and instant of the oldest wanted entry from an instant on."""
    since = at if asked.since is None else max(at, asked.since)
    return _first(replace(asked, since=since), JournalEntry.id)


def _first(asked: Asked, order: Any) -> tuple[int, int] | None:
    with reading():
        row = _wanted(asked, JournalEntry.id, JournalEntry.at).order_by(order).limit(1).tuples().first()
    return None if row is None else (int(row[0]), int(row[1]))


def people_and_actions() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Every login and every action that the journal has."""
    with reading():
        return _distinct(JournalEntry.actor), _distinct(JournalEntry.action)


def _distinct(column: Any) -> tuple[str, ...]:
    """The values of an indexed column, each found from the one before: as many steps as there are values."""
    found: list[str] = []
    while True:
        query = JournalEntry.select(peewee.fn.MIN(column))
        value = (query.where(column > found[-1]) if found else query).scalar()
        if value is None:
            return tuple(found)
        found.append(str(value))


def _wanted(asked: Asked, *columns: Any) -> Any:
    query = JournalEntry.select(*columns)
    if asked.organisation is not None:
        about = JournalRow.select(JournalRow.entry).where(JournalRow.organisation == asked.organisation)
        query = query.where(JournalEntry.id.in_(about))
    for column, values in ((JournalEntry.actor, asked.by), (JournalEntry.action, asked.actions)):
        if values is not None:
            query = query.where(column.in_(sorted(values)))
    if asked.since is not None:
        query = query.where(JournalEntry.at >= asked.since)
    if asked.until is not None:
        query = query.where(JournalEntry.at < asked.until)
    return query


def _total(asked: Asked) -> int:
    return _count(_wanted(asked, JournalEntry.id))


def _count(query: Any) -> int:
    return int(query.count())


def _page(asked: Asked, total: int, first: int, size: int) -> PageView:
    first = max(0, first)
    chosen = _wanted(asked, JournalEntry.id).order_by(JournalEntry.id.desc()).limit(size).offset(first).tuples()
    numbers = [int(number) for (number,) in chosen]
    whole = total if asked == ALL else _total(ALL)
    newest = JournalEntry.select(JournalEntry.at).order_by(JournalEntry.id.desc()).limit(1).scalar()
    return PageView(total, whole, newest, first, _lines(numbers))


def _among(column: Any, numbers: list[int]) -> Any:
    """The condition that a number is one of these; where none is left out it is a span, which is said faster."""
    if numbers and max(numbers) - min(numbers) == len(numbers) - 1:
        return column.between(min(numbers), max(numbers))
    return column.in_(numbers)


def _lines(numbers: list[int]) -> tuple[LineView, ...]:
    query = JournalEntry.select().where(_among(JournalEntry.id, numbers)).order_by(JournalEntry.id.desc())
    rows, undoers = _rows(numbers, ROWS_TOLD), _undoers(numbers)
    counts = {
        int(number): (int(count), first, int(units))
        for number, count, first, units in JournalRow.select(
            JournalRow.entry,
            peewee.fn.COUNT(JournalRow.n),
            peewee.fn.MIN(JournalRow.organisation),
            peewee.fn.COUNT(peewee.fn.DISTINCT(JournalRow.organisation)),
        )
        .where(_among(JournalRow.entry, numbers))
        .group_by(JournalRow.entry)
        .tuples()
    }
    lines = []
    for header in query.dicts():
        number = int(header["id"])
        count, organisation, units = counts.get(number, (0, None, 0))
        lines.append(
            LineView(
                id=number,
                at=int(header["at"]),
                by=header["actor"],
                action=header["action"],
                reason=header["reason"],
                meeting=header["meeting"],
                undoes=header["undoes"],
                undone_by=undoers.get(number),
                rows=rows.get(number, ()),
                count=count,
                organisation=organisation,
                organisations=units,
            )
        )
    return tuple(lines)


def _undoers(numbers: list[int]) -> dict[int, int]:
    """By which entry each of these is taken back; one that was done again is not there."""
    query = JournalEntry.select(JournalEntry.undoes, JournalEntry.id).where(_among(JournalEntry.undoes, numbers))
    pairs = list(query.order_by(JournalEntry.id).tuples())
    return {int(undone): int(number) for undone, number in pairs if not is_undone(int(number))}


def _rows(numbers: Iterable[int], most: int | None = None) -> dict[int, tuple[RowView, ...]]:
    wanted, found = list(numbers), dict[int, list[RowView]]()
    for at in range(0, len(wanted), _AT_ONCE):
        query = JournalRow.select().where(_among(JournalRow.entry, wanted[at : at + _AT_ONCE]))
        if most is not None:
            query = query.where(JournalRow.n <= most)
        for row in query.order_by(JournalRow.entry, JournalRow.n).dicts():
            images = image_of(row["before"]), image_of(row["after"])
            found.setdefault(int(row["entry"]), []).append(
                RowView(row["table"], row["key"], row["organisation"], *images)
            )
    return {number: tuple(rows) for number, rows in found.items()}


def _entry(header: dict[str, Any], rows: tuple[RowView, ...]) -> EntryView:
    return EntryView(
        id=header["id"],
        at=header["at"],
        by=header["actor"],
        action=header["action"],
        rows=rows,
        reason=header["reason"],
        meeting=header["meeting"],
        hash=header["hash"],
        undoes=header["undoes"],
    )


def image_of(text: str | None) -> dict[str, Any] | None:
    """A row's image as columns and values."""
    image: dict[str, Any] | None = None if text is None else json.loads(text)
    return image
