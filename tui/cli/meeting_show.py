"""``meeting show``: the meeting in lines for a person, or as a document whose keys stay as they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from store.queries.meeting_views import (
    AttendeeView,
    ConclusionView,
    DecidedView,
    ItemView,
    MeetingView,
    SpeechView,
    UnitView,
)
from store.rules.dates import written
from store.rules.meeting import HALF, PENDING
from tui.cli import output
from tui.telling import Teller

CURRENT = "current"
"""What the room's item is called that is not settled."""


def show(view: MeetingView, teller: Teller) -> None:
    """Print state, attendance, people with their numbers, the agenda, what is left."""
    words = teller.words
    for line in _above(view, teller):
        output.line(line)
    if view.people:
        output.table([words(f"column.{name}") for name in _PEOPLE], [_person(each, teller) for each in view.people])
    else:
        output.line(words("cli.nobody_listed"))
    output.table([words(f"column.{name}") for name in _AGENDA], [_item(each, view, teller) for each in view.items])
    for line in _below(view, teller):
        output.line(line)


def _above(view: MeetingView, teller: Teller) -> Iterator[str]:
    words, here = teller.words, view.presence
    state = words(f"meeting.state.{view.state}")
    yield words("cli.meeting_head", number=view.number, day=written(view.held_on), state=state)
    counts = {"present": len(here.voting_present), "voting": len(here.voting), "needed": here.needed}
    yield words("cli.meeting_presence", **counts, majority=here.majority)
    if view.chair is not None:
        yield words("cli.meeting_chair", who=view.chair.post)
    if view.decision_number is not None:
        day = written(view.decision_date) if view.decision_date else words("unknown")
        yield words("cli.meeting_decided", number=view.decision_number, day=day)
    if view.seal_digest is not None:
        yield words("cli.meeting_seal", count=view.seal_count, digest=view.seal_digest)


def _below(view: MeetingView, teller: Teller) -> Iterator[str]:
    words = teller.words
    if view.room is not None:
        yield words("cli.meeting_room", item=view.room.place)
    for key, places in (("half", view.blockers.half), ("left", view.leftovers)):
        if places and view.opened is not None:
            yield words(f"cli.meeting_{key}", items=", ".join(map(str, places)))
    if view.outside:
        yield words("cli.meeting_outside", count=len(view.outside))


_PEOPLE = ("number", "post", "votes", "state", "held_office")
_AGENDA = ("tt", "agenda_item", "state", "minutes")


def _person(each: AttendeeView, teller: Teller) -> list[object]:
    words = teller.words
    offices = ", ".join(words(f"meeting.office.{office}") for office in each.offices)
    votes = words("yes" if each.person.votes else "no")
    return [each.person.number, each.person.post, votes, words(f"meeting.attendance.{each.state}"), offices or None]


def _item(item: ItemView, view: MeetingView, teller: Teller) -> list[object]:
    first = item.units[0] if item.units else None
    name = item.title or (teller.numbered(first.tt, first.name) if first else None)
    if len(item.units) > 1 and not item.title:
        name = teller.words("meeting.block", count=len(item.units))
    return [item.place, name, teller.words(f"meeting.item.{_state(item, view)}"), item.spent // 60_000 or None]


def _state(item: ItemView, view: MeetingView) -> str:
    return CURRENT if item.key == view.item and item.state in (PENDING, HALF) else item.state


def document(view: MeetingView) -> dict[str, Any]:
    """The meeting for scripts: people by their numbers, items by their places, instants as ISO texts in UTC."""
    numbers = {each.person.key: each.person.number for each in view.people}
    places = {each.key: each.place for each in view.items}
    here = view.presence
    return {
        **{name: getattr(view, name) for name in _PLAIN},
        "opened": _instant(view.opened),
        "closed": _instant(view.closed),
        "seal": {"digest": view.seal_digest, "count": view.seal_count},
        "decision": {
            "number": view.decision_number,
            "date": view.decision_date,
            "signer": view.decision_signer,
        },
        "room": {"item": places.get(view.item) if view.item else None, "since": _instant(view.item_since)},
        "presence": {
            "present": _numbers(here.present, numbers),
            "voting": len(here.voting),
            "voting_present": len(here.voting_present),
            "needed": here.needed,
            "majority": here.majority,
            "quorate": here.quorate,
        },
        "people": [_listed(each) for each in view.people],
        "items": [_on_agenda(each, view) for each in view.items],
        "speeches": [_speech(each, places) for each in view.speeches],
        "conclusions": [_conclusion(each, places, numbers) for each in view.conclusions],
        "unfinished": {"items": list(view.blockers.half), "wordless": list(view.blockers.wordless)},
        "leftovers": list(view.leftovers),
        "outside": list(view.outside),
    }


_PLAIN = ("number", "cycle", "held_on", "starts", "place", "decides", "quorum", "majority", "state")


def _listed(each: AttendeeView) -> dict[str, Any]:
    person = each.person
    return {
        "number": person.number,
        "post": person.post,
        "full_name": person.full_name,
        "votes": person.votes,
        "account": person.account,
        "state": each.state,
        "since": _instant(each.since),
        "expected": each.expected,
        "offices": list(each.offices),
    }


def _on_agenda(item: ItemView, view: MeetingView) -> dict[str, Any]:
    return {
        "place": item.place,
        "kind": item.kind,
        "title": item.title,
        "minutes": item.minutes,
        "state": _state(item, view),
        "conclusion": item.conclusion,
        "spent_seconds": item.spent // 1000,
        "organisations": [_unit(each) for each in item.units],
    }


def _unit(unit: UnitView) -> dict[str, Any]:
    names = ("tt", "name", "kind", "self_level", "proposed_level", "final_level")
    told = {name: getattr(unit, name) for name in names}
    return {"org": unit.organisation, **told, "decided": None if unit.decided is None else _decided(unit.decided)}


def _decided(made: DecidedView) -> dict[str, Any]:
    names = ("entry", "kind", "from_level", "to_level", "reason", "note")
    departed = [{"rule": rule, "level": level, "clause": clause} for rule, level, clause in made.departed]
    return {**{name: getattr(made, name) for name in names}, "departed": departed}


def _speech(said: SpeechView, places: Mapping[int, int]) -> dict[str, Any]:
    item = None if said.item is None else places.get(said.item)
    person = None if said.person is None else said.person.number
    return {"entry": said.entry, "item": item, "person": person, "text": said.text, "at": _instant(said.at)}


def _conclusion(made: ConclusionView, places: Mapping[int, int], numbers: Mapping[int, int]) -> dict[str, Any]:
    hands = None if made.hands is None else dict(zip(("for", "against", "abstained"), made.hands, strict=True))
    return {
        "entry": made.entry,
        "item": None if made.item is None else places.get(made.item),
        "kind": made.kind,
        "at": _instant(made.at),
        "present": _numbers(made.present, numbers),
        "recused": _numbers(made.recused, numbers),
        "voting": made.voting,
        "voting_present": made.voting_present,
        "quorate": made.quorate,
        "carried": made.carried,
        "hands": hands,
        "text": made.text,
    }


def _numbers(keys: Iterable[int], numbers: Mapping[int, int]) -> list[int]:
    return sorted(numbers[key] for key in keys if key in numbers)


def _instant(at: int | None) -> str | None:
    return None if at is None else datetime.fromtimestamp(at / 1000, UTC).isoformat(timespec="milliseconds")
