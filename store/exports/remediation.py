"""Papers of a remediation case: the letter that directs it, and the report on how it stands."""

from __future__ import annotations

from dataclasses import dataclass

from store.exports.clerk import Clerk
from store.exports.head import Head, committee_head, team_head
from store.queries.remediation import CaseView, EventView, MeasureView
from store.rules.remediation import KNOWN
from store.rules.text import visible


@dataclass(frozen=True)
class Shortcoming:
    """A shortcoming with its cause; ``remedied`` says what a verification found, if there was one."""

    number: str
    text: str
    cause: str
    remedied: str


@dataclass(frozen=True)
class Measure:
    """A measure: who until when, how far it is, what proves it."""

    number: str
    text: str
    owner: str
    due: str
    result: str
    proof: str


@dataclass(frozen=True)
class TeamMember:
    """Somebody of the work team, by post, and as what."""

    number: str
    post: str
    role: str


@dataclass(frozen=True)
class Event:
    """A line of what happened."""

    day: str
    what: str


@dataclass(frozen=True)
class Directive:
    """The letter to an organisation: why, what is to be remedied, by which measures, with whose help, until when."""

    head: Head
    committee: str
    case: str
    unit: str
    because: str
    shortcomings: tuple[Shortcoming, ...]
    measures: tuple[Measure, ...]
    team: tuple[TeamMember, ...]
    follower: str
    plan_due: str
    commitment_due: str
    due: str


@dataclass(frozen=True)
class CaseReport:
    """How a case stands on the day of printing; ``until`` is the nearest date that counts, ``due`` that of the whole.

    ``papers`` are one sentence each.
    """

    head: Head
    committee: str
    case: str
    unit: str
    today: str
    because: str
    state: str
    until: str
    due: str
    papers: tuple[str, ...]
    shortcomings: tuple[Shortcoming, ...]
    measures: tuple[Measure, ...]
    team: tuple[TeamMember, ...]
    follower: str
    mentoring: str
    events: tuple[Event, ...]
    missing: str


def directive(view: CaseView, clerk: Clerk) -> Directive:
    """The letter as the case stands; number and day once they are recorded, dots for dates that are not set."""
    mark = clerk.words("paper.sign.letter")
    return Directive(
        head=committee_head(clerk, mark, view.directive_number, view.directive_date),
        committee=clerk.committee,
        case=str(view.number),
        unit=clerk.name(view.name, view.full_name),
        because=_because(view, clerk),
        shortcomings=_shortcomings(view, clerk),
        measures=_measures(view, clerk),
        team=_team(view, clerk),
        follower=visible(view.follower or clerk.words("paper.dots")),
        plan_due=_day(view.plan_due, clerk),
        commitment_due=_day(view.commitment_due, clerk),
        due=_day(view.due, clerk),
    )


def case_report(view: CaseView, today: str, clerk: Clerk) -> CaseReport:
    """The case with everything that is known of it; what is not, says so."""
    words, unknown = clerk.words, clerk.words("unknown")
    return CaseReport(
        head=team_head(clerk, words("paper.sign.report")),
        committee=clerk.committee,
        case=str(view.number),
        unit=clerk.name(view.name, view.full_name),
        today=clerk.day(today),
        because=_because(view, clerk),
        state=state(view, clerk),
        until=until(view, clerk),
        due=clerk.day(view.due) or _unset(view, clerk),
        papers=tuple(_papers(view, clerk)),
        shortcomings=_shortcomings(view, clerk),
        measures=_measures(view, clerk),
        team=_team(view, clerk),
        follower=visible(view.follower or unknown),
        mentoring=unknown if view.mentored is None else mentored(view, clerk),
        events=tuple(Event(clerk.day(each.dated), happened(each, clerk)) for each in view.events),
        missing=lacking(view, clerk),
    )


def state(view: CaseView, clerk: Clerk) -> str:
    """A case's state; of one that only a source names nobody knows."""
    return clerk.words("unknown" if view.bare else f"remediation.state.{view.state}")


def until(view: CaseView, clerk: Clerk) -> str:
    """The date that counts now and how far it is; else that it is over, that none is set, or that none is known."""
    if view.over:
        return clerk.words("paper.case.over")
    if view.left is None:
        return _unset(view, clerk)
    key = "overdue" if view.overdue else "left"
    return clerk.words(f"paper.case.{key}", day=clerk.day(view.deadline), count=abs(view.left))


