"""What the rooms say of organisations, checks, caps and levels: whole sentences, never a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from store.commands.departures import would_stand
from store.errors import Refused
from store.queries.caps import CapView, caps
from store.queries.comparison import ComparisonRow, ComparisonView
from store.queries.news import LevelMoveView, NewsView
from store.queries.past import PastResult
from store.rules.checks import Finding, Support
from store.rules.comparison import distribution
from store.rules.distribution import Distribution
from store.rules.levels import NOT_RATED
from store.rules.predicates import PASS
from store.rules.scheme import Scheme
from tui.checking import CheckTeller
from tui.plain.aloud import quiet
from tui.telling import Teller


class AloudTeller(Teller):
    """Tells the store's codes and facts to the ear."""

    def move(self, move: LevelMoveView) -> str:
        """One level change; where no level stood before, the new one alone."""
        return super().move(move if move.from_level else replace(move, from_level=move.to_level))

    def news(self, news: NewsView) -> str:
        """One entry in a sentence; one that concerned no organisation ends with what was done."""
        return super().news(news).replace(": .", ".")

    def refusal(self, refused: Refused) -> str:
        """A refusal's sentence, its facts without signs too."""
        return quiet(super().refusal(refused))


class AloudChecks(CheckTeller):
    """Tells checks to the ear: what is missing is named whole."""

    def missing(self, finding: Finding) -> str:
        """All pieces of evidence that are not there."""
        return ", ".join(self.evidence(name) for name in finding.missing)


