"""Rating schemes: levels, forms, rules and cap, each with the guidance it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from store.rules.caps import CapRule, cap_rule_from
from store.rules.checks import Rule, rules_from
from store.rules.forms import Form, form_from
from store.rules.levels import NOT_RATED, Level


@dataclass(frozen=True)
class Scheme:
    """One edition of a scheme: levels best first, guidance, rating years, forms, rules; without a cap ``None``."""

    code: str
    levels: tuple[Level, ...]
    guidance: tuple[str, ...]
    from_year: int
    to_year: int | None
    forms: tuple[Form, ...]
    rules: tuple[Rule, ...]
    cap: CapRule | None

    def form(self, kind: str) -> Form | None:
        """The form of a kind of organisation; ``None`` where it is not known which one holds."""
        return next((form for form in self.forms if kind in form.kinds), None)

    def has(self, code: str) -> bool:
        """Whether the scheme has a level of this code."""
        return any(level.code == code for level in self.levels)

    def rank(self, code: str) -> int | None:
        """1 for the best level and upwards; ``None`` for a code the scheme does not have (not rated, of another)."""
        return next((level.rank for level in self.levels if level.code == code), None)

    def by_digit(self, digit: int) -> str | None:
        """The level behind a digit key: 1 is the best level, 0 is not rated."""
        if digit == 0:
            return NOT_RATED
        return self.levels[digit - 1].code if 0 < digit <= len(self.levels) else None


def scheme_from(body: Mapping[str, Any]) -> Scheme:
    """Build a scheme from an edition's stored body.

    Raises ``KeyError`` or ``TypeError`` where the body lacks a part.
    """
    codes = [str(code) for code in body["levels"]]
    return Scheme(
        code=str(body["code"]),
        levels=tuple(Level(code, rank) for rank, code in enumerate(codes, start=1)),
        guidance=tuple(str(line) for line in body["guidance"]),
        from_year=int(body["from_year"]),
        to_year=None if body["to_year"] is None else int(body["to_year"]),
        forms=tuple(form_from(form) for form in body["forms"]),
        rules=rules_from(codes, body["rules"]),
        cap=None if body["cap"] is None else cap_rule_from(body["cap"]),
    )
