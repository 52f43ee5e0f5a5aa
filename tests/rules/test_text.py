"""Stored, shown and searched text: cleaning, folding, and how wide a cell is."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.rules.text import clean, fit, fold, visible, width
from tests.rules.vietnamese import anything, calm, nfc, nfd, vietnamese

BARRED = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("Xã Tân Yên", "Xã Tân Yên"),
        (nfd("Đề Thám"), "Đề Thám"),
        ("dòng một\ndòng hai\tcột", "dòng một dòng hai cột"),
        ("a\r\nb", "a  b"),
        ("a\x85b\x1cc", "a b c"),
        ("a\u2028b\u2029c\vd\fe", "a b c d e"),
        ("\x1b[31mđỏ\x07", "[31mđỏ"),
        ("\x7f\x00", ""),
        ("ad\u202emin", "admin"),
        ("\u2066Kim\u2069 \u200eĐồng\u200f", "Kim Đồng"),
        ("\ufeffTân\u200b\u200c\u200d", "Tân"),
        ("tư\ue000 \U000f0000nhân", "tư nhân"),
        ("chưa\uffff \ufdd0gán", "chưa gán"),
        ("nửa\ud800", "nửa"),
        ("e\u200b\u0301", "é"),
        ("hai\u00a0từ\u202fhẹp", "hai\u00a0từ\u202fhẹp"),
        ("漢 🙂 \\x1b", "漢 🙂 \\x1b"),
        ("", ""),
    ],
)
def test_clean_keeps_what_may_be_stored(typed: str, stored: str) -> None:
    assert clean(typed) == stored


def test_clean_keeps_the_line_ends_of_a_text_of_several_lines() -> None:
    assert clean("một\nhai\tba\x1b", keep="\n") == "một\nhai ba"


@calm
@given(anything)
def test_clean_text_is_composed_harmless_and_stays_as_it_is(text: str) -> None:
    stored = clean(text)
    assert clean(stored) == stored
    assert nfc(stored) == stored
    assert BARRED.isdisjoint(unicodedata.category(char) for char in stored)


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("Xã Tân Yên", "Xã Tân Yên"),
        (nfd("Đào Viên"), "Đào Viên"),
        ("\x1b[2Jxóa", "�[2Jxóa"),
        ("một\nhai\tba", "một�hai�ba"),
        ("ad\u202emin", "ad�min"),
        ("a\u200bb\ue000c\uffffd\ud800\u2028", "a�b�c�d��"),
        ("[bold]không[/]", "[bold]không[/]"),
    ],
)
def test_visible_draws_what_should_not_be_there(stored: str, shown: str) -> None:
    assert visible(stored) == shown


@calm
@given(anything)
def test_visible_replaces_the_barred_one_by_one_and_keeps_all_others(text: str) -> None:
    composed = nfc(text)
    shown = visible(text)
    assert len(shown) == len(composed)
    for before, after in zip(composed, shown, strict=True):
        assert after == ("�" if unicodedata.category(before) in BARRED else before)


@calm
@given(anything)
def test_whatever_may_be_stored_is_shown_as_it_is(text: str) -> None:
    assert visible(clean(text)) == clean(text)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Đào  Viên", "dao vien"),
        ("  Thất\u00a0Khê\t", "that khe"),
        ("ĐẮK LẮK", "dak lak"),
        ("Quốc Khánh", "quoc khanh"),
        ("Hướng Thưởng Nghĩa", "huong thuong nghia"),
        ("lệch", "lech"),
        ("Phòng TC – KH", "phong tc – kh"),
        ("ABC 12", "abc 12"),
        ("", ""),
    ],
)
def test_fold_gives_the_search_key(text: str, key: str) -> None:
    assert fold(text) == key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hòa", "hoà"),
        ("thủy", "thuỷ"),
        ("Đề Thám", "de tham"),
        ("đ", "D"),
        ("XÃ TÂN MINH", "xã tân minh"),
        (nfd("Việt"), nfc("Việt")),
    ],
)
def test_two_spellings_of_one_word_have_one_key(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@calm
@given(vietnamese)
def test_fold_knows_no_composition_no_case_and_no_marks(text: str) -> None:
    assert fold(nfd(text)) == fold(text) == fold(text.upper()) == fold(text.lower())
    assert fold(text).isascii()


@calm
@given(anything)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("", 0),
        ("Kim Dong", 8),
        ("Kim Đồng", 8),
        (nfd("Kim Đồng"), 8),
        ("漢字", 4),
        ("\uff21", 2),
        ("🙂", 2),
        ("▲1 ║ …", 6),
    ],
)
def test_width_counts_columns_and_not_characters(text: str, columns: int) -> None:
    assert width(text) == columns


@pytest.mark.parametrize(
    ("text", "columns", "cell"),
    [
        ("Tân Yên", 9, "Tân Yên  "),
        ("Tân Yên", 7, "Tân Yên"),
        ("Tân Yên", 6, "Tân Y…"),
        ("Tân Yên", 1, "…"),
        ("Tân Yên", 0, ""),
        ("Tân Yên", -3, ""),
        ("", 3, "   "),
        (nfd("Đào Viên"), 4, nfd("Đào") + "…"),
        ("漢字", 3, "漢…"),
        ("漢字", 2, "… "),
    ],
)
def test_fit_pads_or_cuts(text: str, columns: int, cell: str) -> None:
    assert fit(text, columns) == cell


@calm
@given(anything, st.integers(0, 30))
def test_a_fitted_text_fills_its_cell_exactly(text: str, columns: int) -> None:
    cell = fit(text, columns)
    assert width(cell) == columns
    if width(text) <= columns:
        assert cell.rstrip(" ") == text.rstrip(" ")
    elif columns > 0:
        kept, ellipsis, padding = cell.rpartition("…")
        assert text.startswith(kept)
        assert (ellipsis, padding.strip(" ")) == ("…", "")
