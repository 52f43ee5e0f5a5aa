"""Organisations by a filter of the list's own language."""

from __future__ import annotations

from store.queries.comparison import ComparisonRow
from store.queries.filtering import INTAKE_FIELDS, expression, intake_facts
from store.queries.intake import intake


def filtered(text: str) -> list[ComparisonRow]:
    """The rows of the open cycle that pass a filter; raises ``Refused`` with what is wrong in it."""
    wanted = expression(text, INTAKE_FIELDS)
    return [row.compared for row in intake().rows if wanted.matches(intake_facts(row))]
