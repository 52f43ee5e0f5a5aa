"""Stores to make papers from: made-up dossiers, a meeting that sits, is over, is decided; a clock that stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from seed.papers import FOLDER
from store import clock
from store.db import connect
from store.db.watching import Watch, unwatched
from store.exports import Document, make
from store.words import Words
from tests.exports.meetings import decided, held, sitting
from tests.kit.prepared import BEGIN, rehearsed, seeded
from tests.kit.stores import opened

HOUR = 3_600_000

Laid = Callable[[Path], Path]


def _opened(laid: Laid, path: Path) -> Iterator[Path]:
    with clock.replaced(now=lambda: BEGIN + 6 * HOUR), opened(laid(path)):
        yield path
    connect.read_only(False)


@pytest.fixture
def dossiers(tmp_path: Path) -> Iterator[Path]:
    """Made-up dossiers, no meeting."""
    yield from _opened(rehearsed, tmp_path / "thamdinh.db")


@pytest.fixture
def real(tmp_path: Path) -> Iterator[Path]:
    """The seeded store: nothing made up, nothing handed in."""
    yield from _opened(seeded, tmp_path / "thamdinh.db")


@pytest.fixture
def closed(tmp_path: Path) -> Iterator[Path]:
    """A meeting that is over and sealed."""
    yield from _opened(held, tmp_path / "thamdinh.db")


@pytest.fixture
def open_meeting(tmp_path: Path) -> Iterator[Path]:
    """A meeting that sits."""
    yield from _opened(sitting, tmp_path / "thamdinh.db")


@pytest.fixture
def issued(tmp_path: Path) -> Iterator[Path]:
    """A meeting whose decision has number and day."""
    yield from _opened(decided, tmp_path / "thamdinh.db")


def paper(kind: str, form: str | None = None, *, watch: Watch = unwatched, lang: str = "vi") -> Document:
    """A document of a kind from the open store."""
    return make(kind, words=Words(lang), shipped=FOLDER, format=form, watch=watch)
