"""Which organisations can be agreed in one motion, and why another is lifted out."""

from __future__ import annotations

from collections.abc import Collection

NO_LEVEL, DIFFERENT, FAILED, OWED, DOSSIER = "no_level", "different", "failed", "owed", "dossier"
GAPS = (NO_LEVEL, DIFFERENT, FAILED, OWED, DOSSIER)
"""Why an organisation is lifted out: nothing to keep, a difference, a failed check, a rating owed, no dossier."""


def gap(
    level: str | None, difference: int | None, failed: Collection[object], *, owed: bool, handed_in: bool
) -> str | None:
    """The first reason for which a level is not agreed unspoken; ``None`` where nothing stands against it."""
    found = {
        NO_LEVEL: level is None,
        DIFFERENT: bool(difference),
        FAILED: bool(failed),
        OWED: owed,
        DOSSIER: not handed_in,
    }
    return next((code for code in GAPS if found[code]), None)
