"""What all dialogs share: a frame of text below the first two rows, a place for sentences, the keys that live now."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical

from tui.house import Dialog
from tui.widgets.frame import WIDEST, Part, framed, wrapped
from tui.widgets.key_bar import KeyBar
from tui.widgets.plain import PlainText

ABOVE, LEAST, MOST = 2, 3, 8
"""Rows above a frame, and the fewest and most below it for sentences and keys."""


class FramedDialog(Dialog):
    """A dialog whose picture is lines of text; subclasses answer ``parts``."""

    DEFAULT_CSS = """
    FramedDialog { background: transparent; layout: vertical; }
    FramedDialog #frame { margin-top: 2; height: auto; width: auto; }
    FramedDialog.-over-dialog #frame { height: 1fr; width: 1fr; background: $background; }
    FramedDialog #frame PlainText { width: auto; height: auto; }
    FramedDialog #foot { dock: bottom; height: 4; }
    FramedDialog #said { height: 1fr; }
    """

    def compose(self) -> ComposeResult:
        """Frame above, sentences and keys below."""
        with Vertical(id="frame"):
            yield from self.compose_frame()
        with Vertical(id="foot"):
            yield PlainText(id="said")
            yield KeyBar(id="keys")

    def compose_frame(self) -> ComposeResult:
        """The frame's widgets; one text where a dialog has no cell to type in."""
        yield PlainText(id="picture")

    def on_mount(self) -> None:
        """Draw; over another dialog nothing of that one may look like a part of this."""
        self.set_class(isinstance(self.app.screen_stack[-2], Dialog), "-over-dialog")
        self.draw()

    def on_resize(self) -> None:
        """Draw at the new width."""
        self.draw()

    @property
    def columns(self) -> int:
        """How wide the frame is."""
        return min(self.app.size.width, WIDEST)

    def parts(self) -> list[Part]:
        """What stands in the frame now."""
        raise NotImplementedError

    @property
    def doubled(self) -> bool:
        """Whether the frame is doubled, because something is not as usual."""
        return False

    def draw(self) -> None:
        """Show the frame and the keys as they are now."""
        lines = framed(self.parts(), self.columns, doubled=self.doubled)
        picture = self.query_one("#picture", PlainText)
        picture.styles.height = len(lines)  # a text that changes does not lay the screen out anew by itself
        picture.put("\n".join(lines))
        self.make_room(len(lines))
        self.draw_keys()

    def make_room(self, rows: int) -> None:
        """Give the foot what the frame of so many rows leaves: it covers what lies beneath as far as it can."""
        left = self.app.size.height - ABOVE - rows
        self.query_one("#foot").styles.height = max(LEAST, min(MOST, left))

    def draw_keys(self) -> None:
        """Show the keys that live now."""
        self.query_one(KeyBar).show(self.footer(), self.app.size.width)

    def say(self, text: str) -> None:
        """Put a sentence above the keys."""
        lines = wrapped(text, self.app.size.width - 2) if text else [""]
        self.query_one("#said", PlainText).put("\n".join(f" {line}" if line else "" for line in lines))

    async def action_give_up(self) -> None:
        """Close and change nothing."""
        self.leave()
