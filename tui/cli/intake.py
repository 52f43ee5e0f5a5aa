"""Intake at the command line: papers, opinions of advisory bodies, and the cycle with its deadlines."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence

from store import clock
from store.commands.base import Saved
from store.commands.cycle import close_cycle, reopen_cycle, set_cycle
from store.commands.founding import open_cycle
from store.commands.intake import give_opinion, receive_paper, return_dossier
from store.errors import Refused
from store.queries.cycles import CycleView, cycles
from store.queries.intake import IntakeRow, IntakeView, intake
from store.queries.opening import carried_over
from store.queries.settings import NamedCode, settings
from store.rules.dates import read_date, written
from store.rules.intake import Debt
from tui.cli import output
from tui.cli.naming import named
from tui.telling import Teller


def run_intake(asked: Namespace, teller: Teller) -> None:
    """List the dossiers, or record papers of one as received or given back."""
    organisation = named(asked.organisation) if asked.organisation else None
    if organisation is not None and asked.why is not None:
        _give_back(asked, organisation, teller)
    elif organisation is not None and asked.papers:
        _receive(asked, organisation, teller)
    elif asked.why is not None or asked.papers:
        raise Refused("organisation_missing")
    elif asked.date is not None:
        raise Refused("paper_or_return")
    else:
        _list(asked, organisation, teller)


def _receive(asked: Namespace, organisation: str, teller: Teller) -> None:
    codes = _codes(asked.papers, settings().papers)
    day = _day(asked.date, teller)
    saved = receive_paper(asked.actor, organisation=organisation, papers=codes, received=day, cycle=asked.cycle)
    entered = saved.value
    unit = teller.numbered(entered.tt, entered.name)
    papers = _names(codes, settings().papers, teller)
    told = written(read_date(day))
    output.line(teller.words("saved.received", entry=saved.entry, papers=papers, unit=unit, day=told))


def _give_back(asked: Namespace, organisation: str, teller: Teller) -> None:
    codes = _codes(asked.papers, settings().papers) or _held(organisation, asked.cycle)
    day = _day(asked.date, teller)
    saved = return_dossier(
        asked.actor, organisation=organisation, papers=codes, returned=day, why=asked.why, cycle=asked.cycle
    )
    entered = saved.value
    unit = teller.numbered(entered.tt, entered.name)
    papers = _names(codes, settings().papers, teller)
    told = teller.words("saved.given_back", entry=saved.entry, papers=papers, unit=unit, why=entered.value)
    output.line(told)


def _held(organisation: str, cycle: str | None) -> list[str]:
    """The papers that are in; raises ``Refused("nothing_held")`` where there is none to give back."""
    row = _row(intake(cycle), organisation)
    codes = [paper.code for paper in row.papers if paper.is_in]
    if not codes:
        raise Refused("nothing_held", tt=row.compared.tt, name=row.compared.name)
    return codes


def _row(view: IntakeView, organisation: str) -> IntakeRow:
    found = next((row for row in view.rows if row.organisation == organisation), None)
    if found is None:
        raise Refused("not_in_cycle", organisation=organisation, cycle=view.cycle.code)
    return found


def _codes(texts: Sequence[str] | None, known: Sequence[NamedCode]) -> list[str]:
    """Papers or bodies named by code or by number, as codes; what is neither stays, for the store to refuse."""
    numbers = {str(number): each.code for number, each in enumerate(known, start=1)}
    return [numbers.get(text.strip(), text.strip()) for text in texts or ()]


def _names(codes: Sequence[str], known: Sequence[NamedCode], teller: Teller) -> str:
    return ", ".join(each.name(teller.words.lang) for each in known if each.code in codes)


def _day(text: str | None, teller: Teller) -> str:
    """The date as typed, which must be one; without one the committee's today. Raises ``Refused("bad_date")``."""
    if text is None:
        return clock.local(clock.now_ms(), teller.offset).date().isoformat()
    if read_date(text) is None:
        raise Refused("bad_date", text=text)
    return text


def _list(asked: Namespace, organisation: str | None, teller: Teller) -> None:
    view = intake(asked.cycle)
    rows = view.rows if organisation is None else (_row(view, organisation),)
    if asked.json:
        output.document([_dossier(view, row) for row in rows])
        return
    papers = [str(number) for number, _paper in enumerate(view.papers, start=1)]
    heads = [teller.words(f"column.{name}") for name in ("tt", "organisation")]
    heads += [*papers, *(teller.words(f"column.{name}") for name in ("dossier", "owed", "opinions"))]
    output.table(heads, [_line(row, teller) for row in rows])


