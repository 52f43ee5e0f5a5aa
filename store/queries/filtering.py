"""Rows as the filter language sees them."""

from __future__ import annotations

from collections.abc import Iterable

from store.errors import Refused
from store.queries.comparison import ComparisonRow
from store.queries.register import OrganisationView
from store.rules.filters import FIELDS, Expression, Facts, Fault, parse


def comparison_facts(row: ComparisonRow) -> Facts:
    """What a filter may ask of a row of the comparison."""
    return {
        "tt": row.tt,
        "ten": row.name,
        "loai": row.kind,
        "nhom": row.peer_group,
        "tu": row.self_level,
        "dexuat": row.proposed_level,
        "quyet": row.final_level,
        "chenh": row.difference,
        "cungco": any(past.slow_to_improve for past in row.past),
        "tieubieu": any(past.exemplary for past in row.past),
        "lydo": row.reason,
    }


ORGANISATION_FIELDS = frozenset({"tt", "ten", "loai", "nhom"})
"""The fields that the register has; ratings are asked of the comparison."""


def organisation_facts(view: OrganisationView) -> Facts:
    """What a filter may ask of an organisation in the register."""
    return {"tt": view.tt, "ten": view.name, "loai": view.kind, "nhom": view.peer_group}


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
