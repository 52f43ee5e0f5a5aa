"""Opening a case and steering it: directive, team, shortcomings, plan, commitment, deadlines, mentoring."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import peewee

from store.commands.base import Change, Row, as_date, command, tidy
from store.commands.case_dates import told_day
from store.commands.people import the_person
from store.commands.periods import newest_period, standing
from store.db.tables import (
    CaseExtension,
    CaseInspection,
    CaseMeasure,
    CaseMember,
    CaseShortcoming,
    CaseVerification,
    Cycle,
    RemediationCase,
)
from store.errors import Refused
from store.queries.remediation_causes import level_causes
from store.queries.remediation_rights import leads_case, today
from store.rules.remediation import (
    ADD,
    BY_DECISION,
    BY_RATING,
    CLOSED,
    COMMIT,
    OPENED,
    PLAN,
    SETTLED,
    moved,
)
from store.rules.roles import TEAM_LEAD

PARTS = (CaseShortcoming, CaseMember, CaseMeasure, CaseInspection, CaseExtension, CaseVerification)
OF_OPENED = ("directive_number", "plan_date", "commitment_date", "follower", "mentored", "closed_on")
"""What only a case has that somebody opened: parts, and columns of its own."""

MOST_MENTORED = 999
"""More members than this are mentored nowhere."""


@command
def open_case(
    change: Change,
    *,
    organisation: str,
    cycle: str | None = None,
    why: str | None = None,
    due: str | None = None,
    plan_due: str | None = None,
    commitment_due: str | None = None,
) -> int:
    """Open a case for a final level of the two lowest, or with a reason by decision; answers the case's number.

    A case that a source names, and of which nothing else was known, becomes this one. Raises ``Refused`` for the role,
    an organisation that is unknown or has ended, an unknown cycle, a level that causes none (or caused one already)
    and no reason, a case that is open already, or a bad date.
    """
    change.act("open_case")
    period = standing(organisation)
    expect_no_open_case(organisation)
    if cycle is not None and change.find(Cycle, code=cycle) is None:
        raise Refused("unknown_cycle", cycle=cycle)
    found, said = level_causes(organisation, cycle).get(organisation), tidy(why)
    causes = found is not None and found.causes
    if not causes and said is None:
        facts = {"tt": period["tt"], "name": period["name"]}
        if found is not None and found.lowest:
            raise Refused("case_had", case=found.had, cycle=found.cycle, **facts)
        raise Refused("case_without_cause", **facts)
    columns: dict[str, Any] = {
        "cause": BY_RATING if causes else BY_DECISION,
        "cycle": found.cycle if found else cycle,
        "level": found.level if found else None,
        "why": said,
        "opened_on": today(),
    }
    dates = {"due": due, "plan_due": plan_due, "commitment_due": commitment_due}
    there = _only_named(organisation)
    if there is not None:
        return _set(change, there, **columns, **_deadlines(there, dates))
    columns |= {name: as_date(text) for name, text in dates.items()}
    number = 1 + (RemediationCase.select(peewee.fn.MAX(RemediationCase.number)).scalar() or 0)
    change.insert(
        RemediationCase, id=change.new_key(), number=number, organisation=organisation, state=OPENED, **columns
    )
    return int(number)


@command
def set_directive(change: Change, *, case: int, number: str, dated: str) -> int:
    """Record the directive letter; answers the case.

    Raises ``Refused`` without number or date, for a date to come or long ago, or once closed.
    """
    row = steered(change, case, "steer_case")
    told, day = tidy(number), told_day(row, dated)
    if told is None or day is None:
        raise Refused("directive_incomplete")
    return _set(change, row, directive_number=told, directive_date=day)


@command
def set_team(change: Change, *, case: int, people: Sequence[int], leader: int, follower: str | None = None) -> int:
    """Say who is in the work team and who leads it, by their numbers, and which cadre follows; answers how many.

    A ``follower`` of ``None`` stays. Raises ``Refused`` for an unknown person, a leader who is not in the team, or a
    closed case.
    """
    row = steered(change, case, "steer_case")
    numbers = tuple(dict.fromkeys(people))
    if leader not in numbers:
        raise Refused("leader_not_in_team", person=leader)
    wanted = {the_person(change, number)["id"]: int(number == leader) for number in numbers}
    held = {each["person"]: each for each in CaseMember.select().where(CaseMember.case == row["id"]).dicts()}
    for key, member in held.items():
        if key not in wanted:
            change.delete(CaseMember, member, about=row["organisation"])
    for key, leads in wanted.items():
        if key not in held:
            _part(change, row, CaseMember, person=key, leads=leads)
        elif held[key]["leads"] != leads:
            change.update(CaseMember, held[key], about=row["organisation"], leads=leads)
    if follower is not None:
        _set(change, row, follower=tidy(follower))
    return len(wanted)


@command
def add_shortcoming(change: Change, *, case: int, text: str, cause: str | None = None) -> int:
    """Add a shortcoming with its cause; answers its number.

    Raises ``Refused`` without words, and where a verification has spoken and the case does not go on.
    """
    row = _growing(change, case)
    told = tidy(text)
    if told is None:
        raise Refused("shortcoming_empty")
    return _numbered(change, row, CaseShortcoming, text=told, cause=tidy(cause))


@command
def add_measure(
    change: Change,
    *,
    case: int,
    text: str,
    owner: str | None = None,
    due: str | None = None,
    person: int | None = None,
) -> int:
    """Add a measure of the plan, with who does it and until when; answers its number.

    Raises ``Refused`` without words, for a bad date, an unknown person, and where a verification has spoken and the
    case does not go on.
    """
    row = _growing(change, case)
    told = tidy(text)
    if told is None:
        raise Refused("measure_empty")
    key = None if person is None else the_person(change, person)["id"]
    return _numbered(change, row, CaseMeasure, text=told, owner=tidy(owner), due=as_date(due), owner_person=key)


@command
def set_plan(change: Change, *, case: int, dated: str, number: str | None = None) -> int:
    """Record the organisation's own plan; answers the case. Raises ``Refused`` without a date or in another state."""
    row = steered(change, case, "steer_case")
    return _papered(change, row, PLAN, dated, "plan_date", plan_number=tidy(number))


