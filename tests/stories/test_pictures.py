"""Every screen and dialog of comparison and intake as it looks, on both sizes of screen and in both languages."""

from __future__ import annotations

import pytest

from store.rules.text import width
from store.words import LANGUAGES
from tests.kit.desk import Table
from tests.kit.golden import same_as_golden

SIZES = ((80, 24), (120, 40))

SCENES = {
    "comparison": ("comparison", "/22\n"),
    "comparison-filtered": ("comparison", "/loai:xa chenh:<0\n"),
    "comparison-fault": ("comparison", "/loia:xa"),
    "comparison-adjusting": ("comparison", "/22\n32\tchỉ đạt 9/15"),
    "comparison-keeping": ("comparison", "/loai:xa\n+="),
    "comparison-why": ("comparison", "/22\nv"),
    "comparison-undo": ("comparison", "z"),
    "comparison-sort": ("comparison", "s"),
    "comparison-leaving": ("comparison", "q"),
    "going": ("comparison", "g"),
    "intake": ("intake", "/17\n"),
    "intake-bodies": ("intake", "/17\nt"),
    "intake-reminders": ("intake", "x"),
    "intake-returning": ("intake", "/13\nr1"),
}
"""Name to the place where one sits down and what one types there."""


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("scene", SCENES)
async def test_a_picture(rehearsed: Table, scene: str, lang: str, size: tuple[int, int]) -> None:
    """As it is drawn; no line is wider than the screen."""
    at, typed = SCENES[scene]
    async with rehearsed.sit("an", at=at, lang=lang, size=size) as an:
        await an.types(typed, apart=1)
        assert all(width(line) <= size[0] for line in an.sees.split("\n"))
        same_as_golden(f"{scene}-{lang}-{size[0]}x{size[1]}", an.sees)
