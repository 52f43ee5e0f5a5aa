"""The afternoon before: papers ticked, given back, bodies that are silent, reminders. All figures are made up."""

from __future__ import annotations

import pytest

from store.queries.dossier import DossierView, dossier
from store.queries.journal import entries
from tests.kit.desk import Table
from tests.kit.golden import same_as_golden

HERE = "TIẾP NHẬN HỒ SƠ 2019"
MINH, AI, TIEN = "xa-tan-minh", "xa-bac-ai", "xa-tan-tien"


@pytest.fixture
def desk(rehearsed: Table) -> Table:
    """A table of made-up figures: an the secretary, binh the appraiser, kiem-tra of the inspection, chi who looks."""
    return rehearsed


def held(desk: Table, organisation: str) -> DossierView:
    """A dossier straight from the store."""
    with desk.at_shell():
        return dossier(organisation)


def papers(desk: Table, organisation: str) -> dict[str, str | None]:
    """When each paper came in; one given back has no day."""
    return {paper.paper: paper.received for paper in held(desk, organisation).papers}


async def test_the_intake_at_a_glance(desk: Table) -> None:
    """Papers with their days, late and given back, what is owed; gaps first with l; more on a wide screen."""
    async with desk.sit("binh") as binh:
        await binh.types("g3")
        assert "Đã quá hạn 15/12/2019, còn 9 hồ sơ chưa đủ giấy. Bấm l để xem." in binh.sees
        same_as_golden("intake-80x24", binh.sees)
        await binh.types("l")
        same_as_golden("intake-gaps-80x24", binh.sees)
    async with desk.sit("binh", size=(120, 30)) as binh:
        await binh.types("g3l")
        same_as_golden("intake-gaps-120x30", binh.sees)
    async with desk.sit("binh", lang="en") as binh:
        await binh.types("g3/40\n")
        await binh.types("l")
        assert "21 Xã Bắc Ái" in binh.here, "the row that one stood on lacks nothing: the first one does"
        assert "Gaps only – rows 9, partly in 7, returned 1, not in 1" in binh.sees


async def test_a_paper_ticked_on_the_wrong_row_is_named_at_once_and_taken_back(desk: Table) -> None:
    """In one burst, as people type; the organisation stands in the sentence."""
    async with desk.sit("an") as an:
        await an.types("g3/17\n5")
        assert "── Đã nhận tờ trình: 17 Xã Tân Minh ─" in an.sees
        assert papers(desk, MINH)["submission"] == "2019-12-27"
        assert "27/12 m nộp muộn" in an.here
        await an.types("z\n")
        assert "submission" not in papers(desk, MINH)
        assert "đã nộp 4/5" in an.here


async def test_pressed_again_a_paper_is_not_in(desk: Table) -> None:
    """The day it had before is gone, which undo brings back."""
    async with desk.sit("binh") as binh:
        await binh.types("g3/17\n1")
        assert "Đã bỏ nhận báo cáo kiểm điểm: 17 Xã Tân Minh" in binh.sees
        assert "report" not in papers(desk, MINH)
        await binh.types("z\n")
        assert papers(desk, MINH)["report"] == "2019-12-17"


async def test_all_in_for_one_keeps_the_days_of_those_that_are_in(desk: Table) -> None:
    """= puts down only what is missing."""
    async with desk.sit("binh") as binh:
        await binh.types("g3/17\n=")
        assert "Đã nhận đủ giấy: 17 Xã Tân Minh" in binh.sees
        assert papers(desk, MINH) == {
            "report": "2019-12-17",
            "statistics": "2019-12-18",
            "scoring": "2019-12-20",
            "result": "2019-12-20",
            "submission": "2019-12-27",
        }
        await binh.types("=")
        assert "Không thiếu giấy nào: 17 Xã Tân Minh" in binh.sees


async def test_marked_dossiers_are_one_entry(desk: Table) -> None:
    """One digit for all that are marked: whoever has the paper keeps its day; one undo takes all back."""
    async with desk.sit("binh") as binh:
        await binh.types("g3l     ")
        assert "đánh dấu 5" in binh.sees
        await binh.types("5")
        assert "Đã nhận tờ trình: 4 đơn vị" in binh.sees
        assert {papers(desk, each)["submission"] for each in (AI, TIEN, MINH)} == {"2019-12-27"}
        assert papers(desk, "xa-tan-yen")["submission"] == "2019-12-11"
        assert "đánh dấu" not in binh.line(3), "the marks are used up"
        with desk.at_shell():
            (entry,) = entries(limit=1)
        assert (entry.action, len({row.organisation for row in entry.rows})) == ("receive_paper", 4)
        await binh.types("z\n")
        assert [len(papers(desk, each)) for each in (AI, TIEN, MINH)] == [0, 4, 4]
        await binh.types("+=")
        assert "Đã nhận đủ giấy: 9 đơn vị" in binh.sees


