"""Every way in which the program ends: told to, cut off, stalled, killed, at fault; always soon, never untidily."""

from __future__ import annotations

import signal
import stat
import sys
from pathlib import Path

import pytest

from store.live import drafts
from store.words import Words
from tests.kit.desk import Clock, Table, lay_table
from tests.kit.pty import ALTERNATE_SCREEN, BRACKETED_PASTE, CURSOR_SHOWN, LINE_WRAP, Laptop, environment, row, sits
from tests.kit.stores import behind

SOON = 3.5
"""Seconds: two of grace, and some for a machine under load."""

TIDY = {CURSOR_SHOWN, LINE_WRAP}
"""The private modes of a terminal that a program has left as it should."""


def tidy(an: Laptop) -> bool:
    """Whether the terminal is again as a shell needs it."""
    return an.on == TIDY and an.cooked


def kept_note(table: Table) -> str:
    """The words of the draft in the store."""
    with table.at_shell():
        return "".join(str(draft.body["note"]) for draft in drafts.kept("an"))


@pytest.mark.parametrize(("number", "status"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_told_to_end(tmp_path: Path, number: signal.Signals, status: int) -> None:
    """Soon, with the status that says why, the terminal tidy; words in the cell stay as a draft."""
    table = lay_table(tmp_path, Clock())
    with sits(table) as an:
        an.sees("Xã Chi Lăng")
        assert an.on >= {ALTERNATE_SCREEN, BRACKETED_PASTE}
        an.types("/22\r32\tthu ngân")
        an.until(lambda: kept_note(table) == "thu ngân", "the draft is in the store")
        an.signals(number)
        an.signals(number)  # a hang-up arrives more than once
        assert an.ends(SOON) == status
        assert tidy(an)
    assert kept_note(table) == "thu ngân"


def test_leaving_by_key(tmp_path: Path) -> None:
    """Status 0, the terminal tidy, nothing left beside the store."""
    table = lay_table(tmp_path, Clock())
    with sits(table) as an:
        an.sees("Xã Chi Lăng")
        an.types("q1")
        assert an.ends() == 0
        assert tidy(an)
    assert [each.name for each in tmp_path.iterdir()] == ["thamdinh.db"]


def test_nobody_can_stop_it(tmp_path: Path) -> None:
    """There is no shell to come back to: neither SIGTSTP nor Ctrl+Z stops the program."""
    table = lay_table(tmp_path, Clock())
    with sits(table) as an:
        an.sees("Xã Chi Lăng")
        an.signals(signal.SIGTSTP)
        an.types("\x1a/22\r")
        an.sees(" ►  22 Xã Kim Đồng")
        assert an.state in "SR"


@pytest.mark.parametrize("where", ["", "/22\r32\tthu"])
def test_the_line_drops(tmp_path: Path, where: str) -> None:
    """The far end is gone: the program goes too, soon."""
    table = lay_table(tmp_path, Clock())
    with sits(table) as an:
        an.sees("Xã Chi Lăng")
        an.types(where)
        an.settles()
        an.hang_up()
        assert an.ends(SOON) == 129


@pytest.mark.parametrize("how", ["SIGTERM", "the line drops"])
def test_a_stalled_laptop_does_not_keep_the_program(tmp_path: Path, how: str) -> None:
    """The line takes no more bytes and the loop is blocked: told to end, it ends all the same."""
    table = lay_table(tmp_path, Clock())
    with sits(table) as an:
        an.sees("Xã Chi Lăng")
        an.stalls()
        if how == "SIGTERM":
            an.signals(signal.SIGTERM)
            assert an.ends(SOON, reading=False) == 143
            assert ALTERNATE_SCREEN in an.on, "it was not stalled: it could still tidy up"
        else:
            an.hang_up()
            assert an.ends(SOON) == 129


def test_a_stalled_laptop_that_wakes_up_goes_on(tmp_path: Path) -> None:
    """Nothing is lost: what was typed meanwhile is done, then the next."""
    table = lay_table(tmp_path, Clock())
    with sits(table) as an:
        an.sees("Xã Chi Lăng")
        an.stalls()
        an.types("/22\r32\r")
        an.sees("Đã ghi", " ►  22 ")
    assert row(table).final_level == "HT"


def test_killed_while_words_are_typed(tmp_path: Path) -> None:
    """kill -9: at the next start the words are offered, Enter goes on with them, and they are stored whole."""
    table = lay_table(tmp_path, Clock())
    with sits(table) as an:
        an.sees("Xã Chi Lăng")
        an.types("/22\r32\tthu ngân sách")
        an.until(lambda: kept_note(table) == "thu ngân sách", "the draft is in the store")
        an.types(" đạt")
        an.signals(signal.SIGKILL)
        assert an.ends() == -signal.SIGKILL
    kept = kept_note(table)
    assert " đạt".startswith(kept.removeprefix("thu ngân sách"))
    with sits(table) as an:
        an.sees("Có 1 lời ghi dở từ lần trước, ở 22 Xã Kim Đồng: Enter để gõ tiếp.", " ►  22 Xã Kim Đồng")
        an.types("\r")
        an.sees(f"Ghi rõ: {kept}", "[3 Hoàn thành]", "► 2 Chỉ tiêu không đạt")
        an.types("\t 9/15\r")
        an.sees("Đã ghi")
        an.types("q1")
        assert an.ends() == 0
    assert row(table).note == f"{kept} 9/15"
    assert row(table).final_level == "HT"
    with sits(table) as an:
        an.sees("Xã Chi Lăng")
        assert not an.shows("lời ghi dở")


def said_plainly(an: Laptop, log: Path, *secrets: str) -> None:
    """One sentence on a tidy terminal, no trace and no data; the trace in a log that only its owner reads."""
    assert tidy(an)
    left = an.output.rpartition(b"\x1b[?1049l")[2].decode()
    sentence = Words("vi")("fault", log=str(log))
    assert "".join(sentence.split()) in "".join(left.split())
    for sign in ("Traceback", "Error", 'File "', ".py", *secrets):
        assert sign not in left
    assert stat.S_IMODE(log.stat().st_mode) == 0o600
    traced = log.read_text(encoding="utf-8")
    assert "Traceback" in traced
    for secret in secrets:
        assert secret not in traced


def test_a_fault_is_said_in_a_sentence(tmp_path: Path) -> None:
    """Somebody spoils the scheme in the file: reading it again is a fault, which ends the program plainly."""
    table = lay_table(tmp_path, Clock())
    with sits(table) as an:
        an.sees("Xã Chi Lăng")
        an.types("/22\r3")
        an.sees("[3 Hoàn thành]")
        with behind(table.path) as file:
            file.execute("UPDATE scheme_edition SET body = '{mat khau}'")
        an.types("\x1b")
        assert an.ends() == 1
        said_plainly(an, tmp_path / "thamdinh.log", "mat khau")


PLANTED = """
from textual._xterm_parser import XTermParser
def feed(self, data):
    secret = "mat" + " khau"
    raise ValueError
XTermParser.feed = feed
from tui.start import main
main()
"""
"""The program with a fault where keys are read."""


def test_a_fault_where_keys_are_read(tmp_path: Path) -> None:
    """Not in the loop but in the thread beside it: it ends as plainly."""
    table = lay_table(tmp_path, Clock())
    start = [sys.executable, "-c", PLANTED]
    with Laptop(["--db", str(table.path), "--as", "an"], environment(tmp_path), start=start) as an:
        an.sees("Xã Chi Lăng")
        an.types("z")
        assert an.ends() == 1
        said_plainly(an, tmp_path / "thamdinh.log", "mat khau")


def test_a_fault_where_no_log_can_be_written(tmp_path: Path) -> None:
    """The sentence comes all the same."""
    table = lay_table(tmp_path, Clock())
    (tmp_path / "thamdinh.log").mkdir()
    with sits(table) as an:
        an.sees("Xã Chi Lăng")
        an.types("3")
        an.sees("[3 Hoàn thành]")
        with behind(table.path) as file:
            file.execute("UPDATE scheme_edition SET body = '{'")
        an.types("\x1b")
        assert an.ends() == 1
        assert tidy(an)
        assert b"Traceback" not in an.output
