"""The matrix: every organisation stands in one cell, and the sums agree."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.rules.filters import LEVELS, Expression, level_value, parse
from store.rules.matrix import matrix, placed
from tests.rules.dossiers import SCHEMES
from tests.rules.vietnamese import calm

SCHEME = SCHEMES["2019"]


def test_counts_by_self_rating_and_effective_level() -> None:
    found = matrix(SCHEME, [("XS", "XS"), ("XS", "TOT"), ("XS", "TOT"), ("HT", "TOT"), (None, None)])
    assert found.codes == ("XS", "TOT", "HT", "KHT", None)
    assert found.cells == ((1, 2, 0, 0, 0), (0, 0, 0, 0, 0), (0, 1, 0, 0, 0), (0, 0, 0, 0, 0), (0, 0, 0, 0, 1))
    assert found.row_sums == (3, 0, 1, 0, 1)
    assert found.column_sums == (1, 3, 0, 0, 1)
    assert found.total == 5


def test_not_rated_and_without_a_level_stand_there_only_where_somebody_is() -> None:
    assert matrix(SCHEME, []).codes == ("XS", "TOT", "HT", "KHT")
    assert matrix(SCHEME, [("TOT", "none")]).codes == ("XS", "TOT", "HT", "KHT", "none")
    assert matrix(SCHEME, [("TOT", "none"), (None, None)]).codes == ("XS", "TOT", "HT", "KHT", "none", None)
    assert matrix(SCHEMES["2014"], []).codes == ("TSVM", "HTT", "HT", "YK")


codes = st.sampled_from(["XS", "TOT", "HT", "KHT", "none", "TSVM", None])


@calm
@given(st.lists(st.tuples(codes, codes), max_size=40))
def test_nobody_is_lost(pairs: list[tuple[str | None, str | None]]) -> None:
    found = matrix(SCHEME, pairs)
    assert found.total == sum(found.row_sums) == sum(found.column_sums) == len(pairs)
    for own, row in zip(found.codes, found.cells, strict=True):
        for level, count in zip(found.codes, row, strict=True):
            assert count == sum((placed(SCHEME, a), placed(SCHEME, b)) == (own, level) for a, b in pairs)


@pytest.mark.parametrize("code", dict.fromkeys(LEVELS.values()))
def test_a_level_is_written_as_a_filter_reads_it(code: str | None) -> None:
    found = parse(f"tu:{level_value(code)}")
    assert isinstance(found, Expression)
    assert [other for other in dict.fromkeys(LEVELS.values()) if found.matches({"tu": other})] == [code]


def test_a_level_that_filters_do_not_know_is_refused_as_it_is_called() -> None:
    assert level_value("KHÁC") == "khac"
    assert not isinstance(parse(f"tu:{level_value('KHÁC')}"), Expression)
