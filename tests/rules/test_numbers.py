"""Shares and numbers as they are printed: half up, decimal comma, point for thousands."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.rules.text import decimal, percent, thousands
from tests.rules.vietnamese import calm


@pytest.mark.parametrize(
    ("count", "total", "hundredths"),
    [
        (33, 61, 5410),
        (18, 61, 2951),
        (10, 61, 1639),
        (34, 62, 5484),
        (27, 62, 4355),
        (1, 62, 161),
        (5, 59, 847),
        (50, 59, 8475),
        (4, 59, 678),
        (0, 59, 0),
        (59, 59, 10000),
        (1, 3, 3333),
        (2, 3, 6667),
        (1, 20_000, 1),
        (3, 20_000, 2),
        (5, 20_000, 3),
        (4_999, 100_000_000, 0),
        (0, 0, None),
        (3, 0, None),
    ],
)
def test_percent_is_half_up(count: int, total: int, hundredths: int | None) -> None:
    assert percent(count, total) == hundredths


@calm
@given(st.integers(0, 10**9), st.integers(1, 10**9))
def test_percent_agrees_with_exact_fractions(count: int, total: int) -> None:
    assert percent(count, total) == floor(Fraction(count * 10_000, total) + Fraction(1, 2))


@pytest.mark.parametrize(
    ("hundredths", "vi", "en"),
    [
        (5484, "54,84", "54.84"),
        (10000, "100,00", "100.00"),
        (847, "8,47", "8.47"),
        (5, "0,05", "0.05"),
        (0, "0,00", "0.00"),
        (-5, "-0,05", "-0.05"),
        (-1250, "-12,50", "-12.50"),
    ],
)
def test_decimal_in_both_languages(hundredths: int, vi: str, en: str) -> None:
    assert (decimal(hundredths, "vi"), decimal(hundredths, "en")) == (vi, en)


@pytest.mark.parametrize(
    ("number", "vi", "en"),
    [
        (5568, "5.568", "5,568"),
        (356, "356", "356"),
        (0, "0", "0"),
        (1000, "1.000", "1,000"),
        (1234567, "1.234.567", "1,234,567"),
        (-5212, "-5.212", "-5,212"),
    ],
)
def test_thousands_in_both_languages(number: int, vi: str, en: str) -> None:
    assert (thousands(number, "vi"), thousands(number, "en")) == (vi, en)


@calm
@given(st.integers(-(10**12), 10**12))
def test_what_is_printed_reads_back_as_the_number(number: int) -> None:
    assert int(thousands(number, "vi").replace(".", "")) == number
    assert int(thousands(number, "en").replace(",", "")) == number
    assert Decimal(decimal(number, "vi").replace(",", ".")) * 100 == number
    assert Decimal(decimal(number, "en")) * 100 == number
