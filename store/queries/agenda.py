"""What an agenda could be: who can be agreed in one motion, who is lifted out and why."""

from __future__ import annotations

from dataclasses import dataclass

from store.db.connect import reading
from store.db.tables import AgendaUnit, Meeting
from store.queries.intake import IntakeRow, intake
from store.rules.agenda import gap
from store.rules.intake import NOT_IN


@dataclass(frozen=True)
class CandidateView:
    """An organisation of the cycle before a meeting: why it is not agreed unspoken (``None``: nothing against it).

    ``item`` is the key of the item in which it stands, ``weight`` the size of its difference.
    """

    organisation: str
    tt: int
    name: str | None
    kind: str
    level: str | None
    weight: int
    gap: str | None
    item: int | None


def candidates(meeting: int | None = None, cycle: str | None = None) -> tuple[CandidateView, ...]:
    """Every organisation of a cycle (by default the open one) in the committee's order, against a meeting's agenda.

    Raises ``Refused`` for a cycle the store does not have.
    """
    with reading():
        found = intake(cycle)
        units = AgendaUnit.select(AgendaUnit.organisation, AgendaUnit.item).join(Meeting)
        listed = dict(units.where(Meeting.number == meeting).tuples()) if meeting is not None else {}
        return tuple(_candidate(row, listed.get(row.organisation)) for row in found.rows)


def against(row: IntakeRow) -> str | None:
    """Why an organisation is lifted out of a block before it is agreed; a difference by itself is no reason."""
    compared = row.compared
    failed = compared.support.departed(compared.kept)
    return gap(compared.kept, None, failed, owed=bool(row.ratings_owed), handed_in=row.state != NOT_IN)


def _candidate(row: IntakeRow, item: int | None) -> CandidateView:
    compared = row.compared
    failed = compared.support.departed(compared.kept)
    return CandidateView(
        organisation=row.organisation,
        tt=compared.tt,
        name=compared.name,
        kind=compared.kind,
        level=compared.kept,
        weight=abs(compared.difference or 0),
        gap=gap(
            compared.kept,
            compared.difference,
            failed,
            owed=bool(row.ratings_owed),
            handed_in=row.state != NOT_IN,
        ),
        item=item,
    )
