"""The form: its lines with the grades of the three sides, the facts by group and name, the pieces of evidence."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from store import clock
from store.commands.dossier import grade, set_fact
from store.errors import Refused, Stale
from store.queries.dossier import DossierView, FactView, dossier
from store.rules.dates import written
from store.rules.facts import BY_NAME, FACTS, LEVEL, TRUTH
from store.rules.forms import GRADES, NOT_APPLIED, SIDES, Criterion
from store.rules.levels import NOT_RATED
from store.rules.roles import may
from store.rules.text import decimal, fold, thousands
from tui.plain.aloud import in_all_languages, typed
from tui.plain.asking import Back, Choice, numbered
from tui.plain.levels import level_words
from tui.plain.session import Session
from tui.screens.form_parts import Reader, is_own, own_side, pieces, read_points

CLEAR = "clear"


def sheet_room(session: Session, organisation: str) -> None:
    """Read and write the form until somebody goes back."""
    session.offer(_choices(session))
    while True:
        where = session.words("plain.where.sheet", unit=session.sentences.unit(session.row(organisation)))
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
    me = session.me
    barred = {
        "grade": session.barred("grade_board", allowed=own_side(me) is not None),
        "set_fact": session.barred("set_fact", allowed=may(me.roles, "set_fact")),
    }
    return numbered([session.choice(name, barred=barred.get(name)) for name in _DEEDS])


def _form(session: Session, organisation: str) -> tuple[DossierView, Sequence[Criterion]]:
    """The dossier and the lines of its form; where no form is known, that is said."""
    held = dossier(organisation)
    if held.form is None:
        session.tell("form.no_form", scheme=held.scheme.code, kind=session.words(f"kind.{held.kind}"))
        raise Back
    return held, held.form.criteria


def _name(session: Session, line: Criterion) -> str:
    """A line's name without abbreviations."""
    text = line.name_vi if session.words.lang == "vi" else line.name_en
    for each in session.words("plain.spelled").split("; "):
        short, _, whole = each.partition("=")
        text = text.replace(short, whole)
    return text


# Reading


def _read_lines(session: Session, organisation: str) -> None:
    held, lines = _form(session, organisation)
    told = [f"{_line(session, held, line)}." for line in lines]
    session.pages(session.words("plain.where.sheet", unit=session.teller.numbered(held.tt, held.name)), told)


def _line(session: Session, held: DossierView, line: Criterion) -> str:
    given = "; ".join(
        session.words("plain.side", side=session.words(f"plain.side_{side}"), grade=_graded(session, held, line, side))
        for side in SIDES
    )
    return session.words("plain.line", code=line.code, name=_name(session, line), given=given)


def _graded(session: Session, held: DossierView, line: Criterion, side: str) -> str:
    given = held.grade(line.code, side)
    if given is not None and given.points is not None:
        return session.words("plain.points", points=decimal(given.points, session.words.lang))
    return session.words(f"grade.{given.grade if given else 'unset'}.full")


def _read_facts(session: Session, organisation: str) -> None:
    held = dossier(organisation)
    told = [
        session.words("plain.fact_group", group=session.words(f"fact_group.{group}"), facts="; ".join(facts))
        for group in dict.fromkeys(fact.group for fact in FACTS)
        if (
            facts := [_fact(session, held, fact.name) for fact in FACTS if fact.group == group and held.fact(fact.name)]
        )
    ]
    if not told:
        session.tell("plain.no_evidence")
    session.pages(session.words("plain.where.sheet", unit=session.teller.numbered(held.tt, held.name)), told)


def _fact(session: Session, held: DossierView, name: str) -> str:
    return session.words("form.fact", name=session.words(f"fact.{name}"), value=_value(session, held.fact(name)))


def _value(session: Session, fact: FactView | None) -> str:
    words = session.words
    if fact is None:
        return words("unknown")
    kind = BY_NAME[fact.name].kind
    if kind == TRUTH:
        return words("yes" if fact.value else "no")
    if kind != LEVEL:
        return thousands(int(fact.value), words.lang)
    level = words("why.no_body") if fact.value == NOT_RATED else session.sentences.level(str(fact.value))
    return words("plain.arrived", level=level, day=written(fact.arrived)) if fact.arrived else level


def _read_proofs(session: Session, organisation: str) -> None:
    held, lines = _form(session, organisation)
    told = [
        session.words(
            "plain.proof",
            code=line.code,
            name=_name(session, line),
            text=each.text,
            number=each.number or session.words("unknown"),
            day=written(each.dated) or session.words("unknown"),
        )
        for line in lines
        for each in pieces(held, line.code)
    ]
    if not told:
        session.tell("plain.no_proof")
    session.pages(session.words("plain.where.sheet", unit=session.teller.numbered(held.tt, held.name)), told)


# Writing


