"""Who can be put forward for a commendation in a cycle, who is, what was decided, and what each year rests on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from store.db.connect import reading
from store.db.tables import (
    Assessment,
    Commendation,
    Cycle,
    KnownResult,
    PublishedYear,
    SchemeEdition,
)
from store.queries.comparison import ComparisonRow, ComparisonView, comparison
from store.rules.commendation import (
    DECLINED,
    GRANTED,
    KINDS,
    RUNNING,
    YEAR,
    Condition,
    eligibility,
    standing,
    verdict,
)
from store.rules.predicates import FAIL, PASS, UNKNOWN

NAMED, COUNTED, DECIDED_HERE = "named", "counted", "decided"
"""Who says whether a year was exemplary: a source by name, a source that names all others, a decision in this store."""


@dataclass(frozen=True)
class ExemplaryYear:
    """A year: the level under its own scheme as far as known; ``exemplary`` is ``None`` where nobody knows.

    ``by`` is who says so (``NAMED``, ``COUNTED``, ``DECIDED_HERE``), ``count`` how many a source counts as exemplary in
    that year, ``source`` the sentence that names them.
    """

    year: int
    scheme: str | None = None
    level: str | None = None
    exemplary: bool | None = None
    by: str | None = None
    count: int | None = None
    source: str | None = None


@dataclass(frozen=True)
class CandidateView:
    """An organisation and a kind of commendation: the conditions, and the nomination where there is one.

    ``note`` are the nomination's words, ``decided_note`` the decision's.
    """

    organisation: str
    tt: int
    name: str | None
    full_name: str | None
    kind: str
    conditions: tuple[Condition, ...]
    state: str | None
    note: str | None
    decided_note: str | None
    meeting: int | None

    @property
    def outcome(self) -> str:
        """Whether all conditions hold."""
        return verdict(self.conditions)


@dataclass(frozen=True)
class CommendedUnit:
    """An organisation of the cycle with both kinds, the years that count, and what sources say of it.

    ``years`` are the five up to the cycle's; ``past`` are all years known as exemplary; ``slow`` are the sentences of
    sources that call it slow to improve.
    """

    compared: ComparisonRow
    candidates: tuple[CandidateView, ...]
    years: tuple[ExemplaryYear, ...]
    past: tuple[int, ...]
    slow: tuple[str, ...]

    def of(self, kind: str) -> CandidateView:
        """The candidate of a kind."""
        return next(each for each in self.candidates if each.kind == kind)

    @property
    def standing(self) -> str:
        """How it stands in the list, one of ``STANDINGS``."""
        return standing([(each.conditions, each.state) for each in self.candidates])

    @property
    def best(self) -> str:
        """The better outcome of both kinds."""
        outcomes = {each.outcome for each in self.candidates}
        return next(each for each in (PASS, UNKNOWN, FAIL) if each in outcomes)


@dataclass(frozen=True)
class CommendationsView:
    """A cycle's organisations against both kinds, in the committee's order; ``saved_at`` in UTC milliseconds."""

    cycle: str
    state: str
    scheme: str
    committee: str
    made_up: bool
    units: tuple[CommendedUnit, ...]
    saved_at: int | None

    @cached_property
    def rows(self) -> tuple[CandidateView, ...]:
        """Every organisation with every kind."""
        return tuple(each for unit in self.units for each in unit.candidates)


@dataclass(frozen=True)
class NominationView:
    """A nomination of one organisation in some cycle, and what was decided."""

    cycle: str
    kind: str
    state: str
    note: str | None
    decided_note: str | None


def commendations(cycle: str | None = None) -> CommendationsView:
    """Everybody of a cycle (by default the open one) against both kinds; raises ``Refused`` for an unknown cycle."""
    with reading():
        return commended(comparison(cycle))


def nominations(organisation: str) -> tuple[NominationView, ...]:
    """All nominations of an organisation, by cycle."""
    with reading():
        query = Commendation.select().where(Commendation.organisation == organisation)
        rows = sorted(query.dicts(), key=lambda row: (row["cycle"], KINDS.index(row["kind"])))
        names = ("cycle", "kind", "state", "note", "decided_note")
        return tuple(NominationView(**{name: row[name] for name in names}) for row in rows)


def commended(compared: ComparisonView) -> CommendationsView:
    """Everybody of a comparison that is read already against both kinds."""
    with reading():
        year = int(compared.cycle[:4])
        held = {
            (row["organisation"], row["kind"]): row
            for row in Commendation.select().where(Commendation.cycle == compared.cycle).dicts()
        }
        slow = _slow()
        known = _years([each.organisation for each in compared.rows])
        units = []
        for each in compared.rows:
            years = known[each.organisation]
            told = {number: found.exemplary for number, found in years.items()}
            candidates = []
            for kind in KINDS:
                there = held.get((each.organisation, kind), {})
                conditions = eligibility(
                    kind,
                    year=year,
                    final_level=each.final_level,
                    top=compared.scheme.levels[0].code,
                    open_case=each.case is not None,
                    exemplary=told,
                )
                candidates.append(
                    CandidateView(
                        organisation=each.organisation,
                        tt=each.tt,
                        name=each.name,
                        full_name=each.full_name,
                        kind=kind,
                        conditions=conditions,
                        state=there.get("state"),
                        note=there.get("note"),
                        decided_note=there.get("decided_note"),
                        meeting=there.get("meeting"),
                    )
                )
            window = range(year - RUNNING + 1, year + 1)
            units.append(
                CommendedUnit(
                    compared=each,
                    candidates=tuple(candidates),
                    years=tuple(years.get(number, ExemplaryYear(number)) for number in window),
                    past=tuple(sorted(number for number, said in told.items() if said)),
                    slow=tuple(slow.get(each.organisation, ())),
                )
            )
        return CommendationsView(
            cycle=compared.cycle,
            state=compared.state,
            scheme=compared.scheme.code,
            committee=compared.committee,
            made_up=compared.made_up,
            units=tuple(units),
            saved_at=compared.saved_at,
        )


def _slow() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    query = KnownResult.select(KnownResult.organisation, KnownResult.source).where(KnownResult.slow_to_improve == 1)
    for organisation, source in query.tuples():
        found.setdefault(str(organisation), []).append(str(source))
    return found


def _years(organisations: Iterable[str]) -> dict[str, dict[int, ExemplaryYear]]:
    """What is known of the years: whom a source names, whom this store decided on; nobody else is guessed."""
    known: dict[str, dict[int, ExemplaryYear]] = {code: {} for code in organisations}
    _published(known)
    _rated(known)
    decided = Commendation.select(Commendation.organisation, Commendation.cycle, Commendation.state).where(
        Commendation.kind == YEAR, Commendation.state.in_([GRANTED, DECLINED])
    )
    for organisation, cycle, state in decided.tuples():
        if "-" not in str(cycle) and str(organisation) in known:
            years, year = known[str(organisation)], int(cycle)
            found = years.get(year, ExemplaryYear(year))
            years[year] = replace(found, exemplary=state == GRANTED, by=DECIDED_HERE)
    return known


def _published(known: dict[str, dict[int, ExemplaryYear]]) -> None:
    """Where a source says how many there were and names all of them, the others were not."""
    levels: dict[tuple[int, str], tuple[str | None, str | None]] = {}
    named: dict[int, dict[str, str]] = {}
    for row in KnownResult.select().where(KnownResult.year.is_null(False)).order_by(KnownResult.id).dicts():
        year, code = int(row["year"]), str(row["organisation"])
        if row["level"] is not None:
            levels[year, code] = row["scheme"], row["level"]
        if row["exemplary"]:
            named.setdefault(year, {})[code] = str(row["source"])
    query = PublishedYear.select(PublishedYear.year, PublishedYear.exemplary, SchemeEdition.scheme).join(
        SchemeEdition, on=(PublishedYear.scheme_edition == SchemeEdition.id)
    )
    published = {int(year): (count, str(scheme)) for year, count, scheme in query.tuples()}
    for year in published.keys() | named.keys() | {year for year, _code in levels}:
        count, scheme = published.get(year, (None, None))
        sentences = named.get(year, {})
        for code, years in known.items():
            own, level = levels.get((year, code), (None, None))
            found = ExemplaryYear(year, own or scheme, level, count=count)
            if code in sentences:
                found = replace(found, exemplary=True, by=NAMED, source=sentences[code])
            elif count == len(sentences):
                found = replace(found, exemplary=False, by=COUNTED, source=next(iter(sentences.values()), None))
            years[year] = found


def _rated(known: dict[str, dict[int, ExemplaryYear]]) -> None:
    """The levels that this store's own yearly cycles decided."""
    query = (
        Assessment.select(Assessment.organisation, Assessment.cycle, Assessment.final_level, SchemeEdition.scheme)
        .join(Cycle, on=(Assessment.cycle == Cycle.code))
        .join(SchemeEdition, on=(Cycle.scheme_edition == SchemeEdition.id))
        .tuples()
    )
    for organisation, cycle, level, scheme in query:
        if "-" in str(cycle) or str(organisation) not in known:
            continue
        years, year = known[str(organisation)], int(cycle)
        found = years.get(year, ExemplaryYear(year))
        years[year] = replace(found, scheme=str(scheme), level=_text(level) or found.level)


def _text(value: object) -> str | None:
    return None if value is None else str(value)
