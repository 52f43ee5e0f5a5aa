"""What people write for levels, grades and headings: codes and words of every language, without marks or case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from store.rules.forms import GRADES, NOT_APPLIED
from store.rules.levels import NOT_RATED
from store.rules.scheme import Scheme
from store.rules.text import fold
from store.words import LANGUAGES, Words

_FORMS = ("full", "paper", "wide", "narrow")
_OLD_SCHEME = "2014"


def key(text: str) -> str:
    """What is compared: letters and digits without marks and case, points and commas left out, the rest one blank."""
    plain = fold(text).replace(".", "").replace(",", "")
    return " ".join("".join(char if char.isalnum() else " " for char in plain).split())


class Vocabulary:
    """Spellings and what they mean; a spelling that could mean two things means neither."""

    def __init__(self, spellings: Iterable[tuple[str, str]]) -> None:
        """Take pairs of spelling and meaning."""
        meanings: dict[str, set[str]] = {}
        for spelling, meaning in spellings:
            if key(spelling):
                meanings.setdefault(key(spelling), set()).add(meaning)
        self._known: Mapping[str, str] = {
            spelling: next(iter(meant)) for spelling, meant in meanings.items() if len(meant) == 1
        }

    def read(self, text: str) -> str | None:
        """What a text means, or ``None``."""
        return self._known.get(key(text))


def family(scheme: Scheme) -> str:
    """Under which words the levels of a scheme stand."""
    return "s2014" if scheme.code == _OLD_SCHEME else "four"


def level_word(words: Words, scheme: Scheme, code: str) -> str:
    """A level's full word, as the workbook lists it."""
    name = f"level.{family(scheme)}.{code}.full"
    return words(name) if words.has(name) else code


def grade_word(words: Words, code: str) -> str:
    """A grade's full word, as the workbook lists it."""
    return words(f"grade.{code}.full")


def levels_of(scheme: Scheme) -> Vocabulary:
    """How the levels of a scheme may be written."""
    return Vocabulary(_level_spellings(scheme))


def ratings_of(scheme: Scheme) -> Vocabulary:
    """The same with ``none``: there is no such body."""
    absent = [NOT_RATED, *(Words(lang)("workbook.no_body") for lang in LANGUAGES)]
    return Vocabulary([*_level_spellings(scheme), *((spelling, NOT_RATED) for spelling in absent)])


def grades() -> Vocabulary:
    """How the grades of a criterion may be written."""
    pairs = []
    for code in (*GRADES, NOT_APPLIED):
        pairs.append((code, code))
        pairs += [(Words(lang)(f"grade.{code}.{form}"), code) for lang in LANGUAGES for form in ("full", "narrow")]
    return Vocabulary(pairs)


def _level_spellings(scheme: Scheme) -> list[tuple[str, str]]:
    pairs, under = [], family(scheme)
    for level in scheme.levels:
        pairs.append((level.code, level.code))
        for words in map(Words, LANGUAGES):
            names = [f"level.{under}.{level.code}.{form}" for form in _FORMS]
            pairs += [(words(name), level.code) for name in names if words.has(name)]
            also = f"import_also.{under}.{level.code}"
            pairs += [(each, level.code) for each in (words(also) if words.has(also) else "").split("|")]
    return pairs
