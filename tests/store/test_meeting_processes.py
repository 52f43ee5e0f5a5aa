"""Several people at several machines: one of them moves the room, one agrees; whoever is cut off is still there."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from store.queries.meeting import meeting
from store.queries.verification import verify
from tests.kit.meetings import items, room, sitting_store
from tests.kit.stores import AN, DUNG, opened

ROOT = Path(__file__).parents[2]

Start = Callable[[str, str], subprocess.Popen[str]]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return sitting_store(tmp_path / "thamdinh.db")


@pytest.fixture
def start(path: Path) -> Iterator[Start]:
    """Starts processes that have the store open when this answers; none of them outlives the test."""
    running: list[subprocess.Popen[str]] = []

    def started(task: str, who: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "tests.store.mover", task, str(path), who]
        pipe = subprocess.PIPE
        process = subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, stderr=pipe, text=True)
        running.append(process)
        return process

    yield started
    for process in running:
        process.kill()
        process.communicate()


def said(process: subprocess.Popen[str]) -> dict[str, object]:
    assert process.stdout
    line = process.stdout.readline()
    assert line, process.stderr and process.stderr.read()
    told: dict[str, object] = json.loads(line)
    return told


def test_of_those_who_press_at_once_one_is_first_and_the_others_get_a_sentence(path: Path, start: Start) -> None:
    processes = [start("together", who) for who in (AN, DUNG, AN, DUNG)]
    assert [said(process) for process in processes] == [{"ready": True}] * 4
    for process in processes:
        assert process.stdin
        process.stdin.write("\n")
        process.stdin.flush()
    told = [said(process) for process in processes]
    assert Counter(each["agreed"] for each in told) == {"done": 1, "same_level": 3}
    assert Counter(each["moved"] for each in told) == {"done": 1, "room_moved": 3}
    with opened(path):
        assert (room(), items()[0][2], len(meeting().conclusions)) == (2, "concluded", 1)
        assert verify().difference is None


def test_whoever_is_cut_off_is_still_there(path: Path, start: Start) -> None:
    with opened(path):
        before = meeting()
    process = start("without_end", DUNG)
    for _line in range(6):
        said(process)
    process.kill()
    process.wait()
    with opened(path):
        after = meeting()
        assert (after.people, after.presence, after.marks) == (before.people, before.presence, before.marks)
        assert (after.state, after.chair, room() is not None) == ("open", before.chair, True)
        assert verify().difference is None
