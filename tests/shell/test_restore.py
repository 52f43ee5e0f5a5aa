"""``restore`` at the shell: a copy in the store's place, in one sentence each way."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.shell.conftest import Shell
from tests.shell.test_shut_out import run
from tui.cli.identity import acting

ROOT = Path(__file__).parents[2]


@pytest.fixture
def copy(shell: Shell, tmp_path: Path) -> Path:
    """A copy of the store with one self-rating; since then there is another one."""
    target = tmp_path / "ngoai.db"
    assert shell("rate", "22", "--self", "TOT").status == 0
    assert shell("backup", str(target)).status == 0
    assert shell("rate", "22", "--self", "KHT").status == 0
    return target


def level(shell: Shell) -> str:
    return str(shell("assessments", "--filter", "tt:22", "--json").json[0]["self_level"])


def test_it_says_what_came_back_and_where_the_other_one_is(shell: Shell, copy: Path) -> None:
    seal = shell("verify").out
    assert shell("restore", str(copy)).err == (
        f"Đã có kho dữ liệu ở {shell.path}. Kho đó giữ nguyên. "
        "Muốn thay thì thêm --force: kho cũ được giữ lại bên cạnh.\n"
    )
    done = shell("restore", str(copy), "--force")
    kept = shell.path.with_name("thamdinh-thay-20191227-090000.db")
    digest = shell("verify", "--json").json["digest"]
    assert (done.status, done.err) == (0, "")
    first, second = done.out.splitlines()
    assert first.startswith(f"Đã khôi phục kho {shell.path} từ bản sao có 5 lần ghi, niêm phong ")
    assert first.endswith("nhật ký ghi việc này ở lần ghi số 6.")
    assert second == f"Kho bị thay giữ ở {kept}, đã kiểm tra."
    assert (level(shell), shell("verify", "--expect", digest, "6").status) == ("TOT", 0)
    assert Shell(kept, shell._streams)("verify").out == seal
    assert "khôi phục" in shell("journal").out.splitlines()[-1]


def test_json_and_english(shell: Shell, copy: Path) -> None:
    seal = shell("verify", "--json").json
    done = shell("restore", str(copy), "--force", "--json", lang="en").json
    assert (done["count"], done["entry"]) == (5, 6)
    assert done["kept"] == {
        "path": str(shell.path.with_name("thamdinh-thay-20191227-090000.db")),
        "sound": True,
        "count": seal["count"],
        "digest": seal["digest"],
    }
    told = shell("restore", str(copy), "--force", lang="en").out
    assert told.startswith(f"Store {shell.path} restored from a copy with 5 entries, digest ")


def test_it_refuses_in_one_sentence(shell: Shell, copy: Path) -> None:
    before = shell.path.read_bytes()
    for arguments, by, told in (
        ((str(copy), "--force"), "binh", "Chỉ quản trị được khôi phục, «binh» không phải."),
        ((str(copy.with_name("x.db")), "--force"), "an", "Không đọc được tệp "),
        ((str(shell.path), "--force"), "an", f"{shell.path} chính là kho đang dùng."),
    ):
        answer = shell("restore", *arguments, by=by)
        assert (answer.status, answer.out, answer.err.count("\n")) == (1, "", 1)
        assert answer.err.startswith(told)
    assert shell("--readonly", "restore", str(copy), "--force").err.startswith("Đang mở ở chế độ chỉ xem.")
    assert shell("restore").status == 2
    assert shell.path.read_bytes() == before


def test_while_somebody_sits_there_it_says_so_and_afterwards_it_goes_on(shell: Shell, copy: Path) -> None:
    """A process of its own that has the store open and does nothing."""
    code = (
        "import sys; from pathlib import Path; from store.db.connect import open_store;"
        "open_store(Path(sys.argv[1])); print('open', flush=True); sys.stdin.read()"
    )
    sits = subprocess.Popen(
        [sys.executable, "-c", code, str(shell.path)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert sits.stdin
    assert sits.stdout
    assert sits.stdout.readline() == b"open\n"
    refused = shell("restore", str(copy), "--force")
    assert (refused.status, refused.err.split(".")[0]) == (1, f"Còn người đang mở kho {shell.path}".split(".")[0])
    assert level(shell) == "KHT"
    sits.stdin.close()
    sits.wait()
    sits.stdout.close()
    assert shell("restore", str(copy), "--force").status == 0
    assert level(shell) == "TOT"


def test_where_no_store_is_it_is_the_owners_only(shell: Shell, copy: Path, tmp_path: Path) -> None:
    place = Shell(tmp_path / "moi.db", shell._streams)
    done = place("restore", str(copy))
    assert (done.status, len(done.out.splitlines()), level(place)) == (0, 1, "TOT")
    assert stat.S_IMODE(place.path.stat().st_mode) == 0o600


def test_root_acts_for_the_owner_and_nobody_else_does(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    owner = shell.path.stat().st_uid
    for me, name in ((owner, "an"), (0, "an")):
        monkeypatch.setattr(os, "getuid", lambda me=me: me)
        assert acting(shell.path, "an", {}) == name
    monkeypatch.setattr(os, "getuid", lambda: owner + 7)
    assert acting(shell.path, "an", {}) != "an"


def test_a_copy_that_may_only_be_read_is_restored_from(shell: Shell, copy: Path) -> None:
    """As any account without special rights; nothing is left beside the copy."""
    copy.chmod(0o400)
    assert run(shell.path, "restore", str(copy), "--force").returncode == 0
    assert level(shell) == "TOT"
    assert [each.name for each in copy.parent.glob("ngoai*")] == ["ngoai.db"]
