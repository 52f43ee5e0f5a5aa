"""The Organisation Board's submission to the Standing Committee: what it proposes, where otherwise than they rated."""

from __future__ import annotations

from dataclasses import dataclass

from store.exports.clerk import Clerk
from store.exports.handout import CapLine, LevelCount, cap_lines, level_counts
from store.exports.head import Head, board_head
from store.queries.comparison import ComparisonRow, ComparisonView
from store.queries.intake import IntakeView
from store.rules.comparison import difference


@dataclass(frozen=True)
class Changed:
    """One organisation that is proposed otherwise than it rated itself, and why."""

    tt: str
    name: str
    own: str
    proposed: str
    move: str
    reason: str


@dataclass(frozen=True)
class Lacking:
    """One organisation without a level to propose, or whose dossier is not whole."""

    tt: str
    name: str
    what: str


@dataclass(frozen=True)
class Proposal:
    """The submission of a cycle; shares are of those rated."""

    head: Head
    committee: str
    cycle: str
    guidance: str
    total: str
    with_level: str
    kept: str
    raised: str
    lowered: str
    levels: tuple[LevelCount, ...]
    changed: tuple[Changed, ...]
    caps: tuple[CapLine, ...]
    lacking: tuple[Lacking, ...]


def proposal(view: IntakeView, clerk: Clerk) -> Proposal:
    """What is proposed as the store stands; where nothing is proposed the self-rating is."""
    compared = view.compared
    moves = [(row, difference(compared.scheme, row.self_level, row.kept)) for row in compared.rows]
    return Proposal(
        head=board_head(clerk, clerk.words("paper.sign.proposal")),
        committee=clerk.committee,
        cycle=compared.cycle,
        guidance="; ".join(compared.scheme.guidance),
        total=clerk.number(len(moves)),
        with_level=clerk.number(sum(row.kept is not None for row, _move in moves)),
        kept=clerk.number(sum(move == 0 for _row, move in moves)),
        raised=clerk.number(sum((move or 0) > 0 for _row, move in moves)),
        lowered=clerk.number(sum((move or 0) < 0 for _row, move in moves)),
        levels=level_counts(compared, clerk),
        changed=tuple(_changed(row, move, compared, clerk) for row, move in moves if row.kept != row.self_level),
        caps=cap_lines(compared, clerk),
        lacking=tuple(_lacking(view, clerk)),
    )


def _changed(row: ComparisonRow, move: int | None, view: ComparisonView, clerk: Clerk) -> Changed:
    return Changed(
        tt=str(row.tt),
        name=clerk.name(row.name, row.full_name),
        own=clerk.level(row.self_level, "paper", view.scheme.code),
        proposed=clerk.level(row.kept, "paper", view.scheme.code),
        move=clerk.move(move),
        reason=clerk.reason(row.reason, row.note, move),
    )


def _lacking(view: IntakeView, clerk: Clerk) -> list[Lacking]:
    names = {paper.code: paper.name(clerk.words.lang) for paper in view.papers}
    found = []
    for row in view.rows:
        parts = [clerk.words("paper.proposal.no_level")] if row.compared.kept is None else []
        if row.lacking:
            papers = ", ".join(names.get(paper.code, paper.code) for paper in row.lacking)
            parts.append(clerk.words("paper.proposal.papers", papers=papers))
        if row.ratings_owed:
            bodies = ", ".join(clerk.words(f"fact.rating_{debt.debtor}") for debt in row.ratings_owed)
            parts.append(clerk.words("paper.proposal.ratings", bodies=bodies))
        if parts:
            name = clerk.name(row.compared.name, row.compared.full_name)
            found.append(Lacking(str(row.compared.tt), name, "; ".join(parts)))
    return found
