"""The shipped rating schemes: their levels in order, the digit keys, the years they hold for."""

from __future__ import annotations

import pytest

from seed.profile import load_schemes
from store.rules.levels import NOT_RATED, Level
from store.rules.scheme import scheme_from

SCHEMES = {scheme.code: scheme for scheme in map(scheme_from, load_schemes())}

OLD = ("TSVM", "HTT", "HT", "YK")
NEW = ("XS", "TOT", "HT", "KHT")


@pytest.mark.parametrize(
    ("code", "levels", "from_year", "to_year", "guidance"),
    [
        ("2014", OLD, 2014, 2017, ("27-HD/BTCTW, 25/9/2014",)),
        ("2018", NEW, 2018, 2018, ("132-QĐ/TW, 08/3/2018", "16-HD/BTCTW, 24/9/2018")),
        ("2019", NEW, 2019, 2022, ("132-QĐ/TW, 08/3/2018", "21-HD/BTCTW, 18/10/2019")),
        ("2023", NEW, 2023, 2024, ("124-QĐ/TW, 04/10/2023", "25-HD/BTCTW, 10/11/2023")),
        ("2025", NEW, 2025, None, ("366-QĐ/TW, 30/8/2025", "43-HD/BTCTW, 31/10/2025")),
    ],
)
def test_a_shipped_scheme(
    code: str, levels: tuple[str, ...], from_year: int, to_year: int | None, guidance: tuple[str, ...]
) -> None:
    ranked = tuple(Level(level, rank) for rank, level in enumerate(levels, start=1))
    scheme = SCHEMES[code]
    assert (scheme.code, scheme.levels, scheme.guidance) == (code, ranked, guidance)
    assert (scheme.from_year, scheme.to_year) == (from_year, to_year)


def test_every_year_since_2014_has_exactly_one_scheme() -> None:
    for year in range(2014, 2027):
        assert sum(each.from_year <= year <= (each.to_year or year) for each in SCHEMES.values()) == 1


@pytest.mark.parametrize(
    ("scheme", "level", "rank"),
    [
        ("2014", "TSVM", 1),
        ("2014", "HTT", 2),
        ("2014", "HT", 3),
        ("2014", "YK", 4),
        ("2014", "XS", None),
        ("2019", "XS", 1),
        ("2019", "TOT", 2),
        ("2019", "HT", 3),
        ("2019", "KHT", 4),
        ("2019", "TSVM", None),
        ("2019", NOT_RATED, None),
        ("2019", "xs", None),
        ("2019", "", None),
    ],
)
def test_rank_counts_from_the_best_and_knows_no_other_scheme(scheme: str, level: str, rank: int | None) -> None:
    assert SCHEMES[scheme].rank(level) == rank
    assert SCHEMES[scheme].has(level) == (rank is not None)


@pytest.mark.parametrize("code", SCHEMES)
def test_a_digit_is_the_rank_and_zero_is_not_rated(code: str) -> None:
    scheme = SCHEMES[code]
    assert [scheme.by_digit(level.rank) for level in scheme.levels] == [level.code for level in scheme.levels]
    assert scheme.by_digit(0) == NOT_RATED
    assert [scheme.by_digit(digit) for digit in (-1, 5, 6, 9)] == [None] * 4


@pytest.mark.parametrize("part", ["code", "levels", "guidance", "from_year", "to_year"])
def test_a_body_without_one_of_its_parts_is_no_scheme(part: str) -> None:
    body = dict(load_schemes()[0])
    del body[part]
    with pytest.raises(KeyError, match=part):
        scheme_from(body)


@pytest.mark.parametrize("part", ["levels", "guidance", "from_year"])
def test_a_body_with_an_empty_part_is_no_scheme(part: str) -> None:
    with pytest.raises(TypeError):
        scheme_from({**load_schemes()[0], part: None})
