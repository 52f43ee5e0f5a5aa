"""The app: who is here, what is new in the journal, and where a person begins."""

from __future__ import annotations

import asyncio
import inspect
import uuid
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, cast

from rich.text import Text
from textual.filter import Monochrome, NoColor
from textual.screen import Screen

from store import clock
from store.errors import Refused
from store.live.preferences import prefer, preferences
from store.live.seats import sit_down, stay
from store.queries.accounts import AccountView
from store.queries.news import newest_entry, news_after
from store.queries.remediation_rights import leads_any
from store.queries.room import RoomView, standing
from store.queries.settings import settings
from store.settings import fault_log
from store.words import Words
from tui.house import Dialog, House, Room
from tui.link import Link
from tui.personal import KEY, LANGUAGE, THEME, THEMES, WELCOMED, Personal, keymap, personal
from tui.place import Place
from tui.places import DOORS, NOWHERE, Target, door_for, first_place
from tui.presence import LINE
from tui.served import ServedApp
from tui.telling import Teller

PULSE_SECONDS = 0.3
"""How often a person's process asks whether the journal has grown."""


CYCLE_ACTIONS = frozenset({"open_cycle", "close_cycle", "reopen_cycle"})
"""What changes the cycle that screens stand on."""

STAY_MS = 15_000
"""How often a process gives a sign of life."""


