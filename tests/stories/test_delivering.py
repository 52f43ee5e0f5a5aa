"""How papers get out: fetched, put into the folder of the day, printed; and how making one is stopped."""

from __future__ import annotations

import asyncio
import os
import select
import stat
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest
from docx import Document as Word

from seed.papers import FOLDER as SHIPPED
from store import clock
from store.errors import Refused
from store.exports import Document, file_names, make
from store.exports.document import KINDS
from store.queries.meeting import meeting
from store.words import LANGUAGES, Words
from tests.exports.meetings import held
from tests.kit import hostile as hostile_store
from tests.kit.prepared import BEGIN
from tests.stories.papers import NOON, Lay, files, made
from tui import outbox as outboxes
from tui.link import Long
from tui.outbox import Outbox, fetch_line, outbox


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
    places = [out.put(Document("a.docx", text), now) for text in (b"1", b"2", b"3")]
    assert places == [f"{folder}/{stem}{again}.docx" for again in ("", "-2", "-3")]
    assert [Path(place).read_bytes() for place in places] == [b"1", b"2", b"3"]
    assert len(files(folder)) == 3
    shared = Outbox(folder, "\\\\may-chu\\van-ban\\", None)
    assert shared.put(Document("b.docx", b""), now) == f"\\\\may-chu\\van-ban\\{NOON}\\b-{now:%H%M%S}.docx"


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
