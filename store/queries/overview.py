"""The cycle at a glance: every number with the filter of the list behind it, the caps, past years, what changed last.

A number is counted by its own filter over the rows of its list, so it is what the list will show.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from store.db.connect import reading
from store.queries.caps import caps
from store.queries.commendation import commended
from store.queries.comparison import ComparisonView
from store.queries.cycles import cycles
from store.queries.dossier import cycle_row
from store.queries.filtering import (
    case_facts,
    commendation_facts,
    comparison_facts,
    expression,
    intake_facts,
    organisation_facts,
)
from store.queries.intake import IntakeView, intake
from store.queries.news import NewsView, news_after
from store.queries.register import organisations
from store.queries.remediation import cases
from store.queries.results import YearResultView, results
from store.rules.caps import Cap
from store.rules.filters import Facts, level_value
from store.rules.levels import NOT_RATED
from store.rules.register import COMMITTEE

INTAKE, COMPARISON, REGISTER, CASES, COMMENDED = (
    "intake",
    "comparison",
    "organisations",
    "remediation",
    "commendation",
)
"""The lists that numbers are taken from."""

NUMBERS: tuple[tuple[int, str, str, str], ...] = (
    (1, "complete", INTAKE, "hoso:du"),
    (1, "lacking", INTAKE, "thieu:co"),
    (1, "not_in", INTAKE, "hoso:chua"),
    (1, "returned", INTAKE, "hoso:tra"),
    (1, "late", INTAKE, "hoso:muon"),
    (1, "owing", INTAKE, "noxl:co"),
    (2, "silent", INTAKE, "ykien:thieu"),
    (3, "rated", COMPARISON, "-tu:chua"),
    (3, "unrated", COMPARISON, "tu:chua"),
    (3, "proposed", COMPARISON, "-dexuat:chua"),
    (3, "unproposed", COMPARISON, "dexuat:chua quyet:chua"),
    (3, "decided", COMPARISON, "-quyet:chua"),
    (3, "undecided", COMPARISON, "quyet:chua"),
    (3, "raised", COMPARISON, "chenh:>0"),
    (3, "lowered", COMPARISON, "chenh:<0"),
    (3, "kept", COMPARISON, "chenh:0 -dexuat:chua | chenh:0 -quyet:chua"),
    (3, "wordless", COMPARISON, "thieuloi:co"),
    (5, "above", COMPARISON, "cancu:vuot"),
    (5, "unclear", COMPARISON, "cancu:chuaro"),
    (5, "borne_out", COMPARISON, "cancu:du"),
    (7, "slow", CASES, "cungco:co"),
    (7, "case_overdue", CASES, "quahan:co"),
    (7, "case_this_week", CASES, "tuannay:co"),
    (7, "exemplary", COMMENDED, "tieubieu:co"),
    (7, "commendable", COMMENDED, "dieukien:du"),
    (7, "nominated", COMMENDED, "khen:denghi"),
    (8, "unnamed", REGISTER, "ten:chua"),
    (8, "ungrouped", REGISTER, "nhom:chua"),
    (8, "gaps", REGISTER, "thieu:co"),
)
"""Every number but those of levels and bodies: its box, its name, its list and the filter that leaves its rows."""

NEWS = 5
"""So many of the newest entries are told."""

DONE, DOING, TO_DO = "done", "doing", "to_do"
"""What a piece of work before the meeting can be."""


@dataclass(frozen=True)
class NumberView:
    """How many, and which, a list has after a filter; ``of`` is how many it has without."""

    box: int
    name: str
    place: str
    filter: str
    organisations: tuple[str, ...]
    of: int

    @property
    def count(self) -> int:
        """How many rows the list will show."""
        return len(self.organisations)


@dataclass(frozen=True)
class GroupView:
    """One peer group (``None``: not known) or, with ``whole``, all: a number for each level, and the cap."""

    group: str | None
    whole: bool
    cap: Cap | None
    numbers: tuple[NumberView, ...]


@dataclass(frozen=True)
class TaskView:
    """A piece of work before the meeting: the box where it is done, and how far it is."""

    box: int
    done: int
    total: int

    @property
    def state(self) -> str:
        """``DONE``, ``DOING`` or ``TO_DO``."""
        return DONE if self.done >= self.total else DOING if self.done else TO_DO


@dataclass(frozen=True)
class OverviewView:
    """A cycle at a glance; ``listed`` says whether it is the one that lists stand for."""

    intake: IntakeView
    cycles: tuple[str, ...]
    listed: bool
    single: tuple[NumberView, ...]
    bodies: tuple[NumberView, ...]
    groups: tuple[GroupView, ...]
    tasks: tuple[TaskView, ...]
    years: tuple[YearResultView, ...]
    news: tuple[NewsView, ...]

    @cached_property
    def numbers(self) -> dict[str, NumberView]:
        """Every number by its name."""
        levels = (number for group in self.groups for number in group.numbers)
        return {number.name: number for number in (*self.single, *self.bodies, *levels)}

    def __getitem__(self, name: str) -> NumberView:
        """A number by its name."""
        return self.numbers[name]


def overview(cycle: str | None = None) -> OverviewView:
    """Read a cycle whole; without a code the open cycle, else the newest.

    Raises ``Refused`` for a cycle the store does not have.
    """
    with reading():
        found = intake(cycle)
        year = int(found.today[:4])
        lists = {
            INTAKE: [(row.organisation, intake_facts(row)) for row in found.rows],
            COMPARISON: [(row.organisation, comparison_facts(row)) for row in found.compared.rows],
            CASES: [(each.organisation, case_facts(each)) for each in cases().cases],
            COMMENDED: [
                (each.compared.organisation, commendation_facts(each)) for each in commended(found.compared).units
            ],
            REGISTER: [(each.code, organisation_facts(each)) for each in organisations(year) if each.kind != COMMITTEE],
        }
        single = tuple(_number(box, name, place, text, lists[place]) for box, name, place, text in NUMBERS)
        return OverviewView(
            intake=found,
            cycles=tuple(each.code for each in cycles()),
            listed=str(cycle_row(None)["code"]) == found.compared.cycle,
            single=single,
            bodies=tuple(
                _number(2, f"body:{body.code}", INTAKE, f"chuagui:{body.code}", lists[INTAKE]) for body in found.bodies
            ),
            groups=tuple(_groups(found.compared, lists[COMPARISON])),
            tasks=tuple(_tasks({number.name: number for number in single})),
            years=results(),
            news=tuple(reversed(news_after(0, NEWS))),
        )


def _number(box: int, name: str, place: str, text: str, rows: list[tuple[str, Facts]]) -> NumberView:
    wanted = expression(text)
    passing = tuple(code for code, facts in rows if wanted.matches(facts))
    return NumberView(box, name, place, text, passing, len(rows))


def _groups(view: ComparisonView, rows: list[tuple[str, Facts]]) -> Iterator[GroupView]:
    """All first, then each group in the committee's order, the unknown one last."""
    allowed = {(each.group, each.whole): each.cap for each in caps(view)}
    levels: list[str | None] = [*(level.code for level in view.scheme.levels)]
    if any(row.effective == NOT_RATED for row in view.rows):
        levels.append(NOT_RATED)
    levels.append(None)
    groups = sorted(dict.fromkeys(row.peer_group for row in view.rows), key=lambda group: group is None)
    for group, whole in ((None, True), *((group, False) for group in groups)):
        among = "" if whole else f"nhom:{group or 'chua'} "
        name = "whole" if whole else group or "unknown"
        yield GroupView(
            group=group,
            whole=whole,
            cap=allowed.get((group, whole)),
            numbers=tuple(
                _number(4, f"{name}:{code or 'unset'}", COMPARISON, f"{among}muc:{level_value(code)}", rows)
                for code in levels
            ),
        )


def _tasks(numbers: dict[str, NumberView]) -> Iterable[TaskView]:
    """What is to be done before the meeting, as far as the program knows it."""
    left = {1: numbers["lacking"], 2: numbers["silent"], 3: numbers["unproposed"], 8: numbers["unnamed"]}
    return (TaskView(box, number.of - number.count, number.of) for box, number in left.items())
