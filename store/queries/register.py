"""The register: organisations as of a year with headcounts, last known levels, what is missing, what became of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from store import clock
from store.db.connect import reading
from store.db.tables import (
    Assessment,
    Cycle,
    Headcount,
    JournalEntry,
    KnownResult,
    OrganisationPeriod,
    PublishedYear,
    SchemeEdition,
    Succession,
)
from store.queries.settings import settings
from store.rules.register import COMMITTEE, gaps, in_force, total


@dataclass(frozen=True)
class OrganisationView:
    """One organisation as it was at the end of a year; what is not known is ``None``."""

    code: str
    tt: int | None
    name: str | None
    full_name: str | None
    kind: str
    peer_group: str | None
    parent: str | None
    valid_from: str | None
    valid_to: str | None
    members_full: int | None
    members_probationary: int | None
    sub_branches: int | None
    source: str | None


@dataclass(frozen=True)
class KnownLevelView:
    """A level that is known of an organisation: decided in a cycle, or told by a source; what is not known is ``None``.

    ``cycle`` is a year or a quarter.
    """

    cycle: str | None
    scheme: str | None
    level: str | None
    exemplary: bool
    slow_to_improve: bool


@dataclass(frozen=True)
class SuccessionView:
    """What became of an organisation on a date; without a successor nothing is said of where its members went."""

    organisation: str
    tt: int | None
    name: str | None
    successor: str | None
    successor_tt: int | None
    successor_name: str | None
    kind: str
    dated: str
    basis: str | None


@dataclass(frozen=True)
class RegisterRow:
    """One rated organisation at the end of a year; ``version`` is that of its period, which a change must name.

    ``later`` is the date from which it is otherwise, where that is recorded already.
    """

    code: str
    tt: int | None
    name: str | None
    full_name: str | None
    kind: str
    peer_group: str | None
    parent: str | None
    valid_from: str | None
    later: str | None
    counted: str | None
    members_full: int | None
    members_probationary: int | None
    sub_branches: int | None
    level: KnownLevelView | None
    version: int

    @property
    def members(self) -> int | None:
        """All members, as far as they are known."""
        return total(self.members_full, self.members_probationary)

    @property
    def gaps(self) -> tuple[str, ...]:
        """What is missing of it."""
        return gaps(self.name, self.peer_group, self.members)


@dataclass(frozen=True)
class RegisterView:
    """The register of a year; ``rated`` is how many a source says were rated in it.

    ``committee_counted`` is the committee's own headcount; before ``today``'s year nothing is changed.
    """

    year: int
    years: tuple[int, ...]
    today: str
    committee: str
    made_up: bool
    committee_counted: OrganisationView | None
    committee_as_of: str | None
    rated: int | None
    rows: tuple[RegisterRow, ...]
    successions: tuple[SuccessionView, ...]
    saved_at: int | None

    @property
    def is_past(self) -> bool:
        """Whether the year is over."""
        return self.year < int(self.today[:4])


def organisations(year: int | None = None) -> tuple[OrganisationView, ...]:
    """The committee and its organisations in the committee's order; without a year as they are now."""
    with reading():
        periods, counts = _periods(), _counts(year)
    return _views(periods, counts, year)


def _views(
    periods: Iterable[dict[str, Any]], counts: Iterable[dict[str, Any]], year: int | None
) -> tuple[OrganisationView, ...]:
    counted = {row["organisation"]: row for row in counts}
    standing = [row for row in periods if _stands(row, year)]
    standing.sort(key=lambda row: (row["tt"] is not None, row["tt"] or 0, row["organisation"]))
    return tuple(
        OrganisationView(
            code=row["organisation"],
            tt=row["tt"],
            name=row["name"],
            full_name=row["full_name"],
            kind=row["kind"],
            peer_group=row["peer_group"],
            parent=row["parent"],
            valid_from=row["valid_from"],
            valid_to=row["valid_to"],
            members_full=_count(counted.get(row["organisation"]), "members_full"),
            members_probationary=_count(counted.get(row["organisation"]), "members_probationary"),
            sub_branches=_count(counted.get(row["organisation"]), "sub_branches"),
            source=row["source"],
        )
        for row in standing
    )


def register(year: int | None = None) -> RegisterView:
    """The register as of a year, by default this one, in the committee's order."""
    with reading():
        told = settings()
        today = clock.local(clock.now_ms(), told.utc_offset_minutes).date().isoformat()
        shown = int(today[:4]) if year is None else year
        periods, counts = _periods(), _counts(shown)
        views = _views(periods, counts, shown)
        head = next((view for view in views if view.kind == COMMITTEE), None)
        versions = {(row["organisation"], row["valid_from"]): row["version"] for row in periods}
        counted = {row["organisation"]: str(row["as_of"]) for row in counts}
        levels = known_levels(shown)
        newest = JournalEntry.select(JournalEntry.at).order_by(JournalEntry.id.desc()).limit(1).tuples().first()
        rated = PublishedYear.select(PublishedYear.rated).where(PublishedYear.year == shown).tuples().first()
        return RegisterView(
            year=shown,
            years=_years(today, periods),
            today=today,
            committee=told.committee,
            made_up=told.made_up,
            committee_counted=head,
            committee_as_of=None if head is None else counted.get(head.code),
            rated=None if rated is None else int(rated[0]),
            rows=tuple(
                RegisterRow(
                    code=view.code,
                    tt=view.tt,
                    name=view.name,
                    full_name=view.full_name,
                    kind=view.kind,
                    peer_group=view.peer_group,
                    parent=view.parent,
                    valid_from=view.valid_from,
                    later=view.valid_to,
                    counted=counted.get(view.code),
                    members_full=view.members_full,
                    members_probationary=view.members_probationary,
                    sub_branches=view.sub_branches,
                    level=levels.get(view.code),
                    version=versions[view.code, view.valid_from],
                )
                for view in views
                if view.kind != COMMITTEE
            ),
            successions=tuple(each for each in successions() if each.dated.startswith(f"{shown}-")),
            saved_at=int(newest[0]) if newest else None,
        )


