"""The rules of a meeting: its life, its agenda's items, attendance, quorum and majority."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

DRAFT, PREPARED, OPEN, RECESS, CLOSED, REOPENED = "draft", "prepared", "open", "recess", "closed", "reopened"
STATES = (DRAFT, PREPARED, OPEN, RECESS, CLOSED, REOPENED)
"""The states of a meeting."""

SITTING = frozenset({OPEN, REOPENED})
"""States in which it decides."""

ACTIVE = frozenset({OPEN, RECESS, REOPENED})
"""States in which it has begun and is not over."""

MOVES: dict[str, tuple[frozenset[str], str]] = {
    "ready": (frozenset({DRAFT}), PREPARED),
    "redraft": (frozenset({PREPARED}), DRAFT),
    "open": (frozenset({PREPARED}), OPEN),
    "recess": (frozenset({OPEN}), RECESS),
    "resume": (frozenset({RECESS}), OPEN),
    "close": (frozenset({OPEN, REOPENED}), CLOSED),
    "reopen": (frozenset({CLOSED}), REOPENED),
}
"""A move to the states it may be made in, and the state it leads to."""

CHAIR_CONCLUDES, HANDS = "chair", "hands"
WAYS = (CHAIR_CONCLUDES, HANDS)
"""How a meeting decides: the chair concludes after agreement, or hands are counted."""

CHAIR, TELLER = "chair", "teller"
OFFICES = (CHAIR, TELLER)
"""What somebody can be appointed to for one meeting."""

SINGLE, BLOCK = "single", "block"
"""Kinds of item: one organisation, or many that are agreed in one motion."""

PENDING, HALF, DISCUSSED, CONCLUDED, PARKED, SKIPPED = "pending", "half", "discussed", "concluded", "parked", "skipped"
ITEM_STATES = (PENDING, HALF, DISCUSSED, CONCLUDED, PARKED, SKIPPED)
"""The states of an item; the room's own is ``current`` besides."""

SETTLED = frozenset({DISCUSSED, CONCLUDED, PARKED, SKIPPED})
"""States of an item that is not simply left open when the room goes on."""

INVITED, PRESENT, EXCUSED, ABSENT, LATE, LEFT = "invited", "present", "excused", "absent", "late", "left"
ATTENDANCES = (PRESENT, EXCUSED, ABSENT, LATE, LEFT)
"""What is recorded of a person's presence."""

_FRACTION = re.compile(r"([1-9]\d?)/([1-9]\d?)", re.ASCII)


@dataclass(frozen=True)
class Hands:
    """A show of hands: how many for, against, abstaining."""

    favour: int
    against: int
    abstained: int


def moved(state: str, move: str) -> str | None:
    """The state that a move leads to, ``None`` where it cannot be made in this state."""
    froms, to = MOVES[move]
    return to if state in froms else None


def left_open(state: str) -> str:
    """What becomes of the room's item when the room goes on: one that is not settled stays half done."""
    return state if state in SETTLED else HALF


def following(states: Sequence[str], at: int | None) -> int | None:
    """Where the room goes on to, as an index: the next item that is not concluded, else the next; ``None`` at the end.

    ``at`` is where the room is, ``None`` where it has no item yet.
    """
    ahead = range(0 if at is None else at + 1, len(states))
    return next((place for place in ahead if states[place] != CONCLUDED), ahead[0] if ahead else None)


def fraction(text: str) -> tuple[int, int] | None:
    """A fraction such as ``2/3``, at most 1; ``None`` for anything else."""
    found = _FRACTION.fullmatch(text)
    if found is None or int(found[1]) > int(found[2]):
        return None
    return int(found[1]), int(found[2])


def quorum(voting: int, share: str) -> int:
    """How many voting members must be there to sit: at least the share of all (two thirds of 13: 9).

    Source: a setting of the store, not read in a rule (``verified: false``).
    """
    above, below = fraction(share) or (2, 3)
    return -(-voting * above // below)


def majority(voting: int, share: str) -> int:
    """How many must be for a decision: more than the share of all voting members (half of 13: 7).

    Party Charter, article 9(5), as commonly read: of all members, not of those present (``verified: false``).
    """
    above, below = fraction(share) or (1, 2)
    return voting * above // below + 1
