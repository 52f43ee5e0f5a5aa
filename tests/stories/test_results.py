"""Results and trends: the years under their own labels, the tables, what is wrong in the source, and the matrix."""

from __future__ import annotations

import pytest

from store.commands.assessment import adjust, agree, rate
from store.commands.cycle import close_cycle
from store.commands.founding import open_cycle
from store.queries.comparison import comparison
from store.rules.text import width
from store.words import LANGUAGES
from tests.kit.desk import Person, Table
from tests.kit.golden import same_as_golden
from tui.marks import use_plain

SIZES = ((80, 24), (120, 40))

SCENES = {
    "trends": "",
    "table-a": "1",
    "table-b": "2",
    "table-c": "3",
    "corrections": "v",
    "matrix": "m",
}
"""What one types at the results; each on the real facts and on made-up ones."""


def check_frame(person: Person, size: tuple[int, int]) -> None:
    """No row wider than the screen; frames exactly as wide; nothing cut with dots but what is a list of names."""
    for line in person.sees.split("\n"):
        assert width(line) <= size[0], line
        if line.startswith(("┌", "│", "├", "└")):
            assert width(line) == size[0], line


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("scene", SCENES)
async def test_the_real_facts(table: Table, scene: str, lang: str, size: tuple[int, int]) -> None:
    async with table.sit("an", at="results", lang=lang, size=size) as an:
        await an.types(SCENES[scene], apart=1)
        check_frame(an, size)
        same_as_golden(f"results-{scene}-{lang}-{size[0]}x{size[1]}", an.sees)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("scene", [name for name in SCENES if name != "corrections"])
async def test_made_up_figures(rehearsed: Table, scene: str, lang: str, size: tuple[int, int]) -> None:
    async with rehearsed.sit("an", at="results", lang=lang, size=size) as an:
        await an.types(SCENES[scene], apart=1)
        if scene == "table-b":
            await an.presses("pagedown", "pagedown", "pagedown")
        check_frame(an, size)
        same_as_golden(f"results-demo-{scene}-{lang}-{size[0]}x{size[1]}", an.sees)


@pytest.mark.parametrize("lang", LANGUAGES)
async def test_published_years_say_what_is_not_known(table: Table, lang: str) -> None:
    """2018 and 2017 in all three tables: one row of totals, the rest unknown; no cap before 2018."""
    async with table.sit("an", at="results", lang=lang) as an:
        await an.presses("left")
        for key in "123":
            await an.types(key)
            same_as_golden(f"results-2018-{key}-{lang}-80x24", an.sees)
        await an.presses("left")
        same_as_golden(f"results-2017-3-{lang}-80x24", an.sees)


async def test_nothing_is_compared_across_a_change_of_scheme(table: Table) -> None:
    """A difference stands in the column of 2017 alone; every row of the two breaks has its double line."""
    async with table.sit("an", at="results") as an:
        rows = an.sees.split("\n")[2:17]
        assert [row.count("║") for row in rows] == [2] * 15
        for row in rows:
            _before, *after = row.split("║")
            assert not any(sign in part for part in after for sign in ("+", "=", "-1", "-0")), row
        assert "+0,74" in an.sees
        assert "giảm qua các năm" in an.reads
        assert "TSVM 54,10% → 54,84%, TĂNG 0,74 điểm phần trăm" in an.reads
        assert "2017 ║ 2018, 2018 ║ 2019: đổi khung xếp loại, không so sánh được" in an.reads
        assert "GIẢM" not in an.sees


async def test_two_closed_cycles_of_one_scheme_are_compared_and_the_open_one_is_not(table: Table) -> None:
    """2019 and 2020, made up, stand without a break between them; 2021 is open, so nothing is told of it."""
    with table.at_shell():
        for cycle, top in (("2019", 5), ("2020", 8)):
            if cycle != "2019":
                open_cycle("an", code=cycle, scheme="2019")
            units = [row.organisation for row in comparison(cycle).rows]
            for place, unit in enumerate(units):
                rate("an", organisation=unit, self_level="XS" if place < top else "TOT", cycle=cycle)
            agree("an", organisations=units, stage="final", note="Thống nhất", cycle=cycle)
            close_cycle("an", code=cycle)
        open_cycle("an", code="2021-Q1", scheme="2019")
    async with table.sit("an", at="results", size=(120, 40)) as an:
        assert "Trong cùng khung, điểm phần trăm: 2016 → 2017 TSVM +0,74; 2019 → 2020 XS +5,09" in an.reads
        assert "2017 ║ 2018, 2018 ║ 2019: đổi khung xếp loại; 2020 ║ 2021-Q1: năm và quý, không so sánh" in an.reads
        same_as_golden("results-six-periods-vi-120x40", an.sees)
    async with table.sit("an", at="results", lang="en") as an:
        assert "2017" not in an.line(3)
        assert "← 2 more" in an.sees
        assert "2019 → 2020, both scheme 2019: Outst. 8.47% → 13.56%, UP 5.09 points." in an.reads
        same_as_golden("results-six-periods-en-80x24", an.sees)
        await an.presses(*["left"] * 4)
        assert "2 more" in an.sees
        assert "2021" not in an.line(3)


