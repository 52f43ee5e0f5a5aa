"""Putting checks and caps into words: what a rule says of an organisation, from what, by which clause."""

from __future__ import annotations

from store.rules.caps import Cap
from store.rules.checks import Finding, Support
from store.rules.facts import BY_NAME
from store.rules.predicates import FAIL, PASS, UNKNOWN
from store.rules.scheme import Scheme
from store.rules.text import decimal, visible, width
from tui.telling import Teller

NAMED = 3
"""So many missing pieces of evidence are named before the dots."""


class CheckTeller:
    """Tells the checks of one scheme in one language."""

    def __init__(self, teller: Teller, scheme: Scheme) -> None:
        """Take the words and the scheme."""
        self.teller, self.words, self.scheme = teller, teller.words, scheme

    def answer(self, support: Support) -> str:
        """The head of the checks: up to which level the dossier carries, or that it cannot be told."""
        best = self.supported(support)
        if best is None:
            return self.words("check.unsupported")
        return self.words("check.supported", level=self.teller.level(best, "wide"))

    def supported(self, support: Support) -> str | None:
        """The level up to which the dossier carries, ``None`` where it cannot be told."""
        best = support.supported
        lowest = self.scheme.levels[-1].code
        return None if best == lowest and support.verdicts[-2].outcome == UNKNOWN else best

    def open_findings(self, support: Support, level: str | None = None) -> tuple[Finding, ...]:
        """What is not met or cannot be told of a level, by default of the one above the supported, failed first."""
        verdict = support.verdict(level if level is not None else self._next(support) or "")
        return tuple(each for each in verdict.findings if each.outcome != PASS) if verdict else ()

    def line(self, finding: Finding, columns: int | None = None) -> str:
        """One finding in a line: mark, outcome, level, what it says, where that stands if there is room for it."""
        said = self.words(
            "check.line",
            mark=self.words(f"check.mark.{finding.outcome}"),
            outcome=self.words(f"check.outcome.{finding.outcome}"),
            level=self.teller.level(finding.level, "narrow", self.scheme.code),
            told=self.told(finding),
        )
        whole = f"{said} ({self.source(finding)})"
        return whole if columns is None or width(whole) <= columns else said

    def source(self, finding: Finding) -> str:
        """The source of the rule, with a ``?`` where it was not read there; where none is known, that."""
        if finding.source is None:
            return self.words("check.unverified")
        return finding.source if finding.verified else f"{finding.source}, ?"

    def told(self, finding: Finding) -> str:
        """What the rule says of this organisation, without level and source."""
        facts = {name: self._fact(name, value) for name, value in finding.told.items()}
        if finding.predicate.startswith("grades"):
            facts |= {
                name: self._grade(str(finding.told[name])) for name in ("wanted", "grade") if name in finding.told
            }
        facts["missing"] = self.missing(finding)
        if "rank" in finding.told:
            rank = int(finding.told["rank"])
            facts["level"] = self.teller.level(self.scheme.levels[rank - 1].code, "wide", self.scheme.code)
        key = f"check.{finding.predicate}.{finding.outcome}"
        if finding.outcome == UNKNOWN and not finding.missing and self.words.has(f"check.{finding.predicate}.doubt"):
            key = f"check.{finding.predicate}.doubt"
        return self.words(key, **facts)

    def missing(self, finding: Finding) -> str:
        """The first pieces of evidence that are not there."""
        names = [self.evidence(name) for name in finding.missing]
        return ", ".join(names[:NAMED]) + (", …" if len(names) > NAMED else "")

    def evidence(self, name: str) -> str:
        """A piece of evidence by its name: a fact's words, or a criterion's code."""
        if name in BY_NAME:
            return self.words(f"fact.{name}")
        return self.words(f"evidence.{name}") if self.words.has(f"evidence.{name}") else name

    def _fact(self, name: str, value: int | str) -> object:
        if name in ("share", "percent") and isinstance(value, int):
            return decimal(value, self.words.lang).removesuffix(",00").removesuffix(".00")
        if name == "points":
            return decimal(int(value), self.words.lang)
        if name in ("wanted", "grade", "level"):
            return self._rating(str(value))
        if name in ("part", "whole", "fact", "body"):
            return self.words(f"fact.{value}")
        return self.words(f"of.{value}") if name == "of" else value

    def _grade(self, code: str) -> str:
        """A criterion's grade in words, which are not those of the level of the same code."""
        key = f"grade.{code}.full"
        return self.words(key) if self.words.has(key) else visible(code)

    def _rating(self, code: str) -> str:
        known = any(level.code == code for level in self.scheme.levels)
        key = f"grade.{code}.full"
        return (
            self.teller.level(code, "wide", self.scheme.code) if known or not self.words.has(key) else self.words(key)
        )

    def cap(self, now: Cap, then: Cap | None = None) -> str:
        """How a group stands against the cap, or how it would: ``tối đa 3 → 2: vượt 2``."""
        would = then or now
        if would.cap is None or now.cap is None:
            return self.words("cap.unknown")
        name = "over" if would.over else "within"
        if would.cap == now.cap:
            return self.words(f"cap.{name}", cap=would.cap, over=would.over or 0)
        return self.words(
            "cap.moved_over" if would.over else "cap.moved", before=now.cap, cap=would.cap, over=would.over or 0
        )

    def telling(
        self,
        support: Support,
        level: str | None = None,
        *,
        rows: int = 2,
        columns: int | None = None,
        passed: bool = False,
    ) -> list[str]:
        """The findings that say most, failed first, in so many lines: of one level, or of the next better one.

        With ``passed`` what is met stands after them, where there is room.
        """
        wanted = level if level is not None else self._next(support)
        verdict = support.verdict(wanted or "")
        findings = verdict.findings if verdict else ()
        found = [each for each in findings if each.outcome != PASS]
        found += [each for each in findings if passed and each.outcome == PASS]
        return [self.line(each, columns) for each in found[:rows]]

    def _next(self, support: Support) -> str | None:
        """The level just above the one that is supported."""
        codes = [level.code for level in self.scheme.levels]
        place = codes.index(support.supported) if support.supported in codes else len(codes)
        return codes[place - 1] if place else None


def failed(support: Support, level: str | None) -> bool:
    """Whether a level would go against a rule."""
    verdict = support.verdict(level or "")
    return verdict is not None and any(each.outcome == FAIL for each in verdict.findings)
