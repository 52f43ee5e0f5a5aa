"""What the screens of cases ask besides the cases: whom a case can be opened for, who can be in a team, whose store."""

from __future__ import annotations

from dataclasses import dataclass

from store.db.connect import reading
from store.db.tables import JournalEntry, RemediationCase
from store.queries.meeting import people
from store.queries.meeting_views import PersonView
from store.queries.register import organisations
from store.queries.remediation import CasesView, CaseView, cases
from store.queries.remediation_causes import level_causes
from store.queries.settings import settings
from store.rules.register import COMMITTEE
from store.rules.remediation import CLOSED


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
    query = RemediationCase.select(RemediationCase.organisation, RemediationCase.number).where(
        RemediationCase.state != CLOSED, RemediationCase.opened_on.is_null(False)
    )
    there = {str(whose): int(number) for whose, number in query.order_by(RemediationCase.number).tuples()}
    causes = {code: cause for code, cause in level_causes().items() if cause.causes}
    return tuple(
        CandidateView(
            organisation=each.code,
            tt=each.tt,
            name=each.name,
            full_name=each.full_name,
            cycle=causes[each.code].cycle if each.code in causes else None,
            level=causes[each.code].level if each.code in causes else None,
            open_case=there.get(each.code),
        )
        for each in organisations()
        if each.kind != COMMITTEE
    )
