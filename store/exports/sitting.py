"""A meeting for papers: its view, its cycle's comparison, and which entry put each of its figures where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from store.exports.clerk import Clerk
from store.exports.tracing import Fact, Traced
from store.queries.comparison import ComparisonView, comparison
from store.queries.granting import GrantView, grants
from store.queries.meeting_views import ItemView, MeetingView, PersonView, UnitView
from store.queries.tracing import Sources, assessment_keys, sources
from store.rules.meeting import CLOSED
from store.rules.text import visible

TABLES = ("meeting", "agenda_item", "assessment", "person")
"""The tables whose columns papers of a meeting quote."""


@dataclass(frozen=True)
class Sat:
    """A meeting with what its papers need; ``keys`` are the keys of the cycle's assessments by organisation.

    ``grants`` is what it decided on commendations.
    """

    view: MeetingView
    compared: ComparisonView
    sources: Sources
    keys: Mapping[str, str]
    grants: tuple[GrantView, ...]
    clerk: Clerk

    @property
    def sealed(self) -> bool:
        """Whether the meeting is over and its journal sealed."""
        return self.view.state == CLOSED and self.view.seal_digest is not None

    @property
    def decided(self) -> bool:
        """Whether the decision has its number and its day."""
        return bool(self.view.decision_number and self.view.decision_date)

    @cached_property
    def units(self) -> tuple[UnitView, ...]:
        """Every organisation of the agenda, in the committee's order."""
        return tuple(sorted((unit for item in self.view.items for unit in item.units), key=lambda each: each.tt))

    def own(self, column: str, text: str) -> Fact:
        """A text from a column of the meeting's own row."""
        return self._from("meeting", str(self.view.key), column, text)

    def of_item(self, item: ItemView, column: str, text: str) -> Fact:
        """A text from a column of an item."""
        return self._from("agenda_item", str(item.key), column, text)

    def of_person(self, person: PersonView, column: str, text: str) -> Fact:
        """A text from a column of a person."""
        return self._from("person", str(person.key), column, text)

    def of_unit(self, unit: UnitView, column: str, text: str) -> Fact:
        """A text from a column of an organisation's assessment."""
        return self._from("assessment", self.keys.get(unit.organisation, ""), column, text)

    def _from(self, table: str, key: str, column: str, text: str) -> Fact:
        entry = self.sources.get((table, key), {}).get(column)
        return text if entry is None else Traced(text, (entry,))

    def name(self, organisation: str) -> Fact:
        """The full name of an organisation of the cycle, also of one that stands in no item."""
        row = next(each for each in self.compared.rows if each.organisation == organisation)
        column = "full_name" if row.full_name else "name" if row.name else "tt"
        text = self.clerk.called(row.tt, row.name, row.full_name)
        return self._from("assessment", self.keys.get(organisation, ""), column, text)

    def level(self, code: str | None, form: str = "full") -> str:
        """A level of the meeting's scheme in words, which have no digit."""
        return self.clerk.level(code, form, self.compared.scheme.code)

    def person(self, person: PersonView) -> Fact:
        """A person by post."""
        return self.of_person(person, "post", visible(person.post))


def sat_of(view: MeetingView, clerk: Clerk) -> Sat:
    """A meeting with everything that its papers need, read now."""
    keys = assessment_keys(view.cycle)
    return Sat(view, comparison(view.cycle), sources(TABLES), keys, grants(view.number), clerk)
