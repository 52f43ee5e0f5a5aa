"""The yearly tables A, B and C: organisations by kind, members per organisation, the cap per group."""

from __future__ import annotations

from store.errors import Refused
from store.exports.clerk import Clerk
from store.exports.sheets import Cell, Share, Sheet
from store.queries.caps import CapView
from store.queries.trends import MemberRow, PeriodView, TrendsView
from store.rules.caps import GOOD
from store.rules.tables import KindRow
from store.rules.text import percent

_COUNT, _SHARE, _NAME = 10, 9, 36


def period_of(view: TrendsView, cycle: str | None) -> PeriodView:
    """The period of a cycle or a published year; without a code the open cycle, else the newest.

    Raises ``Refused("unknown_cycle")``.
    """
    wanted = cycle or view.current or view.periods[-1].code
    found = next((each for each in view.periods if each.code == wanted), None)
    if found is None:
        raise Refused("unknown_cycle", cycle=cycle)
    return found


def table_sheets(view: TrendsView, period: PeriodView, clerk: Clerk) -> tuple[Sheet, ...]:
    """A, B and C; C only under a scheme with a cap, B only where organisations are known one by one."""
    sheets = [_table_a(period, clerk)]
    if period.members:
        sheets.append(_table_b(view, period, clerk))
    if period.scheme.cap is not None:
        sheets.append(_table_c(period, clerk))
    return tuple(sheets)


def _over(period: PeriodView, clerk: Clerk, letter: str, **facts: object) -> tuple[str, ...]:
    words = clerk.words
    lines = [clerk.committee, words(f"paper.table.{letter}.title", cycle=period.code, **facts)]
    if period.provisional:
        lines.append(words("paper.table.provisional", concluded=period.concluded, total=period.total))
    return tuple(lines)


def _heads(clerk: Clerk, *names: str) -> list[str]:
    return [clerk.words(f"paper.column.{name}") for name in names]


def _levels(period: PeriodView, clerk: Clerk) -> list[str]:
    return [clerk.level(level.code, "paper", period.scheme.code) for level in period.scheme.levels]


def _table_a(period: PeriodView, clerk: Clerk) -> Sheet:
    headings = _heads(clerk, "kind", "total", "rated", "not_rated", "why_not_rated", "unset")
    for level in _levels(period, clerk):
        headings += [level, clerk.words("paper.column.share_of", level=level)]
    headings += _heads(clerk, "exemplary")
    if (cap := period.scheme.cap) is not None:
        top, good = (clerk.level(code, "paper", period.scheme.code) for code in (cap.top, cap.good))
        headings.append(clerk.words("paper.column.ratio", top=top, good=good))
    headings += _heads(clerk, "raised", "lowered")
    pairs = [_COUNT, _SHARE] * len(period.scheme.levels)
    widths = (22, _COUNT, _COUNT, _COUNT, 24, _COUNT, *pairs, *[_COUNT] * 4)
    return Sheet(
        title=clerk.words("paper.table.a.tab"),
        over=_over(period, clerk, "a", rated=period.tally.rated),
        headings=tuple(headings),
        widths=widths[: len(headings)],
        rows=tuple(_kind(row, clerk, capped=cap is not None) for row in period.kinds),
        notes=(clerk.words("paper.table.rounding"),),
    )


def _kind(row: KindRow, clerk: Clerk, *, capped: bool) -> tuple[Cell, ...]:
    reasons = ", ".join(
        clerk.words(
            "paper.table.why", reason=clerk.words("unknown") if code is None else clerk.reason(code, None), count=count
        )
        for code, count in row.reasons
    )
    cells: list[Cell] = [clerk.words("paper.table.all" if row.kind is None else f"kind.{row.kind}")]
    cells += [_known(row.total, clerk), row.rated, _known(row.not_rated, clerk), reasons, _known(row.unset, clerk)]
    for code, count in row.levels:
        cells += [count, _share(row.share(code))]
    cells.append(_known(row.exemplary, clerk))
    if capped:
        cells.append(_share(row.top_share))
    return (*cells, _known(row.raised, clerk), _known(row.lowered, clerk))


