"""What a level departs from: failed checks of its organisation, and a cap that it exceeds or exceeds further.

Checks inform and never block; going against one asks for words, which stand in the journal with the clause.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from store.errors import Refused
from store.queries.caps import caps
from store.queries.comparison import ComparisonRow, ComparisonView
from store.rules.comparison import effective
from store.rules.roles import FINAL, PROPOSED


@dataclass(frozen=True)
class Departure:
    """One clause departed from; ``rule`` is a rule's name or ``cap``, ``over`` how many stand above the cap."""

    organisation: str | None
    rule: str
    level: str
    clause: str
    over: int = 0


def would_stand(row: ComparisonRow, stage: str, level: str) -> str | None:
    """The effective level if a stage were set to a level."""
    proposed = level if stage == PROPOSED else row.proposed_level
    return effective(row.self_level, proposed, level if stage == FINAL else row.final_level)


def departures(view: ComparisonView, stage: str, levels: Mapping[str, str]) -> tuple[Departure, ...]:
    """What setting these levels at a stage would depart from, all of them together."""
    rows = {row.organisation: row for row in view.rows}
    found = [
        Departure(code, finding.rule, level, finding.clause)
        for code, level in levels.items()
        for finding in rows[code].support.departed(level)
    ]
    would = {code: would_stand(rows[code], stage, level) for code, level in levels.items()}
    rule = view.scheme.cap
    for before, after in zip(caps(view), caps(view, would), strict=True):
        over, was = after.cap.over, before.cap.over
        if rule is not None and over is not None and was is not None and over > was:
            found.append(Departure(None, "cap", rule.top, rule.clause, over))
    return tuple(found)


def expect_words(view: ComparisonView, found: tuple[Departure, ...], note: str | None) -> None:
    """Raise ``Refused`` naming what is departed from where no words go with it."""
    if note or not found:
        return
    first = found[0]
    if first.organisation is None:
        raise Refused("cap_note_missing", clause=first.clause, over=first.over)
    row = next(row for row in view.rows if row.organisation == first.organisation)
    raise Refused("check_note_missing", tt=row.tt, name=row.name, level=first.level, clause=first.clause)