async def test_what_is_mended_neither_jumps_nor_vanishes(desk: Table) -> None:
    """l keeps its rows until it is pressed again; Esc shows all."""
    async with desk.sit("binh") as binh:
        await binh.types("g3l")
        await binh.presses("down")
        await binh.types("5")
        assert "10 Xã Tân Tiến" in binh.here and "10 Xã Tân Tiến" in binh.line(6)
        await binh.types("=")
        assert "9 dòng" in binh.line(3)
        await binh.types("l")
        assert "9 dòng" in binh.line(3), "three ratings are still owed"
        await binh.types("/20\n4l")
        assert "8 dòng" in binh.line(3)
        assert "20 Xã Tân Yên" not in binh.sees.replace(binh.line(19), "")
        await binh.presses("escape")
        assert "59 dòng" in binh.line(3)
        assert binh.line(1).startswith(f" {HERE}")


async def test_a_dossier_goes_back_with_a_reason(desk: Table) -> None:
    """The reason is typed at once; Tab leads to the papers; a missing reason is asked for."""
    async with desk.sit("binh") as binh:
        await binh.types("g3/22\nr\n")
        assert "Chưa ghi lý do trả lại" in binh.reads
        await binh.types("Thiếu chữ ký\t123")
        same_as_golden("intake-return-80x24", binh.sees)
        await binh.types("\n")
        assert "Đã trả bổ sung biểu kết quả, tờ trình: 22 Xã Kim Đồng" in binh.reads
        await binh.presses("down", "up")
        assert "Trả biểu kết quả, tờ trình ngày 27/12/2019: Thiếu chữ ký" in binh.reads
        assert "trả     trả     trả b.sung" in binh.here
        back = [each for each in held(desk, "xa-kim-dong").papers if each.returned]
        assert {(each.returned, each.why) for each in back} == {("2019-12-27", "Thiếu chữ ký")}
        await binh.types("4")
        assert papers(desk, "xa-kim-dong")["result"] == "2019-12-27"


async def test_no_paper_chosen_none_in_and_the_way_out(desk: Table) -> None:
    """Each says what is to be done; nothing is written."""
    async with desk.sit("binh") as binh:
        await binh.types("g3/21\nr")
        assert "Chưa nhận giấy nào nên không có gì để trả: 21 Xã Bắc Ái" in binh.reads
        await binh.types("/20\nrThiếu dấu\t4")
        assert "Giấy số 4 chưa nhận nên không trả được." in binh.sees
        await binh.types("1235\n")
        assert "Chưa chọn giấy nào để trả" in binh.sees
        await binh.presses("escape")
        assert len([day for day in papers(desk, "xa-tan-yen").values() if day]) == 4


async def test_a_reason_left_unfinished_is_found_again(desk: Table) -> None:
    """The line dropped, or somebody came in: the words are offered where they were."""
    async with desk.sit("binh") as binh:
        await binh.types("g3/22\nrThiếu chữ")
        await binh.presses("escape")
    async with desk.sit("binh") as binh:
        await binh.types("g3")
        assert "Có 1 lời trả bổ sung ghi dở, ở 22 Xã Kim Đồng: r để gõ tiếp." in binh.sees
        await binh.types("r ký\n")
        assert "22 Xã Kim Đồng" in binh.reads
    assert {each.why for each in held(desk, "xa-kim-dong").papers} == {"Thiếu chữ ký"}
    async with desk.sit("binh") as binh:
        await binh.types("g3")
        assert "ghi dở" not in binh.sees


async def test_which_body_is_silent(desk: Table) -> None:
    """Not sent is not "no opinion"; l narrows to the silent, Esc widens, then leads back to the papers."""
    async with desk.sit("an") as an:
        await an.types("g3/10\nt")
        same_as_golden("intake-bodies-80x24", an.sees)
        await an.types("t")
        assert "Ý KIẾN CƠ QUAN THAM MƯU 2019" in an.sees, "the letter is no toggle"
        await an.types("l")
        assert "Chỉ 33 dòng thiếu" in an.reads and "21 Xã Bắc Ái" in an.line(5)
        await an.types("=")
        assert "Bấm Esc để về phần giấy tờ." in an.reads
        await an.presses("escape")
        assert "59 dòng" in an.line(3)
        await an.presses("escape")
        assert HERE in an.sees


