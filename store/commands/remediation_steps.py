"""What happens in a case: progress, inspections, extensions, verification by an outsider, its end and going on."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from store.commands.base import Change, Row, command, tidy
from store.commands.carrying import carry_outcome
from store.commands.case_dates import day_to_come, day_within, told_day
from store.commands.remediation import expect_no_open_case, steered, the_case
from store.db.tables import (
    CaseExtension,
    CaseInspection,
    CaseMeasure,
    CaseShortcoming,
    CaseVerification,
    RemediationCase,
)
from store.errors import Refused
from store.queries.case_standing import works_of
from store.queries.remediation_rights import inside, leads_case, today
from store.queries.sitting import person_of
from store.rules.extension import OF_ALL, OF_COMMITMENT, OF_MEASURE, OF_PLAN, Movable, movable
from store.rules.remediation import (
    CLOSE,
    DONE,
    EFFECTIVE,
    GO_ON,
    NOT_EFFECTIVE,
    OPENED,
    OUTCOMES,
    PARTLY,
    PLANNED,
    PROGRESS,
    REPORT,
    days_left,
    moved,
)


@command
def report_progress(
    change: Change,
    *,
    case: int,
    measure: int,
    percent: int,
    did: str | None = None,
    dated: str | None = None,
    proof: str | None = None,
    proof_number: str | None = None,
    proof_date: str | None = None,
) -> int:
    """Report how far a measure is, in hundredths; answers the measure's number.

    The first report sets the case under way; when all measures are done and proved it is reported. Done is done on
    ``dated``, else on the day that stands, else today. Raises ``Refused`` for the role, an unknown measure, a share
    beyond 100, a date to come, or a case without plan or commitment.
    """
    row = steered(change, case, "report_progress")
    found = _the_measure(change, row, measure)
    if not 0 <= percent <= DONE:
        raise Refused("bad_percent", percent=percent)
    day, proved_on = told_day(row, dated), told_day(row, proof_date)
    if row["state"] in (OPENED, PLANNED):
        raise Refused("case_move", case=case, case_state=row["state"], case_step=PROGRESS)
    done_on = day or found["done_on"] or today()
    columns: dict[str, Any] = {"percent": percent, "done_on": done_on if percent == DONE else None}
    told = {"did": did, "proof": proof, "proof_number": proof_number}
    columns |= {name: tidy(text) for name, text in told.items() if text is not None}
    if proof_date is not None:
        columns["proof_date"] = proved_on
    change.update(CaseMeasure, found, about=row["organisation"], **columns)
    _move_on(change, row)
    return measure


def _move_on(change: Change, case: Row) -> None:
    """Set the case under way; once all its measures are done and proved it is reported."""
    state = moved(case["state"], PROGRESS) or case["state"]
    if all(_proved(each) for each in CaseMeasure.select().where(CaseMeasure.case == case["id"]).dicts()):
        state = moved(state, REPORT) or state
    if state != case["state"]:
        change.update(RemediationCase, case, state=state)


@command
def inspect_case(change: Change, *, case: int, dated: str, finding: str, passed: bool, by: str | None = None) -> int:
    """Record an inspection: what was found, whether passed; answers the case.

    Raises ``Refused`` without words, for a date to come or before the case was opened, or a closed case.
    """
    row = steered(change, case, "inspect_case")
    told, day = tidy(finding), day_within(row, dated)
    if told is None:
        raise Refused("inspection_empty")
    _add(change, row, CaseInspection, dated=day, by=tidy(by), finding=told, passed=int(passed))
    return case


@command
def extend_case(change: Change, *, case: int, to: str, why: str, of: str = OF_ALL, measure: int | None = None) -> int:
    """Move a date of a case, with a reason; answers how many days after it had passed (0: before).

    ``of`` is the date moved: ``due`` of the whole, ``plan``, ``commitment``, or that of a ``measure`` by its number.
    Raises ``Refused`` without a reason, for a date that is not set or not wanted any more, for a new one that is not
    later than it and after today, an unknown measure, or a closed case.
    """
    row = steered(change, case, "extend_case")
    said = tidy(why)
    if said is None:
        raise Refused("extension_why")
    part = None if measure is None else _the_measure(change, row, measure)
    stands = _movable(row, of if part is None else OF_MEASURE, measure)
    day = day_to_come(row, to, stands.day)
    late = max(0, -(days_left(stands.day, today()) or 0))
    facts = {"dated": today(), "was": stands.day, "to": day, "why": said, "late_days": late}
    _add(change, row, CaseExtension, of=stands.of, measure=measure, **facts)
    if part is None:
        change.update(RemediationCase, row, **{_COLUMN[of]: day})
    else:
        change.update(CaseMeasure, part, about=row["organisation"], due=day)
    return late


_COLUMN = {OF_ALL: "due", OF_PLAN: "plan_due", OF_COMMITMENT: "commitment_due"}
"""The column of each date of a case."""


def _movable(case: Row, of: str, measure: int | None) -> Movable:
    """The date that is meant, if it stands and counts; raises ``Refused("extension_without_date")``."""
    rows = CaseMeasure.select().where(CaseMeasure.case == case["id"]).order_by(CaseMeasure.n).dicts()
    dates = movable(case["state"], case["due"], case["plan_due"], case["commitment_due"], works_of(list(rows)))
    found = next((each for each in dates if (each.of, each.measure) == (of, measure)), None)
    if found is None:
        raise Refused("extension_without_date", case=case["number"])
    return found


def _the_measure(change: Change, case: Row, n: int) -> Row:
    """A measure of a case by its number; raises ``Refused("unknown_measure")``."""
    found = change.find(CaseMeasure, case=case["id"], n=n)
    if found is None:
        raise Refused("unknown_measure", case=case["number"], measure=n)
    return found


@command
def verify_case(
    change: Change,
    *,
    case: int,
    outcome: str,
    note: str | None = None,
    dated: str | None = None,
    remedied: Collection[int] | None = None,
    if_shortcomings: Collection[int] | None = None,
) -> str:
    """Say from outside what the effect is; answers the outcome.

    ``remedied`` are the numbers of the shortcomings that are remedied; by default all for ``effective`` and none for
    ``not_effective``; ``if_shortcomings`` the numbers of those that were seen. What is found goes into the next cycle's
    form. Raises ``Refused`` for the role, whoever leads or is in the team, owns a measure or is tied; for a case that
    is not reported, or to be effective with a measure that is open; for ``partly`` without numbers; where there are
    other shortcomings than were seen.
    """
    row = the_case(change, case)
    expect_outside(change, row)
    change.act("verify_case")
    if outcome not in OUTCOMES:
        raise Refused("unknown_outcome", outcome=outcome, known=", ".join(OUTCOMES))
    to = moved(row["state"], outcome)
    if to is None:
        raise Refused("case_move", case=case, case_state=row["state"], case_step="verify")
    if outcome == PARTLY and remedied is None:
        raise Refused("remedied_missing", case=case)
    if outcome == EFFECTIVE:
        expect_done(row)
    if if_shortcomings is not None:
        _expect_seen(row, if_shortcomings)
    day = day_within(row, dated)
    _mark_remedied(change, row, outcome, remedied)
    _add(
        change,
        row,
        CaseVerification,
        dated=day,
        verifier=change.actor,
        person=person_of(change.actor),
        outcome=outcome,
        note=tidy(note),
    )
    carry_outcome(change, change.update(RemediationCase, row, state=to), outcome, day)
    return outcome


@command
def close_case(change: Change, *, case: int, dated: str | None = None) -> int:
    """End a case whose effect was verified; answers its number.

    Raises ``Refused`` in another state, or with a measure that is open again.
    """
    row = the_case(change, case)
    change.act("close_case")
    to = moved(row["state"], CLOSE)
    if to is None:
        raise Refused("case_move", case=case, case_state=row["state"], case_step=CLOSE)
    expect_done(row)
    change.update(RemediationCase, row, state=to, closed_on=day_within(row, dated))
    return case


@command
def go_on_with_case(change: Change, *, case: int, why: str) -> int:
    """Go on with a case whose effect is not or only partly there, or reopen a closed one; answers its number.

    Measures begin anew where an effect was missed. Raises ``Refused`` without a reason, in another state, and for a
    closed case of an organisation that has another.
    """
    row = the_case(change, case)
    change.act("reopen_case")
    said = tidy(why)
    if said is None:
        raise Refused("case_why")
    to = moved(row["state"], GO_ON)
    if to is None:
        raise Refused("case_move", case=case, case_state=row["state"], case_step=GO_ON)
    expect_no_open_case(row["organisation"], but=case)
    change.update(RemediationCase, row, state=to, why=said, closed_on=None)
    for each in list(CaseMeasure.select().where(CaseMeasure.case == row["id"]).dicts()):
        if row["state"] in (PARTLY, NOT_EFFECTIVE) and each["percent"] == DONE:
            change.update(CaseMeasure, each, about=row["organisation"], percent=None, done_on=None)
    return case


def expect_outside(change: Change, case: Row) -> None:
    """Refuse whoever leads or is in the team, owns a measure or is tied; raises ``Refused("own_case")``."""
    if leads_case(change.actor, case["id"]) or inside(change.actor, case["id"]):
        raise Refused("own_case", case=case["number"])


def expect_done(case: Row, code: str = "measures_open") -> None:
    """Refuse an end while a measure is open or unproved; raises ``Refused`` with ``code``."""
    rows = CaseMeasure.select().where(CaseMeasure.case == case["id"]).order_by(CaseMeasure.n).dicts()
    still = next((each["n"] for each in list(rows) if not _proved(each)), None)
    if still is not None:
        raise Refused(code, case=case["number"], measure=still)


def _expect_seen(case: Row, seen: Collection[int]) -> None:
    """Refuse to judge shortcomings that were not seen; raises ``Refused("shortcomings_since")``."""
    rows = CaseShortcoming.select(CaseShortcoming.n).where(CaseShortcoming.case == case["id"]).tuples()
    since = {int(n) for (n,) in rows} ^ set(seen)
    if since:
        raise Refused("shortcomings_since", case=case["number"], number=min(since))


def _mark_remedied(change: Change, case: Row, outcome: str, remedied: Collection[int] | None) -> None:
    rows = list(CaseShortcoming.select().where(CaseShortcoming.case == case["id"]).dicts())
    known = {each["n"] for each in rows}
    wanted = set(remedied) if remedied is not None else (known if outcome == EFFECTIVE else set())
    strange = sorted(wanted - known)
    if strange:
        raise Refused("unknown_shortcoming", case=case["number"], number=strange[0])
    if outcome == EFFECTIVE and wanted != known:
        raise Refused("not_all_remedied", case=case["number"])
    for each in rows:
        if each["remedied"] != int(each["n"] in wanted):
            change.update(CaseShortcoming, each, about=case["organisation"], remedied=int(each["n"] in wanted))


def _proved(measure: Row) -> bool:
    """Whether a measure is done and something proves it."""
    return measure["percent"] == DONE and measure["proof"] is not None


def _add(change: Change, case: Row, model: Any, **columns: Any) -> None:
    change.insert(model, about=case["organisation"], id=change.new_key(), case=case["id"], **columns)
