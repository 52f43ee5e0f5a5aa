"""The secretary leads a meeting from planning to the seal, by keys alone, with others at the table."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.commands.assessment import adjust
from store.commands.dossier import set_fact
from store.commands.room import move_room, note_speech, settle_item
from store.queries.comparison import comparison
from store.queries.meeting import meeting
from store.queries.meeting_views import MeetingView
from store.queries.verification import verify
from tests.kit.desk import Person, Table
from tests.kit.golden import same_as_golden

TYPED_DAY = "\x7f" * 10 + "27/12/2019\n"
"""The offered day is wiped and the day of the test clock typed."""


def held(table: Table) -> MeetingView:
    """The meeting as the store has it."""
    with table.at_shell():
        return meeting()


def final(table: Table, organisation: str) -> str | None:
    """An organisation's final level as the store has it."""
    with table.at_shell():
        return next(row.final_level for row in comparison().rows if row.organisation == organisation)


async def typed(person: Person, *texts: str) -> None:
    """Type several things, a second apart."""
    for text in texts:
        await person.types(text)


async def to_prepared(an: Person) -> None:
    """Plan a meeting with its agenda and mark it as prepared."""
    await typed(an, "+", TYPED_DAY, "+1", "\n", "+2", "\n", "m1")


async def to_open(an: Person) -> None:
    """Everybody there, the first one chairs, the room at the first item."""
    await to_prepared(an)
    await typed(an, "c", "=", "r1", "\x1b", "m1", "\n", ".")


