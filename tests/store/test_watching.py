"""Proving the seal tells how far it is, stops when asked to, and lets writers in between."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.commands.assessment import rate
from store.db.watching import Stopped
from store.queries import verification
from store.queries.verification import verify
from tests.kit.histories import lived_in
from tests.kit.stores import both_modes, newest, opened

LANG = "xa-chi-lang"


@pytest.fixture(autouse=True)
def pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages so short that a small store has many."""
    monkeypatch.setattr(verification, "PAGE", 10)


@pytest.mark.usefixtures("store")
def test_it_tells_how_far_it_is_page_by_page() -> None:
    lived_in(60)
    told: list[tuple[int, int]] = []
    verdict = verify(watch=lambda done, total: told.append((done, total)))
    assert (verdict.count, verdict.difference) == (newest(), None)
    assert {total for _done, total in told} == {newest()}
    done = [done for done, _total in told]
    assert done == [*range(10, newest() + 1, 10), newest()]
    assert verdict == verify()


@pytest.mark.usefixtures("store")
def test_it_stops_where_it_is_told_to_and_can_begin_again() -> None:
    lived_in(60)

    def watch(done: int, _total: int) -> None:
        if done >= 30:
            raise Stopped

    with pytest.raises(Stopped, match="stopped"):
        verify(watch=watch)
    assert verify().difference is None
    rate("binh", organisation=LANG, self_level="XS")


@both_modes
@pytest.mark.usefixtures("store")
def test_what_is_recorded_meanwhile_is_proved_too() -> None:
    """Between two pages the store is free: a writer is let in, in either journal mode, and its entry is counted."""
    lived_in(40)
    before = newest()
    levels = iter(("XS", "TOT", "HT", "KHT"))
    written: list[int] = []

    def watch(_done: int, _total: int) -> None:
        if (level := next(levels, None)) is not None:
            written.append(rate("binh", organisation=LANG, self_level=level).entry)

    verdict = verify(watch=watch)
    assert (verdict.count, verdict.difference) == (newest(), None)
    assert newest() == before + len(written)


@both_modes
def test_nothing_hangs_on_how_long_a_page_is(closed_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with opened(closed_store):
        lived_in(30)
        found = []
        for size in (1, 7, newest(), newest() + 1, 10_000):
            monkeypatch.setattr(verification, "PAGE", size)
            found.append(verify())
        assert len(set(found)) == 1
        assert found[0].difference is None
        assert verify(found[0].digest, found[0].count).difference is None
        assert verify(found[0].digest, found[0].count + 1).difference is not None
