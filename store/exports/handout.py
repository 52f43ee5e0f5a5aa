"""The table on which the meeting looks: each organisation with its levels, what the form bears, difference, note."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from store.exports.clerk import Clerk
from store.exports.comparison import borne
from store.exports.head import Head, sheet_head
from store.exports.tables import conclusion, group_name
from store.queries.caps import CapView, caps
from store.queries.comparison import ComparisonRow, ComparisonView
from store.rules.comparison import difference, distribution
from store.rules.levels import NOT_RATED
from store.rules.text import percent


@dataclass(frozen=True)
class Unit:
    """One organisation of the table."""

    tt: str
    name: str
    own: str
    proposed: str
    borne: str
    difference: str
    note: str


@dataclass(frozen=True)
class LevelCount:
    """One level with how many are at it: by self-rating, and as proposed (where nothing is, the self-rating)."""

    level: str
    own: str
    own_share: str
    proposed: str
    proposed_share: str


@dataclass(frozen=True)
class CapLine:
    """One peer group against the cap on the top level."""

    group: str
    base: str
    cap: str
    top: str
    conclusion: str


@dataclass(frozen=True)
class Handout:
    """The table of a cycle with its sums; shares are of those rated."""

    head: Head
    cycle: str
    scheme: str
    total: str
    unrated: str
    different: str
    legend: str
    rows: tuple[Unit, ...]
    levels: tuple[LevelCount, ...]
    caps: tuple[CapLine, ...]


def handout(view: ComparisonView, clerk: Clerk) -> Handout:
    """Every organisation in the committee's order."""
    moves = [_move(row, view) for row in view.rows]
    return Handout(
        head=sheet_head(clerk),
        cycle=view.cycle,
        scheme="; ".join(view.scheme.guidance),
        total=clerk.number(len(view.rows)),
        unrated=clerk.number(sum(row.kept is None for row in view.rows)),
        different=clerk.number(sum(bool(move) for move in moves)),
        legend=legend(view, clerk),
        rows=tuple(_unit(row, move, view, clerk) for row, move in zip(view.rows, moves, strict=True)),
        levels=level_counts(view, clerk),
        caps=cap_lines(view, clerk),
    )


def _move(row: ComparisonRow, view: ComparisonView) -> int | None:
    return difference(view.scheme, row.self_level, row.kept)


def _unit(row: ComparisonRow, move: int | None, view: ComparisonView, clerk: Clerk) -> Unit:
    return Unit(
        tt=str(row.tt),
        name=clerk.name(row.name, row.full_name),
        own=clerk.level(row.self_level, "paper", view.scheme.code),
        proposed=clerk.level(row.proposed_level, "paper", view.scheme.code) if row.proposed_level else "",
        borne=borne(row, view, clerk),
        difference=clerk.move(move) if row.proposed_level else "",
        note=clerk.reason(row.reason, row.note, move),
    )


def legend(view: ComparisonView, clerk: Clerk) -> str:
    """What the abbreviations of the levels mean."""
    codes = [level.code for level in view.scheme.levels]
    pairs = [
        (clerk.level(code, "paper", view.scheme.code), clerk.level(code, "full", view.scheme.code)) for code in codes
    ]
    told = "; ".join(f"{short}: {full}" for short, full in pairs if short != full)
    return clerk.words("paper.legend", levels=told) if told else ""


def level_counts(view: ComparisonView, clerk: Clerk) -> tuple[LevelCount, ...]:
    """Each level by self-rating and as proposed; those not rated and those without a level come last, if any."""
    own = distribution(view.scheme, ((row.self_level, False) for row in view.rows))
    kept = distribution(view.scheme, ((row.kept, False) for row in view.rows))
    totals = [sum(count for _code, count in each.levels) for each in (own, kept)]
    lines = [
        _counted(clerk.level(code, "full", view.scheme.code), (count, kept.at(code)), totals, clerk)
        for code, count in own.levels
    ]
    if own.not_rated or kept.not_rated:
        lines.append(
            _counted(clerk.level(NOT_RATED, "full", view.scheme.code), (own.not_rated, kept.not_rated), (), clerk)
        )
    if own.unset or kept.unset:
        lines.append(_counted(clerk.words("level.unset.full"), (own.unset, kept.unset), (), clerk))
    return tuple(lines)


def _counted(level: str, counts: tuple[int, int], totals: Sequence[int], clerk: Clerk) -> LevelCount:
    shares = [clerk.share(percent(count, total)) for count, total in zip(counts, totals, strict=False)] or ["", ""]
    return LevelCount(level, clerk.number(counts[0]), shares[0], clerk.number(counts[1]), shares[1])


def cap_lines(view: ComparisonView, clerk: Clerk) -> tuple[CapLine, ...]:
    """Each group against the cap as things are proposed; none under a scheme without a cap."""
    return tuple(_capped(each, clerk) for each in caps(view, {row.organisation: row.kept for row in view.rows}))


def _capped(view: CapView, clerk: Clerk) -> CapLine:
    cap = view.cap
    return CapLine(
        group=group_name("whole" if view.whole else view.group or "unknown", clerk),
        base=clerk.number(cap.base),
        cap=clerk.number(cap.cap),
        top=clerk.number(cap.top),
        conclusion=conclusion(view, clerk),
    )
