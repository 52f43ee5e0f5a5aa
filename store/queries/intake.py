"""Intake: every dossier's papers, what the advisory bodies said, what is owed, against the cycle's deadlines."""

from __future__ import annotations

from dataclasses import dataclass

from store import clock
from store.db.connect import reading
from store.queries.comparison import ComparisonRow, ComparisonView, comparison
from store.queries.cycles import CycleView, cycles
from store.queries.dossier import DossierView, dossiers
from store.queries.settings import NamedCode, settings
from store.rules.intake import (
    NOT_SENT,
    ORGANISATION,
    Debt,
    Opinion,
    Paper,
    asked_ratings,
    debts,
    dossier_state,
    opinions,
    papers,
)


@dataclass(frozen=True)
class IntakeRow:
    """One organisation's dossier as it came in; ``compared`` is its row of the comparison."""

    compared: ComparisonRow
    papers: tuple[Paper, ...]
    opinions: tuple[Opinion, ...]
    debts: tuple[Debt, ...]
    state: str

    @property
    def organisation(self) -> str:
        """The organisation's code."""
        return self.compared.organisation

    @property
    def lacking(self) -> tuple[Paper, ...]:
        """The papers that are not in."""
        return tuple(paper for paper in self.papers if not paper.is_in)

    @property
    def asked(self) -> bool:
        """Whether same-level ratings are asked of this kind of organisation."""
        return bool(asked_ratings(self.compared.kind))

    @property
    def ratings_owed(self) -> tuple[Debt, ...]:
        """The same-level ratings that have not arrived."""
        return tuple(debt for debt in self.debts if debt.debtor != ORGANISATION)

    @property
    def silent(self) -> tuple[Opinion, ...]:
        """The bodies that have not sent word."""
        return tuple(opinion for opinion in self.opinions if opinion.state == NOT_SENT)


@dataclass(frozen=True)
class IntakeView:
    """A cycle's intake; ``today`` is the committee's day on which it was read, as ISO text."""

    compared: ComparisonView
    cycle: CycleView
    papers: tuple[NamedCode, ...]
    bodies: tuple[NamedCode, ...]
    today: str
    rows: tuple[IntakeRow, ...]


def intake(cycle: str | None = None) -> IntakeView:
    """Read a cycle's intake whole; without a code the open cycle, else the newest.

    Raises ``Refused`` for a cycle the store does not have.
    """
    with reading():
        compared, told = comparison(cycle), settings()
        (terms,) = cycles(compared.cycle)
        today = clock.local(clock.now_ms(), told.utc_offset_minutes).date().isoformat()
        paper_codes = [paper.code for paper in told.papers]
        body_codes = [body.code for body in told.bodies]
        held = {dossier.organisation: dossier for dossier in dossiers(compared.cycle)}
        return IntakeView(
            compared=compared,
            cycle=terms,
            papers=told.papers,
            bodies=told.bodies,
            today=today,
            rows=tuple(
                _row(row, held[row.organisation], terms, paper_codes, body_codes, today) for row in compared.rows
            ),
        )


def _row(
    compared: ComparisonRow,
    dossier: DossierView,
    terms: CycleView,
    paper_codes: list[str],
    body_codes: list[str],
    today: str,
) -> IntakeRow:
    kept = {each.paper: (each.received, each.returned, each.why) for each in dossier.papers}
    held = papers(paper_codes, kept, terms.dossier_due)
    appraised = compared.proposed_level is not None or compared.final_level is not None
    return IntakeRow(
        compared=compared,
        papers=held,
        opinions=opinions(body_codes, {each.body: (each.text, each.given) for each in dossier.opinions}),
        debts=debts(
            held,
            asked_ratings(compared.kind),
            frozenset(fact.name for fact in dossier.facts),
            dossier_due=terms.dossier_due,
            prerequisites_due=terms.prerequisites_due,
            reminders=((each.debtor, each.sent) for each in dossier.reminders),
            today=today,
        ),
        state=dossier_state(held, appraised=appraised),
    )
