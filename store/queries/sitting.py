"""Which meeting sits, who is there and who has an office in it: what commands and screens ask again and again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from store.db.connect import reading
from store.db.journal import entry_of
from store.db.tables import Account, Appointment, Area, Attendance, Cycle, Meeting, Person, Tie
from store.rules.meeting import ACTIVE, CHAIR, CLOSED, PRESENT, majority, quorum
from store.rules.register import in_force
from store.rules.roles import BETWEEN, IN_SESSION, NO_MEETINGS


@dataclass(frozen=True)
class Presence:
    """Who of a meeting's people is there now; ``needed`` to sit, ``majority`` to decide, both of all who vote."""

    present: tuple[int, ...]
    voting: tuple[int, ...]
    voting_present: tuple[int, ...]
    needed: int
    majority: int

    @property
    def quorate(self) -> bool:
        """Whether enough voting members are there to sit."""
        return len(self.voting_present) >= self.needed

    def can_carry(self, recused: frozenset[int] = frozenset()) -> bool:
        """Whether those who are there and take part are enough for a decision."""
        return len(set(self.voting_present) - recused) >= self.majority


def active_meeting(cycle: str) -> dict[str, Any] | None:
    """The meeting on a cycle that has begun and is not over, as its row."""
    found: dict[str, Any] | None = (
        Meeting.select().where(Meeting.cycle == cycle, Meeting.state.in_(sorted(ACTIVE))).dicts().first()
    )
    return found


def newest_meeting(cycle: str | None = None) -> dict[str, Any] | None:
    """The meeting that has begun and is not over, else the newest, of a cycle or of all; as its row."""
    query = Meeting.select() if cycle is None else Meeting.select().where(Meeting.cycle == cycle)
    begun: dict[str, Any] | None = (
        query.where(Meeting.state.in_(sorted(ACTIVE))).order_by(Meeting.id.desc()).dicts().first()
    )
    newest: dict[str, Any] | None = query.order_by(Meeting.id.desc()).dicts().first()
    return begun or newest


def has_meetings(cycle: str) -> bool:
    """Whether a cycle uses meetings, so that final levels are set in one."""
    return bool(Meeting.select(Meeting.id).where(Meeting.cycle == cycle).exists())


def sitting(cycle: str | None = None) -> str:
    """Whether final levels of a cycle (by default of the open one) are set without meetings, or in one, and now."""
    with reading():
        if cycle is None:
            opened = Cycle.select(Cycle.code).where(Cycle.state == "open")
            found = opened.order_by(Cycle.code.desc()).tuples().first()
            cycle = "" if found is None else str(found[0])
        if active_meeting(cycle) is not None:
            return IN_SESSION
        return BETWEEN if has_meetings(cycle) else NO_MEETINGS


def offices(login: str, meeting: int | None = None) -> frozenset[str]:
    """What the person behind a login is appointed to: in a meeting, or in any that has begun and is not over."""
    query = (
        Appointment.select(Appointment.office)
        .join(Person, on=(Appointment.person == Person.id))
        .join(Meeting, on=(Appointment.meeting == Meeting.id))
        .join(Account, on=(Person.account == Account.login))
        .where(Account.login == login, Account.active == 1)
    )
    held = query.where(Meeting.state.in_(sorted(ACTIVE)) if meeting is None else Meeting.id == meeting)
    return frozenset(str(office) for (office,) in held.tuples())


def chair_of(meeting: int) -> int | None:
    """The key of the person who chairs a meeting."""
    query = Appointment.select(Appointment.person).where(Appointment.meeting == meeting, Appointment.office == CHAIR)
    found = query.tuples().first()
    return None if found is None else int(found[0])


def attendance_of(meeting: int) -> dict[int, dict[str, Any]]:
    """The newest word on each person's presence, by the person's key."""
    rows = Attendance.select().where(Attendance.meeting == meeting).order_by(Attendance.id).dicts()
    return {int(row["person"]): row for row in rows}


def people_on(day: str) -> tuple[dict[str, Any], ...]:
    """The people who have their post on a day, in the order of their numbers."""
    rows = Person.select().order_by(Person.number).dicts()
    return tuple(row for row in rows if in_force(row["valid_from"], row["valid_to"], day))


def presence(meeting: dict[str, Any]) -> Presence:
    """Who is there now, of those whose post holds on the meeting's day."""
    people = [each for each in people_on(str(meeting["held_on"])) if not _came_after(meeting, each)]
    known = attendance_of(int(meeting["id"]))
    here = tuple(int(each["id"]) for each in people if known.get(each["id"], {}).get("state") == PRESENT)
    voting = tuple(int(each["id"]) for each in people if each["votes"])
    return Presence(
        present=here,
        voting=voting,
        voting_present=tuple(key for key in here if key in voting),
        needed=quorum(len(voting), str(meeting["quorum"])),
        majority=majority(len(voting), str(meeting["majority"])),
    )


def _came_after(meeting: dict[str, Any], person: dict[str, Any]) -> bool:
    """Whether somebody was added when the meeting was sealed already."""
    sealed = meeting["seal_count"] if meeting["state"] == CLOSED else None
    return sealed is not None and entry_of(int(person["id"])) > int(sealed)


def person_of(login: str) -> int | None:
    """The key of the person who logs in with a name."""
    found = Person.select(Person.id).where(Person.account == login).tuples().first()
    return None if found is None else int(found[0])


def tied(organisation: str) -> frozenset[int]:
    """The people who take no part in deciding on an organisation."""
    rows = Tie.select(Tie.person).where(Tie.organisation == organisation).tuples()
    return frozenset(int(key) for (key,) in rows)


def area_of(login: str) -> frozenset[str]:
    """The organisations that the person behind a login is charged with following."""
    rows = Area.select(Area.organisation).join(Person, on=(Area.person == Person.id)).where(Person.account == login)
    return frozenset(str(code) for (code,) in rows.tuples())
