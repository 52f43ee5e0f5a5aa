"""What can be imported: the kinds that are ready, and those that the command line knows by name only."""

from __future__ import annotations

from store.errors import Refused

SELF_RATINGS, FACTS = "self-ratings", "facts"
ORGANISATIONS, REGISTER_CHANGES = "organisations", "register-changes"
REGISTER = (ORGANISATIONS, REGISTER_CHANGES)
"""Names, groups and counts of the register; what becomes of organisations on a date."""

READY = (SELF_RATINGS, FACTS, *REGISTER)
"""Self-ratings with the own grades of the form; what is known beside the form; the register."""

KINDS = (*REGISTER, SELF_RATINGS, FACTS, "profile")
"""All kinds of the command line's contract."""


def expect_ready(kind: str) -> None:
    """Raise ``Refused("import_kind")`` for a kind that cannot be imported yet."""
    if kind not in READY:
        raise Refused("import_kind", kind=kind, known=", ".join(READY))
