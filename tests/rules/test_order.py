"""Vietnamese order: letters of the whole text, then tones, then case."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.rules.text import sort_key
from tests.rules.vietnamese import COMMUNES, LETTERS, TONES, calm, nfc, nfd, toned, vietnamese


def toneless(text: str) -> str:
    return nfc("".join(char for char in nfd(text) if char not in TONES[1:]))


def below(one: str, other: str) -> bool:
    return sort_key(one) < sort_key(other)


@pytest.mark.parametrize(
    "in_order",
    [
        list(LETTERS),
        list(LETTERS.upper()),
        ["ma", "mà", "mả", "mã", "má", "mạ"],
        ["bê", "bề", "bể", "bễ", "bế", "bệ"],
        ["an", "àn", "ăn", "ắn", "ân", "ần"],
        ["dan", "đan", "đạn", "e"],
        ["eo", "fa", "gà", "iu", "ja", "ka", "vơ", "wa", "xa", "ya", "za"],
        ["mạ an", "ma ăn", "mà âm", "ma ba"],
        ["ma mạ", "mà ma"],
        ["hoà", "hoả", "hòa", "hỏa"],
        ["Tân", "Tân An", "Tân Yên", "Tâng"],
        ["An Bình", "Anh"],
        ["- gạch", "1 một", "2 hai", "a"],
        ["tân", "Tân", "TÂN", "tần", "TẦN"],
    ],
)
def test_the_order_of_the_dictionary(in_order: list[str]) -> None:
    backwards = in_order[::-1]
    assert sorted(backwards, key=sort_key) == in_order
    assert [nfc(each) for each in sorted(map(nfd, backwards), key=sort_key)] == in_order


def test_the_communes_in_alphabetical_order() -> None:
    names = [name.removeprefix("Xã ").removeprefix("Thị trấn ") for name in COMMUNES.values()]
    assert sorted(names, key=sort_key) == [
        "Bắc Ái",
        "Cao Minh",
        "Chi Lăng",
        "Chí Minh",
        "Đại Đồng",
        "Đào Viên",
        "Đề Thám",
        "Đoàn Kết",
        "Đội Cấn",
        "Hùng Sơn",
        "Hùng Việt",
        "Kháng Chiến",
        "Khánh Long",
        "Kim Đồng",
        "Quốc Khánh",
        "Quốc Việt",
        "Tân Minh",
        "Tân Tiến",
        "Tân Yên",
        "Thất Khê",
        "Tri Phương",
        "Trung Thành",
        "Vĩnh Tiến",
    ]


@pytest.mark.parametrize("letter", LETTERS)
def test_every_toned_letter_stands_with_its_own(letter: str) -> None:
    following = LETTERS[LETTERS.index(letter) + 1 :]
    forms = toned(letter)
    backwards = forms[::-1]
    assert sorted(backwards, key=sort_key) == forms
    assert all(below(form, other) for form in forms for other in following)


@calm
@given(vietnamese, vietnamese)
def test_tones_count_only_where_all_letters_are_equal(one: str, other: str) -> None:
    if toneless(one).lower() != toneless(other).lower():
        assert below(one, other) == below(toneless(one), toneless(other))


@calm
@given(vietnamese, vietnamese)
def test_case_counts_only_where_letters_and_tones_are_equal(one: str, other: str) -> None:
    if one.lower() != other.lower():
        assert below(one, other) == below(one.lower(), other.lower())


@calm
@given(st.lists(vietnamese).flatmap(lambda texts: st.tuples(st.just(texts), st.permutations(texts))))
def test_the_order_is_total(twice: tuple[list[str], list[str]]) -> None:
    """However a list comes, it is sorted to the same: only the same text has the same key."""
    texts, shuffled = twice
    assert sorted(shuffled, key=sort_key) == sorted(texts, key=sort_key)
    assert len({sort_key(text) for text in texts}) == len(set(texts))


@calm
@given(vietnamese)
def test_the_order_knows_no_composition(text: str) -> None:
    assert sort_key(nfd(text))[:2] == sort_key(text)[:2]
