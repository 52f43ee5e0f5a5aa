"""Published years and the store's own cycles side by side, each with its yearly tables as far as anything is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from store.db.connect import reading
from store.db.tables import Cycle, Headcount, OrganisationPeriod, PublishedYear
from store.errors import Refused
from store.queries.caps import CapView, caps
from store.queries.comparison import ComparisonView, comparison
from store.queries.results import CorrectionsView, LevelResultView, YearResultView, corrections, results
from store.queries.schemes import scheme_of
from store.queries.settings import settings
from store.rules.caps import cap
from store.rules.comparison import distribution
from store.rules.distribution import Distribution
from store.rules.scheme import Scheme
from store.rules.tables import KindRow, MemberTally, Standing, members, table_a, top_share
from store.rules.text import percent
from store.rules.trends import Tally

CLAIM = "falling-over-the-years"
"""The correction that is about the trend itself, where the store has it."""


@dataclass(frozen=True)
class MemberRow:
    """One organisation of table B."""

    organisation: str
    tt: int
    name: str | None
    full_name: str | None
    members: MemberTally


@dataclass(frozen=True)
class PeriodView:
    """A year as published, or a cycle of the store (``state`` set; provisional while its tally is not settled).

    ``total`` is ``None`` where no source says how many there were; of published years there are no rows of members.
    """

    code: str
    state: str | None
    scheme: Scheme
    tally: Tally
    levels: tuple[LevelResultView, ...]
    corrected: frozenset[str]
    total: int | None
    concluded: int | None
    exemplary: int | None
    kinds: tuple[KindRow, ...]
    cap_base: str | None
    caps: tuple[CapView, ...]
    members: tuple[MemberRow, ...]

    @property
    def provisional(self) -> bool:
        """Whether its figures may still move."""
        return not self.tally.settled


@dataclass(frozen=True)
class HeadcountView:
    """The committee's members as of a day (ISO date), with the sentence that says so."""

    full: int
    probationary: int
    as_of: str
    source: str | None

    @property
    def total(self) -> int:
        """Full and probationary."""
        return self.full + self.probationary


@dataclass(frozen=True)
class TrendsView:
    """All periods, oldest first."""

    committee: str
    made_up: bool
    current: str | None
    periods: tuple[PeriodView, ...]
    corrections: CorrectionsView
    claim: str | None
    headcount: HeadcountView | None


def trends() -> TrendsView:
    """Everything that is known of the years, read at one instant; ``current`` is the open cycle.

    Raises ``Refused("no_open_cycle")`` where there is neither a year nor a cycle.
    """
    with reading():
        told, held = settings(), _headcounts()
        published = [_published(year) for year in results()]
        views = [comparison(str(code)) for (code,) in Cycle.select(Cycle.code).order_by(Cycle.code).tuples()]
        if not published and not views:
            raise Refused("no_open_cycle")
        corrected = corrections()
        claims = [each.correction.printed for each in corrected.corrected if each.correction.code == CLAIM]
        return TrendsView(
            committee=told.committee,
            made_up=told.made_up,
            current=next((view.cycle for view in reversed(views) if view.state == "open"), None),
            periods=tuple(sorted((*published, *(_cycle(view, held) for view in views)), key=lambda each: each.code)),
            corrections=corrected,
            claim=next(iter(claims), None),
            headcount=_committee(),
        )


def _published(year: YearResultView) -> PeriodView:
    edition = PublishedYear.select(PublishedYear.scheme_edition).where(PublishedYear.year == year.year).tuples().first()
    scheme = scheme_of(int(edition[0]))
    counts = {level.code: level.count for level in year.levels}
    levels = tuple((level.code, counts[level.code]) for level in scheme.levels if level.code in counts)
    row = KindRow(
        kind=None,
        total=None,
        rated=year.rated,
        not_rated=None,
        unset=None,
        levels=levels,
        exemplary=year.exemplary,
        top_share=top_share(scheme, counts),
        raised=None,
        lowered=None,
    )
    spread = Distribution(levels, 0, 0, year.rated)
    whole = () if scheme.cap is None else (CapView(None, True, year.rated, cap(spread, scheme.cap)),)
    return PeriodView(
        code=str(year.year),
        state=None,
        scheme=scheme,
        tally=Tally(str(year.year), scheme.code, levels, year.rated, settled=True),
        levels=year.levels,
        corrected=frozenset(each.level for each in year.corrections if each.year is not None and each.level),
        total=None,
        concluded=None,
        exemplary=year.exemplary,
        kinds=(row,),
        cap_base=None,
        caps=whole,
        members=(),
    )


def _cycle(view: ComparisonView, held: Mapping[str, list[dict[str, object]]]) -> PeriodView:
    scheme = view.scheme
    spread = distribution(scheme, ((row.effective, row.final_level is not None) for row in view.rows))
    rated = sum(count for _code, count in spread.levels)
    settled = view.state == "closed" and spread.concluded == len(view.rows)
    standings = [Standing(row.kind, row.self_level, row.effective, row.reason) for row in view.rows]
    return PeriodView(
        code=view.cycle,
        state=view.state,
        scheme=scheme,
        tally=Tally(view.cycle, scheme.code, spread.levels, rated, settled),
        levels=tuple(LevelResultView(code, count, percent(count, rated), None, None) for code, count in spread.levels),
        corrected=frozenset(),
        total=len(view.rows),
        concluded=spread.concluded,
        exemplary=None,
        kinds=table_a(scheme, standings),
        cap_base=view.cap_base,
        caps=caps(view),
        members=tuple(_members(view, held)),
    )


def _members(view: ComparisonView, held: Mapping[str, list[dict[str, object]]]) -> list[MemberRow]:
    until = f"{view.cycle[:4]}-12-31"
    rows = []
    for row in view.rows:
        counted = [each for each in held.get(row.organisation, []) if str(each["as_of"]) <= until]
        newest = counted[-1] if counted else {}
        full, probationary = (_number(newest.get(name)) for name in ("members_full", "members_probationary"))
        tally = members(row.argued.evidence.facts, full, probationary, len(view.scheme.levels))
        rows.append(MemberRow(row.organisation, row.tt, row.name, row.full_name, tally))
    return rows


def _headcounts() -> dict[str, list[dict[str, object]]]:
    """By organisation, oldest first."""
    found: dict[str, list[dict[str, object]]] = {}
    for row in Headcount.select().order_by(Headcount.as_of, Headcount.id).dicts():
        found.setdefault(row["organisation"], []).append(row)
    return found


def _committee() -> HeadcountView | None:
    codes = [
        code
        for (code,) in OrganisationPeriod.select(OrganisationPeriod.organisation)
        .where(OrganisationPeriod.kind == "committee")
        .tuples()
    ]
    rows = Headcount.select().where(Headcount.organisation.in_(codes)).order_by(Headcount.as_of.desc()).dicts()
    for row in rows:
        full, probationary = _number(row["members_full"]), _number(row["members_probationary"])
        if full is not None and probationary is not None:
            source = None if row["source"] is None else str(row["source"])
            return HeadcountView(full, probationary, str(row["as_of"]), source)
    return None


def _number(value: object) -> int | None:
    return None if value is None else int(str(value))
