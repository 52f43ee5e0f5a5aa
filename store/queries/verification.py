"""Proof: the hash chain recomputed, the journal folded, and the fold held against the tables."""

from __future__ import annotations

import json
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

import peewee

from store.db import journal
from store.db.connect import reading
from store.db.tables import RECORDS, JournalEntry, JournalRow, table_name
from store.db.watching import Watch, unwatched


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


PAGE = 500
"""So many entries are read at once: where a reader holds writers up, none waits for the whole journal."""


def verify(
    expected_digest: str | None = None,
    expected_count: int | None = None,
    *,
    watch: Watch = unwatched,
    source: peewee.Database | None = None,
) -> Verdict:
    """Recompute the seal, fold the journal and compare it with the tables.

    With an expected digest and count (as the minutes state them), that entry must be there with that hash. ``watch``
    is told how many entries of how many were read; ``source`` is another open store than the process's own.
    """
    if expected_count == 0 and expected_digest != journal.GENESIS:
        wrong = Difference("expected_digest", 0, expected=expected_digest, found=journal.GENESIS)
        return Verdict(0, journal.GENESIS, wrong)
    fold: Fold = {}
    count, previous, whole = 0, journal.GENESIS, 0
    while True:
        with _one_state(source):
            page = _entries(count, source)
            whole = max(whole, page[-1][0].id if page else 0, _newest(source) if count == 0 else 0)
            for header, sealed, rows in page:
                difference = _check_entry(count + 1, previous, header, sealed, rows) or _fold_in(fold, header, rows)
                if difference:
                    return Verdict(count, previous, difference)
                count, previous = count + 1, sealed
                if count == expected_count and sealed != expected_digest:
                    wrong = Difference("expected_digest", entry=count, expected=expected_digest, found=sealed)
                    return Verdict(count, previous, wrong)
            watch(count, max(whole, count))
            if len(page) < PAGE:  # the end: what the tables hold is compared in the state in which it was read
                if expected_count is not None and count < expected_count:
                    wrong = Difference("expected_count", expected=str(expected_count), found=str(count))
                    return Verdict(count, previous, wrong)
                return Verdict(count, previous, _orphan_rows(source) or _compare(fold, source))


def _one_state(source: peewee.Database | None) -> AbstractContextManager[object]:
    return reading() if source is None else source.atomic("DEFERRED")


def _newest(source: peewee.Database | None) -> int:
    row = JournalEntry.select(peewee.fn.MAX(JournalEntry.id)).tuples().execute(source)[0]
    return int(row[0] or 0)


def _entries(after: int, source: peewee.Database | None) -> list[tuple[journal.Header, str, list[journal.RowChange]]]:
    """The next page of the journal: headers, their hashes, their rows."""
    query = JournalEntry.select().order_by(JournalEntry.id).limit(PAGE)
    if after:  # the first page begins with whatever is there, so that a number below 1 is seen
        query = query.where(JournalEntry.id > after)
    headers = list(query.dicts().execute(source))
    grouped: dict[int, list[journal.RowChange]] = {}
    if headers:
        rows = JournalRow.select().where(JournalRow.entry.between(headers[0]["id"], headers[-1]["id"]))
        for row in rows.order_by(JournalRow.entry, JournalRow.n).dicts().execute(source):
            grouped.setdefault(row.pop("entry"), []).append(journal.RowChange(**row))
    found = []
    for header in headers:
        sealed = header.pop("hash")
        found.append((journal.Header(**header), sealed, grouped.get(header["id"], [])))
    return found


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


def _orphan_rows(source: peewee.Database | None) -> Difference | None:
    known = JournalEntry.select(JournalEntry.id)
    query = JournalRow.select(JournalRow.entry).where(JournalRow.entry.not_in(known)).limit(1)
    found = list(query.tuples().execute(source))
    return Difference("orphan", entry=int(found[0][0])) if found else None


def _compare(fold: Fold, source: peewee.Database | None) -> Difference | None:
    for model in RECORDS:
        name, key = table_name(model), model._meta.primary_key.name
        expected = {place[1]: image for place, image in fold.items() if place[0] == name}
        for row in model.select().order_by(model._meta.primary_key).dicts().execute(source):
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
