"""Cases whose date has passed, as a table: what was due when, by how many days, who follows, what is missing."""

from __future__ import annotations

from store.exports.clerk import Clerk
from store.exports.remediation import lacking, state
from store.exports.sheets import Cell, Sheet
from store.queries.remediation import CasesView, CaseView
from store.rules.text import visible

COLUMNS = (
    ("case", 9),
    ("tt", 5),
    ("code", 16),
    ("name", 26),
    ("state", 16),
    ("due", 11),
    ("overdue", 11),
    ("leader", 20),
    ("follower", 20),
    ("lacking", 32),
)
"""The table's columns by name, with their widths in characters; words ``paper.column.<name>``."""


def overdue_sheet(view: CasesView, clerk: Clerk) -> Sheet:
    """One row a case, the longest overdue first; days as numbers."""
    late = [each for each in view.cases if each.overdue]
    return Sheet(
        title=clerk.words("paper.overdue.tab"),
        over=(clerk.committee, clerk.words("paper.overdue.title", day=clerk.day(view.today), count=len(late))),
        headings=tuple(clerk.words(f"paper.column.{name}") for name, _width in COLUMNS),
        widths=tuple(width for _name, width in COLUMNS),
        rows=tuple(_row(each, clerk) for each in late),
    )


def _row(each: CaseView, clerk: Clerk) -> tuple[Cell, ...]:
    leader = next((member.post for member in each.team if member.leads), None)
    return (
        each.number,
        each.tt,
        each.organisation,
        clerk.name(each.name, each.full_name),
        state(each, clerk),
        clerk.day(each.deadline),
        -(each.left or 0),
        visible(leader or clerk.words("unknown")),
        visible(each.follower or clerk.words("unknown")),
        lacking(each, clerk),
    )
