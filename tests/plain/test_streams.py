"""Strange input, strange data, strange terminals, and every way of ending."""

from __future__ import annotations

import signal
import subprocess
import sys
import unicodedata

import pytest

from store.commands.assessment import adjust
from store.db.connect import database
from store.queries.comparison import comparison
from tests.kit.desk import Table
from tests.kit.pty import Laptop, environment
from tests.plain.conftest import Talking
from tests.plain.talk import START, command
from tests.plain.test_conversations import of
from tests.plain.test_together import entries

HOSTILE = ["a\x1b]0;pwn\x07b", "a\u202eb", "a\u200bb", "a\x9b31mb", "a\ue000b", "a\x08\x08b", "a\r\nb", "[bold]x[/]"]
"""Names that try to be more than text."""


def only_text(told: str) -> bool:
    """Whether there is nothing in it but letters, signs and line ends."""
    return all(char == "\n" or unicodedata.category(char) not in {"Cc", "Cf", "Co", "Cs"} for char in told)


def test_data_is_only_ever_text(table: Table, talks: Talking) -> None:
    """Names and words that were put into the file behind the program's back, in every room that says them."""
    with table.at_shell():
        codes = {row.tt: row.organisation for row in comparison().rows}
        for tt, name in enumerate(HOSTILE, start=1):
            adjust("an", organisation=codes[tt], level="HT", stage="final", reason="target")
            database.execute_sql("UPDATE assessment SET name = ?, full_name = ? WHERE tt = ?", (name, name, tt))
        database.execute_sql("UPDATE adjustment SET note = ?", (HOSTILE[0],))
        database.execute_sql("UPDATE setting SET value = ? WHERE name = 'committee'", (HOSTILE[0],))
    units = [word for tt in range(1, len(HOSTILE) + 1) for word in (str(tt), "lui")]
    told = talks(table, "tong quan", "danh sach tat ca", *units, "lui", "hoan tac", "lui", "nhat ky", "lui")
    assert (told.status, told.err) == (0, "")
    assert told.out.count("a\ufffd") > len(HOSTILE)
    assert "[bold]x[/]" in told.out
    assert only_text(told.out)


def test_typed_control_characters_are_neither_kept_nor_echoed(table: Table, talks: Talking) -> None:
    """Arrow keys, bells and zero-width characters among words leave the words."""
    raw = "tim 22\n2\nht\x1b[A\n2\nthu\x1b[D \x07ngân\u200b s\u0061\u0301ch\nghi\nghi rõ\n\x1b[31m\nlui\n".encode()
    told = talks(table, raw=raw)
    assert (told.status, told.err) == (0, "")
    assert only_text(told.out)
    assert of(table).note == "thu ngân sách"


def test_bytes_that_are_no_text_are_asked_for_again(table: Table, talks: Talking) -> None:
    """Latin-1 or worse is never stored as questions marks; the next line is taken."""
    raw = b"tim 22\n2\n3\n9\n9 tr\xean 15\n\xff\xfe\x00\n" + "9 trên 15\nghi\n".encode()
    told = talks(table, raw=raw)
    assert told.out.count("Gõ lại bằng bảng mã UTF-8") == 2
    assert (told.status, of(table).note) == (0, "9 trên 15")


def test_a_line_without_end_is_read_away(table: Table, talks: Talking) -> None:
    """A megabyte in one line is refused once, and what follows is the next answer."""
    told = talks(table, raw=b"x" * 1_000_000 + b"\ntim 22\n")
    assert told.out.count("không đọc được hoặc dài quá") == 1
    assert told.prompts == ["Menu chính:", "Menu chính:", "22 Xã Kim Đồng:"]


def test_words_that_are_too_long_are_kept_and_asked_for_again(table: Table, talks: Talking) -> None:
    """The store's limit is told; the words can be shortened from where they stand."""
    told = talks(table, "tim 22", "2", "3", "9", "dài " * 600, "ghi", "ngắn", "ghi")
    assert "tối đa 2000" in told.out
    assert "Lời ghi đang có: dài dài" in told.out
    assert of(table).note == "ngắn"


@pytest.mark.parametrize("typed", ["", "9 tren 15", "9 tren 15\n", "9 tren 15\ngh", "9 tren 15\nghi"])
def test_the_end_of_input_leaves_without_a_trace(table: Table, talks: Talking, typed: str) -> None:
    """In the middle of words, before the record, in the middle of the word that records: nothing is written."""
    before = entries(table)
    told = talks(table, raw=f"tim 22\n2\n3\n2\n{typed}".encode())
    assert (told.status, told.err, entries(table)) == (0, "", before)
    assert told.out.endswith(":\n")


def test_a_reader_that_goes_away(table: Table) -> None:
    """``| head``: it ends, without a word on standard error."""
    ran = subprocess.run(
        ["/bin/sh", "-c", 'yes "danh sach tat ca" | "$@" | head -5', "sh", *command(table, "an", "vi")],
        env=environment(table.path.parent, "dumb"),
        capture_output=True,
        check=False,
        timeout=30,
    )
    assert len(ran.stdout.splitlines()) == 5
    assert ran.stderr == b""


