"""Undo without fear: what would be taken back, by whom and when it was done, before it is."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from store.commands.base import Saved
from store.commands.undoing import redo, undo
from store.errors import Refused
from store.queries.news import NewsView
from store.queries.undoing import UndoView
from tui.dialogs.menu import MenuDialog, Option
from tui.house import House

Done = Callable[[str, Saved[int], NewsView], Awaitable[None]]
"""What the opener does afterwards: ``done`` or ``redone``, the store's word, the change itself."""


def undoing(house: House, offered: UndoView, done: Done, say: Callable[[str], None]) -> MenuDialog:
    """The dialog: 1 or Enter takes back one's last change, 2 does again what was taken back."""
    words, teller = house.words, house.teller

    async def taken(number: int) -> None:
        told = offered.redo if number else offered.undo
        if told is None:
            return
        try:
            if number:
                saved = await house.link.do(redo, house.me.login, entry=told.entry)
            else:
                saved = await house.link.do(undo, house.me.login, entry=told.entry)
        except Refused as refused:
            say(teller.refusal(refused))
            return
        await done("redone" if number else "done", saved, told)

    def option(name: str, told: NewsView | None) -> Option:
        text = teller.news(told) if told else words("undoing.nothing")
        return Option(words(f"undoing.{name}", what=text), None if told else Refused(f"nothing_to_{name}"))

    options = (option("undo", offered.undo), option("redo", offered.redo))
    return MenuDialog(words("undoing.title"), options, taken, enter=0)
