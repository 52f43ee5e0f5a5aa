"""Who can be put forward for a commendation: exemplary of the year, or of five years running.

The conditions are the product's sample (``verified: false``): the top level this year; for five years exemplary in each
of them; no open remediation case. What nobody knows is "cannot tell", never a guess.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from store.rules.predicates import FAIL, PASS, UNKNOWN

YEAR, FIVE_YEARS = "year", "five_years"
KINDS = (YEAR, FIVE_YEARS)
"""Kinds of commendation."""

RUNNING = 5
"""So many years running."""

NOMINATED, GRANTED, DECLINED = "nominated", "granted", "declined"
STATES = (NOMINATED, GRANTED, DECLINED)
"""What becomes of a nomination."""

TOP_LEVEL, NO_OPEN_CASE, EXEMPLARY_YEARS = "top_level", "no_open_case", "exemplary_years"
"""The conditions."""

WAITING, READY, DECIDED, BARRED, UNCLEAR, OUT = "waiting", "ready", "decided", "barred", "unclear", "out"
STANDINGS = (WAITING, READY, DECIDED, BARRED, UNCLEAR, OUT)
"""How an organisation stands in the list, what asks for work first: nominated and not decided; all holds for a kind
and nobody nominated it; decided; an open case alone stands in the way; nobody can tell; not eligible."""


@dataclass(frozen=True)
class Condition:
    """A condition's outcome; ``years`` are those that fail or that nobody knows."""

    code: str
    outcome: str
    years: tuple[int, ...] = ()


def eligibility(
    kind: str,
    *,
    year: int,
    final_level: str | None,
    top: str,
    open_case: bool,
    exemplary: Mapping[int, bool | None],
) -> tuple[Condition, ...]:
    """The conditions of a kind; ``exemplary`` says of a year yes, no or (``None``, or not there) nobody knows."""
    level = UNKNOWN if final_level is None else PASS if final_level == top else FAIL
    found = [Condition(TOP_LEVEL, level), Condition(NO_OPEN_CASE, FAIL if open_case else PASS)]
    if kind == FIVE_YEARS:
        found.append(_running([(each, exemplary.get(each)) for each in range(year - RUNNING + 1, year + 1)]))
    return tuple(found)


def verdict(conditions: Sequence[Condition]) -> str:
    """Whether all hold: a failure decides, else what cannot be told."""
    outcomes = {each.outcome for each in conditions}
    return FAIL if FAIL in outcomes else UNKNOWN if UNKNOWN in outcomes else PASS


def by_case_alone(conditions: Sequence[Condition]) -> bool:
    """Whether nothing but an open remediation case stands in the way."""
    return {each.code for each in conditions if each.outcome == FAIL} == {NO_OPEN_CASE}


def standing(candidates: Sequence[tuple[Sequence[Condition], str | None]]) -> str:
    """How an organisation stands, by the conditions and the state (``None``: not nominated) of each kind."""
    states = {state for _conditions, state in candidates}
    outcomes = [(verdict(conditions), state) for conditions, state in candidates]
    if NOMINATED in states:
        return WAITING
    if (PASS, None) in outcomes:
        return READY
    if states & {GRANTED, DECLINED}:
        return DECIDED
    if any(by_case_alone(conditions) for conditions, _state in candidates):
        return BARRED
    return UNCLEAR if any(outcome == UNKNOWN for outcome, _state in outcomes) else OUT


def _running(years: Sequence[tuple[int, bool | None]]) -> Condition:
    denied = tuple(year for year, told in years if told is False)
    unknown = tuple(year for year, told in years if told is None)
    if denied:
        return Condition(EXEMPLARY_YEARS, FAIL, denied)
    return Condition(EXEMPLARY_YEARS, UNKNOWN if unknown else PASS, unknown)
