"""Hostile text in the store's file, at the shell: lines and documents that may be looked at in a terminal."""

from __future__ import annotations

import json
import stat
import sys
import unicodedata
from pathlib import Path

import pytest

from store.words import Words
from tests.kit.hostile import CLEARED, HOSTILE, TITLE, hostile
from tests.shell.conftest import Shell
from tui.cli.output import document
from tui.faults import record, speak_plainly

NEVER_SENT = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
READING = ("orgs", "results", "assessments", "journal", "caps", "check 1", "verify", "doctor")
WRITING = ("adjust 2 HT --stage final --reason other --note x", "rate 3 --self KHT", "undo", "check khong-co")


def sent(text: str) -> set[str]:
    """What would do more in a terminal than stand there."""
    return {char for char in text if char != "\n" and unicodedata.category(char) in NEVER_SENT}


def test_nothing_hostile_is_sent_to_a_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Neither by the lines nor by the documents, which say it all the same."""
    shell = Shell(hostile(tmp_path / "thamdinh.db"), capsys)
    documents = [f"{command} --json" for command in READING[:6]]
    for command in (*READING, *documents, *WRITING):
        answer = shell(*command.split())
        assert answer.status == (1 if "khong-co" in command else 0), (command, answer)
        assert not sent(answer.out + answer.err), command
    names = {each["name"] for each in shell("orgs", "--json").json}
    assert {TITLE, CLEARED, HOSTILE[1]} <= names


def test_a_fault_whose_words_are_hostile(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Neither the sentence nor the log, which somebody will look at in a terminal, sends any of it."""
    log, hook = tmp_path / "thamdinh.log", sys.excepthook
    fault = ValueError(TITLE + CLEARED)
    try:
        speak_plainly(Words("vi"), log)
        sys.excepthook(ValueError, fault, None)
    finally:
        sys.excepthook = hook
    said, kept = capsys.readouterr().err, log.read_text(encoding="utf-8")
    assert "pwn" not in said
    assert "pwn" in kept
    assert not sent(said + kept)
    assert stat.S_IMODE(log.stat().st_mode) == 0o600


def test_the_log_is_never_written_through_a_link(tmp_path: Path) -> None:
    """Who can put a link there could have the program write into another file."""
    (tmp_path / "other").write_text("")
    (tmp_path / "thamdinh.log").symlink_to(tmp_path / "other")
    record(tmp_path / "thamdinh.log", ValueError("x"))
    assert (tmp_path / "other").read_text() == ""


def test_a_document_says_what_was_there(capsys: pytest.CaptureFixture[str]) -> None:
    """Escaped, beyond the first plane, too; Vietnamese letters as they are."""
    document("Đảng bộ \x9b \U000e0001 \u202e")
    printed = capsys.readouterr().out
    assert printed == '"Đảng bộ \\u009b \\udb40\\udc01 \\u202e"\n'
    assert json.loads(printed) == "Đảng bộ \x9b \U000e0001 \u202e"
