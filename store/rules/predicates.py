"""The named questions that rules are made of; each answers pass, fail or cannot tell, and says from what.

A question fails only by evidence that is there; evidence that is not there makes it "cannot tell", never "pass".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from store.rules.evidence import Evidence
from store.rules.facts import RATINGS
from store.rules.forms import Criterion, not_worse

PASS, FAIL, UNKNOWN = "pass", "fail", "unknown"
OUTCOMES = (FAIL, UNKNOWN, PASS)
"""Worst first: of several answers the worst counts."""

Parameters = Mapping[str, Any]


@dataclass(frozen=True)
class Answer:
    """One question answered: ``used`` what it was answered from, ``missing`` what would be needed, ``told`` for words.

    Words are ``check.<predicate>.<outcome>`` with ``told``; names of evidence are fact names or criterion codes.
    """

    outcome: str
    used: Mapping[str, int | str]
    missing: tuple[str, ...] = ()
    told: Mapping[str, int | str] = ()  # type: ignore[assignment]


def worst(outcomes: Sequence[str]) -> str:
    """The outcome of several that all must hold; of none, pass."""
    return min(outcomes, key=OUTCOMES.index, default=PASS)


def grades_at_least(evidence: Evidence, asked: Parameters) -> Answer:
    """Every line in scope (``groups`` or all) is graded at least ``grade``; a line that does not apply is left out.

    With ``basically`` it cannot be told how many lines may be lower; all of them may not.
    """
    if evidence.form is None:
        return Answer(UNKNOWN, {}, ("form",))
    lines = [line for line in evidence.form.criteria if _in_scope(line, asked) and evidence.applies(line.code)]
    given = {line.code: grade for line in lines if (grade := evidence.grade(line.code)) is not None}
    missing = tuple(line.code for line in lines if line.code not in given)
    low = [code for code, grade in given.items() if not not_worse(grade, asked["grade"])]
    told: dict[str, int | str] = {"wanted": asked["grade"], "count": len(given), "total": len(lines)}
    if low:
        doubtful = asked.get("basically") and len(low) < len(lines)
        outcome = UNKNOWN if doubtful else FAIL
        return Answer(outcome, given, missing, told | {"criterion": low[0], "grade": given[low[0]]})
    return Answer(UNKNOWN if missing else PASS, given, missing, told)


def _in_scope(line: Criterion, asked: Parameters) -> bool:
    groups = asked.get("groups")
    return groups is None or line.group in groups


def share_rated(evidence: Evidence, asked: Parameters) -> Answer:
    """At least ``at_least`` per cent of subordinate organisations (a branch: of members) at rank ``rank`` or better.

    What is not counted may be anything between none and all that is left; figures that do not add up tell nothing.
    """
    stem = "members" if evidence.is_branch else "subs"
    total = evidence.count(stem)
    names = [f"{stem}_{rank}" for rank in range(1, 5)]
    known = {name: value for name in names if (value := evidence.count(name)) is not None}
    missing = tuple(name for name in names if name not in known)
    told: dict[str, int | str] = {"percent": asked["at_least"] * 100, "rank": asked["rank"], "of": stem}
    if total is None:
        return Answer(UNKNOWN, known, (stem, *missing), told)
    used = known | {stem: total}
    if evidence.is_branch:
        not_rated = evidence.count("members_not_rated")
        used |= {} if not_rated is None else {"members_not_rated": not_rated}
        total -= not_rated or 0
    reached = sum(known.get(name, 0) for name in names[: asked["rank"]])
    below = sum(known.get(name, 0) for name in names[asked["rank"] :])
    told |= {"count": reached, "total": total, "share": reached * 10_000 // total if total > 0 else 0}
    if total <= 0 or reached + below > total or (not missing and reached + below != total):
        lacking = "members_not_rated" if evidence.is_branch and "members_not_rated" not in used else stem
        return Answer(UNKNOWN, used, missing or ((lacking,) if lacking not in used else ()), told)
    if (total - below) * 100 < asked["at_least"] * total:
        return Answer(FAIL, used, missing, told)
    return Answer(PASS if reached * 100 >= asked["at_least"] * total else UNKNOWN, used, missing, told)


def ratings_at_least(evidence: Evidence, asked: Parameters) -> Answer:
    """Government, Front and mass organisations of the same level are rated at rank ``rank`` or better.

    ``codes`` are the scheme's levels best first; a body that does not exist there is rated ``none`` and left out.
    """
    codes: Sequence[str] = asked["codes"]
    given = {name: str(evidence.facts[name]) for name in RATINGS if name in evidence.facts}
    missing = tuple(name for name in RATINGS if name not in given)
    counted = {name: code for name, code in given.items() if code != "none"}
    low = [name for name, code in counted.items() if code not in codes or codes.index(code) >= asked["rank"]]
    told: dict[str, int | str] = {"wanted": codes[asked["rank"] - 1], "count": len(given), "total": len(RATINGS)}
    if low:
        return Answer(FAIL, given, missing, told | {"body": low[0], "level": counted[low[0]]})
    return Answer(UNKNOWN if missing else PASS, given, missing, told)


DISCIPLINE = ("discipline_collective", "discipline_leader", "discipline_member", "subs_disciplined")
"""Who can be disciplined; ``discipline_remedied`` counts, of all of them, those self-discovered and remedied."""


def none_of(evidence: Evidence, asked: Parameters) -> Answer:
    """All named ``facts`` are 0; with ``remedied_excused`` those self-discovered and remedied are forgiven."""
    names: Sequence[str] = asked["facts"]
    given = {name: value for name in names if (value := evidence.count(name)) is not None}
    missing = tuple(name for name in names if name not in given)
    found = sum(given.values())
    if found and asked.get("remedied_excused"):
        excused = evidence.count("discipline_remedied")
        if excused is None:
            return Answer(UNKNOWN, given, (*missing, "discipline_remedied"), {"count": found})
        given |= {"discipline_remedied": excused}
        whose = DISCIPLINE[:3] if evidence.is_branch else DISCIPLINE
        everything = sum(evidence.count(name) or 0 for name in whose)
        if excused >= everything:
            return Answer(UNKNOWN if missing else PASS, given, missing, {"count": 0})
        if excused:  # it is not known whose were remedied
            return Answer(UNKNOWN, given, missing, {"count": found})
    if found:
        first = next(name for name in names if given.get(name))
        return Answer(FAIL, given, missing, {"fact": first, "count": given[first]})
    return Answer(UNKNOWN if missing else PASS, given, missing, {"count": 0})


def share_of_facts(evidence: Evidence, asked: Parameters) -> Answer:
    """``part`` is at least ``at_least`` or at most ``at_most`` of ``whole``, per cent or ``[1, 3]`` for a third.

    Nothing of nothing passes. With ``excused_by`` a fact that is 1 (force majeure) forgives a failure.
    """
    part, whole = evidence.count(asked["part"]), evidence.count(asked["whole"])
    pairs = ((asked["part"], part), (asked["whole"], whole))
    given = {name: value for name, value in pairs if value is not None}
    missing = tuple(name for name, value in pairs if value is None)
    least = "at_least" in asked
    over, under = _fraction(asked["at_least" if least else "at_most"])
    told: dict[str, int | str] = {"percent": over * 10_000 // under, "part": asked["part"], "whole": asked["whole"]}
    if whole == 0 and part in (0, None):
        return Answer(PASS, given, (), told | {"count": 0, "total": 0, "share": 0})
    if part is None or whole is None or part > whole:
        return Answer(UNKNOWN, given, missing, told)
    told |= {"count": part, "total": whole, "share": part * 10_000 // whole}
    if part * under >= over * whole if least else part * under <= over * whole:
        return Answer(PASS, given, (), told)
    excuse = asked.get("excused_by")
    if excuse is None:
        return Answer(FAIL, given, (), told)
    excused = evidence.count(excuse)
    if excused is None:
        return Answer(UNKNOWN, given, (excuse,), told)
    return Answer(PASS if excused else FAIL, given | {excuse: excused}, (), told)


def _fraction(share: int | Sequence[int]) -> tuple[int, int]:
    """A share as numerator and denominator: 50 per cent is 50 of 100, ``[1, 3]`` a third."""
    return (share, 100) if isinstance(share, int) else (share[0], share[1])


def points_at_least(evidence: Evidence, asked: Parameters) -> Answer:
    """The sum of points is at least ``points``; lines without points may still add anything up to their most."""
    if evidence.form is None or not evidence.form.has_points:
        return Answer(UNKNOWN, {}, ("points",), {"wanted": asked["points"]})
    lines = [line for line in evidence.form.criteria if line.points is not None and evidence.applies(line.code)]
    given = {line.code: points for line in lines if (points := evidence.points(line.code)) is not None}
    missing = tuple(line.code for line in lines if line.code not in given)
    total, wanted = sum(given.values()), asked["points"] * 100
    most = total + sum(line.points or 0 for line in lines if line.code in missing)
    told: dict[str, int | str] = {"wanted": asked["points"], "points": total}
    if given and most < wanted:
        return Answer(FAIL, given, missing, told)
    return Answer(PASS if total >= wanted else UNKNOWN, given, missing, told)


def fewer_rated_lowest(evidence: Evidence, asked: Parameters) -> Answer:
    """Fewer than ``fewer_than`` of the ``bodies`` are rated at the scheme's lowest level, the last of ``codes``."""
    lowest = asked["codes"][-1]
    names: Sequence[str] = asked["bodies"]
    given = {name: str(evidence.facts[name]) for name in names if name in evidence.facts}
    missing = tuple(name for name in names if name not in given)
    low = sum(code == lowest for code in given.values())
    told: dict[str, int | str] = {"count": low, "limit": asked["fewer_than"]}
    if low >= asked["fewer_than"]:
        return Answer(FAIL, given, missing, told)
    return Answer(PASS if low + len(missing) < asked["fewer_than"] else UNKNOWN, given, missing, told)


Predicate = Callable[[Evidence, Parameters], Answer]

PREDICATES: Mapping[str, Predicate] = {
    each.__name__: each
    for each in (
        grades_at_least,
        share_rated,
        ratings_at_least,
        none_of,
        share_of_facts,
        points_at_least,
        fewer_rated_lowest,
    )
}
"""Every question by its name in the scheme files."""
