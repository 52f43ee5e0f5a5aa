"""Which verified outcomes a cycle's forms quote, and which still wait for one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from store.db.journal import entry_of
from store.db.tables import Assessment, CaseVerification, Cycle, Proof, RemediationCase

Row = dict[str, Any]
"""A row as column names and values."""


@dataclass(frozen=True)
class FormQuote:
    """Which form has a case's newest outcome: the ``cycle`` whose form ``quoted`` it, else the one that would.

    ``cycle`` is ``None`` where there is no such form yet, and of a case that only a source names.
    """

    cycle: str | None
    quoted: bool


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


def open_form(case: Row) -> Row | None:
    """The form that an outcome of a case goes into when it is verified: the first open one after the case's cycle.

    To be asked while reading or changing.
    """
    forms = (
        Assessment.select()
        .join(Cycle, on=(Assessment.cycle == Cycle.code))
        .where(Assessment.organisation == case["organisation"], Cycle.state == "open")
        .order_by(Assessment.cycle)
        .dicts()
    )
    return next((form for form in list(forms) if is_later(case, form["cycle"])), None)


def forms_of(cases: Iterable[Row]) -> dict[int, FormQuote]:
    """The form of each case's newest outcome, by the case's key; of one not verified yet, the form it would go into.

    To be asked while reading.
    """
    return {int(case["id"]): _form_of(case) for case in cases}


def _form_of(case: Row) -> FormQuote:
    newest = _newest(case)
    if newest is None:
        form = None if case["opened_on"] is None else open_form(case)
        return FormQuote(None if form is None else str(form["cycle"]), quoted=False)
    mine = Assessment.select(Assessment.id, Assessment.cycle).where(Assessment.organisation == case["organisation"])
    for form, cycle in mine.order_by(Assessment.cycle.desc()).tuples():
        if any(entry >= entry_of(newest["id"]) for entry in quotes(case, Proof.assessment == form)):
            return FormQuote(str(cycle), quoted=True)
    return FormQuote(None, quoted=False)


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


def quoting_cycles(case: Row, verified: int) -> tuple[str, ...]:
    """The cycles whose forms, when they were opened, came to quote what an entry had verified of a case.

    The verification's own row may be gone. To be asked while reading or changing.
    """
    query = CaseVerification.select(CaseVerification.version).where(CaseVerification.case == case["id"])
    until = min((int(entry) for (entry,) in query.tuples() if entry > verified), default=None)
    forms = (
        Proof.select(Proof.id, Assessment.id, Assessment.cycle)
        .join(Assessment, on=(Proof.assessment == Assessment.id))
        .where(Assessment.organisation == case["organisation"], Proof.number == str(case["number"]))
        .order_by(Proof.id)
        .tuples()
    )
    found = [(entry_of(proof), str(cycle)) for proof, form, cycle in forms if entry_of(proof) == entry_of(form)]
    return tuple(cycle for entry, cycle in found if verified < entry and (until is None or entry < until))


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