def _line(row: IntakeRow, teller: Teller) -> tuple[object, ...]:
    words, count = teller.words, sum(paper.is_in for paper in row.papers)
    papers = [words(f"intake.paper.{paper.state}", day=written(paper.received)) for paper in row.papers]
    state = words(f"intake.dossier.{row.state}.full", count=count, total=len(row.papers))
    owed = ", ".join(words(f"fact.rating_{debt.debtor}") for debt in row.ratings_owed)
    said = f"{len(row.opinions) - len(row.silent)}/{len(row.opinions)}"
    return row.compared.tt, teller.name(row.compared.name), *papers, state, owed or None, said


def _dossier(view: IntakeView, row: IntakeRow) -> dict[str, object]:
    return {
        "org": row.organisation,
        "tt": row.compared.tt,
        "name": row.compared.name,
        "cycle": view.cycle.code,
        "state": row.state,
        "papers": [output.plain(paper) for paper in row.papers],
        "opinions": [output.plain(opinion) for opinion in row.opinions],
        "owed": [_debt(debt) for debt in row.debts],
    }


def _debt(debt: Debt) -> dict[str, object]:
    return output.plain(debt) | {"what": list(debt.what), "reminded": list(debt.reminded)}  # type: ignore[no-any-return]


def run_opinion(asked: Namespace, teller: Teller) -> None:
    """Record what an advisory body says, or that it has no opinion."""
    (body,) = _codes([asked.body], settings().bodies)
    if asked.text is not None and not asked.text.strip():
        raise Refused("opinion_missing")
    saved = give_opinion(
        asked.actor,
        organisation=named(asked.organisation),
        body=body,
        text=asked.text,
        given=_day(asked.date, teller),
        cycle=asked.cycle,
    )
    entered = saved.value
    unit = teller.numbered(entered.tt, entered.name)
    told = "saved.opinion_none" if entered.value is None else "saved.opinion"
    name = _names([body], settings().bodies, teller)
    output.line(teller.words(told, entry=saved.entry, body=name, unit=unit))


def run_cycle(asked: Namespace, teller: Teller) -> None:
    """Show, open, set, close or reopen a cycle."""
    if asked.what == "show":
        _show(asked, teller)
    elif asked.what == "open":
        opened = open_cycle(asked.actor, code=asked.code, scheme=asked.scheme, **_terms(asked))
        told = teller.words("saved.cycle_opened", cycle=asked.code, count=opened.value, entry=opened.entry)
        output.line(told)
        carried = carried_over(opened.entry)
        facts = {"people": carried.people, "open": carried.open_cases, "outcomes": carried.outcomes}
        output.line(teller.words("saved.cycle_carried", **facts))
    else:
        output.line(_moved(asked, teller))


def _moved(asked: Namespace, teller: Teller) -> str:
    saved: Saved[str]
    if asked.what == "set":
        saved = set_cycle(asked.actor, code=asked.code, **_terms(asked))
    elif asked.what == "close":
        saved = close_cycle(asked.actor, code=asked.code)
    else:
        saved = reopen_cycle(asked.actor, code=asked.code)
    how = {"set": "set", "close": "closed", "reopen": "reopened"}[asked.what]
    return teller.words(f"saved.cycle_{how}", cycle=saved.value, entry=saved.entry)


def _terms(asked: Namespace) -> dict[str, str | None]:
    return {name: getattr(asked, name) for name in ("dossier_due", "prerequisites_due", "decision_due", "cap_base")}


def _show(asked: Namespace, teller: Teller) -> None:
    found = cycles(asked.code)
    if asked.json:
        output.document([output.plain(view) for view in found])
        return
    names = ("cycle", "state", "scheme", "dossier_due", "prerequisites_due", "decision_due", "cap_base", "about")
    output.table([teller.words(f"column.{name}") for name in names], [_cycle(view, teller) for view in found])


def _cycle(view: CycleView, teller: Teller) -> tuple[object, ...]:
    dates = (view.dossier_due, view.prerequisites_due, view.decision_due)
    base = None if view.cap_base is None else teller.words(f"cap.base.{view.cap_base}")
    state = teller.words(f"cycle.{view.state}")
    return view.code, state, view.scheme, *(written(date) or None for date in dates), base, view.organisations
