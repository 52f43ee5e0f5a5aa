"""Asking for a day until it is one."""

from __future__ import annotations

from datetime import date

from store import clock
from store.errors import Refused
from store.rules.text import fold
from tui.plain.aloud import typed
from tui.plain.session import Session
from tui.screens.form_parts import Reader


def today(session: Session) -> date:
    """The committee's day now."""
    return clock.local(clock.now_ms(), session.offset).date()


def asked_day(session: Session, where: str, *, optional: bool = False) -> str | None:
    """A day, ISO, as it is typed (``14/12``, ``nay``); ``None`` where it is optional and left out."""
    reader = Reader((), {}, today(session))
    while True:
        text = session.ask.words(where, session.words("plain.help_day"), optional=optional)
        if text is None:
            return None
        day = reader.today.isoformat() if fold(text) in typed("today") else reader.day(text)
        if day is not None:
            return day
        session.refuse(Refused("bad_date", text=text))
