"""The list of the comparison: what is shown, in what order, and finding one's way in it."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal

from store.queries.comparison import ComparisonRow, ComparisonView, comparison
from tui.dialogs.menu import MenuDialog, Option
from tui.place import Place
from tui.screens.comparison_order import ORDERS, Choosing
from tui.screens.comparison_view import LEVEL, SELF, ComparisonDrawing
from tui.screens.finding import Finding, look
from tui.widgets.find_bar import FindBar
from tui.widgets.key_bar import KeyBar
from tui.widgets.plain import PlainText
from tui.widgets.rows import RowList

CARD = 154
"""From so many columns on a card of the row stands beside the list."""

CARD_COLUMNS = 44

ROOM_BELOW = 16
"""With fewer rows the list takes what is below it."""


class ComparisonList(Place, inherit_bindings=False):
    """Shows the rows, the row under the cursor and the totals; moves, marks, finds, filters, sorts."""

    view: ComparisonView

    def __init__(self) -> None:
        """Begin with the whole list, digits writing levels."""
        super().__init__()
        self.target = LEVEL
        self.choosing = Choosing()
        self._before_find: tuple[str | None, Choosing] = (None, self.choosing)

    def compose(self) -> ComposeResult:
        """Three rows, the list, the message line, what is known of the row, the totals, the keys."""
        yield PlainText(id="where")
        yield PlainText(id="state")
        yield PlainText(id="counts")
        yield FindBar(self.house.words("comparison.find"), self._seek)
        with Horizontal(id="middle"):
            yield RowList(id="list")
            yield PlainText(id="card")
        yield PlainText(id="message")
        yield PlainText(id="about")
        yield PlainText(id="totals")
        yield KeyBar(id="keys")

    @property
    def list(self) -> RowList:
        """The list of organisations."""
        return self.query_one(RowList)

    @property
    def bar(self) -> FindBar:
        """The search."""
        return self.query_one(FindBar)

    @property
    def row(self) -> ComparisonRow | None:
        """The organisation under the cursor."""
        key = self.list.key
        return next((row for row in self.view.rows if row.organisation == key), None)

    @property
    def drawing(self) -> ComparisonDrawing:
        """How the comparison is drawn now."""
        columns = self.app.size.width
        beside = CARD_COLUMNS if columns >= CARD else 0
        return ComparisonDrawing(self.view, self.house.teller, self.house.me.stage, columns, columns - beside)

    async def read(self) -> None:
        """Read the comparison; once begun, of the same cycle."""
        self.view = await self.house.link.read(comparison, self.view.cycle if self.is_read else None)

    @property
    def here(self) -> str | None:
        """The organisation under the cursor."""
        return self.list.key

    def stand_on(self, organisation: str) -> None:
        """Put the cursor on an organisation."""
        self.list.go_to(organisation)

    def about(self) -> str:
        """Levels, checks and past of the organisation under the cursor."""
        return self.drawing.about(self.row)

    def draw(self) -> None:
        """Show everything as it is now."""
        drawing, rows, me = self.drawing, self.choosing.rows(self.view), self.house.me
        empty = self.house.words("comparison.empty")
        self.list.show(drawing.headings(self.target), [drawing.row(row) for row in rows], empty=empty)
        post = me.post or self.house.words(f"role.{me.role}.short")
        self.query_one("#where", PlainText).put(drawing.where(post))
        self.query_one("#state", PlainText).put(drawing.state(self.target))
        counts = drawing.counts(rows, self._which(), len(self.list.marked))
        self.query_one("#counts", PlainText).put(counts)
        for name in ("#about", "#totals"):
            self.query_one(name).display = self.app.size.height >= ROOM_BELOW
        super().draw()

    def _which(self) -> str:
        words, choosing = self.house.words, self.choosing
        if choosing.expression is not None:
            return words("comparison.filtered", expression=choosing.expression.text)
        return words("comparison.differing" if choosing.differing else "comparison.all")

    def draw_about(self) -> None:
        """Show what is known of the row, how its group and all stand, and on a wide screen its card."""
        super().draw_about()
        drawing, row = self.drawing, self.row
        self.query_one("#totals", PlainText).put(drawing.totals(row))
        card = self.query_one("#card", PlainText)
        card.display = self.app.size.width >= CARD
        card.put(drawing.card(row, CARD_COLUMNS) if card.display else "")

    def on_row_list_moved(self) -> None:
        """Another row is under the cursor."""
        if self.is_read:
            self.draw_about()

    # Moving about

    async def action_move(self, number: int) -> None:
        """Up, down, a page up or down, first, last."""
        seen = len(self.list.rows)
        self.hush()
        self.list.step((-1, 1, -self.list.page(), self.list.page(), -seen, seen)[number])

    async def action_column(self, number: int) -> None:
        """To the column of self-ratings, or back to the levels of one's stage."""
        self.target = SELF if number == 0 else LEVEL
        self.draw()

    async def action_mark(self) -> None:
        """Mark the row, or take its mark away, and go on to the next."""
        if (row := self.row) is not None:
            self.list.mark(self.list.marked ^ {row.organisation})
            self.list.step(1)
            self.draw()

    async def action_mark_all(self) -> None:
        """Mark every row that is shown."""
        self.list.mark(self.list.marked | {row.key for row in self.list.rows})
        self.draw()

    async def action_differences(self) -> None:
        """Only the rows that differ from their self-rating, largest first."""
        self._choose(Choosing(self.choosing.expression, True, self.choosing.order))
        self.say(self.house.words("comparison.differences_on", count=len(self.list.rows)))

    async def action_sort(self) -> None:
        """Ask for an order."""
        words = self.house.words

        async def taken(number: int) -> None:
            self._choose(Choosing(self.choosing.expression, self.choosing.differing, ORDERS[number]))
            self.say(words("comparison.sorted", order=words(f"sort.{ORDERS[number]}")))

        options = [Option(words(f"sort.{order}")) for order in ORDERS]
        await self.app.push_screen(MenuDialog(words("sort.title"), options, taken))

    def _choose(self, choosing: Choosing) -> None:
        self.choosing = choosing
        self.draw()

    async def action_back(self) -> None:
        """Out of the search; else marks off, else the whole list again."""
        words = self.house.words
        if self.typing():
            place, choosing = self._before_find
            self._choose(choosing)
            if place:
                self.list.go_to(place)
            self._close_find()
        elif self.list.marked:
            self.list.mark(frozenset())
            self.draw()
            self.say(words("comparison.marks_off"))
        elif self.choosing.narrowed:
            self._choose(Choosing(order=self.choosing.order))
            self.say(words("comparison.filter_off"))

    # Finding

    async def action_find(self) -> None:
        """Open the search; what is typed moves the cursor at once."""
        self._before_find = self.list.key, self.choosing
        self.query_one("#counts").display = False
        self.bar.open(self.choosing.expression.text if self.choosing.expression else "")
        self._seek()

    def _found(self) -> Finding:
        return look(self.bar.cell.text, self.view, self.house.teller, self.bar.indent)

    def _seek(self) -> None:
        found = self._found()
        if found.place and not self.list.go_to(found.place):
            self._choose(Choosing(order=self.choosing.order))
            self.list.go_to(found.place)
        self.bar.hint(found.hint)

    def _close_find(self) -> None:
        self.set_focus(None)
        self.bar.display = False
        self.query_one("#counts").display = True
        self.draw()

    async def take_found(self) -> None:
        """Enter in the search: go there and show the whole list, or keep the filter; else say why not."""
        found = self._found()
        if found.refusal:
            self.say(self.house.teller.refusal(found.refusal))
            return
        self._choose(Choosing(found.expression, order=self.choosing.order))
        self.say(self.house.words("comparison.filter_on", count=len(self.list.rows)) if found.expression else "")
        if found.code:
            self.list.go_to(found.code)
        self._close_find()
