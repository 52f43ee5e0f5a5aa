"""Filling a store for rehearsing: made-up dossiers in one entry, only in a store that says its figures are made up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from store.commands.assessment import the_assessment, the_cycle
from store.commands.base import Change, command
from store.commands.dossier import put_fact, put_grade, the_line
from store.db.tables import Assessment, Cycle, Opinion, Paper, Proof, Setting
from store.errors import Refused


@dataclass(frozen=True)
class Rehearsed:
    """One organisation's made-up dossier; grades by criterion and side, facts with the date they arrived, ISO dates."""

    organisation: str
    self_level: str | None
    grades: Mapping[tuple[str, str], str] = field(default_factory=dict)
    facts: Mapping[str, tuple[str, str | None]] = field(default_factory=dict)
    proofs: Mapping[str, tuple[str, str, str]] = field(default_factory=dict)
    papers: Mapping[str, str] = field(default_factory=dict)
    returned: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    opinions: Mapping[str, tuple[str | None, str]] = field(default_factory=dict)


@command
def rehearse(change: Change, *, dossiers: Sequence[Rehearsed], deadlines: Mapping[str, str]) -> int:
    """Write made-up dossiers and the cycle's dates; answers how many organisations.

    Raises ``Refused("not_made_up")`` in a store of real figures, and as the dossier's commands do.
    """
    change.act("rehearse")
    marked = change.find(Setting, name="made_up")
    if marked is None or marked["value"] != "1":
        raise Refused("not_made_up")
    change.update(Cycle, the_cycle(None), **deadlines)
    for made in dossiers:
        _write(change, made)
    return len(dossiers)


def _write(change: Change, made: Rehearsed) -> None:
    row, scheme = the_assessment(change, made.organisation, None)
    about = made.organisation
    for (criterion, side), given in made.grades.items():
        put_grade(change, row, the_line(scheme, row, criterion), side, given, None, None)
    for name, (value, arrived) in made.facts.items():
        put_fact(change, row, scheme, name, value, arrived, None)
    for criterion, (text, number, dated) in made.proofs.items():
        proof = {"criterion": criterion, "n": 1, "text": text, "number": number, "dated": dated}
        change.insert(Proof, about=about, id=change.new_key(), assessment=row["id"], **proof)
    for paper, received in made.papers.items():
        change.insert(Paper, about=about, id=change.new_key(), assessment=row["id"], paper=paper, received=received)
    for paper, (day, why) in made.returned.items():
        back = {"paper": paper, "returned": day, "why": why}
        change.insert(Paper, about=about, id=change.new_key(), assessment=row["id"], **back)
    for body, (said, given_on) in made.opinions.items():
        opinion = {"body": body, "text": said, "given": given_on}
        change.insert(Opinion, about=about, id=change.new_key(), assessment=row["id"], **opinion)
    change.update(Assessment, row, self_level=made.self_level)
