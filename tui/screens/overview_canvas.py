"""Framed boxes side by side and one below the other that share their edges, with places a cursor can stand on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from store.rules.text import fit, width

UP, DOWN, LEFT, RIGHT = 1, 2, 4, 8
_EDGES = {
    LEFT | RIGHT: "─",
    UP | DOWN: "│",
    DOWN | RIGHT: "┌",
    DOWN | LEFT: "┐",
    UP | RIGHT: "└",
    UP | LEFT: "┘",
    UP | DOWN | RIGHT: "├",
    UP | DOWN | LEFT: "┤",
    LEFT | RIGHT | DOWN: "┬",
    LEFT | RIGHT | UP: "┴",
    UP | DOWN | LEFT | RIGHT: "┼",
}
"""An edge's sign by the sides that it goes on to."""


@dataclass(frozen=True)
class Cell:
    """A piece of a row; one with a ``stop`` can be stood on, and its first column is the cursor's."""

    text: str
    stop: str | None = None


Row = tuple[Cell, ...]


@dataclass(frozen=True)
class Box:
    """A titled box: its rows, and headings that stand in its upper edge from a column on."""

    title: str
    rows: tuple[Row, ...]
    headings: tuple[tuple[int, str], ...] = ()


Band = Sequence[tuple[int, Sequence[Box]]]
"""Columns side by side: how wide each is between its edges, and its boxes one below the other."""


@dataclass(frozen=True)
class Spot:
    """Where a stop stands in the picture: its line, and its columns from and to."""

    stop: str
    line: int
    start: int
    end: int


@dataclass(frozen=True)
class Picture:
    """Lines of one width, and the stops in them from top left to bottom right."""

    lines: tuple[str, ...]
    spots: tuple[Spot, ...]

    def spot(self, stop: str | None) -> Spot | None:
        """Where a stop stands."""
        return next((each for each in self.spots if each.stop == stop), None)


def row(*cells: Cell | str) -> Row:
    """A row of cells; a bare text cannot be stood on."""
    return tuple(cell if isinstance(cell, Cell) else Cell(cell) for cell in cells)


class Canvas:
    """Draws bands one below the other."""

    def __init__(self, columns: int) -> None:
        """Take the width of the whole."""
        self.columns = columns
        self._edges: dict[tuple[int, int], int] = {}
        self._texts: list[tuple[int, int, str]] = []
        self._spots: list[Spot] = []
        self._bottom = 0

    def draw(self, bands: Iterable[Band]) -> Picture:
        """The picture of all bands."""
        for band in bands:
            self._band(band)
        lines = [self._line(y) for y in range(self._bottom + 1)]
        return Picture(tuple(lines), tuple(sorted(self._spots, key=lambda spot: (spot.line, spot.start))))

    def _band(self, band: Band) -> None:
        top = self._bottom
        height = max(sum(len(box.rows) + 1 for box in boxes) for _columns, boxes in band)
        left = 0
        for columns, boxes in band:
            y = top
            for number, box in enumerate(boxes):
                last = number == len(boxes) - 1
                below = top + height if last else y + len(box.rows) + 1
                self._rectangle(left, y, left + columns + 1, below)
                self._fill(box, left, y, columns)
                y = below
            left += columns + 1
        self._bottom = top + height

    def _rectangle(self, left: int, top: int, right: int, bottom: int) -> None:
        for y in (top, bottom):
            self._edge(left, y, RIGHT)
            self._edge(right, y, LEFT)
            for x in range(left + 1, right):
                self._edge(x, y, LEFT | RIGHT)
        for x in (left, right):
            self._edge(x, top, DOWN)
            self._edge(x, bottom, UP)
            for y in range(top + 1, bottom):
                self._edge(x, y, UP | DOWN)

    def _edge(self, x: int, y: int, sides: int) -> None:
        self._edges[x, y] = self._edges.get((x, y), 0) | sides

    def _fill(self, box: Box, left: int, top: int, columns: int) -> None:
        title = fit(box.title, min(width(box.title), columns - 3))
        self._texts.append((top, left + 2, f" {title} "))
        self._texts += [(top, left + 1 + at, text) for at, text in box.headings]
        for y, cells in enumerate(box.rows, start=top + 1):
            x = left + 1
            text = ""
            for cell in cells:
                if cell.stop is not None:
                    start = x + width(text)
                    self._spots.append(Spot(cell.stop, y, start, start + width(cell.text)))
                text += cell.text
            self._texts.append((y, x, fit(text, columns)))

    def _line(self, y: int) -> str:
        pieces, at = [], 0
        for _y, x, text in sorted((each for each in self._texts if each[0] == y), key=lambda each: each[1]):
            pieces += [self._between(at, x, y), text]
            at = x + width(text)
        return "".join([*pieces, self._between(at, self.columns, y)])

    def _between(self, start: int, end: int, y: int) -> str:
        return "".join(_EDGES.get(self._edges.get((x, y), 0), " ") for x in range(start, end))
