"""The keyboard trial: six small things to press, and what that tells of keyboard and driver."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.app import ComposeResult

from store import clock
from store.rules.text import visible
from tui.dialogs.framed import FramedDialog
from tui.dialogs.trial_findings import STEPS, Found, Heard, findings
from tui.keyboard import ENTER_MS, GHOSTS
from tui.keys import Key, bindings, written
from tui.widgets.frame import Part, wrapped
from tui.widgets.plain import PlainText
from tui.widgets.text_cell import TextCell

LINES = (("driver", "method"), ("quick", "abbreviations"), ("digits", "escape"), ("word",))
"""The four lines of the answer, by what stands in each."""


class TrialDialog(FramedDialog):
    """Hears the keys as the keyboard sends them; Enter ends a step, Esc gives up, but where it is asked for."""

    KEYS: ClassVar[tuple[Key, ...]] = (
        Key("next", "enter", "Enter", "key.next_step"),
        Key("give_up", "escape", "Esc", "key.give_up"),
    )
    BINDINGS = bindings("trial", KEYS)
    DEFAULT_CSS = """
    TrialDialog TextCell { display: none; }
    """

    def __init__(self, ended: Callable[[Found | None], None] | None = None) -> None:
        """``ended`` is told what was found, or ``None`` where it was given up."""
        super().__init__()
        self.ended = ended
        self.step = 0
        self.heard: dict[str, list[Heard]] = {step: [] for step in STEPS}
        self.cell = TextCell(limit=40)
        self.found: Found | None = None

    @property
    def keys_now(self) -> tuple[Key, ...]:
        """At the end there is only the way back."""
        return self.KEYS if self.found is None else (Key("give_up", "enter,escape", "Enter", "key.back"),)

    def compose_frame(self) -> ComposeResult:
        """The picture; the cell for the word takes keys and is not seen."""
        yield PlainText(id="picture")
        yield self.cell

    @property
    def asked(self) -> str:
        """The step's name."""
        return STEPS[self.step]

    def parts(self) -> list[Part]:
        """What to press and what came; at the end what was found."""
        words, room = self.house.words, self.columns - 4
        if self.found is not None:
            return _answer(self.house.words, self.found, room)
        what = words(f"trial.step_{self.asked}", word=words("trial.the_word"))
        rows = [words("trial.count", number=self.step + 1, count=len(STEPS)), "", *wrapped(what, room), ""]
        return [Part(words("trial.title"), (*rows, words("trial.came", keys=self._came())))]

    def draw(self) -> None:
        """Show it; the answer takes more rows than the questions."""
        super().draw()
        self.query_one("#picture").styles.height = 1 + sum(1 + len(part.rows) for part in self.parts())

    def _came(self) -> str:
        if self.asked == "word":
            return visible(self.cell.value)
        return " ".join(self._sign(each) for each in self.heard[self.asked])

    def _sign(self, each: Heard) -> str:
        words = self.house.words
        if each.name == "backspace":
            return words("trial.backspace")
        if each.character in GHOSTS:
            return words("trial.ghost")
        return visible(each.character) if each.character and each.character > " " else written(each.name)

    async def hears(self, key: str, character: str | None) -> None:
        """Take one key; what came is shown at once."""
        now = clock.ticks_ms()
        keys = self.heard[self.asked]
        if self.found is not None:
            if key == "escape" or (key == "enter" and now - keys[-1].at >= ENTER_MS):
                self._close(self.found)
            return
        if key == "escape" and (self.asked != "escape" or keys):
            self._close(None)
            return
        if key != "enter" or self.asked == "escape":
            keys.append(Heard(key, character, now))
            self.say("")
        if self.asked == "word" and key != "enter":
            await self.cell.take(events.Key(key, character))
        if key == "enter" or (self.asked == "escape" and key.endswith("enter")):
            self._next(now)
        self.draw()

    def _next(self, now: int) -> None:
        """Go on to the next step; one without any key is asked for again."""
        keys = self.heard[self.asked]
        if not keys:
            self.say(self.house.words("trial.nothing_came"))
            return
        self.say("")
        if self.step + 1 < len(STEPS):
            self.step += 1
            return
        keys.append(Heard("enter", None, now))
        right = self.cell.text.casefold() == self.house.words("trial.the_word")
        self.found = findings(self.heard, right)

    def _close(self, found: Found | None) -> None:
        self.leave()
        if self.ended is not None:
            self.ended(found)

    async def action_next(self) -> None:
        """Heard as a key, like all others."""

    async def action_give_up(self) -> None:
        """Heard as a key, like all others."""


def answer_lines(words: Callable[..., str], found: Found) -> list[str]:
    """The four lines."""
    return [" · ".join(words(f"trial.{name}_{getattr(found, name)}") for name in line) for line in LINES]


def _answer(words: Callable[..., str], found: Found, room: int) -> list[Part]:
    told = [row for line in answer_lines(words, found) for row in _hanging(line, room)]
    advice = [row for name in found.advice for row in _hanging(words(f"trial.advice_{name}"), room)]
    return [Part(words("trial.title_found"), tuple(told)), Part(words("trial.title_advice"), tuple(advice))]


def _hanging(text: str, columns: int) -> list[str]:
    first, *rest = wrapped(text, columns - 2)
    return [first, *(f"  {line}" for line in rest)]
