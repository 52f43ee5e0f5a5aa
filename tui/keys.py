"""A room's keys as one table: what Textual binds, what the footer shows, what help lists."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

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
        for number, name in enumerate(key.keys.split(",")):
            action = f"press('{key.action}', {number})"
            made.append(Binding(name, action, key.label, priority=True, id=f"{identity}.{number}"))
    return made
