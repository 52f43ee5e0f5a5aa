"""What a person has set: language, colours, keys that were moved; and how such settings are kept with the store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from store.words import LANGUAGES
from tui.keys import Key, as_moved, movable, on_key, refusal
from tui.place import COMMON
from tui.places import DOORS

THEMES = {"ansi": "ansi-dark", "dark": "textual-dark", "light": "textual-light", "mono": "ansi-dark"}
"""What may be chosen, and Textual's theme for it: the terminal's own 16 colours, dark, light, no colour at all."""

LANGUAGE, THEME, WELCOMED, KEY = "language", "theme", "welcomed", "key:"
"""Names of preferences; a moved key's is ``key:`` with scope and action behind it."""

EVERYWHERE = "common"
"""The scope of a command that all places have."""


@dataclass(frozen=True)
class Personal:
    """A person's settings; ``lang`` is ``None`` where nothing was chosen, ``moves`` is ``scope.action`` to key name."""

    lang: str | None = None
    theme: str = "ansi"
    moves: Mapping[str, str] = field(default_factory=dict)
    welcomed: bool = False


def personal(kept: Mapping[str, str]) -> Personal:
    """Settings as the store keeps them; what this program does not know (any more) counts as not set."""
    lang, theme = kept.get(LANGUAGE), kept.get(THEME, "")
    moves: dict[str, str] = {}
    for name in sorted(kept):
        if name.startswith(KEY):
            target = name.removeprefix(KEY)
            if _possible(target, kept[name], moves):
                moves[target] = kept[name]
    return Personal(
        lang if lang in LANGUAGES else None, theme if theme in THEMES else "ansi", moves, kept.get(WELCOMED) == "1"
    )


def commands(scope: str) -> tuple[Key, ...]:
    """The commands of a scope as they are by default: those that all places have, or those of one place alone."""
    if scope == EVERYWHERE:
        return COMMON
    own = DOORS[scope].kind().KEYS if scope in DOORS else ()
    return tuple(key for key in own if key not in COMMON)


def default(target: str) -> Key | None:
    """The command of ``scope.action`` by default."""
    scope, _dot, action = target.partition(".")
    return next((key for key in commands(scope) if key.action == action), None)


def keymap(moves: Mapping[str, str]) -> dict[str, str]:
    """Textual's keymap: binding id to key names. A command that all places have moves in each of them."""
    found: dict[str, str] = {}
    for target, name in moves.items():
        scope, _dot, action = target.partition(".")
        if (key := default(target)) is not None:
            for place in DOORS if scope == EVERYWHERE else (scope,):
                found[f"{place}.{action}"] = on_key(key, name).keys
    return found


def clash(target: str, name: str, moves: Mapping[str, str]) -> tuple[str, Key] | None:
    """The place and its command that has the key already; ``None`` where the key is free."""
    scope, _dot, action = target.partition(".")
    mapped = keymap(moves)
    for place in DOORS if scope == EVERYWHERE else (scope,):
        for key in as_moved(place, DOORS[place].kind().KEYS, mapped):
            if key.action != action and name in key.names:
                return place, key
    return None


def _possible(target: str, name: str, moves: Mapping[str, str]) -> bool:
    key = default(target)
    free = key is not None and movable(key) and refusal(key, name, name) is None
    return free and clash(target, name, moves) is None
