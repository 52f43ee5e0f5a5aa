"""What the journal's rows about meetings hold, in words: persons by post, items by what they are about, times."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from store.queries.journal_terms import Terms
from store.rules.text import visible
from store.words import Words
from tui.telling import Teller

MEETING_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "person": ("full_name", "post", "votes", "valid_from", "valid_to", "account"),
    "tie": ("why",),
    "area": (),
    "meeting": (
        *("state", "item", "held_on", "starts", "place", "decides", "quorum", "majority", "opened", "closed"),
        *("seal_count", "decision_number", "decision_date", "decision_signer"),
    ),
    "agenda_item": ("title", "state", "conclusion", "minutes", "kind", "position", "spent"),
    "agenda_unit": ("item",),
    "appointment": ("office",),
    "attendance": ("state", "at", "expected"),
    "speech": ("text", "item"),
    "conclusion": (
        *("kind", "item", "text", "hands_for", "hands_against", "hands_abstained", "quorate", "carried"),
        *("present", "recused"),
    ),
}
"""What is told of each record of a meeting, in this order."""

MEETING_BARE = frozenset(
    {"agenda_unit.item", "appointment.office", "attendance.state", "speech.text", "conclusion.kind"}
)
"""Columns that say by themselves what they are, after the record's name."""

ONLY_WHOLE = frozenset(
    {
        *("adjustment.meeting", "agenda_item.spent", "conclusion.item", "conclusion.quorate", "conclusion.carried"),
        *("conclusion.present", "conclusion.recused"),
    }
)
"""Columns that a line in the list leaves out."""

MEETING_DATES = frozenset({"held_on", "decision_date"})
MEETING_TRUTHS = frozenset({"votes", "quorate", "carried"})

_KEYS_PER_ENTRY = 100_000
"""A key that an entry made, divided by this, is the entry's number."""


class MeetingValues:
    """Tells the values of a meeting's rows; a method for each column, found by its name."""

    teller: Teller
    words: Words
    terms: Terms

    def unit(self, code: str) -> str:
        """An organisation by number and name."""
        raise NotImplementedError

    def _code(self, area: str, given: Any) -> str:
        key = f"meeting.{area}.{given}"
        return self.words(key) if self.words.has(key) else visible(str(given))

    def _plain_person(self, _image: Mapping[str, Any], given: Any) -> str:
        post = self.terms.persons.get(int(given))
        return visible(post) if post else self.words("unknown")

    def _plain_item(self, _image: Mapping[str, Any], given: Any) -> str:
        title, units = self.terms.items.get(int(given), (None, ()))
        if title is not None:
            return visible(title)
        if len(units) == 1:
            return self.unit(units[0])
        return self.words("meeting.block", count=len(units)) if units else self.words("unknown")

    def _plain_meeting(self, _image: Mapping[str, Any], given: Any) -> str:
        number = self.terms.meetings.get(int(given))
        return self.words("unknown") if number is None else self.words("journal.meeting", meeting=number)

    def _plain_at(self, _image: Mapping[str, Any], given: Any) -> str:
        return self.teller.time(int(given))

    _plain_opened = _plain_closed = _plain_at

    def _adjustment_supersedes(self, _image: Mapping[str, Any], given: Any) -> str:
        return self.words("journal.of_entry", entry=int(given) // _KEYS_PER_ENTRY)

    def _meeting_state(self, _image: Mapping[str, Any], given: Any) -> str:
        return self._code("state", given)

    def _meeting_decides(self, _image: Mapping[str, Any], given: Any) -> str:
        return self._code("way", given)

    def _agenda_item_state(self, _image: Mapping[str, Any], given: Any) -> str:
        return self._code("item", given)

    def _agenda_item_kind(self, _image: Mapping[str, Any], given: Any) -> str:
        return self.words("journal.item_block" if given == "block" else "journal.item_single")

    def _agenda_item_spent(self, _image: Mapping[str, Any], given: Any) -> str:
        return self.words("journal.minutes", count=int(given) // 60_000)

    def _appointment_office(self, _image: Mapping[str, Any], given: Any) -> str:
        return self._code("office", given)

    def _attendance_state(self, _image: Mapping[str, Any], given: Any) -> str:
        return self.words("journal.invited") if given == "invited" else self._code("attendance", given)

    def _conclusion_kind(self, _image: Mapping[str, Any], given: Any) -> str:
        key = f"journal.how.{given}"
        return self.words(key) if self.words.has(key) else self._code("item", given)

    def _conclusion_present(self, _image: Mapping[str, Any], given: Any) -> str:
        people = [self._plain_person({}, key) for key in json.loads(str(given))]
        return ", ".join(people) or self.words("journal.nobody")

    _conclusion_recused = _conclusion_present
