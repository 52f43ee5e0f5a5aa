"""Words that a reason still owes are written when there is time for them."""

from __future__ import annotations

from tests.kit.desk import Table


async def test_words_owed_are_shown_and_can_be_written(table: Table) -> None:
    """An adjustment without words says so in its row until r adds them; z takes them back."""
    async with table.sit("an") as an:
        await an.types("/22\n32\n")
        assert "thiếu lời" in an.here
        await an.types("r9/15 chỉ tiêu\n")
        assert "thiếu lời" not in an.here
        assert "Lý do: Chỉ tiêu không đạt – 9/15 chỉ tiêu" in an.sees
        await an.types("z\n")
        assert "thiếu lời" in an.here


async def test_agreeing_afterwards_takes_nobodys_words_away(table: Table) -> None:
    """The appraiser's reason stays with the level that the secretary agrees to."""
    async with table.sit("binh") as binh:
        await binh.types("/22\n32\tđạt 9/15\n")
    async with table.sit("an") as an:
        await an.types("/22\n=\n")
        assert "Lý do: Chỉ tiêu không đạt – đạt 9/15" in an.sees


async def test_without_an_adjustment_there_is_nothing_to_word(table: Table) -> None:
    """A sentence, no dialog."""
    async with table.sit("an") as an:
        await an.types("/22\nr")
        assert "22 Xã Kim Đồng chưa có lần điều chỉnh nào có lý do." in an.reads


async def test_unfinished_words_come_back(table: Table) -> None:
    """Esc keeps them; the next r shows them."""
    async with table.sit("an") as an:
        await an.types("/22\n32\n")
        await an.types("rđạt 9")
        await an.presses("escape")
        assert "thiếu lời" in an.here
        await an.types("r/15\n")
        assert "đạt 9/15" in an.sees