@command
def set_commitment(change: Change, *, case: int, dated: str) -> int:
    """Record the signed commitment; answers the case. Raises ``Refused`` without a date or in another state."""
    row = steered(change, case, "steer_case")
    return _papered(change, row, COMMIT, dated, "commitment_date")


@command
def set_deadlines(
    change: Change,
    *,
    case: int,
    due: str | None = None,
    plan_due: str | None = None,
    commitment_due: str | None = None,
) -> int:
    """Set deadlines that are not set yet: what is ``None`` stays; answers the case.

    One that is set is moved by an extension alone. Raises ``Refused`` for taking one away, a bad date, a closed case.
    """
    row = steered(change, case, "steer_case")
    return _set(change, row, **_deadlines(row, {"due": due, "plan_due": plan_due, "commitment_due": commitment_due}))


@command
def set_mentoring(change: Change, *, case: int, count: int, note: str | None = None) -> int:
    """Record how many members are mentored, and a note without names (``None`` stays); answers the case.

    Raises ``Refused`` for a count that cannot be, or a closed case.
    """
    row = steered(change, case, "steer_case")
    if not 0 <= count <= MOST_MENTORED:
        raise Refused("bad_mentored", count=count, most=MOST_MENTORED)
    return _set(change, row, mentored=count, mentoring=row["mentoring"] if note is None else tidy(note))


def the_case(change: Change, number: int) -> Row:
    """The case with a number; raises ``Refused("unknown_case")``."""
    row = change.find(RemediationCase, number=number)
    if row is None:
        raise Refused("unknown_case", case=number)
    return row


