"""Checks that explain themselves: what each level's rules say, from what, by which clause; what is supported."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from store.rules.evidence import Evidence
from store.rules.predicates import FAIL, OUTCOMES, PASS, PREDICATES, Parameters, worst


@dataclass(frozen=True)
class Rule:
    """One rule of a level: a question with its parameters, the clause it stands on, whether that was read in a source.

    With ``any_of`` one of the questions is enough, else all must hold; ``kinds`` limits it to kinds of organisation.
    """

    name: str
    level: str
    questions: tuple[tuple[str, Parameters], ...]
    any_of: bool
    kinds: frozenset[str] | None
    clause: str
    source: str | None
    verified: bool


@dataclass(frozen=True)
class Finding:
    """One rule answered for one organisation."""

    level: str
    rule: str
    predicate: str
    outcome: str
    clause: str
    source: str | None
    verified: bool
    used: Mapping[str, int | str]
    missing: tuple[str, ...]
    told: Mapping[str, int | str]


@dataclass(frozen=True)
class LevelVerdict:
    """What all rules of one level come to."""

    level: str
    outcome: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Support:
    """What the dossier supports: the best level that passes, whether better ones fail or cannot be told, per level."""

    supported: str | None
    verdicts: tuple[LevelVerdict, ...]

    def verdict(self, level: str) -> LevelVerdict | None:
        """The verdict on one level."""
        return next((each for each in self.verdicts if each.level == level), None)

    def departed(self, level: str | None) -> tuple[Finding, ...]:
        """The failed rules that a decision for this level would depart from: its own and those of levels below it."""
        codes = [each.level for each in self.verdicts]
        asked = self.verdicts[codes.index(level) :] if level in codes else ()
        return tuple(finding for verdict in asked for finding in verdict.findings if finding.outcome == FAIL)


def rules_from(level_codes: Iterable[str], bodies: Iterable[Mapping[str, Any]]) -> tuple[Rule, ...]:
    """Build the rules of a scheme's body; raises ``KeyError`` for a missing part or an unknown question."""
    codes = tuple(level_codes)
    rules = []
    for body in bodies:
        asked = body.get("any") or body.get("all") or [body]
        questions = tuple((str(each["ask"]), {**each.get("with", {}), "codes": codes}) for each in asked)
        for name, _parameters in questions:
            if name not in PREDICATES:
                raise KeyError(name)
        kinds = body.get("kinds")
        rules.append(
            Rule(
                name=str(body["rule"]),
                level=str(body["level"]),
                questions=questions,
                any_of="any" in body,
                kinds=None if kinds is None else frozenset(str(kind) for kind in kinds),
                clause=str(body["clause"]),
                source=None if body["source"] is None else str(body["source"]),
                verified=bool(body["verified"]),
            )
        )
    return tuple(rules)


def find(rule: Rule, evidence: Evidence) -> Finding:
    """Answer one rule; of several questions the telling one is the one that decides."""
    answers = [(name, PREDICATES[name](evidence, parameters)) for name, parameters in rule.questions]
    pick = max if rule.any_of else min
    name, answer = pick(answers, key=lambda each: OUTCOMES.index(each[1].outcome))
    used = {key: value for _name, each in answers for key, value in each.used.items()}
    missing = answer.missing if answer.outcome != PASS else ()
    return Finding(
        level=rule.level,
        rule=rule.name,
        predicate=name,
        outcome=answer.outcome,
        clause=rule.clause,
        source=rule.source,
        verified=rule.verified,
        used=used,
        missing=missing,
        told=dict(answer.told),
    )


def support(levels: Iterable[str], rules: Iterable[Rule], evidence: Evidence) -> Support:
    """Check every level, best first; the lowest level has no rules and is always supported.

    A level holds where its own rules and those of all levels below it hold.
    """
    codes, known = tuple(levels), tuple(rules)
    verdicts: list[LevelVerdict] = []
    below = PASS
    for code in reversed(codes):
        mine = [rule for rule in known if rule.level == code and (rule.kinds is None or evidence.kind in rule.kinds)]
        findings = tuple(find(rule, evidence) for rule in mine)
        outcome = worst([below, *(each.outcome for each in findings)])
        below = outcome
        verdicts.append(LevelVerdict(code, outcome, _telling_first(findings)))
    verdicts.reverse()
    best = next((each.level for each in verdicts if each.outcome == PASS), None)
    return Support(best, tuple(verdicts))


def _telling_first(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Failed first, then what cannot be told, then what passes."""
    return tuple(sorted(findings, key=lambda each: OUTCOMES.index(each.outcome)))
