"""The server will not write: a sentence, everything typed is still there, and the same key goes on when it can."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest

from store.db import connect
from store.queries.comparison import comparison
from store.queries.verification import verify
from store.words import Words
from tests.kit.desk import Person, Table
from tests.kit.forms import fact
from tests.kit.stores import engine, sql


def on_line(person: Person, statement: str) -> list[tuple[object, ...]]:
    """Run a statement on the person's own connection."""
    return person.app.link.submit(sql, statement).result()


@contextmanager
def full(person: Person, table: Table) -> Iterator[None]:
    """No page more may be written to the file."""
    ((pages,),) = on_line(person, "PRAGMA page_count")
    on_line(person, f"PRAGMA max_page_count={pages}")
    yield
    on_line(person, "PRAGMA max_page_count=1000000")


@contextmanager
def unwritable(person: Person, table: Table) -> Iterator[None]:
    """The connection may read only, as with a file whose right was taken away."""
    on_line(person, "PRAGMA query_only=1")
    yield
    on_line(person, "PRAGMA query_only=0")


@contextmanager
def kept_busy(person: Person, table: Table) -> Iterator[None]:
    """Another program has the write lock and does not let go."""
    other: sqlite3.Connection = engine.connect(table.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield
    other.execute("ROLLBACK")
    other.close()


@contextmanager
def gone(person: Person, table: Table) -> Iterator[None]:
    """The folder was moved away."""
    folder = table.path.parent
    folder.rename(folder.with_name("elsewhere"))
    yield
    folder.with_name("elsewhere").rename(folder)


FAULTS: dict[str, Callable[[Person, Table], AbstractContextManager[None]]] = {
    "store_read_only": unwritable,
    "store_busy": kept_busy,
    "store_gone": gone,
}


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits long for others."""
    monkeypatch.setattr(connect, "BUSY_SECONDS", 0.05)


def said(code: str, table: Table) -> str:
    """The refusal's sentence, as running text."""
    return " ".join(Words("vi")(f"refusal.{code}", path=str(table.path)).split())


def read(person: Person) -> str:
    """The screen without line ends and frames, and without the blanks at which a path may be broken."""
    return person.reads.replace(" ", "")


def tells(person: Person, code: str, table: Table) -> bool:
    """Whether the sentence is on the screen; a long one may be cut at its end."""
    return said(code, table).replace(" ", "")[:60] in read(person)


@pytest.mark.parametrize("code", FAULTS)
async def test_an_adjustment_waits_in_its_dialog(table: Table, code: str) -> None:
    """Enter says why; level, reason and words stay; Enter again records all of it."""
    async with table.sit("an") as an:
        await an.types("/22\n32\tthu ngân sách")
        with FAULTS[code](an, table):
            await an.types(" đạt 9/15\n")
            assert tells(an, code, table)
            assert "Ghi rõ: thu ngân sách đạt 9/15" in an.sees
            assert "[3 Hoàn thành]" in an.sees
            await an.types("\n")
            assert tells(an, code, table), "and again"
        await an.types("\n")
        assert "Đã ghi" in an.sees
    with table.at_shell():
        row = next(each for each in comparison().rows if each.tt == 22)
        assert (row.final_level, row.note) == ("HT", "thu ngân sách đạt 9/15")
        assert verify().difference is None


@pytest.mark.parametrize("code", FAULTS)
async def test_a_figure_waits_in_its_cell(table: Table, code: str) -> None:
    """The form's cell stays open with what was typed."""
    async with table.sit("binh") as binh:
        await binh.types("/22\ng4\t")
        await binh.types("15")
        with FAULTS[code](binh, table):
            await binh.types("\n")
            assert tells(binh, code, table)
            assert binh.app.screen.focused, "the cell is still open"
        await binh.types("\n")
        assert fact(table, "targets_set") == (15, None)


@pytest.mark.parametrize("code", FAULTS)
async def test_a_self_rating_by_one_digit_is_pressed_again(table: Table, code: str) -> None:
    """Nothing was typed: the digit is pressed once more."""
    async with table.sit("binh") as binh:
        await binh.types("/22\n")
        await binh.presses("left", "left")
        with FAULTS[code](binh, table):
            await binh.types("2")
            assert tells(binh, code, table)
        await binh.types("2")
        assert "Đã ghi" in binh.sees or "Đã lưu" in binh.sees


async def test_a_full_disk(table: Table) -> None:
    """Words that need more room than there is; a moment later there is room."""
    words = "thu ngân sách đạt 9/15 chỉ tiêu " * 60
    async with table.sit("an") as an:
        await an.types("/22\n32\t")
        with full(an, table):
            await an.pastes(words)
            await an.types("\n")
            assert tells(an, "disk_full", table)
            assert "[3 Hoàn thành]" in an.sees
        await an.types("\n")
        assert "Đã ghi" in an.sees
    with table.at_shell():
        row = next(each for each in comparison().rows if each.tt == 22)
        assert row.note == words.strip()


AGAIN = "Bấm Esc lần nữa thì bỏ nội dung đang gõ."


@pytest.mark.parametrize("code", FAULTS)
async def test_esc_that_could_keep_no_draft_stays(table: Table, code: str) -> None:
    """It says why, and what a second Esc does; when the store takes words again, Esc keeps them as ever."""
    async with table.sit("an") as an:
        with FAULTS[code](an, table):
            await an.types("/22\n32\tthu\x1b")
            assert tells(an, code, table)
            assert AGAIN in an.reads
            assert "Ghi rõ: thu" in an.sees
        await an.types("\x1b")
        assert "QUYẾT ĐỊNH MỨC" not in an.sees
        await an.types("3")
        assert "Ghi rõ: thu" in an.sees


async def test_a_second_esc_in_a_row_gives_up(table: Table) -> None:
    """Nobody is kept in a dialog for as long as a disk is full."""
    async with table.sit("an") as an:
        with unwritable(an, table):
            await an.types("/22\n32\tthu\x1b")
            await an.types(" thêm\x1b")
            assert AGAIN in an.reads, "a new letter begins anew"
            await an.types("\x1b")
            assert "QUYẾT ĐỊNH MỨC" not in an.sees
            assert tells(an, "store_read_only", table)


async def test_esc_in_a_cell_of_the_form_stays_too(table: Table) -> None:
    """The same for one figure."""
    async with table.sit("binh") as binh:
        await binh.types("/22\ng4\t")
        with unwritable(binh, table):
            await binh.types("15\x1b")
            assert AGAIN in binh.reads
            assert binh.app.screen.focused
            await binh.types("\x1b")
            assert binh.app.screen.focused is None


async def test_news_come_again_when_the_store_can_be_read_again(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    """While the folder is away the screen stays as it is; the next beat of the pulse after that tells the news."""
    async with table.sit("an") as an, table.sit("binh") as binh:
        before = an.sees
        with gone(an, table):
            await an.looks()
            assert an.sees == before
        await binh.types("/22\n")
        await binh.presses("left", "left")
        await binh.types("2")
        await an.looks()
        assert "22 Xã Kim Đồng" in an.sees
