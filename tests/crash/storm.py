"""The storm: processes at work on one store, a random one killed at a random moment, another begun in its place."""

from __future__ import annotations

import random
import select
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from seed.load import create_store
from store.commands.account import add_account
from store.live.preferences import prefer
from tests.crash import deeds
from tests.crash.pipes import Child, Mouth, Told, asked, fork
from tests.crash.proving import faults
from tests.kit.stores import AN, BINH, library, opened

AT_ONCE = 8
"""So many processes are at the store."""

KINDS = {"writer": 30, "typist": 6, "opener": 6, "founder": 1}
"""What a new process does, by weight."""

PER_BATCH = 60
"""After so many kills everybody is killed and the store is held against what was said."""


@dataclass
class Figures:
    """What came of one journal mode."""

    mode: str
    kills: Counter[str] = field(default_factory=Counter)
    acknowledged: int = 0
    typed: int = 0
    founded: int = 0
    slowest: float = 0.0
    slowest_draft: float = 0.0
    proofs: int = 0
    screens: int = 0
    seconds: float = 0.0
    found: list[str] = field(default_factory=list)


class Storm:
    """One journal mode's storm on one store."""

    def __init__(self, folder: Path, mode: str, seed: str, *, lying: bool = False) -> None:
        """Found the store, in a process of its own: this one is never connected."""
        self.path, self.mode, self.seed, self.lying = folder / "thamdinh.db", mode, seed, lying
        self.random = random.Random(f"{seed}/{mode}")
        self.figures = Figures(mode)
        self.children: list[Child] = []
        self.changes: list[Told] = []
        self.drafts: dict[str, Told] = {}
        self.made: list[str] = []
        self.begun: list[str] = []
        self._number = 0
        asked(self._found)

    def _found(self, _say: Mouth) -> None:
        with library(self.mode):
            create_store(self.path, AN)
            with opened(self.path):
                add_account(AN, login=BINH, roles=["reviewer"])
                prefer(AN, "welcomed", "1")

    # Beginning and killing

    def begin(self, kind: str | None = None) -> None:
        """Begin one more process."""
        self._number += 1
        name = f"{self.mode}-{self._number}"
        kind = kind or self.random.choices(list(KINDS), list(KINDS.values()))[0]
        if kind == "writer":
            work = deeds.writes(self.path, self.mode, name, f"{self.seed}/{name}", lying=self.lying)
        elif kind == "typist":
            work = deeds.types(self.path, self.mode, name)
        elif kind == "opener":
            work = deeds.opens(self.path, self.mode)
        else:
            work = deeds.founds(self.path.parent, self.mode)
        self.children.append(fork(name, kind, work))

    def kill(self, child: Child) -> None:
        """kill -9, note in the middle of what, and keep what it had said."""
        status = child.kill()
        self.children.remove(child)
        self.figures.kills[child.doing] += 1
        if status != -9:
            self.figures.found.append(f"{child.kind} {child.name} ended by itself with {status} ({child.doing})")
        for told in child.told:
            self._keep(told)

    def _keep(self, told: Told) -> None:
        if "entry" in told:
            self.changes.append(told)
            self.figures.slowest = max(self.figures.slowest, told["ms"])
        elif "draft" in told:
            self.drafts[told["draft"]] = told
            self.figures.typed += 1
            self.figures.slowest_draft = max(self.figures.slowest_draft, told["ms"])
        elif "founded" in told:
            self.made.append(told["founded"])
        elif "path" in told:
            self.begun.append(told["path"])

    @property
    def acknowledged(self) -> int:
        """How many changes were said so far, by the dead and the living."""
        return len(self.changes) + sum("entry" in told for child in self.children for told in child.told)

    def rest(self, seconds: float) -> None:
        """Hear the living until so long has passed."""
        deadline = time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0:
            ready, _, _ = select.select([child.ear for child in self.children], [], [], left)
            for child in self.children:
                if child.ear in ready:
                    child.listen()
            if ready:
                time.sleep(min(left, 0.002))

    # The storm

    def rage(self, kills: int, changes: int) -> Figures:
        """Go on until so many were killed over so many acknowledged changes; answers the figures."""
        begun = time.monotonic()
        while not self.figures.found and (sum(self.figures.kills.values()) < kills or len(self.changes) < changes):
            self._batch(changes / kills)
            self.prove()
        self.figures.seconds = time.monotonic() - begun
        self.figures.acknowledged = len(self.changes)
        return self.figures

    def _batch(self, changes_per_kill: float) -> None:
        done = 0
        while done < PER_BATCH:
            while len(self.children) < AT_ONCE:
                self.begin()
            self.rest(self.random.uniform(0, 0.03))
            if self.acknowledged < changes_per_kill * (sum(self.figures.kills.values()) + 1):
                continue
            victims = self._victims()
            for victim in victims:
                self.kill(victim)
            done += len(victims)

    def _victims(self) -> list[Child]:
        """A random one; or all at once; or one that has just begun to open the store, or to tidy up its WAL."""
        dice = self.random.random()
        if dice < 0.03:
            return list(self.children)
        if dice < 0.2:
            self.begin(self.random.choice(("writer", "opener")))
            self._catch("opening")
            return [self.children[-1]]
        if dice < 0.3 and (caught := self._catch("checkpoint")) is not None:
            return [caught]
        return [self.random.choice(self.children)]

    def _catch(self, doing: str) -> Child | None:
        """Wait until somebody is in the middle of something, and a moment into it."""
        deadline = time.monotonic() + 0.5
        while time.monotonic() < deadline:
            self.rest(0.001)
            found = next((child for child in reversed(self.children) if child.doing == doing), None)
            if found is not None:
                self.rest(self.random.uniform(0, 0.004))
                return found
        return None

    def prove(self) -> None:
        """Kill who is left, and hold the store against everything that was ever said."""
        for child in list(self.children):
            self.kill(child)
        self.figures.proofs += 1
        for told in asked(self._look):
            self.figures.found.append(told["fault"])
        self.figures.founded += len(self.made)
        for each in self.path.parent.iterdir():
            if each.name.startswith(("founded-", ".thamdinh-")):
                each.unlink()
        self.made, self.begun = [], []

    def _look(self, say: Mouth) -> None:
        for fault in faults(self.path, self.mode, self.changes, self.drafts.values()):
            say(fault=fault)
        for name in self.made:
            if not Path(name).exists():
                say(fault=f"{name} was made and is not there")
        for name in self.begun:
            if Path(name).exists():
                for fault in faults(Path(name), self.mode, (), ()):
                    say(fault=f"{name}: {fault}")
