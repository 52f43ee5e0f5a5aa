"""A process at the table: agrees the first item and moves the room once, or moves it without end, and says what came.

Run as ``python -m tests.store.mover TASK PATH LOGIN``.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from itertools import cycle
from pathlib import Path

from store.commands.room import agree_item, move_room
from store.db import connect
from store.errors import Refused
from tests.kit.stores import opened
from tests.store.writer import PATIENCE, say


def tried(act: Callable[[], object]) -> str:
    try:
        act()
    except Refused as refused:
        return refused.code
    return "done"


def together(who: str) -> None:
    """What was on the screen when the key was pressed: nothing agreed, the room at no item."""
    agreed = tried(lambda: agree_item(who, item=1))
    say(agreed=agreed, moved=tried(lambda: move_room(who, to="next", if_item=0)))


def without_end(who: str) -> None:
    for place in cycle((2, 3, 1)):
        say(entry=move_room(who, to=place).entry)


def main() -> None:
    task, path, who = sys.argv[1:]
    connect.BUSY_SECONDS = PATIENCE
    with opened(Path(path)):
        say(ready=True)
        if task == "together":
            sys.stdin.readline()
            together(who)
        else:
            without_end(who)


if __name__ == "__main__":
    main()
