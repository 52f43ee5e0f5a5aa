"""What a meeting leaves in the journal reads well: in which one, whose post, which item; no key and no code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from store import clock
from store.commands.agenda import lift_out, order_items
from store.commands.room import settle_item
from store.commands.undoing import undo
from store.db.tables import RECORDS, table_name
from store.queries.journal import ALL, entry, page
from store.queries.journal_terms import terms
from store.rules.meeting import ITEM_STATES, STATES
from store.words import LANGUAGES, Words
from tests.kit.meetings import opened_meeting, seated_store
from tests.kit.prepared import grown
from tests.kit.stores import AN, BEGUN, DUNG, opened, sql, ticking
from tests.store.history import held_meeting
from tui.dialogs.entry import EntryDrawing
from tui.screens.journal_view import JournalDrawing
from tui.screens.journal_words import BARE, COLUMNS
from tui.telling import Teller


def _filled() -> None:
    held_meeting()
    opened_meeting()
    lift_out(AN, organisations=["xa-chi-lang"])
    order_items(AN, items=[2])
    settle_item(DUNG, item=1, state="parked", text="Chờ thêm")
    undo(DUNG)


filled = grown(_filled)


@pytest.fixture(autouse=True)
def store(tmp_path: Path) -> Iterator[None]:
    with clock.replaced(now=ticking(BEGUN + 7_200_000)), opened(filled(tmp_path / "thamdinh.db")):
        yield


def lines(lang: str) -> dict[int, str]:
    """What the list says an entry changed, by its number."""
    drawing = JournalDrawing(Teller(Words(lang), 420), terms(), 200)
    return {line.id: drawing.row(line).cells[-1] for line in page(ALL, 0, 100).lines if line.id > 7}


def test_each_entry_says_the_meeting_the_post_and_the_item() -> None:
    told = list(lines("vi").values())
    for expected in (
        "Phiên 1: phòng ở mục: chưa có → 22 Xã Kim Đồng",
        "Phiên 1: Chủ nhiệm Ủy ban Kiểm tra phát biểu: 9/15 chỉ tiêu, mục 22 Xã Kim Đồng",
        "Phiên 1: Bí thư Huyện ủy: chủ trì",
        "Phiên 1: Chánh Văn phòng: ra về, lúc 07:30",
        "Phiên 1: Q.định: - → HT; Khác, Đạt 9/15; Mục 22 Xã Kim Đồng: trạng thái: chưa xét → kết luận; "
        "Kết luận: Điều chỉnh",
        "Phiên 1: quyết định số: chưa có → 03-QĐ/HU, quyết định ngày: chưa có → 20/12/2019, người ký: chưa có → Bí thư",
        "Phó Bí thư Thường trực phụ trách",
        "Chủ nhiệm Ủy ban Kiểm tra có liên quan: vì Sinh hoạt tại đó",
        "Người dự họp số 5: chức vụ Chánh Văn phòng, quyền biểu quyết không, tài khoản an",
    ):
        assert expected in told
    assert any(text.startswith("Phiên 2: Mục 3 đơn vị, thống nhất một lần: thứ tự: 1 → 2") for text in told)
    assert any(text.startswith("× Phiên 2: Mục 1 Xã Chi Lăng: trạng thái: chưa xét → gác lại") for text in told)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_key_and_no_code_is_left_in_what_is_told(lang: str) -> None:
    """Every entry, in a line and whole: nothing but words, numbers and dates."""
    drawing = EntryDrawing(Teller(Words(lang), 420), terms())
    whole = [line for number in lines(lang) for line in drawing.lines(entry(number), 200)[:-3]]
    codes = (
        {*STATES, *ITEM_STATES, "single", "block", "chair", "hands", "present", "invited"}
        if lang == "vi"
        else {"invited"}
    )
    for text in (*lines(lang).values(), *whole):
        assert not re.search(r"\d{6}", text), text
        assert "xa-" not in text, text
        assert not codes & set(re.findall(r"[a-z_]+", text)), text
        assert "unknown" not in text, text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_table_has_a_name_and_every_told_column_a_word(lang: str) -> None:
    words = Words(lang)
    meeting_tables = {table_name(model) for model in RECORDS if model.__module__.endswith("meeting_tables")}
    assert len(meeting_tables) == 10
    assert meeting_tables <= set(COLUMNS)
    for table, columns in COLUMNS.items():
        assert table == "assessment" or words.has(f"journal.record.{table}"), table
        there = {row[1] for row in sql(f"PRAGMA table_info({table})")}
        for column in columns:
            assert column in there, (table, column)
            keys = (f"journal.column.{table}_{column}", f"journal.column.{column}")
            assert f"{table}.{column}" in BARE or any(words.has(key) for key in keys), (table, column)


def test_the_seated_store_tells_people_before_any_meeting(tmp_path: Path) -> None:
    with opened(seated_store(tmp_path / "seated.db")):
        assert all(not text.startswith("Phiên") for text in lines("vi").values())
