"""A copy that may only be read, on the screens and in plain mode: looked at, said to be so, and never written."""

from __future__ import annotations

import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from store.queries.backup import back_up
from tests.kit.bound import BOUND
from tests.kit.desk import Clock, lay_table
from tests.kit.pty import PATIENCE, Laptop, environment

SAID = "Đang mở ở chế độ chỉ xem. Chưa có gì thay đổi."


@pytest.fixture
def copy(tmp_path: Path) -> Iterator[Path]:
    """A checked copy, mode 0400, alone in a folder that may not be written."""
    table = lay_table(tmp_path, Clock())
    folder = tmp_path / "ban sao"
    folder.mkdir()
    target = folder / "thamdinh-20191227-080000.db"
    with table.at_shell():
        back_up("an", target)
    target.chmod(0o400)
    folder.chmod(0o500)
    yield target
    folder.chmod(0o700)


def test_the_screens_show_it_and_refuse_every_change(copy: Path, tmp_path: Path) -> None:
    """A change is refused in a sentence, the seal can be verified; nothing beside it, not one byte other."""
    before = copy.read_bytes()
    arguments = ["--db", str(copy), "--as", "an", "--readonly", "--at", "comparison"]
    with Laptop(arguments, environment(tmp_path), start=BOUND) as an:
        an.sees("SO SÁNH THẨM ĐỊNH 2019", "CHỈ ĐỌC · Thư ký", "Xã Chi Lăng")
        an.types("/22\r32\tthu ngân sách\r")
        an.sees(SAID)
        an.types("\x1b\x1b")
        an.sees("SO SÁNH THẨM ĐỊNH 2019", "CHỈ ĐỌC")
        an.types("n")
        an.sees("NHẬT KÝ", "CHỈ ĐỌC")
        an.types("c")
        an.sees("Niêm phong đúng: 6 lần ghi")
        an.types("\x1b")
        an.sees("Đơn vị 22 Xã Kim Đồng")
        an.types("q1")
        assert an.ends() == 0
    assert (copy.read_bytes(), [each.name for each in copy.parent.iterdir()]) == (before, [copy.name])
    assert stat.S_IMODE(copy.stat().st_mode) == 0o400


def test_without_being_told_to_look_only_it_says_how(copy: Path, tmp_path: Path) -> None:
    with Laptop(["--db", str(copy), "--as", "an"], environment(tmp_path), start=BOUND) as an:
        assert an.ends() == 1
    said = an.output.decode().splitlines()
    assert said[0].startswith("Thiếu quyền dùng ")
    assert said[1:] == ["Chỉ để xem thì thêm --readonly."]


def test_plain_mode_says_so_and_refuses(copy: Path, tmp_path: Path) -> None:
    line = [*BOUND, "--db", str(copy), "--as", "an", "--readonly", "--plain"]
    ran = subprocess.run(
        line, input="0\n", env=environment(tmp_path), capture_output=True, text=True, check=False, timeout=PATIENCE
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "Chỉ đọc: xem được tất cả, không ghi được gì." in ran.stdout


def test_who_only_wants_to_look_makes_no_store(tmp_path: Path) -> None:
    place = tmp_path / "none" / "thamdinh.db"
    with Laptop(["--db", str(place), "--as", "an", "--readonly"], environment(tmp_path)) as an:
        assert an.ends() == 1
    assert "Chưa có kho dữ liệu" in an.output.decode()
    assert list(tmp_path.iterdir()) == []