class ThamdinhApp(ServedApp):
    """One person's screens on one store."""

    CSS = "Screen { overflow: hidden; }"

    def __init__(
        self,
        link: Link,
        words: Words,
        *,
        at: str | None = None,
        spoken: bool = False,
        greet: bool = True,
        walled: bool = False,
        pulse_seconds: float | None = PULSE_SECONDS,
    ) -> None:
        """Take an opened link; begin ``at`` a place, else where the person's role begins.

        ``spoken`` says that the words' language was asked for just now, which goes before the person's own. ``greet``
        has a newcomer welcomed. ``walled`` begins at the wall, and no key leads away. Without ``pulse_seconds`` news
        comes only when ``pulse`` is called.
        """
        (self._me, self._room), offset, self._seen, kept, leads = link.submit(_arrival, link.actor).result()
        self._looked = self._seen
        self._day = _day(offset)
        self.personal: Personal = personal(kept)
        self.walled = walled or self._me.wall
        self._greet = greet and not self.walled and not self.personal.welcomed
        self._announced: set[int] = set()
        if self.personal.lang and not spoken:
            words = Words(self.personal.lang)
        self._first = (
            "wall" if self.walled else at or first_place(self._me.roles, begun=self._room is not None, leads=leads)
        )
        first = DOORS[self._first].kind()
        # Textual does not load the first screen's own style sheet by itself
        super().__init__(words, fault_log(link.path), Path(inspect.getfile(first)).with_name(str(first.CSS_PATH)))
        self.link = link
        self.teller = Teller(words, offset)
        self._pulse_seconds = pulse_seconds
        self.session = uuid.uuid4().hex
        self._stayed = clock.ticks_ms()
        self._bare = self.no_color
        self._paint(self.personal.theme)
        self.set_keymap(keymap(self.personal.moves))

    @property
    def me(self) -> AccountView:
        """The person's account as it was when somebody last looked round."""
        return self._me

    @property
    def room(self) -> RoomView | None:
        """The meeting that has begun, as it was when somebody last looked round."""
        return self._room

    async def look_round(self) -> None:
        """Read the person's account and the room anew where the journal has grown."""
        newest = await self.link.read(newest_entry)
        if newest != self._looked:
            self._me, self._room = await self.link.read(standing, self._me.login)
            self._looked = newest

    def get_default_screen(self) -> Screen[None]:
        """Begin where the person's work is."""
        return DOORS[self._first].kind()(NOWHERE)

    def on_mount(self) -> None:
        """Begin listening for news."""
        if self._pulse_seconds is not None:
            self.run_worker(self._listen(self._pulse_seconds), name="pulse")

    async def _listen(self, seconds: float) -> None:
        self.ask_line()  # a terminal that answers now can be held to it later
        await self.sit_down()
        while not LINE.gone:
            await asyncio.sleep(seconds)
            await self.stay()
            seen = self._seen, self._day
            with suppress(Refused):  # the store is busy or gone for the moment; the next beat asks again
                await self.pulse()
            if (self._seen, self._day) != seen:
                LINE.painted()
            if LINE.asks():
                self.ask_line()
        self.leave_line()

    async def sit_down(self) -> None:
        """Take a seat, so that others see who is connected; where nothing can be written nobody does."""
        with suppress(Refused):
            await self.link.do(sit_down, self.session, self._me.login)

    async def stay(self) -> None:
        """Now and then a sign of life; and see whose line dropped."""
        now = clock.ticks_ms()
        if now - self._stayed < STAY_MS:
            return
        self._stayed = now
        with suppress(Refused):
            await self.link.do(stay, self.session)
            me, room = await self.link.read(standing, self._me.login)
            if room == self._room:
                return
            self._me, self._room = me, room
            for place in self._in_sight():
                if isinstance(place, Place) and place.is_read:
                    place.draw()

    async def pulse(self) -> None:
        """Ask once whether the journal has grown; tell every room on the stack what others did.

        With a new day of the committee's what is seen is read anew: dates that passed overnight are overdue now.
        """
        newest = await self.link.read(newest_entry)
        if newest <= self._seen:
            await self._new_day()
            self._announce()
            return
        news = await self.link.read(news_after, self._seen)
        if any(each.action == "remove_account" for each in news) and not await self._admitted():
            return
        self._seen = max([self._seen, *(each.entry for each in news)])
        await self.look_round()
        others = tuple(each for each in news if each.entry not in self.link.written)
        if any(each.action in CYCLE_ACTIONS for each in others):
            self.begin_anew()
        for screen in self._in_sight() if others else ():
            if isinstance(screen, Room) and screen in self.screen_stack and screen.is_mounted:
                await screen.hear(others)
        await self._new_day()
        self._announce()

    async def _new_day(self) -> None:
        """Read the place that is seen anew once the committee's day is another one; what is said and typed stays."""
        today = _day(self.teller.offset)
        if today == self._day:
            return
        for place in self._in_sight():
            if isinstance(place, Place) and place.is_read:
                await place.load()
        self._day = today

    def _announce(self) -> None:
        """Say once that the room's next item is in the area that the person follows; a dialog is not disturbed."""
        item = None if self._room is None else self._room.next
        if self._room is None or item is None or item.key in self._announced or self.walled:
            return
        place = self.screen
        if self._room.mine.isdisjoint(item.organisations) or not isinstance(place, Place) or not place.is_read:
            return
        self._announced.add(item.key)
        told = self.words("room.next_is_mine", item=self.teller.item(item))
        place.say(f"{place.said} · {told}" if place.said else told)

    async def _admitted(self) -> bool:
        """Whether the person may still look; whoever may not is told so and leaves."""
        try:
            await self.link.read(standing, self._me.login)
        except Refused as refused:
            if refused.code != "not_admitted":
                raise
            self.exit(return_code=1, message=Text(self.teller.refusal(refused)))
            return False
        return True

    def _in_sight(self) -> list[Screen[Any]]:
        """The place that is seen and the dialogs over it; what lies beneath reads anew when one comes back."""
        stack = list(self.screen_stack)
        top = max((at for at, screen in enumerate(stack) if isinstance(screen, Place)), default=0)
        return stack[top:]

    def _places(self) -> list[Place]:
        return [screen for screen in self.screen_stack if isinstance(screen, Place)]

    def place_beneath(self) -> Place | None:
        """The place that lies beneath the one that is seen."""
        places = self._places()
        return places[-2] if len(places) > 1 else None

    def trail(self) -> tuple[str, ...]:
        """The names of the places that lie one on the other."""
        return tuple(place.NAME for place in self._places())

    async def go(self, place: str, organisation: str | None = None, *, filter: str | None = None) -> None:  # noqa: A002
        """Show another place on top of those that one came by, or again where it lies beneath."""
        target, place = Target(organisation, filter), door_for(place, self._me.roles)
        if place not in self.trail():
            await self.push_screen(DOORS[place].kind()(target))
            return
        beneath = next(each for each in self._places() if place == each.NAME)
        while self.screen is not beneath:
            self.pop_screen()
        await beneath.load()
        await beneath.reach(target)

    def begin_anew(self) -> None:
        """A cycle was opened, ended or opened again: places read next whichever screens stand on now."""
        for place in self._places():
            place.begin_anew()

    async def back(self) -> bool:
        """Leave this place for the one beneath it."""
        if len(self._places()) < 2:
            return False
        self.pop_screen()
        await self._places()[-1].load()  # what lay beneath may be out of date
        return True

    @property
    def keymap(self) -> Mapping[str, str]:
        """The keys that the person has moved: binding id to key names."""
        return self._keymap

    async def speak(self, lang: str) -> None:
        """Go on in another language, now and at the next login."""
        self.words = Words(lang)
        self.teller = Teller(self.words, self.teller.offset)
        self.personal = replace(self.personal, lang=lang)
        self._relabel()
        await self._prefer(LANGUAGE, lang)

    async def paint(self, theme: str) -> None:
        """Go on in other colours, now and at the next login."""
        self.personal = replace(self.personal, theme=theme)
        self._paint(theme)
        self.refresh_css(animate=False)
        await self._prefer(THEME, theme)

    def _paint(self, theme: str) -> None:
        self.theme = THEMES[theme]
        self.no_color = self._bare or theme == "mono"
        self._filters = [each for each in self._filters if not isinstance(each, NoColor | Monochrome)]
        if self.no_color:
            self._filters.append(NoColor() if self.native_ansi_color else Monochrome())

    async def rekey(self, target: str, name: str | None) -> None:
        """Put a command (``scope.action``) on another key, or with ``None`` back, now and at the next login."""
        moves = {each: key for each, key in self.personal.moves.items() if each != target}
        self.personal = replace(self.personal, moves=moves if name is None else moves | {target: name})
        self.set_keymap(keymap(self.personal.moves))
        self._relabel()
        await self._prefer(f"{KEY}{target}", name)

    async def _prefer(self, name: str, value: str | None) -> None:
        """Keep a choice that holds already; raises ``Refused`` where it cannot be kept for the next login."""
        try:
            await self.link.do(prefer, self._me.login, name, value)
        except Refused as refused:
            raise Refused("preference_not_kept") from refused

    def _relabel(self) -> None:
        for place in self._places():
            if place.is_mounted:
                place.relabel()

    async def arrived(self) -> None:
        """The first place stands: welcome whoever comes for the first time."""
        if self._greet:
            self._greet = False
            from tui.dialogs.welcome import welcome  # noqa: PLC0415 - read once in a person's life

            await self.push_screen(await welcome(cast(House, self)))
            with suppress(Refused):  # who may not write is welcomed again
                await self._prefer(WELCOMED, "1")

    def key_notice(self, key: str, fact: str) -> None:
        """Tell why a key did nothing, or was understood otherwise."""
        if isinstance(self.screen, Room):
            if key == "keyboard.unbound":
                key = self.screen.UNBOUND or ("dialog.unbound" if isinstance(self.screen, Dialog) else key)
            self.screen.say(self.words(key, key=fact))

    def held_once(self) -> frozenset[str]:
        """Keys that act once on this screen however long they are held."""
        return self.screen.HELD_ONCE if isinstance(self.screen, Room) else frozenset()

    def tells_every_key(self) -> bool:
        """Whether this screen has a sentence of its own for keys without a meaning."""
        return isinstance(self.screen, Room) and self.screen.UNBOUND is not None


def _day(offset: int) -> date:
    """The committee's day now, at its offset from UTC in minutes."""
    return clock.local(clock.now_ms(), offset).date()


def _arrival(actor: str) -> tuple[tuple[AccountView, RoomView | None], int, int, Mapping[str, str], bool]:
    return standing(actor), settings().utc_offset_minutes, newest_entry(), preferences(actor), leads_any(actor)
