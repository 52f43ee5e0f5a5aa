"""The register: organisations as of a year, with their headcounts."""

from __future__ import annotations

from dataclasses import dataclass

from store.db.connect import reading
from store.db.tables import Headcount, OrganisationPeriod


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


def organisations(year: int | None = None) -> tuple[OrganisationView, ...]:
    """The committee and its organisations in the committee's order; without a year as they are now."""
    with reading():
        counted: dict[str, dict[str, object]] = {}
        for row in Headcount.select().order_by(Headcount.as_of).dicts():
            if year is None or str(row["as_of"]) <= f"{year}-12-31":
                counted[row["organisation"]] = row
        periods = list(OrganisationPeriod.select().dicts())
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


def _stands(row: dict[str, object], year: int | None) -> bool:
    if year is None:
        return row["valid_to"] is None
    begun = row["valid_from"] is None or str(row["valid_from"]) <= f"{year}-12-31"
    return begun and (row["valid_to"] is None or str(row["valid_to"]) > f"{year}-12-31")


def _count(row: dict[str, object] | None, name: str) -> int | None:
    return None if row is None or row[name] is None else int(str(row[name]))
