"""The overview: the cycle at a glance, and from every number to the very list behind it."""

from __future__ import annotations

from typing import cast

import pytest

from store.commands.assessment import adjust
from store.commands.cycle import close_cycle
from store.commands.founding import open_cycle
from store.commands.intake import receive_papers
from store.live import drafts
from store.queries.overview import overview
from store.rules.filters import in_english
from store.rules.text import width
from store.words import LANGUAGES
from tests.kit.desk import Person, Table
from tests.kit.golden import same_as_golden
from tui.list_place import ListPlace
from tui.place import Place
from tui.places import Target
from tui.screens.overview import OverviewScreen
from tui.screens.overview_boxes import bar

SIZES = ((80, 24), (120, 40))


def standing(somebody: Person) -> str | None:
    """The number under the cursor."""
    return cast(OverviewScreen, somebody.app.screen).stop


def listed(somebody: Person) -> int:
    """How many rows the list on the screen has."""
    return len(cast(ListPlace[object], somebody.app.screen).list.rows)


async def test_a_newcomer_finds_those_that_are_late(rehearsed: Table) -> None:
    """With nothing but what the screen says: the number, the digit of its box, the digit in the menu."""
    async with rehearsed.sit("an", at=None) as an:
        assert "│ Nộp muộn              7 │" in an.sees
        assert "1 Hồ sơ" in an.sees
        assert "1-9 Mở ô số" in an.sees
        await an.types("1")
        assert "5 Hồ sơ có giấy nộp muộn: 7" in an.reads
        await an.types("5")
        assert "TIẾP NHẬN HỒ SƠ 2019" in an.line(1)
        assert "Lọc: hoso:muon – 7 dòng" in an.sees
        assert listed(an) == 7
        await an.presses("escape", "escape")
        assert "TỔNG QUAN 2019" in an.line(1)


async def test_or_goes_there_by_arrows(rehearsed: Table) -> None:
    async with rehearsed.sit("an", at=None) as an:
        await an.presses("down", "down")
        assert "►Nộp muộn " in an.sees
        assert "Hồ sơ có giấy nộp muộn (7): 10 Xã Tân Tiến, 17 Xã Tân Minh" in an.sees
        await an.presses("enter")
        assert "Lọc: hoso:muon – 7 dòng" in an.sees


async def test_enter_at_once_opens_what_needs_work(rehearsed: Table) -> None:
    """The cursor begins at the first number that asks for work, and about it stands who and since when."""
    async with rehearsed.sit("an", at=None) as an:
        assert "Hồ sơ chưa đủ giấy, quá hạn 15/12/2019 (9): 10 Xã Tân Tiến" in an.sees
        await an.presses("enter")
        assert "Lọc: thieu:co – 9 dòng" in an.sees


@pytest.mark.parametrize("size", SIZES)
async def test_every_number_is_drawn_once_and_as_it_is(rehearsed: Table, size: tuple[int, int]) -> None:
    """What stands on the screen under a number's place is its count; the large screen has all but one of them."""
    async with rehearsed.sit("an", at="overview", size=size) as an:
        screen = cast(OverviewScreen, an.app.screen)
        drawn = {spot.stop: an.line(spot.line + 3)[spot.start : spot.end] for spot in screen.picture.spots}
        assert len(drawn) == len(screen.picture.spots)
        for name, number in screen.view.numbers.items():
            if name in drawn:
                assert drawn[name].lstrip("►").split()[-1].partition("/")[0] == str(number.count), name
        left = {"gaps", "commendable", "nominated", *(each.name for each in screen.view.bodies)}
        small = left if size[0] == 80 else set()
        assert set(screen.view.numbers) - set(drawn) == {"returned"} | small


@pytest.mark.parametrize("place", ["intake", "comparison", "organisations", "commendation"])
async def test_every_number_has_as_many_rows_in_its_list(rehearsed: Table, place: str) -> None:
    """Each filter in turn, in both languages, put to the very list that it leads to."""
    with rehearsed.at_shell():
        numbers = [number for number in overview().numbers.values() if number.place == place]
    assert len(numbers) > 2
    async with rehearsed.sit("an", at=place) as an:
        with an.app._context():
            for number in numbers:
                for text in (number.filter, in_english(number.filter)):
                    await cast(Place, an.app.screen).reach(Target(filter=text))
                    assert listed(an) == number.count, text


