"""What the journal's rows about remediation and commendation hold, in words: states, causes and outcomes by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from store.rules.text import visible
from tui.screens.journal_meeting import (
    MEETING_BARE,
    MEETING_COLUMNS,
    MEETING_DATES,
    MEETING_TRUTHS,
    MeetingValues,
)

CASE_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "remediation_case": (
        *("state", "cause", "cycle", "level", "why", "source", "opened_on", "plan_due", "commitment_due", "due"),
        *("directive_number", "directive_date", "plan_number", "plan_date", "commitment_date", "follower"),
        *("mentored", "mentoring", "closed_on"),
    ),
    "case_shortcoming": ("text", "cause", "remedied"),
    "case_member": ("leads",),
    "case_measure": (
        *("text", "percent", "owner", "owner_person", "due", "done_on", "did", "proof", "proof_number", "proof_date"),
    ),
    "case_inspection": ("passed", "finding", "by"),
    "case_extension": ("of", "measure", "was", "to", "why", "late_days"),
    "case_verification": ("outcome", "note", "dated"),
    "commendation": ("kind", "state", "note", "decided_note"),
}
"""What is told of each record, in this order."""

CASE_BARE = frozenset(
    {
        *("case_shortcoming.text", "case_measure.text", "case_measure.percent", "case_inspection.finding"),
        *("case_inspection.passed", "case_verification.outcome", "commendation.kind"),
    }
)
"""Columns that say by themselves what they are, after the record's name."""

CASE_DATES = frozenset(
    "opened_on due plan_due commitment_due directive_date plan_date commitment_date closed_on done_on proof_date "
    "was to".split()
)
CASE_TRUTHS = frozenset({"leads", "remedied"})


PART_COLUMNS: Mapping[str, tuple[str, ...]] = {**MEETING_COLUMNS, **CASE_COLUMNS}
PART_BARE, PART_DATES = MEETING_BARE | CASE_BARE, MEETING_DATES | CASE_DATES
PART_TRUTHS = MEETING_TRUTHS | CASE_TRUTHS
"""The same of meetings and cases together."""


class PartValues(MeetingValues):
    """Tells the values of the rows of meetings and cases; a method for each column, found by its name."""

    def _said(self, key: str, given: Any) -> str:
        return self.words(key) if self.words.has(key) else visible(str(given))

    def _remediation_case_state(self, _image: Mapping[str, Any], given: Any) -> str:
        return self._said(f"remediation.state.{given}", given)

    def _remediation_case_cause(self, _image: Mapping[str, Any], given: Any) -> str:
        return self._said(f"journal.case_cause.{given}", given)

    def _case_measure_owner_person(self, image: Mapping[str, Any], given: Any) -> str:
        return self._plain_person(image, given)

    def _case_measure_percent(self, _image: Mapping[str, Any], given: Any) -> str:
        return f"{given}%"

    def _case_inspection_passed(self, _image: Mapping[str, Any], given: Any) -> str:
        return self.words("journal.passed" if given else "journal.not_passed")

    def _case_extension_of(self, _image: Mapping[str, Any], given: Any) -> str:
        return self._said(f"journal.case_date.{given}", given)

    def _case_verification_outcome(self, _image: Mapping[str, Any], given: Any) -> str:
        return self._said(f"remediation.state.{given}", given)

    def _commendation_kind(self, _image: Mapping[str, Any], given: Any) -> str:
        return self._said(f"commendation.kind.{given}", given)

    def _commendation_state(self, _image: Mapping[str, Any], given: Any) -> str:
        return self._said(f"commendation.state.{given}", given)
