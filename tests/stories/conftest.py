"""A laid table for every story."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from store import clock
from tests.kit.desk import Clock, Table, lay_table


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Table]:
    """A fresh store with an, binh and chi, and a clock that moves only when told to."""
    told = Clock()
    with clock.replaced(now=lambda: told.now, ticks=lambda: told.ticks):
        yield lay_table(tmp_path, told)
