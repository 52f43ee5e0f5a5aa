"""What keyboard drivers really send, played at the list, at the dialog and in a text cell.

Each stream does what was meant, or does nothing and says so; no level is ever written by one.
"""

from __future__ import annotations

import unicodedata

import pytest

from tests.kit.desk import Table
from tests.stories.test_adjusting import level_of

BACK = "\x7f"
GHOST = "\u202f"

WORDS = {
    "one key at a time, backspaces then letter (UniKey)": (f"d{BACK}đao{BACK}{BACK}ào", "đào"),
    "tone at the end of the word": (f"viet{BACK}{BACK}ệt", "việt"),
    "two words in one burst": (f"d{BACK}đao{BACK}{BACK}ào vie{BACK}ên", "đào viên"),
    "ghost before each backspace (OpenKey as installed)": (
        f"d{GHOST}{BACK}{BACK}đao{GHOST}{BACK}{BACK}{BACK}ào",
        "đào",
    ),
    "zero-width ghost": (f"d\u200c{BACK}{BACK}đi", "đi"),
    "decomposed letters (Unicode tổ hợp)": (unicodedata.normalize("NFD", "Nguyễn"), "Nguyễn"),
    "VNI digits": (f"a{BACK}á9", "á9"),
    "committed whole (pre-edit)": ("nghiêng ngả", "nghiêng ngả"),
    "quick consonants are right in text": (f"n{BACK}ng", "ng"),
    "TCVN letters stay letters in text": ("ăâêôđ", "ăâêôđ"),
}
"""Stream typed into a cell, and the text that was meant."""

COMMANDS = {
    "quick consonants: nn": f"n{BACK}ng",
    "quick consonants: tt": f"t{BACK}th",
    "quick consonants: gg": f"g{BACK}gi",
    "quick consonants: kk": f"k{BACK}kh",
    "abbreviation and Enter": f"k{BACK}không\n",
    "abbreviation and full stop": f"n{BACK}nhưng.",
    "dd of OpenKey": f"d{GHOST}{BACK}{BACK}đ",
    "a vowel with its tone": f"a{BACK}á",
    "digits after a vowel (VNI)": f"u{BACK}ù",
    "a backspace alone": BACK,
    "number pad with NumLock off": "",
}
"""Streams at a place for commands: nothing may be written."""


async def unchanged(table: Table) -> None:
    """The store has no level for the first organisation."""
    assert level_of(table, "xa-chi-lang") == (None, None, None)


@pytest.mark.parametrize("stream", WORDS)
@pytest.mark.parametrize("apart", [0, 30])
async def test_words_come_out_right_in_a_cell(table: Table, stream: str, apart: int) -> None:
    """In the words of an adjustment, in one burst and key by key."""
    typed, meant = WORDS[stream]
    async with table.sit("an") as an:
        await an.types("32\t")
        await an.types(typed, apart=apart)
        assert f"Ghi rõ: {meant} " in an.sees.replace("│", " ")
        await unchanged(table)


@pytest.mark.parametrize("stream", ["đào", "d" + BACK + "đao" + BACK + BACK + "ào"])
async def test_words_find_in_the_search_cell(table: Table, stream: str) -> None:
    """The search takes letters from any driver."""
    async with table.sit("an") as an:
        await an.types(f"/{stream}\n")
        assert "16 Xã Đào Viên" in an.here


@pytest.mark.parametrize("stream", COMMANDS)
async def test_rewritten_keys_do_nothing_at_the_list_and_say_so(table: Table, stream: str) -> None:
    """No dialog opens behind a driver's back; the first time says what happened and what helps."""
    async with table.sit("an") as an:
        if not COMMANDS[stream]:
            await an.presses("end", "down", "pagedown", "left", "clear", "right", "home", "up", "pageup", "insert")
        else:
            await an.types(COMMANDS[stream])
            assert "Bộ gõ vừa đổi phím bấm nên lệnh bị bỏ qua." in an.reads
        await unchanged(table)
        if COMMANDS[stream].startswith("n"):  # the first n is heard: it opens the journal of the row
            await an.presses("escape")
        assert "phím 1-4 ghi: QUYẾT ĐỊNH" in an.sees
        assert "┌" not in an.sees or stream.endswith("gg"), "no dialog stands open"


