"""What a process that may be killed at any moment says, and how it is heard: JSON lines, whole or not at all."""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NoReturn

Told = dict[str, Any]
"""One line: ``{"begins": …}`` before something, or what was acknowledged after it."""


class Mouth:
    """The writing end of a pipe: a line leaves the process at once, in one piece."""

    def __init__(self, handle: int) -> None:
        """Take the end."""
        self._handle = handle

    def __call__(self, **facts: object) -> None:
        """Say one line; it is shorter than what the kernel writes in one piece."""
        os.write(self._handle, json.dumps(facts, ensure_ascii=False).encode() + b"\n")


@dataclass
class Child:
    """A forked process, by the name and the kind it goes by, with what it has said so far."""

    name: str
    kind: str
    pid: int
    ear: int
    told: list[Told] = field(default_factory=list)
    _rest: bytes = b""

    def listen(self) -> None:
        """Take what has come; wait for nothing."""
        while True:
            try:
                data = os.read(self.ear, 65536)
            except BlockingIOError:
                return
            if not data:
                return
            *lines, self._rest = (self._rest + data).split(b"\n")
            self.told += [json.loads(line) for line in lines]

    @property
    def doing(self) -> str:
        """In the middle of what it is, as far as it has said."""
        return str(self.told[-1].get("begins", "between")) if self.told else "beginning"

    def kill(self) -> int:
        """kill -9, and hear the rest; answers how it ended, -9 where it was still alive."""
        os.kill(self.pid, signal.SIGKILL)
        return self.end()

    def end(self) -> int:
        """Wait for its end and hear the rest; answers how it ended."""
        status = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        self.listen()
        os.close(self.ear)
        return status


def fork(name: str, kind: str, work: Callable[[Mouth], None]) -> Child:
    """Begin a process that does this work and ends; whoever forks must not be connected to a store."""
    ear, mouth = os.pipe()
    sys.stderr.flush()
    sys.stdout.flush()
    pid = os.fork()
    if pid == 0:
        os.closerange(3, mouth)  # nobody but its parent hears it: when that is gone, it ends at its next word
        os.closerange(mouth + 1, 1024)
        _become(work, Mouth(mouth))
    os.close(mouth)
    os.set_blocking(ear, False)
    return Child(name, kind, pid, ear)


def asked(work: Callable[[Mouth], None]) -> list[Told]:
    """What a process says that does this work to its end, which must be a good one."""
    child = fork("asked", "asked", work)
    os.set_blocking(child.ear, True)
    child.listen()
    status = child.end()
    if status:
        raise RuntimeError(f"a process that looks at the store ended with {status}")
    return child.told


def _become(work: Callable[[Mouth], None], mouth: Mouth) -> NoReturn:
    status = 1
    try:
        work(mouth)
        status = 0
    except BaseException as fault:
        sys.excepthook(type(fault), fault, fault.__traceback__)
        raise
    finally:
        sys.stderr.flush()
        os._exit(status)
