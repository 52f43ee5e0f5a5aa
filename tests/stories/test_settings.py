"""A person's own settings: language, colours, keys; at once, and at the next login."""

from __future__ import annotations

import math

import pytest
from rich.color import Color
from rich.segment import Segment
from textual._context import visible_screen_stack

from store.db import connect
from store.live.preferences import preferences
from tests.kit.desk import Person, Table
from tests.kit.golden import same_as_golden
from tui.dialogs.settings_keys import NewKeyDialog
from tui.keys import COOL, HOT, Key, movable, refusal
from tui.personal import Personal, clash, personal
from tui.place import COMMON, Place
from tui.places import DOORS

SIZES = [(80, 24), (120, 40)]


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_pictures(table: Table, lang: str, size: tuple[int, int]) -> None:
    mark = f"{lang}-{size[0]}x{size[1]}"
    async with table.sit("an", lang=lang, size=size) as an:
        await an.types(":1\x1b" + (":tuy chinh\n" if lang == "vi" else ":settings\n"))
        same_as_golden(f"settings-{mark}", an.sees)
        await an.types("1")
        same_as_golden(f"settings-language-{mark}", an.sees)
        await an.types("\x1b" + ":mau sac\n")
        same_as_golden(f"settings-theme-{mark}", an.sees)
        await an.types("\x1b" + ":doi phim\n")
        same_as_golden(f"settings-keys-{mark}", an.sees)
        await an.types("hoan tac" if lang == "vi" else "undo")
        await an.types("\n")
        same_as_golden(f"settings-new-key-{mark}", an.sees)


def kept(table: Table, login: str = "an") -> dict[str, str]:
    with table.at_shell():
        return {name: value for name, value in preferences(login).items() if name != "welcomed"}


async def test_language_at_once_and_at_the_next_login(table: Table) -> None:
    async with table.sit("an") as an:
        await an.types("g3:english\n")
        assert "From here on the program speaks English." in an.sees
        assert "INTAKE" in an.line(1).upper() and "Go to" in an.sees
        await an.presses("escape")
        assert "COMPARISON" in an.line(1), "what lies beneath speaks it, too"
    assert kept(table) == {"language": "en"}
    async with table.sit("an") as an:
        assert "COMPARISON" in an.line(1)
    async with table.sit("an", spoken=True) as an:
        assert "SO SÁNH THẨM ĐỊNH" in an.line(1), "asked for on the command line"
    async with table.sit("binh") as binh:
        assert "SO SÁNH THẨM ĐỊNH" in binh.line(1), "one person's choice"


@pytest.mark.parametrize("name", sorted(DOORS))
async def test_every_place_changes_its_language_whole(table: Table, name: str) -> None:
    """Switched there and back, the screen is the same; switched, it is as if one had come in that language."""
    async with table.sit("an", at=name) as an:
        await an.types("j")
        before = an.sees
        await an.types(":english\n")
        await an.types("j")
        switched = an.sees
        await an.types(":tieng viet\n")
        await an.types("j")
        assert an.sees == before
    async with table.sit("an", at=name, lang="en", spoken=True) as an:
        await an.types("j")
        assert an.sees == switched


def segments(person: Person) -> list[Segment]:
    """Everything that is drawn, with its colours."""
    with person.app._context():
        visible_screen_stack.set(person.app._background_screens)
        return [segment for strip in person.app.screen._compositor.render_strips() for segment in strip]


