"""Exactly which organisations a change of the register touches, before it is done: Enter does it, Esc does not."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from store.errors import Refused
from tui.dialogs.framed import ABOVE, LEAST, FramedDialog
from tui.keys import Key, bindings
from tui.widgets.frame import Part, wrapped


class PreviewDialog(FramedDialog):
    """Lists every organisation that would be changed; what does not fit is counted and scrolls into sight."""

    KEYS = (
        Key("confirm", "enter", "Enter", "key.confirm"),
        Key("give_up", "escape", "Esc", "key.give_up"),
        Key("scroll", "down,up,pagedown,pageup", "↑↓", "key.move", each=True),
    )
    BINDINGS = bindings("preview", KEYS)

    def __init__(
        self,
        title: str,
        head: Sequence[str],
        touched: Sequence[tuple[str, str]],
        notes: Sequence[str],
        confirm: Callable[[], Awaitable[None]],
    ) -> None:
        """``touched`` are code and line of each organisation that ``confirm`` changes; ``notes`` stand below them."""
        super().__init__()
        self.heading, self.head, self.notes, self.confirm = title, tuple(head), tuple(notes), confirm
        self.touched = tuple(touched)
        self._top = 0
        self._rows = 1

    @property
    def codes(self) -> frozenset[str]:
        """Who is touched."""
        return frozenset(code for code, _line in self.touched)

    def parts(self) -> list[Part]:
        """What is done, to whom, and what stays as it is."""
        words, room = self.house.words, self.columns - 4
        head = [line for text in self.head for line in wrapped(text, room)]
        notes = [line for text in self.notes for line in wrapped(text, room)]
        taken = len(head) + len(notes) + 4 - (not notes)
        self._rows = rows = max(2, self.app.size.height - ABOVE - LEAST - taken)
        lines = [line for _code, line in self.touched]
        self._top = max(0, min(self._top, len(lines) - rows))
        shown, rest = lines[self._top : self._top + rows], len(lines) - self._top - rows
        if rest > 0:
            shown[-1] = words("preview.more", count=rest + 1)
        parts = [Part(self.heading, tuple(head)), Part(words("preview.touched", count=len(lines)), tuple(shown))]
        return [*parts, Part("", tuple(notes))] if notes else parts

    async def action_scroll(self, number: int) -> None:
        """Down, up, a page down, a page up."""
        page = max(1, self._rows - 1)
        self._top += (1, -1, page, -page)[number]
        self.draw()

    async def action_confirm(self) -> None:
        """Do it; a refusal is said and nothing is changed."""
        try:
            await self.confirm()
        except Refused as refused:
            self.say(self.house.teller.refusal(refused))
            return
        self.leave()
