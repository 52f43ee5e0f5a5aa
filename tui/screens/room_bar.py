"""The second row while a meeting is on: its state, who is there, which item the room has."""

from __future__ import annotations

from store.queries.room import RoomView
from store.rules.text import fit, width
from tui.telling import Teller


def state_line(room: RoomView, teller: Teller, columns: int) -> str:
    """What state the meeting is in, who is there, which item the room has: where it is too long, the item gives way."""
    words = teller.words
    state = words(f"room.bar.{room.state}", time=teller.time(room.opened))
    enough = words("room.enough" if room.quorate else "room.not_enough", needed=room.needed)
    present = words("room.bar.present", present=room.voting_present, voting=room.voting, enough=enough)
    first = f" {state} │ {present} │ "
    item, left = room.item, columns - width(first) - 1
    if item is None:
        return first + fit(words("room.bar.nowhere"), left).rstrip()
    for key in ("room.bar.at", "room.bar.at_short"):
        called = teller.item(item) if not item.is_block else words("room.bar.block", count=len(item.organisations))
        rest = width(words(key, item="", place=item.place, count=room.items))
        if rest + width(called) <= left:
            break
    called = fit(called, min(width(called), max(3, left - rest))).rstrip()
    return first + words(key, item=called, place=item.place, count=room.items)
