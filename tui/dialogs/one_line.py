"""One line of text for one thing: kept as a draft while it is typed, Enter confirms, Esc keeps the draft."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.screen import Screen

from store.errors import Refused
from tui.dialogs.framed import FramedDialog
from tui.drafting import DraftKeeper
from tui.keys import Key, bindings
from tui.widgets.frame import Part, framed, wrapped
from tui.widgets.plain import PlainText
from tui.widgets.text_cell import TextCell


class OneLineDialog(FramedDialog):
    """Asks for a text; ``confirm`` does what is to be done with it, and a refusal leaves the dialog as it is.

    Where it answers a dialog, that one comes in place of this.
    """

    KEYS: ClassVar[tuple[Key, ...]] = (
        Key("confirm", "enter", "Enter", "key.confirm"),
        Key("give_up", "escape", "Esc", "key.give_up_draft"),
    )
    BINDINGS = bindings("one_line", KEYS)
    AWAKE_IN_TEXT = frozenset({"confirm", "give_up"})
    DEFAULT_CSS = """
    OneLineDialog #line { height: 1; width: auto; }
    OneLineDialog #line TextCell { width: 1fr; }
    """

    def __init__(
        self,
        title: str,
        head: Sequence[str],
        label: str,
        place: str,
        text: str,
        confirm: Callable[[str], Awaitable[Screen[Any] | None]],
        *,
        limit: int = 500,
    ) -> None:
        """``place`` names the draft, ``text`` is what to begin with, ``limit`` is in characters."""
        super().__init__()
        self.heading, self.head, self.label, self.place = title, tuple(head), label, place
        self.confirm = confirm
        self.cell = TextCell(text, limit=limit)
        self.cell.heard = self._keep

    def compose_frame(self) -> ComposeResult:
        """The head, the cell in its row, the lower line."""
        yield PlainText(id="picture")
        with Horizontal(id="line"):
            yield PlainText(f"│ {self.label}: ")
            yield self.cell
            yield PlainText(" │")
        yield PlainText(id="below")

    def on_mount(self) -> None:
        """Draw, with the focus in the cell."""
        super().on_mount()
        self.keeper = DraftKeeper(self.house.link, self.place)
        self.set_focus(self.cell)

    def parts(self) -> list[Part]:
        """The head alone: the cell has its own row."""
        return [Part(self.heading, tuple(line for text in self.head for line in wrapped(text, self.columns - 4)))]

    def draw(self) -> None:
        """Show the frame with the cell before its lower line."""
        lines = framed(self.parts(), self.columns)
        self.query_one("#picture", PlainText).put("\n".join(lines[:-1]))
        self.query_one("#below", PlainText).put(lines[-1])
        self.query_one("#line").styles.width = self.columns
        self.make_room(len(lines) + 1)
        self.draw_keys()

    def _keep(self) -> None:
        self.keeper.keep({"note": self.cell.value})

    async def action_give_up(self) -> None:
        """Close; what was typed stays as a draft, nothing typed leaves none."""
        if self.cell.text and await self.stays(self.keeper):
            return
        self.leave()
        if self.cell.text:
            await self.keeper.settled()
        else:
            await self.keeper.drop()

    async def action_confirm(self) -> None:
        """Do what is to be done with the text; a refusal is said and the text stays."""
        app = self.app
        try:
            then = await self.confirm(self.cell.text)
        except Refused as refused:
            self.say(self.house.teller.refusal(refused))
            return
        self.leave()
        await self.keeper.drop()
        if then is not None:
            await app.push_screen(then)
