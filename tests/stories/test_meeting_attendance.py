"""Who is there: persons with posts and votes, times, too few to sit, chair and tellers; a store without people."""

from __future__ import annotations

from store.commands.attendance import attend
from store.commands.people import add_person
from store.commands.register import name_organisation
from store.commands.room import move_room
from store.queries.meeting import meeting, people
from tests.kit.desk import Table
from tests.stories.test_meeting import TYPED_DAY, held, to_open, to_prepared, typed


async def test_times_late_left_and_too_few(rehearsed: Table) -> None:
    """Recorded at another hour, awaited, gone; below quorum it is said in capitals, and the meeting can be opened."""
    async with rehearsed.sit("an", at="meeting") as an, rehearsed.sit("an", at="meeting") as other:
        await to_prepared(an)
        await typed(an, "c", "\t8h05\n")
        assert "GHI THEO GIỜ 08:05" in an.sees
        await typed(an, "1", "1", "2", "3", "410:00\n")
        assert "có mặt 08:05" in an.line(5)
        assert "đến sau (dự kiến 10:00)" in an.line(9)
        assert "KHÔNG ĐỦ ĐỂ HỌP: CÓ MẶT 2/13, CẦN 9" in an.sees
        await an.types("\t23:00\n")
        await an.types("1")
        assert "23:00 chưa tới" in an.reads
        await an.types("\t\n")
        await an.types("5")
        assert "chưa có mặt nên không ghi ra về được" in an.reads
        await an.presses("home")
        await typed(an, "r1", "r2")
        assert "chủ trì, kiểm phiếu · có mặt 08:05" in an.line(5)
        await typed(an, "\x1b", "\x1b", "m1")
        assert "KHÔNG ĐỦ ĐỂ HỌP: CÓ MẶT 2, CẦN 9" in an.sees
        await an.types("\n")
        assert "CÓ MẶT 2/13, KHÔNG ĐỦ (CẦN 9)" in an.line(2)
        assert "KHÔNG ĐỦ ĐỂ HỌP: CÓ MẶT 2/13, CẦN 9" in an.line(19)
        assert "vắng có lý do 1 · vắng 1 · đến sau 1 (dự kiến 10:00) · chưa điểm danh 11" in an.sees
        await other.looks()
        assert "CÓ MẶT 2/13, KHÔNG ĐỦ (CẦN 9)" in other.line(2)
        await typed(an, "c", "=")
        assert "Đã ghi 09:00: 11 người, có mặt" in an.sees
        await typed(an, "=")
        assert "Không còn ai chưa điểm danh" in an.reads
        await an.presses("home")
        await an.types("5")
        assert "ra về 09:00" in an.line(5)
        with rehearsed.at_shell():
            attend("an", people=[3], state="present")
        await an.looks()
        assert "điểm danh" in an.reads
        assert "có mặt" in an.line(7)
    view = held(rehearsed)
    assert [each.state for each in view.people[:5]] == ["left", "present", "present", "absent", "late"]
    assert view.tellers == (view.people[0].person,) and view.chair == view.people[0].person


async def test_a_store_without_people_is_filled_from_the_list(table: Table) -> None:
    """Added one by one with post, vote, name and account; then planned, or invited where a meeting is planned."""
    async with table.sit("an", at="meeting") as an:
        assert "chưa có ai trong thành phần" in an.reads
        await an.types("c1")
        assert "Chưa có phiên họp nào" in an.reads
        await an.types("+\n")
        assert "Chưa có chức vụ" in an.reads
        await an.types("Bí thư\tkhong ro\n")
        assert "Biểu quyết: gõ «có» hoặc «không»" in an.reads
        await an.presses("tab", "tab", "tab", "tab")
        await an.types("\x7f" * 10 + "có\tNguyễn Văn A\tmai\n")
        assert "mai" in an.reads
        await an.types("\x7f" * 3 + "binh\n")
        assert "►  1 √ Bí thư" in an.sees
        await typed(an, "\x1b", "+", TYPED_DAY)
        assert "mời 1 người" in an.reads
        with table.at_shell():
            add_person("an", post="Chánh Văn phòng", votes=False)
        await typed(an, "c", "+2")
        assert "mời thêm 1 người" in an.reads
        await an.types("+Thường trực\t" + "\x7f" * 3 + "không\n")
        assert "►  3   Thường trực" in an.sees
    with table.at_shell():
        assert [(each.post, each.votes, each.account) for each in people()] == [
            ("Bí thư", True, "binh"),
            ("Chánh Văn phòng", False, None),
            ("Thường trực", False, None),
        ]
        assert len(meeting().people) == 3


async def test_many_items_long_titles_and_hostile_names_stay_in_their_frame(rehearsed: Table) -> None:
    """Fifty-nine single items scroll; what is typed as a title or a name can neither break a row nor reach the line."""
    nasty = "\x1b[31mĐỎ\u202e [red]x[/red] " + "dài " * 30
    with rehearsed.at_shell():
        name_organisation("an", organisation="xa-chi-lang", name="Xã [b]Chi\u200bLăng[/b] " + "rất dài " * 6)
    async with rehearsed.sit("an", at="meeting") as an:
        await typed(an, "+", TYPED_DAY, "+3tt:>0\n", "1")
        assert "59 mục" in an.sees and "1-12/59" in an.sees
        await an.types("+4")
        await an.pastes(nasty)
        await an.types("\n")
        await an.presses("end")
        assert "48-59/59" in an.sees
        assert "►" in an.line(16)
        await an.presses("home")
        for line in an.sees.split("\n")[3:20]:
            assert len(line) == 80, line
        assert "\x1b" not in an.sees and "\u202e" not in an.sees
        assert "[red]x[/red]" in an.reads


async def test_the_chair_moved_the_room_first(rehearsed: Table) -> None:
    """A key pressed on what one saw before does not move the room twice; the next look follows."""
    async with rehearsed.sit("an", at="meeting") as an:
        await to_open(an)
        with rehearsed.at_shell():
            move_room("an", to="next")
        await an.types(".")
        assert held(rehearsed).room is not None
        assert held(rehearsed).room.place == 2  # type: ignore[union-attr]
        await an.looks()
        assert "►● 2" in an.sees


async def test_words_that_are_owed_are_written_from_the_closing_list(rehearsed: Table) -> None:
    """An adjustment without words keeps the meeting from closing; Enter on its row asks for them."""
    async with rehearsed.sit("an", at="meeting") as an:
        await to_open(an)
        await typed(an, "-\n", ".", "3", "2\n", "m4")
        assert "► Thiếu lời ghi: 14 Xã Đội Cấn (Chỉ tiêu không đạt)" in an.sees
        await typed(an, "\n", "Đạt 60% chỉ tiêu\n")
        assert "Đã ghi rõ lý do: 14 Xã Đội Cấn" in an.reads
        await typed(an, "m4", "2")
        assert "ĐANG HỌP" in an.line(2)
