"""The remediation cases that go on, as lists of organisations name them: state and the date that counts."""

from __future__ import annotations

from dataclasses import dataclass

from store.db.tables import CaseMeasure, RemediationCase
from store.queries.remediation_rights import today
from store.rules.remediation import CLOSED, OPENED, Work, days_left, deadline

DONE = 100
"""Hundredths of a measure that is done."""


@dataclass(frozen=True)
class GoingCase:
    """A case that is not closed; ``left`` are days until ``deadline`` (negative: overdue), ``None`` without one.

    ``bare``: nothing is known but that a source calls the organisation slow to improve.
    """

    number: int
    state: str
    deadline: str | None
    left: int | None
    bare: bool


def going_cases() -> dict[str, GoingCase]:
    """The case that goes on, by organisation, which has one at a time; to be asked while reading."""
    rows = list(RemediationCase.select().where(RemediationCase.state != CLOSED).dicts())
    if not rows:
        return {}
    works: dict[int, list[Work]] = {}
    for each in CaseMeasure.select().where(CaseMeasure.case.in_([row["id"] for row in rows])).dicts():
        work = Work(each["n"], each["due"], each["percent"] == DONE, each["proof"] is not None)
        works.setdefault(each["case"], []).append(work)
    day = today()
    found: dict[str, GoingCase] = {}
    for row in rows:
        dates = (row["due"], row["plan_due"], row["commitment_due"])
        until = deadline(row["state"], *dates, works.get(row["id"], ()))
        bare = row["opened_on"] is None and row["state"] == OPENED
        found[row["organisation"]] = GoingCase(row["number"], row["state"], until, days_left(until, day), bare)
    return found
