"""Remediation through its screens: steps and ways to a case, its team's leader, what is barred and why."""

from __future__ import annotations

import pytest

from store.commands.remediation import add_shortcoming, open_case
from store.commands.remediation_steps import close_case, report_progress, verify_case
from store.queries.remediation import CaseView, case
from tests.kit.cases import DAY, FOREST, KIM_DONG, LEADER, lowered, with_cases, with_people
from tests.kit.desk import Table
from tests.kit.golden import same_as_golden


@pytest.fixture
def desk(table: Table) -> Table:
    """A table with three people by post, one of whom has a login that leads work teams."""
    with_people(table)
    return table


def held(desk: Table, number: int = 1, login: str = "") -> CaseView:
    """A case straight from the store."""
    with desk.at_shell():
        return case(number, login)


async def test_a_verified_shortfall_goes_on_with_a_reason(desk: Table) -> None:
    """Partly: which shortcomings are remedied is asked; the case goes on, its measures are open again."""
    with_cases(desk)
    async with desk.sit("binh", at="remediation") as binh:
        for measure in "23":
            await binh.types(f"5{measure}")
            for _letter in "100":
                await binh.presses("backspace")
            await binh.types("xong\t\tđã làm\tBáo cáo\t07-BC/ĐU\n")
        assert "chờ xác nhận" not in binh.here
        await binh.types("72\n")
        assert "Chuyển biến một phần thì nêu hạn chế nào đã khắc phục" in binh.reads
        await binh.types("9\n")
        assert "Hồ sơ số 1 không có hạn chế 9" in binh.reads
        await binh.presses("backspace")
        await binh.types("1\t\tthu ngân sách chưa đạt\n")
        assert "Chuyển biến một phần" in binh.reads
    async with desk.sit("an", at="remediation") as an:
        assert "9 Tiếp tục" in an.here
        await an.types("9\n")
        assert "phải nêu lý do" in an.reads
        await an.types("còn hạn chế 2\n")
        assert "Tiếp tục" in an.here and "5 Tiến độ" in an.here
        await an.types("\n")
        assert "√ 1 Sinh hoạt chi bộ không đều" in an.sees and "× 2 Thu ngân sách chậm" in an.sees
        await an.types("z\n")
        assert held(desk).state == "partly", "z takes back what was recorded last"


async def test_every_way_to_a_case(desk: Table) -> None:
    """By decision with a reason, by number; deadlines that are set are not set again; mentoring without names."""
    async with desk.sit("an", at="remediation") as an:
        await an.types("+4")
        assert "Không có đơn vị nào ở hai mức thấp nhất" in an.sees
        await an.types("1")
        await an.types("tân yên")
        assert "20 Xã Tân Yên: lập theo quyết định, phải nêu lý do" in an.reads
        await an.types("\n")
        assert "Nêu lý do nếu lập theo quyết định" in an.reads
        await an.types("đơn thư\n")
        assert "Đã lập 09:00 hồ sơ số 6: 20 Xã Tân Yên" in an.sees
        assert "theo quyết định: đơn thư" in an.sees
        assert "Mới lập        chưa đặt   -" in an.here
        await an.types("+3")
        await an.types("\t\t30/06/2020\n")
        await an.types("+3")
        assert "Hạn chung: 30/06/2020" in an.sees
        await an.types("31/01/2020\n")
        assert (held(desk, 6).plan_due, held(desk, 6).due) == ("2020-01-31", "2020-06-30")
        await an.types("03\tmỗi người một đảng viên\n")
        assert "kèm cặp 3 đảng viên" in an.sees
        await an.types("5")
        assert "nên chưa báo tiến độ được" in an.reads
        await an.types("1CV 10/01/2021")
        await an.presses("escape")
    async with desk.sit("an", at="remediation") as an:
        assert "Còn lời ghi dở ở 1 hồ sơ, trước hết 20 Xã Tân Yên" in an.reads
        await an.types("/20\n1")
        assert "CV 10/01/2021" in an.sees, "offered again"


