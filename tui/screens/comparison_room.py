"""The comparison while a meeting is on: the room's own keys, for chair and secretary."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from store.commands.room import NEXT, PREVIOUS, move_room
from store.errors import Refused
from store.queries.comparison import ComparisonRow, ComparisonView
from store.queries.meeting import meeting
from store.queries.meeting_views import MeetingView
from store.queries.room import RoomView
from store.rules.meeting import CONCLUDED
from store.rules.roles import FINAL, may
from tui.house import House
from tui.keys import Key
from tui.screens.comparison_list import ComparisonList
from tui.widgets.key_bar import Shown

if TYPE_CHECKING:
    from tui.dialogs.meeting_concluding import ConcludingAsking

ROOM_KEYS = (
    Key("next", "full_stop", ".", "key.next_item", in_footer=False),
    Key("previous", "comma", ",", "key.previous_item", in_footer=False),
    Key("park", "minus", "-", "key.park", in_footer=False),
)
"""What moves the room; in the footer only while a meeting is on, for those who may."""

_ROOMS_OWN = frozenset(key.action for key in ROOM_KEYS)

LEADING = ("level", "keep", "park", "next", "previous", "speech", "open", "why", "differences", "find", "undo")
"""The footer of whoever leads the room, before what is always there."""


@dataclass(frozen=True)
class Stand:
    """The comparison as the questions of a meeting see a place."""

    house: House
    view: MeetingView
    compared: ComparisonView
    app: Any
    kept: Callable[[str], Awaitable[None]]
    say: Callable[[str], None]


class ComparisonInRoom(ComparisonList, inherit_bindings=False):
    """Moves the room and sets its item aside; whoever moves the room goes along."""

    @property
    def leads(self) -> bool:
        """Whether a meeting is on and this person moves its room."""
        return self.house.room is not None and may(self.house.me.roles, "move_room")

    def footer(self) -> list[Shown]:
        """The keys that work now; whoever leads the room has its keys first."""
        if not self.leads:
            return super().footer()
        words, keys = self.house.words, {key.action: key for key in self.keys_now}
        rest = [
            key.action for key in self.keys_now if key.in_footer and key.action in ("go", "palette", "help", "leave")
        ]
        return [
            Shown(keys[name].shown, words(keys[name].label), self.barred(name) is not None)
            for name in (*LEADING, *rest)
        ]

    def barred(self, action: str) -> Refused | None:
        """Without a meeting there is no room to move, and only chair and secretary move it."""
        if action not in _ROOMS_OWN or self.typing():
            return None
        if self.house.room is None:
            return Refused("no_room")
        return None if may(self.house.me.roles, "move_room") else Refused("room_keys")

    async def action_next(self) -> None:
        """Take the room to the next item."""
        await self._move(NEXT)

    async def action_previous(self) -> None:
        """Take the room back to the item before."""
        await self._move(PREVIOUS)

    async def _move(self, to: str) -> None:
        house, room = self.house, self.house.room
        if room is None:
            return
        left = room.item
        seen = left.key if left is not None else 0
        await house.link.do(move_room, house.me.login, to=to, if_item=seen, meeting=room.meeting)
        if left is not None and self.list.marked == frozenset(left.organisations):
            self.list.mark(frozenset())
        await self.load()
        at = None if self.house.room is None else self.house.room.item
        if at is None:
            return
        if at.is_block and at.state != CONCLUDED and not self.list.marked:
            self.list.mark(frozenset(at.organisations))
            self.draw()
        if at.organisations:
            self.stand_on(at.organisations[0])
        self.say(house.words("room.went", place=at.place, item=house.teller.item(at)))

    async def action_park(self) -> None:
        """Set the room's item aside, wherever the cursor stands."""
        if (room := self.house.room) is not None:
            await (await self._concluding(room)).park()

    async def _concluding(self, room: RoomView) -> ConcludingAsking:
        from tui.dialogs.meeting_concluding import ConcludingAsking  # noqa: PLC0415 - read when it is asked for

        seen = await self.house.link.read(meeting, room.meeting)
        stand: Any = Stand(self.house, seen, self.view, self.app, self.kept, self.say)
        return ConcludingAsking(stand)

    async def agrees_block(self, rows: Sequence[ComparisonRow], stage: str) -> bool:
        """Whether these rows are the room's block: it is agreed as such, and who leaves it first is named."""
        room = self.house.room
        item = None if room is None else room.item
        if room is None or item is None or not item.is_block or stage != FINAL:
            return False
        if {row.organisation for row in rows} != set(item.organisations):
            return False
        await (await self._concluding(room)).keep()
        return True

    async def kept(self, text: str) -> None:
        """The store has it: show everything anew and say so; marks stay, but for those of an item that is concluded."""
        await self.load()
        room = self.house.room
        if room is not None and room.item is not None and room.item.state == CONCLUDED:
            self.list.mark(frozenset())
            self.draw()
        self.say(text)
