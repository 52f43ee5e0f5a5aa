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
    yield tuple(each for each in known if wanted.isdigit() and each.tt == int(wanted))
    yield tuple(each for each in known if wanted in (each.name, each.full_name))
    yield tuple(each for each in known if folded in (fold(each.name or "-"), fold(each.full_name or "-")))
    yield candidates(wanted, known)


def _rank(folded: str, each: Named) -> int:
    """1 for the number, 2 the whole name, 3 the beginning of a word, 4 any part, 0 no fit."""
    names = [fold(name) for name in (each.name, each.full_name) if name]
    if folded.isdigit() and len(folded) <= 4:
        return 1 if each.tt == int(folded) else 0
    if folded in names or folded == each.code:
        return 2
    if any(f" {name}".find(f" {folded}") >= 0 for name in names):
        return 3
    return 4 if any(all(word in name for word in folded.split()) for name in names) else 0


def _nearest(wanted: str, known: tuple[Named, ...]) -> tuple[Named, ...]:
    by_name = {fold(each.name): each for each in known if each.name}
    return tuple(by_name[name] for name in get_close_matches(fold(wanted), by_name, n=3, cutoff=0.5))
