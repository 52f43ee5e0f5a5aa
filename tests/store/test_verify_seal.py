"""The seal: whatever byte of the journal is changed behind the program's back, the check names the entry."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from store.queries.verification import verify
from tests.kit.prepared import grown
from tests.kit.stores import behind, behind_the_journal, library
from tests.store.history import difference, short_history

HEADER = ["id", "at", "actor", "action", "schema", "reason", "meeting", "undoes"]
HEADER += ["rows_digest", "previous_hash", "hash"]
ROW = ["entry", "n", "table", "key", "organisation", "before", "after"]

told_of = grown(short_history)
"""A store with a short history."""


@pytest.fixture
def closed_store(tmp_path: Path, mode: str) -> Iterator[Path]:
    """That store in the test's journal mode."""
    with library(mode):
        yield told_of(tmp_path / "thamdinh.db")


@pytest.fixture
def told(store: Path) -> Path:
    """That store, connected."""
    return store


def one_byte_on(value: object) -> Iterator[object]:
    """What differs from a value in one byte or by one; something where there is nothing."""
    if value is None:
        yield "x"
    elif isinstance(value, int):
        yield value + 1
    else:
        text = str(value)
        middle = len(text) // 2
        yield text[:middle] + ("x" if text[middle] != "x" else "y") + text[middle + 1 :]
        yield text[:-1]


def variants(path: Path, statement: str) -> list[object]:
    with behind(path) as connection:
        ((value,),) = connection.execute(statement).fetchall()
    return list(one_byte_on(value))


def expected_code(column: str, entry: int) -> set[str]:
    """How a changed header gives itself away; a number beyond its neighbours leaves a gap."""
    if column == "id":
        return {"gap"}
    return {{"previous_hash": "chain", "rows_digest": "rows"}.get(column, "header")}


@pytest.mark.parametrize("entry", [1, 10, 12])
@pytest.mark.parametrize("column", HEADER)
def test_one_byte_of_a_header_is_noticed(told: Path, column: str, entry: int) -> None:
    for value in variants(told, f'SELECT "{column}" FROM journal_entry WHERE id = {entry}'):
        wrong: object = 1 if column == "undoes" and value == "x" else value
        if column == "id":
            wrong = 99
        with behind_the_journal(told) as connection:
            kept = connection.execute(f"SELECT * FROM journal_entry WHERE id = {entry}").fetchone()
            connection.execute(f'UPDATE journal_entry SET "{column}" = ? WHERE id = {entry}', (wrong,))
        found = difference()
        assert (found.code, found.entry) in {(code, entry) for code in expected_code(column, entry)}
        with behind_the_journal(told) as connection:
            connection.execute("DELETE FROM journal_entry WHERE id = ?", (99 if column == "id" else entry,))
            connection.execute(f"INSERT INTO journal_entry VALUES ({','.join('?' * len(HEADER))})", kept)
    assert verify().difference is None


@pytest.mark.parametrize(("entry", "n"), [(1, 1), (10, 1), (11, 1), (12, 2)])
@pytest.mark.parametrize("column", ROW)
def test_one_byte_of_a_row_is_noticed(told: Path, column: str, entry: int, n: int) -> None:
    where = f"WHERE entry = {entry} AND n = {n}"
    for value in variants(told, f'SELECT "{column}" FROM journal_row {where}'):
        wrong = 99 if column in ("entry", "n") else value
        with behind_the_journal(told) as connection:
            kept = connection.execute(f"SELECT rowid, * FROM journal_row {where}").fetchone()
            connection.execute(f'UPDATE journal_row SET "{column}" = ? {where}', (wrong,))
        found = difference()
        assert (found.code, found.entry) == ("rows", entry)
        with behind_the_journal(told) as connection:
            connection.execute("DELETE FROM journal_row WHERE rowid = ?", kept[:1])
            connection.execute(f"INSERT INTO journal_row VALUES ({','.join('?' * len(ROW))})", kept[1:])
    assert verify().difference is None


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("DELETE FROM journal_entry WHERE id = 9", ("gap", 9)),
        ("DELETE FROM journal_entry WHERE id = 1", ("gap", 1)),
        ("DELETE FROM journal_row WHERE entry = 9", ("rows", 9)),
        ("DELETE FROM journal_row WHERE entry = 10 AND n = 2", ("rows", 10)),
        ("DELETE FROM journal_row WHERE entry = 10 AND n = 1", ("rows", 10)),
        ("DELETE FROM journal_row", ("rows", 1)),
        ("UPDATE journal_entry SET id = id + 1 WHERE id = 12", ("gap", 12)),
        ("UPDATE journal_entry SET actor = 'an' WHERE id = 11", ("header", 11)),
        ("UPDATE journal_row SET after = NULL WHERE entry = 8", ("rows", 8)),
        ("UPDATE journal_entry SET reason = NULL WHERE id = 10", ("header", 10)),
        ("UPDATE journal_entry SET hash = upper(hash) WHERE id = 12", ("header", 12)),
        ("UPDATE journal_row SET after = replace(after, ',', ', ') WHERE entry = 8", ("rows", 8)),
        ("INSERT INTO journal_row SELECT 9, 2, \"table\", key, organisation, before, after FROM journal_row "
         "WHERE entry = 10 AND n = 2", ("rows", 9)),
        ("INSERT INTO journal_row SELECT 77, n, \"table\", key, organisation, before, after FROM journal_row "
         "WHERE entry = 9", ("orphan", 77)),
    ],
)  # fmt: skip
def test_entries_and_rows_taken_out_moved_or_put_in(told: Path, statement: str, expected: tuple[str, int]) -> None:
    with behind_the_journal(told) as connection:
        connection.execute(statement)
    found = difference()
    assert (found.code, found.entry) == expected


def test_two_entries_exchanged(told: Path) -> None:
    with behind_the_journal(told) as connection:
        for table, column in (("journal_entry", "id"), ("journal_row", "entry")):
            for before, after in ((8, 100), (9, 8), (100, 9)):
                connection.execute(f"UPDATE {table} SET {column} = {after} WHERE {column} = {before}")
    assert (difference().code, difference().entry) == ("chain", 8)
