"""A cycle's begin and end at the screens: who may, what is asked, what is carried over, where everybody stands then."""

from __future__ import annotations

import pytest

from store.commands.assessment import agree, rate
from store.commands.cycle import close_cycle
from store.commands.founding import open_cycle
from store.queries.comparison import comparison
from store.queries.cycles import cycles
from tests.kit.cases import KIM_DONG, with_cases, with_people
from tests.kit.desk import Table
from tests.kit.golden import same_as_golden


def states(table: Table) -> dict[str, str]:
    """Every cycle's state."""
    with table.at_shell():
        return {each.code: each.state for each in cycles()}


async def test_who_may_not_is_told_why(table: Table) -> None:
    """Barred in the menu and among the commands, in words, before anything is asked."""
    async with table.sit("binh", at="overview") as binh:
        await binh.types("c")
        for digit in "12":
            await binh.types(digit)
            assert "Vai trò «thẩm định»" in binh.reads
            assert "KỲ ĐÁNH GIÁ" in binh.sees, "nothing else is asked"
        await binh.presses("escape")
        await binh.types(":ket thuc ky\n")
        assert "(Kết thúc kỳ này: đóng kỳ 2019)" in binh.sees
        assert "Vai trò «thẩm định»" in binh.reads
    assert states(table) == {"2019": "open"}


async def test_what_is_missing_is_asked_at_the_end_and_can_be_seen(table: Table) -> None:
    """Enter alone does not end a cycle with something missing; the list is one digit away; all decided, Enter does."""
    async with table.sit("an", at="overview") as an:
        await an.types("c2\n")
        assert "Còn thiếu: 59 đơn vị chưa quyết định mức" in an.sees and "và 47 đơn vị nữa" in an.sees
        await an.types("2")
        assert "Lọc: quyet:chua – 59 dòng" in an.sees
        assert states(table) == {"2019": "open"}
        with table.at_shell():
            units = [row.organisation for row in comparison().rows]
            for unit in units:
                rate("an", organisation=unit, self_level="TOT")
            agree("an", organisations=units, stage="final", note="Thống nhất")
        await an.types("g1")
        await an.types("c2")
        assert "Không thiếu gì" in an.sees
        await an.types("\n")
        assert "Đã đóng 09:00 kỳ 2019" in an.reads and "Kỳ đã đóng" in an.line(2)


async def test_an_end_by_mistake_has_a_way_back(table: Table) -> None:
    async with table.sit("an") as an:
        await an.types(":ket thuc ky\n1")
        assert "SO SÁNH THẨM ĐỊNH 2019" in an.line(1), "one stays where one is"
        assert "Kỳ đã đóng" in an.line(2)
        await an.types(":mo lai ky\n")
        assert "lại ghi được như trước khi đóng" in an.reads
        await an.types("\n")
        assert "Đã mở lại 09:00 kỳ 2019." in an.reads
        assert "Kỳ đang mở" in an.line(2)


async def test_a_meeting_that_sits_keeps_its_cycle_open(in_session: Table) -> None:
    async with in_session.sit("an", at="overview") as an:
        await an.types("c2")
        assert "chưa kết thúc. Chưa có gì thay đổi. Kết thúc phiên đó trước." in an.reads


async def test_what_is_no_name_or_scheme_is_said_and_stays_typed(table: Table) -> None:
    """The cursor goes to the cell that is meant; Esc keeps a draft; a quarter is a cycle as well."""
    with table.at_shell():
        close_cycle("an")
    async with table.sit("an", at="overview") as an:
        await an.types("c1")
        assert "► 3 khung 2019" in an.sees
        for letter in "\b\b19\n":
            await an.types(letter)
        assert "Đã có kỳ 2019" in an.reads
        for letter in "\b\b\b\b2026-Q7\n":
            await an.types(letter)
        assert "«2026-Q7» không phải tên kỳ" in an.reads
        await an.types("\b1\t\b9\n")
        assert "Không có khung xếp loại «9»" in an.reads
        await an.types("\b")
        await an.presses("escape")
        await an.types("c1")
        assert "Tên kỳ : 2026-Q1" in an.sees, "offered again"
        await an.types("\t2025\n")
        assert "MỞ KỲ 2026-Q1" in an.sees and "Lưu ý" not in an.sees
        await an.types("\n")
        assert "TỔNG QUAN 2026-Q1" in an.line(1)
        await an.types("c")
        assert "Kỳ 2026-Q1: đang mở, khung 2025, 59 đơn vị" in an.sees
        assert "Kỳ 2019: đã đóng, khung 2019, 59 đơn vị" in an.sees
    assert states(table) == {"2019": "closed", "2026-Q1": "open"}


