"""The rules of remediation: when a case is opened, its states, what is missing for the next one, what is overdue.

The states and moves are the product's own; the article of 06/09/2019 (fourth point) names the parts of a case:
directive, work team, plan, commitment, inspection.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

OPENED, PLANNED, COMMITTED, UNDER_WAY, REPORTED = "opened", "planned", "committed", "under_way", "reported"
EFFECTIVE, PARTLY, NOT_EFFECTIVE = "effective", "partly", "not_effective"
CLOSED, REOPENED = "closed", "reopened"
STATES = (OPENED, PLANNED, COMMITTED, UNDER_WAY, REPORTED, EFFECTIVE, PARTLY, NOT_EFFECTIVE, CLOSED, REOPENED)
"""The states of a case; being overdue is a flag besides."""

OUTCOMES = (EFFECTIVE, PARTLY, NOT_EFFECTIVE)
"""What a verification can find."""

BY_RATING, BY_DECISION, KNOWN = "rating", "decision", "known"
"""Why a case stands: a level of the two lowest, a decision with a reason, or a source that names it."""

PLAN, COMMIT, PROGRESS, REPORT, CLOSE, GO_ON = "plan", "commit", "progress", "report", "close", "go_on"
MOVES: dict[str, tuple[frozenset[str], str]] = {
    PLAN: (frozenset({OPENED}), PLANNED),
    COMMIT: (frozenset({PLANNED}), COMMITTED),
    PROGRESS: (frozenset({COMMITTED}), UNDER_WAY),
    REPORT: (frozenset({UNDER_WAY, REOPENED}), REPORTED),
    EFFECTIVE: (frozenset({REPORTED}), EFFECTIVE),
    PARTLY: (frozenset({REPORTED}), PARTLY),
    NOT_EFFECTIVE: (frozenset({REPORTED}), NOT_EFFECTIVE),
    CLOSE: (frozenset({EFFECTIVE}), CLOSED),
    GO_ON: (frozenset({PARTLY, NOT_EFFECTIVE, CLOSED}), REOPENED),
}
"""A move to the states it may be made in, and the state it leads to."""

STEPS = {
    OPENED: 3,
    PLANNED: 4,
    COMMITTED: 5,
    UNDER_WAY: 5,
    REPORTED: 7,
    EFFECTIVE: 9,
    PARTLY: 9,
    NOT_EFFECTIVE: 9,
    REOPENED: 5,
}
"""The digit of the step that comes next in each state; before a directive it is 1."""

DIRECTIVE, TEAM, SHORTCOMINGS, MEASURES = "directive", "team", "shortcomings", "measures"
PLAN_DATE, COMMITMENT_DATE, MEASURE_OPEN, PROOF, VERIFICATION = (
    "plan_date",
    "commitment_date",
    "measure_open",
    "proof",
    "verification",
)
RENEWED, OPENING = "renewed", "opening"
"""What can be missing for the next state; of measures that are all done, something new of them."""

LOWEST = 2
"""So many of the lowest levels of a scheme cause a case."""

DONE = 100
"""Hundredths of a measure that is done."""

SOON_DAYS = 7
"""Due within so many days is due this week."""

SETTLED = frozenset({EFFECTIVE, PARTLY, NOT_EFFECTIVE})
"""States in which a verification has spoken: nothing is added before the case goes on."""

ADD = "add"
"""Adding a shortcoming or a measure, as a step that a state may not allow."""

OVERDUE, THIS_WEEK, WAITING, DATED, UNDATED, OVER = range(6)
"""Kinds of cases by what presses, in the order of the list."""


@dataclass(frozen=True)
class Lack:
    """Something missing for the next state; ``measure`` is the number of the measure meant."""

    code: str
    measure: int | None = None


@dataclass(frozen=True)
class Work:
    """A measure as the rules see it."""

    n: int
    due: str | None
    done: bool
    proved: bool


def moved(state: str, move: str) -> str | None:
    """The state that a move leads to, ``None`` where it cannot be made in this state."""
    froms, to = MOVES[move]
    return to if state in froms else None


def causes_case(level: str | None, levels: Sequence[str]) -> bool:
    """Whether a final level is one of the two lowest of its scheme, given best first."""
    return level in levels[-LOWEST:]


def over(state: str, measures: Iterable[Work]) -> bool:
    """Whether a case needs no more work for now: it is closed, or found effective and every measure done and proved."""
    return state == CLOSED or (state == EFFECTIVE and not undone(measures))


def missing(
    state: str, *, directive: bool, team: bool, shortcomings: int, measures: Iterable[Work]
) -> tuple[Lack, ...]:
    """What is missing for the next state, in the order in which it is done."""
    works = tuple(measures)
    wanted: list[Lack] = []
    if state == OPENED:
        parts = ((DIRECTIVE, directive), (TEAM, team), (SHORTCOMINGS, shortcomings > 0), (MEASURES, bool(works)))
        wanted = [Lack(code) for code, there in parts if not there] + [Lack(PLAN_DATE)]
    elif state == PLANNED:
        wanted = [Lack(COMMITMENT_DATE)]
    elif state in (COMMITTED, UNDER_WAY, REOPENED):
        wanted = [*undone(works)] or [Lack(RENEWED if works else MEASURES)]
    elif state == REPORTED:
        wanted = [*undone(works), Lack(VERIFICATION)]
    elif state == EFFECTIVE:
        wanted = list(undone(works))
    return tuple(wanted)


def undone(measures: Iterable[Work]) -> tuple[Lack, ...]:
    """What the measures still lack: those that are not done, then those that nothing proves."""
    works = tuple(measures)
    lacking = [Lack(MEASURE_OPEN, work.n) for work in works if not work.done]
    return (*lacking, *(Lack(PROOF, work.n) for work in works if work.done and not work.proved))


def next_step(state: str, *, directive: bool) -> int | None:
    """The digit of what is to be done next; ``None`` for a case that is closed."""
    if state == OPENED and not directive:
        return 1
    return STEPS.get(state)


def deadline(
    state: str, due: str | None, plan_due: str | None, commitment_due: str | None, measures: Iterable[Work]
) -> str | None:
    """The date that counts now: the earliest of all that is still to come in this state.

    Of a case that is not over that is the common date and those of the measures that are not done; besides them that
    of the plan until there is one, and that of the commitment until it is signed.
    """
    works = tuple(measures)
    if over(state, works):
        return None
    wanted = {OPENED: (plan_due, commitment_due), PLANNED: (commitment_due,)}.get(state, ())
    dates = (due, *wanted, *(work.due for work in works if not work.done))
    return min((each for each in dates if each), default=None)


def days_left(due: str | None, today: str) -> int | None:
    """Days until a date, negative once it has passed; ``None`` where there is none."""
    return None if due is None else (date.fromisoformat(due) - date.fromisoformat(today)).days


def order(state: str, left: int | None, *, ended: bool) -> tuple[int, int]:
    """Where a case stands in the list: overdue, due this week, waiting for verification, by date, unknown, over."""
    if left is not None and left < 0:
        return OVERDUE, left
    if left is not None and left <= SOON_DAYS:
        return THIS_WEEK, left
    if state == REPORTED:
        return WAITING, left if left is not None else 99_999
    if ended:
        return OVER, 0
    return (UNDATED, 0) if left is None else (DATED, left)
