"""A table at which people sit with laptops: one store, one app each, keys typed, screens read as text."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import Future
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from textual import events
from textual._context import visible_screen_stack
from textual.app import ScreenError
from textual.keys import _character_to_key
from textual.pilot import Pilot

from store.db import connect
from store.words import Words
from tests.kit.prepared import BEGIN, rehearsed, seeded
from tests.kit.styles import parse_once
from tui.app import ThamdinhApp
from tui.link import Link

parse_once()

NAMED = {"\n": "enter", "\x1b": "escape", "\t": "tab", "\x7f": "backspace", "\b": "backspace", " ": "space"}
"""Characters of a typed stream that arrive as keys of a name."""


PATIENCE = 30.0
"""Seconds until a screen that never comes to rest is given up."""

UNDRAWN = ("_layout_required", "_scroll_required", "_repaint_required", "_recompose_required", "_dirty_widgets")
"""What a screen of Textual's has put off until its timer beats; here it need not wait for the timer."""

P = ParamSpec("P")
T = TypeVar("T")


@dataclass
class Clock:
    """A clock that moves only when told to, in milliseconds."""

    now: int = BEGIN
    ticks: int = 0

    def pass_by(self, milliseconds: int) -> None:
        """Let time pass on both clocks."""
        self.now += milliseconds
        self.ticks += milliseconds


class AskedLink(Link):
    """A line to the store that knows whether anything was asked of it."""

    asked = False

    def submit(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Queue work as the program does, and note it."""
        self.asked = True
        return super().submit(work, *args, **kwargs)

    async def answered(self) -> None:
        """Wait until all that was asked so far has its answer on the loop: the thread does one thing after another."""
        self.asked = False
        await asyncio.wrap_future(super().submit(int))


@dataclass
class Person:
    """Somebody at a laptop."""

    app: ThamdinhApp
    pilot: Pilot[int]
    clock: Clock
    link: AskedLink

    async def rests(self) -> None:
        """Wait until all that was begun is done: messages, work on the store thread, what is drawn a moment later.

        Nothing is guessed by the clock: the loop has nothing left to run, and nobody is waiting for the store. Long
        work, which has a thread of its own, is not waited for.
        """
        loop: Any = asyncio.get_running_loop()
        deadline = loop.time() + PATIENCE
        while await self._stirs(loop):
            assert loop.time() < deadline, f"it does not come to rest\n{self.sees}"

    async def _stirs(self, loop: Any) -> bool:
        await asyncio.sleep(0)
        if loop._ready:
            return True
        if self.link.asked:
            await self.link.answered()
            return True
        app: Any = self.app
        if app._resize_event is not None and app.is_running:
            app._check_resize()
            return True
        try:
            screen = app.screen
        except ScreenError:
            return False  # the app has ended
        if app._batch_count or not (screen._callbacks or any(getattr(screen, each) for each in UNDRAWN)):
            return False
        with app._context():
            screen._on_timer_update()
        return True

    async def types(self, text: str, *, apart: int = 0) -> None:
        """Type a stream in one burst (or with milliseconds between the keys), a second after what was typed before."""
        self.clock.pass_by(1000)
        for character in text:
            key = NAMED.get(character) or _character_to_key(character)
            shown = None if character in "\n\x1b\t\x7f\b" else character
            self.app.post_message(events.Key(key, shown))
            if apart:
                await self.rests()
                self.clock.pass_by(apart)
        await self.rests()

    async def presses(self, *keys: str) -> None:
        """Press keys by name, a second apart."""
        for key in keys:
            self.clock.pass_by(1000)
            self.app.post_message(events.Key(key, None))
            await self.rests()

    async def pastes(self, text: str) -> None:
        """Paste."""
        self.app.post_message(events.Paste(text))
        await self.rests()

    async def looks(self) -> None:
        """Let the pulse beat once."""
        with self.app._context():
            await self.app.pulse()
        await self.rests()

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
    link = AskedLink(table.path, login)
    link.open().result()
    app = ThamdinhApp(link, Words(lang), at=at, spoken=spoken, greet=greet, pulse_seconds=None)
    try:
        async with app.run_test(size=size) as pilot:
            person = Person(app, pilot, table.clock, link)
            await person.rests()
            yield person
    finally:
        link.close()


def lay_table(folder: Path, clock_: Clock) -> Table:
    """A freshly seeded store with its people: ``an`` the secretary, ``binh`` the appraiser, ``chi`` who only looks."""
    return Table(seeded(folder / "thamdinh.db"), clock_)


def lay_rehearsal(folder: Path, clock_: Clock) -> Table:
    """A store with made-up figures: grades, facts, papers, proposals, and who is behind with what."""
    return Table(rehearsed(folder / "demo.db"), clock_)
