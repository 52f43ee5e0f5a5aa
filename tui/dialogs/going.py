"""Where to go: ``g`` and a digit, the same everywhere."""

from __future__ import annotations

from tui.dialogs.menu import MenuDialog, Option
from tui.house import House
from tui.places import DOORS


def going(house: House, organisation: str | None) -> MenuDialog:
    """The dialog: a digit leads to a place, at the organisation one stands on."""
    words = house.words
    offered = [(door.digit, name) for name, door in DOORS.items() if door.digit is not None]

    async def taken(number: int) -> None:
        name = offered[number][1]
        await house.go(name, None if name == "journal" else organisation)  # the journal of one row is n

    options = [Option(words(f"place.{name}")) for _digit, name in offered]
    return MenuDialog(words("going.title"), options, taken, digits=[digit for digit, _name in offered])
