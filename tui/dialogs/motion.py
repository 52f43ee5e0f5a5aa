"""What is about to be done with many at once, in sections that scroll: Enter does it, Esc does not."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

from textual.screen import Screen

from store.errors import Refused
from tui.dialogs.framed import ABOVE, LEAST, FramedDialog
from tui.keys import Key, bindings
from tui.widgets.frame import Part, side_by_side, wrapped


@dataclass(frozen=True)
class Section:
    """A heading and what stands below it: each in a line of its own, or side by side."""

    heading: str
    told: tuple[str, ...]
    packed: bool = False


class MotionDialog(FramedDialog):
    """Says what is done and to whom before it is; ``confirm`` may answer the dialog that comes in place of this."""

    KEYS = (
        Key("confirm", "enter", "Enter", "key.confirm"),
        Key("give_up", "escape", "Esc", "key.give_up"),
        Key("scroll", "down,up,pagedown,pageup", "↑↓", "key.move", each=True),
    )
    BINDINGS = bindings("motion", KEYS)

    def __init__(
        self,
        title: str,
        head: Sequence[str],
        sections: Sequence[Section],
        confirm: Callable[[], Awaitable[Screen[Any] | None]],
    ) -> None:
        """``head`` always stands above the sections."""
        super().__init__()
        self.heading, self.head, self.sections, self.confirm = title, tuple(head), tuple(sections), confirm
        self._top = 0
        self._rows = 1

    def parts(self) -> list[Part]:
        """The head, and as much of the sections as there is room for."""
        words, room = self.house.words, self.columns - 4
        head = [line for text in self.head for line in wrapped(text, room)]
        lines = self.lines(room)
        if not lines:
            return [Part(self.heading, tuple(head))]
        self._rows = rows = max(2, self.app.size.height - ABOVE - LEAST - len(head) - 3)
        self._top = max(0, min(self._top, len(lines) - rows))
        shown, rest = lines[self._top : self._top + rows], len(lines) - self._top - rows
        if rest > 0:
            shown[-1] = words("sitting.scroll", count=rest + 1)
        return [Part(self.heading, tuple(head)), Part("", tuple(shown))]

    def lines(self, room: int) -> list[str]:
        """All sections one below the other."""
        lines: list[str] = []
        for section in self.sections:
            lines += wrapped(section.heading, room)
            if section.packed:
                told = side_by_side([f"{text} ·" for text in section.told], room - 2, gap=1)
                lines += [f"  {line.removesuffix(' ·')}" for line in told]
            else:
                lines += [f"  {line}" for text in section.told for line in wrapped(text, room - 2)]
        return lines

    async def action_scroll(self, number: int) -> None:
        """Down, up, a page down, a page up."""
        page = max(1, self._rows - 1)
        self._top += (1, -1, page, -page)[number]
        self.draw()

    async def action_confirm(self) -> None:
        """Do it; a refusal is said and nothing is changed."""
        app = self.app
        try:
            then = await self.confirm()
        except Refused as refused:
            self.say(self.house.teller.refusal(refused))
            return
        self.leave()
        if then is not None:
            await app.push_screen(then)
