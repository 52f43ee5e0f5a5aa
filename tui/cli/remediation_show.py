"""Cases and commendations as lines for a person, or as documents whose keys stay as they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields
from typing import Any

from store.queries.commendation import CandidateView, commendations
from store.queries.remediation import CaseView, EventView
from store.rules.commendation import Condition
from store.rules.dates import written
from tui.cli import output
from tui.telling import Teller

_LISTED = ("number", "organisation", "case_state", "due", "left", "missing")
_MEASURES = ("n", "measure", "owner", "due", "percent", "proof")
_EVENT_DATES = ("was", "to")


def list_cases(found: Sequence[CaseView], today: str, teller: Teller, *, as_json: bool) -> None:
    """What presses most first."""
    if as_json:
        output.document({"today": today, "cases": [_document(each) for each in found]})
        return
    heads = [teller.words(f"column.{name}") for name in _LISTED]
    rows = [
        (
            each.number,
            teller.numbered(each.tt, each.name),
            state_of(each, teller),
            written(each.deadline) or None,
            left(each.left, teller),
            _lacking(each, teller) or None,
        )
        for each in found
    ]
    output.table(heads, rows)


def show_case(view: CaseView, teller: Teller, *, as_json: bool) -> None:
    """One case whole."""
    if as_json:
        output.document(_document(view))
        return
    for line in _above(view, teller):
        output.line(line)
    for each in view.shortcomings:
        remedied = "unknown" if each.remedied is None else "cli.remedied_yes" if each.remedied else "cli.remedied_no"
        facts = {"n": each.n, "text": each.text, "cause": each.cause or teller.words("unknown")}
        output.line(teller.words("cli.case_shortcoming", remedied=teller.words(remedied), **facts))
    if view.measures:
        heads = [teller.words(f"column.{name}") for name in _MEASURES]
        rows = [
            (
                each.n,
                each.text,
                each.owner,
                written(each.due) or None,
                None if each.percent is None else f"{each.percent}%",
                " ".join(part for part in (each.proof, each.proof_number, written(each.proof_date)) if part) or None,
            )
            for each in view.measures
        ]
        output.table(heads, rows)
    for event in view.events:
        output.line(f"{written(event.dated)}  {told(event, teller)}")
    if lacking := _lacking(view, teller):
        output.line(teller.words("cli.case_missing", what=lacking))


def _above(view: CaseView, teller: Teller) -> Iterator[str]:
    words = teller.words
    yield called(view, teller)
    level = teller.said(view.level)
    facts = {"level": level, "cycle": view.cycle or words("unknown"), "why": view.why or words("unknown")}
    yield words("cli.case_because", cause=words(f"remediation.cause.{view.cause}", **facts))
    if view.deadline is not None:
        yield words("cli.case_until", day=written(view.deadline), left=left(view.left, teller))
    if not view.bare:
        dates = {"plan": view.plan_due, "commitment": view.commitment_due, "due": view.due}
        yield words("cli.case_dates", **{name: written(day) or words("case.unset") for name, day in dates.items()})
    if view.team:
        posts = ", ".join(each.post for each in view.team)
        yield words("cli.case_team", posts=posts, follower=view.follower or words("unknown"))
    if view.mentored is not None:
        yield words("cli.case_mentored", count=view.mentored, note=view.mentoring or "").rstrip()


def called(view: CaseView, teller: Teller) -> str:
    """A case by number, organisation and state."""
    unit = teller.numbered(view.tt, view.name)
    return teller.words("cli.case_called", number=view.number, unit=unit, state=state_of(view, teller))


def state_of(view: CaseView, teller: Teller) -> str:
    """A case's state; of one that only a source names nobody knows."""
    return teller.words("unknown" if view.bare else f"remediation.state.{view.state}")


def _lacking(view: CaseView, teller: Teller) -> str:
    missing = () if view.bare else view.missing
    return "; ".join(teller.words(f"remediation.lack.{each.code}", measure=each.measure) for each in missing)


def left(days: int | None, teller: Teller) -> str | None:
    """Days that are left, or by how many it is overdue."""
    if days is None:
        return None
    return teller.words("cli.overdue_by" if days < 0 else "cli.days_left", count=abs(days))


def told(event: EventView, teller: Teller) -> str:
    """An event of the time line, in words."""
    facts = {
        name: written(str(value)) if name in _EVENT_DATES and value else "" if value is None else value
        for name, value in event.facts.items()
    }
    return teller.words(f"remediation.event.{event.code}", **facts).rstrip()


def _document(view: CaseView) -> dict[str, Any]:
    """A case as a document; what depends on who asks is left out."""
    whole = {each.name: getattr(view, each.name) for each in fields(view) if each.name not in ("leads", "inside")}
    return {**whole, "overdue": view.overdue, "remedied": view.remedied}


def commendation_list(cycle: str | None, teller: Teller, *, as_json: bool) -> None:
    """Everybody against both kinds; for a person without those who fail and are not put forward."""
    view = commendations(cycle)
    if as_json:
        names = ("organisation", "kind", "outcome", "conditions", "state", "note", "decided_note")
        rows = [{name: getattr(each, name) for name in names} for each in view.rows]
        output.document({"cycle": view.cycle, "rows": rows})
        return
    shown = [each for each in view.rows if each.state is not None or each.outcome != "fail"]
    heads = [teller.words(f"column.{name}") for name in ("tt", "organisation", "commendation", "eligible", "decided")]
    output.table(heads, [_candidate(each, teller) for each in shown])
    output.line(teller.words("cli.commend_others", count=len(view.rows) - len(shown)))


def _candidate(each: CandidateView, teller: Teller) -> tuple[object, ...]:
    unsure = [condition(one, teller) for one in each.conditions if one.outcome != "pass"]
    outcome = teller.words(f"commendation.outcome.{each.outcome}")
    return (
        each.tt,
        teller.name(each.name),
        teller.words(f"commendation.kind.{each.kind}"),
        f"{outcome}: {'; '.join(unsure)}" if unsure else outcome,
        teller.words(f"commendation.state.{each.state}") if each.state else None,
    )


def condition(each: Condition, teller: Teller) -> str:
    """A condition with the years that are not so, or not known."""
    text = teller.words(f"commendation.condition.{each.code}")
    years = ", ".join(str(year) for year in each.years)
    return f"{text} ({years})" if years else text
