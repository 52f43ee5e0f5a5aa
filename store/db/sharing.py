"""Telling each other, on the store's folder, who is at work there and with which kind of SQLite library.

A library with the WAL-reset fault holds a shared lock on the folder as long as it is connected; a sound one turns a
file to WAL only while it has that lock for itself. Every connection, whichever the library, holds one byte of the
folder that stands for the store's name, so that a restore sees who is there, also where SQLite itself holds no lock.
The kernel lets go of all of it whenever a process ends, however it ends.
"""

from __future__ import annotations

import fcntl
import os
import struct
import sys
import zlib
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


class Mark:
    """The sign of a connection to a store, for whoever wants the file for itself."""

    def __init__(self, path: Path) -> None:
        """Be there; to be set before the file is opened. A folder that may not be read carries no marks."""
        self._handle: int | None = None
        try:
            self._handle = os.open(path.resolve().parent, os.O_RDONLY)
            _byte(self._handle, "F_OFD_SETLK", fcntl.F_RDLCK, path)
        except OSError:
            self.leave()

    def leave(self) -> None:
        """Be gone."""
        if self._handle is not None:
            os.close(self._handle)
        self._handle = None


def is_held(path: Path) -> bool:
    """Whether a connection of any process is at the store; raises ``OSError`` for a folder that cannot be read."""
    handle = os.open(path.resolve().parent, os.O_RDONLY)
    try:
        return _byte(handle, "F_OFD_GETLK", fcntl.F_WRLCK, path) != fcntl.F_UNLCK
    finally:
        os.close(handle)


_LAYOUT = "hhqqi4x"
"""How Linux lays out a lock: kind, from where, first byte, how many, whose."""


def _byte(handle: int, how: str, kind: int, path: Path) -> int:
    """Ask about, or take, the byte of a store's name; answers the kind of lock that is there. Linux only."""
    if sys.platform != "linux":
        return int(fcntl.F_UNLCK)
    name = os.fsencode(path.resolve().name)
    asked = struct.pack(_LAYOUT, kind, os.SEEK_SET, 1 + zlib.crc32(name), 1, 0)
    answer = fcntl.fcntl(handle, getattr(fcntl, how), asked)
    return int(struct.unpack(_LAYOUT, answer)[0])


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
