"""From the chair's last key to papers on disk: minutes of 59 items with 100 speeches, and 59 notices."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from pathlib import Path

from seed.demo import create_demo
from seed.papers import FOLDER
from store import clock
from store.commands.agenda import add_items
from store.commands.assessment import rate
from store.commands.attendance import attend, invite
from store.commands.meeting import appoint, close_meeting, open_meeting, plan_meeting, ready_meeting, set_decision
from store.commands.room import agree_item, move_room, note_speech
from store.db import connect
from store.exports import make
from store.queries.comparison import comparison
from store.queries.meeting import people
from store.words import Words
from tui.cli.exporting import put

AIM = 10.0
"""Seconds for the minutes of a meeting that took up everybody one by one."""

SPEECHES = 100


def sat(store: Path) -> None:
    """A made-up meeting in which every organisation is an item of its own; closed, with a decision's number."""
    create_demo(store, "an")
    connect.open_store(store)
    try:
        _hold()
    finally:
        connect.disconnect()


def _hold() -> None:
    day = clock.local(clock.now_ms(), 420).strftime("%d/%m/%Y")
    rows = comparison().rows
    for row in rows:
        if row.kept is None:
            rate("an", organisation=row.organisation, self_level="HT")
    plan_meeting("an", held_on=day, starts="08:00")
    everybody = [each.number for each in people()]
    invite("an", people=everybody)
    add_items("an", organisations=[row.organisation for row in rows])
    ready_meeting("an")
    attend("an", people=everybody, state="present")
    appoint("an", person=1, office="chair")
    open_meeting("an")
    for place, row in enumerate(rows, 1):
        move_room("an", to=place)
        for number in range(place, SPEECHES + 1, len(rows)):
            note_speech("an", person=everybody[number % len(everybody)], text=f"Made up, {row.tt}: speech {number}")
        agree_item("an", note="made up")
    close_meeting("an")
    set_decision("an", number="1", dated=day)


def papers(folder: Path, rounds: int) -> Iterator[str]:
    """Measure each paper whole: read, made, written and synced, as ``export`` does it."""
    store = folder / "sat.db"
    sat(store)
    connect.open_store(store)
    try:
        for kind, label in (("minutes", f"minutes, 59 items, {SPEECHES} speeches"), ("notices", "59 notices")):
            took = [_seconds(kind, folder / f"{kind}-{number}.docx") for number in range(rounds)]
            aim = f" (aim {AIM:.0f})" if kind == "minutes" else ""
            yield f"{label:32} {statistics.median(took):6.2f} s on disk   the first {took[0]:.2f} s{aim}"
    finally:
        connect.disconnect()


def _seconds(kind: str, target: Path) -> float:
    begun = time.perf_counter()
    put(make(kind, words=Words("vi"), shipped=FOLDER).content, target, force=False)
    return time.perf_counter() - begun
