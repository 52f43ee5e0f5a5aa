"""What tests of the store stand on: a fresh seeded store, a clock that only goes on when asked."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Protocol

import pytest

from store import clock
from store.db import connect
from tests.kit.meetings import seated_store, sitting_store
from tests.kit.stores import BEGUN, copied, found_store, library, opened, ticking


class Templates(Protocol):
    """Answers a closed seeded store in a journal mode, the same one all session."""

    def __call__(self, mode: str) -> Path: ...


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Templates:
    @cache
    def template(mode: str) -> Path:
        with library(mode):
            return found_store(tmp_path_factory.mktemp(mode) / "seeded.db")

    return template


@pytest.fixture(autouse=True)
def at_ease() -> Iterator[None]:
    """A test's own clock; no connection and no read-only mode left to the next test."""
    with clock.replaced(now=ticking(BEGUN + 3_600_000)):
        yield
    connect.disconnect()
    connect.read_only(False)


@pytest.fixture
def mode() -> str:
    """The journal mode of a test's store: WAL, unless the test asks for both."""
    return "wal"


@pytest.fixture
def closed_store(tmp_path: Path, templates: Templates, mode: str) -> Iterator[Path]:
    """A seeded store that nobody is connected to."""
    with library(mode):
        yield copied(templates(mode), tmp_path / "thamdinh.db")


@pytest.fixture
def store(closed_store: Path) -> Iterator[Path]:
    """A seeded store to which this thread is connected."""
    with opened(closed_store):
        yield closed_store


@pytest.fixture
def seats(tmp_path: Path, mode: str) -> Iterator[Path]:
    """A store with people at the table and self-ratings, to which this thread is connected."""
    with library(mode), opened(seated_store(tmp_path / "thamdinh.db")):
        yield tmp_path / "thamdinh.db"


@pytest.fixture
def session(tmp_path: Path, mode: str) -> Iterator[Path]:
    """A store with a meeting that sits, to which this thread is connected."""
    with library(mode), opened(sitting_store(tmp_path / "thamdinh.db")):
        yield tmp_path / "thamdinh.db"
