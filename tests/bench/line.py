"""A stopwatch on a pseudo-terminal: bytes are time-stamped as they come and looked at only afterwards."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Mapping
from dataclasses import dataclass

PATIENCE = 20.0


@dataclass(frozen=True)
class Keys:
    """What single keys cost: milliseconds to the first byte of the answer, and bytes of it, one each."""

    milliseconds: tuple[float, ...]
    sizes: tuple[int, ...]


class Line:
    """One program at one terminal of 80×24."""

    def __init__(self, arguments: list[str], environment: Mapping[str, str]) -> None:
        """Start ``python`` with the arguments; the clock runs from just before."""
        self.begun = time.perf_counter()
        self.pid, self.handle = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
            os.execve(sys.executable, [sys.executable, "-X", "utf8", *arguments], dict(environment))

    def until(self, text: str) -> float:
        """Milliseconds from the start until the text has been sent; raises ``TimeoutError``."""
        wanted, seen = text.encode(), bytearray()
        while wanted not in seen:
            chunk = self._chunk(PATIENCE)
            if not chunk:
                raise TimeoutError(text)
            seen += chunk
        return (time.perf_counter() - self.begun) * 1000

    def rest(self, quiet: float = 0.3) -> None:
        """Read until nothing has come for so long."""
        while self._chunk(quiet):
            pass

    def press(self, keys: bytes, times: int) -> Keys:
        """Press a key again and again, each when the answer to the one before has ended."""
        took, sizes = [], []
        for _ in range(times):
            pressed = time.perf_counter()
            os.write(self.handle, keys)
            first = self._chunk(PATIENCE)
            took.append((time.perf_counter() - pressed) * 1000)
            size = len(first)
            while more := self._chunk(0.05):
                size += len(more)
            sizes.append(size)
        return Keys(tuple(took), tuple(sizes))

    def _chunk(self, seconds: float) -> bytes:
        ready, _, _ = select.select([self.handle], [], [], seconds)
        return os.read(self.handle, 65536) if ready else b""

    def end(self) -> None:
        """Stop the program that was started."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.handle)
