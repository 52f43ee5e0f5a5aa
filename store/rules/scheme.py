"""Rating schemes: an ordered list of levels with the guidance it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

NOT_RATED = "none"
"""The pseudo-level of an organisation that is not rated, with a reason; it has no rank."""


@dataclass(frozen=True)
class Level:
    """One level of a scheme; ``rank`` 1 is the best."""

    code: str
    rank: int


@dataclass(frozen=True)
class Scheme:
    """One edition of a scheme: its code, its levels best first, the guidance and the rating years."""

    code: str
    levels: tuple[Level, ...]
    guidance: tuple[str, ...]
    from_year: int
    to_year: int | None

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
    return Scheme(
        code=str(body["code"]),
        levels=tuple(Level(str(code), rank) for rank, code in enumerate(body["levels"], start=1)),
        guidance=tuple(str(line) for line in body["guidance"]),
        from_year=int(body["from_year"]),
        to_year=None if body["to_year"] is None else int(body["to_year"]),
    )
