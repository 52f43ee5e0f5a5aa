"""Where a case of remediation stands on a day: which date counts, how far it is, whether it is over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from store.rules.remediation import DONE, OPENED, Work, days_left, deadline, order, over


@dataclass(frozen=True)
class Standing:
    """A case by its number; ``left`` are days until ``deadline`` (negative: overdue), ``None`` without one.

    ``bare``: nothing is known but that a source calls the organisation slow to improve. ``over``: it needs no more
    work for now. ``rank`` is its place among cases by what presses, as ``order`` of the rules says it.
    """

    number: int
    state: str
    deadline: str | None
    left: int | None
    bare: bool
    over: bool
    rank: tuple[int, int]

    @property
    def overdue(self) -> bool:
        """Whether the date that counts now has passed."""
        return self.left is not None and self.left < 0


def works_of(measures: Iterable[Mapping[str, Any]]) -> tuple[Work, ...]:
    """Rows of measures as the rules see them."""
    return tuple(Work(each["n"], each["due"], each["percent"] == DONE, each["proof"] is not None) for each in measures)


def standing(case: Mapping[str, Any], works: Iterable[Work], day: str) -> Standing:
    """A case's row with its measures as it stands on a day (ISO)."""
    own, state = tuple(works), case["state"]
    until = deadline(state, case["due"], case["plan_due"], case["commitment_due"], own)
    left, ended = days_left(until, day), over(state, own)
    bare = case["opened_on"] is None and state == OPENED
    return Standing(case["number"], state, until, left, bare, ended, order(state, left, ended=ended))
