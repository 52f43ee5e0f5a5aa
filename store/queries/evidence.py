"""Evidence of all organisations of a cycle, read again only where something was touched."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from store.db.connect import generation, is_writing
from store.db.tables import Fact, Grade
from store.rules.checks import Support, support
from store.rules.evidence import Evidence
from store.rules.facts import BY_NAME, LEVEL, Value
from store.rules.forms import Graded
from store.rules.scheme import Scheme


@dataclass(frozen=True)
class Argued:
    """What is known of one organisation and, once asked for, what it supports."""

    scheme: Scheme
    evidence: Evidence

    @cached_property
    def support(self) -> Support:
        """The checks of every level."""
        return support([level.code for level in self.scheme.levels], self.scheme.rules, self.evidence)


class _Held(threading.local):
    """What this thread has read through its present connection: by assessment, at which version."""

    generation = -1
    known: dict[int, tuple[int, Argued]]


_held = _Held()


def argued(scheme: Scheme, assessments: Mapping[int, tuple[int, str]]) -> Mapping[int, Argued]:
    """The evidence of assessments, named with their version and kind of organisation.

    A version is the entry that last touched any part of an assessment: what was read at an equal one is up to date.
    Nothing read inside a change is kept, since that may be taken back and its number given to another.
    """
    if _held.generation != generation():
        _held.generation, _held.known = generation(), {}
    known = _held.known
    old = [key for key, (version, _kind) in assessments.items() if key not in known or known[key][0] != version]
    fresh: dict[int, tuple[int, Argued]] = {}
    if old:
        grades, facts = _grades(old), _facts(old)
        for key in old:
            version, kind = assessments[key]
            evidence = Evidence(kind, scheme.form(kind), grades.get(key, {}), facts.get(key, {}))
            fresh[key] = version, Argued(scheme, evidence)
    if not is_writing():
        known |= fresh
    return {key: (fresh.get(key) or known[key])[1] for key in assessments}


def value_of(name: str, text: str) -> Value:
    """A stored fact as rules use it: a number, or a level's code."""
    kind = BY_NAME.get(name)
    return text if kind is None or kind.kind == LEVEL else int(text)


def _grades(keys: list[int]) -> dict[int, dict[tuple[str, str], Graded]]:
    found: dict[int, dict[tuple[str, str], Graded]] = {}
    columns = (Grade.assessment, Grade.criterion, Grade.side, Grade.grade, Grade.points)
    for key, criterion, side, grade, points in Grade.select(*columns).where(Grade.assessment.in_(keys)).tuples():
        found.setdefault(key, {})[criterion, side] = Graded(grade, points)
    return found


def _facts(keys: list[int]) -> dict[int, dict[str, Value]]:
    found: dict[int, dict[str, Value]] = {}
    for key, name, value in (
        Fact.select(Fact.assessment, Fact.name, Fact.value).where(Fact.assessment.in_(keys)).tuples()
    ):
        found.setdefault(key, {})[name] = value_of(name, value)
    return found
