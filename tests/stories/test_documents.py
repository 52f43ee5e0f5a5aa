"""The papers: what can be made, read, fetched, printed; the number of the decision; what the administrator has set."""

from __future__ import annotations

import asyncio
import os
import select
import stat
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from docx import Document as Word

from seed.papers import FOLDER as SHIPPED
from store import clock
from store.commands.meeting import close_meeting, set_decision
from store.errors import Refused
from store.exports import Document, file_names, make
from store.exports.document import KINDS
from store.queries.meeting import meeting
from store.words import LANGUAGES, Words
from tests.exports.meetings import decided, held, sitting
from tests.kit import hostile as hostile_store
from tests.kit.desk import Clock, Person, Table
from tests.kit.golden import same_as_golden
from tests.kit.prepared import BEGIN, rehearsed
from tui import outbox as outboxes
from tui.link import Long
from tui.outbox import Outbox, fetch_line, outbox
from tui.screens.documents import BY_DIGIT, ORDER, told_decision

SIZES = ((80, 24), (120, 40))
HOUR = 3_600_000
NOON = "2019-12-27"
"""The day of the test clock."""

Lay = Callable[[Callable[[Path], Path]], Table]


@pytest.fixture
def lay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Lay]:
    """Lay a store; nobody has set folder or printer, and everybody sits at the server itself."""
    for name in ("SSH_CONNECTION", outboxes.FOLDER, outboxes.SEEN_AS, outboxes.PRINTER):
        monkeypatch.delenv(name, raising=False)
    told = Clock(BEGIN + 6 * HOUR)
    numbers = count()

    def laid(how: Callable[[Path], Path]) -> Table:
        folder = tmp_path / f"kho-{next(numbers)}"
        folder.mkdir()
        path = how(folder / "thamdinh.db")
        monkeypatch.setenv("THAMDINH_DB", str(path))
        return Table(path, told)

    with clock.replaced(now=lambda: told.now, ticks=lambda: told.ticks):
        yield laid


@pytest.fixture
def by_ssh(lay: Lay, monkeypatch: pytest.MonkeyPatch) -> Lay:
    """Everybody comes over SSH."""
    monkeypatch.setenv("SSH_CONNECTION", "10.0.0.9 50555 192.168.1.20 22")
    monkeypatch.setenv("LOGNAME", "thamdinh")
    return lay


async def made(person: Person) -> str:
    """What is seen once long work has ended."""
    await person.app.workers.wait_for_complete()
    await person.rests()
    return person.sees


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


def test_the_line_that_fetches_is_one_that_works(lay: Lay, tmp_path: Path) -> None:
    """The file is called as ``export`` calls it; the server by its address and port, the store where it is another."""
    table = lay(held)
    with table.at_shell():
        for lang in LANGUAGES:
            names = file_names(lang, meeting().cycle)
            for kind in KINDS:
                assert make(kind, words=Words(lang), shipped=SHIPPED).name == names[kind]
    store, here = table.path, {"THAMDINH_DB": str(table.path)}
    assert fetch_line("minutes", "bien-ban-2019.docx", here, store) == "thamdinh export minutes -o bien-ban-2019.docx"
    other = tmp_path / "kho khác" / "a.db"
    assert fetch_line("tables", "b.xlsx", here, other) == f"thamdinh --db '{other}' export tables -o b.xlsx"
    for port, at in (("22", ""), ("2222", "-p 2222 ")):
        line = fetch_line("minutes", "b.docx", {"SSH_CONNECTION": f"10.0.0.9 5 192.168.1.20 {port}"}, store)
        assert line.startswith(f"ssh {at}")
        assert line.endswith("@192.168.1.20 export minutes -o - > b.docx")
    assert fetch_line("minutes", "b.docx", {"SSH_CONNECTION": "odd"}, other).startswith("thamdinh ")


