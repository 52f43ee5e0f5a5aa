"""What a screen may ask of the app it lives in, without knowing the app."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import Any, ClassVar, Protocol, TypeVar, cast

from textual.screen import ModalScreen, Screen

from store.errors import Refused
from store.queries.accounts import AccountView
from store.words import Words
from tui.keys import Key
from tui.link import Link
from tui.telling import Teller
from tui.widgets.text_cell import TextCell

Result = TypeVar("Result")


class House(Protocol):
    """The app, as its screens see it."""

    link: Link
    words: Words
    teller: Teller
    me: AccountView


class Room:
    """What screens and dialogs share: the house, barred actions, and keys that sleep while text is typed."""

    KEYS: ClassVar[tuple[Key, ...]] = ()
    """What can be done here, in the order of the footer."""

    AWAKE_IN_TEXT: ClassVar[frozenset[str]] = frozenset()
    """Actions that live while a text cell has the focus."""

    @property
    def house(self) -> House:
        """The app this screen lives in."""
        return cast(House, cast(Screen[Any], self).app)

    def typing(self) -> bool:
        """Whether keys are text just now."""
        return isinstance(cast(Screen[Any], self).focused, TextCell)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let a text cell have the keys that would otherwise be commands."""
        return not self.typing() or action in self.AWAKE_IN_TEXT

    def barred(self, action: str) -> str | None:  # noqa: ARG002 - screens answer by action
        """The words key that says why an action cannot be done now, ``None`` where it can."""
        return None

    def say(self, text: str) -> None:
        """Put a sentence on the message line."""
        raise NotImplementedError

    async def attempt(self, work: Awaitable[Result]) -> Result | Refused:
        """Await a store call; a refusal is told on the message line and answered as a value."""
        try:
            return await work
        except Refused as refused:
            self.say(self.house.teller.refusal(refused))
            return refused


class Place(Room, Screen[None]):
    """A full screen."""


class Dialog(Room, ModalScreen[Result]):
    """A dialog over a screen; it answers with a value."""
