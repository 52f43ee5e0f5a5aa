"""Who is at a meeting: invited, present, excused, absent, late, left; of persons, whatever their laptops do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from store.commands.base import Change, Row, command
from store.commands.deciding import hold_offices
from store.commands.meeting import clock_time, the_meeting
from store.commands.people import the_person
from store.db.tables import Attendance
from store.errors import Refused
from store.queries.settings import settings
from store.queries.sitting import attendance_of
from store.rules.meeting import ACTIVE, ATTENDANCES, CLOSED, INVITED, LATE, LEFT, PREPARED, PRESENT


@command
def invite(change: Change, *, people: Sequence[int], meeting: int | None = None) -> int:
    """Put people, by their numbers, on a meeting's list; answers how many are new on it.

    Raises ``Refused`` for the role, a meeting that is over, an unknown person, or nobody new.
    """
    row = the_meeting(change, meeting)
    change.act("plan_meeting")
    if row["state"] == CLOSED:
        raise Refused("meeting_sealed", held_on=row["held_on"], meeting=row["number"])
    known = attendance_of(row["id"])
    wanted = [the_person(change, number) for number in dict.fromkeys(people)]
    new = [person for person in wanted if person["id"] not in known]
    for person in new:
        _say(change, row, person, INVITED)
    return len(new)


@command
def attend(
    change: Change,
    *,
    people: Sequence[int],
    state: str,
    expected: str | None = None,
    at: str | None = None,
    meeting: int | None = None,
) -> int:
    """Record of people, by their numbers, that they are present, excused, absent, late or have left; answers how many.

    ``expected`` is the clock time at which somebody late is awaited; ``at`` the one at which it happened, where it is
    recorded later. Somebody not invited is taken in. Raises ``Refused`` for the role, an unknown person or state, a
    meeting that is only planned or over, somebody leaving who is not there, a bad time, or nothing new.
    """
    row = the_meeting(change, meeting)
    hold_offices(change, row)
    change.act("take_attendance")
    if state not in ATTENDANCES:
        raise Refused("unknown_attendance", state=state, known=", ".join(ATTENDANCES))
    if row["state"] == CLOSED:
        raise Refused("meeting_sealed", held_on=row["held_on"], meeting=row["number"])
    if row["state"] not in (PREPARED, *ACTIVE):
        raise Refused("meeting_not_ready", meeting=row["number"])
    known = attendance_of(row["id"])
    instant = change.at if at is None else _instant(change, row, at)
    for number in dict.fromkeys(people):
        person = the_person(change, number)
        before = known.get(person["id"])
        if state == LEFT and (before is None or before["state"] != PRESENT):
            raise Refused("not_present", person=number, post=person["post"])
        if before is not None and before["state"] != INVITED and before["at"] > instant:
            raise Refused("attendance_order", person=number, post=person["post"])
        hour = clock_time(expected) if expected and state == LATE else None
        if before is None or (before["state"], before["expected"]) != (state, hour):
            _say(change, row, person, state, instant, hour)
    return len(dict.fromkeys(people))


def _say(
    change: Change, meeting: Row, person: Row, state: str, at: int | None = None, expected: str | None = None
) -> None:
    change.insert(
        Attendance,
        id=change.new_key(),
        meeting=meeting["id"],
        person=person["id"],
        state=state,
        at=change.at if at is None else at,
        expected=expected,
    )


def _instant(change: Change, meeting: Row, text: str) -> int:
    """A clock time on the meeting's day as UTC milliseconds; raises ``Refused`` for one that is yet to come."""
    hour = clock_time(text)
    if hour is None:
        raise Refused("bad_clock", text=text)
    told = datetime.fromisoformat(f"{meeting['held_on']}T{hour}:00").replace(tzinfo=UTC)
    instant = int((told - timedelta(minutes=settings().utc_offset_minutes)).timestamp() * 1000)
    if instant > change.at:
        raise Refused("clock_ahead", text=hour)
    return instant
