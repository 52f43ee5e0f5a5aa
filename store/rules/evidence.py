"""What is known of one organisation when its level is argued: grades, points, facts, and what does not apply."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from store.rules.facts import Value
from store.rules.forms import BOARD, NOT_APPLIED, Form, Graded

BRANCHES = frozenset({"base_branch"})
"""Kinds of organisation that have members, not subordinate organisations."""


@dataclass(frozen=True)
class Evidence:
    """One organisation's dossier as checks see it; ``grades`` by criterion and side."""

    kind: str
    form: Form | None
    grades: Mapping[tuple[str, str], Graded] = field(default_factory=dict)
    facts: Mapping[str, Value] = field(default_factory=dict)

    @property
    def is_branch(self) -> bool:
        """Whether shares are taken of members instead of subordinate organisations."""
        return self.kind in BRANCHES

    def grade(self, criterion: str) -> str | None:
        """The grade that counts: the Organisation Board's. Others argue for it, and none stands in for it.

        Were a missing grade filled from another side, taking evidence away could turn a failed check into a passed one.
        """
        given = self.grades.get((criterion, BOARD))
        return given.grade if given else None

    def points(self, criterion: str) -> int | None:
        """The points that count, in hundredths."""
        given = self.grades.get((criterion, BOARD))
        return given.points if given else None

    def applies(self, criterion: str) -> bool:
        """Whether the criterion is asked of the organisation at all."""
        return self.grade(criterion) != NOT_APPLIED

    def count(self, name: str) -> int | None:
        """A fact that is a number."""
        value = self.facts.get(name)
        return value if isinstance(value, int) else None
