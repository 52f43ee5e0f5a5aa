"""The main menu: everything begins here, and every way back ends here."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from store.db.connect import is_read_only
from store.errors import Refused, Unavailable
from store.live.preferences import prefer
from store.queries.comparison import comparison
from tui.plain.asking import Back, Choice, numbered
from tui.plain.finding import find, lists_room
from tui.plain.keeping import keep_many
from tui.plain.meeting import meeting_room
from tui.plain.past import journal_room, news_room, redo_room, undo_room, verify_room
from tui.plain.reading import caps_room, overview_room, results_room
from tui.plain.remediation import remediation_room
from tui.plain.session import LANGUAGE, Session

ORDER = (
    *("overview", "find", "lists", "keep_many", "caps", "results", "journal"),
    *("news", "undo", "redo", "verify", "meeting", "remediation", "language", "leave"),
)
"""The choices of the menu; their numbers never change with what a person may do."""


def main_menu(session: Session) -> None:
    """Greet, then do what is asked until somebody leaves.

    Raises ``Refused`` for a person who may not even look, also where that was taken away meanwhile.
    """
    _greet(session)
    choices = _choices(session)
    session.say(*session.ask.help(choices, ""))
    while True:
        try:
            choices = _choices(session)
        except Unavailable as refused:
            session.refuse(refused)  # what could be chosen before may be tried
        try:
            answer = session.ask.choose(session.words("plain.where.menu"), choices)
            if answer.code == "leave":
                return
            if answer.code in _TAKING:
                _TAKING[answer.code](session, answer.text)
            else:
                _ROOMS[answer.code](session)
        except Refused as refused:
            session.refuse(refused)
        except Back:
            session.tell("plain.at_menu")


def _greet(session: Session) -> None:
    view, me, words = comparison(), session.me, session.words
    session.tell("plain.welcome", committee=view.committee, cycle=view.cycle, state=words(f"cycle.{view.state}"))
    if is_read_only():
        session.tell("plain.read_only")
    if view.made_up:
        session.tell("made_up")
    session.tell("plain.who", who=session.teller.person(me.login, me.post), role=words(f"role.{me.role}.full"))
    session.tell("plain.how")


def _choices(session: Session) -> tuple[Choice, ...]:
    stage = session.me.stage
    barred = {"keep_many": session.barred("set_level", allowed=stage is not None)}
    return numbered([session.choice(name, barred=barred.get(name), takes=name in _TAKING) for name in ORDER])


def _language(session: Session) -> None:
    """Speak the other language, now and at the next login."""
    session.speak(session.next_language)
    session.tell("plain.language")
    with suppress(Refused):  # who only looks speaks it this once
        prefer(session.actor, LANGUAGE, session.words.lang)
    session.say(*session.ask.help(_choices(session), ""))


_TAKING: dict[str, Callable[[Session, str], None]] = {"find": find, "lists": lists_room, "keep_many": keep_many}
"""The rooms that take what follows their word in the same line: ``tìm kim dong``; empty where nothing does."""

_ROOMS: dict[str, Callable[[Session], None]] = {
    "overview": overview_room,
    "caps": caps_room,
    "results": results_room,
    "journal": journal_room,
    "news": news_room,
    "undo": undo_room,
    "redo": redo_room,
    "verify": verify_room,
    "meeting": meeting_room,
    "remediation": remediation_room,
    "language": _language,
}
"""The other rooms, by the name of the choice."""
