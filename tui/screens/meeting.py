"""The secretary's table: the agenda, the room's item, what is said, who is there, from planning to the seal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from store.commands.room import NEXT, PREVIOUS, move_room
from store.errors import Refused
from store.queries.meeting_views import MeetingView
from store.rules.levels import NOT_RATED
from store.rules.meeting import CLOSED, HALF, RECESS, SITTING
from store.rules.roles import may
from tui.dialogs.meeting_asking import MeetingAsking
from tui.keys import Key, bindings
from tui.list_place import MOVE
from tui.place import COMMON
from tui.screens.meeting_seen import MeetingSeen
from tui.widgets.key_bar import ALWAYS, Shown

DEEDS = {
    "next": "move_room",
    "previous": "move_room",
    "conclude": "settle_item",
    "level": "adjust_final",
    "not_rated": "adjust_final",
    "keep": "agree_final",
    "park": "settle_item",
    "order": "plan_agenda",
}
"""What a key does, as the table of rights calls it."""

SITS = frozenset({"next", "previous", "conclude", "level", "not_rated", "keep", "park"})
"""Actions that need a meeting that decides now."""

MOVES = frozenset({"next", "previous"})
"""Actions that need no item in the room."""

WANTS_ONE = SITS | {"moves", "order", "why", "unfinished", "speech"}
"""Actions that need a meeting in any state."""

UNDO, SPEECH = (
    next(replace(key, in_footer=True) for key in COMMON if key.action == name) for name in ("undo", "speech")
)


class MeetingScreen(MeetingSeen, inherit_bindings=False):
    """Lead the meeting; digits write into the room's item, wherever the cursor stands."""

    KEYS = (
        Key("next", "full_stop", ".", "key.next_item"),
        Key("previous", "comma", ",", "key.previous_item"),
        Key("conclude", "enter", "Enter", "key.conclude"),
        Key("level", "1,2,3,4", "1-4", "key.level", each=True),
        Key("keep", "equals_sign", "=", "key.keep"),
        Key("park", "minus", "-", "key.park"),
        SPEECH,
        Key("attendance", "c", "c", "key.attendance"),
        Key("moves", "m", "m", "key.moves"),
        Key("add", "plus", "+", "key.add_item"),
        UNDO,
        Key("order", "s", "s", "key.sort"),
        Key("why", "v", "v", "key.why"),
        Key("unfinished", "l", "l", "key.unfinished"),
        Key("papers", "x", "x", "key.papers_of"),
        Key("not_rated", "0", "0", "key.not_rated"),
        *(key for key in COMMON if key.action not in ("undo", "speech")),
        MOVE,
    )
    BINDINGS = bindings("meeting", KEYS)
    NAME = "meeting"

    def footer(self) -> list[Shown]:
        """What can be done now first; what cannot comes behind it, as far as there is room."""
        shown = super().footer()
        return [*sorted(shown[:-ALWAYS], key=lambda each: each.barred), *shown[-ALWAYS:]]

    def barred(self, action: str) -> Refused | None:
        """Who may not; a meeting that is not there, does not sit, or has no item in the room."""
        me, view = self.house.me, self.view
        if (deed := DEEDS.get(action)) is not None and not may(me.roles, deed):
            return Refused("role", role=me.role, action=deed)
        if action == "add":
            deed = "plan_meeting" if view is None or view.state == CLOSED else "plan_agenda"
            return None if may(me.roles, deed) else Refused("role", role=me.role, action=deed)
        if not self.is_read:
            return None
        if view is None:
            return Refused("sitting_none") if action in WANTS_ONE else None
        if action == "speech" and self.house.room is None:
            return Refused("meeting_not_open")
        if action in SITS:
            return self._not_sitting(view, action)
        if action == "why" and (self.item is None or not self.item.units):
            return Refused("sitting_no_row")
        return None

    def _not_sitting(self, view: MeetingView, action: str) -> Refused | None:
        if view.state == RECESS:
            return Refused("meeting_recess", meeting=view.number)
        if view.state == CLOSED:
            return Refused("meeting_sealed", held_on=view.held_on, meeting=view.number)
        if view.state not in SITTING:
            return Refused("sitting_not_begun", meeting_state=view.state)
        return Refused("no_room_item") if view.room is None and action not in MOVES else None

    # Keys

    async def go_with_room(self, verb: Callable[..., Any], to: str | int) -> None:
        """Take the room elsewhere and go along; an item that is left half done is told once."""
        house, words, before = self.house, self.house.words, self.view
        assert before is not None
        left = before.room
        await house.link.do(verb, house.me.login, to=to, if_item=before.item or 0, meeting=before.number)
        await self.load()
        assert self.view is not None
        if self.view.item is not None:
            await self.stand_on_item(self.view.item)
        now = next((each for each in self.view.items if left is not None and each.key == left.key), None)
        asking = MeetingAsking(self)
        told = words("sitting.moved", item=asking.called(self.view.room)) if self.view.room else ""
        if left is not None and now is not None and now.state == HALF and left.state != HALF:
            told = words("sitting.left_half", place=now.place) + " " + told
        self.say(told)

    async def action_next(self) -> None:
        """The room's next item."""
        await self.go_with_room(move_room, NEXT)

    async def action_previous(self) -> None:
        """The room's previous item."""
        await self.go_with_room(move_room, PREVIOUS)

    def _concluding(self) -> Any:
        from tui.dialogs.meeting_concluding import ConcludingAsking  # noqa: PLC0415 - read when it is asked for

        return ConcludingAsking(self)

    def _agenda(self) -> Any:
        from tui.dialogs.meeting_agenda import AgendaAsking  # noqa: PLC0415 - as above

        return AgendaAsking(self)

    async def action_conclude(self) -> None:
        """All ways to conclude the room's item."""
        await self.app.push_screen(self._concluding().menu())

    async def action_level(self, number: int) -> None:
        """A digit: that level for the room's item, wherever the cursor stands."""
        if (level := self.compared.scheme.by_digit(number + 1)) is not None:
            await self._concluding().level(level)

    async def action_not_rated(self) -> None:
        """0: the room's item is not rated, which takes a reason."""
        await self._concluding().level(NOT_RATED)

    async def action_keep(self) -> None:
        """Agree the room's item."""
        await self._concluding().keep()

    async def action_park(self) -> None:
        """Set the room's item aside."""
        await self._concluding().park()

    async def action_speech(self) -> None:
        """Note what somebody says to the room's item; it is seen at once."""
        from tui.dialogs.speech import speech  # noqa: PLC0415 - as above

        await self.app.push_screen(await speech(self.house, self._noted))

    def _noted(self, told: str) -> None:
        self.call_later(self.kept, told)

    async def action_attendance(self) -> None:
        """Who is there."""
        from tui.dialogs.attendance import AttendanceDialog  # noqa: PLC0415 - as above

        await self.load()  # who was added since is among them
        await self.app.push_screen(AttendanceDialog(self))

    async def action_moves(self) -> None:
        """Prepared, opened, recess, resumed, closed, reopened."""
        from tui.dialogs.meeting_moves import MovesAsking  # noqa: PLC0415 - as above

        await self.app.push_screen(MovesAsking(self).menu())

    async def action_add(self) -> None:
        """Without a meeting, or after one, plan one; else what can be added to the agenda."""
        if self.view is None or self.view.state == CLOSED:
            from tui.dialogs.meeting_moves import plan  # noqa: PLC0415 - as above

            await self.app.push_screen(await plan(self))
            return
        await self.app.push_screen(self._agenda().menu(self.item))

    async def action_order(self) -> None:
        """Ask for an order of what is still to come."""
        await self.app.push_screen(self._agenda().order_menu())

    async def action_why(self) -> None:
        """Every rule for the organisation of the item under the cursor."""
        if (item := self.item) is not None:
            await self._concluding().why(item)

    async def action_unfinished(self) -> None:
        """Only items that are not done."""
        self.seen = replace(self.seen, narrow=True)
        self.draw()
        count = len(self.drawing.shown(narrow=True))
        self.say(self.house.words("sitting.unfinished", count=count))

    async def action_papers(self) -> None:
        """The papers of the meeting."""
        await self.house.go("documents")

    async def action_back(self) -> None:
        """The whole agenda again, else the place beneath."""
        if self.seen.narrow:
            self.seen = replace(self.seen, narrow=False)
            self.draw()
            self.say("")
            return
        await super().action_back()
