"""What a new cycle would begin with and what ends with one: read before it is done, counted as it will be."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from store import clock
from store.db.connect import reading
from store.db.tables import (
    Assessment,
    Cycle,
    JournalEntry,
    JournalRow,
    OrganisationPeriod,
    Person,
    Record,
    RemediationCase,
    SchemeEdition,
    table_name,
)
from store.errors import Refused
from store.queries.carried import due_outcomes
from store.queries.remediation_rights import today
from store.queries.schemes import scheme_of
from store.queries.settings import settings
from store.queries.sitting import active_meeting
from store.rules.register import COMMITTEE, in_force, last_day
from store.rules.remediation import CLOSED as CASE_CLOSED

OPEN = "open"
"""The state of a cycle in which something can be set."""

_CODE = re.compile(r"\d{4}(-Q[1-4])?", re.ASCII)


@dataclass(frozen=True)
class SchemeChoice:
    """The newest edition of a scheme: its code, what it rests on, the rating years it is for (``None``: until now)."""

    scheme: str
    guidance: tuple[str, ...]
    from_year: int
    to_year: int | None

    def fits(self, cycle: str) -> bool:
        """Whether a cycle lies in its years."""
        year = int(cycle[:4])
        return self.from_year <= year and (self.to_year is None or year <= self.to_year)


@dataclass(frozen=True)
class UndecidedView:
    """An organisation of the cycle without a final level."""

    organisation: str
    tt: int
    name: str | None


@dataclass(frozen=True)
class NowView:
    """The cycle that screens stand on: what is undecided in it, and what keeps it from being closed.

    ``meeting`` is number and day of one that has begun and is not over; ``open_cases`` go on whatever cycle is open.
    """

    code: str
    is_open: bool
    scheme: str
    organisations: int
    undecided: tuple[UndecidedView, ...]
    meeting: tuple[int, str] | None
    open_cases: int


@dataclass(frozen=True)
class OpeningView:
    """What a new cycle would have: organisations, people, cases that go on, outcomes that go into its forms."""

    code: str
    scheme: SchemeChoice
    organisations: int
    unnamed: int
    people: int
    open_cases: int
    outcomes: int


@dataclass(frozen=True)
class CarriedView:
    """Who and what went on into a new cycle: people in post, cases not closed; outcomes that went into its forms."""

    people: int
    open_cases: int
    outcomes: int


def cycle_now() -> NowView | None:
    """The newest open cycle, else the newest; ``None`` in a store without any."""
    with reading():
        rows: list[dict[str, Any]] = list(Cycle.select().order_by(Cycle.code.desc()).dicts())
        if not rows:
            return None
        row = next((each for each in rows if each["state"] == OPEN), rows[0])
        units = list(Assessment.select().where(Assessment.cycle == row["code"]).order_by(Assessment.tt).dicts())
        left = [each for each in units if each["final_level"] is None]
        begun = active_meeting(row["code"])
        return NowView(
            code=str(row["code"]),
            is_open=row["state"] == OPEN,
            scheme=scheme_of(int(row["scheme_edition"])).code,
            organisations=len(units),
            undecided=tuple(UndecidedView(each["organisation"], each["tt"], each["name"]) for each in left),
            meeting=None if begun is None else (int(begun["number"]), str(begun["held_on"])),
            open_cases=_open_cases(),
        )


def scheme_choices() -> tuple[SchemeChoice, ...]:
    """Every scheme of the store in its newest edition, by code."""
    with reading():
        newest = {
            str(scheme): int(key)
            for scheme, key in SchemeEdition.select(SchemeEdition.scheme, SchemeEdition.id)
            .order_by(SchemeEdition.edition)
            .tuples()
        }
        found = [scheme_of(key) for _scheme, key in sorted(newest.items())]
        return tuple(SchemeChoice(each.code, each.guidance, each.from_year, each.to_year) for each in found)


def opening(code: str, scheme: str) -> OpeningView:
    """What ``open_cycle`` would make; raises ``Refused`` as that does for the code and the scheme."""
    with reading():
        new_code(code)
        chosen = next((each for each in scheme_choices() if each.scheme == scheme), None)
        if chosen is None:
            raise Refused("unknown_scheme", scheme=scheme)
        rated = rated_on(last_day(code))
        known = {row["organisation"] for row in rated}
        return OpeningView(
            code=code,
            scheme=chosen,
            organisations=len(rated),
            unnamed=sum(row["name"] is None for row in rated),
            people=_in_post(Person.select().dicts(), today()),
            open_cases=_open_cases(),
            outcomes=sum(case["organisation"] in known for case, _newest in due_outcomes(code)),
        )


def carried_over(entry: int) -> CarriedView:
    """What the entry that opened a cycle found, counted as ``opening`` does: people in post on its day, cases that
    went on then, and outcomes that it wrote into forms.
    """
    with reading():
        at = JournalEntry.select(JournalEntry.at).where(JournalEntry.id == entry).tuples().first()
        day = today() if at is None else clock.local(int(at[0]), settings().utc_offset_minutes).date().isoformat()
        written = JournalRow.select(JournalRow.n).where(JournalRow.entry == entry, JournalRow.table == "proof").count()
        return CarriedView(
            people=_in_post(_as_of(Person, entry), day),
            open_cases=_going(_as_of(RemediationCase, entry)),
            outcomes=int(written),
        )


def next_code(code: str) -> str:
    """The year or the quarter after a cycle."""
    year, _dash, quarter = code.partition("-Q")
    if not quarter:
        return str(int(year) + 1)
    return f"{int(year) + 1}-Q1" if quarter == "4" else f"{year}-Q{int(quarter) + 1}"


def new_code(code: str) -> str:
    """The code of a cycle that is not there yet: a year or a quarter, ``2019`` or ``2026-Q1``.

    Raises ``Refused``: ``bad_cycle``, ``cycle_exists``.
    """
    if not _CODE.fullmatch(code):
        raise Refused("bad_cycle", cycle=code)
    if Cycle.select().where(Cycle.code == code).exists():
        raise Refused("cycle_exists", cycle=code)
    return code


def rated_on(day: str) -> tuple[dict[str, Any], ...]:
    """The committee's own organisations that are in force on a day, by number, those without one last; as their rows.

    To be asked while reading or changing.
    """
    periods = [row for row in OrganisationPeriod.select().dicts() if in_force(row["valid_from"], row["valid_to"], day)]
    committees = {row["organisation"] for row in periods if row["kind"] == COMMITTEE}
    standing = [row for row in periods if row["kind"] != COMMITTEE and row["parent"] in (None, *committees)]
    return tuple(sorted(standing, key=lambda row: (row["tt"] is None, row["tt"] or 0, row["organisation"])))


def _open_cases() -> int:
    return _going(RemediationCase.select().dicts())


def _in_post(people: Iterable[dict[str, Any]], day: str) -> int:
    """How many have their post on a day."""
    return sum(in_force(each["valid_from"], each["valid_to"], day) for each in people)


def _going(cases: Iterable[dict[str, Any]]) -> int:
    """How many cases are not closed."""
    return sum(each["state"] != CASE_CLOSED for each in cases)


def _as_of(model: type[Record], entry: int) -> tuple[dict[str, Any], ...]:
    """The rows of a table as an entry left them."""
    rows = JournalRow.select(JournalRow.key, JournalRow.after).where(
        JournalRow.table == table_name(model), JournalRow.entry <= entry
    )
    newest: dict[str, str | None] = {
        str(key): after for key, after in rows.order_by(JournalRow.entry, JournalRow.n).tuples()
    }
    return tuple(json.loads(after) for after in newest.values() if after is not None)
