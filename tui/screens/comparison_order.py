"""Which rows of the comparison are shown, and in what order."""

from __future__ import annotations

from dataclasses import dataclass

from store.queries.comparison import ComparisonRow, ComparisonView
from store.queries.filtering import comparison_facts
from store.rules.filters import Expression
from store.rules.text import sort_key

ORDERS = ("tt", "name", "level", "difference")
"""What ``s`` offers; words ``sort.<order>``."""


@dataclass(frozen=True)
class Choosing:
    """A filter, whether only differences are wanted, and the order."""

    expression: Expression | None = None
    differing: bool = False
    order: str = "tt"

    @property
    def narrowed(self) -> bool:
        """Whether rows may be hidden."""
        return self.expression is not None or self.differing

    def rows(self, view: ComparisonView) -> list[ComparisonRow]:
        """The rows to show, in order."""
        found = [
            row
            for row in view.rows
            if (self.expression is None or self.expression.matches(comparison_facts(row)))
            and (not self.differing or row.difference)
        ]
        order = "difference" if self.differing and self.order == "tt" else self.order
        return sorted(found, key=lambda row: _key(view, row, order))


def _key(view: ComparisonView, row: ComparisonRow, order: str) -> tuple[object, ...]:
    if order == "name":
        return row.name is None, sort_key(row.name or ""), row.tt
    if order == "level":
        rank = view.scheme.rank(row.effective or "")
        return rank is None, rank or 0, row.tt
    if order == "difference":
        return -abs(row.difference or 0), row.tt
    return (row.tt,)
