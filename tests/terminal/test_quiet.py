"""What goes over the line: nothing while nobody types, no switch a terminal keeps, nothing that data smuggles in."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from store.commands.assessment import rate
from store.live import drafts
from tests.kit.desk import Clock, lay_table
from tests.kit.pty import ALTERNATE_SCREEN, BRACKETED_PASTE, MOUSE, PATIENCE, START, environment, row, sits
from tests.kit.stores import behind

LISTENS = 2.5
"""Seconds: eight times the program asks the store for news, and any cursor would have blinked."""

FOCUS_REPORTS = 1004
KITTY = re.compile(rb"\x1b\[[>=]?[0-9;]*u")
BLINKS = re.compile(rb"\x1b\[\?12h|\x1b\[[0-9]* q")
TITLES = re.compile(rb"\x1b\](?:[0-9]{1,2}|[LlIk]|52);|\x1bk")
POINTER = b"\x1b]22;default\x07"
"""The one operating system command: Textual's own, without data, which sets the mouse's arrow."""


def test_what_is_switched_on(tmp_path: Path) -> None:
    """The alternate screen, marks around pastes, reports of focus; no kitty keys, no mouse, no blinking."""
    table = lay_table(tmp_path, Clock())
    with sits(table) as an:
        an.sees("Xã Chi Lăng")
        an.types("/22\r32\tthu")
        an.sees("Ghi rõ: thu")
        assert an.on == {ALTERNATE_SCREEN, BRACKETED_PASTE, FOCUS_REPORTS}
        assert not an.on & MOUSE
        assert not KITTY.search(an.output)
        assert not BLINKS.search(an.output)


def test_an_idle_screen_is_silent(tmp_path: Path) -> None:
    """Not a byte from the list, nor from the cell with the cursor in it: else a dead line would never be noticed."""
    table = lay_table(tmp_path, Clock())
    with sits(table) as an:
        an.sees("Xã Chi Lăng")
        an.settles(0.5)
        assert an.hears_nothing_for(LISTENS) == b""
        an.types("/22\r32\tthu")
        an.sees("Ghi rõ: thu")
        an.settles(0.5)
        assert an.hears_nothing_for(LISTENS) == b""


def test_news_paints_only_what_changed(tmp_path: Path) -> None:
    """Somebody else's change costs the line a few rows, not the screen; then it is silent again."""
    table = lay_table(tmp_path, Clock())
    with sits(table) as an:
        an.sees("Xã Chi Lăng")
        an.settles(0.5)
        before = len(an.output)
        with table.at_shell():
            rate("an", organisation="xa-chi-lang", self_level="TOT")
        an.sees("1 Xã Chi Lăng, tự xếp loại: - → Tốt", within=5)
        an.settles(0.5)
        assert len(an.output) - before < 2500
        assert an.hears_nothing_for(1.0) == b""


HOSTILE = "a\x1b]0;pwn\x07\x1b[2J\u202eb[@click=app.quit]x[/][/][bold]\x9b31m\u200b"
"""A title, a wiped screen, text turned round, a click that quits, markup that would not close, a C1 sequence."""

CLEAN = "a]0;pwn[2Jb[@click=app.quit]x[/][/][bold]31m"
"""What is kept of it as words."""


def harmless(output: bytes | bytearray) -> None:
    """Nothing of the hostile text has become a sequence, and it has turned nothing round."""
    assert b"\x1b]0;" not in output
    assert b"\x1b[2J" not in output
    assert "\u202e" not in output.decode(errors="replace")
    assert "\x9b" not in output.decode(errors="replace")
    assert not TITLES.search(output.replace(POINTER, b""))


def test_hostile_words_by_the_command_line(tmp_path: Path) -> None:
    """Given as a note to ``thamdinh adjust``: kept clean, shown as they are kept."""
    table = lay_table(tmp_path, Clock())
    command = [*START, "--db", str(table.path), "--as", "an", "adjust", "22", "HT", "--stage", "final"]
    command += ["--reason", "other", "--note", HOSTILE]
    ran = subprocess.run(command, env=environment(tmp_path), capture_output=True, check=False, timeout=PATIENCE)
    assert ran.returncode == 0, ran.stderr
    harmless(ran.stdout)
    assert row(table).note == CLEAN
    with sits(table) as an:
        an.sees("Xã Chi Lăng")
        an.types("/22\r")
        an.sees(" ►  22 Xã Kim Đồng", CLEAN)
        harmless(an.output)


@pytest.mark.parametrize("size", [(80, 24), (200, 50)])
def test_hostile_words_in_the_file(tmp_path: Path, size: tuple[int, int]) -> None:
    """Put behind the program's back into names, posts, the committee and a draft: drawn with �, wherever one goes."""
    table = lay_table(tmp_path, Clock())
    with table.at_shell():
        rate("an", organisation="xa-chi-lang", self_level="TOT")
        drafts.keep("an", "adjust:2019:xa-hung-son", {"stage": "final", "level": "HT", "note": HOSTILE})
    with behind(table.path) as file:
        file.execute("UPDATE assessment SET name = ?1, full_name = ?1 WHERE tt < 30", [HOSTILE])
        file.execute("UPDATE account SET post = ?", [HOSTILE])
        file.execute("UPDATE setting SET value = ? WHERE name = 'committee'", [HOSTILE])
    with sits(table, size=size) as an:
        an.sees("a\ufffd]0;pwn")
        with table.at_shell():
            rate("binh", organisation="xa-kim-dong", self_level="XS")
        an.sees("22 a\ufffd]0;pwn", "- → XS")
        an.types("/3\r\x1b[C\r")
        an.sees("Ghi rõ: a]0;pwn")
        for keys in ("\x1b", "/1\r3", "\x1b", "/1\r=", "\x1b", "z", "\x1b", "/pwn", "\x1b", "l", "s3", "/1\r42\r"):
            an.types(keys)
            an.settles()
        an.sees("Đã ghi")
        an.types("q1")
        assert an.ends() == 0
        harmless(an.output)
