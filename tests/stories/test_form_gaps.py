"""The form of a commune with two gaps: one key goes to each, and the checks answer as one types."""

from __future__ import annotations

from store.commands.dossier import grade, set_fact
from store.queries.dossier import dossier
from store.rules.facts import FACTS, LEVEL
from tests.kit.desk import Table

ORGANISATION = "xa-kim-dong"


def fill(table: Table) -> None:
    """Everything but the grade of II.2 and the rating of the youth union."""
    counts = {"targets_set": 15, "targets_met": 15, "subs": 10, "subs_1": 3, "subs_2": 6, "subs_3": 1, "subs_4": 0}
    with table.at_shell():
        for line in ("I.1", "I.2", "I.3", "I.4", "II.1", "III"):
            grade("binh", organisation=ORGANISATION, criterion=line, side="board", grade="XS")
        for fact in FACTS:
            if fact.name != "rating_youth":
                value = "TOT" if fact.kind == LEVEL else str(counts.get(fact.name, 0))
                set_fact("binh", organisation=ORGANISATION, name=fact.name, value=value)


async def test_one_key_goes_to_each_gap_and_why_changes_with_the_fact(table: Table) -> None:
    """t to the grade; t to the rating, HT: «why not XS» names the youth union with its clause; Tốt: it is met."""
    fill(table)
    async with table.sit("binh") as binh:
        await binh.types("/22\n")
        await binh.types("\n")
        assert "PHIẾU ĐÁNH GIÁ 2019 │ 22. Đảng bộ xã Kim Đồng" in binh.sees
        assert "Còn thiếu 2 chỗ" in binh.reads
        await binh.types("t")
        await binh.types("1")
        assert "Còn thiếu 1 chỗ" in binh.reads
        await binh.types("t")
        await binh.types("\nHT")
        assert "Đoàn TN xếp loại Hoàn thành, cần từ Tốt trở lên" in binh.reads, "while it is typed"
        await binh.types("\n")
        await binh.presses("escape")
        await binh.types("v")
        assert "chính quyền, Mặt trận, đoàn thể cùng cấp từ Hoàn thành tốt trở lên – 21-HD/BTCTW" in binh.reads
        with table.at_shell():
            assert dossier(ORGANISATION).support.supported == "TOT"
        set_by_other(table)
        await binh.presses("escape")
        await binh.types("v")
        assert "phiếu đủ căn cứ đến mức Xuất sắc" in binh.reads


def set_by_other(table: Table) -> None:
    """Somebody else mends the rating."""
    with table.at_shell():
        set_fact("an", organisation=ORGANISATION, name="rating_youth", value="TOT")
