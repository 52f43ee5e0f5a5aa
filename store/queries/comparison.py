"""The comparison of self-rating, proposal and decision: what the meeting's screen shows."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass

from store.db.connect import reading
from store.db.tables import (
    Adjustment,
    Assessment,
    JournalEntry,
)
from store.queries.case_standing import Standing
from store.queries.dossier import cycle_row
from store.queries.evidence import Argued, argued
from store.queries.going_cases import going_cases
from store.queries.past import PastResult, PastYear, past
from store.queries.schemes import reasons, scheme_of
from store.queries.settings import settings
from store.rules.checks import Support
from store.rules.comparison import difference, effective, kept
from store.rules.reasons import SHOULD, Reason
from store.rules.scheme import Scheme


@dataclass(frozen=True)
class ComparisonRow:
    """One organisation of the cycle with its three levels; ``version`` is what a change must name.

    ``case`` is the remediation case that goes on now, whichever cycle this is.
    """

    organisation: str
    tt: int
    name: str | None
    full_name: str | None
    kind: str
    peer_group: str | None
    self_level: str | None
    proposed_level: str | None
    final_level: str | None
    effective: str | None
    difference: int | None
    version: int
    past: tuple[PastResult, ...]
    reason: str | None
    note: str | None
    argued: Argued
    owes_words: bool
    case: Standing | None = None

    @property
    def kept(self) -> str | None:
        """The level that agreeing takes: the proposal, where there is none the self-rating."""
        return kept(self.self_level, self.proposed_level)

    def at(self, stage: str) -> str | None:
        """The level at a stage: ``self``, ``proposed`` or ``final``."""
        return {"self": self.self_level, "proposed": self.proposed_level, "final": self.final_level}[stage]

    @property
    def has_evidence(self) -> bool:
        """Whether anything at all is known beside the levels."""
        return bool(self.argued.evidence.grades or self.argued.evidence.facts)

    @property
    def support(self) -> Support:
        """What the organisation's dossier supports."""
        return self.argued.support

    @property
    def borne_out(self) -> str | None:
        """Whether the dossier bears the level out, as an outcome of checks; ``None`` where none stands."""
        verdict = self.support.verdict(self.effective or "")
        return None if verdict is None else verdict.outcome


@dataclass(frozen=True)
class ComparisonView:
    """A cycle's comparison; rows stand in the committee's own order."""

    cycle: str
    state: str
    committee: str
    made_up: bool
    scheme: Scheme
    years: tuple[PastYear, ...]
    reasons: tuple[Reason, ...]
    cap_base: str | None
    rows: tuple[ComparisonRow, ...]
    entry: int
    saved_at: int | None


def comparison(cycle: str | None = None) -> ComparisonView:
    """Read a cycle's comparison whole; without a code the only open cycle, else the newest.

    Raises ``Refused`` for a cycle the store does not have.
    """
    with reading():
        found = cycle_row(cycle)
        scheme = scheme_of(int(str(found["scheme_edition"])))
        told = settings()
        known = reasons()
        newest = JournalEntry.select(JournalEntry.id, JournalEntry.at).order_by(JournalEntry.id.desc()).tuples().first()
        before = past(str(found["code"]))
        wordy = {each.code for each in known if each.note == SHOULD}
        return ComparisonView(
            cycle=str(found["code"]),
            state=str(found["state"]),
            committee=told.committee,
            made_up=told.made_up,
            scheme=scheme,
            years=before.years,
            reasons=known,
            cap_base=None if found["cap_base"] is None else str(found["cap_base"]),
            rows=tuple(_rows(str(found["code"]), scheme, wordy, before.results)),
            entry=int(newest[0]) if newest else 0,
            saved_at=int(newest[1]) if newest else None,
        )


def _rows(
    cycle: str, scheme: Scheme, wordy: Container[str | None], results: Mapping[str, tuple[PastResult, ...]]
) -> Iterable[ComparisonRow]:
    said: dict[int, tuple[str | None, str | None]] = {}
    adjusted = Adjustment.select(Adjustment.assessment, Adjustment.reason, Adjustment.note).order_by(Adjustment.id)
    for assessment, reason, note in adjusted.tuples():
        if reason or note:  # who agrees without a word takes nobody's reason away
            said[int(assessment)] = reason, note
    rows = list(Assessment.select().where(Assessment.cycle == cycle).order_by(Assessment.tt).dicts())
    going = going_cases()
    known = argued(scheme, {row["id"]: (row["version"], row["kind"]) for row in rows})
    for row in rows:
        stands = effective(row["self_level"], row["proposed_level"], row["final_level"])
        reason, note = said.get(int(row["id"]), (None, None))
        yield ComparisonRow(
            organisation=row["organisation"],
            tt=row["tt"],
            name=row["name"],
            full_name=row["full_name"],
            kind=row["kind"],
            peer_group=row["peer_group"],
            self_level=row["self_level"],
            proposed_level=row["proposed_level"],
            final_level=row["final_level"],
            effective=stands,
            difference=difference(scheme, row["self_level"], stands),
            version=row["version"],
            past=results.get(row["organisation"], ()),
            reason=reason,
            note=note,
            argued=known[row["id"]],
            owes_words=reason in wordy and not note,
            case=going.get(row["organisation"]),
        )
