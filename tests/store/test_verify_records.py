"""The records: whatever is changed in them behind the program's back, the check names table, key and column."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from store.db.tables import RECORDS, table_name
from store.queries.verification import Difference, Verdict, verify
from tests.kit.meetings import seated
from tests.kit.prepared import grown
from tests.kit.stores import behind, library, sql
from tests.store.history import (
    difference,
    filled_dossier,
    given_key,
    held_case,
    held_meeting,
    merged_organisation,
    short_history,
)


def _told() -> None:
    short_history()
    filled_dossier()


def _full() -> None:
    _told()
    merged_organisation()
    given_key()
    seated()
    held_case()
    held_meeting(gathering=False)


told_of = grown(_told)
"""A store with a short history and a dossier."""

full_of = grown(_full)
"""And a row at least in every other table."""


@pytest.fixture
def closed_store(tmp_path: Path, mode: str, request: pytest.FixtureRequest) -> Iterator[Path]:
    """One of these in the test's journal mode."""
    with library(mode):
        yield (full_of if "full" in request.fixturenames else told_of)(tmp_path / "thamdinh.db")


@pytest.fixture
def told(store: Path) -> Path:
    """The store with a short history, connected."""
    return store


@pytest.fixture
def full(store: Path) -> Path:
    """The store with rows in every table, connected."""
    return store


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        (
            "UPDATE assessment SET self_level = 'TOT' WHERE organisation = 'xa-chi-lang'",
            Difference("value", None, "assessment", "400001", "self_level", "XS", "TOT"),
        ),
        (
            "UPDATE assessment SET final_level = 'XS' WHERE organisation = 'xa-chi-lang'",
            Difference("value", None, "assessment", "400001", "final_level", "NULL", "XS"),
        ),
        (
            "UPDATE assessment SET self_level = NULL WHERE organisation = 'tt-that-khe'",
            Difference("value", None, "assessment", "400023", "self_level", "TOT", "NULL"),
        ),
        (
            "UPDATE adjustment SET note = 'Họp lạ'",
            Difference("value", None, "adjustment", "1200001", "note", "Họp lại", "Họp lạ"),
        ),
        (
            "UPDATE assessment SET version = version - 1 WHERE organisation = 'xa-chi-lang'",
            Difference("value", None, "assessment", "400001", "version", "18", "17"),
        ),
        (
            "UPDATE account SET roles = '[\"admin\"]' WHERE login = 'binh'",
            Difference("value", None, "account", "binh", "roles", '["reviewer"]', '["admin"]'),
        ),
        (
            "UPDATE headcount SET members_full = 5213",
            Difference("value", None, "headcount", "200061", "members_full", "5212", "5213"),
        ),
        (
            "UPDATE grade SET grade = 'TOT'",
            Difference("value", None, "grade", "1300001", "grade", "TB", "TOT"),
        ),
        (
            "UPDATE fact SET value = 'XS'",
            Difference("value", None, "fact", "1400001", "value", "TOT", "XS"),
        ),
        (
            "UPDATE fact SET arrived = NULL",
            Difference("value", None, "fact", "1400001", "arrived", "2019-12-12", "NULL"),
        ),
        (
            "UPDATE paper SET returned = received, received = NULL",
            Difference("value", None, "paper", "1600001", "received", "2019-12-14", "NULL"),
        ),
        ("DELETE FROM proof", Difference("row_missing", table="proof", key="1500001")),
        ("DELETE FROM opinion", Difference("row_missing", table="opinion", key="1800001")),
        (
            "INSERT INTO reminder SELECT 5, version, assessment, debtor, what, sent FROM reminder",
            Difference("row_extra", table="reminder", key="5"),
        ),
        (
            "INSERT INTO grade SELECT 5, version, assessment, criterion, 'own', grade, points FROM grade",
            Difference("row_extra", table="grade", key="5"),
        ),
        ("DELETE FROM adjustment", Difference("row_missing", table="adjustment", key="1200001")),
        ("DELETE FROM known_result WHERE id = 300016", Difference("row_missing", table="known_result", key="300016")),
        (
            "INSERT INTO setting VALUES ('made_up', 1, '1')",
            Difference("row_extra", table="setting", key="made_up"),
        ),
        (
            "INSERT INTO adjustment SELECT 5, version, assessment, stage, kind, from_level, to_level, reason, note, "
            "departed, meeting, supersedes FROM adjustment",
            Difference("row_extra", table="adjustment", key="5"),
        ),
        (
            "UPDATE organisation SET code = 'xa-khac' WHERE code = 'xa-bac-ai'",
            Difference("row_extra", table="organisation", key="xa-khac"),
        ),
    ],
)
def test_a_record_changed_behind_the_back_is_named(told: Path, statement: str, expected: Difference) -> None:
    with behind(told) as connection:
        assert connection.execute(statement).rowcount == 1
    assert verify() == Verdict(18, sql("SELECT hash FROM journal_entry WHERE id = 18")[0][0], expected)


def wrong_for(kind: str, value: object) -> object:
    """Another value that the column takes; far off, so that no other row has it."""
    return int(str(value or 0)) + 77 if kind.startswith("INT") else f"{value}x"


@pytest.mark.parametrize("table", [table_name(model) for model in RECORDS])
def test_every_column_of_every_record_table_is_held_against_the_journal(full: Path, table: str) -> None:
    (key, _kind), *columns = [(row[1], row[2]) for row in sql(f"PRAGMA table_info({table})")]
    for column, kind in columns:
        with behind(full) as connection:
            ((place, value),) = connection.execute(f'SELECT "{key}", "{column}" FROM {table} LIMIT 1').fetchall()
            wrong = wrong_for(kind, value)
            connection.execute(f'UPDATE {table} SET "{column}" = ? WHERE "{key}" = ?', (wrong, place))
        shown = "NULL" if value is None else str(value)
        assert difference() == Difference("value", None, table, str(place), column, shown, str(wrong))
        with behind(full) as connection:
            connection.execute(f'UPDATE {table} SET "{column}" = ? WHERE "{key}" = ?', (value, place))
    assert verify().difference is None
