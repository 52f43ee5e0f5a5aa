"""The filter language: what is wrong with an expression, where, and what would be right."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.rules.filters import ENGLISH, FIELDS, Expression, Fault, parse
from tests.rules.vietnamese import anything, calm

LEVELS = ("xs", "tot", "ht", "kht", "kxl", "tsvm", "htt", "yk", "chua")
TRUTHS = ("co", "khong")
KINDS = ("xa", "thitran", "quansu", "congan", "chibo")
NUMBERS = (">0", "3")


@pytest.mark.parametrize(
    ("text", "code", "column", "word", "nearest"),
    [
        ("tu:giỏi", "unknown_value", 3, "giỏi", LEVELS),
        ("tu:none", "unknown_value", 3, "none", LEVELS),
        ("loai:xa  dexuat:x", "unknown_value", 16, "x", LEVELS),
        ("-tu:zz", "unknown_value", 4, "zz", LEVELS),
        ("quyet:TOT:HT", "unknown_value", 6, "TOT:HT", LEVELS),
        ("tu:XS|quyet:1", "unknown_value", 12, "1", LEVELS),
        ("cungco:no", "unknown_value", 7, "no", TRUTHS),
        ("tieubieu:nợ", "unknown_value", 9, "nợ", TRUTHS),
        ("loai:huyen", "unknown_value", 5, "huyen", KINDS),
        ("tu:", "missing_value", 3, "", LEVELS),
        ("  cungco: co", "missing_value", 9, "", TRUTHS),
        ("tt:", "missing_value", 3, "", NUMBERS),
        ("chenh:nhieu", "not_a_number", 6, "nhieu", NUMBERS),
        ("chenh:>", "not_a_number", 6, ">", NUMBERS),
        ("chenh:>>1", "not_a_number", 6, ">>1", NUMBERS),
        ("chenh:--1", "not_a_number", 6, "--1", NUMBERS),
        ("tt:=5", "not_a_number", 3, "=5", NUMBERS),
        ("tt:1,5", "not_a_number", 3, "1,5", NUMBERS),
        ("tt:²", "not_a_number", 3, "²", NUMBERS),
        ("tt:٣", "not_a_number", 3, "٣", NUMBERS),
        ("tt:1234567890", "not_a_number", 3, "1234567890", NUMBERS),
        ("tan tt:>a", "not_a_number", 7, ">a", NUMBERS),
        ("|", "empty_alternative", 0, "|", ()),
        ("| tu:XS", "empty_alternative", 0, "|", ()),
        ("tu:XS |", "empty_alternative", 6, "|", ()),
        ("a|b|", "empty_alternative", 3, "|", ()),
        ("tu:XS | quyet:XS | | tân", "empty_alternative", 17, "|", ()),
        ("ten:", "missing_value", 4, "", ()),
        (":x", "unknown_field", 0, "", ()),
    ],
)
def test_where_and_what_is_wrong(text: str, code: str, column: int, word: str, nearest: tuple[str, ...]) -> None:
    assert parse(text) == Fault(code, column, word, nearest)


@pytest.mark.parametrize(
    ("text", "column", "word", "first"),
    [
        ("tuu:XS", 0, "tuu", "tu"),
        ("loại:xa  dexuart:XS", 9, "dexuart", "dexuat"),
        ("tên:tan quyết:XS tieubeu:co", 17, "tieubeu", "tieubieu"),
        ("tu:XS | fnal:XS", 8, "fnal", "final"),
        ("ĐềXuấ:XS", 0, "ĐềXuấ", "dexuat"),
        ("remediaton:yes", 0, "remediaton", "remediation"),
        ("http://x", 0, "http", "tt"),
        ("-tuu:XS", 1, "tuu", "tu"),
        ("loai:xa --tu:XS", 9, "-tu", "tu"),
    ],
)
def test_an_unknown_field_is_answered_with_the_nearest_three(text: str, column: int, word: str, first: str) -> None:
    fault = parse(text)
    assert isinstance(fault, Fault)
    assert (fault.code, fault.column, fault.word) == ("unknown_field", column, word)
    assert fault.nearest[0] == first
    assert len(fault.nearest) <= 3


@pytest.mark.parametrize("field", [field for field, kind in FIELDS.items() if kind != "text"])
def test_whatever_is_offered_is_right(field: str) -> None:
    fault = parse(f"{field}:?")
    assert isinstance(fault, Fault)
    assert fault.nearest
    assert all(isinstance(parse(f"{field}:{offer}"), Expression) for offer in fault.nearest)


def test_the_first_of_several_faults_is_named() -> None:
    fault = parse("tan tu:giỏi foo:1 tt:x")
    assert isinstance(fault, Fault)
    assert (fault.code, fault.column) == ("unknown_value", 7)


@pytest.mark.parametrize("text", ["--tu:XS", "---tan:x", "-:", "-|-:x"])
def test_a_second_not_belongs_to_the_word(text: str) -> None:
    fault = parse(text)
    assert isinstance(fault, Fault)
    assert fault.code == "unknown_field"


@calm
@given(anything)
def test_any_text_is_answered_and_never_raised(text: str) -> None:
    answer = parse(text)
    assert isinstance(answer, Expression) or 0 <= answer.column <= len(text)


pieces = st.sampled_from(
    [
        " ",
        "  ",
        "|",
        "-",
        ":",
        ">",
        ">=",
        "<",
        "0",
        "12",
        "xs",
        "co",
        "xã",
        "²",
        "foo",
        "\u0301",
        *FIELDS,
        *ENGLISH,
    ]
)


@calm
@given(st.lists(pieces, max_size=14).map("".join))
def test_pieces_of_the_language_in_any_order_are_answered(text: str) -> None:
    answer = parse(text)
    if isinstance(answer, Fault):
        assert answer.code in {
            "unknown_field",
            "unknown_value",
            "missing_value",
            "not_a_number",
            "empty_alternative",
        }
        assert text[answer.column :].startswith(answer.word)
        assert 0 <= answer.column <= len(text)
    else:
        assert answer.text == text.strip()
        assert isinstance(answer.matches({}), bool)
        assert isinstance(answer.matches({"tt": 1, "ten": "Xã Tân Yên", "chenh": -1, "tu": "XS"}), bool)
