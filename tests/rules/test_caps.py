"""The cap on the top level: how many may be there, how many more can be raised, by how many it is exceeded."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.rules.caps import (
    ALL_RATED,
    BASES,
    GOOD,
    GOOD_OR_BETTER,
    Cap,
    CapRule,
    base_of,
    cap,
    cap_rule_from,
    limit,
)
from store.rules.distribution import Distribution
from tests.rules.dossiers import BODIES, SCHEMES
from tests.rules.vietnamese import calm

CAPS = {code: scheme.cap for code, scheme in SCHEMES.items() if scheme.cap is not None}


def the_cap(share: int = 20, base: str = GOOD) -> CapRule:
    return CapRule("XS", "TOT", share, base, "không vượt quá 20%", "mẫu", False)


def counted(top: int, good: int, fair: int = 0, *, unset: int = 0, not_rated: int = 0) -> Distribution:
    return Distribution((("XS", top), ("TOT", good), ("HT", fair), ("KHT", 0)), unset, not_rated, 0)


groups = st.builds(
    lambda top, good, fair, unset, out: counted(top, good, fair, unset=unset, not_rated=out),
    *[st.integers(0, 70)] * 5,
)
rules = st.builds(the_cap, st.integers(0, 100), st.sampled_from(BASES))


@pytest.mark.parametrize("code", CAPS)
def test_from_five_and_fifty_nine_pass_and_the_tenth_is_over(code: str) -> None:
    """2018 in Tràng Định: 5 XS, 50 TOT, 4 HT; four more can be raised, not the five that 20 % of 50 seem to leave."""
    now, found = counted(5, 50, 4), []
    for _ in range(6):
        found.append(cap(now, CAPS[code]))
        now = now.moved("TOT", "XS")
    assert [(each.top, each.base, each.cap, each.headroom, each.over) for each in found] == [
        (5, 50, 10, 4, 0),
        (6, 49, 9, 3, 0),
        (7, 48, 9, 2, 0),
        (8, 47, 9, 1, 0),
        (9, 46, 9, 0, 0),
        (10, 45, 9, 0, 1),
    ]


@pytest.mark.parametrize(
    ("reading", "base", "allowed", "headroom", "over"),
    [(GOOD, 50, 10, 4, 0), (GOOD_OR_BETTER, 55, 11, 6, 0), (ALL_RATED, 59, 11, 6, 0)],
)
def test_the_base_is_read_in_three_ways(reading: str, base: int, allowed: int, headroom: int, over: int) -> None:
    """Who has no level yet or is not rated is in none of them."""
    counts = counted(5, 50, 4, unset=7, not_rated=3)
    assert cap(counts, the_cap(), reading) == Cap(reading, base, 5, allowed, headroom, over)
    assert cap(counts, the_cap(base=reading)) == Cap(reading, base, 5, allowed, headroom, over)


@pytest.mark.parametrize(
    ("top", "good", "fair", "reading", "allowed", "headroom", "over"),
    [
        (4, 15, 3, GOOD, 3, 0, 1),
        (4, 14, 4, GOOD, 2, 0, 2),
        (10, 44, 4, GOOD, 8, 0, 2),
        (0, 0, 0, GOOD, 0, 0, 0),
        (0, 4, 0, GOOD, 0, 0, 0),
        (1, 4, 0, GOOD, 0, 0, 1),
        (0, 5, 0, GOOD, 1, 0, 0),  # one raised leaves four, of whom none may be at the top
        (0, 6, 0, GOOD, 1, 1, 0),
        (1, 5, 0, GOOD, 1, 0, 0),
        (3, 0, 0, GOOD, 0, 0, 3),
        (0, 5, 0, GOOD_OR_BETTER, 1, 1, 0),
        (1, 3, 0, GOOD_OR_BETTER, 0, 0, 1),
        (0, 2, 98, ALL_RATED, 20, 2, 0),  # nobody else is there to be raised
        (0, 0, 98, ALL_RATED, 19, 0, 0),
    ],
)
def test_small_groups(top: int, good: int, fair: int, reading: str, allowed: int, headroom: int, over: int) -> None:
    found = cap(counted(top, good, fair), the_cap(), reading)
    assert (found.cap, found.headroom, found.over) == (allowed, headroom, over)


@pytest.mark.parametrize("reading", BASES)
def test_of_a_group_that_is_not_known_the_cap_cannot_be_told(reading: str) -> None:
    found = cap(counted(9, 20), the_cap(), reading, group_known=False)
    assert (found.cap, found.headroom, found.over) == (None, None, None)
    assert (found.base_rule, found.base, found.top) == (reading, 20 if reading == GOOD else 29, 9)


@pytest.mark.parametrize(("base", "allowed"), [(0, 0), (4, 0), (5, 1), (44, 8), (45, 9), (46, 9), (49, 9), (50, 10)])
def test_not_above_is_the_floor(base: int, allowed: int) -> None:
    assert limit(base, 20) == allowed


@calm
@given(st.integers(0, 10**6), st.integers(0, 100))
def test_the_limit_is_the_most_whole_organisations_within_the_share(base: int, share: int) -> None:
    allowed, exact = limit(base, share), Fraction(base * share, 100)
    assert allowed <= exact < allowed + 1


@calm
@given(st.integers(0, 400))
def test_of_those_at_good_or_better_a_sixth_at_most_is_at_the_top(together: int) -> None:
    """The closed form under the text's own reading: of 55 nine."""
    most = together // 6
    assert cap(counted(most, together - most), the_cap()).over == 0
    if together > most:
        beyond = cap(counted(most + 1, together - most - 1), the_cap())
        assert beyond.over is not None
        assert beyond.over > 0
    from_nothing = cap(counted(0, together), the_cap())
    assert from_nothing.headroom == most


