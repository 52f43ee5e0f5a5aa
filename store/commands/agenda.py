"""The agenda: items of one organisation or of many, their order, the minutes planned for them."""

from __future__ import annotations

from collections.abc import Sequence

from store.commands.base import Change, Row, command, tidy
from store.commands.items import items_of, last_position, lift, place_of, put_item, take_off, the_item, units_of
from store.commands.meeting import the_meeting
from store.db.tables import AgendaItem, AgendaUnit, Assessment
from store.errors import Refused
from store.rules.meeting import BLOCK, CLOSED, CONCLUDED, SINGLE

LONGEST = 480
"""So many minutes can be planned for an item: a working day."""


@command
def add_items(
    change: Change,
    *,
    organisations: Sequence[str],
    block: bool = False,
    title: str | None = None,
    minutes: int | None = None,
    meeting: int | None = None,
) -> int:
    """Put organisations on the agenda, each as an item or all as one block; answers how many items were made.

    One that stands in another item leaves it, for each stands in one item only. Raises ``Refused`` for the role, a
    meeting that is over, an organisation that the cycle does not rate or whose item was taken up, or bad minutes.
    """
    row = planned(change, meeting)
    codes = tuple(dict.fromkeys(organisations))
    if not codes:
        raise Refused("nothing_changed")
    _check_minutes(minutes)
    for code in codes:
        _take_out(change, row, code)
    groups = [codes] if block else [(code,) for code in codes]
    position = last_position(row)
    for place, group in enumerate(groups, position + 1):
        put_item(change, row, place, group, kind=BLOCK if block else SINGLE, title=tidy(title), minutes=minutes)
    return len(groups)


@command
def remove_item(change: Change, *, item: int, meeting: int | None = None) -> int:
    """Take an item off the agenda by its place; answers the place.

    Raises ``Refused`` for the role, a meeting that is over, an unknown place, or an item that was taken up.
    """
    row = planned(change, meeting)
    take_off(change, row, the_item(row, item))
    return item


@command
def change_item(
    change: Change, *, item: int, title: str | None = None, minutes: int | None = None, meeting: int | None = None
) -> int:
    """Set an item's title or planned minutes: what is ``None`` stays; answers its place. Raises ``Refused``."""
    row = planned(change, meeting)
    found = the_item(row, item)
    _check_minutes(minutes)
    columns: Row = {} if title is None else {"title": tidy(title)}
    if minutes is not None:
        columns["minutes"] = minutes or None
    if any(found[name] != value for name, value in columns.items()):
        change.update(AgendaItem, found, **columns)
    return item


@command
def order_items(change: Change, *, items: Sequence[int], meeting: int | None = None) -> int:
    """Put items in a new order, named by their places now; those that are not named follow as they stand.

    Answers how many were named. Raises ``Refused`` for the role, a meeting that is over, or an unknown place.
    """
    row = planned(change, meeting)
    first = [the_item(row, item) for item in dict.fromkeys(items)]
    rest = [each for each in items_of(row) if each not in first]
    if [*first, *rest] != items_of(row):
        for position, each in enumerate((*first, *rest), 1):
            if each["position"] != position:
                change.update(AgendaItem, each, position=position)
    return len(first)


@command
def lift_out(change: Change, *, organisations: Sequence[str], meeting: int | None = None) -> int:
    """Take organisations out of their blocks, each as an item of its own behind; answers how many.

    Raises ``Refused`` for the role, one that stands in no block, or a block that is concluded.
    """
    row = planned(change, meeting)
    for code in dict.fromkeys(organisations):
        lift(change, row, code)
    return len(dict.fromkeys(organisations))


def planned(change: Change, meeting: int | None) -> Row:
    """A meeting whose agenda may still be changed; raises ``Refused``."""
    row = the_meeting(change, meeting)
    change.act("plan_agenda")
    if row["state"] == CLOSED:
        raise Refused("meeting_sealed", held_on=row["held_on"], meeting=row["number"])
    return row


def _take_out(change: Change, meeting: Row, organisation: str) -> None:
    """Check that an organisation can stand on the agenda, and take it out of the item in which it stands."""
    if change.find(Assessment, cycle=meeting["cycle"], organisation=organisation) is None:
        raise Refused("not_in_cycle", organisation=organisation, cycle=meeting["cycle"])
    unit = change.find(AgendaUnit, meeting=meeting["id"], organisation=organisation)
    if unit is None:
        return
    item = change.find(AgendaItem, id=unit["item"])
    if item is not None and item["state"] == CONCLUDED:
        raise Refused("item_concluded", item=place_of(meeting, item))
    if item is not None and len(units_of(item["id"])) == 1:
        take_off(change, meeting, item)
    else:
        change.delete(AgendaUnit, unit)


def _check_minutes(minutes: int | None) -> None:
    if minutes is not None and not 0 <= minutes <= LONGEST:
        raise Refused("bad_minutes", minutes=minutes, most=LONGEST)
