"""What a text typed after ``/`` means while it grows: an organisation, several, a filter, or a fault in one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from store.errors import Refused
from store.rules.filters import Expression, Facts, Fault, is_expression, parse
from store.rules.naming import Ambiguous, Match, Named, candidates, resolve
from store.rules.text import fit
from tui.telling import Teller

SHOWN = 5
"""So many candidates are named before the dots."""


@dataclass(frozen=True)
class Finding:
    """``place``: the row to show already; ``code``: the one organisation Enter goes to; or the filter Enter sets.

    ``refusal`` says why Enter does nothing; ``hint`` is the line under the cell.
    """

    hint: str
    place: str | None = None
    code: str | None = None
    expression: Expression | None = None
    refusal: Refused | None = None


@dataclass(frozen=True)
class Searched:
    """A list as the search sees it: who is in it, what a filter may ask of each, and by which fields."""

    named: Sequence[Named]
    facts: Sequence[Facts]
    fields: Collection[str]


def look(text: str, searched: Searched, teller: Teller, columns: int) -> Finding:
    """Read what is typed; ``columns`` is how far the text stands from the left edge."""
    words = teller.words
    if not text.strip():
        return Finding(" " + words("comparison.find_hint"))
    if is_expression(text):
        return _filter(text, searched, teller, columns)
    named = searched.named
    fitting = candidates(text, named)
    if not fitting:
        near = _listed(_nearest(text, named), teller)
        code = "unknown_organisation_near" if near else "unknown_organisation"
        unknown = Refused(code, text=text, nearest=near)
        return Finding(" " + words("comparison.found_none", text=text), refusal=unknown)
    found = resolve(text, named)
    if isinstance(found, Match):
        chosen = next(each for each in named if each.code == found.code)
        unit = teller.numbered(chosen.tt, chosen.name)
        return Finding(" " + words("comparison.found_one", unit=unit), place=found.code, code=found.code)
    several = found.candidates if isinstance(found, Ambiguous) else fitting
    listed = _listed(several, teller)
    refusal = Refused("ambiguous_organisation", text=text, count=len(several), candidates=listed)
    hint = " " + words("comparison.found_many", count=len(several), candidates=listed)
    return Finding(hint, place=several[0].code, refusal=refusal)


def _filter(text: str, searched: Searched, teller: Teller, columns: int) -> Finding:
    read = parse(text, searched.fields)
    if isinstance(read, Fault):
        what = teller.words(f"filter.{read.code}")
        near = ", ".join(read.nearest[:3])
        told = teller.words("comparison.fault_near" if near else "comparison.fault_here", what=what, nearest=near)
        code = "filter_fault_near" if near else "filter_fault"
        refusal = Refused(code, what=f"filter.{read.code}", column=read.column + 1, word=read.word, nearest=near)
        return Finding(fit("", columns + read.column) + told, refusal=refusal)
    count = sum(read.matches(facts) for facts in searched.facts)
    return Finding(" " + teller.words("comparison.found_filter", count=count), expression=read)


def _listed(found: Sequence[Named], teller: Teller) -> str:
    shown = ", ".join(teller.numbered(each.tt, each.name) for each in found[:SHOWN])
    return shown + (", …" if len(found) > SHOWN else "")


def _nearest(text: str, named: Sequence[Named]) -> tuple[Named, ...]:
    found = resolve(text, named)
    return getattr(found, "nearest", ())
