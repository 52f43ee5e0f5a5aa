"""What the codes in the journal's rows are called: organisations, people, papers, bodies, lines of forms."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from store.db.connect import reading
from store.db.tables import (
    Account,
    AgendaItem,
    AgendaUnit,
    Assessment,
    Cycle,
    JournalRow,
    Meeting,
    OrganisationPeriod,
    Person,
    SchemeEdition,
)
from store.queries.schemes import scheme_of
from store.queries.settings import NamedCode, settings
from store.rules.naming import Named


@dataclass(frozen=True)
class Terms:
    """Names by code; ``people`` are posts by login, ``editions`` scheme and edition by key.

    ``criteria`` are the names of a form's lines by assessment and line, where asked for. Of meetings: ``persons`` are
    posts by key, ``meetings`` numbers by key, ``items`` titles and organisations of agenda items by key.
    """

    units: Mapping[str, Named]
    people: Mapping[str, str | None]
    papers: Mapping[str, NamedCode]
    bodies: Mapping[str, NamedCode]
    editions: Mapping[int, tuple[str, int]]
    criteria: Mapping[tuple[int, str], tuple[str, str]]
    persons: Mapping[int, str]
    meetings: Mapping[int, int]
    items: Mapping[int, tuple[str | None, tuple[str, ...]]]

    def unit(self, code: str) -> Named:
        """How an organisation is called; one that the register does not have goes by its code."""
        return self.units.get(code) or Named(code, None, code, None)


def terms(*, organisation: str | None = None, entry: int | None = None) -> Terms:
    """What things are called now; with the forms' lines for one organisation, or for the rows of one entry."""
    with reading():
        held = settings()
        periods = OrganisationPeriod.select(
            OrganisationPeriod.organisation,
            OrganisationPeriod.tt,
            OrganisationPeriod.name,
            OrganisationPeriod.full_name,
        ).order_by(OrganisationPeriod.id)
        return Terms(
            units={str(row[0]): Named(str(row[0]), *row[1:]) for row in periods.tuples()},
            people={str(login): post for login, post in Account.select(Account.login, Account.post).tuples()},
            papers={each.code: each for each in held.papers},
            bodies={each.code: each for each in held.bodies},
            editions={
                int(row[0]): (str(row[1]), int(row[2]))
                for row in SchemeEdition.select(SchemeEdition.id, SchemeEdition.scheme, SchemeEdition.edition).tuples()
            },
            criteria=dict(_criteria(organisation, entry)),
            persons={int(key): str(post) for key, post in Person.select(Person.id, Person.post).tuples()},
            meetings={int(key): int(number) for key, number in Meeting.select(Meeting.id, Meeting.number).tuples()},
            items=_items(),
        )


def _items() -> Mapping[int, tuple[str | None, tuple[str, ...]]]:
    units: dict[int, list[str]] = {}
    for item, code in AgendaUnit.select(AgendaUnit.item, AgendaUnit.organisation).order_by(AgendaUnit.id).tuples():
        units.setdefault(int(item), []).append(str(code))
    titles = AgendaItem.select(AgendaItem.id, AgendaItem.title).tuples()
    return {int(key): (title, tuple(units.get(int(key), ()))) for key, title in titles}


def _criteria(organisation: str | None, entry: int | None) -> Iterable[tuple[tuple[int, str], tuple[str, str]]]:
    """The lines of the forms of an organisation's assessments, or of those that an entry's rows are about."""
    if organisation is None and entry is None:
        return
    query = Assessment.select(Assessment.id, Assessment.kind, Cycle.scheme_edition).join(
        Cycle, on=(Assessment.cycle == Cycle.code)
    )
    if organisation is not None:
        query = query.where(Assessment.organisation == organisation)
    else:
        about = JournalRow.select(JournalRow.organisation).where(JournalRow.entry == entry)
        query = query.where(Assessment.organisation.in_(about))
    for key, kind, edition in query.tuples():
        form = scheme_of(int(edition)).form(str(kind))
        for line in form.criteria if form else ():
            yield (int(key), line.code), (line.name_vi, line.name_en)
