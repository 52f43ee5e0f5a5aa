"""The store's file goes away, is exchanged or goes bad while somebody works: said, nothing lost, and it goes on."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from store.commands.assessment import rate
from store.db import faults
from store.db.connect import disconnect, open_store
from store.errors import NotOpened, Refused, Unavailable
from store.live import drafts
from store.queries.comparison import comparison
from store.queries.verification import verify
from tests.kit.stores import BINH, both_modes, engine, everything, level, newest, opened

LANG = "xa-chi-lang"


@pytest.fixture
def housed(closed_store: Path) -> Iterator[Path]:
    """A store in a folder of its own, to which this thread is connected."""
    folder = closed_store.parent / "kho"
    folder.mkdir()
    path = closed_store.rename(folder / "thamdinh.db")
    with opened(path):
        yield path


@contextmanager
def away(place: Path) -> Iterator[Path]:
    """Something is somewhere else for a while."""
    elsewhere = place.with_name("elsewhere")
    place.rename(elsewhere)
    yield elsewhere
    elsewhere.rename(place)


def refusal() -> Refused:
    """How a change is refused just now; a letter typed is refused in the same way."""
    with pytest.raises(Unavailable) as typing:
        drafts.keep(BINH, "x", {"text": "y"})
    with pytest.raises(Unavailable) as refused:
        rate(BINH, organisation=LANG, self_level="XS")
    assert (typing.value.code, typing.value.facts) == (refused.value.code, refused.value.facts)
    return refused.value


@both_modes
@pytest.mark.parametrize("what", ["folder", "file"])
def test_a_file_that_is_gone_takes_nothing_until_it_is_back(housed: Path, what: str) -> None:
    """What was written into a file without a name would be gone with the process."""
    before = everything()
    with away(housed.parent if what == "folder" else housed):
        refused = refusal()
        assert (refused.code, refused.facts) == ("store_gone", {"path": str(housed)})
        assert len(comparison().rows) == 59, "what is there can be read on"
    assert everything() == before
    assert rate(BINH, organisation=LANG, self_level="XS").entry == 8
    assert verify().difference is None
    disconnect()
    with opened(housed):
        assert level(LANG, "self") == "XS"


@both_modes
def test_another_file_in_its_place_takes_nothing(housed: Path) -> None:
    rate(BINH, organisation=LANG, self_level="XS")
    with away(housed) as elsewhere:
        shutil.copy(elsewhere, housed)
        other = housed.read_bytes()
        refused = refusal()
        assert (refused.code, refused.facts) == ("store_replaced", {"path": str(housed)})
        assert housed.read_bytes() == other
    rate(BINH, organisation=LANG, self_level="TOT")
    assert newest() == 9


def spoilt(path: Path, whole: bytes, share: float) -> None:
    """Overwrite the file's end from a page on."""
    size = int.from_bytes(whole[16:18], "big")
    begin = int(len(whole) * share) // size * size
    path.write_bytes(whole[:begin] + b"\xff" * (len(whole) - begin))


@pytest.mark.parametrize("share", [0.1, 0.3, 0.5, 0.7, 0.9])
def test_wherever_a_file_has_gone_bad_it_is_said(closed_store: Path, share: float) -> None:
    """Also in the middle of an answer: the first rows came, then a page that is none."""
    spoilt(closed_store, closed_store.read_bytes(), share)
    with pytest.raises(Unavailable) as refused, opened(closed_store):
        verify()
    assert refused.value.code == "store_damaged"


def test_the_first_page_gone_bad_is_no_store(closed_store: Path) -> None:
    spoilt(closed_store, closed_store.read_bytes(), 0)
    with pytest.raises(NotOpened) as refused:
        open_store(closed_store)
    assert refused.value.code == "store_foreign"


@pytest.mark.parametrize("mode", ["truncate"])
def test_a_store_kept_shut_by_others_is_said_and_opened_later(
    closed_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.db.connect.BUSY_SECONDS", 0.02)
    other = engine.connect(closed_store, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(Unavailable) as refused:
        open_store(closed_store)
    assert refused.value.code == "store_busy"
    other.execute("ROLLBACK")
    other.close()
    with opened(closed_store):
        assert len(comparison().rows) == 59


class Told(Exception):  # noqa: N818 - an error of the engine, by its name
    """As SQLite names its errors."""

    def __init__(self, name: str) -> None:
        self.sqlite_errorname = name


CODES = [
    ("SQLITE_FULL", "disk_full"),
    ("SQLITE_BUSY_SNAPSHOT", "store_busy"),
    ("SQLITE_PROTOCOL", "store_busy"),
    ("SQLITE_READONLY_ROLLBACK", "store_read_only"),
    ("SQLITE_CANTOPEN_ISDIR", "store_cannot_open"),
    ("SQLITE_PERM", "store_cannot_open"),
    ("SQLITE_IOERR_WRITE", "disk_fault"),
    ("SQLITE_NOTADB", "store_foreign"),
    ("SQLITE_CORRUPT_INDEX", "store_damaged"),
]


@pytest.mark.parametrize(("name", "code"), CODES)
def test_every_error_of_the_engine_has_its_code(closed_store: Path, name: str, code: str) -> None:
    meant = faults.meant(Told(name), closed_store)
    assert meant
    assert (meant.code, meant.facts) == (code, {"path": str(closed_store)})


@pytest.mark.parametrize("name", ["SQLITE_READONLY_DBMOVED", "SQLITE_CANTOPEN", "SQLITE_IOERR_DELETE_NOENT"])
def test_where_the_file_is_gone_that_is_what_is_said(tmp_path: Path, name: str) -> None:
    meant = faults.meant(Told(name), tmp_path / "thamdinh.db")
    assert meant
    assert meant.code == "store_gone"


def test_an_error_of_the_program_stays_one(closed_store: Path) -> None:
    for name in ("SQLITE_ERROR", "SQLITE_CONSTRAINT_CHECK", "SQLITE_MISUSE", ""):
        assert faults.meant(Told(name), closed_store) is None