@calm
@given(groups, rules)
def test_raising_one_by_one_finds_the_same_room(counts: Distribution, rule: CapRule) -> None:
    """The oracle raises everybody one after another and counts how many states are still within the share."""
    now, within = counts, 0
    while now.at("TOT"):
        now = now.moved("TOT", "XS")
        within += Fraction(now.at("XS")) <= Fraction(base_of(now, rule, rule.base) * rule.share, 100)
    assert cap(counts, rule).headroom == within


@calm
@given(groups.filter(lambda counts: counts.at("TOT") > 0), rules)
def test_a_raise_never_makes_room(counts: Distribution, rule: CapRule) -> None:
    before, after = cap(counts, rule), cap(counts.moved("TOT", "XS"), rule)
    assert None not in (before.headroom, after.headroom, before.over, after.over, before.cap, after.cap)
    assert (after.headroom or 0) == max(0, (before.headroom or 0) - 1)
    assert (after.over or 0) >= (before.over or 0)
    assert (after.cap or 0) <= (before.cap or 0)


@calm
@given(groups, rules)
def test_over_and_room_exclude_each_other(counts: Distribution, rule: CapRule) -> None:
    found = cap(counts, rule)
    assert found.cap is not None
    assert found.over == max(0, counts.at("XS") - found.cap)
    assert not (found.over and found.headroom)


def test_the_shipped_caps() -> None:
    """20 % of the second level for the first; the text names collectives from 2023, and 2014 has no cap."""
    assert set(CAPS) == {"2018", "2019", "2023", "2025"}
    for code, rule in CAPS.items():
        assert [rule.top, rule.good] == [level.code for level in SCHEMES[code].levels[:2]]
        assert (rule.share, rule.base) == (20, GOOD)
        assert rule.verified == (code == "2023")
        assert rule.clause == "không vượt quá 20% số hoàn thành tốt"


@pytest.mark.parametrize("part", ["top", "good", "share", "base", "clause", "source", "verified"])
def test_a_cap_without_one_of_its_parts_is_none(part: str) -> None:
    body = {name: value for name, value in BODIES["2019"]["cap"].items() if name != part}
    with pytest.raises(KeyError, match=part):
        cap_rule_from(body)
