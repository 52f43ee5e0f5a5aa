"""A level for what is not the room's item: said by the frame, and asked before it is recorded."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable

from store.queries.news import NewsView
from store.queries.room import RoomItem
from tui.dialogs.menu import MenuDialog, Option
from tui.house import House

MINE, THEIRS = 0, 1
"""The two answers: what the dialog is about, or the room's item."""


def elsewhere(house: House, organisations: Iterable[str]) -> RoomItem | None:
    """The room's item where some of these organisations do not stand in it; ``None`` where all do, or it has none."""
    item = house.room.item if house.room is not None else None
    return item if item is not None and not set(organisations) <= set(item.organisations) else None


def warning(house: House, item: RoomItem | None) -> tuple[str, ...]:
    """What the frame says of it, as rows."""
    return () if item is None else (house.words("wrong.row", item=house.teller.item(item)),)


def which_item(house: House, item: RoomItem, mine: str, taken: Callable[[int], Awaitable[None]]) -> MenuDialog:
    """The question; nothing is preset, so that a double press decides nothing. ``mine`` is the first answer."""
    words, called = house.words, house.teller.item(item)
    options = (Option(mine), Option(words("wrong.theirs", item=called)))
    head = (words("wrong.head", place=item.place, item=called),)
    return MenuDialog(words("wrong.title"), options, taken, head=head)


def moved_on(news: Iterable[NewsView]) -> RoomItem | None:
    """Where others took the room, ``None`` where they did not."""
    found = [each.room.item for each in news if each.action == "move_room" and each.room is not None]
    return found[-1] if found else None
