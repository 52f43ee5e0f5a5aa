"""The first start, terminals of every kind and size, and places where no screen can be shown."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
from pathlib import Path

import pytest

from tests.kit.desk import Clock, lay_table
from tests.kit.pty import PATIENCE, START, Laptop, environment, row, sits

BLACK = "►"


def test_first_start_makes_the_store_and_shows_all_59_rows(tmp_path: Path) -> None:
    """An empty folder is enough: the owner's store, a welcome, the whole; and the list goes from 1 to 59."""
    store = tmp_path / "kho" / "thamdinh.db"
    with Laptop(["--db", str(store), "--as", "an"], environment(tmp_path)) as an:
        an.sees("GIỚI THIỆU ─ Huyện ủy Tràng Định", "Kho dữ liệu có 59 tổ chức đảng", "30 đơn vị chưa có tên")
        an.types("\r")
        an.sees("TỔNG QUAN 2019", "Đủ giấy            0/59", "Chưa có tên           30")
        an.types("g5")
        an.sees("Cả danh sách – 59 dòng", " ►   1 Xã Chi Lăng", "Kho dữ liệu mới: 59 đơn vị", "Thư ký")
        an.types("\x1b[F")
        an.sees(" ►  59 ")
        an.types("q1")
        assert an.ends() == 0
    assert stat.S_IMODE(store.stat().st_mode) == 0o600
    assert [each.name for each in store.parent.iterdir()] == ["thamdinh.db"]


@pytest.mark.parametrize(
    ("term", "more", "sign"),
    [
        ("xterm-256color", {}, BLACK),
        ("linux", {}, ">"),
        ("vt100", {}, BLACK),
        ("xterm-256color", {"NO_COLOR": "1"}, BLACK),
        ("linux", {"NO_COLOR": "1"}, ">"),
    ],
)
def test_the_cursor_row_is_known_without_colour(tmp_path: Path, term: str, more: dict[str, str], sign: str) -> None:
    """One sign, before the row the cursor stands on, on every terminal; and the keys work."""
    table = lay_table(tmp_path, Clock())
    with sits(table, term=term, more=more) as an:
        an.sees(f" {sign}   1 Xã Chi Lăng")
        an.types("\x1b[B")
        an.sees(f" {sign}   2 Xã Hùng Việt")
        assert [line[1:5] for line in an.screen.split("\n")[4:16]].count(f"{sign}   ") == 1
        an.types("/22\r32\r")
        an.sees(f" {sign}  22 Xã Kim Đồng", "Đã ghi")
        assert "HT" in an.here
        assert term != "linux" or not set("►▲▼║█–…") & set(an.screen), "signs that the console's font has not"


@pytest.mark.parametrize("size", [(40, 10), (200, 60)])
def test_small_and_large_screens(tmp_path: Path, size: tuple[int, int]) -> None:
    """A level can be set on each, and no line is longer than the screen is wide."""
    table = lay_table(tmp_path, Clock())
    with sits(table, size=size) as an:
        an.sees("Kỳ đang mở")
        an.settles()
        an.types("/22\r32\r")
        an.until(lambda: row(table).final_level == "HT", "the level is in the store")
        an.sees("Đã ghi", "22 ")
        an.types("q1")
        assert an.ends() == 0


def test_the_window_is_dragged_about(tmp_path: Path) -> None:
    """Through twelve sizes in one go, with a dialog open, down to one character; then back, and it is all there."""
    table = lay_table(tmp_path, Clock())
    with sits(table) as an:
        an.sees("Xã Chi Lăng")
        an.types("/22\r3\tthu ngân")
        an.sees("Ghi rõ: thu ngân")
        for size in [(40, 10), (200, 60), (10, 3), (1, 1), (132, 43), (80, 5), (20, 24), (81, 25), (79, 23), (2, 60)]:
            an.resize(*size)
            an.settles(0.03)
        an.resize(120, 40)
        an.sees("Ghi rõ: thu ngân")
        an.resize(80, 24)
        an.sees("Ghi rõ: thu ngân", "[3 Hoàn thành]")
        an.types(" sách\x1b[Z2\r")
        an.sees("Đã ghi", " ►  22 Xã Kim Đồng")
    assert row(table).note == "thu ngân sách"


@pytest.mark.parametrize("term", ["dumb", "unknown", ""])
def test_a_terminal_that_cannot_place_a_cursor(tmp_path: Path, term: str) -> None:
    """One sentence, status 2, not one control sequence, and no store is made."""
    with Laptop(["--db", str(tmp_path / "x.db"), "--as", "an"], environment(tmp_path, term)) as an:
        assert an.ends() == 2
    said = an.output.decode()
    assert len(said.splitlines()) == 1
    assert "TERM" in said
    assert "\x1b" not in said
    assert not (tmp_path / "x.db").exists()


def test_without_a_terminal(tmp_path: Path) -> None:
    """A pipe, or ``ssh`` without ``-t``: one sentence on standard error that says so, nothing on standard output."""
    command = [*START, "--db", str(tmp_path / "x.db"), "--as", "an"]
    ran = subprocess.run(
        command, input=b"q1", env=environment(tmp_path), capture_output=True, check=False, timeout=PATIENCE
    )
    assert ran.returncode == 2
    assert ran.stdout == b""
    said = ran.stderr.decode()
    assert len(said.splitlines()) == 1
    assert "ssh -t" in said
    assert not (tmp_path / "x.db").exists()


def test_only_standard_input_is_no_terminal(tmp_path: Path) -> None:
    """Standard output and error on a terminal do not help where nothing can be typed."""
    near, far = os.openpty()
    command = [*START, "--db", str(tmp_path / "x.db"), "--as", "an"]
    try:
        ran = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=far,
            stderr=far,
            env=environment(tmp_path),
            check=False,
            timeout=PATIENCE,
        )
        said = os.read(near, 4096)
    finally:
        os.close(near)
        os.close(far)
    assert ran.returncode == 2
    assert b"ssh -t" in said
    assert b"\x1b" not in said


def test_settings_sent_along_by_a_client_open_no_door(tmp_path: Path) -> None:
    """Textual's own switches in the environment neither write files nor let Ctrl+C or Ctrl+Z signal the program."""
    table = lay_table(tmp_path, Clock())
    doors = {
        "TEXTUAL": "devtools,debug",
        "TEXTUAL_DEBUG": "1",
        "TEXTUAL_LOG": str(tmp_path / "log"),
        "TEXTUAL_SCREENSHOT": "1",
        "TEXTUAL_SCREENSHOT_LOCATION": str(tmp_path),
        "TEXTUAL_PRESS": "q,1",
        "TEXTUAL_ALLOW_SIGNALS": "1",
        "TEXTUAL_DRIVER": "no.such:Driver",
    }
    with sits(table, more=doors) as an:
        an.sees("Xã Chi Lăng")
        an.types("\x03\x1a\x1c\x11")
        an.types("/22\r")
        an.sees(" ►  22 Xã Kim Đồng")
        assert an.state != "T"
        assert {each.name.partition("-")[0] for each in tmp_path.iterdir()} == {"thamdinh.db"}
        an.signals(signal.SIGTERM)
        assert an.ends() == 143
