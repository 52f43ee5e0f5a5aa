"""A process that restores a copy and is killed in the middle: after so many pages, or when all is written.

Run as ``python -m tests.store.restorer COPY PATH MODE kept|pages NUMBER|written``: SIGKILL to itself when the store
that is there was kept, when so many pages were written (``-1``: all but one), or after the last. The cache is kept so
small that pages go to the disk before the end.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import Any

from store.commands.restoring import restore
from store.db import restoring
from tests.kit.stores import AN, engine, library


class Stopping:
    """SQLite's connection to the prepared store, whose copying is killed after so many pages."""

    def __init__(self, source: Any, pages: int) -> None:
        self._source, self._pages = source, pages

    def backup(self, target: Any, *, pages: int) -> None:
        """As SQLite's, one page at a time."""

        def look(_status: int, remaining: int, total: int) -> None:
            if total - remaining >= self._pages % total:
                die()

        target.execute("PRAGMA cache_size=4")
        self._source.backup(target, pages=pages and 1, progress=look)

    def close(self) -> None:
        """As SQLite's."""
        self._source.close()


def die() -> None:
    """kill -9."""
    os.kill(os.getpid(), signal.SIGKILL)


def main() -> None:
    copy, path, mode, when, *number = sys.argv[1:]
    pour = restoring.Held.pour

    def poured(held: restoring.Held, prepared: Path) -> None:
        if when == "kept":
            die()
        if when == "written":
            pour(held, prepared)
            die()
        connect = engine.connect
        vars(engine)["connect"] = lambda *args, **more: Stopping(connect(*args, **more), int(number[0]))
        pour(held, prepared)

    vars_of: Any = restoring.Held
    vars_of.pour = poured
    with library(mode):
        restore(AN, Path(copy), Path(path), force=True)


if __name__ == "__main__":
    main()
