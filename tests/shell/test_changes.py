"""The commands that change something, and how they refuse."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.shell.conftest import Shell
from tui.cli.identity import acting, system_login
from tui.cli.parser import EXAMPLES


def levels(shell: Shell, number: int = 22) -> tuple[str | None, ...]:
    """Self-rating, proposal and decision of an organisation by its number."""
    row = shell("assessments", "--filter", f"tt:{number}", "--json").json[0]
    return row["self_level"], row["proposed_level"], row["final_level"]


def test_rate_adjust_agree_undo_redo_verify(shell: Shell) -> None:
    """The whole path at the shell."""
    assert shell("rate", "kim dong", "--self", "TOT").status == 0
    told = shell("adjust", "kim dong", "HT", "--stage", "proposed", "--reason", "target", "--note", "9/15")
    assert told.out == "Đã lưu 09:00, lần ghi số 6: 22 Xã Kim Đồng, đề xuất: Tốt → HT\n"
    assert shell("agree", "kim dong").status == 0
    assert levels(shell) == ("TOT", "HT", "HT")
    assert "Đã hoàn tác lần ghi số 7" in shell("undo").out
    assert levels(shell) == ("TOT", "HT", None)
    assert shell("redo").status == 0
    assert levels(shell) == ("TOT", "HT", "HT")
    verdict = shell("verify", "--json").json
    assert (verdict["ok"], verdict["count"]) == (True, 9)
    assert shell("verify", "--expect", verdict["digest"], "9").status == 0
    assert shell("verify", "--expect", "0" * 64, "9").status == 1


REFUSALS = {
    "no reason": (["adjust", "22", "HT", "--stage", "final"], "an", "Chưa chọn lý do"),
    "unknown reason": (["adjust", "22", "HT", "--stage", "final", "--reason", "x"], "an", "Không có lý do «x»"),
    "words missing": (["adjust", "22", "HT", "--stage", "final", "--reason", "other"], "an", "cần lời ghi rõ"),
    "another scheme's level": (["adjust", "22", "TSVM", "--stage", "final", "--reason", "target"], "an", "khung khác"),
    "no such level": (["rate", "22", "--self", "GOOD"], "an", "Không có mức «GOOD»"),
    "observer": (["adjust", "22", "HT", "--stage", "final", "--reason", "target"], "chi", "Vai trò «dự họp» chỉ xem"),
    "unknown account": (["rate", "22", "--self", "HT"], "ai-do", "Vai trò «dự họp»"),
    "appraiser decides": (["adjust", "22", "HT", "--stage", "final", "--reason", "target"], "binh", "không được"),
    "stale": (
        ["adjust", "22", "HT", "--stage", "final", "--reason", "target", "--if-version", "1"],
        "an",
        "vừa đổi 22 Xã Kim Đồng",
    ),
    "nothing to keep": (["agree", "21"], "an", "21 Xã Bắc Ái chưa có mức"),
    "one of many": (["agree", "22", "21"], "an", "21 Xã Bắc Ái chưa có mức"),
    "ambiguous": (["rate", "tân", "--self", "HT"], "an", "hợp với 3 đơn vị: 10 Xã Tân Tiến"),
    "unknown": (["rate", "kim đôg", "--self", "HT"], "an", "Gần giống: 22 Xã Kim Đồng"),
    "closed to changes": (["--readonly", "rate", "22", "--self", "HT"], "an", "chỉ xem"),
    "nothing undone": (["redo"], "an", "Không có gì vừa hoàn tác"),
    "no entry": (["undo", "999"], "an", "không có lần ghi số 999"),
    "founding": (["undo", "1"], "an", "không thuộc loại hoàn tác được"),
    "unknown cycle": (["rate", "22", "--self", "HT", "--cycle", "2031"], "an", "Không có kỳ «2031»"),
    "account twice": (["accounts", "add", "binh", "--role", "member"], "an", "Đã có tài khoản «binh»"),
    "not an administrator": (["accounts", "add", "dung", "--role", "member"], "binh", "không được thêm tài khoản"),
    "last administrator": (["accounts", "remove", "an"], "an", "quản trị cuối cùng"),
}


@pytest.mark.parametrize("case", REFUSALS)
def test_a_refusal_is_one_sentence_exit_1_and_not_one_byte(shell: Shell, case: str) -> None:
    """What is wrong on standard error, nothing on standard output, nothing in the tables or the journal."""
    words, by, said = REFUSALS[case]
    shell("accounts", "add", "binh", "--role", "reviewer")
    shell("accounts", "add", "chi", "--role", "observer")
    shell("rate", "22", "--self", "TOT")
    before = dump(shell.path)
    told = shell(*words, by=by)
    assert told.status == 1
    assert said in told.err
    assert told.err.count("\n") == 1
    assert told.out == ""
    assert dump(shell.path) == before
    assert shell(*words, by=by, lang="en").status == 1


def dump(path: Path) -> list[str]:
    """Everything in the file, as SQL."""
    with sqlite3.connect(path) as plain:
        return list(plain.iterdump())


WRONG_USE = [
    ["frobnicate"],
    ["adjust", "22"],
    ["adjust", "22", "HT", "--stage", "middle"],
    ["rate", "22"],
    ["journal", "--limit", "many"],
    ["accounts", "add", "x", "--role", "king"],
    ["--nonsense"],
]


@pytest.mark.parametrize("words", WRONG_USE, ids=" ".join)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_wrong_use_is_exit_2_with_the_right_use(shell: Shell, words: list[str], lang: str) -> None:
    """The message and the usage, in the chosen language."""
    told = shell(*words, lang=lang)
    assert told.status == 2
    assert ("cách dùng" if lang == "vi" else "usage") in told.err
    assert ("usage" in told.err) is (lang == "en")


COMMANDS = (
    "init demo orgs results assessments check caps rate adjust agree intake opinion cycle undo redo import template "
    "meeting export journal verify backup restore accounts ssh-keys scheme doctor"
).split()


def test_every_command_has_help_with_an_example(shell: Shell) -> None:
    """In Vietnamese, and in English."""
    assert set(COMMANDS) <= set(EXAMPLES)
    for command in EXAMPLES:
        for lang, word in (("vi", "Ví dụ: thamdinh"), ("en", "Example: thamdinh")):
            told = shell(command, "--help", lang=lang)
            assert told.status == 0, command
            assert word in told.out, command


def test_init_refuses_an_existing_store(shell: Shell) -> None:
    """The store that is there stays as it is."""
    before = shell.path.read_bytes()
    assert shell("init").status == 1
    assert shell.path.read_bytes() == before


def test_a_profile_with_a_fault_makes_no_store(shell: Shell, tmp_path: Path) -> None:
    """File, line and what is wrong; no file is left."""
    profile = tmp_path / "p.yaml"
    profile.write_text("settings:\n  committee: no\n", encoding="utf-8")
    fresh = tmp_path / "fresh.db"
    told = shell("--db", str(fresh), "init", "--profile", str(profile))
    assert told.status == 1
    assert "p.yaml, dòng 2" in told.err
    assert not [path for path in tmp_path.iterdir() if "fresh" in path.name or path.suffix == ".new"]


def test_a_missing_store_is_named(shell: Shell, tmp_path: Path) -> None:
    """With the command that makes one."""
    told = shell("--db", str(tmp_path / "none.db"), "orgs")
    assert told.status == 1
    assert "none.db" in told.err
    assert "thamdinh init" in told.err


def test_doctor_finds_rights_that_are_too_wide(shell: Shell) -> None:
    """A store that others may read is pointed out with the command that mends it."""
    shell.path.chmod(0o644)
    found = {each["code"]: each for each in shell("doctor", "--json").json}
    assert found["rights"]["well"] is False
    assert "chmod 600" in shell("doctor").out
    shell.path.chmod(0o600)
    assert next(each for each in shell("doctor", "--json").json if each["code"] == "rights")["well"] is True


def test_a_name_counts_only_for_the_owner_of_the_file(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody else who can read the file acts as themselves, whatever ``--as`` says."""
    assert acting(shell.path, "an", {}) == "an"
    assert acting(shell.path, None, {"THAMDINH_USER": "binh"}) == "binh"
    assert acting(shell.path.with_name("new.db"), "an", {}) == "an"
    somebody_else = os.getuid() + 1
    monkeypatch.setattr(os, "getuid", lambda: somebody_else)
    assert acting(shell.path, "an", {"THAMDINH_USER": "binh"}) == system_login() != "an"


def test_the_command_runs_in_a_process_of_its_own(shell: Shell) -> None:
    """Exit status and streams as a script sees them, without Textual being imported."""
    code = (
        "import sys; from tui.start import run; s = run(sys.argv[1:]); sys.exit(9 if 'textual' in sys.modules else s)"
    )
    words = [sys.executable, "-c", code, "--db", str(shell.path), "results", "--json"]
    ran = subprocess.run(words, capture_output=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.startswith(b"[")
