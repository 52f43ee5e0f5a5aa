"""How trends are drawn: the years side by side, each under its own labels, a double line where schemes change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from store.queries.results import LevelResultView
from store.queries.trends import PeriodView
from store.rules.text import decimal, fit, width
from store.rules.trends import Change, blocks, breaks, change
from tui.screens.results_view import ResultsDrawing
from tui.widgets.frame import wrapped

NARROW, BROAD, GAP = 17, 27, 3
"""Columns of a year at least and at most, and between two of them."""


@dataclass(frozen=True)
class Window:
    """The periods that are seen, how many lie left and right of them, how wide each is."""

    periods: tuple[PeriodView, ...]
    left: int
    right: int
    width: int

    @property
    def bar(self) -> int:
        """How many blocks are all of those rated."""
        return 20 if self.width >= BROAD else 10


class TrendsDrawing(ResultsDrawing):
    """Draws the years."""

    def window(self) -> Window:
        """As many periods as there is room for, the chosen one among them."""
        periods = self.view.periods
        seen = max(1, min(len(periods), (self.columns - 1 + GAP) // (NARROW + GAP)))
        at = [each.code for each in periods].index(self.period.code)
        first = max(0, min(len(periods) - seen, at - seen // 2))
        broad = min(BROAD, (self.columns - 1 - GAP * (seen - 1)) // seen)
        return Window(periods[first : first + seen], first, len(periods) - first - seen, broad)

    def trends(self) -> list[str]:
        """Heading, scheme, number rated, the levels with bar and printed figure, the exemplary, what the signs mean."""
        window = self.window()
        stacks = [self._stack(each, window) for each in window.periods]
        before = (False, *breaks([each.tally for each in window.periods]))
        lines = []
        for row in range(max(len(stack) for stack in stacks)):
            line = ""
            for place, stack in enumerate(stacks):
                gap = (" ║ " if before[place] else "   ") if place else ""
                line += gap + fit(stack[row] if row < len(stack) else "", window.width)
            lines.append(" " + line.rstrip())
        return [*lines, *self._legend(window)]

    def _stack(self, period: PeriodView, window: Window) -> list[str]:
        words = self.words
        mark = "►" if period.code == self.period.code else " "
        name = self._heading(period, window.width - 1)
        lines = [f"{mark}{name}", " " + words("results.scheme", scheme=period.scheme.code)]
        lines.append(" " + words("results.rated", count=self.rated(period)))
        earlier = self._earlier(period)
        for row in range(max(len(each.levels) for each in window.periods)):
            level = period.levels[row] if row < len(period.levels) else None
            moved = change(earlier.tally, period.tally, level.code) if earlier and level else None
            lines += self._level(period, level, moved, window)
            if any(row < len(each.levels) and each.levels[row].printed_percent for each in window.periods):
                lines.append(self._printed(period, level))
        exemplary = self.count(period.exemplary)
        return [*lines, " " + words("results.exemplary", count=exemplary)]

    def _heading(self, period: PeriodView, room: int) -> str:
        if not period.provisional:
            return period.code
        long, short = (self.words(f"results.heading.{key}", code=period.code) for key in ("provisional", "prov"))
        return long if width(long) <= room else short

    def _level(
        self, period: PeriodView, level: LevelResultView | None, moved: Change | None, window: Window
    ) -> list[str]:
        if level is None:
            return ["", ""]
        broad = window.width >= BROAD
        name = self.teller.level(level.code, "wide" if broad else "narrow", period.scheme.code)
        share = "-" if level.percent is None else f"{decimal(level.percent, self.words.lang)}%"
        left = fit(name, 10 if broad else 6) + str(level.count).rjust(4)
        points = self._points(moved) if moved and (moved.before or moved.after) else ""
        bar = self._bar(level, window.bar)
        return [left + share.rjust(window.width - width(left)), bar + points.rjust(window.width - width(bar))]

    def _bar(self, level: LevelResultView, full: int) -> str:
        """Blocks beside their number; a share too small for one says so, lest it be taken for none."""
        return "█" * blocks(level.percent, full) or ("<█" if level.count else "")

    def _points(self, moved: Change) -> str:
        sign = "+" if moved.points > 0 else "-" if moved.points < 0 else "="
        return f"{sign}{decimal(abs(moved.points), self.words.lang)}"

    def _printed(self, period: PeriodView, level: LevelResultView | None) -> str:
        if level is None or level.printed_percent is None:
            return ""
        wrong = " ×" if level.code in period.corrected else ""
        return self.words("results.printed", percent=level.printed_percent) + wrong

    def _earlier(self, period: PeriodView) -> PeriodView | None:
        at = [each.code for each in self.view.periods].index(period.code)
        return self.view.periods[at - 1] if at else None

    def _legend(self, window: Window) -> list[str]:
        parts = [
            self.words(f"results.more_{name}", count=count)
            for name, count in (("left", window.left), ("right", window.right))
            if count
        ]
        parts.append(self.words("results.legend.block", share=100 // window.bar))
        parts += [self.words(f"results.legend.{name}") for name in ("break", "wrong")]
        line = ""
        for part in parts:
            trial = f"{line}   {part}" if line else f" {part}"
            line = trial if width(trial) <= self.columns else line
        return [line]

    def about_trends(self) -> str:
        """What the article says of the trend, beside what its figures say; across a break they say nothing."""
        seen = self.window().periods
        pairs = list(pairwise(seen))
        moved = [(pair, self._top(*pair)) for pair in pairs]
        told = [self._told(*pair, change_) for pair, change_ in moved if change_ is not None]
        if len(told) > 1:
            short = [self._short(*pair, change_) for pair, change_ in moved if change_ is not None]
            told = [self.words("results.several", moves="; ".join(short))]
        broken = [pair for pair, cut in zip(pairs, breaks([each.tally for each in seen]), strict=True) if cut]
        parts = [self._apart(broken, schemes=schemes) for schemes in (True, False)]
        lines = [self.words("results.claim", printed=self.view.claim)] if self.view.claim else []
        lines += told
        if broken:
            lines.append(self.words("results.uncompared", parts="; ".join(part for part in parts if part)))
        room = self.columns - 2
        return "\n".join(f" {row}" for line in lines for row in wrapped(line, room))

    def _apart(self, broken: Sequence[tuple[PeriodView, PeriodView]], *, schemes: bool) -> str:
        """The pairs that a change of scheme parts, or the others: a year and a quarter."""
        found = [(one, other) for one, other in broken if (one.scheme.code != other.scheme.code) == schemes]
        pairs = ", ".join(f"{one.code} ║ {other.code}" for one, other in found)
        return self.words("results.apart" if schemes else "results.spans", pairs=pairs) if found else ""

    def _top(self, before: PeriodView, after: PeriodView) -> Change | None:
        """How the top level moved, where that can be told."""
        return change(before.tally, after.tally, after.scheme.levels[0].code)

    def _told(self, before: PeriodView, after: PeriodView, moved: Change) -> str:
        """How the top level moved within one scheme, in words."""
        lang = self.words.lang
        return self.words(
            f"results.{moved.way}",
            before=before.code,
            after=after.code,
            scheme=after.scheme.code,
            level=self.teller.level(moved.level, "narrow", after.scheme.code),
            first=decimal(moved.before, lang),
            second=decimal(moved.after, lang),
            points=decimal(abs(moved.points), lang),
        )

    def _short(self, before: PeriodView, after: PeriodView, moved: Change) -> str:
        level = self.teller.level(moved.level, "narrow", after.scheme.code)
        return f"{before.code} → {after.code} {level} {self._points(moved)}"
