"""Whether anybody is still there: a line that is painted on unasked is asked now and then, and must answer.

sshd asks a client only after a whole silent interval, so a laptop that freezes while others keep changing things would
never be noticed. An idle screen asks nothing: then sshd does. Only a terminal that has answered once is held to it.
"""

from __future__ import annotations

from store import clock

QUESTION = "\x1b[5n"
"""Are you well?"""

ANSWER = "\x1b[0n"

EVERY_MS = 15_000
"""So long after the last sign of life, and between two questions; as sshd is told to ask."""

TIMES = 3
"""So many questions in a row may stay without an answer."""


class Presence:
    """What one line has said, and what it was asked; told by the thread that reads it, asked by the loop."""

    def __init__(self) -> None:
        """Begin having heard nothing."""
        self.answers = False
        self._heard_at = clock.ticks_ms()
        self._asked_at = self._heard_at
        self._asked = 0
        self._painted = False

    def heard(self, text: str) -> None:
        """The line said something: whatever it was, somebody is there."""
        self.answers = self.answers or ANSWER in text
        self._heard_at, self._asked, self._painted = clock.ticks_ms(), 0, False

    def painted(self) -> None:
        """Something was painted that nobody at this line asked for."""
        self._painted = True

    def asks(self) -> bool:
        """Whether the line is to be asked now, having been painted on; counts it as asked."""
        if not self._painted or self._asked >= TIMES or not self._waited():
            return False
        self._asked, self._asked_at, self._painted = self._asked + 1, clock.ticks_ms(), False
        return True

    @property
    def gone(self) -> bool:
        """Whether nobody answers who used to."""
        return self.answers and self._asked >= TIMES and self._waited()

    def _waited(self) -> bool:
        return clock.ticks_ms() - max(self._heard_at, self._asked_at) >= EVERY_MS


LINE = Presence()
"""The line of this process."""
