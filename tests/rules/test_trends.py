"""Years side by side: shares, what may be held against what, and that nothing ever is across a break."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.rules.trends import FELL, ROSE, SAME, Tally, blocks, breaks, change, comparable, same_measure, span
from tests.rules.vietnamese import calm

OLD, NEW = ("TSVM", "HTT", "HT", "YK"), ("XS", "TOT", "HT", "KHT")
LEVELS = {"2014": OLD, "2018": NEW, "2019": NEW}


def tally(code: str, scheme: str, *counts: int, settled: bool = True) -> Tally:
    return Tally(code, scheme, tuple(zip(LEVELS[scheme], counts, strict=True)), sum(counts), settled)


Y2016, Y2017, Y2018 = (
    tally("2016", "2014", 33, 18, 10, 0),
    tally("2017", "2014", 34, 27, 1, 0),
    tally("2018", "2018", 5, 50, 4, 0),
)
tallies = st.builds(
    lambda code, scheme, counts, settled: tally(code, scheme, *counts, settled=settled),
    st.sampled_from(["2016", "2017", "2018", "2019", "2026-Q1", "2026-Q2"]),
    st.sampled_from(list(LEVELS)),
    st.tuples(*[st.integers(0, 80)] * 4),
    st.booleans(),
)


@pytest.mark.parametrize(
    ("year", "level", "share"),
    [
        (Y2016, "TSVM", 5410),
        (Y2016, "HTT", 2951),
        (Y2016, "HT", 1639),
        (Y2016, "YK", 0),
        (Y2017, "TSVM", 5484),
        (Y2017, "HTT", 4355),
        (Y2017, "HT", 161),
        (Y2018, "XS", 847),
        (Y2018, "TOT", 8475),
        (Y2018, "HT", 678),
        (Y2018, "TSVM", None),
        (tally("2019", "2019", 0, 0, 0, 0), "XS", None),
    ],
)
def test_shares_are_of_those_rated_and_never_forced_to_a_hundred(year: Tally, level: str, share: int | None) -> None:
    assert year.share(level) == share


def test_shares_that_do_not_make_a_hundred_are_left_so() -> None:
    assert sum(tally("2017", "2014", 1, 1, 1, 0).share(level) or 0 for level in OLD) == 9_999
    assert sum(tally("2017", "2014", 1, 1, 4, 0).share(level) or 0 for level in OLD) == 10_001


@pytest.mark.parametrize(
    ("before", "after", "level", "told"),
    [
        (Y2016, Y2017, "TSVM", (5410, 5484, 74, ROSE)),
        (Y2016, Y2017, "HTT", (2951, 4355, 1404, ROSE)),
        (Y2016, Y2017, "HT", (1639, 161, -1478, FELL)),
        (Y2016, Y2017, "YK", (0, 0, 0, SAME)),
        (Y2017, Y2016, "TSVM", (5484, 5410, -74, FELL)),
        (Y2016, tally("2017", "2014", 66, 36, 20, 0), "TSVM", (5410, 5410, 0, SAME)),
        # across a change of scheme nothing, though 2018 and 2019 have the same levels
        (Y2017, Y2018, "XS", None),
        (Y2017, Y2018, "HT", None),
        (Y2018, tally("2019", "2019", 5, 50, 4, 0), "HT", None),
        # nor to or from what is provisional, of nobody, of another span
        (Y2018, tally("2019", "2018", 9, 46, 4, 0, settled=False), "XS", None),
        (Y2018, tally("2019", "2018", 0, 0, 0, 0), "XS", None),
        (Y2018, tally("2019-Q1", "2018", 9, 46, 4, 0), "XS", None),
        (Y2018, tally("2019", "2018", 9, 46, 4, 0), "KHAC", None),
    ],
)
def test_how_a_share_moved(before: Tally, after: Tally, level: str, told: tuple[int, int, int, str] | None) -> None:
    moved = change(before, after, level)
    assert (moved and (moved.before, moved.after, moved.points, moved.way)) == told


@calm
@given(tallies, tallies, st.sampled_from(["TSVM", "XS", "HTT", "TOT", "HT", "YK", "KHT"]))
def test_no_difference_is_ever_told_between_years_of_different_schemes(one: Tally, other: Tally, level: str) -> None:
    moved = change(one, other, level)
    if one.scheme != other.scheme or not (one.settled and other.settled) or span(one.code) != span(other.code):
        assert moved is None
        assert not comparable(one, other)
    elif moved is not None:
        assert one.scheme == other.scheme
        exact = Fraction(other.count(level) or 0, other.rated) - Fraction(one.count(level) or 0, one.rated)
        assert moved.way == (ROSE if exact > 0 else FELL if exact < 0 else SAME)
        assert abs(Fraction(moved.points, 10_000) - exact) <= Fraction(1, 10_000)


@calm
@given(st.lists(tallies, max_size=6))
def test_a_break_stands_wherever_the_scheme_changes(years: list[Tally]) -> None:
    found = breaks(years)
    assert len(found) == max(0, len(years) - 1)
    for (one, other), broken in zip(pairwise(years), found, strict=True):
        assert broken == (not same_measure(one, other))
        assert broken or one.scheme == other.scheme


def test_another_edition_with_other_levels_is_another_measure() -> None:
    shorter = Tally("2019", "2018", (("XS", 5), ("HT", 54)), 59, settled=True)
    assert not same_measure(Y2018, shorter)
    assert change(Y2018, shorter, "XS") is None


@pytest.mark.parametrize(
    ("share", "full", "found"),
    [
        (5410, 10, 5),
        (5410, 20, 11),
        (847, 10, 1),
        (8475, 20, 17),
        (161, 10, 0),
        (500, 10, 1),
        (499, 10, 0),
        (10_000, 10, 10),
        (0, 10, 0),
        (None, 10, 0),
    ],
)
def test_blocks_are_rounded_half_up(share: int | None, full: int, found: int) -> None:
    assert blocks(share, full) == found
