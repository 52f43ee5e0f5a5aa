"""What stands in a dossier: grades and points by criterion and side, facts, pieces of evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from store.commands.assessment import check_level, the_assessment
from store.commands.base import Change, Row, as_date, command, expect_row, tidy
from store.db.tables import Account, Assessment, Fact, Grade, Proof
from store.errors import Refused
from store.rules import facts as known_facts
from store.rules.forms import GRADES, NOT_APPLIED, OWN, RESPONSIBLE, SIDES, Criterion
from store.rules.scheme import Scheme


@dataclass(frozen=True)
class Entered:
    """What a command did to one organisation's dossier: which part, and what stands there now."""

    organisation: str
    tt: int
    name: str | None
    part: str
    value: str | None


@command
def grade(
    change: Change,
    *,
    organisation: str,
    criterion: str,
    side: str,
    grade: str | None = None,
    points: int | None = None,
    cycle: str | None = None,
    if_version: int | None = None,
) -> Entered:
    """Give a criterion a grade (or points in hundredths) for one side; neither takes away what was given.

    Raises ``Refused`` for the role, another body's line, an unknown criterion, grade or too many points, ``Stale``
    where the grade is no longer the version named.
    """
    if side not in SIDES:
        raise Refused("unknown_side", side=side, known=", ".join(SIDES))
    change.act(f"grade_{side}")
    row, scheme = the_assessment(change, organisation, cycle)
    line = the_line(scheme, row, criterion)
    if side == RESPONSIBLE:
        _own_field(change, line.body)
    put_grade(change, row, line, side, grade, points, if_version)
    touch(change, row)
    return Entered(organisation, row["tt"], row["name"], f"{criterion}", grade if points is None else str(points))


@command
def set_fact(
    change: Change,
    *,
    organisation: str,
    name: str,
    value: str | None,
    arrived: str | None = None,
    cycle: str | None = None,
    if_version: int | None = None,
) -> Entered:
    """Write a fact as it was typed, or take it away (``None``); ``arrived`` is the date of another body's rating.

    Raises ``Refused`` for the role, an unknown fact, a value that is none, ``Stale`` for a version not named.
    """
    change.act("set_fact")
    row, scheme = the_assessment(change, organisation, cycle)
    stored = put_fact(change, row, scheme, name, value, arrived, if_version)
    touch(change, row)
    return Entered(organisation, row["tt"], row["name"], name, stored)


@command
def set_proof(
    change: Change,
    *,
    organisation: str,
    criterion: str,
    text: str | None,
    number: str | None = None,
    dated: str | None = None,
    n: int = 1,
    cycle: str | None = None,
    if_version: int | None = None,
) -> Entered:
    """Write a criterion's ``n``-th piece of evidence with its number and date, or take it away (no text).

    Raises ``Refused`` for the role, an unknown criterion or a bad date, ``Stale`` for a version not named.
    """
    change.act("set_proof")
    row, scheme = the_assessment(change, organisation, cycle)
    the_line(scheme, row, criterion)
    said, there = tidy(text), change.find(Proof, assessment=row["id"], criterion=criterion, n=n)
    expect_row(there, if_version, row)
    columns = {"text": said, "number": tidy(number), "dated": as_date(dated)}
    put(change, Proof, row, there, columns if said else None, criterion=criterion, n=n)
    touch(change, row)
    return Entered(organisation, row["tt"], row["name"], criterion, said)


@command
def record_self_assessment(
    change: Change,
    *,
    organisation: str,
    self_level: str,
    grades: Mapping[str, str],
    facts: Mapping[str, str],
    cycle: str | None = None,
) -> Entered:
    """Record a self-rating with the organisation's own grades and its facts, in one entry.

    Raises ``Refused`` as ``rate``, ``grade`` and ``set_fact`` do.
    """
    change.act("rate")
    row, scheme = the_assessment(change, organisation, cycle)
    put_self_assessment(change, row, scheme, self_level, grades, facts)
    return Entered(organisation, row["tt"], row["name"], "self_level", self_level)


