"""The one cell for typed text: right under every Vietnamese keyboard driver, quiet when idle, clean in what it takes."""

from __future__ import annotations

import unicodedata

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widgets import Input

from store.rules.text import clean
from tui.keyboard import GHOSTS

SLACK = 16
"""Characters a full cell takes beyond its limit until it is left: a driver types the new letter before taking the old."""


class TextCell(Input):
    """A line of text whose backspaces and letters act in the order in which they were typed.

    A driver sends backspaces and the replacement in one packet; stock bindings would act on the backspaces too late.
    """

    DEFAULT_CSS = """
    TextCell, TextCell:focus { border: none; height: 1; padding: 0; }
    """

    class PasteCut(Message):
        """A paste was longer than the cell takes: so many characters or further lines were left out."""

        def __init__(self, characters: int, lines: int) -> None:
            """Say how much was left out."""
            super().__init__()
            self.characters, self.lines = characters, lines

    def __init__(self, value: str = "", *, placeholder: str = "", limit: int = 500, id: str | None = None) -> None:  # noqa: A002
        """Start with a value; ``limit`` is the longest text in characters once the cell is left."""
        super().__init__(value=clean(value), placeholder=Content(placeholder), id=id, select_on_focus=False, compact=True)
        self.cursor_blink = False
        self.limit = limit
        self._ghosts = 0

    @property
    def text(self) -> str:
        """What was typed, clean, within the limit and without outer blanks."""
        return clean(self.value).strip()[: self.limit].rstrip()

    async def _on_key(self, event: events.Key) -> None:
        if event.character in GHOSTS:
            self._ghosts += 1
        elif event.key == "backspace" and self._ghosts:
            self._ghosts -= 1
        else:
            self._ghosts = 0
            if event.is_printable or not await self._act_at_once(event.key):
                return
        event.stop()
        event.prevent_default()

    async def _act_at_once(self, key: str) -> bool:
        for binding in self._bindings.key_to_bindings.get(key, ()):
            if not binding.priority and await self.app.run_action(binding.action, self):
                return True
        return False

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        lines = event.text.splitlines() or [""]
        room = max(0, self.limit - len(self.value))
        text = clean(lines[0])
        self.insert_text_at_cursor(text[:room])
        if len(lines) > 1 or len(text) > room:
            self.post_message(self.PasteCut(max(0, len(text) - room), len(lines) - 1))

    def replace(self, text: str, start: int, end: int) -> None:
        """Let only clean text in, composed to NFC with the cursor behind what was typed."""
        kept = clean(text)
        if kept and len(self.value) + len(kept) - abs(end - start) > self.limit + SLACK:
            return
        super().replace(kept, start, end)
        if not unicodedata.is_normalized("NFC", self.value):
            left = unicodedata.normalize("NFC", self.value[: self.cursor_position])
            self.value = unicodedata.normalize("NFC", self.value)
            self.cursor_position = len(left)
