"""One organisation: its periods, headcounts, what stands below it, its history year by year, what became of it."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

from store.db.connect import reading
from store.db.tables import (
    Assessment,
    Cycle,
    Headcount,
    KnownResult,
    OrganisationPeriod,
    PublishedYear,
    SchemeEdition,
)
from store.errors import Refused
from store.queries.commendation import NominationView, nominations
from store.queries.news import UnitView
from store.queries.register import SuccessionView, successions
from store.rules.commendation import GRANTED, YEAR
from store.rules.comparison import effective


@dataclass(frozen=True)
class PeriodView:
    """What an organisation was from a date to a date (ISO text; ``None``: not known from when, still)."""

    valid_from: str | None
    valid_to: str | None
    tt: int | None
    name: str | None
    full_name: str | None
    kind: str
    peer_group: str | None
    source: str | None
    version: int


@dataclass(frozen=True)
class HeadcountView:
    """Members and sub-branches as of a date, with the sentence that says so."""

    as_of: str
    members_full: int | None
    members_probationary: int | None
    sub_branches: int | None
    source: str | None


@dataclass(frozen=True)
class KnownResultView:
    """What a source says of the organisation; year, scheme and level may be unknown."""

    year: int | None
    scheme: str | None
    level: str | None
    exemplary: bool
    slow_to_improve: bool
    source: str


@dataclass(frozen=True)
class RatingView:
    """The three levels in a cycle of the store; ``is_open``: they may still change."""

    cycle: str
    scheme: str
    is_open: bool
    self_level: str | None
    proposed_level: str | None
    final_level: str | None


@dataclass(frozen=True)
class YearView:
    """One year or cycle of the history, under its own scheme; no level is not known.

    ``settled``: published by a source or decided; else what it would be.
    """

    name: str
    scheme: str
    level: str | None
    exemplary: bool
    settled: bool


@dataclass(frozen=True)
class OrganisationDetail:
    """All that is known of one organisation; ``periods`` and ``headcounts`` newest first."""

    code: str
    periods: tuple[PeriodView, ...]
    headcounts: tuple[HeadcountView, ...]
    below: tuple[UnitView, ...]
    years: tuple[YearView, ...]
    known: tuple[KnownResultView, ...]
    ratings: tuple[RatingView, ...]
    successions: tuple[SuccessionView, ...]
    nominations: tuple[NominationView, ...]

    @property
    def now(self) -> PeriodView:
        """The period that stands, else the last."""
        return self.periods[0]


def organisation(code: str) -> OrganisationDetail:
    """Read one organisation whole; raises ``Refused("unknown_organisation")``."""
    with reading():
        periods = _periods(code)
        if not periods:
            raise Refused("unknown_organisation", text=code)
        known, ratings, held = _known(code), _ratings(code), nominations(code)
        granted = {each.cycle for each in held if (each.kind, each.state) == (YEAR, GRANTED)}
        return OrganisationDetail(
            code=code,
            periods=periods,
            headcounts=_headcounts(code),
            below=_below(code),
            years=_years(known, ratings, granted),
            known=known,
            ratings=ratings,
            successions=successions(code),
            nominations=held,
        )


def _periods(code: str) -> tuple[PeriodView, ...]:
    rows = list(OrganisationPeriod.select().where(OrganisationPeriod.organisation == code).dicts())
    rows.sort(key=lambda row: (row["valid_to"] is None, row["valid_to"] or "", row["valid_from"] or ""), reverse=True)
    names = ("valid_from", "valid_to", "tt", "name", "full_name", "kind", "peer_group", "source", "version")
    return tuple(PeriodView(**{name: row[name] for name in names}) for row in rows)


def _headcounts(code: str) -> tuple[HeadcountView, ...]:
    query = Headcount.select().where(Headcount.organisation == code).order_by(Headcount.as_of.desc())
    names = ("as_of", "members_full", "members_probationary", "sub_branches", "source")
    return tuple(HeadcountView(**{name: row[name] for name in names}) for row in query.dicts())


def _below(code: str) -> tuple[UnitView, ...]:
    query = OrganisationPeriod.select().where(OrganisationPeriod.parent == code, OrganisationPeriod.valid_to.is_null())
    rows = sorted(query.dicts(), key=lambda row: (row["tt"] is None, row["tt"] or 0, row["organisation"]))
    return tuple(UnitView(row["organisation"], row["tt"], row["name"]) for row in rows)


def _known(code: str) -> tuple[KnownResultView, ...]:
    rows = KnownResult.select().where(KnownResult.organisation == code).order_by(KnownResult.id).dicts()
    found = [
        KnownResultView(
            year=row["year"],
            scheme=row["scheme"],
            level=row["level"],
            exemplary=bool(row["exemplary"]),
            slow_to_improve=bool(row["slow_to_improve"]),
            source=row["source"],
        )
        for row in rows
    ]
    return tuple(sorted(found, key=lambda each: (each.year is None, each.year or 0)))


def _ratings(code: str) -> tuple[RatingView, ...]:
    columns = (Assessment.self_level, Assessment.proposed_level, Assessment.final_level)
    query = (
        Assessment.select(Assessment.cycle, SchemeEdition.scheme, Cycle.state, *columns)
        .join(Cycle, on=(Assessment.cycle == Cycle.code))
        .join(SchemeEdition, on=(Cycle.scheme_edition == SchemeEdition.id))
        .where(Assessment.organisation == code)
        .order_by(Assessment.cycle)
    )
    return tuple(
        RatingView(str(cycle), str(scheme), state == "open", *levels)
        for cycle, scheme, state, *levels in query.tuples()
    )


def _years(
    known: tuple[KnownResultView, ...], ratings: tuple[RatingView, ...], granted: Container[str]
) -> tuple[YearView, ...]:
    """Every published year and every cycle, oldest first; a cycle says more of its year than a source.

    ``granted`` are the cycles in which the year's commendation was granted.
    """
    published = (
        PublishedYear.select(PublishedYear.year, SchemeEdition.scheme)
        .join(SchemeEdition, on=(PublishedYear.scheme_edition == SchemeEdition.id))
        .tuples()
    )
    found: dict[str, YearView] = {}
    for year, scheme in published:
        told = next((each for each in known if each.year == year and each.level is not None), None)
        level, exemplary = (told.level, told.exemplary) if told else (None, False)
        found[str(year)] = YearView(str(year), str(scheme), level, exemplary, settled=True)
    for rating in ratings:
        stands = effective(rating.self_level, rating.proposed_level, rating.final_level)
        settled = rating.final_level is not None
        found[rating.cycle] = YearView(rating.cycle, rating.scheme, stands, rating.cycle in granted, settled)
    return tuple(found[name] for name in sorted(found))
