"""A cycle's begin and end at the screens: what is carried into a new one, what is missing at the end, the way back."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from store.commands.cycle import close_cycle, reopen_cycle
from store.commands.founding import open_cycle
from store.errors import Refused
from store.live import drafts
from store.queries.cycles import cycles
from store.queries.opening import (
    NowView,
    OpeningView,
    SchemeChoice,
    carried_over,
    cycle_now,
    next_code,
    opening,
    scheme_choices,
)
from store.rules.filters import in_english
from store.rules.roles import may
from tui.dialogs.menu import MenuDialog, Option
from tui.dialogs.register_fields import Field, FieldsDialog, Values, begun
from tui.place import Place
from tui.widgets.frame import WIDEST, side_by_side, wrapped

DRAFT = "cycle:open"
"""Where the name and the scheme of a new cycle are kept while they are typed."""

UNDECIDED = "quyet:chua"
"""The filter that leaves those without a final level."""

LISTED_ROWS = 4
"""So many rows name organisations that are undecided; what does not fit is counted."""


FRAME = 4
"""Columns that a frame takes."""


@dataclass(frozen=True)
class Way:
    """Something that can be done with cycles: its words ``cycling.<name>_line``, why it cannot be done now, how."""

    name: str
    cycle: str
    barred: Refused | None
    run: Callable[[], Awaitable[None]]


async def ways(place: Place) -> list[Way]:
    """What there is to do with the cycle that screens stand on: open the next, end this one, or open it again."""
    now = await place.house.link.read(cycle_now)
    cycling = Cycling(place, now)
    found = [Way("open", "", cycling.barred("open_cycle"), cycling.open)]
    if now is not None and now.is_open:
        found.append(Way("close", now.code, cycling.barred("close_cycle"), cycling.close))
    elif now is not None:
        found.append(Way("reopen", now.code, cycling.barred("reopen_cycle"), cycling.reopen))
    return found


async def choose(place: Place) -> None:
    """Show the cycles there are, and what can be done with them."""
    words, offered = place.house.words, await ways(place)
    there = await place.house.link.read(cycles)

    async def taken(number: int) -> None:
        await offered[number].run()

    options = [Option(words(f"cycling.{way.name}_line", cycle=way.cycle), way.barred) for way in offered]
    head = [
        words(f"cycling.there_{each.state}", cycle=each.code, scheme=each.scheme, count=each.organisations)
        for each in reversed(there)
    ]
    shown = head[:LISTED_ROWS] + [words("cycling.earlier", count=len(head) - LISTED_ROWS)] * (len(head) > LISTED_ROWS)
    lines = _wrapped(place, [*shown, words("cycling.look")])
    await place.app.push_screen(MenuDialog(words("cycling.title"), options, taken, head=lines))


class Cycling:
    """A person at a place, with the cycle that the screens stand on as it was read just now."""

    def __init__(self, place: Place, now: NowView | None) -> None:
        """Take the place and the cycle."""
        self.place, self.now = place, now
        self.house, self.words, self.teller = place.house, place.house.words, place.house.teller

    def barred(self, action: str) -> Refused | None:
        """Why a cycle cannot be opened, ended or opened again now."""
        if not may(self.house.me.roles, action):
            return Refused("role", role=self.house.me.roles[0], action=action)
        if action == "open_cycle" and self.now is not None and self.now.is_open:
            return Refused("cycle_still_open", cycle=self.now.code)
        if action == "close_cycle" and self.now is not None and self.now.meeting is not None:
            number, day = self.now.meeting
            return Refused("meeting_other", meeting=number, held_on=day)
        return None

    # The next cycle

    async def open(self) -> None:
        """Ask for the cycle's name and its scheme."""
        self.choices = await self.house.link.read(scheme_choices)
        code = "" if self.now is None else next_code(self.now.code)
        kept = await begun(self.house, DRAFT)
        fields = [
            Field("code", self.words("cycling.code"), kept.get("code", code), 7),
            Field("scheme", self.words("cycling.scheme"), kept.get("scheme", self._usual(code)), 12),
        ]
        title, head = self.words("cycling.open_title"), [self.words("cycling.open_head")]
        await self.place.app.push_screen(FieldsDialog(title, head, fields, DRAFT, self._preview, hint=self._hint))

    def _usual(self, code: str) -> str:
        """The number of the scheme for a cycle's year, empty where there is none."""
        fitting = [at for at, each in enumerate(self.choices, 1) if code and each.fits(code)]
        return str(fitting[-1]) if fitting else ""

    def _chosen(self, text: str) -> SchemeChoice | None:
        """The scheme of a typed number or name."""
        named = next((each for each in self.choices if each.scheme == text.strip()), None)
        at = int(text) if text.strip().isdecimal() else 0
        return named or (self.choices[at - 1] if 1 <= at <= len(self.choices) else None)

    def _hint(self, typed: Values) -> list[str]:
        chosen = self._chosen(typed["scheme"])
        return [
            self.words(
                "cycling.choice",
                mark="►" if each is chosen else " ",
                number=at,
                scheme=each.scheme,
                guidance=each.guidance[-1],
                years=self._years(each),
            )
            for at, each in enumerate(self.choices, 1)
        ]

    def _years(self, choice: SchemeChoice) -> str:
        if choice.to_year is None:
            return self.words("cycling.from_year", first=choice.from_year)
        if choice.to_year == choice.from_year:
            return self.words("cycling.one_year", first=choice.from_year)
        return self.words("cycling.years", first=choice.from_year, last=choice.to_year)

    async def _preview(self, typed: Values) -> MenuDialog:
        """What the cycle would have and what is over then; Enter opens it."""
        chosen, code = self._chosen(typed["scheme"]), typed["code"].strip()
        view = await self.house.link.read(opening, code, chosen.scheme if chosen else typed["scheme"])
        words = self.words
        told = [words("cycling.would_open", cycle=code, scheme=view.scheme.scheme, on=" · ".join(view.scheme.guidance))]
        if not view.scheme.fits(code):
            told.append(words("cycling.misfit", scheme=view.scheme.scheme, years=self._years(view.scheme), cycle=code))
        told += ["", words("cycling.carried"), *self._carried(view), ""]
        if self.now is not None:
            told.append(words("cycling.read_only", cycle=self.now.code))
        told.append(words("cycling.stays", cycle=code))

        async def taken(_number: int) -> None:
            await self._opened(view)

        options = [Option(words("cycling.open_this", cycle=code))]
        lines = _wrapped(self.place, told)
        return MenuDialog(words("cycling.preview_title", cycle=code), options, taken, head=lines, enter=0)

    def _carried(self, view: OpeningView) -> list[str]:
        words = self.words
        return [
            words("cycling.carried_units", count=view.organisations, unnamed=view.unnamed),
            words("cycling.carried_people", count=view.people),
            words("cycling.carried_cases", count=view.open_cases),
            words("cycling.carried_outcomes", count=view.outcomes, cycle=view.code),
        ]

    async def _opened(self, view: OpeningView) -> None:
        house = self.house
        saved = await house.link.do(open_cycle, house.me.login, code=view.code, scheme=view.scheme.scheme)
        await house.link.do(drafts.drop, house.me.login, DRAFT)
        carried = await house.link.read(carried_over, saved.entry)
        told = self.words(
            "cycling.opened",
            time=self.teller.time(saved.at),
            cycle=view.code,
            scheme=view.scheme.scheme,
            count=saved.value,
            open=carried.open_cases,
            outcomes=carried.outcomes,
        )
        if self.now is not None:
            told = f"{told} {self.words('cycling.look_back', cycle=self.now.code)}"
        await self._anew(told)

    # The end of a cycle

    async def close(self) -> None:
        """Say what is missing and what is over then; with nothing missing Enter ends it."""
        now, words = self.now, self.words
        if now is None or not now.is_open:
            raise Refused("no_open_cycle")
        left = len(now.undecided)
        told = [words("cycling.there_open", cycle=now.code, scheme=now.scheme, count=now.organisations)]
        told += [words("cycling.undecided", count=left), *self._named(now)] if left else [words("cycling.all_decided")]
        told += ["", words("cycling.over", cycle=now.code), words("cycling.goes_on", count=now.open_cases)]
        told.append(words("cycling.can_reopen", cycle=now.code))
        ends = words("cycling.close_without" if left else "cycling.close_this", cycle=now.code, count=left)
        options = [Option(ends)] + [Option(words("cycling.see", count=left))] * bool(left)

        async def taken(number: int) -> None:
            if number:
                text = UNDECIDED if words.lang == "vi" else in_english(UNDECIDED)
                await self.house.go("comparison", filter=text)
            else:
                await self._closed(now.code)

        title, enter = words("cycling.close_title", cycle=now.code), None if left else 0
        lines = _wrapped(self.place, told)
        await self.place.app.push_screen(MenuDialog(title, options, taken, head=lines, enter=enter))

    def _named(self, now: NowView) -> list[str]:
        """Who is undecided, as many as fit into the rows; the others are counted."""
        names = [f"{self.teller.numbered(each.tt, each.name)} ·" for each in now.undecided]
        lines = side_by_side(names, _room(self.place), gap=1)
        if len(lines) > LISTED_ROWS:
            told = sum(line.count(" ·") for line in lines[: LISTED_ROWS - 1])
            lines = [*lines[: LISTED_ROWS - 1], self.words("cycling.more", count=len(names) - told)]
        return [line.removesuffix(" ·") for line in lines]

    async def _closed(self, code: str) -> None:
        saved = await self.house.link.do(close_cycle, self.house.me.login, code=code)
        await self._stay(self.words("cycling.closed", time=self.teller.time(saved.at), cycle=code))

    async def reopen(self) -> None:
        """Say that everything can be recorded again; Enter opens the cycle again."""
        now, words = self.now, self.words
        if now is None or now.is_open:
            raise Refused("nothing_changed")

        async def taken(_number: int) -> None:
            saved = await self.house.link.do(reopen_cycle, self.house.me.login, code=now.code)
            await self._stay(words("cycling.reopened", time=self.teller.time(saved.at), cycle=now.code))

        lines = _wrapped(self.place, [words("cycling.again", cycle=now.code)])
        options = [Option(words("cycling.reopen_line", cycle=now.code))]
        title = words("cycling.reopen_title", cycle=now.code)
        await self.place.app.push_screen(MenuDialog(title, options, taken, head=lines, enter=0))

    # Where one stands afterwards

    async def _stay(self, told: str) -> None:
        self.house.begin_anew()
        await self.place.load()
        self.place.say(told)

    async def _anew(self, told: str) -> None:
        """To the overview, which shows the cycle that is open now."""
        self.house.begin_anew()
        await self.house.go("overview")
        if isinstance(shown := self.place.app.screen, Place):
            shown.say(told)


def _room(place: Place) -> int:
    return min(place.house.size.width, WIDEST) - FRAME


def _wrapped(place: Place, texts: Sequence[str]) -> list[str]:
    return [line for text in texts for line in (wrapped(text, _room(place)) if text else [""])]
