"""The meeting as it is seen: read, drawn, and where the cursor stands beside the room."""

from __future__ import annotations

from dataclasses import replace

from textual.app import ComposeResult

from store.errors import Refused
from store.queries.comparison import ComparisonView, comparison
from store.queries.meeting import meeting, people
from store.queries.meeting_views import ItemView, MeetingView, PersonView
from store.rules.meeting import CLOSED
from tui.place import Place
from tui.places import NOWHERE, Target
from tui.screens.meeting_view import MeetingDrawing, Seen
from tui.screens.overview_canvas import Picture
from tui.screens.overview_sheet import OverviewSheet
from tui.widgets.frame import Part, framed, wrapped
from tui.widgets.key_bar import KeyBar
from tui.widgets.plain import PlainText

AROUND = 6
"""Rows of the screen that are not the picture's, without the third one."""


class MeetingSeen(Place, inherit_bindings=False):
    """Shows the meeting that has begun, else the newest; the cursor is one's own, and goes with the room by itself."""

    CSS_PATH = "meeting.tcss"

    view: MeetingView | None
    compared: ComparisonView
    people: tuple[PersonView, ...]

    def __init__(self, target: Target = NOWHERE) -> None:
        """Begin at the room's item, or at the one in which an organisation stands."""
        super().__init__(target)
        self._target: Target | None = target
        self.seen = Seen(None)
        self.view = None

    def compose(self) -> ComposeResult:
        """Two rows of head, a third while the meeting is prepared, the picture, the message line, one row, the keys."""
        yield PlainText(id="where")
        yield PlainText(id="state")
        yield PlainText(id="outside")
        yield OverviewSheet(id="sheet")
        yield PlainText(id="message")
        yield PlainText(id="about")
        yield KeyBar(id="keys")

    # Reading and drawing

    async def read(self) -> None:
        """Read the meeting that has begun, else the newest; the cursor follows the room where it stood with it."""
        link, before = self.house.link, self.view
        try:
            self.view = await link.read(meeting)
        except Refused as refused:
            if refused.code != "no_meeting":
                raise
            self.view = None
        self.compared = await link.read(comparison, self.view.cycle if self.view else None)
        self.people = await link.read(people)
        if self.view is None:
            return
        with_room = before is not None and before.item in (None, self.seen.item)
        known = {each.key for each in self.view.items}
        if self.seen.item not in known or (with_room and self.view.active and self.view.item in known):
            first = self.view.items[0].key if self.view.items else None
            self._stand(self.view.item if self.view.item in known else first)

    def _stand(self, key: int | None) -> None:
        self.seen = replace(self.seen, item=key)

    @property
    def planning(self) -> bool:
        """Whether the meeting has not begun, so that the third row is wanted."""
        return self.view is not None and not self.view.active and self.view.state != CLOSED

    @property
    def drawing(self) -> MeetingDrawing:
        """How the meeting is drawn now."""
        assert self.view is not None
        size = self.app.size
        rows = size.height - AROUND - (1 if self.planning else 0)
        return MeetingDrawing(self.view, self.compared, self.house.teller, size.width, rows)

    @property
    def item(self) -> ItemView | None:
        """The item under the cursor."""
        items = self.view.items if self.view is not None else ()
        return next((each for each in items if each.key == self.seen.item), None)

    @property
    def large(self) -> ItemView | None:
        """The item that is shown in large: in session the room's, else the one under the cursor."""
        if self.view is not None and self.view.active:
            return self.view.room
        return self.item

    def draw(self) -> None:
        """Show everything as it is now."""
        if self._target is not None:
            target, self._target = self._target, None
            if target.organisation is not None:
                self._find(target.organisation)
        self.query_one("#outside").display = self.planning
        if self.view is None:
            self._draw_none()
        else:
            drawing = self.drawing
            if self.item is not None and self.item.key not in {
                each.key for each in drawing.shown(narrow=self.seen.narrow)
            }:
                shown = drawing.shown(narrow=self.seen.narrow)
                self._stand(shown[0].key if shown else None)
            self.seen = replace(self.seen, top=drawing.window(self.seen))
            self.query_one("#where", PlainText).put(drawing.where(self.post))
            self.query_one("#state", PlainText).put(drawing.state())
            self.query_one("#outside", PlainText).put(drawing.outside())
            self.query_one(OverviewSheet).put(drawing.picture(self.seen, self.large), str(self.seen.item))
        super().draw()

    def _draw_none(self) -> None:
        """No meeting yet: what to do."""
        words, columns = self.house.words, self.app.size.width
        lines = [words("sitting.none.what"), "", words("sitting.none.plan")]
        lines += [words("sitting.none.people", count=len(self.people)) if self.people else words("sitting.none.nobody")]
        lines += [words("sitting.none.then"), "", words("sitting.none.final")]
        told = tuple(line for text in lines for line in (wrapped(text, columns - 4) if text else [""]))
        self.query_one("#where", PlainText).put(f" {words('sitting.none.title', cycle=self.compared.cycle)}")
        self.query_one("#state", PlainText).put(f" {words('sitting.none.state')}")
        picture = Picture(tuple(framed([Part(words("sitting.none.head"), told)], columns)), ())
        self.query_one(OverviewSheet).put(picture, None)

    def about(self) -> str:
        """Where the cursor stands, beside the room; else what comes next."""
        return "" if self.view is None else self.drawing.about(self.item)

    # Where one stands

    @property
    def here(self) -> str | None:
        """The organisation of the item under the cursor."""
        item = self.item
        return item.units[0].organisation if item is not None and len(item.units) == 1 else None

    def _find(self, organisation: str) -> None:
        item = self.view.item_of(organisation) if self.view is not None else None
        if item is not None:
            self.seen = replace(self.seen, item=item.key, narrow=False)

    def stand_on(self, organisation: str) -> None:
        """Put the cursor on the item in which an organisation stands."""
        self._find(organisation)
        self.draw()

    async def stand_on_item(self, key: int) -> None:
        """Put the cursor on an item."""
        self.seen = replace(self.seen, item=key, narrow=False)
        self.draw()

    async def reach(self, target: Target) -> None:
        """Somebody comes here anew: to an organisation, else back to the room."""
        if target.organisation is not None:
            self.stand_on(target.organisation)
        elif self.view is not None and self.view.active and self.view.item is not None:
            await self.stand_on_item(self.view.item)

    async def kept(self, told: str) -> None:
        """Something was done: show the meeting anew and say it."""
        await self.load()
        self.say(told)

    # Moving about

    async def action_move(self, number: int) -> None:
        """Up and down the agenda, by oneself: the room stays."""
        if self.view is None:
            return
        self.hush()
        drawing = self.drawing
        keys = [each.key for each in drawing.shown(narrow=self.seen.narrow)]
        if keys:
            at = keys.index(self.seen.item) if self.seen.item in keys else 0
            step = (-1, 1, -drawing.body, drawing.body, -len(keys), len(keys))[number]
            self._stand(keys[max(0, min(len(keys) - 1, at + step))])
            self.draw()
