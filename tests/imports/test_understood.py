"""What people write is understood, and whatever was read otherwise than written is reported."""

from __future__ import annotations

import unicodedata
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from store.commands.importing import Known
from store.rules.forms import Graded
from store.words import LANGUAGES, Words
from tests.imports.files import ENDINGS, FACTS, SELF, checked, understood, workbook, written

pytestmark = pytest.mark.usefixtures("store")

LEVELS = {
    "XS": ["XS", "xs", "Hoàn thành xuất sắc nhiệm vụ", "HOAN THANH XUAT SAC NHIEM VU", "HTXSNV", "Xuất sắc", "HTXS"],
    "TOT": ["TOT", "Tốt", "tot", "HTTNV", "httnv", "Hoàn thành tốt", "Good", "hoan  thanh tot nhiem vu."],
    "HT": ["HT", "HTNV", "Hoàn thành", "Hoàn thành nhiệm vụ", "Fulfilled"],
    "KHT": ["KHT", "KHTNV", "Không HT", "Không hoàn thành nhiệm vụ", "khong hoan thanh"],
}
GRADES = {
    "XS": ["XS", "Xuất sắc", "xuat sac", "Excellent"],
    "TOT": ["TOT", "Tốt", "TỐT"],
    "TB": ["TB", "Trung bình", "T.b", "tb"],
    "KEM": ["KEM", "Kém", "kem"],
    "none": ["none", "Không xét", "K.xét"],
}


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, texts in LEVELS.items() for text in texts])
def test_a_level_by_code_word_or_abbreviation(tmp_path: Path, code: str, text: str) -> None:
    read = checked(SELF, written(tmp_path / "t.xlsx", [["Mã", "Tự xếp loại"], ["xa-kim-dong", text]]))
    assert [filled.self_level for filled in read.dossiers] == [code]
    shown = " ".join(text.split())
    assert understood(read.notes) == ({} if text == code else {shown: code})


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, texts in GRADES.items() for text in texts])
def test_a_grade_by_code_word_or_abbreviation(tmp_path: Path, code: str, text: str) -> None:
    read = checked(SELF, written(tmp_path / "t.csv", [["Mã", "II.2"], ["xa-kim-dong", text]]))
    assert [filled.grades for filled in read.dossiers] == [{"II.2": Graded(code, None)}]
    assert understood(read.notes) == ({} if text == code else {text: code})


VALUES: dict[str, tuple[str, Any, str, str | None]] = {
    "a plain count": ("targets_set", "15", "15", None),
    "a number": ("targets_set", 15, "15", None),
    "thousands": ("members", "5.568", "5568", "5.568"),
    "thousands with a blank": ("members", "5 568", "5568", "5 568"),
    "decimals that are none, comma": ("members", "15,0", "15", "15,0"),
    "decimals that are none, point": ("members", "15.00", "15", "15.00"),
    "leading noughts": ("members", "015", "15", "015"),
    "yes": ("disunity", "Có", "1", None),
    "yes without marks": ("disunity", "co", "1", None),
    "no": ("disunity", "không", "0", None),
    "one": ("disunity", "1", "1", None),
    "true": ("disunity", True, "1", None),
    "a rating": ("rating_front", "HTTNV", "TOT", "HTTNV"),
    "no such body": ("rating_front", "Không có", "none", "Không có"),
    "no such body, in English": ("rating_front", "no such body", "none", "no such body"),
}


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("name", VALUES)
def test_a_fact_as_it_is_kept(tmp_path: Path, name: str, ending: str) -> None:
    heading, value, kept, noted = VALUES[name]
    read = checked(FACTS, written(tmp_path / f"t{ending}", [["Mã", heading], ["xa-kim-dong", value]]))
    assert [filled.facts for filled in read.dossiers] == [{heading: Known(kept, None)}]
    assert understood(read.notes) == ({} if noted is None else {noted: kept})


