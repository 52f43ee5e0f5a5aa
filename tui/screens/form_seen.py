"""One dossier as one person sees it now: what was read, the cursor, what is being typed; the names of it all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from store.queries.accounts import AccountView
from store.queries.comparison import ComparisonView
from store.queries.dossier import DossierView, FactView
from store.queries.remediation import CaseView
from store.queries.settings import SettingsView
from store.rules.checks import Support
from store.rules.dates import written
from store.rules.evidence import Evidence
from store.rules.facts import BY_NAME, COUNT, TRUTH, Value
from store.rules.forms import Criterion
from store.rules.levels import NOT_RATED
from store.rules.text import decimal, thousands, width
from tui.screens.form_parts import (
    BODY,
    FACT,
    LINES,
    PAPER,
    Field,
    Odd,
    SideRow,
    Typed,
    odd,
    own_side,
    proof_fields,
)
from tui.telling import Teller

WIDE = 110
"""From so many columns on, grades stand in their long words and the facts have more room."""

FIXED = 7
"""Rows that are neither lines, cell nor checks: two of the head, two rules, the message, two of keys."""

LEAST_LINES, LEAST_CHECKS = 3, 4

LEVEL_ROOM = 14
"""The longest word for a level where there is room, in columns."""


@dataclass(frozen=True)
class Spot:
    """Where the cursor stands: its zone, and in each zone the number of its row."""

    zone: str = LINES
    line: int = 0
    side: int = 1
    proof: int = 0


@dataclass(frozen=True)
class Opened:
    """The cell that is typed into: its field, the text in it, and what that comes to."""

    field: Field
    text: str
    typed: Typed


@dataclass(frozen=True)
class Rows:
    """How many rows each part of the screen has."""

    lines: int
    cell: int
    checks: int


def rows_of(height: int) -> Rows:
    """At 24 rows nine lines, two for the cell and six for checks; higher screens give more to lines and checks."""
    cell = 2 if height < 30 else 4
    left = height - FIXED - cell
    checks = max(LEAST_CHECKS, min(6 + max(0, left - 15) // 2, left - LEAST_LINES))
    return Rows(max(LEAST_LINES, left - checks), cell, checks)


@dataclass(frozen=True)
class Seen:
    """All that a drawing needs; ``evidence`` and ``support`` are as they would be with what is typed."""

    view: ComparisonView
    settings: SettingsView
    dossier: DossierView
    evidence: Evidence
    support: Support
    side: Sequence[SideRow]
    spot: Spot
    opened: Opened | None
    teller: Teller
    me: AccountView
    columns: int
    height: int
    cases: tuple[CaseView, ...] = ()

    @property
    def wide(self) -> bool:
        """Whether there is room for long words."""
        return self.columns >= WIDE

    @cached_property
    def rows(self) -> Rows:
        """How the height is shared."""
        return rows_of(self.height)

    @property
    def lines(self) -> tuple[Criterion, ...]:
        """The form's lines; none where no form is known."""
        return self.dossier.form.criteria if self.dossier.form else ()

    @property
    def line(self) -> Criterion | None:
        """The line under the cursor, or that whose evidence is shown."""
        return self.lines[min(self.spot.line, len(self.lines) - 1)] if self.lines else None

    @property
    def beside(self) -> SideRow:
        """The row beside the lines that the cursor stands on."""
        return self.side[self.spot.side]

    @property
    def proof(self) -> Field | None:
        """The part of a piece of evidence under the cursor."""
        fields = proof_fields(self.dossier, self.line.code) if self.line else []
        return fields[min(self.spot.proof, len(fields) - 1)] if fields else None

    @property
    def own(self) -> str | None:
        """The column that digits write."""
        return own_side(self.me)

    @cached_property
    def odd(self) -> tuple[Odd, ...]:
        """Figures that do not go together."""
        return odd(self.evidence)

    # Names and values in words

    @property
    def typing(self) -> str:
        """What is typed, as it shows in its place: the value it comes to, else the text itself."""
        opened = self.opened
        if opened is None or opened.typed.fault or opened.typed.value is None:
            return opened.text if opened else ""
        if opened.field.kind == FACT:
            return self.value(opened.field.code, opened.typed.value, "wide" if self.wide else "narrow")
        return points(int(opened.typed.value), self.teller.words.lang)

    def criterion(self, line: Criterion) -> str:
        """A line's name."""
        return line.name_vi if self.teller.words.lang == "vi" else line.name_en

    def body(self, code: str) -> str:
        """The name of the body that answers for a line."""
        words, key = self.teller.words, f"form.body.{code}"
        named = next((each for each in self.settings.bodies if each.code == code), None)
        if named is not None:
            return named.name(words.lang)
        return words(key) if words.has(key) else code

    def named(self, row: SideRow) -> str:
        """The name of a row beside the lines."""
        words = self.teller.words
        if row.kind in (PAPER, BODY):
            known = self.settings.papers if row.kind == PAPER else self.settings.bodies
            return next(each.name(words.lang) for each in known if each.code == row.code)
        if row.kind == FACT:
            return words(f"fact.{row.code}")
        return words(f"form.{row.code}") if row.code in ("papers", "opinions") else words(f"fact_group.{row.code}")

    def field(self, field: Field) -> str:
        """The name of a cell."""
        words = self.teller.words
        if field.kind == FACT:
            return words(f"fact.{field.code}")
        return words(f"form.field.{field.part or field.kind}", code=field.code)

    def graded(self, criterion: str, side: str, form: str = "narrow") -> str:
        """What one side gave a line."""
        given, words = self.dossier.grade(criterion, side), self.teller.words
        if given is None:
            return words(f"grade.unset.{form}")
        return points(given.points, words.lang) if given.points is not None else words(f"grade.{given.grade}.{form}")

    def value(self, name: str, value: Value, form: str = "narrow") -> str:
        """A fact's value."""
        words, kind = self.teller.words, BY_NAME[name].kind
        if kind == COUNT:
            return thousands(int(value), words.lang)
        if kind == TRUTH:
            return words("yes" if value else "no")
        if value == NOT_RATED:
            return words("form.no_such_body")
        return self.level(str(value), form)

    def level(self, code: str | None, form: str) -> str:
        """A level's word; a wide one is the whole word, where that is short."""
        scheme = self.dossier.scheme.code
        whole = self.teller.level(code, "full", scheme)
        short_enough = code is not None and form == "wide" and width(whole) <= LEVEL_ROOM
        return whole if short_enough else self.teller.level(code, form, scheme)

    def fact(self, fact: FactView, form: str = "narrow") -> str:
        """A fact with the date it came, if it has one."""
        return f"{self.value(fact.name, fact.value, form)} {short(fact.arrived)}".rstrip()

    def fact_in_full(self, fact: FactView) -> str:
        """A fact in its long words, with the whole date."""
        return f"{self.value(fact.name, fact.value, 'wide')} {written(fact.arrived)}".rstrip()


def short(iso: str | None) -> str:
    """A kept date as day and month."""
    return written(iso)[:5]


def points(hundredths: int, lang: str) -> str:
    """Points without noughts behind the mark."""
    return decimal(hundredths, lang).rstrip("0").rstrip(",.")