async def test_from_planning_to_the_seal(rehearsed: Table, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Agenda, copy, attendance, block with two lifted out, a level, parked, closing list, minutes, seal, reopened."""
    copies = tmp_path / "copies"
    copies.mkdir()
    monkeypatch.setenv("THAMDINH_BACKUPS", str(copies))
    async with rehearsed.sit("an", at="meeting") as an, rehearsed.sit("binh") as binh:
        assert "Chưa có phiên họp nào" in an.sees
        await an.types("m")
        assert "Bấm + để chuẩn bị một phiên" in an.reads
        await typed(an, "+", TYPED_DAY)
        assert "phiên họp ngày 27/12/2019, mời 16 người" in an.reads
        assert "Còn 59 đơn vị chưa nằm trong mục nào: 1 Xã Chi Lăng" in an.line(3)
        await an.types("+1")
        assert "Tách ra, chưa vào mục nào: 16" in an.sees
        assert "21 Xã Bắc Ái: chưa có mức" in an.sees
        await typed(an, "\n", "+2", "\n")
        assert "Mọi đơn vị của kỳ đều đã nằm trong chương trình." in an.line(3)
        await an.types("m1")
        await an.app.workers.wait_for_complete()
        await an.rests()
        assert "đã sao lưu" in an.reads
        assert [each.suffix for each in copies.iterdir()] == [".db"]

        await an.types("m1")
        assert "Chưa điểm danh phiên 1" in an.reads
        await typed(an, "\x1b", "c", "=", "r1")
        assert "chủ trì" in an.line(5)
        await typed(an, "\x1b", "m1")
        assert "Có mặt 13/13 ủy viên biểu quyết, cần 9 để họp." in an.sees
        await an.types("\n")
        assert "● ĐANG HỌP từ 09:00 │ có mặt 13/13, đủ (cần 9) │ quá bán: 7/13" in an.line(2)
        await binh.looks()
        assert "khai mạc phiên họp" in binh.reads

        with rehearsed.at_shell():
            for code in ("xa-chi-lang", "xa-hung-son"):
                set_fact("an", organisation=code, name="disunity", value="1")
        await typed(an, ".", "=")
        assert "Thống nhất giữ nguyên mức của 41 đơn vị, một lần ghi." in an.sees
        assert "Tách ra thành mục riêng trước khi ghi: 2" in an.sees
        assert "1 Xã Chi Lăng: có chỗ không đạt" in an.sees and "3 Xã Hùng Sơn: có chỗ không đạt" in an.sees
        await an.types("\n")
        assert "thống nhất giữ nguyên 41 đơn vị" in an.sees
        assert len({unit.decided.entry for unit in held(rehearsed).items[0].units if unit.decided}) == 1
        assert [item.organisations for item in held(rehearsed).items[1:3]] == [("xa-chi-lang",), ("xa-hung-son",)]

        await typed(an, ".", ";5 đạt 9/15 chỉ tiêu\n")
        assert "Phát biểu (1)" in an.sees and "đạt 9/15 chỉ tiêu" in an.reads
        await typed(an, "4", "2\tMất đoàn kết\n")
        assert final(rehearsed, "xa-chi-lang") == "KHT"
        assert "Kết luận     Không hoàn thành" in an.sees
        await typed(an, ".", "-chờ xác minh\n")
        assert "gác lại mục 3: 3 Xã Hùng Sơn" in an.reads
        await typed(an, ".", ".")
        assert "Mục 4 chưa kết luận, để ở «xét dở». Phòng sang mục 5" in an.reads
        await typed(an, ",", ".")
        assert "để ở «xét dở»" not in an.reads, "what is half done is told once"

        await an.types("m4")
        assert "2 mục xét dở, 0 lý do còn trống" in an.reads
        await typed(an, "\n", "\n5")
        assert "đã thảo luận mục 4" in an.reads
        await typed(an, "m4", "\n", "\n4ngoài thẩm quyền\n", "m4")
        assert "Còn 15 mục gác lại hoặc chưa xét: mục 3: 3 Xã Hùng Sơn" in an.reads
        await an.types("1")
        assert "ĐỌC LẠI BIÊN BẢN" in an.sees
        assert "BIÊN BẢN phiên họp Ban Thường vụ thẩm định, xếp loại tổ chức cơ sở đảng năm 2019" in an.reads
        for _page in range(20):
            if "ĐÃ NIÊM PHONG ─" in an.sees:
                break
            await an.types("\n")
        view = held(rehearsed)
        assert view.state == "closed"
        assert str(view.seal_digest)[:32] in an.sees and f"Nhật ký có {view.seal_count} lần ghi" in an.sees
        await typed(an, "\x1b", "=")
        assert "đã kết thúc, đã niêm phong" in an.reads
        await typed(an, "m5", "\n")
        assert "Họp lại phải nêu lý do" in an.reads
        await an.types("sót một đơn vị\n")
        assert "● HỌP LẠI" in an.line(2)
    with rehearsed.at_shell():
        assert verify().difference is None


async def test_pictures(rehearsed: Table) -> None:
    """The same moments in both sizes and languages: nobody there, planned, in session, attendance."""
    async with (
        rehearsed.sit("an", at="meeting") as an,
        rehearsed.sit("an", at="meeting", lang="en") as english,
        rehearsed.sit("an", at="meeting", size=(120, 40)) as wide,
        rehearsed.sit("an", at="meeting", lang="en", size=(120, 40)) as wide_english,
    ):
        tables = {"vi-80x24": an, "en-80x24": english, "vi-120x40": wide, "en-120x40": wide_english}

        async def golden(moment: str, keys: str = "") -> None:
            for mark, person in tables.items():
                if person is not an:
                    await person.looks()
                    await person.types(keys)
                same_as_golden(f"meeting-{moment}-{mark}", person.sees)
                assert all(len(line) <= person.app.size.width for line in person.sees.split("\n"))

        await golden("none")
        await to_prepared(an)
        await golden("planned")
        await typed(an, "c", "=", "r1", "\x1b", "m1", "\n", ".", ".", ";5 đạt 9/15 chỉ tiêu\n")
        await golden("session")
        await an.types("c")
        await golden("attendance", "c")


async def test_the_room_is_the_rooms_and_the_cursor_ones_own(rehearsed: Table) -> None:
    """Arrows move nobody; levels go to the room's item wherever one looks; ``h`` returns; ``+ 6`` takes the room."""
    async with rehearsed.sit("an", at="meeting") as an:
        await to_open(an)
        await an.types(".")
        await an.presses("down", "down")
        assert "Đang xem riêng – phòng ở mục 2 – h về │ mục 4: 18 Xã Khánh Long" in an.sees
        assert "14. ĐẢNG BỘ XÃ ĐỘI CẤN" in an.sees
        await an.types("3")
        assert "QUYẾT ĐỊNH MỨC ─ 14. Đảng bộ xã Đội Cấn" in an.sees
        await an.types("2\n")
        assert final(rehearsed, "xa-doi-can") == "HT"
        assert "Đang xem riêng – phòng ở mục 2 – h về │ mục 4" in an.sees
        await an.types("z\n")
        assert final(rehearsed, "xa-doi-can") is None
        assert held(rehearsed).items[1].state == "pending"
        await an.types("h")
        assert "►● 2" in an.sees
        await an.presses("down", "down")
        await an.types("+6")
        assert "Mục 2 chưa kết luận, để ở «xét dở». Phòng sang mục 4: 18 Xã Khánh Long" in an.reads
        await typed(an, "=\n", "l")
        assert "Chỉ 17 mục chưa xong" in an.reads, "what is concluded is still the room's item"
        await typed(an, ".", "l")
        assert "Khánh Long" not in "".join(an.sees.split("\n")[3:17])
        await an.types("..", apart=40)
        assert held(rehearsed).room is not None
        assert held(rehearsed).room.place == 6, "a held key moves one item"  # type: ignore[union-attr]


async def test_each_state_refuses_what_it_cannot_do(rehearsed: Table) -> None:
    """Planned, in recess, for somebody who only looks: a sentence, and nothing is written."""
    async with rehearsed.sit("an", at="meeting") as an, rehearsed.sit("chi", at="meeting") as chi:
        await typed(an, "+", TYPED_DAY)
        for keys, told in {
            "m1": "Chương trình của phiên 1 còn trống",
            "m2": "nên không tạm nghỉ được",
            "m6": "nên không trả về chuẩn bị được",
            "=": "«Đang chuẩn bị», chưa họp",
            ".": "«Đang chuẩn bị», chưa họp",
            "c1": "đang chuẩn bị, chưa điểm danh được",
            "s1": "Chưa có mục nào để chọn",
            "v": "Chưa có mục nào để chọn",
            "+5": "Chưa có mục nào để chọn",
            "+3tu:ABC\n": "ABC",
        }.items():
            await an.types(keys)
            assert told in an.reads, keys
            await typed(an, "\x1b", "\x1b")
        await typed(an, "+1", "\n", "+2", "\n", "m1", "c", "=", "\x1b", "m1")
        assert "chưa có chủ trì" in an.reads
        await typed(an, "\x1b", "c", "r1", "\x1b", "m1", "\n")
        await an.types("=")
        assert "Phòng chưa xét mục nào" in an.reads
        await typed(an, ".", ",")
        assert "Đã ở mục đầu" in an.reads
        await an.types("m2")
        assert "○ TẠM NGHỈ" in an.line(2)
        for keys in ("=", "3", ".", "-", "\n"):
            await an.types(keys)
            assert "đang tạm nghỉ nên chưa ghi" in an.reads
        await an.types("m3")
        assert "● ĐANG HỌP" in an.line(2)
        await chi.looks()
        for keys in (".", "=", "+", "s", "-", "\n", "2"):
            await chi.types(keys)
            assert "Vai trò «dự họp»" in chi.reads, keys
        await chi.types("m4")
        assert "Vai trò «dự họp»" in chi.reads
    assert all(item.state == "pending" for item in held(rehearsed).items)


async def test_the_agenda_is_made_ordered_and_changed(rehearsed: Table) -> None:
    """From a filter, titles and minutes, taken off, ordered; undone."""
    async with rehearsed.sit("an", at="meeting") as an:
        await typed(an, "+", TYPED_DAY, "+3tu:XS\n")
        assert "Hợp với bộ lọc: 10 đơn vị" in an.reads
        await typed(an, "1", "+3loai:xa tu:HT\n", "2")
        with rehearsed.at_shell():
            block = [row.organisation for row in comparison().rows if (row.kind, row.self_level) == ("commune", "HT")]
        assert f"gộp {len(block)} đơn vị thành một mục" in an.reads
        assert held(rehearsed).items[-1].organisations == tuple(block)
        assert len(held(rehearsed).items) == 11
        await an.types("s2")
        assert held(rehearsed).items[0].kind == "block"
        await an.presses("home")
        await an.types("+4Các xã mức HT\t15\n")
        assert "Các xã mức HT" in an.sees and "15 phút" in an.sees
        await an.presses("end")
        last = held(rehearsed).items[-1].organisations
        await an.types("+5")
        assert last[0] in held(rehearsed).outside
        await an.types("z\n")
        assert last[0] not in held(rehearsed).outside
        await an.types("+4\tba\n")
        assert "«ba» không phải số phút" in an.reads


async def test_hands_are_counted_where_the_meeting_counts_them(rehearsed: Table) -> None:
    """Agreeing and adjusting ask for three counts; too few carry nothing."""
    async with rehearsed.sit("an", at="meeting") as an:
        await to_prepared(an)
        await an.types("+7")
        await an.presses("tab")
        await an.types("7h30\tHội trường\t" + "\x7f" * 7 + "gio tay\n")
        assert held(rehearsed).decides == "hands" and held(rehearsed).starts == "07:30"
        await typed(an, "c", "=", "r1", "\x1b", "m1", "\n", ".", ".", "=\n")
        assert "Có mặt 13 ủy viên biểu quyết, cần 7 đồng ý." in an.sees
        await an.types("nhiều\n")
        assert "chưa có số" in an.reads
        await an.types("\x7f" * 6 + "6 7 0\n")
        assert "6 đồng ý, cần 7 mới quá bán" in an.reads
        assert final(rehearsed, "xa-doi-can") is None
        await typed(an, "=\n", "13 0 0\n")
        assert final(rehearsed, "xa-doi-can") == "TOT"
        await typed(an, ".", "4", "2\tchỉ đạt 60%\n", "12 1\n")
        assert final(rehearsed, "xa-quoc-viet") == "KHT"
    assert [each.hands for each in held(rehearsed).conclusions] == [(13, 0, 0), (12, 1, 0)]


async def test_a_block_takes_a_level_for_one_of_its_own(rehearsed: Table) -> None:
    """A digit on a block asks for whom by number; that one becomes an item of its own."""
    async with rehearsed.sit("an", at="meeting") as an:
        await to_open(an)
        await an.types("2")
        await an.types("22\n")
        assert "Mục 1 không có đơn vị số «22»" in an.reads
        await an.types("\x7f\x7f28\n")
        assert "QUYẾT ĐỊNH MỨC ─ 28." in an.sees
        await an.types("1\tbổ sung minh chứng\n")
        assert "√ 2 28 Kiểm lâm" in an.sees
        assert held(rehearsed).items[1].state == "concluded"


async def test_who_was_quicker_is_told_and_nothing_unseen_is_agreed(rehearsed: Table) -> None:
    """A proposal changes while the block's list is open: agreeing is refused, and says who."""
    async with rehearsed.sit("an", at="meeting") as an:
        await to_open(an)
        await an.types("=")
        with rehearsed.at_shell():
            adjust("binh", organisation="xa-cao-minh", level="HT", stage="proposed", reason="target")
        await an.types("\n")
        assert "vừa đổi 5 Xã Cao Minh" in an.reads
    assert held(rehearsed).conclusions == ()


async def test_the_end_names_whom_the_agenda_forgot(in_session: Table) -> None:
    """Rated, in no item and without a final level: told once, with the choice to go back; then it may end."""
    with in_session.at_shell():
        for place in range(1, 7):
            move_room("an", to=place)
            settle_item("an", item=place, state="discussed")
        told = meeting()
        forgotten = [row for row in comparison().rows if row.organisation in told.outside]
        adjust("an", organisation=forgotten[0].organisation, level="KHT", stage="final", reason="target", note="x")
    async with in_session.sit("an", at="meeting") as an:
        await an.types("m4")
        assert f"Còn {len(forgotten) - 1} tổ chức đã tự xếp loại, không có trong chương trình" in an.reads
        assert f"{forgotten[1].tt} {forgotten[1].name}" in an.reads
        assert f"{forgotten[0].tt} {forgotten[0].name}" not in an.reads
        await an.types("2")
        assert held(in_session).state == "open"
        await an.types("m41")
        assert "ĐỌC LẠI BIÊN BẢN" in an.sees
        with in_session.at_shell():
            note_speech("an", person=5, text="Xin bổ sung")
        while "ĐỌC LẠI BIÊN BẢN" in an.sees:
            await an.types("\n")
        assert "Sau khi đọc biên bản đã có thêm lần ghi" in an.reads
        assert held(in_session).state == "open", "nothing is sealed that nobody read"
