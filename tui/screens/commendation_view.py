"""How commendations are drawn: the list, what one organisation's conditions rest on, and the same in full."""

from __future__ import annotations

from collections.abc import Sequence

from store.queries.case_standing import Standing
from store.queries.commendation import (
    COUNTED,
    DECIDED_HERE,
    NAMED,
    CandidateView,
    CommendationsView,
    CommendedUnit,
    ExemplaryYear,
    NominationView,
)
from store.rules.commendation import (
    DECLINED,
    EXEMPLARY_YEARS,
    FIVE_YEARS,
    KINDS,
    NO_OPEN_CASE,
    NOMINATED,
    RUNNING,
    STANDINGS,
    TOP_LEVEL,
    Condition,
)
from store.rules.predicates import FAIL
from store.rules.text import fit, visible, width
from tui.telling import Teller
from tui.widgets.frame import Part, ends, framed, wrapped
from tui.widgets.rows import Column, ListRow

WIDE = 110
"""From so many columns on full names stand in the list, and what is to be noted."""

KIND_CELL = 22
"""Columns of a kind's outcome and state."""

YEAR_CELL = 13
"""Columns of one of the five years."""


class CommendationDrawing:
    """Draws a cycle's commendations for one person at one width."""

    def __init__(self, view: CommendationsView, teller: Teller, columns: int) -> None:
        """Take what was read, the words, and the width of the screen in columns."""
        self.view, self.teller, self.words = view, teller, teller.words
        self.columns, self.wide = columns, columns >= WIDE
        self.inner = columns - 4

    # The list

    def headings(self) -> tuple[Column, ...]:
        """The list's columns."""
        word, last = self.words, int(self.view.cycle[:4])
        span = {"cycle": self.view.cycle, "first": last - RUNNING + 1, "last": last}
        columns = (
            Column(word("column.tt"), 2, right=True),
            Column(word("column.organisation"), 34 if self.wide else 18),
            Column(word("commending.column.level"), 6),
            *(Column(word(f"commending.column.{kind}", **span), KIND_CELL) for kind in KINDS),
        )
        left = self.columns - 4 - sum(each.width + 1 for each in columns)
        return (*columns, Column(word("commending.column.remark"), left)) if self.wide else columns

    def row(self, unit: CommendedUnit) -> ListRow:
        """One organisation's cells."""
        compared = unit.compared
        name = compared.full_name or compared.name if self.wide else compared.name
        cells = [
            str(compared.tt),
            self.teller.name(name),
            self.teller.level(compared.final_level, "narrow", self.view.scheme),
            *(self._kind(each) for each in unit.candidates),
        ]
        if self.wide:
            cells.append(self._remark(unit))
        return ListRow(compared.organisation, tuple(cells))

    def _kind(self, candidate: CandidateView) -> str:
        """A kind in the list: the conditions by sign and word, and the state once there is one."""
        return self.words(
            "commending.cell_free" if candidate.state is None else "commending.cell",
            mark=self._mark(candidate.outcome),
            outcome=self.words(f"commending.outcome.{candidate.outcome}"),
            state=self.state(candidate),
        )

    def state(self, candidate: CandidateView) -> str:
        """What became of a nomination, in words."""
        return self.words(f"commending.state.{candidate.state or 'none'}")

    def _remark(self, unit: CommendedUnit) -> str:
        past = ", ".join(map(str, unit.past))
        case = unit.compared.case
        if past and case is not None:
            return self.words("commending.once_short", years=past)
        if case is not None:
            return self.words("commending.case_short", number=case.number)
        return self.words("commending.once_only", years=past) if past else ""

    def _mark(self, outcome: str) -> str:
        return self.words(f"check.mark.{outcome}")

    # The rows above the list

    def where(self, post: str) -> str:
        """The first row: where one is, made-up or real, and as whom."""
        parts = [self.words("commending.title", cycle=self.view.cycle), self.view.committee]
        if self.view.made_up:
            parts.append(self.words("made_up"))
        return ends(" " + " │ ".join(parts), post, self.columns)

    def counts(self, units: Sequence[CommendedUnit], which: str) -> str:
        """The second row: how many stand how, what the store last confirmed."""
        saved = self.words("saved_at", time=self.teller.time(self.view.saved_at))
        found = [each.standing for each in units]
        parts = [self.words(f"commending.count.{name}", count=found.count(name)) for name in STANDINGS if name in found]
        room = self.columns - width(saved) - 4
        while True:  # what asks for nothing goes first where all of it does not fit
            told = self.words("commending.counts", which=which, count=len(units), parts=" · ".join(parts)).rstrip(": ")
            if len(parts) < 2 or width(told) <= room:
                return ends(f" {told}", saved, self.columns)
            parts.pop()

    # One organisation

    def picture(self, unit: CommendedUnit, rows: int) -> list[str]:
        """One organisation in at most so many rows; what there is no room for is read by ``v``."""
        compared = unit.compared
        name = self.teller.name(compared.full_name or compared.name)
        lines = framed(
            [
                Part(f"{compared.tt}. {name} ─ {self.words('commending.sample')}", tuple(self._notable(unit))),
                *(
                    Part(self.kind(unit.of(kind)), tuple(self._about(unit, kind, self.inner, short=True)))
                    for kind in KINDS
                ),
                Part(self.words("commending.sources"), tuple(self._sources(unit, self.inner))),
            ],
            self.columns,
        )
        return self._cut(lines, rows)

    def wanted(self, unit: CommendedUnit) -> int:
        """Rows in which the picture leaves nothing out."""
        return len(self.picture(unit, 999))

    def _cut(self, lines: list[str], rows: int) -> list[str]:
        """So many lines; the last before the lower rule says how many there are more."""
        if len(lines) <= rows:
            return lines
        told = self.words("commending.more", count=len(lines) - rows + 1)
        return [*lines[: rows - 2], f"│ {fit(told, self.inner)} │", lines[-1]]

    def whole(self, unit: CommendedUnit, columns: int) -> list[str]:
        """All of it in lines of so many columns, with the sentences of the sources."""
        lines = [line for told in self._notable(unit) for line in wrapped(told, columns)]
        for kind in KINDS:
            lines += ["", self.kind(unit.of(kind)), *self._about(unit, kind, columns, short=False)]
        lines += ["", self.words("commending.sources"), *self._sources(unit, columns, quoted=True)]
        for source in unit.slow:
            lines += wrapped(self.words("commending.slow", source=visible(source)), columns)
        return lines

    def kind(self, candidate: CandidateView) -> str:
        """The heading of a kind: its digit, whether it is eligible, its state."""
        return self.words(
            "commending.kind",
            digit=KINDS.index(candidate.kind) + 1,
            kind=self.words(f"commendation.kind.{candidate.kind}"),
            mark=self._mark(candidate.outcome),
            outcome=self.words(f"commending.outcome.{candidate.outcome}"),
            state=self.state(candidate),
        )

    def _notable(self, unit: CommendedUnit) -> list[str]:
        """What must not be overlooked: exemplary once and slow later; nominated and no longer eligible."""
        told, years, case = [], ", ".join(map(str, unit.past)), unit.compared.case
        if unit.past and case is not None:
            told.append(self.words("commending.once", years=years, number=case.number))
        elif unit.past and unit.slow:
            told.append(self.words("commending.once_slow", years=years))
        if any((each.state, each.outcome) == (NOMINATED, FAIL) for each in unit.candidates):
            told.append(self.words("commending.lapsed"))
        return [line for text in told for line in wrapped(text, self.inner)]

    def _about(self, unit: CommendedUnit, kind: str, columns: int, *, short: bool) -> list[str]:
        """A kind's conditions, the five years, what was said; ``short`` says once what both kinds ask."""
        candidate, lines = unit.of(kind), []
        conditions = candidate.conditions
        if short and kind == FIVE_YEARS:
            conditions = tuple(each for each in conditions if each.code == EXEMPLARY_YEARS)
        for condition in conditions:
            lines += self._hanging(self.condition(unit, condition), columns)
        if kind == FIVE_YEARS:
            lines += self._strip(unit.years)
        if candidate.note:
            lines += self._hanging(self.words("commending.note", note=visible(candidate.note)), columns)
        if candidate.decided_note:
            lines += self._hanging(self.words("commending.decided_note", note=visible(candidate.decided_note)), columns)
        return lines

    def condition(self, unit: CommendedUnit, condition: Condition) -> str:
        """One condition: outcome by sign and word, what it asks, what was found."""
        return self.words(
            "commending.line",
            mark=self._mark(condition.outcome),
            outcome=self.words(f"check.outcome.{condition.outcome}"),
            told=self._found(unit, condition),
        )

    def _found(self, unit: CommendedUnit, condition: Condition) -> str:
        asked = self.words(f"commendation.condition.{condition.code}")
        if condition.code == TOP_LEVEL:
            level = unit.compared.final_level
            if level is None:
                return self.words("commending.level_unset", condition=asked)
            told = self.teller.level(level, "wide", self.view.scheme)
            return self.words("commending.level", condition=asked, level=told)
        if condition.code == NO_OPEN_CASE:
            case = unit.compared.case
            return asked if case is None else self._case(asked, case)
        years = ", ".join(map(str, condition.years))
        return self.words(f"commending.years_{condition.outcome}", condition=asked, years=years)

    def _case(self, asked: str, case: Standing) -> str:
        """The case that stands in the way: its number and how it stands."""
        if case.bare:
            return self.words("commending.case_bare", condition=asked, number=case.number)
        state = self.words(f"remediation.state.{case.state}")
        return self.words("commending.case", condition=asked, number=case.number, state=state[:1].lower() + state[1:])

    def _strip(self, years: Sequence[ExemplaryYear]) -> list[str]:
        """The five years: level under the year's own scheme, below it whether exemplary; ║ before another scheme."""
        rows = ["", ""]
        for at, year in enumerate(years):
            before = years[at - 1].scheme if at else None
            other = before is not None and year.scheme is not None and before != year.scheme
            gap = "" if not at else "║ " if other else "  "
            now = str(year.year) == self.view.cycle
            level = self.words("level.unset.narrow" if now else "level.unknown.narrow")
            if year.level is not None:
                level = self.teller.level(year.level, "narrow", year.scheme or self.view.scheme)
            exemplary = {True: "yes", False: "no", None: "unknown"}[year.exemplary]
            told = (
                self.words("commending.year_of", year=year.year, level=level),
                self.words(f"commending.year.{exemplary}"),
            )
            for place, text in enumerate(told):
                rows[place] += gap + fit(text, YEAR_CELL)
        return [row.rstrip() for row in rows]

    def _sources(self, unit: CommendedUnit, columns: int, *, quoted: bool = False) -> list[str]:
        """Who says of each year whether it was exemplary; the years of which nobody does, in one line."""
        told, unknown = [], []
        for year in unit.years:
            if year.by is None:
                unknown.append(str(year.year))
                continue
            text = self.words(f"commending.by.{self._by(year)}", year=year.year, count=year.count)
            if quoted and year.by in (NAMED, COUNTED) and year.source:
                text += " " + self.words("commending.quoted", source=visible(year.source))
            told.append(text)
        if unknown:
            told.append(self.words("commending.by.none", years=", ".join(unknown)))
        return [line for text in told for line in self._hanging(text, columns)]

    def _by(self, year: ExemplaryYear) -> str:
        if year.by == DECIDED_HERE:
            return "granted" if year.exemplary else DECLINED
        return "counted_none" if year.by == COUNTED and not year.count else str(year.by)

    def _hanging(self, text: str, columns: int) -> list[str]:
        first, *rest = wrapped(text, columns - 2) if width(text) > columns else [text]
        return [first, *(f"  {line}" for line in rest)]


def nomination_lines(teller: Teller, nominations: Sequence[NominationView]) -> list[str]:
    """Nominations of one organisation in lines, for its own page."""
    lines = []
    for each in nominations:
        kind = teller.words(f"commendation.kind.{each.kind}")
        told = {"cycle": each.cycle, "kind": kind[:1].lower() + kind[1:]}
        told["state"] = teller.words(f"commending.state.{each.state}")
        parts = [teller.words("organisation.nomination", **told)]
        if each.note:
            parts.append(teller.words("commending.note", note=visible(each.note)))
        if each.decided_note:
            parts.append(teller.words("commending.decided_note", note=visible(each.decided_note)))
        lines.append(". ".join(parts))
    return lines
