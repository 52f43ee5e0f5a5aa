"""A paper read on the screen, page by page: what will be signed, as text."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from tui.dialogs.framed import FramedDialog
from tui.keys import Key, bindings
from tui.widgets.frame import Part, wrapped


class ReadingDialog(FramedDialog):
    """Pages through lines of text; Enter does what comes after reading, where something does."""

    KEYS = (
        Key("confirm", "enter", "Enter", "key.read_on"),
        Key("scroll", "down,up,pagedown,pageup,home,end", "↑↓", "key.move", each=True),
        Key("give_up", "escape", "Esc", "key.back"),
    )
    BINDINGS = bindings("reading", KEYS)

    def __init__(
        self,
        title: str,
        lines: Sequence[str],
        head: Sequence[str] = (),
        after: Callable[[], Awaitable[None]] | None = None,
    ) -> None:
        """``head`` stands above the text on every page; ``after`` is what Enter does on the last page."""
        super().__init__()
        self.heading, self.lines, self.head, self.after = title, tuple(lines), tuple(head), after
        self._top, self._rows, self._all = 0, 1, 1

    def parts(self) -> list[Part]:
        """The head, then as much of the text as the screen has room for."""
        room = self.columns - 4
        head = [line for text in self.head for line in wrapped(text, room)]
        text = [line for each in self.lines for line in (wrapped(each, room) if each else [""])]
        self._all = len(text)
        self._rows = max(3, self.app.size.height - 7 - (len(head) + 1 if head else 0))
        self._top = max(0, min(self._top, self._all - self._rows))
        shown = text[self._top : self._top + self._rows]
        last = self._top + self._rows >= self._all
        page = self.house.words("reading.page", last=min(self._all, self._top + self._rows), count=self._all)
        title = self.heading if last and not self._top else f"{self.heading} ─ {page}"
        body = Part(title, tuple(shown))
        return [Part(title, tuple(head)), Part("", tuple(shown))] if head else [body]

    async def action_confirm(self) -> None:
        """A page on; on the last one what comes after, or back."""
        if self._top + self._rows < self._all:
            await self.action_scroll(2)
            return
        self.leave()
        if self.after is not None:
            await self.after()

    async def action_scroll(self, number: int) -> None:
        """Down, up, a page down, a page up, to the beginning, to the end."""
        page = self._rows - 1
        self._top = max(0, self._top + (1, -1, page, -page, -1_000_000, 1_000_000)[number])
        self.draw()
