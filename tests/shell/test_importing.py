"""Templates and imports at the shell: what is said, what is written, what is refused."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.shell.conftest import Shell
from tests.shell.test_changes import dump, levels


@pytest.fixture
def book(shell: Shell, tmp_path: Path) -> Path:
    """A filled workbook of self-ratings for three organisations."""
    path = tmp_path / "tu-xep-loai.xlsx"
    assert shell("template", "self-ratings", "-o", str(path)).status == 0
    fill(path, D2="HTXSNV", D14="Tốt", D23="Tốt", E23="xuat sac")
    return path


def fill(path: Path, **cells: Any) -> None:
    """Write into cells of the first sheet."""
    opened = load_workbook(path)
    for place, value in cells.items():
        opened.worksheets[0][place] = value
    opened.save(path)


def test_template_dry_run_import_undo(shell: Shell, book: Path) -> None:
    """The whole path: what was understood is reported, one entry, one undo."""
    before = dump(shell.path)
    understood = (
        "«HTXSNV» hiểu là XS (1 ô, đầu tiên: trang «2019», ô D2)\n"
        "«Tốt» hiểu là TOT (2 ô, đầu tiên: trang «2019», ô D14)\n"
        "«xuat sac» hiểu là XS (1 ô, đầu tiên: trang «2019», ô E23)\n"
    )
    tried = shell("import", "self-ratings", str(book), "--dry-run")
    assert (tried.status, tried.err) == (0, "")
    assert tried.out == understood + (
        "Đọc được tệp tu-xep-loai.xlsx: sẽ đổi 3 đơn vị, không đổi 0, để trống 56. Chưa nhập dòng nào (--dry-run).\n"
    )
    assert dump(shell.path) == before
    told = shell("import", "self-ratings", str(book))
    assert (told.status, told.err) == (0, "")
    assert told.out == understood + (
        "Đã lưu 09:00, lần ghi số 5: nhập 3 đơn vị từ tu-xep-loai.xlsx; không đổi 0, để trống 56. "
        "Lấy lại cả tệp bằng một lệnh undo.\n"
    )
    assert levels(shell) == ("TOT", None, None)
    (entry,) = shell("journal", "--limit", "1", "--json").json
    assert (entry["id"], entry["action"], entry["by"]) == (5, "import_dossiers", "an")
    assert "nhập từ tệp 3 đơn vị" in shell("undo").out
    assert levels(shell) == (None, None, None)
    assert shell("verify").status == 0


def test_faults_are_summed_up_and_listed_and_nothing_is_written(shell: Shell, book: Path) -> None:
    """The first in the sentence, each with its cell, column, text and what would be right; in both languages."""
    fill(book, D14="Khá", B23="xa-kim-don", F23="=E23")
    before = dump(shell.path)
    for more in ([], ["--dry-run"]):
        told = shell("import", "self-ratings", str(book), *more)
        assert (told.status, told.out) == (1, "")
        assert told.err.splitlines() == [
            "Tệp tu-xep-loai.xlsx có 3 lỗi, chưa nhập dòng nào. Lỗi đầu: trang «2019», ô D14 ghi «Khá», "
            "phải là một trong bốn mức. Sửa rồi nhập lại.",
            "  trang «2019», ô D14, cột «Tự xếp loại» ghi «Khá», phải là một trong bốn mức: Hoàn thành xuất sắc "
            "nhiệm vụ, Hoàn thành tốt nhiệm vụ, Hoàn thành nhiệm vụ, Không hoàn thành nhiệm vụ",
            "  trang «2019», ô B23, cột «Mã» ghi «xa-kim-don», không đơn vị nào trong kỳ có mã hay tên đó, có phải là "
            "22 Xã Kim Đồng (xa-kim-dong), 7 Xã Đại Đồng (xa-dai-dong), 14 Xã Đội Cấn (xa-doi-can)",
            "  trang «2019», ô F23, cột «I.2 Tổ chức, cán bộ, xây dựng ĐB» ghi «=E23», là công thức, phải là giá trị "
            "(chép ô rồi dán «chỉ giá trị»)",
        ]
        assert dump(shell.path) == before
    told = shell("import", "self-ratings", str(book), lang="en")
    assert told.err.startswith(
        'tu-xep-loai.xlsx has 3 faults, no row was imported. First: sheet "2019", cell D14 says "Khá", '
        "must be one of the four levels. Mend and import again.\n"
    )


def test_faults_of_csv_and_yaml_have_lines_and_columns(shell: Shell, tmp_path: Path) -> None:
    """Without a sheet it is the line; a strange text is shown cut and without what a terminal would obey."""
    table = tmp_path / "t.csv"
    table.write_text(f"Mã,targets_set\nxa-kim-dong,\x1b]0;{'x' * 100}\n", encoding="utf-8")
    told = shell("import", "facts", str(table)).err
    assert f"dòng 2, cột «Số chỉ tiêu được giao» ghi «]0;{'x' * 56}…», phải là số nguyên" in told
    assert "\x1b" not in told
    items = tmp_path / "t.yaml"
    items.write_text("- code: xa-kim-dong\n  disunity: no\n", encoding="utf-8")
    assert "dòng 2, cột «disunity» ghi «no», phải đặt trong dấu nháy" in shell("import", "facts", str(items)).err
    items.write_text("- code: xa-kim-dong\n  disunity: không\n", encoding="utf-8")
    assert shell("import", "facts", str(items)).status == 0


def test_more_faults_than_anybody_reads_are_counted_from(shell: Shell, tmp_path: Path) -> None:
    """The list ends, and says so."""
    table = tmp_path / "t.csv"
    table.write_text("Mã,Tự XL\n" + "qqq,XS\n" * 2000, encoding="utf-8")
    told = shell("import", "self-ratings", str(table))
    assert told.err.startswith("Tệp t.csv có từ 1000 lỗi trở lên, chưa nhập dòng nào.")
    assert len(told.err.splitlines()) == 1001


REFUSALS = {
    "a kind to come": (["import", "profile", "x.yaml"], "an", "organisations, register-changes."),
    "a template to come": (["template", "profile", "-o", "x.yaml"], "an", "Chưa nhập được loại «profile»"),
    "no such file": (["import", "facts", "nowhere.xlsx"], "an", "Không đọc được tệp nowhere.xlsx"),
    "another ending": (["import", "facts", "x.ods"], "an", "Lưu lại thành một trong các loại: .xlsx, .csv, .yaml"),
    "another ending to make": (["template", "facts", "-o", "x.docx"], "an", "Không đọc được loại tệp của x.docx"),
    "no workbook": (["import", "facts", "{none}"], "an", "không phải bảng tính .xlsx"),
    "no such folder": (["template", "facts", "-o", "nowhere/x.xlsx"], "an", "Không ghi được tệp nowhere/x.xlsx"),
    "over a file": (["template", "facts", "-o", "{none}"], "an", "Tệp đó giữ nguyên"),
    "nothing filled in": (["import", "self-ratings", "{empty}"], "an", "Không có gì khác trước"),
    "only to look": (["--readonly", "import", "self-ratings", "{book}"], "an", "chỉ xem"),
    "an observer": (["import", "self-ratings", "{book}"], "chi", "Vai trò «dự họp»"),
    "an observer who tries": (["import", "self-ratings", "{book}", "--dry-run"], "chi", "Vai trò «dự họp»"),
    "no such cycle": (["import", "self-ratings", "{book}", "--cycle", "2031"], "an", "Không có kỳ «2031»"),
    "no cycle to fill in": (["template", "facts", "-o", "x.csv", "--cycle", "2031"], "an", "Không có kỳ «2031»"),
}


@pytest.mark.parametrize("case", REFUSALS)
def test_a_refusal_is_one_sentence_exit_1_and_nothing_written(
    shell: Shell, book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: str
) -> None:
    """Neither into the store nor into the folder."""
    monkeypatch.chdir(tmp_path)
    words, by, said = REFUSALS[case]
    shell("accounts", "add", "chi", "--role", "observer")
    files = {"none": tmp_path / "none.xlsx", "empty": tmp_path / "empty.xlsx", "book": book}
    files["none"].write_bytes(b"PK")
    shell("template", "self-ratings", "-o", str(files["empty"]))
    before, there = dump(shell.path), {path: path.stat().st_size for path in tmp_path.glob("*.xlsx")}
    told = shell(*(word.format(**files) for word in words), by=by)
    assert (told.status, told.out) == (1, "")
    assert said in told.err
    assert told.err.count("\n") == 1
    assert dump(shell.path) == before
    assert {path: path.stat().st_size for path in tmp_path.glob("*.[xycd]*s*x") if path.suffix == ".xlsx"} == there
    assert not [path for path in tmp_path.iterdir() if path.suffix in (".yaml", ".docx", ".csv")]


@pytest.mark.parametrize(
    "words", [["import", "facts"], ["import", "moods", "x.csv"], ["template", "facts"]], ids=" ".join
)
def test_wrong_use_is_exit_2(shell: Shell, words: list[str]) -> None:
    """With the right use."""
    told = shell(*words)
    assert told.status == 2
    assert "cách dùng" in told.err


@pytest.mark.parametrize("command", ["import", "template"])
def test_help_has_an_example(shell: Shell, command: str) -> None:
    """In both languages."""
    for lang, word in (("vi", f"Ví dụ: thamdinh {command}"), ("en", f"Example: thamdinh {command}")):
        told = shell(command, "--help", lang=lang)
        assert told.status == 0
        assert word in told.out


def test_only_a_workbook_loads_what_reads_workbooks(shell: Shell, tmp_path: Path) -> None:
    """Every other command starts without it, and CSV is read without it."""
    code = (
        "import sys; from tui.start import run; s = run(sys.argv[1:]);"
        "sys.exit(9 if {'openpyxl', 'textual'} & {*sys.modules} else s)"
    )
    table = tmp_path / "t.csv"
    table.write_text("Mã,Tự XL\nxa-kim-dong,HT\n", encoding="utf-8")
    for words in (["orgs"], ["--as", "an", "import", "self-ratings", str(table), "--dry-run"]):
        line = [sys.executable, "-c", code, "--db", str(shell.path), *words]
        ran = subprocess.run(line, capture_output=True, check=False)
        assert ran.returncode == 0, ran.stderr
