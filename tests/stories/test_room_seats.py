"""Where each begins in the room, what a follower may, and how the chair opens what is planned."""

from __future__ import annotations

import pytest

from store.commands.room import move_room
from tests.kit.desk import Table
from tests.kit.sitting import CHAIR, DEPUTY
from tui.places import first_place


async def test_who_follows_records_nothing_and_moves_nobody(in_session: Table) -> None:
    table = in_session
    with table.at_shell():
        move_room("an", to=2)
    async with table.sit(DEPUTY, at=None) as deputy, table.sit("binh", at="comparison") as binh:
        for keys, told in (
            ("3", "Ủy viên không ghi mức."),
            ("=", "Ủy viên không ghi mức."),
            (".", "Chỉ chủ trì và thư ký"),
        ):
            await deputy.types(keys)
            assert told in deputy.reads
        await deputy.presses("enter")
        assert "22. Đảng bộ xã Kim Đồng" in deputy.line(1)
        await deputy.types("h")
        assert "THEO HỌP" in deputy.line(1)
        for key in (".", ",", "-"):
            await binh.types(key)
            assert "Chỉ chủ trì và thư ký chuyển mục của phòng." in binh.reads
        assert ". Mục sau" not in binh.sees


async def test_before_the_meeting_the_card_says_what_is_planned_and_the_chair_opens(called: Table) -> None:
    table = called
    async with table.sit(DEPUTY, at="card") as deputy, table.sit(CHAIR, at="card") as chair:
        assert "Phiên họp 27/12/2019: Đã chuẩn bị" in deputy.sees
        assert "Có mặt 11/13 ủy viên; cần 9 để họp, 7 để quyết" in deputy.sees
        assert "  2  22 Xã Kim Đồng" in deputy.sees
        await deputy.types("m")
        assert "Vai trò «ủy viên» không khai mạc phiên họp." in deputy.reads
        await deputy.presses("down")
        assert "Chưa phiên nào đang họp" in deputy.reads
        assert "Đ/c chủ trì phiên này. Bấm m để khai mạc" in chair.sees
        await chair.types("m")
        await chair.types("1")
        await chair.types("\n")
        assert "BÀN CHỦ TRÌ" in chair.line(1)
        await deputy.looks()
        assert "ĐANG HỌP từ 09:00" in deputy.line(2)


@pytest.mark.parametrize(
    ("roles", "begun", "place"),
    [
        (("secretary", "admin"), True, "meeting"),
        (("chair", "member"), True, "desk"),
        (("member",), True, "card"),
        (("reviewer",), True, "card"),
        (("observer",), True, "wall"),
        (("observer",), False, "overview"),
    ],
)
def test_who_comes_late_begins_in_the_room(roles: tuple[str, ...], begun: bool, place: str) -> None:
    assert first_place(roles, begun=begun) == place