def lacking(view: CaseView, clerk: Clerk) -> str:
    """What is missing for the next step; nothing is said of a case that only a source names."""
    wanted = () if view.bare else view.missing
    return "; ".join(clerk.words(f"remediation.lack.{each.code}", measure=each.measure) for each in wanted)


def happened(event: EventView, clerk: Clerk) -> str:
    """An event of the time line in words."""
    facts = {name: "" if value is None else visible(str(value)) for name, value in event.facts.items()}
    for name in ("was", "to"):
        if facts.get(name):
            facts[name] = clerk.day(facts[name])
    return clerk.words(f"remediation.event.{event.code}", **facts).rstrip()


def mentored(view: CaseView, clerk: Clerk) -> str:
    """How many members are mentored, with the note."""
    note = f" ({_sentence(view.mentoring)})" if view.mentoring else ""
    return clerk.words("paper.case.mentored", count=clerk.number(view.mentored)) + note


def _because(view: CaseView, clerk: Clerk) -> str:
    facts = {
        "unit": clerk.name(view.name, view.full_name),
        "level": clerk.level(view.level, "full", view.scheme or ""),
        "cycle": view.cycle or clerk.words("unknown"),
        "why": _sentence(view.why or clerk.words("unknown")),
        "committee": clerk.committee,
    }
    return clerk.words(f"paper.case.because.{view.cause if view.opened_on else KNOWN}", **facts)


def _papers(view: CaseView, clerk: Clerk) -> list[str]:
    """A sentence for each paper of the case: its number and day, or that it is not known."""
    said = []
    for name, number, dated in (
        ("directive", view.directive_number, view.directive_date),
        ("plan", view.plan_number, view.plan_date),
        ("commitment", None, view.commitment_date),
    ):
        key = "none" if dated is None else "numbered" if number else "dated"
        paper = clerk.words(f"paper.case.{name}")
        facts = {"number": visible(number or ""), "day": clerk.day(dated)}
        said.append(clerk.words(f"paper.case.{key}", paper=paper, **facts))
    return said


def _shortcomings(view: CaseView, clerk: Clerk) -> tuple[Shortcoming, ...]:
    found = {None: "unknown", True: "paper.case.remedied", False: "paper.case.not_remedied"}
    return tuple(
        Shortcoming(
            number=str(each.n),
            text=visible(each.text),
            cause=visible(each.cause or clerk.words("unknown")),
            remedied=clerk.words(found[each.remedied]),
        )
        for each in view.shortcomings
    )


def _measures(view: CaseView, clerk: Clerk) -> tuple[Measure, ...]:
    return tuple(
        Measure(
            number=str(each.n),
            text=visible(each.text),
            owner=visible(each.owner or clerk.words("paper.dots")),
            due=_day(each.due, clerk),
            result=_result(each, clerk),
            proof=", ".join(
                visible(part) for part in (each.proof, each.proof_number, clerk.day(each.proof_date)) if part
            ),
        )
        for each in view.measures
    )


def _result(each: MeasureView, clerk: Clerk) -> str:
    if each.percent is None:
        return clerk.words("paper.case.not_reported")
    did = f": {visible(each.did)}" if each.did else ""
    if each.done:
        return clerk.words("paper.case.done", day=clerk.day(each.done_on)) + did
    return clerk.words("paper.case.share", percent=each.percent) + did


def _team(view: CaseView, clerk: Clerk) -> tuple[TeamMember, ...]:
    return tuple(
        TeamMember(str(number), visible(each.post), clerk.words(f"paper.case.{'leader' if each.leads else 'member'}"))
        for number, each in enumerate(view.team, 1)
    )


def _sentence(text: str) -> str:
    """Words that somebody wrote, without the full stop that the paper sets itself."""
    return visible(text).strip().removesuffix(".")


def _unset(view: CaseView, clerk: Clerk) -> str:
    """Of a date that is not there: nobody set it, or of a case that only a source names nobody knows it."""
    return clerk.words("unknown" if view.bare else "paper.case.unset")


def _day(iso: str | None, clerk: Clerk) -> str:
    return clerk.day(iso) or clerk.words("paper.dots")
