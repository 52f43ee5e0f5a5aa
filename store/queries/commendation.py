"""Who can be put forward for a commendation in a cycle, who is, and what was decided."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from store.db.connect import reading
from store.db.tables import Commendation, KnownResult, PublishedYear, RemediationCase
from store.queries.comparison import comparison
from store.rules.commendation import DECLINED, GRANTED, KINDS, YEAR, Condition, eligibility, verdict
from store.rules.remediation import CLOSED


@dataclass(frozen=True)
class CandidateView:
    """An organisation and a kind of commendation: the conditions, and the nomination where there is one."""

    organisation: str
    tt: int
    name: str | None
    full_name: str | None
    kind: str
    conditions: tuple[Condition, ...]
    state: str | None
    note: str | None
    meeting: int | None

    @property
    def outcome(self) -> str:
        """Whether all conditions hold."""
        return verdict(self.conditions)


@dataclass(frozen=True)
class CommendationsView:
    """A cycle's candidates of both kinds, in the committee's order."""

    cycle: str
    committee: str
    made_up: bool
    rows: tuple[CandidateView, ...]


def commendations(cycle: str | None = None) -> CommendationsView:
    """Everybody of a cycle (by default the open one) against both kinds; raises ``Refused`` for an unknown cycle."""
    with reading():
        compared = comparison(cycle)
        year = int(compared.cycle[:4])
        top = compared.scheme.levels[0].code
        unsettled = {
            str(code)
            for (code,) in RemediationCase.select(RemediationCase.organisation)
            .where(RemediationCase.state != CLOSED)
            .tuples()
        }
        held = {
            (row["organisation"], row["kind"]): row
            for row in Commendation.select().where(Commendation.cycle == compared.cycle).dicts()
        }
        years = _exemplary(each.organisation for each in compared.rows)
        rows = []
        for each in compared.rows:
            for kind in KINDS:
                there = held.get((each.organisation, kind), {})
                conditions = eligibility(
                    kind,
                    year=year,
                    final_level=each.final_level,
                    top=top,
                    open_case=each.organisation in unsettled,
                    exemplary=years.get(each.organisation, {}),
                )
                rows.append(
                    CandidateView(
                        organisation=each.organisation,
                        tt=each.tt,
                        name=each.name,
                        full_name=each.full_name,
                        kind=kind,
                        conditions=conditions,
                        state=there.get("state"),
                        note=there.get("note"),
                        meeting=there.get("meeting"),
                    )
                )
        return CommendationsView(compared.cycle, compared.committee, compared.made_up, tuple(rows))


def _exemplary(organisations: Iterable[str]) -> dict[str, dict[int, bool | None]]:
    """What is known of the years: whom a source names, whom this store granted the year's; nobody else is guessed."""
    known: dict[str, dict[int, bool | None]] = {code: {} for code in organisations}
    _from_sources(known)
    granted = Commendation.select(Commendation.organisation, Commendation.cycle, Commendation.state).where(
        Commendation.kind == YEAR, Commendation.state.in_([GRANTED, DECLINED])
    )
    for organisation, cycle, state in granted.tuples():
        if "-" not in str(cycle) and str(organisation) in known:
            known[str(organisation)][int(cycle)] = state == GRANTED
    return known


def _from_sources(known: dict[str, dict[int, bool | None]]) -> None:
    """Where a source says how many there were and names all of them, the others were not."""
    named: dict[int, set[str]] = {}
    rows = KnownResult.select(KnownResult.organisation, KnownResult.year).where(KnownResult.exemplary == 1)
    for organisation, year in rows.where(KnownResult.year.is_null(False)).tuples():
        named.setdefault(int(year), set()).add(str(organisation))
    counts = dict(PublishedYear.select(PublishedYear.year, PublishedYear.exemplary).tuples())
    for year in counts.keys() | named.keys():
        codes = named.get(year, set())
        whole = counts.get(year) == len(codes)
        for code, years in known.items():
            if whole or code in codes:
                years[int(year)] = code in codes
