"""The one list of ours between the screens and what draws rows: it paints only the lines that are seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from store.rules.text import fit, visible
from tui.marks import drawn

LEAD = 4
"""Columns before the first cell: blank, own cursor, mark, blank."""


@dataclass(frozen=True)
class Column:
    """One column: heading, width in columns, and what stands before it (``" "``, ``"│"`` or ``"║"``)."""

    heading: str
    width: int
    before: str = " "
    right: bool = False


@dataclass(frozen=True)
class ListRow:
    """One row: the key it is known by, a text for each column, and a sign beside the cursor's."""

    key: str
    cells: tuple[str, ...]
    sign: str = ""


class RowList(Widget, can_focus=True):
    """A list of rows under a heading, with a cursor that stays on its row when the rows change."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"rowlist--heading", "rowlist--cursor", "rowlist--row"}
    DEFAULT_CSS = """
    RowList { height: 1fr; }
    RowList > .rowlist--heading { text-style: bold; }
    RowList > .rowlist--cursor { text-style: reverse; }
    """

    cursor: reactive[int] = reactive(0, repaint=False)

    class Moved(Message):
        """The cursor stands on another row, or its row has other content."""

        def __init__(self, key: str | None) -> None:
            """Name the row's key; ``None`` in an empty list."""
            super().__init__()
            self.key = key

    def __init__(self, empty: str = "", *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        """Start without rows; ``empty`` is shown while there are none."""
        super().__init__(id=id)
        self.columns: tuple[Column, ...] = ()
        self.rows: tuple[ListRow, ...] = ()
        self.marked: frozenset[str] = frozenset()
        self.empty = empty
        self._top = 0

    @property
    def key(self) -> str | None:
        """The key of the row under the cursor."""
        return self.rows[self.cursor].key if self.rows else None

    def show(self, columns: Sequence[Column], rows: Sequence[ListRow], *, empty: str | None = None) -> None:
        """Put rows in the list; the cursor stays on its row, else near its place; only changed lines repaint."""
        here, before, old_top = self.key, self.rows, self._top
        same_shape = self.columns == tuple(columns) and len(before) == len(rows)
        self.columns, self.rows = tuple(columns), tuple(rows)
        if empty is not None:
            self.empty = empty
        keys = [row.key for row in self.rows]
        self.set_reactive(RowList.cursor, keys.index(here) if here in keys else min(self.cursor, max(0, len(keys) - 1)))
        self._scroll()
        if not same_shape or self._top != old_top:
            self.refresh()
        else:
            for index, (old, new) in enumerate(zip(before, self.rows, strict=True)):
                if old != new:
                    self._repaint(index)
        self.post_message(self.Moved(self.key))

    def go_to(self, key: str) -> bool:
        """Put the cursor on a row; false where the list does not have it."""
        for index, row in enumerate(self.rows):
            if row.key == key:
                self.cursor = index
                return True
        return False

    def key_after(self, key: str) -> str:
        """The key of the row below another; of the last row its own."""
        keys = [row.key for row in self.rows]
        return keys[min(keys.index(key) + 1, len(keys) - 1)]

    def step(self, lines: int) -> None:
        """Move the cursor by so many rows, no further than the ends."""
        if self.rows:
            self.cursor = max(0, min(len(self.rows) - 1, self.cursor + lines))

    def page(self) -> int:
        """How many rows are seen at once."""
        return max(1, self.size.height - 1)

    def mark(self, keys: frozenset[str]) -> None:
        """Set which rows are marked."""
        self.marked = keys
        self.refresh()

    def watch_cursor(self, before: int, after: int) -> None:
        """Repaint the two rows, or all when the window moves."""
        top = self._top
        self._scroll()
        if self._top != top:
            self.refresh()
        else:
            self._repaint(before)
            self._repaint(after)
        self.post_message(self.Moved(self.key))

    def on_resize(self) -> None:
        """Keep the cursor in the window."""
        self._scroll()
        self.refresh()

    def _scroll(self) -> None:
        """Move the window by half a page at once: on a slow line that costs less than row by row."""
        seen = self.page()
        if self.size.height == 0:
            return
        if not self._top <= self.cursor < self._top + seen:
            self._top = self.cursor - seen // 2
        self._top = max(0, min(self._top, len(self.rows) - seen))

    def _repaint(self, index: int) -> None:
        y = index - self._top + 1
        if 1 <= y < self.size.height:
            self.refresh(Region(0, y, self.size.width, 1))

    def render_line(self, y: int) -> Strip:
        """Draw one line of the window: the heading, then rows."""
        width = self.size.width
        if y == 0:
            return self._strip(self._line("    ", [c.heading for c in self.columns]), "heading", width)
        index = self._top + y - 1
        if index < len(self.rows):
            row = self.rows[index]
            here = index == self.cursor
            marked = row.key in self.marked
            cursor, mark = "►" if here else " ", row.sign or ("+" if marked else " ")
            lead = f"{'+' if marked and row.sign else ' '}{cursor}{mark} "
            return self._strip(self._line(lead, row.cells), "cursor" if here else "row", width)
        text = f"    {self.empty}" if not self.rows and y == 1 else ""
        return self._strip(text, "row", width)

    def _line(self, lead: str, cells: Sequence[str]) -> str:
        parts = [lead]
        for number, (column, cell) in enumerate(zip(self.columns, cells, strict=True)):
            text = fit(visible(cell), column.width)
            if column.right:
                text = text.rstrip().rjust(column.width)
            parts.append(text if number == 0 else column.before + text)
        return "".join(parts)

    def _strip(self, text: str, kind: str, width: int) -> Strip:
        style: Style = self.get_component_rich_style(f"rowlist--{kind}")
        return Strip([Segment(drawn(fit(text, width)), style)], width)
