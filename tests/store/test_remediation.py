"""Cases of remediation: every step and its way back, what each state allows, what causes one, what stays."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from store import clock
from store.commands.account import add_account
from store.commands.cycle import close_cycle
from store.commands.founding import open_cycle, record_results
from store.commands.people import change_person
from store.commands.remediation import (
    add_measure,
    add_shortcoming,
    open_case,
    set_commitment,
    set_deadlines,
    set_directive,
    set_mentoring,
    set_plan,
    set_team,
)
from store.commands.remediation_steps import (
    close_case,
    extend_case,
    go_on_with_case,
    inspect_case,
    report_progress,
    verify_case,
)
from store.commands.succession import dissolve_organisation, merge_organisations
from store.commands.undoing import redo, undo
from store.queries.remediation import case, cases
from store.queries.remediation_room import remediation_room
from store.queries.verification import verify
from store.rules.remediation import SETTLED, STATES
from tests.kit.casework import KIM, LANG, LEADER, ONE, OWNER, VINH, brought, case_store, lowered, proved
from tests.kit.meetings import refusal
from tests.kit.stores import AN, BEGUN, CHI, both_modes, library, newest, sql

pytestmark = pytest.mark.usefixtures("store")

DAY = 86_400_000
TABLES = (
    *("remediation_case", "case_shortcoming", "case_member", "case_measure", "case_inspection", "case_extension"),
    "case_verification",
)


@pytest.fixture
def closed_store(tmp_path: Path, mode: str) -> Iterator[Path]:
    """A store with people and a case that is begun."""
    with library(mode):
        yield case_store(tmp_path / "thamdinh.db")


def kept() -> list[tuple[object, ...]]:
    """Every case and part of one, without versions."""
    rows = [(table, *row) for table in TABLES for row in sql(f"SELECT * FROM {table} ORDER BY id")]
    return [(table, key, *rest) for table, key, _version, *rest in rows]


def days_on(days: int) -> AbstractContextManager[None]:
    """A clock that stands so many days after the store was founded."""
    return clock.replaced(now=lambda: BEGUN + days * DAY)


STEPS: list[tuple[str, Callable[[str], object]]] = [
    (AN, lambda who: set_directive(who, case=ONE, number="13-CV/HU", dated="19/12/2019")),
    (AN, lambda who: set_team(who, case=ONE, people=[5, LEADER], leader=LEADER)),
    (AN, lambda who: add_shortcoming(who, case=ONE, text="Hồ sơ thiếu")),
    (AN, lambda who: add_measure(who, case=ONE, text="Bổ sung hồ sơ", due="30/04/2020")),
    (AN, lambda who: set_deadlines(who, case=ONE, commitment_due="15/01/2020")),
    (AN, lambda who: set_mentoring(who, case=ONE, count=3, note="Mỗi người một đảng viên")),
    (AN, lambda who: set_plan(who, case=ONE, dated="20/12/2019")),
    (AN, lambda who: set_commitment(who, case=ONE, dated="20/12/2019")),
    ("leader", lambda who: report_progress(who, case=ONE, measure=1, percent=40, did="Đã họp")),
    (AN, lambda who: inspect_case(who, case=ONE, dated="20/12/2019", finding="Chưa đều", passed=False)),
    ("leader", lambda who: extend_case(who, case=ONE, to="30/07/2020", why="Mưa lũ")),
    ("leader", lambda who: proved(ONE, 1, who)),
    (AN, lambda who: proved(ONE, 2, who)),
    (AN, lambda who: proved(ONE, 3, who)),
    (CHI, lambda who: verify_case(who, case=ONE, outcome="partly", remedied=[1])),
    (AN, lambda who: go_on_with_case(who, case=ONE, why="Còn hai việc")),
    (AN, lambda who: proved(ONE, 1, who)),
    (AN, lambda who: proved(ONE, 2, who)),
    (AN, lambda who: proved(ONE, 3, who)),
    (CHI, lambda who: verify_case(who, case=ONE, outcome="effective", note="Đủ")),
    (AN, lambda who: close_case(who, case=ONE)),
    (AN, lambda who: go_on_with_case(who, case=ONE, why="Tái phát")),
]
"""Every step that a case can take, each by somebody who may; ``leader`` is nothing but the leader of its team."""


@both_modes
def test_each_step_is_taken_back_and_done_again_also_when_the_cycle_is_over() -> None:
    add_account(AN, login="leader", roles=["observer"])
    change_person(AN, person=LEADER, login="leader")
    close_cycle(AN)
    for who, step in STEPS:
        before = kept()
        step(who)
        after, entry = kept(), newest()
        assert after != before
        assert undo(who).value == entry
        assert kept() == before
        assert redo(who).value == entry
        assert kept() == after
    assert case(ONE).state == "reopened"
    assert verify().difference is None


ACTS: dict[str, Callable[[], object]] = {
    "directive": lambda: set_directive(AN, case=ONE, number="14-CV/HU", dated="18/12/2019"),
    "add": lambda: add_shortcoming(AN, case=ONE, text="Thêm"),
    "plan": lambda: set_plan(AN, case=ONE, dated="19/12/2019"),
    "commit": lambda: set_commitment(AN, case=ONE, dated="19/12/2019"),
    "progress": lambda: report_progress(AN, case=ONE, measure=1, percent=100, did="Lại"),
    "inspect": lambda: inspect_case(AN, case=ONE, dated="20/12/2019", finding="Đều", passed=True),
    "extend": lambda: extend_case(AN, case=ONE, to="30/07/2020", why="Mưa lũ"),
    "verify": lambda: verify_case(CHI, case=ONE, outcome="not_effective"),
    "close": lambda: close_case(AN, case=ONE),
    "go_on": lambda: go_on_with_case(AN, case=ONE, why="Còn"),
}
LATER = {"planned", "committed", "under_way", "reported", "effective", "partly", "not_effective", "reopened"}
ALLOWED = {
    "directive": {"opened", *LATER},
    "add": {"opened", *LATER} - SETTLED,
    "plan": {"opened", *LATER} - SETTLED,
    "commit": LATER - SETTLED,
    "progress": LATER - {"planned"},
    "inspect": {"opened", *LATER},
    "extend": {"opened", *LATER},
    "verify": {"reported"},
    "close": {"effective"},
    "go_on": {"partly", "not_effective", "closed"},
}
"""The states in which each can be done; a plan and a commitment that stand can be dated anew until one verifies."""


@pytest.mark.parametrize("state", STATES)
def test_what_each_state_allows_and_what_it_refuses_changing_nothing(state: str) -> None:
    """Each act is tried and, where it is allowed, taken back."""
    brought(state)
    assert case(ONE).state == state
    for name, act in ACTS.items():
        if state in ALLOWED[name]:
            act()
            undo(CHI if name == "verify" else AN)
            assert case(ONE).state == state
            continue
        code, facts = refusal(act)
        shut = state == "closed" and name not in ("verify", "close")
        assert code == ("case_closed" if shut else "case_move"), name
        assert shut or (facts["case_state"], facts["case_step"]) == (state, name)


def test_what_a_level_causes_and_what_a_decision_does() -> None:
    assert case(ONE).cause == "rating"
    assert (case(ONE).cycle, case(ONE).level, case(ONE).opened_on) == ("2019", "HT", "2019-12-20")
    number = open_case(AN, organisation=LANG, why="Nội bộ mất đoàn kết", cycle="2019").value
    told = case(number)
    assert (number, told.cause, told.cycle, told.level, told.why) == (
        6,
        "decision",
        "2019",
        None,
        "Nội bộ mất đoàn kết",
    )
    assert undo(AN).value == newest() - 1
    assert refusal(lambda: case(6)) == ("unknown_case", {"case": 6})
    lowered(LANG, "KHT")
    assert case(open_case(AN, organisation=LANG).value).level == "KHT"


def test_a_case_that_a_source_names_becomes_the_one_that_is_opened_and_keeps_its_dates() -> None:
    named = case(3)
    assert (named.organisation, named.cause, named.opened_on, named.exemplary) == (VINH, "known", None, (2016,))
    assert (named.deadline, named.left, named.step, [each.code for each in named.missing]) == (
        None,
        None,
        None,
        ["opening"],
    )
    ask = "Nguồn nêu chậm chuyển biến"
    for act in (
        lambda: set_deadlines(AN, case=3, due="30/06/2020"),
        lambda: set_plan(AN, case=3, dated="20/12/2019"),
        lambda: add_shortcoming(AN, case=3, text="x"),
        lambda: inspect_case(AN, case=3, dated="20/12/2019", finding="x", passed=True),
        lambda: extend_case(AN, case=3, to="30/06/2020", why="x"),
    ):
        assert refusal(act) == ("case_not_opened", {"case": 3})
    assert open_case(AN, organisation=VINH, why=ask, plan_due="10/01/2020", due="30/06/2020").value == 3
    opening = newest()
    told = case(3)
    assert (told.due, told.plan_due, told.source) == ("2020-06-30", "2020-01-10", named.source)
    assert refusal(lambda: open_case(AN, organisation=VINH, why=ask)) == (
        "case_exists",
        {"case": 3, "tt": 6, "name": "Xã Vĩnh Tiến"},
    )
    for act in (
        lambda: set_directive(AN, case=3, number="1", dated="20/12/2019"),
        lambda: set_team(AN, case=3, people=[1], leader=1),
        lambda: add_measure(AN, case=3, text="x"),
    ):
        act()
        assert refusal(lambda: undo(AN, entry=opening)) == ("undo_case_has_parts", {"case": 3})
        undo(AN)
    undo(AN)
    assert (case(3).cause, case(3).due, case(3).plan_due, case(3).bare) == ("known", None, None, True)


def test_one_source_more_names_nobody_twice() -> None:
    facts = {"year": 2018, "scheme": "2018", "level": "HT", "exemplary": False, "slow_to_improve": True}
    known = [{**facts, "organisation": code, "source": f"s{n}"} for n, code in enumerate((KIM, LANG, LANG))]
    record_results(AN, years=[], known=known, corrections=[])
    told = {each.number: each for each in cases().cases}
    assert (len(told), told[6].organisation, told[6].source) == (6, LANG, "s1")


def action(entry: int) -> str:
    return str(sql("SELECT action FROM journal_entry WHERE id = ?", entry)[0][0])


def test_an_organisation_has_one_case_at_a_time_also_by_undoing() -> None:
    brought("closed")
    assert not next(each for each in remediation_room(AN).candidates if each.organisation == KIM).wanting
    assert refusal(lambda: open_case(AN, organisation=KIM)) == (
        "case_had",
        {"case": ONE, "cycle": "2019", "tt": 22, "name": "Xã Kim Đồng"},
    )
    second = open_case(AN, organisation=KIM, why="Tái phát").value
    assert (case(second).cause, case(second).level) == ("decision", "HT")
    assert refusal(lambda: go_on_with_case(AN, case=ONE, why="Tái phát"))[0] == "case_exists"
    closing = next(entry for entry in range(newest(), 0, -1) if action(entry) == "close_case")
    assert refusal(lambda: undo(AN, entry=closing))[0] == "case_exists"
    undo(AN)
    go_on_with_case(AN, case=ONE, why="Tái phát")
    assert refusal(lambda: open_case(AN, organisation=KIM, why="x"))[1]["case"] == ONE
    assert second == 6
    undo(AN)
    undo(AN, entry=closing)
    assert case(ONE).state == "effective"


@pytest.mark.parametrize("ends", ["merged", "dissolved"])
def test_a_case_goes_on_when_its_organisation_does_not(ends: str) -> None:
    """It is known by its last name, comes to its end, and goes into no form; no new one is opened."""
    brought("committed")
    if ends == "merged":
        merge_organisations(AN, organisations=[KIM], into=LANG, dated="01/01/2020", basis="NQ 818")
    else:
        dissolve_organisation(AN, organisations=[KIM], dated="01/01/2020", basis="NQ 818")
    with days_on(400):
        assert (case(ONE).tt, case(ONE).name, case(ONE).state) == (22, "Xã Kim Đồng", "committed")
        close_cycle(AN)
        open_cycle(AN, code="2020", scheme="2025")
        proved(ONE, 1)
        proved(ONE, 2)
        verify_case(CHI, case=ONE, outcome="effective")
        assert sql("SELECT count(*) FROM proof") == [(0,)]
        close_case(AN, case=ONE)
        assert refusal(lambda: open_case(AN, organisation=KIM)) == (
            "organisation_ended",
            {"tt": 22, "name": "Xã Kim Đồng", "day": "01/01/2020"},
        )
        open_cycle(AN, code="2021", scheme="2025")
        assert verify().difference is None


def test_a_team_is_changed_and_left() -> None:
    def team() -> list[tuple[int, bool]]:
        return [(each.number, each.leads) for each in case(ONE).team]

    assert team() == [(LEADER, True), (2, False)]
    set_team(AN, case=ONE, people=[2, 2, OWNER], leader=2)
    assert (team(), case(ONE).follower) == ([(2, True), (OWNER, False)], "Phó Chánh Văn phòng")
    assert refusal(lambda: set_team(AN, case=ONE, people=[2, 99], leader=2))[0] == "unknown_person"
    assert refusal(lambda: set_team(AN, case=ONE, people=[2], leader=LEADER))[0] == "leader_not_in_team"
    assert refusal(lambda: set_team(AN, case=ONE, people=[2, OWNER], leader=2))[0] == "nothing_changed"