async def test_at_the_server_itself_no_ssh(lay: Lay, monkeypatch: pytest.MonkeyPatch) -> None:
    table = lay(held)
    async with table.sit("an", at="documents") as an:
        await an.types("x")
        assert "thamdinh export minutes -o bien-ban-2019.docx" in an.sees
        assert "PowerShell" not in an.sees
        await an.presses("escape")
        monkeypatch.setenv(outboxes.FOLDER, "/srv/van-ban")
        monkeypatch.setenv(outboxes.SEEN_AS, r"\\may-chu\van-ban")
        monkeypatch.setenv(outboxes.PRINTER, "tang-2")
        await an.types("x")
        assert r"\\may-chu\van-ban" in an.sees
        assert "/srv" not in an.sees
        assert "tang-2" in an.sees


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for papers, by a name that no line breaks."""
    monkeypatch.chdir(tmp_path)
    folder = Path("van-ban")
    folder.mkdir()
    monkeypatch.setenv(outboxes.FOLDER, str(folder))
    return folder


def files(folder: Path) -> list[str]:
    return sorted(str(each.relative_to(folder)) for each in folder.rglob("*") if not each.is_dir())


async def test_a_paper_is_put_into_the_days_folder(lay: Lay, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One key from the seal to the minutes on disk; readable by the group, whatever the service keeps from others."""
    before = os.umask(0o077)
    try:
        async with lay(held).sit("an", at="documents") as an:
            assert f"Lập xong để ở: {folder}" in an.reads
            monkeypatch.setenv(outboxes.SEEN_AS, r"V:\van-ban")
            await an.types("1")
            await made(an)
            assert rf"Đã để ở: V:\van-ban\{NOON}\bien-ban-2019-150001.docx" in an.sees
            await an.presses("escape")
            assert "lập 15:00" in an.here
            assert "Đã lập 15:00: Biên bản họp" in an.reads
            an.clock.pass_by(-2000)
            await an.types("1")
            await made(an)
    finally:
        os.umask(before)
    assert files(folder) == [f"{NOON}/bien-ban-2019-150001{again}.docx" for again in ("-2", "")]
    day = folder / NOON
    assert stat.S_IMODE(day.stat().st_mode) == 0o750
    assert {stat.S_IMODE(each.stat().st_mode) for each in day.iterdir()} == {0o640}
    assert all(Word(str(each)).tables for each in day.iterdir())


