"""A seeded store to import into, and a clock that only goes on when asked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from store import clock
from store.db import connect
from tests.kit.stores import BEGUN, copied, found_store, opened, ticking


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return found_store(tmp_path_factory.mktemp("seeded") / "seeded.db")


@pytest.fixture
def store(tmp_path: Path, seeded: Path) -> Iterator[Path]:
    """A seeded store of its own to which this thread is connected."""
    with clock.replaced(now=ticking(BEGUN + 3_600_000)), opened(copied(seeded, tmp_path / "thamdinh.db")):
        yield tmp_path / "thamdinh.db"
    connect.read_only(False)
