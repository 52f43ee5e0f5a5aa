"""Making a file whole under another name: held while it is made, so that what a killed process left can be told."""

from __future__ import annotations

import fcntl
import glob
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

NEW = re.compile(r"\.thamdinh-\w+\.new")
"""A store in the making: at its founding, or while a copy is made ready to be restored."""


@contextmanager
def making(folder: Path, prefix: str = ".thamdinh-", suffix: str = ".new") -> Iterator[Path]:
    """An empty file in the folder, for its owner only; at the end it and what lies beside it are taken away.

    Raises ``OSError`` where none can be made.
    """
    handle, path = _held(folder, prefix, suffix)
    try:
        yield path
    finally:
        _take_away(path)
        os.close(handle)


def _held(folder: Path, prefix: str, suffix: str) -> tuple[int, Path]:
    while True:
        handle, name = tempfile.mkstemp(prefix=prefix, suffix=suffix, dir=folder)
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
        with suppress(FileNotFoundError):
            if Path(name).stat().st_ino == os.fstat(handle).st_ino:
                return handle, Path(name)
        os.close(handle)  # somebody swept it away before it was held


def sweep(folder: Path, names: re.Pattern[str] = NEW) -> None:
    """Take away what killed processes left half made; what somebody is making, or may not be touched, stays."""
    with suppress(OSError):
        for each in list(folder.iterdir()):
            if names.fullmatch(each.name) and not each.is_symlink():
                with suppress(OSError):
                    _sweep(each)


def _sweep(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        _take_away(path)
    finally:
        os.close(handle)


def _take_away(path: Path) -> None:
    for each in path.parent.glob(f"{glob.escape(path.name)}*"):
        each.unlink(missing_ok=True)
