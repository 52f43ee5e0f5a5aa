"""The register at the screen: gaps found and mended, many at once seen before it is done, what becomes of units."""

from __future__ import annotations

import pytest

from store.queries.journal import EntryView, entries
from store.queries.organisation import OrganisationDetail, organisation
from store.queries.register import RegisterRow, register
from tests.kit.desk import Person, Table
from tests.kit.golden import same_as_golden
from tui.dialogs.register_preview import PreviewDialog

HERE = "TỔ CHỨC ĐẢNG 2019"
UNNAMED, LANG, AI, TIEN, LONG = "chi-bo-30", "xa-chi-lang", "xa-bac-ai", "xa-vinh-tien", "xa-khanh-long"


def held(table: Table, code: str) -> OrganisationDetail:
    """An organisation straight from the store."""
    with table.at_shell():
        return organisation(code)


def listed(table: Table, code: str, year: int = 2019) -> RegisterRow | None:
    """An organisation in the register of a year, straight from the store."""
    with table.at_shell():
        return next((row for row in register(year).rows if row.code == code), None)


def newest(table: Table) -> EntryView:
    """The newest entry of the journal."""
    with table.at_shell():
        (entry,) = entries(limit=1)
    return entry


def shown(person: Person) -> PreviewDialog:
    """The preview that is open."""
    assert isinstance(person.app.screen, PreviewDialog), person.sees
    return person.app.screen


@pytest.mark.parametrize(("size", "lang"), [((80, 24), "vi"), ((80, 24), "en"), ((120, 40), "vi"), ((120, 40), "en")])
async def test_the_register_and_one_organisation_at_a_glance(table: Table, size: tuple[int, int], lang: str) -> None:
    """List, menu, preview of many, and all of one organisation, in both languages and at both sizes."""
    name = f"{size[0]}x{size[1]}-{lang}"
    async with table.sit("an", at="organisations", size=size, lang=lang) as an:
        same_as_golden(f"organisations-{name}", an.sees)
        await an.types("/18\n")
        await an.types("c3" if size[0] > 100 else "c")
        same_as_golden(f"organisations-change-{name}", an.sees)
        await an.presses("escape", "escape", "escape")
        await an.types("/loai:chibo\n")
        await an.types("+c13")
        same_as_golden(f"organisations-preview-{name}", an.sees)
        await an.presses("escape", "escape", "escape")
        await an.types("/6\n")
        await an.types("\n")
        same_as_golden(f"organisation-{name}", an.sees)


async def test_a_gap_is_found_and_named_and_the_comparison_shows_it(table: Table) -> None:
    """l, t, the name, Enter: the row stays where it was; the open cycle has the name at once."""
    async with table.sit("an", at="organisations") as an:
        await an.types("l")
        assert "30 (chưa đặt tên)" in an.here
        assert "Chỉ 59 dòng còn thiếu" in an.sees
        await an.types("tPhòng Nội vụ\tChi bộ phòng Nội vụ\n")
        assert "Đã ghi 09:00: đặt tên 30 Phòng Nội vụ" in an.sees
        assert "30 Phòng Nội vụ" in an.here and "30 Phòng Nội vụ" in an.line(5)
        assert "chưa tên 29" in an.line(3)
        await an.types("g5/30\n")
        assert "30 Phòng Nội vụ" in an.here
        await an.types("z\n")
        assert "30 (chưa đặt tên)" in an.here
    assert held(table, UNNAMED).now.name is None


async def test_a_name_left_half_typed_is_found_again(table: Table) -> None:
    """Esc keeps the draft; an empty name is refused and the cursor stays in its cell."""
    async with table.sit("an", at="organisations") as an:
        await an.types("/30\nt\n")
        assert "Chưa gõ tên ngắn" in an.reads
        await an.types("Phòng\tChi bộ")
        await an.presses("escape")
        await an.types("t Nội vụ\n")
        assert "đặt tên 30 Phòng Nội vụ" in an.sees
    assert held(table, UNNAMED).now.full_name == "Chi bộ"


