"""The list of the intake: papers or bodies, what is shown, and in what order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from store.queries.filtering import INTAKE_FIELDS, intake_facts
from store.queries.intake import IntakeRow, IntakeView, intake
from store.queries.news import NewsView
from store.rules.filters import Facts
from store.rules.naming import Named
from tui.list_place import Choosing, ListPlace
from tui.places import NOWHERE, Target
from tui.screens.intake_view import IntakeDrawing
from tui.widgets.rows import Column, ListRow


class IntakeList(ListPlace[IntakeRow], inherit_bindings=False):
    """Shows the dossiers and the one under the cursor; narrows to gaps."""

    CSS_PATH = "intake.tcss"
    ORDERS = ("tt", "name", "missing")
    FIELDS = INTAKE_FIELDS

    view: IntakeView

    def __init__(self, target: Target = NOWHERE) -> None:
        """Begin with papers."""
        super().__init__(target)
        self.bodies = False

    @property
    def drawing(self) -> IntakeDrawing:
        """How the intake is drawn now."""
        return IntakeDrawing(self.view, self.house.teller, self.app.size.width, bodies=self.bodies)

    async def read(self) -> None:
        """Read the intake; once begun, of the same cycle."""
        self.view = await self.house.link.read(intake, self.view.cycle.code if self.is_read else None)

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

    def records(self) -> Sequence[IntakeRow]:
        """The dossiers of the cycle."""
        return self.view.rows

    def named(self, record: IntakeRow) -> Named:
        """How a dossier's organisation is called."""
        compared = record.compared
        return Named(compared.organisation, compared.tt, compared.name, compared.full_name)

    def asked(self, record: IntakeRow) -> Facts:
        """What a filter may ask."""
        return intake_facts(record)

    def needs_work(self, record: IntakeRow) -> bool:
        """Whether something is missing."""
        return any(self._missing(record))

    def order_key(self, record: IntakeRow, order: str) -> tuple[object, ...]:  # noqa: ARG002 - there is one
        """By what is missing, most first."""
        return tuple(-count for count in self._missing(record))

    def _missing(self, row: IntakeRow) -> tuple[int, int]:
        """How much an organisation lacks: papers and ratings; in the matrix of bodies, opinions."""
        return (len(row.silent), 0) if self.bodies else (len(row.lacking), len(row.ratings_owed))

    def settled(self, choosing: Choosing) -> Choosing:
        """Rows and order are held still where they depend on what is missing."""
        if not choosing.narrow and choosing.order != "missing":
            return replace(choosing, still=None)
        return self.held_still(choosing, "missing" if choosing.order == "tt" else choosing.order)

    # Drawing

    def about(self) -> str:
        """What is wanting of the organisation under the cursor."""
        return self.drawing.about(self.row)

    def which(self) -> str:
        """The filter, the gaps, or the whole list."""
        if self.choosing.expression is None and self.choosing.narrow:
            return self.house.words("intake.gaps_only")
        return super().which()

    def heads(self, rows: Sequence[IntakeRow]) -> tuple[str, str, str]:
        """Where, the deadlines and what digits do, what is in."""
        drawing = self.drawing
        counts = drawing.counts(rows, self.which(), len(self.marked))
        return drawing.where(self.post), drawing.deadlines(self.digits()), counts

    def listing(self, rows: Sequence[IntakeRow]) -> tuple[Sequence[Column], Sequence[ListRow]]:
        """Columns and rows."""
        drawing = self.drawing
        return drawing.headings(), [drawing.row(row) for row in rows]

    def digits(self) -> str:
        """What digits do now."""
        return ""

    # Moving about

    async def action_matrix(self) -> None:
        """To the matrix of advisory bodies; Esc leads back to the papers."""
        self._picture(bodies=True)

    def _picture(self, *, bodies: bool) -> None:
        self.bodies = bodies
        self.choose(self.choosing)
        self.say(self.house.words("intake.matrix_on" if bodies else "intake.matrix_off"))

    async def action_gaps(self) -> None:
        """Only the dossiers that lack something, most first; once more looks anew."""
        here = self.list.key
        self.choose(replace(self.choosing, narrow=True))
        if self.list.key != here:
            self.list.step(-len(self.list.rows))
        self.say(self.house.words("intake.gaps_on", count=len(self.list.rows)))

    async def action_back(self) -> None:
        """As every list; then from the bodies to the papers."""
        if self.bodies and not (self.typing() or self.list.marked or self.choosing.narrowed):
            self._picture(bodies=False)
        else:
            await super().action_back()
