"""The list of cases: what presses most first, one's own before all others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from store.queries.filtering import CASE_FIELDS, case_facts
from store.queries.remediation import CaseView
from store.queries.remediation_room import RemediationRoom, remediation_room
from store.rules.filters import Facts
from store.rules.naming import Named
from store.rules.remediation import OVERDUE, STATES, THIS_WEEK
from tui.list_place import ListPlace
from tui.screens.case_view import CaseDrawing
from tui.widgets.rows import Column, ListRow


class RemediationList(ListPlace[CaseView], inherit_bindings=False):
    """Shows the cases; narrows to those that are overdue or due this week."""

    ORDERS = ("pressing", "tt", "name", "case_state")
    FIELDS = CASE_FIELDS

    view: RemediationRoom

    @property
    def drawing(self) -> CaseDrawing:
        """How cases are drawn now."""
        return CaseDrawing(self.view, self.house.teller, self.app.size.width)

    async def read(self) -> None:
        """Read the cases as the person may work on them."""
        self.view = await self.house.link.read(remediation_room, self.house.me.login)

    def records(self) -> Sequence[CaseView]:
        """All cases."""
        return self.view.cases.cases

    def named(self, record: CaseView) -> Named:
        """How a case's organisation is called: the newest case of one answers to its name, older ones to none."""
        key = self.view.key(record)
        if key != record.organisation:
            return Named(key, None, None, None)
        return Named(key, record.tt, record.name, record.full_name)

    def asked(self, record: CaseView) -> Facts:
        """What a filter may ask."""
        return case_facts(record)

    def needs_work(self, record: CaseView) -> bool:
        """Whether it is overdue or due this week."""
        return record.rank[0] in (OVERDUE, THIS_WEEK)

    def order_key(self, record: CaseView, order_: str) -> tuple[object, ...]:
        """One's own first, then by what presses; or by the state."""
        if order_ == "case_state":
            return (STATES.index(record.state), *record.rank)
        return (not record.leads, *record.rank)

    @property
    def here(self) -> str | None:
        """The organisation of the case under the cursor."""
        return None if self.row is None else self.row.organisation

    # Drawing

    def which(self) -> str:
        """The filter, what presses, or the whole list."""
        if self.choosing.expression is None and self.choosing.narrow:
            return self.house.words("case.pressing_only")
        chosen = self.choosing.expression
        return "" if chosen is None else self.house.words("case.filtered", expression=chosen.text)

    def heads(self, rows: Sequence[CaseView]) -> tuple[str, str, str]:
        """Where, nothing, how many stand how."""
        return self.drawing.where(self.post), "", self.drawing.counts(rows, self.which())

    def listing(self, rows: Sequence[CaseView]) -> tuple[Sequence[Column], Sequence[ListRow]]:
        """Columns and rows."""
        drawing = self.drawing
        return drawing.headings(), [drawing.row(row) for row in rows]

    async def action_gaps(self) -> None:
        """Only what is overdue or due this week; Esc shows all."""
        self.choose(replace(self.choosing, narrow=True))
        self.say(self.house.words("case.pressing_on", count=len(self.list.rows)))
