"""Remediation: every state and every move as a table; what is missing, which date counts, what presses first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.rules.remediation import (
    CLOSED,
    EFFECTIVE,
    MOVES,
    OPENED,
    REPORTED,
    SOON_DAYS,
    STATES,
    Work,
    causes_case,
    days_left,
    deadline,
    missing,
    moved,
    next_step,
    order,
    over,
    undone,
)
from tests.rules.vietnamese import calm

TABLE = """
               plan     commit     progress   report    effective  partly  not_effective  close   go_on
opened         planned  -          -          -         -          -       -              -       -
planned        -        committed  -          -         -          -       -              -       -
committed      -        -          under_way  -         -          -       -              -       -
under_way      -        -          -          reported  -          -       -              -       -
reported       -        -          -          -         effective  partly  not_effective  -       -
effective      -        -          -          -         -          -       -              closed  -
partly         -        -          -          -         -          -       -              -       reopened
not_effective  -        -          -          -         -          -       -              -       reopened
closed         -        -          -          -         -          -       -              -       reopened
reopened       -        -          -          reported  -          -       -              -       -
"""
HEAD, *LINES = [line.split() for line in TABLE.strip().splitlines()]


def test_every_move_in_every_state() -> None:
    assert tuple(HEAD) == tuple(MOVES)
    assert tuple(line[0] for line in LINES) == STATES
    for state, *leads_to in LINES:
        for move, to in zip(HEAD, leads_to, strict=True):
            assert moved(state, move) == (None if to == "-" else to), (state, move)


def test_every_way_to_the_end_leads_through_a_verification() -> None:
    """Without the three findings nothing that is closed can be reached from the beginning."""
    reached, findings = {OPENED}, {"effective", "partly", "not_effective"}
    for _round in STATES:
        for move in MOVES.keys() - findings:
            reached |= {to for state in reached if (to := moved(state, move))}
    assert CLOSED not in reached
    assert REPORTED in reached


@pytest.mark.parametrize(
    ("level", "levels", "causes"),
    [
        ("HT", ("XS", "TOT", "HT", "KHT"), True),
        ("KHT", ("XS", "TOT", "HT", "KHT"), True),
        ("TOT", ("XS", "TOT", "HT", "KHT"), False),
        ("HT", ("TSVM", "HTT", "HT", "YK"), True),
        ("YK", ("TSVM", "HTT", "HT", "YK"), True),
        ("HTT", ("TSVM", "HTT", "HT", "YK"), False),
        (None, ("XS", "TOT", "HT", "KHT"), False),
        ("none", ("XS", "TOT", "HT", "KHT"), False),
    ],
)
def test_the_two_lowest_levels_cause_a_case(level: str | None, levels: tuple[str, ...], causes: bool) -> None:
    assert causes_case(level, levels) is causes


BOTH = (Work(1, "2020-03-31", True, False), Work(2, "2020-06-30", False, False))
DONE = (Work(1, None, True, True),)


def lacking(state: str, works: tuple[Work, ...] = (), *, there: bool = False) -> str:
    found = missing(state, directive=there, team=there, shortcomings=int(there), measures=works)
    return " ".join(each.code if each.measure is None else f"{each.code}:{each.measure}" for each in found)


def test_what_is_missing_for_the_next_state() -> None:
    assert lacking("opened") == "directive team shortcomings measures plan_date"
    assert lacking("opened", BOTH, there=True) == "plan_date"
    assert lacking("planned", BOTH) == "commitment_date", "what was left out before holds nobody up"
    for state in ("committed", "under_way", "reopened"):
        assert lacking(state) == "measures"
        assert lacking(state, BOTH) == "measure_open:2 proof:1"
        assert lacking(state, DONE) == "renewed", "nothing that stands moves it"
    assert lacking("reported", DONE) == "verification", "also the second time it is reported"
    assert lacking("reported", BOTH) == "measure_open:2 proof:1 verification"
    assert (lacking("effective", DONE), lacking("effective", BOTH)) == ("", "measure_open:2 proof:1")
    assert [lacking(state, BOTH) for state in ("partly", "not_effective", "closed")] == ["", "", ""]


works = st.lists(st.builds(Work, st.integers(1, 9), st.none(), st.booleans(), st.booleans()), max_size=5)


@calm
@given(works)
def test_a_measure_is_missing_once_until_it_is_done_and_proved(measures: list[Work]) -> None:
    found = [each.measure for each in undone(measures)]
    assert sorted(found) == sorted(each.n for each in measures if not (each.done and each.proved))  # type: ignore[type-var]


@pytest.mark.parametrize(
    ("state", "directive", "step"),
    [
        ("opened", False, 1),
        ("opened", True, 3),
        ("planned", True, 4),
        ("planned", False, 4),
        ("committed", True, 5),
        ("under_way", True, 5),
        ("reopened", True, 5),
        ("reported", True, 7),
        ("effective", True, 9),
        ("partly", True, 9),
        ("not_effective", True, 9),
        ("closed", True, None),
    ],
)
def test_the_step_that_comes_next(state: str, directive: bool, step: int | None) -> None:
    assert next_step(state, directive=directive) == step


DUE, PLAN, COMMIT = "2020-06-30", "2020-01-10", "2020-01-15"


@pytest.mark.parametrize(
    ("state", "due", "plan", "commit", "works", "counts"),
    [
        ("opened", DUE, PLAN, COMMIT, BOTH, PLAN),
        ("opened", DUE, None, COMMIT, (), COMMIT),
        ("opened", "2020-01-05", PLAN, COMMIT, BOTH, "2020-01-05"),
        ("opened", DUE, "2020-09-30", COMMIT, BOTH, COMMIT),
        ("opened", DUE, None, None, BOTH, "2020-06-30"),
        ("opened", DUE, PLAN, None, (Work(1, "2020-01-02", False, False),), "2020-01-02"),
        ("opened", None, None, COMMIT, (), COMMIT),
        ("opened", None, None, None, (), None),
        ("planned", "2020-01-05", PLAN, COMMIT, BOTH, "2020-01-05"),
        ("planned", DUE, PLAN, COMMIT, BOTH, COMMIT),
        ("planned", "2020-09-30", PLAN, None, BOTH, "2020-06-30"),
        ("committed", None, PLAN, COMMIT, BOTH, "2020-06-30"),
        ("under_way", "2020-05-01", PLAN, COMMIT, BOTH, "2020-05-01"),
        ("under_way", DUE, None, None, (Work(1, "2020-03-31", True, False),), DUE),
        ("reopened", None, PLAN, COMMIT, (), None),
        ("reported", DUE, None, None, DONE, DUE),
        ("partly", DUE, None, None, DONE, DUE),
        ("effective", DUE, PLAN, COMMIT, DONE, None),
        ("effective", "2020-09-30", PLAN, COMMIT, BOTH, "2020-06-30"),
        ("effective", DUE, PLAN, COMMIT, (Work(1, "2020-01-02", True, False),), DUE),
        ("effective", None, PLAN, COMMIT, (Work(1, None, False, False),), None),
        ("closed", DUE, PLAN, COMMIT, BOTH, None),
    ],
)
def test_the_date_that_counts(
    state: str, due: str | None, plan: str | None, commit: str | None, works: tuple[Work, ...], counts: str | None
) -> None:
    assert deadline(state, due, plan, commit, works) == counts


def test_days_that_are_left() -> None:
    assert [days_left(day, "2020-02-28") for day in ("2020-03-01", "2020-02-28", "2020-02-27")] == [2, 0, -1]
    assert days_left(None, "2020-02-28") is None


def test_what_presses_most_stands_first() -> None:
    listed: list[tuple[str, int | None]] = [
        *(("opened", -20), ("reported", -3), ("under_way", -1)),
        *(("reported", 0), ("planned", SOON_DAYS)),
        *(("reported", 30), ("reported", None)),
        *(("committed", SOON_DAYS + 1), ("reopened", 90)),
        *(("opened", None), ("closed", None)),
    ]
    ranks = [order(state, left, ended=state == CLOSED) for state, left in listed]
    assert ranks == sorted(ranks)
    assert len(set(ranks)) == len(ranks)
    both = order(EFFECTIVE, None, ended=True), order(CLOSED, None, ended=True)
    assert both[0] == both[1], "by number between them"
    assert order(EFFECTIVE, None, ended=False) == order(OPENED, None, ended=False), "with something left to do"


def test_a_case_is_over_when_nothing_is_left_to_do() -> None:
    assert [state for state in STATES if over(state, DONE)] == [EFFECTIVE, CLOSED]
    assert [state for state in STATES if over(state, BOTH)] == [CLOSED]
