"""A copy put back in the store's place: whole, told in the journal, alone with the file, what was there kept."""

from __future__ import annotations

import os
import resource
import signal
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from store.commands.account import add_account, remove_account
from store.commands.assessment import rate
from store.commands.restoring import Kept, Restored, restore
from store.db import connect
from store.db.restoring import alone_with
from store.errors import Refused
from store.queries.backup import back_up
from store.queries.journal import entry
from store.queries.verification import verify
from tests.kit.histories import lived_in
from tests.kit.stores import (
    AN,
    BINH,
    Rows,
    behind,
    both_modes,
    everything,
    level,
    newest,
    opened,
    sql,
)
from tests.store.test_two_libraries import Keeper, Start
from tests.store.test_two_libraries import start as start  # noqa: PLC0414 - the fixture

ROOT = Path(__file__).parents[2]
LANG, KHE = "xa-chi-lang", "tt-that-khe"

Tables = dict[str, Rows]


@pytest.fixture
def copy(closed_store: Path, tmp_path: Path) -> Path:
    """A copy of the store; since then somebody rated, and became an administrator."""
    target = tmp_path / "ngoai" / "ban sao.db"
    target.parent.mkdir()
    with opened(closed_store):
        rate(BINH, organisation=LANG, self_level="TOT")
        back_up(AN, target)
        rate(BINH, organisation=LANG, self_level="KHT")
        add_account(AN, login="em", roles=["admin"])
    return target


def content(path: Path) -> Tables:
    with opened(path):
        assert verify().difference is None
        assert sql("PRAGMA integrity_check") == [("ok",)]
        return everything()


def without_the_last(tables: Tables) -> Tables:
    """What stood before the newest entry, which only writes settings."""
    last = max(int(str(row[0])) for row in tables["journal_entry"])
    return {
        "journal_entry": tuple(row for row in tables["journal_entry"] if row[0] != last),
        "journal_row": tuple(row for row in tables["journal_row"] if row[0] != last),
        **{name: rows for name, rows in tables.items() if name not in ("journal_entry", "journal_row", "setting")},
    }


def said(path: Path) -> dict[str, str]:
    """What the newest entry tells."""
    with opened(path):
        told = entry(newest()).entry
        assert (told.by, told.action) == (AN, "restored")
        return {row.key: str(row.after and row.after["value"]) for row in told.rows}


def beside(path: Path) -> list[str]:
    """What lies in the store's folder."""
    return sorted(each.name for each in path.parent.iterdir() if each.is_file() and each.stat().st_size)


@both_modes
def test_the_copy_is_the_store_and_what_was_there_is_kept(closed_store: Path, copy: Path) -> None:
    owner = 65534 if os.geteuid() == 0 else os.geteuid()
    os.chown(closed_store, owner, -1)
    closed_store.chmod(0o640)
    before, wanted, file = content(closed_store), content(copy), closed_store.stat()
    done = restore(AN, copy, closed_store, force=True)
    after = content(closed_store)
    assert without_the_last(after) == without_the_last({**wanted, "journal_entry": (*wanted["journal_entry"], (9,))})
    assert isinstance(done.kept, Kept)
    kept = Path(done.kept.path)
    assert content(kept) == before
    now = closed_store.stat()
    assert (now.st_ino, now.st_uid, now.st_mode) == (file.st_ino, owner, file.st_mode)
    assert (kept.stat().st_uid, stat.S_IMODE(kept.stat().st_mode)) == (owner, 0o600)
    assert beside(closed_store) == [kept.name, "thamdinh.db"]
    assert said(closed_store) == {
        "restored_count": "8",
        "restored_digest": done.digest,
        "replaced_count": "10",
        "replaced_digest": done.kept.digest,
        "replaced_file": kept.name,
    }
    assert done == Restored(str(closed_store), 8, str(before["journal_entry"][7][-1]), 9, done.kept)
    with opened(closed_store):
        assert level(LANG, "self") == "TOT"
        rate(BINH, organisation=LANG, self_level="XS")


@both_modes
def test_it_can_be_taken_back_with_what_was_kept(closed_store: Path, copy: Path) -> None:
    before = content(closed_store)
    first = restore(AN, copy, closed_store, force=True)
    assert first.kept
    second = restore(AN, Path(first.kept.path), closed_store, force=True)
    assert (second.count, second.digest) == (10, first.kept.digest)
    assert without_the_last(content(closed_store)) == without_the_last(
        {**before, "journal_entry": (*before["journal_entry"], (11,))}
    )


