"""What a form is made of, without drawing it: rows beside the lines, fields to type in, gaps, sums, typed values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from store.queries.accounts import AccountView
from store.queries.dossier import DossierView, ProofView
from store.queries.settings import SettingsView
from store.rules.checks import Support
from store.rules.dates import read_date
from store.rules.evidence import Evidence
from store.rules.facts import BY_NAME, FACTS, LEVEL, FactFault, Value, read
from store.rules.forms import BOARD, RESPONSIBLE, Criterion, Graded
from store.rules.roles import may
from store.rules.text import fold

LINES, FACTS_ZONE, PROOFS = "lines", "facts", "proofs"
ZONES = (LINES, FACTS_ZONE, PROOFS)
"""Where the cursor can be, in the order of Tab."""

FACT, POINTS, PROOF = "fact", "points", "proof"
GROUP, PAPER, BODY = "group", "paper", "body"

TEXT, NUMBER, DATED = "text", "number", "dated"
"""The three parts of a piece of evidence."""


@dataclass(frozen=True)
class SideRow:
    """One row beside the lines: the heading of a group, a fact, a paper, or an advisory body."""

    kind: str
    code: str


@dataclass(frozen=True)
class Field:
    """One cell that can be typed into: a fact, a line's points, a part of its ``n``-th piece of evidence."""

    kind: str
    code: str
    n: int = 0
    part: str = ""

    @property
    def name(self) -> str:
        """Its name in the place of a draft."""
        return {FACT: self.code, POINTS: f"{self.code}.points", PROOF: f"{self.code}.{self.n}.{self.part}"}[self.kind]


Gap = tuple[str, str]
"""What is missing: ``lines`` and a criterion's code, or ``facts`` and a fact's name."""


def field_named(name: str) -> Field | None:
    """The field of a draft's place; ``None`` for a name that is none."""
    if name in BY_NAME:
        return Field(FACT, name)
    code, _, rest = name.rpartition(".")
    if rest == POINTS and code:
        return Field(POINTS, code)
    line, _, number = code.rpartition(".")
    return Field(PROOF, line, int(number), rest) if number.isdecimal() and rest in (TEXT, NUMBER, DATED) else None


def side_rows(settings: SettingsView) -> tuple[SideRow, ...]:
    """Facts by group, then the dossier's papers, then the advisory bodies' opinions."""
    rows: list[SideRow] = []
    for fact in FACTS:
        if SideRow(GROUP, fact.group) not in rows:
            rows.append(SideRow(GROUP, fact.group))
        rows.append(SideRow(FACT, fact.name))
    rows += [SideRow(GROUP, "papers"), *(SideRow(PAPER, each.code) for each in settings.papers)]
    rows += [SideRow(GROUP, "opinions"), *(SideRow(BODY, each.code) for each in settings.bodies)]
    return tuple(rows)


def own_side(me: AccountView) -> str | None:
    """The column a person grades: the Organisation Board's, or that of the body responsible; ``None`` who looks."""
    return next((side for side in (BOARD, RESPONSIBLE) if may(me.roles, f"grade_{side}")), None)


def is_own(line: Criterion, me: AccountView) -> bool:
    """Whether a person grades this line: an advisory body its own lines alone."""
    side = own_side(me)
    return side == BOARD or (side == RESPONSIBLE and line.body == me.body)


def gaps(dossier: DossierView, support: Support, me: AccountView) -> tuple[Gap, ...]:
    """What is missing, in the order of the form: ungraded lines of one's own column, facts that a check asks for."""
    side = own_side(me) or BOARD
    lines = dossier.form.criteria if dossier.form else ()
    mine = [line for line in lines if own_side(me) is None or is_own(line, me)]
    asked = {name for verdict in support.verdicts for found in verdict.findings for name in found.missing}
    return (
        *((LINES, line.code) for line in mine if dossier.grade(line.code, side) is None),
        *((FACTS_ZONE, fact.name) for fact in FACTS if fact.name in asked),
    )


def pieces(dossier: DossierView, criterion: str) -> list[ProofView]:
    """A line's pieces of evidence in order."""
    return sorted((each for each in dossier.proofs if each.criterion == criterion), key=lambda each: each.n)


def proof_fields(dossier: DossierView, criterion: str) -> list[Field]:
    """All that can be typed of a line's evidence; a further piece begins with its text."""
    there = pieces(dossier, criterion)
    fields = [Field(PROOF, criterion, each.n, part) for each in there for part in (TEXT, NUMBER, DATED)]
    return [*fields, Field(PROOF, criterion, (there[-1].n if there else 0) + 1, TEXT)]


