"""Levels: what a scheme's ladder is made of."""

from __future__ import annotations

from dataclasses import dataclass

NOT_RATED = "none"
"""The pseudo-level of an organisation that is not rated, with a reason; it has no rank."""


@dataclass(frozen=True)
class Level:
    """One level of a scheme; ``rank`` 1 is the best."""

    code: str
    rank: int
