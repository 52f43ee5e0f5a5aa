"""Help of a screen: every key it has, what it shows; ``/`` narrows both."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from store.rules.text import fit, fold
from tui.dialogs.narrowing import NarrowingDialog, narrows
from tui.house import Room
from tui.keys import Key, bindings
from tui.widgets.frame import side_by_side, wrapped

CELL = 24
"""Columns of one key with its label."""


class HelpDialog(NarrowingDialog):
    """Pages through a room's help."""

    KEYS: ClassVar[tuple[Key, ...]] = (
        Key("find", "slash", "/", "key.find"),
        Key("scroll", "up,down,pageup,pagedown", "↑↓", "key.move", each=True),
        Key("accept", "enter", "Enter", "key.back", in_footer=False),
        Key("give_up", "escape", "Esc", "key.back"),
        Key("close", "question_mark,f1", "?", "key.back", in_footer=False),
    )
    BINDINGS = bindings("help", KEYS)
    AWAKE_IN_TEXT = frozenset({"scroll", "accept", "give_up"})

    def __init__(self, place: Room, name: str) -> None:
        """Take the room and its name."""
        words = place.house.words
        super().__init__(words("help.title", place=words(f"place.{name}")))
        self.keys = [(key, place.barred(key.action)) for key in place.keys_now]
        self.text = words(f"help.{name}").split("\n")

    def on_mount(self) -> None:
        """Draw without the cell, which `/` brings."""
        self.query_one("#line").display = False
        super().on_mount()

    def label(self) -> str:
        """The word before the cell."""
        return self.house.words("comparison.find").strip()

    def lines(self) -> Sequence[str]:
        """Keys first, then the text; while one searches only what has the words."""
        room, typed = self.columns - 4, self.cell.text
        words = self.house.words
        open_, barred = [], dict[str, list[str]]()
        for key, reason in self.keys:
            label = f"{key.shown} {words(key.label)}"
            why = "" if reason is None else self.house.teller.refusal(reason)
            if narrows(typed, fold(f"{label} {why}")):
                barred.setdefault(why, []).append(f"({label})")
                open_ += [] if why else [fit(label, CELL)]
        shut = [line for why, keys in barred.items() if why for line in _hanging(f"{' '.join(keys)} – {why}", room)]
        text = [line for part in self.text if narrows(typed, fold(part)) for line in _hanging(part, room)]
        parts = [side_by_side(open_, room, gap=1) if open_ else [], shut, text]
        found = [line for part in parts if part for line in ["", *part]][1:]
        return found or [words("help.nothing", text=typed)]

    async def action_find(self) -> None:
        """Show the cell and type in it."""
        self.query_one("#line").display = True
        self.set_focus(self.cell)
        self.draw()

    def _close_cell(self) -> None:
        self.cell.value = ""
        self.query_one("#line").display = False
        self.set_focus(None)
        self.top = 0
        self.draw()

    async def action_accept(self) -> None:
        """Out of the cell with what was found; else close."""
        if self.typing():
            self.set_focus(None)
            self.draw_keys()
        else:
            self.leave()

    async def action_close(self) -> None:
        """The key that opened it."""
        self.leave()

    async def action_give_up(self) -> None:
        """Out of the search; else close."""
        if self.cell_shown:
            self._close_cell()
        else:
            self.leave()


def _hanging(text: str, columns: int) -> list[str]:
    first, *rest = wrapped(text, columns - 2)
    return [first, *(f"  {line}" for line in rest)]
