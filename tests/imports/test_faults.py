"""Each fault is told with its place, its value and what would be right, and all of them at once."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from store.words import LANGUAGES, Words
from tests.imports.files import ENDINGS, FACTS, SELF, checked, told, workbook, written

pytestmark = pytest.mark.usefixtures("store")

WHO = ["Mã", "Tên"]

Value = tuple[str, str, Any, str]

ANYWHERE: dict[str, Value] = {
    "a level that is none": (SELF, "Tự xếp loại", "Khá", "level"),
    "a level of another scheme": (SELF, "Tự xếp loại", "TSVM", "level"),
    "not rated is no self-rating": (SELF, "Tự xếp loại", "Không xếp loại", "level"),
    "a digit is no level": (SELF, "Tự xếp loại", "1", "level"),
    "a grade that is none": (SELF, "I.1", "Khá", "grade"),
    "a level is no grade": (SELF, "III", "HTXSNV", "grade"),
    "a formula": (SELF, "Tự xếp loại", "=D2", "formula"),
    "a formula for a link": (SELF, "I.1", '=HYPERLINK("x")', "formula"),
    "a rating that is none": (FACTS, "rating_front", "Khá", "rating"),
    "a fraction": (FACTS, "targets_set", "15,5", "not_a_count"),
    "less than nothing": (FACTS, "targets_set", "-1", "not_a_count"),
    "words for a count": (FACTS, "Số chỉ tiêu đạt", "mười lăm", "not_a_count"),
    "an endless number": (FACTS, "targets_set", "9" * 5000, "not_a_count"),
    "digits of another script": (FACTS, "targets_set", "١٢", "not_a_count"),
    "a comma of thousands or decimals": (FACTS, "members", "5,568", "comma"),
    "a share for a count": (FACTS, "targets_met", "80%", "percent"),
    "a share with a blank": (FACTS, "targets_met", "80,5 %", "percent"),
    "neither yes nor no": (FACTS, "disunity", "hơi hơi", "not_a_truth"),
    "no day of the calendar": (FACTS, "rating_front_arrived", "31/11/2019", "date"),
    "a day without a year": (FACTS, "rating_front_arrived", "15/12", "date"),
    "a month that is none": (FACTS, "rating_front_arrived", "12/15/2019", "date"),
}


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("name", ANYWHERE)
def test_a_wrong_value_is_told_with_its_place(tmp_path: Path, name: str, ending: str) -> None:
    kind, heading, value, code = ANYWHERE[name]
    also = ["rating_front", "TOT"] if heading == "rating_front_arrived" else ["Ghi chú", "x"]
    lines = [[*WHO, heading, also[0]], ["xa-kim-dong", "Xã Kim Đồng", value, also[1]]]
    read = checked(kind, written(tmp_path / f"tep{ending}", lines))
    (fault,) = read.faults
    column = heading if ending == ".yaml" else "C"
    line = {".xlsx": 2, ".csv": 2, ".yaml": 3}[ending]
    assert told(fault) == (code, line, column, value)
    assert read.dossiers == ()
    assert fault.heading
    for lang in LANGUAGES:
        assert Words(lang).has(f"import_fault.{code}")


ONLY_IN_WORKBOOKS: dict[str, tuple[str, Any, str, str]] = {
    "a share as a number": ("targets_met", (0.805, "0.0%"), "percent", "80.5%"),
    "a fraction as a number": ("members", (5.568, "General"), "not_a_count", "5.568"),
    "a day for a count": ("targets_met", (date(2019, 2, 1), "dd/mm/yyyy"), "not_a_count", "01/02/2019"),
    "a number for a day": ("rating_front_arrived", (43814, "General"), "date", "43814"),
    "truth for a count": ("targets_met", (True, "General"), "not_a_count", "TRUE"),
    "a cell in error": ("targets_met", ("#DIV/0!", "General"), "error", "#DIV/0!"),
}


@pytest.mark.parametrize("name", ONLY_IN_WORKBOOKS)
def test_a_wrong_cell_of_a_workbook_is_told_as_people_see_it(tmp_path: Path, name: str) -> None:
    heading, (value, shown), code, text = ONLY_IN_WORKBOOKS[name]
    path = tmp_path / "tep.xlsx"
    from openpyxl import Workbook

    book = Workbook()
    page: Any = book.active
    page.append(["Mã", heading, "rating_front"])
    page.append(["xa-kim-dong", value, "TOT"])
    page["B2"].number_format = shown
    book.save(path)
    (fault,) = checked(FACTS, path).faults
    assert told(fault) == (code, 2, "B", text)
    assert fault.place.sheet == "Sheet"


WHOM: dict[str, tuple[list[Any], str, str, str]] = {
    "unknown code": (["qqq", None, None], "unknown", "qqq", ""),
    "a code with a slip": (["xa-kim-don", None, None], "unknown_near", "xa-kim-don", "22 Xã Kim Đồng (xa-kim-dong)"),
    "a part of a name": ([None, "Kim Đồng", None], "unknown_near", "Kim Đồng", "22 Xã Kim Đồng (xa-kim-dong)"),
    "a number for a code": (["22", None, None], "unknown_near", "22", "22 Xã Kim Đồng (xa-kim-dong)"),
    "a part that fits three": ([None, "Xã Tân", None], "unknown_near", "Xã Tân", "10 Xã Tân Tiến (xa-tan-tien)"),
    "code and name of two": (["xa-kim-dong", "Xã Bắc Ái", None], "name_differs", "Xã Bắc Ái", "22 Xã Kim Đồng"),
    "code and number of two": (["xa-kim-dong", None, "21"], "number_differs", "21", "22 Xã Kim Đồng"),
    "a number alone": ([None, None, "22"], "no_name", "", ""),
    "a formula for a number": (["xa-kim-dong", None, "=A1+1"], "formula", "=A1+1", ""),
    "a formula for a code": (["=A1", None, None], "formula", "=A1", ""),
    "the committee itself": (["huyen-uy", None, None], "unknown", "huyen-uy", ""),
}


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("name", WHOM)
def test_a_line_that_names_nobody_is_told(tmp_path: Path, name: str, ending: str) -> None:
    who, code, text, near = WHOM[name]
    lines = [["Mã", "Tên", "TT", "Tự xếp loại"], [*who, "XS"]]
    (fault,) = checked(SELF, written(tmp_path / f"tep{ending}", lines)).faults
    assert (fault.code, fault.text) == (code, text)
    assert near in str(fault.facts)


def test_two_of_the_same_name_are_refused_and_named(tmp_path: Path, store: Path) -> None:
    """Names that differ in their marks only: written exactly it is clear, without marks it is not."""
    from tests.kit.stores import behind

    with behind(store) as file:
        file.execute("UPDATE assessment SET name = 'Xã Kìm Đông', full_name = NULL WHERE organisation = 'xa-bac-ai'")
    path = tmp_path / "tep.csv"
    (fault,) = checked(SELF, written(path, [["Tên", "Tự xếp loại"], ["xa kim dong", "XS"]])).faults
    assert fault.code == "ambiguous"
    assert fault.facts["candidates"] == "21 Xã Kìm Đông (xa-bac-ai), 22 Xã Kim Đồng (xa-kim-dong)"
    (filled,) = checked(SELF, written(path, [["Tên", "Tự xếp loại"], ["Xã Kìm Đông", "XS"]])).dossiers
    assert filled.organisation == "xa-bac-ai"


def test_an_organisation_may_come_once(tmp_path: Path) -> None:
    lines = [["Mã", "Tên", "Tự xếp loại"], ["xa-kim-dong", None, "XS"], [None, "xa kim dong", "HT"]]
    (fault,) = checked(SELF, written(tmp_path / "tep.csv", lines)).faults
    assert told(fault) == ("twice", 3, "B", "xa kim dong")
    assert fault.facts == {"unit": "22 Xã Kim Đồng", "line": 2}


def test_a_date_needs_its_rating(tmp_path: Path) -> None:
    lines = [["Mã", "rating_front_arrived", "Ngày nhận: Hội Phụ nữ"], ["xa-kim-dong", "15/12/2019", None]]
    (fault,) = checked(FACTS, written(tmp_path / "tep.csv", lines)).faults
    assert told(fault) == ("date_alone", 2, "B", "15/12/2019")
    assert fault.facts["wanted"] == "Xếp loại: Mặt trận Tổ quốc"


HEADINGS: dict[str, tuple[list[list[Any]], tuple[str, int, str, str]]] = {
    "no headings at all": ([["xa-kim-dong", "XS"]], ("no_headings", 1, "A", "")),
    "nothing to read": ([["TT", "Mã", "Tên"], ["1", "xa-chi-lang", ""]], ("no_headings", 1, "A", "")),
    "an empty file": ([], ("no_headings", 1, "A", "")),
    "an unknown column": (
        [["Mã", "Tự xếp loại", "Điểm thưởng"], ["xa-kim-dong", "XS", "3"]],
        ("unknown_column", 1, "C", "Điểm thưởng"),
    ),
    "a column twice": (
        [["Mã", "Tự XL", "Tự xếp loại"], ["xa-kim-dong", "XS", "HT"]],
        ("column_twice", 1, "C", "Tự xếp loại"),
    ),
    "a value under nothing": ([["Mã", "Tự xếp loại"], ["xa-kim-dong", "XS", "3"]], ("no_heading", 2, "C", "3")),
}


@pytest.mark.parametrize("ending", [".xlsx", ".csv"])
@pytest.mark.parametrize("name", HEADINGS)
def test_wrong_headings_are_told(tmp_path: Path, name: str, ending: str) -> None:
    lines, wanted = HEADINGS[name]
    (fault,) = checked(SELF, written(tmp_path / f"tep{ending}", lines)).faults
    assert told(fault) == wanted


YAML: dict[str, tuple[str, list[tuple[str, int, str, str]]]] = {
    "no list": ("code: xa-kim-dong\n", [("not_a_list", 1, "", "")]),
    "nothing": ("", [("not_a_list", 1, "", "")]),
    "a list of texts": ("- xa-kim-dong\n- xa-bac-ai\n", [("not_a_mapping", 1, "", ""), ("not_a_mapping", 2, "", "")]),
    "a list for a value": ("- code: xa-kim-dong\n  I.1: [XS]\n", [("yaml_nested", 2, "I.1", "")]),
    "the same key twice": (
        "- code: xa-kim-dong\n  I.1: XS\n  I.1: TOT\n",
        [("yaml_duplicate", 3, "I.1", "TOT")],
    ),
    "the same column by two names": (
        "- code: xa-kim-dong\n  self_level: XS\n  Tự xếp loại: HT\n",
        [("yaml_duplicate", 3, "Tự xếp loại", "HT")],
    ),
    "an unquoted no, an unquoted 012, an unknown key": (
        "- code: xa-kim-dong\n  disunity: no\n  targets_set: 012\n  mood: good\n",
        [
            ("yaml_surprise", 2, "disunity", "no"),
            ("yaml_surprise", 3, "targets_set", "012"),
            ("unknown_column", 4, "mood", "good"),
        ],
    ),
}


@pytest.mark.parametrize("name", YAML)
def test_faults_of_yaml_have_their_lines(tmp_path: Path, name: str) -> None:
    text, wanted = YAML[name]
    path = tmp_path / "tep.yaml"
    path.write_text(text, encoding="utf-8")
    kind = FACTS if "disunity" in text else SELF
    assert [told(fault) for fault in checked(kind, path).faults] == wanted


@pytest.mark.parametrize("ending", ENDINGS)
def test_all_faults_are_told_at_once(tmp_path: Path, ending: str) -> None:
    """Also the values of a line that names nobody."""
    lines = [
        ["Mã", "Tự xếp loại", "I.1", "I.2"],
        ["xa-chi-lang", "Khá", "Khá", "XS"],
        ["xa-hung-viet", "XS", "XS", "XS"],
        ["qqq", "Khá", "Vừa", "TOT"],
        ["xa-kim-dong", "HTXSNV", "=A1", "Vừa"],
    ]
    read = checked(SELF, written(tmp_path / f"tep{ending}", lines))
    assert [fault.code for fault in read.faults] == ["level", "grade", "unknown", "level", "grade", "formula", "grade"]
    assert read.dossiers == ()


def test_a_thousand_faults_are_enough(tmp_path: Path) -> None:
    lines = [["Mã", "Tự xếp loại"], *([f"xa-{n}", "XS"] for n in range(1500))]
    assert len(checked(SELF, workbook(tmp_path / "tep.xlsx", lines)).faults) == 1000
