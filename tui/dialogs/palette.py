"""Everything that can be done here, every screen, organisation and setting: by a number, by a word, by the arrows."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from store.errors import Refused
from store.queries.register import OrganisationView, organisations
from store.rules.naming import Named, candidates
from store.rules.text import fit, fold, width
from store.words import LANGUAGES, Words
from tui.dialogs.cycling import Way, ways
from tui.dialogs.narrowing import NarrowingDialog, narrows
from tui.dialogs.settings import choose_keys, choose_theme, introduce, settings, try_keyboard
from tui.keyboard import TCVN
from tui.keys import COOL, MOVING, Key, bindings, written
from tui.place import Place
from tui.places import DOORS
from tui.widgets.frame import wrapped

NUMBERED = 9
"""So many lines have a number while nothing is typed."""


@dataclass(frozen=True)
class Line:
    """One thing to take: what it says, its key, why it cannot be taken now, what it is found by, what it does."""

    text: str
    key: str
    found_by: str
    run: Callable[[], Awaitable[None]]
    barred: Refused | None = None
    organisation: Named | None = None


class PaletteDialog(NarrowingDialog):
    """A cell and the lines it leaves; Enter takes the one under the cursor."""

    KEYS: ClassVar[tuple[Key, ...]] = (
        Key("take", "enter", "Enter", "key.confirm"),
        Key("scroll", "up,down,pageup,pagedown", "↑↓", "key.move", each=True),
        Key("give_up", "escape", "Esc", "key.give_up"),
    )
    BINDINGS = bindings("palette", KEYS)
    AWAKE_IN_TEXT = frozenset({"take", "scroll", "give_up"})

    def __init__(self, place: Place, offered: Sequence[Line]) -> None:
        """Take the place one came from and all that is offered there."""
        words = place.house.words
        super().__init__(words("palette.title", place=words(f"place.{place.NAME}")))
        self.place, self.offered = place, tuple(offered)
        self.at = 0
        self.found = self.offered

    def on_mount(self) -> None:
        """Draw, ready to type."""
        super().on_mount()
        self.set_focus(self.cell)

    def label(self) -> str:
        """The words before the cell."""
        return self.house.words("palette.label")

    def typed(self) -> None:
        """What fits the words, best first; the cursor on the first."""
        self.at = 0
        self.found = fitting(self.cell.text, self.offered)
        super().typed()

    def focus_line(self) -> int | None:
        """The line under the cursor is seen."""
        return self.at

    def lines(self) -> Sequence[str]:
        """The lines as they are found; numbered while nothing is typed."""
        room = self.columns - 4
        if not self.found:
            return [self.house.words("palette.nothing", text=self.cell.text)]
        return [self._line(number, line, room) for number, line in enumerate(self.found)]

    def _line(self, number: int, line: Line, room: int) -> str:
        mark = "►" if number == self.at else " "
        digit = str(number + 1) if not self.cell.text and number < NUMBERED else " "
        text, left = line.text, room - 6 - width(line.key)
        if line.barred is not None:
            reason = self.house.teller.refusal(line.barred).partition(". ")[0]  # Enter tells all of it
            told = wrapped(f"({text}) – {reason}", left - 2)
            text = told[0] if len(told) == 1 else f"{told[0]} …"
        return f"{mark} {digit} {fit(text, left)} {line.key}"

    def move(self, lines: int) -> None:
        """Move the cursor, no further than the ends."""
        self.at = max(0, min(len(self.found) - 1, self.at + lines))
        self.say("")

    async def action_take(self) -> None:
        """Do what the line says, or tell why not."""
        if not self.found:
            self.say(self.house.words("palette.nothing", text=self.cell.text))
            return
        line = self.found[self.at]
        if line.barred is not None:
            self.say(self.house.teller.refusal(line.barred))
            return
        self.leave()
        await self.place.guarded(line.run())


def fitting(typed: str, offered: Sequence[Line]) -> tuple[Line, ...]:
    """The lines that a text means, best first: a line's number, an organisation's, words in any order."""
    typed = "".join(TCVN.get(letter, letter) for letter in typed) if typed and set(typed) <= set(TCVN) else typed
    if not typed:
        return tuple(offered)
    named = [line.organisation for line in offered if line.organisation is not None]
    called = {each.code: rank for rank, each in enumerate(candidates(typed, named))}
    numbered = offered[int(typed) - 1] if typed in "123456789" and int(typed) <= len(offered) else None

    def rank(line: Line) -> tuple[int, int]:
        if line.organisation is not None:
            return 1 if typed.isdigit() else 4, called[line.organisation.code]
        label = fold(line.text)
        return (0 if line is numbered else 2 if label.startswith(fold(typed)) else 3), 0

    found = [
        line
        for line in offered
        if line is numbered
        or (line.organisation.code in called if line.organisation else narrows(typed, line.found_by))
    ]
    return tuple(sorted(found, key=rank))


async def palette(place: Place) -> PaletteDialog:
    """The dialog for a place: its actions, letters first; screens; settings; what moves; organisations."""
    register = await place.house.link.read(organisations)
    actions = [line for key in place.keys_now if key.action != "palette" for line in _actions(place, key)]
    actions.sort(key=lambda found: found[0])
    done, moving = ([line for rank, line in actions if (rank == 2) == last] for last in (False, True))
    numbers = (each for each in register if each.tt is not None)
    called = [_organisation(place, each) for each in sorted(numbers, key=lambda each: each.tt or 0)]
    turning = [_turning(place, way) for way in await ways(place)]
    return PaletteDialog(place, [*done, *_screens(place), *turning, *_settings(place), *moving, *called])


def _said(key: str, **facts: object) -> str:
    """A sentence in all languages, to be found by: who cannot read the one that is set finds the way out."""
    return fold(" ".join(Words(lang)(key, **facts) for lang in LANGUAGES))


def _actions(place: Place, key: Key) -> list[tuple[int, Line]]:
    """A key's lines, one for each where each does something of its own; letters 0, movement 2, all others 1."""
    reason, label = place.barred(key.action), place.house.words(key.label)
    rank = 2 if set(key.names) <= MOVING else 0 if key.names[0] in COOL else 1
    if not key.each:
        run = partial(place.action_press, key.action)
        return [(rank, Line(label, key.shown, f"{_said(key.label)} {key.shown}", run, reason))]
    lines = []
    for number, name in enumerate(key.names):
        sign = written(name)
        run = partial(place.action_press, key.action, number)
        lines.append((rank, Line(f"{label}: {sign}", sign, f"{_said(key.label)} {sign}", run, reason)))
    return lines


