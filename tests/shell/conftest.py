"""A seeded store and a shell to type in."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from store import clock
from store.db import connect
from tests.kit.desk import Clock
from tests.kit.prepared import prepared
from tests.kit.sitting import sitting
from tui import start


@dataclass(frozen=True)
class Answer:
    """How a command ended: exit status, standard output, standard error."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one JSON document on standard output."""
        return json.loads(self.out)


class Shell:
    """Types commands on one store."""

    def __init__(self, path: Path, streams: pytest.CaptureFixture[str]) -> None:
        """Take the store's path."""
        self.path, self._streams = path, streams

    def __call__(self, *words: str, by: str = "an", lang: str = "vi") -> Answer:
        """Run one command as somebody; answers how it ended."""
        self._streams.readouterr()
        try:
            status = start.run(["--db", str(self.path), "--as", by, "--lang", lang, *words])
        except SystemExit as ended:
            status = int(str(ended.code))
        finally:
            connect.read_only(False)
        out, err = self._streams.readouterr()
        return Answer(status, out, err)


def _initialised(path: Path) -> None:
    assert start.run(["--db", str(path), "--as", "an", "--lang", "vi", "init"]) == 0


initialised = prepared(_initialised)
"""A store made by ``init`` as ``an``."""


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Shell]:
    """A shell on a store made by ``init`` as ``an``."""
    told = Clock()
    with clock.replaced(now=lambda: told.now, ticks=lambda: told.ticks):
        yield Shell(initialised(tmp_path / "thamdinh.db"), capsys)


@pytest.fixture
def sits(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Shell]:
    """A shell on a meeting that sits and is at no item; the chair has an account."""
    told = Clock()
    with clock.replaced(now=lambda: told.now, ticks=lambda: told.ticks):
        yield Shell(sitting(tmp_path / "sits.db"), capsys)
