"""Telling each other, on the store's folder, which kind of SQLite library is at work there.

A library with the WAL-reset fault holds a shared lock on the folder as long as it is connected; a sound one turns a
file to WAL only while it has that lock for itself. The kernel lets go of it whenever a process ends, however it ends.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Presence:
    """The mark that a library with the fault leaves on a folder."""

    def __init__(self, folder: Path) -> None:
        """Be there; where a sound one is turning the file just now, unseen: every change looks again."""
        self._handle = os.open(folder, os.O_RDONLY)
        _lock(self._handle, fcntl.LOCK_SH)

    def leave(self) -> None:
        """Be gone."""
        os.close(self._handle)


@contextmanager
def undisturbed(folder: Path) -> Iterator[bool]:
    """Whether no library with the fault is at work in the folder; while this lasts, none can mark itself there."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        yield _lock(handle, fcntl.LOCK_EX)
    finally:
        os.close(handle)


def _lock(handle: int, how: int) -> bool:
    try:
        fcntl.flock(handle, how | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