def _screens(place: Place) -> list[Line]:
    house = place.house
    going = next((key.shown for key in place.keys_now if key.action == "go"), "")
    return [
        Line(
            house.words("palette.screen", place=house.words(f"place.{name}")),
            "" if door.sign is None else f"{going} {door.sign}",
            f"{_said('palette.screen', place='')} {_said(f'place.{name}')}",
            partial(house.go, name, place.here),
        )
        for name, door in DOORS.items()
    ]


def _turning(place: Place, way: Way) -> Line:
    """A cycle's begin or end."""
    text = place.house.words(f"cycling.{way.name}_line", cycle=way.cycle)
    return Line(text, "", _said(f"cycling.{way.name}_line", cycle=way.cycle), way.run, way.barred)


def _settings(place: Place) -> list[Line]:
    offered: list[tuple[str, Callable[[], Awaitable[None]]]] = [
        ("settings.title", partial(settings, place)),
        ("settings.language", partial(_other_language, place)),
        ("settings.theme", partial(choose_theme, place)),
        ("settings.keys", partial(choose_keys, place)),
        ("settings.trial", partial(try_keyboard, place)),
        ("settings.welcome", partial(introduce, place)),
    ]
    words = place.house.words
    return [Line(words(f"{key}_line"), "", _said(f"{key}_line"), run) for key, run in offered]


async def _other_language(place: Place) -> None:
    after = LANGUAGES[(LANGUAGES.index(place.house.words.lang) + 1) % len(LANGUAGES)]
    await place.house.speak(after)
    place.say(place.house.words("settings.spoken"))


def _organisation(place: Place, found: OrganisationView) -> Line:
    named = Named(found.code, found.tt, found.name, found.full_name)
    house = place.house

    async def reach() -> None:
        if place.here is not None:
            await house.go(place.NAME, found.code)
        if place.here != found.code:
            await house.go("form", found.code)

    text = house.teller.numbered(found.tt, found.name)
    return Line(text, house.words("palette.organisation"), "", reach, organisation=named)
