"""Opening: only a store of this program and layout, in the journal mode that is safe; no other is touched."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from store import settings
from store.commands.assessment import rate
from store.db import connect
from store.db.connect import SCHEMA, disconnect, engine_for, journal_in_use, open_store
from store.errors import NotOpened
from store.queries.comparison import comparison
from store.queries.verification import verify
from tests.kit.stores import BINH, both_modes, engine, everything, level, opened, sql


@pytest.mark.parametrize(
    ("version", "mode"),
    [
        ((3, 40, 1), "truncate"),
        ((3, 44, 5), "truncate"),
        ((3, 44, 6), "wal"),
        ((3, 44, 9), "wal"),
        ((3, 45, 0), "truncate"),
        ((3, 50, 6), "truncate"),
        ((3, 50, 7), "wal"),
        ((3, 51, 0), "truncate"),
        ((3, 51, 2), "truncate"),
        ((3, 51, 3), "wal"),
        ((3, 52, 0), "wal"),
        ((4, 0, 0), "wal"),
    ],
)
def test_the_journal_mode_is_the_one_that_is_safe_with_the_library(version: tuple[int, ...], mode: str) -> None:
    assert (engine_for(version).journal_mode, engine_for(version).version) == (mode, version)
    assert engine_for(version).synchronous == {"wal": "full", "truncate": "extra"}[mode]


def test_the_library_in_use_is_asked_for_its_version() -> None:
    ((version,),) = engine.connect(":memory:").execute("SELECT sqlite_version()").fetchall()
    assert ".".join(map(str, connect.library_version())) == version


@both_modes
def test_the_connection_is_set_up_as_it_must_be(store: Path, mode: str) -> None:
    assert journal_in_use() == mode
    assert sql("PRAGMA synchronous") == [({"wal": 2, "truncate": 3}[mode],)]
    assert sql("PRAGMA foreign_keys") == [(1,)]
    assert sql("PRAGMA trusted_schema") == [(0,)]
    assert sql("PRAGMA cell_size_check") == [(1,)]
    assert sql("PRAGMA busy_timeout") == [(connect.BUSY_SECONDS * 1000,)]


def sqlite_file(path: Path, *statements: str) -> None:
    connection = engine.connect(path)
    for statement in ("CREATE TABLE t (a)", "INSERT INTO t VALUES (1)", *statements):
        connection.execute(statement)
    connection.commit()
    connection.close()


FOREIGN: dict[str, tuple[Callable[[Path], object], str]] = {
    "another program's SQLite file": (sqlite_file, "store_foreign"),
    "the same with a layout number": (lambda path: sqlite_file(path, "PRAGMA user_version=1"), "store_foreign"),
    "another program's mark": (lambda path: sqlite_file(path, "PRAGMA application_id=77"), "store_foreign"),
    "a short text": (lambda path: path.write_text("Xin chào"), "store_foreign"),
    "a long text": (lambda path: path.write_text("Xin chào\n" * 5000), "store_foreign"),
    "an empty file": (lambda path: path.write_text(""), "store_foreign"),
    "nothing": (lambda path: None, "store_missing"),
    "a folder": (lambda path: path.mkdir(), "store_foreign"),
    "a link to nowhere": (lambda path: path.symlink_to(path.parent / "nowhere"), "store_missing"),
}


@pytest.mark.parametrize("what", FOREIGN)
def test_what_is_no_store_is_not_opened_and_not_touched(tmp_path: Path, what: str) -> None:
    make, code = FOREIGN[what]
    path = tmp_path / "thamdinh.db"
    make(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(NotOpened) as refused:
        open_store(path)
    assert (refused.value.code, refused.value.facts["path"]) == (code, str(path))
    assert connect.database.is_closed()
    assert (path.read_bytes() if path.is_file() else None) == before
    assert [each.name for each in tmp_path.iterdir()] == ([] if what == "nothing" else ["thamdinh.db"])


@both_modes
@pytest.mark.parametrize(("number", "code"), [(SCHEMA + 1, "store_newer"), (SCHEMA - 1, "store_older")])
def test_a_store_of_another_layout_is_not_opened(closed_store: Path, number: int, code: str) -> None:
    connection = engine.connect(closed_store)
    connection.execute(f"PRAGMA user_version={number}")
    connection.close()
    before = closed_store.read_bytes()
    with pytest.raises(NotOpened) as refused:
        open_store(closed_store)
    assert (refused.value.code, refused.value.facts) == (code, {"number": number, "known": SCHEMA})
    assert closed_store.read_bytes() == before


@both_modes
def test_a_store_upgraded_under_an_older_programs_feet_takes_no_more_of_its_changes(store: Path) -> None:
    rate(BINH, organisation="xa-chi-lang", self_level="XS")
    other = engine.connect(store)
    other.execute(f"PRAGMA user_version={SCHEMA + 1}")
    other.close()
    before = everything()
    with pytest.raises(NotOpened) as refused:
        rate(BINH, organisation="xa-chi-lang", self_level="HT")
    assert refused.value.code == "store_newer"
    assert everything() == before


def test_a_network_file_system_is_refused(closed_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The kind of file system that the test runs on is put on the list of those refused."""
    here = settings.file_system(closed_store.parent)
    monkeypatch.setattr(connect, "NETWORK_FILE_SYSTEMS", frozenset({here}))
    with pytest.raises(NotOpened) as refused:
        open_store(closed_store)
    assert (refused.value.code, refused.value.facts["kind"]) == ("network_file_system", here)


def test_the_file_system_of_a_path_is_that_of_the_nearest_mount(tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    share = tmp_path / "chung cu"
    share.mkdir()
    quoted = str(share).replace(" ", "\\040")
    mounts.write_text(f"/dev/a / ext4 rw 0 0\nsrv:/x {quoted} nfs4 rw 0 0\ntmp {tmp_path}/other tmpfs rw 0 0\nodd\n")
    assert settings.file_system(share, mounts) == "nfs4"
    assert settings.file_system(share / "deep" / "er", mounts) == "nfs4"
    assert settings.file_system(tmp_path / "chung cu 2", mounts) == "ext4"
    assert settings.file_system(tmp_path, tmp_path / "no such list") == ""


@both_modes
def test_what_was_saved_is_there_when_the_store_is_opened_again(store: Path) -> None:
    rate(BINH, organisation="xa-chi-lang", self_level="XS")
    disconnect()
    disconnect()
    assert not [each for each in store.parent.iterdir() if each != store and each.stat().st_size]
    with opened(store):
        assert level("xa-chi-lang", "self") == "XS"
        assert verify().difference is None


def test_opening_another_store_leaves_the_first(store: Path, tmp_path: Path, templates: Callable[[str], Path]) -> None:
    rate(BINH, organisation="xa-chi-lang", self_level="XS")
    second = tmp_path / "second.db"
    second.write_bytes(templates("wal").read_bytes())
    open_store(second)
    assert level("xa-chi-lang", "self") is None
    open_store(store)
    assert level("xa-chi-lang", "self") == "XS"


@both_modes
def test_each_thread_has_a_connection_of_its_own(store: Path) -> None:
    seen: list[object] = []

    def another() -> None:
        with opened(store):
            rate(BINH, organisation="xa-chi-lang", self_level="XS")
            seen.append(comparison().entry)

    thread = threading.Thread(target=another)
    thread.start()
    thread.join()
    assert seen == [8]
    assert level("xa-chi-lang", "self") == "XS"
