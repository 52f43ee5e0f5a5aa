"""Putting a command on another key: choose it, press the key; what will not do is told with its reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from store.rules.text import fit, fold
from tui.dialogs.framed import FramedDialog
from tui.dialogs.narrowing import NarrowingDialog, narrows
from tui.house import House
from tui.keys import Key, bindings, movable, refusal, written
from tui.personal import EVERYWHERE, clash, commands
from tui.place import Place
from tui.widgets.frame import Part, wrapped


class KeysDialog(NarrowingDialog):
    """The commands of a place and those that all places have, each with its key."""

    KEYS: ClassVar[tuple[Key, ...]] = (
        Key("take", "enter", "Enter", "key.rekey"),
        Key("scroll", "up,down,pageup,pagedown", "↑↓", "key.move", each=True),
        Key("back_to_default", "tab", "Tab", "key.default"),
        Key("give_up", "escape", "Esc", "key.back"),
    )
    BINDINGS = bindings("settings_keys", KEYS)
    AWAKE_IN_TEXT = frozenset({"take", "scroll", "back_to_default", "give_up"})

    def __init__(self, place: Place) -> None:
        """Take the place whose keys are meant."""
        words = place.house.words
        super().__init__(words("rekey.title", place=words(f"place.{place.NAME}")))
        self.offered = [(scope, key) for scope in (place.NAME, EVERYWHERE) for key in commands(scope) if movable(key)]
        self.at = 0

    def on_mount(self) -> None:
        """Draw, ready to type."""
        super().on_mount()
        self.set_focus(self.cell)

    def label(self) -> str:
        """The words before the cell."""
        return self.house.words("rekey.label")

    @property
    def found(self) -> list[tuple[str, Key]]:
        """The commands that the typed words leave."""
        return [
            (scope, key)
            for scope, key in self.offered
            if narrows(self.cell.text, fold(f"{self.house.words(key.label)} {key.shown}"))
        ]

    def typed(self) -> None:
        """The cursor goes to the first that fits."""
        self.at = 0
        super().typed()

    def focus_line(self) -> int | None:
        """The line under the cursor is seen."""
        return self.at

    def lines(self) -> Sequence[str]:
        """Each command: its key, its default where that is another, whether it holds in all places."""
        words, found = self.house.words, self.found
        rows = []
        for number, (scope, key) in enumerate(found):
            now = self.house.personal.moves.get(f"{scope}.{key.action}")
            shown = key.shown if now is None else written(now)
            told = "" if now is None else words("rekey.was", key=key.shown)
            where = words("rekey.everywhere") if scope == EVERYWHERE else ""
            mark = "►" if number == self.at else " "
            rows.append(f"{mark} {fit(shown, 6)} {fit(words(key.label), 16)} {fit(told, 24)} {where}")
        return rows or [words("palette.nothing", text=self.cell.text)]

    def move(self, lines: int) -> None:
        """Move the cursor, no further than the ends."""
        self.at = max(0, min(len(self.found) - 1, self.at + lines))
        self.say("")

    async def action_take(self) -> None:
        """Ask for the new key."""
        if self.found:
            scope, key = self.found[self.at]
            await self.app.push_screen(NewKeyDialog(scope, key, self._done))

    async def action_back_to_default(self) -> None:
        """The key it had."""
        if not self.found:
            return
        scope, key = self.found[self.at]
        target = f"{scope}.{key.action}"
        said = told_clash(self.house, target, key.names[0])
        if target in self.house.personal.moves and said is None:
            await self.house.rekey(target, None)
            said = self.house.words("rekey.default", label=self.house.words(key.label), key=key.shown)
        self._done(said or self.house.words("rekey.is_default", label=self.house.words(key.label), key=key.shown))

    def _done(self, said: str) -> None:
        self.draw()
        self.say(said)


def told_clash(house: House, target: str, name: str) -> str | None:
    """Which command has the key already, in a sentence; ``None`` where it is free."""
    found = clash(target, name, house.personal.moves)
    if found is None:
        return None
    words, (place, key) = house.words, found
    return words("rekey.clash", key=written(name), label=words(key.label), place=words(f"place.{place}"))


class NewKeyDialog(FramedDialog):
    """Waits for the key itself, as the keyboard sends it."""

    KEYS: ClassVar[tuple[Key, ...]] = (Key("give_up", "escape", "Esc", "key.give_up"),)
    BINDINGS = bindings("new_key", KEYS)

    def __init__(self, scope: str, key: Key, done: Callable[[str], None]) -> None:
        """Take the command and who is told how it ended."""
        super().__init__()
        self.scope, self.key, self.done = scope, key, done

    def parts(self) -> list[Part]:
        """What is asked for, and which keys there are to choose from."""
        words = self.house.words
        label = words(self.key.label)
        text = [words("rekey.ask", label=label), words("rekey.which")]
        rows = [row for each in text for row in (*wrapped(each, self.columns - 4), "")]
        return [Part(words("rekey.new", label=label), tuple(rows[:-1]))]

    async def hears(self, key: str, character: str | None) -> None:
        """Take the key, or say why it will not do and wait for another."""
        words = self.house.words
        if key == "escape":
            self.leave()
            return
        name = character.lower() if character and character.isascii() and character.isalpha() else key
        target, label = f"{self.scope}.{self.key.action}", words(self.key.label)
        shown = written(name) if len(written(name)) > 1 or not character else character
        if reason := refusal(self.key, name, character):
            self.say(words(f"rekey.not_{reason}", key=shown, label=label))
        elif said := told_clash(self.house, target, name):
            self.say(said)
        else:
            self.leave()
            default = self.key.names[0] == name
            await self.guarded(self.house.rekey(target, None if default else name))
            self.done(words("rekey.done", label=label, key=written(name)))

    async def action_give_up(self) -> None:
        """Keep the key as it is."""
        self.leave()
