"""The list of the comparison: what is shown, in what order, and what is known of a row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from textual.app import ComposeResult
from textual.containers import Horizontal

from store.queries.comparison import ComparisonRow, ComparisonView, comparison
from store.queries.filtering import COMPARISON_FIELDS, comparison_facts
from store.rules.filters import Facts
from store.rules.naming import Named
from tui.list_place import ListPlace
from tui.places import NOWHERE, Target
from tui.screens.comparison_view import LEVEL, SELF, ComparisonDrawing
from tui.widgets.plain import PlainText
from tui.widgets.rows import Column, ListRow, RowList

CARD = 154
"""From so many columns on a card of the row stands beside the list."""

CARD_COLUMNS = 44

ROOM_BELOW = 16
"""With fewer rows the list takes what is below it."""


class ComparisonList(ListPlace[ComparisonRow], inherit_bindings=False):
    """Shows the rows, the row under the cursor and the totals."""

    CSS_PATH = "comparison.tcss"
    ORDERS = ("tt", "name", "level", "difference")
    FIELDS = COMPARISON_FIELDS

    view: ComparisonView

    def __init__(self, target: Target = NOWHERE) -> None:
        """Begin with digits writing levels."""
        super().__init__(target)
        self.target = LEVEL

    def compose_middle(self) -> ComposeResult:
        """The list with the row's card beside it, the message line, what is known of the row, the totals."""
        with Horizontal(id="middle"):
            yield RowList(id="list")
            yield PlainText(id="card")
        yield PlainText(id="message")
        yield PlainText(id="about")
        yield PlainText(id="totals")

    @property
    def drawing(self) -> ComparisonDrawing:
        """How the comparison is drawn now."""
        columns = self.app.size.width
        beside = CARD_COLUMNS if columns >= CARD else 0
        room = self.house.room if self.house.room is not None and self.house.room.cycle == self.view.cycle else None
        return ComparisonDrawing(self.view, self.house.teller, self.house.me.stage, columns, columns - beside, room)

    async def read(self) -> None:
        """Read the comparison; once begun, of the same cycle."""
        self.view = await self.house.link.read(comparison, self.view.cycle if self.is_read else None)

    def records(self) -> Sequence[ComparisonRow]:
        """The organisations of the cycle."""
        return self.view.rows

    def named(self, record: ComparisonRow) -> Named:
        """How an organisation is called."""
        return Named(record.organisation, record.tt, record.name, record.full_name)

    def asked(self, record: ComparisonRow) -> Facts:
        """What a filter may ask."""
        return comparison_facts(record)

    def needs_work(self, record: ComparisonRow) -> bool:
        """Whether it differs from its self-rating."""
        return bool(record.difference)

    def order_key(self, record: ComparisonRow, order: str) -> tuple[object, ...]:
        """By level, the highest first; by difference, the largest first."""
        if order == "difference":
            return (-abs(record.difference or 0),)
        rank = self.view.scheme.rank(record.effective or "")
        return rank is None, rank or 0

    def rows(self) -> Sequence[ComparisonRow]:
        """The rows to show; differences stand largest first unless another order was asked for."""
        rows = super().rows()
        if self.choosing.narrow and self.choosing.order == "tt":
            return sorted(rows, key=lambda row: -abs(row.difference or 0))
        return rows

    def about(self) -> str:
        """Levels, checks and past of the organisation under the cursor."""
        return self.drawing.about(self.row)

    def which(self) -> str:
        """The filter, the differences, or the whole list."""
        if self.choosing.expression is None and self.choosing.narrow:
            return self.house.words("comparison.differing")
        return super().which()

    def heads(self, rows: Sequence[ComparisonRow]) -> tuple[str, str, str]:
        """Where, the cycle's state, how far the rows are."""
        drawing = self.drawing
        counts = drawing.counts(rows, self.which(), len(self.marked))
        return drawing.where(self.post), drawing.state(self.target), counts

    def listing(self, rows: Sequence[ComparisonRow]) -> tuple[Sequence[Column], Sequence[ListRow]]:
        """Columns and rows."""
        drawing = self.drawing
        return drawing.headings(self.target), [drawing.row(row) for row in rows]

    def draw(self) -> None:
        """Show everything as it is now; a low screen is the list's."""
        for name in ("#about", "#totals"):
            self.query_one(name).display = self.app.size.height >= ROOM_BELOW
        super().draw()

    def draw_about(self) -> None:
        """Show what is known of the row, how its group and all stand, and on a wide screen its card."""
        super().draw_about()
        drawing, row = self.drawing, self.row
        self.query_one("#totals", PlainText).put(drawing.totals(row))
        card = self.query_one("#card", PlainText)
        card.display = self.app.size.width >= CARD
        card.put(drawing.card(row, CARD_COLUMNS) if card.display else "")

    async def action_column(self, number: int) -> None:
        """To the column of self-ratings, or back to the levels of one's stage."""
        self.target = SELF if number == 0 else LEVEL
        self.draw()

    async def action_differences(self) -> None:
        """Only the rows that differ from their self-rating, largest first."""
        self.choose(replace(self.choosing, narrow=True))
        self.say(self.house.words("comparison.differences_on", count=len(self.list.rows)))
