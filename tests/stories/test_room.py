"""One room at one table: it moves, and everybody sees it from where they are, with what they were doing."""

from __future__ import annotations

from textual import events

from store.commands.attendance import attend
from store.commands.meeting import appoint, close_meeting, recess_meeting, resume_meeting
from store.commands.people import tie_person
from store.commands.room import move_room, note_speech
from store.queries.comparison import comparison
from store.queries.meeting import meeting
from tests.kit.desk import Table
from tests.kit.sitting import BLOCK, CHAIR, DEPUTY

KIM_DONG = "xa-kim-dong"


def final_of(table: Table, organisation: str = KIM_DONG) -> str | None:
    """The level that stands concluded."""
    with table.at_shell():
        return next(row.final_level for row in comparison().rows if row.organisation == organisation)


def room_at(table: Table, to: int | str, by: str = "an") -> None:
    """Take the room somewhere from elsewhere."""
    with table.at_shell():
        move_room(by, to=to)


async def test_the_room_moves_and_nobody_is_torn_from_what_they_do(in_session: Table) -> None:
    """One types, one looks elsewhere, one follows, one only looks: the room goes on, and each keeps their own."""
    table = in_session
    async with table.sit(CHAIR, at=None) as chair, table.sit(DEPUTY, at=None) as deputy, table.sit("an") as an:
        await chair.presses("right", "right")
        assert "Nội dung 2/6" in chair.sees
        await deputy.looks()
        assert "Đang theo họp" in deputy.sees
        assert "22. ĐẢNG BỘ XÃ KIM ĐỒNG" in deputy.sees
        assert "Mục kế tiếp là địa bàn đ/c phụ trách: 20 Xã Tân Yên" in deputy.sees
        await deputy.presses("end")
        assert "Đang xem riêng – phòng ở mục 2: 22 Xã Kim Đồng – h về" in deputy.sees
        assert "18. ĐẢNG BỘ XÃ KHÁNH LONG" in deputy.sees

        await an.types("/15\n")
        await an.presses("space")
        await an.types("/tân")
        await chair.presses("pagedown")
        for person in (an, deputy):
            await person.looks()
        assert "Tìm (Esc thôi): tân" in an.sees
        assert "chủ trì: sang mục 3: 20 Xã Tân Yên" in an.sees
        assert "phòng đang xét: 20 Xã Tân Yên (3/6)" in an.line(2)
        await an.presses("escape")
        assert an.here.startswith(" ►  16")
        assert "  + 15 Xã Quốc Việt" in an.sees
        assert "  ● 20 Xã Tân Yên" in an.sees
        assert "18. ĐẢNG BỘ XÃ KHÁNH LONG" in deputy.sees
        assert "phòng ở mục 3: 20 Xã Tân Yên" in deputy.sees
        assert "địa bàn đ/c phụ trách" not in deputy.sees, "told once"
        await deputy.types("h")
        assert "Đang theo họp – địa bàn phụ trách" in deputy.sees
        await deputy.types("h")
        assert "20. ĐẢNG BỘ XÃ TÂN YÊN" in deputy.sees


async def test_at_the_desk_a_held_key_moves_one_item_and_any_other_key_says_so(in_session: Table) -> None:
    async with in_session.sit(CHAIR, at=None) as chair:
        for place, (key, typed) in enumerate((("right", None), ("pagedown", None), ("full_stop", ".")), 1):
            chair.clock.pass_by(1000)
            for _held in range(5):
                chair.app.post_message(events.Key(key, typed))
                await chair.rests()
                chair.clock.pass_by(40)
            assert f"({place}/6)" in chair.line(2), key
        for key in ("up", "tab", "space", "home"):
            await chair.presses(key)
            assert "Phím này không dùng ở bàn chủ trì. → Mục sau, Enter Kết luận, ? Trợ giúp." in chair.reads, key
        await chair.types("c")
        assert "Phím này không dùng ở bàn chủ trì" in chair.reads
        await chair.presses("left", "pageup", "comma")
        await chair.presses("left")
        assert "Đã ở mục đầu. Phòng vẫn ở mục này." in chair.reads


async def test_the_chair_concludes_in_full_words_and_nothing_is_preset(in_session: Table) -> None:
    table = in_session
    room_at(table, 2)
    async with table.sit(CHAIR, at=None) as chair, table.sit("an") as an:
        await chair.types("\n")
        assert "1 Thống nhất mức tự xếp loại: Hoàn thành tốt nhiệm vụ" in chair.reads
        await chair.types("\n")
        assert "Bấm 1, 2 hoặc 3." in chair.reads
        assert final_of(table) is None
        await chair.types("23")
        assert "QUYẾT ĐỊNH MỨC ─ 22. Đảng bộ xã Kim Đồng" in chair.sees
        await chair.types("2\n")
        assert final_of(table) == "HT"
        assert "Kết luận         HOÀN THÀNH NHIỆM VỤ" in chair.sees
        await an.looks()
        assert "chủ trì: điều chỉnh 22 Xã Kim Đồng, quyết định: Tốt → HT" in an.sees
        await chair.types("\n1")
        assert "đã kết luận" in chair.reads
        await chair.presses("escape", "right")
        await chair.types("\n3\n")
        await an.looks()
        assert "chủ trì: gác lại 20 Xã Tân Yên" in an.sees
        assert "Nội dung 3/6 – gác lại" in chair.sees
        await chair.presses("right")
        await an.looks()
        await an.types("/20\n")
        assert an.here.startswith(" ►○ 20 Xã Tân Yên")
        await chair.presses("left")
        await chair.types("\n20")
        assert "[0 Không XL]" in chair.sees


