"""Refusals: what the store will not do, as a code with facts; the sentences stand in the words files."""

from __future__ import annotations

Fact = str | int | None
"""One value that a refusal's sentence names."""


class Refused(Exception):  # noqa: N818 - a refusal is an answer, not a fault of the program
    """The store declines; ``code`` names the sentence ``refusal.<code>``, ``facts`` fill it."""

    def __init__(self, code: str, **facts: Fact) -> None:
        """Keep the code and the facts; nothing is put into words here."""
        super().__init__(code, facts)
        self.code = code
        self.facts: dict[str, Fact] = facts


class Stale(Refused):
    """Somebody changed what the caller was looking at; ``facts`` say who, when and to what."""


class NotOpened(Refused):
    """The store's file cannot be used: foreign, newer, older, missing, or on a network file system."""


class Unavailable(Refused):
    """The engine could not write now (disk full, locked, read-only); nothing was recorded."""
