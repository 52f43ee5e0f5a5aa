"""Commendations through their screen: nominating, deciding in a meeting, who only follows, what bars and why."""

from __future__ import annotations

import pytest

from store.commands.account import add_account
from store.commands.assessment import adjust, agree, rate
from store.commands.commendation import nominate
from store.commands.cycle import close_cycle
from store.commands.founding import open_cycle
from store.commands.meeting import recess_meeting, resume_meeting
from store.commands.remediation import open_case
from store.queries.commendation import commendations, nominations
from store.queries.meeting import meeting
from store.queries.verification import verify
from tests.kit.desk import Person, Table
from tests.kit.golden import same_as_golden
from tests.kit.meetings import opened_meeting, seated
from tests.kit.sitting import CHAIR
from tui.widgets.rows import RowList

LANG, VIET, PHUONG, VINH = "xa-chi-lang", "xa-hung-viet", "xa-tri-phuong", "xa-vinh-tien"


def best(*organisations: str, level: str = "XS") -> None:
    """Decided at the top; in a meeting where one sits."""
    for code in organisations:
        rate("an", organisation=code, self_level=level)
        agree("an", organisations=[code], stage="final", note="Vượt tỷ lệ")


def with_levels(table: Table) -> None:
    """Three at the top, of which one has an open case and was exemplary once; one below; nobody else decided."""
    with table.at_shell():
        best(LANG, PHUONG, VINH)
        best(VIET, level="TOT")


def states(table: Table) -> dict[str, str]:
    """Who was nominated, and what became of it."""
    with table.at_shell():
        return {f"{each.organisation} {each.kind}": each.state for each in commendations().rows if each.state}


def listed(person: Person) -> list[str]:
    """The keys of the list's rows."""
    return [row.key for row in person.app.screen.query_one(RowList).rows]


async def test_nominated_in_the_list_and_decided_in_the_meeting(in_session: Table) -> None:
    """The secretary nominates, the chair grants, the secretary declines and takes it back; others see it at once."""
    table = in_session
    with table.at_shell():
        for code in (LANG, VIET):
            adjust("an", organisation=code, level="XS", stage="final", reason="evidence", note="Vượt tỷ lệ")
        assert {each.outcome for each in commendations().rows[:4:2]} == {"pass"}
    async with table.sit("an", at="overview") as an, table.sit(CHAIR, at="commendation") as chair:
        await an.types("gk")
        assert an.app.trail() == ("overview", "commendation")
        assert "1 Xã Chi Lăng" in an.here and "√ đủ" in an.here
        await an.types("1")
        assert "√ Đạt: xếp loại cao nhất trong kỳ (Xuất sắc)" in an.sees, "what holds is seen before Enter"
        await an.types("Ba năm liền dẫn đầu\n")
        assert "Đã ghi 09:00: đề nghị 1 Xã Chi Lăng: tiêu biểu trong năm." in an.sees
        assert "√ đủ, đã đề nghị" in an.here and "Lời khi đề nghị: Ba năm liền dẫn đầu" in an.sees
        await an.types("1")
        assert "1 Xã Chi Lăng đã được đề nghị." in an.reads
        await an.presses("down")
        await an.types("1\n")
        assert "2 Xã Hùng Việt" in an.here and listed(an)[:2] == [LANG, VIET], "nothing jumped under the cursor"
        await chair.looks()
        assert "đề nghị khen thưởng 2 Xã Hùng Việt" in chair.sees
        await chair.types("/1\n1")
        assert "Vai trò" in chair.reads, "the chair decides and does not nominate"
        await chair.types("=")
        assert "Lời khi đề nghị: Ba năm liền dẫn đầu" in chair.sees
        await chair.types("\n")
        assert "Đã ghi 09:00: quyết định khen 1 Xã Chi Lăng: tiêu biểu trong năm." in chair.sees
        assert "√ đủ, được khen" in chair.here
        await chair.types("=")
        assert "Không có gì khác trước nên không ghi." in chair.reads
        await an.looks()
        assert "quyết định khen thưởng 1 Xã Chi Lăng" in an.reads and "2 Xã Hùng Việt" in an.here
        await an.types("-Đơn thư chưa giải quyết\n")
        assert "không khen" in an.here and "Lời khi quyết định: Đơn thư chưa giải quyết" in an.sees
        await an.types("z\n")
        assert "√ đủ, đã đề nghị" in an.here
        assert states(table) == {f"{LANG} year": "granted", f"{VIET} year": "nominated"}
        with table.at_shell():
            recess_meeting("an")
        await an.looks()
        await an.types("=")
        assert "đang tạm nghỉ nên chưa quyết định khen thưởng" in an.reads
        with table.at_shell():
            resume_meeting("an")
            open_case("an", organisation=VIET, why="Đơn thư")
        await an.looks()
        assert "Đã đề nghị, nay không còn đủ điều kiện" in an.sees
        await an.types("=\n")
        assert "nay không đạt điều kiện «không còn hồ sơ củng cố»" in an.reads
        await an.presses("escape")
        await an.types("/1\n")
        await an.types("\n")
        assert "Kỳ 2019, tiêu biểu trong năm: được khen. Lời khi đề nghị: Ba năm liền dẫn đầu" in an.reads
        assert "XS*" in an.sees, "exemplary stands in the organisation's history"
    with table.at_shell():
        assert verify().difference is None


