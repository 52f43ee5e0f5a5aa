"""The proof of the crash test can fail: each thing that could be lost is taken away once by hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from store import clock
from store.commands.assessment import rate
from store.live import drafts
from tests.crash.pipes import Told, asked, fork
from tests.crash.proving import faults
from tests.kit.stores import BINH, behind, behind_the_journal, both_modes, found_store, library, opened, ticking

LANG = "xa-chi-lang"


def acknowledged(path: Path) -> tuple[Told, Told]:
    """One change and one letter, as their process said them."""
    with opened(path):
        saved = rate(BINH, organisation=LANG, self_level="XS")
        drafts.keep(BINH, "crash:x", {"number": 3})
    want = [["assessment", LANG, {"self_level": "XS"}]]
    return {"entry": saved.entry, "at": saved.at, "actor": BINH, "want": want}, {"draft": "x", "number": 3}


def cut(path: Path) -> None:
    with behind_the_journal(path) as file:
        file.execute("DELETE FROM journal_row WHERE entry = 8")
        file.execute("DELETE FROM journal_entry WHERE id = 8")
        file.execute("UPDATE assessment SET self_level = NULL, version = 7 WHERE organisation = ?", [LANG])


def exchanged(path: Path) -> None:
    cut(path)
    with opened(path):
        rate(BINH, organisation=LANG, self_level="HT")


def half(path: Path) -> None:
    with behind(path) as file:
        file.execute("UPDATE assessment SET self_level = NULL WHERE organisation = ?", [LANG])


def letters(path: Path) -> None:
    with behind(path) as file:
        file.execute("""UPDATE draft SET body = '{"number": 2}'""")


LOST: dict[str, tuple[Callable[[Path], None], str]] = {
    "the entry": (cut, "missing"),
    "the entry, and another has its number": (exchanged, "missing"),
    "the row, but not its entry": (half, "verify"),
    "a letter": (letters, "draft"),
}


@both_modes
@pytest.mark.parametrize("what", LOST)
def test_what_is_lost_is_named(tmp_path: Path, mode: str, what: str) -> None:
    lose, told = LOST[what]
    path = tmp_path / "thamdinh.db"
    with library(mode), clock.replaced(now=ticking()):
        found_store(path)
        change, letter = acknowledged(path)
        assert faults(path, mode, [change], [letter]) == []
        lose(path)
        assert told in {fault.split(":")[0] for fault in faults(path, mode, [change], [letter])}


def test_an_acknowledgement_of_something_else_is_named(tmp_path: Path) -> None:
    path = tmp_path / "thamdinh.db"
    with library("wal"), clock.replaced(now=ticking()):
        found_store(path)
        change, _letter = acknowledged(path)
    change["want"] = [["assessment", LANG, {"self_level": "TOT"}]]
    assert [fault.split(":")[0] for fault in faults(path, "wal", [change], [])] == ["not as acknowledged"]


def test_a_process_that_ends_by_itself_is_no_killed_one() -> None:
    child = fork("x", "x", lambda say: say(word="one"))
    assert (child.end(), child.told) == (0, [{"word": "one"}])
    with pytest.raises(RuntimeError):
        asked(lambda say: say(word={1, 2}))
