"""The search line: a cell and, under it, what is found or where the fault is."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from store.rules.text import width
from tui.widgets.plain import PlainText
from tui.widgets.text_cell import TextCell


class FindBar(Vertical):
    """Hidden until opened; ``changed`` is called after every key in it."""

    DEFAULT_CSS = """
    FindBar { height: 2; display: none; }
    FindBar Horizontal { height: 1; }
    FindBar Horizontal PlainText { width: auto; }
    FindBar TextCell { width: 1fr; }
    FindBar #hint { height: 1; }
    """

    def __init__(self, label: str, changed: Callable[[], None]) -> None:
        """Take the word before the cell."""
        super().__init__()
        self.label = f" {label}"
        self.cell = TextCell(limit=120)
        self.cell.heard = changed

    def compose(self) -> ComposeResult:
        """The cell in its row, the hint under it."""
        with Horizontal():
            yield PlainText(self.label, id="label")
            yield self.cell
        yield PlainText(id="hint")

    @property
    def indent(self) -> int:
        """How many columns stand before the first typed letter."""
        return width(self.label)

    def relabel(self, label: str) -> None:
        """Another word before the cell."""
        self.label = f" {label}"
        self.query_one("#label", PlainText).put(self.label)

    def open(self, text: str) -> None:
        """Show the bar with a text to begin with and put the focus in it."""
        self.display = True
        self.cell.value = text
        self.cell.cursor_position = len(text)
        self.screen.set_focus(self.cell)

    def hint(self, text: str) -> None:
        """Show what the typed text means; a column of it stands under the same column of the cell."""
        self.query_one("#hint", PlainText).put(text)