def test_where_no_store_is_it_is_put_there(closed_store: Path, copy: Path, tmp_path: Path) -> None:
    assert closed_store.is_file()
    place = tmp_path / "moi" / "thamdinh.db"
    place.parent.mkdir()
    done = restore(AN, copy, place)
    assert (done.kept, done.count, stat.S_IMODE(place.stat().st_mode)) == (None, 8, 0o600)
    assert set(said(place)) == {"restored_count", "restored_digest"}
    assert beside(place) == ["thamdinh.db"]
    content(place)
    place.unlink()
    place.with_name("thamdinh.db-wal").write_text("of the earlier one")
    with refused("store_left_beside"):
        restore(AN, copy, place)
    assert not place.exists()


@contextmanager
def refused(code: str) -> Iterator[None]:
    with pytest.raises(Refused) as told:
        yield
    assert told.value.code == code


def spoil(copy: Path) -> None:
    copy.write_bytes(copy.read_bytes()[:40_000] + b"\xff" * 20_000 + copy.read_bytes()[60_000:])


def forge(copy: Path) -> None:
    with behind(copy) as connection:
        connection.execute("UPDATE assessment SET self_level = 'XS' WHERE organisation = ?", (KHE,))


def instead(copy: Path, store: Path) -> None:
    copy.unlink()
    copy.symlink_to(store)


REFUSALS: dict[str, tuple[Callable[[Path, Path], object], str, bool, str]] = {
    "somebody else": (lambda _copy, _store: None, BINH, True, "restore_role"),
    "nobody": (lambda _copy, _store: None, "nobody", True, "restore_role"),
    "without being told to": (lambda _copy, _store: None, AN, False, "restore_exists"),
    "a damaged copy": (lambda copy, _store: spoil(copy), AN, True, "restore_unsound"),
    "another file": (lambda copy, _store: copy.write_text("Xin chao"), AN, True, "restore_unsound"),
    "an edited copy": (lambda copy, _store: forge(copy), AN, True, "restore_differs"),
    "a store in use": (
        lambda copy, _store: copy.with_name(f"{copy.name}-wal").write_text("x"),
        AN,
        True,
        "restore_unfinished",
    ),
    "no copy": (lambda copy, _store: copy.unlink(), AN, True, "file_missing"),
    "the store itself": (instead, AN, True, "restore_is_store"),
    "not over another file": (lambda _copy, store: store.write_text("Xin chao " * 999), AN, True, "store_foreign"),
}


@pytest.mark.parametrize("what", REFUSALS)
def test_it_refuses_and_leaves_everything_as_it_was(closed_store: Path, copy: Path, what: str) -> None:
    make, who, force, code = REFUSALS[what]
    make(copy, closed_store)
    before, names = closed_store.read_bytes(), beside(closed_store)
    with refused(code):
        restore(who, copy, closed_store, force=force)
    assert (closed_store.read_bytes(), beside(closed_store)) == (before, names)


def test_the_store_that_is_there_says_who_may(closed_store: Path, copy: Path) -> None:
    """Whoever is no administrator any more may not, whatever the copy says; a newer one may, whom it does not know."""
    with opened(closed_store):
        remove_account("em", login=AN)
    with refused("restore_role"):
        restore(AN, copy, closed_store, force=True)
    assert restore("em", copy, closed_store, force=True).entry == 9
    with refused("restore_role"):
        restore("em", copy, closed_store, force=True)


@pytest.mark.parametrize("kinds", [("new",), ("old",), ("old", "new")], ids="-".join)
def test_while_anybody_is_there_nothing_is_replaced(
    closed_store: Path, copy: Path, start: Start, kinds: tuple[str, ...]
) -> None:
    """Whichever the library and the mode, also where nobody is writing; when the last one was killed, it goes on."""
    there = [start(kind) for kind in kinds]
    assert [each("open") for each in there] == [None] * len(kinds)
    while there:
        assert there[-1]("mode") == ("wal" if kinds == ("new",) else "truncate")
        with refused("restore_held"):
            restore(AN, copy, closed_store, force=True)
        there.pop(0).end()
    assert restore(AN, copy, closed_store, force=True).entry == 9


