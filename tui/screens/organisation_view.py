"""How one organisation is drawn: its history under each year's own labels, sources, periods, counts, changes."""

from __future__ import annotations

from collections.abc import Sequence

from store.queries.organisation import (
    HeadcountView,
    KnownResultView,
    OrganisationDetail,
    PeriodView,
    RatingView,
    YearView,
)
from store.queries.register import RegisterView
from store.queries.remediation import CaseView
from store.rules.dates import written
from store.rules.register import total
from store.rules.text import fit, thousands
from tui.screens.case_view import lines_of
from tui.screens.commendation_view import nomination_lines
from tui.screens.organisations_view import RegisterDrawing
from tui.telling import Teller
from tui.widgets.frame import ends, side_by_side, wrapped

CELL = 11
"""Columns of a year in the history."""


class DetailDrawing:
    """Draws one organisation for one person at one width."""

    def __init__(
        self,
        detail: OrganisationDetail,
        view: RegisterView,
        teller: Teller,
        columns: int,
        cases: Sequence[CaseView] = (),
    ) -> None:
        """Take the organisation, the register it stands in, the words, the width in columns, its remediation cases."""
        self.cases = cases
        self.detail, self.view, self.teller, self.words = detail, view, teller, teller.words
        self.columns = columns
        self.register = RegisterDrawing(view, teller, columns)

    def where(self, post: str) -> str:
        """The place, the organisation, who is here."""
        now = self.detail.now
        name = self.teller.name(now.name)
        unit = name if now.tt is None else self.teller.numbered(now.tt, now.name)
        title = self.words("organisation.title", unit=unit)
        parts = [title, *([self.words("made_up")] if self.view.made_up else [])]
        return ends(" " + " │ ".join(parts), post, self.columns)

    def state(self) -> str:
        """Full name, kind, group."""
        now = self.detail.now
        parts = [self.teller.name(now.full_name or now.name), self.words(f"kind.{now.kind}"), self._group(now)]
        if now.valid_to is not None:
            parts.append(self.words("organisation.ended", day=written(now.valid_to)))
        return fit(" " + " │ ".join(parts), self.columns)

    def lines(self) -> list[str]:
        """Everything there is, section by section; an empty section says so."""
        detail = self.detail
        lines = self._section("history", self._strip())
        lines += self._section("cases", lines_of(self.cases, self.teller))
        lines += self._section("commendations", nomination_lines(self.teller, detail.nominations))
        lines += self._section("changes", [self.register.succession(each) for each in detail.successions])
        lines += self._section("known", [self._known(each) for each in detail.known])
        lines += self._section("ratings", [self._rating(each) for each in detail.ratings])
        lines += self._section("counts", [self._count(each) for each in detail.headcounts])
        lines += self._section("periods", [self._period(each) for each in detail.periods])
        below = [self._unit(each.tt, each.name) for each in detail.below]
        return lines + self._section("below", side_by_side(below, self.columns - 6, gap=3))

    def _section(self, name: str, texts: Sequence[str]) -> list[str]:
        """A heading and its lines; continued lines stand further in. Of what there is none, nothing is said twice."""
        if not texts and name in ("changes", "below", "cases", "commendations"):
            return []
        lines = [" " + self.words(f"organisation.{name}")]
        for text in texts or [self.words("unknown")]:
            if text.startswith(" "):
                lines.append("  " + text)
                continue
            first, *rest = wrapped(text, self.columns - 8)
            lines += [f"   {first}", *(f"     {line}" for line in rest)]
        return [*lines, ""]

    # The history

    def _strip(self) -> list[str]:
        """Years, levels and schemes one below the other; a double line wherever the scheme is another one."""
        years = list(self.detail.years)
        fitting = max(1, (self.columns - 6) // (CELL + 2))
        cut = len(years) > fitting
        years = years[-fitting:]
        rows = ["", "", ""]
        for at, year in enumerate(years):
            before = years[at - 1] if at else None
            same = before is not None and before.scheme == year.scheme
            gap = "" if before is None else "  " if same else "║ "
            scheme = "" if same else self.words("organisation.scheme", scheme=year.scheme)
            for place, text in enumerate((year.name, self._level(year), scheme)):
                rows[place] += gap + fit(text, CELL)
        told = [f" {row.rstrip()}" for row in rows]
        told += [self.words("organisation.history_note")]
        return [*told, self.words("organisation.history_cut")] if cut else told

    def _level(self, year: YearView) -> str:
        if year.level is None:
            return self.words("level.unknown.narrow" if year.settled else "level.unset.narrow")
        level = self.teller.level(year.level, "narrow", year.scheme)
        if year.exemplary:
            level = f"{level} {self.words('level.exemplary.narrow')}".replace(" *", "*")
        return level if year.settled else f"({level})"

    # The other sections

    def _known(self, known: KnownResultView) -> str:
        year = self.words("comparison.year_unknown") if known.year is None else str(known.year)
        told = [
            self.teller.level(known.level, "full", known.scheme or "2019") if known.level else self.words("unknown")
        ]
        told += [self.words("comparison.exemplary")] * known.exemplary + [
            self.words("comparison.slow")
        ] * known.slow_to_improve
        year = year[:1].upper() + year[1:]
        return self.words("organisation.known_line", year=year, told=", ".join(told), source=known.source)

    def _rating(self, rating: RatingView) -> str:
        levels = [
            self.words(
                "organisation.stage",
                stage=self.words(f"stage.{stage}.full"),
                level=self.teller.said(code) if code is None else self.teller.level(code, "full", rating.scheme),
            )
            for stage, code in (
                ("self", rating.self_level),
                ("proposed", rating.proposed_level),
                ("final", rating.final_level),
            )
        ]
        state = self.words("cycle.open" if rating.is_open else "cycle.closed")
        lowered = state[:1].lower() + state[1:]
        return self.words("organisation.rating_line", cycle=rating.cycle, state=lowered, levels=", ".join(levels))

    def _count(self, count: HeadcountView) -> str:
        told = self.words(
            "register.members",
            members=self._number(total(count.members_full, count.members_probationary)),
            full=self._number(count.members_full),
            probationary=self._number(count.members_probationary),
            branches=self._number(count.sub_branches),
            day=written(count.as_of),
        )
        return told if count.source is None else self.words("organisation.sourced", told=told, source=count.source)

    def _period(self, period: PeriodView) -> str:
        since = self.words("organisation.since", day=written(period.valid_from)) if period.valid_from else ""
        until = self.words("organisation.until", day=written(period.valid_to)) if period.valid_to else ""
        when = " ".join(each for each in (since, until) if each) or self.words("organisation.always")
        names = [self.teller.name(period.name), *([self.teller.name(period.full_name)] if period.full_name else [])]
        told = self.words(
            "organisation.period_line",
            when=when,
            names=", ".join(names),
            kind=self.words(f"kind.{period.kind}"),
            group=self._group(period),
        )
        return told if period.source is None else self.words("organisation.sourced", told=told, source=period.source)

    def _group(self, period: PeriodView) -> str:
        return self.words(f"group.{period.peer_group or 'unknown'}.full")

    def _number(self, count: int | None) -> str:
        return self.words("unknown") if count is None else thousands(count, self.words.lang)

    def _unit(self, tt: int | None, name: str | None) -> str:
        return self.teller.name(name) if tt is None else self.teller.numbered(tt, name)
