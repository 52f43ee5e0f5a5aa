"""Cases of remediation: who may verify, what is found by shortcoming, when one ends, what is dated, what is moved."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from store import clock
from store.commands.account import add_account
from store.commands.people import change_person, tie_person
from store.commands.remediation import (
    add_measure,
    set_deadlines,
    set_mentoring,
)
from store.commands.remediation_steps import (
    close_case,
    extend_case,
    go_on_with_case,
    report_progress,
    verify_case,
)
from store.commands.undoing import redo, undo
from store.queries.remediation import case, cases
from tests.kit.casework import KIM, LEADER, ONE, OWNER, brought, case_store, proved
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
