"""The yearly tables: organisations by kind (A) and members per organisation (B), counted from what is known.

What nobody says is ``None`` and stays it: a sum with an unknown part is unknown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from store.rules.comparison import difference
from store.rules.levels import NOT_RATED
from store.rules.scheme import Scheme
from store.rules.text import percent


@dataclass(frozen=True)
class Standing:
    """One organisation as table A counts it: its kind, its self-rating, the level that stands, the last reason."""

    kind: str
    own: str | None
    level: str | None
    reason: str | None = None


@dataclass(frozen=True)
class KindRow:
    """One row of table A; ``kind`` is ``None`` in the sum. ``top_share``: the capped level as a share of the good one.

    ``reasons``: why some are not rated, the commonest first.
    """

    kind: str | None
    total: int | None
    rated: int
    not_rated: int | None
    unset: int | None
    levels: tuple[tuple[str, int], ...]
    exemplary: int | None
    top_share: int | None
    raised: int | None
    lowered: int | None
    reasons: tuple[tuple[str | None, int], ...] = ()

    def share(self, level: str) -> int | None:
        """A level's share of those rated."""
        return percent(dict(self.levels)[level], self.rated)


def table_a(scheme: Scheme, standings: Sequence[Standing]) -> tuple[KindRow, ...]:
    """Every kind in the order in which it first comes, then all."""
    kinds = dict.fromkeys(each.kind for each in standings)
    rows = [_row(scheme, kind, [each for each in standings if each.kind == kind]) for kind in kinds]
    return (*rows, _row(scheme, None, standings))


def top_share(scheme: Scheme, counts: Mapping[str, int]) -> int | None:
    """The capped level as a share of the level its cap counts; ``None`` without a cap, or of none."""
    rule = scheme.cap
    return None if rule is None else percent(counts.get(rule.top, 0), counts.get(rule.good, 0))


def _row(scheme: Scheme, kind: str | None, standings: Sequence[Standing]) -> KindRow:
    levels = {level.code: sum(each.level == level.code for each in standings) for level in scheme.levels}
    rated = sum(levels.values())
    out = [each for each in standings if each.level == NOT_RATED]
    moves = [difference(scheme, each.own, each.level) or 0 for each in standings]
    return KindRow(
        kind=kind,
        total=len(standings),
        rated=rated,
        not_rated=len(out),
        unset=len(standings) - rated - len(out),
        levels=tuple(levels.items()),
        exemplary=None,
        top_share=top_share(scheme, levels),
        raised=sum(move > 0 for move in moves),
        lowered=sum(move < 0 for move in moves),
        reasons=tuple(Counter(each.reason for each in out).most_common()),
    )


@dataclass(frozen=True)
class MemberTally:
    """One organisation's members; ``odd``: its figures do not add up, so what they would add up to is unknown."""

    total: int | None
    full: int | None
    probationary: int | None
    not_rated: int | None
    rated: int | None
    levels: tuple[int | None, ...]
    odd: bool

    def share(self, place: int) -> int | None:
        """The share of those rated who are at the level of a place, best 0."""
        count = self.levels[place]
        return None if count is None or self.rated is None else percent(count, self.rated)


def members(facts: Mapping[str, object], full: int | None, probationary: int | None, levels: int) -> MemberTally:
    """What is known of an organisation's members from the form's facts and from a count of its register.

    The number rated is the sum of the levels; where one is not known, all members less those not rated.
    """
    counted = tuple(_count(facts, f"members_{place}") for place in range(1, levels + 1))
    out, said = _count(facts, "members_not_rated"), _count(facts, "members")
    known = [count for count in counted if count is not None]
    summed = sum(known) if len(known) == levels else None
    left = None if said is None or out is None else said - out
    at_most = said if left is None else left
    odd = (left is not None and left < 0) or (at_most is not None and sum(known) > at_most)
    odd = odd or (left is not None and summed is not None and summed != left)
    total = full + probationary if full is not None and probationary is not None else said
    rated = None if odd else left if summed is None else summed
    return MemberTally(total, full, probationary, out, rated, counted, odd)


def _count(facts: Mapping[str, object], name: str) -> int | None:
    found = facts.get(name)
    return found if isinstance(found, int) else None
