"""The list of the register: which year, which rows, in what order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from store.queries.filtering import ORGANISATION_FIELDS, organisation_facts
from store.queries.register import RegisterRow, RegisterView, register
from store.rules.filters import Facts
from store.rules.naming import Named
from store.rules.register import KINDS, PEER_GROUPS
from tui.list_place import Choosing, ListPlace
from tui.screens.organisations_view import RegisterDrawing
from tui.widgets.rows import Column, ListRow


class OrganisationsList(ListPlace[RegisterRow], inherit_bindings=False):
    """Shows the organisations of a year and the one under the cursor; narrows to gaps."""

    CSS_PATH = "organisations.tcss"
    ORDERS = ("tt", "name", "kind", "group", "members", "probationary", "branches", "level", "gaps")
    FIELDS = ORGANISATION_FIELDS
    FIND_LABEL = "register.find"

    view: RegisterView

    @property
    def drawing(self) -> RegisterDrawing:
        """How the register is drawn now."""
        return RegisterDrawing(self.view, self.house.teller, self.app.size.width)

    async def read(self) -> None:
        """Read the register; once begun, of the same year."""
        self.view = await self.house.link.read(register, self.view.year if self.is_read else None)

    def records(self) -> Sequence[RegisterRow]:
        """The organisations of the year."""
        return self.view.rows

    def named(self, record: RegisterRow) -> Named:
        """How an organisation is called."""
        return Named(record.code, record.tt, record.name, record.full_name)

    def asked(self, record: RegisterRow) -> Facts:
        """What a filter may ask."""
        return organisation_facts(record)

    def needs_work(self, record: RegisterRow) -> bool:
        """Whether something is missing of it."""
        return bool(record.gaps)

    def order_key(self, record: RegisterRow, order: str) -> tuple[object, ...]:
        """By a column: kinds and groups in the committee's order, counts and gaps largest first, unknown last."""
        if order == "kind":
            return (KINDS.index(record.kind) if record.kind in KINDS else len(KINDS),)
        if order == "group":
            known = record.peer_group in PEER_GROUPS
            return (PEER_GROUPS.index(str(record.peer_group)) if known else len(PEER_GROUPS),)
        if order == "gaps":
            return (-len(record.gaps),)
        if order == "level":
            known_level = record.level
            return (known_level is None, known_level.cycle is None if known_level else True, *_latest(record))
        counts = {
            "members": record.members,
            "probationary": record.members_probationary,
            "branches": record.sub_branches,
        }
        count = counts[order]
        return count is None, -(count or 0)

    def settled(self, choosing: Choosing) -> Choosing:
        """Rows and order are held still where they depend on what is missing."""
        if not choosing.narrow and choosing.order != "gaps":
            return replace(choosing, still=None)
        return self.held_still(choosing, "gaps" if choosing.order == "tt" else choosing.order)

    # Drawing

    def about(self) -> str:
        """What is known of the organisation under the cursor."""
        return self.drawing.about(self.row)

    def which(self) -> str:
        """The filter, the gaps, or the whole list."""
        if self.choosing.expression is None and self.choosing.narrow:
            return self.house.words("intake.gaps_only")
        return super().which()

    def heads(self, rows: Sequence[RegisterRow]) -> tuple[str, str, str]:
        """Where, the whole committee, how far the rows are known."""
        drawing = self.drawing
        counts = drawing.counts(rows, self.which(), len(self.marked))
        return drawing.where(self.post, self.editing()), drawing.state(), counts

    def listing(self, rows: Sequence[RegisterRow]) -> tuple[Sequence[Column], Sequence[ListRow]]:
        """Columns and rows."""
        drawing = self.drawing
        return drawing.headings(), [drawing.row(row) for row in rows]

    def editing(self) -> str:
        """Why nothing can be changed here; empty where it can."""
        return ""

    # Moving about

    async def action_gaps(self) -> None:
        """Only what lacks a name, a group or a headcount, most first, from the first on; once more looks anew."""
        self.choose(replace(self.choosing, narrow=True))
        self.list.step(-len(self.list.rows))
        self.say(self.house.words("register.gaps_on", count=len(self.list.rows)))

    async def action_year(self, number: int) -> None:
        """The year before or after; at the ends it says so."""
        at = self.view.years.index(self.view.year) + (1 if number else -1)
        if not 0 <= at < len(self.view.years):
            self.say(self.house.words("register.no_more_years", first=self.view.years[0], last=self.view.years[-1]))
            return
        self.view = await self.house.link.read(register, self.view.years[at])
        self.list.mark(frozenset())
        self.choose(replace(self.choosing, still=None))
        self.say(self.house.words("register.year", year=self.view.year, count=len(self.view.rows)))


def _latest(record: RegisterRow) -> tuple[int, ...]:
    """The newest year first."""
    cycle = record.level.cycle if record.level else None
    return (-int(cycle[:4]),) if cycle else (0,)
