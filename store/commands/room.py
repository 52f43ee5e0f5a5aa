"""The room: its own item, moved by chair and secretary; parking, skipping, what was discussed, what was said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from store.commands.assessment import Moves, agree_levels, stand_already
from store.commands.base import Change, Row, command, tidy
from store.commands.deciding import hold_offices, sit, stamp
from store.commands.items import items_of, lift, place_of, the_item, units_of
from store.commands.meeting import leave_item, the_meeting
from store.commands.people import the_person
from store.db.tables import AgendaItem, Meeting, Speech
from store.errors import Refused
from store.queries.sitting import attendance_of
from store.rules.meeting import ACTIVE, CLOSED, CONCLUDED, DISCUSSED, PARKED, SITTING, SKIPPED, Hands, following
from store.rules.roles import FINAL

NEXT, PREVIOUS = "next", "previous"
"""Where the room can go, besides a place of the agenda."""


@command
def move_room(change: Change, *, to: str | int, if_item: int | None = None, meeting: int | None = None) -> int:
    """Take the room to the next or the previous item, or to a place of the agenda; answers the place.

    The next one is the next that is not concluded. The item that is left is half done where it is not settled.
    ``if_item`` is the key of the item at which the room was seen, 0 for none. Raises ``Refused`` for the role, one
    that does not sit, the end of the agenda, an unknown place, or a room that is elsewhere by now.
    """
    row = _about(change, meeting, "move_room")
    _expect_sitting(row)
    items = items_of(row)
    _expect_seen(row, row["item"] or 0, if_item)
    aim = _aim(row, items, to)
    if aim["id"] == row["item"]:
        raise Refused("nothing_changed")
    leave_item(change, row)
    change.update(Meeting, row, item=aim["id"], item_since=change.at)
    return place_of(row, aim)


@command
def settle_item(
    change: Change,
    *,
    state: str,
    item: int | None = None,
    text: str | None = None,
    if_item: int | None = None,
    meeting: int | None = None,
) -> int:
    """Park an item (by default the room's), skip it with a reason, or say that it was discussed; answers its place.

    ``if_item`` is the key of the item that is meant. Raises ``Refused`` for the role, a meeting that does not sit, an
    item that is concluded or another one, or a skip without words.
    """
    row = _about(change, meeting, "settle_item")
    session = sit(change, _expect_sitting(row))
    if state not in (PARKED, SKIPPED, DISCUSSED):
        raise Refused("unknown_item_state", state=state, known=", ".join((PARKED, SKIPPED, DISCUSSED)))
    found = _item(row, item, if_item)
    place = place_of(row, found)
    said = tidy(text)
    if state == SKIPPED and said is None:
        raise Refused("skip_why", item=place)
    if found["state"] == CONCLUDED:
        raise Refused("item_concluded", item=place)
    if (found["state"], found["conclusion"]) == (state, said or found["conclusion"]):
        raise Refused("nothing_changed")
    change.update(AgendaItem, found, state=state, conclusion=said or found["conclusion"])
    stamp(change, session, state, found["id"], said)
    return place


@command
def agree_item(
    change: Change,
    *,
    item: int | None = None,
    lifted: Sequence[str] = (),
    note: str | None = None,
    hands: Hands | None = None,
    if_item: int | None = None,
    if_versions: Mapping[str, int] | None = None,
    meeting: int | None = None,
) -> Moves:
    """Agree all organisations of an item (by default the room's) in one motion: one entry, one undo.

    ``lifted`` are taken out of a block first, each as an item of its own; who stands as decided already stays so.
    ``if_item`` is the key of the item that is meant. Raises ``Refused`` and ``Stale`` as ``agree``, and for an item
    that is not the room's any more.
    """
    row = _about(change, meeting, "agree_final")
    session = sit(change, _expect_sitting(row))
    found = _item(row, item, if_item)
    for code in dict.fromkeys(lifted):
        lift(change, row, code)
    codes = [str(unit["organisation"]) for unit in units_of(found["id"]) if unit["organisation"] not in lifted]
    standing = stand_already(codes, str(row["cycle"]))
    open_ones = [code for code in codes if code not in standing]
    return agree_levels(
        change,
        open_ones or codes,
        FINAL,
        tidy(note),
        str(row["cycle"]),
        if_versions or {},
        session,
        hands,
        standing=standing,
    )


@command
def conclude_line(change: Change, *, text: str, item: int | None = None, meeting: int | None = None) -> int:
    """Write an item's line of conclusion, by default the room's; answers its place. Raises ``Refused``."""
    row = _about(change, meeting, "settle_item")
    _expect_sitting(row)
    found = _item(row, item)
    said = tidy(text)
    if said != found["conclusion"]:
        change.update(AgendaItem, found, conclusion=said)
    return place_of(row, found)


@command
def note_speech(
    change: Change, *, text: str, person: int | None = None, item: int | None = None, meeting: int | None = None
) -> int:
    """Note what a person (by number) said to an item, by default the room's; answers the speech's key.

    Raises ``Refused`` for the role, a meeting that has not begun or is over, an empty text, or somebody not invited.
    """
    row = _about(change, meeting, "note_speech")
    if row["state"] not in ACTIVE:
        _expect_sitting(row)
    said = tidy(text)
    if said is None:
        raise Refused("speech_empty")
    who = None if person is None else the_person(change, person)
    if who is not None and who["id"] not in attendance_of(row["id"]):
        raise Refused("not_invited", person=person, post=who["post"])
    place = the_item(row, item)["id"] if item is not None else row["item"]
    key = change.new_key()
    change.insert(
        Speech,
        id=key,
        meeting=row["id"],
        item=place,
        person=None if who is None else who["id"],
        text=said,
        at=change.at,
    )
    return key


def _about(change: Change, meeting: int | None, action: str) -> Row:
    row = the_meeting(change, meeting)
    hold_offices(change, row)
    change.act(action)
    return row


def _expect_sitting(row: Row) -> Row:
    if row["state"] in SITTING:
        return row
    if row["state"] in ACTIVE:
        raise Refused("meeting_recess", meeting=row["number"])
    if row["state"] == CLOSED:
        raise Refused("meeting_sealed", held_on=row["held_on"], meeting=row["number"])
    raise Refused("meeting_not_open")


def _item(meeting: Row, place: int | None, if_item: int | None = None) -> Row:
    """The item at a place, by default the room's; raises ``Refused``, also where another one is meant."""
    if place is not None:
        found = the_item(meeting, place)
    else:
        at = [each for each in items_of(meeting) if each["id"] == meeting["item"]]
        if not at:
            raise Refused("no_room_item")
        found = at[0]
    _expect_seen(meeting, found["id"], if_item)
    return found


def _expect_seen(meeting: Row, key: int, seen: int | None) -> None:
    if seen is not None and seen != key:
        at = [each["id"] for each in items_of(meeting)]
        raise Refused("room_moved", item=at.index(meeting["item"]) + 1 if meeting["item"] in at else 0)


def _aim(meeting: Row, items: Sequence[Row], to: str | int) -> Row:
    if isinstance(to, int):
        return the_item(meeting, to)
    if to not in (NEXT, PREVIOUS):
        raise Refused("unknown_item", item=to, count=len(items))
    now = next((place for place, each in enumerate(items) if each["id"] == meeting["item"]), None)
    if to == NEXT:
        aim = following([str(each["state"]) for each in items], now)
    else:
        aim = (len(items) if now is None else now) - 1
    if aim is None or aim < 0:
        raise Refused("agenda_end" if to == NEXT else "agenda_begin")
    return items[aim]
