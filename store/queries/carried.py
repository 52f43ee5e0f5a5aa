"""Which verified outcomes a cycle's forms quote, and which still wait for one."""

from __future__ import annotations

from typing import Any

from store.db.journal import entry_of
from store.db.tables import Assessment, CaseVerification, Proof, RemediationCase

Row = dict[str, Any]
"""A row as column names and values."""


def due_outcomes(cycle: str) -> tuple[tuple[Row, Row], ...]:
    """The cases whose newest verification stands in no form yet and may go into a cycle's, each with that one.

    To be asked while reading or changing.
    """
    found = []
    for case in list(RemediationCase.select().order_by(RemediationCase.number).dicts()):
        newest = _newest(case)
        if newest is not None and is_later(case, cycle) and not _quoted_since(case, newest["id"]):
            found.append((case, newest))
    return tuple(found)


def is_later(case: Row, cycle: str) -> bool:
    """Whether a cycle comes after the one that caused a case; of one that no cycle caused every one does."""
    return case["cycle"] is None or str(case["cycle"]) < cycle


def quotes(case: Row, *where: Any) -> tuple[int, ...]:
    """The entries in which forms came to quote a case: with a verification, or with the cycle itself."""
    verified = {
        entry_of(key)
        for (key,) in CaseVerification.select(CaseVerification.id).where(CaseVerification.case == case["id"]).tuples()
    }
    query = (
        Proof.select(Proof.id, Proof.assessment)
        .join(Assessment, on=(Proof.assessment == Assessment.id))
        .where(Assessment.organisation == case["organisation"], Proof.number == str(case["number"]), *where)
    )
    found = [(entry_of(key), entry_of(form)) for key, form in query.tuples()]
    return tuple(entry for entry, opened in found if entry == opened or entry in verified)


def _newest(case: Row) -> Row | None:
    found: Row | None = (
        CaseVerification.select()
        .where(CaseVerification.case == case["id"])
        .order_by(CaseVerification.id.desc())
        .dicts()
        .first()
    )
    return found


def _quoted_since(case: Row, verification: int) -> bool:
    """Whether a form quotes a case as it was verified last, or later."""
    return any(entry >= entry_of(verification) for entry in quotes(case))
