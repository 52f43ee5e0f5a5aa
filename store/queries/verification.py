"""Proof: the hash chain recomputed, the journal folded, and the fold held against the tables."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from store.db import journal
from store.db.connect import reading
from store.db.tables import RECORDS, JournalEntry, JournalRow, table_name


@dataclass(frozen=True)
class Difference:
    """The first thing that does not agree: a words code ``verify.<code>`` with where it is."""

    code: str
    entry: int | None = None
    table: str | None = None
    key: str | None = None
    column: str | None = None
    expected: str | None = None
    found: str | None = None


@dataclass(frozen=True)
class Verdict:
    """How the check ended: entries read, the newest entry's hash, and the first difference if there is one."""

    count: int
    digest: str
    difference: Difference | None


Fold = dict[tuple[str, str], dict[str, Any]]
"""Every record row by table and key, as its last image says."""


def verify(expected_digest: str | None = None, expected_count: int | None = None) -> Verdict:
    """Recompute the seal, fold the journal and compare it with the tables.

    With an expected digest and count (as the minutes state them), that entry must be there with that hash.
    """
    with reading():
        fold: Fold = {}
        if expected_count == 0 and expected_digest != journal.GENESIS:
            wrong = Difference("expected_digest", 0, expected=expected_digest, found=journal.GENESIS)
            return Verdict(0, journal.GENESIS, wrong)
        count, previous, difference = 0, journal.GENESIS, None
        for header, sealed, rows in _entries():
            difference = (
                difference or _check_entry(count + 1, previous, header, sealed, rows) or _fold_in(fold, header, rows)
            )
            if difference:
                return Verdict(count, previous, difference)
            count, previous = count + 1, sealed
            if count == expected_count and sealed != expected_digest:
                difference = Difference("expected_digest", entry=count, expected=expected_digest, found=sealed)
        if expected_count is not None and count < expected_count:
            difference = Difference("expected_count", expected=str(expected_count), found=str(count))
        return Verdict(count, previous, difference or _orphan_rows() or _compare(fold))


def _entries() -> Iterator[tuple[journal.Header, str, list[journal.RowChange]]]:
    rows = JournalRow.select().order_by(JournalRow.entry, JournalRow.n).dicts()
    grouped: dict[int, list[journal.RowChange]] = {}
    for row in rows:
        entry = row.pop("entry")
        grouped.setdefault(entry, []).append(journal.RowChange(**row))
    for header in JournalEntry.select().order_by(JournalEntry.id).dicts():
        sealed = header.pop("hash")
        yield journal.Header(**header), sealed, grouped.get(header["id"], [])


def _check_entry(
    number: int, previous: str, header: journal.Header, sealed: str, rows: list[journal.RowChange]
) -> Difference | None:
    if header.id != number:
        return Difference("gap", entry=number, found=str(header.id))
    if header.previous_hash != previous:
        return Difference("chain", entry=header.id)
    if journal.rows_digest(rows) != header.rows_digest:
        return Difference("rows", entry=header.id)
    if journal.header_hash(header) != sealed:
        return Difference("header", entry=header.id)
    return None


def _fold_in(fold: Fold, header: journal.Header, rows: list[journal.RowChange]) -> Difference | None:
    for row in rows:
        place = (row.table, row.key)
        before = journal.image_text(fold.get(place))
        if before != row.before:
            return Difference(
                "before", entry=header.id, table=row.table, key=row.key, expected=before, found=row.before
            )
        if row.after is None:
            fold.pop(place, None)
        else:
            fold[place] = json.loads(row.after)
    return None


def _orphan_rows() -> Difference | None:
    known = JournalEntry.select(JournalEntry.id)
    row = JournalRow.select(JournalRow.entry).where(JournalRow.entry.not_in(known)).tuples().first()
    return None if row is None else Difference("orphan", entry=int(row[0]))


def _compare(fold: Fold) -> Difference | None:
    for model in RECORDS:
        name, key = table_name(model), model._meta.primary_key.name
        expected = {place[1]: image for place, image in fold.items() if place[0] == name}
        for row in model.select().order_by(model._meta.primary_key).dicts():
            if found := _row_difference(name, str(row[key]), expected.pop(str(row[key]), None), row):
                return found
        for missing in expected:
            return Difference("row_missing", table=name, key=missing)
    return None


def _row_difference(table: str, key: str, expected: dict[str, Any] | None, row: dict[str, Any]) -> Difference | None:
    if expected is None:
        return Difference("row_extra", table=table, key=key)
    for column, value in expected.items():
        if row.get(column) != value:
            return Difference("value", None, table, key, column, _shown(value), _shown(row.get(column)))
    return None


def _shown(value: object) -> str:
    return "NULL" if value is None else str(value)
