"""Who leads a case, who stands outside it, and what day it is there."""

from __future__ import annotations

from store import clock
from store.db.connect import reading
from store.db.tables import Account, CaseMeasure, CaseMember, Person, RemediationCase, Tie
from store.queries.settings import settings
from store.queries.sitting import person_of
from store.rules.register import in_force
from store.rules.remediation import CLOSED


def today() -> str:
    """The committee's date now, ISO."""
    return clock.local(clock.now_ms(), settings().utc_offset_minutes).strftime("%Y-%m-%d")


def led_by(login: str) -> frozenset[int]:
    """The keys of the cases whose work team the person behind a login leads, while account and post hold."""
    return frozenset(case for case, _state in _led(login))


def leads_case(login: str, case: int) -> bool:
    """Whether the person behind a login leads the case's work team, while account and post hold."""
    return case in led_by(login)


def leads_any(login: str) -> bool:
    """Whether the person behind a login leads the work team of a case that is not closed, as ``led_by`` has it."""
    with reading():
        return any(state != CLOSED for _case, state in _led(login))


def _led(login: str) -> list[tuple[int, str]]:
    """The cases that somebody leads, by key and state: not without an account, nor before or after the post."""
    query = (
        CaseMember.select(RemediationCase.id, RemediationCase.state, Person.valid_from, Person.valid_to)
        .join(RemediationCase, on=(CaseMember.case == RemediationCase.id))
        .switch(CaseMember)
        .join(Person, on=(CaseMember.person == Person.id))
        .join(Account, on=(Person.account == Account.login))
        .where(CaseMember.leads == 1, Account.login == login, Account.active == 1)
    )
    rows = list(query.tuples())
    day = today() if rows else ""
    return [(int(case), str(state)) for case, state, since, until in rows if in_force(since, until, day)]


def within(login: str) -> frozenset[int]:
    """The keys of the cases that somebody is in: as a member of the team, an owner of a measure, or by a tie.

    Who was in one stays so when the account or the post has ended.
    """
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
