"""A store laid for stories of papers, with a folder or a printer as an administrator sets them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from store import clock
from tests.kit.desk import Clock, Person, Table
from tests.kit.prepared import BEGIN
from tui import outbox as outboxes

HOUR = 3_600_000
NOON = "2019-12-27"
"""The day of the test clock."""

Lay = Callable[[Callable[[Path], Path]], Table]


@pytest.fixture
def lay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Lay]:
    """Lay a store; nobody has set folder or printer, and everybody sits at the server itself."""
    for name in ("SSH_CONNECTION", outboxes.FOLDER, outboxes.SEEN_AS, outboxes.PRINTER):
        monkeypatch.delenv(name, raising=False)
    told = Clock(BEGIN + 6 * HOUR)
    numbers = count()

    def laid(how: Callable[[Path], Path]) -> Table:
        folder = tmp_path / f"kho-{next(numbers)}"
        folder.mkdir()
        path = how(folder / "thamdinh.db")
        monkeypatch.setenv("THAMDINH_DB", str(path))
        return Table(path, told)

    with clock.replaced(now=lambda: told.now, ticks=lambda: told.ticks):
        yield laid


@pytest.fixture
def by_ssh(lay: Lay, monkeypatch: pytest.MonkeyPatch) -> Lay:
    """Everybody comes over SSH."""
    monkeypatch.setenv("SSH_CONNECTION", "10.0.0.9 50555 192.168.1.20 22")
    monkeypatch.setenv("LOGNAME", "thamdinh")
    return lay


async def made(person: Person) -> str:
    """What is seen once long work has ended."""
    await person.app.workers.wait_for_complete()
    await person.rests()
    return person.sees


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for papers, by a name that no line breaks."""
    monkeypatch.chdir(tmp_path)
    folder = Path("van-ban")
    folder.mkdir()
    monkeypatch.setenv(outboxes.FOLDER, str(folder))
    return folder


def files(folder: Path) -> list[str]:
    return sorted(str(each.relative_to(folder)) for each in folder.rglob("*") if not each.is_dir())


@pytest.fixture
def printer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], Path]:
    """A printer whose two programs are scripts; answers where they note how they were called."""

    def set_up(soffice: str, lp: str) -> Path:
        tools, notes = tmp_path / "bin", tmp_path / "notes"
        tools.mkdir(exist_ok=True)
        for name, body in (("soffice", soffice), ("lp", lp)):
            script = tools / name
            script.write_text(f'#!/bin/sh\necho {name} "$@" >> {notes}\n{body}\n')
            script.chmod(0o755)
        monkeypatch.setenv("PATH", f"{tools}:{os.environ['PATH']}")
        monkeypatch.setenv(outboxes.PRINTER, "tang-2")
        return notes

    return set_up