def steered(change: Change, number: int, action: str) -> Row:
    """A case that was opened and is not closed, once leading its team is counted among the actor's roles.

    Raises ``Refused``, also for one that a source names and nobody opened.
    """
    row = the_case(change, number)
    if leads_case(change.actor, row["id"]):
        change.roles |= {TEAM_LEAD}
    change.act(action)
    if row["state"] == CLOSED:
        raise Refused("case_closed", case=number)
    if row["opened_on"] is None:
        raise Refused("case_not_opened", case=number)
    return row


def expect_bare(case: Row) -> None:
    """Refuse to leave a case that nobody opened with papers or parts; raises ``Refused("undo_case_has_parts")``."""
    if case["opened_on"] is not None:
        return
    held = any(case[name] is not None for name in OF_OPENED)
    if held or any(model.select(model.id).where(model.case == case["id"]).exists() for model in PARTS):
        raise Refused("undo_case_has_parts", case=case["number"])


def expect_no_open_case(organisation: str, but: int | None = None) -> None:
    """Refuse where a case was opened, ``but`` another, and is not closed; raises ``Refused("case_exists")``."""
    query = RemediationCase.select(RemediationCase.number).where(
        RemediationCase.organisation == organisation,
        RemediationCase.state != CLOSED,
        RemediationCase.opened_on.is_null(False),
    )
    for (number,) in query.order_by(RemediationCase.number).tuples():
        if number != but:
            period = newest_period(organisation)
            raise Refused("case_exists", case=number, tt=period["tt"], name=period["name"])


def _growing(change: Change, number: int) -> Row:
    """A case to which something can be added; raises ``Refused``."""
    row = steered(change, number, "steer_case")
    if row["state"] in SETTLED:
        raise Refused("case_move", case=number, case_state=row["state"], case_step=ADD)
    return row


def _deadlines(row: Row, dates: Mapping[str, str | None]) -> dict[str, str]:
    """The deadlines that are said, none of which may stand already otherwise or be taken away; raises ``Refused``."""
    columns: dict[str, str] = {}
    for name, text in dates.items():
        if text is None:
            continue
        day = as_date(text)
        if day is None or (row[name] is not None and row[name] != day):
            raise Refused("due_stays", case=row["number"])
        columns[name] = day
    return columns


def _papered(change: Change, row: Row, move: str, dated: str, column: str, **more: Any) -> int:
    """Record a paper of the organisation with its date, until a verification speaks; the first moves the case on."""
    day = told_day(row, dated)
    if day is None:
        raise Refused("case_date_missing", case=row["number"])
    to = moved(row["state"], move)
    if row["state"] in SETTLED or (to is None and row[column] is None):
        raise Refused("case_move", case=row["number"], case_state=row["state"], case_step=move)
    return _set(change, row, **{column: day, "state": to or row["state"]}, **{k: v for k, v in more.items() if v})


def _set(change: Change, row: Row, **columns: Any) -> int:
    if any(row[name] != value for name, value in columns.items()):
        change.update(RemediationCase, row, **columns)
    return int(row["number"])


def _part(change: Change, case: Row, model: Any, **columns: Any) -> None:
    change.insert(model, about=case["organisation"], id=change.new_key(), case=case["id"], **columns)


def _numbered(change: Change, case: Row, model: Any, **columns: Any) -> int:
    n = 1 + (model.select(peewee.fn.MAX(model.n)).where(model.case == case["id"]).scalar() or 0)
    _part(change, case, model, n=n, **columns)
    return int(n)


def _only_named(organisation: str) -> Row | None:
    """The case of an organisation that a source names and nobody opened."""
    found: Row | None = (
        RemediationCase.select()
        .where(
            RemediationCase.organisation == organisation,
            RemediationCase.state != CLOSED,
            RemediationCase.opened_on.is_null(),
        )
        .order_by(RemediationCase.number)
        .dicts()
        .first()
    )
    return found
