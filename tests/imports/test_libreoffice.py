"""A workbook that went through a real spreadsheet program comes back as it was filled in.

Long: `pytest -m long` runs it and needs LibreOffice Calc (Debian: libreoffice-calc-nogui).
"""

from __future__ import annotations

import csv
import subprocess
from pathlib import Path

import pytest

from store.commands.importing import Filled, Known, import_dossiers
from store.commands.undoing import undo
from store.imports.template import template
from store.rules.forms import Graded
from store.words import Words
from tests.imports.files import FACTS, SELF, checked, columns, sheet_of
from tests.kit.stores import BINH, undoable

pytestmark = [pytest.mark.long, pytest.mark.usefixtures("store")]

COMMA_UTF_8_VIETNAMESE = "CSV:44,34,76,1,,1066,false,true"
"""Fields, quotes, character set, first line, the locale in which what is typed is understood, and that it is."""


AS_CSV_UTF_8 = "csv:Text - txt - csv (StarCalc):44,34,76,1"


def converted(path: Path, to: str, *options: str) -> Path:
    """The file as LibreOffice saves it in another format, in a folder of its own."""
    ending = to.partition(":")[0]
    folder = path.parent / f"{path.stem}-{ending}"
    folder.mkdir()
    words = ["soffice", f"-env:UserInstallation={(path.parent / 'profile').as_uri()}", "--headless"]
    words += ["--convert-to", to, *options, "--outdir", str(folder), str(path)]
    ran = subprocess.run(words, capture_output=True, check=False, timeout=120)
    made = folder / f"{path.stem}.{ending}"
    assert made.exists(), ran.stderr.decode()
    return made


def empty(kind: str, path: Path) -> Path:
    """The template of a kind."""
    path.write_bytes(template(kind, path.suffix, Words("vi")).content)
    return path


LEVELS = (("XS", "HTXSNV"), ("TOT", "Hoàn thành tốt nhiệm vụ"), ("HT", "Hoàn thành"), ("KHT", "KHTNV"))
GRADES = (("XS", "Xuất sắc"), ("TOT", "Tốt"), ("TB", "T.b"), ("KEM", "Kém"), ("none", "Không xét"))
LINES = ("I.1", "I.2", "I.3", "I.4", "II.1", "II.2", "III")


@pytest.mark.parametrize("between", ["ods", "fods", "xls"])
def test_a_filled_template_through_libreoffice_and_back(tmp_path: Path, between: str) -> None:
    path = empty(SELF, tmp_path / "tu-xep-loai.xlsx")
    book, page = sheet_of(path)
    for line in range(2, 61):
        page.cell(line, 4).value = LEVELS[line % 4][1]
        for place in range(7):
            page.cell(line, 5 + place).value = GRADES[(line + place) % 5][1]
    book.save(path)
    straight = checked(SELF, path)
    back = checked(SELF, converted(converted(path, between), "xlsx"))
    assert back.faults == ()
    assert back.dossiers == straight.dossiers
    assert back.dossiers[20].self_level == LEVELS[22 % 4][0]
    assert back.dossiers[20].grades == {
        line: Graded(GRADES[(22 + place) % 5][0], None) for place, line in enumerate(LINES)
    }
    assert [note for note in back.notes if note.code != "understood"] == []


def typed_in(kind: str, folder: Path, values: dict[str, str]) -> Path:
    """The template opened by LibreOffice, filled in as a Vietnamese would type, and saved as a workbook."""
    table = converted(empty(kind, folder / "mau.xlsx"), AS_CSV_UTF_8)
    lines = list(csv.reader(table.open(encoding="utf-8", newline="")))
    for line in lines[1:]:
        for heading, value in values.items():
            line[lines[0].index(heading)] = value
    typed = folder / "so-lieu.csv"
    with typed.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(lines)
    return converted(typed, "xlsx", f"--infilter={COMMA_UTF_8_VIETNAMESE}")


def test_numbers_and_days_typed_into_libreoffice_are_the_same_numbers_and_days(tmp_path: Path) -> None:
    """5.568 and 5/12/2019, as LibreOffice understands them in Vietnamese; then in with one entry, out with one undo."""
    path = typed_in(
        FACTS,
        tmp_path,
        {
            "Số đảng viên": "5.568",
            "Số chỉ tiêu được giao": "15",
            "Xếp loại: Mặt trận Tổ quốc": "HTTNV",
            "Ngày nhận: MTTQ": "5/12/2019",
            "Xếp loại: Hội Cựu chiến binh": "Không có",
            "Kết luận mất đoàn kết": "không",
            "Thực hiện Chỉ thị 05": "TRUE",
        },
    )
    _book, page = sheet_of(path, "so-lieu")
    at = columns(page)
    assert page.cell(2, at["Số đảng viên"]).value == 5568
    assert page.cell(2, at["Ngày nhận: MTTQ"]).is_date
    read = checked(FACTS, path)
    assert read.faults == ()
    known = {
        "members": Known("5568"),
        "targets_set": Known("15"),
        "rating_front": Known("TOT", "2019-12-05"),
        "rating_veterans": Known("none"),
        "disunity": Known("0"),
        "directive_05": Known("1"),
    }
    assert len(read.dossiers) == 59
    assert read.dossiers[21] == Filled("xa-kim-dong", None, {}, known)
    before = undoable()
    assert import_dossiers(BINH, dossiers=read.dossiers).value.changed == 59
    undo(BINH)
    assert undoable() == before


def test_formulas_and_shares_typed_into_libreoffice_are_refused_by_their_cells(tmp_path: Path) -> None:
    path = typed_in(FACTS, tmp_path, {"Số nhiệm vụ": "=10+5", "Số chỉ tiêu đạt": "80,5%", "Số đảng viên": "5,568"})
    faults = checked(FACTS, path).faults
    assert len(faults) == 59 * 3
    of_kim_dong = {(fault.code, fault.text) for fault in faults if fault.place.line == 23}
    assert of_kim_dong == {("formula", "=10+5"), ("percent", "80.5%"), ("not_a_count", "5.568")}
