"""The form of one organisation: whose it is, grades by digit, the next gap, why not more, other people's work on it."""

from __future__ import annotations

import pytest

from store.commands.account import add_account
from store.commands.cycle import close_cycle
from store.commands.dossier import grade, set_fact, set_proof
from store.commands.intake import give_opinion, receive_paper
from store.rules.forms import BOARD, OWN, RESPONSIBLE
from tests.kit.desk import Table
from tests.kit.forms import KIM_DONG, fact, fill, graded, stored
from tests.kit.golden import same_as_golden

NO_GRADES = "- - - - - - -"


def checks(screen: str) -> str:
    """What the checks answer: the rows between the message line and the keys, as running text."""
    lines = screen.split("\n")
    start = next(number for number, line in enumerate(lines) if line.startswith(" Kiểm tra: "))
    return " ".join(" ".join(lines[start : start + 6]).split())


async def test_one_key_goes_to_each_of_two_gaps(table: Table) -> None:
    """A line that is not graded and a rating that has not come: t, t, and round to the first."""
    fill(table, without={"II.2", "rating_farmers"})
    async with table.sit("binh") as binh:
        await binh.types("/22\ng4")
        assert "Còn thiếu 2 chỗ: II.2 · Hội Nông dân   t tới ngay" in binh.sees
        await binh.types("t")
        assert "│► 2 Kết quả các chỉ tiêu          -     -     [-]" in binh.sees
        assert "── Chỗ thiếu 1/2: Minh chứng II.2 Kết quả các chỉ tiêu" in binh.sees
        await binh.types("t")
        assert "│►Hội Nông dân  chưa nhận│" in binh.sees
        assert "── Chỗ thiếu 2/2: Hội Nông dân" in binh.sees
        await binh.types("t")
        assert "Chỗ thiếu 1/2" in binh.sees
        await binh.types("1t")
        assert "Chỗ thiếu 1/1: Hội Nông dân" in binh.sees
        await binh.types("2\nt")
        assert "── Không còn chỗ thiếu. ─" in binh.sees
        assert "Kiểm tra: phiếu đủ căn cứ đến mức Xuất sắc" in checks(binh.sees)
    assert (graded(table), fact(table, "rating_farmers")) == ("XS XS XS XS XS XS XS", ("TOT", "2019-12-27"))


async def test_why_not_the_best_level_names_the_body_and_changes_while_it_is_typed(table: Table) -> None:
    """A mass organisation rated HT is named with its source; another level typed answers before Enter."""
    fill(table)
    with table.at_shell():
        set_fact("binh", organisation=KIM_DONG, name="rating_farmers", value="HT", arrived="12/12/2019")
    async with table.sit("binh") as binh:
        await binh.types("/22\ng4")
        why_not = "× Không đạt XS: Hội Nông dân xếp loại Hoàn thành, cần từ Tốt trở lên (21-HD/BTCTW)"
        assert "Kiểm tra: phiếu đủ căn cứ đến mức Tốt" in checks(binh.sees)
        assert why_not in checks(binh.sees)
        same_as_golden("form-80x24", binh.sees)
        await binh.types("v")
        same_as_golden("form-why-80x24", binh.sees)
        await binh.types("\x1b\t")
        await binh.presses(*["down"] * 22)
        assert "│►Hội Nông dân   HT 12/12│" in binh.sees
        await binh.types("2")
        assert "[Tốt]" in binh.sees
        assert why_not not in checks(binh.sees)
        assert "Kiểm tra: phiếu đủ căn cứ đến mức Xuất sắc" in checks(binh.sees)
        assert fact(table, "rating_farmers") == ("HT", "2019-12-12"), "nothing is stored before Enter"
        await binh.types("\x1b")
        assert why_not in checks(binh.sees)
        await binh.types("4")
        assert "Hội Nông dân xếp loại Không HT, cần từ Tốt trở lên" in checks(binh.sees)


