"""A numbered choice: a digit takes one, Esc takes none; nothing happens by Enter unless the menu says so."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from store.errors import Refused
from tui.dialogs.framed import FramedDialog
from tui.keys import Key, bindings
from tui.widgets.frame import Part, wrapped


@dataclass(frozen=True)
class Option:
    """One line of a menu: what it says, and why it cannot be taken now."""

    text: str
    barred: Refused | None = None


class MenuDialog(FramedDialog):
    """Shows numbered options and tells the opener which one was taken, counted from 0."""

    KEYS: ClassVar[tuple[Key, ...]] = (
        Key("choose", "1,2,3,4,5,6,7,8,9,0", "1-9", "key.choose", each=True),
        Key("first", "enter", "Enter", "key.confirm"),
        Key("give_up", "escape", "Esc", "key.give_up"),
    )
    BINDINGS = bindings("menu", KEYS)

    def __init__(
        self,
        title: str,
        options: Sequence[Option],
        taken: Callable[[int], Awaitable[None]],
        *,
        head: Sequence[str] = (),
        enter: int | None = None,
        digits: Sequence[int] | None = None,
        unchosen: str = "choose_number",
    ) -> None:
        """``enter`` is the option that Enter takes; ``digits`` are the options' own, else they count from 1.

        ``unchosen`` is the refusal that Enter meets where it takes none.
        """
        super().__init__()
        self.heading, self.options, self.taken = title, tuple(options), taken
        self.head, self.enter, self.unchosen = tuple(head), enter, unchosen
        self.digits = tuple(digits or range(1, len(self.options) + 1))

    def parts(self) -> list[Part]:
        """The head, then the options."""
        lines: list[str] = []
        for number, option in zip(self.digits, self.options, strict=True):
            first, *rest = wrapped(option.text, self.columns - 7)
            digit = f"({number})" if option.barred else f"{number} "
            lines += [f"{digit} {first}", *(f"   {line}" for line in rest)]
        return [Part(self.heading, (*self.head, *([""] if self.head else []), *lines))]

    async def action_choose(self, number: int) -> None:
        """Take the option of a digit key; the keys count from 0."""
        digit = (number + 1) % 10
        if digit in self.digits:
            await self._take(self.digits.index(digit))

    async def _take(self, number: int) -> None:
        if reason := self.options[number].barred:
            self.say(self.house.teller.refusal(reason))
            return
        self.leave()
        await self.taken(number)

    async def action_first(self) -> None:
        """Take what Enter stands for."""
        if self.enter is not None:
            await self._take(self.enter)

    def barred(self, action: str) -> Refused | None:
        """Enter does nothing where one of several must be chosen."""
        return Refused(self.unchosen) if action == "first" and self.enter is None else None
