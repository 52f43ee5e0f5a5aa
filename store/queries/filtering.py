"""Rows as the filter language sees them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from store.errors import Refused
from store.queries.commendation import CommendedUnit
from store.queries.comparison import ComparisonRow
from store.queries.intake import IntakeRow
from store.queries.register import OrganisationView, RegisterRow
from store.queries.remediation import CaseView
from store.rules.commendation import READY, WAITING
from store.rules.filters import FIELDS, Expression, Facts, Fault, parse
from store.rules.intake import COMPLETE, LATE
from store.rules.register import gaps, total
from store.rules.remediation import CLOSED, OVERDUE, REPORTED, THIS_WEEK
from store.words import LANGUAGES, Words


def comparison_facts(row: ComparisonRow) -> Facts:
    """What a filter may ask of a row of the comparison."""
    return {
        "tt": row.tt,
        "ten": row.name,
        "loai": row.kind,
        "nhom": _group(row.peer_group),
        "tu": row.self_level,
        "dexuat": row.proposed_level,
        "quyet": row.final_level,
        "muc": row.effective,
        "chenh": row.difference,
        "cungco": row.case is not None,
        "tieubieu": any(past.exemplary for past in row.past),
        "lydo": row.reason,
        "thieuloi": row.owes_words,
        "cancu": row.borne_out,
    }


def intake_facts(row: IntakeRow) -> Facts:
    """What a filter may ask of a dossier: also what came in and what is owed."""
    state = row.state if row.lacking else COMPLETE
    late = any(paper.state == LATE for paper in row.papers)
    return {
        **comparison_facts(row.compared),
        "thieu": bool(row.lacking),
        "hoso": f"{state} {LATE}" if late else state,
        "noxl": bool(row.ratings_owed),
        "ykien": "silent" if row.silent else "complete",
        "chuagui": " ".join(opinion.body for opinion in row.silent) or None,
    }


INTAKE_FIELDS = frozenset(
    {"tt", "ten", "loai", "nhom", "tu", "dexuat", "quyet", "muc", "chenh", "cungco", "tieubieu", "lydo"}
    | {"thieuloi", "cancu", "thieu", "hoso", "noxl", "ykien", "chuagui"}
)
"""The fields that dossiers have."""

COMPARISON_FIELDS = INTAKE_FIELDS - {"thieu", "hoso", "noxl", "ykien", "chuagui"}
"""The fields that the comparison has; papers and opinions are asked of the intake."""

CASE_FIELDS = frozenset({"tt", "ten", "cungco", "tieubieu", "quahan", "tuannay", "choxacnhan"})
"""The fields that remediation cases have."""

COMMENDATION_FIELDS = frozenset(
    {"tt", "ten", "loai", "nhom", "tu", "dexuat", "quyet", "muc", "cungco", "tieubieu", "dieukien", "khen"}
)
"""The fields that the list of commendations has."""

ORGANISATION_FIELDS = frozenset({"tt", "ten", "loai", "nhom", "dangvien", "chibo", "thieu"})
"""The fields that the register has, the same at the shell and on the screen; ratings are asked of the comparison."""


def case_facts(case: CaseView) -> Facts:
    """What a filter may ask of a remediation case: whether it goes on, is overdue, due this week or waits."""
    pressing = case.rank[0]
    return {
        "tt": case.tt,
        "ten": case.name,
        "cungco": case.state != CLOSED,
        "tieubieu": bool(case.exemplary),
        "quahan": pressing == OVERDUE,
        "tuannay": pressing == THIS_WEEK,
        "choxacnhan": case.state == REPORTED,
    }


def commendation_facts(unit: CommendedUnit) -> Facts:
    """What a filter may ask of a commendation: eligibility for the better kind, what became of nominations.

    ``tieubieu`` is any year known as exemplary, here too.
    """
    told = [each.state for each in unit.candidates if each.state is not None] or ["unset"]
    if unit.standing in (WAITING, READY):
        told.append("pending")
    return {
        **comparison_facts(unit.compared),
        "tieubieu": bool(unit.past),
        "dieukien": unit.best,
        "khen": " ".join(told),
    }


def organisation_facts(view: OrganisationView | RegisterRow) -> Facts:
    """What a filter may ask of an organisation in the register; a group answers to its code and its names."""
    members = total(view.members_full, view.members_probationary)
    return {
        "tt": view.tt,
        "ten": view.name,
        "loai": view.kind,
        "nhom": _group(view.peer_group),
        "dangvien": members,
        "chibo": view.sub_branches,
        "thieu": bool(gaps(view.name, view.peer_group, members)),
    }


@cache
def _group(code: str | None) -> str | None:
    """A peer group by its code and its names; a group that is not known is none."""
    if code is None:
        return None
    names = (Words(lang) for lang in LANGUAGES)
    return " ".join([code, *(words(f"group.{code}.full") for words in names if words.has(f"group.{code}.full"))])


def expression(text: str, fields: Iterable[str] = FIELDS) -> Expression:
    """Read a filter over some fields; raises ``Refused`` with the column, the word and what would be right."""
    read = parse(text, frozenset(fields))
    if isinstance(read, Fault):
        raise Refused(
            "filter_fault_near" if read.nearest else "filter_fault",
            what=f"filter.{read.code}",
            column=read.column + 1,
            word=read.word,
            nearest=", ".join(read.nearest),
        )
    return read
