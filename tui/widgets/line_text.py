"""Lines of plain text of which only those that changed are painted again, for pictures on a slow line."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from store.rules.text import fit, visible
from tui.marks import drawn


class LineText(Widget):
    """A picture made of lines; what may not be shown is drawn as �."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        """Start empty."""
        super().__init__(id=id)
        self.lines: tuple[str, ...] = ()

    def put(self, lines: Sequence[str]) -> None:
        """Show other lines; as many as there are is how high the picture is."""
        before, self.lines = self.lines, tuple(lines)
        if len(before) != len(self.lines):
            self.styles.height = len(self.lines)
            self.refresh()
            return
        for y, (old, new) in enumerate(zip(before, self.lines, strict=True)):
            if old != new:
                self.refresh(Region(0, y, self.size.width, 1))

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        width = self.size.width
        text = self.lines[y] if y < len(self.lines) else ""
        return Strip([Segment(drawn(fit(visible(text), width)), self.rich_style)], width)
