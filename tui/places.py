"""Every place of the program: the digit that ``g`` leads there by, the class that draws it, and where people begin.

A place's module is read when somebody goes there, not at the start: the first picture comes sooner.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, cast

from store.rules.roles import ADVISORY, CHAIR, OBSERVER, REVIEWER, SECRETARY

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
    """A place's digit after ``g`` (``None``: it has none), its module, its class, and a letter after ``g``.

    One without digit and letter is reached by the palette alone.
    """

    digit: int | None
    module: str
    screen: str
    letter: str | None = None

    @property
    def sign(self) -> str | None:
        """What leads there after ``g``."""
        return self.letter if self.digit is None else str(self.digit)

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
    "meeting": Door(6, "tui.screens.meeting", "MeetingScreen"),
    "remediation": Door(7, "tui.screens.remediation", "RemediationScreen"),
    "case": Door(None, "tui.screens.case", "CaseScreen"),
    "commendation": Door(None, "tui.screens.commendation", "CommendationScreen", "k"),
    "desk": Door(None, "tui.screens.desk", "DeskScreen"),
    "card": Door(None, "tui.screens.card", "CardScreen"),
    "wall": Door(None, "tui.screens.wall", "WallScreen"),
    "documents": Door(0, "tui.screens.documents", "DocumentsScreen"),
    "results": Door(8, "tui.screens.results", "ResultsScreen"),
    "journal": Door(9, "tui.screens.journal", "JournalScreen"),
}
"""By name (words ``place.<name>`` and ``help.<name>``), in the order in which they are listed."""


MEETING = "meeting"
"""The room, in whichever picture a person has of it."""


def door_for(place: str, roles: Iterable[str]) -> str:
    """The place that stands for a name: the room is the secretary's table, the chair's desk or a follower's card."""
    held = frozenset(roles)
    if place != MEETING or SECRETARY in held:
        return place
    return "desk" if CHAIR in held else "card"


def first_place(roles: Iterable[str], *, begun: bool = False, leads: bool = False) -> str:
    """Where somebody with these roles begins: in the room while a meeting is on, else at the whole or at their work.

    ``leads``: leads the work team of a remediation case that is not closed.
    """
    held = frozenset(roles)
    if begun:
        return "wall" if held <= {OBSERVER} else door_for(MEETING, held)
    if SECRETARY not in held and leads:
        return "remediation"
    if SECRETARY not in held and not held.isdisjoint({REVIEWER, ADVISORY}):
        return "intake"
    return "overview"