@pytest.mark.parametrize("mode", ["wal", "truncate"])
def test_while_it_lasts_nobody_comes_in(closed_store: Path, start: Start) -> None:
    keepers: list[Keeper] = [start("old"), start("new")]
    with alone_with(closed_store):
        assert [each("open") for each in keepers] == ["store_busy", "store_busy"]
    assert keepers[0]("open") is None


def test_a_damaged_store_is_replaced_and_kept_byte_by_byte(closed_store: Path, copy: Path) -> None:
    with opened(closed_store):
        root = int(sql("SELECT rootpage FROM sqlite_master WHERE name = 'correction'")[0][0])
        size = int(sql("PRAGMA page_size")[0][0])
    with closed_store.open("r+b") as file:
        file.seek((root - 1) * size)
        file.write(bytes(size))
    before = closed_store.read_bytes()
    done = restore(AN, copy, closed_store, force=True)
    assert done.kept == Kept(done.kept.path if done.kept else "", False, None, None)
    assert done.kept
    assert Path(done.kept.path).read_bytes()[100:] == before[100:]
    assert set(said(closed_store)) == {"restored_count", "restored_digest", "replaced_file"}
    content(closed_store)


def test_a_store_that_was_edited_is_kept_and_told_so(closed_store: Path, copy: Path) -> None:
    forge(closed_store)
    done = restore(AN, copy, closed_store, force=True)
    assert done.kept
    assert (done.kept.sound, done.kept.count) == (False, 10)
    content(closed_store)


@both_modes
def test_a_full_disk_at_any_moment_leaves_the_old_store(closed_store: Path, copy: Path) -> None:
    """The process may write no file beyond so many bytes: first no copy fits, then only SQLite's journal does not."""
    with opened(closed_store):
        lived_in(30)
        copy = Path(back_up(AN, copy.with_name("as large.db")).path)
    before, size = content(closed_store), closed_store.stat().st_size
    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    taken = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    found = []
    try:
        for limit in (64 * 1024, size + 1024):
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
            with pytest.raises(Refused) as told:
                restore(AN, copy, closed_store, force=True)
            found.append((told.value.code, Path(str(told.value.facts.get("kept", closed_store))).is_file()))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
        signal.signal(signal.SIGXFSZ, taken)
    assert found == [("restore_not_kept", True), ("restore_failed", True)]
    assert content(closed_store) == before


KILLS = [("kept",), ("pages", "1"), ("pages", "60"), ("pages", "-1"), ("written",)]


@both_modes
@pytest.mark.parametrize("when", KILLS, ids="-".join)
def test_killed_at_any_moment_the_store_is_the_old_one_or_the_new(
    closed_store: Path, copy: Path, mode: str, when: tuple[str, ...]
) -> None:
    """One transaction of SQLite: pages that reached the file are taken back by whoever opens it next."""
    before, wanted = content(closed_store), content(copy)
    bytes_before = closed_store.read_bytes()
    command = [sys.executable, "-m", "tests.store.restorer", str(copy), str(closed_store), mode, *when]
    ran = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    assert ran.returncode == -signal.SIGKILL, ran.stderr
    if when in (("pages", "60"), ("pages", "-1")):
        assert closed_store.read_bytes() != bytes_before, "half of it is in the file"
        assert closed_store.with_name("thamdinh.db-journal").stat().st_size > 512
    after = content(closed_store)
    if when == ("written",):
        assert after["assessment"] == wanted["assessment"]
        assert said(closed_store)["replaced_count"] == "10"
    else:
        assert after == before
    kept = list(closed_store.parent.glob("thamdinh-thay-*.db"))
    assert [content(each) for each in kept] == [before]
    assert [each for each in beside(closed_store) if each.endswith(".new")]
    assert restore(AN, copy, closed_store, force=True).kept
    assert not [each for each in beside(closed_store) if each.endswith((".new", ".part"))], "swept"
    assert without_the_last(content(closed_store))["assessment"] == wanted["assessment"]


def test_a_store_open_in_this_process_is_held_too(store: Path, tmp_path: Path) -> None:
    """The caller's own connection is closed; that of another thread counts."""
    target = tmp_path / "ban-sao.db"
    back_up(AN, target)
    assert restore(AN, target, store, force=True).entry == 8
    assert connect.database.is_closed()
