"""How the list of cases is drawn, with its heads."""

from __future__ import annotations

from collections.abc import Sequence

from store.queries.remediation import CaseView
from store.queries.remediation_room import RemediationRoom
from store.rules.dates import written
from store.rules.remediation import EFFECTIVE
from store.rules.text import width
from tui.telling import Teller, days
from tui.widgets.frame import ends
from tui.widgets.rows import Column, ListRow

WIDE = 110
"""From so many columns on full names and states stand in the list, and how many measures are done."""

CLASSES = ("overdue", "this_week", "waiting", "rest", "rest", "over")
"""How the head counts cases, by what they are sorted by first."""


class CaseListDrawing:
    """Draws cases for one person at one width."""

    def __init__(self, room: RemediationRoom, teller: Teller, columns: int) -> None:
        """Take what was read, the words, and the width of the screen in columns."""
        self.room, self.teller, self.words = room, teller, teller.words
        self.columns, self.wide = columns, columns >= WIDE
        self.inner = columns - 4

    # The list

    def headings(self) -> tuple[Column, ...]:
        """The list's columns."""
        word = self.words
        columns = [
            Column(word("column.tt"), 2, right=True),
            Column(word("column.organisation"), 34 if self.wide else 18),
            Column(word("case.column.state"), 24 if self.wide else 14),
            Column(word("case.column.due"), 10),
            Column(word("case.column.left"), 12),
            Column(word("case.column.next"), 14),
        ]
        return (*columns, Column(word("case.column.done"), 9)) if self.wide else tuple(columns)

    def row(self, case: CaseView) -> ListRow:
        """One case's cells."""
        name = case.full_name or case.name if self.wide else case.name
        cells = [
            "" if case.tt is None else str(case.tt),
            self.teller.name(name),
            self.state(case, "state" if self.wide else "short"),
            self.due(case),
            self.left(case),
            self.next_step(case),
        ]
        if self.wide:
            cells.append(self._done(case))
        return ListRow(self.room.key(case), tuple(cells), "*" if case.leads else "")

    def state(self, case: CaseView, form: str = "state") -> str:
        """The state in a form: ``state`` or ``short``; of a case that is only named nobody knows it."""
        return self.words("unknown") if case.bare else self.words(f"remediation.{form}.{case.state}")

    def _done(self, case: CaseView) -> str:
        if not case.measures:
            return self.words("unknown") if case.bare else "-"
        return f"{sum(each.done for each in case.measures)}/{len(case.measures)}"

    def due(self, case: CaseView) -> str:
        """The date that counts now."""
        if case.over:
            return "-"
        return written(case.deadline) or self.unset(case)

    def unset(self, case: CaseView) -> str:
        """Of a date that is not there: nobody set it, or of a case that is only named nobody knows it."""
        return self.words("unknown" if case.bare else "case.unset")

    def left(self, case: CaseView) -> str:
        """How many days are left until it, or have gone since."""
        if case.over or (case.left is None and not case.bare):
            return "-"
        return days(self.words, case.left)

    def next_step(self, case: CaseView) -> str:
        """The digit and the name of what comes next; for a case that is closed nothing does."""
        if case.bare:
            return self.words("case.step.open")
        if case.step is None:
            return "-"
        name = "go_on" if case.step == 9 and case.state != EFFECTIVE else str(case.step)
        return f"{case.step} {self.words(f'case.step.{name}')}"

    # The rows above the list

    def where(self, post: str, title: str | None = None) -> str:
        """The first row: where one is, made-up or real, as of which day, and as whom."""
        made_up = [self.words("made_up")] if self.room.made_up else []
        parts = [title or self.words("case.title"), *made_up]
        day = self.words("case.as_of", day=written(self.room.cases.today))
        full = " " + " │ ".join([parts[0], self.room.committee, *made_up, day])
        for text in (full, " " + " │ ".join([*parts, day])):
            if width(text) + width(post) + 2 <= self.columns:
                return ends(text, post, self.columns)
        return ends(" " + " │ ".join(parts), post, self.columns)

    def counts(self, cases: Sequence[CaseView], which: str) -> str:
        """The second row: how many cases stand how, what the store last confirmed."""
        saved = self.words("saved_at", time=self.teller.time(self.room.saved_at))
        found = [CLASSES[each.rank[0]] for each in cases]
        told = [self.words(f"case.count.{name}", count=found.count(name)) for name in dict.fromkeys(CLASSES)]
        shown = [text for name, text in zip(dict.fromkeys(CLASSES), told, strict=True) if found.count(name)]
        text = " " + self.words("case.counts", which=which, count=len(cases), parts=" · ".join(shown)).rstrip(": ")
        return ends(text, saved, self.columns)
