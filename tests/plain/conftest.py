"""Tables for conversations: a store with its people, empty or with made-up figures; made once, copied for each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from seed.demo import create_demo
from store import clock
from tests.kit.desk import Clock, Table, lay_table
from tests.kit.stores import copied
from tests.plain.talk import Line, Talk, talk


@pytest.fixture(scope="session")
def laid(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A freshly seeded store: ``an`` the secretary, ``binh`` the appraiser, ``chi`` who only looks."""
    told = Clock()
    with clock.replaced(now=lambda: told.now):
        return lay_table(tmp_path_factory.mktemp("laid"), told).path


@pytest.fixture(scope="session")
def rehearsed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with made-up figures: grades, facts, papers, proposals."""
    path = tmp_path_factory.mktemp("rehearsed") / "demo.db"
    with clock.replaced(now=lambda: Clock().now):
        create_demo(path, "an")
    return path


@pytest.fixture
def table(laid: Path, tmp_path: Path) -> Iterator[Table]:
    """A seeded store of one's own."""
    told = Clock()
    with clock.replaced(now=lambda: told.now):
        yield Table(copied(laid, tmp_path / "thamdinh.db"), told)


@pytest.fixture
def rehearsal(rehearsed: Path, tmp_path: Path) -> Iterator[Table]:
    """A store with made-up figures of one's own."""
    told = Clock()
    with clock.replaced(now=lambda: told.now):
        yield Table(copied(rehearsed, tmp_path / "demo.db"), told)


Talking = Callable[..., Talk]
"""``talks(table, *answers, by=…, lang=…)``."""


@pytest.fixture
def talks() -> Talking:
    """Hold a conversation whose answers are known beforehand."""
    return talk


@pytest.fixture
def lines() -> Callable[..., Line]:
    """Open a line on which one hears before one answers."""
    return Line
