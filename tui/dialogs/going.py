"""Where to go: ``g`` and a digit, the same everywhere; a place without a digit may have a letter."""

from __future__ import annotations

from typing import ClassVar

from tui.dialogs.menu import MenuDialog, Option
from tui.house import House
from tui.keys import Key, bindings
from tui.places import DOORS
from tui.widgets.frame import Part


class GoingDialog(MenuDialog):
    """The menu of places: those with a digit, below them those with a letter; at the organisation one stands on."""

    KEYS: ClassVar[tuple[Key, ...]] = (
        MenuDialog.KEYS[0],
        Key("commendation", "k", "k", "key.commending.place"),
        *MenuDialog.KEYS[1:],
    )
    BINDINGS = bindings("going", KEYS)

    def __init__(self, house: House, organisation: str | None) -> None:
        """Take the words, and the organisation one stands on."""
        words, self.organisation = house.words, organisation
        offered = [(door.digit, name) for name, door in DOORS.items() if door.digit is not None]

        async def taken(number: int) -> None:
            name = offered[number][1]
            await house.go(name, None if name == "journal" else organisation)  # the journal of one row is n

        options = [Option(words(f"place.{name}")) for _digit, name in offered]
        super().__init__(words("going.title"), options, taken, digits=[digit for digit, _name in offered])

    def parts(self) -> list[Part]:
        """The digits' places, then the letters'."""
        words = self.house.words
        lettered = [f"{door.letter}  {words(f'place.{name}')}" for name, door in DOORS.items() if door.letter]
        return [Part(part.title, (*part.rows, *lettered)) for part in super().parts()]

    async def action_commendation(self) -> None:
        """k: to the commendations."""
        self.leave()
        await self.house.go("commendation", self.organisation)


def going(house: House, organisation: str | None) -> GoingDialog:
    """The dialog: a digit or a letter leads to a place."""
    return GoingDialog(house, organisation)
