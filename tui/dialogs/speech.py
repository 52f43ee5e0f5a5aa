"""Noting what is said, where it is said: the speaker's number, the sentence, Enter."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from store.commands.base import NOTE_LIMIT
from store.commands.room import note_speech
from store.errors import Refused
from store.live import drafts
from store.queries.meeting import meeting
from store.queries.meeting_views import AttendeeView, MeetingView
from store.rules.meeting import PRESENT
from tui.dialogs.one_line import OneLineDialog
from tui.house import House
from tui.widgets.frame import WIDEST, side_by_side

LATEST = 3
"""So many of those who spoke last stand first in the list."""

_NUMBERED = re.compile(r"\s*(\d{1,3})[\s.:]+(.*)", re.DOTALL)


def speakers(view: MeetingView) -> list[AttendeeView]:
    """Those who are present, whoever spoke last first, then in the order of their numbers."""
    spoke = list(dict.fromkeys(each.person.key for each in reversed(view.speeches) if each.person))[:LATEST]
    here = [each for each in view.people if each.state == PRESENT]
    return sorted(here, key=lambda each: spoke.index(each.person.key) if each.person.key in spoke else LATEST)


def split(text: str) -> tuple[int | None, str]:
    """The speaker's number in front of what was said; ``None`` for a note of nobody's."""
    found = _NUMBERED.fullmatch(text)
    return (None, text.strip()) if found is None else (int(found[1]), found[2].strip())


async def speech(house: House, say: Callable[[str], None]) -> OneLineDialog:
    """The dialog for the room's item; raises ``Refused`` where no meeting has begun, or for the role."""
    if house.room is None:
        raise Refused("no_room")
    view = await house.link.read(meeting, house.room.meeting)
    words, room = house.words, house.room
    place = f"speech:{room.meeting}:{room.item.key if room.item else 0}"
    draft = await house.link.read(drafts.find, house.me.login, place)

    async def confirm(text: str) -> None:
        number, said = split(text)
        saved = await house.link.do(note_speech, house.me.login, text=said, person=number, meeting=room.meeting)
        who = next((each.person.post for each in view.people if each.person.number == number), None)
        told = house.teller.person(who) if who else words("speech.nobody")
        say(words("speech.noted", time=house.teller.time(saved.at), who=told))

    label = words("speech.label")
    title = words("speech.title", item=house.teller.item(room.item)) if room.item else words("speech.title_none")
    head = [*_listed(house, speakers(view)), words("speech.hint")]
    begun = str(draft.body.get("note") or "") if draft else ""
    return OneLineDialog(title, head, label, place, begun, confirm, limit=NOTE_LIMIT)


def _listed(house: House, people: Sequence[AttendeeView]) -> list[str]:
    """Number and post of each, as many in a row as fit."""
    told = [f"{each.person.number} {house.teller.person(each.person.post)}" for each in people]
    return side_by_side(told, min(house.size.width, WIDEST) - 4, gap=3) or [house.words("speech.nobody_here")]
