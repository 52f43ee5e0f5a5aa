"""Results and trends: tables A, B and C of a year or cycle, and the years side by side."""

from __future__ import annotations

from textual.app import ComposeResult

from store.errors import Refused
from store.queries.comparison import comparison
from store.queries.trends import MemberRow, PeriodView, TrendsView, trends
from tui.dialogs.corrections import CorrectionsDialog
from tui.dialogs.matrix import MatrixDialog
from tui.keys import Key, bindings
from tui.list_place import MOVE
from tui.place import COMMON, Place
from tui.places import NOWHERE, Target
from tui.screens.results_members import MembersDrawing
from tui.screens.results_trends import TrendsDrawing
from tui.screens.results_view import TABLE_A, TABLE_B, TABLE_C, TRENDS, VIEWS
from tui.widgets.key_bar import KeyBar, Shown
from tui.widgets.plain import PlainText
from tui.widgets.rows import RowList


class Drawing(MembersDrawing, TrendsDrawing):
    """All four views."""


class ResultsScreen(Place, inherit_bindings=False):
    """Four views by digit, the period by the arrows."""

    CSS_PATH = "results.tcss"
    KEYS = (
        Key("table", "1,2,3", "1-3", "key.tables", each=True),
        Key("trends", "4", "4", "key.trends"),
        Key("period", "left,right", "←→", "key.period", each=True),
        Key("corrections", "v", "v", "key.corrections"),
        Key("matrix", "m", "m", "key.matrix"),
        Key("open", "enter", "Enter", "key.form"),
        *COMMON,
        MOVE,
    )
    BINDINGS = bindings("results", KEYS)
    NAME = "results"

    view: TrendsView

    def __init__(self, target: Target = NOWHERE) -> None:
        """Begin with the trends, at the open cycle."""
        super().__init__(target)
        self.shown = TRENDS
        self._code: str | None = None
        self._organisation = target.organisation
        self._top = 0

    def compose(self) -> ComposeResult:
        """Two rows, the picture or the list, the message line, what is to be said of it, the keys."""
        yield PlainText(id="where")
        yield PlainText(id="state")
        yield PlainText(id="picture")
        yield PlainText(id="heading")
        yield RowList(id="list")
        yield PlainText(id="message")
        yield PlainText(id="about")
        yield KeyBar(id="keys")

    async def read(self) -> None:
        """Read all years; the chosen one stays."""
        self.view = await self.house.link.read(trends)
        codes = [each.code for each in self.view.periods]
        if self._code not in codes:
            self._code = self.view.current or next(reversed(codes), None)

    @property
    def period(self) -> PeriodView:
        """The chosen year or cycle."""
        return next(each for each in self.view.periods if each.code == self._code)

    @property
    def drawing(self) -> Drawing:
        """How the chosen period is drawn now."""
        return Drawing(self.view, self.period, self.house.teller, self.app.size.width)

    @property
    def rows(self) -> RowList:
        """The list of table B."""
        return self.query_one(RowList)

    @property
    def listed(self) -> bool:
        """Whether a list stands in place of the picture."""
        return self.shown == TABLE_B and bool(self.period.members)

    @property
    def row(self) -> MemberRow | None:
        """The organisation under the cursor of table B."""
        return next((each for each in self.period.members if each.organisation == self.rows.key), None)

    @property
    def here(self) -> str | None:
        """The organisation one stands on in table B, else the one that one came with."""
        return self.rows.key if self.is_read and self.listed else self._organisation

    def stand_on(self, organisation: str) -> None:
        """Put the cursor of table B on an organisation."""
        self._organisation = organisation
        self.rows.go_to(organisation)

    # Showing

    def draw(self) -> None:
        """Show everything as it is now."""
        drawing = self.drawing
        self.query_one("#where", PlainText).put(drawing.where(self.post))
        self.query_one("#state", PlainText).put(drawing.tabs(self.shown))
        for name, there in (("#picture", not self.listed), ("#heading", self.listed), ("#list", self.listed)):
            self.query_one(name).display = there
        if self.listed:
            self.query_one("#heading", PlainText).put(drawing.members_title())
            self.rows.show(drawing.member_columns(), [drawing.member_row(row) for row in self.period.members])
        else:
            self._draw_picture()
        super().draw()

    def _room(self) -> int:
        return max(1, self.app.size.height - 8)

    def _draw_picture(self) -> None:
        drawing, room = self.drawing, self._room()
        views = {TABLE_A: drawing.table_a, TABLE_B: drawing.unknown_b, TABLE_C: drawing.table_c, TRENDS: drawing.trends}
        lines = views[self.shown]()
        self._top = max(0, min(self._top, len(lines) - room))
        seen = lines[self._top : self._top + room]
        if self._top + room < len(lines):
            seen[-1] = " " + self.house.words("results.more", count=len(lines) - self._top - room + 1)
        self.query_one("#picture", PlainText).put("\n".join(seen))

    def about(self) -> str:
        """What is to be said of the view."""
        drawing = self.drawing
        if self.shown == TABLE_B:
            return drawing.about_b(self.row if self.listed else None)
        return {TABLE_A: drawing.about_a, TABLE_C: drawing.about_c, TRENDS: drawing.about_trends}[self.shown]()

    def on_row_list_moved(self) -> None:
        """Another row of table B is under the cursor."""
        if self.is_read:
            self.draw_about()

    def footer(self) -> list[Shown]:
        """The keys; Enter where there is a list."""
        enter = next(key for key in self.KEYS if key.action == "open")
        return [key for key in super().footer() if self.listed or key.keys != enter.shown]

    def barred(self, action: str) -> Refused | None:
        """A published year has no self-ratings to make a matrix of."""
        if action == "matrix" and self.is_read and self.period.state is None:
            return Refused("no_self_ratings", year=self.period.code)
        return None

    # Keys

    def _show(self, view: str) -> None:
        self.shown, self._top = view, 0
        self.say("")
        self.draw()
        if self.listed and self._organisation:
            self.rows.go_to(self._organisation)

    async def action_table(self, number: int) -> None:
        """Table A, B or C."""
        self._show(VIEWS[number])

    async def action_trends(self) -> None:
        """The years side by side."""
        self._show(TRENDS)

    async def action_period(self, number: int) -> None:
        """To the period before or after."""
        codes = [each.code for each in self.view.periods]
        at = codes.index(self.period.code) + (-1, 1)[number]
        if not 0 <= at < len(codes):
            self.say(self.house.words("results.last" if number else "results.first", code=self.period.code))
            return
        self._code = codes[at]
        self._show(self.shown)

    async def action_move(self, number: int) -> None:
        """In table B the cursor, else the picture: a row, a page, to the end."""
        self.hush()
        page = self.rows.page() if self.listed else self._room() - 1
        step = (-1, 1, -page, page, -(10**6), 10**6)[number]
        if self.listed:
            self.rows.step(step)
        else:
            self._top += step
            self._draw_picture()

    async def action_corrections(self) -> None:
        """Where the source is wrong: printed, right, why, who, from which sentence."""
        await self.app.push_screen(CorrectionsDialog(self.house.teller, self.view))

    async def action_matrix(self) -> None:
        """Self-ratings against the levels that stand."""
        view = await self.house.link.read(comparison, self.period.code)
        await self.app.push_screen(MatrixDialog(view, listed=self.period.code == self.view.current))

    async def action_open(self) -> None:
        """The form of the organisation under the cursor, where its members are written."""
        if self.listed and self.rows.key:
            await self.house.go("form", self.rows.key)
        else:
            self.say(self.house.words("results.nothing_to_open"))
