"""Comparing levels: which one stands, how far it is from the self-rating, how all are distributed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from store.rules.scheme import NOT_RATED, Scheme


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


@dataclass(frozen=True)
class Distribution:
    """How many stand at each level, best first; ``concluded`` counts those whose level is final."""

    levels: tuple[tuple[str, int], ...]
    unset: int
    not_rated: int
    concluded: int

    @property
    def total(self) -> int:
        """All organisations, with or without a level."""
        return sum(count for _code, count in self.levels) + self.unset + self.not_rated

    def at(self, level: str | None) -> int:
        """How many stand at a level; ``None`` is without one, ``none`` not rated."""
        if level is None:
            return self.unset
        return self.not_rated if level == NOT_RATED else dict(self.levels).get(level, 0)

    def moved(self, before: str | None, after: str | None) -> Distribution:
        """The distribution if one organisation went from a level to another; concluded stays as it is."""
        return self._with(before, -1)._with(after, 1)

    def _with(self, level: str | None, step: int) -> Distribution:
        if level == NOT_RATED:
            return replace(self, not_rated=self.not_rated + step)
        if level not in dict(self.levels):
            return replace(self, unset=self.unset + step)
        return replace(self, levels=tuple((code, count + step * (code == level)) for code, count in self.levels))


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
