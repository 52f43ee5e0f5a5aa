"""A screen that is left open past midnight shows the new day's dates; what was said, typed and chosen stays."""

from __future__ import annotations

from store.commands.remediation import open_case
from tests.kit.cases import DAY
from tests.kit.desk import Table


async def test_what_passed_overnight_is_overdue_in_the_morning(table: Table) -> None:
    """Nobody records anything: the list, and the overview, are read anew at the turn of the day and only then."""
    with table.at_shell():
        open_case("an", organisation="xa-tan-yen", why="đơn thư", due="27/12/2019")
    async with (
        table.sit("an", at="remediation") as an,
        table.sit("binh", at="overview") as binh,
        table.sit("chi", at="overview") as chi,
    ):
        assert "20 Xã Tân Yên" in an.here and "tính đến 27/12/2019" in an.line(1)
        assert "quá hạn  0" in binh.sees
        await chi.types("/tân y")
        before = an.sees
        table.clock.now += 14 * 3_600_000
        await an.looks()
        assert an.sees == before, "23:00 is the same day"
        table.clock.now += 2 * 3_600_000
        for person in (an, binh, chi):
            await person.looks()
        assert "tính đến 28/12/2019" in an.line(1)
        assert "QUÁ 1 ngày" in an.here
        assert "quá hạn  1" in binh.sees
        assert "tân y" in chi.sees, "what is being typed stays"
        await chi.types("ên\n")
        assert "20 Xã Tân Yên" in chi.here
        table.clock.now += DAY
        await an.looks()
        assert "QUÁ 2 ngày" in an.here
