"""A screen's keys as one table: what Textual binds, what the footer shows, what help lists."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from textual.binding import Binding, BindingType


@dataclass(frozen=True)
class Key:
    """One thing a screen can do: its action, Textual's key names, how the footer writes them, its label's words key.

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

    Each has the id ``place.action`` (and a number with ``each``), by which a person's keymap can move it.
    """
    made: list[BindingType] = []
    for key in keys:
        if not key.each:
            made.append(Binding(key.keys, key.action, key.label, priority=True, id=f"{place}.{key.action}"))
            continue
        for number, name in enumerate(key.keys.split(",")):
            identity = f"{place}.{key.action}.{number}"
            made.append(Binding(name, f"{key.action}({number})", key.label, priority=True, id=identity))
    return made
