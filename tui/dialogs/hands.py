"""A show of hands: for, against, abstained, in one line."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable

from store.errors import Refused
from store.rules.meeting import Hands
from tui.dialogs.one_line import OneLineDialog
from tui.house import House

_COUNTS = re.compile(r"\s*(\d{1,3})(?:\D+(\d{1,3}))?(?:\D+(\d{1,3}))?\s*", re.ASCII)


def read_hands(text: str) -> Hands:
    """``13 0 0`` as hands for, against, abstained; what is left out is nobody. Raises ``Refused("hands_missing")``."""
    found = _COUNTS.fullmatch(text)
    if found is None:
        raise Refused("hands_missing")
    favour, against, abstained = (int(part or 0) for part in found.groups())
    return Hands(favour, against, abstained)


class HandsDialog(OneLineDialog):
    """Asks for the counts and hands them on once it is closed."""

    def __init__(self, house: House, then: Callable[[Hands], Awaitable[None]]) -> None:
        """``then`` is told the counts."""
        words, room = house.words, house.room
        facts = {"here": room.voting_present, "majority": room.majority} if room else {"here": "?", "majority": "?"}
        head = [words("sitting.hands.here", **facts), words("sitting.hands.hint")]
        place = f"hands:{room.meeting if room else 0}"
        super().__init__(
            words("sitting.hands.title"), head, words("sitting.hands.label"), place, "", self._nothing, limit=20
        )
        self.then = then

    async def _nothing(self, _text: str) -> None:
        """What is counted goes to ``then``."""

    async def action_confirm(self) -> None:
        """Close and hand the counts on; what is no count is said."""
        try:
            hands = read_hands(self.cell.text)
        except Refused as refused:
            self.say(self.house.teller.refusal(refused))
            return
        self.leave()
        await self.keeper.drop()
        await self.then(hands)
