"""Assessments of a cycle, and organisations as they can be called by name."""

from __future__ import annotations

from dataclasses import dataclass

from store.db.connect import reading
from store.db.tables import OrganisationPeriod
from store.queries.comparison import ComparisonRow, comparison
from store.rules.naming import Named


@dataclass(frozen=True)
class AssessmentView:
    """One organisation's assessment; ``missing``: what is not there yet (``name``, ``self_level``, ``reason_text``)."""

    org: str
    cycle: str
    self_level: str | None
    proposed_level: str | None
    final_level: str | None
    version: int
    missing: tuple[str, ...]


def assessments(cycle: str | None = None) -> tuple[tuple[AssessmentView, ComparisonRow], ...]:
    """The assessments of a cycle in the committee's order, each with its row of the comparison.

    Raises ``Refused`` for an unknown cycle.
    """
    view = comparison(cycle)
    needs_words = {reason.code for reason in view.reasons if reason.note == "should"}
    return tuple(
        (
            AssessmentView(
                org=row.organisation,
                cycle=view.cycle,
                self_level=row.self_level,
                proposed_level=row.proposed_level,
                final_level=row.final_level,
                version=row.version,
                missing=_missing(row, needs_words),
            ),
            row,
        )
        for row in view.rows
    )


def _missing(row: ComparisonRow, needs_words: set[str]) -> tuple[str, ...]:
    parts = {
        "name": row.name is None,
        "self_level": row.self_level is None,
        "reason_text": row.reason in needs_words and not row.note,
    }
    return tuple(name for name, lacking in parts.items() if lacking)


def callable_names() -> tuple[Named, ...]:
    """The rated organisations by what they can be called."""
    with reading():
        rows = OrganisationPeriod.select().where(
            OrganisationPeriod.valid_to.is_null(), OrganisationPeriod.kind != "committee"
        )
        return tuple(
            Named(row["organisation"], row["tt"], row["name"], row["full_name"])
            for row in rows.order_by(OrganisationPeriod.tt).dicts()
        )