async def test_who_only_follows_reads_all_of_it(table: Table) -> None:
    """Keys that write stand in brackets and say why; the list, the grounds and the organisation are open."""
    with_levels(table)
    async with table.sit("chi", at="commendation") as chi:
        assert "(1-2 Đề nghị)(= Quyết khen)(- Không khen) v Vì sao" in chi.sees
        for key in "12=-":
            await chi.types(key)
            assert "Vai trò «dự họp»" in chi.reads
        await chi.types("/vinh tien\nv")
        await chi.presses("end", "pagedown")
        assert "Nguồn nêu là chậm chuyển biến: «Ban Thường vụ" in chi.reads
        assert "2016: nguồn nêu tên là tiêu biểu. «Trong đó có 05 đơn vị" in chi.reads
        await chi.types("v\n")
        assert chi.app.trail()[-1] == "organisation" and "CHI TIẾT ─ 6 Xã Vĩnh Tiến" in chi.sees
    assert states(table) == {}


async def test_what_bars_is_named_and_what_nobody_knows_asks_for_words(table: Table) -> None:
    """An open case, a lower level, a year that was not; no meeting, no decision; a draft is offered again."""
    with_levels(table)
    async with table.sit("an", at="commendation") as an:
        await an.types("/6\n")
        assert "Từng tiêu biểu năm 2016, nay phải củng cố: còn hồ sơ số 3." in an.sees
        assert "× Không đạt: không còn hồ sơ củng cố (còn hồ sơ số 3, do nguồn nêu tên)" in an.sees
        assert "2016 TSVM      2017 ·       ║ 2018" in an.sees
        await an.types("1")
        assert "6 Xã Vĩnh Tiến còn hồ sơ củng cố chưa kết thúc." in an.reads
        await an.types("/2\n1")
        assert "2 Xã Hùng Việt không ở mức cao nhất của kỳ." in an.reads
        await an.types("/1\n2")
        assert "1 Xã Chi Lăng có năm không được công nhận tiêu biểu." in an.reads
        await an.types("=")
        assert "1 Xã Chi Lăng chưa được đề nghị." in an.reads
        await an.types("/5\n1\n")
        assert "Chưa rõ 5 Xã Cao Minh có đủ điều kiện không" in an.reads
        await an.types("Theo hồ sơ lưu")
        await an.presses("escape")
    async with table.sit("an", at="commendation") as an:
        assert "Còn lời ghi dở về khen thưởng ở 1 đơn vị, trước hết 5 Xã Cao Minh." in an.sees
        await an.types("/5\n1\n")
        assert "? chưa rõ, đã đề nghị" in an.here and "Lời khi đề nghị: Theo hồ sơ lưu" in an.sees
        await an.types("=")
        assert "Khen thưởng quyết định trong phiên họp, mà chưa phiên nào đang họp." in an.reads
        assert states(table) == {"xa-cao-minh year": "nominated"}
        with table.at_shell():
            close_cycle("an", code="2019")
        await an.looks()
        await an.types("/1\n1")
        assert "Kỳ 2019 đã đóng nên danh sách khen thưởng chỉ để xem." in an.reads


async def test_hands_are_asked_for_and_what_another_decided_is_seen_first(table: Table) -> None:
    """Where hands decide three counts are asked for, the words stay; of two who ask at once the later is told."""
    with table.at_shell():
        best(LANG)
        add_account("an", login="dung", roles=["member"])
        seated()
        opened_meeting(decides="hands")
        nominate("an", organisation=LANG, kind="year", note="Ba năm liền dẫn đầu")
    async with table.sit("an", at="commendation") as an, table.sit("dung", at="commendation") as chair:
        await an.types("=Xứng đáng")
        await chair.types("-Chưa đủ\n")
        assert "Có mặt 4 ủy viên biểu quyết, cần 3 đồng ý." in chair.sees
        await chair.types("2 2\n")
        assert "2 đồng ý, cần 3 mới quá bán" in chair.reads and "Chưa đủ" in chair.sees
        await chair.types("\n4 0 0\n")
        assert "Đã ghi 09:00: quyết định không khen 1 Xã Chi Lăng: tiêu biểu trong năm." in chair.sees
        assert "Lời khi đề nghị: Ba năm liền dẫn đầu" in chair.sees and "Lời khi quyết định: Chưa đủ" in chair.sees
        await an.types("\n")
        assert "nay 1 Xã Chi Lăng: không khen, khác lúc xem." in an.reads and "Xứng đáng" in an.sees
        await an.presses("escape")
        await an.looks()
        await an.types("=")
        assert "Lời khi quyết định: Chưa đủ" in an.sees
        await an.types("\n3 1 0\n")
        assert "được khen" in an.here and "Lời khi quyết định: Xứng đáng" in an.sees, "the words were kept"
        await an.presses("enter")
        assert "Lời khi đề nghị: Ba năm liền dẫn đầu. Lời khi quyết định: Xứng đáng" in an.reads
    with table.at_shell():
        assert [each.hands for each in meeting().conclusions] == [(4, 0, 0), (3, 1, 0)]
        assert verify().difference is None