@pytest.mark.parametrize(
    ("stop", "place"),
    [("owing", "intake"), ("silent", "intake"), ("kept", "comparison"), ("armed_forces:TOT", "comparison"),
     ("above", "comparison"), ("slow", "remediation"), ("exemplary", "commendation"), ("ungrouped", "organisations")],
)  # fmt: skip
async def test_enter_on_a_number_opens_its_list(rehearsed: Table, stop: str, place: str) -> None:
    """By arrows alone, from the first number on; a number that is 0 says so and leads nowhere."""
    async with rehearsed.sit("an", at="overview") as an:
        number = cast(OverviewScreen, an.app.screen).view[stop]
        await an.presses("home")
        while standing(an) != stop:
            before = standing(an)
            await an.presses("down")
            assert standing(an) != before, "the last number"
        await an.presses("enter")
        if number.count:
            assert (an.app.trail()[-1], listed(an)) == (place, number.count)
        else:
            assert "Không có đơn vị nào" in an.reads


@pytest.mark.parametrize("box", "123578")
async def test_the_menu_of_a_box_leads_to_its_lists(rehearsed: Table, box: str) -> None:
    """Each by a digit, with its count; the last that has anybody is opened."""
    with rehearsed.at_shell():
        numbers = [each for each in overview().numbers.values() if each.box == int(box)][:9]
    async with rehearsed.sit("an", at="overview") as an:
        await an.types(box)
        for digit, number in enumerate(numbers, start=1):
            key = f"│ {digit}  " if number.count else f"│ ({digit}) "
            (line,) = [line for line in an.sees.split("\n") if line.startswith(key)]
            assert line.rstrip(" │").endswith(f": {number.count}"), number.name
        digit, last = [(at, number) for at, number in enumerate(numbers, start=1) if number.count][-1]
        await an.types(str(digit))
        assert (an.app.trail()[-1], listed(an)) == (last.place, last.count)


async def test_levels_by_digit_and_the_best_of_each_group(rehearsed: Table) -> None:
    async with rehearsed.sit("an", at="overview") as an:
        await an.types("4")
        assert "1 Toàn huyện, mức Xuất sắc: 9" in an.reads
        assert "6 Xã, thị trấn, mức Xuất sắc: 5" in an.reads
        await an.types("6")
        assert "Lọc: nhom:commune_town muc:xs – 5 dòng" in an.sees


async def test_boxes_that_lead_to_one_place(rehearsed: Table) -> None:
    async with rehearsed.sit("an", at="overview") as an:
        await an.types("6")
        assert an.app.trail() == ("overview", "results")
        await an.presses("escape")
        await an.types("9")
        assert an.app.trail() == ("overview", "journal")
        await an.presses("escape", "end", "enter")
        assert an.app.trail() == ("overview", "journal")


async def test_where_nobody_is_there_is_no_list(table: Table) -> None:
    async with table.sit("an", at="overview") as an:
        await an.presses("down", "down")
        assert "►Nộp muộn        chưa rõ" in an.sees
        assert "Hồ sơ có giấy nộp muộn: chưa đặt hạn nộp nên chưa rõ." in an.sees
        await an.presses("enter")
        assert "Không có đơn vị nào, nên không có danh sách để mở." in an.reads
        await an.types("15")
        assert "Không có đơn vị nào, nên không có danh sách để mở." in an.reads
        assert an.app.trail() == ("overview",)


async def test_pages_are_boxes_and_the_ends_hold(rehearsed: Table) -> None:
    async with rehearsed.sit("an", at="overview") as an:
        await an.presses("home", "up")
        assert standing(an) == "complete"
        told = []
        for _box in range(9):
            told.append(standing(an))
            await an.presses("pagedown")
        assert told == [
            "complete", "silent", "rated", "whole:XS", "above", "years", "slow", "unnamed", "journal",
        ]  # fmt: skip
        assert standing(an) == "journal"
        await an.presses("down")
        assert standing(an) == "journal"
        await an.presses("pageup", "pageup")
        assert standing(an) == "slow"