async def test_the_printed_figure_stays_beside_the_computed_one(table: Table) -> None:
    async with table.sit("an", at="results") as an:
        assert "54,84%" in an.sees
        assert "bài in 54,85% ×" in an.sees
        await an.types("v")
        assert "Người đính chính" in an.sees
        await an.presses("pagedown")
        assert "34/62 là 54,84%, không phải 54,85%" in an.reads
        assert "Câu nguồn: «Tổ chức cơ sở đảng" in an.reads
        await an.presses(*["pagedown"] * 5)
        assert "chi bộ trung tâm y tế…" in an.reads
        bottom = an.sees
        await an.presses("down")
        assert an.sees == bottom
        await an.presses("escape")
        assert "ĐÍNH CHÍNH" not in an.sees


async def test_a_plain_terminal_reads_the_bars_too(table: Table) -> None:
    use_plain(True)
    try:
        async with table.sit("an", at="results") as an:
            assert "#####" in an.sees
            assert " | " in an.line(3)
            assert not set("█║►×│─") & set(an.sees)
    finally:
        use_plain(False)


async def test_the_arrows_stop_at_both_ends(table: Table) -> None:
    async with table.sit("an", at="results") as an:
        await an.presses("right")
        assert "2019 là kỳ cuối" in an.reads
        await an.presses(*["left"] * 4)
        assert "2016 là năm đầu có số liệu" in an.reads
        assert "►2016" in an.line(3)


async def test_a_published_year_has_no_matrix_and_says_so(table: Table) -> None:
    async with table.sit("an", at="results") as an:
        await an.presses("left")
        assert "(m Ma trận)" in an.sees
        await an.types("m")
        assert "Năm 2018: mức tự xếp loại của từng đơn vị chưa rõ" in an.reads
        assert "MA TRẬN" not in an.sees


async def test_table_b_leads_to_the_form_where_members_are_written(rehearsed: Table) -> None:
    """Unknown is a point, never 0; Enter opens the form and Esc comes back to the row."""
    async with rehearsed.sit("an", at="results") as an:
        await an.types("2")
        assert "0" not in an.here[24:]
        await an.presses("down", "down")
        await an.types("\n")
        assert "PHIẾU ĐÁNH GIÁ 2019" in an.line(1)
        await an.presses("escape")
        assert "3 Xã Hùng Sơn" in an.here
        await an.types("1\n")
        assert "Enter mở phiếu từ biểu B" in an.reads


async def test_one_comes_to_table_b_at_the_organisation_one_stood_on(rehearsed: Table) -> None:
    async with rehearsed.sit("an") as an:
        await an.types("/29\ng82")
        assert "29 Trung tâm y tế" in an.here
        assert "20 đảng viên được xếp loại; XS 4 (20,00%)" in an.reads


async def test_what_others_do_is_counted_at_once(table: Table) -> None:
    async with table.sit("an", at="results") as an:
        await an.types("3")
        with table.at_shell():
            rate("binh", organisation="xa-chi-lang", self_level="TOT")
        await an.looks()
        assert "Lực lượng vũ trang" in an.sees
        assert "trong mức, đã đủ" in an.sees
        await an.types("m")
        with table.at_shell():
            rate("binh", organisation="xa-cao-minh", self_level="TOT")
        await an.looks()
        assert "2=" in an.sees


async def test_from_the_matrix_to_the_organisations_in_a_cell(rehearsed: Table) -> None:
    """From the comparison with m: the cell's names stand in the frame, Enter narrows the list to them."""
    async with rehearsed.sit("an") as an:
        await an.types("m")
        assert "Tự xếp loại Xuất sắc, đang có Tốt: 1 đơn vị" in an.sees
        assert "│ 14 Xã Đội Cấn" in an.sees
        await an.presses("down", "right")
        await an.types("\n")
        assert "Lọc: tu:tot muc:ht – 1 dòng" in an.line(3)
        assert "15 Xã Quốc Việt" in an.here
        assert an.app.trail() == ("comparison",)


async def test_the_matrix_in_english_from_the_results(rehearsed: Table) -> None:
    async with rehearsed.sit("an", at="results", lang="en") as an:
        await an.types("m")
        await an.presses("down")
        await an.types("\n")
        assert "self:tot level:tot" in an.line(3)
        assert an.app.trail() == ("results", "comparison")
        await an.presses("escape", "escape")
        assert "RESULTS AND TRENDS" in an.line(1)


async def test_an_empty_cell_lists_nobody(table: Table) -> None:
    """And who is not rated stands in a row and a column of their own."""
    with table.at_shell():
        rate("binh", organisation="xa-chi-lang", self_level="TOT")
        adjust("an", organisation="xa-chi-lang", level="none", stage="final", reason="other", note="mới chia tách")
    async with table.sit("an") as an:
        await an.types("m")
        assert "Tự xếp loại Tốt, đang có Không XL: 1 đơn vị" in an.sees
        await an.presses("up")
        await an.types("\n")
        assert "Ô này không có đơn vị nào" in an.reads
        await an.types("m")
        assert "MA TRẬN" not in an.sees
