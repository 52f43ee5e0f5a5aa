"""Going from place to place: the way back, what could not be read, marks that a filter hides."""

from __future__ import annotations

import sqlite3

from store.db.connect import database
from store.rules.roles import ROLES
from tests.kit.desk import Table
from tui.places import DOORS, first_place


async def test_every_door_leads_to_a_place_of_its_name(table: Table) -> None:
    for name, door in DOORS.items():
        assert name == door.kind().NAME


def test_everybody_begins_somewhere() -> None:
    assert {first_place([role]) for role in ROLES} <= set(DOORS)
    leading = {role: first_place([role], leads=True) for role in ROLES}
    assert leading == dict.fromkeys(ROLES, "remediation") | {"secretary": "overview"}, "who leads a work team, at that"
    assert first_place(["reviewer"], begun=True, leads=True) == "card", "a meeting goes before"


async def test_the_way_back_leads_through_the_places_one_came_by(table: Table) -> None:
    async with table.sit("an") as an:
        await an.types("g3")
        assert "── So sánh thẩm định › Tiếp nhận hồ sơ (Esc quay lại) ──" in an.sees
        await an.types("/22\n")
        await an.presses("enter")
        assert "So sánh thẩm định › Tiếp nhận hồ sơ › Phiếu đánh giá" in an.sees
        await an.presses("escape")
        assert "TIẾP NHẬN HỒ SƠ" in an.line(1)
        await an.presses("escape")
        assert "SO SÁNH THẨM ĐỊNH" in an.line(1)
        await an.presses("escape")
        assert "Đây là màn hình đầu. Bấm q để thoát" in an.reads


async def test_a_place_that_lies_beneath_is_shown_again_where_one_points(table: Table) -> None:
    async with table.sit("an") as an:
        await an.types("g3/17\ng4")
        assert "17. Đảng bộ xã Tân Minh" in an.line(1)
        await an.types("g5")
        assert an.app.trail() == ("comparison",)
        assert "17 Xã Tân Minh" in an.here


async def test_a_place_that_cannot_be_read_is_left_at_once_and_says_why(table: Table) -> None:
    async with table.sit("an") as an:
        with an.app._context():
            await an.app.go("form", "huyen-uy")
        await an.rests()
        assert an.app.trail() == ("comparison",)
        assert "Đơn vị «huyen-uy» không có trong kỳ 2019" in an.reads
        await an.types("g3")
        assert "TIẾP NHẬN HỒ SƠ" in an.line(1)


async def test_where_the_first_place_cannot_be_read_one_can_leave_and_the_next_key_reads_anew(table: Table) -> None:
    with table.at_shell():
        code, *cycle = database.execute_sql("SELECT * FROM cycle").fetchone()
    aside = sqlite3.connect(table.path)
    aside.execute("DELETE FROM cycle")
    aside.commit()
    async with table.sit("an") as an:
        assert "Chưa có kỳ nào đang mở" in an.reads
        await an.types("q")
        assert "THOÁT" in an.sees
        await an.presses("escape")
        aside.execute(f"INSERT INTO cycle VALUES ({', '.join('?' * (len(cycle) + 1))})", (code, *cycle))
        aside.commit()
        aside.close()
        await an.presses("down")
        assert "SO SÁNH THẨM ĐỊNH 2019" in an.line(1)


async def test_marks_that_a_filter_hides_are_not_taken_for_the_row_under_the_cursor(table: Table) -> None:
    async with table.sit("an", at="intake") as an:
        await an.presses("space", "space")
        assert "đánh dấu 2" in an.sees
        await an.types("/tt:>20\n")
        assert "đánh dấu" not in an.line(3)
        await an.types("1")
        assert "Có 2 dòng đánh dấu nhưng bộ lọc đang giấu cả" in an.reads
        await an.presses("escape", "escape")
        await an.types("1")
        assert "Đã nhận" in an.reads
        assert "Đã nhận báo cáo kiểm điểm: 26 Phòng TC – KH" in an.sees
