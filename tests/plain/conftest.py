"""Tables for conversations: a store with its people, empty or with made-up figures; made once, copied for each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from store import clock
from tests.kit.desk import Clock, Table, lay_rehearsal, lay_table
from tests.plain.talk import Line, Talk, talk


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Table]:
    """A seeded store of one's own: ``an`` the secretary, ``binh`` the appraiser, ``chi`` who only looks."""
    told = Clock()
    with clock.replaced(now=lambda: told.now):
        yield lay_table(tmp_path, told)


@pytest.fixture
def rehearsal(tmp_path: Path) -> Iterator[Table]:
    """A store of one's own with made-up figures: grades, facts, papers, proposals."""
    told = Clock()
    with clock.replaced(now=lambda: told.now):
        yield lay_rehearsal(tmp_path, told)


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
