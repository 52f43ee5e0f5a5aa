"""A laid table for every story."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from store import clock
from tests.kit.desk import Clock, Table, lay_rehearsal, lay_table
from tests.kit.sitting import ready, sitting
from tests.stories.papers import by_ssh, folder, lay, printer

__all__ = ["by_ssh", "folder", "lay", "printer"]


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Table]:
    """A fresh store with an, binh and chi, and a clock that moves only when told to."""
    told = Clock()
    with clock.replaced(now=lambda: told.now, ticks=lambda: told.ticks):
        yield lay_table(tmp_path, told)


@pytest.fixture
def rehearsed(tmp_path: Path) -> Iterator[Table]:
    """A store of made-up dossiers with an, binh, kiem-tra and chi, and a clock that moves only when told to."""
    told = Clock()
    with clock.replaced(now=lambda: told.now, ticks=lambda: told.ticks):
        yield lay_rehearsal(tmp_path, told)


@pytest.fixture
def called(tmp_path: Path) -> Iterator[Table]:
    """A made-up committee around the table, its meeting prepared and not yet open."""
    told = Clock()
    with clock.replaced(now=lambda: told.now, ticks=lambda: told.ticks):
        yield Table(ready(tmp_path / "sitting.db"), told)


@pytest.fixture
def in_session(tmp_path: Path) -> Iterator[Table]:
    """The same committee, its meeting open; the room is at no item yet."""
    told = Clock()
    with clock.replaced(now=lambda: told.now, ticks=lambda: told.ticks):
        yield Table(sitting(tmp_path / "sitting.db"), told)
