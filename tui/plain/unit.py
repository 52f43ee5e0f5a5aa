"""One organisation: what is known of it, and all that can be done to it."""

from __future__ import annotations

from collections.abc import Callable

from store.commands.assessment import rate
from store.commands.wording import add_words
from store.errors import Refused, Stale
from store.queries.comparison import comparison
from store.queries.dossier import dossier
from store.queries.journal import entries
from store.rules.roles import may
from tui.plain.adjusting import adjusting
from tui.plain.asking import Back, Choice, numbered
from tui.plain.keeping import keep_one
from tui.plain.levels import level_choices
from tui.plain.papers import papers_room
from tui.plain.past import told_entries
from tui.plain.session import Session
from tui.plain.sheet import sheet_room


def unit_room(session: Session, organisation: str) -> None:
    """Read an organisation, then do what is asked until somebody goes back."""
    code: str | None = organisation
    while code is not None:
        code = _at(session, code)


def _at(session: Session, code: str) -> str | None:
    """One organisation until it is left; answers the one to go to next."""
    read_unit(session, code)
    session.offer(_choices(session))
    while True:
        unit = session.sentences.unit(session.row(code))
        try:
            answer = session.ask.choose(unit, _choices(session))
        except Back:
            return None
        if answer.code == "next_unit":
            follower = _next(code)
            if follower is not None:
                return follower
            session.tell("plain.last_unit")
            continue
        try:
            _DEEDS[answer.code](session, code)
        except Refused as refused:
            session.refuse(refused)
        except Back:
            continue


def _choices(session: Session) -> tuple[Choice, ...]:
    """What can be done, each barred where role or cycle forbid it."""
    me, view = session.me, comparison()
    closed = None if view.state == "open" else Refused("cycle_closed", cycle=view.cycle)
    sets = closed or session.barred("set_level", allowed=me.stage is not None)
    rates = closed or session.barred("rate", allowed=may(me.roles, "rate"))
    words = closed or session.barred("add_words", allowed=may(me.roles, "add_words"))
    barred = {"rate": rates, "adjust": sets, "keep": sets, "add_words": words}
    return numbered([session.choice(name, barred=barred.get(name)) for name in (*_DEEDS, "next_unit")])


def read_unit(session: Session, organisation: str) -> None:
    """All that is known, in sentences."""
    view = comparison()
    session.say(*session.sentences.whole(session.row(organisation, view), view.scheme))


def _next(organisation: str) -> str | None:
    codes = [row.organisation for row in comparison().rows]
    after = codes.index(organisation) + 1
    return codes[after] if after < len(codes) else None


def _rate(session: Session, organisation: str) -> None:
    """Record the level the organisation gave itself; who was overtaken hears of it and is asked again."""
    while True:
        view = comparison()
        row, choices = session.row(organisation, view), level_choices(session, view.scheme, rated=True)
        session.offer(choices)
        where = session.words("plain.where.rate", unit=session.sentences.unit(row))
        level = session.ask.choose(where, choices).code
        try:
            saved = session.do(
                rate,
                session.actor,
                organisation=organisation,
                self_level=level,
                cycle=view.cycle,
                if_version=row.version,
            )
        except Stale as stale:
            session.refuse(stale)
            continue
        time = session.teller.time(saved.at)
        session.tell("comparison.kept", time=time, what=session.teller.move(saved.value))
        return


def tell_why(session: Session, organisation: str) -> None:
    """Every rule of every level with its clause: failed first."""
    held = dossier(organisation)
    row = session.row(organisation)
    session.say(session.sentences.support(row, held.scheme))
    lines: list[str] = []
    for verdict in held.support.verdicts:
        level = session.teller.level(verdict.level, "full", held.scheme.code)
        outcome = session.words(f"check.outcome.{verdict.outcome}")
        lines.append(session.words("plain.why_level", level=level, outcome=outcome))
        lines += [session.sentences.finding(each, held.scheme) for each in verdict.findings]
    lines.append(session.words("why.no_rules"))
    session.pages(session.words("plain.where.why", unit=session.sentences.unit(row)), lines)


def _add_words(session: Session, organisation: str) -> None:
    """Write the words that the newest adjustment still owes."""
    row = session.row(organisation)
    if row.reason is None:
        raise Refused("no_adjustment", tt=row.tt, name=row.name)
    unit = session.sentences.unit(row)
    note = row.note
    while True:
        where = session.words("plain.where.words", unit=unit)
        note = session.ask.words(where, session.words("plain.help_note"), kept=note)
        row = session.row(organisation)
        try:
            session.do(add_words, session.actor, organisation=organisation, note=note or "", if_version=row.version)
        except Refused as refused:
            session.refuse(refused)
            if refused.code != "too_long":
                return
        else:
            session.tell("wording.done", unit=unit)
            return


def _journal(session: Session, organisation: str) -> None:
    """The newest entries about the organisation."""
    found = [entry.id for entry in entries(organisation=organisation, limit=200)]
    where = session.words("plain.where.unit_journal", unit=session.sentences.unit(session.row(organisation)))
    session.pages(where, told_entries(session, reversed(found), organisation))


_DEEDS: dict[str, Callable[[Session, str], None]] = {
    "rate": _rate,
    "adjust": adjusting,
    "keep": keep_one,
    "why": tell_why,
    "papers": papers_room,
    "sheet": sheet_room,
    "unit_journal": _journal,
    "add_words": _add_words,
    "read_again": read_unit,
}
"""What can be done to an organisation, by the name of the choice."""