@pytest.mark.parametrize("stream", COMMANDS)
async def test_rewritten_keys_confirm_nothing_in_the_dialog(table: Table, stream: str) -> None:
    """Level and reason are chosen; the driver's Enter does not confirm them."""
    async with table.sit("an") as an:
        await an.types("32")
        await an.types(COMMANDS[stream])
        await unchanged(table)
        assert "[3 Hoàn thành]" in an.sees
        assert "► 2 Chỉ tiêu không đạt" in an.sees


async def test_a_key_a_moment_later_works_again(table: Table) -> None:
    """After a tenth of a second of quiet the keyboard is heard."""
    async with table.sit("an") as an:
        await an.types(f"k{BACK}kh")
        await an.types("3")
        assert "[3 Hoàn thành]" in an.sees


async def test_digits_of_the_vietnamese_layout_are_digits_outside_text(table: Table) -> None:
    """ê is 3 and â is 2; ₫ is the equals sign; the first time it is said."""
    async with table.sit("an") as an:
        await an.types("ê")
        assert "[3 Hoàn thành]" in an.sees
        await an.types("â\n")
        assert level_of(table, "xa-chi-lang") == (None, None, "HT")


async def test_capitals_are_the_same_keys(table: Table) -> None:
    """A driver that writes capitals after Enter turns z into Z."""
    async with table.sit("an") as an:
        await an.types("32\n")
        await an.types("Z")
        assert "HOÀN TÁC" in an.sees


@pytest.mark.parametrize("stream", ["\x1b\n", "\x1b3", "\x1bz\x1b", "\x1b=\x1b"])
async def test_escape_and_a_quick_next_key_confirm_nothing(table: Table, stream: str) -> None:
    """Given up is given up."""
    async with table.sit("an") as an:
        await an.types("32")
        await an.types(stream)
        await unchanged(table)


async def test_a_double_enter_does_not_open_what_lies_behind(table: Table) -> None:
    """The second Enter within 300 ms is swallowed."""
    async with table.sit("an") as an:
        await an.types("32\n\n")
        assert level_of(table, "xa-chi-lang") == (None, None, "HT")
        assert "┌" not in an.sees


async def test_held_equals_asks_once(table: Table) -> None:
    """A held key acts once; the dialog waits for Enter."""
    async with table.sit("an") as an:
        await an.presses("left")
        await an.types("2")
        await an.presses("right", "up")
        await an.types("=====")
        assert level_of(table, "xa-chi-lang") == ("TOT", None, None)
        assert "GIỮ NGUYÊN" in an.sees


async def test_a_paste_outside_a_cell_is_ignored_and_said(table: Table) -> None:
    """A right click in the terminal does not play keys."""
    async with table.sit("an") as an:
        await an.pastes("3\n2\nz")
        assert "Đang không ở ô nhập chữ: phần dán bị bỏ qua." in an.sees
        await unchanged(table)


async def test_a_paste_into_the_cell_takes_the_first_line_and_says_so(table: Table) -> None:
    """Clean, to the limit, the rest counted."""
    async with table.sit("an") as an:
        await an.types("32\t")
        await an.pastes("9/15\tchỉ tiêu\u202e\x07\ndòng hai\ndòng ba")
        assert "Ghi rõ: 9/15 chỉ tiêu " in an.sees.replace("│", " ")
        assert "2 dòng bị bỏ lại" in an.sees


async def test_an_unknown_key_says_where_help_is(table: Table) -> None:
    """A letter without a meaning is no dead end."""
    async with table.sit("an") as an:
        await an.types("w")
        assert "Phím «w» không dùng ở đây. Bấm ? để xem các phím." in an.sees
