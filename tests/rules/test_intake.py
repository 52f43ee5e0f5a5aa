"""What is in, late, given back or owed: by whom, since when, and when it was asked for last."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.rules.facts import RATINGS
from store.rules.intake import (
    APPRAISED,
    COMPLETE,
    DEBTORS,
    GIVEN,
    IN,
    LATE,
    NO_OPINION,
    NOT_IN,
    NOT_SENT,
    ORGANISATION,
    RETURNED,
    SOME,
    Debt,
    Opinion,
    Paper,
    asked_ratings,
    debts,
    dossier_state,
    opinions,
    papers,
    speaks_for,
)
from tests.rules.vietnamese import calm

DUE = "2019-12-15"
TODAY = "2019-12-27"
DAYS = ("2019-12-14", "2019-12-15", "2019-12-16", None)

STATES = {
    "never seen": (None, DUE, NOT_IN),
    "before the deadline": (("2019-12-14", None, None), DUE, IN),
    "on the very day": (("2019-12-15", None, None), DUE, IN),
    "a day late": (("2019-12-16", None, None), DUE, LATE),
    "no deadline, never late": (("2031-01-01", None, None), None, IN),
    "given back": ((None, "2019-12-17", "chưa ký"), DUE, RETURNED),
    "given back and in again": (("2019-12-20", "2019-12-17", "chưa ký"), DUE, LATE),
}


@pytest.mark.parametrize("case", STATES)
def test_a_paper_is_in_late_given_back_or_not_there(case: str) -> None:
    kept, due, state = STATES[case]
    (paper,) = papers(["report"], {} if kept is None else {"report": kept}, due)
    assert (paper.code, paper.state, paper.is_in) == ("report", state, state in (IN, LATE))


def test_papers_stand_in_the_order_of_the_profile_and_unknown_ones_are_left_out() -> None:
    kept = {"result": ("2019-12-14", None, None), "old": ("2019-12-14", None, None)}
    assert [(each.code, each.state) for each in papers(["report", "result"], kept, DUE)] == [
        ("report", NOT_IN),
        ("result", IN),
    ]


DOSSIERS = {
    "nothing": ([NOT_IN, NOT_IN], False, NOT_IN),
    "one of two": ([IN, NOT_IN], False, SOME),
    "late and one missing": ([LATE, NOT_IN], False, SOME),
    "one back, the other in": ([IN, RETURNED], False, RETURNED),
    "one back, the other never seen": ([RETURNED, NOT_IN], False, RETURNED),
    "all in time": ([IN, IN], False, COMPLETE),
    "one late": ([IN, LATE], False, LATE),
    "appraised": ([IN, LATE], True, APPRAISED),
    "appraised with a gap stays a gap": ([IN, NOT_IN], True, SOME),
    "appraised and given back": ([IN, RETURNED], True, RETURNED),
}


@pytest.mark.parametrize("case", DOSSIERS)
def test_a_dossier_says_what_is_to_be_done_before_what_is_well(case: str) -> None:
    states, appraised, wanted = DOSSIERS[case]
    assert dossier_state([Paper(str(n), state) for n, state in enumerate(states)], appraised=appraised) == wanted


def test_a_body_that_sent_nothing_is_another_thing_than_one_without_an_opinion() -> None:
    told = opinions(["office", "front", "inspection"], {"front": (None, TODAY), "inspection": ("Nhất trí", TODAY)})
    assert told == (
        Opinion("office", NOT_SENT),
        Opinion("front", NO_OPINION, None, TODAY),
        Opinion("inspection", GIVEN, "Nhất trí", TODAY),
    )


def owed(
    held: tuple[Paper, ...] = (),
    asked: tuple[str, ...] = (),
    there: tuple[str, ...] = (),
    reminders: tuple[tuple[str, str], ...] = (),
    due: str | None = DUE,
    today: str = TODAY,
) -> tuple[Debt, ...]:
    return debts(held, asked, there, dossier_due=due, prerequisites_due="2019-12-10", reminders=reminders, today=today)


def test_papers_are_owed_by_the_organisation_since_the_deadline() -> None:
    held = (Paper("report", IN, "2019-12-14"), Paper("result", NOT_IN), Paper("submission", NOT_IN))
    assert owed(held) == (Debt(ORGANISATION, ("result", "submission"), DUE, True, ()),)


@pytest.mark.parametrize(
    ("returned", "since"),
    [("2019-12-12", DUE), ("2019-12-17", "2019-12-17")],
    ids=["given back before the deadline", "given back after it"],
)
def test_a_paper_given_back_is_owed_from_the_later_day(returned: str, since: str) -> None:
    assert owed((Paper("result", RETURNED, None, returned, "chưa khớp"),))[0].since == since
    both = (Paper("result", RETURNED, None, returned, "chưa khớp"), Paper("report", NOT_IN))
    assert owed(both)[0].since == DUE, "the oldest debt counts"


@pytest.mark.parametrize(("today", "overdue"), [("2019-12-14", False), (DUE, False), ("2019-12-16", True)])
def test_on_the_day_of_the_deadline_nothing_is_overdue_yet(today: str, overdue: bool) -> None:
    (debt,) = owed((Paper("report", NOT_IN),), today=today)
    assert (debt.since, debt.overdue) == (DUE, overdue)


def test_without_a_deadline_it_is_owed_all_the_same_and_never_overdue() -> None:
    (debt,) = owed((Paper("report", NOT_IN),), due=None)
    assert (debt.since, debt.overdue) == (None, False)


def test_ratings_that_have_not_arrived_are_owed_by_each_body_since_their_own_deadline() -> None:
    there = tuple(name for name in RATINGS if name not in ("rating_front", "rating_youth"))
    assert owed(asked=RATINGS, there=(*there, "targets_set")) == (
        Debt("front", ("rating_front",), "2019-12-10", True, ()),
        Debt("youth", ("rating_youth",), "2019-12-10", True, ()),
    )


def test_ratings_are_asked_where_there_are_such_bodies() -> None:
    assert asked_ratings("commune") == asked_ratings("town") == RATINGS
    assert asked_ratings("base_branch") == asked_ratings("police") == asked_ratings("military") == ()


def test_reminders_stand_by_whom_they_were_sent_to_oldest_first() -> None:
    sent = (("front", "2019-12-20"), (ORGANISATION, "2019-12-16"), ("front", "2019-12-12"), ("other", TODAY))
    found = {debt.debtor: debt.reminded for debt in owed((Paper("report", NOT_IN),), RATINGS, (), sent)}
    assert found["front"] == ("2019-12-12", "2019-12-20")
    assert found[ORGANISATION] == ("2019-12-16",)
    assert found["government"] == ()


kinds_of_paper = st.sampled_from([NOT_IN, IN, LATE, RETURNED])


@calm
@given(
    states=st.lists(kinds_of_paper, max_size=6), there=st.sets(st.sampled_from(RATINGS)), today=st.sampled_from(DAYS)
)
def test_every_gap_is_somebodys_debt_and_nothing_else_is(states: list[str], there: set[str], today: str | None) -> None:
    held = tuple(Paper(str(n), state, returned=TODAY if state == RETURNED else None) for n, state in enumerate(states))
    found = owed(held, RATINGS, tuple(there), today=today or TODAY)
    named = [what for debt in found for what in debt.what]
    gaps = [paper.code for paper in held if not paper.is_in] + [name for name in RATINGS if name not in there]
    assert named == gaps
    assert [debt.debtor for debt in found] == [each for each in DEBTORS if each in {debt.debtor for debt in found}]


@pytest.mark.parametrize(
    ("roles", "own", "may"),
    [
        ({"secretary"}, None, True),
        ({"reviewer", "observer"}, None, True),
        ({"advisory"}, "front", True),
        ({"advisory"}, "office", False),
        ({"advisory", "observer"}, "office", False),
        ({"advisory"}, None, False),
        ({"advisory", "secretary"}, "office", True),
    ],
)
def test_a_body_speaks_for_itself_alone(roles: set[str], own: str | None, may: bool) -> None:
    assert speaks_for(roles, own, "front") is may