async def test_an_organisation_is_found_and_shown_in_the_comparison(rehearsed: Table) -> None:
    async with rehearsed.sit("an", at="overview") as an:
        await an.types("/kim dong")
        assert "Enter tới 22 Xã Kim Đồng" in an.sees
        await an.types("\n")
        assert "SO SÁNH THẨM ĐỊNH 2019" in an.line(1)
        assert "22 Xã Kim Đồng" in an.here


@pytest.mark.parametrize(
    ("typed", "place", "rows"),
    [("loai:xa muc:ht", "comparison", 3), ("cancu:vuot", "comparison", 8), ("hoso:muon loai:xa", "intake", 3)],
)
async def test_a_filter_goes_to_the_list_that_knows_its_fields(
    rehearsed: Table, typed: str, place: str, rows: int
) -> None:
    async with rehearsed.sit("an", at="overview") as an:
        await an.types(f"/{typed}")
        assert f"Enter lọc còn {rows} dòng" in an.sees
        await an.types("\n")
        assert (an.app.trail(), listed(an)) == (("overview", place), rows)
        assert f"Lọc: {typed} – {rows} dòng" in an.sees


async def test_a_search_that_finds_nothing_stays_open_and_escape_gives_it_up(rehearsed: Table) -> None:
    async with rehearsed.sit("an", at="overview") as an:
        before = an.sees
        await an.types("/xyz\n")
        assert "xyz" in an.line(20) + an.line(21)
        assert an.app.trail() == ("overview",)
        await an.types("\x1b")
        assert an.line(2) == before.split("\n")[1]
        await an.types("/loia:xa\n")
        assert an.app.trail() == ("overview",)
        await an.types("\x1b\x1b")
        assert "Đây là màn hình đầu." in an.reads


async def test_what_another_does_is_seen_and_the_cursor_stays(rehearsed: Table) -> None:
    async with rehearsed.sit("an", at="overview") as an:
        await an.presses("down", "down")
        with rehearsed.at_shell():
            receive_papers("binh", papers={"xa-bac-ai": ["report"]}, received="2019-12-20")
            adjust("binh", organisation="xa-chi-lang", level="HT", stage="proposed", reason="target", note="hụt")
        await an.looks()
        assert standing(an) == "late"
        assert "►Nộp muộn              8 │" in an.sees
        assert "Đề xuất     5 còn    54" in an.sees
        assert "1 Xã Chi Lăng, đề xuất: " in an.reads


async def test_coming_back_one_sees_what_one_has_done(rehearsed: Table) -> None:
    async with rehearsed.sit("an", at="overview") as an:
        await an.types("11")
        assert listed(an) == 50
        await an.types("\x1b/21\n=")
        await an.presses("escape", "escape")
        assert "►Chưa đủ giấy          8 " in an.sees
        assert "Đủ giấy           51/59 │" in an.sees


async def test_another_cycle_is_looked_at_and_its_lists_stay_shut(table: Table) -> None:
    with table.at_shell():
        close_cycle("an", code="2019")
        open_cycle("an", code="2020", scheme="2019")
    async with table.sit("an", at="overview") as an:
        assert "TỔNG QUAN 2020" in an.line(1)
        await an.presses("right")
        assert "Không có kỳ nào sau kỳ 2020." in an.sees
        await an.presses("left")
        assert "TỔNG QUAN 2019" in an.line(1)
        assert "Kỳ đã đóng" in an.line(2)
        await an.presses("enter")
        assert "Đang xem kỳ 2019; danh sách chỉ mở được của kỳ hiện nay." in an.reads
        await an.types("/22\n")
        assert an.app.trail() == ("overview",)
        await an.presses("left")
        assert "Không có kỳ nào trước kỳ 2019." in an.sees
        await an.presses("right", "enter")
        assert an.app.trail() == ("overview", "intake")


