"""What an entry did in a meeting, for the message line: which item, what became of it, who came and went, who spoke."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from store.db.tables import AgendaItem, Appointment, JournalRow, Meeting, Person
from store.queries.room import RoomItem, item_of
from store.rules.meeting import CHAIR, INVITED


@dataclass(frozen=True)
class PersonNews:
    """One person by post: the newest word on presence, or the office appointed to."""

    post: str
    state: str


@dataclass(frozen=True)
class RoomNews:
    """An entry of a meeting: ``chair`` says whether who made it chairs that meeting; ``settled`` an item's new state.

    ``spoke`` is the post of whoever was noted to speak (empty: a note of nobody's), ``None`` where nothing was noted.
    """

    chair: bool
    item: RoomItem | None = None
    settled: str | None = None
    attended: tuple[PersonNews, ...] = ()
    appointed: tuple[PersonNews, ...] = ()
    spoke: str | None = None


def room_news(entry: int, meeting: str | None, actor: str) -> RoomNews | None:
    """What an entry did in its meeting; ``None`` for one that belongs to none."""
    row = None if meeting is None else Meeting.select().where(Meeting.number == int(meeting)).dicts().first()
    if row is None:
        return None
    images: dict[str, list[tuple[dict[str, Any] | None, dict[str, Any] | None]]] = {}
    query = JournalRow.select(JournalRow.table, JournalRow.before, JournalRow.after)
    for table, before, after in query.where(JournalRow.entry == entry).order_by(JournalRow.n).tuples():
        images.setdefault(str(table), []).append((_read(before), _read(after)))
    item, settled = _item(images, row)
    attended = [after for _before, after in images.get("attendance", ()) if after and after["state"] != INVITED]
    appointed = [after for _before, after in images.get("appointment", ()) if after]
    speeches = [after for _before, after in images.get("speech", ()) if after]
    posts = dict(Person.select(Person.id, Person.post).tuples())
    return RoomNews(
        chair=_chairs(actor, int(row["id"])),
        item=item,
        settled=settled,
        attended=tuple(PersonNews(str(posts[each["person"]]), str(each["state"])) for each in attended),
        appointed=tuple(PersonNews(str(posts[each["person"]]), str(each["office"])) for each in appointed),
        spoke=str(posts.get(speeches[-1]["person"], "")) if speeches else None,
    )


def _item(images: dict[str, list[Any]], meeting: dict[str, Any]) -> tuple[RoomItem | None, str | None]:
    """The item that an entry took the room to, else the one whose state it changed, and to what."""
    for before, after in images.get("meeting", ()):
        if before and after and after["item"] not in (None, before["item"]):
            return _found(int(after["item"]), meeting), None
    for before, after in images.get("agenda_item", ()):
        if before and after and before["state"] != after["state"]:
            return _found(int(after["id"]), meeting), str(after["state"])
    return None, None


def _found(key: int, meeting: dict[str, Any]) -> RoomItem | None:
    """An item as it stands now; one that has left the agenda since is not told."""
    items = list(
        AgendaItem.select()
        .where(AgendaItem.meeting == meeting["id"])
        .order_by(AgendaItem.position, AgendaItem.id)
        .dicts()
    )
    for place, each in enumerate(items, 1):
        if each["id"] == key:
            return item_of(each, place, str(meeting["cycle"]))
    return None


def _chairs(actor: str, meeting: int) -> bool:
    query = Appointment.select(Appointment.id).join(Person, on=(Appointment.person == Person.id))
    return bool(
        query.where(Appointment.meeting == meeting, Appointment.office == CHAIR, Person.account == actor).exists()
    )


def _read(image: str | None) -> dict[str, Any] | None:
    found: dict[str, Any] | None = None if image is None else json.loads(image)
    return found
