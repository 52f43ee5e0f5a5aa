"""A meeting as the room, the wall and the papers see it: people, agenda, what was said and what was concluded."""

from __future__ import annotations

import json
from typing import Any

from store.db.connect import reading
from store.db.tables import (
    Adjustment,
    AgendaItem,
    AgendaUnit,
    Appointment,
    Assessment,
    Attendance,
    Conclusion,
    Meeting,
    Person,
    Speech,
)
from store.errors import Refused
from store.queries.closing import blockers, leftovers
from store.queries.meeting_views import (
    AttendeeView,
    ConclusionView,
    DecidedView,
    ItemView,
    MeetingView,
    PersonView,
    PresenceMark,
    SpeechView,
    UnitView,
)
from store.queries.sitting import attendance_of, newest_meeting, people_on, presence
from store.rules.meeting import PRESENT


def meeting(number: int | str | None = None, cycle: str | None = None) -> MeetingView:
    """A meeting by its number or its day (ISO), else the one that has begun, else the newest.

    Raises ``Refused`` where there is none, or several on a day.
    """
    with reading():
        return _view(_row(number, cycle))


def meetings(cycle: str | None = None) -> tuple[MeetingView, ...]:
    """All meetings, of one cycle or of all, oldest first."""
    with reading():
        query = Meeting.select().order_by(Meeting.number)
        return tuple(_view(row) for row in list((query.where(Meeting.cycle == cycle) if cycle else query).dicts()))


def people() -> tuple[PersonView, ...]:
    """Everybody who sits or sat at the table, in the order of their numbers."""
    with reading():
        return tuple(_person(row) for row in Person.select().order_by(Person.number).dicts())


def _row(number: int | str | None, cycle: str | None) -> dict[str, Any]:
    query = Meeting.select().order_by(Meeting.id.desc())
    if cycle is not None:
        query = query.where(Meeting.cycle == cycle)
    if number is None:
        newest = newest_meeting(cycle)
        if newest is None:
            raise Refused("no_meeting")
        return newest
    told = str(number)
    found = list(query.where(Meeting.held_on == told if "-" in told else Meeting.number == told).dicts())
    if not found:
        raise Refused("unknown_meeting", meeting=told)
    if len(found) > 1:
        raise Refused("several_meetings", day=told, numbers=", ".join(str(row["number"]) for row in reversed(found)))
    return dict(found[0])


def _view(row: dict[str, Any]) -> MeetingView:
    key = int(row["id"])
    persons = {int(each["id"]): _person(each) for each in Person.select().dicts()}
    offices: dict[int, list[str]] = {}
    for person, office in (
        Appointment.select(Appointment.person, Appointment.office).where(Appointment.meeting == key).tuples()
    ):
        offices.setdefault(int(person), []).append(str(office))
    units = _units(key, str(row["cycle"]))
    named = {unit.organisation for group in units.values() for unit in group}
    rated = Assessment.select(Assessment.organisation).where(Assessment.cycle == row["cycle"]).order_by(Assessment.tt)
    return MeetingView(
        entry=int(row["version"]),
        key=key,
        **{name: row[name] for name in _COLUMNS},
        people=tuple(_attendees(key, str(row["held_on"]), persons, offices)),
        presence=presence(row),
        items=tuple(
            _item(each, place, units.get(int(each["id"]), ()))
            for place, each in enumerate(_of(AgendaItem, key, AgendaItem.position), 1)
        ),
        speeches=tuple(_speech(each, persons) for each in _of(Speech, key, Speech.id)),
        conclusions=tuple(conclusion_of(each) for each in _of(Conclusion, key, Conclusion.id)),
        marks=tuple(
            PresenceMark(each["version"], persons[each["person"]], each["state"], each["at"], each["expected"])
            for each in _of(Attendance, key, Attendance.id)
        ),
        blockers=blockers(row),
        leftovers=leftovers(row),
        outside=tuple(str(code) for (code,) in rated.tuples() if code not in named),
    )