async def test_what_was_left_unfinished_is_told(rehearsed: Table) -> None:
    with rehearsed.at_shell():
        drafts.keep("an", "adjust:2019:xa-kim-dong", {"stage": "final", "level": "HT", "note": "dở"})
    async with rehearsed.sit("an", at="overview") as an:
        assert "Có 1 lời ghi dở từ lần trước" in an.sees


@pytest.mark.parametrize(("login", "title"), [("an", "TỔNG QUAN"), ("chi", "TỔNG QUAN"), ("binh", "TIẾP NHẬN HỒ SƠ")])
async def test_where_a_role_begins(table: Table, login: str, title: str) -> None:
    async with table.sit(login, at=None) as somebody:
        assert title in somebody.line(1)


async def test_in_another_language_at_once(rehearsed: Table) -> None:
    async with rehearsed.sit("an", at="overview") as an:
        with an.app._context():
            await an.app.speak("en")
        await an.rests()
        assert "OVERVIEW 2019" in an.line(1)
        assert "►Papers missing" in an.sees
        await an.presses("enter")
        assert "Filter: lacking:yes" in an.sees


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (120, 40), (133, 44), (200, 60), (60, 20), (78, 24), (40, 10)])
@pytest.mark.parametrize("lang", LANGUAGES)
async def test_frames_are_as_wide_as_the_screen(rehearsed: Table, lang: str, size: tuple[int, int]) -> None:
    async with rehearsed.sit("an", at="overview", size=size, lang=lang) as an:
        lines = an.sees.split("\n")
        assert all(width(line) <= size[0] for line in lines)
        framed = [line for line in lines if line[:1] in tuple("┌│├└")]
        assert {width(line) for line in framed} == {size[0]}
        assert all(line[-1] in "┐│┤┘" for line in framed)
        await an.presses("end")
        assert "►" in an.sees


@pytest.mark.parametrize("size", [(10, 3), (1, 1), (26, 6), (80, 5), (20, 24)])
async def test_no_size_breaks_it(rehearsed: Table, size: tuple[int, int]) -> None:
    async with rehearsed.sit("an", at="overview", size=size) as an:
        await an.types("/22")
        await an.presses("escape", "end", "home", "pagedown", "enter")
        assert an.app.trail() == ("overview", "intake")


@pytest.mark.parametrize(
    ("top", "cap", "columns", "times", "drawn"),
    [
        (9, 7, 10, 1, "███████│██"),
        (9, 7, 9, 1, ""),
        (1, 3, 10, 1, "█░░│"),
        (3, 3, 10, 1, "███│"),
        (0, 2, 10, 1, "░░│"),
        (1, 0, 10, 1, "│█"),
        (0, 0, 10, 1, ""),
        (3, None, 10, 1, "███"),
        (3, None, 2, 1, ""),
        (2, 1, 10, 3, "███│███"),
    ],
)
def test_the_top_level_drawn_against_its_cap(top: int, cap: int | None, columns: int, times: int, drawn: str) -> None:
    assert bar(top, cap, columns, times) == drawn


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("lang", LANGUAGES)
class TestPictures:
    """As it is drawn, read in a diff."""

    async def test_of_the_made_up_store(self, rehearsed: Table, lang: str, size: tuple[int, int]) -> None:
        async with rehearsed.sit("an", at="overview", lang=lang, size=size) as an:
            same_as_golden(f"overview-{lang}-{size[0]}x{size[1]}", an.sees)

    async def test_of_the_real_store_without_a_rating(self, table: Table, lang: str, size: tuple[int, int]) -> None:
        async with table.sit("an", at="overview", lang=lang, size=size) as an:
            same_as_golden(f"overview-new-{lang}-{size[0]}x{size[1]}", an.sees)

    async def test_of_the_lists_of_a_box(self, rehearsed: Table, lang: str, size: tuple[int, int]) -> None:
        async with rehearsed.sit("an", at="overview", lang=lang, size=size) as an:
            await an.types("1")
            same_as_golden(f"overview-box-{lang}-{size[0]}x{size[1]}", an.sees)