async def test_a_name_of_another_is_refused_and_mended_in_the_cell(table: Table) -> None:
    """Two organisations of one name could not be told apart."""
    async with table.sit("an", at="organisations") as an:
        await an.types("/30\ntXã Kim Đồng\n")
        assert "đã là tên của 22 Xã Kim Đồng" in an.reads
        await an.types(" A\n")
        assert "đặt tên 30 Xã Kim Đồng A" in an.sees


async def test_a_wrong_name_is_corrected_another_name_begins_on_a_day(table: Table) -> None:
    """For what has a name, t asks which of the two it is."""
    async with table.sit("an", at="organisations") as an:
        await an.types("/28\nt1")
        await an.types(" huyện\n")
        assert "đặt tên 28 Kiểm lâm huyện" in an.sees
        await an.types("t2")
        await an.types(" Tràng Định\n")
        assert "Chưa gõ ngày" in an.reads
        await an.types("1/1/2020\n")
        assert "Chưa gõ quyết định" in an.reads
        await an.types("12-QĐ/HU\n")
        assert "đổi tên thành 28 Kiểm lâm huyện Tràng Định từ 01/01/2020" in an.reads
        assert "28 Kiểm lâm huyện" in an.here and "Đã ghi thay đổi từ ngày 01/01/2020" not in an.line(18)
        await an.types("t")
        assert "đã được ghi là thay đổi từ ngày 01/01/2020" in an.reads
        await an.presses("right")
        assert "28 Kiểm lâm huyện" in an.here and "TỔ CHỨC ĐẢNG 2020" in an.sees
    assert [each.name for each in held(table, "kiem-lam").periods] == ["Kiểm lâm huyện Tràng Định", "Kiểm lâm huyện"]


async def test_what_is_shown_before_is_exactly_what_changes(table: Table) -> None:
    """All base branches into one group, two in it already: preview and entry name the same 32, one undo takes all."""
    async with table.sit("an", at="organisations") as an:
        await an.types("/26\n  c13\n")
        assert "Đã ghi 09:00: 2 đơn vị, nhóm Cơ quan" in an.sees
        assert "đánh dấu" not in an.line(3), "the marks are used up"
        await an.types("/loai:chibo\n")
        await an.types("+c13")
        preview = shown(an)
        assert "Đúng 32 đơn vị thay đổi" in an.sees
        assert "2 đơn vị đã ở nhóm này" in an.reads
        seen = {line.split(":")[0].strip("│ ") for line in an.sees.split("\n") if "→ Cơ quan" in line}
        while "đơn vị nữa" in an.sees:
            await an.presses("pagedown")
            seen |= {line.split(":")[0].strip("│ ") for line in an.sees.split("\n") if "→ Cơ quan" in line}
        assert len(seen) == 32, "every row can be read"
        expected = preview.codes
        await an.types("\n")
        assert {row.organisation for row in newest(table).rows} == expected
        await an.types("z\n")
        assert "Đã hoàn tác 09:00" in an.sees
        kept = [listed(table, code) for code in expected]
        assert {row.peer_group for row in kept if row} == {None}


async def test_esc_in_the_preview_changes_nothing(table: Table) -> None:
    """Marks stay as they were."""
    async with table.sit("an", at="organisations") as an:
        before = newest(table).id
        await an.types("   c13")
        await an.presses("escape")
        assert "đánh dấu 3" in an.line(3)
    assert newest(table).id == before


async def test_one_under_the_cursor_needs_no_preview(table: Table) -> None:
    """What one looks at is what changes; in the group already says so."""
    async with table.sit("an", at="organisations") as an:
        await an.types("/28\nc13")
        assert "Đã ghi 09:00: 28 Kiểm lâm, nhóm Cơ quan" in an.sees
        await an.types("c13")
        assert "28 Kiểm lâm đã ở nhóm «Cơ quan»" in an.reads


