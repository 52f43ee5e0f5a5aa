"""The remediation cases that go on, as lists of organisations name them: state and the date that counts."""

from __future__ import annotations

from typing import Any

from store.db.tables import CaseMeasure, RemediationCase
from store.queries.case_standing import Standing, standing, works_of
from store.queries.remediation_rights import today
from store.rules.remediation import CLOSED


def going_cases() -> dict[str, Standing]:
    """The case that goes on, by organisation, which has one at a time; to be asked while reading."""
    rows = list(RemediationCase.select().where(RemediationCase.state != CLOSED).dicts())
    if not rows:
        return {}
    measures: dict[int, list[dict[str, Any]]] = {}
    for each in CaseMeasure.select().where(CaseMeasure.case.in_([row["id"] for row in rows])).dicts():
        measures.setdefault(each["case"], []).append(each)
    day = today()
    return {row["organisation"]: standing(row, works_of(measures.get(row["id"], ())), day) for row in rows}
