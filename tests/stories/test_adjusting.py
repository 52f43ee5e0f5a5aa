"""The secretary moves an organisation from its self-rating to a final level, and takes it back."""

from __future__ import annotations

from store.queries.comparison import comparison
from store.queries.verification import verify
from tests.kit.desk import Table
from tests.kit.golden import same_as_golden


def level_of(table: Table, organisation: str = "xa-kim-dong") -> tuple[str | None, str | None, str | None]:
    """Self-rating, proposal and decision as the store has them."""
    with table.at_shell():
        row = next(row for row in comparison().rows if row.organisation == organisation)
        return row.self_level, row.proposed_level, row.final_level


async def test_first_screen(table: Table) -> None:
    """Whoever has never seen it sees where they are, what is missing and which keys work."""
    async with table.sit("an") as an:
        same_as_golden("first-80x24", an.sees)


async def test_one_burst_finds_rates_adjusts_and_confirms(table: Table) -> None:
    """Typed ahead in one packet: find by name, self-rating, back, level, reason, Enter."""
    async with table.sit("an") as an:
        await an.types("/kim dong\n")
        await an.presses("left")
        await an.types("2")
        await an.presses("up", "right")
        await an.types("/kim dong\n32\n")
        assert level_of(table) == ("TOT", None, "HT")
        same_as_golden("adjusted-80x24", an.sees)


async def test_the_dialog_shows_what_would_come_of_it(table: Table) -> None:
    """Stage in the title, reasons, the distribution before and after."""
    async with table.sit("an") as an:
        await an.presses("left")
        await an.types("2222")
        await an.presses("right", "home")
        await an.types("32")
        same_as_golden("adjustment-80x24", an.sees)


async def test_undo_takes_it_back_and_redo_does_it_again(table: Table) -> None:
    """z Enter, then z 2."""
    async with table.sit("an") as an:
        await an.types("/22\n32\n")
        assert level_of(table) == (None, None, "HT")
        await an.types("z\n")
        assert level_of(table) == (None, None, None)
        await an.types("z2")
        assert level_of(table) == (None, None, "HT")
    with table.at_shell():
        assert verify().difference is None


async def test_agreeing_takes_two_keys(table: Table) -> None:
    """= Enter keeps the self-rating."""
    async with table.sit("an") as an:
        await an.types("/22\n")
        await an.presses("left")
        await an.types("2")
        await an.presses("right", "up")
        await an.types("=\n")
        assert level_of(table) == ("TOT", None, "TOT")


async def test_a_missing_reason_is_said_and_nothing_lost(table: Table) -> None:
    """Enter without a reason; then the reason; the words typed before are still there."""
    async with table.sit("an") as an:
        await an.types("/22\n3\t9/15 chỉ tiêu\n")
        assert "Chưa chọn lý do điều chỉnh. Mức Hoàn thành và lời ghi vẫn còn trong hộp." in an.sees
        assert level_of(table) == (None, None, None)
        await an.types("2\n")
        assert level_of(table) == (None, None, "HT")
        assert "9/15 chỉ tiêu" in an.sees


async def test_escape_then_enter_at_once_confirms_nothing(table: Table) -> None:
    """Esc gives up; the Enter in the same packet opens a dialog at most, and records nothing."""
    async with table.sit("an") as an:
        await an.types("/22\n32\x1b\n")
        assert level_of(table) == (None, None, None)