async def test_somebody_else_was_quicker(table: Table) -> None:
    """The preview was of what stood then; nothing is written, the text stays."""
    async with table.sit("an", at="organisations") as an:
        await an.types("  c13")
        with table.at_shell():
            from store.commands.account import add_account
            from store.commands.register import name_organisation

            add_account("an", login="em", roles=["secretary"], post="Phó Chánh Văn phòng")
            name_organisation("em", organisation=LANG, name="Xã Chi Lăng A")
        await an.types("\n")
        assert "Phó Chánh Văn phòng vừa sửa 1 Xã Chi Lăng A" in an.reads
        assert newest(table).action == "name_organisation"


async def test_members_are_counted_as_of_a_day(table: Table) -> None:
    """Today unless another day is typed; a wrong count leads nowhere; unknown is left empty."""
    async with table.sit("an", at="organisations") as an:
        await an.types("/18\nc2nhiều\n")
        assert "«nhiều» không phải số lượng" in an.reads
        await an.types("\x7f\x7f\x7f\x7f\x7f45\t3\t6\n")
        assert "Đã ghi 09:00: số đảng viên, chi bộ của 18 Xã Khánh Long" in an.reads
        assert "48      6" in an.here
        await an.presses("down", "up")
        assert "48 đảng viên (chính thức 45, dự bị 3), 6 chi bộ trực thuộc – ngày 27/12/2019" in an.reads
        await an.types("/dangvien:>40\n")
        assert "1 dòng" in an.line(3)
        await an.presses("escape")
        await an.types("/thieu:khong | chibo:6\n")
        assert "1 dòng" in an.line(3)


async def test_merged_from_a_day_on(table: Table) -> None:
    """Into whom is found as one types; the preview says what stays; the year after has it no more."""
    async with table.sit("an", at="organisations") as an:
        await an.types("/6\nc3khanh l")
        assert "→ 18 Xã Khánh Long" in an.sees
        await an.types("\t01/12/2019\t45-QĐ/HU\n")
        assert "6 Xã Vĩnh Tiến: nhập vào 18 Xã Khánh Long" in an.reads
        assert shown(an).codes == {TIEN}
        await an.types("\n")
        assert {row.organisation for row in newest(table).rows} == {TIEN}
        assert "6 Xã Vĩnh Tiến nhập vào 18 Xã Khánh Long từ 01/12/2019" in an.reads
        assert "18 Xã Khánh Long" in an.here and "58 dòng" in an.line(3)
        await an.types("g5/6\n")
        assert "6 Xã Vĩnh Tiến" in an.here, "the open cycle still rates it"
        await an.types("g2z\n")
        assert "59 dòng" in an.line(3)


async def test_split_among_existing_and_new_ones(table: Table) -> None:
    """Names with semicolons; what is not in the list is new, and said to be; the draft is gone once it is done."""
    async with table.sit("an", at="organisations") as an:
        await an.types("/21\nc4de tham; kim dong; Xã Mới\t01/01/2020\t818\n")
        assert "21 Xã Bắc Ái: chia cho 8 Xã Đề Thám, 22 Xã Kim Đồng, Xã Mới" in an.reads
        assert "Đơn vị mới: Xã Mới" in an.reads
        await an.types("\n")
        assert "chia 21 Xã Bắc Ái cho 8 Xã Đề Thám, 22 Xã Kim Đồng, 60 Xã Mới" in an.reads
        await an.presses("right")
        assert "01/01/2020" in an.reads or "60 Xã Mới" in an.reads or "59 dòng" in an.line(3)
        await an.presses("end")
        assert "60 Xã Mới" in an.here
        assert "21 Xã Bắc Ái chia cho 60 Xã Mới (818)" in an.reads
    assert listed(table, AI, 2020) is None


async def test_many_need_one_way_and_one_needs_another(table: Table) -> None:
    """Counting and splitting are done one by one, and the menu says so."""
    async with table.sit("an", at="organisations") as an:
        await an.types("  c2")
        assert "đang đánh dấu 2" in an.reads
        await an.types("5 1/1/2020\t12-QĐ/HU\n")
        assert "Đúng 2 đơn vị thay đổi" in an.sees
        assert shown(an).codes == {LANG, "xa-hung-viet"}
        await an.types("\n")
        assert "giải thể 2 đơn vị từ 01/01/2020" in an.reads


