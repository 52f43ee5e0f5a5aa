"""A process that changes a store and says each change that was acknowledged, one JSON line each.

Run as ``python -m tests.store.writer TASK PATH MODE NAME [COUNT]``.
"""

from __future__ import annotations

import json
import os
import sys
from itertools import count
from pathlib import Path

from store.commands.assessment import adjust, rate
from store.db import connect
from store.errors import NotOpened, Stale
from store.live import drafts
from store.queries.comparison import comparison
from tests.kit.libraries import BINH, library, opened

PATIENCE = 120
"""Seconds that a writer waits for the others: a busy test machine is no fault."""

SHARED = "xa-chi-lang"
"""The organisation that all writers adjust."""

LEVELS = ("XS", "TOT", "HT", "KHT")


def say(**facts: object) -> None:
    """One acknowledged change, on its way out of the process at once."""
    sys.stdout.write(json.dumps(facts) + "\n")
    sys.stdout.flush()


def own(name: str) -> str:
    """The organisation that only this writer rates."""
    return comparison().rows[1 + int(name)].organisation


def rate_own(organisation: str, level: str) -> None:
    saved = rate(BINH, organisation=organisation, self_level=level)
    say(entry=saved.entry, organisation=organisation, column="self_level", level=level)


def adjust_shared(name: str, turn: int) -> None:
    """Move the shared organisation on from what stands, looking again each time somebody else was first."""
    while True:
        row = next(each for each in comparison().rows if each.organisation == SHARED)
        level = LEVELS[(LEVELS.index(row.proposed_level or "KHT") + 1) % len(LEVELS)]
        try:
            entry = adjust(
                BINH,
                organisation=SHARED,
                level=level,
                stage="proposed",
                reason="other",
                note=f"{name}/{turn}",
                if_version=row.version,
            ).entry
        except Stale:
            continue
        say(entry=entry, organisation=SHARED, column="proposed_level", level=level, seen=row.version)
        return


def write(path: Path, name: str, turns: int) -> None:
    """Take turns on the own and the shared organisation; without end where ``turns`` is 0."""
    with opened(path):
        mine = own(name)
        for turn in range(turns) if turns else count():
            rate_own(mine, LEVELS[turn % len(LEVELS)])
            adjust_shared(name, turn)


def together(path: Path, many: int, turns: int) -> None:
    """As ``write``, by so many processes at once; what each says stands in a file of its name beside the store.

    What the program consists of is read once, before they part; nobody is at the store by then.
    """
    writers = []
    for name in map(str, range(many)):
        if writer := os.fork():
            writers.append(writer)
            continue
        with path.with_name(f"said-{name}").open("w", encoding="utf-8") as sys.stdout:
            write(path, name, turns)
        os._exit(0)
    ended = [os.waitpid(writer, 0)[1] for writer in writers]
    sys.exit(int(any(ended)))


def type_on(path: Path, name: str) -> None:
    """Keep a draft as somebody types, without end."""
    with opened(path):
        for length in count(1):
            drafts.keep(name, "note", {"text": "ơ" * length})
            say(length=length)


def create(path: Path, name: str) -> None:
    from seed.load import create_store  # what the many others need not read

    try:
        create_store(path, name)
    except NotOpened as refused:
        say(code=refused.code)
    else:
        say(code="created")


def main() -> None:
    task, path, mode, name, *turns = sys.argv[1:]
    connect.BUSY_SECONDS = PATIENCE
    with library(mode):
        if task == "write":
            write(Path(path), name, int(turns[0]))
        elif task == "together":
            together(Path(path), int(name), int(turns[0]))
        elif task == "type":
            type_on(Path(path), name)
        else:
            create(Path(path), name)


if __name__ == "__main__":
    main()
