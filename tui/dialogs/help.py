"""Help of a screen: what it shows, and every key it has."""

from __future__ import annotations

from collections.abc import Sequence

from store.rules.text import fit
from tui.dialogs.framed import FramedDialog
from tui.keys import Key, bindings
from tui.widgets.frame import Part, side_by_side, wrapped

CELL = 24
"""Columns of one key with its label."""


class HelpDialog(FramedDialog):
    """Pages through a screen's help."""

    KEYS = (
        Key("give_up", "escape,enter,question_mark,f1", "Esc", "key.back"),
        Key("scroll", "down,up,pagedown,pageup", "↑↓", "key.move", each=True),
    )
    BINDINGS = bindings("help", KEYS)

    def __init__(self, title: str, text: str, keys: Sequence[Key]) -> None:
        """Take the screen's title, its text and its table of keys."""
        super().__init__()
        self.heading, self.text, self.table = title, text, keys
        self._top = 0
        self._rows = 1

    def parts(self) -> list[Part]:
        """Keys first, then the text, as much as the screen has room for."""
        room = self.columns - 4
        cells = [fit(f"{key.shown} {self.house.words(key.label)}", CELL) for key in self.table]
        lines = side_by_side(cells, room, gap=1)
        lines += ["", *(line for paragraph in self.text.split("\n") for line in wrapped(paragraph, room))]
        self._rows = rows = max(3, self.app.size.height - 7)
        self._top = max(0, min(self._top, len(lines) - rows))
        shown = lines[self._top : self._top + rows]
        if self._top + rows < len(lines):
            shown[-1] = self.house.words("help.more")
        return [Part(self.heading, tuple(shown))]

    async def action_scroll(self, number: int) -> None:
        """Down, up, a page down, a page up."""
        page = self._rows - 1
        self._top += (1, -1, page, -page)[number]
        self.draw()