async def test_a_block_is_three_keys_and_one_entry(in_session: Table) -> None:
    """`.` marks the block, `=` Enter agrees it: who cannot be agreed unspoken is lifted out and named before."""
    table = in_session
    async with table.sit("an") as an:
        await an.types(".")
        assert f"đánh dấu {BLOCK}" in an.sees
        await an.types("=")
        assert "KHÔNG PHẢI" not in an.sees
        assert "10 Xã Tân Tiến: " in an.reads
        before = an.app.link.written.copy()
        await an.types("\n")
        assert len(an.app.link.written - before) == 1
        with table.at_shell():
            items = meeting().items
        assert (items[0].state, len(items[0].units)) == ("concluded", BLOCK - 4)
        assert all(unit.final_level is not None for unit in items[0].units)
        assert "đánh dấu" not in an.line(3)
        await an.types(".,")
        assert "đánh dấu" not in an.line(3), "a block that is concluded is not marked again"


async def test_a_level_for_another_row_than_the_rooms_is_asked_for_and_nothing_is_preset(in_session: Table) -> None:
    table = in_session
    room_at(table, 2)
    async with table.sit("an") as an:
        await an.types("/24\n32\tlời của mục 22")
        assert "KHÔNG PHẢI mục phòng đang xét (22 Xã Kim Đồng)" in an.sees
        assert an.line(3).startswith("╔═ QUYẾT ĐỊNH MỨC ─ 24.")
        await an.types("\n")
        assert "1 Ghi cho 24 Quân sự huyện 2 Sang 22 Xã Kim Đồng" in an.reads
        await an.types("\n")
        assert (final_of(table), final_of(table, "quan-su")) == (None, None)
        await an.types("2")
        assert "QUYẾT ĐỊNH MỨC ─ 22. Đảng bộ xã Kim Đồng" in an.sees
        assert "Ghi rõ: lời của mục 22" in an.sees
        assert "KHÔNG PHẢI" not in an.sees
        await an.types("\n")
        assert (final_of(table), final_of(table, "quan-su")) == ("HT", None)
        assert an.here.startswith(" ►● 22")
        await an.types("/25\n32\n1")
        assert final_of(table, "cong-an") == "HT"
        await an.types("/16\n=\n")
        assert "1 Ghi cho 16 Xã Đào Viên" in an.reads


async def test_the_room_moves_while_a_dialog_is_open(in_session: Table) -> None:
    """The dialog stays with its organisation, says so, and warns from then on."""
    table = in_session
    room_at(table, 2)
    async with table.sit("an") as an, table.sit(CHAIR, at=None) as chair:
        await an.types("/22\n32\tđang gõ")
        assert "KHÔNG PHẢI" not in an.sees
        await chair.presses("right")
        await an.looks()
        assert "Phòng đã sang mục 3: 20 Xã Tân Yên. Hộp này vẫn là 22 Xã Kim Đồng." in an.reads
        assert "KHÔNG PHẢI mục phòng đang xét (20 Xã Tân Yên)" in an.sees
        assert "Ghi rõ: đang gõ" in an.sees
        await an.types(" tiếp\n")
        assert "1 Ghi cho 22 Xã Kim Đồng" in an.reads
        await an.types("1")
        assert final_of(table) == "HT"


async def test_two_at_one_organisation_is_one_commit_and_one_question(in_session: Table) -> None:
    table = in_session
    room_at(table, 2)
    async with table.sit("an") as an, table.sit(CHAIR, at=None) as chair:
        await an.types("/22\n42\t9/15 chỉ tiêu")
        await chair.types("\n232\n")
        assert final_of(table) == "HT"
        await an.looks()
        await an.types("\n")
        assert "KẾT LUẬN" not in an.sees
        assert "Bí thư Huyện ủy" in an.reads
        await an.types("\n")
        assert final_of(table) == "HT", "Enter alone decides nothing"
        await an.types("2")
        assert final_of(table) == "KHT"