async def test_five_years_of_which_nobody_knows_most(table: Table) -> None:
    """In a later cycle the years are unclear; both kinds nominated, a digit says which one is decided."""
    with table.at_shell():
        close_cycle("an", code="2019")
        open_cycle("an", code="2022", scheme="2025")
        add_account("an", login="dung", roles=["member"])
        seated()
        opened_meeting(cycle="2022")
        best(LANG)
        nominate("an", organisation=LANG, kind="year")
    async with table.sit("an", at="commendation") as an:
        assert "√ đủ, đã đề nghị" in an.here and "? chưa rõ" in an.here
        assert "? Chưa rõ: tiêu biểu 5 năm liền (chưa rõ năm 2018, 2019, 2020, 2021, 2022)" in an.sees
        await an.types("2\n")
        assert "Muốn đề nghị thì ghi lời giải thích." in an.reads
        await an.types("Theo hồ sơ lưu\n")
        await an.types("=")
        assert "1  Tiêu biểu trong năm: √ đủ, đã đề nghị" in an.sees
        assert "2  Tiêu biểu 5 năm liền: ? chưa rõ, đã đề nghị" in an.sees
        await an.types("2\n")
        assert "Đã ghi 09:00: quyết định khen 1 Xã Chi Lăng: tiêu biểu 5 năm liền." in an.sees
        assert states(table) == {f"{LANG} year": "nominated", f"{LANG} five_years": "granted"}
        await an.types("=")
        assert "QUYẾT ĐỊNH KHEN" in an.sees and "1 Tiêu biểu trong năm: √ đủ, đã đề nghị" in an.sees, "one is left"
        await an.types("\n")
        assert "2022 XS" in an.sees and "√ tiêu biểu" in an.sees
    with table.at_shell():
        assert [each.state for each in nominations(LANG)] == ["granted", "granted"]


async def test_the_list_narrows_orders_finds_and_is_pointed_to(table: Table) -> None:
    """l leaves what is to be considered; filters in both languages; numbers of the overview lead to the same rows."""
    with_levels(table)
    async with table.sit("an", at="commendation") as an:
        assert listed(an)[:3] == [LANG, PHUONG, VINH] and listed(an)[-1] == VIET
        assert "59 đơn vị: đủ 2 · vướng hồ sơ 5 · chưa rõ 51 · không đủ 1" in an.sees
        await an.types("l")
        assert listed(an) == [LANG, PHUONG] and "Cần xét: 2 đơn vị" in an.sees
        await an.presses("down")
        await an.types("1\n")
        assert listed(an) == [LANG, PHUONG], "what is done stays where it was"
        await an.presses("escape")
        for text, rows in {
            "khen:denghi": [PHUONG],
            "dieukien:du": [PHUONG, LANG],
            "dieukien:khong -cungco:co": [VIET],
            "tieubieu:co cungco:co": [VINH],
            "commended:pending -commended:nominated": [LANG],
        }.items():
            await an.types(f"/{text}\n")
            assert listed(an) == rows, text
            await an.presses("escape")
        await an.types("s2")
        assert listed(an)[:3] == [LANG, VIET, "xa-hung-son"]
        await an.types("x")
        assert an.app.trail()[-1] == "documents"
        assert "Danh sách khen thưởng" in next(line for line in an.sees.split("\n") if "►" in line)
    async with table.sit("an", at="overview") as an:
        await an.types("7")
        assert "Đủ điều kiện khen thưởng: 2" in an.sees and "khen thưởng, chờ quyết định: 1" in an.sees
        await an.types("6")
        assert an.app.trail()[-1] == "commendation" and listed(an) == [PHUONG]


@pytest.mark.parametrize("lang", ["vi", "en"])
async def test_pictures(table: Table, lang: str) -> None:
    """Eligible, barred by a case, not eligible, cannot tell, nominated; the question; the grounds in full."""
    with_levels(table)
    with table.at_shell():
        nominate("an", organisation=LANG, kind="year", note="Ba năm liền dẫn đầu")
    for size in ((80, 24), (120, 40)):
        name = f"{lang}-{size[0]}x{size[1]}"
        async with table.sit("an", size=size, lang=lang, at="commendation") as an:
            same_as_golden(f"commendation-{name}", an.sees)
            await an.presses("down", "down")
            same_as_golden(f"commendation-barred-{name}", an.sees)
            await an.types("v")
            same_as_golden(f"commendation-why-{name}", an.sees)
            await an.presses("escape", "end", "up")
            same_as_golden(f"commendation-unclear-{name}", an.sees)
            await an.types("1")
            same_as_golden(f"commendation-asking-{name}", an.sees)
            assert all(len(line) <= size[0] for line in an.sees.split("\n"))
