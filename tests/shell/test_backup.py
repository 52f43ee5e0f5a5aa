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
from store.db.making import making
from tests.kit.histories import lived_in
from tests.kit.stores import behind, opened
from tests.shell.conftest import Shell
from tests.ssh.readme import block

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


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def test_copies_in_turn(shell: Shell, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Named by the committee's time; only its own names go, the oldest first; the doctor tells the newest one's age."""
    folder = target.parent
    others = {"thamdinh-thay-20190101-000000.db", "thamdinh-2019.db", "an.txt", "thamdinh-20190101-000000.db-wal"}
    for name in others:
        (folder / name).write_text("x")
    (folder / "thamdinh-20190101-000001.db").symlink_to("an.txt")
    for each in range(4):
        (folder / f"thamdinh-2019010{each + 1}-000000.db").write_text("an older copy")
    left = shell("backup", "--into", str(folder), "--keep", "3", "--json").json
    assert Path(left["path"]).name == "thamdinh-20191227-090000.db"
    assert [Path(each).name for each in left["removed"]] == [
        "thamdinh-20190101-000000.db",
        "thamdinh-20190102-000000.db",
    ]
    monkeypatch.setenv("THAMDINH_BACKUPS", str(folder))
    again = shell("backup", "--keep", "1")
    assert (again.status, again.out.splitlines()[-1]) == (0, "Đã bỏ 3 bản sao cũ nhất.")
    assert set(names(folder)) - others == {"thamdinh-20190101-000001.db", "thamdinh-20191227-090001.db"}
    assert Shell(folder / "thamdinh-20191227-090001.db", shell._streams)("verify").out == shell("verify").out
    told = {each["code"]: each for each in shell("doctor", "--json").json}
    assert told["backup"] == {"code": "backup", "well": True, "facts": {"days": 0, "hours": 0}, "grave": False}
    monkeypatch.setenv("THAMDINH_BACKUPS", str(folder / "khong co"))
    doctor = shell("doctor")
    assert (doctor.status, f"[xem] Chưa thấy bản sao nào trong {folder}/khong co" in doctor.out) == (0, True)


def test_a_clock_that_went_back_does_not_take_the_new_copy_away(shell: Shell, target: Path) -> None:
    (target.parent / "thamdinh-20991231-235959.db").write_text("from a wrong clock")
    assert shell("backup", "--into", str(target.parent), "--keep", "1").status == 0
    assert names(target.parent) == ["thamdinh-20191227-090000.db"]


def test_in_turn_it_refuses_in_one_sentence_and_takes_nothing_away(
    shell: Shell, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("THAMDINH_BACKUPS", raising=False)
    folder = str(target.parent)
    for name in ("thamdinh-20190101-000000.db", "thamdinh-20190102-000000.db"):
        (target.parent / name).write_text("an older copy")
    before = names(target.parent)
    for arguments, told in (
        ((), "Chưa nói sao vào đâu."),
        (("--into", folder, "--keep", "0"), "Không giữ 0 bản được: ít nhất một."),
        ((str(target), "--keep", "3"), "--keep chỉ dùng khi sao vào thư mục."),
        (("--into", f"{folder}/khong", "--keep", "1"), f"Không ghi được vào thư mục {folder}/khong"),
    ):
        answer = shell("backup", *arguments)
        assert (answer.status, answer.out, answer.err.count("\n")) == (1, "", 1)
        assert answer.err.startswith(told)
    with behind(shell.path) as connection:
        connection.execute("UPDATE assessment SET self_level = 'XS' WHERE tt = 1")
    assert shell("backup", "--into", folder, "--keep", "1").err.startswith(f"Bản sao {folder}/thamdinh-2019")
    assert names(target.parent) == before, "the new one did not pass its check"
    assert shell("backup", str(target), "--into", folder).status == 2


def test_what_a_killed_copy_left_is_swept_and_what_is_being_made_is_not(shell: Shell, target: Path) -> None:
    left = target.parent / ".thamdinh-20190101-000000.db.abcd.part"
    left.write_text("half")
    with making(target.parent, ".thamdinh-20190101-000000.db.", ".part") as made:
        assert shell("backup", "--into", str(target.parent)).status == 0
        assert (left.exists(), made.exists()) == (False, True)
    assert names(target.parent) == ["thamdinh-20191227-090000.db"]


def test_the_services_of_the_readme_say_what_the_program_understands(shell: Shell, target: Path) -> None:
    """The hourly service's own line, and the folder that the wrapper names for it and for the doctor."""
    (line,) = [each for each in block("backup-service").splitlines() if each.startswith("ExecStart")]
    start, program, *words = line.replace("quan-tri", "an").replace("=", " ", 1).split()
    assert (start, program) == ("ExecStart", "/opt/thamdinh/bin/thamdinh")
    assert "THAMDINH_BACKUPS=/var/backups/thamdinh " in block("wrapper")
    assert words == ["--as", "an", "backup", "--into", "/var/backups/thamdinh", "--keep", "720"]
    assert shell(*[word.replace("/var/backups/thamdinh", str(target.parent)) for word in words]).status == 0
    assert names(target.parent) == ["thamdinh-20191227-090000.db"]


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
