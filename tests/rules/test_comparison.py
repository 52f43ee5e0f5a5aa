"""Which level stands, how far it is from the self-rating, and how all are distributed."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seed.profile import load_schemes
from store.rules.comparison import difference, distribution, effective, kept
from store.rules.distribution import Distribution
from store.rules.levels import NOT_RATED
from store.rules.scheme import scheme_from
from tests.rules.vietnamese import calm

SCHEMES = {scheme.code: scheme for scheme in map(scheme_from, load_schemes())}
OF_2019 = SCHEMES["2019"]

levels = st.sampled_from(["XS", "TOT", "HT", "KHT", NOT_RATED, None])
rated = st.lists(st.tuples(levels, st.booleans()), max_size=70)


@pytest.mark.parametrize(
    ("self_level", "proposed_level", "final_level", "stands"),
    [
        (None, None, None, None),
        ("XS", None, None, "XS"),
        (None, "TOT", None, "TOT"),
        (None, None, "HT", "HT"),
        ("XS", "TOT", None, "TOT"),
        ("XS", None, "HT", "HT"),
        (None, "TOT", "HT", "HT"),
        ("XS", "TOT", "HT", "HT"),
        ("XS", NOT_RATED, None, NOT_RATED),
        ("XS", "TOT", NOT_RATED, NOT_RATED),
        (NOT_RATED, "KHT", None, "KHT"),
    ],
)
def test_the_level_that_stands_now(
    self_level: str | None, proposed_level: str | None, final_level: str | None, stands: str | None
) -> None:
    assert effective(self_level, proposed_level, final_level) == stands


@pytest.mark.parametrize(
    ("self_level", "proposed_level", "taken"),
    [
        (None, None, None),
        ("XS", None, "XS"),
        (None, "TOT", "TOT"),
        ("XS", "TOT", "TOT"),
        ("XS", NOT_RATED, NOT_RATED),
        (NOT_RATED, None, NOT_RATED),
    ],
)
def test_what_agreeing_takes(self_level: str | None, proposed_level: str | None, taken: str | None) -> None:
    assert kept(self_level, proposed_level) == taken


@pytest.mark.parametrize(
    ("scheme", "self_level", "level", "steps"),
    [
        ("2019", "XS", "XS", 0),
        ("2019", "XS", "TOT", -1),
        ("2019", "XS", "KHT", -3),
        ("2019", "HT", "TOT", 1),
        ("2019", "KHT", "XS", 3),
        ("2014", "TSVM", "HTT", -1),
        ("2014", "YK", "TSVM", 3),
        ("2019", None, "XS", None),
        ("2019", "XS", None, None),
        ("2019", None, None, None),
        ("2019", "XS", NOT_RATED, None),
        ("2019", NOT_RATED, "XS", None),
        ("2019", NOT_RATED, NOT_RATED, None),
        ("2019", "TSVM", "XS", None),
        ("2019", "XS", "TSVM", None),
    ],
)
def test_the_difference_is_positive_for_a_raise(
    scheme: str, self_level: str | None, level: str | None, steps: int | None
) -> None:
    assert difference(SCHEMES[scheme], self_level, level) == steps


@calm
@given(levels, levels)
def test_there_and_back_is_no_difference(one: str | None, other: str | None) -> None:
    there, back = difference(OF_2019, one, other), difference(OF_2019, other, one)
    assert (there is None) == (back is None)
    assert (there or 0) + (back or 0) == 0


def test_the_published_distribution_of_2018() -> None:
    counted = distribution(SCHEMES["2018"], [("XS", True)] * 5 + [("TOT", True)] * 50 + [("HT", True)] * 4)
    assert counted == Distribution((("XS", 5), ("TOT", 50), ("HT", 4), ("KHT", 0)), 0, 0, 59)
    assert counted.total == 59


def test_organisations_without_a_level_and_not_rated_are_counted_apart() -> None:
    counted = distribution(OF_2019, [(None, False), (NOT_RATED, True), ("HT", False), (None, False), ("HT", True)])
    assert counted.levels == (("XS", 0), ("TOT", 0), ("HT", 2), ("KHT", 0))
    assert (counted.unset, counted.not_rated, counted.concluded, counted.total) == (2, 1, 2, 5)
    assert [counted.at(level) for level in ("XS", "HT", NOT_RATED, None, "TSVM")] == [0, 2, 1, 2, 0]


def test_nobody_yet() -> None:
    counted = distribution(OF_2019, [])
    assert (counted.total, counted.concluded) == (0, 0)
    assert [code for code, _count in counted.levels] == ["XS", "TOT", "HT", "KHT"]


def test_a_level_of_another_scheme_counts_as_none_before_and_after_a_move() -> None:
    counted = distribution(OF_2019, [("TSVM", False), ("XS", False)])
    assert counted.moved("TSVM", "XS") == distribution(OF_2019, [("XS", False), ("XS", False)])
    assert counted.moved("XS", "TSVM").total == 2


@calm
@given(rated)
def test_everyone_is_counted_once(found: list[tuple[str | None, bool]]) -> None:
    counted, expected = distribution(OF_2019, found), Counter(level for level, _final in found)
    assert counted.total == len(found)
    assert counted.concluded == sum(final for _level, final in found)
    assert all(counted.at(level) == expected[level] for level in ("XS", "TOT", "HT", "KHT", NOT_RATED, None))


@calm
@given(rated.filter(bool), levels)
def test_a_move_is_the_count_after_it(found: list[tuple[str | None, bool]], after: str | None) -> None:
    (before, final), *others = found
    counted = distribution(OF_2019, found)
    moved = counted.moved(before, after)
    assert moved == distribution(OF_2019, [(after, final), *others])
    assert (moved.total, moved.concluded) == (counted.total, counted.concluded)
    assert moved.moved(after, before) == counted
