"""Who leads a case, who stands outside it, and what day it is there."""

from __future__ import annotations

from store import clock
from store.db.connect import reading
from store.db.tables import CaseMeasure, CaseMember, Person, RemediationCase
from store.queries.settings import settings
from store.queries.sitting import person_of, tied
from store.rules.remediation import CLOSED


def today() -> str:
    """The committee's date now, ISO."""
    return clock.local(clock.now_ms(), settings().utc_offset_minutes).strftime("%Y-%m-%d")


def leads_case(login: str, case: int) -> bool:
    """Whether the person behind a login leads the case's work team."""
    query = CaseMember.select(CaseMember.id).join(Person, on=(CaseMember.person == Person.id))
    found = query.where(CaseMember.case == case, CaseMember.leads == 1, Person.account == login).exists()
    return bool(found)


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


def inside(login: str, case: int) -> bool:
    """Whether somebody is in the case's team, owns one of its measures or is tied to its organisation."""
    me = person_of(login)
    if me is None:
        return False
    row = RemediationCase.select(RemediationCase.organisation).where(RemediationCase.id == case).tuples().first()
    member = CaseMember.select(CaseMember.id).where(CaseMember.case == case, CaseMember.person == me).exists()
    owner = CaseMeasure.select(CaseMeasure.id).where(CaseMeasure.case == case, CaseMeasure.owner_person == me).exists()
    return bool(member or owner or me in tied(str(row[0])))
