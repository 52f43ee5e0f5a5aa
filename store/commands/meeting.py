"""A meeting's life: planned, prepared, open, in recess, closed and sealed, reopened with a reason."""

from __future__ import annotations

import re
from collections.abc import Callable

import peewee

from store.commands.assessment import the_cycle
from store.commands.base import Change, Row, as_date, command, tidy
from store.commands.deciding import hold_offices
from store.db.tables import Account, AgendaItem, Appointment, Meeting, Person, Speech
from store.errors import Refused
from store.queries.closing import blockers, last_entry, leftovers
from store.queries.sitting import active_meeting, attendance_of, chair_of, newest_meeting
from store.rules.meeting import (
    ATTENDANCES,
    CHAIR,
    CHAIR_CONCLUDES,
    CLOSED,
    DRAFT,
    OFFICES,
    PREPARED,
    WAYS,
    fraction,
    left_open,
    moved,
)

QUORUM, MAJORITY = "2/3", "1/2"
"""What a meeting is planned with; both shares are of all voting members, and not read in a rule."""

_CLOCK = re.compile(r"([01]?\d|2[0-3])[:h]([0-5]\d)", re.ASCII)


@command
def plan_meeting(
    change: Change,
    *,
    held_on: str,
    cycle: str | None = None,
    starts: str | None = None,
    place: str | None = None,
    decides: str = CHAIR_CONCLUDES,
    quorum: str = QUORUM,
    majority: str = MAJORITY,
) -> int:
    """Plan a meeting on an open cycle for a day; answers its number. From here on final levels are set in meetings.

    Raises ``Refused`` for the role, a closed cycle, a bad date, time or share, an unknown way to decide.
    """
    change.act("plan_meeting")
    opened = the_cycle(cycle)
    number = 1 + (Meeting.select(peewee.fn.MAX(Meeting.number)).scalar() or 0)
    day = as_date(held_on)
    if day is None:
        raise Refused("bad_date", text=held_on)
    terms = _terms(starts=starts, place=place, decides=decides, quorum=quorum, majority=majority)
    change.meeting = str(number)
    change.insert(Meeting, id=change.new_key(), number=number, cycle=opened["code"], held_on=day, state=DRAFT, **terms)
    return int(number)


@command
def change_meeting(
    change: Change,
    *,
    meeting: int | None = None,
    held_on: str | None = None,
    starts: str | None = None,
    place: str | None = None,
    decides: str | None = None,
    quorum: str | None = None,
    majority: str | None = None,
) -> int:
    """Change the terms of a meeting that has not begun: what is ``None`` stays; answers its number.

    Raises ``Refused`` as ``plan_meeting``, and for a meeting that has begun.
    """
    change.act("plan_meeting")
    row = the_meeting(change, meeting)
    if row["state"] not in (DRAFT, PREPARED):
        raise Refused("meeting_begun", meeting=row["number"])
    columns = _terms(starts=starts, place=place, decides=decides, quorum=quorum, majority=majority)
    if held_on is not None:
        columns["held_on"] = as_date(held_on) or row["held_on"]
    if any(row[name] != value for name, value in columns.items()):
        change.update(Meeting, row, **columns)
    return int(row["number"])


@command
def ready_meeting(change: Change, *, meeting: int | None = None) -> int:
    """Mark a meeting as prepared; answers its number. Raises ``Refused`` in another state, or with an empty agenda."""
    return _move(change, meeting, "ready", _expect_agenda)


@command
def redraft_meeting(change: Change, *, meeting: int | None = None) -> int:
    """Take a prepared meeting back to its preparation; answers its number. Raises ``Refused`` in another state."""
    return _move(change, meeting, "redraft")


@command
def open_meeting(change: Change, *, meeting: int | None = None) -> int:
    """Open a prepared meeting; answers its number.

    Raises ``Refused`` in another state, while another meeting of the cycle is not over or where the cycle is closed,
    before anybody's attendance is recorded, or without a chair.
    """
    return _move(change, meeting, "open", _expect_people)


