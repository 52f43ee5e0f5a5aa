"""Figures that can be followed to the journal: whatever has a digit comes into the minutes only with its entries.

A sentence is made by the ledger, from the words and from values; a value with a digit must be ``Traced``. The ledger
gives the entries a mark and keeps which figures bear it: the minutes' last annex.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from store.words import Words


@dataclass(frozen=True)
class Traced:
    """A figure, or a text with one, and the journal entries that it follows from; raises ``ValueError`` without any."""

    text: str
    entries: tuple[int, ...]

    def __post_init__(self) -> None:
        """A figure without an entry is nobody's."""
        if not self.entries:
            raise ValueError(self.text)


Fact = Traced | str
"""What a sentence is filled with; a plain text has no digit."""


@dataclass(frozen=True)
class Sentence:
    """A sentence of the minutes and its marks, ``[7]`` or ``[7, 9]``; made by a ledger only."""

    text: str
    marks: str


@dataclass(frozen=True)
class Origin:
    """One line of the last annex: a mark, the figures that bear it, the journal entries they follow from."""

    mark: str
    figures: str
    entries: str


class Ledger:
    """Makes the sentences of one paper and keeps what their figures follow from."""

    def __init__(self, words: Words) -> None:
        """Take the words; nothing is kept yet."""
        self.words = words
        self._kept: dict[tuple[int, ...], list[str]] = {}

    def say(self, key: str, **facts: Fact) -> Sentence:
        """A sentence of the words with its facts; raises ``ValueError`` for a digit that is not traced."""
        return self.joined([self.words(key, **{name: _text(fact) for name, fact in facts.items()})], facts.values())

    def show(self, fact: Fact) -> Sentence:
        """A value by itself, as in a table's cell."""
        return self.joined([_text(fact)], [fact])

    def joined(self, texts: Iterable[str], facts: Iterable[Fact]) -> Sentence:
        """Texts that were made from these facts, as one sentence."""
        held = list(facts)
        for fact in held:
            if isinstance(fact, str) and any(char.isdigit() for char in fact):
                raise ValueError(fact)
        marks = sorted({self._mark(fact) for fact in held if isinstance(fact, Traced) and _has_figure(fact.text)})
        return Sentence(" ".join(texts), f"[{', '.join(str(each) for each in marks)}]" if marks else "")

    def _mark(self, fact: Traced) -> int:
        entries = tuple(sorted(set(fact.entries)))
        figures = self._kept.setdefault(entries, [])
        if fact.text not in figures:
            figures.append(fact.text)
        return list(self._kept).index(entries) + 1

    def origins(self) -> tuple[Origin, ...]:
        """Every mark that was given, in its order."""
        return tuple(
            Origin(str(mark), "; ".join(_cut(each) for each in figures), spans(entries))
            for mark, (entries, figures) in enumerate(self._kept.items(), start=1)
        )


SHOWN = 80
"""So many characters of a figure's text stand in the annex."""


def _cut(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"


def spans(numbers: Iterable[int]) -> str:
    """Numbers with neighbours drawn together: ``12, 45–58``."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


def _text(fact: Fact) -> str:
    return fact.text if isinstance(fact, Traced) else fact


def _has_figure(text: str) -> bool:
    return any(char.isdigit() for char in text)
