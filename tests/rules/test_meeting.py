"""A meeting's life as a table, its items, and how many must be there and be for it."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.rules.agenda import GAPS, gap
from store.rules.meeting import (
    ACTIVE,
    ITEM_STATES,
    MOVES,
    SETTLED,
    SITTING,
    STATES,
    following,
    fraction,
    left_open,
    majority,
    moved,
    quorum,
)
from tests.rules.vietnamese import calm

LIFE = """
           draft     prepared  open    recess  closed    reopened
ready      prepared  -         -       -       -         -
redraft    -         draft     -       -       -         -
open       -         open      -       -       -         -
recess     -         -         recess  -       -         -
resume     -         -         -       open    -         -
close      -         -         closed  -       -         closed
reopen     -         -         -       -       reopened  -
"""

FROM, *LINES = [line.split() for line in LIFE.strip().splitlines()]
CELLS = [(state, line[0], to) for line in LINES for state, to in zip(FROM, line[1:], strict=True)]

shares = st.tuples(st.integers(1, 99), st.integers(1, 99)).filter(lambda each: each[0] <= each[1])
voters = st.integers(0, 60)


def written(share: tuple[int, int]) -> str:
    return f"{share[0]}/{share[1]}"


def test_every_move_in_every_state() -> None:
    assert (tuple(FROM), [line[0] for line in LINES]) == (STATES, list(MOVES))
    for state, move, to in CELLS:
        assert moved(state, move) == (None if to == "-" else to), (state, move)


def test_a_meeting_that_decides_has_begun_and_is_not_over() -> None:
    assert SITTING < ACTIVE < set(STATES)
    assert {state: state in SITTING for state in STATES} == {
        "draft": False,
        "prepared": False,
        "open": True,
        "recess": False,
        "closed": False,
        "reopened": True,
    }


def test_an_item_that_the_room_leaves_is_half_done_unless_it_is_settled() -> None:
    told = {state: left_open(state) for state in ITEM_STATES}
    assert told == {
        "pending": "half",
        "half": "half",
        "discussed": "discussed",
        "concluded": "concluded",
        "parked": "parked",
        "skipped": "skipped",
    }
    assert {state for state, left in told.items() if state == left} == SETTLED | {"half"}


@pytest.mark.parametrize(
    ("states", "at", "goes_to"),
    [
        ([], None, None),
        (["pending", "pending"], None, 0),
        (["pending", "pending"], 0, 1),
        (["pending", "pending"], 1, None),
        (["concluded", "parked"], None, 1),
        (["half", "concluded", "concluded", "skipped"], 0, 3),
        (["pending", "concluded", "concluded"], 0, 1),
        (["pending", "concluded"], 1, None),
        (["concluded", "concluded"], None, 0),
    ],
)
def test_the_room_goes_on_to_what_is_not_concluded(states: list[str], at: int | None, goes_to: int | None) -> None:
    assert following(states, at) == goes_to


@pytest.mark.parametrize(
    ("voting", "share", "to_sit", "to_decide"),
    [
        (13, "2/3", 9, 9),
        (13, "1/2", 7, 7),
        (12, "2/3", 8, 9),
        (12, "1/2", 6, 7),
        (11, "1/2", 6, 6),
        (2, "1/2", 1, 2),
        (1, "1/2", 1, 1),
        (3, "2/3", 2, 3),
        (10, "3/4", 8, 8),
        (7, "1/1", 7, 8),
        (0, "2/3", 0, 1),
    ],
)
def test_how_many_must_be_there_and_how_many_for_it(voting: int, share: str, to_sit: int, to_decide: int) -> None:
    """At least the share of all who vote, and more than the share of them: of all, not of those present."""
    assert (quorum(voting, share), majority(voting, share)) == (to_sit, to_decide)


@calm
@given(voters, shares)
def test_a_quorum_is_the_least_that_reaches_the_share_and_a_majority_the_least_beyond_it(
    voting: int, share: tuple[int, int]
) -> None:
    part = Fraction(*share) * voting
    assert quorum(voting, written(share)) == math.ceil(part)
    assert majority(voting, written(share)) == math.floor(part) + 1
    assert 0 <= quorum(voting, written(share)) <= voting


@calm
@given(voters, shares)
def test_one_more_who_votes_never_makes_it_easier(voting: int, share: tuple[int, int]) -> None:
    for count in (quorum, majority):
        assert count(voting, written(share)) <= count(voting + 1, written(share)) <= count(voting, written(share)) + 1


@pytest.mark.parametrize(("text", "told"), [("2/3", (2, 3)), ("1/2", (1, 2)), ("1/1", (1, 1)), ("50/99", (50, 99))])
def test_a_share_is_read(text: str, told: tuple[int, int]) -> None:
    assert fraction(text) == told


@pytest.mark.parametrize(
    "text",
    ["", "2", "3/2", "0/3", "1/0", "-1/2", "1/-2", " 1/2", "1/2 ", "1 / 2", "½", "100/200", "1/2/3", "١/٢", "a/b"],
)
def test_what_is_no_share(text: str) -> None:
    assert fraction(text) is None


@pytest.mark.parametrize(
    ("found", "why"),
    [
        ({}, None),
        ({"level": None}, "no_level"),
        ({"difference": 1}, "different"),
        ({"difference": -2}, "different"),
        ({"difference": None}, None),
        ({"failed": ("21-HD",)}, "failed"),
        ({"owed": True}, "owed"),
        ({"handed_in": False}, "dossier"),
        ({"handed_in": False, "owed": True, "failed": ("x",)}, "failed"),
        ({"handed_in": False, "owed": True}, "owed"),
        ({"level": None, "difference": 1, "failed": ("x",), "owed": True, "handed_in": False}, "no_level"),
    ],
)
def test_why_a_level_is_not_agreed_unspoken(found: dict[str, object], why: str | None) -> None:
    plain: dict[str, object] = {"level": "TOT", "difference": 0, "failed": (), "owed": False, "handed_in": True}
    given_so = {**plain, **found}
    level, difference, failed = given_so.pop("level"), given_so.pop("difference"), given_so.pop("failed")
    assert gap(level, difference, failed, **given_so) == why  # type: ignore[arg-type]
    assert why is None or why in GAPS
