"""Remediation: the list of cases, what presses most first; one case in sentences; progress and a later date."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from store.commands.remediation_steps import extend_case, report_progress
from store.errors import Refused
from store.queries.remediation import CaseView, EventView, MeasureView, case, cases
from store.rules.dates import written
from store.rules.remediation import CLOSED, DONE, OPENED, PLANNED, PROGRESS
from store.rules.roles import TEAM_LEAD, may
from store.rules.text import fold
from tui.plain.aloud import typed
from tui.plain.asking import Back, Choice, numbered
from tui.plain.days import asked_day
from tui.plain.session import Session

DATES = ("was", "to")
"""The facts of an event that are dates."""

OTHER_WORDS, OTHER_DAY = frozenset({"too_long"}), frozenset({"extension_not_later", "extension_past"})
"""Refusals that are answered by other words, and by another day."""


def remediation_room(session: Session) -> None:
    """Tell the cases, then open the one that is named by its number or its organisation, until somebody goes back."""
    _list(session)
    while True:
        found = cases(session.actor).cases
        if not found:
            return
        choices = [_choice(session, each) for each in found]
        try:
            answer = session.ask.choose(session.words("plain.where.cases"), choices)
        except Back:
            return
        _case_room(session, int(answer.code))


def _list(session: Session) -> None:
    """How many there are and how many are overdue, then each in one sentence."""
    found = cases(session.actor).cases
    late = sum(each.overdue for each in found)
    session.tell("plain.remediation.count", count=len(found), late=late)
    session.pages(session.words("plain.where.cases"), [_line(session, each) for each in found])


def _choice(session: Session, view: CaseView) -> Choice:
    names = {fold(each) for each in (view.name, view.full_name) if each}
    return Choice(str(view.number), session.teller.name(view.name), str(view.number), names)


def _line(session: Session, view: CaseView) -> str:
    parts = [_state(session, view), _until(session, view)]
    if view.leads:
        parts.append(session.words("plain.remediation.mine"))
    unit = session.teller.numbered(view.tt, view.name)
    return session.words("plain.remediation.line", case=view.number, unit=unit, what=", ".join(filter(None, parts)))


def _state(session: Session, view: CaseView) -> str:
    return session.words("unknown" if view.bare else f"remediation.state.{view.state}")


def _until(session: Session, view: CaseView) -> str:
    """The date that counts now and how far it is; nothing of a case that is over, or of which nobody knows."""
    if view.left is None:
        return "" if view.bare or view.over else session.words("plain.remediation.no_date")
    key = "overdue" if view.overdue else "left"
    return session.words(f"plain.remediation.{key}", day=written(view.deadline), count=abs(view.left))


# One case


def _case_room(session: Session, number: int) -> None:
    """Tell a case, then do what is asked until somebody goes back."""
    _read(session, number)
    session.offer(_choices(session, number))
    while True:
        where = session.words("plain.where.case", unit=_unit(session, case(number)))
        try:
            answer = session.ask.choose(where, _choices(session, number))
        except Back:
            return
        try:
            _DEEDS[answer.code].do(session, number)
        except Refused as refused:
            session.refuse(refused)
        except Back:
            continue


def _choices(session: Session, number: int) -> tuple[Choice, ...]:
    """What can be done, each barred where the role in this case, or the step it is at, forbids it."""
    view, held = case(number, session.actor), set(session.me.roles)
    if view.leads:
        held.add(TEAM_LEAD)
    made = []
    for name, deed in _DEEDS.items():
        barred = session.barred(deed.action, allowed=may(held, deed.action)) if deed.action else None
        early = view.state in (OPENED, PLANNED) and name == "progress"
        if barred is None and deed.action and view.state == CLOSED:
            barred = Refused("case_closed", case=number)
        elif barred is None and deed.action and view.bare:
            barred = Refused("case_not_opened", case=number)
        elif barred is None and early:
            barred = Refused("case_move", case=number, case_state=view.state, case_step=PROGRESS)
        made.append(session.choice(name, barred=barred))
    return numbered(made)


def _unit(session: Session, view: CaseView) -> str:
    return session.teller.numbered(view.tt, view.name)


def _read(session: Session, number: int) -> None:
    """State, cause, date, team, shortcomings, measures, what is missing for the next step."""
    view, words, teller = case(number, session.actor), session.words, session.teller
    facts = {"level": teller.said(view.level), "cycle": view.cycle or words("unknown"), "why": view.why}
    lines = [
        _line(session, view),
        words("plain.remediation.cause", cause=words(f"remediation.cause.{view.cause}", **facts)),
    ]
    if view.team:
        posts = ", ".join(teller.person(each.post) for each in view.team)
        lines.append(words("plain.remediation.team", posts=posts))
    if view.follower:
        lines.append(words("plain.remediation.follower", post=teller.person(view.follower)))
    for each in view.shortcomings:
        found = "plain.remediation.remedied" if each.remedied else "plain.remediation.not_remedied"
        told = words("unknown" if each.remedied is None else found)
        cause = each.cause or words("unknown")
        lines.append(words("plain.remediation.shortcoming", n=each.n, text=each.text, cause=cause, found=told))
    lines += [_measure(session, each) for each in view.measures]
    if view.missing and not view.bare:
        lacks = ", ".join(words(f"remediation.lack.{each.code}", measure=each.measure) for each in view.missing)
        lines.append(words("plain.remediation.lacking", what=lacks))
    session.pages(words("plain.where.case", unit=_unit(session, view)), lines)


def _measure(session: Session, each: MeasureView) -> str:
    """A measure: who, until when, how far, what proves it."""
    words = session.words
    owner = each.owner or words("unknown")
    parts = [words("plain.remediation.owner", owner=owner)]
    if each.due:
        parts.append(words("plain.remediation.due", day=written(each.due)))
    if each.done:
        parts.append(words("plain.remediation.done", day=written(each.done_on)))
        proof = ", ".join(part for part in (each.proof, each.proof_number, written(each.proof_date)) if part)
        parts.append(words("plain.remediation.proof", proof=proof) if proof else words("plain.remediation.unproved"))
    elif each.percent is None:
        parts.append(words("plain.remediation.not_reported"))
    else:
        parts.append(words("plain.remediation.share", percent=each.percent))
    return words("plain.remediation.measure", n=each.n, text=each.text, what=", ".join(parts))


def _events(session: Session, number: int) -> None:
    """What happened, oldest first."""
    view = case(number)
    if not view.events:
        session.tell("plain.remediation.no_events")
        return
    session.pages(session.words("plain.where.events"), [_event(session, each) for each in view.events])


def _event(session: Session, event: EventView) -> str:
    facts = {
        name: written(str(value)) if name in DATES and value else "" if value is None else value
        for name, value in event.facts.items()
    }
    what = session.words(f"remediation.event.{event.code}", **facts).rstrip(" .")
    return session.words("plain.remediation.event", day=written(event.dated), what=what)


# What is recorded


def _progress(session: Session, number: int) -> None:
    """Ask for the measure, how far it is, what was done and what proves it; say it all, ask, record it."""
    view, words = case(number), session.words
    if not view.measures:
        raise Refused("unknown_measure", case=number, measure=1)
    measure = _which(session, view)
    share = _percent(session, measure)
    day = asked_day(session, words("plain.where.done_on", n=measure.n)) if share == DONE else None
    session.tell("plain.remediation.did_may")
    hint = words("plain.help_note")
    did = session.ask.words(words("plain.where.did", n=measure.n), hint, optional=True)
    session.tell(
        "plain.remediation.proof_must" if share == DONE and not measure.proof else "plain.remediation.proof_may"
    )
    proof = session.ask.words(words("plain.where.proof", n=measure.n), hint, optional=True)
    numbered_as = None if proof is None else session.ask.words(words("plain.where.proof_number"), hint, optional=True)
    dated = None if proof is None else asked_day(session, words("plain.where.proof_date"), optional=True)
    shown = words("plain.remediation.progress_asked", n=measure.n, text=measure.text, percent=share)
    session.say(shown)
    if not session.ask.agreed(words("plain.where.progress"), "write"):
        session.tell("plain.nothing_written")
        return
    saved = session.do(
        report_progress,
        session.actor,
        case=number,
        measure=measure.n,
        percent=share,
        did=did,
        dated=day,
        proof=proof,
        proof_number=numbered_as,
        proof_date=dated,
    )
    _told(session, number, saved.at, words("plain.remediation.reported", n=saved.value, percent=share))


def _which(session: Session, view: CaseView) -> MeasureView:
    """The measure that is meant, by its number or the beginning of its words."""
    choices = [Choice(str(each.n), each.text, str(each.n)) for each in view.measures]
    session.offer(choices)
    number = int(session.ask.choose(session.words("plain.where.measure"), choices).code)
    return next(each for each in view.measures if each.n == number)


def _percent(session: Session, measure: MeasureView) -> int:
    """Hundredths, or the word for done; asked for until it is one."""
    while True:
        where, hint = session.words("plain.where.percent", n=measure.n), session.words("plain.help_percent")
        text = (session.ask.words(where, hint) or "").strip().rstrip("%").rstrip()
        if fold(text) in typed("all_done"):
            return DONE
        if text.isascii() and text.isdigit() and int(text) <= DONE:
            return int(text)
        session.refuse(Refused("bad_percent", percent=text))


def _extend(session: Session, number: int) -> None:
    """Ask for the later date and the reason; record it. What was refused is asked anew, the other stays as it was."""
    view, words = case(number), session.words
    if not view.movable:
        raise Refused("extension_without_date", case=number)
    stands = view.movable[0]
    which = words(f"remediation.deadline.{stands.of}", measure=stands.measure)
    session.tell("plain.remediation.due_now", which=which, day=written(stands.day))
    move = partial(extend_case, case=number, of=stands.of, measure=stands.measure)
    day = asked_day(session, words("plain.where.extend_to")) or ""
    session.tell("plain.words_must")
    why = session.ask.words(words("plain.where.extend_why"), words("plain.help_note"))
    while True:
        try:
            saved = session.do(move, session.actor, to=day, why=why or "")
        except Refused as refused:
            if refused.code not in OTHER_WORDS | OTHER_DAY:
                raise
            session.refuse(refused)
            if refused.code in OTHER_DAY:
                day = asked_day(session, words("plain.where.extend_to")) or ""
            else:
                why = session.ask.words(words("plain.where.extend_why"), words("plain.help_note"), kept=why)
            continue
        late = "_late" if saved.value else ""
        facts = {"which": which, "day": written(day), "count": saved.value}
        _told(session, number, saved.at, words(f"plain.remediation.extended{late}", **facts))
        return


def _told(session: Session, number: int, at: int, what: str) -> None:
    """What was recorded, and at which step the case is now."""
    view = case(number)
    facts = {"time": session.teller.time(at), "what": what, "state": _state(session, view)}
    session.tell("plain.remediation.saved", unit=_unit(session, view), **facts)


@dataclass(frozen=True)
class Deed:
    """What a choice does, and which action of the store's table of rights it is (empty: everybody's)."""

    do: Callable[[Session, int], None]
    action: str = ""


_DEEDS: dict[str, Deed] = {
    "read_again": Deed(_read),
    "events": Deed(_events),
    "progress": Deed(_progress, "report_progress"),
    "extend": Deed(_extend, "extend_case"),
}
"""What can be done with a case, by the name of the choice."""
