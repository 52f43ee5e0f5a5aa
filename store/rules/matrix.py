"""The matrix of a cycle: what each said of itself against the level that stands, counted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from store.rules.levels import NOT_RATED
from store.rules.scheme import Scheme

Code = str | None
"""A level's code; ``none`` is not rated, ``None`` without a level."""


@dataclass(frozen=True)
class Matrix:
    """Counts by self-rating (rows) and effective level (columns), both in the order of ``codes``."""

    codes: tuple[Code, ...]
    cells: tuple[tuple[int, ...], ...]

    @property
    def total(self) -> int:
        """All organisations."""
        return sum(self.row_sums)

    @property
    def row_sums(self) -> tuple[int, ...]:
        """By self-rating."""
        return tuple(sum(row) for row in self.cells)

    @property
    def column_sums(self) -> tuple[int, ...]:
        """By effective level."""
        return tuple(sum(column) for column in zip(*self.cells, strict=True))


def placed(scheme: Scheme, level: Code) -> Code:
    """Where a level stands in the matrix; one that the scheme does not have is none at all."""
    return level if level == NOT_RATED or scheme.has(level or "") else None


def matrix(scheme: Scheme, pairs: Iterable[tuple[Code, Code]]) -> Matrix:
    """Count pairs of self-rating and effective level; not rated and without a level only where somebody is."""
    found = [(placed(scheme, own), placed(scheme, level)) for own, level in pairs]
    used = {code for pair in found for code in pair}
    levels: Sequence[Code] = [level.code for level in scheme.levels]
    codes = (*levels, *(code for code in (NOT_RATED, None) if code in used))
    return Matrix(codes, tuple(tuple(found.count((own, level)) for level in codes) for own in codes))
