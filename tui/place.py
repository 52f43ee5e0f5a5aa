"""What all full screens share: title rows, a message line that goes on below, undo, going elsewhere, help, leaving."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import ClassVar

from textual.css.query import NoMatches
from textual.screen import Screen

from store.commands.base import Saved
from store.queries.news import NewsView
from store.queries.undoing import undo_view
from store.rules.text import width
from tui.dialogs.going import going
from tui.dialogs.help import HelpDialog
from tui.dialogs.leaving import leaving
from tui.dialogs.undoing import undoing
from tui.house import Room
from tui.keys import Key
from tui.widgets.frame import wrapped
from tui.widgets.key_bar import KeyBar
from tui.widgets.plain import PlainText

COMMON = (
    Key("undo", "z", "z", "key.undo"),
    Key("go", "g", "g", "key.go"),
    Key("help", "question_mark,f1", "?", "key.help"),
    Key("leave", "q", "q", "key.leave"),
    Key("back", "escape", "Esc", "key.back", in_footer=False),
)
"""Keys that every full screen has."""


class Place(Room, Screen[None], inherit_bindings=False):
    """A full screen with a ``#message`` line, an ``#about`` text below it and a key bar; subclasses read and draw.

    Keys wait until the first reading is there, so that what is typed ahead is neither lost nor too early.
    """

    AUTO_FOCUS = ""
    NAME: ClassVar[str] = ""
    """The place's name: words ``place.<name>`` and ``help.<name>``."""

    def __init__(self) -> None:
        """Begin unread."""
        super().__init__()
        self._there = asyncio.Event()
        self._overflow: list[str] = []

    async def on_mount(self) -> None:
        """Read and show."""
        await self.guarded(self.load())
        if self._there.is_set():
            await self.guarded(self.arrived())

    @property
    def is_read(self) -> bool:
        """Whether there is something to show."""
        return self._there.is_set()

    async def ready(self) -> None:
        """Wait for the first reading."""
        await self._there.wait()

    async def load(self) -> None:
        """Read anew and show it; cursor, marks and what is typed stay."""
        await self.read()
        self._there.set()
        self.draw()

    async def read(self) -> None:
        """Read what is shown from the store."""
        raise NotImplementedError

    async def arrived(self) -> None:
        """Greet, once, after the first reading."""

    def draw(self) -> None:
        """Show everything as it is now."""
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
        """Draw for the new width."""
        if self.is_read:
            self.draw()

    def say(self, text: str) -> None:
        """Put a sentence on the message line; what does not fit goes on in the rows below until the cursor moves."""
        columns = self.app.size.width
        lines = wrapped(text, columns - 6)
        self._overflow = lines[1:4]
        try:
            line = f"── {lines[0]} " if text else ""
            self.query_one("#message", PlainText).put(line + "─" * max(0, columns - width(line)))
        except NoMatches:
            return  # not on the screen yet
        if self.is_read:
            self.draw_about()

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

    async def action_help(self) -> None:
        """Every key of this screen, and what it shows."""
        words = self.house.words
        title = words("help.title", place=words(f"place.{self.NAME}"))
        await self.app.push_screen(HelpDialog(title, words(f"help.{self.NAME}"), self.KEYS))

    async def action_leave(self) -> None:
        """Ask before the program ends."""
        await self.app.push_screen(leaving(self.house, self.app.exit))

    async def action_back(self) -> None:
        """To the place beneath."""
        await self.house.back()