async def test_who_only_looks_and_who_leads(desk: Table) -> None:
    """Barred keys stand in brackets and say why; a leader may report and extend the own case and nothing else."""
    with_cases(desk)
    async with desk.sit("chi", at="remediation") as chi:
        assert "(1-7 Ghi bước)(8 Gia hạn)(9 Kết thúc)(0 Kèm cặp)(+ Thêm việc)" in chi.sees
        for key in "1234567890+":
            await chi.types(key)
            assert "Vai trò «dự họp»" in chi.reads
        await chi.types("\n")
        assert "HỒ SƠ CỦNG CỐ" in chi.line(1)
        await chi.types("5")
        assert "Vai trò «dự họp»" in chi.reads
    async with desk.sit(LEADER, at=None) as leader:
        assert "1-7 Ghi bước  8 Gia hạn (9 Kết thúc)(0 Kèm cặp)" in leader.sees
        await leader.types("1")
        assert "Vai trò «tổ trưởng»" in leader.reads
        await leader.types("52")
        await leader.types("\n")
        assert "việc 2 «Lập lại kế hoạch thu ngân sách» được 60%" in leader.reads
        await leader.presses("down")
        assert "28 Kiểm lâm" in leader.here
        await leader.types("8")
        assert "Vai trò «dự họp»" in leader.reads, "that one is not the own case"


async def test_the_list_narrows_orders_and_finds(desk: Table) -> None:
    """l leaves what presses; filters by field; the overview's numbers lead to the same rows."""
    with_cases(desk)
    async with desk.sit("an", at="remediation") as an:
        await an.types("l")
        assert "Quá hạn và tuần này: 2 hồ sơ" in an.line(2)
        await an.presses("escape")
        await an.types("/quahan:co\n")
        assert "Lọc quahan:co: 1 hồ sơ" in an.line(2) and "22 Xã Kim Đồng" in an.here
        await an.presses("escape")
        await an.types("/tieubieu:co\n")
        assert "6 Xã Vĩnh Tiến" in an.here
        assert "Từng tiêu biểu năm 2016, nay phải củng cố" in an.sees
        assert "+4 Lập h.sơ" in an.here
        await an.types("3")
        assert "chưa được lập. Chưa ghi gì. Lập hồ sơ trước: phím + rồi 4." in an.reads
        await an.types("+1")
        assert "Lập hồ sơ trước: phím + rồi 4." in an.reads
        await an.presses("escape", "escape")
        await an.types("s2")
        assert "6 Xã Vĩnh Tiến" in an.line(4)
        await an.types("g1")
        assert "Củng cố    5 quá hạn  1" in an.sees and "Tuần này   1" in an.sees
        await an.types("7")
        assert "2  Hồ sơ củng cố quá hạn: 1" in an.sees
        await an.types("2")
        assert an.app.trail()[-1] == "remediation" and "22 Xã Kim Đồng" in an.here
        await an.types("x")
        assert an.app.trail()[-1] == "documents"


async def test_others_see_it_within_a_beat(desk: Table) -> None:
    """What the leader reports the secretary sees, the row where it was; what cannot be read is said and stays typed."""
    with_cases(desk)
    async with desk.sit("an", at="remediation") as an, desk.sit(LEADER, at=None) as leader:
        await leader.types("53nửa\n")
        assert "«nửa» không đọc được" in leader.reads
        for _letter in "nửa":
            await leader.presses("backspace")
        await leader.types("40\n")
        await an.looks()
        assert "Phó Ban Tuyên giáo: báo tiến độ củng cố 22 Xã Kim Đồng" in an.sees
        assert "30/09/2020 40%" in an.sees


async def test_a_case_that_is_taken_back_leaves_the_screen(desk: Table) -> None:
    """Undone on its own screen, the organisation's other case, or another one, stands there instead."""
    with desk.at_shell():
        open_case("an", organisation="xa-tan-yen", why="đơn thư")
    async with desk.sit("an", at="remediation") as an:
        await an.types("/20\n")
        await an.types("\n")
        assert "20. Đảng bộ xã Tân Yên ─ hồ sơ số 6" in an.sees
        await an.types("z\n")
        assert "HỒ SƠ CỦNG CỐ" in an.line(1) and "Tân Yên ─ hồ sơ" not in an.sees
        await an.pilot.resize_terminal(100, 30)
        await an.rests()
        assert "hồ sơ số" in an.sees


