"""The register's rules: peer groups and kinds, when a period is in force, what is missing, codes, counts, years."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from store.rules.text import fold

PEER_GROUPS = ("commune_town", "armed_forces", "agency", "school_health", "enterprise")
"""Organisations of like function, in the order of the table of points; words ``group.<code>``."""

COMMITTEE = "committee"
"""The kind of the organisation that rates and is not rated."""

KINDS = ("commune", "town", "military", "police", "base_branch")
"""What a rated organisation can be; words ``kind.<code>``."""

GROUP_OF = {"commune": "commune_town", "town": "commune_town", "military": "armed_forces", "police": "armed_forces"}
"""The group that a new organisation of a kind begins in; of a base branch it is not known."""

MERGED, SPLIT, DISSOLVED = "merged", "split", "dissolved"
"""What can become of an organisation; words ``succession.<kind>``."""

NAME, GROUP, HEADCOUNT = "name", "group", "headcount"
GAPS = (NAME, GROUP, HEADCOUNT)
"""What may be missing of an organisation; words ``gap.<code>``."""

FIRST_DAY, LAST_DAY = "1930-01-01", "2100-12-31"
"""Dates outside are slips of the finger."""

NAME_LIMIT = 120
"""The longest name, in characters."""

MOST = 1_000_000
"""No organisation has more members."""

_QUARTERS = {"Q1": "03-31", "Q2": "06-30", "Q3": "09-30", "Q4": "12-31"}
_COUNT = re.compile(r"\d{1,7}|\d{1,3}(?:[. ]\d{3})+", re.ASCII)


@dataclass(frozen=True)
class BadCount:
    """A text that is no count."""

    text: str


def last_day(cycle: str) -> str:
    """The day with which a rating year or quarter ends: ``2019`` and ``2019-Q4`` end on 31 December."""
    year, _dash, quarter = cycle.partition("-")
    return f"{year}-{_QUARTERS.get(quarter, '12-31')}"


def in_force(valid_from: str | None, valid_to: str | None, day: str) -> bool:
    """Whether a period holds on a day; the day it ends on is the first of what follows."""
    return (valid_from is None or valid_from <= day) and (valid_to is None or valid_to > day)


def gaps(name: str | None, peer_group: str | None, members: int | None) -> tuple[str, ...]:
    """What is missing of an organisation, in the order of ``GAPS``."""
    missing = {NAME: name is None, GROUP: peer_group is None, HEADCOUNT: members is None}
    return tuple(code for code in GAPS if missing[code])


def code_of(name: str, taken: Collection[str]) -> str:
    """A new organisation's code: its name without marks, and a number where that is taken: ``xa-moi-2``."""
    plain = re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")[:40].strip("-") or "don-vi"
    number, code = 1, plain
    while code in taken:
        number += 1
        code = f"{plain}-{number}"
    return code


def read_count(text: str) -> int | BadCount | None:
    """A typed count: ``5212`` or ``5.212``; nothing typed is not known."""
    plain = text.strip()
    if not plain:
        return None
    return int(re.sub(r"[. ]", "", plain)) if _COUNT.fullmatch(plain) else BadCount(plain)


def total(full: int | None, probationary: int | None) -> int | None:
    """All members; where only one of the two is known, that alone; ``None`` where neither is."""
    known = [count for count in (full, probationary) if count is not None]
    return sum(known) if known else None
