"""The papers of a dossier: which are in, taking in, giving back; and what the advisory bodies say."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from store.commands.intake import give_opinion, receive_paper, return_dossier
from store.errors import Refused
from store.queries.intake import IntakeRow, IntakeView, intake
from store.queries.settings import NamedCode
from store.rules.dates import written
from store.rules.intake import IN, LATE, NO_OPINION, NOT_IN, NOT_SENT, Opinion, Paper, speaks_for
from store.rules.roles import may
from store.rules.text import fold
from tui.plain.asking import Back, Choice, numbered
from tui.plain.days import asked_day, today
from tui.plain.session import Session


def papers_room(session: Session, organisation: str) -> None:
    """Read the papers and opinions, then do what is asked until somebody goes back."""
    _read(session, organisation)
    session.offer(_choices(session))
    while True:
        where = session.words("plain.where.papers", unit=session.sentences.unit(session.row(organisation)))
        try:
            answer = session.ask.choose(where, _choices(session))
        except Back:
            return
        try:
            _DEEDS[answer.code](session, organisation)
        except Refused as refused:
            session.refuse(refused)
        except Back:
            continue


def _choices(session: Session) -> tuple[Choice, ...]:
    roles = session.me.roles
    barred = {
        name: session.barred(action, allowed=may(roles, action))
        for name, action in (
            ("receive", "receive_paper"),
            ("receive_all", "receive_paper"),
            ("take_out", "receive_paper"),
            ("give_back", "return_dossier"),
            ("opinion", "give_opinion"),
        )
    }
    return numbered([session.choice(name, barred=barred.get(name)) for name in _DEEDS])


def _seen(organisation: str) -> tuple[IntakeView, IntakeRow]:
    view = intake()
    found = next((row for row in view.rows if row.organisation == organisation), None)
    if found is None:
        raise Refused("not_in_cycle", organisation=organisation, cycle=view.cycle.code)
    return view, found


def _read(session: Session, organisation: str) -> None:
    """Each paper and each body by its name, then who still owes a rating."""
    view, row = _seen(organisation)
    names = dict(zip((paper.code for paper in view.papers), view.papers, strict=True))
    bodies = dict(zip((body.code for body in view.bodies), view.bodies, strict=True))
    lang = session.words.lang
    session.say(*(_paper(session, paper, names[paper.code].name(lang)) for paper in row.papers))
    session.say(*(_opinion(session, said, bodies[said.body].name(lang)) for said in row.opinions))
    owed = [session.words(f"fact.rating_{debt.debtor}") for debt in row.ratings_owed]
    if owed:
        session.tell("plain.owed", names=", ".join(owed))


def _paper(session: Session, paper: Paper, name: str) -> str:
    key = {IN: "in", LATE: "late", NOT_IN: "not_in"}.get(paper.state, "returned")
    day = written(paper.received or paper.returned)
    return session.words(f"plain.paper_{key}", name=name, day=day, why=paper.why)


def _opinion(session: Session, said: Opinion, name: str) -> str:
    key = {NOT_SENT: "not_sent", NO_OPINION: "empty"}.get(said.state, "said")
    return session.words(f"plain.opinion_{key}", name=name, day=written(said.given), text=said.text)


def _receive(session: Session, organisation: str) -> None:
    view, row = _seen(organisation)
    paper = _one(session, view.papers, row, "receive")
    _put_in(session, row, [paper], _day(session, row))


def _receive_all(session: Session, organisation: str) -> None:
    _view, row = _seen(organisation)
    if not row.lacking:
        session.tell("intake.nothing_lacking", units=session.sentences.unit(row.compared))
        return
    _put_in(session, row, [paper.code for paper in row.lacking], _day(session, row))


def _take_out(session: Session, organisation: str) -> None:
    view, row = _seen(organisation)
    paper = _one(session, view.papers, row, "take_out")
    session.do(receive_paper, session.actor, organisation=organisation, papers=[paper], received=None)
    session.tell("intake.taken_out", paper=_names(session, view.papers, [paper]), units=_unit(session, row))


def _put_in(session: Session, row: IntakeRow, papers: Sequence[str], day: str) -> None:
    session.do(receive_paper, session.actor, organisation=row.organisation, papers=papers, received=day)
    names = _names(session, intake().papers, papers)
    session.tell("intake.received", paper=names, units=_unit(session, row))


def _give_back(session: Session, organisation: str) -> None:
    view, row = _seen(organisation)
    paper = _one(session, view.papers, row, "give_back")
    where = session.words("plain.where.why_back", unit=_unit(session, row))
    why: str | None = None
    while True:
        why = session.ask.words(where, session.words("plain.help_note"), kept=why)
        try:
            session.do(
                return_dossier,
                session.actor,
                organisation=organisation,
                papers=[paper],
                returned=today(session).isoformat(),
                why=why or "",
            )
        except Refused as refused:
            session.refuse(refused)
            if refused.code not in ("too_long", "why_missing"):
                return
        else:
            names = _names(session, view.papers, [paper])
            session.tell("intake.given_back", papers=names, units=_unit(session, row))
            return


def _give_opinion(session: Session, organisation: str) -> None:
    view, row = _seen(organisation)
    body = _body(session, view.bodies, row)
    where = session.words("plain.where.opinion", unit=_unit(session, row), body=_names(session, view.bodies, [body]))
    session.tell("plain.opinion_how")
    text: str | None = None
    while True:
        text = session.ask.words(where, session.words("plain.help_opinion"), kept=text, optional=True)
        try:
            session.do(
                give_opinion,
                session.actor,
                organisation=organisation,
                body=body,
                text=text,
                given=today(session).isoformat(),
            )
        except Refused as refused:
            session.refuse(refused)
            if refused.code != "too_long":
                return
        else:
            key = "intake.opinion_none" if text is None else "intake.opinion_kept"
            session.tell(key, body=_names(session, view.bodies, [body]), units=_unit(session, row))
            return


def _body(session: Session, bodies: Sequence[NamedCode], row: IntakeRow) -> str:
    me = session.me
    choices = numbered(
        [
            Choice(
                each.code,
                each.name(session.words.lang),
                words=_words(each),
                barred=None if speaks_for(me.roles, me.body, each.code) else Refused("not_own_field", body=each.code),
            )
            for each in bodies
        ]
    )
    session.offer(choices)
    return session.ask.choose(session.words("plain.where.body", unit=_unit(session, row)), choices).code


def _one(session: Session, papers: Sequence[NamedCode], row: IntakeRow, what: str) -> str:
    """Ask which paper."""
    choices = numbered([Choice(each.code, each.name(session.words.lang), words=_words(each)) for each in papers])
    session.offer(choices)
    return session.ask.choose(session.words(f"plain.where.{what}", unit=_unit(session, row)), choices).code


def _words(each: NamedCode) -> frozenset[str]:
    return frozenset({fold(each.code), fold(each.name_vi), fold(each.name_en)})


def _day(session: Session, row: IntakeRow) -> str:
    """Ask for the day on which papers came."""
    return asked_day(session, session.words("plain.where.day", unit=_unit(session, row))) or ""


def _unit(session: Session, row: IntakeRow) -> str:
    return session.sentences.unit(row.compared)


def _names(session: Session, known: Sequence[NamedCode], codes: Sequence[str]) -> str:
    return ", ".join(each.name(session.words.lang) for each in known if each.code in codes)


_DEEDS: dict[str, Callable[[Session, str], None]] = {
    "receive": _receive,
    "receive_all": _receive_all,
    "give_back": _give_back,
    "take_out": _take_out,
    "opinion": _give_opinion,
    "read_again": _read,
}
"""What can be done to the papers, by the name of the choice."""
