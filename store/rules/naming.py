"""Which organisation a typed name means: by code, by number, exactly, without marks, by a part."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from store.rules.text import clean, fold


@dataclass(frozen=True)
class Named:
    """An organisation as it can be called: code, number in the committee's list, short and full name."""

    code: str
    tt: int | None
    name: str | None
    full_name: str | None = None


@dataclass(frozen=True)
class Match:
    """The text means this organisation."""

    code: str


@dataclass(frozen=True)
class Ambiguous:
    """The text fits several."""

    candidates: tuple[Named, ...]


@dataclass(frozen=True)
class Unknown:
    """The text fits none; these come nearest."""

    nearest: tuple[Named, ...]


def resolve(text: str, organisations: Iterable[Named]) -> Match | Ambiguous | Unknown:
    """Find the organisation: by code, number, exact name, name without marks, then any part of the name."""
    wanted = clean(text).strip()
    known = tuple(organisations)
    for found in _passes(wanted, known):
        if len(found) == 1:
            return Match(found[0].code)
        if found:
            return Ambiguous(found)
    return Unknown(_nearest(wanted, known))


def candidates(text: str, organisations: Sequence[Named]) -> tuple[Named, ...]:
    """All that a text being typed fits, best first: the number, the whole name, a word's beginning, any part."""
    folded = fold(clean(text))
    if not folded:
        return ()
    ranked = [(rank, place, each) for place, each in enumerate(organisations) if (rank := _rank(folded, each))]
    return tuple(each for _rank_, _place, each in sorted(ranked, key=lambda found: found[:2]))


def _passes(wanted: str, known: tuple[Named, ...]) -> Iterable[tuple[Named, ...]]:
    folded = fold(wanted)
    yield tuple(each for each in known if each.code == wanted)
    number = _number(wanted)
    yield tuple(each for each in known if number is not None and each.tt == number)
    yield tuple(each for each in known if wanted in (each.name, each.full_name))
    yield tuple(each for each in known if folded in [fold(name) for name in (each.name, each.full_name) if name])
    yield candidates(wanted, known)


def _rank(folded: str, each: Named) -> int:
    """1 for the number, 2 the whole name, 3 from a word on, 4 the beginnings of words, 5 any part, 0 no fit."""
    names = [fold(name) for name in (each.name, each.full_name) if name]
    number = _number(folded)
    if number is not None:
        return 1 if each.tt == number else 0
    if folded in names or folded == each.code:
        return 2
    if any(f" {name}".find(f" {folded}") >= 0 for name in names):
        return 3
    if any(_begins_words(folded, name) for name in names):
        return 4
    return 5 if any(folded in name for name in names) else 0


def _begins_words(folded: str, name: str) -> bool:
    """Whether the typed words begin words of the name, a different one each: ``tan m`` is Tân Minh alone."""
    left = name.split()
    for typed in sorted(folded.split(), key=len, reverse=True):
        found = next((word for word in left if word.startswith(typed)), None)
        if found is None:
            return False
        left.remove(found)
    return True


def _number(text: str) -> int | None:
    """The number in the list that a text may mean; superscripts and longer rows of digits are none."""
    return int(text) if text.isdecimal() and len(text) <= 4 else None


def _nearest(wanted: str, known: tuple[Named, ...]) -> tuple[Named, ...]:
    by_name = {fold(each.name): each for each in known if each.name}
    return tuple(by_name[name] for name in get_close_matches(fold(wanted), by_name, n=3, cutoff=0.5))
