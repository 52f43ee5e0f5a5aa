"""Running the meeting: the room's steps, attendance, speeches, opening, recess, the end with its minutes and seal."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from store.commands.attendance import attend
from store.commands.base import Saved
from store.commands.meeting import close_meeting, open_meeting, recess_meeting, reopen_meeting, resume_meeting
from store.commands.room import move_room, note_speech
from store.errors import Refused
from store.exports.naming import PAPERS_IN
from store.queries.comparison import comparison
from store.queries.meeting import meeting
from store.queries.meeting_views import MeetingView
from store.rules.meeting import ATTENDANCES, HALF, INVITED, LATE
from store.rules.text import fold
from store.words import Words
from tui.plain.aloud import in_all_languages, quiet, typed
from tui.plain.asking import Choice, numbered
from tui.plain.meeting_item import at_item, called
from tui.plain.past import digest_in_fours
from tui.plain.session import Session

_MOVES: dict[str, Callable[..., Saved[int]]] = {
    "open": open_meeting,
    "recess": recess_meeting,
    "resume": resume_meeting,
}

BY_NAME = 5
"""So many organisations are named aloud, the others are counted."""


def go_room(session: Session, to: str) -> None:
    """Take the room on or back by one item, from where it is seen to be."""
    view = meeting()
    session.do(move_room, session.actor, to=to, if_item=view.item or 0)
    left, now = view.room, meeting()
    after = next((each for each in now.items if left is not None and each.key == left.key), None)
    if after is not None and after.state == HALF:
        session.tell("plain.meeting.left_half", place=after.place)
    session.say(*at_item(session, now))


def move_meeting(session: Session, move: str) -> None:
    """Open, begin a recess, go on: say how it stands, ask, do it."""
    view = meeting()
    here = view.presence
    facts = {"present": len(here.voting_present), "voting": len(here.voting), "needed": here.needed}
    session.tell("plain.meeting.move_asked", what=session.words(f"plain.option.{move}_meeting"))
    session.tell("plain.meeting.presence", **facts, majority=here.majority)
    if not here.quorate:
        session.tell("plain.meeting.short")
    if not session.ask.agreed(session.words(f"plain.where.{move}_meeting"), f"{move}_meeting"):
        session.tell("plain.nothing_written")
        return
    saved = session.do(_MOVES[move], session.actor, meeting=view.number)
    _tell_state(session, saved)


def _tell_state(session: Session, saved: Saved[int]) -> None:
    state = session.words(f"meeting.state.{meeting(saved.value).state}")
    session.tell("plain.meeting.state_now", time=session.teller.time(saved.at), state=state)


# Who is there, who speaks


def attend_room(session: Session) -> None:
    """Ask for people by their numbers, then what is recorded of them."""
    view = meeting()
    waiting = [each.person.number for each in view.people if each.state == INVITED]
    session.tell("plain.meeting.waiting", count=len(waiting), numbers=", ".join(map(str, waiting)) or "0")
    people = _numbers(session, view)
    choices = numbered(
        [
            Choice(
                state,
                session.words(f"meeting.attendance.{state}"),
                words=in_all_languages(f"meeting.attendance.{state}"),
            )
            for state in ATTENDANCES
        ]
    )
    session.offer(choices)
    state = session.ask.choose(session.words("plain.where.attend_state"), choices).code
    expected: str | None = None
    if state == LATE:
        session.tell("plain.meeting.expected_may")
        where, hint = session.words("plain.where.expected"), session.words("plain.help_clock")
        expected = session.ask.words(where, hint, optional=True)
    saved = session.do(attend, session.actor, people=people, state=state, expected=expected, meeting=view.number)
    here = meeting(view.number).presence
    session.tell(
        "plain.meeting.attended",
        time=session.teller.time(saved.at),
        count=len(people),
        state=session.words(f"meeting.attendance.{state}"),
        present=len(here.voting_present),
        voting=len(here.voting),
    )


def _numbers(session: Session, view: MeetingView) -> list[int]:
    """People by their numbers, asked for until all of them are on the list."""
    known = [each.person.number for each in view.people]
    while True:
        text = session.ask.words(session.words("plain.where.attend"), session.words("plain.help_attend")) or ""
        if fold(text) in typed("list_all"):
            return known
        parts = [part.strip() for part in text.replace(",", " ").split()]
        wrong = next((part for part in parts if not (part.isascii() and part.isdigit() and int(part) in known)), None)
        if parts and wrong is None:
            return [int(part) for part in dict.fromkeys(parts)]
        session.refuse(Refused("unknown_person", person=wrong or text))


def speech_room(session: Session) -> None:
    """Ask who speaks, by number or nobody, and what is said."""
    view = meeting()
    who = _speaker(session, view)
    text: str | None = None
    while True:
        where = session.words("plain.where.speech")
        text = session.ask.words(where, session.words("plain.help_note"), kept=text)
        try:
            saved = session.do(note_speech, session.actor, text=text or "", person=who, meeting=view.number)
        except Refused as refused:
            if refused.code != "too_long":
                raise
            session.refuse(refused)
            continue
        post = next((each.person.post for each in view.people if each.person.number == who), None)
        time = session.teller.time(saved.at)
        if post is None:
            session.tell("plain.meeting.noted_own", time=time)
        else:
            session.tell("plain.meeting.noted", time=time, who=session.teller.person(post))
        return


def _speaker(session: Session, view: MeetingView) -> int | None:
    known = {str(each.person.number): each.person.number for each in view.people}
    while True:
        where = session.words("plain.where.speaker")
        text = session.ask.words(where, session.words("plain.help_speaker"), optional=True)
        if text is None or text in known:
            return None if text is None else known[text]
        session.refuse(Refused("unknown_person", person=text))


# The end


def close_room(session: Session) -> None:
    """Say what is unfinished, ask what becomes of the rest, offer the minutes, then close and read the seal out."""
    view = meeting()
    if not view.blockers.none:
        session.say(*_unfinished(session, view))
        return
    if view.leftovers:
        items = [each for each in view.items if each.place in view.leftovers]
        names = "; ".join(
            session.words("plain.meeting.place", place=each.place, item=called(session, each)) for each in items
        )
        session.tell("plain.meeting.leftovers", count=len(items), names=names)
        if not session.ask.agreed(session.words("plain.where.leftovers"), "leave_rest"):
            session.tell("plain.nothing_written")
            return
    _tell_forgotten(session, view)
    choices = numbered([session.choice(name) for name in ("close_meeting", "minutes", "not")])
    session.offer(choices)
    read = None
    while True:
        answer = session.ask.choose(session.words("plain.where.close_meeting"), choices).code
        if answer == "not":
            session.tell("plain.nothing_written")
            return
        if answer == "close_meeting":
            break
        read = minutes_room(session)
    rest = bool(view.leftovers)
    saved = session.do(close_meeting, session.actor, meeting=view.number, leave_rest=rest, if_entry=read)
    _tell_state(session, saved)
    sealed = meeting(saved.value)
    session.tell("plain.meeting.sealed", count=sealed.seal_count)
    session.tell("plain.digest", digest=digest_in_fours(str(sealed.seal_digest)))


def _tell_forgotten(session: Session, view: MeetingView) -> None:
    """Say who rated themselves, stands in no item and has no final level; the first few by name."""
    rows = [row for row in comparison(view.cycle).rows if row.organisation in view.outside and row.final_level is None]
    if rows:
        names = [session.sentences.unit(row) for row in rows[:BY_NAME]]
        if len(rows) > BY_NAME:
            names.append(session.words("plain.meeting.further", count=len(rows) - BY_NAME))
        session.tell("plain.meeting.forgotten", count=len(rows), names="; ".join(names))


def _unfinished(session: Session, view: MeetingView) -> Sequence[str]:
    """Every item left open and every reason without words, by name."""
    told = [session.words("plain.meeting.unfinished")]
    told += [
        session.words("plain.meeting.half", place=each.place, item=called(session, each))
        for each in view.items
        if each.place in view.blockers.half
    ]
    compared = comparison(view.cycle)
    told += [
        session.words("plain.meeting.wordless", unit=session.sentences.unit(session.row(code, compared)))
        for code in view.blockers.wordless
    ]
    return told


def reopen_room(session: Session) -> None:
    """Open a closed meeting again, with a reason."""
    view, why = meeting(), None
    session.tell("plain.words_must")
    where = session.words("plain.where.reopen_meeting")
    why = session.ask.words(where, session.words("plain.help_note"))
    _tell_state(session, session.do(reopen_meeting, session.actor, why=why or "", meeting=view.number))


def minutes_room(session: Session) -> int:
    """The minutes as they are read aloud before the seal, ten paragraphs at a time; they are in Vietnamese.

    Answers the meeting's last entry that they tell.
    """
    from store.exports.aloud import aloud  # noqa: PLC0415 - the makers of papers are read when one is wanted

    blank = (Words(PAPERS_IN)("paper.dots"), session.words("plain.meeting.blank"))
    told = aloud(meeting().number)
    lines = [quiet(line.replace(*blank)).rstrip(":") for line in told.paragraphs if line]
    session.tell("plain.meeting.minutes_head", count=len(lines))
    session.pages(session.words("plain.where.minutes"), lines)
    return told.entry
