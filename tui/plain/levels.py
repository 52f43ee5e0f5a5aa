"""Levels as choices: by their digit, by their word in either language, by their code."""

from __future__ import annotations

from store.rules.levels import NOT_RATED
from store.rules.scheme import Scheme
from store.rules.text import fold
from tui.plain.aloud import in_all_languages
from tui.plain.asking import Choice
from tui.plain.session import Session


def level_words(code: str, scheme: str = "2019") -> frozenset[str]:
    """All words by which a level can be typed, without marks."""
    family = "none" if code == NOT_RATED else f"{'s2014' if scheme == '2014' else 'four'}.{code}"
    told = [in_all_languages(f"level.{family}.{form}") for form in ("wide", "full", "paper")]
    return frozenset({fold(code)}.union(*told))


def level_choices(session: Session, scheme: Scheme, *, rated: bool = False) -> tuple[Choice, ...]:
    """The scheme's levels by rank; 0 is not rated, which an organisation cannot say of itself (``rated``)."""
    codes = [(str(level.rank), level.code) for level in scheme.levels] + ([] if rated else [("0", NOT_RATED)])
    return tuple(
        Choice(code, session.teller.level(code, "wide", scheme.code), number, level_words(code, scheme.code))
        for number, code in codes
    )
