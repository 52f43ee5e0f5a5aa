"""How the comparison is drawn: columns, cells and lines as plain text, from what the store answered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

from store.queries.caps import caps
from store.queries.comparison import ComparisonRow, ComparisonView
from store.queries.past import PastResult
from store.queries.room import RoomView
from store.rules.comparison import distribution
from store.rules.distribution import Distribution
from store.rules.levels import NOT_RATED
from store.rules.reasons import SHOULD
from store.rules.text import fit, width
from tui.checking import CheckTeller
from tui.screens.room_bar import state_line
from tui.telling import Teller
from tui.widgets.frame import ends, wrapped
from tui.widgets.rows import Column, ListRow

SELF, LEVEL = "self", "level"
"""The two columns that digits can write into: the self-rating, or the level of one's own stage."""

WIDE = 110
"""From so many columns on, full names and the levels' longer words are shown."""

ROOMY = 96
"""From so many columns on, the remark says all there is to say."""

BLOCKS = 15
"""Up to so many, organisations are drawn one block each; beyond, the number alone."""


class ComparisonDrawing:
    """Draws one view for one person at one width."""

    def __init__(
        self,
        view: ComparisonView,
        teller: Teller,
        stage: str | None,
        columns: int,
        list_columns: int | None = None,
        room: RoomView | None = None,
    ) -> None:
        """Take the view, the words, the person's stage, the width of screen and list in columns, the meeting's room."""
        self.view, self.teller, self.words = view, teller, teller.words
        self.stage, self.columns, self.list_columns, self.room = stage, columns, list_columns or columns, room
        self.checks, self.caps = CheckTeller(teller, view.scheme), caps(view)
        self.wide, self.roomy = self.list_columns >= WIDE, self.list_columns >= ROOMY

    def headings(self, target: str) -> tuple[Column, ...]:
        """The list's columns; the one that digits write into has its heading in capitals."""
        word = self.words
        name_width = 34 if self.wide else 17
        heads = {stage: word(f"stage.{stage}.short") for stage in ("self", "proposed", "final")}
        written = "self" if target == SELF else self.stage
        if written:
            heads[written] = heads[written].upper()
        columns = [
            Column(word("column.tt"), 2, right=True),
            Column(word("column.organisation"), name_width),
            *(Column(heads[stage], self._level_width(heads[stage])) for stage in ("self", "proposed", "final")),
            Column(word("column.difference"), 5),
        ]
        previous = None
        for year in self.view.years:
            before = "│" if previous is None else (" " if previous == year.scheme else "║")
            columns.append(Column(str(year.year), self._year_width(year.year), before))
            previous = year.scheme
        taken = 4 + sum(c.width for c in columns) + len(columns)
        columns.append(Column(word("column.remark"), max(8, self.list_columns - taken), "│"))
        return tuple(columns)

    def _level_width(self, heading: str) -> int:
        codes = [level.code for level in self.view.scheme.levels]
        form = "wide" if self.wide else "narrow"
        return max(width(heading), *(width(self.teller.level(code, form)) for code in (*codes, NOT_RATED)))

    def _year_width(self, year: int) -> int:
        return max(5, *(width(self._year(row.past, year)) for row in self.view.rows))

    def row(self, row: ComparisonRow) -> ListRow:
        """One organisation's cells."""
        form = "wide" if self.wide else "narrow"
        name = row.full_name or row.name if self.wide else row.name
        past = [self._year(row.past, year.year) for year in self.view.years]
        return ListRow(
            row.organisation,
            (
                str(row.tt),
                self.teller.name(name),
                *(self.teller.level(code, form) for code in (row.self_level, row.proposed_level, row.final_level)),
                self.teller.step(row.difference),
                *past,
                self.remark(row),
            ),
            self._sign(row.organisation),
        )

    def _sign(self, organisation: str) -> str:
        """Whether the room is at an organisation, or has set it aside."""
        if self.room is None:
            return ""
        return "●" if self.room.is_at(organisation) else "○" if organisation in self.room.parked else ""

    def remark(self, row: ComparisonRow) -> str:
        """What to know of an organisation at a glance, as much as fits whole: words still owed first."""
        owed = {reason.code for reason in self.view.reasons if reason.note == SHOULD}
        parts = [self.words("missing.reason_text")] if row.reason in owed and not row.note else []
        if self.roomy and row.reason:
            parts.append(self._reason(row))
        if row.case is not None:
            told = "remark.slow" if row.case.bare else "remark.case"
            parts.append(self.words(told, number=row.case.number))
        parts += [self.words("remark.exemplary", year=past.year) for past in row.past if past.exemplary]
        return self._fitting(parts if self.roomy else parts[:1])

    def _fitting(self, parts: Sequence[str]) -> str:
        """The first parts that fit into the last column; at least one."""
        told = "".join(parts[:1])
        for part in parts[1:]:
            if width(f"{told}, {part}") > self._room:
                break
            told += f", {part}"
        return told

    @cached_property
    def _room(self) -> int:
        """How wide the last column is."""
        return self.headings(LEVEL)[-1].width

    def _reason(self, row: ComparisonRow) -> str:
        """Why it was adjusted, in the words of a raise or of a lowering."""
        return self.teller.reason(str(row.reason), raised=(row.difference or 0) > 0)

    def _year(self, past: Iterable[PastResult], year: int) -> str:
        known = next((p for p in past if p.year == year), None)
        if known is None or known.level is None:
            return " " + self.words("level.unknown.narrow")
        star = self.words("level.exemplary.narrow") if known.exemplary else ""
        return self.teller.level(known.level, "narrow", known.scheme or "") + star

    def where(self, post: str) -> str:
        """The first row: where one is, made-up or real, and as whom."""
        parts = [self.words("comparison.title", cycle=self.view.cycle), self.view.committee]
        if self.view.made_up:
            parts.append(self.words("made_up"))
        return ends(" " + " │ ".join(parts), post, self.columns)

    def state(self, target: str) -> str:
        """The second row: the meeting that is on, else the cycle's state and scheme; and what digits write."""
        cycle = self.words(f"cycle.{self.view.state}")
        written = self.words("stage.self.title") if target == SELF else ""
        if target == LEVEL and self.stage:
            written = self.words(f"stage.{self.stage}.title")
        digits = (
            self.words("comparison.digits", stage=written) if written and self.stage else self.words("comparison.looks")
        )
        if self.room is not None:
            told = state_line(self.room, self.teller, self.columns)
            return ends(told, digits, self.columns) if width(told) + width(digits) + 3 <= self.columns else told
        return ends(f" {cycle} │ {self.view.scheme.guidance[-1]}", digits, self.columns)

    def counts(self, rows: Sequence[ComparisonRow], which: str, marked: int) -> str:
        """The third row: which rows are shown, how far they are, what the store last confirmed."""
        saved = self.words("saved_at", time=self.teller.time(self.view.saved_at))
        numbers = {
            "marked": marked,
            "decided": sum(row.final_level is not None for row in rows),
            "different": sum(bool(row.difference) for row in rows),
            "unset": sum(row.effective is None for row in rows),
        }
        told = " " + self.words("comparison.rows", which=which, count=len(rows))
        for name, count in numbers.items():
            part = ", " + self.words(f"comparison.{name}", count=count)
            if (count or name != "marked") and width(told + part) <= self.columns - width(saved) - 2:
                told += part
        return ends(told, saved, self.columns)

    def about(self, row: ComparisonRow | None) -> str:
        """Three rows on the organisation under the cursor: levels and what the dossier carries; then what says most.

        That is what fails or cannot be told, once there is evidence; else what is known of past years and the reason.
        """
        if row is None:
            return ""
        first = self._standing(row)
        lines = []
        if row.has_evidence:
            told = f"{first}; {self.checks.answer(row.support)}"
            first = told if width(told) <= self.columns - 2 else first
            lines += self.checks.telling(row.support, columns=self.columns - 2)
        if row.reason:
            text = self._reason(row) + (f" – {row.note}" if row.note else "")
            lines.insert(0, self.words("comparison.reason", text=text))
        elif row.note:
            lines.insert(0, self.words("comparison.note", text=row.note))
        if (case := self._case(row)) is not None:
            lines.insert(int(bool(row.reason or row.note)), case)
        known = " · ".join(self._past(p) for p in row.past) or self.words("comparison.past_unknown")
        lines.append(self.words("comparison.past", known=known))
        return "\n".join(" " + fit(line, self.columns - 2).rstrip() for line in [first, *lines][:3])

    def _standing(self, row: ComparisonRow) -> str:
        """The three levels in a sentence; where it does not fit, the levels' short words."""
        unit = self.teller.numbered(row.tt, row.full_name if self.wide else row.name)
        codes = {"own": row.self_level, "proposed": row.proposed_level, "final": row.final_level}
        told = self.words(
            "comparison.about", unit=unit, **{name: self.teller.said(code) for name, code in codes.items()}
        )
        if width(told) <= self.columns - 2:
            return told
        short = {name: self.teller.level(code, "narrow") for name, code in codes.items()}
        return self.words("comparison.about", unit=unit, **short)

    def card(self, row: ComparisonRow | None, columns: int) -> str:
        """The row's card beside the list: its full name, kind, group, levels, reason and past, one below the other."""
        if row is None:
            return ""
        words, teller = self.words, self.teller
        lines = [teller.numbered(row.tt, row.full_name or row.name), ""]
        lines.append(words("comparison.kind", kind=words(f"kind.{row.kind}")))
        lines.append(words("comparison.group", group=words(f"group.{row.peer_group or 'unknown'}.full")))
        lines.append("")
        for stage, code in (("self", row.self_level), ("proposed", row.proposed_level), ("final", row.final_level)):
            lines.append(f"{fit(words(f'stage.{stage}.label'), 12)} {teller.level(code, 'full')}")
        if row.reason:
            lines += [
                "",
                words("comparison.reason", text=self._reason(row)),
                *wrapped(row.note or "", columns - 4),
            ]
        lines += ["", *(self._past(past) for past in row.past)]
        if (case := self._case(row)) is not None:
            lines += wrapped(case, columns - 4)
        return "\n".join(f"│ {fit(line, columns - 3).rstrip()}" for line in lines)

    def _case(self, row: ComparisonRow) -> str | None:
        """The remediation case that was opened and goes on; of one that is only named the past says all there is."""
        return None if row.case is None or row.case.bare else self.teller.case(row.case)

    def _past(self, past: PastResult) -> str:
        parts = [
            str(past.year) if past.year else self.words("comparison.year_unknown"),
            self.teller.level(past.level, "wide", past.scheme or "") if past.level else self.words("unknown"),
        ]
        if past.exemplary:
            parts.append(self.words("comparison.exemplary"))
        if past.slow_to_improve:
            parts.append(self.words("comparison.slow"))
        return ", ".join(parts)

    def totals(self, row: ComparisonRow | None) -> str:
        """Two rows: how the levels and the cap would stand in the row's group, and in the whole committee."""
        lines = []
        if row is not None:
            group = [each for each in self.view.rows if each.peer_group == row.peer_group]
            lines.append(self.total(self.group(row.peer_group), spread(self.view, group), self.cap(row.peer_group)))
        whole = spread(self.view, self.view.rows)
        lines.append(self.total(self.words("group.whole.short"), whole, self.cap(None, whole=True)))
        return "\n".join(lines)

    def cap(self, peer_group: str | None, *, whole: bool = False) -> str:
        """How a group, or all, stand against the cap; empty where the scheme has none."""
        found = next((each for each in self.caps if (each.group, each.whole) == (peer_group, whole)), None)
        return "" if found is None else self.checks.cap(found.cap)

    def group(self, peer_group: str | None) -> str:
        """A peer group's short name; an unknown one says so."""
        return self.words(f"group.{peer_group}.short" if peer_group else "group.unknown.short")

    def total(self, label: str, counts: Distribution, cap: str = "") -> str:
        """One line of a distribution; the top level with its cap, and in blocks while they are few and fit."""
        parts = [f"{self.teller.level(code, 'narrow')} {count}" for code, count in counts.levels]
        parts[0] += f", {cap}" if cap else ""
        if counts.not_rated:
            parts.append(f"{self.words('level.none.narrow')} {counts.not_rated}")
        parts.append(self.words("comparison.without", count=counts.unset))
        top, most = counts.levels[0]
        word = self.teller.level(top, "narrow")
        drawn = [parts[0].replace(word, f"{word} {'█' * most}", 1), *parts[1:]] if 0 < most <= BLOCKS else parts
        named = fit(label, 12)
        lines = [f" {named} {gap.join(cells)}" for cells in (drawn, parts) for gap in ("   ", "  ")]
        lines.append(f" {label}  {'  '.join(parts)}")
        return next((line for line in lines if width(line) <= self.columns), lines[-1])


def spread(view: ComparisonView, rows: Iterable[ComparisonRow]) -> Distribution:
    """How the rows' effective levels are distributed."""
    return distribution(view.scheme, ((row.effective, row.final_level is not None) for row in rows))
