"""The register kept: names, peer groups, headcounts, new organisations; open cycles follow, closed ones stay."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from store import clock
from store.commands.base import Change, Row, as_date, command, tidy
from store.commands.periods import (
    as_standing,
    assessments_of,
    day_within,
    follow,
    names,
    newest_period,
    newest_periods,
    next_number,
    not_taken,
    open_assessments,
    open_cycles,
    plausible,
    required_date,
    standing,
    the_basis,
    unit,
)
from store.db.tables import Assessment, Headcount, Organisation, OrganisationPeriod
from store.errors import Refused
from store.queries.news import UnitView
from store.queries.settings import settings
from store.rules.dates import written
from store.rules.register import COMMITTEE, KINDS, MOST, PEER_GROUPS, code_of, in_force, last_day

Versions = Mapping[str, int]
"""The version of the period that the caller has seen, by organisation."""


@command
def name_organisation(
    change: Change, *, organisation: str, name: str, full_name: str | None = None, if_version: int | None = None
) -> UnitView:
    """Name an organisation, or correct its name: no dated change; open cycles show the name at once.

    Raises ``Refused`` for the role, an organisation that is none or has ended, a name that is empty, too long or
    another's, or where nothing would change; ``Stale`` where somebody was quicker.
    """
    change.act("name_organisation")
    return put_name(change, organisation, name, full_name, if_version)


@command
def rename_organisation(
    change: Change,
    *,
    organisation: str,
    name: str,
    full_name: str | None = None,
    dated: str,
    basis: str,
    if_version: int | None = None,
) -> UnitView:
    """Give an organisation another name from a date on, by a decision; a cycle that ends before it keeps the old one.

    Raises ``Refused`` as ``name_organisation`` does, and for a date that is none or does not lie after the beginning
    of the name that it has, or a missing decision.
    """
    change.act("rename_organisation")
    return put_rename(change, organisation, name, full_name, dated, basis, if_version)


@command
def set_group(
    change: Change, *, organisations: Sequence[str], group: str | None, if_versions: Versions | None = None
) -> tuple[UnitView, ...]:
    """Put one or many organisations in a peer group (``None``: unknown) in one entry; caps of open cycles follow.

    The kind stays. Those that are in it already are left out. Raises ``Refused`` for the role, an unknown group, an
    organisation that is none or has ended, or where nothing would change; ``Stale`` where somebody was quicker.
    """
    change.act("set_group")
    seen = if_versions or {}
    codes = list(dict.fromkeys(organisations))
    periods, assessments = newest_periods(codes), assessments_of(codes)
    done = []
    for code in codes:
        if code not in periods:
            raise Refused("unknown_organisation", text=code)
        period = as_standing(periods[code], seen.get(code))
        done.append(_regroup(change, period, assessments.get(code, []), group))
    return tuple(unit for unit in done if unit is not None)


@command
def set_headcount(
    change: Change,
    *,
    organisation: str,
    as_of: str,
    members_full: int | None = None,
    members_probationary: int | None = None,
    sub_branches: int | None = None,
    source: str | None = None,
) -> UnitView:
    """Record members and sub-branches as of a date; a second count of the same date takes the place of the first.

    Raises ``Refused`` for the role, an organisation that is none, a date that is none or is still to come, counts
    that cannot be, or none at all.
    """
    change.act("set_headcount")
    return put_headcount(change, organisation, as_of, members_full, members_probationary, sub_branches, source)


@command
def add_organisation(
    change: Change,
    *,
    name: str,
    kind: str,
    full_name: str | None = None,
    group: str | None = None,
    valid_from: str | None = None,
    basis: str | None = None,
) -> UnitView:
    """Enter an organisation of the committee in the register, at the end of its list.

    It is rated in every open cycle at whose end it exists. Raises ``Refused`` for the role, a name that is empty, too
    long or another's, an unknown kind or group, or a date that is none.
    """
    change.act("add_organisation")
    begins = as_date(valid_from)
    return put_organisation(
        change,
        name=name,
        full_name=full_name,
        kind=kind,
        group=group,
        valid_from=None if begins is None else plausible(begins),
        source=tidy(basis),
    )


# Parts that other commands and imports use, each within a change that has said what it does


def put_name(
    change: Change, organisation: str, name: str, full_name: str | None, if_version: int | None = None
) -> UnitView:
    """Correct the name of the period that stands, and of the open cycles at whose end it is in force."""
    period = standing(organisation, if_version)
    columns = names(name, full_name)
    not_taken(columns["name"], but=organisation)
    if any(period[column] != value for column, value in columns.items()):
        period = change.update(OrganisationPeriod, period, **columns)
        follow(change, period, columns)
    return unit(period)


def put_rename(
    change: Change,
    organisation: str,
    name: str,
    full_name: str | None,
    dated: str,
    basis: str,
    if_version: int | None = None,
) -> UnitView:
    """End the period that stands and begin the next one with another name."""
    period = standing(organisation, if_version)
    columns, day, why = names(name, full_name), day_within(period, dated), the_basis(basis)
    not_taken(columns["name"], but=organisation)
    if all(period[column] == value for column, value in columns.items()):
        return unit(period)
    change.update(OrganisationPeriod, period, valid_to=day)
    begun = {**period, **columns, "id": change.new_key(), "valid_from": day, "valid_to": None, "source": why}
    period = change.insert(OrganisationPeriod, **begun)
    follow(change, period, columns)
    return unit(period)


def put_group(change: Change, organisation: str, group: str | None) -> UnitView | None:
    """Put one organisation in a group; ``None`` where it is in it already."""
    return _regroup(change, standing(organisation), open_assessments(organisation), group)


def _regroup(change: Change, period: Row, assessments: Sequence[Row], group: str | None) -> UnitView | None:
    if group is not None and group not in PEER_GROUPS:
        raise Refused("unknown_group", text=group, known=", ".join(PEER_GROUPS))
    before = len(change.rows)
    if period["peer_group"] != group:
        period = change.update(OrganisationPeriod, period, peer_group=group)
    for row in assessments:
        if row["peer_group"] != group:
            change.update(Assessment, row, peer_group=group)
    return unit(period) if len(change.rows) > before else None


def put_headcount(
    change: Change,
    organisation: str,
    as_of: str,
    members_full: int | None,
    members_probationary: int | None,
    sub_branches: int | None,
    source: str | None,
) -> UnitView:
    """Record one count."""
    period = newest_period(organisation)
    day = plausible(required_date(as_of))
    today = clock.local(change.at, settings().utc_offset_minutes).date().isoformat()
    if day > today:
        raise Refused("date_to_come", day=written(day), today=written(today))
    counts = {
        "members_full": members_full,
        "members_probationary": members_probationary,
        "sub_branches": sub_branches,
    }
    known = [count for count in counts.values() if count is not None]
    if not known:
        raise Refused("headcount_empty")
    for count in known:
        if not 0 <= count <= MOST:
            raise Refused("bad_headcount", text=str(count))
    columns: dict[str, Any] = {**counts, "source": tidy(source)}
    there = change.find(Headcount, organisation=organisation, as_of=day)
    if there is None:
        change.insert(Headcount, id=change.new_key(), organisation=organisation, as_of=day, **columns)
    elif any(there[column] != value for column, value in columns.items()):
        change.update(Headcount, there, **columns)
    return unit(period)


def put_organisation(
    change: Change,
    *,
    name: str,
    full_name: str | None,
    kind: str,
    group: str | None,
    valid_from: str | None,
    source: str | None,
) -> UnitView:
    """Enter one organisation, with an assessment in every open cycle at whose end it exists."""
    columns = names(name, full_name)
    if kind not in KINDS:
        raise Refused("unknown_kind", text=kind, known=", ".join(KINDS))
    if group is not None and group not in PEER_GROUPS:
        raise Refused("unknown_group", text=group, known=", ".join(PEER_GROUPS))
    not_taken(columns["name"])
    taken = {found for (found,) in Organisation.select(Organisation.code).tuples()}
    new = code_of(str(columns["name"]), taken)
    parent = OrganisationPeriod.select(OrganisationPeriod.organisation).where(OrganisationPeriod.kind == COMMITTEE)
    head = parent.tuples().first()
    period: dict[str, Any] = {
        "organisation": new,
        "valid_from": valid_from,
        "valid_to": None,
        "tt": next_number(),
        **columns,
        "kind": kind,
        "peer_group": group,
        "parent": None if head is None else head[0],
        "source": source,
    }
    change.insert(Organisation, code=new)
    change.insert(OrganisationPeriod, id=change.new_key(), **period)
    for cycle in open_cycles():
        if in_force(valid_from, None, last_day(cycle)):
            shown = {column: period[column] for column in ("tt", "name", "full_name", "kind", "peer_group")}
            change.insert(Assessment, id=change.new_key(), cycle=cycle, organisation=new, **shown)
    return unit(period)
