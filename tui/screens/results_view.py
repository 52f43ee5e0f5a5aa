"""How results are drawn: the rows above, table A and table C as plain text, from what the store answered."""

from __future__ import annotations

from collections.abc import Sequence

from store.queries.caps import CapView
from store.queries.trends import PeriodView, TrendsView
from store.rules.caps import GOOD
from store.rules.tables import KindRow
from store.rules.text import decimal, fit, width
from tui.telling import Teller
from tui.widgets.frame import ends, wrapped

TABLE_A, TABLE_B, TABLE_C, TRENDS = VIEWS = ("a", "b", "c", "trends")
"""The four views in the order of their digits."""

WIDE = 110
"""From so many columns on, columns are wider and levels have their longer words."""


class ResultsDrawing:
    """Draws one period's tables at one width; subclasses draw members and trends."""

    def __init__(self, view: TrendsView, period: PeriodView, teller: Teller, columns: int) -> None:
        """Take what the store knows, the period that is looked at, the words, and the width of the screen."""
        self.view, self.period, self.teller, self.words = view, period, teller, teller.words
        self.columns, self.wide = columns, columns >= WIDE

    # Above

    def where(self, post: str) -> str:
        """The first row: where one is, made-up or real, and as whom."""
        parts = [self.words("results.title"), self.view.committee]
        if self.view.made_up:
            parts.append(self.words("made_up"))
        return ends(" " + " │ ".join(parts), post, self.columns)

    def tabs(self, shown: str) -> str:
        """The second row: the four views, the one that is shown marked; at the right the period."""
        tabs = [
            f"{'►' if name == shown else ' '}{digit} {self.words(f'results.tab.{name}')}"
            for digit, name in enumerate(VIEWS, start=1)
        ]
        right = self.words("results.denominator") if shown == TRENDS else self.named(self.period)
        return ends(" ".join(tabs), right, self.columns)

    def named(self, period: PeriodView) -> str:
        """A period with its scheme; one whose figures may move says so."""
        kind = "published" if period.state is None else "provisional" if period.provisional else "settled"
        return self.words(f"results.period.{kind}", code=period.code, scheme=period.scheme.code)

    # Cells

    def count(self, number: int | None) -> str:
        """A count, or that nobody says."""
        return self.words("unknown") if number is None else str(number)

    def share(self, hundredths: int | None) -> str:
        """A share without its sign; ``-`` of nothing."""
        return "-" if hundredths is None else decimal(hundredths, self.words.lang)

    def level(self, code: str, form: str | None = None) -> str:
        """A level under the period's own scheme."""
        return self.teller.level(code, form or ("wide" if self.wide else "narrow"), self.period.scheme.code)

    def lines(self, text: str, indent: int = 0) -> list[str]:
        """A sentence in as many rows as it takes."""
        return [" " * (indent + 1) + line for line in wrapped(text, self.columns - 2 - indent)]

    def title(self, shown: str) -> str:
        """The table's name with its denominator."""
        rule = self.period.scheme.cap
        if shown == TABLE_C and rule is not None:
            top, good = self.level(rule.top, "narrow"), self.level(rule.good, "narrow")
            return " " + self.words("results.heading.c", top=top, good=good)
        name = "c_none" if shown == TABLE_C else shown
        return " " + self.words(f"results.heading.{name}", rated=self.rated(self.period))

    def rated(self, period: PeriodView) -> str:
        """How many were rated, of how many where that is known."""
        told = str(period.tally.rated)
        return told if period.total is None else f"{told}/{period.total}"

    # Table A

    def table_a(self) -> list[str]:
        """Each kind in two rows: counts, then moves against the self-rating and shares; the sum; why not rated."""
        widths = (18, 7, 8, 8, 7, 12, 11, 11) if self.wide else (13, 5, 6, 6, 5, 7, 8, 8)
        cap = self.period.scheme.cap
        names = ["kind", "total", "rated", "not_rated", "unset"]
        heads = [self.words(f"results.column.{name}").split("|") for name in names]
        heads += [["", self.level(code)] for code, _count in self.period.tally.levels]
        heads.append(self.words("results.column.exemplary").split("|"))
        if cap is not None:
            ratio = self.words("results.column.ratio", top=self.level(cap.top, "narrow"))
            heads.append([ratio, self.level(cap.good, "narrow") + " %"])
        spread = (*widths[:5], *[widths[5]] * len(self.period.tally.levels), *widths[6:])[: len(heads)]
        lines = [self.title(TABLE_A), ""]
        lines += [_line([head[row] for head in heads], spread) for row in (0, 1)]
        for kind in self.period.kinds:
            lines += self._kind(kind, spread)
        reasons = [each for each in self.period.kinds if each.kind is None and each.reasons]
        if reasons:
            told = ", ".join(f"{self._reason(code)} {count}" for code, count in reasons[0].reasons)
            lines += self.lines(self.words("results.not_rated", reasons=told))
        return lines

    def _kind(self, row: KindRow, spread: Sequence[int]) -> list[str]:
        label = self.words("results.all" if row.kind is None else f"kind.{row.kind}")
        shares = [self.share(row.share(code)) for code, _count in row.levels]
        numbers = [self.count(each) for each in (row.total, row.rated, row.not_rated, row.unset)]
        if row.total is None:  # the words for unknown are wider than a count: the mark and, below, its meaning
            numbers = [self.words("level.unknown.narrow") if each is None else str(each) for each in _counts(row)]
        cells = [label, *numbers, *(str(count) for _code, count in row.levels), self.count(row.exemplary)]
        cells.append(self.share(row.top_share))
        first = _line(cells, spread)
        before = sum(spread[:5])
        moved = self.words("results.moved", raised=row.raised, lowered=row.lowered) if row.raised is not None else ""
        return [first, fit("   " + moved, before + 1) + _line(shares, spread[5:], first=spread[5])[1:]]

    def _reason(self, code: str | None) -> str:
        return self.words("unknown") if code is None else self.words(f"reason.{code}.box")

    def about_a(self) -> str:
        """What the figures are: provisional and how far, or what the source leaves open."""
        told = self._standing("results.unknown_a")
        unknown = self.words("results.no_exemplary") if self.period.state and self.period.exemplary is None else ""
        return "\n".join(self.lines(f"{told} {unknown}"))

    def _standing(self, published: str) -> str:
        period = self.period
        if period.state is None:
            return self.words(published, year=period.code)
        key = "results.provisional" if period.provisional else "results.settled"
        return self.words(key, concluded=period.concluded, total=period.total)

    # Table C

    def table_c(self) -> list[str]:
        """One row a group: how many, the base, the cap, how many at the top, what share that is, and what follows."""
        rule, lines = self.period.scheme.cap, [self.title(TABLE_C), ""]
        if rule is None:
            none = self.words("results.no_cap", scheme=self.period.scheme.code, year=self.period.code)
            return [*lines, *self.lines(none)]
        top, good = self.level(rule.top, "narrow"), self.level(rule.good, "narrow")
        reading = self.period.cap_base or rule.base
        base = good if reading == GOOD else self.words("results.column.base")
        heads = [self.words(f"results.column.{name}") for name in ("group", "units")]
        heads += [base, self.words("results.column.cap"), top, self.words("results.column.actual")]
        widths = (30, 9, 10, 10, 10, 12) if self.wide else (18, 6, 6, 8, 7, 10)
        lines.append(_line(heads, widths) + "  " + self.words("results.column.conclusion"))
        lines += [f"{_line(self._cap(each), widths)}  {self.conclusion(each)}" for each in self.period.caps]
        if self.period.state is None:
            lines += ["", *self.lines(self.words("results.unknown_c", year=self.period.code))]
        source = rule.source if rule.verified else self.words("check.unverified")
        told = self.words("cap.said", clause=rule.clause, base=self.words(f"cap.base.{reading}"), source=source)
        return [*lines, "", *self.lines(told)]

    def _cap(self, view: CapView) -> list[str]:
        cap, name = view.cap, "whole" if view.whole else view.group or "unknown"
        share = None if cap.base == 0 else (cap.top * 20_000 + cap.base) // (2 * cap.base)
        units = self.words("level.unknown.narrow") if self.period.total is None else str(view.members)
        cells = [self.words(f"group.{name}.full"), units, str(cap.base), self.count(cap.cap)]
        return [*cells, str(cap.top), self.share(share)]

    def conclusion(self, view: CapView) -> str:
        """What follows, in words."""
        cap = view.cap
        if cap.cap is None or cap.over is None:
            return self.words("results.cap.unknown")
        if cap.over:
            return self.words("results.cap.over", over=cap.over)
        if not cap.base and not cap.top:
            return self.words("results.cap.nothing")
        return self.words("results.cap.room" if cap.headroom else "results.cap.full", headroom=cap.headroom)

    def about_c(self) -> str:
        """Provisional and how far; of a scheme without a cap there is nothing more to say."""
        if self.period.scheme.cap is None:
            return ""
        return "\n".join(self.lines(self._standing("results.published_c")))


def _counts(row: KindRow) -> tuple[int | None, ...]:
    return row.total, row.rated, row.not_rated, row.unset


def _line(cells: Sequence[str], widths: Sequence[int], *, first: int | None = None) -> str:
    """Cells at the right of their columns, the first one at the left unless it has a width like the others."""
    parts = []
    for place, (cell, columns) in enumerate(zip(cells, widths, strict=False)):
        blank = " " * max(0, columns - width(cell))
        parts.append(cell + blank if place == 0 and first is None else blank + cell)
    return " " + "".join(parts)
