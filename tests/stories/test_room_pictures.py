"""The room in pictures: desk, card, wall and comparison, low and wide, in both languages."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from store.commands.attendance import attend
from store.commands.meeting import recess_meeting
from store.commands.room import move_room, settle_item
from store.queries.room import standing
from store.rules.text import width
from store.words import LANGUAGES, Words
from tests.kit.desk import Person, Table
from tests.kit.golden import same_as_golden
from tests.kit.sitting import CHAIR, DEPUTY
from tui.screens.room_bar import state_line
from tui.screens.room_view import fitted
from tui.telling import Teller

LOW, WIDE, WALL = (80, 24), (120, 40), (60, 18)

SEATS = (
    (CHAIR, "desk", (LOW, WIDE)),
    (DEPUTY, "card", (LOW, WIDE)),
    ("chi", "wall", (WALL, LOW, WIDE)),
    ("an", "comparison", (LOW, WIDE)),
)
"""Who sits where, at which sizes."""


async def _resized(person: Person, size: tuple[int, int]) -> str:
    await person.pilot.resize_terminal(*size)
    await person.rests()
    return person.sees


@pytest.mark.parametrize("lang", LANGUAGES)
async def test_pictures_of_one_item_and_of_a_block(in_session: Table, lang: str) -> None:
    table = in_session
    for login, place, sizes in SEATS:
        with table.at_shell():
            move_room("an", to=1 if place in ("desk", "wall") else 6)
        async with table.sit(login, at=place, size=sizes[0], lang=lang, spoken=True) as person:
            if place in ("desk", "wall"):
                same_as_golden(f"room-{place}-block-{sizes[0][0]}x{sizes[0][1]}-{lang}", person.sees)
            with table.at_shell():
                move_room("an", to=2)
            await person.looks()
            if place == "comparison":
                await person.types("/22\n")
            for size in sizes:
                seen = await _resized(person, size)
                same_as_golden(f"room-{place}-{size[0]}x{size[1]}-{lang}", seen)
                assert all(width(line) <= size[0] for line in seen.split("\n"))


async def test_pictures_of_a_room_that_cannot_go_on(in_session: Table) -> None:
    """Below quorum, an item set aside, in recess: said in words on the chair's desk."""
    table = in_session
    with table.at_shell():
        move_room("an", to=2)
        settle_item("an", state="parked")
        attend("an", people=[8, 9, 10, 11], state="left")
        recess_meeting("an")
    async with table.sit(CHAIR, at=None) as chair:
        same_as_golden("room-desk-recess-80x24", chair.sees)


@pytest.mark.parametrize("lang", LANGUAGES)
async def test_pictures_of_a_dialog_for_another_row(in_session: Table, lang: str) -> None:
    table = in_session
    with table.at_shell():
        move_room("an", to=2)
    async with table.sit("an", lang=lang, spoken=True) as an:
        await an.types("/20\n32")
        same_as_golden(f"room-wrong-row-80x24-{lang}", an.sees)
        await an.types("\n")
        same_as_golden(f"room-wrong-row-asked-80x24-{lang}", an.sees)


async def test_however_long_a_name_is_the_bar_says_state_presence_and_place(in_session: Table) -> None:
    with in_session.at_shell():
        move_room("an", to=2)
        room = standing("an")[1]
    assert room is not None
    assert room.item is not None
    names = ("Xã Kim Đồng", "Trung tâm Giáo dục nghề nghiệp – Giáo dục thường xuyên")
    for lang, name, many, present, columns in product(LANGUAGES, names, (1, 40), (11, 4), (80, 120)):
        item = replace(
            room.item, name=name, place=12, kind="block" if many > 1 else "single", organisations=("a",) * many
        )
        seen = replace(room, item=item, items=20, voting_present=present, quorate=present >= room.needed)
        line = state_line(seen, Teller(Words(lang), 420), columns)
        assert width(line) <= columns
        assert line.endswith("(12/20)")
        assert f"{present}/13" in line


@pytest.mark.parametrize(
    ("lines", "rows", "kept"),
    [
        (["a", "", "b", "", "c"], 5, ["a", "", "b", "", "c"]),
        (["a", "", "b", "", "c"], 4, ["a", "", "b", "c"]),
        (["a", "", "b", "", "c"], 3, ["a", "b", "c"]),
        (["a", "", "b", "", "c"], 2, ["a", "c"]),
    ],
)
def test_a_low_picture_gives_up_blank_rows_first(lines: list[str], rows: int, kept: list[str]) -> None:
    assert fitted(lines, rows) == kept
