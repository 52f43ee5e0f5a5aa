"""What may be asked for in one SSH line without opening the screens: ``ssh thamdinh@host orgs --json > orgs.json``.

sshd runs the key's own command whatever is asked, and hands the words on as text. They are held against a fixed list:
commands that read, each with its options. There is no shell between, and what the key's line says cannot be changed.
"""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from store.errors import Refused

VARIABLE = "SSH_ORIGINAL_COMMAND"
"""Where sshd puts the words of the line."""


@dataclass(frozen=True)
class Reading:
    """A command that only reads: its options with how many values each takes, and how many names stand by themselves.

    One ``to_stdout`` makes a file and must be told ``-o -``; of one with a ``verb`` only that verb, right behind it.
    """

    options: Mapping[str, int]
    names: int = 0
    to_stdout: bool = False
    verb: str = ""


_ALWAYS = {"--json": 0, "--help": 0}

READINGS: Mapping[str, Reading] = {
    "orgs": Reading({**_ALWAYS, "--year": 1, "--filter": 1}),
    "results": Reading({**_ALWAYS, "--year": 1}),
    "assessments": Reading({**_ALWAYS, "--cycle": 1, "--filter": 1}),
    "check": Reading({**_ALWAYS, "--cycle": 1, "--level": 1}, names=1),
    "caps": Reading({**_ALWAYS, "--cycle": 1, "--what-if": 1}),
    "journal": Reading({**_ALWAYS, "--org": 1, "--by": 1, "--since": 1, "--after": 1, "--limit": 1}),
    "meeting": Reading({**_ALWAYS, "--meeting": 1}, verb="show"),
    "remediation": Reading({**_ALWAYS, "--org": 1, "--overdue": 0}, verb="list"),
    "commend": Reading({**_ALWAYS, "--cycle": 1}, verb="list"),
    "verify": Reading({**_ALWAYS, "--expect": 2}),
    "doctor": Reading({**_ALWAYS, "--terminal": 0, "--keys": 0}),
    "export": Reading({"--help": 0, "--format": 1, "--cycle": 1, "--meeting": 1, "--case": 1}, names=1, to_stdout=True),
}
"""The whole list; what is not here is refused."""

_SHOWN = 40


def joined(own: Sequence[str], environment: Mapping[str, str], readings: Mapping[str, Reading] = READINGS) -> list[str]:
    """The program's own arguments, which win, and behind them what was asked for over SSH, if anything was.

    Raises ``Refused("remote")`` for anything that is not on the list, and for a key that opens the wall alone.
    """
    asked = environment.get(VARIABLE)
    if not asked:
        return list(own)
    if "--wall" in own:
        raise Refused("wall_only")
    try:
        words = shlex.split(asked)
    except ValueError:
        words = []
    if not words or not allowed(words, readings):
        shown = asked if len(asked) <= _SHOWN else f"{asked[: _SHOWN - 1]}…"
        raise Refused("remote", command=shown, known=", ".join(named(readings)))
    return [*own, "--readonly", *words]


def named(readings: Mapping[str, Reading] = READINGS) -> list[str]:
    """What can be asked for, as it is typed: ``orgs``, ``meeting show``."""
    return [f"{name} {reading.verb}".rstrip() for name, reading in readings.items()]


def allowed(words: Sequence[str], readings: Mapping[str, Reading] = READINGS) -> bool:
    """Whether a line's words are a command of the list, with none but its options and not one word more."""
    reading = readings.get(words[0])
    begins = 2 if reading and reading.verb else 1
    if reading is None or " ".join(words[1:begins]) != reading.verb:
        return False
    rest, names, to_stdout = list(words[begins:]), 0, False
    while rest:
        word = rest.pop(0)
        option, given, _value = word.partition("=")
        if reading.to_stdout and word == "-o":
            if to_stdout or not rest or rest.pop(0) != "-":
                return False
            to_stdout = True
        elif not word.startswith("-"):
            names += 1
        elif option not in reading.options or (given and reading.options[option] != 1):
            return False
        else:
            values, rest = _values(rest, 0 if given else reading.options[option])
            if values is None:
                return False
    enough = names == reading.names or (names < reading.names and "--help" in words)
    return enough and (to_stdout == reading.to_stdout or "--help" in words)


def _values(rest: list[str], count: int) -> tuple[list[str] | None, list[str]]:
    """So many values off the front, and what is left; ``None`` where one is missing or looks like an option."""
    values = rest[:count]
    if len(values) < count or any(value.startswith("-") for value in values):
        return None, rest
    return values, rest[count:]