async def test_everybody_stands_on_the_new_cycle_but_who_is_typing(table: Table) -> None:
    """Places that are seen, and those beneath; a cell that is open stays with what it was opened for."""
    async with table.sit("chi") as chi, table.sit("binh") as binh, table.sit("an") as an:
        await chi.types("g1")
        for keys in ("/22\n", "\n", "\n", "đang gõ"):
            await binh.types(keys)
        assert "PHIẾU ĐÁNH GIÁ 2019" in binh.line(1)
        await an.types(":ket thuc ky\n1")
        for keys in (":mo ky moi\n", "\n", "\n"):
            await an.types(keys)
        assert "TỔNG QUAN 2020" in an.line(1)
        await chi.looks()
        await binh.looks()
        assert "TỔNG QUAN 2020" in chi.line(1)
        await chi.presses("escape")
        assert "SO SÁNH THẨM ĐỊNH 2020" in chi.line(1)
        assert "PHIẾU ĐÁNH GIÁ 2019" in binh.line(1) and "đang gõ" in binh.sees
        await binh.types("\n")
        assert "Kỳ 2019 đã đóng" in binh.reads
        await binh.presses("escape", "escape")
        assert "SO SÁNH THẨM ĐỊNH 2020" in binh.line(1)


async def test_what_another_opened_meanwhile_is_said(table: Table) -> None:
    with table.at_shell():
        close_cycle("an")
    async with table.sit("an", at="overview") as an:
        await an.types("c1\n")
        with table.at_shell():
            open_cycle("an", code="2020", scheme="2019")
        await an.types("\n")
        assert "Đã có kỳ 2020" in an.reads
    assert states(table) == {"2019": "closed", "2020": "open"}


async def test_a_case_that_was_opened_is_told_where_its_organisation_is(table: Table) -> None:
    """State and date in the comparison and in its filter; of the others what the source says stays."""
    with_people(table)
    with_cases(table)
    async with table.sit("an") as an:
        await an.types("/22\n")
        assert "│củng cố 1" in an.here
        assert "Hồ sơ củng cố số 1: Đang thực hiện, hạn 30/06/2020 (QUÁ 12 ngày)" in an.reads
        await an.types("/15\n")
        assert "│chậm c.biến" in an.here and "Hồ sơ củng cố" not in an.reads
        await an.types("/cungco:co\n")
        assert "Lọc: cungco:co – 5 dòng" in an.sees
        with table.at_shell():
            assert next(row for row in comparison().rows if row.organisation == KIM_DONG).case is not None
    async with table.sit("an", size=(120, 40), lang="en") as an:
        await an.types("/22\n")
        assert "Remediation case 1: Under way, due 30/06/2020 (12 DAYS OVER)" in an.reads


@pytest.mark.parametrize("lang", ["vi", "en"])
async def test_pictures(table: Table, lang: str) -> None:
    """The menu, the end with what is missing, the next one, what is carried over, and where one stands then."""
    with_people(table)
    with_cases(table)
    command = {"vi": ":mo lai ky", "en": ":reopen"}[lang]
    async with table.sit("an", lang=lang, at="overview") as an:
        await an.types("c")
        same_as_golden(f"cycle-menu-{lang}-80x24", an.sees)
        await an.types("2")
        same_as_golden(f"cycle-end-{lang}-80x24", an.sees)
        await an.types("1")
        same_as_golden(f"cycle-ended-{lang}-80x24", an.sees)
        await an.types(f"{command}\n")
        same_as_golden(f"cycle-again-{lang}-80x24", an.sees)
        await an.presses("escape")
        await an.types("c1")
        same_as_golden(f"cycle-next-{lang}-80x24", an.sees)
        await an.types("\t\b5\n")
        same_as_golden(f"cycle-preview-{lang}-80x24", an.sees)
        await an.types("\n")
        same_as_golden(f"cycle-opened-{lang}-80x24", an.sees)
