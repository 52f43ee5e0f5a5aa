"""What the tables of the checks share: the shipped schemes, a clean dossier to change, any dossier at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from hypothesis import strategies as st

from seed.profile import load_schemes
from store.rules.checks import Rule, Support, support
from store.rules.evidence import Evidence
from store.rules.facts import COUNT, FACTS, LEVEL, RATINGS, FactKind, Value
from store.rules.forms import BOARD, GRADES, NOT_APPLIED, SIDES, Criterion, Graded, not_worse
from store.rules.predicates import DISCIPLINE, Parameters
from store.rules.scheme import Scheme, scheme_from

BODIES = {str(body["code"]): body for body in load_schemes()}
SCHEMES = {code: scheme_from(body) for code, body in BODIES.items()}
COMMITTEES = ("commune", "town", "military", "police")
KINDS = (*COMMITTEES, "base_branch")
"""The kinds of organisation in the district; committees have organisations below them, branches have members."""

Changes = Mapping[str, Value | Graded | None]
"""Criterion or fact to what stands there instead; ``None`` takes it away."""

CLEAN: Mapping[str, int] = {fact.name: 0 for fact in FACTS if fact.kind != LEVEL} | {
    "targets_set": 15,
    "targets_met": 15,
    "targets_exceeded": 3,
    "tasks": 20,
    "tasks_on_time": 20,
    "tasks_beyond": 6,
    "subs": 11,
    "subs_1": 2,
    "subs_2": 7,
    "subs_3": 2,
    "members": 30,
    "members_1": 4,
    "members_2": 20,
    "members_3": 4,
    "members_not_rated": 2,
    "shortcomings": 6,
    "shortcomings_remedied": 6,
}
"""The facts of an organisation that deserves the best level under every scheme, bodies' ratings left out."""


def judged(scheme: Scheme, evidence: Evidence) -> Support:
    return support([level.code for level in scheme.levels], scheme.rules, evidence)


def rule_named(scheme: Scheme, name: str) -> Rule:
    return next(rule for rule in scheme.rules if rule.name == name)


def clean(scheme: Scheme, kind: str) -> Evidence:
    """The best grades and all points; a base branch without a points table of its own has the agencies'."""
    form = scheme.form(kind) or scheme.form("agency")
    assert form is not None
    best = {
        line.code: Graded("XS", None) if line.points is None else Graded(None, line.points) for line in form.criteria
    }
    if "III" in best:
        best["III"] = Graded("TOT", None)
    return Evidence(
        kind=kind,
        form=form,
        grades={(code, BOARD): given for code, given in best.items()},
        facts={**CLEAN, **dict.fromkeys(RATINGS, scheme.levels[1].code)},
    )


def changed(evidence: Evidence, changes: Changes) -> Evidence:
    """The dossier with other values in it: text for a criterion is a grade, a number its points in hundredths."""
    grades, facts = dict(evidence.grades), dict(evidence.facts)
    for name, value in changes.items():
        if evidence.form is not None and evidence.form.criterion(name):
            grades.pop((name, BOARD), None)
            if value is not None:
                grades[name, BOARD] = _graded(value)
        else:
            facts.pop(name, None)
            if value is not None and not isinstance(value, Graded):
                facts[name] = value
    return replace(evidence, grades=grades, facts=facts)


def _graded(value: Value | Graded) -> Graded:
    if isinstance(value, Graded):
        return value
    return Graded(value, None) if isinstance(value, str) else Graded(None, value)


def written(text: str) -> dict[str, Value | None]:
    """Changes as a table writes them: ``II.2=TB disunity=1 subs=-``, where ``-`` takes away."""
    pairs = (word.split("=") for word in text.split())
    return {name: None if value == "-" else int(value) if value.isdigit() else value for name, value in pairs}


def standing(evidence: Evidence, name: str) -> Value | None:
    """What stands in the dossier under a fact's name or a criterion's code."""
    given = evidence.grades.get((name, BOARD))
    if given is not None:
        return given.points if given.grade is None else given.grade
    return evidence.facts.get(name)


def pieces(evidence: Evidence) -> list[str]:
    """The names of all that counts in a dossier: the Organisation Board's grades and points, and facts."""
    return [*(code for code, side in evidence.grades if side == BOARD), *evidence.facts]


