"""The wall: the room's item in large, read-only, without a key; no names of people, no drafts, nothing of what is said.

With ``--wall`` no key leads away from it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from store.errors import Refused
from store.queries.news import NewsView
from store.rules.dates import written
from tui.keys import Key, bindings
from tui.place import COMMON
from tui.places import NOWHERE, Target
from tui.screens.room_screen import RoomScreen
from tui.screens.room_view import planned
from tui.widgets.frame import ends
from tui.widgets.key_bar import KeyBar
from tui.widgets.plain import PlainText

TALL = 22
"""From so many rows on the keys are shown to somebody who may go elsewhere."""


class WallScreen(RoomScreen, inherit_bindings=False):
    """The picture and nothing else."""

    KEYS: ClassVar[tuple[Key, ...]] = COMMON
    BINDINGS = bindings("wall", KEYS)
    NAME = "wall"
    TITLE_KEY = "place.wall"

    def __init__(self, target: Target = NOWHERE) -> None:
        """Begin with nothing said."""
        super().__init__(target)
        self._leaving = False

    @property
    def rows_around(self) -> int:
        """The picture has the whole screen, but for the keys of somebody who may go elsewhere."""
        return 2 if self._shows_keys else 0

    @property
    def _shows_keys(self) -> bool:
        return not self.house.walled and self.app.size.height >= TALL

    def draw(self) -> None:
        """Show everything as it is now."""
        self.query_one(KeyBar).styles.display = "block" if self._shows_keys else "none"
        super().draw()

    def picture(self, rows: int) -> Sequence[str]:
        """The committee and the day, then the item, or what is planned."""
        words, columns, room = self.house.words, self.app.size.width, self.room
        day = room.held_on if room is not None else self.view.held_on if self.view is not None else None
        committee = self.compared.committee.upper()
        title = f"{committee} – {written(day)}" if day else committee
        first = ends(f" {title}", words("made_up") if self.compared.made_up else "", columns)
        if room is None:
            return [first, "", *planned(self.view, self.house.teller, columns, rows - 2)]
        return [first, "", *self.drawing(room).lines(self.shown, rows - 2)]

    def say(self, text: str) -> None:
        """What must be said covers the last row; the next news takes it away."""
        super().say(text)
        for message in self.query("#message").results(PlainText):
            message.styles.display = "block" if text else "none"

    async def hear(self, news: tuple[NewsView, ...]) -> None:  # noqa: ARG002 - whatever it was, the picture has it
        """Go along with the room; who did what is not for the wall."""
        self._leaving = False
        await self.load()
        self.say("")

    def barred(self, action: str) -> Refused | None:
        """With ``--wall`` only leaving is left."""
        return Refused("wall_only") if self.house.walled and action != "leave" else None

    async def action_leave(self) -> None:
        """With ``--wall`` leave at the second press, else ask as everywhere."""
        if not self.house.walled:
            await super().action_leave()
        elif self._leaving:
            self.app.exit()
        else:
            self._leaving = True
            self.say(self.house.words("wall.leave_again"))
