"""Stores for tests: seeded once a journal mode, copied for every test, looked at and changed from outside.

Nothing is mocked: a library's version is put in place (so that both journal modes are used), and the clock.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import peewee
import pytest

from seed.load import create_store
from seed.profile import Profile
from store import clock
from store.commands.account import add_account
from store.db import connect, journal
from store.db.connect import disconnect, open_store
from store.db.tables import JOURNAL, RECORDS, table_name
from tests.kit.libraries import BINH as BINH  # noqa: PLC0414 - this is where tests look for it
from tests.kit.libraries import LIBRARIES as LIBRARIES  # noqa: PLC0414 - this is where tests look for it
from tests.kit.libraries import library as library  # noqa: PLC0414 - this is where tests look for it
from tests.kit.libraries import opened as opened  # noqa: PLC0414 - this is where tests look for it

AN, CHI, DUNG = "an", "chi", "dung"
"""The founder (administrator and secretary), a reviewer beside ``BINH``, a member who only looks."""

ACCOUNTS = {BINH: ("reviewer",), CHI: ("reviewer",), DUNG: ("member",)}
"""Who is added to a seeded store beside its founder."""

CYCLE = "2019"
"""The cycle that the seed opens."""

BEGUN = 1_576_800_000_000
"""The instant at which every test store is founded: 20 December 2019 in UTC milliseconds."""

SECOND = 1_000
"""How far the test clock goes on with every question."""

both_modes = pytest.mark.parametrize(
    "mode", [pytest.param(mode, marks=[pytest.mark.long] if n else []) for n, mode in enumerate(LIBRARIES)]
)
"""Run a test that stands on a store in each journal mode: the first with the suite, the other with the long one."""

UNDOABLE = ("assessment", "adjustment", "grade", "fact", "proof", "paper", "opinion", "reminder")
"""The tables whose changes can be taken back."""

engine: Any = vars(peewee)["sqlite3"]
"""The SQLite module that the program uses: two in one process would not see each other's locks."""

_database: Any = connect.database
_header: Any = journal.Header

Rows = tuple[tuple[object, ...], ...]
"""The rows of a table in the order of its key."""


def ticking(start: int = BEGUN) -> Callable[[], int]:
    """A clock that goes on by one second each time it is asked."""
    seconds = count(start, SECOND)
    return lambda: next(seconds)


def found_store(path: Path, profile: Profile | None = None) -> Path:
    """Create a store as the program does, with the accounts of ``ACCOUNTS``; leaves it closed."""
    with clock.replaced(now=ticking()):
        create_store(path, AN, profile)
        with opened(path):
            for login, roles in ACCOUNTS.items():
                add_account(AN, login=login, roles=roles)
    return path


def copied(template: Path, path: Path) -> Path:
    """Copy a closed store to a new place with the rights of the original."""
    left = [each.name for each in template.parent.glob(f"{template.name}-*") if each.stat().st_size]
    if left:
        raise AssertionError(f"the template is not closed: {left}")
    shutil.copy(template, path)
    return path


@contextmanager
def behind(path: Path) -> Iterator[Any]:
    """Change a store's file behind the program's back; this thread is put out meanwhile and let in after."""
    connected = not _database.is_closed()
    disconnect()
    connection = engine.connect(path)
    try:
        yield connection
        connection.commit()
    finally:
        connection.close()
    if connected:
        open_store(path)


@contextmanager
def behind_the_journal(path: Path) -> Iterator[Any]:
    """As ``behind``, with the journal's triggers out of the way."""
    with behind(path) as connection:
        triggers = list(connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))
        for name, _sql in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        yield connection
        for _name, sql in triggers:
            connection.execute(sql)


def reseal(connection: Any) -> None:
    """Make every digest and hash right again, as somebody would who knows how the journal is sealed."""
    previous = journal.GENESIS
    for number, *columns in connection.execute("SELECT * FROM journal_entry ORDER BY id").fetchall():
        select = 'SELECT n, "table", key, organisation, before, after FROM journal_row WHERE entry = ? ORDER BY n'
        rows = [journal.RowChange(*row) for row in connection.execute(select, (number,))]
        header = _header(number, *columns[:7], journal.rows_digest(rows), previous)
        previous = journal.header_hash(header)
        connection.execute(
            "UPDATE journal_entry SET rows_digest = ?, previous_hash = ?, hash = ? WHERE id = ?",
            (header.rows_digest, header.previous_hash, previous, number),
        )


def sql(statement: str, *values: object) -> list[tuple[Any, ...]]:
    """Run a statement on the program's own connection."""
    return list(_database.execute_sql(statement, values).fetchall())


def everything() -> dict[str, Rows]:
    """Every row of every record table and of the journal, by table."""
    return {table_name(model): _rows(table_name(model)) for model in (*RECORDS, *JOURNAL)}


def levels() -> Rows:
    """The assessments and adjustments without their versions: what undoing must bring back."""
    rows = (*_rows("assessment"), *_rows("adjustment"))
    return tuple((key, *rest) for key, _version, *rest in rows)


def undoable() -> Rows:
    """Assessments, adjustments and all parts of dossiers without their versions: what undoing must bring back."""
    return tuple((table, key, *rest) for table in UNDOABLE for key, _version, *rest in _rows(table))


def newest() -> int:
    """The number of the newest journal entry."""
    return int(sql("SELECT max(id) FROM journal_entry")[0][0])


def parts(table: str, organisation: str) -> Rows:
    """What a table of the dossier holds of an organisation, without key, version and assessment."""
    query = "WHERE assessment = (SELECT id FROM assessment WHERE organisation = ?) ORDER BY id"
    return tuple(row[3:] for row in sql(f"SELECT * FROM {table} {query}", organisation))


def level(organisation: str, stage: str) -> str | None:
    """An organisation's level at a stage (``self``, ``proposed``, ``final``), straight from the table."""
    rows = sql(f"SELECT {stage}_level FROM assessment WHERE organisation = ?", organisation)
    found: str | None = rows[0][0]
    return found


def version(organisation: str) -> int:
    """The version of an organisation's assessment."""
    return int(sql("SELECT version FROM assessment WHERE organisation = ?", organisation)[0][0])


def _rows(table: str) -> Rows:
    return tuple(sql(f"SELECT * FROM {table} ORDER BY 1, 2"))
