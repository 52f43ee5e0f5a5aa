"""Which dossiers of the intake are shown, and in what order."""

from __future__ import annotations

from dataclasses import dataclass, replace

from store.queries.filtering import comparison_facts
from store.queries.intake import IntakeRow, IntakeView
from store.rules.filters import Expression
from store.rules.text import sort_key

ORDERS = ("tt", "name", "missing")
"""What ``s`` offers; words ``sort.<order>``."""


@dataclass(frozen=True)
class Showing:
    """A filter, whether only gaps are wanted, and the order.

    ``still`` keeps the rows and their order as they were when gaps were asked for: what is mended meanwhile neither
    jumps nor vanishes under the cursor.
    """

    expression: Expression | None = None
    gaps: bool = False
    order: str = "tt"
    still: tuple[str, ...] | None = None

    @property
    def narrowed(self) -> bool:
        """Whether rows may be hidden."""
        return self.expression is not None or self.gaps

    def rows(self, view: IntakeView) -> list[IntakeRow]:
        """The rows to show, in order."""
        if self.still is None:
            found = sorted(view.rows, key=lambda row: _key(row, self.order, bodies=False))
        else:
            there = {row.organisation: row for row in view.rows}
            found = [there[code] for code in self.still if code in there]
        asked = self.expression
        return [row for row in found if asked is None or asked.matches(comparison_facts(row.compared))]

    def settled(self, view: IntakeView, *, bodies: bool) -> Showing:
        """The same with rows and order as they are now, where they depend on what is missing."""
        if not self.gaps and self.order != "missing":
            return replace(self, still=None)
        order = "missing" if self.gaps and self.order == "tt" else self.order
        found = [row for row in view.rows if not self.gaps or any(missing(row, bodies=bodies))]
        found.sort(key=lambda row: _key(row, order, bodies=bodies))
        return replace(self, still=tuple(row.organisation for row in found))


def missing(row: IntakeRow, *, bodies: bool) -> tuple[int, int]:
    """How much an organisation lacks: papers and ratings; in the matrix of bodies, opinions."""
    return (len(row.silent), 0) if bodies else (len(row.lacking), len(row.ratings_owed))


def _key(row: IntakeRow, order: str, *, bodies: bool) -> tuple[object, ...]:
    name, tt = row.compared.name, row.compared.tt
    if order == "name":
        return name is None, sort_key(name or ""), tt
    if order == "missing":
        return (*(-count for count in missing(row, bodies=bodies)), tt)
    return (tt,)
