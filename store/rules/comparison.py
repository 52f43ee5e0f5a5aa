"""Comparing levels: which one stands, how far it is from the self-rating, how all are distributed."""

from __future__ import annotations

from collections.abc import Iterable

from store.rules.distribution import Distribution
from store.rules.levels import NOT_RATED
from store.rules.scheme import Scheme


def effective(self_level: str | None, proposed_level: str | None, final_level: str | None) -> str | None:
    """The level that stands now: final, else proposed, else the self-rating."""
    return final_level or proposed_level or self_level


def kept(self_level: str | None, proposed_level: str | None) -> str | None:
    """What agreeing takes: the proposal, where there is none the self-rating."""
    return proposed_level or self_level


def difference(scheme: Scheme, self_level: str | None, level: str | None) -> int | None:
    """How many levels above (positive) or below the self-rating; ``None`` where either has no rank in the scheme."""
    own, other = scheme.rank(self_level or ""), scheme.rank(level or "")
    return None if own is None or other is None else own - other


def distribution(scheme: Scheme, levels: Iterable[tuple[str | None, bool]]) -> Distribution:
    """Count effective levels; each comes with whether it is final."""
    counts = dict.fromkeys((level.code for level in scheme.levels), 0)
    unset = not_rated = concluded = 0
    for level, final in levels:
        concluded += final
        if level in counts:
            counts[level] += 1
        elif level == NOT_RATED:
            not_rated += 1
        else:
            unset += 1
    return Distribution(tuple(counts.items()), unset, not_rated, concluded)
