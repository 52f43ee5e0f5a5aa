"""Many processes on one store, some of them killed: what was acknowledged is there, and the proof holds."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from store.commands.assessment import rate
from store.live import drafts
from store.queries.verification import verify
from tests.kit.stores import BINH, both_modes, level, newest, opened, sql
from tests.store.writer import SHARED

ROOT = Path(__file__).parents[2]
FOUNDED = 7

Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def start(mode: str) -> Iterator[Start]:
    """Starts processes; none of them outlives the test."""
    running: list[subprocess.Popen[str]] = []

    def started(task: str, path: Path, *arguments: object) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "tests.store.writer", task, str(path), mode, *map(str, arguments)]
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        running.append(process)
        return process

    yield started
    for process in running:
        process.kill()
        process.wait()
        for pipe in (process.stdout, process.stderr):
            if pipe:
                pipe.close()


def finished(process: subprocess.Popen[str]) -> list[dict[str, Any]]:
    """What a process said until its end, which must be a good one."""
    said, faults = process.communicate()
    assert (process.returncode, faults) == (0, "")
    return [json.loads(line) for line in said.splitlines()]


def killed_after(process: subprocess.Popen[str], lines: int) -> list[dict[str, Any]]:
    """What a process said until it was killed in full swing, some time after so many lines."""
    assert process.stdout
    assert process.stderr
    said = [process.stdout.readline() for _line in range(lines)]
    process.kill()
    said += process.stdout.readlines()
    assert (process.wait(), process.stderr.read()) == (-9, "")
    return [json.loads(line) for line in said if line.endswith("\n")]


def check_each_is_there(acknowledged: list[dict[str, Any]]) -> None:
    """Every acknowledged change stands in the journal under its own number, built on what its writer saw."""
    numbers = [each["entry"] for each in acknowledged]
    assert len(set(numbers)) == len(numbers)
    for each in acknowledged:
        select = "SELECT before, after FROM journal_row WHERE entry = ? AND organisation = ? AND n = 1"
        ((before, after),) = sql(select, each["entry"], each["organisation"])
        assert json.loads(after)[each["column"]] == each["level"]
        assert json.loads(before)["version"] == each.get("seen", json.loads(before)["version"])


def check_numbers() -> None:
    assert [row[0] for row in sql("SELECT id FROM journal_entry ORDER BY id")] == list(range(1, newest() + 1))


@both_modes
def test_twenty_writers_lose_nothing(closed_store: Path, start: Start) -> None:
    turns = 3
    assert finished(start("together", closed_store, 20, turns)) == [], "each speaks in its own file"
    said_by = [closed_store.with_name(f"said-{name}").read_text(encoding="utf-8") for name in range(20)]
    told = [[json.loads(line) for line in lines.splitlines()] for lines in said_by]
    assert [len(each) for each in told] == [2 * turns] * 20
    with opened(closed_store):
        assert newest() == FOUNDED + 20 * 2 * turns
        check_numbers()
        check_each_is_there([each for said in told for each in said])
        assert verify().difference is None
        assert sql("SELECT count(*), count(DISTINCT note) FROM adjustment") == [(20 * turns, 20 * turns)]
        for said in told:
            last = [each for each in said if each["organisation"] != SHARED][-1]
            assert level(last["organisation"], "self") == last["level"]
        newest_adjustment = max((each for said in told for each in said if each["organisation"] == SHARED), key=entry)
        assert level(SHARED, "proposed") == newest_adjustment["level"]


def entry(told: dict[str, Any]) -> int:
    return int(told["entry"])


@both_modes
def test_killed_writers_leave_every_change_they_said_and_no_half_one(closed_store: Path, start: Start) -> None:
    writers = [start("write", closed_store, name, 0) for name in range(6)]
    told = [killed_after(writer, 4 + place) for place, writer in enumerate(writers)]
    acknowledged = [each for said in told for each in said]
    assert len(acknowledged) >= sum(range(4, 10))
    with opened(closed_store):
        check_numbers()
        check_each_is_there(acknowledged)
        unsaid = newest() - FOUNDED - len(acknowledged)
        assert 0 <= unsaid <= len(writers), "each may have been killed between the commit and the word"
        assert verify().difference is None
        assert sql("PRAGMA integrity_check") == [("ok",)]
        rate(BINH, organisation="tt-that-khe", self_level="XS")
        assert verify().difference is None


@both_modes
def test_a_draft_outlives_the_process_in_which_it_was_typed(closed_store: Path, start: Start) -> None:
    said = killed_after(start("type", closed_store, "chi"), 5)
    with opened(closed_store):
        draft = drafts.find("chi", "note")
        assert draft
        assert len(str(draft.body["text"])) - said[-1]["length"] in (0, 1)
        assert (newest(), verify().difference) == (FOUNDED, None)


@both_modes
def test_of_several_who_create_a_store_at_once_one_does(tmp_path: Path, start: Start) -> None:
    path = tmp_path / "thamdinh.db"
    processes = [start("create", path, name) for name in "abcd"]
    codes = [said["code"] for process in processes for said in finished(process)]
    assert sorted(codes) == ["created", "store_exists", "store_exists", "store_exists"]
    with opened(path):
        assert verify().difference is None
        assert newest() == 4
    assert [each.name for each in tmp_path.iterdir() if each.stat().st_size] == ["thamdinh.db"]
