"""Speed beside its yardsticks, in one run: ``python -m tests.bench [--short]``. Reported, never gated."""

from __future__ import annotations

import os
import shutil
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from peewee import sqlite3 as library

from seed.load import create_store
from store.commands.assessment import rate
from store.db import connect
from store.queries.comparison import comparison
from tests.bench.line import Keys, Line
from tests.bench.papers import papers
from tests.bench.places import lived_in, places, welcomed

OURS = ["-c", "from tui.start import main; main()", "--as", "an", "--at", "comparison", "--db"]
BARE = ["-m", "tests.bench.bare_table"]


def _environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return kept | {"TERM": "xterm-256color", "TEXTUAL_DISABLE_KITTY_KEY": "1"}


def _median(values: list[float]) -> float:
    return statistics.median(values)


def screens(store: Path, rounds: int, presses: int) -> None:
    """First paint and the cost of a cursor key, ours and the bare table's turn by turn."""
    paints: dict[str, list[float]] = {"ours": [], "bare": []}
    keys: dict[str, Keys] = {}
    for _ in range(rounds):
        for name, arguments, text in (("ours", [*OURS, str(store)], "Chi L"), ("bare", BARE, "Organisation 1")):
            line = Line(arguments, _environment())
            try:
                paints[name].append(line.until(text))
                line.rest()
                keys[name] = line.press(b"\x1b[B", presses)
            finally:
                line.end()
    ours, bare = _median(paints["ours"]), _median(paints["bare"])
    print(f"first paint            {ours:7.1f} ms   bare table {bare:7.1f} ms   {ours / bare:.2f} x (aim 1.5)")
    for name, label in (("ours", "cursor key"), ("bare", "cursor key, bare table")):
        cost = keys[name]
        took, size = _median(list(cost.milliseconds)), _median([float(size) for size in cost.sizes])
        print(f"{label:22} {took:7.1f} ms   {size:6.0f} bytes   slowest {max(cost.milliseconds):.1f} ms (aim 15)")


def _timed(work: Callable[[int], object], times: int) -> list[float]:
    took = []
    for number in range(times):
        begun = time.perf_counter()
        work(number)
        took.append((time.perf_counter() - begun) * 1000)
    return took


def commits(store: Path, times: int) -> None:
    """A recorded self-rating with its journal entry beside a bare update and insert in plain sqlite3."""
    plain_file = store.with_name("plain.db")
    plain: sqlite3.Connection = library.connect(str(plain_file), isolation_level=None)
    connect.open_store(store)
    engine = connect.engine_for(connect.library_version())
    for statement in (f"PRAGMA journal_mode={engine.journal_mode}", f"PRAGMA synchronous={engine.synchronous}"):
        plain.execute(statement)
    plain.execute("CREATE TABLE level (id INTEGER PRIMARY KEY, value TEXT, version INTEGER)")
    plain.execute("CREATE TABLE audit (id INTEGER PRIMARY KEY, text TEXT)")
    plain.executemany("INSERT INTO level VALUES (?, NULL, 0)", [(number,) for number in range(59)])
    codes = [row.organisation for row in comparison().rows]

    def bare(number: int) -> None:
        plain.execute("BEGIN IMMEDIATE")
        plain.execute("UPDATE level SET value = ?, version = version + 1 WHERE id = ?", ("HT", number % 59))
        plain.execute("INSERT INTO audit (text) VALUES (?)", ("x" * 400,))
        plain.execute("COMMIT")

    def ours(number: int) -> None:
        level = ("XS", "TOT", "HT")[number // len(codes) % 3]
        rate("an", organisation=codes[number % len(codes)], self_level=level)

    own, other = _timed(ours, times), _timed(bare, times)
    reads = _timed(lambda _number: comparison(), times)
    connect.disconnect()
    plain.close()
    mode = engine.journal_mode
    print(f"commit                 {_median(own):7.2f} ms   plain sqlite3 {_median(other):.2f} ms   ({mode})")
    print(f"reading the comparison {_median(reads):7.2f} ms")


def run(short: bool) -> None:
    """Measure everything; ``short`` takes a few seconds."""
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "thamdinh.db"
        create_store(store, "an")
        welcomed(store)
        old = Path(shutil.copy(store, Path(folder) / "old.db"))
        entries = 2_000 if short else 20_000
        lived_in(old, entries)
        screens(store, rounds=2 if short else 9, presses=10 if short else 60)
        for line in places(old, store, _environment(), rounds=1 if short else 9, entries=entries):
            print(line)
        commits(store, times=40 if short else 400)
        for line in papers(Path(folder), rounds=1 if short else 5):
            print(line)


if __name__ == "__main__":
    run("--short" in sys.argv[1:])
