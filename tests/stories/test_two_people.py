"""Two people at two screens: what one saves the other sees, and nobody writes over what they have not seen."""

from __future__ import annotations

from store.commands.assessment import adjust
from tests.kit.desk import Table
from tests.kit.golden import same_as_golden
from tests.stories.test_adjusting import level_of


async def test_news_arrives_and_nothing_of_mine_moves(table: Table) -> None:
    """The other's change is in the list; cursor, marks and the text being typed stay."""
    async with table.sit("an") as an, table.sit("binh") as binh:
        await binh.types("/15\n")
        await binh.presses("space")
        await binh.types("/tân")
        await an.types("/22\n32\n")
        await binh.looks()
        assert "09:00 an: điều chỉnh 22 Xã Kim Đồng, quyết định: - → HT" in binh.sees
        assert "Tìm (Esc thôi): tân" in binh.sees
        assert " ►  10 Xã Tân Tiến" in binh.sees
        await binh.presses("escape")
        assert binh.here.startswith(" ►  16")
        assert "  + 15 Xã Quốc Việt" in binh.sees
        await binh.types("/22\n")
        assert "HT " in binh.here


async def test_own_change_is_no_news(table: Table) -> None:
    """The pulse does not repeat to a person what that person just saved."""
    async with table.sit("an") as an:
        await an.types("/22\n32\n")
        before = an.sees
        await an.looks()
        assert an.sees == before


async def test_appraiser_proposes_and_secretary_decides(table: Table) -> None:
    """The stage follows the role: the same keys propose for one and decide for the other."""
    async with table.sit("an") as an, table.sit("binh") as binh:
        await binh.types("/22\n3")
        assert "ĐỀ XUẤT MỨC ─ 22. Đảng bộ xã Kim Đồng" in binh.sees
        await binh.types("2\n")
        await an.looks()
        assert "Phó Ban Tổ chức: điều chỉnh 22 Xã Kim Đồng, đề xuất: - → HT" in an.sees
        await an.types("/22\n=\n")
        assert level_of(table) == (None, "HT", "HT")


async def test_conflict_shows_old_mine_theirs_and_lets_one_choose(table: Table) -> None:
    """Both open the same organisation; the second to press Enter is asked."""
    async with table.sit("an") as an, table.sit("binh") as binh:
        await an.types("/22\n42\t9/15 chỉ tiêu")
        await binh.types("/22\n32\n")
        await an.looks()
        assert "Phó Ban Tổ chức: điều chỉnh 22 Xã Kim Đồng" in an.sees
        await an.types("\n")
        same_as_golden("conflict-80x24", an.sees)
        assert level_of(table) == (None, "HT", None)
        await an.types("\n")
        assert level_of(table) == (None, "HT", None), "Enter alone decides nothing"
        await an.types("2")
        assert level_of(table) == (None, "HT", "KHT")


async def test_conflict_keeping_theirs_keeps_my_words_as_a_draft(table: Table) -> None:
    """1 leaves their level; the words are there when the dialog is opened again."""
    async with table.sit("an") as an, table.sit("binh") as binh:
        await an.types("/22\n42\t9/15 chỉ tiêu")
        await binh.types("/22\n32\n")
        await an.types("\n")
        await an.types("1")
        assert level_of(table) == (None, "HT", None)
        assert "Nháp giữ lúc 09:00, chưa ghi: 22 Xã Kim Đồng" in an.sees
        await an.types("4")
        assert "9/15 chỉ tiêu" in an.sees


async def test_agreeing_on_what_somebody_just_changed_is_refused(table: Table) -> None:
    """The list is out of date: agreeing says who changed what, shows it, and keeps nothing."""
    async with table.sit("an") as an, table.sit("binh") as binh:
        await an.types("/22\n")
        await an.presses("left")
        await an.types("2")
        await an.presses("right", "up")
        await an.types("=")
        await binh.looks()
        await binh.types("/22\n32\n")
        await an.types("\n")
        assert "Phó Ban Tổ chức vừa đổi 22 Xã Kim Đồng" in an.reads
        assert level_of(table) == ("TOT", "HT", None)


async def test_undo_is_refused_after_somebody_else_changed_it(table: Table) -> None:
    """Undo says who changed the level since and leaves it."""
    async with table.sit("an") as an, table.sit("binh") as binh:
        await binh.types("/22\n32\n")
        await an.types("/22\n")
        await an.presses("left")
        with table.at_shell():
            adjust("an", organisation="xa-kim-dong", level="KHT", stage="proposed", reason="target")
        await binh.looks()
        await binh.types("z\n")
        assert "Không hoàn tác được: sau lần ghi 09:00, an đã đổi tiếp 22 Xã Kim Đồng (09:00)." in binh.reads
        assert level_of(table) == (None, "KHT", None)


async def test_observer_looks_and_is_told_why_not_more(table: Table) -> None:
    """Keys that change levels are in brackets and answer with a sentence."""
    async with table.sit("chi") as chi:
        assert "(1-4 Mức)" in chi.sees
        await chi.types("/22\n3")
        assert "Vai trò «dự họp» chỉ xem, không ghi mức. Chưa có gì thay đổi." in chi.sees
        await chi.types("\x1b=")
        same_as_golden("observer-80x24", chi.sees)
    assert level_of(table) == (None, None, None)


async def test_unfinished_words_are_there_after_a_lost_line(table: Table) -> None:
    """The laptop is gone in mid-sentence; at the next login Enter goes on."""
    async with table.sit("an") as an:
        await an.types("/22\n32\tthu ngân sách")
        await an.app.screen.keeper.settled()  # type: ignore[attr-defined]
    async with table.sit("an") as an:
        assert "Có 1 lời ghi dở từ lần trước, ở 22 Xã Kim Đồng: Enter để gõ tiếp." in an.sees
        await an.types("\n")
        assert "Ghi rõ: thu ngân sách" in an.sees
        assert "[3 Hoàn thành]" in an.sees
        assert "► 2 Chỉ tiêu không đạt" in an.sees
        await an.types("\n")
    assert level_of(table) == (None, None, "HT")
    async with table.sit("an") as an:
        assert "dở" not in an.sees