@command
def recess_meeting(change: Change, *, meeting: int | None = None) -> int:
    """Begin a recess, in which no level is set; answers the number. Raises ``Refused`` in another state."""
    return _move(change, meeting, "recess")


@command
def resume_meeting(change: Change, *, meeting: int | None = None) -> int:
    """Go on after a recess; answers the number. Raises ``Refused`` in another state."""
    return _move(change, meeting, "resume")


@command
def close_meeting(
    change: Change, *, meeting: int | None = None, leave_rest: bool = False, if_entry: int | None = None
) -> int:
    """Close a meeting and seal what it did; answers its number.

    The seal is the number and the hash of the entry before this one. ``if_entry`` is the meeting's last entry that the
    minutes told when they were read. Raises ``Refused`` in another state, with items left open or words missing, with
    more recorded than was read, and, unless ``leave_rest``, with items parked or not taken up.
    """

    def seal(row: Row) -> None:
        stop = blockers(row)
        if stop.half or stop.wordless:
            raise Refused("meeting_unfinished", half=len(stop.half), wordless=len(stop.wordless))
        if if_entry is not None and last_entry(row["number"]) > if_entry:
            raise Refused("meeting_read_before")
        rest = leftovers(row)
        if rest and not leave_rest:
            raise Refused("meeting_leftovers", count=len(rest))

    return _move(change, meeting, "close", seal)


@command
def reopen_meeting(change: Change, *, why: str, meeting: int | None = None) -> int:
    """Open a closed meeting again, with a reason that stands in the minutes; answers its number.

    It is the chair's to do; the secretary records it only for a chair without an account. Raises ``Refused`` without
    words, in another state, while another meeting of the cycle is not over, or where the cycle is closed.
    """

    def allowed(row: Row) -> None:
        said = tidy(why)
        if said is None:
            raise Refused("reopen_why")
        _expect_alone(row)
        chair = change.find(Person, id=chair_of(row["id"]))
        held = None if chair is None else change.find(Account, login=chair["account"], active=1)
        if CHAIR not in change.roles and chair is not None and held is not None:
            raise Refused("reopen_chair", post=chair["post"])
        change.insert(Speech, id=change.new_key(), meeting=row["id"], text=said, at=change.at)

    return _move(change, meeting, "reopen", allowed)


@command
def appoint(change: Change, *, person: int, office: str, meeting: int | None = None) -> int:
    """Appoint a chair (who takes the place of the former) or a teller for a meeting; answers the person's number.

    Raises ``Refused`` for the role, an unknown office or person, one who is not invited, a meeting that is over, or
    nothing new.
    """
    row = _about(change, meeting, "appoint")
    if office not in OFFICES:
        raise Refused("unknown_office", office=office, known=", ".join(OFFICES))
    if row["state"] == CLOSED:
        raise Refused("meeting_sealed", held_on=row["held_on"], meeting=row["number"])
    who = change.find(Person, number=person)
    if who is None:
        raise Refused("unknown_person", person=person)
    if who["id"] not in attendance_of(row["id"]):
        raise Refused("not_invited", person=person, post=who["post"])
    if change.find(Appointment, meeting=row["id"], person=who["id"], office=office) is not None:
        raise Refused("nothing_changed")
    if office == CHAIR and (former := change.find(Appointment, meeting=row["id"], office=CHAIR)) is not None:
        change.delete(Appointment, former)
    change.insert(Appointment, id=change.new_key(), meeting=row["id"], person=who["id"], office=office)
    return person


@command
def set_decision(
    change: Change, *, number: str, dated: str, signer: str | None = None, meeting: int | None = None
) -> int:
    """Record number and date of the paper that a closed meeting's decision was issued with; answers the meeting.

    Raises ``Refused`` for the role, a meeting that is not closed, a missing number or a bad date.
    """
    row = _about(change, meeting, "set_decision")
    if row["state"] != CLOSED:
        raise Refused("meeting_not_closed", meeting=row["number"])
    told, day = tidy(number), as_date(dated)
    if told is None or day is None:
        raise Refused("decision_incomplete")
    columns = {"decision_number": told, "decision_date": day, "decision_signer": tidy(signer)}
    if any(row[name] != value for name, value in columns.items()):
        change.update(Meeting, row, **columns)
    return int(row["number"])


