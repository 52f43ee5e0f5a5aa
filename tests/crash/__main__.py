"""``python -m tests.crash [--short] [--seed SEED] [--lying]``: figures, and status 1 where anything was lost.

``--lying`` has every change said before it is committed: the run must come out red.
"""

from __future__ import annotations

import argparse
import secrets
import sys
import tempfile
from pathlib import Path

from tests.crash.person import Person
from tests.crash.storm import Figures, Storm
from tests.kit.stores import LIBRARIES

KILLS, CHANGES, PERSONS = 500, 5000, 4
"""What is reached in each journal mode."""

SHORT = (50, 100, 1)
"""The same for a run of some seconds."""


def run(mode: str, seed: str, size: tuple[int, int, int], *, lying: bool) -> Figures:
    """One journal mode: people at screens first, then the storm."""
    kills, changes, persons = size
    with tempfile.TemporaryDirectory(prefix="thamdinh-crash-") as folder:
        storm = Storm(Path(folder), mode, seed, lying=lying)
        try:
            for _person in range(persons):
                for kind in ("typist", "opener", "typist"):
                    storm.begin(kind)
                Person(storm).story()
                storm.prove()
            return storm.rage(kills, changes)
        finally:
            for child in list(storm.children):
                storm.kill(child)


def say(line: str) -> None:
    """One line of the figures, at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def report(figures: Figures) -> None:
    """Say the figures, one journal mode in a few lines."""
    killed = ", ".join(f"{count} {what}" for what, count in figures.kills.most_common())
    missing = sum(fault.startswith("missing") for fault in figures.found)
    say(f"{figures.mode}: {sum(figures.kills.values())} killed with -9 (in the middle of: {killed})")
    say(f"  {figures.acknowledged} changes acknowledged, {missing} missing; {figures.typed} letters acknowledged")
    say(f"  {figures.founded} stores founded beside; {figures.screens} people at screens killed twice each")
    say(f"  proven {figures.proofs} times: integrity_check, foreign keys, seal and tables, every change, every draft")
    say(f"  slowest change {figures.slowest:.0f} ms, letter {figures.slowest_draft:.0f} ms; {figures.seconds:.0f} s")
    for fault in figures.found[:20]:
        say(f"  WRONG: {fault}")


def main() -> int:
    """Both journal modes, one after the other."""
    parser = argparse.ArgumentParser(prog="python -m tests.crash", description=__doc__)
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--lying", action="store_true")
    parser.add_argument("--seed", default=secrets.token_hex(4))
    asked = parser.parse_args()
    say(f"seed {asked.seed}")
    wrong = False
    for mode in LIBRARIES:
        size = SHORT if asked.short else (KILLS, CHANGES, PERSONS)
        figures = run(mode, asked.seed, size, lying=asked.lying)
        report(figures)
        wrong = wrong or bool(figures.found)
    return int(wrong)


if __name__ == "__main__":
    sys.exit(main())
