"""An agenda's items as rows: read in their order, written, lifted out of a block, taken off.

An item's ``position`` only orders (those with the same one by their keys); its place, from 1 on, is counted. So an item
can come, go and be taken back without a word on any other.
"""

from __future__ import annotations

from collections.abc import Iterable

from store.commands.base import Change, Row
from store.db.tables import AgendaItem, AgendaUnit, Conclusion, Meeting, Speech
from store.errors import Refused
from store.rules.meeting import BLOCK, CONCLUDED, PENDING, SINGLE


def items_of(meeting: Row) -> list[Row]:
    """A meeting's items in their order."""
    query = AgendaItem.select().where(AgendaItem.meeting == meeting["id"]).order_by(AgendaItem.position, AgendaItem.id)
    return list(query.dicts())


def units_of(item: int) -> list[Row]:
    """The organisations of an item, as rows."""
    return list(AgendaUnit.select().where(AgendaUnit.item == item).order_by(AgendaUnit.id).dicts())


def the_item(meeting: Row, place: int) -> Row:
    """The item at a place of the agenda, from 1 on; raises ``Refused("unknown_item")``."""
    items = items_of(meeting)
    if not 1 <= place <= len(items):
        raise Refused("unknown_item", item=place, count=len(items))
    return items[place - 1]


def place_of(meeting: Row, item: Row) -> int:
    """The place of an item on its agenda, from 1 on."""
    return 1 + [each["id"] for each in items_of(meeting)].index(item["id"])


def last_position(meeting: Row) -> int:
    """The position of the last item, 0 for an empty agenda."""
    return max((each["position"] for each in items_of(meeting)), default=0)


def taken_up(meeting: Row, item: Row) -> bool:
    """Whether the room is or was at an item, or something was said or concluded there."""
    return (
        meeting["item"] == item["id"]
        or item["state"] != PENDING
        or any(model.select().where(model.item == item["id"]).exists() for model in (Speech, Conclusion))
    )


def take_off(change: Change, meeting: Row, item: Row) -> None:
    """Take an item off the agenda; raises ``Refused`` for one that was taken up, for the minutes tell of it."""
    place = place_of(meeting, item)
    if item["state"] == CONCLUDED:
        raise Refused("item_concluded", item=place)
    if taken_up(meeting, item):
        raise Refused("item_taken_up", item=place)
    for unit in units_of(item["id"]):
        change.delete(AgendaUnit, unit)
    change.delete(AgendaItem, item)


def put_item(
    change: Change,
    meeting: Row,
    position: int,
    organisations: Iterable[str],
    *,
    kind: str,
    title: str | None = None,
    minutes: int | None = None,
) -> Row:
    """Write an item with its organisations; answers the item."""
    item = change.insert(
        AgendaItem,
        id=change.new_key(),
        meeting=meeting["id"],
        position=position,
        kind=kind,
        title=title,
        minutes=minutes,
        state=PENDING,
        spent=0,
    )
    for code in organisations:
        change.insert(AgendaUnit, id=change.new_key(), meeting=meeting["id"], item=item["id"], organisation=code)
    return item


def lift(change: Change, meeting: Row, organisation: str, *, concluded: bool = False) -> Row:
    """Make an organisation of a block an item of its own right behind it; answers the item in which it stands then.

    The last one of a block keeps the item, which is a block no more. Raises ``Refused`` for an organisation that
    stands in no block or, unless ``concluded`` ones are meant, in one that is concluded.
    """
    unit = change.find(AgendaUnit, meeting=meeting["id"], organisation=organisation)
    block = change.find(AgendaItem, id=unit["item"]) if unit else None
    if unit is None or block is None or block["kind"] != BLOCK:
        raise Refused("not_in_block", organisation=organisation)
    if block["state"] == CONCLUDED and not concluded:
        raise Refused("item_concluded", item=place_of(meeting, block))
    if len(units_of(block["id"])) == 1:
        return change.update(AgendaItem, block, kind=SINGLE)
    made = put_item(change, meeting, block["position"], (), kind=SINGLE)
    change.update(AgendaUnit, unit, item=made["id"])
    return made


def step_back(change: Change, item: Row) -> None:
    """Where the room is at an item that goes, take it to the one before, else to none."""
    meeting = change.find(Meeting, id=item["meeting"])
    if meeting is None or meeting["item"] != item["id"]:
        return
    place = place_of(meeting, item)
    aim = items_of(meeting)[place - 2]["id"] if place > 1 else None
    since = change.at if aim is not None and meeting["item_since"] is not None else None
    change.update(Meeting, meeting, item=aim, item_since=since)
