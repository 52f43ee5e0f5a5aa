"""The list of the intake: papers or bodies, what is shown, in what order, and finding one's way in it."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult

from store.queries.intake import IntakeRow, IntakeView, intake
from store.queries.news import NewsView
from tui.dialogs.menu import MenuDialog, Option
from tui.place import Place
from tui.screens.finding import Finding, look
from tui.screens.intake_order import ORDERS, Showing
from tui.screens.intake_view import IntakeDrawing
from tui.widgets.find_bar import FindBar
from tui.widgets.key_bar import KeyBar
from tui.widgets.plain import PlainText
from tui.widgets.rows import RowList


class IntakeList(Place, inherit_bindings=False):
    """Shows the dossiers and the one under the cursor; moves, marks, finds, filters, sorts, narrows to gaps."""

    CSS_PATH = "intake.tcss"

    view: IntakeView

    def __init__(self, organisation: str | None = None) -> None:
        """Begin with all dossiers and their papers, at an organisation."""
        super().__init__()
        self.bodies = False
        self.showing = Showing()
        self._begin_at = organisation
        self._before_find: tuple[str | None, Showing] = (None, self.showing)

    def compose(self) -> ComposeResult:
        """Three rows, the list, the message line, what is known of the row, the keys."""
        yield PlainText(id="where")
        yield PlainText(id="state")
        yield PlainText(id="counts")
        yield FindBar(self.house.words("comparison.find"), self._seek)
        yield RowList(id="list")
        yield PlainText(id="message")
        yield PlainText(id="about")
        yield KeyBar(id="keys")

    @property
    def list(self) -> RowList:
        """The list of dossiers."""
        return self.query_one(RowList)

    @property
    def bar(self) -> FindBar:
        """The search."""
        return self.query_one(FindBar)

    @property
    def row(self) -> IntakeRow | None:
        """The dossier under the cursor."""
        key = self.list.key
        return next((row for row in self.view.rows if row.organisation == key), None)

    @property
    def chosen(self) -> tuple[IntakeRow, ...]:
        """The marked dossiers that are shown, in the committee's order; with none marked the one under the cursor."""
        shown = {row.key for row in self.list.rows}
        marked = tuple(row for row in self.view.rows if row.organisation in self.list.marked & shown)
        return marked or ((self.row,) if self.row else ())

    @property
    def drawing(self) -> IntakeDrawing:
        """How the intake is drawn now."""
        return IntakeDrawing(self.view, self.house.teller, self.app.size.width, bodies=self.bodies)

    async def read(self) -> None:
        """Read the intake; once begun, of the same cycle."""
        self.view = await self.house.link.read(intake, self.view.cycle.code if self.is_read else None)

    @property
    def here(self) -> str | None:
        """The organisation under the cursor."""
        return self.list.key

    def stand_on(self, organisation: str) -> None:
        """Put the cursor on an organisation."""
        self.list.go_to(organisation)

    async def hear(self, news: tuple[NewsView, ...]) -> None:
        """Show what others did, and to which dossiers; place, marks and what is typed stay."""
        before = {row.organisation: row for row in self.view.rows} if self.is_read else {}
        await super().hear(news)
        changed = [row for row in self.view.rows if before.get(row.organisation) != row]
        told, units = self.house.teller.news(news[-1]).rstrip(), self.units(changed)
        if changed and units not in told:
            self.say(f"{told} – {units}")

    def units(self, rows: Sequence[IntakeRow]) -> str:
        """One organisation by number and name, several by their count."""
        if len(rows) == 1:
            return self.house.teller.numbered(rows[0].compared.tt, rows[0].compared.name)
        return self.house.words("news.many", count=len(rows))

    # Drawing

    def about(self) -> str:
        """What is wanting of the organisation under the cursor."""
        return self.drawing.about(self.row)

    def draw(self) -> None:
        """Show everything as it is now."""
        drawing, rows, me = self.drawing, self.showing.rows(self.view), self.house.me
        empty = self.house.words("comparison.empty")
        self.list.show(drawing.headings(), [drawing.row(row) for row in rows], empty=empty)
        if self._begin_at is not None:
            self.list.go_to(self._begin_at)
            self._begin_at = None
        self.query_one("#where", PlainText).put(drawing.where(me.post or self.house.words(f"role.{me.role}.short")))
        self.query_one("#state", PlainText).put(drawing.deadlines(self.digits()))
        self.query_one("#counts", PlainText).put(drawing.counts(rows, self._which(), len(self.list.marked)))
        super().draw()

    def digits(self) -> str:
        """What digits do now."""
        return ""

    def _which(self) -> str:
        words, showing = self.house.words, self.showing
        if showing.expression is not None:
            return words("comparison.filtered", expression=showing.expression.text)
        return words("intake.gaps_only" if showing.gaps else "comparison.all")

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

    async def action_matrix(self) -> None:
        """To the matrix of advisory bodies; Esc leads back to the papers."""
        self._picture(bodies=True)

    def _picture(self, *, bodies: bool) -> None:
        self.bodies = bodies
        self._show(self.showing)
        self.say(self.house.words("intake.matrix_on" if bodies else "intake.matrix_off"))

    async def action_gaps(self) -> None:
        """Only the dossiers that lack something, most first; once more looks anew."""
        here = self.list.key
        self._show(Showing(self.showing.expression, gaps=True, order=self.showing.order))
        if self.list.key != here:
            self.list.step(-len(self.list.rows))
        self.say(self.house.words("intake.gaps_on", count=len(self.list.rows)))

    async def action_sort(self) -> None:
        """Ask for an order."""
        words = self.house.words

        async def taken(number: int) -> None:
            self._show(Showing(self.showing.expression, self.showing.gaps, ORDERS[number]))
            self.say(words("comparison.sorted", order=words(f"sort.{ORDERS[number]}")))

        options = [Option(words(f"sort.{order}")) for order in ORDERS]
        await self.app.push_screen(MenuDialog(words("sort.title"), options, taken))

    def _show(self, showing: Showing) -> None:
        self.showing = showing.settled(self.view, bodies=self.bodies)
        self.draw()

    async def action_back(self) -> None:
        """Out of the search; else marks off, else the whole list, else the papers again, else the place beneath."""
        words = self.house.words
        if self.typing():
            place, showing = self._before_find
            self._show(showing)
            if place:
                self.list.go_to(place)
            self._close_find()
        elif self.list.marked:
            self.list.mark(frozenset())
            self.draw()
            self.say(words("comparison.marks_off"))
        elif self.showing.narrowed:
            self._show(Showing(order=self.showing.order))
            self.say(words("comparison.filter_off"))
        elif self.bodies:
            self._picture(bodies=False)
        else:
            await super().action_back()

    # Finding

    async def action_find(self) -> None:
        """Open the search; what is typed moves the cursor at once."""
        self._before_find = self.list.key, self.showing
        self.query_one("#counts").display = False
        self.bar.open(self.showing.expression.text if self.showing.expression else "")
        self._seek()

    def _found(self) -> Finding:
        return look(self.bar.cell.text, self.view.compared, self.house.teller, self.bar.indent)

    def _seek(self) -> None:
        found = self._found()
        if found.place and not self.list.go_to(found.place):
            self._show(Showing(order=self.showing.order))
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
        self._show(Showing(found.expression, order=self.showing.order))
        self.say(self.house.words("comparison.filter_on", count=len(self.list.rows)) if found.expression else "")
        if found.code:
            self.list.go_to(found.code)
        self._close_find()
