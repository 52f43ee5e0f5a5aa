"""The room at a glance: which meeting has begun, its own item since when, who is there; read at every pulse."""

from __future__ import annotations

from dataclasses import dataclass

from store import clock
from store.db.connect import reading
from store.db.tables import AgendaItem, AgendaUnit, Assessment, Cycle, Person, Seat
from store.queries.accounts import AccountView, account
from store.queries.sitting import active_meeting, area_of, offices, presence
from store.rules.meeting import BLOCK, CHAIR, CONCLUDED, PARKED, following

LIFE_MS = 45_000
"""Without a sign of life for so long a seat is empty."""


@dataclass(frozen=True)
class RoomItem:
    """An item as the room calls it out: its place, its organisations, number and name of the first, how many."""

    key: int
    place: int
    kind: str
    title: str | None
    state: str
    organisations: tuple[str, ...]
    tt: int | None
    name: str | None

    @property
    def is_block(self) -> bool:
        """Whether many organisations are agreed in one motion."""
        return self.kind == BLOCK


@dataclass(frozen=True)
class RoomView:
    """A meeting that has begun and is not over; times are UTC milliseconds.

    ``mine`` are the organisations that the person follows, ``parked`` those whose items are set aside; ``chairs`` says
    whether the person is appointed to chair it. ``connected`` counts present people at a laptop, ``lost`` those whose
    line dropped: they are present all the same.
    """

    meeting: int
    cycle: str
    held_on: str
    state: str
    decides: str
    opened: int | None
    since: int | None
    present: int
    voting: int
    voting_present: int
    needed: int
    majority: int
    quorate: bool
    items: int
    concluded: int
    item: RoomItem | None
    next: RoomItem | None
    mine: frozenset[str]
    parked: frozenset[str]
    chairs: bool
    connected: int
    lost: int

    def is_at(self, organisation: str | None) -> bool:
        """Whether an organisation stands in the room's item."""
        return self.item is not None and organisation in self.item.organisations


def standing(login: str) -> tuple[AccountView, RoomView | None]:
    """A person's account as it is now, and the room of the open cycle; ``None`` where no meeting has begun.

    Raises ``Refused`` as ``account`` does.
    """
    with reading():
        return account(login), _room(login)


def _room(login: str) -> RoomView | None:
    cycle = Cycle.select(Cycle.code).where(Cycle.state == "open").order_by(Cycle.code.desc()).tuples().first()
    row = None if cycle is None else active_meeting(str(cycle[0]))
    if row is None:
        return None
    here = presence(row)
    query = AgendaItem.select().where(AgendaItem.meeting == row["id"]).order_by(AgendaItem.position, AgendaItem.id)
    items = list(query.dicts())
    at = next((place for place, each in enumerate(items) if each["id"] == row["item"]), None)
    after = following([str(each["state"]) for each in items], at)
    live, dropped = _lines(here.present)
    return RoomView(
        meeting=int(row["number"]),
        cycle=str(row["cycle"]),
        held_on=str(row["held_on"]),
        state=str(row["state"]),
        decides=str(row["decides"]),
        opened=row["opened"],
        since=row["item_since"],
        present=len(here.present),
        voting=len(here.voting),
        voting_present=len(here.voting_present),
        needed=here.needed,
        majority=here.majority,
        quorate=here.quorate,
        items=len(items),
        concluded=sum(each["state"] == CONCLUDED for each in items),
        item=None if at is None else item_of(items[at], at + 1, str(row["cycle"])),
        next=item_of(items[after], after + 1, str(row["cycle"])) if after is not None else None,
        mine=area_of(login),
        parked=_parked(int(row["id"])),
        chairs=CHAIR in offices(login, int(row["id"])),
        connected=len(live),
        lost=len(dropped),
    )


def _lines(present: tuple[int, ...]) -> tuple[frozenset[str], frozenset[str]]:
    """The accounts of present people that are connected, and those with only a seat that a dropped line left empty."""
    people = Person.select(Person.account).where(Person.id.in_(present), Person.account.is_null(False)).tuples()
    accounts = sorted(str(login) for (login,) in people)
    now = clock.now_ms()
    taken = list(Seat.select(Seat.account, Seat.seen).where(Seat.account.in_(accounts)).tuples())
    live = frozenset(str(login) for login, seen in taken if seen >= now - LIFE_MS)
    return live, frozenset(str(login) for login, _seen in taken) - live


def _parked(meeting: int) -> frozenset[str]:
    units = AgendaUnit.select(AgendaUnit.organisation).join(AgendaItem, on=(AgendaUnit.item == AgendaItem.id))
    rows = units.where(AgendaItem.meeting == meeting, AgendaItem.state == PARKED).tuples()
    return frozenset(str(code) for (code,) in rows)


def item_of(row: dict[str, object], place: int, cycle: str) -> RoomItem:
    """An item's row as the room calls it out; ``place`` is counted from 1."""
    units = (
        Assessment.select(Assessment.organisation, Assessment.tt, Assessment.name)
        .join(AgendaUnit, on=(AgendaUnit.organisation == Assessment.organisation))
        .where(AgendaUnit.item == row["id"], Assessment.cycle == cycle)
        .order_by(Assessment.tt)
        .tuples()
    )
    found = list(units)
    return RoomItem(
        key=int(str(row["id"])),
        place=place,
        kind=str(row["kind"]),
        title=None if row["title"] is None else str(row["title"]),
        state=str(row["state"]),
        organisations=tuple(str(code) for code, _tt, _name in found),
        tt=int(found[0][1]) if found else None,
        name=found[0][2] if found else None,
    )
