"""What the screens of cases ask besides the cases: whom a case can be opened for, who can be in a team, whose store."""

from __future__ import annotations

from dataclasses import dataclass

from store.db.connect import reading
from store.db.tables import Assessment, Cycle, JournalEntry, RemediationCase
from store.queries.meeting import people
from store.queries.meeting_views import PersonView
from store.queries.register import organisations
from store.queries.remediation import CasesView, CaseView, cases
from store.queries.schemes import scheme_of
from store.queries.settings import settings
from store.rules.register import COMMITTEE
from store.rules.remediation import CLOSED, causes_case


@dataclass(frozen=True)
class CandidateView:
    """An organisation of the register; ``cycle`` and ``level`` are those that cause a case, ``None`` where none does.

    ``open_case`` is the number of the case it has, unless nothing is known of that one but its name.
    """

    organisation: str
    tt: int | None
    name: str | None
    full_name: str | None
    cycle: str | None
    level: str | None
    open_case: int | None

    @property
    def wanting(self) -> bool:
        """Whether a level causes a case that is not there yet."""
        return self.level is not None and self.open_case is None


@dataclass(frozen=True)
class RemediationRoom:
    """The cases with what their screens show and offer; ``saved_at`` in UTC milliseconds."""

    cases: CasesView
    candidates: tuple[CandidateView, ...]
    people: tuple[PersonView, ...]
    committee: str
    made_up: bool
    saved_at: int | None

    def newest(self, organisation: str) -> CaseView | None:
        """The newest case of an organisation."""
        own = [each for each in self.cases.cases if each.organisation == organisation]
        return max(own, key=lambda each: each.number, default=None)

    def key(self, case: CaseView) -> str:
        """What a case is known by in lists: its organisation; an older one of the same has its number behind."""
        newest = self.newest(case.organisation)
        return case.organisation if newest == case else f"{case.organisation}#{case.number}"

    def keyed(self, key: str) -> CaseView | None:
        """The case of a key."""
        return next((each for each in self.cases.cases if self.key(each) == key), None)


def remediation_room(login: str = "") -> RemediationRoom:
    """All cases as somebody may work on them, what can be opened, and who can be in a team."""
    with reading():
        held = settings()
        newest = JournalEntry.select(JournalEntry.at).order_by(JournalEntry.id.desc()).tuples().first()
        return RemediationRoom(
            cases=cases(login),
            candidates=_candidates(),
            people=tuple(each for each in people() if each.valid_to is None),
            committee=held.committee,
            made_up=held.made_up,
            saved_at=int(newest[0]) if newest else None,
        )


def _candidates() -> tuple[CandidateView, ...]:
    """The register in its order, each with the newest final level if that one causes a case that was not had yet."""
    query = (
        RemediationCase.select(
            RemediationCase.organisation,
            RemediationCase.number,
            RemediationCase.state,
            RemediationCase.cycle,
            RemediationCase.opened_on,
        )
        .order_by(RemediationCase.number)
        .tuples()
    )
    there: dict[str, int] = {}
    had: set[tuple[str, str | None]] = set()
    for organisation, number, state, cycle, opened in query:
        had.add((organisation, cycle))
        if state != CLOSED and opened is not None:
            there[organisation] = int(number)
    causes = {code: cause for code, cause in _lowest().items() if (code, cause[0]) not in had}
    return tuple(
        CandidateView(
            organisation=each.code,
            tt=each.tt,
            name=each.name,
            full_name=each.full_name,
            cycle=causes[each.code][0] if each.code in causes else None,
            level=causes[each.code][1] if each.code in causes else None,
            open_case=there.get(each.code),
        )
        for each in organisations()
        if each.kind != COMMITTEE
    )


def _lowest() -> dict[str, tuple[str, str]]:
    """Organisation to cycle and level, where the newest final level is one of the two lowest."""
    query = (
        Assessment.select(Assessment.organisation, Assessment.cycle, Assessment.final_level, Cycle.scheme_edition)
        .join(Cycle, on=(Assessment.cycle == Cycle.code))
        .where(Assessment.final_level.is_null(False))
        .order_by(Assessment.cycle)
        .tuples()
    )
    newest = {str(code): (str(cycle), str(level), int(edition)) for code, cycle, level, edition in query}
    levels = {edition: [each.code for each in scheme_of(edition).levels] for _c, _l, edition in newest.values()}
    return {
        code: (cycle, level) for code, (cycle, level, edition) in newest.items() if causes_case(level, levels[edition])
    }