async def test_in_recess_nothing_is_recorded_and_level_reason_and_words_wait(in_session: Table) -> None:
    table = in_session
    room_at(table, 2)
    with table.at_shell():
        recess_meeting(CHAIR)
    async with table.sit("an") as an:
        assert "○ TẠM NGHỈ" in an.line(2)
        await an.types("/22\n32\n")
        assert "Phiên 1 đang tạm nghỉ nên chưa ghi." in an.reads
        assert final_of(table) is None
        await an.presses("escape")
        with table.at_shell():
            resume_meeting(CHAIR)
        await an.looks()
        assert "chủ trì: cho họp tiếp" in an.sees
        await an.types("/22\n")
        await an.types("\n")
        assert "[3 Hoàn thành]" in an.sees
        assert "► 2 Chỉ tiêu không đạt" in an.sees
        await an.types("\n")
        assert final_of(table) == "HT"


async def test_what_the_store_declines_stays_as_a_draft(in_session: Table) -> None:
    """Tied to the organisation, or the meeting closed meanwhile: level, reason and words wait where they were typed."""
    table = in_session
    room_at(table, 5)
    with table.at_shell():
        tie_person("an", person=1, organisation="tt-that-khe")
    async with table.sit(CHAIR, at=None) as chair, table.sit("an") as an:
        await chair.types("\n232\n")
        assert "Đ/c có liên quan đến 23 Thị trấn Thất Khê nên không tham gia quyết định mục này." in chair.reads
        await chair.presses("escape")
        await chair.types("\n23")
        assert "► 2 Chỉ tiêu không đạt" in chair.sees
        await an.types("/23\n32\tđủ lời\n")
        assert final_of(table, "tt-that-khe") == "HT"
        await an.types("42\tlời sau khi kết thúc")
        with table.at_shell():
            close_meeting("an", leave_rest=True)
        await an.looks()
        await an.types("\n")
        assert "Phiên 27/12/2019 đã kết thúc, đã niêm phong." in an.reads
        await an.presses("escape", "escape")
        await an.types("/23\n")
        await an.types("\n")
        assert "lời sau khi kết thúc" in an.sees


async def test_a_dropped_line_in_the_middle_of_a_sentence(in_session: Table) -> None:
    """Whoever comes back begins in the room; the sentence is where it was being typed."""
    table = in_session
    room_at(table, 2)
    async with table.sit(CHAIR, at=None) as chair:
        await chair.types("\n232\tthu ngân sách")
        await chair.app.screen.keeper.settled()  # type: ignore[attr-defined]
    async with table.sit(CHAIR, at=None) as chair:
        assert "22. ĐẢNG BỘ XÃ KIM ĐỒNG" in chair.sees
        await chair.types("\n23")
        assert "Ghi rõ: thu ngân sách" in chair.sees
        assert "► 2 Chỉ tiêu không đạt" in chair.sees


async def test_the_chair_is_handed_over(in_session: Table) -> None:
    table = in_session
    room_at(table, 2)
    async with table.sit(CHAIR, at=None) as former, table.sit(DEPUTY, at=None) as now:
        with table.at_shell():
            appoint("an", person=2, office="chair")
        for person in (former, now):
            await person.looks()
        assert "Đ/c không còn chủ trì phiên này" in former.reads
        assert "(→ Mục sau)" in former.sees
        await former.presses("right")
        assert "Chỉ chủ trì và thư ký chuyển mục của phòng." in former.reads
        await former.types("h")
        assert "THEO HỌP" in former.line(1)
        assert "Đ/c được phân công chủ trì. Bấm h để sang bàn chủ trì." in now.reads
        await now.types("h")
        assert "BÀN CHỦ TRÌ" in now.line(1)
        await now.presses("right")
        assert "Nội dung 3/6" in now.sees


async def test_quorum_lost_is_flagged_on_every_screen(in_session: Table) -> None:
    table = in_session
    room_at(table, 2)
    async with (
        table.sit("an") as an,
        table.sit(CHAIR, at=None) as chair,
        table.sit("chi", at=None, size=(60, 18)) as wall,
    ):
        with table.at_shell():
            attend("an", people=[9, 10, 11], state="left")
            attend("an", people=[8], state="left")
        for person in (an, chair, wall):
            await person.looks()
        assert "có mặt 7/13, KHÔNG ĐỦ, cần 9" in an.line(2)
        assert "có mặt 7/13, KHÔNG ĐỦ, cần 9" in chair.line(2)
        assert "Chủ tịch Ủy ban Mặt trận Tổ quốc huyện ra về" in chair.sees
        assert "Có mặt 7/13: KHÔNG ĐỦ, cần 9" in wall.sees


async def test_what_is_said_in_the_room_is_told_by_post_and_not_in_words(in_session: Table) -> None:
    table = in_session
    room_at(table, 2)
    async with table.sit(DEPUTY, at=None) as deputy:
        with table.at_shell():
            note_speech("an", text="điều chỉ ghi trong biên bản", person=5)
        await deputy.looks()
        assert "ghi phát biểu của Chủ nhiệm Ủy ban Kiểm tra Huyện ủy" in deputy.reads
        assert "điều chỉ ghi trong biên bản" not in deputy.reads
