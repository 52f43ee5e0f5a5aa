"""Finding an organisation by name, number or expression, and getting the whole list back."""

from __future__ import annotations

import pytest

from tests.kit.desk import Table
from tests.kit.golden import same_as_golden


@pytest.mark.parametrize(
    ("typed", "row"),
    [
        ("kim dong", "22 Xã Kim Đồng"),
        ("Kim Đồng", "22 Xã Kim Đồng"),
        ("22", "22 Xã Kim Đồng"),
        ("dao vien", "16 Xã Đào Viên"),
        ("xa-dao-vien", "16 Xã Đào Viên"),
        ("that khe", "23 Thị trấn Thất Khê"),
        ("kiem lam", "28 Kiểm lâm"),
    ],
)
async def test_enter_goes_there_and_shows_the_whole_list(table: Table, typed: str, row: str) -> None:
    """A name without marks, a number, a code: the cursor is there while typing, Enter ends the search."""
    async with table.sit("chi") as chi:
        await chi.types(f"/{typed}")
        assert row in chi.here
        await chi.types("\n")
        assert row in chi.here
        assert "59 dòng" in chi.sees


async def test_a_name_that_fits_several_is_asked_for_more(table: Table) -> None:
    """Nothing is chosen; the candidates are named; one more word decides."""
    async with table.sit("chi") as chi:
        await chi.types("/tân\n")
        assert "«tân» hợp với 3 đơn vị: 10 Xã Tân Tiến, 17 Xã Tân Minh, 20 Xã Tân Yên." in chi.reads
        await chi.types(" yên\n")
        assert "20 Xã Tân Yên" in chi.here


async def test_unknown_name_says_what_comes_near_and_escape_goes_back(table: Table) -> None:
    """The search stays open; Esc leaves it where the cursor was."""
    async with table.sit("chi") as chi:
        await chi.types("/15\n")
        await chi.types("/kim đongg\n")
        assert "Không có đơn vị nào là «kim đongg»." in chi.reads
        assert "22 Xã Kim Đồng" in chi.reads
        await chi.presses("escape")
        assert "15 Xã Quốc Việt" in chi.here


async def test_expression_stays_as_a_filter_until_escape(table: Table) -> None:
    """Enter keeps the filter, the third row says so, Esc shows the whole list."""
    async with table.sit("chi") as chi:
        await chi.types("/loai:thitran | tieubieu:co\n")
        same_as_golden("filtered-80x24", chi.sees)
        await chi.presses("escape")
        assert "Cả danh sách – 59 dòng" in chi.sees


async def test_fault_in_an_expression_has_its_caret_under_it(table: Table) -> None:
    """The caret stands under the wrong word, with what would be right; the list stays."""
    async with table.sit("chi") as chi:
        await chi.types("/loai:xa tuu:XS")
        cell, hint = chi.line(3), chi.line(4)
        assert hint.index("^") == cell.index("tuu")
        assert "gần đúng: tu" in hint
        await chi.types("\n")
        assert "59" in chi.reads
        assert "Biểu thức lọc sai ở cột 9, chỗ «tuu»" in chi.reads


async def test_a_filter_with_no_rows_says_the_way_back(table: Table) -> None:
    """An empty list is not a dead end."""
    async with table.sit("chi") as chi:
        await chi.types("/tu:XS\n")
        assert "Không dòng nào hợp với bộ lọc. Bấm Esc để xem lại cả danh sách." in chi.sees
        await chi.presses("down", "equals_sign", "enter", "3")
        await chi.presses("escape")
        assert "59 dòng" in chi.sees


async def test_only_differences_largest_first_then_sorted_by_name(table: Table) -> None:
    """l narrows, s orders, Esc widens."""
    async with table.sit("an") as an:
        await an.presses("left")
        await an.types("2222")
        await an.presses("right")
        await an.types("/1\n32\n")
        await an.types("/3\n42\n")
        await an.types("l")
        assert "Chỉ 2 dòng chênh, chênh nhiều trước." in an.reads
        assert "▼2" in an.line(5) and "▼1" in an.line(6)
        await an.types("s2")
        assert "Xã Chi Lăng" in an.line(5) and "Xã Hùng Sơn" in an.line(6)
        await an.presses("escape")
        assert "59 dòng" in an.sees


async def test_marks_are_agreed_in_one_entry(table: Table) -> None:
    """Marked rows are kept together; one without a level is lifted out by name; one undo takes all back."""
    async with table.sit("an") as an:
        await an.presses("left")
        await an.types("222")
        await an.presses("right", "home")
        await an.types("    ")
        assert "đánh dấu 4" in an.sees
        await an.types("=")
        same_as_golden("agreement-80x24", an.sees)
        await an.types("\n")
        assert "giữ nguyên 3 đơn vị" in an.reads
        assert "đã quyết 3" in an.sees
        await an.types("z\n")
        assert "đã quyết 0" in an.sees


async def test_wide_screens_show_more(table: Table) -> None:
    """Full names and the levels' longer words from 110 columns; a card of the row from 154."""
    async with table.sit("chi", size=(120, 30)) as chi:
        same_as_golden("wide-120x30", chi.sees)
    async with table.sit("chi", size=(160, 40)) as chi:
        await chi.types("/22\n")
        same_as_golden("card-160x40", chi.sees)


@pytest.mark.parametrize("size", [(40, 10), (20, 5), (1, 1), (250, 80)])
async def test_no_size_breaks_it(table: Table, size: tuple[int, int]) -> None:
    """Small and huge screens lose columns, never the program."""
    async with table.sit("an", size=size) as an:
        await an.types("/22\n3\t")
        await an.types("\x1b")
        await an.types("=?z")
        assert an.app.is_running
