"""The condition of a store: every ill is found, told in both languages, and what is well is left in peace."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from store import clock, settings
from store.db import connect
from store.db.connect import disconnect
from store.db.faults import account_name
from store.queries import condition as looking
from store.queries.condition import Condition, condition
from store.words import LANGUAGES, Words
from tests.kit.stores import both_modes, engine
from tui.cli.condition import told
from tui.telling import Teller

DAY = 86_400_000


def found(path: Path, last_backup_ms: int | None = None) -> dict[str, Condition]:
    """What is not well; all of it can be told in both languages."""
    seen = condition(path, last_backup_ms)
    for lang in LANGUAGES:
        for each in seen:
            assert told(each, Teller(Words(lang))).startswith("[")
    return {each.code: each for each in seen if not each.well and each.code not in {"zone", "space", "locale"}}


@pytest.fixture
def today() -> Mapping[str, int]:
    return {"now": looking.EARLIEST_MS + 300 * DAY}


@pytest.fixture
def housed(closed_store: Path) -> Path:
    """A store in a folder of its own, as it should be."""
    closed_store.parent.chmod(0o700)
    closed_store.chmod(0o600)
    return closed_store


@both_modes
def test_a_store_as_it_should_be_has_nothing_to_mend(housed: Path, today: Mapping[str, int], mode: str) -> None:
    before = housed.read_bytes()
    with clock.replaced(now=lambda: today["now"]):
        assert set(found(housed, today["now"] - DAY + 1)) == ({"library"} if mode == "truncate" else set())
    assert housed.read_bytes() == before
    assert connect.database.is_closed()


def rollback(path: Path) -> None:
    other = engine.connect(path)
    other.execute("PRAGMA journal_mode=delete")
    other.close()


def newer(path: Path) -> None:
    other = engine.connect(path)
    other.execute(f"PRAGMA user_version={connect.SCHEMA + 1}")
    other.close()


ILLS: dict[str, tuple[Callable[[Path], object], str, bool]] = {
    "others can read the file": (lambda path: path.chmod(0o644), "rights", False),
    "others can write in the folder": (lambda path: path.parent.chmod(0o777), "rights", False),
    "another program's file": (lambda path: path.write_text("Xin chào\n" * 99), "store", True),
    "a newer store": (newer, "store", True),
}


@pytest.mark.parametrize("what", ILLS)
def test_an_ill_is_found(housed: Path, today: Mapping[str, int], what: str) -> None:
    make, code, grave = ILLS[what]
    make(housed)
    with clock.replaced(now=lambda: today["now"]):
        ills = found(housed)
    assert list(ills) == [code]
    assert ills[code].grave == grave


def test_no_store_yet_is_no_ill(tmp_path: Path, today: Mapping[str, int]) -> None:
    path = tmp_path / "deep" / "er" / "thamdinh.db"
    with clock.replaced(now=lambda: today["now"]):
        assert found(path) == {}
        assert "store_new" in {each.code for each in condition(path)}
    assert list(tmp_path.iterdir()) == []


def test_a_network_drive_is_grave(housed: Path, today: Mapping[str, int], monkeypatch: pytest.MonkeyPatch) -> None:
    here = settings.file_system(housed.parent)
    for module in (connect, looking):
        monkeypatch.setattr(module, "NETWORK_FILE_SYSTEMS", frozenset({here}))
    with clock.replaced(now=lambda: today["now"]):
        ills = found(housed)
    assert set(ills) == {"file_system", "store"}
    assert ills["file_system"].grave


def test_a_store_of_another_account_is_found(housed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Root may use it all the same, and so do the tests where they run as root: found, and not grave."""
    other = os.geteuid() + 1
    monkeypatch.setattr(os, "geteuid", lambda: other)
    with clock.replaced(now=lambda: looking.EARLIEST_MS):
        ills = found(housed)
    assert (ills["owner"].facts["account"], ills["owner"].grave) == (account_name(other), False)


@pytest.mark.parametrize(("days", "well"), [(0, True), (1, False), (40, False)])
def test_the_age_of_the_last_copy(housed: Path, today: Mapping[str, int], days: int, well: bool) -> None:
    with clock.replaced(now=lambda: today["now"]):
        told = {each.code: each for each in condition(housed, today["now"] - days * DAY)}["backup"]
    assert (told.well, told.facts) == (well, {"days": days, "hours": 0})


def test_no_copy_where_copies_should_be_is_found(housed: Path, today: Mapping[str, int]) -> None:
    with clock.replaced(now=lambda: today["now"]):
        assert {each.code for each in condition(housed, backups=housed.parent) if not each.well} >= {"no_backup"}
        assert "backup" in {each.code for each in condition(housed, today["now"], backups=housed.parent)}
    no_store = condition(housed.with_name("none.db"), backups=housed.parent)
    assert "no_backup" not in {each.code for each in no_store}


def test_a_clock_that_was_never_set_is_found(housed: Path) -> None:
    with clock.replaced(now=lambda: looking.EARLIEST_MS - 1):
        assert set(found(housed)) == {"clock"}


def test_little_room_is_found(housed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking, "ENOUGH_BYTES", 1 << 62)
    assert not {each.code: each for each in condition(housed)}["space"].well


def test_a_mode_that_is_not_the_wanted_one_is_found(housed: Path, today: Mapping[str, int]) -> None:
    """Somebody writes in the rollback mode just now, so that the file cannot be turned."""
    rollback(housed)
    other = engine.connect(housed, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with clock.replaced(now=lambda: today["now"]):
        ills = found(housed)
    other.execute("ROLLBACK")
    other.close()
    assert (set(ills), ills["mode"].facts) == ({"mode"}, {"used": "truncate", "wanted": "wal"})
    disconnect()
