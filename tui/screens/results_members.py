"""How table B is drawn: members per organisation, as far as anybody says; the rest is unknown, never none."""

from __future__ import annotations

from store.queries.trends import MemberRow
from store.rules.dates import written
from store.rules.text import decimal, thousands, width
from tui.screens.results_view import TABLE_B, ResultsDrawing
from tui.widgets.rows import Column, ListRow

NUMBERS = ("members", "full", "probationary", "not_rated_members", "rated_members")
"""Counts before those of the levels."""

NAME = 17
"""Columns of an organisation's short name."""

NOBODY_SAYS = ("exempt", "suspended", "new")
"""Counts of the table that the store has no place for yet: shown as unknown where there is room."""


class MembersDrawing(ResultsDrawing):
    """Draws the list of table B."""

    def member_columns(self) -> list[Column]:
        """Number, name, counts, levels; on a wide screen also what nobody says, and shares."""
        words = self.words
        columns = [Column(words("column.tt"), 2, right=True), Column(words("column.organisation"), NAME)]
        names = [*NUMBERS[:3], *(NOBODY_SAYS if self.wide else ()), *NUMBERS[3:]]
        heads = [words(f"results.column.{name}") for name in names]
        columns += [Column(head, max(5, width(head)), right=True) for head in heads]
        levels = [self.level(code, "narrow") for code, _count in self.period.tally.levels]
        return [*columns, *(Column(head, 10 if self.wide else max(4, width(head)), right=True) for head in levels)]

    def member_row(self, row: MemberRow) -> ListRow:
        """One organisation's counts."""
        tally, mark = row.members, self.words("level.unknown.narrow")
        shown = [self._number(each) for each in (tally.total, tally.full, tally.probationary)]
        shown += [mark] * len(NOBODY_SAYS) if self.wide else []
        shown += [self._number(tally.not_rated), "×" if tally.odd else self._number(tally.rated)]
        for place, count in enumerate(tally.levels):
            share = tally.share(place)
            told = f" {decimal(share, self.words.lang)}" if self.wide and share is not None else ""
            shown.append(self._number(count) + told)
        return ListRow(row.organisation, (str(row.tt), self.teller.name(row.name), *shown))

    def _number(self, count: int | None) -> str:
        return self.words("level.unknown.narrow") if count is None else thousands(count, self.words.lang)

    def unknown_b(self) -> list[str]:
        """Of a published year nothing is known by organisation."""
        told = self.words("results.unknown_b", year=self.period.code)
        return [self.title(TABLE_B), "", *self.lines(told), "", *self.lines(self.whole())]

    def whole(self) -> str:
        """The committee's own total, and as of when."""
        held, lang = self.view.headcount, self.words.lang
        if held is None:
            return self.words("results.members_unknown")
        return self.words(
            "results.members",
            day=written(held.as_of),
            total=thousands(held.total, lang),
            full=thousands(held.full, lang),
            probationary=thousands(held.probationary, lang),
        )

    def about_b(self, row: MemberRow | None) -> str:
        """The organisation under the cursor in words, the committee's total, what the signs mean."""
        if row is None:
            return ""
        unit = self.teller.numbered(row.tt, row.full_name if self.wide else row.name)
        tally = row.members
        parts = [
            f"{self.teller.level(code, 'narrow', self.period.scheme.code)} {count}"
            + (f" ({decimal(share, self.words.lang)}%)" if (share := tally.share(place)) is not None else "")
            for place, ((code, _n), count) in enumerate(zip(self.period.tally.levels, tally.levels, strict=True))
            if count is not None
        ]
        if tally.odd:
            told = self.words("results.members_odd", unit=unit)
        elif parts:
            told = self.words("results.members_told", unit=unit, rated=self.count(tally.rated), levels=", ".join(parts))
        else:
            told = self.words("results.members_none", unit=unit)
        lines = [*self.lines(told)[:2], *self.lines(self.whole())]
        return "\n".join(lines if len(lines) > 2 else [*lines, *self.lines(self.words("results.members_legend"))])

    def members_title(self) -> str:
        """Of what the shares are, what the sign means, how many organisations have all their figures."""
        counted = sum(None not in each.members.levels for each in self.period.members)
        return " " + self.words("results.heading.members", counted=counted, total=len(self.period.members))