@pytest.mark.parametrize("links", [True, False], ids=["links", "no links"])
def test_never_over_what_is_there(folder: Path, links: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also in the same second, and where files have one name only."""

    def refuse(_from: object, _to: object) -> None:
        raise PermissionError(1, "no links here")

    if not links:
        monkeypatch.setattr(os, "link", refuse)
    now = clock.local(BEGIN, 420)
    out, stem = outbox(os.environ), f"{NOON}/a-{now:%H%M%S}"
    places = [out.put(Document("a.docx", "", text), now) for text in (b"1", b"2", b"3")]
    assert places == [f"{folder}/{stem}{again}.docx" for again in ("", "-2", "-3")]
    assert [Path(place).read_bytes() for place in places] == [b"1", b"2", b"3"]
    assert len(files(folder)) == 3
    shared = Outbox(folder, "\\\\may-chu\\van-ban\\", None)
    assert shared.put(Document("b.docx", "", b""), now) == f"\\\\may-chu\\van-ban\\{NOON}\\b-{now:%H%M%S}.docx"


async def test_a_folder_that_cannot_be_written(lay: Lay, folder: Path) -> None:
    """One sentence, no half file, and it goes on when the cause is gone."""
    async with lay(held).sit("an", at="documents") as an:
        (folder / NOON).write_text("in the way")
        await an.types("6")
        await made(an)
        assert f"Không viết được vào {folder}." in an.reads
        assert files(folder) == [NOON]
        (folder / NOON).unlink()
        await an.types("6")
        await made(an)
        assert files(folder) == [f"{NOON}/so-sanh-2019-150002.xlsx"]


async def test_hostile_words_make_no_path_and_send_nothing(lay: Lay, folder: Path) -> None:
    """Whatever the committee is called, names come from the program, and the text is text."""
    async with lay(hostile_store.hostile).sit("an", at="documents") as an:
        for keys in ("6", "9", "01", "02"):
            await an.types(keys)
            seen = await made(an)
            assert not {char for char in seen if char < " " and char != "\n"}
            await an.presses("escape")
    names = files(folder)
    assert len(names) == 4
    assert all(name.replace("-", "").replace(".", "").replace("/", "").isalnum() and name.isascii() for name in names)


@pytest.fixture
def printer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], Path]:
    """A printer whose two programs are scripts; answers where they note how they were called."""

    def set_up(soffice: str, lp: str) -> Path:
        tools, notes = tmp_path / "bin", tmp_path / "notes"
        tools.mkdir(exist_ok=True)
        for name, body in (("soffice", soffice), ("lp", lp)):
            script = tools / name
            script.write_text(f'#!/bin/sh\necho {name} "$@" >> {notes}\n{body}\n')
            script.chmod(0o755)
        monkeypatch.setenv("PATH", f"{tools}:{os.environ['PATH']}")
        monkeypatch.setenv(outboxes.PRINTER, "tang-2")
        return notes

    return set_up


DRAWS = 'for last; do :; done; cp "$last" "${last%.*}.pdf"'
"""What LibreOffice does, without the drawing: a PDF beside the paper."""


async def test_a_paper_is_printed(lay: Lay, printer: Callable[[str, str], Path]) -> None:
    """Drawn by LibreOffice, put into the queue by name, no shell between; nothing is left behind."""
    notes = printer(DRAWS, 'test -s "$4" || exit 9')
    async with lay(held).sit("an", at="documents") as an:
        await an.types("p")
        await made(an)
        assert "Đã gửi tới máy in tang-2." in an.reads
        await an.presses("end")
        await an.types("p")
        await made(an)
        assert "Nhật ký là tệp dữ liệu, không in thành trang." in an.reads
    drawn, queued = notes.read_text().splitlines()
    assert drawn.split()[0] == "soffice"
    assert drawn.split()[2:5] == ["--headless", "--convert-to", "pdf"]
    assert queued.startswith("lp -d tang-2 -- /")
    paper = Path(queued.split()[-1])
    assert paper.name == "bien-ban-2019.pdf"
    assert not paper.parent.exists()


@pytest.mark.parametrize(
    ("soffice", "lp"), [(DRAWS, "exit 1"), ("exit 77", "exit 0"), ("exit 0", "exit 0")], ids=["lp", "soffice", "no pdf"]
)
async def test_a_printer_that_refuses(lay: Lay, printer: Callable[[str, str], Path], soffice: str, lp: str) -> None:
    """Nothing is said to be printed that is not."""
    printer(soffice, lp)
    async with lay(held).sit("an", at="documents") as an:
        await an.types("p")
        await made(an)
        assert "Máy in tang-2 không nhận. Chưa in gì." in an.reads


async def test_printing_is_stopped_by_esc(lay: Lay, printer: Callable[[str, str], Path], tmp_path: Path) -> None:
    """One sees that it goes on; Esc ends the program that draws, with what it has started."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    printer(f"sleep 1000 & echo $! > {pipe}; wait", "exit 0")
    async with lay(held).sit("an", at="documents") as an:
        await an.types("p")
        sleeper = int(await asyncio.to_thread(pipe.read_text))
        assert "Đang lập: Biên bản họp" in an.sees
        await an.presses("escape")
        await made(an)
        assert "Đã dừng, không có tệp nào." in an.reads
    with pytest.raises(ProcessLookupError):
        _await_end(sleeper)


def _await_end(process: int) -> None:
    """Wait for the end of a process that is nobody's child any more; raises ``ProcessLookupError`` at its end."""
    handle = os.pidfd_open(process)
    try:
        assert select.select([handle], [], [], 30)[0]
    finally:
        os.close(handle)
    raise ProcessLookupError


async def test_making_is_stopped_by_esc(lay: Lay, folder: Path) -> None:
    """While other long work is in the way one sees it wait; once stopped it makes nothing."""
    async with lay(held).sit("an", at="documents") as an:
        other = Long()

        def without_end(watch: Callable[[int, int], None]) -> None:
            for number in count():
                watch(number, 20_000)

        running = asyncio.create_task(an.app.link.long(other, without_end))
        await an.types("4")
        assert "Đang lập: Thông báo từng đơn vị" in an.sees
        await an.presses("escape")
        other.stop()
        with pytest.raises(Refused, match="stopped"):
            await running
        await made(an)
        assert "Đã dừng, không có tệp nào." in an.reads
        assert files(folder) == []


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
