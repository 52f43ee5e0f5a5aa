"""The register from files: organisations and dated changes, all faults at once, all or nothing, one undo."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.shell.conftest import Shell
from tests.shell.test_changes import dump


def orgs(shell: Shell, code: str, *narrowed: str) -> dict[str, object]:
    """An organisation as the shell lists it."""
    found: dict[str, object] = next(each for each in shell("orgs", *narrowed, "--json").json if each["code"] == code)
    return found


def test_a_template_comes_back_as_it_went_and_changes_nothing(shell: Shell, tmp_path: Path) -> None:
    for ending in ("xlsx", "csv", "yaml"):
        path = tmp_path / f"to-chuc.{ending}"
        made = shell("template", "organisations", "-o", str(path))
        assert (made.status, made.err) == (0, "")
        assert "59 đơn vị" in made.out
        before = dump(shell.path)
        again = shell("import", "organisations", str(path))
        assert again.status == 1
        assert "Không có gì khác trước nên không ghi" in again.err
        assert dump(shell.path) == before


def test_named_grouped_counted_and_added_in_one_entry(shell: Shell, tmp_path: Path) -> None:
    path = tmp_path / "to-chuc.xlsx"
    shell("template", "organisations", "-o", str(path))
    book = load_workbook(path)
    sheet = book.worksheets[0]
    heads = {cell.value: cell.column or 0 for cell in sheet[1]}
    for head, value in (
        ("Tên", "Phòng Nội vụ"),
        ("Nhóm", "co quan"),
        ("Tính đến ngày", "01/12/2019"),
        ("Đảng viên chính thức", "1.012"),
    ):
        sheet.cell(31, heads[head]).value = value
    sheet.cell(61, heads["Tên"]).value = "Trường Mầm non"
    sheet.cell(61, heads["Loại"]).value = "Chi bộ cơ sở"
    book.save(path)
    before = dump(shell.path)
    tried = shell("import", "organisations", str(path), "--dry-run")
    assert (tried.status, tried.err) == (0, "")
    assert "sẽ đổi 2 đơn vị, không đổi 58" in tried.out
    assert dump(shell.path) == before
    assert shell("import", "organisations", str(path)).status == 0
    unit = orgs(shell, "chi-bo-30")
    assert (unit["name"], unit["peer_group"], unit["members_full"]) == ("Phòng Nội vụ", "agency", 1012)
    assert orgs(shell, "truong-mam-non")["kind"] == "base_branch"
    (entry,) = shell("journal", "--limit", "1", "--json").json
    assert entry["action"] == "import_organisations"
    assert shell("undo").status == 0
    assert orgs(shell, "chi-bo-30")["name"] is None
    assert shell("verify").status == 0


def test_dated_changes_are_done_the_earliest_first(shell: Shell, tmp_path: Path) -> None:
    path = tmp_path / "thay-doi.yaml"
    path.write_text(
        """
- what: dissolved
  code: xa-khanh-long
  dated: 02/12/2019
  basis: QĐ 3
- what: Chia
  name: Đảng bộ xã Bắc Ái
  into: Xã Đề Thám; xa-kim-dong; Xã Mới
  dated: 01/01/2020
  basis: NQ 818
- what: Nhập
  code: xa-vinh-tien
  into: Xã Khánh Long
  dated: 01/12/2019
  basis: QĐ 1
- what: đổi tên
  code: kiem-lam
  new_name: Hạt Kiểm lâm
  dated: 01/12/2019
  basis: QĐ 2
""",
        encoding="utf-8",
    )
    assert shell("import", "register-changes", str(path)).status == 0
    assert len(shell("orgs", "--year", "2020", "--json").json) == 58, "57, the new one and the committee"
    assert orgs(shell, "xa-moi", "--year", "2020")["valid_from"] == "2020-01-01"
    assert orgs(shell, "kiem-lam", "--year", "2018")["name"] == "Kiểm lâm"
    assert orgs(shell, "kiem-lam")["name"] == "Hạt Kiểm lâm"
    assert shell("undo").status == 0
    assert orgs(shell, "xa-bac-ai")["valid_to"] is None


def test_every_fault_of_a_file_is_told_with_its_place(shell: Shell, tmp_path: Path) -> None:
    path = tmp_path / "thay-doi.csv"
    path.write_text(
        "Việc;Mã;Tên;Từ ngày;Nhập vào, chia cho;Tên mới;Quyết định\n"
        "Bán;xa-chi-lang;;01/01/2020;;;QĐ\n"
        "Nhập;xa-nao;;31/02/2020;xa-kim-dong;;QĐ\n"
        "Nhập;xa-chi-lang;;01/01/2020;Xã Không Có;;QĐ\n"
        "Đổi tên;xa-chi-lang;;;;;\n",
        encoding="utf-8",
    )
    before = dump(shell.path)
    told = shell("import", "register-changes", str(path))
    assert told.status == 1
    for line in (
        "dòng 2, cột «Việc» ghi «Bán», phải là một trong các từ sau: Đổi tên, Nhập, Chia, Giải thể",
        "dòng 3, cột «Từ ngày» ghi «31/02/2020», phải là ngày có trong lịch",
        "dòng 3, cột «Mã» ghi «xa-nao»",
        "dòng 4, cột «Nhập vào, chia cho» ghi «Xã Không Có», phải là đúng một đơn vị",
        "dòng 5: thiếu «Từ ngày», phải ghi",
        "dòng 5: thiếu «Quyết định», phải ghi",
        "dòng 5: thiếu «Tên mới», phải ghi",
    ):
        assert line in told.err, told.err
    assert dump(shell.path) == before


def test_what_the_store_refuses_is_told_for_every_line(shell: Shell, tmp_path: Path) -> None:
    path = tmp_path / "to-chuc.csv"
    path.write_text(
        "Mã;Tên;Loại;Tính đến ngày;Đảng viên chính thức\n"
        "chi-bo-30;Xã Kim Đồng;;;\n"
        "chi-bo-31;Phòng Y tế;;;\n"
        "chi-bo-32;Phòng Tư pháp;;01/01/2099;9\n"
        "chi-bo-33;Phòng Tư pháp;;;\n",
        encoding="utf-8",
    )
    before = dump(shell.path)
    told = shell("import", "organisations", str(path), "--dry-run")
    assert told.status == 1
    assert "có 2 dòng không nhập được" in told.err
    assert "dòng 2: Tên «Xã Kim Đồng» đã là tên của 22 Xã Kim Đồng." in told.err
    assert "dòng 4: Ngày 01/01/2099 chưa tới" in told.err
    assert "dòng 3" not in told.err
    assert "dòng 5" not in told.err, "the line before is taken back whole, its name is free"
    assert dump(shell.path) == before


@pytest.mark.parametrize("by", ["nobody"])
def test_only_who_keeps_the_register_imports_it(shell: Shell, tmp_path: Path, by: str) -> None:
    path = tmp_path / "to-chuc.csv"
    path.write_text("Mã;Tên\nchi-bo-30;Phòng Y tế\n", encoding="utf-8")
    told = shell("import", "organisations", str(path), by=by)
    assert told.status == 1
    assert "nhập danh sách tổ chức từ tệp" in told.err or "chỉ xem" in told.err
