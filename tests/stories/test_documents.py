"""The papers: what can be made, read, of which meeting and case; the number of the decision; templates."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document as Word

from seed.papers import FOLDER as SHIPPED
from store.commands.meeting import close_meeting, plan_meeting, set_decision
from store.commands.remediation import open_case
from store.errors import Refused
from store.exports.document import KINDS
from store.queries.meeting import meeting
from store.words import LANGUAGES, Words
from tests.exports.meetings import decided, held, sitting
from tests.kit.casework import ONE, case_store
from tests.kit.desk import Person
from tests.kit.golden import same_as_golden
from tests.kit.prepared import rehearsed
from tests.stories.papers import Lay, files, made
from tui.screens.documents import BY_DIGIT, ORDER, told_decision

SIZES = ((80, 24), (120, 40))


@pytest.mark.parametrize("lang", LANGUAGES)
async def test_pictures(by_ssh: Lay, lang: str) -> None:
    """The list after the meeting, a paper that is read, gaps, number, other kinds, the way to fetch."""
    for size in SIZES:
        mark = f"{size[0]}x{size[1]}-{lang}"
        async with by_ssh(held).sit("an", lang=lang, size=size, at="documents", spoken=True) as an:
            same_as_golden(f"documents-{mark}", an.sees)
            for key, name in (("l", "gaps"), ("x", "fetch"), ("0", "others"), ("?", "help")):
                await an.types(key)
                same_as_golden(f"documents-{name}-{mark}", an.sees)
                await an.presses("escape")
            await an.types("r152 31/12/2019")
            same_as_golden(f"documents-number-{mark}", an.sees)
            await an.types("\n")
            same_as_golden(f"documents-numbered-{mark}", an.sees)
            await an.types("1")
            await made(an)
            if size == SIZES[0]:
                same_as_golden(f"documents-read-{mark}", an.sees)


async def test_every_kind_is_listed_and_every_digit_does_something(lay: Lay) -> None:
    """What a digit makes stands beside it; the others are asked for by 0; what is not there yet is said."""
    assert set(ORDER) == set(KINDS)
    assert set(BY_DIGIT.values()) <= set(ORDER)
    table, words = lay(held), Words("vi")
    async with table.sit("an", at="documents") as an:
        for digit, kind in BY_DIGIT.items():
            await an.types(str(digit))
            seen = await made(an)
            assert words(f"documents.kind.{kind}").upper() in seen, kind
            await an.presses("escape")
            assert f"► {digit}  " in an.sees
            assert "Chưa để tệp ở đâu" in an.sees
        for digit in sorted({1, 2, 3, 4, 5, 6, 7, 8, 9} - set(BY_DIGIT)):
            await an.types(str(digit))
            assert f"Chưa có loại văn bản số {digit}." in an.reads
        others = [kind for kind in ORDER if kind not in BY_DIGIT.values()]
        for number, kind in enumerate(others, 1):
            await an.types(f"0{number}")
            assert words(f"documents.kind.{kind}").upper() in await made(an), kind
            await an.presses("escape")
        await an.presses("home", "enter")
        assert "BIÊN BẢN HỌP ─ dòng" in await made(an)
        await an.presses("enter")
        assert "rời phiên họp" in an.sees
        await an.presses("end")
        assert "Tờ trình" not in an.sees
        await an.presses("enter")
        assert an.here.split() == "► 1 Biên bản họp .docx lập được".split()
        await an.presses("up")
        assert "Biên bản" in an.here
        await an.presses("end", "down")
        assert "Nhật ký" in an.here
        await an.presses("up")
        assert "Biểu A, B, C" in an.here
        await an.types("p")
        assert "Quản trị chưa đặt máy in." in an.reads


async def test_before_any_meeting(lay: Lay) -> None:
    """Tables and what goes out before a meeting; what is of a meeting says that there is none."""
    async with lay(rehearsed).sit("an", at="documents") as an:
        assert "Chưa có phiên họp nào" in an.line(2)
        assert an.sees.count("chưa có phiên\n") == 5
        for digit in "1348":
            await an.types(digit)
            assert "Chưa có phiên họp nào. Chưa có gì thay đổi." in an.reads
        await an.types("r")
        assert "Chưa có phiên họp nào. Chưa có gì thay đổi." in an.reads
        await an.types("l")
        assert "Chưa có phiên họp nào: lập được" in an.reads
        await an.types("\x1b9")
        assert "VĂN BẢN ĐÔN ĐỐC ─ dòng" in await made(an)


async def test_papers_are_drafts_until_the_seal_and_the_number(lay: Lay) -> None:
    """While the meeting sits, when it is closed, when the decision is issued; heard from others, too."""
    table = lay(sitting)

    def drafts(person: Person) -> set[str]:
        lines = [line for line in person.sees.split("\n") if " .docx " in line]
        return {line.partition(".docx")[0] for line in lines if line.endswith("DỰ THẢO")}

    async with table.sit("binh", at="documents") as binh:
        assert len(drafts(binh)) == 6
        await binh.types("l")
        assert "Có mục chưa kết luận" in binh.reads
        await binh.types("\x1br")
        assert "chưa kết thúc nên chưa có số quyết định" in binh.reads
        with table.at_shell():
            close_meeting("an", leave_rest=True)
        await binh.looks()
        assert "đã niêm phong" in binh.line(2)
        assert len(drafts(binh)) == 4
        await binh.types("l")
        assert "Có mục chưa kết luận" not in binh.reads
        await binh.presses("escape")
        with table.at_shell():
            set_decision("an", number="152", dated="31/12/2019")
        await binh.looks()
        assert binh.line(2).endswith("quyết định số 152, 31/12/2019")
        assert len(drafts(binh)) == 2
        await binh.types("r152 30/12/2019\n")
        assert "Vai trò" in binh.reads, "who may not hears it, and what was typed stays"
        assert "152 30/12/2019" in binh.sees


async def test_the_number_of_the_decision(lay: Lay) -> None:
    """Number and day in one line, changed again later; who signs stays as it was recorded."""
    table = lay(decided)
    async with table.sit("an", at="documents") as an:
        await an.types("r")
        assert "152 31/12/2019" in an.sees
        await an.presses("escape")
        for wrong in ("153", "31/12/2019", "153 32/12/2019"):
            await an.types("r" + "\x7f" * 20 + wrong + "\n")
            assert "Cần cả số và ngày của quyết định." in an.reads, wrong
            await an.presses("escape")
        await an.types("r" + "\x7f" * 20 + "153-QĐ/HU ngày 30/12/2019\n")
        assert "Đã ghi quyết định số 153-QĐ/HU, ngày 30/12/2019." in an.reads
        assert an.line(2).endswith("quyết định số 153-QĐ/HU, 30/12/2019")
    with table.at_shell():
        view = meeting()
        assert (view.decision_number, view.decision_date) == ("153-QĐ/HU", "2019-12-30")
        assert view.decision_signer == "Bí thư"


@pytest.mark.parametrize("text", ["", " ", "31/12/2019", "03-QĐ/HU", "03-QĐ/HU 31/12/2019 x", "ngày 31/12/2019"])
def test_a_number_without_a_day_and_a_day_without_a_number(text: str) -> None:
    with pytest.raises(Refused, match="decision_incomplete"):
        told_decision(text)


async def test_a_template_of_ones_own_that_asks_for_what_there_is_not(lay: Lay, folder: Path) -> None:
    """In one sentence, with the name of the field and the command that lists them all; the screen stays."""
    table = lay(held)
    own = table.path.parent / "papers" / "minutes.docx"
    own.parent.mkdir()
    document = Word(str(SHIPPED / "minutes.docx"))
    document.add_paragraph("{{ khong_co }}")
    document.save(str(own))
    async with table.sit("an", at="documents") as an:
        await an.types("1")
        await made(an)
        assert "có ô điền «khong_co»" in an.reads
        assert files(folder) == []
        own.unlink()
        await an.types("1")
        assert "BIÊN BẢN HỌP" in await made(an)


async def test_a_case_leads_to_its_own_papers(lay: Lay) -> None:
    """x in the list and on the case: the directive until it has a number, then the report; of that case alone."""
    table, words = lay(case_store), Words("vi")
    with table.at_shell():
        number = open_case("an", organisation="xa-khang-chien", why="Mất đoàn kết nội bộ").value
    async with table.sit("an", at="remediation") as an:
        for unit, mine, kind in (("22", ONE, "case-report"), ("4", number, "remediation-directive")):
            for keys in (f"/{unit}\n", "\n"):
                await an.types(keys)
                await an.types("x")
                name = words("documents.of_case", name=words(f"documents.kind.{kind}"), case=mine)
                assert f"►    {name}" in an.sees
                assert f"export {kind} --case {mine} -o {words(f'paper.{kind}.file')}-{mine}.docx" in an.reads
                await an.types("\n")
                await made(an)
                told = "Mất đoàn kết nội bộ" if mine == number else "Đảng bộ xã Kim Đồng"
                assert told in an.sees
                await an.presses("escape", "escape")
            await an.presses("escape")


async def test_papers_of_a_meeting_before(lay: Lay) -> None:
    """m lists the meetings, the newest first; papers, line and number are then those of the chosen one."""
    table = lay(held)
    async with table.sit("an", at="documents") as an:
        with table.at_shell():
            plan_meeting("an", held_on="2019-12-30")
        await an.types("m")
        assert "1  Phiên 2, 30/12/2019: Đang chuẩn bị" in an.sees
        assert "2  Phiên 1, 27/12/2019: Đã kết thúc, đã niêm phong" in an.sees
        await an.types("1")
        assert an.line(2).startswith(" Phiên 2, 30/12/2019")
        await an.types("r")
        assert "chưa kết thúc" in an.reads, "what has not been held decided nothing"
        await an.types("m2")
        assert an.line(2).startswith(" Phiên 1, 27/12/2019")
        assert "export minutes --meeting 1 -o" in an.reads
        await an.types("1")
        assert "ngày 27 tháng 12 năm 2019" in await made(an)
