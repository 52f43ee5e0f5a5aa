"""How long work tells how far it is, and how it is stopped."""

from __future__ import annotations

from collections.abc import Callable

from store.errors import Refused

Watch = Callable[[int, int], None]
"""Called with how much is done and how much there is; raises ``Stopped`` where the work is no longer wanted."""


class Stopped(Refused):
    """Long work was stopped by whoever wanted it; nothing is changed."""

    def __init__(self) -> None:
        """Keep no facts: there is nothing to add."""
        super().__init__("stopped")


def unwatched(done: int, total: int) -> None:
    """Nobody asks how far it is."""