@pytest.mark.parametrize(
    ("encoding", "said"), [("ascii", "So 22, Xa Kim Dong."), ("latin-1", "So 22, Xã Kim Dong."), ("utf-8", "Số 22, Xã")]
)
def test_an_alphabet_without_our_letters(table: Table, encoding: str, said: str) -> None:
    """Letters are said without their marks; never a fault."""
    ran = subprocess.run(
        command(table, "an", "vi"),
        input=b"tim 22\nlui\nhoan tac\nthoat\n",
        env=environment(table.path.parent, "dumb", {"PYTHONIOENCODING": encoding}),
        capture_output=True,
        check=False,
        timeout=30,
    )
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert said in ran.stdout.decode(encoding)


def test_a_first_start_and_a_rehearsal_need_no_terminal(table: Table) -> None:
    """The store is made as on the screens; the rehearsal's is gone afterwards."""
    home = table.path.parent / "home"
    home.mkdir()
    for words, said in (((), b"59 "), (("demo",), "dữ liệu minh họa".encode())):
        line = [*START, "--db", str(home / "kho" / "x.db"), "--as", "an", "--plain", *words]
        env = environment(home, "", {"TMPDIR": str(home)})
        ran = subprocess.run(line, input=b"tong quan\nthoat\n", env=env, capture_output=True, check=False, timeout=60)
        assert (ran.returncode, ran.stderr) == (0, b"")
        assert said in ran.stdout
    assert [each.name for each in home.iterdir()] == ["kho"]


def test_a_store_that_cannot_be_opened(table: Table) -> None:
    """One sentence on standard error, status 1."""
    table.path.write_text("no store")
    ran = subprocess.run(
        command(table, "an", "vi"), env=environment(table.path.parent), input=b"", capture_output=True, check=False
    )
    assert (ran.returncode, ran.stdout, len(ran.stderr.splitlines())) == (1, b"", 1)


def test_no_textual(table: Table) -> None:
    """A whole conversation reads nothing of the screens' library: it starts sooner."""
    watched = (
        "import sys, atexit\nfrom tui.start import main\n"
        "atexit.register(lambda: print([each for each in sys.modules if each.startswith(('textual', 'rich'))]))\nmain()"
    )
    ran = subprocess.run(
        [sys.executable, "-c", watched, *command(table, "an", "vi")[3:]],
        input=b"tim 22\n6\n1\nlui\n5\nthoat\n",
        env=environment(table.path.parent, "dumb"),
        capture_output=True,
        check=False,
        timeout=30,
    )
    assert ran.stdout.splitlines()[-1] == b"[]"


# At a terminal


def sits(table: Table, term: str = "dumb") -> Laptop:
    """Somebody at a terminal that cannot place a cursor."""
    arguments = command(table, "an", "vi")[3:]
    return Laptop(arguments, environment(table.path.parent, term), (80, 60), START)


def test_at_a_terminal_one_line_after_another(table: Table) -> None:
    """Not one control character but line ends, on a dumb terminal and on a good one alike."""
    for term in ("dumb", "xterm-256color"):
        with sits(table, term) as an:
            an.sees("Menu chính:")
            an.types("tim 22\n")
            an.sees("22 Xã Kim Đồng:")
            an.types("\x04")
            assert an.ends() == 0
            assert set(an.output) & set(range(32)) <= set(b"\r\n\x08")  # the line discipline erases its own ^D


def test_ctrl_c_goes_back_one_level_and_twice_leaves(table: Table) -> None:
    """From the words to the reason; then, pressed twice without an answer between, out."""
    before = entries(table)
    with sits(table) as an:
        an.sees("Menu chính:")
        an.types_apart("tim 22\n", "2\n", "3\n", "2\n")
        an.sees("lời ghi:")
        an.types("chưa xong\x03")
        an.until(lambda: an.screen.count("quyết định, lý do:") == 2, "back at the reason")
        an.types("2\n")
        an.until(lambda: an.screen.count("lời ghi:") == 2, "at the words again")
        an.types("\x03")
        an.until(lambda: an.screen.count("quyết định, lý do:") == 3, "back at the reason once more")
        an.types("\x03")
        assert an.ends() == 0
        an.shows("Đã thoát")
    assert entries(table) == before


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_at_once(table: Table, number: signal.Signals) -> None:
    """In the middle of words; nothing is written and no trace is told."""
    before = entries(table)
    with sits(table) as an:
        an.sees("Menu chính:")
        an.types_apart("tim 22\n", "2\n", "3\n", "2\n", "9 tren 15")
        an.sees("lời ghi:")
        an.signals(number)
        assert an.ends() == 128 + number
        assert b"Traceback" not in an.output
    assert entries(table) == before


def test_the_line_drops(table: Table) -> None:
    """Hung up: the process does not stay."""
    with sits(table) as an:
        an.sees("Menu chính:")
        an.hang_up()
        assert an.ends() in (0, 128 + signal.SIGHUP)
