"""Text that is only ever text: no markup, no escape sequence, whatever the data says."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from store.rules.text import visible
from tui.marks import drawn


class PlainText(Static):
    """A line or more of plain text; what may not be shown is drawn as �."""

    def __init__(self, text: str = "", *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        """Start with a text."""
        super().__init__(_content(text), id=id, classes=classes, markup=False)
        self.shown = text

    def put(self, text: str) -> None:
        """Show another text; the same one repaints nothing."""
        if text != self.shown:
            self.shown = text
            self.update(_content(text), layout=False)


def _content(text: str) -> Content:
    return Content("\n".join(drawn(visible(line)) for line in text.split("\n")))
