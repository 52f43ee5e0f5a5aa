"""What a screen may ask of the app it lives in, without knowing the app; and what all rooms share."""

from __future__ import annotations

from collections.abc import Awaitable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, cast

from textual.geometry import Size
from textual.screen import ModalScreen, Screen

from store.errors import Refused
from store.queries.accounts import AccountView
from store.queries.news import NewsView
from store.queries.room import RoomView
from store.words import Words
from tui.keys import Key
from tui.link import Link
from tui.telling import Teller
from tui.widgets.key_bar import Shown
from tui.widgets.text_cell import TextCell

if TYPE_CHECKING:
    from tui.drafting import DraftKeeper
    from tui.personal import Personal


class Telling(Protocol):
    """A room as far as another one may speak in it."""

    def say(self, text: str) -> None:
        """Put a sentence on the message line."""


class House(Protocol):
    """The app, as its screens see it."""

    link: Link
    words: Words
    teller: Teller
    me: AccountView
    room: RoomView | None
    personal: Personal
    walled: bool

    @property
    def keymap(self) -> Mapping[str, str]:
        """The keys that the person has moved: binding id to key names."""

    async def speak(self, lang: str) -> None:
        """Go on in another language, now and at the next login."""

    async def paint(self, theme: str) -> None:
        """Go on in other colours, now and at the next login."""

    async def rekey(self, target: str, name: str | None) -> None:
        """Put a command (``scope.action``) on another key, or with ``None`` back."""

    async def look_round(self) -> None:
        """Read the person's account and the room anew where the journal has grown."""

    async def arrived(self) -> None:
        """A place stands for the first time."""

    @property
    def size(self) -> Size:
        """The terminal's columns and rows."""

    async def go(self, place: str, organisation: str | None = None, *, filter: str | None = None) -> None:  # noqa: A002
        """Show another place (a name of ``tui.places.DOORS``), at an organisation or with a filter where it has them.

        A place that lies beneath already is shown again; what lies over it is left.
        """

    def begin_anew(self) -> None:
        """A cycle was opened, ended or opened again: places read next whichever screens stand on now."""

    async def back(self) -> bool:
        """Leave this place for the one beneath it; false where there is none."""

    def place_beneath(self) -> Telling | None:
        """The place that lies beneath the one that is seen."""

    def trail(self) -> tuple[str, ...]:
        """The names of the places that lie one on the other, the one that is seen last."""


class Room:
    """What screens and dialogs share: the house, barred actions, and keys that sleep while text is typed."""

    KEYS: ClassVar[tuple[Key, ...]] = ()
    """What can be done here, in the order of the footer."""

    AWAKE_IN_TEXT: ClassVar[frozenset[str]] = frozenset()
    """Actions that live while a text cell has the focus."""

    UNBOUND: ClassVar[str | None] = None
    """Words that any key without a meaning answers with, where a room has its own."""

    HELD_ONCE: ClassVar[frozenset[str]] = frozenset()
    """Keys that act once here however long they are held, besides those that do everywhere."""

    @property
    def house(self) -> House:
        """The app this room is in."""
        return cast(House, cast(Screen[Any], self).app)

    def typing(self) -> bool:
        """Whether keys are text just now."""
        return isinstance(cast(Screen[Any], self).focused, TextCell)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let a text cell have the keys that would otherwise be commands."""
        return action == "press" and (not self.typing() or parameters[0] in self.AWAKE_IN_TEXT)

    async def action_press(self, name: str, number: int | None = None) -> None:
        """Do what a key stands for, or tell why it cannot be done now."""
        if not await self.ready(name):
            return
        if reason := self.barred(name):
            self.say(self.house.teller.refusal(reason))
            return
        work = getattr(self, f"action_{name}")
        await self.guarded(work() if number is None else work(number))

    async def ready(self, action: str) -> bool:  # noqa: ARG002 - rooms answer by action
        """Wait until there is something to act on; false where there is nothing."""
        return True

    def barred(self, action: str) -> Refused | None:  # noqa: ARG002 - rooms answer by action
        """Why an action cannot be done now, ``None`` where it can."""
        return None

    @property
    def keys_now(self) -> tuple[Key, ...]:
        """The room's keys as the person has them."""
        return self.KEYS

    def footer(self) -> list[Shown]:
        """The keys as the bar shows them: barred ones marked."""
        words = self.house.words
        return [
            Shown(key.shown, words(key.label), self.barred(key.action) is not None)
            for key in self.keys_now
            if key.in_footer
        ]

    async def load(self) -> None:
        """Read anew what this room shows; place and what is typed stay."""

    def say(self, text: str) -> None:
        """Put a sentence on the message line."""
        raise NotImplementedError

    async def hear(self, news: tuple[NewsView, ...]) -> None:
        """The journal has grown by these entries, oldest first; a room reloads what concerns it."""

    async def guarded(self, work: Awaitable[object]) -> None:
        """Await store work; a refusal is told on the message line and ends nothing."""
        try:
            await work
        except Refused as refused:
            here = cast(Screen[Any], self)
            room = here if here in here.app.screen_stack else here.app.screen  # a dialog may have closed already
            if isinstance(room, Room):
                room.say(self.house.teller.refusal(refused))


class Dialog(Room, ModalScreen[None], inherit_bindings=False):
    """A dialog over a screen."""

    AUTO_FOCUS = ""

    async def stays(self, keeper: DraftKeeper) -> bool:
        """Whether to stay, because what was typed would be lost: told, and Esc once more leaves."""
        refused = await keeper.lost()
        if refused is not None:
            self.say(self.house.words("drafting.esc_again", why=self.house.teller.refusal(refused)))
        return refused is not None

    def leave(self) -> None:
        """Close the dialog; the next key belongs to what lies beneath."""
        cast(Screen[Any], self).app.pop_screen()
