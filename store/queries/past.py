"""What is known of the years before a cycle: what sources say, and what this store's own cycles decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from store.db.tables import Assessment, Commendation, Cycle, KnownResult, PublishedYear, SchemeEdition
from store.rules.commendation import GRANTED, YEAR

SHOWN = 3
"""So many years before a cycle are shown side by side."""


@dataclass(frozen=True)
class PastYear:
    """A year of the history strip with the scheme it was rated under."""

    year: int
    scheme: str


@dataclass(frozen=True)
class PastResult:
    """What is known of an organisation in a year; ``year``, ``scheme`` or ``level`` may be unknown."""

    year: int | None
    scheme: str | None
    level: str | None
    exemplary: bool
    slow_to_improve: bool


@dataclass(frozen=True)
class Past:
    """The last years before a cycle, oldest first, and every result that is known by organisation."""

    years: tuple[PastYear, ...]
    results: Mapping[str, tuple[PastResult, ...]]


def past(cycle: str) -> Past:
    """The past of a cycle; what was decided here counts before what a source says. To be asked while reading."""
    until, results, schemes = year_of(cycle), dict[str, list[PastResult]](), dict[int, str]()
    published = PublishedYear.select(PublishedYear.year, SchemeEdition.scheme).join(
        SchemeEdition, on=(PublishedYear.scheme_edition == SchemeEdition.id)
    )
    schemes |= {int(year): str(scheme) for year, scheme in published.tuples()}
    for known in KnownResult.select().order_by(KnownResult.id).dicts():
        found = PastResult(
            known["year"],
            known["scheme"],
            known["level"],
            bool(known["exemplary"]),
            bool(known["slow_to_improve"]),
        )
        results.setdefault(str(known["organisation"]), []).append(found)
    commended = _commended()
    for organisation, code, level, scheme in _decided():
        year = int(code)
        schemes[year] = scheme
        mine = PastResult(year, scheme, level, (organisation, code) in commended, slow_to_improve=False)
        others = [each for each in results.get(organisation, ()) if each.year != year or each.slow_to_improve]
        results[organisation] = [*others, mine]
    years = sorted(year for year in schemes if year < until)[-SHOWN:]
    return Past(
        tuple(PastYear(year, schemes[year]) for year in years),
        {
            code: tuple(each for each in found if each.year is None or each.year < until)
            for code, found in results.items()
        },
    )


def year_of(cycle: str) -> int:
    """The year that a cycle's code begins with."""
    return int(cycle[:4])


def _decided() -> list[tuple[str, str, str, str]]:
    """Organisation, code, level and scheme of what yearly cycles decided, oldest first."""
    query = (
        Assessment.select(Assessment.organisation, Assessment.cycle, Assessment.final_level, SchemeEdition.scheme)
        .join(Cycle, on=(Assessment.cycle == Cycle.code))
        .join(SchemeEdition, on=(Cycle.scheme_edition == SchemeEdition.id))
        .where(Assessment.final_level.is_null(False), Cycle.state != "open")
        .order_by(Assessment.cycle)
    )
    return [(str(a), str(b), str(c), str(d)) for a, b, c, d in query.tuples() if str(b).isdecimal()]


def _commended() -> frozenset[tuple[str, str]]:
    """Organisation and cycle of the year's commendations that were granted here."""
    query = Commendation.select(Commendation.organisation, Commendation.cycle)
    rows = query.where(Commendation.kind == YEAR, Commendation.state == GRANTED).tuples()
    return frozenset((str(organisation), str(cycle)) for organisation, cycle in rows)
