"""When disk or file will not: a code for each cause, nothing half recorded, and work goes on when it can."""

from __future__ import annotations

import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from store.commands.assessment import agree, rate
from store.db import connect
from store.db.connect import reading, writing
from store.errors import Refused, Unavailable
from store.live import drafts
from store.queries.accounts import accounts
from store.queries.comparison import comparison
from store.queries.dossier import dossiers
from store.queries.news import newest_entry
from store.queries.results import results
from store.queries.verification import verify
from tests.kit.stores import AN, BINH, both_modes, engine, everything, level, newest, opened, sql

LANG = "xa-chi-lang"


def everybody_agrees() -> object:
    """One entry of 118 rows with long words: several pages more."""
    codes = [row.organisation for row in comparison().rows]
    return agree(AN, organisations=codes, stage="final", note="x" * 2000)


@pytest.fixture
def rated(store: Path) -> Path:
    for row in comparison().rows:
        rate(BINH, organisation=row.organisation, self_level="TOT")
    return store


@both_modes
def test_a_full_disk_is_said_and_nothing_of_the_change_is_left(rated: Path) -> None:
    ((pages,),) = sql("PRAGMA page_count")
    sql(f"PRAGMA max_page_count={pages}")
    before = everything()
    with pytest.raises(Unavailable) as refused:
        everybody_agrees()
    assert (refused.value.code, refused.value.facts) == ("disk_full", {"path": str(rated)})
    assert everything() == before
    assert verify().difference is None
    sql(f"PRAGMA max_page_count={pages * 10}")
    everybody_agrees()
    assert verify().difference is None


@contextmanager
def no_file_longer_than(size: int) -> Iterator[None]:
    """The system refuses this process every write beyond a size; SQLite takes it for a fault of the disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@both_modes
def test_a_fault_of_the_disk_is_said_and_nothing_of_the_change_is_left(rated: Path) -> None:
    before = everything()
    with no_file_longer_than(1024), pytest.raises(Unavailable) as refused:
        everybody_agrees()
    assert refused.value.code == "disk_fault"
    assert everything() == before
    everybody_agrees()
    assert verify().difference is None


@contextmanager
def held(path: Path, how: str) -> Iterator[None]:
    """Another program has the file's lock, and keeps it."""
    other = engine.connect(path, isolation_level=None)
    try:
        other.execute(f"BEGIN {how}")
        yield
        other.execute("ROLLBACK")
    finally:
        other.close()


@pytest.fixture
def hurried(closed_store: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A store whose program waits for others hardly at all."""
    monkeypatch.setattr(connect, "BUSY_SECONDS", 0.02)
    with opened(closed_store):
        yield closed_store


@both_modes
def test_a_writer_that_keeps_others_waiting_too_long_is_said(hurried: Path) -> None:
    before = everything()
    with held(hurried, "IMMEDIATE"):
        for change in (
            lambda: rate(BINH, organisation=LANG, self_level="XS"),
            lambda: drafts.keep(BINH, "x", {"text": "y"}),
        ):
            with pytest.raises(Unavailable) as refused:
                change()
            assert (refused.value.code, refused.value.facts) == ("store_busy", {"path": str(hurried)})
        assert everything() == before, "others read on meanwhile"
        assert len(comparison().rows) == 59
    rate(BINH, organisation=LANG, self_level="XS")
    assert newest() == 8


QUESTIONS: list[Callable[[], object]] = [
    comparison,
    dossiers,
    results,
    verify,
    accounts,
    newest_entry,
    lambda: drafts.kept(BINH),
]


@pytest.mark.parametrize("mode", ["truncate"])
@pytest.mark.parametrize("ask", QUESTIONS)
def test_a_reader_kept_out_by_a_commit_is_told_so(hurried: Path, ask: Callable[[], object]) -> None:
    """Without WAL a commit keeps readers out while it lasts."""
    with held(hurried, "EXCLUSIVE"), pytest.raises(Unavailable) as refused:
        ask()
    assert refused.value.code == "store_busy"
    ask()


def test_one_reading_sees_one_state_whatever_others_write(store: Path) -> None:
    rate(BINH, organisation=LANG, self_level="XS")
    with reading():
        first = comparison()
        other = engine.connect(store)
        other.execute("UPDATE assessment SET self_level = 'HT'")
        other.commit()
        other.close()
        assert comparison() == first
    assert level(LANG, "self") == "HT"


@both_modes
def test_a_connection_that_may_not_write_is_said(store: Path) -> None:
    sql("PRAGMA query_only=1")
    with pytest.raises(Unavailable) as refused:
        rate(BINH, organisation=LANG, self_level="XS")
    assert refused.value.code == "store_read_only"
    sql("PRAGMA query_only=0")
    rate(BINH, organisation=LANG, self_level="XS")


def test_a_file_gone_bad_is_said(closed_store: Path) -> None:
    whole = closed_store.read_bytes()
    size = int.from_bytes(whole[16:18], "big")
    begin = len(whole) // 4 // size * size
    closed_store.write_bytes(whole[:begin] + b"\xff" * (len(whole) - begin))
    with pytest.raises(Unavailable) as refused, opened(closed_store):
        verify()
    assert refused.value.code == "store_damaged"


@both_modes
def test_read_only_mode_reads_everything_and_changes_nothing(store: Path) -> None:
    connect.read_only(True)
    before = everything()
    with pytest.raises(Refused) as refused:
        rate(BINH, organisation=LANG, self_level="XS")
    assert (refused.value.code, type(refused.value)) == ("read_only", Refused)
    assert len(comparison().rows) == 59
    assert verify().difference is None
    assert everything() == before
    connect.read_only(False)
    rate(BINH, organisation=LANG, self_level="XS")


@both_modes
def test_a_fault_in_the_middle_of_a_change_leaves_nothing_of_it(store: Path) -> None:
    before = everything()
    with pytest.raises(ZeroDivisionError), writing():
        sql("UPDATE assessment SET self_level = 'XS'")
        raise ZeroDivisionError
    assert everything() == before
    rate(BINH, organisation=LANG, self_level="XS")
    assert verify().difference is None
