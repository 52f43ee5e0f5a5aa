"""The form: groups of criteria, who grades which, and the grades that were given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

GRADES = ("XS", "TOT", "TB", "KEM")
"""Grades of a criterion, best first: Xuất sắc, Tốt, Trung bình, Kém (Mẫu 03-HD KĐ.ĐG 2018)."""

NOT_APPLIED = "none"
"""The grade of a criterion that does not apply to the organisation."""

OWN, RESPONSIBLE, BOARD = "own", "responsible", "board"
SIDES = (OWN, RESPONSIBLE, BOARD)
"""Who grades: the organisation itself, the body responsible for the criterion, the Organisation Board."""

EARLIER = ("III", "P.6")
"""The lines that ask after earlier shortcomings: of Mẫu 03-HD KĐ.ĐG 2018, and of the forms with points."""


@dataclass(frozen=True)
class Criterion:
    """One line of a form: code, group, names, the body that grades it, its most points in hundredths if it has any."""

    code: str
    group: str
    name_vi: str
    name_en: str
    body: str
    points: int | None


@dataclass(frozen=True)
class Form:
    """A form for some kinds of organisation: groups as code, Vietnamese and English name, and lines in order."""

    kinds: frozenset[str]
    groups: tuple[tuple[str, str, str], ...]
    criteria: tuple[Criterion, ...]
    source: str
    verified: bool

    def criterion(self, code: str) -> Criterion | None:
        """The line of a code."""
        return next((each for each in self.criteria if each.code == code), None)

    @property
    def earlier(self) -> Criterion | None:
        """The line that asks after earlier shortcomings and how many of them are remedied."""
        return next((each for each in self.criteria if each.code in EARLIER), None)

    @property
    def has_points(self) -> bool:
        """Whether lines carry points instead of grades."""
        return any(each.points is not None for each in self.criteria)


@dataclass(frozen=True)
class Graded:
    """What one side gave one criterion: a grade, or points in hundredths."""

    grade: str | None
    points: int | None


def form_from(body: Mapping[str, Any]) -> Form:
    """Build a form from a scheme's body; raises ``KeyError`` or ``TypeError`` where it lacks a part."""
    groups, criteria = [], []
    for group in body["groups"]:
        groups.append((str(group["code"]), str(group["name_vi"]), str(group["name_en"])))
        for line in group["criteria"]:
            points = line.get("points")
            criteria.append(
                Criterion(
                    code=str(line["code"]),
                    group=str(group["code"]),
                    name_vi=str(line["name_vi"]),
                    name_en=str(line["name_en"]),
                    body=str(line["body"]),
                    points=None if points is None else int(points) * 100,
                )
            )
    return Form(
        kinds=frozenset(str(kind) for kind in body["kinds"]),
        groups=tuple(groups),
        criteria=tuple(criteria),
        source=str(body["source"]),
        verified=bool(body["verified"]),
    )


def not_worse(grade: str, wanted: str) -> bool:
    """Whether a grade is at least another."""
    return GRADES.index(grade) <= GRADES.index(wanted)
