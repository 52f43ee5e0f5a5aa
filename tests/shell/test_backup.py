"""``backup`` at the shell: what it says, where, and how it ends; at a terminal it counts up and Ctrl+C stops it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from store.commands.account import add_account
from store.db import connect
from tests.kit.histories import lived_in
from tests.kit.stores import opened
from tests.shell.conftest import Shell

ROOT = Path(__file__).parents[2]


@pytest.fixture
def target(tmp_path: Path) -> Path:
    folder = tmp_path / "ngoai"
    folder.mkdir()
    return folder / "kho.db"


def test_it_says_where_what_and_on_which_disk(shell: Shell, target: Path) -> None:
    made = shell("backup", str(target))
    seal = shell("verify").out.strip()
    assert made.status == 0
    assert made.out.splitlines()[0].startswith(f"Đã sao lưu vào {target} (")
    assert made.out.splitlines()[1] == seal
    assert made.err.strip() == "Bản sao nằm cùng ổ đĩa với kho: nên chép thêm ra nơi khác."
    copy = Shell(target, shell._streams)
    assert copy("verify").out.strip() == seal
    assert copy("orgs", "--json").json == shell("orgs", "--json").json


def test_json_and_english(shell: Shell, target: Path) -> None:
    made = shell("backup", str(target), "--json", lang="en")
    digest = shell("verify", "--json").json["digest"]
    assert made.json == {
        "path": str(target),
        "count": 4,
        "digest": digest,
        "size": target.stat().st_size,
        "same_disk": True,
    }
    assert made.err.strip() == "The copy lies on the same disk as the store: keep another one elsewhere."


def test_it_refuses_in_one_sentence_and_leaves_nothing(shell: Shell, target: Path) -> None:
    with opened(shell.path):
        add_account("an", login="binh", roles=["reviewer"])
    missing = target.parent / "khong" / "x.db"
    for arguments, by, told in (
        ((str(missing),), "an", f"Không ghi được vào thư mục {missing.parent}"),
        ((str(shell.path),), "an", f"{shell.path} chính là kho đang dùng."),
        ((str(target),), "binh", "Chỉ quản trị và thư ký được sao lưu."),
    ):
        answer = shell("backup", *arguments, by=by)
        assert (answer.status, answer.out) == (1, "")
        assert answer.err.startswith(told)
        assert answer.err.count("\n") == 1
    assert list(target.parent.iterdir()) == []
    assert shell("backup", str(target)).status == 0
    again = shell("backup", str(target))
    assert (again.status, again.err) == (1, f"Đã có tệp {target}. Tệp đó giữ nguyên, chưa chép gì. Chọn tên khác.\n")
    assert shell("backup").status == 2


def test_looking_only_is_enough_for_a_copy(shell: Shell, target: Path) -> None:
    assert shell("--readonly", "backup", str(target)).status == 0


def _at_a_terminal(store: Path, target: Path, *, stop: bool) -> tuple[int, str]:
    """Run it with standard error on a terminal; with ``stop`` Ctrl+C comes as soon as it has said something."""
    ours, theirs = os.openpty()
    code = "from store.db import backup; backup.PAGES = 1; from tui.start import main; main()"
    command = [sys.executable, "-X", "utf8", "-c", code, "--as", "an", "--db", str(store), "backup", str(target)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=theirs)
    os.close(theirs)
    said = b""
    while True:
        try:
            chunk = os.read(ours, 4096)
        except OSError:  # the terminal's other end is closed
            break
        if not chunk:
            break
        said += chunk
        if stop and b"%" in said:
            process.send_signal(signal.SIGINT)
            stop = False
    status = process.wait()
    assert process.stdout
    process.stdout.close()
    os.close(ours)
    return status, said.decode()


@pytest.fixture
def long_store(shell: Shell) -> Path:
    """A store whose copy takes a moment."""
    with opened(shell.path):
        for login in ("binh", "chi"):
            add_account("an", login=login, roles=["reviewer"])
        lived_in(150)
    connect.disconnect()
    return shell.path


def test_at_a_terminal_it_counts_up_and_wipes_the_line(long_store: Path, target: Path) -> None:
    status, said = _at_a_terminal(long_store, target, stop=False)
    shown = [int(part.split("%")[0].rsplit(" ", 1)[1]) for part in said.split("\r\x1b[K") if "%" in part]
    assert status == 0
    assert shown == sorted(set(shown))
    assert len(shown) > 20
    assert shown[-1] == 100
    assert said.split("\r\x1b[K")[-1].strip() == "Bản sao nằm cùng ổ đĩa với kho: nên chép thêm ra nơi khác."


def test_stopped_by_the_keyboard_it_leaves_nothing_behind(long_store: Path, target: Path) -> None:
    status, said = _at_a_terminal(long_store, target, stop=True)
    assert status == 1
    assert said.split("\r\x1b[K")[-1].strip() == "Đã dừng theo yêu cầu. Không có gì thay đổi."
    assert list(target.parent.iterdir()) == []
