"""Which level causes a case: the one rule that opening a case and the list of whom to open one for go by."""

from __future__ import annotations

from dataclasses import dataclass

from store.db.tables import Assessment, Cycle, RemediationCase
from store.queries.schemes import scheme_of
from store.rules.remediation import causes_case


@dataclass(frozen=True)
class LevelCause:
    """A final level of an organisation; ``lowest``: one of the two that cause a case, ``had`` the case it caused."""

    cycle: str
    level: str
    lowest: bool
    had: int | None

    @property
    def causes(self) -> bool:
        """Whether it causes a case that is not there yet."""
        return self.lowest and self.had is None


def level_causes(organisation: str | None = None, cycle: str | None = None) -> dict[str, LevelCause]:
    """By organisation (or of one) the newest final level, or that of a cycle. To be asked while reading."""
    query = (
        Assessment.select(Assessment.organisation, Assessment.cycle, Assessment.final_level, Cycle.scheme_edition)
        .join(Cycle, on=(Assessment.cycle == Cycle.code))
        .where(Assessment.final_level.is_null(False))
        .order_by(Assessment.cycle)
    )
    cases = RemediationCase.select(RemediationCase.organisation, RemediationCase.cycle, RemediationCase.number)
    if organisation is not None:
        query = query.where(Assessment.organisation == organisation)
        cases = cases.where(RemediationCase.organisation == organisation)
    if cycle is not None:
        query = query.where(Assessment.cycle == cycle)
    had = {(str(whose), when): int(number) for whose, when, number in cases.order_by(RemediationCase.number).tuples()}
    newest = {str(code): (str(when), str(level), int(edition)) for code, when, level, edition in query.tuples()}
    levels = {edition: [each.code for each in scheme_of(edition).levels] for _c, _l, edition in newest.values()}
    return {
        code: LevelCause(when, level, causes_case(level, levels[edition]), had.get((code, when)))
        for code, (when, level, edition) in newest.items()
    }
