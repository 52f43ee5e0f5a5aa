"""The list of those put forward for a commendation, with what holds, what cannot be told, and what was decided."""

from __future__ import annotations

from dataclasses import dataclass

from store.exports.clerk import Clerk
from store.exports.head import Head, sheet_head
from store.queries.commendation import CandidateView, CommendationsView
from store.rules.commendation import KINDS
from store.rules.predicates import PASS
from store.rules.text import visible


@dataclass(frozen=True)
class Nominee:
    """One organisation that is put forward."""

    tt: str
    name: str
    conditions: str
    note: str
    decided: str


@dataclass(frozen=True)
class NomineeGroup:
    """Everybody put forward for one kind."""

    title: str
    count: str
    rows: tuple[Nominee, ...]


@dataclass(frozen=True)
class CommendationList:
    """The nominations of a cycle by kind."""

    head: Head
    committee: str
    cycle: str
    total: str
    groups: tuple[NomineeGroup, ...]


def commendation_list(view: CommendationsView, clerk: Clerk) -> CommendationList:
    """Who is put forward, in the committee's order; a kind without anybody says so."""
    held = [each for each in view.rows if each.state is not None]
    return CommendationList(
        head=sheet_head(clerk, dated=True),
        committee=clerk.committee,
        cycle=view.cycle,
        total=clerk.number(len(held)),
        groups=tuple(_group(kind, [each for each in held if each.kind == kind], clerk) for kind in KINDS),
    )


def _group(kind: str, held: list[CandidateView], clerk: Clerk) -> NomineeGroup:
    return NomineeGroup(
        title=clerk.words(f"commendation.kind.{kind}"),
        count=clerk.number(len(held)),
        rows=tuple(
            Nominee(
                tt=str(each.tt),
                name=clerk.name(each.name, each.full_name),
                conditions=_conditions(each, clerk),
                note=visible(each.note or ""),
                decided=_decided(each, clerk),
            )
            for each in held
        ),
    )


def _decided(each: CandidateView, clerk: Clerk) -> str:
    """What became of the nomination, with the decision's own words."""
    state = clerk.words(f"commendation.state.{each.state}")
    if each.decided_note is None:
        return state
    return clerk.words("paper.commend.decided", state=state, note=visible(each.decided_note))


def _conditions(each: CandidateView, clerk: Clerk) -> str:
    """That all hold; else which do not, or cannot be told, with their years."""
    if each.outcome == PASS:
        return clerk.words("paper.commend.all")
    told = []
    for condition in each.conditions:
        if condition.outcome != PASS:
            text = clerk.words(f"commendation.condition.{condition.code}")
            years = f" ({', '.join(str(year) for year in condition.years)})" if condition.years else ""
            told.append(clerk.words(f"paper.commend.{condition.outcome}", what=text + years))
    return "; ".join(told)
