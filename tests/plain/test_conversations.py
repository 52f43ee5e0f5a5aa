"""Whole conversations, as golden text in both languages: what a listener hears from the greeting to the goodbye."""

from __future__ import annotations

import pytest

from store.queries.comparison import ComparisonRow, comparison
from store.queries.news import newest_entry
from tests.kit.desk import Table
from tests.kit.golden import same_as_golden
from tests.plain.conftest import Talking

ADJUST = {
    "vi": (
        *("tim kim dong", "dieu chinh", "?", "hoan thanh", "2", "Thu ngân sách đạt 60% chỉ tiêu giao", "ghi"),
        *("nhat ky", "quay lai", "quay lai", "hoan tac", "1", "don vi 22", "quay lai", "lam lai", "1", "niem phong"),
        "thoat",
    ),
    "en": (
        *("find kim dong", "adjust", "?", "fulfilled", "2", "60 % of the revenue target", "record"),
        *("journal", "back", "back", "undo", "1", "organisation 22", "back", "redo", "1", "seal"),
        "leave",
    ),
}
"""A whole adjustment with its check, its reason and its undo, by words alone but for a reason's number."""

AGAINST = {
    "vi": (
        *("tim 22", "2", "1", "2", "minh chung vuot muc", "", "Đã kiểm tra lại tại chỗ", "4", "tot", "giu", "1"),
        *("vi sao", "tiep", "quay lai", "thoat"),
    ),
    "en": (
        *("find 22", "2", "1", "2", "evidence shows more", "", "Looked at again on the spot", "4", "good", "keep", "1"),
        *("why", "more", "back", "leave"),
    ),
}
"""Raised against a rule and over the cap, then kept against a rule: words are asked for, and not lost."""

ROOMS = {
    "vi": (
        *("tong quan", "danh sach chenh:>0 | chenh:<0", "14", "quay lai", "quay lai", "ty le", "ket qua"),
        *("giu nguyen 13, tan minh, 21, 22", "1", "tim 17", "giay to", "nhan", "to trinh", "16/12", "y kien"),
        *("ban tuyen giao", "Đồng ý", "quay lai", "phieu", "1", "cham", "ii2", "3", "ghi so lieu", "mat tran"),
        *("tot 12/12", "quay lai", "ke", "quay lai", "nhat ky", "quay lai", "tin moi", "thoat"),
    ),
    "en": (
        *("overview", "lists diff:>0 | diff:<0", "14", "back", "back", "caps", "results"),
        *("keep 13, tan minh, 21, 22", "1", "find 17", "papers", "receive", "submission", "16/12", "opinion"),
        *("propaganda board", "Agreed", "back", "form", "1", "grade", "ii2", "3", "record a fact", "front"),
        *("good 12/12", "back", "next", "back", "journal", "back", "news", "leave"),
    ),
}
"""Through all the rooms."""


def of(table: Table, tt: int = 22) -> ComparisonRow:
    """An organisation as the store has it now."""
    with table.at_shell():
        return next(row for row in comparison().rows if row.tt == tt)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_an_adjustment_with_check_reason_and_undo(rehearsal: Table, talks: Talking, lang: str) -> None:
    """Found, checked, adjusted, told in the journal, undone, seen undone, done again."""
    told = talks(rehearsal, *ADJUST[lang], lang=lang)
    assert (told.status, told.err, len(told.prompts), told.unheard) == (0, "", len(ADJUST[lang]), [])
    same_as_golden(f"plain-adjust-{lang}", told.woven)
    assert (of(rehearsal).final_level, of(rehearsal).note) == ("HT", ADJUST[lang][5])


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_going_against_a_rule_takes_words(rehearsal: Table, talks: Talking, lang: str) -> None:
    """What stands against the level is said with its clause before anything is asked; words stay while steps change."""
    told = talks(rehearsal, *AGAINST[lang], lang=lang)
    assert (told.status, told.err, len(told.prompts), told.unheard) == (0, "", len(AGAINST[lang]), [])
    same_as_golden(f"plain-against-{lang}", told.woven)
    assert (of(rehearsal).final_level, of(rehearsal).note) == ("TOT", AGAINST[lang][6])


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_all_the_rooms(rehearsal: Table, talks: Talking, lang: str) -> None:
    """Overview, lists, caps, results, keeping many, papers, opinions, grades, facts, journal."""
    told = talks(rehearsal, *ROOMS[lang], lang=lang)
    assert (told.status, told.err, len(told.prompts), told.unheard) == (0, "", len(ROOMS[lang]), [])
    same_as_golden(f"plain-rooms-{lang}", told.woven)
    assert [of(rehearsal, tt).final_level for tt in (13, 17, 21, 22)] == ["XS", "TOT", None, None]


def test_undo_says_first_what_and_asks(table: Table, talks: Talking) -> None:
    """Nothing is taken back before somebody agrees, and a no leaves all as it was."""
    assert talks(table, "tim 22", "1", "tot", "lui", "hoan tac", "thoi").out.count("Chưa ghi gì.") == 1
    assert of(table).self_level == "TOT"
    told = talks(table, "undo", "1", "undo", "redo", "1")
    assert "Sẽ hoàn tác lần ghi này. Lúc 09:00, an ghi: 22 Xã Kim Đồng, tự xếp loại: Tốt." in told.out
    assert "chưa có lần ghi nào để hoàn tác" in told.out
    assert of(table).self_level == "TOT"


def test_going_back_step_by_step(table: Table, talks: Talking) -> None:
    """From the record to the words, to the reason, to the level, out; nothing is written."""
    with table.at_shell():
        before = newest_entry()
    told = talks(table, "tim 22", "2", "3", "2", "lời", "lui", "lui", "lui", "lui", "lui", "thoat")
    assert [prompt.rpartition(", ")[2] for prompt in told.prompts[2:8]] == [
        *("chọn mức:", "lý do:", "lời ghi:", "ghi hay sửa:", "lời ghi:", "lý do:")
    ]
    assert told.status == 0
    assert "Chưa ghi gì." in told.out
    with table.at_shell():
        assert newest_entry() == before


def test_lists_come_in_pages_of_ten(table: Table, talks: Talking) -> None:
    """Ten, then how many are left; a number opens one and the list goes on where it was."""
    told = talks(table, "danh sach tat ca", "tiep", "59", "lui", "more", "lui", "thoat")
    assert [line.split(".")[0] for line in told.out.splitlines() if line.startswith("Số ")] == [
        f"Số {tt}, {of(table, tt).name or '(chưa đặt tên)'}" for tt in (*range(1, 21), 59, *range(21, 31))
    ]
    assert "Còn 49, gõ tiếp để xem tiếp" in told.out
    assert "Còn 29, gõ tiếp để xem tiếp" in told.out


def test_the_language_is_kept_for_the_next_time(table: Table, talks: Talking) -> None:
    """Switched at the menu, in words of either language; the next conversation begins in it."""
    assert "English from here on." in talks(table, "ngon ngu", lang="").out
    assert talks(table, "thoat", lang="").prompts == ["Main menu:"]
    assert talks(table, "thoat", lang="vi").prompts == ["Menu chính:"]  # asked for just now, which goes before
    assert talks(table, "thoat", by="binh", lang="").prompts == ["Menu chính:"]
