"""Who leads a case, who stands outside it, and what day it is there."""

from __future__ import annotations

from store import clock
from store.db.connect import reading
from store.db.tables import CaseMeasure, CaseMember, Person, RemediationCase, Tie
from store.queries.settings import settings
from store.queries.sitting import person_of
from store.rules.remediation import CLOSED


def today() -> str:
    """The committee's date now, ISO."""
    return clock.local(clock.now_ms(), settings().utc_offset_minutes).strftime("%Y-%m-%d")


def led_by(login: str) -> frozenset[int]:
    """The keys of the cases whose work team the person behind a login leads."""
    query = CaseMember.select(CaseMember.case).join(Person, on=(CaseMember.person == Person.id))
    return frozenset(int(key) for (key,) in query.where(CaseMember.leads == 1, Person.account == login).tuples())


def leads_case(login: str, case: int) -> bool:
    """Whether the person behind a login leads the case's work team."""
    return case in led_by(login)


def leads_any(login: str) -> bool:
    """Whether the person behind a login leads the work team of a case that is not closed."""
    with reading():
        query = (
            CaseMember.select(CaseMember.id)
            .join(Person, on=(CaseMember.person == Person.id))
            .switch(CaseMember)
            .join(RemediationCase, on=(CaseMember.case == RemediationCase.id))
            .where(CaseMember.leads == 1, Person.account == login, RemediationCase.state != CLOSED)
        )
        return bool(query.exists())


def within(login: str) -> frozenset[int]:
    """The keys of the cases that somebody is in: as a member of the team, an owner of a measure, or by a tie."""
    me = person_of(login)
    if me is None:
        return frozenset()
    tied_to = Tie.select(Tie.organisation).where(Tie.person == me)
    queries = (
        CaseMember.select(CaseMember.case).where(CaseMember.person == me),
        CaseMeasure.select(CaseMeasure.case).where(CaseMeasure.owner_person == me),
        RemediationCase.select(RemediationCase.id).where(RemediationCase.organisation.in_(tied_to)),
    )
    return frozenset(int(key) for query in queries for (key,) in query.tuples())


def inside(login: str, case: int) -> bool:
    """Whether somebody is in the case's team, owns one of its measures or is tied to its organisation."""
    return case in within(login)
