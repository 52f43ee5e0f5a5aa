"""How many stand at each level, and how that would move."""

from __future__ import annotations

from dataclasses import dataclass, replace

from store.rules.levels import NOT_RATED


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
