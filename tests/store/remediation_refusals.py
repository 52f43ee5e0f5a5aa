"""What the store declines of remediation and commendation."""

from __future__ import annotations

from collections.abc import Callable

from store.commands.assessment import adjust, agree
from store.commands.commendation import decide_commendation, nominate
from store.commands.founding import open_cycle
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
from store.commands.undoing import redo, undo
from tests.kit.casework import KIM, LANG, ONE, VINH, begun, brought
from tests.kit.meetings import opened_meeting
from tests.kit.stores import AN, BINH, CHI, DUNG, newest
from tests.store.meeting_refusals import Brought
from tests.store.meeting_refusals import brought as at_table
from tests.store.refusal_cases import Case

working = at_table(begun)
"""People, and a case that is begun."""


def state(name: str) -> Brought:
    """That case in another state."""
    return at_table(begun, lambda: brought(name))


def report(percent: int = 50, measure: int = 1, **more: str) -> object:
    return report_progress(AN, case=ONE, measure=measure, percent=percent, **more)


def verified(outcome: str = "effective", who: str = CHI, **more: object) -> object:
    return verify_case(who, case=ONE, outcome=outcome, **more)  # type: ignore[arg-type]


def opening(organisation: str = KIM, **more: str) -> object:
    return open_case(AN, organisation=organisation, **more)


def put_forward(organisation: str = LANG, kind: str = "year", **more: str) -> object:
    return nominate(AN, organisation=organisation, kind=kind, **more)


def decided(organisation: str = LANG, **more: str) -> object:
    return decide_commendation(AN, organisation=organisation, kind="year", granted=True, **more)  # type: ignore[arg-type]


def best() -> None:
    adjust(AN, organisation=LANG, level="XS", stage="final", reason="evidence", note="Vượt tỷ lệ")


def lower() -> None:
    agree(AN, organisations=[LANG], stage="final")


def nominated() -> None:
    best()
    put_forward()


def granted() -> None:
    opened_meeting()
    nominated()
    decided()


def declined_by_the_chair() -> None:
    opened_meeting()
    nominated()
    decide_commendation(DUNG, organisation=LANG, kind="year", granted=False)


def quoted() -> None:
    brought("effective")
    open_cycle(AN, code="2020", scheme="2025")


def number_taken() -> None:
    opening(LANG, why="x")
    undo(AN)
    open_case(BINH, organisation="xa-hung-son", why="x")


def reopened_beside() -> None:
    brought("closed")
    opening(why="x")


def opened_with_a_part() -> None:
    open_case(AN, organisation=VINH, why="x")
    add_shortcoming(AN, case=3, text="x")