_COLUMNS = (
    "number cycle held_on starts place decides quorum majority state item item_since opened closed seal_digest "
    "seal_count decision_number decision_date decision_signer"
).split()


def _of(model: Any, meeting_key: int, order: Any) -> list[dict[str, Any]]:
    return list(model.select().where(model.meeting == meeting_key).order_by(order, model.id).dicts())


def _attendees(key: int, day: str, persons: dict[int, PersonView], offices: dict[int, list[str]]) -> list[AttendeeView]:
    """Everybody on the list whose post holds on the day, in the order of their numbers, and whoever else attended."""
    known = attendance_of(key)
    in_post = {int(each["id"]) for each in people_on(day)}
    listed = [each for each in known.values() if each["person"] in in_post or each["state"] == PRESENT]
    views = [
        AttendeeView(
            persons[each["person"]],
            each["state"],
            each["at"],
            each["expected"],
            tuple(sorted(offices.get(each["person"], ()))),
        )
        for each in listed
    ]
    return sorted(views, key=lambda each: each.person.number)


def _units(key: int, cycle: str) -> dict[int, tuple[UnitView, ...]]:
    decided: dict[str, DecidedView] = {}
    rows = (
        Adjustment.select(Adjustment, Assessment.organisation.alias("organisation"))
        .join(Assessment, on=(Adjustment.assessment == Assessment.id))
        .where(Adjustment.meeting == key)
        .order_by(Adjustment.id)
    )
    for each in rows.dicts():
        told = json.loads(each["departed"] or "[]")
        decided[str(each["organisation"])] = DecidedView(
            entry=int(each["id"]) // 100_000,
            kind=each["kind"],
            from_level=each["from_level"],
            to_level=each["to_level"],
            reason=each["reason"],
            note=each["note"],
            departed=tuple((one["rule"], one["level"], one["clause"]) for one in told),
            supersedes=each["supersedes"],
        )
    found: dict[int, list[UnitView]] = {}
    query = (
        AgendaUnit.select(AgendaUnit.item, Assessment)
        .join(Assessment, on=(AgendaUnit.organisation == Assessment.organisation))
        .where(AgendaUnit.meeting == key, Assessment.cycle == cycle)
        .order_by(Assessment.tt)
    )
    names = "organisation tt name full_name kind self_level proposed_level final_level".split()
    for each in query.dicts():
        unit = UnitView(**{name: each[name] for name in names}, decided=decided.get(str(each["organisation"])))
        found.setdefault(int(each["item"]), []).append(unit)
    return {item: tuple(units) for item, units in found.items()}


def _item(row: dict[str, Any], place: int, units: tuple[UnitView, ...]) -> ItemView:
    names = "kind title minutes state conclusion spent".split()
    return ItemView(
        entry=int(row["version"]),
        key=int(row["id"]),
        place=place,
        units=units,
        **{name: row[name] for name in names},
    )


def _speech(row: dict[str, Any], persons: dict[int, PersonView]) -> SpeechView:
    person = None if row["person"] is None else persons[row["person"]]
    return SpeechView(int(row["version"]), int(row["id"]), row["item"], person, row["text"], row["at"])


def conclusion_of(row: dict[str, Any]) -> ConclusionView:
    """What was concluded, from its row."""
    hands = (row["hands_for"], row["hands_against"], row["hands_abstained"])
    return ConclusionView(
        entry=int(row["version"]),
        item=row["item"],
        kind=row["kind"],
        at=row["at"],
        present=tuple(json.loads(row["present"])),
        recused=tuple(json.loads(row["recused"])),
        voting=row["voting"],
        voting_present=row["voting_present"],
        quorate=bool(row["quorate"]),
        carried=bool(row["carried"]),
        hands=None if hands[0] is None else hands,
        text=row["text"],
    )


def _person(row: dict[str, Any]) -> PersonView:
    return PersonView(
        key=int(row["id"]),
        number=int(row["number"]),
        post=str(row["post"]),
        full_name=row["full_name"],
        votes=bool(row["votes"]),
        account=row["account"],
        valid_from=row["valid_from"],
        valid_to=row["valid_to"],
    )
