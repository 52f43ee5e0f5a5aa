"""The app: who is here, what is new in the journal, and where a person begins."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress

from textual.screen import Screen

from store.errors import Refused
from store.queries.accounts import AccountView, account
from store.queries.news import newest_entry, news_after
from store.queries.settings import settings
from store.settings import fault_log
from store.words import Words
from tui.house import Room
from tui.link import Link
from tui.screens.comparison import ComparisonScreen
from tui.served import ServedApp
from tui.telling import Teller


def _form(organisation: str | None) -> Screen[None]:
    from tui.screens.form import FormScreen  # noqa: PLC0415 - places are read when one goes there, not at the start

    return FormScreen(organisation)


def _intake(organisation: str | None) -> Screen[None]:
    from tui.screens.intake import IntakeScreen  # noqa: PLC0415 - as above

    return IntakeScreen(organisation)


PLACES: dict[str, Callable[[str | None], Screen[None]]] = {"form": _form, "intake": _intake}
"""What ``g`` leads to, by name; the comparison is where one begins and lies beneath all others."""

PULSE_SECONDS = 0.3
"""How often a person's process asks whether the journal has grown."""


class ThamdinhApp(ServedApp):
    """One person's screens on one store."""

    CSS_PATH = "screens/comparison.tcss"  # the first screen's, which Textual does not load by itself
    CSS = "Screen { overflow: hidden; }"

    def __init__(self, link: Link, words: Words, *, pulse_seconds: float | None = PULSE_SECONDS) -> None:
        """Take an opened link; without ``pulse_seconds`` news comes only when ``pulse`` is called."""
        super().__init__(words, fault_log(link.path))
        self.link = link
        self.teller = Teller(words)
        self._pulse_seconds = pulse_seconds
        self._first: Future[tuple[AccountView, int, int]] = link.submit(_arrival, link.actor)
        self._seen = 0
        self.theme = "ansi-dark"

    @property
    def me(self) -> AccountView:
        """The person's account as it was on arrival."""
        return self._me

    def get_default_screen(self) -> Screen[None]:
        """Begin at the comparison."""
        self._me, self.teller.offset, self._seen = self._first.result()
        return ComparisonScreen()

    def on_mount(self) -> None:
        """Begin listening for news."""
        if self._pulse_seconds is not None:
            self.run_worker(self._listen(self._pulse_seconds), name="pulse")

    async def _listen(self, seconds: float) -> None:
        while True:
            await asyncio.sleep(seconds)
            with suppress(Refused):  # the store is busy or gone for the moment; the next beat asks again
                await self.pulse()

    async def pulse(self) -> None:
        """Ask once whether the journal has grown; tell every room on the stack what others did."""
        newest = await self.link.read(newest_entry)
        if newest <= self._seen:
            return
        news = await self.link.read(news_after, self._seen)
        self._seen = max([self._seen, *(each.entry for each in news)])
        others = tuple(each for each in news if each.entry not in self.link.written)
        for screen in list(self.screen_stack) if others else ():
            if isinstance(screen, Room) and screen in self.screen_stack and screen.is_mounted:
                await screen.hear(others)

    async def go(self, place: str, organisation: str | None = None) -> None:
        """Show another place on top of the first one, which always stays beneath."""
        await self._to_first()
        if place in PLACES:
            await self.push_screen(PLACES[place](organisation))

    async def back(self) -> None:
        """Leave this place for the one beneath it."""
        if len(self.screen_stack) > 1:
            self.pop_screen()
            await self._returned()

    async def _to_first(self) -> None:
        while len(self.screen_stack) > 1:
            self.pop_screen()
        await self._returned()

    async def _returned(self) -> None:
        """What lies beneath may be out of date."""
        if isinstance(self.screen, Room):
            await self.screen.load()

    def key_notice(self, key: str, fact: str) -> None:
        """Tell why a key did nothing, or was understood otherwise."""
        if isinstance(self.screen, Room):
            self.screen.say(self.words(key, key=fact))


def _arrival(actor: str) -> tuple[AccountView, int, int]:
    return account(actor), settings().utc_offset_minutes, newest_entry()
