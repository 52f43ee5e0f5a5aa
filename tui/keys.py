"""A room's keys as one table: what Textual binds, the footer shows, help lists; and which keys may be used."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from textual.binding import Binding, BindingType


@dataclass(frozen=True)
class Key:
    """One thing a room can do: its action, Textual's key names, how the footer writes them, its label's words key.

    With ``each`` the action is told which of the keys was pressed, counted from 0.
    """

    action: str
    keys: str
    shown: str
    label: str
    in_footer: bool = True
    each: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """Textual's names of its keys."""
        return tuple(self.keys.split(","))


def bindings(place: str, keys: Iterable[Key]) -> list[BindingType]:
    """Textual's bindings for a place; with priority, so that a burst of keys goes where the first of them leads.

    Each has the id ``place.action`` (and a number with ``each``), by which a person's keymap can move it. All lead to
    ``action_press``, which asks ``barred`` first.
    """
    made: list[BindingType] = []
    for key in keys:
        identity = f"{place}.{key.action}"
        if not key.each:
            made.append(Binding(key.keys, f"press('{key.action}')", key.label, priority=True, id=identity))
            continue
        for number, name in enumerate(key.names):
            action = f"press('{key.action}', {number})"
            made.append(Binding(name, action, key.label, priority=True, id=f"{identity}.{number}"))
    return made


SIGNS = {
    "full_stop": ".", "comma": ",", "equals_sign": "=", "minus": "-", "plus": "+", "semicolon": ";", "slash": "/",
    "colon": ":", "question_mark": "?", "space": "Space", "enter": "Enter", "escape": "Esc", "tab": "Tab",
    "shift+tab": "Shift+Tab", "up": "↑", "down": "↓", "left": "←", "right": "→", "pageup": "PgUp", "pagedown": "PgDn",
    "home": "Home", "end": "End", "f1": "F1", "ctrl+p": "Ctrl+P",
}  # fmt: skip
"""How keys of a name are written; every other key is written as its name."""

MOVING = frozenset("up down left right pageup pagedown home end".split())
SAME_EVERYWHERE = MOVING | {"enter", "escape", "tab", "shift+tab", "f1", "ctrl+p"}
"""Keys that mean the same in every room: no command is taken off them, and none is put on them."""

DIGITS = frozenset("0123456789")
HOT = SAME_EVERYWHERE - {"ctrl+p"} | DIGITS | {name for name in SIGNS if len(SIGNS[name]) == 1} | {"space"}
"""Keys that no Vietnamese keyboard driver touches."""

COOL = frozenset("bcghklmnpqrstvxz")
"""Consonants that no driver changes when pressed once; each opens something or is harmless."""

OPENS_ONLY = frozenset({"help", "palette", "find", "go", "why", "sort"})
"""Actions on hot keys that may move to a letter all the same: they open something and record nothing."""


def written(name: str) -> str:
    """A key as the footer writes it."""
    return SIGNS.get(name, name)


def movable(key: Key) -> bool:
    """Whether a person may put the command on another key."""
    return not key.each and key.names[0] not in SAME_EVERYWHERE


def refusal(key: Key, name: str, character: str | None) -> str | None:
    """Why a command may not move to a key, as the end of a words key under ``rekey``; ``None`` where it may."""
    if name in SAME_EVERYWHERE:
        return "same_everywhere"
    if name in HOT:
        return None
    if name in COOL:
        cold = key.names[0] in COOL or key.action in OPENS_ONLY
        return None if cold else "records"
    return "driver" if character and character.isalpha() else "unsure"


def on_key(key: Key, name: str) -> Key:
    """The command on another key; its further keys (F1, Ctrl+P) stay."""
    return replace(key, keys=",".join((name, *key.names[1:])), shown=written(name))


def as_moved(place: str, keys: Iterable[Key], keymap: Mapping[str, str]) -> tuple[Key, ...]:
    """A place's keys as a person has them; ``keymap`` is Textual's, binding id to key names."""
    found = []
    for key in keys:
        to = keymap.get(f"{place}.{key.action}")
        found.append(key if to is None else on_key(key, to.split(",")[0]))
    return tuple(found)