async def test_an_opinion_is_written_down_or_that_there_is_none(desk: Table) -> None:
    """An empty line is no word; no opinion takes a digit of its own; the words can be changed."""
    async with desk.sit("an") as an:
        await an.types("g3/21\nt3\n")
        assert "Chưa có lời nào" in an.reads
        await an.types("Đề nghị nộp hồ sơ\n")
        assert "Đã ghi ý kiến của Ban Dân vận: 21 Xã Bắc Ái" in an.reads
        await an.types("5\t0")
        same_as_golden("intake-opinion-80x24", an.sees)
        await an.types("\n")
        assert "Đã ghi Mặt trận Tổ quốc không có ý kiến: 21 Xã Bắc Ái" in an.reads
        said = [(each.body, each.text, each.given) for each in held(desk, AI).opinions]
        assert said == [
            ("mass_mobilisation", "Đề nghị nộp hồ sơ", "2019-12-27"),
            ("front", None, "2019-12-27"),
        ]
        await an.types("3")
        assert "Hiện nay: có ý kiến, ngày 27/12/2019" in an.sees
        await an.types(" ngay\n")
        assert held(desk, AI).opinions[0].text == "Đề nghị nộp hồ sơ ngay"
        await an.types("6")
        assert "Chỉ có số 1 đến 5" in an.reads


async def test_a_body_speaks_for_itself_and_ticks_no_paper(desk: Table) -> None:
    """The Inspection Committee writes in its own column alone."""
    async with desk.sit("kiem-tra") as inspector:
        await inspector.types("g3/21\n1")
        assert "không được nhận giấy" in inspector.reads
        await inspector.types("t2")
        assert "cơ quan khác" in inspector.reads
        await inspector.types("1Chưa có hồ sơ để xem\n")
        assert "Đã ghi ý kiến của Ủy ban Kiểm tra: 21 Xã Bắc Ái" in inspector.reads


async def test_reminders_say_who_owes_what_and_keep_when_they_went_out(desk: Table) -> None:
    """One letter for each debtor; Enter keeps the day; next time it is shown, and the letter is left out."""
    async with desk.sit("binh") as binh:
        await binh.types("g3lx")
        same_as_golden("intake-reminders-80x24", binh.sees)
        await binh.types("1")
        await binh.presses("down", "down")
        assert "10 Xã Tân Tiến 17 Xã Tân Minh 19 Xã Đoàn Kết 21 Xã Bắc Ái" in binh.reads
        await binh.types("\n")
        assert "Đã ghi đôn đốc ngày 27/12/2019: 7 văn bản" in binh.sees
        assert [(each.debtor, each.what, each.sent) for each in held(desk, TIEN).reminders] == [
            ("front", "rating_front", "2019-12-27"),
            ("women", "rating_women", "2019-12-27"),
            ("youth", "rating_youth", "2019-12-27"),
        ]
        await binh.types("x")
        assert "1 √ Đảng ủy, chi bộ 9 đơn vị" in binh.reads
        assert "3 MTTQ 4 đơn vị từ 10/12/2019 1 lần, 27/12/2019" in binh.reads
        await binh.types("\n")
        assert "1 văn bản" in binh.sees
        assert held(desk, TIEN).reminders[-1].what == "submission"
        await binh.types("x\n")
        assert "Chưa chọn văn bản nào" in binh.sees
        await binh.presses("escape")
        desk.clock.now += 86_400_000
        await binh.types("x3\n")
        assert "ngày 28/12/2019: 7 văn bản" in binh.sees
        await binh.types("/10\n")
        await binh.presses("down", "up")
        assert "Đôn đốc gần nhất 28/12/2019" in binh.reads


async def test_reminders_for_marked_dossiers_only(desk: Table) -> None:
    """Two marked: their debtors alone; whose dossier is complete owes nothing."""
    async with desk.sit("binh") as binh:
        await binh.types("g3/20\n ")
        await binh.types("/17\n x")
        assert "ĐÔN ĐỐC 27/12/2019 ─ 2 đơn vị" in binh.sees
        assert "17 Xã Tân Minh: tờ trình 20 Xã Tân Yên: biểu kết quả" in binh.reads
        await binh.presses("escape", "escape")
        await binh.types("/1\n x")
        assert "Không ai còn nợ giấy hay xếp loại nào." in binh.sees
