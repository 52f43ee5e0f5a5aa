"""A process with one SQLite library at one store, told line by line what to do; it answers each with one JSON line.

Run as ``python -m tests.store.keeper old|new PATH SECONDS``: ``old`` takes Python's own SQLite, and takes it for one
with the WAL-reset fault whatever it is; SECONDS is how long it waits for others.
"""

from __future__ import annotations

import json
import sys

OLD = sys.argv[1:2] == ["old"]
if OLD:
    vars(sys)["modules"]["pysqlite3"] = None  # peewee finds none and takes Python's own

from collections.abc import Callable  # noqa: E402
from pathlib import Path  # noqa: E402

from store.commands.assessment import rate  # noqa: E402
from store.db import connect  # noqa: E402
from store.errors import Refused  # noqa: E402
from store.queries.verification import verify  # noqa: E402
from tests.kit.stores import BINH, LIBRARIES, level, sql  # noqa: E402

LANG = "xa-chi-lang"


def rated(self_level: str) -> int:
    return rate(BINH, organisation=LANG, self_level=self_level).entry


def turned(mode: str) -> str:
    """As a program that is not ours does it."""
    return str(sql(f"PRAGMA journal_mode={mode}")[0][0])


DEEDS: dict[str, Callable[..., object]] = {
    "open": lambda: connect.open_store(Path(sys.argv[2])),
    "close": connect.disconnect,
    "mode": connect.journal_in_use,
    "synchronous": lambda: sql("PRAGMA synchronous")[0][0],
    "rate": rated,
    "level": lambda: level(LANG, "self"),
    "turn": turned,
    "proof": lambda: (sql("PRAGMA integrity_check")[0][0], verify().difference),
}


def main() -> None:
    connect.library_version = lambda: LIBRARIES["truncate" if OLD else "wal"]
    connect.BUSY_SECONDS = float(sys.argv[3])  # type: ignore[assignment]
    for line in sys.stdin:
        deed, *words = line.split()
        try:
            answer = DEEDS[deed](*words)
        except Refused as refused:
            answer = refused.code
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
