"""Waiting for the write lock: patiently, but looking often, so that among many writers none waits for ever."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import peewee

from store.db.faults import engine_name

LOOK_SECONDS = 0.003
"""How often a writer that waits for another looks whether the lock is free."""


@contextmanager
def locked(database: peewee.SqliteDatabase, seconds: float) -> Iterator[None]:
    """A transaction with the write lock, waited for so long.

    SQLite's own waiting rests for up to 100 ms between two looks, and some never find the lock free among many.
    """
    deadline = time.monotonic() + seconds
    with ExitStack() as transaction:
        wait_at_most(database, 0)
        try:
            while not _entered(transaction, database, deadline):
                time.sleep(LOOK_SECONDS)
        finally:
            wait_at_most(database, seconds)
        yield


def _entered(transaction: ExitStack, database: peewee.SqliteDatabase, deadline: float) -> bool:
    try:
        transaction.enter_context(database.atomic())
    except peewee.OperationalError as fault:
        if time.monotonic() > deadline or not engine_name(fault).startswith("SQLITE_BUSY"):
            raise
        return False
    return True


def wait_at_most(database: peewee.SqliteDatabase, seconds: float) -> None:
    """How long SQLite itself waits for others from now on."""
    database.execute_sql(f"PRAGMA busy_timeout={int(seconds * 1000)}")
