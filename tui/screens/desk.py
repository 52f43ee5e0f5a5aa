"""The chair's desk: the picture of the wall and one row of keys, in full words, for a hand that never typed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, cast

from store.commands.room import NEXT, PREVIOUS, move_room
from store.errors import Refused
from store.queries.news import NewsView
from store.rules.levels import NOT_RATED
from store.rules.meeting import CONCLUDED
from store.rules.roles import may
from tui.dialogs.menu import MenuDialog, Option
from tui.keys import Key, bindings
from tui.place import COMMON
from tui.screens.room_screen import RoomScreen

if TYPE_CHECKING:
    from tui.screens.meeting import MeetingScreen

MOVING_ROOM = frozenset({"next", "previous", "conclude"})
"""Actions that take a chair or a secretary, and a meeting that is on."""


class DeskScreen(RoomScreen, inherit_bindings=False):
    """Next, previous, conclude, why, open and recess."""

    KEYS = (
        Key("next", "right,pagedown,full_stop", "→", "key.next_item"),
        Key("previous", "left,pageup,comma", "←", "key.previous_item"),
        Key("conclude", "enter", "Enter", "key.conclude"),
        Key("why", "v", "v", "key.why"),
        Key("moves", "m", "m", "key.moves"),
        *COMMON,
    )
    BINDINGS = bindings("desk", KEYS)
    NAME = "desk"
    TITLE_KEY = "room.title_desk"
    UNBOUND = "desk.unbound"
    HELD_ONCE = frozenset({"right", "left", "pagedown", "pageup"})

    def barred(self, action: str) -> Refused | None:
        """Who is neither chair nor secretary moves nothing; without a meeting there is nothing to move."""
        if action in MOVING_ROOM and not may(self.house.me.roles, "move_room"):
            return Refused("room_keys")
        if action in MOVING_ROOM and self.room is None:
            return Refused("no_room")
        if action == "moves" and self.view is None:
            return Refused("no_meeting")
        return None

    async def hear(self, news: tuple[NewsView, ...]) -> None:
        """Go along with the room; who chairs no longer is told so."""
        await super().hear(news)
        if self.room is not None and not may(self.house.me.roles, "move_room"):
            self.say(self.house.words("room.no_longer_chair"))

    async def action_next(self) -> None:
        """Take the room to the next item."""
        await self._move(NEXT)

    async def action_previous(self) -> None:
        """Take the room back to the item before."""
        await self._move(PREVIOUS)

    async def _move(self, to: str) -> None:
        room = self.room
        if room is None:
            return
        seen = room.item.key if room.item is not None else 0
        await self.house.link.do(move_room, self.house.me.login, to=to, if_item=seen, meeting=room.meeting)
        await self.load()
        self.say("")

    async def action_conclude(self) -> None:
        """Agree, another level, park: one of three digits, none of them preset."""
        from tui.dialogs.meeting_concluding import ConcludingAsking  # noqa: PLC0415 - read when it is asked for

        words, teller, item = self.house.words, self.house.teller, self.shown
        if item is None:
            raise Refused("no_room_item")
        asking = ConcludingAsking(cast("MeetingScreen", self))
        done = Refused("item_concluded", item=item.place) if item.state == CONCLUDED else None
        row = asking.row(item.organisations[0]) if len(item.organisations) == 1 else None
        agree = words("desk.agree_block", count=len(item.organisations))
        if row is not None:
            way = "none" if row.kept is None else "self" if row.proposed_level is None else "proposed"
            agree = words(f"desk.agree_{way}", level=teller.level(row.kept, "full"))
            done = done or (Refused("nothing_to_keep", tt=row.tt, name=row.name) if row.kept is None else None)
        closed = Refused("item_concluded", item=item.place) if item.state == CONCLUDED else None

        async def taken(number: int) -> None:
            if number == 0:
                await asking.keep()
            elif number == 1:
                await self.app.push_screen(self._levels(asking.level))
            else:
                await asking.park()

        options = (Option(agree, done), Option(words("desk.other")), Option(words("desk.park"), closed))
        title = words("desk.conclude", unit=teller.item(item))
        await self.app.push_screen(MenuDialog(title, options, taken, unchosen="conclude_number"))

    def _levels(self, chosen: Callable[[str], Awaitable[None]]) -> MenuDialog:
        """The levels in full words, each by its digit."""
        words, teller, item = self.house.words, self.house.teller, self.shown
        levels = [(level.rank, level.code) for level in self.compared.scheme.levels]

        async def taken(number: int) -> None:
            code = levels[number][1] if number < len(levels) else NOT_RATED
            await chosen(code)

        options = [*(Option(teller.level(code, "full")) for _rank, code in levels), Option(words("desk.not_rated"))]
        digits = [*(rank for rank, _code in levels), 0]
        title = words("desk.which", unit="" if item is None else teller.item(item))
        return MenuDialog(title, options, taken, digits=digits)

    async def action_moves(self) -> None:
        """Open, recess, resume, close."""
        from tui.dialogs.meeting_moves import MovesAsking  # noqa: PLC0415 - read when it is asked for

        await self.app.push_screen(MovesAsking(cast("MeetingScreen", self)).menu())
