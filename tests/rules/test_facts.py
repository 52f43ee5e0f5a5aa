"""What stands on and beside the form: how facts are read, the lines of Mẫu 03, the points tables, the grades."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.rules.facts import BY_NAME, COUNT, FACTS, LEVEL, RATINGS, TRUTH, FactFault, read
from store.rules.forms import GRADES, form_from, not_worse
from store.rules.text import thousands
from tests.rules.dossiers import BODIES, SCHEMES
from tests.rules.vietnamese import anything, calm

NEW, OLD = ("XS", "TOT", "HT", "KHT"), ("TSVM", "HTT", "HT", "YK")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("9", 9),
        ("5568", 5568),
        ("007", 7),
        ("5.568", 5568),
        ("5 568", 5568),
        ("5\u00a0568", 5568),
        ("  11 ", 11),
        ("1.234.567", 1234567),
        ("12.345", 12345),
        ("123.456", 123456),
        ("999999999", 999_999_999),
        ("999.999.999", 999_999_999),
    ],
)
def test_a_count_is_read_with_and_without_marks_of_thousands(text: str, number: int) -> None:
    assert read("members", text, NEW) == number


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            " ",
            "5.56",
            "5.5680",
            "5.56.8",
            "1234.567",
            ".568",
            "0.568",
            "0 568",
            "00.568",
            "012.345",
            "0.000",
            "5.",
            "5..568",
            "5. 568",
            "5,568",
            "5,0",
            "81,5%",
        ),
        *("-1", "−1", "+1", "1e3", "0x10", "1_000", "1000000000", "1.000.000.000", "9" * 5000),
        *("²", "٣", "một", "11 chi bộ", "5/11", "NaN", "\x00"),
    ],
)
def test_what_is_no_whole_number_from_zero_is_asked_again(text: str) -> None:
    assert read("members", text, NEW) == FactFault("not_a_count")


@calm
@given(st.integers(0, 10**9 - 1))
def test_a_count_that_is_printed_reads_back(number: int) -> None:
    assert read("members", thousands(number, "vi"), NEW) == number
    assert read("members", str(number), NEW) == number
    assert read("members", thousands(number, "vi").replace(".", " "), NEW) == number


@pytest.mark.parametrize("name", [fact.name for fact in FACTS if fact.kind == TRUTH])
@pytest.mark.parametrize(
    ("text", "truth"),
    [
        *(("1", 1), ("có", 1), ("Có", 1), ("CO", 1), ("yes", 1), ("co\u0301", 1)),
        *(("0", 0), ("không", 0), (" KHÔNG ", 0), ("khong", 0), ("No", 0)),
    ],
)
def test_a_truth_is_yes_or_no_in_both_languages(name: str, text: str, truth: int) -> None:
    assert read(name, text, NEW) == truth


@pytest.mark.parametrize("text", ["", "2", "-1", "chưa", "true", "x", "01"])
def test_what_is_neither_yes_nor_no_is_asked_again(text: str) -> None:
    assert read("disunity", text, NEW) == FactFault("not_a_truth")


@pytest.mark.parametrize("name", RATINGS)
@pytest.mark.parametrize(
    ("text", "levels", "code"),
    [
        ("XS", NEW, "XS"),
        ("tot", NEW, "TOT"),
        (" Kht ", NEW, "KHT"),
        ("tsvm", OLD, "TSVM"),
        ("None", NEW, "none"),
    ],
)
def test_a_level_is_read_in_either_case_by_the_schemes_own_code(
    name: str, text: str, levels: tuple[str, ...], code: str
) -> None:
    assert read(name, text, levels) == code


@pytest.mark.parametrize("text", ["", "TSVM", "1", "XS TOT", "tốt lắm"])
def test_a_level_of_another_scheme_is_asked_again_with_what_would_be_right(text: str) -> None:
    assert read("rating_front", text, NEW) == FactFault("not_a_level", "XS, TOT, HT, KHT, none")


@pytest.mark.parametrize("name", ["", "member", "MEMBERS", "rating", "subs_5"])
def test_an_unknown_fact_is_asked_again_with_those_that_are_known(name: str) -> None:
    assert read(name, "1", NEW) == FactFault("unknown_fact", ", ".join(fact.name for fact in FACTS))


@calm
@given(st.sampled_from([fact.name for fact in FACTS]), anything)
def test_whatever_is_typed_is_a_value_of_its_kind_or_a_fault(name: str, text: str) -> None:
    found = read(name, text, NEW)
    kind = BY_NAME[name].kind
    if isinstance(found, FactFault):
        assert found.code == {COUNT: "not_a_count", TRUTH: "not_a_truth", LEVEL: "not_a_level"}[kind]
    elif kind == LEVEL:
        assert found in {*NEW, "none"}
    else:
        assert isinstance(found, int)
        assert 0 <= found <= (1 if kind == TRUTH else 999_999_999)


def test_every_fact_stands_once_and_only_bodies_ratings_arrive_on_a_date() -> None:
    names = [fact.name for fact in FACTS]
    assert len(set(names)) == len(names)
    assert [fact.name for fact in FACTS if fact.arrives] == list(RATINGS)
    assert [fact.name for fact in FACTS if fact.kind == LEVEL] == list(RATINGS)
    groups = list(dict.fromkeys(fact.group for fact in FACTS))
    assert [fact.group for fact in FACTS] == [name for name in groups for fact in FACTS if fact.group == name]


@pytest.mark.parametrize("code", ["2018", "2019", "2023"])
def test_mau_03_has_seven_lines_in_three_groups_and_no_points(code: str) -> None:
    """One form for every kind of organisation."""
    (form,) = SCHEMES[code].forms
    assert [group for group, _vi, _en in form.groups] == ["I", "II", "III"]
    assert [(line.group, line.code) for line in form.criteria] == [
        ("I", "I.1"),
        ("I", "I.2"),
        ("I", "I.3"),
        ("I", "I.4"),
        ("II", "II.1"),
        ("II", "II.2"),
        ("III", "III"),
    ]
    assert (form.source, form.verified, form.has_points) == ("Mẫu 03-HD KĐ.ĐG 2018", True, False)
    for kind in ("commune", "town", "military", "police", "base_branch"):
        assert SCHEMES[code].form(kind) is form


@pytest.mark.parametrize("code", ["2014", "2025"])
@pytest.mark.parametrize(
    ("kinds", "points"),
    [
        ("commune town", (35, 15, 20, 15, 10, 5)),
        ("agency", (35, 15, 20, 10, 15, 5)),
        ("school health", (40, 15, 20, 10, 10, 5)),
        ("military police", (35, 20, 20, 5, 15, 5)),
        ("enterprise", (40, 10, 20, 10, 15, 5)),
    ],
)
def test_a_points_table_sums_to_a_hundred_and_is_a_sample(code: str, kinds: str, points: tuple[int, ...]) -> None:
    for kind in kinds.split():
        form = SCHEMES[code].form(kind)
        assert form is not None
        assert tuple(line.points for line in form.criteria) == tuple(each * 100 for each in points)
        assert sum(line.points or 0 for line in form.criteria) == 100_00
        assert (form.has_points, form.verified) == (True, False)


def test_which_points_table_holds_for_a_base_branch_is_not_known() -> None:
    assert [SCHEMES[code].form("base_branch") for code in ("2014", "2025")] == [None, None]


@pytest.mark.parametrize("code", SCHEMES)
def test_the_lines_of_a_form_have_codes_names_and_a_body(code: str) -> None:
    for form in SCHEMES[code].forms:
        codes = [line.code for line in form.criteria]
        assert len(set(codes)) == len(codes)
        assert not set(codes) & set(BY_NAME)
        assert all(line.name_vi and line.name_en and line.body for line in form.criteria)
        assert {line.group for line in form.criteria} == {group for group, _vi, _en in form.groups}
        assert [form.criterion(each) for each in codes] == list(form.criteria)
        assert form.criterion("IV") is None
    kinds = [kind for form in SCHEMES[code].forms for kind in form.kinds]
    assert len(set(kinds)) == len(kinds)


@pytest.mark.parametrize("one", GRADES)
@pytest.mark.parametrize("other", GRADES)
def test_grades_run_from_excellent_to_poor(one: str, other: str) -> None:
    assert GRADES == ("XS", "TOT", "TB", "KEM")
    order = {"XS": 4, "TOT": 3, "TB": 2, "KEM": 1}
    assert not_worse(one, other) == (order[one] >= order[other])


def _without(body: dict[str, Any], path: str) -> dict[str, Any]:
    head, _, rest = path.partition("/")
    if not rest:
        return {name: value for name, value in body.items() if name != head}
    return {**body, head: [_without(each, rest) for each in body[head]]}


@pytest.mark.parametrize(
    "path",
    [
        *("kinds", "source", "verified", "groups", "groups/code", "groups/name_vi", "groups/name_en"),
        *("groups/criteria", *(f"groups/criteria/{part}" for part in ("code", "name_vi", "name_en", "body"))),
    ],
)
def test_a_form_without_one_of_its_parts_is_none(path: str) -> None:
    with pytest.raises(KeyError, match=path.rpartition("/")[2]):
        form_from(_without(BODIES["2019"]["forms"][0], path))
