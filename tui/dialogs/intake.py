"""Dialogs of the intake that ask for words: papers given back and why, what an advisory body says."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Sequence

from store.commands.base import NOTE_LIMIT
from store.errors import Refused
from tui.dialogs.one_line import OneLineDialog
from tui.keys import Key, bindings
from tui.widgets.frame import Part, wrapped
from tui.widgets.key_bar import Shown


class ReturnDialog(OneLineDialog, inherit_bindings=False):
    """Which papers go back, and why; the reason is typed at once, Tab leads to the papers and back."""

    KEYS = (
        Key("confirm", "enter", "Enter", "key.confirm"),
        Key("give_up", "escape", "Esc", "key.give_up_draft"),
        Key("pick", "1,2,3,4,5,6,7,8,9", "1-9", "key.papers", each=True),
        Key("words", "tab,shift+tab", "Tab", "key.words"),
    )
    BINDINGS = bindings("return_papers", KEYS)
    AWAKE_IN_TEXT = frozenset({"confirm", "give_up", "words"})

    def __init__(
        self,
        title: str,
        papers: Sequence[tuple[str, str]],
        held: Collection[str],
        label: str,
        place: str,
        text: str,
        confirm: Callable[[frozenset[str], str], Awaitable[None]],
    ) -> None:
        """``papers`` are codes and names, ``held`` the codes that are in: all of them go back unless taken out."""

        async def both(said: str) -> None:
            await confirm(frozenset(self.picked), said)

        super().__init__(title, (), label, place, text, both, limit=NOTE_LIMIT)
        self.papers, self.held, self.picked = tuple(papers), frozenset(held), set(held)

    def parts(self) -> list[Part]:
        """The papers with their digits; those that go back bear a mark, those that are not in say so."""
        words, lines = self.house.words, []
        for number, (code, name) in enumerate(self.papers, start=1):
            state = "going" if code in self.picked else "held" if code in self.held else "absent"
            lines.append(words(f"returning.{state}", number=number, paper=name))
        return [Part(self.heading, tuple(lines))]

    def footer(self) -> list[Shown]:
        """The keys that live now; digits are as many as there are papers."""
        words, count = self.house.words("key.papers"), len(self.papers)
        return [
            Shown(f"1-{count}", each.label, each.barred) if each.label == words else each for each in super().footer()
        ]

    async def action_pick(self, number: int) -> None:
        """A digit: the paper goes back, or stays."""
        if number >= len(self.papers) or self.papers[number][0] not in self.held:
            self.say(self.house.words("returning.not_in", number=number + 1))
            return
        self.picked ^= {self.papers[number][0]}
        self.say("")
        self.draw()

    async def action_words(self) -> None:
        """To the reason, or out of it to the papers."""
        self.set_focus(None if self.typing() else self.cell)

    async def action_confirm(self) -> None:
        """Give them back; a reason that is missing is asked for in its cell."""
        if not self.picked:
            self.set_focus(None)
            self.say(self.house.words("returning.none"))
            return
        if not self.cell.text:
            self.set_focus(self.cell)
        await super().action_confirm()


class OpinionDialog(OneLineDialog, inherit_bindings=False):
    """What a body says of an organisation; that it has no opinion is said by a digit, never by an empty line."""

    KEYS = (
        Key("confirm", "enter", "Enter", "key.confirm"),
        Key("give_up", "escape", "Esc", "key.give_up_draft"),
        Key("none", "0", "0", "key.no_opinion"),
        Key("words", "tab,shift+tab", "Tab", "key.words"),
    )
    BINDINGS = bindings("opinion", KEYS)
    AWAKE_IN_TEXT = frozenset({"confirm", "give_up", "words"})

    def __init__(
        self,
        title: str,
        head: Sequence[str],
        label: str,
        place: str,
        text: str,
        confirm: Callable[[str | None], Awaitable[None]],
    ) -> None:
        """``head`` says what stands so far; ``confirm`` gets the words, or ``None`` for no opinion."""

        async def said(words: str) -> None:
            if not words and not self.nothing:
                raise Refused("opinion_missing")
            await confirm(None if self.nothing else words)

        super().__init__(title, head, label, place, text, said, limit=NOTE_LIMIT)
        self.nothing = False

    def parts(self) -> list[Part]:
        """What stands so far, and whether word goes out that there is no opinion."""
        told = self.house.words("opining.none" if self.nothing else "opining.how")
        lines = [line for text in (*self.head, told) for line in wrapped(text, self.columns - 4)]
        return [Part(self.heading, tuple(lines))]

    async def action_none(self) -> None:
        """The body has no opinion; Tab takes that back."""
        self.nothing = True
        self.say("")
        self.draw()

    async def action_words(self) -> None:
        """To the words, or out of them."""
        if self.typing():
            self.set_focus(None)
            return
        self.nothing = False
        self.draw()
        self.set_focus(self.cell)
