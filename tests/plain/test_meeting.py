"""The meeting in plain mode: run by words, followed from another laptop, barred with the reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from store import clock
from store.commands.attendance import attend
from store.commands.meeting import (
    change_meeting,
    close_meeting,
    open_meeting,
    recess_meeting,
    resume_meeting,
)
from store.commands.room import agree_item, move_room, note_speech, settle_item
from store.queries.meeting import meeting
from store.queries.meeting_views import MeetingView
from store.rules.meeting import HANDS
from tests.kit.desk import Clock, Table
from tests.kit.golden import same_as_golden
from tests.kit.sitting import CHAIR, DEPUTY, ready, sitting
from tests.plain.conftest import Talking
from tests.plain.talk import Line, Talk

Lines = Callable[..., Line]


def _laid(how: Callable[[Path], Path], path: Path) -> Iterator[Table]:
    told = Clock()
    with clock.replaced(now=lambda: told.now):
        yield Table(how(path), told)


@pytest.fixture
def called(tmp_path: Path) -> Iterator[Table]:
    """A meeting that is prepared; eleven of thirteen are there."""
    yield from _laid(ready, tmp_path / "sitting.db")


@pytest.fixture
def sits(tmp_path: Path) -> Iterator[Table]:
    """A meeting that sits; the room has no item yet."""
    yield from _laid(sitting, tmp_path / "sitting.db")


def held(table: Table) -> MeetingView:
    with table.at_shell():
        return meeting()


WHOLE = {
    "vi": (
        *("phien hop", "chuong trinh", "thanh phan", "tiep", "diem danh", "12,13", "den sau", "9:30", "diem danh"),
        *("12", "1", "khai mac", "1", "muc sau", "thong nhat", "1", "sau", "phat bieu", "5", "Chỉ tiêu đạt 9 trên 15"),
        *("phat bieu", "khong", "Nghỉ giải lao", "ai phat bieu", "dieu chinh", "3", "2", "9 trên 15", "ghi", "sau"),
        *("gac", "chờ biên bản kỷ luật", "sau", "khong xet", "chưa nộp hồ sơ", "truoc", "tam nghi", "1", "thong nhat"),
        *("hop tiep", "1", "muc sau", "sau", "ket thuc", "gac", "khong", "ket thuc", "1", "bien ban", "quay lai"),
        *("1", "doc", "quay lai", "thoat"),
    ),
    "en": (
        *("meeting", "agenda", "people", "more", "attendance", "12,13", "late", "9:30", "attendance"),
        *("12", "1", "open", "1", "next", "agree", "1", "next", "speech", "5", "9 of 15 targets"),
        *("speech", "none", "A short break", "who spoke", "adjust", "3", "2", "9 of 15", "record", "next"),
        *("park", "waits for a disciplinary record", "next", "skip", "no dossier", "previous", "recess", "1", "agree"),
        *("resume", "1", "next item", "next", "close", "park", "none", "close", "1", "minutes", "back"),
        *("1", "read", "back", "leave"),
    ),
}
"""From the call to the seal, as the secretary does it."""


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_meeting_from_the_call_to_the_seal(called: Table, talks: Talking, lang: str) -> None:
    told: Talk = talks(called, *WHOLE[lang], lang=lang)
    assert (told.status, told.err, len(told.prompts), told.unheard) == (0, "", len(WHOLE[lang]), [])
    same_as_golden(f"plain-meeting-{lang}", told.woven)
    view = held(called)
    assert view.state == "closed"
    assert view.seal_digest is not None
    assert view.seal_digest[:4] in told.out
    states = [item.state for item in view.items]
    assert (states.count("parked"), states.count("skipped"), states.count("concluded")) == (2, 1, 2)
    assert len(view.speeches) == 2
    assert len(view.presence.voting_present) == 12


def test_no_meeting_yet(rehearsal: Table, talks: Talking) -> None:
    told = talks(rehearsal, "phien hop", "thoat")
    assert "Chưa có phiên họp nào. Chưa có gì thay đổi." in told.out
    assert told.prompts == ["Menu chính:", "Menu chính:"]


def test_following_the_room(sits: Table, lines: Lines) -> None:
    """Enter tells where the room has gone, once; what nobody moved is said in a few words; the end lets one go."""
    with lines(sits, DEPUTY) as pho:
        heard = pho.answers("hop", "theo")
        assert "Phòng chưa xét mục nào." in heard
        assert heard.endswith("Theo phòng:\n")
        with sits.at_shell():
            move_room("an", to=2)
        heard = pho.answers("")
        assert "Phòng ở mục 2 trên 6, đang xét: 22 Xã Kim Đồng." in heard
        assert "Số 22, Xã Kim Đồng. Tự xếp loại: Tốt. Đề xuất: chưa có. Quyết định: chưa có." in heard
        assert "sang mục 2: 22 Xã Kim Đồng" in heard, "who moved it"
        assert pho.answers("") == "Phòng vẫn ở mục 2.\nTheo phòng:\n"
        assert "Ở đây chỉ cần Enter" in pho.answers("gi do")
        with sits.at_shell():
            note_speech("an", text="ý kiến", person=3)
            settle_item("an", state="parked")
        assert "Phòng ở mục 2 trên 6, gác lại: 22 Xã Kim Đồng." in pho.answers("")
        assert "Phó Bí thư, Chủ tịch Ủy ban nhân dân huyện phát biểu. ý kiến." in pho.answers("lui", "ai phat bieu")
        with sits.at_shell():
            recess_meeting("an")
        heard = pho.answers("theo")
        assert "Phiên họp số 1, ngày 27/12/2019. Tạm nghỉ." in heard
        with sits.at_shell():
            resume_meeting("an")
            close_meeting("an", leave_rest=True)
        heard = pho.answers("")
        assert "Đã kết thúc, đã niêm phong." in heard
        assert heard.endswith("Phiên họp ngày 27/12/2019:\n"), "there is nothing to follow any more"
        assert pho.ends() == 0


STEERING = (
    "muc sau",
    "muc truoc",
    "thong nhat",
    "dieu chinh",
    "gac",
    "khong xet",
    "diem danh",
    "phat bieu",
    "khai mac",
)
MOVES = ("tam nghi", "hop tiep", "ket thuc", "hop lai")


def test_who_may_not_hears_why_and_reads_all_the_same(sits: Table, talks: Talking) -> None:
    """Nothing is asked that could not be recorded; the numbers are the same for everybody."""
    with sits.at_shell():
        move_room("an", to=2)
    for by, barred in ((DEPUTY, 13), ("chi", 13), ("binh", 13), (CHAIR, 1)):
        answers = (*STEERING, *MOVES) if by != CHAIR else ("phat bieu",)
        told = talks(sits, "phien hop", *answers, "vi sao", "lui", "bien ban", "lui", by=by)
        assert told.out.count("Vai trò ") == barred, by
        assert "Không đạt, mức Xuất sắc" in told.out
        assert "Biên bản, " in told.out
    assert held(sits).room is not None
    assert held(sits).state == "open"


def test_the_chair_runs_it_too(sits: Table, talks: Talking) -> None:
    """By the office of the meeting, whatever the account's roles are otherwise."""
    told = talks(sits, "hop", "sau", "sau", "thong nhat", "ghi", "tam nghi", "1", by=CHAIR)
    assert "Phòng ở mục 2 trên 6" in told.out
    assert "trái với" in told.out, "keeping it goes against a clause, which takes words"
    assert held(sits).state == "open", "the line after the question was the words"
    told = talks(sits, "hop", "thong nhat", "1", "đã kiểm tra lại tại chỗ", "tam nghi", "1", by=CHAIR)
    assert held(sits).state == "recess"