async def test_seven_digits_grade_seven_lines(table: Table) -> None:
    """In one packet, each on its line; the saved line repeats whose it is."""
    async with table.sit("binh") as binh:
        await binh.types("/22\ng42221232")
        assert graded(table) == "TOT TOT TOT XS TOT TB TOT"
        assert "── Đã lưu 09:00: 22 Xã Kim Đồng, III BTC: Tốt ─" in binh.sees
        await binh.presses("home")
        await binh.types("0-")
        assert graded(table) == "- none TOT XS TOT TB TOT"
        await binh.types("z\n")
        assert graded(table) == "- TOT TOT XS TOT TB TOT"
    assert (graded(table, OWN), graded(table, RESPONSIBLE)) == (NO_GRADES, NO_GRADES)


async def test_the_same_grade_again_only_goes_down(table: Table) -> None:
    """Pressing what stands there writes no entry."""
    fill(table)
    before = stored(table).version
    async with table.sit("binh") as binh:
        await binh.types("/22\ng41")
        assert "│► 2 Tổ chức" in binh.sees
    assert stored(table).version == before


async def test_an_advisory_body_grades_its_own_lines_alone(table: Table) -> None:
    """Its digits write the column of the bodies and jump over other bodies' lines; those answer with a sentence."""
    with table.at_shell():
        add_account("an", login="dao", roles=["advisory"], body="inspection", post="Chủ nhiệm Ủy ban Kiểm tra")
    async with table.sit("dao") as dao:
        await dao.types("/22\ng4")
        assert "ghi cột C.quan" in dao.line(1)
        assert "│► 4 Kiểm tra, giám sát, kỷ luật   -    [-]     -" in dao.sees
        await dao.types("3")
        assert "│►III Khắc phục hạn chế đã chỉ ra  -    [-]     -" in dao.sees
        await dao.presses("home")
        assert "(1-4 Cấp độ)" in dao.sees
        await dao.types("1")
        assert "Tiêu chí này thuộc cơ quan khác. Chưa có gì thay đổi." in dao.reads
        await dao.types("t")
        assert "Chỗ thiếu 1/" in dao.sees
        assert "│►III" in dao.sees
    assert (graded(table, RESPONSIBLE), graded(table)) == ("- - - TB - - -", NO_GRADES)


@pytest.mark.parametrize("keys", ["1", "0", "-", "\t5", "\t\n", "\n", "\t\t\n"])
async def test_who_only_looks_writes_nothing(table: Table, keys: str) -> None:
    """Grades, facts and evidence answer with who may; no cell opens."""
    fill(table)
    before = stored(table)
    async with table.sit("chi") as chi:
        await chi.types("/22\ng4")
        assert "chỉ xem" in chi.line(1)
        await chi.types(keys)
        assert "Vai trò «dự họp» chỉ xem" in chi.reads
        assert not chi.app.screen.focused
    assert stored(table) == before


async def test_the_facts_beside_and_the_evidence_in_full(table: Table) -> None:
    """Papers with dates, opinions, evidence with number and date, levels and what is missing, on a wide screen too."""
    fill(table, without={"I.4", "rating_front"})
    with table.at_shell():
        receive_paper("binh", organisation=KIM_DONG, papers=["report", "scoring"], received="13/12/2019")
        receive_paper("binh", organisation=KIM_DONG, papers=["statistics"], received="14/12/2019")
        give_opinion("binh", organisation=KIM_DONG, body="inspection", text="9/15 chỉ tiêu đạt", given="15/12/2019")
        give_opinion("binh", organisation=KIM_DONG, body="office", text=None, given="15/12/2019")
        told = "hoàn thành cơ bản các chỉ tiêu, chưa nêu từng chỉ tiêu"
        set_proof("binh", organisation=KIM_DONG, criterion="II.2", text=told, number="45-BC/ĐU", dated="10/12/2019")
        grade("an", organisation=KIM_DONG, criterion="II.2", side=BOARD, grade="TB")
    async with table.sit("an", size=(120, 30)) as an:
        await an.types("/22\ng4")
        assert "Hồ sơ nhận 14/12, thiếu 2 giấy │ Tự xếp loại: Xuất sắc │ Đề xuất: Chưa có" in an.line(2)
        await an.presses(*["down"] * 5)
        same_as_golden("form-120x30", an.sees)
        await an.types("\t")
        await an.presses("end")
        same_as_golden("form-papers-120x30", an.sees)
        await an.presses("up", "up", "up", "up")
        assert "15/12/2019: 9/15 chỉ tiêu đạt" in an.sees
        await an.presses("up")
        assert "│►Tờ trình" in an.sees
        await an.types("\n")
        assert "── Giấy và ý kiến ghi ở Tiếp nhận hồ sơ: g 3. ─" in an.sees


