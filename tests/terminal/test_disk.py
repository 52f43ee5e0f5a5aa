"""The disk refuses every write to a running program: it says so, keeps what is typed, and goes on afterwards."""

from __future__ import annotations

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.kit.desk import Clock, lay_table
from tests.kit.forced import forced
from tests.kit.pty import Laptop, environment, row
from tests.kit.stores import LIBRARIES, library

SAID = "Đĩa của máy chủ báo lỗi nên chưa ghi được. Nội dung đang gõ vẫn còn."


@contextmanager
def nothing_is_written(laptop: Laptop) -> Iterator[None]:
    """The system lets this one process write no file beyond its first kilobyte; later it may again."""
    soft, hard = resource.prlimit(laptop.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(laptop.pid, resource.RLIMIT_FSIZE, (1024, hard))
    yield
    resource.prlimit(laptop.pid, resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("mode", LIBRARIES)
def test_enter_says_why_and_the_next_enter_records(tmp_path: Path, mode: str) -> None:
    """The same process, the same dialog, the same words."""
    with library(mode):
        table = lay_table(tmp_path, Clock())
    arguments = ["--db", str(table.path), "--as", "an", "--at", "comparison"]
    with Laptop(arguments, environment(tmp_path), start=forced(mode)) as an:
        an.sees("Xã Chi Lăng")
        an.types("/22\r32\tthu ngân sách")
        an.sees("Ghi rõ: thu ngân sách")
        with nothing_is_written(an):
            an.types(" đạt 9/15\r")
            an.sees(SAID, "Ghi rõ: thu ngân sách đạt 9/15", "[3 Hoàn thành]")
        an.types("\t\t\r")
        an.sees("Đã ghi", " ►  22 Xã Kim Đồng")
        an.types("q1")
        assert an.ends() == 0
    kept = row(table)
    assert (kept.final_level, kept.note) == ("HT", "thu ngân sách đạt 9/15")