class Sentences:
    """Tells what was read of the store in one language."""

    def __init__(self, teller: Teller) -> None:
        """Take the words."""
        self.teller, self.words = teller, teller.words

    def unit(self, row: ComparisonRow) -> str:
        """Number and name."""
        return self.teller.numbered(row.tt, row.name)

    def level(self, code: str | None, scheme: str = "2019") -> str:
        """A level's one word."""
        return self.teller.level(code, "wide", scheme)

    def row(self, row: ComparisonRow) -> str:
        """An organisation with its three levels, as one of a list."""
        return self.words(
            "plain.row",
            tt=row.tt,
            name=self.teller.name(row.name),
            own=self.level(row.self_level),
            proposed=self.level(row.proposed_level),
            final=self.level(row.final_level),
        )

    def whole(self, row: ComparisonRow, scheme: Scheme) -> list[str]:
        """All that is known of an organisation: levels, what the dossier carries, reason and words, earlier years."""
        told = [
            " ".join(part for part in (self.row(row), self.step(row.difference), self.support(row, scheme)) if part)
        ]
        if row.full_name and row.full_name != row.name:
            told.append(self.words("plain.full_name", name=self.teller.name(row.full_name)))
        if row.reason or row.note:
            reason = (
                self.reason(row.reason, raises=(row.difference or 0) > 0)
                if row.reason
                else self.words("plain.no_reason")
            )
            told.append(self.words("plain.reasoned", reason=reason, note=row.note or self.words("plain.no_words")))
        told.append(self.past(row.past))
        return told if row.case is None or row.case.bare else [*told, f"{self.teller.case(row.case)}."]

    def step(self, step: int | None) -> str:
        """How far the standing level is from the self-rating; nothing where it is not."""
        if not step:
            return ""
        return self.words("plain.raised" if step > 0 else "plain.lowered", count=abs(step))

    def reason(self, code: str, *, raises: bool = False) -> str:
        """A reason's word."""
        return self.words(f"reason.{code}.box" + ("_raise" if raises else ""))

    def past(self, past: Sequence[PastResult]) -> str:
        """What is known of earlier years."""
        known = "; ".join(self._year(each) for each in past)
        return self.words("plain.past", known=known or self.words("plain.past_unknown"))

    def _year(self, past: PastResult) -> str:
        year = str(past.year) if past.year else self.words("plain.year_unknown")
        level = self.level(past.level, past.scheme or "2019") if past.level else self.words("level.unknown.wide")
        marks = [self.words("level.exemplary.wide")] if past.exemplary else []
        marks += [self.words("plain.slow")] if past.slow_to_improve else []
        return self.words("plain.year", year=year, level=", ".join([level, *marks]))

    # Checks

    def support(self, row: ComparisonRow, scheme: Scheme) -> str:
        """Up to which level the dossier carries."""
        if not row.has_evidence:
            return self.words("plain.no_evidence")
        return self.words("check.answer", support=AloudChecks(self.teller, scheme).answer(row.support))

    def finding(self, finding: Finding, scheme: Scheme) -> str:
        """One rule: what it says of the organisation, by which clause, from which source."""
        checks = AloudChecks(self.teller, scheme)
        return self.words(
            "plain.finding",
            said=checks.line(finding, 0),
            clause=finding.clause,
            source=self._source(finding),
        )

    def _source(self, finding: Finding) -> str:
        unread = self.words("check.unverified")
        if finding.source is None:
            return unread
        return finding.source if finding.verified else f"{finding.source}, {unread}"

    def against(self, support: Support, level: str, scheme: Scheme) -> list[str]:
        """What stands against a level or cannot be told for it: the rules broken below it, then its own."""
        broken = support.departed(level)
        verdict = support.verdict(level)
        open_ = [each for each in verdict.findings if each.outcome != PASS and each not in broken] if verdict else []
        return [self.finding(each, scheme) for each in (*broken, *open_)]

    # Levels and caps, as they stand and as they would

    def spread(self, counts: Distribution) -> str:
        """How many stand at each level that somebody stands at."""
        at = [(code, count) for code, count in (*counts.levels, (NOT_RATED, counts.not_rated)) if count]
        told = [self.words("plain.at_level", level=self.level(code), count=count) for code, count in at]
        if counts.unset:
            told.append(self.words("plain.at_none", count=counts.unset))
        return ", ".join(told)

    def would(self, view: ComparisonView, row: ComparisonRow, stage: str, level: str) -> list[str]:
        """How levels and caps would stand if a stage were set to a level."""
        after = would_stand(row, stage, level)
        counts = spread_of(view)
        would = counts.moved(row.effective, after)
        moved = [
            self.words("plain.from_to", what=self.level(code), before=counts.at(code), after=would.at(code))
            for code in dict.fromkeys((row.effective, after))
            if counts.at(code) != would.at(code)
        ]
        told = self.words("plain.would", moved="; ".join(moved)) if moved else self.words("plain.would_not")
        tried = caps(view, {row.organisation: after})
        pairs = [(now, then) for now, then in zip(caps(view), tried, strict=True) if self._concerns(now, row)]
        return [told, *(self.cap(now, view, then) for now, then in pairs)]

    @staticmethod
    def _concerns(each: CapView, row: ComparisonRow) -> bool:
        return each.whole or each.group == row.peer_group

    def cap(self, now: CapView, view: ComparisonView, then: CapView | None = None) -> str:
        """How a group stands against the cap, or how it would."""
        rule = view.scheme.cap
        after = then or now
        top = self.level(rule.top if rule else None)
        if now.cap.top == after.cap.top:
            counted = self.words("plain.at_level", level=top, count=now.cap.top)
        else:
            counted = self.words("plain.from_to", what=top, before=now.cap.top, after=after.cap.top)
        told = self.words(
            "plain.cap",
            group=self.group(now),
            counted=counted,
            stands=AloudChecks(self.teller, view.scheme).cap(now.cap, after.cap),
        )
        room = after.cap.headroom
        return told if then or room is None or after.cap.over else f"{told} {self.words('plain.headroom', count=room)}"

    def group(self, each: CapView) -> str:
        """A group's full name."""
        return self.words("group.whole.full" if each.whole else f"group.{each.group or 'unknown'}.full")

    def by_level(self, rows: Iterable[ComparisonRow], levels: Mapping[str, str]) -> list[str]:
        """Organisations named one by one under the level that each would have."""
        groups: dict[str, list[str]] = {}
        for row in rows:
            groups.setdefault(levels[row.organisation], []).append(self.unit(row))
        return [
            self.words("plain.named", level=self.level(code), count=len(names), names=", ".join(names))
            for code, names in groups.items()
        ]


def spread_of(view: ComparisonView) -> Distribution:
    """How many stand at each level now."""
    return distribution(view.scheme, ((row.effective, row.final_level is not None) for row in view.rows))
