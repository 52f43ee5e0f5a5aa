"""What somebody, a keyboard driver or a cat does at a laptop: keys, pastes, the window's edge, as strategies."""

from __future__ import annotations

import string
from dataclasses import dataclass

from hypothesis import strategies as st
from textual import events
from textual.keys import _character_to_key

from tests.kit.desk import Person
from tests.kit.hostile import HOSTILE
from tui.house import Room
from tui.keyboard import GHOSTS, TCVN

NAMED = {_character_to_key(each): each for each in string.digits + string.ascii_letters + string.punctuation + " "}
"""The characters of keys that have names."""

MOVES = (
    "enter escape tab shift+tab up down left right pageup pagedown home end backspace delete space f1 ctrl+p".split()
)
TYPED = string.digits + string.ascii_letters + string.punctuation + " " + "".join(TCVN) + "".join(sorted(GHOSTS))
ODD = "\x00\x1b\x7f\x9b\u0300\u0323\u0302\u200d\u202e\ufe0f\ufffd\ue000\u6f22đƯệ\U0001f469"


@dataclass(frozen=True)
class Keys:
    """Characters typed in one burst, so many milliseconds after what was before."""

    text: str
    after: int


@dataclass(frozen=True)
class Press:
    """A key by its name."""

    name: str


@dataclass(frozen=True)
class Own:
    """One of the keys of the room that is seen: so one comes to its dialogs, and to theirs."""

    number: int


@dataclass(frozen=True)
class Pasted:
    """A paste as it comes past the driver's care."""

    text: str


@dataclass(frozen=True)
class Window:
    """The window is drawn larger or smaller."""

    columns: int
    rows: int


Deed = Keys | Press | Own | Pasted | Window

PASTES = [*HOSTILE, "x\x1b[31m\x1b]0;pwn\x07\r32\r", "9" * 2_500, "\n\n", ""]
waits = st.sampled_from([0, 50, 400])
windows = st.sampled_from([(80, 24), (80, 24), (120, 40), (200, 60), (79, 23), (40, 10), (10, 3), (1, 1)])
owns = st.builds(Own, st.integers(0, 60))
keys = st.builds(Keys, st.text(st.sampled_from(TYPED + ODD), min_size=1, max_size=6), waits)
deeds: st.SearchStrategy[Deed] = st.one_of(
    owns,
    owns,
    owns,
    st.builds(Press, st.sampled_from(MOVES)),
    st.builds(Press, st.sampled_from(["enter", "escape"])),
    keys,
    st.builds(Pasted, st.sampled_from(PASTES)),
    st.builds(lambda size: Window(*size), windows),
)
"""Half of them keys that do something where one is."""

AWAY = (Press("escape"), Press("escape"), Press("escape"))


WAYS = (
    ":tuy chinh\n",
    ":thu ban phim\n",
    ":settings\n",
    "/1\n",
    "/tu:XS\n",
    "+=",
    "=\n",
    "42",
    "g2t1",
    "g2c1",
    "g3r",
    "g4\t",
)
"""Typed streams that lead further in than one key."""


def rounds(least: int, most: int) -> st.SearchStrategy[list[Deed]]:
    """Rounds of a key of the place, what comes to mind in the dialog that it opens, and back to the place."""
    ways = st.one_of(owns, owns, st.sampled_from(WAYS).map(lambda text: Keys(text, 400)))
    one = st.tuples(ways, st.lists(deeds, min_size=3, max_size=6), st.sampled_from([AWAY, AWAY, ()]))
    several = st.lists(one, min_size=least, max_size=most, unique_by=lambda each: each[0])
    return several.map(lambda turns: [deed for own, then, away in turns for deed in (own, *then, *away)])


async def does(person: Person, deed: Deed) -> None:
    """Do one of them, and let the program come to rest."""
    if isinstance(deed, Keys):
        person.clock.pass_by(deed.after)
        for character in deed.text:
            person.app.post_message(events.Key(_key(character), None if character in "\n\t" else character))
    elif isinstance(deed, Pasted):
        person.app.post_message(events.Paste(deed.text))
    elif isinstance(deed, Window):
        await person.pilot.resize_terminal(deed.columns, deed.rows)
    else:
        name = deed.name if isinstance(deed, Press) else _own(person, deed.number)
        person.clock.pass_by(500)
        person.app.post_message(events.Key(name, NAMED.get(name)))
    await person.rests()


def _key(character: str) -> str:
    return {"\n": "enter", "\t": "tab"}.get(character) or _character_to_key(character)


def _own(person: Person, number: int) -> str:
    screen = person.app.screen
    names = [name for key in screen.keys_now for name in key.names] if isinstance(screen, Room) else []
    return names[number % len(names)] if names else "escape"