# Figures that do not go together

_PARTS = (
    ("targets_met", "targets_set"),
    ("targets_exceeded", "targets_set"),
    ("targets_key_missed", "targets_set"),
    ("tasks_on_time", "tasks"),
    ("tasks_beyond", "tasks"),
    ("subs_disciplined", "subs"),
    ("shortcomings_remedied", "shortcomings"),
)
_SUMS: Mapping[str, tuple[str, ...]] = {
    "subs": ("subs_1", "subs_2", "subs_3", "subs_4"),
    "members": ("members_1", "members_2", "members_3", "members_4", "members_not_rated"),
}


@dataclass(frozen=True)
class Odd:
    """Figures that cannot all be right: one part above its whole, or parts that add up to something else."""

    parts: tuple[str, ...]
    whole: str
    count: int
    total: int


def odd(evidence: Evidence) -> tuple[Odd, ...]:
    """What does not add up in the facts; nothing is corrected, and checks that need it cannot tell."""
    found = [Odd((part,), whole, *pair) for part, whole in _PARTS if (pair := _above(evidence, part, whole))]
    for whole, parts in _SUMS.items():
        counts, total = [evidence.count(part) for part in parts], evidence.count(whole)
        if total is None:
            continue
        count, complete = sum(each or 0 for each in counts), None not in counts[:4]
        if count > total or (complete and count != total):
            found.append(Odd(tuple(part for part in parts if evidence.count(part) is not None), whole, count, total))
    return tuple(found)


def _above(evidence: Evidence, part: str, whole: str) -> tuple[int, int] | None:
    some, every = evidence.count(part), evidence.count(whole)
    return (some, every) if some is not None and every is not None and some > every else None


# What is typed


@dataclass(frozen=True)
class Typed:
    """What a typed text comes to: a value (``None`` takes it away), a date of arrival, or why it is none."""

    value: Value | None = None
    arrived: str | None = None
    fault: FactFault | None = None


@dataclass(frozen=True)
class Reader:
    """Reads typed values as facts keep them: level codes best first, further words for levels, and the day it is."""

    levels: tuple[str, ...]
    words: Mapping[str, str]
    today: date

    def fact(self, name: str, text: str) -> Typed:
        """A fact; of another body's rating a digit or a word and, if it is there, the date it came."""
        if not text:
            return Typed()
        if BY_NAME[name].kind != LEVEL:
            return _typed(read(name, text, self.levels))
        head, _, tail = text.rpartition(" ")
        dated = bool(head) and bool(re.search(r"\d", tail))
        day = self.day(tail) if dated else self.today.isoformat()
        if day is None:
            return Typed(fault=FactFault("not_a_date"))
        return replace(_typed(read(name, self._level(head if dated else text), self.levels)), arrived=day)

    def _level(self, text: str) -> str:
        if text.isdecimal() and int(text) <= len(self.levels):
            return "none" if int(text) == 0 else self.levels[int(text) - 1]
        return self.words.get(fold(text), text)

    def day(self, text: str) -> str | None:
        """A date as ISO text; without a year the last such day."""
        if found := re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})", text.strip()):
            day, month = found.groups()
            this = read_date(f"{day}/{month}/{self.today.year}")
            past = read_date(f"{day}/{month}/{self.today.year - 1}")
            return past if this is None or this > self.today.isoformat() else this
        return read_date(text)


def _typed(value: Value | FactFault) -> Typed:
    return Typed(fault=value) if isinstance(value, FactFault) else Typed(value)


def read_points(text: str, most: int) -> Typed:
    """Points in hundredths from ``12``, ``12,5`` or ``12.25``, at most so many."""
    found = re.fullmatch(r"(\d{1,3})(?:[.,](\d{1,2}))?", text) if text.isascii() else None
    if found is None:
        return Typed(fault=FactFault("not_points")) if text else Typed()
    points = int(found[1]) * 100 + int((found[2] or "0").ljust(2, "0"))
    return Typed(points) if points <= most else Typed(fault=FactFault("not_points"))


def tried(evidence: Evidence, field: Field, value: Value | None) -> Evidence:
    """The dossier as it would be with a typed fact or typed points in it."""
    if field.kind == FACT:
        kept = {name: each for name, each in evidence.facts.items() if name != field.code}
        return replace(evidence, facts=kept if value is None else {**kept, field.code: value})
    given = {place: each for place, each in evidence.grades.items() if place != (field.code, BOARD)}
    if isinstance(value, int):
        given[field.code, BOARD] = Graded(None, value)
    return replace(evidence, grades=given)
