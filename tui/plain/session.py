"""One person's conversation: who they are, in which words, what the others did meanwhile, and the way to the store."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import ParamSpec, TypeVar

from store.commands.base import Saved
from store.db.connect import reading
from store.errors import Refused
from store.queries.accounts import AccountView, account
from store.queries.comparison import ComparisonRow, ComparisonView, comparison
from store.queries.news import NewsView, newest_entry, news_after
from store.queries.settings import settings
from store.words import LANGUAGES
from tui.plain.aloud import AloudWords
from tui.plain.asking import Asker, Back, Choice, numbered, option
from tui.plain.sentences import AloudTeller, Sentences
from tui.plain.voice import Ear, Voice

P = ParamSpec("P")
T = TypeVar("T")

LANGUAGE = "language"
"""The preference under which a person's language is kept, the same as on the screens."""

PAGE = 10
"""So many lines are read before somebody is asked whether to go on."""


class Session:
    """What all rooms share."""

    def __init__(self, actor: str, lang: str, ear: Ear, voice: Voice) -> None:
        """Sit down at an opened store; raises ``Refused`` for somebody who may not even look."""
        self.actor, self._voice = actor, voice
        with reading():
            account(actor)  # whoever may not look is refused before anything is said
            self.offset = settings().utc_offset_minutes
        self._seen = newest_entry()
        self._written: set[int] = set()
        self.others: list[NewsView] = []
        """What others did since this conversation began, oldest first."""
        self.ask = Asker(ear, voice, AloudTeller(AloudWords(lang), self.offset), self._tell_news)
        self.speak(lang)

    def speak(self, lang: str) -> None:
        """Speak a language from now on."""
        self.words = AloudWords(lang)
        self.teller = self.ask.teller = AloudTeller(self.words, self.offset)
        self.sentences = Sentences(self.teller)

    @property
    def next_language(self) -> str:
        """The language that the switch leads to."""
        return LANGUAGES[(LANGUAGES.index(self.words.lang) + 1) % len(LANGUAGES)]

    @property
    def me(self) -> AccountView:
        """The person's account as it is now; raises ``Refused`` for one that may not even look."""
        with reading():
            return account(self.actor)

    def say(self, *lines: str) -> None:
        """Say lines."""
        self._voice.say(*lines)

    def tell(self, key: str, /, **facts: object) -> None:
        """Say a sentence of the words files."""
        self._voice.say(self.words(key, **facts))

    def refuse(self, refused: Refused) -> None:
        """Say why the store declines."""
        self._voice.say(self.teller.refusal(refused))

    def do(self, verb: Callable[P, Saved[T]], *args: P.args, **kwargs: P.kwargs) -> Saved[T]:
        """Run a verb of ``store.commands``; raises ``Refused``. One's own change is no news."""
        saved = verb(*args, **kwargs)
        self._written.add(saved.entry)
        return saved

    def choice(self, code: str, *, barred: Refused | None = None, takes: bool = False) -> Choice:
        """A choice with its label and words from the words files."""
        return option(self.words, code, barred=barred, takes=takes)

    def offer(self, choices: Sequence[Choice]) -> None:
        """Name the choices in one line."""
        self.tell("plain.offer", choices="; ".join(each.said for each in choices if each.number))

    def barred(self, action: str, *, allowed: bool) -> Refused | None:
        """Why the person's roles bar an action, ``None`` where they do not."""
        return None if allowed else Refused("role", role=self.me.roles[0], action=action)

    def row(self, organisation: str, view: ComparisonView | None = None) -> ComparisonRow:
        """An organisation's row of the comparison as it is now, or as a view has it; raises ``Refused``."""
        held = view or comparison()
        found = next((row for row in held.rows if row.organisation == organisation), None)
        if found is None:
            raise Refused("not_in_cycle", organisation=organisation, cycle=held.cycle)
        return found

    def pages(self, where: str, lines: Iterable[str]) -> None:
        """Read lines, ten at a time; who goes back hears no more."""
        left = list(lines)
        while left:
            self.say(*left[:PAGE])
            left = left[PAGE:]
            if left:
                self.tell("plain.more", count=len(left))
                try:
                    self.ask.choose(where, numbered([self.choice("more")]))
                except Back:
                    return

    def hear(self) -> None:
        """Tell what others did since the last prompt now, and not before the next one."""
        self._tell_news()

    def _tell_news(self) -> None:
        """What others did since the last prompt, in one line."""
        try:
            newest = newest_entry()
            fresh = news_after(self._seen) if newest > self._seen else ()
        except Refused:
            return  # the store is busy for the moment; the next prompt asks again
        self._seen = max([self._seen, *(each.entry for each in fresh)])
        others = [each for each in fresh if each.entry not in self._written]
        self.others += others
        if len(others) == 1:
            self.tell("plain.news_one", news=self.teller.news(others[0]))
        elif others:
            self.tell("plain.news_many", count=len(others), news=self.teller.news(others[-1]))
