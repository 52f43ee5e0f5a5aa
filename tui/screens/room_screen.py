"""What the desk, the card and the wall share: the picture of an item of the meeting that is on, or of one to come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual.app import ComposeResult

from store.errors import Refused
from store.queries.agenda import against
from store.queries.comparison import ComparisonView, comparison
from store.queries.dossier import dossier
from store.queries.intake import intake
from store.queries.meeting import meeting
from store.queries.meeting_views import MeetingView
from store.queries.news import NewsView
from store.queries.room import RoomItem, RoomView
from store.rules.text import width
from tui.dialogs.why import WhyDialog
from tui.place import Place
from tui.screens.room_bar import state_line
from tui.screens.room_view import RoomDrawing, planned
from tui.widgets.frame import ends
from tui.widgets.key_bar import KeyBar
from tui.widgets.plain import PlainText


class RoomScreen(Place, inherit_bindings=False):
    """Shows one item, by itself the room's; subclasses say whose screen it is."""

    CSS_PATH = "room.tcss"
    TITLE_KEY = ""
    """Words of the first row."""

    compared: ComparisonView
    lifted: Mapping[str, str]
    """Who leaves a block before it is agreed, with why."""

    view: MeetingView | None = None
    """The meeting as a whole: the one that is on, else the newest; ``None`` where none was ever planned."""

    def compose(self) -> ComposeResult:
        """Where one is, the meeting's state, the picture, the message line, the rest of a long one, the keys."""
        yield PlainText(id="where")
        yield PlainText(id="state")
        yield PlainText(id="picture")
        yield PlainText(id="message")
        yield PlainText(id="about")
        yield KeyBar(id="keys")

    @property
    def room(self) -> RoomView | None:
        """The meeting that is on."""
        return self.house.room

    async def read(self) -> None:
        """Read the levels, and the meeting with its agenda."""
        room = self.room
        cycle = None if room is None else room.cycle
        try:
            self.view = await self.house.link.read(meeting, None if room is None else room.meeting)
        except Refused as refused:
            if refused.code != "no_meeting":
                raise
            self.view = None
        item, self.lifted = self.shown, {}
        if item is None or not item.is_block:
            self.compared = await self.house.link.read(comparison, cycle)
            return
        seen = await self.house.link.read(intake, cycle)
        self.compared = seen.compared
        self.lifted = {row.organisation: why for row in seen.rows if (why := against(row)) is not None}

    @property
    def shown(self) -> RoomItem | None:
        """The item in the picture."""
        return None if self.room is None else self.room.item

    @property
    def here(self) -> str | None:
        """The organisation in the picture, where it is one."""
        item = self.shown
        return item.organisations[0] if item is not None and len(item.organisations) == 1 else None

    def picture(self, rows: int) -> Sequence[str]:
        """The item, or what is planned, in so many rows."""
        columns = self.app.size.width
        if self.room is None:
            return planned(self.view, self.house.teller, columns, rows)
        return self.drawing(self.room).lines(self.shown, rows)

    def drawing(self, room: RoomView) -> RoomDrawing:
        """How items are drawn now."""
        return RoomDrawing(self.compared, room, self.house.teller, self.app.size.width, self.lifted)

    def draw(self) -> None:
        """Show everything as it is now."""
        columns = self.app.size.width
        self.query_one("#where", PlainText).put(self._where(columns))
        self.query_one("#state", PlainText).put(self._state(columns))
        rows = max(1, self.app.size.height - self.rows_around)
        self.query_one("#picture", PlainText).put("\n".join(self.picture(rows)))
        super().draw()

    @property
    def rows_around(self) -> int:
        """Rows above and below the picture: first row, state and a blank, message, its rest, keys."""
        return 7

    def _where(self, columns: int) -> str:
        words = self.house.words
        marked = [words("made_up")] if self.compared.made_up else []
        left = " " + " │ ".join([words(self.TITLE_KEY), self.compared.committee, *marked])
        if (
            width(left) + width(self.post) + 3 > columns
        ):  # that figures are made up is said before whose committee it is
            left = " " + " │ ".join([words(self.TITLE_KEY), *marked])
        return ends(left, self.post, columns)

    def _state(self, columns: int) -> str:
        if self.room is None:
            return " " + self.house.words(f"cycle.{self.compared.state}")
        return state_line(self.room, self.house.teller, columns)

    async def hear(self, news: tuple[NewsView, ...]) -> None:
        """Go along with the room; a move of the room is seen and need not be told."""
        before = self.room_at
        await self.load()
        if self.room is None and before is not None:
            self.say(self.house.words("room.closed"))
            return
        told = [each for each in news if each.action != "move_room"]
        self.say(self.house.teller.news(told[-1]) if told else "")

    room_at: RoomView | None = None
    """The room as it was when this was read last."""

    async def load(self) -> None:
        """Read anew and show it."""
        await super().load()
        self.room_at = self.room

    async def action_why(self) -> None:
        """Every rule of every level for the organisation in the picture."""
        if self.here is None:
            raise Refused("no_room_item" if self.shown is None else "why_of_many")
        held = await self.house.link.read(dossier, self.here, self.compared.cycle)
        await self.app.push_screen(WhyDialog(self.house.teller, held))

    async def kept(self, text: str) -> None:
        """The store has it: show everything anew and say so."""
        await self.load()
        self.say(text)