@pytest.mark.parametrize(
    ("value", "noted"),
    [
        ("15/12/2019", "15/12/2019"),
        ("5/12/2019", "5/12/2019"),
        ("15-12-2019", "15-12-2019"),
        ("15.12.2019", "15.12.2019"),
        ("2019-12-15", None),
        (datetime.fromisoformat("2019-12-15T13:30"), None),
        (date(2019, 12, 15), None),
    ],
    ids=str,
)
def test_a_day_as_people_write_it(tmp_path: Path, value: Any, noted: str | None) -> None:
    path = workbook(tmp_path / "t.xlsx", [["Mã", "rating_youth", "rating_youth_arrived"], ["xa-kim-dong", "XS", value]])
    read = checked(FACTS, path)
    day = "2019-12-05" if str(value).startswith("5/") else "2019-12-15"
    assert [filled.facts for filled in read.dossiers] == [{"rating_youth": Known("XS", day)}]
    assert understood(read.notes) == ({} if noted is None else {noted: day})


NAMES = {
    "the code": ("xa-dao-vien", None),
    "the name": ("Xã Đào Viên", None),
    "the full name": ("Đảng bộ xã Đào Viên", None),
    "without marks": ("xa dao vien", "xa dao vien"),
    "in capitals": ("XÃ ĐÀO VIÊN", "XÃ ĐÀO VIÊN"),
    "the code in capitals": ("XA-DAO-VIEN", "XA-DAO-VIEN"),
    "the tone elsewhere": ("Xã Đaò Viên", "Xã Đaò Viên"),
    "in parts": (unicodedata.normalize("NFD", "Xã Đào Viên"), None),
    "stray blanks": ("  Xã \u00a0Đào\u2009 Viên\t", None),
    "a hidden character": ("Xã Đào\u200b Viên\ufeff", None),
}


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("name", NAMES)
def test_an_organisation_by_what_it_is_called(tmp_path: Path, name: str, ending: str) -> None:
    text, noted = NAMES[name]
    read = checked(SELF, written(tmp_path / f"t{ending}", [["Tên", "Tự xếp loại"], [text, "XS"]]))
    assert [filled.organisation for filled in read.dossiers] == ["xa-dao-vien"]
    assert understood(read.notes) == ({} if noted is None else {noted: "16 Xã Đào Viên (xa-dao-vien)"})
    mended = {note.code for note in read.notes} - {"understood"}
    assert mended == {"in parts": {"nfd"}, "stray blanks": {"blanks"}, "a hidden character": {"blanks"}}.get(
        name, set()
    )


def test_both_ways_to_place_a_tone_mean_the_same_word(tmp_path: Path) -> None:
    """hòa and hoà, as different keyboards write it."""
    for heading in ("Số nhiệm vụ vượt yêu cầu", "Kết luận mất đoàn kết", "Kêt luân mât đoan kêt"):
        lines = [["Mã", heading], ["xa-kim-dong", "0"]]
        assert checked(FACTS, written(tmp_path / "t.csv", lines)).faults == ()


TEXT = "Mã;Tự xếp loại\r\nxa-kim-dong;Tốt\r\n"

BYTES = {
    "plain": (TEXT.replace(";", ",").encode(), set()),
    "semicolons": (TEXT.encode(), {"separator_semicolon"}),
    "tabs": (TEXT.replace(";", "\t").encode(), {"separator_tab"}),
    "a mark in front": (TEXT.encode("utf-8-sig"), {"bom", "separator_semicolon"}),
    "as Excel's Unicode text": (TEXT.replace(";", "\t").encode("utf-16"), {"utf_16", "separator_tab"}),
    "old line ends": (TEXT.replace("\r\n", "\r").replace(";", ",").encode(), set()),
    "announced": (b"sep=;\r\n" + TEXT.encode(), {"separator_semicolon"}),
    "in parts": (unicodedata.normalize("NFD", TEXT).encode(), {"separator_semicolon", "nfd"}),
    "quoted, with lines inside": (
        b'"M\xc3\xa3";"Ghi ch\xc3\xba";"T\xe1\xbb\xb1 XL"\n"xa-kim-dong";"m\nh";"TOT"\n',
        {"separator_semicolon", "blanks"},
    ),
}