def light(colour: Color) -> float:
    """Relative luminance of a colour as WCAG has it."""
    parts: list[float] = [part / 255 for part in colour.get_truecolor()]
    red, green, blue = (part / 12.92 if part <= 0.03928 else math.pow((part + 0.055) / 1.055, 2.4) for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(("digit", "theme"), [("1", "ansi"), ("2", "dark"), ("3", "light"), ("4", "mono")])
async def test_colours_read_well_at_once_and_at_the_next_login(table: Table, digit: str, theme: str) -> None:
    """What is seen is text on its ground with a contrast of at least 7; without colours there are none."""
    async with table.sit("an") as an:
        await an.types(f":mau sac\n{digit}")
        assert an.app.personal.theme == theme
    assert kept(table) == {"theme": theme}
    async with table.sit("an") as an:
        for keys in ("", "3", "\x1b\x1b/kim", "\x1b:", "\x1b?", "\x1bg", "\x1bq"):
            await an.types(keys)
            for each in segments(an):
                if not each.text.strip() or each.style is None:
                    continue
                front, ground = each.style.color, each.style.bgcolor
                assert front is not None and ground is not None
                if theme in ("ansi", "mono"):
                    assert front.is_default and ground.is_default, each
                else:
                    low, high = sorted((light(front), light(ground)))
                    assert (high + 0.05) / (low + 0.05) >= 7, each


async def test_a_moved_key_is_in_footer_help_and_palette_and_works(table: Table) -> None:
    async with table.sit("an") as an:
        await an.types(":doi phim\nhoan tac\n")
        await an.types("b")
        assert "Đã đổi: «Hoàn tác» nay là phím b." in an.reads
        assert "b      Hoàn tác" in an.sees and "(phím gốc: z)" in an.sees
        await an.presses("escape")
        assert " b Hoàn tác " in an.sees.split("\n")[23]
        await an.types("?")
        assert " b Hoàn tác" in an.sees and "z Hoàn tác" not in an.sees
        await an.types("\x1b:hoan tac")
        assert "b  │" in an.line(6)
        await an.types("\x1b" + "b")
        assert "HOÀN TÁC" in an.line(3)
        await an.types("\x1b" + "z")
        assert "Phím «z» không dùng ở đây." in an.reads
        await an.types("g3")
        assert " b Hoàn tác " in an.sees, "in all places"
    assert kept(table) == {"key:common.undo": "b"}
    async with table.sit("an") as an:
        await an.types("b")
        assert "HOÀN TÁC" in an.line(3)
        await an.types("\x1b:doi phim\nhoan tac")
        await an.presses("tab")
        assert "«Hoàn tác» trở lại phím z." in an.reads
        await an.types("\x1b" + "z")
        assert "HOÀN TÁC" in an.line(3)
    assert kept(table) == {}


async def test_help_keeps_its_second_key(table: Table) -> None:
    async with table.sit("an") as an:
        await an.types(":doi phim\ntro giup\nb\x1b")
        await an.presses("f1")
        assert "TRỢ GIÚP" in an.line(3)
        await an.types("\x1bb")
        assert "TRỢ GIÚP" in an.line(3)


REFUSED = {
    "d": "Chữ «d» hay bị bộ gõ tiếng Việt đổi",
    "w": "Chữ «w» hay bị bộ gõ tiếng Việt đổi",
    "a": "Chữ «a» hay bị bộ gõ tiếng Việt đổi",
    "đ": "Chữ «đ» hay bị bộ gõ tiếng Việt đổi",
    "[": "Phím này không tới được nguyên vẹn",
    "\x7f": "Phím này không tới được nguyên vẹn",
    "\n": "Phím Enter ở đâu cũng có một nghĩa",
    "v": "Phím v đang là «Vì sao» ở So sánh thẩm định. Chưa đổi gì.",
    "3": "Phím 3 đang là «Mức» ở So sánh thẩm định. Chưa đổi gì.",
    "?": "Phím ? đang là «Trợ giúp»",
}
"""A key pressed for «Sắp xếp», and what is said."""


@pytest.mark.parametrize("key", REFUSED)
async def test_what_will_not_do_is_told_and_nothing_changes(table: Table, key: str) -> None:
    async with table.sit("an") as an:
        await an.types(":doi phim\nsap xep\n")
        await an.types(key)
        assert REFUSED[key] in an.reads
        assert isinstance(an.app.screen, NewKeyDialog), "another key may be tried"
        await an.presses("escape")
        assert an.app.personal.moves == {}
    assert kept(table) == {}


async def test_a_common_command_moves_only_where_the_key_is_free_in_every_place(table: Table) -> None:
    """x is free in the comparison and taken at intake."""
    async with table.sit("an") as an:
        await an.types(":doi phim\nhoan tac\nx")
        assert "Phím x đang là «" in an.reads
        assert an.app.personal.moves == {}


async def test_what_acts_at_once_stays_off_the_letters(table: Table) -> None:
    async with table.sit("an") as an:
        await an.types(":doi phim\nkhong xl\nb")
        assert "«Không XL» làm ngay, không hỏi lại, nên không đặt vào phím chữ b" in an.reads


def test_keys_that_may_be_used_are_the_rules() -> None:
    """No vowel, no d w f j, no chord; enough of them."""
    assert frozenset("bcghklmnpqrstvxz") == COOL
    assert not HOT & frozenset("abcdefghijklmnopqrstuvwxyz")
    undo, keep = Key("undo", "z", "z", "key.undo"), Key("keep", "equals_sign", "=", "key.keep")
    for letter in "aeiouydwfj":
        assert refusal(undo, letter, letter) == "driver"
    assert refusal(undo, "ctrl+a", None) == "unsure"
    assert refusal(undo, "h", "h") is None
    assert refusal(keep, "h", "h") == "records"
    assert refusal(keep, "full_stop", ".") is None
    assert not movable(next(key for key in COMMON if key.action == "back"))


def test_settings_of_another_program_version_count_as_not_set() -> None:
    """Neither a strange theme nor a key that cannot be, nor two commands on one key."""
    strange = {
        "language": "fr",
        "theme": "neon",
        "key:common.undo": "a",
        "key:common.nothing": "b",
        "key:nowhere.sort": "b",
        "key:comparison.sort": "v",
        "key:comparison.why": "b",
    }
    assert personal(strange) == Personal(moves={"comparison.why": "b"})
    assert personal({}) == Personal()


def test_bindings_of_places_carry_their_names() -> None:
    """Moving goes by binding id, which is the place's name and the action."""
    for name, door in DOORS.items():
        kind: type[Place] = door.kind()
        ids = {binding.id for binding in kind.BINDINGS}  # type: ignore[union-attr]
        assert ids and all(str(each).startswith(f"{name}.") for each in ids), name


def test_by_default_no_key_clashes() -> None:
    for name, door in DOORS.items():
        for key in door.kind().KEYS:
            for each in key.names:
                assert clash(f"{name}.{key.action}", each, {}) is None, (name, key)


async def test_where_nothing_may_be_written_the_choice_holds_for_the_session(table: Table) -> None:
    async with table.sit("an") as an:
        connect.read_only(True)
        try:
            await an.types(":english\n")
            assert "COMPARISON" in an.line(1)
            assert "This holds until the program ends" in an.reads
        finally:
            connect.read_only(False)
    assert kept(table) == {}
