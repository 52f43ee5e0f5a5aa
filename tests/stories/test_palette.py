"""Finding one's way by a word: the palette, and help that can be searched."""

from __future__ import annotations

import re

import pytest

from tests.kit.desk import Person, Table
from tests.kit.golden import same_as_golden
from tests.stories.test_adjusting import level_of
from tui.dialogs.help import HelpDialog
from tui.dialogs.palette import PaletteDialog, palette
from tui.keyboard import TCVN
from tui.place import Place
from tui.places import DOORS

SIZES = [(80, 24), (120, 40)]


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_pictures(table: Table, lang: str, size: tuple[int, int]) -> None:
    mark = f"{lang}-{size[0]}x{size[1]}"
    async with table.sit("an", lang=lang, size=size) as an:
        await an.types(":")
        same_as_golden(f"palette-{mark}", an.sees)
        await an.types("tan")
        same_as_golden(f"palette-typed-{mark}", an.sees)
        await an.types("\x1b?")
        same_as_golden(f"help-{mark}", an.sees)
    async with table.sit("chi", lang=lang, size=size) as chi:
        await chi.types(":")
        same_as_golden(f"palette-barred-{mark}", chi.sees)
        await chi.types("\x1b?")
        same_as_golden(f"help-barred-{mark}", chi.sees)
        await chi.types("/" + ("loc" if lang == "vi" else "filter"))
        same_as_golden(f"help-searched-{mark}", chi.sees)
        for line in chi.sees.split("\n")[2:-4]:
            assert len(line) <= size[0]


def place_of(person: Person) -> Place:
    assert isinstance(person.app.screen, Place)
    return person.app.screen


@pytest.mark.parametrize("login", ["an", "binh", "chi"])
@pytest.mark.parametrize("name", sorted(DOORS))
async def test_every_action_of_every_place_is_in_help_and_in_the_palette(table: Table, name: str, login: str) -> None:
    """Each once, with its key; one for each key where each does something of its own."""
    async with table.sit(login, at=name) as somebody:
        place, words = place_of(somebody), somebody.app.words
        with somebody.app._context():
            offered = [(line.key, line.text) for line in (await palette(place)).offered]
            for key in place.KEYS:
                if key.action == "palette":
                    continue
                if not key.each:
                    assert (key.shown, words(key.label)) in offered
                    continue
                said = [line for line in offered if line[1].startswith(f"{words(key.label)}: ")]
                assert len(said) == len(key.names), key
        await somebody.types("?")
        help_ = somebody.app.screen
        assert isinstance(help_, HelpDialog)
        with somebody.app._context():
            told = " ".join(" ".join(help_.lines()).split())
        for key in place.KEYS:
            assert f"{key.shown} {words(key.label)}" in told, key


async def test_help_shows_all_of_itself_by_scrolling(table: Table) -> None:
    async with table.sit("an") as an:
        await an.types("?")
        assert "còn 9 dòng" in an.sees
        assert "z để hoàn tác" not in an.reads
        await an.presses("pagedown")
        assert "z để hoàn tác." in an.reads
        assert "còn" not in an.line(20)


async def test_help_narrows_as_one_types_and_gives_it_all_back(table: Table) -> None:
    async with table.sit("an") as an:
        await an.types("?/hoan tac")
        assert "z Hoàn tác" in an.sees and "Giữ nguyên" not in an.sees
        await an.types("xyz")
        assert "Không dòng nào có «hoan tacxyz»." in an.sees
        await an.presses("escape")
        assert "= Giữ nguyên" in an.sees and "TRỢ GIÚP" in an.sees
        await an.types("?")
        assert "TRỢ GIÚP" not in an.sees


FOUND = {
    "hoan tac": "Hoàn tác",
    "hoàn tác": "Hoàn tác",
    "tac hoan": "Hoàn tác",
    f"hoan ta{chr(127)}{chr(127)}tá{chr(0x202F)}{chr(127)}c": "Hoàn tác",
    "undo": "Hoàn tác",
    "tiep nhan": "Đi tới: Tiếp nhận hồ sơ",
    "kim dong": "22 Xã Kim Đồng",
    "22": "22 Xã Kim Đồng",
    "57": "57 ",
    "english": "Ngôn ngữ: sang tiếng Anh (English)",
    "thu ban phim": "Thử bàn phím và bộ gõ",
}
"""What is typed, and the line the cursor stands on."""


