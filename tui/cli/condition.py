"""Telling the condition of the store: a line a finding, with what mends it."""

from __future__ import annotations

from store.queries.condition import Condition
from tui.telling import Teller


def told(found: Condition, teller: Teller) -> str:
    """One finding in a line: marked as well or not, what was found, and where it is not well what mends it."""
    mark = teller.words("doctor.well" if found.well else "doctor.ill")
    if found.refused is not None:
        return f"{mark} {teller.refusal(found.refused)}"
    text = f"{mark} {teller.words(f'condition.{found.code}', **found.facts)}"
    return text if found.well else f"{text} – {teller.words(f'condition.mend_{found.code}', **found.facts)}"
