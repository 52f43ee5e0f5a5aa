"""Random keys at every screen and in its dialogs: nothing falls over, and what is drawn is only ever text."""

from __future__ import annotations

import asyncio
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from textual._context import visible_screen_stack

from store import clock
from store.queries.verification import verify
from tests.fuzz.typed import Deed, does, rounds
from tests.kit.desk import Clock, Person, Table
from tests.kit.hostile import hostile
from tui.places import DOORS

NEVER_DRAWN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Categories of characters that are more than a picture."""

CALM = settings(
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],  # telling a walk shorter would take minutes
)


def drawn(person: Person) -> list[str]:
    """The lines of the screen as they are drawn, after a look at their number and width."""
    with person.app._context():
        visible_screen_stack.set(person.app._background_screens)
        strips = person.app.screen._compositor.render_strips()
    columns, rows = person.app.size
    assert [strip.cell_length for strip in strips] == [columns] * rows
    return ["".join(segment.text for segment in strip) for strip in strips]


def looks_well(person: Person) -> None:
    """The screen is whole, and nothing on it is anything but a character with a picture."""
    for line in drawn(person):
        found = {char for char in line if unicodedata.category(char) in NEVER_DRAWN}
        assert not found, (found, line)


async def walked(table: Table, login: str, place: str, lang: str, walk: list[Deed]) -> None:
    """Go through a walk; leaving by the program's own way ends it."""
    async with table.sit(login, lang=lang, at=place) as person:
        looks_well(person)
        for deed in walk:
            await does(person, deed)
            if not person.app.is_running or person.app._exit:
                assert person.app.return_code == 0
                break
            looks_well(person)


def holds(folder: Path, login: str, place: str, lang: str, walk: list[Deed]) -> None:
    """One walk on a copy of its own: no fault, and the journal and the tables agree afterwards."""
    table = Table(hostile(folder / "thamdinh.db"), Clock())
    with clock.replaced(now=lambda: table.clock.now, ticks=lambda: table.clock.ticks):
        asyncio.run(walked(table, login, place, lang, walk))
        assert not (folder / "thamdinh.log").exists()
        with table.at_shell():
            assert verify().difference is None


@settings(CALM, max_examples=1)
@given(walk=rounds(3, 3), login=st.sampled_from(["an", "binh", "an", "chi"]), lang=st.sampled_from(["vi", "en"]))
@pytest.mark.parametrize("place", DOORS)
def test_a_short_walk(tmp_path: Path, place: str, login: str, lang: str, walk: list[Deed]) -> None:
    holds(tmp_path, login, place, lang, walk)


@pytest.mark.long
@settings(CALM, max_examples=2)
@given(walk=rounds(20, 30), login=st.sampled_from(["an", "binh", "an", "chi"]), lang=st.sampled_from(["vi", "en"]))
@pytest.mark.parametrize("place", DOORS)
def test_a_long_walk(tmp_path: Path, place: str, login: str, lang: str, walk: list[Deed]) -> None:
    holds(tmp_path, login, place, lang, walk)
