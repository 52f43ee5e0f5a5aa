"""Which dates of a case an extension can move, and which of them presses."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from store.rules.remediation import CLOSED, OPENED, PLANNED, Work

OF_ALL, OF_PLAN, OF_COMMITMENT, OF_MEASURE = "due", "plan", "commitment", "measure"
"""The dates of a case: until when its plan, its commitment, one of its measures, and all of it."""


@dataclass(frozen=True)
class Movable:
    """A date that stands and counts (ISO); of a measure with its number."""

    of: str
    day: str
    measure: int | None = None


def movable(
    state: str, due: str | None, plan_due: str | None, commitment_due: str | None, measures: Iterable[Work]
) -> tuple[Movable, ...]:
    """The dates that an extension can move, what presses most first: what is done has none any more."""
    if state == CLOSED:
        return ()
    found = [Movable(OF_PLAN, plan_due)] if plan_due and state == OPENED else []
    found += [Movable(OF_COMMITMENT, commitment_due)] if commitment_due and state in (OPENED, PLANNED) else []
    found += [Movable(OF_MEASURE, work.due, work.n) for work in measures if work.due and not work.done]
    found += [Movable(OF_ALL, due)] if due else []
    return tuple(sorted(found, key=lambda each: each.day))
