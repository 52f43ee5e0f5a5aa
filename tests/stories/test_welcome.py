"""The first start of a person: what is there, what is missing, how to go on; then never again."""

from __future__ import annotations

import pytest

from store.live.preferences import prefer, preferences
from tests.kit.desk import Table
from tests.kit.golden import same_as_golden
from tui.dialogs.trial import TrialDialog
from tui.dialogs.welcome import WelcomeDialog

SIZES = [(80, 24), (120, 40)]


@pytest.fixture
def door(table: Table) -> Table:
    """The table, to which an comes for the first time."""
    with table.at_shell():
        prefer("an", "welcomed", None)
    return table


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_pictures(door: Table, lang: str, size: tuple[int, int]) -> None:
    async with door.sit("an", lang=lang, size=size, newcomer=True) as an:
        same_as_golden(f"welcome-{lang}-{size[0]}x{size[1]}", an.sees)


@pytest.mark.parametrize("at", ["comparison", "intake", None])
async def test_enter_goes_on_and_it_does_not_come_again(door: Table, at: str | None) -> None:
    async with door.sit("an", at=at, newcomer=True) as an:
        assert "Kho dữ liệu có 59 tổ chức đảng và kết quả đã công bố các năm 2016, 2017, 2018." in an.reads
        assert "30 đơn vị chưa có tên" in an.sees and "59 đơn vị chưa có mức tự xếp loại" in an.sees
        assert "thamdinh demo" in an.sees
        await an.presses("enter")
        assert "GIỚI THIỆU" not in an.sees
        await an.types("g3")
        assert not isinstance(an.app.screen, WelcomeDialog), "only the first place greets"
    with door.at_shell():
        assert preferences("an")["welcomed"] == "1"
    async with door.sit("an", at=at, newcomer=True) as an:
        assert "GIỚI THIỆU" not in an.sees


async def test_each_person_is_welcomed(door: Table) -> None:
    """Also somebody whom the store does not know."""
    async with door.sit("binh", newcomer=True) as binh:
        assert "GIỚI THIỆU" not in binh.sees
    async with door.sit("dung", newcomer=True) as dung:
        assert "GIỚI THIỆU" in dung.sees


async def test_it_comes_again_when_asked_for(table: Table) -> None:
    async with table.sit("an", newcomer=True) as an:
        await an.types(":gioi thieu\n")
        assert isinstance(an.app.screen, WelcomeDialog)
        await an.presses("escape")
        assert "59 dòng" in an.sees


async def test_it_leads_to_the_keyboard_trial_and_to_english(door: Table) -> None:
    async with door.sit("an", newcomer=True) as an:
        await an.types("2")
        assert "FINDING THE WAY" in an.sees and "Press 1 for the keyboard trial" in an.sees
        assert an.sees.count("└") == 1, "all of it is seen"
        await an.types("1")
        assert isinstance(an.app.screen, TrialDialog)
        await an.presses("escape")
        assert "COMPARISON 2019" in an.line(1)
