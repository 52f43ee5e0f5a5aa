"""Cases of remediation: who may verify, what is found by shortcoming, when one ends, what is dated, what is moved."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from store import clock
from store.commands.account import add_account, remove_account
from store.commands.people import change_person, tie_person
from store.commands.remediation import (
    add_measure,
    add_shortcoming,
    open_case,
    set_commitment,
    set_deadlines,
    set_directive,
    set_mentoring,
    set_plan,
)
from store.commands.remediation_steps import (
    close_case,
    extend_case,
    go_on_with_case,
    inspect_case,
    report_progress,
    verify_case,
)
from store.commands.undoing import redo, undo
from store.queries.remediation import case, cases
from store.queries.remediation_rights import leads_any
from tests.kit.casework import KIM, LANG, LEADER, ONE, OWNER, WAY, brought, case_store, proved
from tests.kit.meetings import refusal
from tests.kit.stores import AN, BEGUN, CHI, library, newest

pytestmark = pytest.mark.usefixtures("store")

DAY = 86_400_000


@pytest.fixture
def closed_store(tmp_path: Path, mode: str) -> Iterator[Path]:
    """A store with people and a case that is begun."""
    with library(mode):
        yield case_store(tmp_path / "thamdinh.db")


def days_on(days: int) -> AbstractContextManager[None]:
    """A clock that stands so many days after the store was founded."""
    return clock.replaced(now=lambda: BEGUN + days * DAY)


def test_nobody_verifies_the_own_case_nor_takes_such_a_word_back() -> None:
    """Leader, member of the team, owner of a measure, somebody tied: whatever their roles."""
    brought("reported")
    add_account(AN, login="in", roles=["secretary", "reviewer"])
    outside = case(ONE, "in")
    assert (outside.inside, outside.leads) == (False, False)
    verify_case(CHI, case=ONE, outcome="not_effective")
    word = newest()
    undo("in", entry=word)
    redo("in")
    assert case(ONE).state == "not_effective"
    tie_person(AN, person=5, organisation=KIM)
    change_person(AN, person=LEADER, login="")
    change_person(AN, person=5, login="")
    for person in (LEADER, 2, OWNER, 5):
        change_person(AN, person=person, login="in")
        told = case(ONE, "in")
        assert told.inside
        assert told.leads == (person == LEADER)
        assert refusal(lambda: verify_case("in", case=ONE, outcome="effective"))[0] == "own_case"
        assert refusal(lambda: undo("in", entry=word))[0] == "own_case"
        change_person(AN, person=person, login="")


def test_what_was_found_stands_by_shortcoming() -> None:
    def remedied() -> list[bool | None]:
        return [each.remedied for each in case(ONE).shortcomings]

    brought("reported")
    assert remedied() == [None, None]
    for code, asked in {
        "remedied_missing": {"outcome": "partly"},
        "unknown_shortcoming": {"outcome": "partly", "remedied": [2, 3]},
        "not_all_remedied": {"outcome": "effective", "remedied": [1]},
        "unknown_outcome": {"outcome": "good"},
    }.items():
        assert refusal(lambda asked=asked: verify_case(CHI, case=ONE, **asked))[0] == code  # type: ignore[misc]
    verify_case(CHI, case=ONE, outcome="partly", remedied=[2], note="Thu đủ")
    assert (remedied(), case(ONE).remedied, case(ONE).outcome) == ([False, True], 1, "partly")
    go_on_with_case(AN, case=ONE, why="Sinh hoạt còn thưa")
    told = case(ONE)
    assert [each.percent for each in told.measures] == [None, None], "they begin anew"
    assert [each.proof for each in told.measures] == ["Báo cáo", "Báo cáo"]
    assert (told.why, remedied()) == ("Sinh hoạt còn thưa", [False, True])
    proved(ONE, 1)
    proved(ONE, 2)
    assert [each.code for each in case(ONE).missing] == ["verification"], "also the second time"
    verify_case(CHI, case=ONE, outcome="not_effective")
    assert remedied() == [False, False]
    undo(CHI)
    verify_case(CHI, case=ONE, outcome="effective")
    assert (remedied(), case(ONE).missing, case(ONE).step) == ([True, True], (), 9)


def test_no_case_ends_with_a_measure_that_is_open_again() -> None:
    brought("committed")
    add_measure(AN, case=ONE, text="Kèm cặp")
    proved(ONE, 1)
    second = newest() + 1
    proved(ONE, 2)
    proved(ONE, 3)
    undo(AN, entry=second)
    told = case(ONE)
    assert (told.state, [(each.code, each.measure) for each in told.missing]) == (
        "reported",
        [("measure_open", 2), ("verification", None)],
    )
    open_ = {"case": ONE, "measure": 2}
    assert refusal(lambda: verify_case(CHI, case=ONE, outcome="effective")) == ("measures_open", open_)
    report_progress(AN, case=ONE, measure=2, percent=100)
    assert [each.code for each in case(ONE).missing] == ["proof", "verification"]
    assert refusal(lambda: verify_case(CHI, case=ONE, outcome="effective")) == ("measures_open", open_)
    proved(ONE, 2)
    verify_case(CHI, case=ONE, outcome="effective")
    report_progress(AN, case=ONE, measure=2, percent=99)
    assert refusal(lambda: close_case(AN, case=ONE)) == ("measures_open", open_)
    proved(ONE, 2)
    close_case(AN, case=ONE)
    assert case(ONE).closed_on == "2019-12-20"


def test_a_measure_is_done_on_the_day_that_was_said_and_nothing_is_dated_by_itself() -> None:
    brought("committed")
    with days_on(20):
        report_progress(AN, case=ONE, measure=1, percent=100, did="Họp đủ", dated="02/01/2020", proof_date="")
        report_progress(AN, case=ONE, measure=1, percent=100, proof="Báo cáo")
        first = case(ONE).measures[0]
        assert (first.done_on, first.proof_date, first.did, first.left) == ("2020-01-02", None, "Họp đủ", None)
        report_progress(AN, case=ONE, measure=1, percent=90)
        first = case(ONE).measures[0]
        assert (first.done_on, first.done, first.left) == (None, False, 82)
        report_progress(AN, case=ONE, measure=1, percent=100, proof_date="09/01/2020")
        assert (case(ONE).measures[0].done_on, case(ONE).measures[0].proof_date) == ("2020-01-09", "2020-01-09")
        for ahead in ({"dated": "10/01/2020"}, {"proof_date": "10/01/2020"}):
            act = lambda ahead=ahead: report_progress(AN, case=ONE, measure=1, percent=100, **ahead)  # noqa: E731
            assert refusal(act)[0] == "case_date_ahead"
        set_mentoring(AN, case=ONE, count=3, note="Mỗi người một đảng viên")
        set_mentoring(AN, case=ONE, count=2)
        assert (case(ONE).mentored, case(ONE).mentoring) == (2, "Mỗi người một đảng viên")


def test_a_deadline_is_moved_with_a_reason_alone_and_says_how_late_that_was_asked() -> None:
    for text in ("", "01/07/2020"):
        assert refusal(lambda text=text: set_deadlines(AN, case=ONE, due=text))[0] == "due_stays"  # type: ignore[misc]
    with days_on(20):
        told = case(ONE)
        assert (told.deadline, told.left, told.overdue) == ("2020-01-10", 1, False)
    with days_on(205):
        assert [each.number for each in cases().cases][:1] == [ONE]
        assert case(ONE).overdue
        assert refusal(lambda: extend_case(AN, case=ONE, to="30/07/2020", why=" "))[0] == "extension_why"
        assert refusal(lambda: extend_case(AN, case=ONE, to="30/06/2020", why="Lũ"))[0] == "extension_not_later"
        assert extend_case(AN, case=ONE, to="30/08/2020", why="Lũ").value == 12
        assert extend_case(AN, case=ONE, to="30/09/2020", why="Lũ nữa").value == 0
        told = case(ONE)
        assert told.due == "2020-09-30"
        assert [(each.facts["was"], each.facts["late"]) for each in told.events if each.code == "extension"] == [
            ("2020-06-30", 12),
            ("2020-08-30", 0),
        ]


@pytest.mark.parametrize("ends", ["account", "post"])
def test_who_led_leads_no_more_once_account_or_post_has_ended_and_stays_inside(ends: str) -> None:
    brought("reported")
    add_account(AN, login="leader", roles=["observer"])
    change_person(AN, person=LEADER, login="leader")
    assert (case(ONE, "leader").leads, leads_any("leader")) == (True, True)
    report_progress("leader", case=ONE, measure=2, percent=100, did="Họp")
    if ends == "account":
        remove_account(AN, login="leader")
    else:
        change_person(AN, person=LEADER, valid_to="21/12/2019")
        assert case(ONE, "leader").leads, "the last day is a day of the post"
        change_person(AN, person=LEADER, valid_to="20/12/2019")
    told = case(ONE, "leader")
    assert (told.leads, told.inside, leads_any("leader")) == (False, True, False)
    assert refusal(lambda: verify_case("leader", case=ONE, outcome="effective"))[0] == "own_case"
    for act in (
        lambda: report_progress("leader", case=ONE, measure=1, percent=10),
        lambda: extend_case("leader", case=ONE, to="01/12/2020", why="x"),
        lambda: undo("leader"),
    ):
        assert refusal(act)[0] == "role"
    assert (case(ONE).measures[0].percent, case(ONE).due) == (100, "2020-06-30")


def test_nobody_verifies_shortcomings_that_were_not_seen() -> None:
    brought("reported")
    seen = [each.n for each in case(ONE, CHI).shortcomings]
    add_shortcoming(AN, case=ONE, text="Mới thêm")
    for outcome in ("effective", "not_effective"):
        act = lambda outcome=outcome: verify_case(CHI, case=ONE, outcome=outcome, if_shortcomings=seen)  # noqa: E731
        assert refusal(act) == ("shortcomings_since", {"case": ONE, "number": 3})
    assert [each.remedied for each in case(ONE).shortcomings] == [None, None, None]
    undo(AN)
    refused = refusal(lambda: verify_case(CHI, case=ONE, outcome="effective", if_shortcomings=[1, 2, 3]))
    assert refused == ("shortcomings_since", {"case": ONE, "number": 3})
    verify_case(CHI, case=ONE, outcome="effective", if_shortcomings=seen)
    assert case(ONE).remedied == 2


def test_each_date_that_counts_can_be_moved_and_no_other() -> None:
    def dates() -> list[tuple[str, str, int | None]]:
        return [(each.of, each.day, each.measure) for each in case(ONE).movable]

    def late(of: str = "due", measure: int | None = None) -> int:
        return extend_case(AN, case=ONE, to="30/08/2020", why="Lũ", of=of, measure=measure).value

    set_deadlines(AN, case=ONE, commitment_due="20/01/2020")
    assert dates() == [
        ("plan", "2020-01-10", None),
        ("commitment", "2020-01-20", None),
        ("measure", "2020-03-31", 1),
        ("due", "2020-06-30", None),
    ]
    with days_on(23):
        assert case(ONE).left == -2
        assert extend_case(AN, case=ONE, to="15/02/2020", why="Tết", of="plan").value == 2
        assert (case(ONE).plan_due, case(ONE).due, case(ONE).overdue) == ("2020-02-15", "2020-06-30", False)
        undo(AN)
        assert case(ONE).plan_due == "2020-01-10"
        set_plan(AN, case=ONE, dated="12/01/2020")
        assert refusal(lambda: late(of="plan"))[0] == "extension_without_date", "there is one"
        assert refusal(lambda: late(measure=2))[0] == "extension_without_date", "none was set"
        assert late(of="commitment") == 0
        set_commitment(AN, case=ONE, dated="12/01/2020")
        assert refusal(lambda: late(of="commitment"))[0] == "extension_without_date"
    with days_on(112):
        assert (case(ONE).deadline, case(ONE).overdue) == ("2020-03-31", True)
        assert late(measure=1) == 10
        assert (case(ONE).measures[0].due, case(ONE).overdue, case(ONE).due) == ("2020-08-30", False, "2020-06-30")
        proved(ONE, 1)
        assert refusal(lambda: late(measure=1))[0] == "extension_without_date", "it is done"
        assert [(each.code, each.facts["n"]) for each in case(ONE).events if each.code.startswith("extension")] == [
            ("extension_commitment", None),
            ("extension_measure", 1),
        ]
    assert refusal(lambda: late(of="never"))[0] == "extension_without_date"


def test_a_date_is_moved_where_it_stands_and_beyond_today() -> None:
    with days_on(205):
        for to in ("10/07/2020", "12/07/2020"):
            assert refusal(lambda to=to: extend_case(AN, case=ONE, to=to, why="Lũ")) == (  # type: ignore[misc]
                "extension_past",
                {"case": ONE},
            )
        assert extend_case(AN, case=ONE, to="13/07/2020", why="Lũ").value == 12
    undated = open_case(AN, organisation=LANG, why="Theo kết luận").value
    for to in ("01/01/1990", "30/07/2020"):
        act = lambda to=to: extend_case(AN, case=undated, to=to, why="Lũ")  # noqa: E731
        assert refusal(act) == ("extension_without_date", {"case": undated})


def test_a_case_that_cannot_move_names_what_would_move_it() -> None:
    def lacking() -> list[str]:
        return [each.code for each in case(ONE).missing]

    brought("committed")
    added = add_measure(AN, case=ONE, text="Kèm cặp").entry
    proved(ONE, 1)
    proved(ONE, 2)
    undo(AN, entry=added)
    assert (case(ONE).state, lacking()) == ("under_way", ["renewed"])
    proved(ONE, 1)
    assert case(ONE).state == "reported", "what is named helps"
    verify_case(CHI, case=ONE, outcome="effective")
    close_case(AN, case=ONE)
    go_on_with_case(AN, case=ONE, why="Tái phát")
    assert (case(ONE).state, lacking()) == ("reopened", ["renewed"])
    add_measure(AN, case=ONE, text="Kèm cặp")
    assert lacking() == ["measure_open"]


def test_what_a_date_can_be() -> None:
    """None to come, none years before the case was opened; what it goes through not before that."""
    papers = {
        "opened": lambda day: set_directive(AN, case=ONE, number="9", dated=day),
        "planned": lambda day: set_plan(AN, case=ONE, dated=day),
        "committed": lambda day: set_commitment(AN, case=ONE, dated=day),
        "under_way": lambda day: report_progress(AN, case=ONE, measure=1, percent=50, proof_date=day),
    }
    for state, act in papers.items():
        if state != "opened":
            WAY[state](ONE)
        for day, code in (("21/12/2019", "case_date_ahead"), ("19/12/2009", "case_date_old")):
            assert refusal(lambda act=act, day=day: act(day))[0] == code  # type: ignore[misc]
    set_directive(AN, case=ONE, number="9", dated="20/12/2009")
    early = ("case_date_early", {"case": ONE, "day": "20/12/2019"})
    see = lambda: inspect_case(AN, case=ONE, dated="19/12/2019", finding="Đều", passed=True)  # noqa: E731
    assert refusal(see) == early
    WAY["reported"](ONE)
    assert refusal(lambda: verify_case(CHI, case=ONE, outcome="effective", dated="19/12/2019")) == early
    verify_case(CHI, case=ONE, outcome="effective")
    assert refusal(lambda: close_case(AN, case=ONE, dated="01/01/1990"))[0] == "case_date_old"
    assert refusal(lambda: close_case(AN, case=ONE, dated="19/12/2019")) == early
    for paper in (set_plan, set_commitment):
        assert refusal(lambda paper=paper: paper(AN, case=ONE, dated="20/12/2019"))[0] == "case_move"  # type: ignore[misc]
