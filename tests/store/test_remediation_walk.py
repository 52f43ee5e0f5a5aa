"""Any walk through cases, cycles and undoing: what is closed was verified by an outsider, and the proof holds."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from store.commands.account import add_account
from store.commands.cycle import close_cycle
from store.commands.dossier import set_fact, set_proof
from store.commands.founding import open_cycle
from store.commands.people import change_person
from store.commands.remediation import add_measure, add_shortcoming, open_case, set_team
from store.commands.remediation_steps import close_case, go_on_with_case, report_progress, verify_case
from store.commands.undoing import redo, undo
from store.errors import Refused
from store.queries.remediation import case, cases
from store.queries.verification import verify
from store.rules.remediation import CLOSED, MOVES, STATES
from tests.kit.casework import KIM, ONE, VINH, WAY, case_store, proved
from tests.kit.stores import AN, BINH, CHI, DUNG, newest, opened, sql

MAY_BE_REFUSED = frozenset(
    "role case_move case_closed case_exists case_without_cause own_case measures_open remedied_missing "
    "unknown_shortcoming unknown_measure not_all_remedied nothing_changed nothing_to_undo nothing_to_redo "
    "undo_changed_since already_undone not_undoable undo_depended redo_depended undo_overtaken undo_case_ended "
    "verification_quoted "
    "cycle_exists cycle_closed unknown_cycle no_open_cycle several_open_cycles case_date_ahead unknown_case "
    "case_had case_not_opened undo_case_has_parts".split()
)
LED = "leader"
"""A login that leads the team of the case and may nothing else."""

Step = Callable[[], object]

people = st.sampled_from([AN, AN, BINH, CHI, CHI, DUNG, LED])
numbers = st.sampled_from([ONE, ONE, ONE, 3, 6])
measures = st.integers(1, 3)
cycles = st.sampled_from(["2020", "2021"])


def step(act: Callable[..., object], **how: st.SearchStrategy[Any]) -> st.SearchStrategy[Step]:
    """A call of a command with drawn arguments; ``who`` is its actor."""

    def bound(who: str, **given: Any) -> Step:
        return lambda: act(who, **given)

    return st.builds(bound, **{"who": people, **how})


def onward(number: int) -> object:
    """The next step of a case, whatever its state is."""
    state, way = case(number).state, list(WAY)
    if state in ("partly", "not_effective", "closed"):
        return go_on_with_case(AN, case=number, why="Còn")
    if state == "reopened":
        return WAY["reported"](number)
    return WAY[way[way.index(state) + 1 if state in way else 0]](number)


forwards = st.builds(lambda number: lambda: onward(number), numbers)
moves = st.one_of(
    step(verify_case, case=numbers, outcome=st.sampled_from(["effective", "effective", "not_effective"])),
    step(verify_case, case=numbers, outcome=st.just("partly"), remedied=st.sets(measures, max_size=2)),
    step(close_case, case=numbers),
    step(go_on_with_case, case=numbers, why=st.just("Còn")),
    step(report_progress, case=numbers, measure=measures, percent=st.sampled_from([50, 100])),
    step(lambda who, case, measure: proved(case, measure, who), case=numbers, measure=measures),
)
growing = st.one_of(
    step(open_case, organisation=st.sampled_from([KIM, VINH]), why=st.sampled_from([None, "Quyết định"])),
    step(add_measure, case=numbers, text=st.just("Việc")),
    step(add_shortcoming, case=numbers, text=st.just("Hạn chế")),
    step(set_team, case=numbers, people=st.just([1, 3]), leader=st.sampled_from([1, 3])),
)
forms = st.one_of(
    step(open_cycle, who=st.just(AN), code=cycles, scheme=st.just("2025")),
    step(close_cycle, who=st.just(AN), code=cycles),
    step(set_fact, organisation=st.just(KIM), name=st.just("shortcomings"), value=st.just("9"), cycle=cycles),
    step(set_proof, organisation=st.just(KIM), criterion=st.just("P.6"), text=st.just("x"), cycle=cycles, n=measures),
)
backwards = st.one_of(
    step(undo),
    step(undo),
    step(redo),
    step(lambda who, back: undo(who, entry=newest() - back), back=st.integers(0, 9)),
)
kinds = [forwards, forwards, forwards, moves, moves, growing, forms, backwards]
steps = st.sampled_from(kinds).flatmap(lambda kind: kind)


def walk(taken: Step) -> None:
    """One step, or a refusal; no other fault passes."""
    try:
        taken()
    except Refused as refused:
        assert refused.code in MAY_BE_REFUSED, refused


def check_cases() -> None:
    """One opened case an organisation; what is closed has no open measure and was found effective."""
    told = cases().cases
    assert all(each.state in STATES for each in told)
    going = [each.organisation for each in told if each.opened_on and each.state != CLOSED]
    assert len(going) == len(set(going))
    for each in told:
        if each.state == CLOSED:
            assert each.outcome == "effective"
            assert all(measure.done and measure.proof for measure in each.measures)


def check_journal() -> None:
    """Every step of a state is a move of the table or its taking back; every end follows an outsider's finding."""
    inside: dict[int, set[str]] = {}
    found: dict[int, str] = {}
    legal = {(was, to) for froms, to in MOVES.values() for was in froms} | {("committed", "reported")}
    rows = sql(
        'SELECT e.action, e.actor, r."table", r.before, r.after FROM journal_row r '
        "JOIN journal_entry e ON e.id = r.entry ORDER BY r.entry, r.n"
    )
    logins = dict(sql("SELECT id, account FROM person"))
    for action, actor, table, before, after in rows:
        was, now = (json.loads(text) if text else {} for text in (before, after))
        key = (now or was).get("case")
        if table == "case_member":
            inside.setdefault(key, set())
            inside[key] -= {logins[was["person"]]} if was else set()
            inside[key] |= {logins[now["person"]]} if now else set()
        if table == "case_verification" and now:
            assert action == "redo" or (actor == now["verifier"] and actor not in inside.get(key, set()))
            found[key] = now["outcome"]
        if table == "remediation_case" and was and now and was["state"] != now["state"]:
            assert action in ("undo", "redo") or (was["state"], now["state"]) in legal, (was["state"], now["state"])
            assert now["state"] != CLOSED or found[now["id"]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("walks")


@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # telling a walk shorter would take minutes
)
@given(taken=st.lists(steps, min_size=20, max_size=50))
def test_any_walk_ends_cases_by_an_outsider_s_word_alone(folder: Path, taken: list[Step]) -> None:
    path = folder / "walk.db"
    path.unlink(missing_ok=True)
    with opened(case_store(path)):
        add_account(AN, login=LED, roles=["observer"])
        change_person(AN, person=2, login=LED)
        for each in taken:
            walk(each)
            check_cases()
        check_journal()
        assert verify().difference is None
