"""Where to go: ``g`` and a digit, the same everywhere."""

from __future__ import annotations

from tui.dialogs.menu import MenuDialog, Option
from tui.house import House

PLACES = ("intake", "form", "comparison")
"""The places that ``g`` offers, each at its digit of ``DIGITS``."""

DIGITS = {"overview": 1, "organisations": 2, "intake": 3, "form": 4, "comparison": 5, "meeting": 6, "remediation": 7}
"""The digit of each place; places that are not there yet leave theirs free."""


def going(house: House, organisation: str | None) -> MenuDialog:
    """The dialog: a digit leads to a place, at the organisation one stands on."""
    words = house.words
    digits = tuple(DIGITS[place] for place in PLACES)

    async def taken(number: int) -> None:
        await house.go(PLACES[number], organisation)

    options = [Option(words(f"place.{place}")) for place in PLACES]
    return MenuDialog(words("going.title"), options, taken, digits=digits)