async def test_a_new_organisation(table: Table) -> None:
    """Its kind by digit, its name; it stands last."""
    async with table.sit("an", at="organisations") as an:
        await an.types("c65Trường Tiểu học\n")
        assert "Đã ghi 09:00: thêm 60 Trường Tiểu học" in an.sees
        assert "60 Trường Tiểu học" in an.here


async def test_a_past_year_is_to_look_at(table: Table) -> None:
    """How many were rated then stands above; at the ends of the years it says so."""
    async with table.sit("an", at="organisations") as an:
        await an.presses("left", "left", "left")
        assert "TỔ CHỨC ĐẢNG 2016" in an.sees and "năm đó xếp loại 61 tổ chức" in an.sees
        assert "(t Đặt tên)" in an.sees
        await an.types("t")
        assert "Năm 2016 đã qua" in an.reads
        await an.presses("left")
        assert "Chỉ có các năm 2016 đến 2019" in an.reads


async def test_who_only_looks_changes_nothing_and_is_told(table: Table) -> None:
    """An appraiser and an observer see all of it."""
    for login in ("binh", "chi"):
        async with table.sit(login, at="organisations") as person:
            assert "chỉ xem" in person.line(1)
            await person.types("/30\nt")
            assert "không được sửa danh sách tổ chức đảng" in person.reads or "chỉ xem" in person.reads
            await person.types("c")
            assert "THAY ĐỔI" not in person.sees


@pytest.mark.parametrize(
    ("digit", "first"),
    [("1", "1 Xã"), ("2", "9 Công"), ("3", "1 Xã"), ("4", "1 Xã"), ("5", "7 Xã"), ("8", "6 Xã"), ("9", "30 (ch")],
)
async def test_sorted_by_any_column(table: Table, digit: str, first: str) -> None:
    """Names in the alphabet, counts largest first, known levels newest first, gaps most first."""
    async with table.sit("an", at="organisations") as an:
        await an.types("/7\nc240\n")
        await an.types("s" + digit)
        await an.presses("home")
        assert first.split(" ")[1] in an.here
        assert f" {first.split(' ', maxsplit=1)[0]} " in an.here or digit == "2"


async def test_one_organisation_is_read_whole_and_the_next_follows(table: Table) -> None:
    """↓ for the rest, ← → for the neighbours, t names, Enter the form, Esc the list."""
    async with table.sit("an", at="organisations") as an:
        await an.types("/6\n")
        await an.types("\n")
        assert "2016         2017       ║ 2018       ║ 2019" in an.sees
        assert "TSVM*        ·          ║ ·          ║ -" in an.sees
        assert "↓ còn" in an.sees
        await an.presses("end")
        assert "273 chi bộ dưới cơ sở" in an.reads and "↓ còn" not in an.sees
        await an.presses("right")
        assert "CHI TIẾT ─ 7 Xã Đại Đồng" in an.sees
        await an.presses("left", "left", "left", "left", "left", "left", "left")
        assert "Đã tới đầu hoặc cuối danh sách." in an.sees
        await an.types("t1 A\n")
        assert "đặt tên 1 Xã Chi Lăng A" in an.sees
        await an.types("z\n")
        assert "CHI TIẾT ─ 1 Xã Chi Lăng " in an.sees
        await an.types("\n")
        assert "PHIẾU ĐÁNH GIÁ 2019" in an.sees
        await an.presses("escape", "escape")
        assert an.line(1).startswith(f" {HERE}")


async def test_hostile_names_are_only_text(table: Table) -> None:
    """Markup and escape sequences stay characters, in the list, the preview and the detail."""
    async with table.sit("an", at="organisations") as an:
        await an.types("/30\nt[bold]x[/]\n")
        assert "30 [bold]x[/]" in an.here
        await an.types("\n")
        assert "CHI TIẾT ─ 30 [bold]x[/]" in an.sees
