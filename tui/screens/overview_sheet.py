"""The picture of the overview on the screen: a window on its lines, with a cursor on one of its numbers."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from store.rules.text import fit, visible
from tui.marks import drawn
from tui.screens.overview_canvas import Picture, Spot

NOTHING = Picture((), ())


class OverviewSheet(Widget):
    """Paints only the lines that changed; the line with the cursor is always in the window."""

    DEFAULT_CSS = """
    OverviewSheet { height: 1fr; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        """Start empty."""
        super().__init__(id=id)
        self.picture, self.stop = NOTHING, ""
        self._top = 0

    @property
    def spot(self) -> Spot | None:
        """Where the cursor stands."""
        return self.picture.spot(self.stop)

    def put(self, picture: Picture, stop: str | None) -> None:
        """Show a picture with the cursor on a stop."""
        before, old = self._lines(), self.spot
        self.picture, self.stop = picture, stop or ""
        top = self._top
        self._scroll()
        now, new = self._lines(), self.spot
        if top != self._top or len(before) != len(now):
            self.refresh()
            return
        moved = {spot.line for spot in (old, new) if spot is not None and old != new}
        for line, (was, is_now) in enumerate(zip(before, now, strict=True)):
            if was != is_now or line in moved:
                self.refresh(Region(0, line - self._top, self.size.width, 1))

    def on_resize(self) -> None:
        """Keep the cursor in the window."""
        self._scroll()
        self.refresh()

    def _lines(self) -> tuple[str, ...]:
        return self.picture.lines

    def _scroll(self) -> None:
        seen, spot = self.size.height, self.spot
        if not seen:
            return
        if spot is not None and not self._top <= spot.line < self._top + seen:
            self._top = spot.line - seen // 2
        self._top = max(0, min(self._top, len(self.picture.lines) - seen))

    def render_line(self, y: int) -> Strip:
        """Draw one line; the number under the cursor is marked and reversed."""
        width, line, spot = self.size.width, self._top + y, self.spot
        text = self.picture.lines[line] if line < len(self.picture.lines) else ""
        strip = Strip([Segment(drawn(fit(visible(text), width)), self.rich_style)], width)
        if spot is None or spot.line != line or spot.end > width:
            return strip
        here = strip.crop(spot.start + 1, spot.end).apply_style(Style(reverse=True))
        mark = Strip([Segment(drawn("►"), self.rich_style)], 1)
        return Strip.join([strip.crop(0, spot.start), mark, here, strip.crop(spot.end, width)])
