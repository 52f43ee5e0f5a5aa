"""The cap on the top level: "not above 20 % of those rated Hoàn thành tốt", in whole organisations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from store.rules.distribution import Distribution

GOOD, GOOD_OR_BETTER, ALL_RATED = "good", "good_or_better", "all_rated"
BASES = (GOOD, GOOD_OR_BETTER, ALL_RATED)
"""The three readings of what the share is taken of; the first is the text's own."""


@dataclass(frozen=True)
class CapRule:
    """A scheme's cap: the capped level, the level its base counts, the share in per cent, the base's default reading.

    Clause 124-QĐ/TW: within each group of like function; for organisations in 2018–2022 not read in a source.
    """

    top: str
    good: str
    share: int
    base: str
    clause: str
    source: str | None
    verified: bool


@dataclass(frozen=True)
class Cap:
    """How a group stands: ``None`` where it cannot be told. ``headroom``: how many more can go from good to top."""

    base_rule: str
    base: int
    top: int
    cap: int | None
    headroom: int | None
    over: int | None


def cap_rule_from(body: Mapping[str, Any]) -> CapRule:
    """Build a cap from a scheme's body; raises ``KeyError`` where a part is missing."""
    return CapRule(
        top=str(body["top"]),
        good=str(body["good"]),
        share=int(body["share"]),
        base=str(body["base"]),
        clause=str(body["clause"]),
        source=None if body["source"] is None else str(body["source"]),
        verified=bool(body["verified"]),
    )


def limit(base: int, share: int) -> int:
    """How many may be at the top: "không vượt quá" is the floor; 46 at 20 per cent give 9."""
    return base * share // 100


def base_of(counts: Distribution, rule: CapRule, reading: str) -> int:
    """The number that the share is taken of, under one of ``BASES``."""
    good, top = counts.at(rule.good), counts.at(rule.top)
    if reading == GOOD:
        return good
    return good + top if reading == GOOD_OR_BETTER else sum(count for _code, count in counts.levels)


def cap(counts: Distribution, rule: CapRule, reading: str | None = None, *, group_known: bool = True) -> Cap:
    """How a group stands against the cap; of a group that is not known the cap cannot be told.

    Under the default reading the base moves: who is raised to the top no longer counts as good.
    """
    used = reading or rule.base
    base, top = base_of(counts, rule, used), counts.at(rule.top)
    if not group_known:
        return Cap(used, base, top, None, None, None)
    allowed = limit(base, rule.share)
    room = 0
    while room < counts.at(rule.good) and top + room + 1 <= limit(base - (room + 1) * (used == GOOD), rule.share):
        room += 1
    return Cap(used, base, top, allowed, room, max(0, top - allowed))