def test_hands_are_counted_where_they_decide(called: Table, talks: Talking) -> None:
    """Asked for when the store wants them, again until they add up, for agreeing and for another level."""
    with called.at_shell():
        change_meeting("an", decides=HANDS)
        open_meeting("an")
        move_room("an", to=4)
    answers = ("hop", "dieu chinh", "3", "2", "khong", "ghi", "11", "12,0,0", "6,5,0", "9,1,1", "lui", "thoat")
    told = talks(called, *answers)
    assert told.status == 0
    for said in ("«11»", "12 tay", "6 đồng ý, cần 7"):
        assert said.replace("«", '"').replace("»", '"') in told.out
    view = held(called)
    assert view.items[3].state == "concluded"
    assert view.conclusions[-1].hands == (9, 1, 1)
    with called.at_shell():
        move_room("an", to=1)
    told = talks(called, "hop", "thong nhat", "1", "11,0,0", "lui", "thoat")
    assert "Có mặt 11 ủy viên biểu quyết, cần 7 đồng ý." in told.out
    assert held(called).conclusions[-1].hands == (11, 0, 0)


def test_a_room_that_moved_meanwhile_is_not_concluded(sits: Table, lines: Lines) -> None:
    """What was said before the question is what is recorded, or nothing."""
    with sits.at_shell():
        move_room("an", to=2)
    with lines(sits) as an:
        an.answers("hop", "thong nhat")
        with sits.at_shell():
            agree_item("an", note="cùng lúc")
            move_room("an", to=3)
        heard = an.answers("1")
        assert "vừa đổi" in heard
        assert held(sits).items[2].state == "pending"
        assert "Phòng ở mục 4" in an.answers("sau")
        an.ends()


def test_the_end_names_what_is_left_to_do(sits: Table, talks: Talking) -> None:
    """Every item left open, every reason without words; the meeting goes on; people unknown are asked for again."""
    with sits.at_shell():
        move_room("an", to=2)
        move_room("an", to=3)
        attend("an", people=[1, 2, 3], state="left")
    told = talks(sits, "hop", "ket thuc", "diem danh", "99", "1 mot", "tat ca", "co mat", "lui", "thoat")
    assert "Mục 2 xét dở: 22 Xã Kim Đồng." in told.out
    assert "Mục 3 xét dở: 20 Xã Tân Yên." in told.out
    assert told.out.count("Không có người số ") == 2
    assert "16 người, có mặt. Nay có mặt 13 trên 13 ủy viên." in told.out
    assert held(sits).state == "open"
