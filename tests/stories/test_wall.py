"""The wall: everybody sees it, so nothing private is on it, and no key leads away from the projector's own."""

from __future__ import annotations

import unicodedata

from store.commands.account import add_account
from store.commands.meeting import recess_meeting
from store.commands.people import change_person
from store.commands.room import move_room, note_speech
from store.queries.meeting import people
from tests.kit.desk import Table
from tests.kit.sitting import CHAIR

WALL = (60, 18)


def columns(line: str) -> int:
    return sum(0 if unicodedata.combining(sign) else 1 for sign in line)


async def test_the_wall_follows_by_itself_and_shows_nothing_private(in_session: Table) -> None:
    table = in_session
    with table.at_shell():
        change_person("an", person=1, full_name="Nguyễn Văn Kín")
        posts = [each.post for each in people()]
        move_room("an", to=2)
    async with table.sit("chi", at=None, size=WALL) as wall, table.sit("an") as an:
        assert "Nội dung 2/6" in wall.sees
        assert "22. ĐẢNG BỘ XÃ KIM ĐỒNG" in wall.sees
        await an.types("/22\n32\tlời đang gõ")
        with table.at_shell():
            note_speech("an", text="điều chỉ nói trong phòng", person=5)
            move_room(CHAIR, to="next")
        await wall.looks()
        assert "20. ĐẢNG BỘ XÃ TÂN YÊN" in wall.sees
        assert "Kế tiếp: 21. Đảng bộ xã Bắc Ái" in wall.sees
        for private in ("Kín", "lời đang gõ", "điều chỉ nói", "chủ trì", *posts):
            assert private not in wall.sees, private
        with table.at_shell():
            recess_meeting(CHAIR)
        await wall.looks()
        assert "Nội dung 3/6 – TẠM NGHỈ" in wall.sees
        assert all(columns(line) <= 60 for line in wall.sees.split("\n"))


async def test_no_key_leads_away_from_the_projectors_wall_but_leaving_twice(in_session: Table) -> None:
    table = in_session
    with table.at_shell():
        add_account("an", login="may-chieu", roles=["observer"], wall=True)
        move_room("an", to=2)
    async with table.sit("may-chieu", at="comparison", size=WALL) as wall:
        assert "HUYỆN ỦY TRÀNG ĐỊNH – 27/12/2019" in wall.line(1)
        for key in ("g", "colon", "n", "h", "z", "question_mark", "semicolon", "escape"):
            await wall.presses(key)
            assert wall.app.trail() == ("wall",)
            assert len(wall.app.screen_stack) == 1, key
            assert "Tài khoản này chỉ xem màn chiếu." in wall.line(18), key
        with table.at_shell():
            move_room("an", to=3)
        await wall.looks()
        assert "20. ĐẢNG BỘ XÃ TÂN YÊN" in wall.sees
        assert "Tài khoản này" not in wall.sees
        await wall.types("q")
        assert "Màn chiếu: bấm q lần nữa để thoát." in wall.line(18)
        with table.at_shell():
            move_room("an", to=4)
        await wall.looks()
        assert "bấm q" not in wall.sees
        await wall.types("q")
        assert "bấm q lần nữa" in wall.sees
        await wall.types("q")
        assert wall.app.return_code == 0


async def test_somebody_who_looks_at_the_wall_at_a_laptop_may_go_elsewhere(in_session: Table) -> None:
    async with in_session.sit("chi", at=None) as chi:
        assert "g Đi tới" in chi.sees
        await chi.types("g5")
        assert "SO SÁNH THẨM ĐỊNH" in chi.line(1)
