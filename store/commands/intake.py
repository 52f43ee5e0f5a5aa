"""Intake: papers of a dossier, returned or in; what advisory bodies say; reminders to those who owe something."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from store.commands.assessment import the_assessment
from store.commands.base import Change, Row, as_date, command, tidy
from store.commands.dossier import Entered, touch
from store.db.tables import Account, Opinion, Paper, Reminder
from store.errors import Refused
from store.queries.settings import settings
from store.rules.intake import speaks_for


@command
def receive_paper(
    change: Change,
    *,
    organisation: str,
    papers: Sequence[str],
    received: str | None,
    cycle: str | None = None,
) -> Entered:
    """Note that papers came in on a date; without a date they are taken back out of the list.

    Raises ``Refused`` for the role, an unknown paper, a bad date, or where nothing would change.
    """
    change.act("receive_paper")
    return _receive(change, organisation, papers, as_date(received), cycle)


@command
def receive_papers(
    change: Change, *, papers: Mapping[str, Sequence[str]], received: str | None, cycle: str | None = None
) -> tuple[Entered, ...]:
    """As ``receive_paper``, for several organisations in one entry: each with its papers.

    Raises ``Refused`` as ``receive_paper`` does; then none is noted.
    """
    change.act("receive_paper")
    day = as_date(received)
    return tuple(_receive(change, code, each, day, cycle) for code, each in papers.items())


def _receive(change: Change, organisation: str, papers: Sequence[str], day: str | None, cycle: str | None) -> Entered:
    row, _scheme = the_assessment(change, organisation, cycle)
    before = len(change.rows)
    for paper in papers:
        _known(paper, [each.code for each in settings().papers], "unknown_paper")
        _put_paper(change, row, change.find(Paper, assessment=row["id"], paper=paper), paper, day)
    _touch_since(change, row, before)
    return Entered(organisation, row["tt"], row["name"], ", ".join(papers), day)


def _put_paper(change: Change, row: Row, there: Row | None, paper: str, day: str | None) -> None:
    about = str(row["organisation"])
    if there is None and day is not None:
        change.insert(Paper, about=about, id=change.new_key(), assessment=row["id"], paper=paper, received=day)
    elif there is not None and day is None:
        change.delete(Paper, there, about=about)
    elif there is not None and (there["received"] != day or there["returned"]):
        change.update(Paper, there, about=about, received=day, returned=None, why=None)


@command
def return_dossier(
    change: Change, *, organisation: str, papers: Sequence[str], returned: str, why: str, cycle: str | None = None
) -> Entered:
    """Give papers back to be completed, on a date and with the reason.

    Raises ``Refused`` for the role, an unknown paper, a bad date or a missing reason.
    """
    change.act("return_dossier")
    return _give_back(change, organisation, papers, _day(returned), _why(why), cycle)


@command
def return_dossiers(
    change: Change, *, papers: Mapping[str, Sequence[str]], returned: str, why: str, cycle: str | None = None
) -> tuple[Entered, ...]:
    """As ``return_dossier``, for several organisations in one entry: each its papers, all for the same reason.

    Raises ``Refused`` as ``return_dossier`` does; then none is given back.
    """
    change.act("return_dossier")
    day, said = _day(returned), _why(why)
    return tuple(_give_back(change, code, each, day, said, cycle) for code, each in papers.items())


def _why(text: str) -> str:
    said = tidy(text)
    if said is None:
        raise Refused("why_missing")
    return said


def _give_back(
    change: Change, organisation: str, papers: Sequence[str], day: str, why: str, cycle: str | None
) -> Entered:
    row, _scheme = the_assessment(change, organisation, cycle)
    about, before = str(row["organisation"]), len(change.rows)
    for paper in papers:
        _known(paper, [each.code for each in settings().papers], "unknown_paper")
        there = change.find(Paper, assessment=row["id"], paper=paper)
        columns = {"received": None, "returned": day, "why": why}
        if there is None:
            change.insert(Paper, about=about, id=change.new_key(), assessment=row["id"], paper=paper, **columns)
        elif any(there[name] != value for name, value in columns.items()):
            change.update(Paper, there, about=about, **columns)
    _touch_since(change, row, before)
    return Entered(organisation, row["tt"], row["name"], ", ".join(papers), why)


@command
def give_opinion(
    change: Change, *, organisation: str, body: str, text: str | None, given: str, cycle: str | None = None
) -> Entered:
    """Keep what an advisory body says on its own field; without a text it has no opinion, which is word too.

    Raises ``Refused`` for the role, an unknown body, or an advisory body that speaks for another.
    """
    change.act("give_opinion")
    _known(body, [each.code for each in settings().bodies], "unknown_body")
    account = change.find(Account, login=change.actor)
    if not speaks_for(change.roles, account["body"] if account else None, body):
        raise Refused("not_own_field", body=body)
    row, _scheme = the_assessment(change, organisation, cycle)
    said, there, about = tidy(text), change.find(Opinion, assessment=row["id"], body=body), str(row["organisation"])
    columns = {"text": said, "given": _day(given)}
    if there is None:
        change.insert(Opinion, about=about, id=change.new_key(), assessment=row["id"], body=body, **columns)
    elif any(there[name] != value for name, value in columns.items()):
        change.update(Opinion, there, about=about, **columns)
    touch(change, row)
    return Entered(organisation, row["tt"], row["name"], body, said)


@command
def remind(change: Change, *, debts: Sequence[tuple[str, str, str]], sent: str, cycle: str | None = None) -> int:
    """Note that reminders went out: each an organisation, who owes, and what; answers how many.

    Raises ``Refused`` for the role, an unknown organisation or a bad date.
    """
    change.act("remind")
    day = _day(sent)
    for organisation, debtor, what in debts:
        row, _scheme = the_assessment(change, organisation, cycle)
        change.insert(
            Reminder,
            about=organisation,
            id=change.new_key(),
            assessment=row["id"],
            debtor=tidy(debtor) or "",
            what=tidy(what) or "",
            sent=day,
        )
    return len(debts)


def _touch_since(change: Change, row: Row, before: int) -> None:
    """As ``touch``, where another organisation of the same entry may have changed already."""
    if len(change.rows) > before:
        touch(change, row)


def _day(text: str) -> str:
    """A date that must be there; raises ``Refused("bad_date")``."""
    read = as_date(text)
    if read is None:
        raise Refused("bad_date", text=text)
    return read


def _known(code: str, codes: Sequence[str], refusal: str) -> None:
    if code not in codes:
        raise Refused(refusal, text=code, known=", ".join(codes))
