"""The journal's list: a window of entries that moves along as one does, however many there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult

from store.queries.journal import ALL, Asked, LineView, PageView, page, page_around
from store.queries.journal_terms import Terms, terms
from store.queries.settings import SettingsView, settings
from tui.place import Place
from tui.places import NOWHERE, Target
from tui.screens.journal_asking import Wanted
from tui.screens.journal_view import JournalDrawing, Sealed
from tui.screens.journal_words import JournalTeller
from tui.widgets.find_bar import FindBar
from tui.widgets.key_bar import KeyBar
from tui.widgets.plain import PlainText
from tui.widgets.rows import Column, ListRow, RowList

WINDOW = 60
"""So many entries are held at least."""


@dataclass(frozen=True)
class _Read:
    page: PageView
    terms: Terms
    told: SettingsView


class WindowRows(RowList):
    """A list that holds a window of a longer one; what is seen stays where it is when the window moves."""

    def slide(self, columns: Sequence[Column], rows: Sequence[ListRow], by: int, *, empty: str) -> None:
        """Put other rows; the first of them lies so many places after the one that was first."""
        here, seen, before = self.key, self._seen(), self.cursor
        top = self._top
        self.columns, self.rows, self.empty = tuple(columns), tuple(rows), empty
        keys = [row.key for row in self.rows]
        at = keys.index(here) if here in keys else max(0, min(before - by, len(keys) - 1))
        self.set_reactive(RowList.cursor, at)
        self._top = top + at - before if here in keys else top - by
        self._scroll()
        if self._seen() != seen:
            self.refresh()
        self.post_message(self.Moved(self.key))

    def _seen(self) -> tuple[object, ...]:
        rows = self.rows[self._top : self._top + self.page()]
        return self.columns, rows, self.cursor - self._top, self.empty


class JournalList(Place, inherit_bindings=False):
    """Reads and shows entries, newest first, and the one under the cursor."""

    CSS_PATH = "journal.tcss"
    NAME: ClassVar[str] = "journal"

    held: _Read

    def __init__(self, target: Target = NOWHERE) -> None:
        """Begin with the whole journal, or with the entries about an organisation."""
        super().__init__(target)
        self.wanted: Wanted | None = None
        self.came_for = target.organisation
        self.sealed: Sealed | None = None

    def compose(self) -> ComposeResult:
        """Three rows, the search, the list, the message line, the entry, the keys."""
        yield PlainText(id="where")
        yield PlainText(id="state")
        yield PlainText(id="counts")
        yield FindBar(self.house.words("journal.find"), self._seek)
        yield WindowRows(id="list")
        yield PlainText(id="message")
        yield PlainText(id="about")
        yield KeyBar(id="keys")

    def _seek(self) -> None:
        """Something was typed in the search."""

    @property
    def list(self) -> WindowRows:
        """The list."""
        return self.query_one(WindowRows)

    @property
    def page(self) -> PageView:
        """The window that is held."""
        return self.held.page

    @property
    def asked(self) -> Asked:
        """What is wanted of the journal."""
        return self.wanted.asked if self.wanted else ALL

    @property
    def line(self) -> LineView | None:
        """The entry under the cursor."""
        lines = self.page.lines
        return lines[self.list.cursor] if self.list.cursor < len(lines) else None

    @property
    def place(self) -> int:
        """At which of the wanted entries one stands, counted from 0."""
        return self.page.first + self.list.cursor

    @property
    def here(self) -> str | None:
        """The organisation that the entry is about, if it is about one."""
        line = self.line if self.is_read else None
        return line.organisation if line is not None and line.organisations == 1 else None

    @property
    def drawing(self) -> JournalDrawing:
        """How the journal is drawn now."""
        return JournalDrawing(self.house.teller, self.held.terms, self.app.size.width)

    @property
    def journal(self) -> JournalTeller:
        """How rows of the journal are told."""
        return JournalTeller(self.house.teller, self.held.terms)

    @property
    def window(self) -> int:
        """How many entries are held."""
        return max(WINDOW, 4 * self.list.page())

    # Reading

    async def read(self) -> None:
        """Read the window around the entry one stands on."""
        number = self.line.id if self.is_read and self.line else None
        if not self.is_read and self.came_for is not None:
            self.wanted = Wanted(Asked(self.came_for), "")
        held = await self.house.link.read(_around, self.asked, number, self.window)
        self._take(held, 0 if number is None else None)

    def _take(self, held: _Read, place: int | None) -> None:
        """Hold another window; ``place`` is where the cursor goes, ``None`` leaves it on its entry."""
        before = self.page.first if self.is_read else 0
        self.held = held
        if self.wanted is not None and not self.wanted.told and self.wanted.asked.organisation:
            unit = self.journal.unit(self.wanted.asked.organisation)
            self.wanted = Wanted(self.wanted.asked, self.house.words("journal.about_unit", unit=unit))
        self._show(held.page.first - before)
        if place is not None:
            self.list.cursor = place - held.page.first

    def _show(self, by: int = 0) -> None:
        drawing = self.drawing
        rows = drawing.listing(self.page.lines)
        self.list.slide(drawing.headings(), rows, by, empty=self.house.words("journal.empty"))
        self._heads()

    def _heads(self) -> None:
        drawing, told = self.drawing, self.wanted.told if self.wanted else None
        self.query_one("#where", PlainText).put(drawing.where(self.held.told, self.post))
        self.query_one("#state", PlainText).put(drawing.state(self.page, self.sealed))
        self.query_one("#counts", PlainText).put(drawing.counts(self.page, self.place, told))

    def draw(self) -> None:
        """Show everything as it is now."""
        self._show()
        super().draw()

    def about(self) -> str:
        """The entry under the cursor."""
        return self.drawing.about(self.line, 5)

    def on_row_list_moved(self) -> None:
        """Another entry is under the cursor."""
        if self.is_read:
            self._heads()
            self.draw_about()

    # Moving

    async def show(self, wanted: Wanted | None) -> None:
        """Show other entries, the newest first of all."""
        self.wanted = wanted
        self._take(await self.house.link.read(_around, self.asked, None, self.window), 0)
        self.draw_about()

    async def go_to_entry(self, number: int) -> None:
        """Put the cursor on a wanted entry."""
        held = await self.house.link.read(_around, self.asked, number, self.window)
        numbers = [line.id for line in held.page.lines]
        self._take(held, held.page.first + (numbers.index(number) if number in numbers else 0))

    async def action_move(self, number: int) -> None:
        """Up, down, a page up or down, newest, oldest."""
        self.hush()
        seen, total = self.list.page(), self.page.total
        step = (-1, 1, -seen, seen, -total, total)[number]
        place = max(0, min(total - 1, self.place + step))
        first, held = self.page.first, len(self.page.lines)
        before_begin = first > 0 and place - first < seen
        behind_end = first + held < total and first + held - place <= seen
        if before_begin or behind_end:
            begin = max(0, min(place - self.window // 2, total - self.window))
            found = await self.house.link.read(page, self.asked, begin, self.window)
            self._take(_Read(found, self.held.terms, self.held.told), None)
            place = min(place, max(0, found.total - 1))
        self.list.cursor = max(0, place - self.page.first)


def _around(asked: Asked, number: int | None, size: int) -> _Read:
    """One reading: the window, and what things are called."""
    return _Read(page_around(asked, number, size), terms(), settings())