async def test_a_second_case_does_not_hide_the_first(desk: Table) -> None:
    """Both stand in the list; Enter opens the one under the cursor, arrows lead on."""
    with_cases(desk)
    with desk.at_shell():
        for measure in (2, 3):
            report_progress("an", case=1, measure=measure, percent=100, proof="Báo cáo")
    async with desk.sit("binh", at="remediation") as binh:
        await binh.types("/kim dong\n")
        await binh.types("71")
        assert "Sẽ ghi là đã khắc phục:" in binh.sees
        with desk.at_shell():
            seen = len(case(1).shortcomings)
            add_shortcoming("an", case=1, text="Mới thêm")
        await binh.types("\n")
        assert f"Hạn chế {seen + 1} của hồ sơ số 1 vừa được thêm hoặc bỏ sau khi mở." in binh.reads
        await binh.presses("escape", "escape")
    with desk.at_shell():
        assert case(1).state == "reported"
        verify_case("binh", case=1, outcome="effective")
        close_case("an", case=1)
        assert open_case("an", organisation=KIM_DONG, why="đơn thư").value == 6
    async with desk.sit("an", at="remediation") as an:
        await an.types("/kim dong\n")
        await an.types("\n")
        assert "22. Đảng bộ xã Kim Đồng ─ hồ sơ số 6" in an.sees
        assert an.app.trail()[-1] == "case"
        await an.presses("escape", "end")
        assert "22 Xã Kim Đồng        Kết thúc       -          -            -" in an.here
        await an.types("\n")
        assert "hồ sơ số 1" in an.sees
        await an.presses("right")
        assert "Không còn hồ sơ nào về phía đó." in an.sees
        await an.presses("left")
        assert "hồ sơ số 1" not in an.sees
        await an.types("n")
        assert an.app.trail()[-1] == "journal"


async def test_the_form_and_the_organisation_point_to_the_case(desk: Table) -> None:
    """Line III names it; the organisation's page, too, with the exemplary past."""
    with_cases(desk)
    async with desk.sit("an", at="remediation") as an:
        await an.types("g4")
        await an.presses("end")
        assert "Hồ sơ củng cố số 1: Đang thực hiện (g 7)" in an.sees
        await an.types("g7/6\n")
        with an.app._context():
            await an.app.go("organisation", "xa-vinh-tien")
        await an.rests()
        assert "Hồ sơ củng cố số 3: chưa rõ" in an.sees
        assert "Từng tiêu biểu năm 2016, nay phải củng cố" in an.sees


@pytest.mark.parametrize("lang", ["vi", "en"])
async def test_pictures(desk: Table, lang: str) -> None:
    """Overdue, due this week, unknown; the case whole; on both screens."""
    with_cases(desk)
    for size in ((80, 24), (120, 40)):
        name = f"{lang}-{size[0]}x{size[1]}"
        async with desk.sit("an", size=size, lang=lang, at="remediation") as an:
            same_as_golden(f"remediation-{name}", an.sees)
            await an.presses("end")
            same_as_golden(f"remediation-unknown-{name}", an.sees)
            await an.presses("home")
            await an.types("2")
            same_as_golden(f"remediation-team-{name}", an.sees)
            await an.presses("escape", "enter")
            same_as_golden(f"case-{name}", an.sees)


async def test_nothing_is_cut_where_many_things_are_long(desk: Table) -> None:
    """Lowered organisations with a case each: more than a screen of them; every frame closes."""
    with desk.at_shell():
        lowered(FOREST)
    async with desk.sit("an", at="remediation") as an:
        await an.types("+41\n")
        for number in range(1, 12):
            await an.types("+1")
            await an.types(f"việc {number} " + "rất dài " * 12 + "\t" + "nhiều người " * 3 + "\n")
        assert "việc nữa, Enter để xem cả" in an.sees
        assert an.line(22).endswith("┘")
        await an.types("\n")
        assert all(len(line) <= 80 for line in an.sees.split("\n"))
        await an.presses("end")
        assert "khen thưởng" in an.sees


async def test_an_extension_says_how_late_it_was_by_the_store(desk: Table) -> None:
    """The screen was read in time, Enter came after the date: what is told is what was recorded."""
    with desk.at_shell():
        open_case("an", organisation="xa-tan-yen", why="đơn thư", due="28/12/2019")
    async with desk.sit("an", at="remediation") as an:
        await an.types("/20\n8")
        await an.types("30/06/2020\tMưa lũ")
        desk.clock.now += 4 * DAY
        await an.types("\n")
        assert "30/06/2020, xin sau hạn 3 ngày" in an.reads
        assert held(desk, 6).events[-1].facts["late"] == 3