CASE = {"case": ONE}
REPORTED = state("reported")
late = at_table(begun, lambda: set_deadlines(AN, case=ONE, commitment_due="01/12/2019"))
ON_A_CASE: list[tuple[str, Callable[[], object], Brought]] = [
    ("unknown_case", lambda: set_plan(AN, case=99, dated="20/12/2019"), working),
    ("unknown_organisation", lambda: opening("xa-nao"), working),
    ("is_committee", lambda: opening("huyen-uy"), working),
    ("unknown_cycle", lambda: opening(VINH, cycle="1999", why="x"), working),
    ("case_exists", opening, working),
    ("case_exists", lambda: go_on_with_case(AN, case=ONE, why="x"), at_table(begun, reopened_beside)),
    ("case_without_cause", lambda: opening(VINH), working),
    ("case_without_cause", lambda: opening(VINH, why=" "), working),
    ("case_had", opening, state("closed")),
    ("case_not_opened", lambda: set_plan(AN, case=3, dated="20/12/2019"), working),
    ("undo_case_has_parts", lambda: undo(AN, entry=newest() - 1), at_table(begun, opened_with_a_part)),
    ("bad_date", lambda: opening(VINH, why="x", due="30/02/2020"), working),
    ("due_stays", lambda: set_deadlines(AN, case=ONE, due=""), working),
    ("due_stays", lambda: set_deadlines(AN, case=ONE, plan_due="11/01/2020"), working),
    ("directive_incomplete", lambda: set_directive(AN, case=ONE, number=" ", dated="20/12/2019"), working),
    ("directive_incomplete", lambda: set_directive(AN, case=ONE, number="1", dated=""), working),
    ("unknown_person", lambda: set_team(AN, case=ONE, people=[1, 99], leader=1), working),
    ("leader_not_in_team", lambda: set_team(AN, case=ONE, people=[], leader=1), working),
    ("shortcoming_empty", lambda: add_shortcoming(AN, case=ONE, text="\u200b"), working),
    ("measure_empty", lambda: add_measure(AN, case=ONE, text=" "), working),
    ("unknown_person", lambda: add_measure(AN, case=ONE, text="x", person=99), working),
    ("bad_date", lambda: add_measure(AN, case=ONE, text="x", due="mai"), working),
    ("bad_mentored", lambda: set_mentoring(AN, case=ONE, count=1000), working),
    ("case_date_missing", lambda: set_plan(AN, case=ONE, dated=""), working),
    ("case_date_ahead", lambda: set_plan(AN, case=ONE, dated="21/12/2019"), working),
    ("case_move", lambda: set_commitment(AN, case=ONE, dated="20/12/2019"), working),
    ("case_move", report, working),
    ("case_move", lambda: close_case(AN, case=ONE), REPORTED),
    ("case_move", lambda: go_on_with_case(AN, case=ONE, why="x"), REPORTED),
    ("case_move", lambda: add_measure(AN, case=ONE, text="x"), state("partly")),
    ("case_move", verified, state("under_way")),
    ("case_why", lambda: go_on_with_case(AN, case=ONE, why=" "), state("partly")),
    ("case_closed", lambda: set_deadlines(AN, case=ONE, commitment_due="1/1/2020"), state("closed")),
    ("unknown_measure", lambda: report(measure=3), state("committed")),
    ("case_date_ahead", lambda: set_directive(AN, case=ONE, number="1", dated="21/12/2019"), working),
    ("case_date_old", lambda: set_directive(AN, case=ONE, number="1", dated="19/12/2009"), working),
    ("case_date_early", lambda: inspect_case(AN, case=ONE, dated="19/12/2019", finding="x", passed=True), working),
    ("bad_percent", lambda: report(101), state("committed")),
    ("bad_percent", lambda: report(-1), state("committed")),
    ("case_date_ahead", lambda: report(proof_date="21/12/2019"), state("committed")),
    ("inspection_empty", lambda: inspect_case(AN, case=ONE, dated="", finding="", passed=True), working),
    ("extension_why", lambda: extend_case(AN, case=ONE, to="30/07/2020", why=""), working),
    ("extension_not_later", lambda: extend_case(AN, case=ONE, to="30/06/2020", why="x"), working),
    ("extension_not_later", lambda: extend_case(AN, case=ONE, to="", why="x"), working),
    ("extension_past", lambda: extend_case(AN, case=ONE, to="20/12/2019", why="x", of="commitment"), late),
    ("extension_without_date", lambda: extend_case(AN, case=ONE, to="30/07/2020", why="x", of="commitment"), working),
    ("unknown_measure", lambda: extend_case(AN, case=ONE, to="30/07/2020", why="x", measure=9), working),
    ("shortcomings_since", lambda: verified(if_shortcomings=[1]), REPORTED),
    ("own_case", lambda: verified(who=BINH), REPORTED),
    ("own_case", lambda: undo(BINH, entry=newest()), state("partly")),
    ("undo_case_ended", lambda: undo(BINH), state("closed")),
    ("unknown_outcome", lambda: verified("good"), REPORTED),
    ("remedied_missing", lambda: verified("partly"), REPORTED),
    ("unknown_shortcoming", lambda: verified("partly", remedied=[3]), REPORTED),
    ("not_all_remedied", lambda: verified(remedied=[1]), REPORTED),
    ("measures_open", verified, at_table(begun, lambda: (brought("reported"), add_measure(AN, case=ONE, text="x")))),
]

REMEDIATION_CASES = [
    *(Case(code, act, {}, before) for code, act, before in ON_A_CASE),
    Case("case_move", verified, {**CASE, "case_state": "opened", "case_step": "verify"}, working),
    Case("role", lambda: set_plan(DUNG, case=ONE, dated="20/12/2019"), {"action": "steer_case"}, working),
    Case("unknown_commendation", lambda: put_forward(kind="decade"), {"kind": "decade", "known": "year, five_years"}),
    Case("eligibility_unknown", put_forward),
    Case("not_eligible_top_level", put_forward, {"tt": 1}, at_table(lower)),
    Case("not_eligible_no_open_case", lambda: put_forward(VINH, note="x"), {"tt": 6}),
    Case("not_eligible_exemplary_years", lambda: put_forward(kind="five_years"), {}, at_table(best)),
    Case("nominated_already", put_forward, {"tt": 1}, at_table(nominated)),
    Case("commending_no_meeting", decided, {}, at_table(nominated)),
    Case(
        "no_longer_eligible",
        decided,
        {"tt": 1, "what": "commendation.condition.no_open_case"},
        at_table(nominated, lambda: open_case(AN, organisation=LANG, why="x"), opened_meeting),
    ),
    Case("not_nominated", decided, {"tt": 1}, at_table(opened_meeting)),
    Case("nothing_changed", decided, {}, at_table(granted)),
    Case(
        "commendation_changed",
        lambda: decided(if_state="nominated"),
        {"tt": 1, "actor": DUNG, "what": "commending.state.declined"},
        at_table(declined_by_the_chair),
    ),
    Case("verification_quoted", lambda: undo(CHI), {**CASE, "cycle": "2020"}, at_table(begun, quoted)),
    Case("redo_depended", lambda: redo(AN), {"organisation": LANG}, at_table(begun, number_taken)),
]
