"""README says what is so: its keys, its map, its two commands."""

from __future__ import annotations

import os
import re
from pathlib import Path

from store.words import Words
from tests.pictures import MARK as MARK_PICTURE
from tests.pictures import with_pictures
from tests.stories.test_keys import rooms
from tui.start import main

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
MARK = re.compile(r"(<!-- keys -->\n\| Where \| Keys \|\n\|---\|---\|\n)(.*?)(<!-- /keys -->)", re.DOTALL)


def key_lines() -> str:
    """The table of keys as the code has it."""
    vi, en, lines = Words("vi"), Words("en"), list[str]()
    for room in rooms():
        place = re.sub(r"(Screen|Dialog)$", "", room.__name__)
        keys = [f"`{key.shown}` {vi(key.label)} · {en(key.label)}" for key in room.KEYS]
        lines.append(f"| {place} | {'; '.join(keys)} |\n")
    return "".join(lines)


def test_the_table_of_keys_is_that_of_the_code() -> None:
    """With ``$UPDATE_GOLDENS`` set the table is written anew."""
    text = README.read_text(encoding="utf-8")
    if os.environ.get("UPDATE_GOLDENS"):
        text = MARK.sub(lambda found: found[1] + key_lines() + found[3], text)
        README.write_text(text, encoding="utf-8")
    found = MARK.search(text)
    assert found is not None
    assert found[2] == key_lines()


def test_the_pictures_are_the_screens() -> None:
    """Drawn from the made-up store; with ``$UPDATE_GOLDENS`` set they are drawn anew."""
    text = README.read_text(encoding="utf-8")
    drawn = with_pictures(text)
    if os.environ.get("UPDATE_GOLDENS"):
        README.write_text(drawn, encoding="utf-8")
        text = drawn
    assert MARK_PICTURE.search(text)
    assert text == drawn


def test_the_map_names_what_is_there() -> None:
    """Every folder and file of the map exists."""
    text = README.read_text(encoding="utf-8").split("## The map")[1].split("```")[1]
    top = ""
    for line in text.strip().splitlines():
        name = line.split()[0]
        top = name if not line.startswith(" ") else top
        path = ROOT / name if name == top else ROOT / top / name
        assert path.exists(), line
    for name in ("store", "tui"):
        folders = {each.name for each in (ROOT / name).iterdir() if each.is_dir() and each.name != "__pycache__"}
        assert all(f"{each}/" in text for each in folders), folders


def test_the_two_commands_are_one_line_each() -> None:
    """The command that starts, and the one that tests, which CI takes from here."""
    text = README.read_text(encoding="utf-8")
    for mark, end in (("start", ".venv/bin/thamdinh"), ("test", ".venv/bin/pytest")):
        found = re.search(rf"<!-- {mark} -->\n```sh\n(.*)\n```\n", text)
        assert found is not None
        assert found[1].startswith("python3 -m venv .venv && .venv/bin/pip install -q ")
        assert found[1].endswith(end)
    assert callable(main)