def _grade(session: Session, organisation: str) -> None:
    """Ask for a line of one's own, then its grade; who was overtaken is told and asked again."""
    held, lines = _form(session, organisation)
    unit = session.teller.numbered(held.tt, held.name)
    choices = numbered(
        [
            Choice(
                line.code,
                session.words("plain.criterion", code=line.code, name=_name(session, line)),
                words=frozenset(
                    {fold(line.code), fold(line.code.replace(".", "")), fold(line.name_vi), fold(line.name_en)}
                ),
                barred=None if is_own(line, session.me) else Refused("not_own_field", body=line.body),
            )
            for line in lines
        ]
    )
    session.say(*(choice.said for choice in choices))
    code = session.ask.choose(session.words("plain.where.criterion", unit=unit), choices).code
    line = next(each for each in lines if each.code == code)
    while True:
        held = dossier(organisation)
        where = session.words("plain.where.grade", unit=unit, code=code)
        session.say(f"{_line(session, held, line)}.")
        given, points = _points(session, where, line) if line.points is not None else _letter(session, where)
        side = str(own_side(session.me))
        there = held.grade(code, side)
        try:
            session.do(
                grade,
                session.actor,
                organisation=organisation,
                criterion=code,
                side=side,
                grade=given,
                points=points,
                cycle=held.cycle,
                if_version=there.version if there else 0,
            )
        except Stale as stale:
            session.refuse(stale)
            continue
        session.tell("plain.written", unit=unit, what=_line(session, dossier(organisation), line))
        return


def _letter(session: Session, where: str) -> tuple[str | None, None]:
    choices = [
        Choice(
            code, session.words(f"grade.{code}.full"), str(rank), in_all_languages(f"grade.{code}.full") | {fold(code)}
        )
        for rank, code in enumerate(GRADES, start=1)
    ]
    choices.append(Choice(NOT_APPLIED, session.words("grade.none.full"), "5", in_all_languages("grade.none.full")))
    choices.append(Choice(CLEAR, session.words("plain.option.clear"), "0", in_all_languages("plain.option.clear")))
    session.offer(choices)
    code = session.ask.choose(where, choices).code
    return (None if code == CLEAR else code), None


def _points(session: Session, where: str, line: Criterion) -> tuple[str | None, int | None]:
    most = line.points or 0
    while True:
        hint = session.words("plain.help_points", most=most // 100)
        session.say(hint)
        text = session.ask.words(where, hint) or ""
        if fold(text) in typed(CLEAR):
            return None, None
        if text == "-":
            return NOT_APPLIED, None
        read = read_points(text, most)
        if read.fault is None:
            return None, int(read.value or 0)
        session.tell("plain.unfit", text=text, what=session.words(f"fact_fault.{read.fault.code}"))


def _set_fact(session: Session, organisation: str) -> None:
    """Ask for a fact by group and name (or at once by name), then for its value."""
    held = dossier(organisation)
    unit = session.teller.numbered(held.tt, held.name)
    name = _fact_name(session, unit)
    while True:
        held = dossier(organisation)
        there = held.fact(name)
        session.tell("plain.fact_now", fact=_fact(session, held, name), hint=_hint(session, name))
        where = session.words("plain.where.fact", unit=unit, fact=session.words(f"fact.{name}"))
        text = session.ask.words(where, _hint(session, name)) or ""
        text = "" if fold(text) in typed(CLEAR) else text
        read = _reader(session, held).fact(name, text)
        if read.fault is not None:
            session.tell("plain.unfit", text=text, what=session.words(f"plain.fault.{read.fault.code}"))
            continue
        try:
            session.do(
                set_fact,
                session.actor,
                organisation=organisation,
                name=name,
                value=None if read.value is None else str(read.value),
                arrived=read.arrived,
                cycle=held.cycle,
                if_version=there.version if there else 0,
            )
        except Stale as stale:
            session.refuse(stale)
            continue
        session.tell("plain.written", unit=unit, what=_fact(session, dossier(organisation), name))
        return


def _fact_name(session: Session, unit: str) -> str:
    groups = numbered(
        [Choice(code, session.words(f"fact_group.{code}")) for code in dict.fromkeys(f.group for f in FACTS)]
    )
    by_name = [
        Choice(fact.name, session.words(f"fact.{fact.name}"), words=in_all_languages(f"fact.{fact.name}"))
        for fact in FACTS
    ]
    session.offer(groups)
    code = session.ask.choose(session.words("plain.where.fact_group", unit=unit), [*groups, *by_name]).code
    if code in BY_NAME:
        return code
    mine = numbered([each for each in by_name if BY_NAME[each.code].group == code])
    session.offer(mine)
    return session.ask.choose(session.words("plain.where.fact_name", unit=unit), mine).code


def _hint(session: Session, name: str) -> str:
    return session.words(f"plain.fact_hint.{BY_NAME[name].kind}")


def _reader(session: Session, held: DossierView) -> Reader:
    codes = tuple(level.code for level in held.scheme.levels)
    words = {word: code for code in (*codes, NOT_RATED) for word in level_words(code, held.scheme.code)}
    none = dict.fromkeys(typed("none"), NOT_RATED)
    return Reader(codes, {**words, **none}, clock.local(clock.now_ms(), session.offset).date())


_DEEDS: dict[str, Callable[[Session, str], None]] = {
    "read_lines": _read_lines,
    "grade": _grade,
    "read_facts": _read_facts,
    "set_fact": _set_fact,
    "read_proofs": _read_proofs,
}
"""What can be done with the form, by the name of the choice."""
