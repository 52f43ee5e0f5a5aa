"""A dialog with one cell under its title: what is typed there narrows the lines below, at once."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal

from store.rules.text import clean, fit, fold
from tui.dialogs.framed import ABOVE, LEAST, FramedDialog
from tui.widgets.frame import Part, framed
from tui.widgets.plain import PlainText
from tui.widgets.text_cell import TextCell


def narrows(typed: str, text: str) -> bool:
    """Whether every typed word is somewhere in a folded text; marks, case and order do not matter."""
    return all(word in text for word in fold(clean(typed)).split())


class NarrowingDialog(FramedDialog):
    """Title, cell, lines; subclasses say what the lines are. The window of lines follows ``focus_line``."""

    DEFAULT_CSS = """
    NarrowingDialog #line { height: 1; width: auto; }
    NarrowingDialog #line TextCell { width: 1fr; }
    """

    def __init__(self, heading: str) -> None:
        """Begin with nothing typed."""
        super().__init__()
        self.heading = heading
        self.cell = TextCell(limit=80)
        self.cell.heard = self.typed
        self.top = 0

    def compose_frame(self) -> ComposeResult:
        """The title, the cell in its row, the lines."""
        yield PlainText(id="picture")
        with Horizontal(id="line"):
            yield PlainText(f"│ {self.label()} ")
            yield self.cell
            yield PlainText(" │")
        yield PlainText(id="below")

    def label(self) -> str:
        """The words before the cell."""
        raise NotImplementedError

    def lines(self) -> Sequence[str]:
        """All lines, for a window of ``seen`` rows."""
        raise NotImplementedError

    def focus_line(self) -> int | None:
        """The line that must be seen; ``None`` where the window moves by itself."""
        return None

    def foot(self, left: int) -> str:
        """What stands in the lower line of the frame when so many lines are not seen below."""
        return self.house.words("narrowing.more", count=left) if left > 0 else ""

    @property
    def seen(self) -> int:
        """How many lines the window has."""
        cell = 2 if self.cell_shown else 0
        return max(2, self.app.size.height - ABOVE - LEAST - 2 - cell)

    @property
    def cell_shown(self) -> bool:
        """Whether the cell is there."""
        return bool(self.query_one("#line").display)

    def typed(self) -> None:
        """The text in the cell is another one."""
        self.top = 0
        self.say("")
        self.draw()

    def draw(self) -> None:
        """Title and cell above, the window of lines below."""
        lines, seen = self.lines(), self.seen
        at = self.focus_line()
        if at is not None and not self.top <= at < self.top + seen:
            self.top = at - seen + 1 if at >= self.top + seen else at
        self.top = max(0, min(self.top, len(lines) - seen))
        shown = tuple(lines[self.top : self.top + seen])
        above = framed([Part(self.heading, ())], self.columns)[:-1]
        rows = [f"│ {fit(row, self.columns - 4)} │" for row in shown]
        rule = framed([Part("", ())], self.columns)
        told = self.foot(len(lines) - self.top - seen)
        low = f"└─ {told} " if told else "└"
        low += rule[-1][len(low) :]
        middle = ["├" + rule[0][1:-1] + "┤"] if self.cell_shown else []
        self.query_one("#picture", PlainText).put("\n".join(above))
        below = self.query_one("#below", PlainText)
        below.put("\n".join([*middle, *rows, low]))
        below.styles.height = len(middle) + len(rows) + 1
        self.query_one("#line").styles.width = self.columns
        self.make_room(len(rows) + 2 + (2 if self.cell_shown else 0))
        self.draw_keys()

    async def action_scroll(self, number: int) -> None:
        """A line up or down, a page up or down."""
        page = self.seen - 1
        self.move((-1, 1, -page, page)[number])
        self.draw()

    def move(self, lines: int) -> None:
        """Move the window."""
        self.top += lines
