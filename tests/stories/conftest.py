"""A laid table for every story."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from seed.demo import create_demo
from store import clock
from tests.kit.desk import Clock, Table, lay_table


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Table]:
    """A fresh store with an, binh and chi, and a clock that moves only when told to."""
    told = Clock()
    with clock.replaced(now=lambda: told.now, ticks=lambda: told.ticks):
        yield lay_table(tmp_path, told)


@pytest.fixture(scope="session")
def demo_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The made-up store, made once; stories work on copies."""
    told, path = Clock(), tmp_path_factory.mktemp("demo") / "thamdinh.db"
    with clock.replaced(now=lambda: told.now, ticks=lambda: told.ticks):
        create_demo(path, "an")
    return path


@pytest.fixture
def rehearsed(demo_store: Path, tmp_path: Path) -> Iterator[Table]:
    """A store of made-up dossiers with an, binh and chi, and a clock that moves only when told to."""
    told = Clock()
    path = tmp_path / "demo.db"
    shutil.copyfile(demo_store, path)
    with clock.replaced(now=lambda: told.now, ticks=lambda: told.ticks):
        yield Table(path, told)