def the_meeting(change: Change, number: int | None) -> Row:
    """The numbered meeting, or the one that has begun, or else the newest; raises ``Refused``."""
    row = newest_meeting() if number is None else change.find(Meeting, number=number)
    if row is None:
        raise Refused("unknown_meeting" if number is not None else "no_meeting", meeting=number)
    change.meeting = str(row["number"])
    return row


def _about(change: Change, number: int | None, action: str) -> Row:
    """A meeting, once the actor's office in it is counted among the roles and allows the action."""
    row = the_meeting(change, number)
    hold_offices(change, row)
    change.act(action)
    return row


def _move(change: Change, number: int | None, move: str, check: Callable[[Row], None] | None = None) -> int:
    row = _about(change, number, f"{move}_meeting")
    to = moved(row["state"], move)
    if to is None:
        raise Refused("meeting_move", meeting=row["number"], meeting_state=row["state"], move=move)
    if check is not None:
        check(row)
    columns: Row = {"state": to}
    if move in ("recess", "close") and row["item"] is not None:
        leave_item(change, row, settle=False)
        columns["item_since"] = None
    if move in ("resume", "reopen") and row["item"] is not None:
        columns["item_since"] = change.at
    if move == "open":
        columns["opened"] = change.at
    if move == "close":
        columns |= {"closed": change.at, "seal_digest": change.previous_hash, "seal_count": change.entry - 1}
    change.update(Meeting, row, **columns)
    return int(row["number"])


def leave_item(change: Change, meeting: Row, *, settle: bool = True) -> None:
    """Add the time that the room's item took; where the room goes on, one that is not settled stays half done."""
    item = change.find(AgendaItem, id=meeting["item"])
    if item is None:
        return
    since = meeting["item_since"]
    columns: Row = {"spent": item["spent"] + (change.at - since if since else 0)}
    if settle:
        columns["state"] = left_open(item["state"])
    if any(item[name] != value for name, value in columns.items()):
        change.update(AgendaItem, item, **columns)


def _expect_agenda(row: Row) -> None:
    if not AgendaItem.select().where(AgendaItem.meeting == row["id"]).exists():
        raise Refused("agenda_empty", meeting=row["number"])


def _expect_people(row: Row) -> None:
    _expect_alone(row)
    if not any(each["state"] in ATTENDANCES for each in attendance_of(row["id"]).values()):
        raise Refused("no_attendance", meeting=row["number"])
    if chair_of(row["id"]) is None:
        raise Refused("no_chair", meeting=row["number"])


def _expect_alone(row: Row) -> None:
    the_cycle(row["cycle"])
    other = active_meeting(str(row["cycle"]))
    if other is not None and other["id"] != row["id"]:
        raise Refused("meeting_other", meeting=other["number"], held_on=other["held_on"])


def _terms(**given: str | None) -> Row:
    """The terms that are named, checked."""
    columns: Row = {}
    if (starts := given["starts"]) is not None:
        columns["starts"] = clock_time(starts)
    if (place := given["place"]) is not None:
        columns["place"] = tidy(place)
    if (decides := given["decides"]) is not None:
        if decides not in WAYS:
            raise Refused("unknown_way", way=decides, known=", ".join(WAYS))
        columns["decides"] = decides
    for name in ("quorum", "majority"):
        if (share := given[name]) is not None:
            told = fraction(share)
            if told is None or (name == "majority" and told[0] == told[1]):  # more than all there are is nobody's
                raise Refused("bad_share", text=share)
            columns[name] = share
    return columns


def clock_time(text: str) -> str | None:
    """A clock time as it is kept, ``08:05``; raises ``Refused("bad_clock")``."""
    told = text.strip()
    if not told:
        return None
    found = _CLOCK.fullmatch(told)
    if found is None:
        raise Refused("bad_clock", text=text)
    return f"{int(found[1]):02}:{found[2]}"
