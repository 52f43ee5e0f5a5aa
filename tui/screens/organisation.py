"""One organisation, whole: history, sources, periods, counts, what became of it; arrows page and lead to the next."""

from __future__ import annotations

from textual.app import ComposeResult

from store.errors import Refused
from store.queries.organisation import OrganisationDetail
from store.queries.organisation import organisation as read_organisation
from store.queries.register import RegisterRow, RegisterView, register
from store.queries.remediation import CaseView
from store.queries.remediation import cases as read_cases
from store.rules.dates import written
from store.rules.roles import may
from tui.dialogs.register import Registrar, later_change
from tui.keys import Key, bindings
from tui.list_place import MOVE
from tui.place import COMMON, Place
from tui.places import NOWHERE, Target
from tui.screens.organisation_view import DetailDrawing
from tui.widgets.key_bar import KeyBar
from tui.widgets.plain import PlainText

AROUND = 6
"""Rows above and below the text: two heads, the message, one of its rest, two of keys."""


class OrganisationScreen(Place, inherit_bindings=False):
    """Shows all that is known of an organisation."""

    KEYS = (
        Key("open", "enter", "Enter", "key.open_form"),
        Key("name", "t", "t", "key.name"),
        Key("neighbour", "left,right", "←→", "key.neighbour", each=True),
        *COMMON,
        MOVE,
    )
    BINDINGS = bindings("organisation", KEYS)
    NAME = "organisation"
    CSS_PATH = "organisation.tcss"

    view: RegisterView
    detail: OrganisationDetail
    cases: tuple[CaseView, ...]

    def __init__(self, target: Target = NOWHERE) -> None:
        """Begin with the organisation one comes for, else with the first of the list."""
        super().__init__(target)
        self._code = target.organisation
        self._top = 0

    def compose(self) -> ComposeResult:
        """Two heads, the text, the message line, its rest, the keys."""
        yield PlainText(id="where")
        yield PlainText(id="state")
        yield PlainText(id="text")
        yield PlainText(id="message")
        yield PlainText(id="about")
        yield KeyBar(id="keys")

    async def read(self) -> None:
        """Read the register for who comes next, and the organisation."""
        self.view = await self.house.link.read(register)
        if self._code is None and self.view.rows:
            self._code = self.view.rows[0].code
        await self._read_detail(self._code or "")

    async def _read_detail(self, organisation: str) -> None:
        self.detail = await self.house.link.read(read_organisation, organisation)
        self.cases = (await self.house.link.read(read_cases, self.house.me.login, organisation)).cases

    async def reach(self, target: Target) -> None:
        """Somebody comes here for another organisation."""
        if target.organisation is not None:
            await self._show(target.organisation)

    @property
    def here(self) -> str | None:
        """The organisation that is shown."""
        return self._code

    @property
    def drawing(self) -> DetailDrawing:
        """How it is drawn now."""
        return DetailDrawing(self.detail, self.view, self.house.teller, self.app.size.width, self.cases)

    def draw(self) -> None:
        """Show as much as there is room for."""
        drawing = self.drawing
        lines, room = drawing.lines(), self.room
        self._top = max(0, min(self._top, len(lines) - room))
        self._below = max(0, len(lines) - self._top - room)
        self.query_one("#where", PlainText).put(drawing.where(self.post))
        self.query_one("#state", PlainText).put(drawing.state())
        self.query_one("#text", PlainText).put("\n".join(lines[self._top : self._top + room]))
        super().draw()

    @property
    def room(self) -> int:
        """How many rows of the text are seen at once."""
        return max(3, self.app.size.height - AROUND)

    def about(self) -> str:
        """How much there is further down."""
        return " " + self.house.words("organisation.more", count=self._below) if self._below else ""

    def barred(self, action: str) -> Refused | None:
        """Who only looks names nobody; who is not rated in a cycle has no form."""
        if action == "name" and not may(self.house.me.roles, "name_organisation"):
            return Refused("role", role=self.house.me.roles[0], action="keep_register")
        if action == "open" and self.is_read and not self.detail.ratings:
            return Refused("not_rated_yet", tt=self.detail.now.tt, name=self.detail.now.name)
        return None

    async def _show(self, organisation: str) -> None:
        if organisation != self._code:
            await self._read_detail(organisation)
            self._code, self._top = organisation, 0
            self.draw()

    async def action_open(self) -> None:
        """To the form."""
        await self.house.go("form", self._code)

    async def action_move(self, number: int) -> None:
        """Up, down, a page up or down, the beginning, the end."""
        self.hush()
        page, all_of_it = self.room - 1, 1_000_000
        self._top += (-1, 1, -page, page, -all_of_it, all_of_it)[number]
        self.draw()

    async def action_neighbour(self, number: int) -> None:
        """The organisation before or after in the list; at the ends it says so."""
        codes = [row.code for row in self.view.rows]
        at = codes.index(self._code) if self._code in codes else -1
        wanted = at + (1 if number else -1)
        if not 0 <= wanted < len(codes):
            self.say(self.house.words("organisation.no_more"))
            return
        await self._show(codes[wanted])
        self.say("")

    async def action_name(self) -> None:
        """Name it, or give it another name."""
        row = self._row()
        if reason := later_change(row):
            raise reason
        await Registrar(self, self.view, self._kept).name(row)

    def _row(self) -> RegisterRow:
        """The organisation in the register of this year; raises ``Refused`` for one that has ended."""
        found = next((row for row in self.view.rows if row.code == self._code), None)
        if found is None:
            now = self.detail.now
            raise Refused("organisation_ended", tt=now.tt, name=now.name, day=written(now.valid_to))
        return found

    async def _kept(self, sentence: str, _organisation: str | None) -> None:
        await self.load()
        self.say(sentence)
