"""The periods of the register: which one stands, what may be changed in it, and how open cycles follow it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from store.commands.assessment import OPEN
from store.commands.base import Change, Row, as_date, tidy
from store.db.tables import Assessment, Cycle, OrganisationPeriod, Succession
from store.errors import Refused, Stale
from store.queries.news import UnitView
from store.queries.story import latest_touch
from store.rules.dates import written
from store.rules.register import COMMITTEE, FIRST_DAY, LAST_DAY, NAME_LIMIT, in_force, last_day

FEW = 100
"""So many organisations are asked for by name; of more, all are read."""


def standing(organisation: str, if_version: int | None = None) -> Row:
    """The period of a rated organisation that has not ended; raises ``Refused``, or ``Stale`` for another version."""
    return as_standing(newest_period(organisation), if_version)


def as_standing(period: Row, if_version: int | None = None) -> Row:
    """The newest period of an organisation, if it stands; raises as ``standing`` does."""
    organisation = str(period["organisation"])
    if period["kind"] == COMMITTEE:
        raise Refused("is_committee", name=period["name"], tt=period["tt"])
    if if_version is not None and period["version"] != if_version:
        touch = latest_touch(organisation, after=if_version)
        raise Stale(
            "register_stale",
            organisation=organisation,
            tt=period["tt"],
            name=period["name"],
            actor=touch.actor if touch else None,
            post=touch.post if touch else None,
            at=touch.at if touch else None,
        )
    if period["valid_to"] is not None:
        raise Refused("organisation_ended", tt=period["tt"], name=period["name"], day=written(str(period["valid_to"])))
    return period


def newest_period(organisation: str) -> Row:
    """The period that stands, else the last one; raises ``Refused`` for an organisation that is none."""
    found = newest_periods([organisation])
    if organisation not in found:
        raise Refused("unknown_organisation", text=organisation)
    return found[organisation]


def newest_periods(organisations: Sequence[str]) -> dict[str, Row]:
    """The newest period of each of some organisations; who is none is left out."""
    query = OrganisationPeriod.select()
    if len(organisations) <= FEW:
        query = query.where(OrganisationPeriod.organisation.in_(organisations))
    rows: list[dict[str, Any]] = list(query.dicts())
    rows.sort(key=lambda row: (row["valid_to"] is None, row["valid_to"] or "", row["valid_from"] or ""))
    wanted = set(organisations)
    return {row["organisation"]: row for row in rows if row["organisation"] in wanted}


def follow(change: Change, period: Row, columns: Mapping[str, Any]) -> None:
    """Let the open cycles at whose end a period is in force show it as it is now."""
    for row in open_assessments(str(period["organisation"])):
        holds = in_force(period["valid_from"], period["valid_to"], last_day(row["cycle"]))
        if holds and any(row[column] != value for column, value in columns.items()):
            change.update(Assessment, row, **columns)


def open_cycles() -> list[str]:
    """The cycles in which organisations are rated now."""
    return [str(code) for (code,) in Cycle.select(Cycle.code).where(Cycle.state == OPEN).order_by(Cycle.code).tuples()]


def open_assessments(organisation: str) -> Sequence[Row]:
    """An organisation's assessments in the open cycles."""
    return assessments_of([organisation]).get(organisation, [])


def assessments_of(organisations: Sequence[str]) -> dict[str, list[Row]]:
    """The assessments of some organisations in the open cycles."""
    query = Assessment.select().where(Assessment.cycle.in_(open_cycles()))
    if len(organisations) <= FEW:
        query = query.where(Assessment.organisation.in_(organisations))
    found: dict[str, list[Row]] = {}
    for row in query.order_by(Assessment.cycle).dicts():
        found.setdefault(row["organisation"], []).append(row)
    return found


def names(name: str, full_name: str | None) -> dict[str, Any]:
    """Short and full name as they are kept; raises ``Refused`` for an empty or overlong one."""
    columns: dict[str, Any] = {"name": tidy(name), "full_name": tidy(full_name)}
    if columns["name"] is None:
        raise Refused("name_missing")
    for text in columns.values():
        if text is not None and len(text) > NAME_LIMIT:
            raise Refused("name_too_long", length=len(text), limit=NAME_LIMIT)
    return columns


def not_taken(name: str | None, but: str | None = None) -> None:
    """Raise ``Refused("name_taken")`` where another organisation that stands has the name."""
    rows = OrganisationPeriod.select().where(
        OrganisationPeriod.valid_to.is_null(), OrganisationPeriod.name.is_null(False)
    )
    for row in rows.dicts():
        if row["organisation"] != but and str(row["name"]).casefold() == str(name).casefold():
            raise Refused("name_taken", tt=row["tt"], name=row["name"], text=name)


def next_number() -> int:
    """The number after the last in the committee's list."""
    numbers = [tt for (tt,) in OrganisationPeriod.select(OrganisationPeriod.tt).tuples() if tt is not None]
    return max(numbers, default=0) + 1


def day_within(period: Row, dated: str) -> str:
    """The date of a change, which lies after the period's beginning and after what joined it; raises ``Refused``."""
    day = plausible(required_date(dated))
    query = Succession.select(Succession.dated).where(Succession.successor == period["organisation"]).tuples()
    began = max([str(found) for (found,) in query] + [str(period["valid_from"] or "")])
    if began and day <= began:
        raise Refused(
            "date_before_period", tt=period["tt"], name=period["name"], day=written(day), began=written(began)
        )
    return day


def required_date(text: str | None) -> str:
    """A typed date as it is kept; raises ``Refused`` for none and for what is no date."""
    day = as_date(text)
    if day is None:
        raise Refused("date_missing")
    return day


def plausible(day: str) -> str:
    """The day, unless the year is a slip of the finger; raises ``Refused``."""
    if not FIRST_DAY <= day <= LAST_DAY:
        raise Refused("date_implausible", day=written(day), first=written(FIRST_DAY), last=written(LAST_DAY))
    return day


def the_basis(text: str | None) -> str:
    """The decision a change rests on; raises ``Refused`` for none."""
    basis = tidy(text)
    if basis is None:
        raise Refused("basis_missing")
    return basis


def unit(period: Mapping[str, Any]) -> UnitView:
    """The organisation of a period, as it is told."""
    return UnitView(str(period["organisation"]), period["tt"], period["name"])
