"""The empty files: what they hold, what they offer, and that they come back."""

from __future__ import annotations

import csv
import zipfile
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from openpyxl import load_workbook

from store.imports.columns import columns_of
from store.imports.template import template
from store.queries.dossier import dossiers
from store.rules.facts import FACTS as KNOWN_FACTS
from store.rules.facts import RATINGS
from store.words import LANGUAGES, Words
from tests.imports.files import ENDINGS, FACTS, SELF, checked, columns
from tests.kit.stores import behind

HOSTILE = '=HYPERLINK("http://x","Xã")'


@pytest.fixture(autouse=True)
def _laid(store: Path) -> None:
    """Every test here asks the store for its organisations."""


def made(kind: str, ending: str, lang: str = "vi") -> bytes:
    """An empty file's bytes."""
    return template(kind, ending, Words(lang)).content


def page(kind: str, lang: str = "vi") -> Any:
    """The first sheet of an empty workbook."""
    return load_workbook(BytesIO(made(kind, ".xlsx", lang))).worksheets[0]


def test_a_workbook_of_self_ratings_has_number_code_name_level_and_the_seven_grades() -> None:
    sheet = page(SELF)
    heads = [cell.value for cell in sheet[1]]
    assert sheet.title == "2019"
    assert heads[:4] == ["TT", "Mã", "Tên", "Tự xếp loại"]
    assert [str(head).split()[0] for head in heads[4:11]] == ["I.1", "I.2", "I.3", "I.4", "II.1", "II.2", "III"]
    assert heads[11:] == ["Ghi chú"]
    assert [cell.value for cell in sheet[23]][:4] == [22, "xa-kim-dong", "Xã Kim Đồng", None]
    assert [cell.value for cell in sheet[31]][:4] == [30, "chi-bo-30", None, None]
    assert sheet.max_row == 60


def test_a_workbook_of_facts_has_every_fact_and_the_days_of_the_ratings() -> None:
    view = dossiers()
    wanted = [name for fact in KNOWN_FACTS for name in (fact.name, *([f"{fact.name}_arrived"] if fact.arrives else []))]
    assert [column.code for column in columns_of(FACTS, view, Words("vi"))][3:-1] == wanted
    sheet = page(FACTS)
    assert len(list(sheet[1])) == 3 + len(KNOWN_FACTS) + len(RATINGS) + 1
    assert sheet.cell(2, columns(sheet)["Ngày nhận: MTTQ"]).number_format == "dd/mm/yyyy"


@pytest.mark.parametrize("kind", [SELF, FACTS])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_headings_are_all_different_and_each_is_known_again(kind: str, lang: str) -> None:
    from store.imports.columns import headings_of

    columns_ = columns_of(kind, dossiers(), Words(lang))
    headings = headings_of(columns_)
    for column in columns_:
        assert headings.read(column.heading) == column.code
        assert headings.read(column.code) == column.code


def test_levels_and_grades_can_be_chosen_from_lists_that_forbid_nothing() -> None:
    offered = {}
    for each in page(SELF).data_validations.dataValidation:
        assert each.errorStyle == "warning"
        assert len(each.formula1) <= 255
        offered[str(each.sqref)] = each.formula1.strip('"').split(",")
    assert offered["D2:D60"] == [
        "Hoàn thành xuất sắc nhiệm vụ",
        "Hoàn thành tốt nhiệm vụ",
        "Hoàn thành nhiệm vụ",
        "Không hoàn thành nhiệm vụ",
    ]
    (grades,) = [words for where, words in offered.items() if "E2:E60" in where]
    assert grades == ["Xuất sắc", "Tốt", "Trung bình", "Kém", "Không xét"]
    assert "K2:K60" in next(where for where in offered if "E2:E60" in where)


@pytest.mark.parametrize("kind", [SELF, FACTS])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_everything_that_is_offered_is_understood(tmp_path: Path, kind: str, lang: str) -> None:
    """A line for each choice of each list, read back in the other language."""
    book = load_workbook(BytesIO(made(kind, ".xlsx", lang)))
    sheet: Any = book.worksheets[0]
    filled = 0
    for each in sheet.data_validations.dataValidation:
        for n, choice in enumerate(each.formula1.strip('"').split(",")):
            for area in each.sqref.ranges:
                sheet.cell(2 + n, area.min_col).value = choice
                filled += 1
    path = tmp_path / "t.xlsx"
    book.save(path)
    read = checked(kind, path, "en" if lang == "vi" else "vi")
    assert read.faults == ()
    assert sum(len(each.grades) + len(each.facts) + bool(each.self_level) for each in read.dossiers) == filled > 30


def test_nothing_is_protected_and_nothing_is_a_formula(store: Path) -> None:
    with behind(store) as file:
        file.execute("UPDATE assessment SET name = ? WHERE organisation = 'xa-kim-dong'", (HOSTILE,))
    for kind in (SELF, FACTS):
        raw = made(kind, ".xlsx")
        book = load_workbook(BytesIO(raw))
        for sheet in book.worksheets:
            assert not sheet.protection.sheet
            kinds = {cell.data_type for line in sheet.iter_rows() for cell in line if cell.value is not None}
            assert kinds <= {"s", "n"}
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            sheets = [name for name in archive.namelist() if "worksheets/sheet" in name]
            assert len(sheets) == 2
            assert not any(b"<f>" in archive.read(name) for name in sheets)
        lines = list(csv.reader(StringIO(made(kind, ".csv").decode("utf-8-sig")), delimiter=";"))
        assert lines[22][2] == f"'{HOSTILE}"


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("kind", [SELF, FACTS])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_empty_file_comes_back_empty(tmp_path: Path, kind: str, ending: str, lang: str, store: Path) -> None:
    """Even where a name would be a formula."""
    with behind(store) as file:
        file.execute("UPDATE assessment SET name = ? WHERE organisation = 'xa-kim-dong'", (HOSTILE,))
    path = tmp_path / f"t{ending}"
    path.write_bytes(made(kind, ending, lang))
    read = checked(kind, path)
    assert (read.faults, read.dossiers, read.blank) == ((), (), 59)


def test_the_notes_are_in_the_workbook_and_above_the_yaml() -> None:
    for lang, word, title in (("vi", "Hướng dẫn", "TỰ XẾP LOẠI 2019"), ("en", "Notes", "SELF-RATINGS 2019")):
        book = load_workbook(BytesIO(made(SELF, ".xlsx", lang)))
        assert book.sheetnames == ["2019", word]
        assert str(book[word]["A1"].value).startswith(title)
        text = made(SELF, ".yaml", lang).decode()
        assert text.startswith(f"# {title}")
        assert len(yaml.safe_load(text)) == 59


def test_csv_is_for_excel_in_its_own_language() -> None:
    assert made(SELF, ".csv", "vi").startswith('\ufeff"TT";"Mã";"Tên"'.encode())
    assert made(SELF, ".csv", "en").startswith('\ufeff"No.","Code","Name"'.encode())
