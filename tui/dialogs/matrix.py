"""The matrix: self-rating against the level that stands, a count in each cell, and who stands in it."""

from __future__ import annotations

from store.errors import Refused
from store.queries.comparison import ComparisonRow, ComparisonView, comparison
from store.queries.news import NewsView
from store.rules.comparison import difference
from store.rules.filters import in_english, level_value
from store.rules.matrix import Code, matrix, placed
from store.rules.text import fit, width
from tui.dialogs.framed import FramedDialog
from tui.keys import Key, bindings
from tui.widgets.frame import Part, wrapped

LABEL, WIDEST_CELL = 14, 14
"""Columns of a row's label, and at most of a cell: cursor, count, mark."""

NAMES = 4
"""Rows for the names of a cell's organisations."""


class MatrixDialog(FramedDialog):
    """Walks over the cells; Enter lists a cell's organisations in the comparison."""

    KEYS = (
        Key("list", "enter", "Enter", "key.list"),
        Key("walk", "up,down,left,right,home,end", "↑↓←→", "key.cell", each=True),
        Key("give_up", "escape,m", "Esc", "key.back"),
    )
    BINDINGS = bindings("matrix", KEYS)

    def __init__(self, view: ComparisonView, *, listed: bool = True) -> None:
        """Take a cycle's comparison; not ``listed`` where the screen of the comparison shows another cycle."""
        super().__init__()
        self.listed = listed
        self._take(view)
        codes = range(len(self.matrix.codes))
        filled = [(own, at) for own in codes for at in codes if own != at and self.matrix.cells[own][at]]
        self.at = filled[0] if filled else (0, 0)

    def _take(self, view: ComparisonView) -> None:
        self.view = view
        self.matrix = matrix(view.scheme, ((row.self_level, row.effective) for row in view.rows))

    async def hear(self, news: tuple[NewsView, ...]) -> None:  # noqa: ARG002 - whatever it was, the counts may move
        """Count anew; the cursor stays."""
        self._take(await self.house.link.read(comparison, self.view.cycle))
        self._walk(0, 0)

    @property
    def pair(self) -> tuple[Code, Code]:
        """Self-rating and level of the cell under the cursor."""
        return self.matrix.codes[self.at[0]], self.matrix.codes[self.at[1]]

    @property
    def inside(self) -> list[ComparisonRow]:
        """The organisations in the cell under the cursor."""
        scheme, pair = self.view.scheme, self.pair
        return [
            row for row in self.view.rows if (placed(scheme, row.self_level), placed(scheme, row.effective)) == pair
        ]

    def parts(self) -> list[Part]:
        """The matrix, what it is, and who stands in the cell."""
        words, room = self.house.words, self.columns - 4
        whole = self.matrix.total
        concluded = sum(row.final_level is not None for row in self.view.rows)
        told = wrapped(words("matrix.provisional", concluded=concluded, total=whole), room)
        if self.view.made_up:
            told.append(words("made_up"))
        heading = words("matrix.title", cycle=self.view.cycle)
        return [Part(heading, (*self._grid(), "", *told)), Part(self._cell_title(), self._names(room))]

    def _grid(self) -> list[str]:
        words, found = self.house.words, self.matrix
        cell = min(WIDEST_CELL, (self.columns - 4 - LABEL) // (len(found.codes) + 1))
        heads = [self._word(code) for code in found.codes]
        if any(width(head) >= cell for head in heads):
            heads = [self.house.teller.level(code, "narrow", self.view.scheme.code) for code in found.codes]
        lines = [fit("", LABEL) + words("matrix.columns")]
        heads.append(words("matrix.sum"))
        lines.append(fit(words("matrix.rows"), LABEL) + "".join(_right(head, cell) for head in heads))
        for own, row in enumerate(found.cells):
            cells = "".join(self._cell(own, at, count, cell) for at, count in enumerate(row))
            label = self._word(found.codes[own])
            lines.append(fit(label, LABEL) + cells + _right(str(found.row_sums[own]), cell))
        sums = "".join(_right(str(count), cell) for count in (*found.column_sums, found.total))
        return [*lines, fit(words("matrix.sum"), LABEL) + sums]

    def _cell(self, own: int, at: int, count: int, columns: int) -> str:
        """Cursor, count (``·`` for none), and whether the level was kept, raised or lowered; the diagonal always."""
        move = difference(self.view.scheme, self.matrix.codes[own], self.matrix.codes[at])
        mark = "=" if move == 0 else " " if move is None or not count else "▲" if move > 0 else "▼"
        number = str(count) if count else "·"
        return f"{'►' if (own, at) == self.at else ''}{number}".rjust(columns - 1) + mark

    def _word(self, code: Code) -> str:
        word = self.house.words("matrix.unset") if code is None else None
        return word or self.house.teller.level(code, "wide", self.view.scheme.code)

    def _cell_title(self) -> str:
        own, level = (self._word(code) for code in self.pair)
        return self.house.words("matrix.cell", own=own, level=level, count=len(self.inside))

    def _names(self, room: int) -> tuple[str, ...]:
        rows = self.inside
        if not rows:
            return (self.house.words("matrix.nobody"), *[""] * (NAMES - 1))
        names = [self.house.teller.numbered(row.tt, row.name) for row in rows]
        for shown in range(len(names), 0, -1):
            left = len(names) - shown
            more = " " + self.house.words("matrix.more", count=left) if left else ""
            lines = wrapped(", ".join(names[:shown]) + more, room)
            if len(lines) <= NAMES:
                break
        return (*lines[:NAMES], *[""] * (NAMES - len(lines)))

    def barred(self, action: str) -> Refused | None:
        """An empty cell lists nobody; the comparison shows the open cycle."""
        if action != "list":
            return None
        if not self.listed:
            return Refused("matrix_other_cycle", cycle=self.view.cycle)
        return None if self.inside else Refused("matrix_nobody")

    async def action_walk(self, number: int) -> None:
        """A cell up, down, left, right; to the first or last of the row."""
        last = len(self.matrix.codes) - 1
        self._walk(*((-1, 0), (1, 0), (0, -1), (0, 1), (0, -last), (0, last))[number])
        self.say("")

    def _walk(self, down: int, right: int) -> None:
        last = len(self.matrix.codes) - 1
        self.at = (max(0, min(last, self.at[0] + down)), max(0, min(last, self.at[1] + right)))
        self.draw()

    async def action_list(self) -> None:
        """The comparison, narrowed to the cell."""
        own, level = (level_value(code) for code in self.pair)
        house = self.house
        self.leave()
        cell = f"tu:{own} muc:{level}"
        await house.go("comparison", filter=in_english(cell) if house.words.lang == "en" else cell)


def _right(text: str, columns: int) -> str:
    """A text at the right of so many columns but one, where a mark stands."""
    return " " * max(0, columns - 1 - width(text)) + text + " "
