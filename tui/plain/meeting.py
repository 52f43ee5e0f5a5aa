"""The room of the meeting: how it stands, where it is, who spoke, following it, and all that can be done in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from store.errors import Refused
from store.queries.meeting import meeting
from store.queries.meeting_views import AttendeeView, MeetingView, SpeechView
from store.queries.sitting import offices
from store.rules.dates import written
from store.rules.meeting import CLOSED
from store.rules.roles import may
from tui.plain.asking import Back, Choice, numbered
from tui.plain.meeting_concluding import agree_room, level_room, park_room, skip_room
from tui.plain.meeting_item import at_item, called, one_of, state_of, the_item, told
from tui.plain.meeting_running import (
    attend_room,
    close_room,
    go_room,
    minutes_room,
    move_meeting,
    reopen_room,
    speech_room,
)
from tui.plain.session import Session
from tui.plain.unit import tell_why


def meeting_room(session: Session) -> None:
    """Tell how the meeting stands, then do what is asked until somebody goes back; raises ``Refused`` without one."""
    view = meeting()
    session.say(*told(session, view))
    session.offer(_choices(session, view))
    while True:
        view = meeting()
        where = session.words("plain.where.meeting", day=written(view.held_on))
        try:
            answer = session.ask.choose(where, _choices(session, view))
        except Back:
            return
        try:
            _DEEDS[answer.code].do(session)
        except Refused as refused:
            session.refuse(refused)
        except Back:
            continue


def _choices(session: Session, view: MeetingView) -> tuple[Choice, ...]:
    """What can be done, each barred where the roles and offices forbid it; the numbers are everybody's."""
    held = {*session.me.roles, *offices(session.actor, view.key)}
    return numbered(
        [
            session.choice(name, barred=session.barred(deed.action, allowed=may(held, deed.action)))
            if deed.action
            else session.choice(name)
            for name, deed in _DEEDS.items()
        ]
    )


# What is told


def _read_again(session: Session) -> None:
    session.say(*told(session, meeting()))


def _why(session: Session) -> None:
    """Every rule of every level for the room's item; of many first asks for whom."""
    view = meeting()
    tell_why(session, one_of(session, the_item(view)).organisation)


def _spoken(session: Session) -> None:
    """Who said what to the room's item, oldest first."""
    view = meeting()
    item = the_item(view)
    said = [each for each in view.speeches if each.item == item.key]
    if not said:
        session.tell("plain.meeting.nobody_spoke")
        return
    session.pages(session.words("plain.where.spoken"), [_speech(session, each) for each in said])


def _speech(session: Session, said: SpeechView) -> str:
    time = session.teller.time(said.at)
    if said.person is None:
        return session.words("plain.meeting.own_note", time=time, text=said.text)
    return session.words("plain.meeting.said", who=session.teller.person(said.person.post), time=time, text=said.text)


def _people(session: Session) -> None:
    """Everybody on the list with the number, the vote, and the newest word on presence."""
    view = meeting()
    session.pages(session.words("plain.where.people"), [_person(session, each) for each in view.people])


def _person(session: Session, each: AttendeeView) -> str:
    words = session.words
    parts = [words(f"meeting.office.{office}") for office in each.offices]
    parts += [words("plain.meeting.votes")] if each.person.votes else []
    parts.append(words(f"meeting.attendance.{each.state}"))
    post = session.teller.person(each.person.post)
    return words("plain.meeting.person", number=each.person.number, post=post, what=", ".join(parts))


def _agenda(session: Session) -> None:
    """Every item with its state."""
    view = meeting()
    lines = [
        session.words(
            "plain.meeting.on_agenda",
            place=item.place,
            item=called(session, item),
            state=state_of(session, item, current=item.key == view.item),
        )
        for item in view.items
    ]
    session.pages(session.words("plain.where.agenda"), lines)


def follow_room(session: Session) -> None:
    """Wait for Enter, and each time tell where the room is if it moved; back leaves, the end of the meeting too."""
    session.tell("plain.meeting.follow_how")
    seen: tuple[object, ...] | None = None
    while True:
        view = meeting()
        item = view.room
        now = (view.state, view.item, item.state if item else None)
        if now != seen:
            session.say(*(told(session, view) if seen is None or seen[0] != view.state else at_item(session, view)))
        elif item is not None:
            session.tell("plain.meeting.same", place=item.place)
        else:
            session.tell("plain.meeting.nowhere")
        if seen is not None and view.state == CLOSED:
            return
        seen = now
        session.ask.pause(session.words("plain.where.follow"))
        session.hear()


@dataclass(frozen=True)
class Deed:
    """What a choice does, and which action of the store's table of rights it is (empty: everybody's)."""

    do: Callable[[Session], object]
    action: str = ""


_DEEDS: dict[str, Deed] = {
    "read_again": Deed(_read_again),
    "follow": Deed(follow_room),
    "why": Deed(_why),
    "spoken": Deed(_spoken),
    "people": Deed(_people),
    "agenda": Deed(_agenda),
    "minutes": Deed(minutes_room),
    "next_item": Deed(lambda session: go_room(session, "next"), "move_room"),
    "previous_item": Deed(lambda session: go_room(session, "previous"), "move_room"),
    "agree_item": Deed(agree_room, "agree_final"),
    "adjust": Deed(level_room, "adjust_final"),
    "park": Deed(park_room, "settle_item"),
    "skip": Deed(skip_room, "settle_item"),
    "attend": Deed(attend_room, "take_attendance"),
    "speech": Deed(speech_room, "note_speech"),
    "open_meeting": Deed(lambda session: move_meeting(session, "open"), "open_meeting"),
    "recess_meeting": Deed(lambda session: move_meeting(session, "recess"), "recess_meeting"),
    "resume_meeting": Deed(lambda session: move_meeting(session, "resume"), "resume_meeting"),
    "close_meeting": Deed(close_room, "close_meeting"),
    "reopen_meeting": Deed(reopen_room, "reopen_meeting"),
}
"""What can be done in the room of the meeting, by the name of the choice."""