def outside_group(organisations: Iterable[str], group: str | None) -> frozenset[str]:
    """Which of some organisations are not in a peer group yet, in the register or in an open cycle."""
    with reading():
        differs = [(row["organisation"], row["peer_group"]) for row in _periods() if row["valid_to"] is None] + list(
            Assessment.select(Assessment.organisation, Assessment.peer_group)
            .join(Cycle, on=(Assessment.cycle == Cycle.code))
            .where(Cycle.state == "open")
            .tuples()
        )
    return frozenset(organisations) & {code for code, held in differs if held != group}


def years(today: str) -> tuple[int, ...]:
    """The years there are to look at: from the first of which anything is known to the last, this one among them."""
    return _years(today, _periods())


def _years(today: str, periods: Iterable[dict[str, Any]]) -> tuple[int, ...]:
    dates = [str(value) for (value,) in PublishedYear.select(PublishedYear.year).tuples()]
    dates += [str(value) for (value,) in Cycle.select(Cycle.code).tuples()]
    for row in periods:
        dates += [str(value) for value in (row["valid_from"], row["valid_to"]) if value is not None]
    known = [int(each[:4]) for each in (*dates, today)]
    return tuple(range(min(known), max(known) + 1))


def successions(organisation: str | None = None) -> tuple[SuccessionView, ...]:
    """What became of organisations, oldest first: of all, or what one of them had a part in."""
    query = Succession.select()
    if organisation is not None:
        query = query.where((Succession.organisation == organisation) | (Succession.successor == organisation))
    rows = list(query.order_by(Succession.dated, Succession.id).dicts())
    if not rows:
        return ()
    called: dict[object, dict[str, Any]] = {}
    for period in sorted(_periods(), key=lambda row: (row["valid_to"] is None, row["valid_to"] or "")):
        called[period["organisation"]] = period
    found = []
    for row in rows:
        ended, successor = called[row["organisation"]], called.get(row["successor"], {})
        found.append(
            SuccessionView(
                organisation=row["organisation"],
                tt=ended["tt"],
                name=ended["name"],
                successor=row["successor"],
                successor_tt=successor.get("tt"),
                successor_name=successor.get("name"),
                kind=row["kind"],
                dated=row["dated"],
                basis=row["basis"],
            )
        )
    return tuple(found)


def known_levels(year: int) -> dict[str, KnownLevelView]:
    """The newest level that is known of each organisation up to a year; one of an unknown year counts as the oldest."""
    found: dict[str, KnownLevelView] = {}
    for row in sorted(KnownResult.select().dicts(), key=lambda row: (row["year"] or 0, row["id"])):
        if (row["year"] or 0) <= year and row["level"] is not None:
            found[row["organisation"]] = KnownLevelView(
                cycle=None if row["year"] is None else str(row["year"]),
                scheme=row["scheme"],
                level=row["level"],
                exemplary=bool(row["exemplary"]),
                slow_to_improve=bool(row["slow_to_improve"]),
            )
    decided = (
        Assessment.select(Assessment.organisation, Assessment.cycle, Assessment.final_level, SchemeEdition.scheme)
        .join(Cycle, on=(Assessment.cycle == Cycle.code))
        .join(SchemeEdition, on=(Cycle.scheme_edition == SchemeEdition.id))
        .where(Assessment.final_level.is_null(False))
        .order_by(Assessment.cycle)
    )
    for organisation, cycle, level, scheme in decided.tuples():
        if int(str(cycle)[:4]) <= year:
            found[organisation] = KnownLevelView(cycle, scheme, level, exemplary=False, slow_to_improve=False)
    return found


def _periods() -> Iterable[dict[str, Any]]:
    return list(OrganisationPeriod.select().dicts())


def _counts(year: int | None) -> Iterable[dict[str, Any]]:
    """Headcounts up to a year, oldest first."""
    query = Headcount.select().order_by(Headcount.as_of)
    return list((query if year is None else query.where(Headcount.as_of <= f"{year}-12-31")).dicts())


def _stands(row: dict[str, Any], year: int | None) -> bool:
    if year is None:
        return row["valid_to"] is None
    return in_force(row["valid_from"], row["valid_to"], f"{year}-12-31")


def _count(row: dict[str, Any] | None, name: str) -> int | None:
    return None if row is None or row[name] is None else int(str(row[name]))
