"""What a verified case says in the next cycle's form: the shortcomings, how many are remedied, and what proves it.

A verification goes into one cycle's form: the first open one after the cycle that caused the case, else the next that
is opened. Counts are of all cases that the form quotes; what somebody typed there stays.
"""

from __future__ import annotations

import json

import peewee

from store.commands.base import Change, Row
from store.db.tables import (
    Assessment,
    CaseShortcoming,
    Fact,
    JournalEntry,
    JournalRow,
    Proof,
    RemediationCase,
)
from store.queries.carried import due_outcomes, open_form, quotes
from store.queries.dossier import dossier
from store.rules.forms import EARLIER
from store.words import Words

CRITERION = EARLIER[0]
"""Where the evidence goes while no form of the organisation's kind is known."""

GIVEN, REMEDIED = "shortcomings", "shortcomings_remedied"
"""The facts that the check of earlier shortcomings asks for."""

_CARRYING = ("verify_case", "open_cycle")
"""What is done when an outcome goes into a form."""

told = Words("vi")
"""Evidence is written in the language of the committee's papers."""


def carry_outcome(change: Change, case: Row, outcome: str, dated: str) -> None:
    """Write a verified outcome into the first open form after the cycle that caused the case, if there is one."""
    later = open_form(case)
    if later is not None:
        carry_into(change, case, later, outcome, dated)


def carry_verified(change: Change, cycle: str) -> int:
    """Write what was verified and stands in no form yet into a cycle just opened; answers of how many cases."""
    carried = 0
    for case, newest in due_outcomes(cycle):
        form = change.find(Assessment, cycle=cycle, organisation=case["organisation"])
        if form is None:
            continue
        carry_into(change, case, form, newest["outcome"], newest["dated"])
        carried += 1
    return carried


def carry_into(change: Change, case: Row, form: Row, outcome: str, dated: str) -> None:
    """Write a case's shortcomings into a form, with the case itself as the evidence; what was typed there stays."""
    about, number = str(case["organisation"]), str(case["number"])
    given, remedied = _counts([case["id"]])
    asking = dossier(about, str(form["cycle"])).form
    criterion = asking.earlier.code if asking is not None and asking.earlier is not None else CRITERION
    held = Proof.select(peewee.fn.MAX(Proof.n)).where(Proof.assessment == form["id"], Proof.criterion == criterion)
    change.insert(
        Proof,
        about=about,
        id=change.new_key(),
        assessment=form["id"],
        criterion=criterion,
        n=1 + (held.scalar() or 0),
        text=told(f"remediation.carried.{outcome}", number=number, remedied=remedied, count=given),
        number=number,
        dated=dated,
    )
    totals = _counts(_quoted_in(form))
    if totals[0]:
        for name, count in zip((GIVEN, REMEDIED), totals, strict=True):
            _put_fact(change, form, about, name, count, dated)
    now = change.find(Assessment, id=form["id"])
    if now is not None and now["version"] != change.entry:
        change.update(Assessment, now)


def _counts(cases: list[int]) -> tuple[int, int]:
    """How many shortcomings some cases have, and how many of these are remedied."""
    rows = CaseShortcoming.select(CaseShortcoming.remedied).where(CaseShortcoming.case.in_(cases)).tuples()
    marks = [remedied for (remedied,) in rows]
    return len(marks), sum(remedied == 1 for remedied in marks)


def _quoted_in(form: Row) -> list[int]:
    """The keys of the cases that a form quotes."""
    of_it = RemediationCase.select().where(RemediationCase.organisation == form["organisation"])
    return [case["id"] for case in list(of_it.dicts()) if quotes(case, Proof.assessment == form["id"])]


def _put_fact(change: Change, form: Row, about: str, name: str, count: int, dated: str) -> None:
    there = change.find(Fact, assessment=form["id"], name=name)
    if there is None:
        change.insert(
            Fact, about=about, id=change.new_key(), assessment=form["id"], name=name, value=str(count), arrived=dated
        )
    elif there["value"] != str(count) and _is_carried(change, there):
        change.update(Fact, there, about=about, value=str(count), arrived=dated)


def _is_carried(change: Change, fact: Row) -> bool:
    """Whether what stands in a fact was written here, and by nobody's hand."""
    if fact["version"] == change.entry:
        return True
    rows = (
        JournalRow.select(JournalRow.after, JournalEntry.action)
        .join(JournalEntry, on=(JournalRow.entry == JournalEntry.id))
        .where(JournalRow.table == "fact", JournalRow.key == str(fact["id"]), JournalRow.after.is_null(False))
        .order_by(JournalRow.entry.desc())
        .tuples()
    )
    said = (action for after, action in rows if json.loads(after)["value"] == fact["value"])
    return next((action in _CARRYING for action in said if action not in ("undo", "redo")), False)
