"""The comparison as a table: number, name, self-rating, proposal, decision, difference, what the form bears, reason."""

from __future__ import annotations

from store.exports.clerk import Clerk
from store.exports.sheets import Cell, Sheet
from store.exports.tables import group_name
from store.queries.comparison import ComparisonRow, ComparisonView

COLUMNS = (
    ("tt", 6),
    ("code", 20),
    ("name", 40),
    ("group", 20),
    ("self", 14),
    ("proposed", 14),
    ("final", 14),
    ("difference", 14),
    ("supported", 16),
    ("reason", 40),
)
"""The table's columns by name, with their widths in characters; words ``paper.column.<name>``."""


def comparison_sheet(view: ComparisonView, clerk: Clerk) -> Sheet:
    """One row an organisation, in the committee's order."""
    return Sheet(
        title=clerk.words("paper.comparison.tab", cycle=view.cycle),
        over=(clerk.committee, clerk.words("paper.comparison.title", cycle=view.cycle)),
        headings=tuple(clerk.words(f"paper.column.{name}") for name, _width in COLUMNS),
        widths=tuple(width for _name, width in COLUMNS),
        rows=tuple(_row(row, view, clerk) for row in view.rows),
    )


def _row(row: ComparisonRow, view: ComparisonView, clerk: Clerk) -> tuple[Cell, ...]:
    stages = (row.self_level, row.proposed_level, row.final_level)
    return (
        row.tt,
        row.organisation,
        clerk.name(row.name, row.full_name),
        group_name(row.peer_group or "unknown", clerk),
        *(clerk.level(code, "paper", view.scheme.code) if code else "" for code in stages),
        clerk.move(row.difference),
        borne(row, view, clerk),
        clerk.reason(row.reason, row.note, row.difference),
    )


def borne(row: ComparisonRow, view: ComparisonView, clerk: Clerk) -> str:
    """Up to which level the checks bear the organisation out, or that it cannot be told."""
    best = row.support.supported
    lowest = view.scheme.levels[-1].code
    if best is None or not row.has_evidence or (best == lowest and row.support.verdicts[-2].outcome == "unknown"):
        return clerk.words("unknown")
    return clerk.level(best, "paper", view.scheme.code)
