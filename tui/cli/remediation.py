"""``remediation`` and ``commend`` at the shell: each verb calls the command that the screens call."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from typing import Any

from store.commands.base import Saved
from store.commands.commendation import decide_commendation, nominate
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
from store.queries.assessments import callable_names
from store.queries.remediation import case, cases
from store.rules.extension import OF_ALL, OF_COMMITMENT, OF_MEASURE, OF_PLAN
from tui.cli import output
from tui.cli.meeting import read_hands
from tui.cli.naming import named
from tui.cli.remediation_show import called, commendation_list, list_cases, show_case
from tui.telling import Teller


def run_remediation(asked: Namespace, teller: Teller) -> None:
    """List cases or show one; or do what the verb says and tell it with its case, state and entry."""
    if asked.what == "list":
        view = cases(asked.actor, None if asked.org is None else named(asked.org))
        found = tuple(each for each in view.cases if each.overdue or not asked.overdue)
        list_cases(found, view.today, teller, as_json=asked.json)
        return
    if asked.what == "show":
        show_case(case(asked.case, asked.actor), teller, as_json=asked.json)
        return
    saved = _VERBS[asked.what](asked)
    number = saved.value if asked.what == "open" else asked.case
    key = "extend_late" if asked.what == "extend" and saved.value else asked.what.replace("-", "_")
    what = teller.words(f"cli.case_told.{key}", **_facts(asked, saved, teller))
    facts = {"time": teller.time(saved.at), "entry": saved.entry, "what": what}
    output.line(teller.words("saved.case", case=called(case(number), teller), **facts))


def run_commend(asked: Namespace, teller: Teller) -> None:
    """List who can be put forward; or put somebody forward or decide, and tell it with its entry."""
    if asked.what == "list":
        commendation_list(asked.cycle, teller, as_json=asked.json)
        return
    facts = {"organisation": named(asked.organisation), "kind": asked.kind, "note": asked.note, "cycle": asked.cycle}
    if asked.what == "nominate":
        saved = nominate(asked.actor, **facts)
    else:
        hands = read_hands(asked.hands)
        saved = decide_commendation(asked.actor, granted=asked.what == "grant", hands=hands, **facts)
    told = {"kind": teller.words(f"commendation.kind.{asked.kind}"), "unit": _unit(facts["organisation"], teller)}
    what = teller.words(f"cli.commend_told.{asked.what}", **told)
    output.line(teller.words("saved.commendation", time=teller.time(saved.at), entry=saved.entry, what=what))


def _unit(organisation: str, teller: Teller) -> str:
    """An organisation by number and name."""
    found = next(each for each in callable_names() if each.code == organisation)
    return teller.numbered(found.tt, found.name)


def _facts(asked: Namespace, saved: Saved[Any], teller: Teller) -> dict[str, object]:
    """What a verb's sentence says besides: the number that it gave, how late it was asked for, what was found."""
    facts: dict[str, object] = {"number": saved.value}
    if asked.what == "progress":
        facts |= {"number": asked.measure, "percent": asked.percent}
    if asked.what == "extend":
        which = teller.words(f"remediation.deadline.{_date_of(asked)}", measure=asked.measure)
        facts = {"to": asked.to, "late": saved.value, "which": which}
    if asked.what == "verify":
        facts = {"outcome": teller.words(f"remediation.state.{asked.outcome}")}
    if asked.what == "inspect":
        facts = {"found": teller.words("journal.passed" if asked.passed else "journal.not_passed")}
    return facts


def _dates(asked: Namespace) -> dict[str, str | None]:
    return {"due": asked.due, "plan_due": asked.plan_due, "commitment_due": asked.commitment_due}


def _date_of(asked: Namespace) -> str:
    """Which date is meant; without a word the one of the whole."""
    if asked.measure is not None:
        return OF_MEASURE
    return OF_PLAN if asked.plan else OF_COMMITMENT if asked.commitment else OF_ALL


def _progress(asked: Namespace) -> Saved[int]:
    return report_progress(
        asked.actor,
        case=asked.case,
        measure=asked.measure,
        percent=asked.percent,
        did=asked.did,
        dated=asked.date,
        proof=asked.proof,
        proof_number=asked.proof_number,
        proof_date=asked.proof_date,
    )


def _measure(asked: Namespace) -> Saved[int]:
    facts = {"text": asked.text, "owner": asked.owner, "due": asked.due, "person": asked.person}
    return add_measure(asked.actor, case=asked.case, **facts)


def _team(asked: Namespace) -> Saved[int]:
    leader = asked.people[0] if asked.leader is None else asked.leader
    return set_team(asked.actor, case=asked.case, people=asked.people, leader=leader, follower=asked.follower)


_VERBS: dict[str, Callable[[Namespace], Saved[Any]]] = {
    "open": lambda asked: open_case(
        asked.actor, organisation=named(asked.organisation), cycle=asked.cycle, why=asked.why, **_dates(asked)
    ),
    "due": lambda asked: set_deadlines(asked.actor, case=asked.case, **_dates(asked)),
    "directive": lambda asked: set_directive(asked.actor, case=asked.case, number=asked.number, dated=asked.date),
    "team": _team,
    "shortcoming": lambda asked: add_shortcoming(asked.actor, case=asked.case, text=asked.text, cause=asked.cause),
    "measure": _measure,
    "mentoring": lambda asked: set_mentoring(asked.actor, case=asked.case, count=asked.count, note=asked.note),
    "plan": lambda asked: set_plan(asked.actor, case=asked.case, dated=asked.date, number=asked.number),
    "commit": lambda asked: set_commitment(asked.actor, case=asked.case, dated=asked.date),
    "progress": _progress,
    "inspect": lambda asked: inspect_case(
        asked.actor, case=asked.case, dated=asked.date or "", finding=asked.finding, passed=asked.passed, by=asked.by
    ),
    "extend": lambda asked: extend_case(
        asked.actor, case=asked.case, to=asked.to, why=asked.why, of=_date_of(asked), measure=asked.measure
    ),
    "verify": lambda asked: verify_case(
        asked.actor,
        case=asked.case,
        outcome=asked.outcome,
        note=asked.note,
        dated=asked.date,
        remedied=asked.remedied,
    ),
    "close": lambda asked: close_case(asked.actor, case=asked.case, dated=asked.date),
    "go-on": lambda asked: go_on_with_case(asked.actor, case=asked.case, why=asked.why),
}
"""What each verb does."""