def asked_of(scheme: Scheme, kind: str) -> list[Rule]:
    return [rule for rule in scheme.rules if rule.kinds is None or kind in rule.kinds]


def adds_up(rule: Rule, evidence: Evidence) -> bool:
    """Whether the figures that a rule takes shares of can all be right together."""
    return all(
        _rated_adds_up(evidence, "members" if evidence.is_branch else "subs")
        if name == "share_rated"
        else name != "share_of_facts" or _part_of(evidence, asked["part"], asked["whole"])
        for name, asked in rule.questions
    )


def _rated_adds_up(evidence: Evidence, stem: str) -> bool:
    total = evidence.count(stem)
    if total is None:
        return True
    total -= evidence.count("members_not_rated") or 0 if stem == "members" else 0
    known = [count for rank in "1234" if (count := evidence.count(f"{stem}_{rank}")) is not None]
    return total > 0 and (sum(known) == total if len(known) == 4 else sum(known) <= total)


def _part_of(evidence: Evidence, part: str, whole: str) -> bool:
    some, every = evidence.count(part), evidence.count(whole)
    return some is None or every is None or some <= every


def in_doubt(rule: Rule, evidence: Evidence) -> bool:
    """Whether a rule of one question cannot be told from what is there, all of it being there."""
    ((name, asked),) = rule.questions
    if name == "grades_at_least":
        return bool(asked.get("basically")) and _some_lower(evidence, asked)
    if name == "none_of":
        return bool(asked.get("remedied_excused")) and _some_remedied(evidence)
    if name == "points_at_least" and evidence.form is not None:
        return not any(evidence.applies(line.code) for line in evidence.form.criteria)
    return not adds_up(rule, evidence)


def _some_lower(evidence: Evidence, asked: Parameters) -> bool:
    lines = evidence.form.criteria if evidence.form else ()
    applied = [grade for line in lines if (grade := evidence.grade(line.code)) not in (None, NOT_APPLIED)]
    return {not_worse(grade, asked["grade"]) for grade in applied if grade} == {True, False}


def _some_remedied(evidence: Evidence) -> bool:
    who = [name for name in DISCIPLINE if name != "subs_disciplined" or not evidence.is_branch]
    return 0 < (evidence.count("discipline_remedied") or 0) < sum(evidence.count(name) or 0 for name in who)


def _fact(scheme: Scheme, fact: FactKind) -> st.SearchStrategy[Value]:
    if fact.kind == COUNT:
        return st.integers(0, 12) | st.integers(0, 10**9 - 1)
    if fact.kind == LEVEL:
        return st.sampled_from([*(level.code for level in scheme.levels), "none"])
    return st.integers(0, 1)


def _given(line: Criterion) -> st.SearchStrategy[Graded]:
    if line.points is None:
        return st.sampled_from([*GRADES, NOT_APPLIED]).map(lambda grade: Graded(grade, None))
    return st.integers(0, line.points).map(lambda points: Graded(None, points)) | st.just(Graded(NOT_APPLIED, None))


@st.composite
def dossiers(draw: st.DrawFn, scheme: Scheme) -> Evidence:
    """Any dossier of valid values: a clean one with a few changes, or whatever is there."""
    kind = draw(st.sampled_from(KINDS))
    start = clean(scheme, kind)
    form = scheme.form(kind) or draw(st.sampled_from([None, *scheme.forms]))
    values: dict[str, st.SearchStrategy[Value] | st.SearchStrategy[Graded]] = {
        fact.name: _fact(scheme, fact) for fact in FACTS
    }
    values |= {line.code: _given(line) for line in (form.criteria if form else ())}
    if form == start.form and draw(st.booleans()):
        names = draw(st.lists(st.sampled_from(sorted(values)), unique=True, max_size=6))
        return changed(start, {name: draw(st.none() | values[name]) for name in names})
    bare = changed(Evidence(kind, form), draw(st.fixed_dictionaries({}, optional=values)))
    others = [(line.code, side) for line in (form.criteria if form else ()) for side in SIDES if side != BOARD]
    argued = draw(st.dictionaries(st.sampled_from(others), st.sampled_from(GRADES))) if others else {}
    return replace(bare, grades={**bare.grades, **{at: Graded(grade, None) for at, grade in argued.items()}})
