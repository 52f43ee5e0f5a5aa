"""Letters that ask for what is owed: one to each debtor, with every organisation concerned, what, and since when."""

from __future__ import annotations

from dataclasses import dataclass

from store.exports.clerk import Clerk
from store.exports.head import Head, committee_head
from store.queries.intake import IntakeRow, IntakeView
from store.rules.intake import DEBTORS, ORGANISATION, Debt
from store.rules.text import visible


@dataclass(frozen=True)
class Owed:
    """One line of a letter: the organisation, what is wanting, since when, how often it was asked for."""

    tt: str
    name: str
    what: str
    since: str
    reminded: str


@dataclass(frozen=True)
class Letter:
    """One letter: to whom, what it is about, how many organisations it concerns, its lines."""

    to: str
    about: str
    count: str
    rows: tuple[Owed, ...]


@dataclass(frozen=True)
class Reminders:
    """All letters of a cycle; ``today`` is the day up to which they hold."""

    head: Head
    committee: str
    cycle: str
    today: str
    letters: tuple[Letter, ...]


def reminders(view: IntakeView, clerk: Clerk) -> Reminders:
    """One letter for each who owes something, in the order of ``DEBTORS``."""
    letters = []
    for debtor in DEBTORS:
        owed = [(row, debt) for row in view.rows for debt in row.debts if debt.debtor == debtor]
        if owed:
            letters.append(_letter(debtor, owed, view, clerk))
    return Reminders(
        head=committee_head(clerk, clerk.words("paper.sign.letter")),
        committee=clerk.committee,
        cycle=view.cycle.code,
        today=clerk.day(view.today),
        letters=tuple(letters),
    )


def _letter(debtor: str, owed: list[tuple[IntakeRow, Debt]], view: IntakeView, clerk: Clerk) -> Letter:
    own = debtor == ORGANISATION
    return Letter(
        to=clerk.words("paper.reminders.to_organisation") if own else clerk.words(f"paper.reminders.body.{debtor}"),
        about=clerk.words("paper.reminders.papers" if own else "paper.reminders.ratings"),
        count=clerk.number(len(owed)),
        rows=tuple(_owed(row, debt, view, clerk) for row, debt in owed),
    )


def _owed(row: IntakeRow, debt: Debt, view: IntakeView, clerk: Clerk) -> Owed:
    words = clerk.words
    if debt.debtor == ORGANISATION:
        names = {paper.code: visible(paper.name(words.lang)) for paper in view.papers}
        what = ", ".join(names.get(code, code) for code in debt.what)
    else:
        what = words("paper.reminders.rating", cycle=view.cycle.code)
    count = len(debt.reminded)
    reminded = words("paper.reminders.reminded", count=count, day=clerk.day(debt.reminded[-1])) if count else ""
    return Owed(
        tt=str(row.compared.tt),
        name=clerk.name(row.compared.name, row.compared.full_name),
        what=what,
        since=clerk.day(debt.since) or words("paper.reminders.no_deadline"),
        reminded=reminded or words("paper.reminders.never"),
    )
