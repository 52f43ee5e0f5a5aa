"""A SQLite with the WAL-reset fault and a sound one at one store: never both in WAL, nobody locked out for good."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.kit.stores import engine

ROOT = Path(__file__).parents[2]
OTHER = "store_other_library"


class Keeper:
    """A process at the store."""

    def __init__(self, kind: str, path: Path, patience: float) -> None:
        """Start it."""
        command = [sys.executable, "-m", "tests.store.keeper", kind, str(path), str(patience)]
        self.process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def tell(self, line: str) -> None:
        """Have it begin something."""
        assert self.process.stdin
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def answer(self) -> Any:
        """What came of it."""
        assert self.process.stdout
        return json.loads(self.process.stdout.readline())

    def __call__(self, line: str) -> Any:
        """Have it do something."""
        self.tell(line)
        return self.answer()

    def end(self) -> None:
        """kill -9."""
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe:
                pipe.close()


Start = Callable[..., Keeper]


@pytest.fixture
def start(closed_store: Path) -> Iterator[Start]:
    """Starts processes at the store; none outlives the test."""
    running: list[Keeper] = []

    def started(kind: str, patience: float = 0.2) -> Keeper:
        running.append(Keeper(kind, closed_store, patience))
        return running[-1]

    yield started
    for keeper in running:
        if keeper.process.poll() is None:
            keeper.end()


def test_the_old_one_takes_the_file_out_of_wal_where_it_is_alone(start: Start) -> None:
    old = start("old")
    assert (old("open"), old("mode"), old("synchronous"), old("rate XS")) == (None, "truncate", 3, 8)


def test_while_an_old_one_is_there_a_new_one_goes_along(start: Start) -> None:
    """Both write, each sees the other's; when the old one has left, or was killed, the next opening is in WAL."""
    old, new = start("old"), start("new")
    old("open")
    assert (new("open"), new("mode"), new("synchronous")) == (None, "truncate", 3)
    assert (new("rate XS"), old("level"), old("rate TOT"), new("level")) == (8, "XS", 9, "TOT")
    old.end()
    new("close")
    assert (new("open"), new("mode"), new("synchronous"), new("level")) == (None, "wal", 2, "TOT")
    assert new("proof") == ["ok", None]


def test_while_a_new_one_is_there_an_old_one_is_told_to_wait(start: Start) -> None:
    """It goes in when the new one has left."""
    new, old = start("new"), start("old")
    assert (new("open"), new("rate XS")) == (None, 8)
    assert old("open") == OTHER
    assert (new("rate HT"), new("mode")) == (9, "wal"), "nobody who was there is disturbed"
    new("close")
    assert (old("open"), old("level"), old("rate TOT")) == (None, "HT", 10)


def test_what_a_killed_new_one_left_in_its_wal_an_old_one_finds(start: Start) -> None:
    new, old = start("new"), start("old")
    assert (new("open"), new("rate XS")) == (None, 8)
    new.end()
    assert (old("open"), old("mode"), old("level"), old("proof")) == (None, "truncate", "XS", ["ok", None])


def test_an_old_one_under_whose_feet_the_file_turned_to_wal_records_nothing_there(start: Start) -> None:
    """Another program turned it: refused while that one is there; afterwards it goes on without a restart."""
    old, new = start("old"), start("new")
    old("open")
    new("open")
    assert (new("turn wal"), new("level")) == ("wal", None)
    assert (old("rate XS"), old("level")) == (OTHER, None)
    assert new("rate HT") == 8
    assert (old("rate TOT"), old("level")) == (OTHER, "HT")
    new("close")
    assert (old("rate TOT"), old("mode"), old("proof")) == (9, "truncate", ["ok", None])


def test_several_old_ones_that_come_at_once_all_come_in(start: Start) -> None:
    """Each must have the file to itself for a moment to take it out of WAL; nobody's waiting bars the others."""
    several = [start("old", 20) for _ in range(6)]
    for given in ("XS", "TOT", "HT", "KHT", "XS"):
        new = start("new")
        new("open")
        new(f"rate {given}")
        new.end()
        for old in several:
            old.tell("open")
        assert [old.answer() for old in several] == [None] * 6
        assert [old("mode") for old in several] == ["truncate"] * 6
        assert [old("level") for old in several] == [given] * 6
        assert [old("close") for old in several] == [None] * 6


def test_a_new_one_that_finds_somebody_writing_in_the_rollback_mode_goes_along(
    start: Start, closed_store: Path
) -> None:
    """It waits neither for the writer nor refuses; the next opening finds the file free and turns it."""
    old, new = start("old"), start("new", 20)
    old("open")
    old("close")
    writer = engine.connect(closed_store, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    assert (new("open"), new("mode"), new("synchronous")) == (None, "truncate", 3)
    writer.execute("ROLLBACK")
    writer.close()
    new("close")
    assert (new("open"), new("mode")) == (None, "wal")
