"""A store is made whole or not at all, and never over something else."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from seed.load import create_store
from seed.profile import Profile, load_profile
from store.commands.base import Saved
from store.commands.founding import open_cycle
from store.db.making import making
from store.errors import NotOpened, Refused
from store.queries.verification import verify
from tests.kit.stores import AN, both_modes, library, opened, sql

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def in_mode(mode: str) -> Iterator[None]:
    with library(mode):
        yield


@both_modes
def test_a_new_store_is_one_file_for_its_owner_only(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        create_store(tmp_path / "thamdinh.db", AN)
    finally:
        os.umask(before)
    with opened(tmp_path / "thamdinh.db"):
        assert verify().difference is None
        rights = {stat.S_IMODE(each.stat().st_mode) for each in tmp_path.iterdir()}
        assert rights == {0o600}, "the journal beside the file too"
    names = {each.name for each in tmp_path.iterdir() if each.stat().st_size}
    assert names == {"thamdinh.db"}


def test_missing_folders_are_made_for_their_owner_only(tmp_path: Path) -> None:
    create_store(tmp_path / "deep" / "er" / "thamdinh.db", AN)
    assert stat.S_IMODE((tmp_path / "deep" / "er").stat().st_mode) == 0o700


def test_a_folder_that_cannot_be_is_said(tmp_path: Path) -> None:
    (tmp_path / "paper").write_text("no folder")
    with pytest.raises(NotOpened) as refused:
        create_store(tmp_path / "paper" / "thamdinh.db", AN)
    assert refused.value.code == "store_folder"


@pytest.mark.parametrize("there", ["a store", "a text", "an empty file", "a folder", "a link to nowhere"])
def test_nothing_is_ever_put_in_the_place_of_something(tmp_path: Path, there: str) -> None:
    path = tmp_path / "thamdinh.db"
    if there == "a store":
        create_store(path, "somebody")
    elif there == "a folder":
        path.mkdir()
    elif there == "a link to nowhere":
        path.symlink_to(tmp_path / "nowhere")
    else:
        path.write_text("mine" if there == "a text" else "")
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(NotOpened) as refused:
        create_store(path, AN)
    assert refused.value.code == "store_exists"
    assert (path.read_bytes() if path.is_file() else None) == before
    assert [each.name for each in tmp_path.iterdir()] == ["thamdinh.db"]


def test_what_a_killed_founding_left_is_swept_and_what_is_being_made_is_not(tmp_path: Path) -> None:
    left = tmp_path / ".thamdinh-abcd1234.new"
    others = [tmp_path / name for name in (".thamdinh-x y.new", "thamdinh-1.new", ".thamdinh-1.new.bak")]
    for each in (left, left.with_name(f"{left.name}-wal"), left.with_name(f"{left.name}-journal"), *others):
        each.write_text("half")
    with making(tmp_path) as another:
        create_store(tmp_path / "thamdinh.db", AN)
        assert another.exists()
    assert {each.name for each in tmp_path.iterdir()} == {"thamdinh.db", *(each.name for each in others)}


def test_a_founding_killed_in_the_middle_is_swept_by_the_next(tmp_path: Path) -> None:
    code = (
        "import os, signal, sys; from pathlib import Path; import seed.load as load;"
        "load.open_cycle = lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL);"
        "load.create_store(Path(sys.argv[1]), 'an')"
    )
    ran = subprocess.run([sys.executable, "-c", code, str(tmp_path / "thamdinh.db")], cwd=ROOT, check=False)
    assert (ran.returncode, len(list(tmp_path.glob(".thamdinh-*.new")))) == (-signal.SIGKILL, 1)
    create_store(tmp_path / "thamdinh.db", AN)
    assert [each.name for each in tmp_path.iterdir()] == ["thamdinh.db"]


@pytest.mark.parametrize("ending", ["-wal", "-journal"])
def test_nothing_of_an_earlier_store_is_read_into_a_new_one(tmp_path: Path, ending: str) -> None:
    left = tmp_path / f"thamdinh.db{ending}"
    left.write_text("of the earlier one")
    with pytest.raises(NotOpened) as refused:
        create_store(tmp_path / "thamdinh.db", AN)
    assert (refused.value.code, refused.value.facts) == ("store_left_beside", {"path": str(left)})
    assert [each.name for each in tmp_path.iterdir()] == [left.name]


def broken(part: str) -> Profile:
    """A profile whose last good part is followed by one that the store declines."""
    whole = load_profile()
    if part == "cycle":
        return replace(whole, cycle={"code": "2019", "scheme": "1999"})
    return replace(whole, years=({**whole.years[0], "scheme": "1999"},))


@both_modes
@pytest.mark.parametrize("part", ["cycle", "years"])
def test_failing_half_way_leaves_nothing_behind(tmp_path: Path, part: str) -> None:
    with pytest.raises(Refused) as refused:
        create_store(tmp_path / "thamdinh.db", AN, broken(part))
    assert refused.value.code == "unknown_scheme"
    assert list(tmp_path.iterdir()) == []
    create_store(tmp_path / "thamdinh.db", AN)
    with opened(tmp_path / "thamdinh.db"):
        assert verify().difference is None


def test_whoever_comes_second_finds_the_store_of_the_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two people start at once: the name is taken while the second store is still being made."""
    path = tmp_path / "thamdinh.db"

    def open_after_the_other(actor: str, *, code: str, scheme: str) -> Saved[int]:
        path.write_text("the first one's")
        return open_cycle(actor, code=code, scheme=scheme)

    monkeypatch.setattr("seed.load.open_cycle", open_after_the_other)
    with pytest.raises(NotOpened) as refused:
        create_store(path, AN)
    assert refused.value.code == "store_exists"
    assert path.read_text() == "the first one's"
    assert [each.name for each in tmp_path.iterdir()] == ["thamdinh.db"]


def test_a_store_goes_by_its_profile(tmp_path: Path) -> None:
    whole = load_profile()
    settings = {**whole.settings, "committee": "Đảng ủy xã"}
    small = replace(whole, organisations=whole.organisations[:3], known=(), settings=settings)
    create_store(tmp_path / "small.db", AN, small)
    with opened(tmp_path / "small.db"):
        assert sql("SELECT count(*) FROM assessment") == [(2,)]
        assert sql("SELECT value FROM setting WHERE name = 'committee'") == [("Đảng ủy xã",)]
        assert verify().difference is None
