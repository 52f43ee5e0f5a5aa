"""Every place of the program: the digit that ``g`` leads there by, the class that draws it, and where people begin.

A place's module is read when somebody goes there, not at the start: the first picture comes sooner.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, cast

from store.rules.roles import ADVISORY, REVIEWER, SECRETARY

if TYPE_CHECKING:
    from tui.place import Place


@dataclass(frozen=True)
class Target:
    """Where in a place to arrive: at an organisation, with a filter already set."""

    organisation: str | None = None
    filter: str | None = None


NOWHERE = Target()
"""Arrive as the place begins by itself."""


@dataclass(frozen=True)
class Door:
    """A place's digit after ``g`` (``None``: reached by the palette alone), its module and its class."""

    digit: int | None
    module: str
    screen: str

    def kind(self) -> type[Place]:
        """The place's class."""
        return cast("type[Place]", getattr(import_module(self.module), self.screen))


DOORS: dict[str, Door] = {
    "overview": Door(1, "tui.screens.overview", "OverviewScreen"),
    "organisations": Door(2, "tui.screens.organisations", "OrganisationsScreen"),
    "organisation": Door(None, "tui.screens.organisation", "OrganisationScreen"),
    "intake": Door(3, "tui.screens.intake", "IntakeScreen"),
    "form": Door(4, "tui.screens.form", "FormScreen"),
    "comparison": Door(5, "tui.screens.comparison", "ComparisonScreen"),
    "results": Door(8, "tui.screens.results", "ResultsScreen"),
    "journal": Door(9, "tui.screens.journal", "JournalScreen"),
}
"""By name (words ``place.<name>`` and ``help.<name>``), in the order in which they are listed."""


def first_place(roles: Iterable[str]) -> str:
    """Where somebody with these roles begins: at the whole, or where their own work is."""
    held = frozenset(roles)
    if SECRETARY not in held and not held.isdisjoint({REVIEWER, ADVISORY}):
        return "intake"
    return "overview"
