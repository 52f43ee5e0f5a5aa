"""One case on the whole screen: everything that is known of it; digits record its steps."""

from __future__ import annotations

from textual.app import ComposeResult

from store.errors import Refused
from store.queries.remediation import CaseView
from store.queries.remediation_room import remediation_room
from tui.keys import Key, bindings
from tui.list_place import MOVE
from tui.place import COMMON
from tui.places import NOWHERE, Target
from tui.screens.case_view import CaseDrawing
from tui.screens.case_work import CASE_KEYS, CaseWork
from tui.widgets.key_bar import KeyBar
from tui.widgets.line_text import LineText
from tui.widgets.plain import PlainText

AROUND = 7
"""Rows above and below the text: two heads, the message, two of its rest, two of keys."""


class CaseScreen(CaseWork, inherit_bindings=False):
    """Shows all of one case."""

    KEYS = (
        *CASE_KEYS[:11],
        Key("open", "enter", "Enter", "key.open_form"),
        Key("neighbour", "left,right", "←→", "key.case.neighbour", each=True),
        *CASE_KEYS[11:],
        *COMMON,
        MOVE,
    )
    BINDINGS = bindings("case", KEYS)
    NAME = "case"
    CSS_PATH = "case.tcss"

    def __init__(self, target: Target = NOWHERE) -> None:
        """Begin with the case one comes for: its organisation, an older one with its number behind."""
        super().__init__(target)
        self._key = target.organisation
        self._top = self._below = 0

    def compose(self) -> ComposeResult:
        """Two heads, the text, the message line, its rest, the keys."""
        yield PlainText(id="where")
        yield PlainText(id="state")
        yield LineText(id="text")
        yield PlainText(id="message")
        yield PlainText(id="about")
        yield KeyBar(id="keys")

    async def read(self) -> None:
        """Read the cases; raises ``Refused`` where the organisation has none."""
        view = await self.house.link.read(remediation_room, self.house.me.login)
        if view.keyed(self._key or "") is None and (self._key is None or self.is_read):
            own = view.newest((self._key or "").partition("#")[0])
            other = own or next(iter(view.cases.cases), None)
            self._key = self._key if other is None else view.key(other)
        if view.keyed(self._key or "") is None:
            raise Refused("no_case")
        self.view = view

    async def reach(self, target: Target) -> None:
        """Somebody comes here for another case."""
        if target.organisation is not None:
            self.stand_on(target.organisation)

    def stand_on(self, organisation: str) -> None:
        """Show the newest case of an organisation, or the one of a key; where there is none nothing happens."""
        if self.view.keyed(organisation) is not None and organisation != self._key:
            self._key, self._top = organisation, 0
            self.draw()

    @property
    def case(self) -> CaseView | None:
        """The case that is shown."""
        return self.view.keyed(self._key) if self._key else None

    @property
    def here(self) -> str | None:
        """Its organisation."""
        return self.case.organisation if self.is_read and self.case else None

    @property
    def drawing(self) -> CaseDrawing:
        """How it is drawn now."""
        return CaseDrawing(self.view, self.house.teller, self.app.size.width)

    async def arrived(self) -> None:
        """Say what was left unfinished."""
        await self.greet()

    def draw(self) -> None:
        """Show as much as there is room for."""
        case, drawing = self.the_case(), self.drawing
        lines, room = drawing.whole(case), self.room
        self._top = max(0, min(self._top, len(lines) - room))
        self._below = max(0, len(lines) - self._top - room)
        shown = lines[self._top : self._top + room]
        self.query_one("#where", PlainText).put(drawing.where(self.post, self.house.words("case.one_title")))
        self.query_one("#state", PlainText).put(drawing.standing(case))
        self.query_one("#text", LineText).put([*shown, *[""] * (room - len(shown))])
        super().draw()

    @property
    def room(self) -> int:
        """How many rows of the text are seen at once."""
        return max(3, self.app.size.height - AROUND)

    def about(self) -> str:
        """How much there is further down."""
        return " " + self.house.words("organisation.more", count=self._below) if self._below else ""

    async def action_open(self) -> None:
        """To the organisation's form."""
        await self.house.go("form", self.here)

    async def action_move(self, number: int) -> None:
        """Up, down, a page up or down, the beginning, the end."""
        self.hush()
        page, all_of_it = self.room - 1, 1_000_000
        self._top += (-1, 1, -page, page, -all_of_it, all_of_it)[number]
        self.draw()

    async def action_neighbour(self, number: int) -> None:
        """The case before or after in the list; at the ends it says so."""
        keys = [self.view.key(each) for each in self.view.cases.cases]
        at = keys.index(self._key) + (1 if number else -1) if self._key in keys else 0
        if not 0 <= at < len(keys):
            self.say(self.house.words("case.no_more"))
            return
        self._key, self._top = keys[at], 0
        self.draw()
        self.say("")
