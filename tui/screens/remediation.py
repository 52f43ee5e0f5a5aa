"""Remediation: the cases, what presses most first, and always the case under the cursor below."""

from __future__ import annotations

from textual.app import ComposeResult

from store.queries.remediation import CaseView
from store.queries.remediation_room import RemediationRoom
from tui.keys import Key, bindings
from tui.list_place import FIND, MOVE, SORT
from tui.place import COMMON
from tui.screens.case_view import CaseDrawing
from tui.screens.case_work import CASE_KEYS, CaseWork
from tui.screens.remediation_list import RemediationList
from tui.widgets.key_bar import KeyBar
from tui.widgets.line_text import LineText
from tui.widgets.plain import PlainText
from tui.widgets.rows import RowList

AROUND = 5
"""Rows that are neither the list's nor the case's: two of the head, the message, two of keys."""

LEAST_LIST, LEAST_CASE = 6, 13
"""Rows of the list with its heading, and of the case, on a screen of 24 rows."""


class RemediationScreen(CaseWork, RemediationList, inherit_bindings=False):
    """The list; digits record the steps of the case under the cursor."""

    KEYS = (
        *CASE_KEYS[:11],
        Key("open", "enter", "Enter", "key.case.open"),
        Key("gaps", "l", "l", "key.case.pressing"),
        CASE_KEYS[11],
        SORT,
        FIND,
        CASE_KEYS[12],
        *COMMON,
        MOVE,
    )
    BINDINGS = bindings("remediation", KEYS)
    NAME = "remediation"
    CSS_PATH = "remediation.tcss"

    _counted: tuple[RemediationRoom, int, int] | None = None

    def compose_middle(self) -> ComposeResult:
        """The list, the message, the case."""
        yield RowList(id="list")
        yield PlainText(id="message")
        yield LineText(id="about")

    @property
    def drawing(self) -> CaseDrawing:
        """How cases are drawn now."""
        return CaseDrawing(self.view, self.house.teller, self.app.size.width)

    @property
    def case(self) -> CaseView | None:
        """The case under the cursor."""
        return self.row if self.is_read else None

    @property
    def case_rows(self) -> int:
        """Rows for the case: what the list leaves, no more than a case can use."""
        left = self.app.size.height - AROUND
        wanted = self._wanted()
        least_list = min(max(LEAST_LIST, len(self.records()) + 1), max(LEAST_LIST, left // 2))
        return max(LEAST_CASE, min(left - least_list, wanted))

    def _wanted(self) -> int:
        """Rows that the longest case asks for; counted once for what was read and the width."""
        columns = self.app.size.width
        if self._counted is None or self._counted[0] is not self.view or self._counted[1] != columns:
            drawing = self.drawing
            wanted = max((drawing.wanted(each) for each in self.records()), default=0)
            self._counted = (self.view, columns, wanted)
        return self._counted[2]

    async def arrived(self) -> None:
        """Say what was left unfinished."""
        await self.greet()

    def draw_about(self) -> None:
        """Show the case under the cursor, below the rest of a long message; its keys are its own."""
        rest, case, rows = [f" {line}" for line in self._overflow], self.case, self.case_rows
        lines = self.drawing.picture(case, rows - len(rest)) if case else []
        lines = [*rest, *lines, *[""] * (rows - len(rest) - len(lines))]
        self.query_one("#about", LineText).put(lines[:rows])

    def on_row_list_moved(self) -> None:
        """Another case is under the cursor: what may be done is another matter."""
        if self.is_read:
            self.query_one(KeyBar).show(self.footer(), self.app.size.width)
        super().on_row_list_moved()

    async def action_open(self) -> None:
        """Enter: in the search take what was found; on a row give the case the whole screen."""
        if self.typing():
            await self.take_found()
        elif self.list.key is not None:
            await self.house.go("case", self.list.key)