@pytest.mark.parametrize("typed", FOUND)
async def test_words_numbers_and_drivers_find_it(table: Table, typed: str) -> None:
    async with table.sit("an") as an:
        await an.types(f":{typed}")
        marked = next(line for line in an.sees.split("\n") if line.startswith("│ ►"))
        assert FOUND[typed] in marked


def number_of(person: Person, label: str) -> str:
    """The number before a line."""
    found = re.search(rf"(\d) {label}", person.sees)
    assert found is not None
    return found[1]


@pytest.mark.parametrize("layout", ["plain", "tcvn"])
async def test_a_number_and_enter_take_a_line_also_on_a_vietnamese_layout(table: Table, layout: str) -> None:
    """Every command on a letter has a way without letters."""
    async with table.sit("an") as an:
        await an.types(":")
        digit = number_of(an, "Sắp xếp")
        if layout == "tcvn":
            digit = next(letter for letter, meant in TCVN.items() if meant == digit)
        await an.types(f"{digit}\n")
        assert "SẮP XẾP" in an.sees


async def test_ctrl_p_and_the_arrows(table: Table) -> None:
    async with table.sit("an") as an:
        await an.presses("ctrl+p")
        downs = int(number_of(an, "Sắp xếp")) - 1
        await an.presses(*["down"] * downs, "enter")
        assert "SẮP XẾP" in an.sees


async def test_it_leads_to_places_and_organisations(table: Table) -> None:
    async with table.sit("an") as an:
        await an.types(":kim dong\n")
        assert "22 Xã Kim Đồng" in an.here
        await an.types(":tiep nhan\n")
        assert "TIẾP NHẬN HỒ SƠ" in an.line(1) and "22 Xã Kim Đồng" in an.here
        await an.types(":57\n")
        assert an.here.startswith(" ►  57")


async def test_it_does_what_the_key_does(table: Table) -> None:
    async with table.sit("an") as an:
        await an.types(":muc 3\n2\n")
        assert level_of(table, "xa-chi-lang") == (None, None, "HT")


async def test_a_barred_line_says_why_and_does_nothing(table: Table) -> None:
    async with table.sit("chi") as chi:
        await chi.types(":giu nguyen")
        assert "(Giữ nguyên) – Vai trò «dự họp» chỉ xem" in chi.sees
        await chi.types("\n")
        assert "Nhờ thư ký ghi, hoặc quản trị cấp thêm vai trò." in chi.reads
        assert isinstance(chi.app.screen, PaletteDialog)


async def test_nothing_found_says_so_and_escape_leads_back(table: Table) -> None:
    async with table.sit("an") as an:
        await an.types(":khong co gi\n")
        assert "có «khong co gi»" in an.reads
        await an.presses("escape")
        assert "Cả danh sách – 59 dòng" in an.sees


async def test_the_list_grows_back_when_letters_are_taken_away(table: Table) -> None:
    async with table.sit("an") as an:
        await an.types(":kim")
        assert "Sắp xếp" not in an.sees.split("┘")[0]
        await an.types("\x7f\x7f\x7f")
        assert "Sắp xếp" in an.sees and "Mức: 1" in an.sees and an.line(21).startswith("└─ còn")


@pytest.mark.parametrize("size", [(40, 10), (20, 6)])
async def test_small_windows_break_nothing(table: Table, size: tuple[int, int]) -> None:
    async with table.sit("an", size=size) as an:
        await an.types(":tan")
        await an.presses("down", "pagedown", "pageup", "escape")
        await an.types("?/a")
        await an.presses("down", "escape", "escape")
        assert place_of(an).NAME == "comparison"


async def test_a_key_without_a_meaning_in_a_dialog_is_no_dead_end(table: Table) -> None:
    """Where there is no help behind `?` it is not promised."""
    async with table.sit("an") as an:
        await an.types("z?")
        assert "Phím «?» không dùng ở hộp này. Các phím dùng được ở dòng dưới cùng." in an.reads