@pytest.mark.parametrize("name", BYTES)
def test_csv_however_it_was_saved(tmp_path: Path, name: str) -> None:
    raw, noted = BYTES[name]
    path = tmp_path / "t.csv"
    path.write_bytes(raw)
    read = checked(SELF, path)
    assert read.faults == ()
    assert [(filled.organisation, filled.self_level) for filled in read.dossiers] == [("xa-kim-dong", "TOT")]
    assert {note.code for note in read.notes} - {"understood"} == noted


@pytest.mark.parametrize("first", ["", "sep=;\n"])
def test_lines_of_csv_are_counted_as_an_editor_counts_them(tmp_path: Path, first: str) -> None:
    path = tmp_path / "t.csv"
    path.write_text(
        f'{first}"Mã";"Ghi chú";"Tự XL"\n\nxa-bac-ai;"một\nhai\nba";HT\nxa-kim-dong;;Khá\n', encoding="utf-8"
    )
    (fault,) = checked(SELF, path).faults
    assert fault.place.line == 6 + first.count("\n")


def test_titles_above_the_headings_and_lines_left_blank_are_passed_over(tmp_path: Path) -> None:
    lines: list[list[Any]] = [
        ["BIỂU TỰ XẾP LOẠI"],
        [],
        ["STT", "Đơn vị", "Tự XL", "Ghi chú"],
        [1, "Xã Chi Lăng", "HTXSNV", "đã họp"],
        [2, "Xã Hùng Việt", None, None],
        [None, "Người lập biểu", None, None],
    ]
    read = checked(SELF, workbook(tmp_path / "t.xlsx", lines))
    assert read.faults == ()
    assert [(filled.organisation, filled.self_level) for filled in read.dossiers] == [("xa-chi-lang", "XS")]
    assert read.blank == 2


def test_every_sheet_with_headings_is_read_and_the_others_are_named(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    path = workbook(tmp_path / "t.xlsx", [["Mã", "Tự XL"], ["xa-kim-dong", "HT"]], "Xã")
    book = load_workbook(path)
    for title, hidden, code in (("Chi bộ", False, "kiem-lam"), ("Nháp", True, "xa-bac-ai")):
        page: Any = book.create_sheet(title)
        page.append(["Mã", "Tự XL"])
        page.append([code, "TOT"])
        page.sheet_state = "hidden" if hidden else "visible"
    book.create_sheet("Khác").append(["bất kỳ"])
    book.save(path)
    read = checked(SELF, path)
    assert [filled.organisation for filled in read.dossiers] == ["xa-kim-dong", "kiem-lam"]
    assert [note.text for note in read.notes if note.code == "sheet_skipped"] == ["Nháp", "Khác"]


def test_a_name_that_the_register_does_not_have_yet_is_not_recorded(tmp_path: Path) -> None:
    lines = [["Mã", "Tên", "Tự XL"], ["chi-bo-30", "Chi bộ Bưu điện", "HT"]]
    read = checked(SELF, written(tmp_path / "t.csv", lines))
    assert [filled.organisation for filled in read.dossiers] == ["chi-bo-30"]
    assert [note.text for note in read.notes if note.code == "name_skipped"] == ["Chi bộ Bưu điện"]


def test_the_same_understanding_is_reported_once_with_how_often_and_where_first(tmp_path: Path) -> None:
    lines = [["Mã", "Tự XL"], ["xa-chi-lang", "XS"], ["xa-kim-dong", "Tốt"], ["xa-bac-ai", "Tốt"]]
    (note,) = checked(SELF, workbook(tmp_path / "t.xlsx", lines)).notes
    assert note.place is not None
    assert (note.text, note.meaning, note.count, note.place.line) == ("Tốt", "TOT", 2, 3)


def test_every_note_has_its_words(tmp_path: Path) -> None:
    codes = {"understood", "sheet_skipped", "name_skipped", *(code for _raw, noted in BYTES.values() for code in noted)}
    for lang in LANGUAGES:
        assert all(Words(lang).has(f"import_note.{code}") for code in codes)
