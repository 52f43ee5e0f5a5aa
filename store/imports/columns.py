"""The columns of each kind of file for one cycle, and the headings by which they are known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from store.imports.kinds import SELF_RATINGS
from store.imports.vocabulary import Vocabulary
from store.queries.dossier import DossierView
from store.rules.facts import COUNT, FACTS, TRUTH, FactKind
from store.rules.forms import Criterion
from store.words import LANGUAGES, Words

TT, CODE, NAME, REMARK = "tt", "code", "name", "remark"
"""Columns that say whom a line is about, and one that is not read."""

SELF_LEVEL = "self_level"

WHO, IGNORED, LEVEL, CRITERION, RATING, ARRIVED = "who", "ignored", "level", "criterion", "rating", "arrived"
"""What a column holds; counts and truths are those of the facts."""


@dataclass(frozen=True)
class Column:
    """One column: its code, what it holds, its heading, everything else it may be called, the fact it belongs to."""

    code: str
    holds: str
    heading: str
    spellings: tuple[str, ...]
    fact: str = ""
    points: bool = False


def columns_of(kind: str, dossiers: Sequence[DossierView], words: Words) -> tuple[Column, ...]:
    """The columns of a kind in the order of the template."""
    who = [_column(code, WHO, f"workbook.column.{code}", words) for code in (TT, CODE, NAME)]
    own = _self_ratings(dossiers, words) if kind == SELF_RATINGS else _facts(words)
    return (*who, *own, _column(REMARK, IGNORED, "workbook.column.remark", words))


def headings_of(columns: Sequence[Column]) -> Vocabulary:
    """Which column a heading means."""
    return Vocabulary((spelling, column.code) for column in columns for spelling in (column.code, *column.spellings))


def _self_ratings(dossiers: Sequence[DossierView], words: Words) -> Iterator[Column]:
    yield _column(SELF_LEVEL, LEVEL, "workbook.column.self_level", words)
    lines: dict[str, Criterion] = {}
    for dossier in dossiers:
        for line in dossier.form.criteria if dossier.form else ():
            lines.setdefault(line.code, line)
    for line in lines.values():
        names = [f"{line.code} {name}" for name in (line.name_vi, line.name_en)]
        heading = f"{line.code} {line.name_vi if words.lang == LANGUAGES[0] else line.name_en}"
        yield Column(line.code, CRITERION, heading, tuple(names), points=line.points is not None)


def _facts(words: Words) -> Iterator[Column]:
    for fact in FACTS:
        yield _column(fact.name, _holds(fact), f"workbook.fact.{fact.name}", words, fact.name)
        if fact.arrives:
            spellings = tuple(Words(lang)("workbook.arrived", name=_fact(lang, fact)) for lang in LANGUAGES)
            heading = words("workbook.arrived", name=_fact(words.lang, fact))
            yield Column(f"{fact.name}_arrived", ARRIVED, heading, spellings, fact.name)


def _fact(lang: str, fact: FactKind) -> str:
    return Words(lang)(f"fact.{fact.name}")


def _holds(fact: FactKind) -> str:
    return fact.kind if fact.kind in (COUNT, TRUTH) else RATING


def _column(code: str, holds: str, name: str, words: Words, fact: str = "") -> Column:
    """A column whose heading stands in the words files; a fact's short word means it as well."""
    names = [name, f"fact.{fact}"] if fact else [name]
    spellings = tuple(each for lang in LANGUAGES for named in names for each in Words(lang)(named).split("|"))
    return Column(code, holds, words(name).split("|")[0], spellings, fact)
