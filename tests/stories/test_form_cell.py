"""Typing into the form: figures, ratings with dates, evidence, points; drafts, faults, and two people at one cell."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from seed.load import create_store
from seed.profile import load_profile
from store.commands.account import add_account
from store.commands.dossier import set_fact
from store.live import drafts
from tests.kit.desk import Person, Table
from tests.kit.forms import COMPLETE, KIM_DONG, fact, fill, stored
from tests.kit.golden import same_as_golden
from tests.kit.prepared import prepared
from tests.kit.stores import opened


async def at_facts(person: Person, downs: int = 0) -> None:
    """Open the form of 22 and go to a fact."""
    await person.types("/22\ng4\t")
    await person.presses(*["down"] * downs)


async def test_digits_enter_digits_enter(table: Table) -> None:
    """A digit begins the cell, Enter stores it and goes down; a mark of thousands is understood and shown back."""
    async with table.sit("binh") as binh:
        await at_facts(binh)
        await binh.types("15\n9\n1\n")
        assert "── Đã lưu 09:00: 22 Xã Kim Đồng, Vượt chỉ tiêu: 1 ─" in binh.sees
        await binh.presses(*["down"] * 10)
        await binh.types("\n5.568\n")
        assert "Đảng viên: 5.568" in binh.sees
        assert "│ Đảng viên         5.568│" in binh.sees
    kept = [fact(table, name) for name in ("targets_set", "targets_met", "targets_exceeded", "members")]
    assert kept == [(15, None), (9, None), (1, None), (5568, None)]


@pytest.mark.parametrize(
    ("downs", "typed", "name", "what"),
    [
        (0, "81,5", "targets_set", "phải là số nguyên, như 15 hoặc 5.568"),
        (0, "55.68", "targets_set", "phải là số nguyên, như 15 hoặc 5.568"),
        (22, "khá", "rating_farmers", "ghi số từ 1 đến 4 hoặc tên mức, 0 nếu không có tổ chức đó"),
        (22, "2 31/02/2019", "rating_farmers", "ngày viết như 12/12/2019 hoặc 12/12"),
        (30, "vâng", "disunity", "ghi có hoặc không"),
    ],
)
async def test_what_cannot_be_read_is_told_and_kept(table: Table, downs: int, typed: str, name: str, what: str) -> None:
    """While typing and at Enter it says what would be right; the text stays, the checks answer as before."""
    async with table.sit("binh") as binh:
        await at_facts(binh, downs)
        answered = [line for line in binh.sees.split("\n") if line.startswith((" Kiểm tra", " ×", " ?", " √"))]
        await binh.types("\n" + typed)
        assert f"│ × {what} " in binh.sees
        await binh.types("\n")
        assert f" ghi «{typed}»: {what}. Chữ còn trong ô." in binh.reads
        assert f": {typed} " in binh.line(14)
        assert binh.app.screen.focused
        after = [line for line in binh.sees.split("\n") if line.startswith((" Kiểm tra", " ×", " ?", " √"))]
        assert after == answered
    assert fact(table, name) is None


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("2\n", ("TOT", "2019-12-27")),
        ("2 12/12\n", ("TOT", "2019-12-12")),
        ("2 30/12\n", ("TOT", "2018-12-30")),
        ("\nTốt 5/11/2019\n", ("TOT", "2019-11-05")),
        ("\nhoàn thành 05-11-2019\n", ("HT", "2019-11-05")),
        ("\nkht\n", ("KHT", "2019-12-27")),
        ("0\n", ("none", "2019-12-27")),
        ("\nkhông có\n", ("none", "2019-12-27")),
    ],
)
async def test_another_bodys_rating_has_the_day_it_came(table: Table, typed: str, kept: tuple[str, str]) -> None:
    """A digit or a word, then a date; without one it came today, without a year it is the last such day."""
    async with table.sit("binh") as binh:
        await at_facts(binh, 22)
        await binh.types(typed)
    assert fact(table, "rating_farmers") == kept


async def test_the_cell_opens_with_what_stands_there(table: Table) -> None:
    """Enter shows the stored rating as it can be typed; Enter again changes nothing; emptied, it is taken away."""
    fill(table)
    with table.at_shell():
        set_fact("an", organisation=KIM_DONG, name="rating_farmers", value="HT", arrived="12/12/2019")
    before = stored(table).version
    async with table.sit("binh") as binh:
        await at_facts(binh, 22)
        await binh.types("\n")
        assert "│ Hội Nông dân: HT 12/12/2019" in binh.sees
        await binh.types("\n")
        assert stored(table).version == before
        await binh.presses("up")
        await binh.types("\n" + "\b" * 20 + "\n")
        assert "── Đã lưu 09:00: 22 Xã Kim Đồng, Hội Nông dân: để trống ─" in binh.sees
        assert "Còn thiếu 1 chỗ: Hội Nông dân" in binh.sees
    assert fact(table, "rating_farmers") is None


async def test_figures_that_do_not_go_together_are_kept_and_marked(table: Table) -> None:
    """16 met of 15 set, twelve rated of eleven: both numbers are named, the checks cannot tell."""
    fill(table)
    async with table.sit("binh") as binh:
        await at_facts(binh, 1)
        await binh.types("16\n")
        assert "× Chỉ tiêu đạt 16, Chỉ tiêu giao 15: lớn hơn. Số được giữ và đánh dấu" in binh.reads
        assert "│ Chỉ tiêu giao      15 ×│" in binh.sees
        assert "│ Chỉ tiêu đạt       16 ×│" in binh.sees
        assert "? Chưa rõ HT" in binh.reads
        await binh.presses(*["down"] * 7)
        await binh.types("8\n")
        assert "× Các mức cộng được 12, Số trực thuộc ghi 11." in binh.reads
    assert (fact(table, "targets_met"), fact(table, "subs_2")) == ((16, None), (8, None))


async def test_evidence_with_number_and_date(table: Table) -> None:
    """Enter on a line, text, Enter, number, Enter, date, Enter; then a second piece without; the line tells both."""
    async with table.sit("binh") as binh:
        await binh.types("/22\ng4")
        await binh.presses(*["down"] * 5)
        await binh.types("\nđạt 9/15 chỉ tiêu\n45-BC/ĐU\n10/12\n")
        await binh.types("\nthu ngân sách 81,5%\n")
        same_as_golden("form-evidence-80x24", binh.sees)
        await binh.types("\t")
        assert "│ 45-BC/ĐU (10/12/2019): đạt 9/15 chỉ tiêu " in binh.sees
        assert "│ thu ngân sách 81,5% " in binh.sees
        await binh.presses("shift+tab")
        await binh.types("\n" + "\b" * 40 + "\n")
        assert "Minh chứng II.2: để trống" in binh.sees
    kept = [(each.n, each.text, each.number, each.dated) for each in stored(table).proofs]
    assert kept == [(2, "thu ngân sách 81,5%", None, None)]


async def test_a_bad_date_of_evidence_stays_in_the_cell(table: Table) -> None:
    """Nothing of the piece changes."""
    async with table.sit("binh") as binh:
        await binh.types("/22\ng4\nđạt\n")
        await binh.types("\n")
        await binh.types("32/12/2019\n")
        assert "ngày viết như 12/12/2019 hoặc 12/12. Chữ còn trong ô." in binh.reads
        assert binh.app.screen.focused
    assert [(each.text, each.dated) for each in stored(table).proofs] == [("đạt", None)]


async def test_tab_goes_round_and_stores_what_is_typed(table: Table) -> None:
    """Lines, facts, evidence, lines; leaving a cell by Tab or an arrow stores it as Enter does."""
    async with table.sit("binh") as binh:
        await at_facts(binh)
        await binh.types("15")
        await binh.presses("tab")
        assert fact(table, "targets_set") == (15, None)
        assert "► Minh chứng mới: Enter để gõ." in binh.sees
        await binh.types("2")
        assert "Đang ở minh chứng: Enter để gõ, Tab về tiêu chí để chấm." in binh.reads
        await binh.presses("tab")
        assert "│► 1 Chính trị tư tưởng            -     -     [-]" in binh.sees
        await binh.presses("shift+tab", "shift+tab")
        assert "│►Chỉ tiêu giao" in binh.sees
        await binh.types("12")
        await binh.presses("down")
        assert "│►Chỉ tiêu đạt" in binh.sees
        await binh.types("-")
        assert "Phím này chỉ dùng ở dòng tiêu chí" in binh.sees
    assert fact(table, "targets_set") == (12, None)


async def test_escape_keeps_a_draft_and_the_value(table: Table) -> None:
    """Esc leaves the fact as it was; Enter there goes on with what was typed; storing it forgets the draft."""
    fill(table)
    async with table.sit("binh") as binh:
        await at_facts(binh, 1)
        await binh.types("\n\b3\x1b")
        assert "── Nháp giữ lúc 09:00, chưa ghi: 22 Xã Kim Đồng, Chỉ tiêu đạt ─" in binh.sees
        assert fact(table, "targets_met") == (15, None)
        await binh.types("\n")
        assert "│ Chỉ tiêu đạt: 13 " in binh.sees
        assert "Chữ gõ dở lúc 09:00 đã được đưa lại vào ô." in binh.sees
        await binh.types("\n")
    assert fact(table, "targets_met") == (13, None)
    with table.at_shell():
        assert drafts.kept("binh") == ()


async def test_unfinished_text_is_offered_where_it_was(table: Table) -> None:
    """After a lost line the form opens at the cell, of the right organisation even where none is named."""
    async with table.sit("binh") as binh:
        await binh.types("/22\ng4\nthu ngân sách")
        await binh.app.screen.editing.keeper.settled()  # type: ignore[attr-defined]
    async with table.sit("binh") as binh:
        await binh.app.go("form")
        await binh.rests()
        assert "Có 1 chỗ gõ dở từ lần trước, ở 22 Xã Kim Đồng, Minh chứng I.1: Enter để gõ tiếp." in binh.reads
        await binh.types("\n đạt\n")
    assert [each.text for each in stored(table).proofs] == ["thu ngân sách đạt"]


async def test_a_fact_changed_meanwhile_is_shown_and_mine_stays_in_the_cell(table: Table) -> None:
    """The clash names who, both values and when; Enter asks which, and presets nothing."""
    fill(table)
    async with table.sit("binh") as binh:
        await at_facts(binh, 1)
        await binh.types("\n\b\b9")
        with table.at_shell():
            set_fact("an", organisation=KIM_DONG, name="targets_met", value="12")
        await binh.types("\n")
        told = "an vừa đổi 22 Xã Kim Đồng, Chỉ tiêu đạt: 15 → 12 (09:00). Lần ghi này chưa vào, chữ còn trong ô."
        assert told in binh.reads
        assert "│ Chỉ tiêu đạt: 9 " in binh.sees
        assert fact(table, "targets_met") == (12, None)
        await binh.types("\n")
        same_as_golden("form-clash-80x24", binh.sees)
        await binh.types("\n")
        assert fact(table, "targets_met") == (12, None), "Enter alone decides nothing"
        await binh.types("2")
        assert fact(table, "targets_met") == (9, None)
        await binh.types("\n\b8")
        with table.at_shell():
            set_fact("an", organisation=KIM_DONG, name="targets_exceeded", value="2")
            set_fact("an", organisation=KIM_DONG, name="targets_met", value="7")
        await binh.types("\n")
        await binh.types("\n1")
        assert not binh.app.screen.focused
    assert fact(table, "targets_met") == (7, None)


async def test_other_cells_of_the_form_do_not_clash(table: Table) -> None:
    """Two may work on one form: only the same cell is asked about."""
    fill(table)
    async with table.sit("binh") as binh:
        await at_facts(binh, 1)
        await binh.types("\n\b3")
        with table.at_shell():
            set_fact("an", organisation=KIM_DONG, name="targets_set", value="14")
        await binh.looks()
        assert "│ Chỉ tiêu đạt: 13 " in binh.sees
        await binh.types("\n")
    assert (fact(table, "targets_set"), fact(table, "targets_met")) == ((14, None), (13, None))


def _of_points(path: Path) -> None:
    create_store(path, "an", replace(load_profile(), cycle={"code": "2025", "scheme": "2025"}))
    with opened(path):
        add_account("an", login="binh", roles=["reviewer"])


of_points = prepared(_of_points)
"""A store whose cycle stands under the scheme of 2025: tables of points, none known for base branches."""


@pytest.fixture
def points_table(table: Table, tmp_path: Path) -> Table:
    """A table with that store, and ``binh`` the appraiser."""
    return Table(of_points(tmp_path / "points.db"), table.clock)


async def test_points_where_the_scheme_has_them(points_table: Table) -> None:
    """A digit begins the points, a comma is a decimal mark, too many are refused; the sum and the checks follow."""
    async with points_table.sit("binh") as binh:
        await binh.types("/22\ng430\n12,5\n20\n15\n")
        await binh.types("40")
        assert "phải là số điểm không quá mức tối đa" in binh.reads
        await binh.types("\b\b9")
        same_as_golden("form-points-80x24", binh.sees)
        await binh.types("\n6\n")
        assert "điểm P.6 ghi «6»: phải là số điểm" in binh.reads
        await binh.types("\b5\n")
    given = {each.criterion: each.points for each in stored(points_table).grades}
    assert given == {"P.1": 3000, "P.2": 1250, "P.3": 2000, "P.4": 1500, "P.5": 900, "P.6": 500}


async def test_a_kind_without_a_form_says_so(points_table: Table) -> None:
    """A base branch under points: no lines, the facts can be written, the checks cannot tell."""
    async with points_table.sit("binh") as binh:
        await binh.types("/26\ng4")
        same_as_golden("form-none-80x24", binh.sees)
        await binh.types("12\n")
        await binh.presses("tab")
        assert "│►Chỉ tiêu đạt" in binh.sees
        await binh.types("-")
        assert "Phím này chỉ dùng ở dòng tiêu chí" in binh.sees


async def test_english_says_the_same(table: Table) -> None:
    """The form in English, with a rating typed in English."""
    fill(table, without={"rating_farmers"})
    async with table.sit("binh", lang="en") as binh:
        await binh.types("/22\ng4t\ngood 12/12/2019\n")
        same_as_golden("form-english-80x24", binh.sees)
    assert fact(table, "rating_farmers") == ("TOT", "2019-12-12")
    assert set(COMPLETE) >= {"rating_farmers"}


async def test_many_words_without_marks_are_doubted_once(table: Table) -> None:
    """It says so once a cell and blocks nothing."""
    async with table.sit("binh") as binh:
        await binh.types("/22\ng4\nthu ngan sach khong dat")
        assert "── Đang gõ không dấu? Bộ gõ có thể đang tắt. ─" in binh.sees
        await binh.types(" ke\n")
        assert "không dấu" not in binh.sees
        await binh.types("\x1b")
        await binh.presses("up")
        await binh.types("\n hoach\n")
        assert "không dấu" not in binh.sees
    assert [each.text for each in stored(table).proofs] == ["thu ngan sach khong dat ke hoach"]
