"""What becomes of organisations on a date, by a decision: merged into one, split among several, dissolved.

Assessments of open cycles stay: who existed in the rating year is still rated for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from store.commands.base import Change, Row, command
from store.commands.periods import day_within, standing, the_basis, unit
from store.commands.register import Versions, put_organisation
from store.db.tables import OrganisationPeriod, Succession
from store.errors import Refused
from store.queries.news import UnitView
from store.rules.dates import written
from store.rules.register import DISSOLVED, MERGED, SPLIT


@dataclass(frozen=True)
class NewUnit:
    """An organisation that comes to be by a split; kind and peer group are those of the one that was split."""

    name: str
    full_name: str | None = None


@command
def merge_organisations(
    change: Change,
    *,
    organisations: Sequence[str],
    into: str,
    dated: str,
    basis: str,
    if_versions: Versions | None = None,
) -> tuple[UnitView, ...]:
    """Merge one or more organisations into another on a date; what stood below them stands below that one.

    Answers those that ended. Raises ``Refused`` for the role, an organisation that is none or has ended, one merged
    into itself, a date or decision that will not do; ``Stale`` where somebody was quicker.
    """
    change.act("merge_organisations")
    seen = if_versions or {}
    codes = list(dict.fromkeys(organisations))
    return tuple(put_merge(change, code, into, dated, basis, seen.get(code)) for code in codes)


@command
def split_organisation(
    change: Change,
    *,
    organisation: str,
    dated: str,
    basis: str,
    into: Sequence[str] = (),
    new: Sequence[NewUnit] = (),
    if_version: int | None = None,
) -> tuple[UnitView, ...]:
    """Split an organisation among others on a date, existing ones and new ones; answers those it went to.

    Raises ``Refused`` as merging does, for fewer than two successors, or while organisations stand below it.
    """
    change.act("split_organisation")
    return put_split(change, organisation, dated, basis, into, new, if_version)


@command
def dissolve_organisation(
    change: Change, *, organisations: Sequence[str], dated: str, basis: str, if_versions: Versions | None = None
) -> tuple[UnitView, ...]:
    """Dissolve one or more organisations on a date.

    Raises ``Refused`` as merging does, or while organisations stand below one.
    """
    change.act("dissolve_organisation")
    seen = if_versions or {}
    codes = list(dict.fromkeys(organisations))
    return tuple(put_dissolution(change, code, dated, basis, seen.get(code)) for code in codes)


def put_merge(
    change: Change, organisation: str, into: str, dated: str, basis: str, if_version: int | None = None
) -> UnitView:
    """Merge one organisation."""
    period, successor = standing(organisation, if_version), standing(into)
    if organisation == into:
        raise Refused("merged_into_itself", tt=period["tt"], name=period["name"])
    day, why = _ends(change, period, dated, basis, [successor])
    for below in _below(organisation):
        _moves(change, below, into, day, why)
    _succeeds(change, organisation, into, MERGED, day, why)
    return unit(period)


def put_split(
    change: Change,
    organisation: str,
    dated: str,
    basis: str,
    into: Sequence[str],
    new: Sequence[NewUnit],
    if_version: int | None = None,
) -> tuple[UnitView, ...]:
    """Split one organisation."""
    period = standing(organisation, if_version)
    if organisation in into:
        raise Refused("merged_into_itself", tt=period["tt"], name=period["name"])
    successors = [standing(code) for code in dict.fromkeys(into)]
    if len(successors) + len(new) < 2:
        raise Refused("split_needs_two", tt=period["tt"], name=period["name"])
    _nothing_below(period)
    day, why = _ends(change, period, dated, basis, successors)
    made = [
        put_organisation(
            change,
            name=each.name,
            full_name=each.full_name,
            kind=period["kind"],
            group=period["peer_group"],
            valid_from=day,
            source=why,
        )
        for each in new
    ]
    went = (*(unit(successor) for successor in successors), *made)
    for each in went:
        _succeeds(change, organisation, each.organisation, SPLIT, day, why)
    return went


def put_dissolution(
    change: Change, organisation: str, dated: str, basis: str, if_version: int | None = None
) -> UnitView:
    """Dissolve one organisation."""
    period = standing(organisation, if_version)
    _nothing_below(period)
    day, why = _ends(change, period, dated, basis, [])
    _succeeds(change, organisation, None, DISSOLVED, day, why)
    return unit(period)


def _ends(change: Change, period: Row, dated: str, basis: str, successors: Iterable[Row]) -> tuple[str, str]:
    """End a period on a date on which its successors exist already."""
    day, why = day_within(period, dated), the_basis(basis)
    for successor in successors:
        began = successor["valid_from"]
        if began is not None and began > day:
            raise Refused(
                "successor_not_yet",
                tt=successor["tt"],
                name=successor["name"],
                day=written(day),
                began=written(began),
            )
    change.update(OrganisationPeriod, period, valid_to=day)
    return day, why


def _succeeds(change: Change, organisation: str, successor: str | None, kind: str, day: str, basis: str) -> None:
    change.insert(
        Succession,
        id=change.new_key(),
        organisation=organisation,
        successor=successor,
        kind=kind,
        dated=day,
        basis=basis,
    )


def _below(organisation: str) -> list[Row]:
    """The periods that stand below an organisation."""
    query = OrganisationPeriod.select().where(
        OrganisationPeriod.parent == organisation, OrganisationPeriod.valid_to.is_null()
    )
    return list(query.order_by(OrganisationPeriod.id).dicts())


def _nothing_below(period: Row) -> None:
    count = len(_below(str(period["organisation"])))
    if count:
        raise Refused("has_subordinates", tt=period["tt"], name=period["name"], count=count)


def _moves(change: Change, period: Row, parent: str, day: str, basis: str) -> None:
    """Let what stood below one organisation stand below another from a date on."""
    if period["valid_from"] is not None and period["valid_from"] >= day:
        change.update(OrganisationPeriod, period, parent=parent)
        return
    change.update(OrganisationPeriod, period, valid_to=day)
    begun = {**period, "id": change.new_key(), "parent": parent, "valid_from": day, "valid_to": None, "source": basis}
    change.insert(OrganisationPeriod, **begun)
