"""The filter language: which rows an expression lets through."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.rules.filters import ENGLISH, FIELDS, Expression, Facts, in_english, is_expression, parse
from tests.rules.vietnamese import anything, calm, nfd


def _row(tt: int, ten: str | None, loai: str, levels: str, chenh: int | None, *marks: str) -> tuple[int, Facts]:
    """A row of the comparison by its number; levels are self, proposed and final."""
    tu, dexuat, quyet = (None if level == "-" else level for level in levels.split())
    groups = {"commune": "commune_town", "town": "commune_town", "military": "armed_forces"}
    return tt, {
        "tt": tt,
        "ten": ten,
        "loai": loai,
        "nhom": groups.get(loai),
        "tu": tu,
        "dexuat": dexuat,
        "quyet": quyet,
        "muc": quyet or dexuat or tu,
        "chenh": chenh,
        "cungco": "slow" in marks,
        "tieubieu": "exemplary" in marks,
        "lydo": next((mark for mark in marks if mark not in ("slow", "exemplary")), None),
    }


ROWS: dict[int, Facts] = dict(
    (
        _row(1, "Xã Chi Lăng", "commune", "XS HT -", -2, "target"),
        _row(10, "Xã Tân Tiến", "commune", "XS XS XS", 0, "exemplary"),
        _row(16, "Xã Đào Viên", "commune", "- - -", None),
        _row(17, "Xã Tân Minh", "commune", "TOT TOT -", 0),
        _row(22, "Xã Kim Đồng", "commune", "HT TOT TOT", 1, "slow", "new_facts"),
        _row(23, "Thị trấn Thất Khê", "town", "TOT none none", None, "discipline"),
        _row(24, "Quân sự huyện", "military", "XS - TOT", -1, "exemplary", "ballot"),
        _row(30, None, "base_branch", "KHT - -", None),
    )
)
EVERY = list(ROWS)


def read(text: str) -> Expression:
    """The expression of a text that has no fault."""
    expression = parse(text)
    assert isinstance(expression, Expression), expression
    return expression


def passing(text: str) -> list[int]:
    """The numbers of the rows that an expression lets through."""
    expression = read(text)
    return [tt for tt, facts in ROWS.items() if expression.matches(facts)]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        # levels
        ("tu:XS", [1, 10, 24]),
        ("tu:xs", [1, 10, 24]),
        ("tu:tốt", [17, 23]),
        ("dexuat:HT", [1]),
        ("quyet:kxl", [23]),
        ("quyet:chua", [1, 16, 17, 30]),
        ("quyet:chưa", [1, 16, 17, 30]),
        ("tu:tsvm", []),
        ("muc:XS", [10]),
        ("muc:tốt", [17, 22, 24]),
        ("mức:HT", [1]),
        ("muc:kxl", [23]),
        ("muc:chua", [16]),
        ("tu:XS muc:HT", [1]),
        ("self:XS level:TOT", [24]),
        ("-muc:chua muc:KHT", [30]),
        # kinds, yes and no
        ("loai:xa", [1, 10, 16, 17, 22]),
        ("loai:thitran", [23]),
        ("loai:quansu", [24]),
        ("loai:congan", []),
        ("loai:chibo", [30]),
        ("cungco:co", [22]),
        ("cungco:có", [22]),
        ("cungco:khong", [1, 10, 16, 17, 23, 24, 30]),
        ("tieubieu:co", [10, 24]),
        # numbers
        ("tt:22", [22]),
        ("tt:>22", [23, 24, 30]),
        ("tt:>=22", [22, 23, 24, 30]),
        ("tt:<10", [1]),
        ("tt:<=10", [1, 10]),
        ("chenh:0", [10, 17]),
        ("chenh:-1", [24]),
        ("chenh:>0", [22]),
        ("chenh:<0", [1, 24]),
        ("chenh:>=-1", [10, 17, 22, 24]),
        ("chenh:<=-2", [1]),
        ("chenh:-0", [10, 17]),
        # text
        ("ten:tan", [10, 17]),
        ("ten:Tân", [10, 17]),
        (nfd("ten:Đào"), [16]),
        ("ten:ong", [22]),
        ("nhom:armed", [24]),
        ("lydo:new_facts", [22]),
        ("lydo:t", [1, 22, 24]),
        # plain words
        ("", EVERY),
        ("   ", EVERY),
        ("tân", [10, 17]),
        ("ĐÀO", [16]),
        ("tan minh", [17]),
        ("minh tan", [17]),
        ("22", [22]),
        ("2", [22, 23, 24]),
        ("zzz", []),
        # not
        ("-loai:xa", [23, 24, 30]),
        ("-tân", [1, 16, 22, 23, 24, 30]),
        ("-chenh:0", [1, 16, 22, 23, 24, 30]),
        ("-chenh:>0", [1, 10, 16, 17, 23, 24, 30]),
        ("-quyet:chua", [10, 22, 23, 24]),
        ("-ten:tan", [1, 16, 22, 23, 24, 30]),
        ("-chenh:-1", [1, 10, 16, 17, 22, 23, 30]),
        ("--tân", EVERY),
        ("-", []),
        # and, or
        ("loai:xa tu:XS", [1, 10]),
        ("loai:xa tu:XS chenh:<0", [1]),
        ("loai:xa -tu:XS -tu:chua", [17, 22]),
        ("chenh:>0 chenh:<0", []),
        ("tu:XS | tu:HT", [1, 10, 22, 24]),
        ("tu:XS|tu:HT", [1, 10, 22, 24]),
        ("loai:xa tu:XS | loai:quansu", [1, 10, 24]),
        ("tt:1 | tt:22 | tt:30", [1, 22, 30]),
        ("-loai:xa | tân", [10, 17, 23, 24, 30]),
        ("loai:xa tu:XS chenh:>0 cungco:khong", []),
        # other names of the fields, marks and case ignored
        ("lech:>0", [22]),
        ("lệch:>0", [22]),
        ("LOẠI:XÃ TỰ:XS", [1, 10]),
        ("no:22", [22]),
        ("name:tan", [10, 17]),
        ("kind:commune self:xs", [1, 10]),
        ("kind:town | kind:military | kind:branch", [23, 24, 30]),
        ("group:armed", [24]),
        ("proposed:tot", [17, 22]),
        ("final:unset", [1, 16, 17, 30]),
        ("diff:<=-1", [1, 24]),
        ("remediation:yes", [22]),
        ("remediation:none tieubieu:yes", [10, 24]),
        ("exemplary:yes reason:ballot", [24]),
    ],
)
def test_the_rows_an_expression_lets_through(text: str, rows: list[int]) -> None:
    assert passing(text) == rows


def test_what_is_not_known_meets_no_condition_but_its_own_absence() -> None:
    """A register row has no levels: nothing is true of them, and so everything turned round is."""
    register: Facts = {"tt": 5, "ten": "Xã Cao Minh", "loai": "commune", "nhom": None}
    for text in ("tu:xs", "chenh:0", "chenh:<9", "cungco:co", "cungco:khong", "lydo:a", "nhom:none"):
        assert [read(turned).matches(register) for turned in (text, f"-{text}")] == [False, True]
    assert read("tu:chua").matches(register)


DOSSIERS: dict[str, Facts] = {
    "nothing in": {"thieu": True, "hoso": "not_in", "noxl": True, "ykien": "silent", "cancu": None},
    "some in": {"thieu": True, "hoso": "some", "noxl": False, "ykien": "silent", "cancu": "unknown"},
    "some in, late": {"thieu": True, "hoso": "some late", "noxl": False, "ykien": "silent", "cancu": "fail"},
    "given back": {"thieu": True, "hoso": "returned", "noxl": False, "ykien": "complete", "thieuloi": True},
    "complete": {"thieu": False, "hoso": "complete", "noxl": True, "ykien": "complete", "cancu": "pass"},
    "late": {"thieu": False, "hoso": "complete late", "noxl": False, "ykien": "complete", "thieuloi": False},
}


@pytest.mark.parametrize(
    ("text", "dossiers"),
    [
        ("thieu:co", ["nothing in", "some in", "some in, late", "given back"]),
        ("thieu:khong", ["complete", "late"]),
        ("hoso:chua", ["nothing in"]),
        ("hoso:thieu", ["some in", "some in, late"]),
        ("hoso:tra", ["given back"]),
        ("hoso:muon", ["some in, late", "late"]),
        ("hoso:đủ", ["complete", "late"]),
        ("hoso:du -hoso:muon", ["complete"]),
        ("noxl:co", ["nothing in", "complete"]),
        ("ykien:thieu", ["nothing in", "some in", "some in, late"]),
        ("ykien:du", ["given back", "complete", "late"]),
        ("cancu:vượt", ["some in, late"]),
        ("cancu:chuaro", ["some in"]),
        ("cancu:du", ["complete"]),
        ("thieuloi:co", ["given back"]),
    ],
)
def test_what_came_in_and_what_bears_a_level_out(text: str, dossiers: list[str]) -> None:
    for said in (text, in_english(text)):
        assert [name for name, facts in DOSSIERS.items() if read(said).matches(facts)] == dossiers


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("-dexuat:chua chenh:0 | tu:XS", "-proposed:unset diff:0 | self:XS"),
        ("hoso:muon -thieu:co", "dossier:late -lacking:yes"),
        ("ykien:thieu|cancu:vuot", "opinions:silent | support:above"),
        ("nhom:commune_town muc:tot", "group:commune_town level:tot"),
        ("ten:chua loai:xa tt:>3 tân", "name:unset kind:commune no:>3 tân"),
        ("self:XS kind:commune -x:y", "self:XS kind:commune -x:y"),
    ],
)
def test_an_expression_in_english(text: str, english: str) -> None:
    assert in_english(text) == english


@calm
@given(st.lists(st.tuples(st.sampled_from(["", "-"]), st.sampled_from(list(FIELDS))), min_size=1, max_size=4))
def test_in_english_it_lets_the_same_rows_through(fields: list[tuple[str, str]]) -> None:
    text = " ".join(f"{sign}{field}:{SOME_VALUE[FIELDS[field]]}" for sign, field in fields)
    assert passing(in_english(text)) == passing(text)


def test_a_text_that_is_not_there_can_be_asked_for() -> None:
    named, unnamed = ({"ten": "Chưa Đặt", "nhom": "armed_forces"}, {"ten": None, "nhom": None})
    for text in ("ten:chua", "ten:chưa", "name:unset", "nhom:chua", "group:unknown", "-ten:dat"):
        assert [read(text).matches(facts) for facts in (named, unnamed)] == [False, True]
    assert read("chua").matches(named)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("tu:XS", True),
        ("tân|xã", True),
        (":", True),
        ("Tân Yên", False),
        ("22", False),
        ("-tan", False),
        ("", False),
    ],
)
def test_only_a_colon_or_a_bar_makes_a_filter_of_a_name(text: str, meant: bool) -> None:
    assert is_expression(text) is meant


def test_a_dash_alone_is_a_word() -> None:
    assert read("-").matches({"tt": 33, "ten": "Trạm K3 - Quốc Khánh"})


@pytest.mark.parametrize("word", ["none", "non", "on"])
def test_a_missing_number_is_not_a_word(word: str) -> None:
    assert not read(word).matches({"tt": None, "ten": "Huyện ủy Tràng Định"})


def test_an_expression_keeps_its_text() -> None:
    assert [read(text).text for text in ("  tu:XS  |  Tân ", "")] == ["tu:XS  |  Tân", ""]


def test_every_english_name_is_a_field_and_every_field_has_one() -> None:
    assert set(ENGLISH.values()) == set(FIELDS)
    assert set(ENGLISH).isdisjoint(FIELDS)


SOME_VALUE = {"number": ">=0", "text": "tan", "level": "TOT", "truth": "co", "kind": "xa"} | {
    "dossier": "muon",
    "opinions": "thieu",
    "support": "vuot",
    "eligible": "du",
    "commended": "denghi",
}
terms = st.sampled_from(
    ["tân", "2", "xã", "tt:<=17", "chenh:-2", "quyet:chua", "loai:thitran", "cungco:khong"]
    + [f"{field}:{SOME_VALUE[kind]}" for field, kind in FIELDS.items()]
)


@calm
@given(terms)
def test_not_is_all_the_others(term: str) -> None:
    assert sorted(passing(term) + passing(f"-{term}"), key=EVERY.index) == EVERY


@calm
@given(st.lists(terms, min_size=1, max_size=4))
def test_words_are_and_and_bars_are_or(words: list[str]) -> None:
    each = [set(passing(word)) for word in words]
    assert set(passing(" ".join(words))) == set.intersection(*each)
    assert set(passing(" | ".join(words))) == set(passing("|".join(words))) == set.union(*each)


@calm
@given(st.sampled_from(sorted(ENGLISH)))
def test_an_english_name_filters_like_its_field(name: str) -> None:
    value = SOME_VALUE[FIELDS[ENGLISH[name]]]
    assert passing(f"{name}:{value}") == passing(f"{name.upper()}:{value}") == passing(f"{ENGLISH[name]}:{value}")


@calm
@given(anything)
def test_plain_text_without_a_colon_or_a_bar_is_always_an_expression(text: str) -> None:
    words = text.replace(":", "").replace("|", "")
    assert len(read(words).alternatives) == 1