async def test_the_neighbours_stand_in_the_order_of_the_list(table: Table) -> None:
    """Right and left go by number; the title names whose form it is; at the ends it says so."""
    async with table.sit("binh") as binh:
        await binh.types("/22\ng4")
        assert " PHIẾU ĐÁNH GIÁ 2019 │ 22. Đảng bộ xã Kim Đồng" in binh.line(1)
        await binh.presses("right")
        assert " PHIẾU ĐÁNH GIÁ 2019 │ 23. Đảng bộ thị trấn Thất Khê" in binh.line(1)
        await binh.types("2")
        assert "23 Thị trấn Thất Khê, I.1 BTC: Tốt" in binh.sees
        await binh.presses("left", "left")
        assert " PHIẾU ĐÁNH GIÁ 2019 │ 21. Đảng bộ xã Bắc Ái" in binh.line(1)
        await binh.presses(*["left"] * 21)
        assert "── Đây là đơn vị đầu danh sách. ─" in binh.sees
        assert "│ 1. Đảng bộ xã Chi Lăng" in binh.line(1)
    assert graded(table) == NO_GRADES


async def test_what_others_do_to_the_dossier_is_seen_and_moves_nothing(table: Table) -> None:
    """A colleague's grade is there within a beat, with whose it is; the cursor stays."""
    async with table.sit("binh") as binh:
        await binh.types("/22\ng4")
        await binh.presses("down")
        with table.at_shell():
            grade("an", organisation=KIM_DONG, criterion="I.1", side=BOARD, grade="KEM")
        await binh.looks()
        assert "── 09:00 an: chấm 22 Xã Kim Đồng ─" in binh.sees
        assert "│  1 Chính trị tư tưởng            -     -      Kém" in binh.sees
        assert "│► 2 Tổ chức" in binh.sees


async def test_a_line_graded_meanwhile_is_not_written_over_by_digits_typed_ahead(table: Table) -> None:
    """The clash says who and what; the rest of the burst does nothing; a digit pressed after it is meant."""
    async with table.sit("binh") as binh:
        await binh.types("/22\ng4")
        with table.at_shell():
            grade("an", organisation=KIM_DONG, criterion="I.1", side=BOARD, grade="KEM")
        await binh.types("2223")
        assert "an vừa chấm 22 Xã Kim Đồng, I.1: chưa chấm → Kém (09:00). Cấp độ vừa bấm chưa ghi." in binh.reads
        assert graded(table) == "KEM - - - - - -"
        await binh.types("2")
        assert graded(table) == "TOT - - - - - -"


async def test_a_closed_cycle_is_only_looked_at(table: Table) -> None:
    """The form opens, says so, and writes nothing."""
    fill(table, without={"I.1"})
    with table.at_shell():
        close_cycle("an", code="2019")
    async with table.sit("binh") as binh:
        await binh.types("g41")
        assert "Kỳ 2019 đã đóng." in binh.reads


async def test_small_screens_lose_rows_never_the_keys(table: Table) -> None:
    """Eighteen rows still show the line under the cursor, a check and the keys."""
    fill(table)
    async with table.sit("binh", size=(80, 18)) as binh:
        await binh.types("/22\ng4")
        await binh.presses("end")
        assert "│►III Khắc phục" in binh.sees
        assert "Kiểm tra: phiếu đủ căn cứ đến mức Xuất sắc" in binh.sees
        assert "1-4 Cấp độ" in binh.sees
