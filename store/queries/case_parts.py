"""Everything that belongs to some cases of remediation, read at one go however many they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from store.db.tables import (
    CaseExtension,
    CaseInspection,
    CaseMeasure,
    CaseMember,
    CaseShortcoming,
    CaseVerification,
    Cycle,
    KnownResult,
    OrganisationPeriod,
    Person,
    Record,
    table_name,
)
from store.queries.carried import FormQuote, forms_of
from store.queries.remediation_rights import led_by, within
from store.queries.schemes import scheme_of
from store.rules.register import in_force

PARTS: tuple[type[Record], ...] = (CaseShortcoming, CaseMeasure, CaseInspection, CaseExtension, CaseVerification)
"""The tables of what a case has several of."""

Row = dict[str, Any]


@dataclass(frozen=True)
class CaseParts:
    """Rows of each table by the case's key; of the organisations their numbers, names and exemplary years.

    ``teams`` are number, post and whether one leads, the leader first; ``led`` and ``within`` are the keys of cases
    that somebody leads, or is in as a member, an owner or by a tie; ``schemes`` by cycle, ``forms`` by the case's key.
    """

    rows: Mapping[str, Mapping[int, list[Row]]]
    teams: Mapping[int, Sequence[tuple[int, str, bool]]]
    names: Mapping[str, tuple[int | None, str | None, str | None]]
    exemplary: Mapping[str, tuple[int, ...]]
    led: frozenset[int]
    within: frozenset[int]
    schemes: Mapping[str, str]
    forms: Mapping[int, FormQuote]

    def of(self, model: type[Record], case: int) -> list[Row]:
        """A case's rows in a table, in the order in which they came."""
        return self.rows[table_name(model)].get(case, [])


def case_parts(cases: Iterable[Row], login: str, day: str) -> CaseParts:
    """The parts of some cases as ``login`` sees them; organisations are named as the register has them on a day (ISO).

    To be asked while reading.
    """
    found = list(cases)
    keys, organisations = [int(row["id"]) for row in found], sorted({str(row["organisation"]) for row in found})
    return CaseParts(
        rows={table_name(model): _by_case(model, keys) for model in PARTS},
        teams=_teams(keys),
        names=_names(organisations, day),
        exemplary=_exemplary(organisations),
        led=led_by(login),
        within=within(login),
        schemes=_schemes(),
        forms=forms_of(found),
    )


def _by_case(model: Any, keys: Sequence[int]) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = {}
    for row in model.select().where(model.case.in_(keys)).order_by(model.id).dicts():
        found.setdefault(int(row["case"]), []).append(row)
    return found


def _teams(keys: Sequence[int]) -> dict[int, list[tuple[int, str, bool]]]:
    found: dict[int, list[tuple[int, str, bool]]] = {}
    query = (
        CaseMember.select(CaseMember.case, CaseMember.leads, Person.number, Person.post)
        .join(Person, on=(CaseMember.person == Person.id))
        .where(CaseMember.case.in_(keys))
        .order_by(CaseMember.leads.desc(), Person.number)
    )
    for case, leads, number, post in query.tuples():
        found.setdefault(int(case), []).append((int(number), str(post), bool(leads)))
    return found


def _names(organisations: Sequence[str], day: str) -> dict[str, tuple[int | None, str | None, str | None]]:
    """Number and names as the register has them on a day, else as it had them last."""
    rows: dict[str, list[Row]] = {}
    query = OrganisationPeriod.select().where(OrganisationPeriod.organisation.in_(organisations))
    for row in query.order_by(OrganisationPeriod.id).dicts():
        rows.setdefault(str(row["organisation"]), []).append(row)
    found = {}
    for code, periods in rows.items():
        standing = [row for row in periods if in_force(row["valid_from"], row["valid_to"], day)] or periods
        found[code] = (standing[-1]["tt"], standing[-1]["name"], standing[-1]["full_name"])
    return found


def _schemes() -> dict[str, str]:
    """The scheme of every cycle."""
    query = Cycle.select(Cycle.code, Cycle.scheme_edition).tuples()
    return {str(code): scheme_of(int(edition)).code for code, edition in query}


def _exemplary(organisations: Sequence[str]) -> dict[str, tuple[int, ...]]:
    """The years in which a source calls an organisation exemplary."""
    found: dict[str, list[int]] = {}
    query = KnownResult.select(KnownResult.organisation, KnownResult.year).where(
        KnownResult.organisation.in_(organisations), KnownResult.exemplary == 1, KnownResult.year.is_null(False)
    )
    for code, year in query.tuples():
        found.setdefault(str(code), []).append(int(year))
    return {code: tuple(sorted(years)) for code, years in found.items()}
