"""Intake among others: who only looks, a closed cycle, somebody quicker, every key and every size."""

from __future__ import annotations

import pytest

from store.commands.cycle import close_cycle, set_cycle
from store.commands.intake import receive_paper
from store.queries.dossier import DossierView, dossier
from tests.kit.desk import Person, Table
from tests.stories.test_keys import COOL, HOT

HERE = "TIẾP NHẬN HỒ SƠ 2019"
MINH, AI, TIEN = "xa-tan-minh", "xa-bac-ai", "xa-tan-tien"


@pytest.fixture
def desk(rehearsed: Table) -> Table:
    """A table of made-up figures: an the secretary, binh the appraiser, kiem-tra of the inspection, chi who looks."""
    return rehearsed


def held(desk: Table, organisation: str) -> DossierView:
    """A dossier straight from the store."""
    with desk.at_shell():
        return dossier(organisation)


def papers(desk: Table, organisation: str) -> dict[str, str | None]:
    """When each paper came in; one given back has no day."""
    return {paper.paper: paper.received for paper in held(desk, organisation).papers}


async def test_who_only_looks_changes_nothing(desk: Table) -> None:
    """Keys that write stand in brackets and say why; the rest can be looked at."""
    before = held(desk, AI)
    async with desk.sit("chi") as chi:
        await chi.types("g3/21\n")
        assert "(1-5 Nhận giấy)(= Nhận đủ)(r Trả bổ sung) x Đôn đốc" in chi.sees
        assert chi.line(2).endswith("chỉ xem")
        for key in ("1", "=", "r", "t", "1", "x"):
            await chi.types(key)
        assert "ĐÔN ĐỐC" in chi.sees
        await chi.types("\n")
        assert "Vai trò «dự họp»" in chi.reads
    assert held(desk, AI) == before


async def test_a_closed_cycle_can_be_looked_at(desk: Table) -> None:
    """Nothing is ticked in it any more."""
    with desk.at_shell():
        close_cycle("an")
    async with desk.sit("an") as an:
        await an.types("g3/21\n")
        assert "Kỳ đã đóng" in an.line(2)
        await an.types("5")
        assert "Kỳ 2019 đã đóng" in an.reads
    assert papers(desk, AI) == {}


async def test_deadlines_that_are_not_set_say_so(desk: Table) -> None:
    """Then nothing is late and nothing overdue."""
    with desk.at_shell():
        set_cycle("an", dossier_due="", prerequisites_due="")
    async with desk.sit("an") as an:
        await an.types("g3")
        assert "Hồ sơ: chưa đặt hạn │ XL cùng cấp: chưa đặt hạn" in an.line(2)
        await an.types("/10\n")
        assert " m " not in an.here
        assert "Thiếu tờ trình (chưa đặt hạn)" in an.reads


async def test_others_ticks_are_seen_and_named(desk: Table) -> None:
    """What binh ticks an sees with its organisation; place and marks stay; the same tick twice is said."""
    async with desk.sit("an") as an, desk.sit("binh") as binh:
        await an.types("g3/20\n ")
        await an.presses("up")
        await binh.types("g3/17\n5")
        await an.looks()
        assert "Phó Ban Tổ chức: nhận giấy" in an.sees and "17 Xã Tân Minh" in an.line(18)
        assert "20 Xã Tân Yên" in an.here and "đánh dấu 1" in an.sees
    assert papers(desk, MINH)["submission"] == "2019-12-27"


async def test_somebody_was_quicker(desk: Table) -> None:
    """The paper is in already with its day: nothing is written twice, the screen catches up."""
    async with desk.sit("an") as an:
        await an.types("g3/17\n")
        with desk.at_shell():
            receive_paper("binh", organisation=MINH, papers=["submission"], received="27/12/2019")
        await an.types("5")
        assert "Không có gì khác trước" in an.reads
        assert "27/12 m nộp muộn" in an.here


async def test_found_by_name_filtered_and_sorted(desk: Table) -> None:
    """The search and the filter are those of the comparison."""
    async with desk.sit("chi") as chi:
        await chi.types("g3/tan mi\n")
        assert "17 Xã Tân Minh" in chi.here
        await chi.types("/loai:thitran\n")
        assert "Lọc: loai:thitran – 1 dòng" in chi.sees
        await chi.presses("escape")
        await chi.types("s3")
        await chi.presses("home")
        assert "Xếp theo: Còn thiếu, nhiều trước" in chi.sees and "21 Xã Bắc Ái" in chi.line(5)
        await chi.types("s2")
        await chi.presses("home")
        assert "25 Công an huyện" in chi.line(5)
        await chi.types("/tuu:XS\n")
        assert "Biểu thức lọc sai" in chi.reads
        await chi.presses("escape")
        assert "59 dòng" in chi.sees


async def test_the_way_in_keeps_the_organisation_and_esc_leads_back(desk: Table) -> None:
    """From row 22 of the comparison to row 22 of the intake, on to its form, and home."""
    async with desk.sit("an") as an:
        await an.types("/22\ng3")
        assert "22 Xã Kim Đồng" in an.here
        await an.presses("escape")
        assert "SO SÁNH THẨM ĐỊNH 2019" in an.sees
        await an.types("g3/17\n")
        await an.types("\n")
        assert HERE not in an.sees and "Tân Minh" in an.reads


async def test_every_key_answers_and_none_breaks_it(desk: Table) -> None:
    """One after the other in both pictures, each with a way back; the last change is taken back as any."""
    async with desk.sit("an") as an:
        for picture, title in (("", HERE), ("t", "Ý KIẾN CƠ QUAN THAM MƯU 2019")):
            await an.types(f"g3{picture}")
            for key in sorted((HOT | COOL) - {"q", "enter", "g"}):
                await an.presses(key, "escape")
                assert an.app.is_running
                if title not in an.line(1):
                    await an.types(picture if HERE in an.line(1) else f"g3{picture}")
            await an.types("z\n")


@pytest.mark.parametrize("size", [(40, 10), (20, 5), (1, 1), (200, 60)])
async def test_no_size_breaks_it(desk: Table, size: tuple[int, int]) -> None:
    """Small and huge screens lose columns, never the program."""
    async with desk.sit("an", size=size) as an:
        await an.types("g3l/17\n5x\x1bt1\x1b")
        await an.types("\x1br\x1b")
        assert an.app.is_running
        assert papers(desk, MINH)["submission"] == "2019-12-27"


async def test_every_row_is_as_wide_as_the_screen_allows(desk: Table) -> None:
    """No row of any picture is longer than 80 columns, and the frame is closed."""

    def widths(person: Person) -> set[int]:
        return {len(line) for line in person.sees.split("\n") if line.startswith(("┌", "│", "└", "├"))}

    async with desk.sit("binh") as binh:
        for keys in ("x", "/17\nr", "t/17\n1"):
            await binh.types(f"g3{keys}")
            assert widths(binh) == {80}
            await binh.presses("escape", "escape", "escape", "escape")
