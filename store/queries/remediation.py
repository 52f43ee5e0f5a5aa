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
    RemediationCase,
)
from store.errors import Refused
from store.queries.carried import FormQuote
from store.queries.case_parts import CaseParts, case_parts
from store.queries.case_standing import Standing, standing, works_of
from store.queries.remediation_rights import today
from store.rules.extension import OF_ALL, Movable, movable
from store.rules.remediation import DONE, OPENING, Lack, Work, days_left, missing, next_step


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
class CaseView(Standing):
    """One case whole; ``scheme`` is that of the cycle that caused it, ``form`` where its outcome goes, or went."""

    organisation: str
    tt: int | None
    name: str | None
    full_name: str | None
    cause: str
    cycle: str | None
    scheme: str | None
    level: str | None
    why: str | None
    source: str | None
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
    step: int | None
    missing: tuple[Lack, ...]
    shortcomings: tuple[ShortcomingView, ...]
    team: tuple[MemberView, ...]
    measures: tuple[MeasureView, ...]
    events: tuple[EventView, ...]
    outcome: str | None
    form: FormQuote
    exemplary: tuple[int, ...]
    leads: bool
    inside: bool

    @property
    def movable(self) -> tuple[Movable, ...]:
        """The dates that an extension can move, what presses most first."""
        works = [Work(each.n, each.due, each.done, each.proof is not None) for each in self.measures]
        return movable(self.state, self.due, self.plan_due, self.commitment_due, works)

    @property
    def remedied(self) -> int:
        """How many shortcomings a verification found remedied."""
        return sum(each.remedied is True for each in self.shortcomings)


@dataclass(frozen=True)
class CasesView:
    """All cases, what is most pressing first, as of a day."""

    today: str
    cases: tuple[CaseView, ...]


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
    found.sort(key=lambda each: (*each.rank, each.tt or 0, each.number))
    return CasesView(day, tuple(found))


def case(number: int, login: str = "") -> CaseView:
    """One case by its number; raises ``Refused("unknown_case")``."""
    with reading():
        row = RemediationCase.select().where(RemediationCase.number == number).dicts().first()
        if row is None:
            raise Refused("unknown_case", case=number)
        day = today()
        return _view(row, day, case_parts([row], login, day))


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
    works = works_of(parts.of(CaseMeasure, key))
    team = tuple(MemberView(*each) for each in parts.teams.get(key, ()))
    stands = standing(row, works, day)
    tt, name, full_name = parts.names[organisation]
    names = (
        "cause cycle level why source opened_on due plan_due commitment_due directive_number "
        "directive_date plan_number plan_date commitment_date follower mentored mentoring closed_on version"
    ).split()
    return CaseView(
        organisation=organisation,
        tt=tt,
        name=name,
        full_name=full_name,
        **{each: row[each] for each in names},
        **vars(stands),
        scheme=parts.schemes.get(row["cycle"]),
        step=None if stands.bare else next_step(row["state"], directive=row["directive_number"] is not None),
        missing=(Lack(OPENING),)
        if stands.bare
        else missing(
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
        form=parts.forms[key],
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
        code = "extension" if each["of"] == OF_ALL else f"extension_{each['of']}"
        found.append(EventView(each["dated"], code, facts | {"n": each["measure"]}))
    found += [
        EventView(each["dated"], f"verified_{each['outcome']}", {"note": each["note"]})
        for each in parts.of(CaseVerification, key)
    ]
    found.append(EventView(row["closed_on"], "closed", {}))
    return sorted((each for each in found if each.dated is not None), key=lambda each: each.dated)
