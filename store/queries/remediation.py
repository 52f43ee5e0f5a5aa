"""Remediation cases as the list and one case show them: state, what counts now, what is missing, what happened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from store.db.connect import reading
from store.db.tables import (
    CaseExtension,
    CaseInspection,
    CaseMeasure,
    CaseShortcoming,
    CaseVerification,
    JournalRow,
    Person,
    RemediationCase,
)
from store.errors import Refused
from store.queries.case_parts import CaseParts, case_parts
from store.queries.remediation_rights import today
from store.rules.remediation import CLOSED, OPENED, Lack, Work, days_left, deadline, missing, next_step, order

DONE = 100
"""Hundredths of a measure that is done."""


@dataclass(frozen=True)
class ShortcomingView:
    """A shortcoming with its cause; ``remedied`` is ``None`` until a verification has said so."""

    n: int
    text: str
    cause: str | None
    remedied: bool | None


@dataclass(frozen=True)
class MemberView:
    """Somebody of the work team, by post."""

    number: int
    post: str
    leads: bool


@dataclass(frozen=True)
class MeasureView:
    """A measure: who, until when, how far; ``left`` days until it is due, ``None`` where it is done or has no date."""

    n: int
    text: str
    owner: str | None
    due: str | None
    percent: int | None
    done_on: str | None
    did: str | None
    proof: str | None
    proof_number: str | None
    proof_date: str | None
    left: int | None

    @property
    def done(self) -> bool:
        """Whether it is reported as done."""
        return self.percent == DONE


@dataclass(frozen=True)
class EventView:
    """Something that happened in a case, for its time line: words ``remediation.event.<code>`` with facts."""

    dated: str
    code: str
    facts: dict[str, str | int | None]


@dataclass(frozen=True)
class CaseView:
    """One case whole; ``left`` are days until ``deadline`` (negative: overdue), ``None`` where no date is known."""

    number: int
    organisation: str
    tt: int | None
    name: str | None
    full_name: str | None
    cause: str
    cycle: str | None
    level: str | None
    why: str | None
    source: str | None
    state: str
    opened_on: str | None
    due: str | None
    plan_due: str | None
    commitment_due: str | None
    directive_number: str | None
    directive_date: str | None
    plan_number: str | None
    plan_date: str | None
    commitment_date: str | None
    follower: str | None
    mentored: int | None
    mentoring: str | None
    closed_on: str | None
    version: int
    deadline: str | None
    left: int | None
    step: int | None
    missing: tuple[Lack, ...]
    shortcomings: tuple[ShortcomingView, ...]
    team: tuple[MemberView, ...]
    measures: tuple[MeasureView, ...]
    events: tuple[EventView, ...]
    outcome: str | None
    exemplary: tuple[int, ...]
    leads: bool
    inside: bool

    @property
    def overdue(self) -> bool:
        """Whether the date that counts now has passed."""
        return self.left is not None and self.left < 0

    @property
    def bare(self) -> bool:
        """Whether nothing is known but that a source calls the organisation slow to improve."""
        return self.opened_on is None and self.state == OPENED

    @property
    def remedied(self) -> int:
        """How many shortcomings a verification found remedied."""
        return sum(each.remedied is True for each in self.shortcomings)


@dataclass(frozen=True)
class CasesView:
    """All cases, what is most pressing first, as of a day."""

    today: str
    cases: tuple[CaseView, ...]


@dataclass(frozen=True)
class CarriedView:
    """Who and what goes on into a new cycle: people by post, cases not closed; outcomes that went into its forms."""

    people: int
    open_cases: int
    outcomes: int


def cases(login: str = "", organisation: str | None = None) -> CasesView:
    """Every case (of one organisation): overdue, due this week, waiting for verification, by date, unknown."""
    with reading():
        day = today()
        query = RemediationCase.select().order_by(RemediationCase.number)
        if organisation is not None:
            query = query.where(RemediationCase.organisation == organisation)
        rows = list(query.dicts())
        parts = case_parts(rows, login, day)
        found = [_view(row, day, parts) for row in rows]
    found.sort(key=lambda each: (*order(each.state, each.left), each.tt or 0, each.number))
    return CasesView(day, tuple(found))


def case(number: int, login: str = "") -> CaseView:
    """One case by its number; raises ``Refused("unknown_case")``."""
    with reading():
        row = RemediationCase.select().where(RemediationCase.number == number).dicts().first()
        if row is None:
            raise Refused("unknown_case", case=number)
        day = today()
        return _view(row, day, case_parts([row], login, day))


def carried_over(entry: int) -> CarriedView:
    """What the entry that opened a cycle found: people and cases that go on, and outcomes that it wrote into forms."""
    with reading():
        going = RemediationCase.select(RemediationCase.id).where(RemediationCase.state != CLOSED).count()
        written = JournalRow.select(JournalRow.n).where(JournalRow.entry == entry, JournalRow.table == "proof").count()
        people = Person.select(Person.id).where(Person.valid_to.is_null()).count()
        return CarriedView(int(people), int(going), int(written))


def _view(row: dict[str, Any], day: str, parts: CaseParts) -> CaseView:
    key, organisation = int(row["id"]), str(row["organisation"])
    measures = tuple(_measure(each, day) for each in parts.of(CaseMeasure, key))
    shortcomings = tuple(
        ShortcomingView(
            each["n"], each["text"], each["cause"], None if each["remedied"] is None else each["remedied"] == 1
        )
        for each in parts.of(CaseShortcoming, key)
    )
    verifications = parts.of(CaseVerification, key)
    works = [Work(each.n, each.due, each.done, each.proof is not None) for each in measures]
    team = tuple(MemberView(*each) for each in parts.teams.get(key, ()))
    tt, name, full_name = parts.names[organisation]
    until = deadline(row["state"], row["due"], row["plan_due"], row["commitment_due"], works)
    names = (
        "number cause cycle level why source state opened_on due plan_due commitment_due directive_number "
        "directive_date plan_number plan_date commitment_date follower mentored mentoring closed_on version"
    ).split()
    return CaseView(
        organisation=organisation,
        tt=tt,
        name=name,
        full_name=full_name,
        **{each: row[each] for each in names},
        deadline=until,
        left=days_left(until, day),
        step=next_step(row["state"], directive=row["directive_number"] is not None),
        missing=missing(
            row["state"],
            directive=row["directive_number"] is not None,
            team=bool(team),
            shortcomings=len(shortcomings),
            measures=works,
        ),
        shortcomings=shortcomings,
        team=team,
        measures=measures,
        events=tuple(_events(row, key, parts)),
        outcome=verifications[-1]["outcome"] if verifications else None,
        exemplary=parts.exemplary.get(organisation, ()),
        leads=key in parts.led,
        inside=key in parts.within,
    )


def _measure(row: dict[str, Any], day: str) -> MeasureView:
    names = "n text owner due percent done_on did proof proof_number proof_date".split()
    left = None if row["percent"] == DONE else days_left(row["due"], day)
    return MeasureView(**{name: row[name] for name in names}, left=left)


def _events(row: dict[str, Any], key: int, parts: CaseParts) -> list[EventView]:
    """The time line, oldest first."""
    found = [
        EventView(row["opened_on"], "opened", {}),
        EventView(row["directive_date"], "directive", {"number": row["directive_number"]}),
        EventView(row["plan_date"], "plan", {"number": row["plan_number"]}),
        EventView(row["commitment_date"], "commitment", {}),
    ]
    found += [
        EventView(each["done_on"], "measure_done", {"n": each["n"], "proof": each["proof_number"] or each["proof"]})
        for each in parts.of(CaseMeasure, key)
    ]
    for number, each in enumerate(parts.of(CaseInspection, key), 1):
        code = "inspection_passed" if each["passed"] else "inspection_failed"
        found.append(EventView(each["dated"], code, {"n": number, "finding": each["finding"], "by": each["by"]}))
    for each in parts.of(CaseExtension, key):
        facts = {"was": each["was"], "to": each["to"], "why": each["why"], "late": each["late_days"]}
        found.append(EventView(each["dated"], "extension", facts))
    found += [
        EventView(each["dated"], f"verified_{each['outcome']}", {"note": each["note"]})
        for each in parts.of(CaseVerification, key)
    ]
    found.append(EventView(row["closed_on"], "closed", {}))
    return sorted((each for each in found if each.dated is not None), key=lambda each: each.dated)
