"""A laptop that freezes while others go on changing things: asked now and then, gone when nobody answers any more."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from itertools import cycle
from pathlib import Path

from store import clock
from store.commands.assessment import rate
from tests.kit.desk import Clock, Table, lay_table
from tests.kit.pty import Laptop, environment
from tui.presence import ANSWER, EVERY_MS, QUESTION, TIMES, Presence

QUICKER = """
from tui import presence
presence.EVERY_MS = 200
from tui.start import main
main()
"""


TURNS = cycle(["XS", "TOT"])
"""No level twice in a row: that would be no change."""


def sits(table: Table) -> Laptop:
    """Somebody at the comparison, of a program that asks five times a second."""
    arguments = ["--db", str(table.path), "--as", "an", "--at", "comparison"]
    return Laptop(arguments, environment(table.path.parent), start=[sys.executable, "-c", QUICKER])


def goes_on(table: Table, an: Laptop, until: Callable[[], bool]) -> None:
    """Somebody else changes things all the time, until something is so."""

    def changed() -> bool:
        with table.at_shell():
            rate("binh", organisation="xa-chi-lang", self_level=next(TURNS))
        return until()

    an.until(changed, "what others' changes lead to", tick=0.1)


def questions(an: Laptop) -> int:
    """How often the line was asked so far, the greeting included."""
    return an.output.count(QUESTION.encode())


def test_a_terminal_that_goes_on_answering_stays(tmp_path: Path) -> None:
    """However often it is asked."""
    table = lay_table(tmp_path, Clock())
    with sits(table) as an:
        an.answers()
        an.sees("Xã Chi Lăng")
        goes_on(table, an, lambda: questions(an) > 2 * (TIMES + 1) or an.ended)
        assert not an.ended


def test_a_terminal_that_never_answers_stays_and_is_soon_asked_no_more(tmp_path: Path) -> None:
    """It may not know how to."""
    table = lay_table(tmp_path, Clock())
    with sits(table) as an:
        an.sees("Xã Chi Lăng")
        goes_on(table, an, lambda: questions(an) == TIMES + 1 or an.ended)
        begun = time.monotonic()
        goes_on(table, an, lambda: time.monotonic() > begun + 1 or an.ended)
        assert not an.ended
        assert questions(an) == TIMES + 1


def test_a_terminal_that_answers_no_more_is_gone(tmp_path: Path) -> None:
    """As when the line drops."""
    table = lay_table(tmp_path, Clock())
    with sits(table) as an:
        an.answers()
        an.sees("Xã Chi Lăng")
        an.settles()
        an.answers(False)
        goes_on(table, an, lambda: an.ended)
        assert an.status == 129
        assert questions(an) == TIMES + 1


def test_when_a_line_is_asked() -> None:
    """Only where it was painted on, so long after the last sign of life; anything that comes is one."""
    now = 0
    with clock.replaced(ticks=lambda: now):
        line = Presence()
        line.heard(ANSWER)
        now += EVERY_MS
        assert not line.asks(), "nothing was painted: sshd asks"
        line.painted()
        for _time in range(TIMES):
            assert (line.asks(), line.asks(), line.gone) == (True, False, False)
            line.painted()
            now += EVERY_MS
        assert (line.asks(), line.gone) == (False, True)
        line.heard("")
        line.painted()
        assert (line.asks(), line.gone) == (False, False)
