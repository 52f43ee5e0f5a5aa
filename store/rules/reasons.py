"""Reasons for an adjustment, and when words must go with them."""

from __future__ import annotations

from dataclasses import dataclass

MUST, SHOULD, AUTO = "must", "should", "auto"
NOTE_KINDS = (MUST, SHOULD, AUTO)
"""Words at once; words before the meeting closes; words that the program writes from what it knows."""


@dataclass(frozen=True)
class Reason:
    """One reason of the picklist: its code, digit key, whether it needs words and whether it suits a raise."""

    code: str
    digit: int
    note: str
    suits_raise: bool

    def lacks_words(self, note: str | None) -> bool:
        """Whether the words that must go with the reason at once are missing."""
        return self.note == MUST and not (note or "").strip()