def _table_b(view: TrendsView, period: PeriodView, clerk: Clerk) -> Sheet:
    names = ("tt", "name", "members", "full", "probationary", "exempt", "suspended", "new", "not_rated", "rated")
    headings = _heads(clerk, *names)
    for level in _levels(period, clerk):
        headings += [level, clerk.words("paper.column.share_of", level=level)]
    held = view.headcount
    notes = [clerk.words("paper.table.rounding")]
    if held is not None:
        facts = {"total": clerk.number(held.total), "full": clerk.number(held.full)}
        told = clerk.words(
            "paper.table.b.whole", day=clerk.day(held.as_of), probationary=clerk.number(held.probationary), **facts
        )
        notes.insert(0, told)
    return Sheet(
        title=clerk.words("paper.table.b.tab"),
        over=_over(period, clerk, "b"),
        headings=tuple(headings),
        widths=(6, _NAME, *[_COUNT] * 8, *[_COUNT, _SHARE] * len(period.scheme.levels)),
        rows=tuple(_members(row, clerk) for row in period.members),
        notes=tuple(notes),
    )


def _members(row: MemberRow, clerk: Clerk) -> tuple[Cell, ...]:
    tally, unknown = row.members, clerk.words("unknown")
    rated = clerk.words("paper.table.b.odd") if tally.odd else _known(tally.rated, clerk)
    cells: list[Cell] = [row.tt, clerk.name(row.name, row.full_name), _known(tally.total, clerk)]
    cells += [_known(tally.full, clerk), _known(tally.probationary, clerk), unknown, unknown, unknown]
    cells += [_known(tally.not_rated, clerk), rated]
    for place, count in enumerate(tally.levels):
        cells += [_known(count, clerk), _share(tally.share(place))]
    return tuple(cells)


def _table_c(period: PeriodView, clerk: Clerk) -> Sheet:
    rule = period.scheme.cap
    assert rule is not None
    reading = period.cap_base or rule.base
    top, good = (clerk.level(code, "paper", period.scheme.code) for code in (rule.top, rule.good))
    headings = [*_heads(clerk, "group", "units"), good if reading == GOOD else clerk.words("paper.column.base")]
    headings += _heads(clerk, "cap")
    headings += [clerk.words("paper.column.proposed_top", top=top), *_heads(clerk, "actual", "conclusion")]
    source = rule.source if rule.verified and rule.source else clerk.words("paper.table.c.unverified")
    base = clerk.words(f"cap.base.{reading}")
    return Sheet(
        title=clerk.words("paper.table.c.tab"),
        over=_over(period, clerk, "c", top=top),
        headings=tuple(headings),
        widths=(26, _COUNT, _COUNT, _COUNT, 12, _COUNT, 36),
        rows=tuple(_group(each, period, clerk) for each in period.caps),
        notes=(clerk.words("cap.said", clause=rule.clause, base=base, source=source),),
    )


def _group(view: CapView, period: PeriodView, clerk: Clerk) -> tuple[Cell, ...]:
    cap, name = view.cap, "whole" if view.whole else view.group or "unknown"
    return (
        group_name(name, clerk),
        _known(None if period.total is None else view.members, clerk),
        cap.base,
        _known(cap.cap, clerk),
        cap.top,
        _share(percent(cap.top, cap.base)),
        conclusion(view, clerk),
    )


def group_name(code: str, clerk: Clerk) -> str:
    """A peer group's name; ``whole`` and ``unknown`` are names, too."""
    key = f"group.{code}.full"
    return clerk.words(key) if clerk.words.has(key) else code


def conclusion(view: CapView, clerk: Clerk) -> str:
    """How a group stands against the cap, in words."""
    cap = view.cap
    if cap.cap is None or cap.over is None:
        return clerk.words("paper.cap.unknown")
    return clerk.words("paper.cap.over" if cap.over else "paper.cap.within", over=cap.over, room=cap.headroom or 0)


def _known(count: int | None, clerk: Clerk) -> Cell:
    return clerk.words("unknown") if count is None else count


def _share(hundredths: int | None) -> Cell:
    return None if hundredths is None else Share(hundredths)
