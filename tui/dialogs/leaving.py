"""The question before the program ends; nothing is lost either way."""

from __future__ import annotations

from collections.abc import Callable

from tui.dialogs.menu import MenuDialog, Option
from tui.house import House


def leaving(house: House, end: Callable[[], None]) -> MenuDialog:
    """The dialog: 1 or Enter leaves, Esc stays."""
    words = house.words

    async def taken(number: int) -> None:
        if number == 0:
            end()

    options = (Option(words("leaving.leave")), Option(words("leaving.stay")))
    return MenuDialog(words("leaving.title"), options, taken, head=(words("leaving.kept"),), enter=0)
