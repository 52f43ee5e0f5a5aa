"""Cells as files hold them, where each stands, and what was found wrong or understood on the way."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from store.rules.text import clean

TEXT, NUMBER, PERCENT, DATE, TRUTH, FORMULA, ERROR = "text", "number", "percent", "date", "truth", "formula", "error"
"""What a cell holds; ``Cell.text`` is always as a person would read it."""

ROWS, COLUMNS, CELLS = 5_000, 200, 1_000_000
"""How many filled rows and columns, and how many cells in all, a table may have."""

FAULTS = 1_000
"""After so many faults the rest of a file is not read."""


@dataclass(frozen=True)
class Place:
    """Where a cell stands: sheet (a CSV or YAML file has none), line counted from 1, column letter or YAML key."""

    sheet: str | None
    line: int
    column: str


@dataclass(frozen=True)
class Cell:
    """One filled cell."""

    place: Place
    text: str
    kind: str = TEXT


@dataclass(frozen=True)
class Row:
    """The filled cells of one line, by the column's number from 1."""

    line: int
    cells: dict[int, Cell]


@dataclass(frozen=True)
class Grid:
    """One table of a file: a sheet's name, or none, and its filled rows."""

    sheet: str | None
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Record:
    """One line about one organisation: its cells by column code, and where it begins."""

    place: Place
    cells: dict[str, Cell]


@dataclass(frozen=True)
class Fault:
    """One thing wrong: words ``import_fault.<code>`` say what would be right; heading and text as they stand there."""

    code: str
    place: Place
    heading: str = ""
    text: str = ""
    facts: dict[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True)
class Note:
    """Something read otherwise than it is written: words ``import_note.<code>``, how often, and where first."""

    code: str
    text: str
    meaning: str
    count: int
    place: Place | None


class TooMany(Exception):  # noqa: N818 - an end of reading, not a fault of the program
    """So many faults that reading on would help nobody."""


class Findings:
    """All faults and notes of one file."""

    def __init__(self) -> None:
        """Begin with none."""
        self.faults: list[Fault] = []
        self._notes: dict[tuple[str, str, str], tuple[int, Place | None]] = {}

    def wrong(self, code: str, place: Place, heading: str = "", text: str = "", **facts: str | int) -> None:
        """Add a fault; raises ``TooMany`` after ``FAULTS`` of them."""
        self.faults.append(Fault(code, place, heading, text, facts))
        if len(self.faults) >= FAULTS:
            raise TooMany

    def note(self, code: str, place: Place | None = None, text: str = "", meaning: str = "") -> None:
        """Add a note; the same again is counted."""
        count, first = self._notes.get((code, text, meaning), (0, place))
        self._notes[code, text, meaning] = (count + 1, first)

    @property
    def notes(self) -> tuple[Note, ...]:
        """The notes in the order in which they first came up."""
        return tuple(Note(*key, count, first) for key, (count, first) in self._notes.items())


def tidied(raw: str, place: Place, found: Findings) -> str:
    """A cell's text in NFC, clean, each run of blanks one blank, none outside; what was mended is noted."""
    composed = unicodedata.normalize("NFC", raw)
    if composed != raw:
        found.note("nfd", place)
    text = " ".join(clean(composed).split())
    if text != composed:
        found.note("blanks", place)
    return text


def letter(column: int) -> str:
    """The letters of a column counted from 1: 4 is D, 27 is AA."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


Know = Callable[[str], Any]
"""Whether a text is the heading of a known column."""
