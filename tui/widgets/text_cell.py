"""The one cell for typed text: right under any Vietnamese keyboard driver, quiet when idle, clean in what it holds."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from textual import events
from textual.message import Message
from textual.widgets import Input

from store.rules.text import clean
from tui.keyboard import GHOSTS

SLACK = 16
"""What a full cell takes beyond its limit until it is left: a driver types the new letter before it takes the old."""


class TextCell(Input):
    """A line of text whose backspaces and letters act in the order in which they were typed.

    A driver sends backspaces and the replacement in one packet; stock bindings would act on the backspaces too late.
    ``heard`` is called after every key and paste.
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

    def __init__(self, value: str = "", *, limit: int = 500, id: str | None = None) -> None:  # noqa: A002
        """Start with a value; ``limit`` is the longest text in characters once the cell is left."""
        super().__init__(value=clean(value), id=id, select_on_focus=False, compact=True)
        self.cursor_blink = False
        self.limit = limit
        self._ghosts = 0
        self.heard: Callable[[], None] | None = None

    def validate_value(self, value: str) -> str:
        """Hold only clean text, whoever put it there: what is edited may come from a file that was edited by hand."""
        return clean(value)

    @property
    def text(self) -> str:
        """What was typed, clean and without outer blanks; it may be a little over the limit, which the store says."""
        return clean(self.value).strip()

    async def take(self, event: events.Key) -> None:
        """Do what one key does here, at once."""
        if event.character in GHOSTS:
            self._ghosts += 1
            return
        if event.key == "backspace" and self._ghosts:
            self._ghosts -= 1
            return
        self._ghosts = 0
        if event.is_printable and event.character:
            self.insert_text_at_cursor(event.character)
        else:
            await self._act(event.key)
        self._tell()

    def take_paste(self, pasted: str) -> None:
        """Take the first line of a paste, as far as there is room, and say what was left out."""
        lines = pasted.splitlines() or [""]
        text, room = clean(lines[0]), max(0, self.limit - len(self.value))
        self.insert_text_at_cursor(text[:room])
        self._tell()
        if len(lines) > 1 or len(text) > room:
            self.post_message(self.PasteCut(max(0, len(text) - room), len(lines) - 1))

    def _tell(self) -> None:
        if self.heard is not None:
            self.heard()

    async def _act(self, key: str) -> None:
        for binding in self._bindings.key_to_bindings.get(key, ()):
            if await self.app.run_action(binding.action, self):
                return

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
