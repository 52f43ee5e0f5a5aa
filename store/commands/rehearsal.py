"""Filling a store for rehearsing: made-up dossiers and cases in one entry, where the store says that they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import peewee

from store.commands.assessment import the_assessment, the_cycle
from store.commands.base import Change, command
from store.commands.dossier import put_fact, put_grade, the_line
from store.commands.people import the_person
from store.db.tables import (
    Assessment,
    CaseInspection,
    CaseMeasure,
    CaseMember,
    CaseShortcoming,
    Cycle,
    Opinion,
    Paper,
    Proof,
    RemediationCase,
    Setting,
)
from store.errors import Refused
from store.queries.remediation_rights import today
from store.rules.remediation import BY_DECISION


@dataclass(frozen=True)
class Rehearsed:
    """One organisation's made-up dossier; grades by criterion and side, facts with the date they arrived, ISO dates."""

    organisation: str
    self_level: str | None
    grades: Mapping[tuple[str, str], str] = field(default_factory=dict)
    facts: Mapping[str, tuple[str, str | None]] = field(default_factory=dict)
    proofs: Mapping[str, tuple[str, str, str]] = field(default_factory=dict)
    papers: Mapping[str, str] = field(default_factory=dict)
    returned: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    opinions: Mapping[str, tuple[str | None, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class RehearsedCase:
    """One made-up case of remediation, opened by decision: its columns, and those of its parts in their order.

    ``days`` are dates as days from today; ``team`` are people by number, the leader first.
    """

    organisation: str
    case: Mapping[str, Any]
    days: Mapping[str, int]
    team: Sequence[int] = ()
    shortcomings: Sequence[Mapping[str, Any]] = ()
    measures: Sequence[Mapping[str, Any]] = ()
    inspections: Sequence[Mapping[str, Any]] = ()


@command
def rehearse(
    change: Change,
    *,
    dossiers: Sequence[Rehearsed],
    deadlines: Mapping[str, str],
    cases: Sequence[RehearsedCase] = (),
) -> int:
    """Write made-up dossiers, the cycle's dates and cases of remediation; answers how many organisations.

    Raises ``Refused("not_made_up")`` in a store of real figures, and as the dossier's commands do.
    """
    change.act("rehearse")
    marked = change.find(Setting, name="made_up")
    if marked is None or marked["value"] != "1":
        raise Refused("not_made_up")
    change.update(Cycle, the_cycle(None), **deadlines)
    for made in dossiers:
        _write(change, made)
    last = RemediationCase.select(peewee.fn.MAX(RemediationCase.number)).scalar() or 0
    for number, each in enumerate(cases, last + 1):
        _write_case(change, each, number)
    return len(dossiers)


def _write(change: Change, made: Rehearsed) -> None:
    row, scheme = the_assessment(change, made.organisation, None)
    about = made.organisation
    for (criterion, side), given in made.grades.items():
        put_grade(change, row, the_line(scheme, row, criterion), side, given, None, None)
    for name, (value, arrived) in made.facts.items():
        put_fact(change, row, scheme, name, value, arrived, None)
    for criterion, (text, number, dated) in made.proofs.items():
        proof = {"criterion": criterion, "n": 1, "text": text, "number": number, "dated": dated}
        change.insert(Proof, about=about, id=change.new_key(), assessment=row["id"], **proof)
    for paper, received in made.papers.items():
        change.insert(Paper, about=about, id=change.new_key(), assessment=row["id"], paper=paper, received=received)
    for paper, (day, why) in made.returned.items():
        back = {"paper": paper, "returned": day, "why": why}
        change.insert(Paper, about=about, id=change.new_key(), assessment=row["id"], **back)
    for body, (said, given_on) in made.opinions.items():
        opinion = {"body": body, "text": said, "given": given_on}
        change.insert(Opinion, about=about, id=change.new_key(), assessment=row["id"], **opinion)
    change.update(Assessment, row, self_level=made.self_level)


def _write_case(change: Change, made: RehearsedCase, number: int) -> None:
    about, key = made.organisation, change.new_key()
    columns = {"number": number, "organisation": about, "cause": BY_DECISION, **made.case, **_dates(made.days)}
    change.insert(RemediationCase, id=key, **columns)
    for at, person in enumerate(made.team):
        who = the_person(change, person)["id"]
        change.insert(CaseMember, about=about, id=change.new_key(), case=key, person=who, leads=int(not at))
    numbered = ((CaseShortcoming, made.shortcomings), (CaseMeasure, made.measures))
    for model, parts in numbered:
        for n, part in enumerate(parts, 1):
            change.insert(model, about=about, id=change.new_key(), case=key, n=n, **_dated(part))
    for part in made.inspections:
        change.insert(CaseInspection, about=about, id=change.new_key(), case=key, **_dated(part))


def _dated(part: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of a part, its days among them as dates."""
    return {name: value for name, value in part.items() if name != "days"} | _dates(part.get("days", {}))


def _dates(days: Mapping[str, int]) -> dict[str, str]:
    begin = date.fromisoformat(today())
    return {name: (begin + timedelta(days=count)).isoformat() for name, count in days.items()}
