"""What all full screens share: title rows, a message line that goes on below, undo, going elsewhere, help, leaving."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import ClassVar

from textual.css.query import NoMatches
from textual.geometry import Size
from textual.screen import Screen

from store.commands.base import Saved
from store.db.connect import is_read_only
from store.errors import Refused
from store.queries.news import NewsView
from store.queries.undoing import undo_view
from store.rules.text import width
from tui.dialogs.going import going
from tui.dialogs.leaving import leaving
from tui.dialogs.undoing import undoing
from tui.house import Room
from tui.keys import Key, as_moved
from tui.places import NOWHERE, Target
from tui.widgets.frame import wrapped
from tui.widgets.key_bar import KeyBar
from tui.widgets.plain import PlainText

COMMON = (
    Key("undo", "z", "z", "key.undo"),
    Key("go", "g", "g", "key.go"),
    Key("palette", "colon,ctrl+p", ":", "key.palette"),
    Key("journal", "n", "n", "key.journal", in_footer=False),
    Key("room", "h", "h", "key.room", in_footer=False),
    Key("speech", "semicolon", ";", "key.speech", in_footer=False),
    Key("help", "question_mark,f1", "?", "key.help"),
    Key("leave", "q", "q", "key.leave"),
    Key("back", "escape", "Esc", "key.back", in_footer=False),
)
"""Keys that every full screen has."""

GETTING_AWAY = frozenset({"back", "go", "leave", "help", "palette"})
"""Actions that need nothing that was read."""


class Place(Room, Screen[None], inherit_bindings=False):
    """A full screen with a ``#message`` line, an ``#about`` text below it and a key bar; subclasses read and draw.

    Keys wait until the first reading is there, so that what is typed ahead is neither lost nor too early.
    """

    AUTO_FOCUS = ""
    NAME: ClassVar[str] = ""
    """The place's name: words ``place.<name>`` and ``help.<name>``."""

    def __init__(self, target: Target = NOWHERE) -> None:  # noqa: ARG002 - places answer by target
        """Begin unread; subclasses take what one comes for."""
        super().__init__()
        self._tried = asyncio.Event()
        self._read = self._anew = False
        self._overflow: list[str] = []
        self._said = ""
        self._drawn_for: Size | None = None

    async def on_mount(self) -> None:
        """Read and show."""
        try:
            await self.load()
        except Refused as refused:
            self._tried.set()
            await self._not_read(self.house.teller.refusal(refused))
            return
        self._tried.set()
        self.draw_message()
        await self.guarded(self.arrived())
        self.landed()
        await self.guarded(self.house.arrived())

    async def _not_read(self, why: str) -> None:
        """There is nothing to show: back to where one came from, where the reason is told."""
        beneath = self.house.place_beneath()
        if beneath is None:
            self.say(why)
        else:
            await self.house.back()
            beneath.say(why)

    @property
    def post(self) -> str:
        """As whom one is here: the post, else the first role's short word; and whether one may only look."""
        me = self.house.me
        post = me.post or self.house.words(f"role.{me.role}.short")
        return self.house.words("place.read_only", post=post) if is_read_only() else post

    @property
    def is_read(self) -> bool:
        """Whether there is something to show."""
        return self._read

    async def ready(self, action: str) -> bool:
        """Wait for the first reading; where it was refused, read again, unless one only wants to get away."""
        await self._tried.wait()
        if not self._read and action not in GETTING_AWAY:
            await self.guarded(self.load())
        return self._read or action in GETTING_AWAY

    async def load(self) -> None:
        """Read anew and show it; cursor, marks and what is typed stay."""
        await self.house.look_round()
        if self._anew and not self.typing():
            self._anew = self._read = False
        await self.read()
        self._read = True
        self.draw()

    def begin_anew(self) -> None:
        """The cycle that screens stand on may be another one: read as at first, as soon as nothing is being typed."""
        self._anew = True

    async def read(self) -> None:
        """Read what is shown from the store."""
        raise NotImplementedError

    async def arrived(self) -> None:
        """Greet, once, after the first reading."""

    def landed(self) -> None:
        """Say how what one came for is shown."""

    def draw(self) -> None:
        """Show everything as it is now."""
        self._drawn_for = self.app.size
        self.query_one(KeyBar).show(self.footer(), self.app.size.width)
        self.draw_about()

    def about(self) -> str:
        """What is known of what the cursor stands on."""
        return ""

    def draw_about(self) -> None:
        """Show it, or the rest of a long message until the cursor moves."""
        rest = "\n".join(f" {line}" for line in self._overflow)
        self.query_one("#about", PlainText).put(rest or self.about())

    def on_resize(self) -> None:
        """Draw for the new size; Textual tells the first one several times."""
        if self.is_read and self.app.size != self._drawn_for:
            self.draw()
            self.draw_message()

    def relabel(self) -> None:
        """The language, or a key, is another one: say everything anew."""
        self.say("")
        if self.is_read:
            self.draw()

    async def reach(self, target: Target) -> None:
        """Somebody comes here anew, perhaps for one organisation."""
        if target.organisation is not None:
            self.stand_on(target.organisation)

    def say(self, text: str) -> None:
        """Put a sentence on the message line; what does not fit goes on in the rows below until the cursor moves."""
        self._said = text
        self.draw_message()
        if self.is_read:
            self.draw_about()

    @property
    def said(self) -> str:
        """What was said last."""
        return self._said

    def draw_message(self) -> None:
        """Show what was said last; with nothing to say, the way that led here."""
        columns = self.app.size.width
        lines = wrapped(self._said, columns - 6)
        self._overflow = lines[1:4]
        told = lines[0] if self._said else self.trail()
        line = f"── {told} " if told else ""
        try:
            self.query_one("#message", PlainText).put(line + "─" * max(0, columns - width(line)))
        except NoMatches:
            return  # not on the screen yet

    def trail(self) -> str:
        """The places that lie beneath, and this one, as many as fit; empty where one began."""
        words = self.house.words
        names = [words(f"place.{name}") for name in self.house.trail()]
        for first in range(len(names) - 1):
            told = words("going.trail", trail=" › ".join(["…", *names[first:]] if first else names))
            if width(told) <= self.app.size.width - 6 or first == len(names) - 2:
                return told
        return ""

    def hush(self) -> None:
        """The cursor moves on: a long message gives its rows back."""
        if self._overflow:
            self.say("")

    async def hear(self, news: tuple[NewsView, ...]) -> None:
        """Show what others did; the place, the marks and what is typed stay."""
        await self.load()
        self.say(self.house.teller.news(news[-1]))

    @property
    def here(self) -> str | None:
        """The organisation one stands on."""
        return None

    def stand_on(self, organisation: str) -> None:
        """Put the cursor on an organisation, where this place has it."""

    async def action_undo(self) -> None:
        """Show what would be taken back or done again before it is."""
        offered = await self.house.link.read(undo_view, self.house.me.login)

        async def done(how: str, saved: Saved[int], told: NewsView) -> None:
            await self.load()
            if told.units:
                self.stand_on((told.moves or told.units)[0].organisation)
            if how == "done":
                back = tuple(replace(move, from_level=move.to_level, to_level=move.from_level) for move in told.moves)
                told = replace(told, moves=back)
            time = self.house.teller.time(saved.at)
            self.say(self.house.words(f"undoing.{how}", time=time, what=self.house.teller.done(told)))

        await self.app.push_screen(undoing(self.house, offered, done, self.say))

    async def action_go(self) -> None:
        """Ask where to go."""
        await self.app.push_screen(going(self.house, self.here))

    async def action_journal(self) -> None:
        """The journal of the row one stands on."""
        await self.house.go("journal", self.here)

    async def action_room(self) -> None:
        """To the room's own item, from wherever one looks by oneself."""
        if self.house.room is None:
            raise Refused("no_room")
        await self.house.go("meeting")

    async def action_speech(self) -> None:
        """Note what somebody says to the room's item."""
        from tui.dialogs.speech import speech  # noqa: PLC0415 - read when it is asked for, not at the start

        await self.app.push_screen(await speech(self.house, self.say))

    @property
    def keys_now(self) -> tuple[Key, ...]:
        """The place's keys as the person has them."""
        return as_moved(self.NAME, self.KEYS, self.house.keymap)

    async def action_palette(self) -> None:
        """Everything that can be done, and everywhere one can go, by a word."""
        from tui.dialogs.palette import palette  # noqa: PLC0415 - read when it is asked for, not at the start

        await self.app.push_screen(await palette(self))

    async def action_help(self) -> None:
        """Every key of this screen, and what it shows."""
        from tui.dialogs.help import HelpDialog  # noqa: PLC0415 - as above

        await self.app.push_screen(HelpDialog(self, self.NAME))

    async def action_leave(self) -> None:
        """Ask before the program ends."""
        await self.app.push_screen(leaving(self.house, self.app.exit))

    async def action_back(self) -> None:
        """To the place beneath; where there is none, say how to leave."""
        if not await self.house.back():
            self.say(self.house.words("going.at_the_bottom"))
