"""The least that a process of its own needs of a test store: a library's version, and a connection for a while.

Imported by what is started many times: nothing of pytest, nothing of seeding.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from store.db import connect
from store.db.connect import disconnect, open_store

BINH = "binh"
"""A reviewer."""

LIBRARIES = {"wal": (3, 51, 3), "truncate": (3, 40, 1)}
"""A version of SQLite for each journal mode that the program knows."""


@contextmanager
def library(mode: str) -> Iterator[None]:
    """Let the program take its SQLite for a version with which it uses this journal mode."""
    before = connect.library_version
    connect.library_version = lambda: LIBRARIES[mode]
    try:
        yield
    finally:
        connect.library_version = before


@contextmanager
def opened(path: Path) -> Iterator[None]:
    """Be connected to a store for a while, in this thread."""
    open_store(path)
    try:
        yield
    finally:
        disconnect()
