"""One organisation across two cycles through screens alone, from its self-rating to the next year's check."""

from __future__ import annotations

import pytest

from store.queries.comparison import comparison
from store.queries.remediation import cases
from store.queries.verification import verify
from tests.kit.cases import DAY, KIM_DONG, LEADER, with_people
from tests.kit.desk import Person, Table


@pytest.fixture
def desk(table: Table) -> Table:
    """A table with three people by post, one of whom has a login that leads work teams."""
    with_people(table)
    return table


def states(desk: Table) -> list[str]:
    """The states of all cases, by number."""
    with desk.at_shell():
        return [each.state for each in sorted(cases().cases, key=lambda each: each.number)]


async def later(desk: Table, person: Person, days: int) -> None:
    """Days go by."""
    desk.clock.now += days * DAY
    await person.presses("escape")
    await person.types("g7")


async def test_one_organisation_across_two_cycles(desk: Table) -> None:
    """From the adjustment to next year's check, by keys; the store is whole at the end."""
    async with desk.sit("an") as an:
        await an.types("/22\n")
        await an.presses("left", "left")
        await an.types("2")
        await an.types("/22\n")
        await an.presses("right", "right")
        await an.types("32\tKhông đạt chỉ tiêu\n")
        assert "Tốt   -      HT     ▼1" in an.here
        await an.types("g7")
        await an.types("+4")
        assert "chưa có hồ sơ: 1" in an.sees
        assert "1  22 Xã Kim Đồng: mức Hoàn thành kỳ 2019" in an.sees
        await an.types("110/01/2020\t\t30/06/2020\n")
        assert "Đã lập 09:00 hồ sơ số 1: 22 Xã Kim Đồng" in an.sees, "what a source named becomes this case"
        assert "Mới lập        10/01/2020 14 ngày      1 Chỉ đạo" in an.here
        await an.types("112-CV/HU 27/12/2019\n")
        await an.types("2")
        await an.types("2 3")
        assert an.line(10).startswith("└"), "the frame grows with what the numbers mean"
        await an.types("\tPhó Chánh Văn phòng\n")
        assert "tổ trưởng Phó Ban Tuyên giáo" in an.sees
        await an.types("+2")
        await an.types("Sinh hoạt chi bộ không đều\tBí thư ít dự họp\n")
        await an.types("+1")
        await an.types("Chấn chỉnh sinh hoạt\tĐảng ủy xã\t31/03/2020\n")
        await an.types("v")
        assert "Để sang bước sau còn thiếu: kế hoạch của đơn vị" in an.sees
        await later(desk, an, 20)
        assert "1 hồ sơ: quá hạn 1" not in an.line(2) and "quá hạn 1" in an.line(2)
        assert "QUÁ 6 ngày   3 Kế hoạch" in an.here
        await an.types("3 12/01/2020 05-KH/ĐU\n")
        assert "Đã ghi 09:00 kế hoạch ngày 12/01/2020: 22 Xã Kim Đồng. Hồ sơ nay là «Đã có kế hoạch»." in an.reads
        await an.types("4 14/01/2020\n")
        assert "Đã cam kết     31/03/2020 75 ngày      5 Tiến độ" in an.here
        await an.types("6 15/01/2020\t2\tchưa chuyển\n")
        await an.types("6\t1\tđã chuyển\tỦy ban Kiểm tra\n")
        assert "kiểm tra, đạt: 22 Xã Kim Đồng" in an.sees
        await later(desk, an, 170)
        assert "QUÁ 95 ngày" in an.here, "of the measure"
        await an.types("8")
        assert "1  hạn việc 1: 31/03/2020" in an.sees and "2  hạn chung: 30/06/2020" in an.sees
        await an.types("2")
        assert "Sẽ lùi hạn chung, hiện nay là 30/06/2020." in an.sees
        assert "Hạn đã qua: sẽ ghi là xin sau hạn 4 ngày." in an.sees
        await an.types("04/07/2020")
        assert "phải sau hôm nay" in an.sees
        await an.presses(*["backspace"] * len("04/07/2020"))
        await an.types("30/09/2020\tmưa lũ\n")
        assert "Đã lùi 09:00 hạn chung đến 30/09/2020, xin sau hạn 4 ngày: 22 Xã Kim Đồng." in an.reads
        assert "QUÁ 95 ngày" in an.here, "of the measure still"
        await an.types("8\n")
        await an.types("31/07/2020\tmưa lũ\n")
        assert "hạn việc 1 đến 31/07/2020, xin sau hạn 95 ngày: 22 Xã Kim Đồng." in an.reads
        assert "27 ngày" in an.here and "Gia hạn việc 1 đến 31/07/2020: mưa lũ" in an.sees
        await an.types("7")
        assert "nên chưa xác nhận được" in an.reads, "nothing is reported yet"
    async with desk.sit(LEADER, at=None) as leader:
        assert leader.here.startswith(" ►* 22 Xã Kim Đồng"), "the own case, first and at once"
        await leader.types("5")
        await leader.types("xong\t 20/06/2020\tHọp đủ sáu tháng\tBáo cáo\t03-BC/ĐU\t20/06/2020\n")
        assert "Đã ghi 09:00 việc 1 «Chấn chỉnh sinh hoạt» xong: 22 Xã Kim Đồng." in leader.reads
        assert "«Đã báo cáo, chờ xác nhận»" in leader.reads
        await leader.types("7")
        assert "không tự xác nhận hồ sơ số 1" in leader.reads
        assert "XÁC NHẬN KẾT QUẢ" not in leader.sees, "said before anything is asked"
    assert states(desk)[0] == "reported"
    async with desk.sit("binh", at="remediation") as binh:
        assert "chờ xác nhận 1" in binh.line(2)
        await binh.types("71")
        assert "Sẽ ghi là đã khắc phục:" in binh.sees and "1 Sinh hoạt" in binh.sees.split("Sẽ ghi")[1]
        await binh.types("\tChi bộ nào cũng họp đủ\n")
        assert "Đã ghi 09:00 xác nhận: Đã chuyển biến, 22 Xã Kim Đồng." in binh.reads
        await binh.types("9")
        assert "Vai trò «thẩm định" in binh.reads, "ending it is the secretary's"
    async with desk.sit("an", at="remediation") as an:
        await an.types("/22\n9\n")
        assert "Đã kết thúc 09:00 hồ sơ: 22 Xã Kim Đồng." in an.reads
        await an.types("7")
        assert "Hồ sơ số 1 đã kết thúc" in an.reads
    async with desk.sit("an") as an:
        await an.types(":mo ky moi\n")
        assert "Kỳ 2019 còn đang mở" in an.sees, "the next one begins when this one is over"
        await an.presses("escape")
        await an.types(":ket thuc ky\n")
        assert "Còn thiếu: 58 đơn vị chưa quyết định mức" in an.sees
        await an.types("1")
        assert "Đã đóng 09:00 kỳ 2019: từ đây chỉ xem." in an.reads
        await an.types(":mo ky moi\n")
        assert "► 3 khung 2019" in an.sees, "the scheme of the year is chosen"
        await an.presses("tab", "backspace")
        await an.types("5\n")
        assert "khung 2025 dùng từ năm 2025, kỳ này là 2020" in an.reads
        assert "- 1 kết quả củng cố đã xác nhận, ghi vào phiếu kỳ 2020" in an.sees
        await an.types("\n")
        assert "TỔNG QUAN 2020" in an.line(1) and "Kỳ đang mở" in an.line(2)
        assert "59 đơn vị; mang sang 4 hồ sơ củng cố, 1 kết quả đã xác nhận. Xem lại kỳ 2019: bấm ←." in an.reads
    with desk.at_shell():
        row = next(each for each in comparison("2020").rows if each.organisation == KIM_DONG)
        said = [each for verdict in row.support.verdicts for each in verdict.findings if "shortcomings" in each.rule]
        assert {each.outcome for each in said} == {"pass"}
        assert verify().difference is None
    async with desk.sit("an", size=(120, 40)) as an:
        await an.types("/22\ng4")
        await an.presses("end")
        assert "Hồ sơ củng cố số 1: đã xác nhận chuyển biến, hạn chế đã khắc phục 1/1" in an.sees, "as evidence"
        assert "√ Đạt  XS: Đã khắc phục/Hạn chế: 1/1 (366-QĐ/TW)" in an.sees
        await an.types("g7/22\n")
        assert "Phiếu kỳ 2020, phần hạn chế cũ, dẫn hồ sơ này: đã chuyển biến, khắc phục 1/1" in an.sees
