"""A few hundred journal entries by several people over several days, the same each time."""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import suppress

from store import clock
from store.commands.assessment import adjust, agree, rate
from store.commands.dossier import grade, set_fact
from store.commands.intake import receive_papers
from store.commands.undoing import redo, undo
from store.errors import Refused
from store.queries.comparison import comparison
from tests.kit.stores import AN, BEGUN, BINH, CHI, newest

HOUR = 3_600_000
LEVELS = ("XS", "TOT", "HT", "KHT")


def lived_in(entries: int, *, seed: int = 7) -> list[str]:
    """Add at least so many entries, half an hour or more apart; answers the organisations by their codes."""
    dice = random.Random(seed)
    codes = [row.organisation for row in comparison().rows]
    at, goal = BEGUN + 24 * HOUR, newest() + entries
    while newest() < goal:
        at += dice.randint(1, 5) * HOUR // 2
        with clock.replaced(now=_stopped(at)), suppress(Refused):  # what stands so already is not recorded
            _change(dice, codes, at)
    return codes


def _stopped(at: int) -> Callable[[], int]:
    return lambda: at


def _change(dice: random.Random, codes: list[str], at: int) -> None:
    who, unit = dice.choice((AN, BINH, CHI)), dice.choice(codes)
    kind = dice.randrange(6)
    if kind == 0:
        papers = {code: ["report"] for code in dice.sample(codes, 3)}
        receive_papers(who, papers=papers, received=f"{dice.randint(1, 27):02d}/12/2019")
    elif kind == 1:
        grade(who, organisation=unit, criterion="II.2", side="board", grade=dice.choice(("XS", "TOT", "TB", "KEM")))
    elif kind == 2:
        set_fact(who, organisation=unit, name="targets_set", value=str(dice.randint(1, 500)))
    elif kind == 3:
        level = dice.choice(LEVELS)
        adjust(who, organisation=unit, level=level, stage="proposed", reason="other", note=f"lúc {at}")
        undo(who)
        if dice.random() < 0.5:
            redo(who)
    elif kind == 4:
        rate(who, organisation=unit, self_level=dice.choice(LEVELS))
    else:
        agree(AN, organisations=dice.sample(codes, 2), stage="final", note="thống nhất")