def put_self_assessment(
    change: Change,
    row: Row,
    scheme: Scheme,
    self_level: str | None,
    grades: Mapping[str, str],
    facts: Mapping[str, str],
) -> None:
    """Write self-rating, own grades and facts of one organisation inside a command; raises ``Refused``."""
    for criterion, given in grades.items():
        put_grade(change, row, the_line(scheme, row, criterion), OWN, given, None, None)
    for name, value in facts.items():
        put_fact(change, row, scheme, name, value, arrived_on(change, row, name), None)
    if self_level is not None and self_level != row["self_level"]:
        check_level(scheme, self_level, row, "self")
        change.update(Assessment, row, self_level=self_level)
    else:
        touch(change, row)


def put_grade(
    change: Change,
    row: Row,
    line: Criterion,
    side: str,
    given: str | None,
    points: int | None,
    if_version: int | None,
) -> None:
    """Write one grade inside a command; raises ``Refused`` for a grade or points that the line does not take."""
    known = (NOT_APPLIED,) if line.points is not None else (*GRADES, NOT_APPLIED)
    if given is not None and given not in known:
        raise Refused("unknown_grade", grade=given, known=", ".join(known))
    if points is not None and (line.points is None or not 0 <= points <= line.points):
        raise Refused("bad_points", criterion=line.code, most=(line.points or 0) // 100)
    there = change.find(Grade, assessment=row["id"], criterion=line.code, side=side)
    expect_row(there, if_version, row)
    columns = {"grade": given, "points": points} if given is not None or points is not None else None
    put(change, Grade, row, there, columns, criterion=line.code, side=side)


def put_fact(
    change: Change,
    row: Row,
    scheme: Scheme,
    name: str,
    value: str | None,
    arrived: str | None,
    if_version: int | None,
) -> str | None:
    """Write one fact inside a command; answers what is stored; raises ``Refused`` for a value that is none."""
    stored: str | None = None
    if value is not None and value.strip():
        read = known_facts.read(name, value, [level.code for level in scheme.levels])
        if isinstance(read, known_facts.FactFault):
            raise Refused("bad_fact", fact=name, text=value, what=f"fact_fault.{read.code}", wanted=read.wanted)
        stored = str(read)
    elif name not in known_facts.BY_NAME:
        raise Refused("bad_fact", fact=name, text="", what="fact_fault.unknown_fact", wanted="")
    there = change.find(Fact, assessment=row["id"], name=name)
    expect_row(there, if_version, row)
    columns = None if stored is None else {"value": stored, "arrived": as_date(arrived)}
    put(change, Fact, row, there, columns, name=name)
    return stored


def arrived_on(change: Change, row: Row, name: str) -> str | None:
    """The date that is kept of a fact already: who says none takes none away."""
    there = change.find(Fact, assessment=row["id"], name=name)
    return None if there is None else there["arrived"]


def put(
    change: Change,
    model: type[Grade] | type[Fact] | type[Proof],
    row: Row,
    there: Row | None,
    columns: Mapping[str, object] | None,
    **place: object,
) -> None:
    """Insert, change or take away a row of a dossier; the same values again change nothing."""
    about = str(row["organisation"])
    if columns is None:
        if there is not None:
            change.delete(model, there, about=about)
    elif there is None:
        change.insert(model, about=about, id=change.new_key(), assessment=row["id"], **place, **columns)
    elif any(there[name] != value for name, value in columns.items()):
        change.update(model, there, about=about, **columns)


def touch(change: Change, row: Row) -> None:
    """An assessment's version is the entry that last touched any part of it."""
    if change.rows:
        change.update(Assessment, row)


def the_line(scheme: Scheme, row: Row, criterion: str) -> Criterion:
    """The criterion of the organisation's form; raises ``Refused`` where there is no such line or no form."""
    form = scheme.form(row["kind"])
    line = form.criterion(criterion) if form else None
    if line is None:
        known = ", ".join(each.code for each in form.criteria) if form else ""
        raise Refused("unknown_criterion", criterion=criterion, known=known)
    return line


def _own_field(change: Change, body: str) -> None:
    """Each body grades its own lines alone (footnote 1 of Mẫu 03)."""
    account = change.find(Account, login=change.actor)
    if account is None or account["body"] != body:
        raise Refused("not_own_field", body=body)
