"""Dossiers to begin a story with: complete ones, and complete ones with something left out."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from store.commands.dossier import grade, record_self_assessment
from store.queries.dossier import DossierView, dossier
from store.rules.facts import RATINGS
from store.rules.forms import BOARD
from tests.kit.desk import Table

KIM_DONG, TAN_YEN, BAC_AI, CUSTOMS = "xa-kim-dong", "xa-tan-yen", "xa-bac-ai", "phong-tai-chinh"
LINES = ("I.1", "I.2", "I.3", "I.4", "II.1", "II.2", "III")

COMPLETE: Mapping[str, str] = {
    "targets_set": "15",
    "targets_met": "15",
    "subs": "11",
    "subs_1": "3",
    "subs_2": "7",
    "subs_3": "1",
    "subs_4": "0",
    "disunity": "0",
    "discipline_collective": "0",
    **dict.fromkeys(RATINGS, "TOT"),
}
"""The facts of a commune that the best level of 2019 asks for; with every line graded Excellent they carry it."""


def fill(table: Table, organisation: str = KIM_DONG, *, without: Collection[str] = (), grades: str = "XS") -> None:
    """Give an organisation a complete dossier, without the named lines and facts."""
    facts = {name: value for name, value in COMPLETE.items() if name not in without}
    with table.at_shell():
        record_self_assessment("binh", organisation=organisation, self_level="XS", grades={}, facts=facts)
        for line in LINES:
            if line not in without:
                grade("binh", organisation=organisation, criterion=line, side=BOARD, grade=grades)


def stored(table: Table, organisation: str = KIM_DONG) -> DossierView:
    """The dossier as the store has it."""
    with table.at_shell():
        return dossier(organisation)


def graded(table: Table, side: str = BOARD, organisation: str = KIM_DONG) -> str:
    """One side's grades in the order of the form; ``-`` where there is none."""
    view = stored(table, organisation)
    given = [view.grade(line, side) for line in LINES]
    return " ".join(str(each.grade) if each else "-" for each in given)


def fact(table: Table, name: str, organisation: str = KIM_DONG) -> tuple[int | str, str | None] | None:
    """A fact's value and the date it came."""
    there = stored(table, organisation).fact(name)
    return None if there is None else (there.value, there.arrived)
