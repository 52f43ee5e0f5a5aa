"""How the register is drawn: columns, cells and lines as plain text, from what the store answered."""

from __future__ import annotations

from collections.abc import Sequence

from store.queries.register import KnownLevelView, RegisterRow, RegisterView, SuccessionView
from store.rules.dates import written
from store.rules.register import GAPS
from store.rules.text import thousands, width
from tui.telling import Teller
from tui.widgets.frame import ends
from tui.widgets.rows import Column, ListRow

WIDE = 110
"""From so many columns on, full names and groups and two columns more are shown."""


class RegisterDrawing:
    """Draws one view for one person at one width."""

    def __init__(self, view: RegisterView, teller: Teller, columns: int) -> None:
        """Take the view, the words, and the width of the screen in columns."""
        self.view, self.teller, self.words = view, teller, teller.words
        self.columns, self.wide = columns, columns >= WIDE

    # The list

    def headings(self) -> tuple[Column, ...]:
        """The list's columns."""
        word, wide = self.words, self.wide
        columns = [
            Column(word("column.tt"), 3, right=True),
            Column(word("column.organisation"), 34 if wide else 17),
            Column(word("column.kind"), 13 if wide else 12),
            Column(word("register.column.group"), 19 if wide else 12),
            Column(word("register.column.members"), 9, right=True),
        ]
        if wide:
            columns.append(Column(word("register.column.probationary"), 6, right=True))
        columns += [Column(word("register.column.branches"), 6, right=True), Column(word("register.column.level"), 11)]
        return (*columns, Column(word("register.column.gaps"), 5, right=True)) if wide else tuple(columns)

    def row(self, row: RegisterRow) -> ListRow:
        """One organisation's cells."""
        name = row.full_name or row.name if self.wide else row.name
        cells = [
            "" if row.tt is None else str(row.tt),
            self.teller.name(name),
            self.words(f"kind.{row.kind}"),
            self.group(row, "full" if self.wide else "short"),
            self.count(row.members),
        ]
        if self.wide:
            cells.append(self.count(row.members_probationary))
        cells += [self.count(row.sub_branches), self.level(row.level)]
        if self.wide:
            cells.append(str(len(row.gaps)) if row.gaps else "")
        return ListRow(row.code, tuple(cells))

    def group(self, row: RegisterRow, form: str) -> str:
        """The peer group in a form: ``short`` or ``full``; one that is not known says so."""
        return self.words("unknown") if row.peer_group is None else self.words(f"group.{row.peer_group}.{form}")

    def count(self, count: int | None) -> str:
        """A count; ``·`` where it is not known."""
        return self.words("level.unknown.narrow") if count is None else thousands(count, self.words.lang)

    def level(self, known: KnownLevelView | None) -> str:
        """The last known level with its year under its own scheme; ``·`` where none is known."""
        if known is None:
            return self.words("level.unknown.narrow")
        star = self.words("level.exemplary.narrow") if known.exemplary else ""
        level = self.teller.level(known.level, "narrow", known.scheme or "2019") + star
        year = "?" if known.cycle is None else known.cycle.removeprefix("20") if "-" in known.cycle else known.cycle
        return f"{year} {level}"

    # The rows above the list

    def where(self, post: str, editing: str) -> str:
        """The place, the year, whose register, who is here."""
        title = self.words("register.title", year=self.view.year)
        parts = [title, self.view.committee, *([self.words("made_up")] if self.view.made_up else []), editing]
        return ends(" " + " │ ".join(part for part in parts if part), post, self.columns)

    def state(self) -> str:
        """The whole committee's headcount with its date, how many were rated, what was saved last."""
        head = self.view.committee_counted
        counted = [self.words("register.whole_unknown")]
        if head is not None and head.members_full is not None:
            counted = [
                self.words(
                    "register.whole",
                    members=self.count((head.members_full or 0) + (head.members_probationary or 0)),
                    probationary=self.count(head.members_probationary),
                    branches=self.count(head.sub_branches),
                    day=written(self.view.committee_as_of),
                )
            ]
        if self.view.rated is not None:
            counted.append(self.words("register.rated", count=self.view.rated))
        saved = self.words("saved_at", time=self.teller.time(self.view.saved_at))
        return ends(" " + " │ ".join(counted), saved, self.columns)

    def counts(self, rows: Sequence[RegisterRow], which: str, marked: int) -> str:
        """Which rows are shown, how many, what they lack, how many are marked."""
        lacking = [(gap, sum(gap in row.gaps for row in rows)) for gap in GAPS]
        parts = [self.words("comparison.marked", count=marked)] if marked else []
        parts += [self.words(f"register.lack.{gap}", count=count) for gap, count in lacking if count]
        told = " " + self.words("comparison.rows", which=which, count=len(rows))
        for part in parts:
            if width(f"{told}, {part}") <= self.columns:
                told += f", {part}"
        return told

    # The row under the cursor

    def about(self, row: RegisterRow | None) -> str:
        """Full name, what is known of its members, what is missing, what became of it."""
        if row is None:
            return ""
        unit = self.teller.name(row.full_name or row.name)
        first = f"{row.tt} {unit}" if row.tt is not None else unit
        lines = [
            f" {first} ({self.words(f'kind.{row.kind}')}, {self.words('comparison.group', group=self._group(row))})"
        ]
        lines.append(" " + self._members(row))
        if row.gaps:
            missing = ", ".join(self.words(f"gap.{gap}") for gap in row.gaps)
            lines.append(" " + self.words("register.missing", missing=missing))
        lines += [f" {self.succession(each)}" for each in self.view.successions if row.code in _both(each)]
        if row.later is not None:
            lines.append(" " + self.words("register.changes_on", day=written(row.later)))
        elif row.valid_from is not None:
            lines.append(" " + self.words("register.since", day=written(row.valid_from)))
        return "\n".join(lines[:4])

    def _group(self, row: RegisterRow) -> str:
        return self.words(f"group.{row.peer_group}.full") if row.peer_group else self.words("unknown")

    def _members(self, row: RegisterRow) -> str:
        if row.counted is None:
            return self.words("register.members_unknown")
        return self.words(
            "register.members",
            members=self.count(row.members),
            full=self.count(row.members_full),
            probationary=self.count(row.members_probationary),
            branches=self.count(row.sub_branches),
            day=written(row.counted),
        )

    def succession(self, each: SuccessionView) -> str:
        """What became of an organisation, in a sentence."""
        return self.words(
            f"succession.{each.kind}",
            day=written(each.dated),
            unit=self._unit(each.tt, each.name),
            into=self._unit(each.successor_tt, each.successor_name) if each.successor else "",
            basis=each.basis,
        )

    def _unit(self, tt: int | None, name: str | None) -> str:
        return self.teller.name(name) if tt is None else self.teller.numbered(tt, name)


def _both(each: SuccessionView) -> tuple[str, str | None]:
    return each.organisation, each.successor
