"""Asking: a prompt that says where one is, an answer by a number or a word, help, and the way back."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field

from store.errors import Refused
from store.rules.text import fold
from store.words import Words
from tui.plain.aloud import in_all_languages, typed
from tui.plain.voice import Ear, Interrupted, Voice
from tui.telling import Teller

FEW = 6
"""Up to so many choices are all named to somebody whose answer fits none of them."""

SHORTEST = 2
"""A label may be typed from any of its words on, and in part from so many letters on, where only one choice fits."""


class Back(Exception):  # noqa: N818 - a person's answer
    """One level back."""


class Leave(Exception):  # noqa: N818 - a person's answer
    """Out of the program."""


@dataclass(frozen=True)
class Choice:
    """Something that can be answered: a number (empty: by word alone, and not listed), its words, why it is barred."""

    code: str
    label: str
    number: str = ""
    words: Collection[str] = field(default_factory=frozenset)
    barred: Refused | None = None
    takes: bool = False
    """Whether something may follow the word in the same line."""

    @property
    def said(self) -> str:
        """As it is listed: number and label."""
        return f"{self.number} {self.label}"

    @property
    def names(self) -> frozenset[str]:
        """All that may be typed instead of the number."""
        return frozenset({fold(self.label), *self.words, *typed(self.code)}) - {""}


@dataclass(frozen=True)
class Answer:
    """What was answered: a choice with what followed its word, or, where any text will do, that text alone."""

    choice: Choice | None
    text: str = ""

    @property
    def code(self) -> str:
        """The choice's code; empty for a text."""
        return self.choice.code if self.choice else ""


def option(words: Words, code: str, *, barred: Refused | None = None, takes: bool = False) -> Choice:
    """A choice with its label from the words files; the label of every language may be typed."""
    key = f"plain.option.{code}"
    return Choice(code, words(key), words=in_all_languages(key), barred=barred, takes=takes)


def numbered(choices: Sequence[Choice]) -> tuple[Choice, ...]:
    """The choices counted from 1."""
    return tuple(
        Choice(each.code, each.label, str(number), each.words, each.barred, each.takes)
        for number, each in enumerate(choices, start=1)
    )


class Asker:
    """Asks one question at a time."""

    def __init__(self, ear: Ear, voice: Voice, teller: Teller, before: Callable[[], None]) -> None:
        """Take ear and voice, the words, and what is to be told before each prompt."""
        self._ear, self._voice, self._before = ear, voice, before
        self.teller = teller
        self._interrupted = False

    def line(self, where: str, *, empty: bool = False) -> str:
        """One answer to a prompt; an empty one repeats it, unless ``empty`` ones are answers.

        Raises ``Back`` on Ctrl+C, ``Leave`` on a second one at once, ``Ended`` where the input ends.
        """
        words = self.teller.words
        while True:
            self._before()
            self._voice.say(words("plain.prompt", where=where))
            try:
                answer = self._ear.line()
            except Interrupted as pressed:
                if self._interrupted:
                    raise Leave from pressed
                self._interrupted = True
                raise Back from pressed
            self._interrupted = False
            if answer is None:
                self._voice.say(words("plain.unreadable"))
            elif answer or empty:
                return answer

    def choose(self, where: str, choices: Sequence[Choice], *, free: str = "") -> Answer:
        """One of the choices; with ``free`` (what else may be typed, in words) any other text as well."""
        while True:
            text = self.line(where)
            folded = fold(text)
            if folded in typed("help"):
                self._voice.say(*self.help(choices, free))
                continue
            self._general(folded)
            answer = _matching(text, folded, choices)
            if answer is None and free:
                return Answer(None, text)
            if answer is None or answer.choice is None:
                self._voice.say(self._nothing_fits(text, choices))
            elif answer.choice.barred is not None:
                self._voice.say(self.teller.refusal(answer.choice.barred))
            else:
                return answer

    def pause(self, where: str) -> None:
        """Wait for Enter alone; back and leave lead away as everywhere."""
        while text := self.line(where, empty=True):
            folded = fold(text)
            self._general(folded)
            self._voice.say(self.teller.words("plain.help_pause"))

    def words(self, where: str, hint: str, *, kept: str | None = None, optional: bool = False) -> str | None:
        """Words as they are typed; ``kept`` are those of before, ``None`` is the answer of who leaves them out."""
        say = self.teller.words
        if kept:
            self._voice.say(say("plain.words_kept", words=kept))
        while True:
            text = self.line(where)
            folded = fold(text)
            if folded in typed("help"):
                self._voice.say(hint, say("plain.help_words"))
            elif folded in typed("back"):
                raise Back
            elif kept and folded in typed("keep_words"):
                return kept
            elif optional and folded in typed("none"):
                return None
            else:
                return text

    def agreed(self, where: str, code: str) -> bool:
        """Whether somebody confirms by ``1`` or the choice's word."""
        choices = numbered((option(self.teller.words, code), option(self.teller.words, "not")))
        return self.choose(where, choices).code == code

    def help(self, choices: Sequence[Choice], free: str) -> list[str]:
        """What can be typed at a prompt."""
        say = self.teller.words
        listed = [each.said for each in choices if each.number]
        return [*listed, *([free] if free else []), say("plain.help_always")]

    def _general(self, folded: str) -> None:
        if folded in typed("back"):
            raise Back
        if folded in typed("leave"):
            raise Leave

    def _nothing_fits(self, text: str, choices: Sequence[Choice]) -> str:
        listed = [each for each in choices if each.barred is None]
        if len(listed) <= FEW:
            right = "; ".join(each.said.strip() for each in listed)
            return self.teller.words("plain.nothing_fits", text=text, right=right)
        digits = [each.number for each in listed if each.number]
        numbers = ", ".join(digits)
        if digits == [str(number) for number in range(1, len(digits) + 1)]:
            numbers = self.teller.words("plain.range", first=1, last=len(digits))
        return self.teller.words("plain.nothing_fits_many", text=text, numbers=numbers)


def _matching(text: str, folded: str, choices: Sequence[Choice]) -> Answer | None:
    exact = next((each for each in choices if folded == each.number or folded in each.names), None)
    if exact is not None:
        return Answer(exact)
    for each in choices:
        names = {*each.names, each.number} if each.takes else ()
        begun = [name for name in names if folded.startswith(f"{name} ")]
        if begun:
            words = len(max(begun, key=len).split())
            return Answer(each, text.split(maxsplit=words)[-1])
    if len(folded) < SHORTEST or folded.isdecimal():
        return None
    begins = [each for each in choices if any(f" {folded}" in f" {name}" for name in each.names)]
    return Answer(begins[0]) if len(begins) == 1 else None
