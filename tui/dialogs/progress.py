"""Long work while it runs: what is being done, how far it is, Esc stops it; and what came of it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from store.errors import Refused
from store.rules.text import thousands
from tui.dialogs.framed import FramedDialog
from tui.keys import Key, bindings
from tui.link import Long
from tui.widgets.frame import Part, wrapped


class ProgressDialog(FramedDialog):
    """Runs long work and closes when it ends; repaints only when another hundredth is done."""

    KEYS = (Key("give_up", "escape", "Esc", "key.stop"),)
    BINDINGS = bindings("progress", KEYS)

    def __init__(
        self,
        title: str,
        what: str,
        work: Callable[[Long], Awaitable[Callable[[], Awaitable[object]]]],
        refused: Callable[[Refused], None],
    ) -> None:
        """``work`` is given the hold on it and answers what to do once this is closed; ``refused`` tells why not."""
        super().__init__()
        self.heading, self.what = title, what
        self._work, self._refused = work, refused
        self._long = Long(self._told)
        self._far = (0, 0)

    def on_mount(self) -> None:
        """Draw and begin."""
        super().on_mount()
        self.app.run_worker(self._run(), name="long")  # not this dialog's own, which closes before the end

    async def _run(self) -> None:
        try:
            after = await self._work(self._long)
        except Refused as refused:
            self.leave()
            self._refused(refused)
            return
        self.leave()
        await after()

    def _told(self, done: int, total: int) -> None:
        if self.is_mounted and self._hundredths((done, total)) != self._hundredths(self._far):
            self._far = (done, total)
            self.draw()

    def _hundredths(self, far: tuple[int, int]) -> int:
        return 100 * far[0] // far[1] if far[1] else -1

    def parts(self) -> list[Part]:
        """What is done, how far it is."""
        words = self.house.words
        done, total = (thousands(number, words.lang) for number in self._far)
        far = words("progress.count", done=done, total=total) if self._far[1] else words("progress.begun")
        return [Part(self.heading, (self.what, words("progress.stopping") if self._long.stopped else far))]

    async def action_give_up(self) -> None:
        """Stop the work; the dialog closes when it has stopped."""
        self._long.stop()
        self.draw()


class OutcomeDialog(FramedDialog):
    """What came of it: some lines under a title."""

    KEYS = (Key("give_up", "escape,enter", "Esc", "key.back"),)
    BINDINGS = bindings("outcome", KEYS)

    def __init__(self, title: str, lines: Sequence[str]) -> None:
        """Take the lines; they are broken at blanks."""
        super().__init__()
        self.heading, self.lines = title, tuple(lines)

    def parts(self) -> list[Part]:
        """The lines."""
        room = self.columns - 4
        return [Part(self.heading, tuple(line for text in self.lines for line in wrapped(text, room)))]
