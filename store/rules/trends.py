"""Years side by side: what one may be held against another, and what may not.

Results under different schemes are not comparable: there is no difference between them, only a break.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from store.rules.text import percent

ROSE, FELL, SAME = "rose", "fell", "same"
"""How a share moved."""

QUARTER, YEAR = "quarter", "year"
"""What a rating spans."""


@dataclass(frozen=True)
class Tally:
    """A year or cycle as counted: levels best first with how many stand there; ``rated`` is the denominator.

    ``settled``: nothing in it is provisional any more.
    """

    code: str
    scheme: str
    levels: tuple[tuple[str, int], ...]
    rated: int
    settled: bool

    def count(self, level: str) -> int | None:
        """How many stand at a level; ``None`` for one that its scheme does not have."""
        return dict(self.levels).get(level)

    def share(self, level: str) -> int | None:
        """The level's share of those rated in hundredths of a percent, half up; ``None`` where nobody is rated."""
        count = self.count(level)
        return None if count is None else percent(count, self.rated)


@dataclass(frozen=True)
class Change:
    """How a level's share moved from one to another, in hundredths of a percent as printed, and which way."""

    level: str
    before: int
    after: int
    way: str

    @property
    def points(self) -> int:
        """The difference of the two printed shares."""
        return self.after - self.before


def span(code: str) -> str:
    """Whether a cycle of this code (``2019``, ``2026-Q1``) is a year's or a quarter's."""
    return QUARTER if "-" in code else YEAR


def same_measure(one: Tally, other: Tally) -> bool:
    """Whether both were measured alike: one scheme, its very levels, the same span."""
    alike = one.scheme == other.scheme and [c for c, _n in one.levels] == [c for c, _n in other.levels]
    return alike and span(one.code) == span(other.code)


def comparable(one: Tally, other: Tally) -> bool:
    """Whether a difference may be told: measured alike, and nothing provisional in either."""
    return same_measure(one, other) and one.settled and other.settled


def breaks(tallies: Sequence[Tally]) -> tuple[bool, ...]:
    """For each but the first: whether a break stands before it."""
    return tuple(not same_measure(*pair) for pair in pairwise(tallies))


def change(before: Tally, after: Tally, level: str) -> Change | None:
    """How a level's share moved; ``None`` across a break, from or to something provisional, of nobody rated.

    Which way is told from the counts, so that no rounding turns it.
    """
    if not comparable(before, after):
        return None
    first, second = before.share(level), after.share(level)
    if first is None or second is None:
        return None
    exact = (after.count(level) or 0) * before.rated - (before.count(level) or 0) * after.rated
    return Change(level, first, second, ROSE if exact > 0 else FELL if exact < 0 else SAME)


def blocks(share: int | None, full: int) -> int:
    """How many of ``full`` blocks a share in hundredths of a percent fills, half up."""
    return 0 if share is None else (share * full * 2 + 10_000) // 20_000
