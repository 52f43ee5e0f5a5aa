"""Words for the ear: the same sentences, but for those that hold signs, abbreviations or names of keys."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from store.rules.text import fold
from store.words import LANGUAGES, Words, sentences

_LEVEL = re.compile(r"level\.(.+)\.(?:wide|narrow|inline)")
_QUIET = {"«": '"', "»": '"', " – ": ", ", ", …": ""}


class AloudWords(Words):
    """The words of one language as they are heard: ``aloud.<key>`` stands in where the files have it."""

    def __init__(self, lang: str = "vi") -> None:
        """Take a language of ``LANGUAGES``."""
        super().__init__(lang)
        self._sentences = heard(self.lang)


@cache
def heard(lang: str) -> Mapping[str, str]:
    """Every sentence of a language for the ear; a level has one word there, whatever room a screen would have."""
    said = sentences(lang)
    return {key: _heard(said, key) for key in said if not key.startswith("aloud.")}


def _heard(said: Mapping[str, str], key: str) -> str:
    level = _LEVEL.fullmatch(key)
    wanted = f"aloud.level.{level[1]}" if level else f"aloud.{key}"
    return quiet(said.get(wanted, said[key]))


def quiet(text: str) -> str:
    """A text without the signs that are read out as long names or not at all."""
    for sign, instead in _QUIET.items():
        text = text.replace(sign, instead)
    return text


@cache
def typed(code: str) -> frozenset[str]:
    """The words by which a choice can be typed, without marks: those of every language hold in every language."""
    told = ",".join(sentences(lang).get(f"plain.typed.{code}", "") for lang in LANGUAGES)
    return frozenset(word for each in told.split(",") if (word := fold(each)))


def in_all_languages(key: str) -> frozenset[str]:
    """A sentence in every language, without marks, as somebody might type it: as it is heard and as it is written."""
    return frozenset(fold(said[key]) for lang in LANGUAGES for said in (heard(lang), sentences(lang)) if key in said)
