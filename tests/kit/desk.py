"""A table at which people sit with laptops: one store, one app each, keys typed, screens read as text."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from textual import events
from textual._context import visible_screen_stack
from textual.keys import _character_to_key
from textual.pilot import Pilot

from seed.load import create_store
from store.commands.account import add_account
from store.db import connect
from store.live.preferences import prefer
from store.words import Words
from tui.app import ThamdinhApp
from tui.link import Link
from tui.personal import WELCOMED

NAMED = {"\n": "enter", "\x1b": "escape", "\t": "tab", "\x7f": "backspace", "\b": "backspace", " ": "space"}
"""Characters of a typed stream that arrive as keys of a name."""

BEGIN = 1_577_412_000_000
"""27/12/2019 09:00 at +07:00, in UTC milliseconds: made up, as the whole meeting is."""


@dataclass
class Clock:
    """A clock that moves only when told to, in milliseconds."""

    now: int = BEGIN
    ticks: int = 0

    def pass_by(self, milliseconds: int) -> None:
        """Let time pass on both clocks."""
        self.now += milliseconds
        self.ticks += milliseconds


@dataclass
class Person:
    """Somebody at a laptop."""

    app: ThamdinhApp
    pilot: Pilot[int]
    clock: Clock

    async def types(self, text: str, *, apart: int = 0) -> None:
        """Type a stream in one burst (or with milliseconds between the keys), a second after what was typed before."""
        self.clock.pass_by(1000)
        for character in text:
            key = NAMED.get(character) or _character_to_key(character)
            shown = None if character in "\n\x1b\t\x7f\b" else character
            self.app.post_message(events.Key(key, shown))
            if apart:
                await self.pilot.pause()
                self.clock.pass_by(apart)
        await self.pilot.pause()

    async def presses(self, *keys: str) -> None:
        """Press keys by name, a second apart."""
        for key in keys:
            self.clock.pass_by(1000)
            self.app.post_message(events.Key(key, None))
            await self.pilot.pause()

    async def pastes(self, text: str) -> None:
        """Paste."""
        self.app.post_message(events.Paste(text))
        await self.pilot.pause()

    async def looks(self) -> None:
        """Let the pulse beat once."""
        with self.app._context():
            await self.app.pulse()
        await self.pilot.pause()

    @property
    def sees(self) -> str:
        """The screen as text, blanks at the ends of lines taken away."""
        with self.app._context():
            visible_screen_stack.set(self.app._background_screens)
            strips = self.app.screen._compositor.render_strips()
        lines = ["".join(segment.text for segment in strip).rstrip() for strip in strips]
        return "\n".join(lines) + "\n"

    @property
    def reads(self) -> str:
        """The screen as running text: line ends, frames and rules are blanks."""
        return " ".join(self.sees.translate(str.maketrans("─│┌┐└┘├┤", " " * 8)).split())

    def line(self, number: int) -> str:
        """One line of the screen, counted from 1."""
        return self.sees.split("\n")[number - 1]

    @property
    def here(self) -> str:
        """The line of the list that the cursor stands on."""
        return next((line for line in self.sees.split("\n") if line.startswith(" ►")), "")


@dataclass
class Table:
    """The meeting's table: where the store lies and what time it is."""

    path: Path
    clock: Clock = field(default_factory=Clock)

    def sit(
        self,
        login: str,
        *,
        size: tuple[int, int] = (80, 24),
        lang: str = "vi",
        at: str | None = "comparison",
        newcomer: bool = False,
        spoken: bool = False,
    ) -> AbstractAsyncContextManager[Person]:
        """Log in and sit down at a place; ``None`` is where the role begins.

        Only a ``newcomer`` may be welcomed; ``spoken`` asks for the language as ``--lang`` does.
        """
        return _sitting(self, login, size, lang, at, greet=newcomer, spoken=spoken)

    @contextmanager
    def at_shell(self) -> Iterator[None]:
        """Use the store's commands and queries directly, on this thread."""
        connect.open_store(self.path)
        try:
            yield
        finally:
            connect.disconnect()


@asynccontextmanager
async def _sitting(
    table: Table, login: str, size: tuple[int, int], lang: str, at: str | None, *, greet: bool, spoken: bool
) -> AsyncIterator[Person]:
    link = Link(table.path, login)
    link.open().result()
    app = ThamdinhApp(link, Words(lang), at=at, spoken=spoken, greet=greet, pulse_seconds=None)
    try:
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            yield Person(app, pilot, table.clock)
    finally:
        link.close()


def lay_table(folder: Path, clock_: Clock) -> Table:
    """A freshly seeded store with its people: ``an`` the secretary, ``binh`` the appraiser, ``chi`` who only looks."""
    path = folder / "thamdinh.db"
    create_store(path, "an")
    table = Table(path, clock_)
    with table.at_shell():
        add_account("an", login="binh", roles=["reviewer"], post="Phó Ban Tổ chức")
        add_account("an", login="chi", roles=["observer"])
        for login in ("an", "binh", "chi"):
            prefer(login, WELCOMED, "1")
    return table
