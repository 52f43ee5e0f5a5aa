"""Every place's first paint on a long-lived store, beside the comparison's in the same run."""

from __future__ import annotations

import itertools
import statistics
from collections.abc import Iterator, Mapping
from pathlib import Path

from store.commands.base import Change, Row, command
from store.db import connect
from store.db.tables import Assessment
from store.live.preferences import prefer
from store.queries.verification import verify
from store.words import Words
from tests.bench.line import Line
from tui.personal import WELCOMED
from tui.places import DOORS

OURS = ["-c", "from tui.start import main; main()", "--as", "an", "--lang", "vi"]

AIM = 1.20
"""How much longer than the comparison a place may take."""

BATCH = 500
"""So many commands go into one commit, which spares the disk and nothing else."""


@command
def _rerate(change: Change, *, row: Row, level: str) -> Row:
    """One organisation rates itself anew: the journal's own way of writing, without what a screen would ask before."""
    change.act("rate")
    return change.update(Assessment, row, self_level=level)


def lived_in(store: Path, entries: int) -> None:
    """Let the store have so many entries, each written by the journal; the seal must hold afterwards."""
    connect.open_store(store)
    rows = list(Assessment.select().dicts())
    levels = itertools.cycle(("XS", "TOT", "HT", "KHT"))
    done = verify().count
    while done < entries:
        with connect.writing():
            for at in range(min(BATCH, entries - done)):
                place = (done + at) % len(rows)
                rows[place] = _rerate("an", row=rows[place], level=next(levels)).value
        done += min(BATCH, entries - done)
    verdict = verify()
    connect.disconnect()
    if (verdict.count, verdict.difference) != (entries, None):
        raise AssertionError(verdict)


def welcomed(store: Path) -> None:
    """Spare the bench the welcome that a newcomer sees."""
    connect.open_store(store)
    prefer("an", WELCOMED, "1")
    connect.disconnect()


def paint(store: Path, place: str, environment: Mapping[str, str]) -> float:
    """Milliseconds until a place has shown its keys, which it does once it has read and drawn everything else."""
    line = Line([*OURS, "--db", str(store), "--at", place], environment)
    try:
        return line.until(Words("vi")("key.help"))
    finally:
        line.end()


def places(store: Path, young: Path, environment: Mapping[str, str], rounds: int, entries: int) -> Iterator[str]:
    """Measure every place turn by turn, and the journal of a young store beside that of an old one."""
    took: dict[str, list[float]] = {}
    for _ in range(rounds):
        for place in DOORS:
            took.setdefault(place, []).append(paint(store, place, environment))
        took.setdefault("young journal", []).append(paint(young, "journal", environment))
    medians = {place: statistics.median(times) for place, times in took.items()}
    yardstick = medians["comparison"]
    yield f"first paint of every place, 59 organisations, {entries} entries (aim {AIM:.2f} x the comparison)"
    for place in DOORS:
        ratio = medians[place] / yardstick
        slow = "   slower than the aim" if ratio > AIM else ""
        yield f"  {place:20} {medians[place]:7.1f} ms   {ratio:.2f} x{slow}"
    ratio = medians["journal"] / medians["young journal"]
    yield f"the journal, young     {medians['young journal']:7.1f} ms   the old one {ratio:.2f} x of it"
