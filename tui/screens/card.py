"""A follower's card: the room's item by itself, other items privately, the way back by one key."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from store.errors import Refused
from store.queries.news import NewsView
from store.queries.room import RoomItem
from store.rules.roles import CHAIR, MEMBER, may
from tui.keys import Key, bindings
from tui.place import COMMON
from tui.places import MEETING, NOWHERE, Target, door_for
from tui.screens.room_screen import RoomScreen
from tui.screens.room_view import as_room_item

if TYPE_CHECKING:
    from tui.screens.meeting import MeetingScreen

LEVELS = frozenset({"level", "not_rated", "keep"})
"""Keys that record a level elsewhere, and nothing here."""


class CardScreen(RoomScreen, inherit_bindings=False):
    """Follows the room until one looks elsewhere, and again after ``h``."""

    KEYS = (
        Key("room", "h", "h", "key.room"),
        Key("look", "up,down,home,end", "↑↓", "key.look", each=True),
        Key("open", "enter", "Enter", "key.form"),
        Key("why", "v", "v", "key.why"),
        Key("moves", "m", "m", "key.moves", in_footer=False),
        Key("level", "1,2,3,4", "1-4", "key.level", in_footer=False, each=True),
        Key("not_rated", "0", "0", "key.not_rated", in_footer=False),
        Key("keep", "equals_sign", "=", "key.keep", in_footer=False),
        Key("next", "full_stop", ".", "key.next_item", in_footer=False),
        Key("previous", "comma", ",", "key.previous_item", in_footer=False),
        *(key for key in COMMON if key.action != "room"),
    )
    BINDINGS = bindings("card", KEYS)
    NAME = "card"
    TITLE_KEY = "room.title_card"

    def __init__(self, target: Target = NOWHERE) -> None:
        """Begin with the room."""
        super().__init__(target)
        self._apart: int | None = None
        self._chaired = False
        self._to_desk = False

    @property
    def items(self) -> Sequence[RoomItem]:
        """The agenda."""
        return () if self.view is None else [as_room_item(item) for item in self.view.items]

    @property
    def shown(self) -> RoomItem | None:
        """The item one looks at by oneself, else the room's."""
        apart = next((item for item in self.items if item.key == self._apart), None)
        return apart if apart is not None and self.room is not None else super().shown

    @property
    def is_apart(self) -> bool:
        """Whether one looks at another item than the room's."""
        room, shown = super().shown, self.shown
        return shown is not None and (room is None or room.key != shown.key)

    @property
    def chairs_it(self) -> bool:
        """Whether one is to chair the meeting that is prepared."""
        chair = None if self.view is None else self.view.chair
        return chair is not None and chair.account == self.house.me.login

    def barred(self, action: str) -> Refused | None:
        """No level is recorded here, and nobody moves the room from here."""
        if action in LEVELS:
            me = self.house.me
            if me.stage is not None:
                return Refused("levels_not_here")
            return (
                Refused("member_levels")
                if MEMBER in me.roles
                else Refused("role", role=me.roles[0], action="set_level")
            )
        if action in ("next", "previous"):
            return Refused("room_keys")
        if action == "moves" and not (self.chairs_it or may(self.house.me.roles, "open_meeting")):
            return Refused("role", role=self.house.me.role, action="open_meeting")
        if action == "look" and self.room is None:
            return Refused("no_room")
        return None

    def picture(self, rows: int) -> Sequence[str]:
        """The item, with how one follows above it; before the meeting what is planned."""
        words, room = self.house.words, self.room
        if room is None:
            told = [f" {words('room.you_chair')}", ""] if self.chairs_it and self.view and not self.view.closed else []
            return [*told, *super().picture(rows - len(told))]
        return [f" {self._following()}", "", *self.drawing(room).lines(self.shown, rows - 2)]

    def _following(self) -> str:
        """That one goes along with the room, or looks apart and where the room is; and whose area it is."""
        words, room = self.house.words, self.room
        if self.is_apart and room is not None:
            if room.item is None:
                return words("room.apart_nowhere")
            return words("room.apart", place=room.item.place, item=self.house.teller.item(room.item))
        told = words("room.following_room")
        mine = room is not None and self.here is not None and self.here in room.mine
        return f"{told} – {words('room.is_mine')}" if mine else told

    async def hear(self, news: tuple[NewsView, ...]) -> None:
        """Go along with the room, or stay where one looks; who was appointed to chair is told."""
        await super().hear(news)
        chairs = CHAIR in self.house.me.roles
        if chairs and not self._chaired:
            self.say(self.house.words("room.now_chair"))
        self._chaired = chairs

    async def action_room(self) -> None:
        """Back to the room's item; who chairs by now goes to the desk."""
        self._apart = None
        if self.room is not None and door_for(MEETING, self.house.me.roles) != self.NAME:
            await self.house.go(MEETING)
            return
        await self.load()
        self.say("")

    async def action_look(self, number: int) -> None:
        """Up, down, the first, the last item, by oneself."""
        keys = [item.key for item in self.items]
        if not keys:
            raise Refused("no_room_item")
        shown = self.shown
        at = keys.index(shown.key) if shown is not None and shown.key in keys else -1
        to = (max(0, at - 1), min(len(keys) - 1, at + 1), 0, len(keys) - 1)[number]
        room = super().shown
        self._apart = None if room is not None and keys[to] == room.key else keys[to]
        await self.load()
        self.say("")

    async def action_open(self) -> None:
        """The form of the organisation in the picture, to read."""
        if self.here is None:
            raise Refused("no_room_item" if self.shown is None else "why_of_many")
        await self.house.go("form", self.here)

    async def action_moves(self) -> None:
        """Open the meeting, for whoever is to chair it."""
        from tui.dialogs.meeting_moves import MovesAsking  # noqa: PLC0415 - read when it is asked for

        await self.app.push_screen(MovesAsking(cast("MeetingScreen", self)).menu())

    async def kept(self, text: str) -> None:
        """The store has it; who chairs goes to the desk once the dialog is gone."""
        await super().kept(text)
        self._to_desk = CHAIR in self.house.me.roles and self.room is not None

    async def on_screen_resume(self) -> None:
        """The dialog is gone: who has opened the meeting goes to the desk."""
        if self._to_desk:
            self._to_desk = False
            await self.house.go(MEETING)

    async def _nothing(self, *_number: int) -> None:
        """These keys answer with a sentence."""

    action_level = action_not_rated = action_keep = action_next = action_previous = _nothing
