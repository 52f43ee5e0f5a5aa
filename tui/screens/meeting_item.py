"""One item of a meeting in large: its levels in full words, what they rest on, what was concluded and said."""

from __future__ import annotations

from collections import Counter

from store.queries.comparison import ComparisonRow, ComparisonView
from store.queries.meeting_views import ItemView, MeetingView, UnitView
from store.rules.levels import NOT_RATED
from store.rules.predicates import FAIL, UNKNOWN
from store.rules.text import fit, visible, width
from tui.checking import CheckTeller
from tui.telling import Teller
from tui.widgets.frame import side_by_side, wrapped

LABEL = 12
"""Columns of a level's label."""

REASON_ROWS = 4
"""Rows that why and what is unknown may each take."""


class ItemDrawing:
    """Draws items of one meeting in so many columns."""

    def __init__(self, view: MeetingView, compared: ComparisonView, teller: Teller, columns: int) -> None:
        """Take the meeting, its cycle's comparison, the words and the width."""
        self.view, self.compared, self.teller, self.words = view, compared, teller, teller.words
        self.columns = columns
        self.checks = CheckTeller(teller, compared.scheme)

    def lines(self, item: ItemView, rows: int) -> list[str]:
        """Everything about an item, most important first; in a block of many, numbers where names need more rows."""
        if len(item.units) == 1:
            lines = self._single(item, item.units[0])
        elif len(lines := self._many(item, named=True)) > rows:
            lines = self._many(item, named=False)
        if item.conclusion:
            lines += wrapped(self.words("sitting.line", text=visible(item.conclusion)), self.columns)
        return lines

    def _single(self, item: ItemView, unit: UnitView) -> list[str]:
        name = f"{unit.tt}. {self.teller.name(unit.full_name or unit.name)}".upper()
        lines = wrapped(name, self.columns)
        lines += wrapped(visible(item.title), self.columns) if item.title else []
        found = next((each for each in self.compared.rows if each.organisation == unit.organisation), None)
        if found is None:
            return lines
        lines.append(self._level("self", found.self_level))
        lines.append(self._level("proposed", found.proposed_level))
        if found.final_level is not None:
            lines.append(self._level("concluded", found.final_level))
        if found.has_evidence:
            lines += self._evidence(found)
        if found.reason and unit.decided is not None:
            text = self.teller.reason(found.reason, raised=(found.difference or 0) > 0)
            lines += wrapped(
                self.words("comparison.reason", text=f"{text} – {visible(found.note)}" if found.note else text),
                self.columns,
            )
        return lines

    def _level(self, stage: str, code: str | None) -> str:
        return f"{fit(self.words(f'sitting.stage.{stage}'), LABEL)} {self.full(code, self.columns - LABEL - 1)}"

    def full(self, code: str | None, columns: int) -> str:
        """A level in full words, as far as they fit."""
        if code is None or code == NOT_RATED:
            return self.teller.level(code, "full")
        scheme = self.compared.scheme.code
        whole = self.teller.level(code, "full", scheme)
        key = f"sitting.level.{code}"
        if width(whole) > columns and self.words.has(key) and scheme != "2014":
            whole = self.words(key)
        return whole if width(whole) <= columns else self.teller.level(code, "wide", scheme)

    def _evidence(self, found: ComparisonRow) -> list[str]:
        """Up to which level the dossier carries, what stands against the next, what is not known."""
        support = found.support
        codes = [level.code for level in self.compared.scheme.levels]
        best = support.supported
        lowest = best == codes[-1] and support.verdicts[-2].outcome == UNKNOWN
        carried = self.words("unknown") if best is None or lowest else self.full(best, self.columns - LABEL - 1)
        lines = [f"{fit(self.words('sitting.stage.carried'), LABEL)} {carried}"]
        at = codes.index(best) if best in codes else len(codes)
        verdict = support.verdict(codes[at - 1]) if at else None
        for outcome in (FAIL, UNKNOWN):
            told = [self.checks.told(each) for each in (verdict.findings if verdict else ()) if each.outcome == outcome]
            if told:
                lines += self._cut(wrapped(self.words(f"sitting.{outcome}", told="; ".join(told)), self.columns))
        return lines

    def _cut(self, lines: list[str]) -> list[str]:
        if len(lines) <= REASON_ROWS:
            return lines
        last = lines[REASON_ROWS - 1]
        if width(last) > self.columns - 2:
            last = last.rpartition(" ")[0]
        return [*lines[: REASON_ROWS - 1], f"{last} …"]

    def _many(self, item: ItemView, *, named: bool) -> list[str]:
        """A block: how many at which level, then who by number."""
        head = visible(item.title) if item.title else self.words("meeting.block", count=len(item.units))
        lines = wrapped(head.upper(), self.columns)
        found = {each.organisation: each for each in self.compared.rows}
        counts = Counter(found[unit.organisation].kept for unit in item.units if unit.organisation in found)
        order: list[str | None] = [*(level.code for level in self.compared.scheme.levels), None]
        told = [
            f"{self.teller.level(code, 'wide', self.compared.scheme.code)} {counts[code]}"
            for code in order
            if counts[code]
        ]
        lines += side_by_side(told, self.columns, gap=3)
        if not named:
            return [*lines, "", *side_by_side([str(unit.tt) for unit in item.units], self.columns, gap=2)]
        names = [f"{unit.tt} {self.teller.name(unit.name)} ·" for unit in item.units]
        return [*lines, "", *(line.removesuffix(" ·") for line in side_by_side(names, self.columns, gap=1))]

    def speeches(self, item: ItemView | None) -> list[str]:
        """What was said to an item, oldest first: when, who, what."""
        key, lines = (item.key if item else None), list[str]()
        for each in self.view.speeches:
            if each.item == key:
                who = self.teller.person(each.person.post) if each.person else self.words("sitting.note")
                told = self.words("sitting.said", time=self.teller.time(each.at), who=who, text=visible(each.text))
                first, *rest = wrapped(told, self.columns - 1)
                lines += [first, *(f" {line}" for line in rest)]
        return lines
