"""A person at a screen whose process is killed: while words are typed, and right after the screen said "recorded"."""

from __future__ import annotations

import signal

from store.live import drafts
from store.queries.comparison import comparison
from store.rules.comparison import kept
from tests.crash.deeds import LEVELS
from tests.crash.pipes import Mouth, asked
from tests.crash.storm import Storm
from tests.kit.forced import forced
from tests.kit.pty import Laptop, environment
from tests.kit.stores import AN, library, opened, sql

WORDS = "thu ngân sách"
REASON_OTHER = "0"


class Person:
    """Somebody logged in while others are killed around them."""

    def __init__(self, storm: Storm) -> None:
        """Pick the organisation and a level that it does not stand at."""
        self.storm = storm
        picked = asked(self._pick)[storm.random.randrange(20)]
        self.tt, self.code, self.level = picked["tt"], picked["code"], picked["level"]

    def _pick(self, say: Mouth) -> None:
        with library(self.storm.mode), opened(self.storm.path):
            for row in comparison().rows[:40]:
                stands = {row.final_level, kept(row.self_level, row.proposed_level)}
                if row.tt and row.tt >= 10:
                    say(tt=row.tt, code=row.organisation, level=next(each for each in LEVELS if each not in stands))

    def sits(self) -> Laptop:
        """Log in."""
        path = self.storm.path
        arguments = ["--db", str(path), "--as", AN, "--at", "comparison"]
        laptop = Laptop(arguments, environment(path.parent), start=forced(self.storm.mode))
        laptop.until(lambda: bool(laptop.here), "the list")
        return laptop

    def strike(self) -> None:
        """Others are killed meanwhile, and come again."""
        self.storm.kill(self.storm.random.choice(self.storm.children))
        self.storm.begin(self.storm.random.choice(("typist", "opener")))

    def kept(self) -> str | None:
        """The words of the draft in the store."""
        told = asked(self._draft)
        return str(told[0]["note"]) if told else None

    def _draft(self, say: Mouth) -> None:
        with library(self.storm.mode), opened(self.storm.path):
            for draft in drafts.kept(AN):
                say(note=draft.body["note"])

    def _decided(self, say: Mouth) -> None:
        with library(self.storm.mode), opened(self.storm.path):
            say(rows=sql("SELECT final_level FROM assessment WHERE organisation = ?", self.code))
            say(rows=sql("SELECT actor FROM journal_entry ORDER BY id DESC LIMIT 1"))

    def killed(self, laptop: Laptop) -> None:
        """kill -9."""
        laptop.signals(signal.SIGKILL)
        if laptop.ends() != -signal.SIGKILL:
            self.storm.figures.found.append("the screen ended by itself")
        self.storm.figures.kills["at a screen"] += 1

    def story(self) -> None:
        """Type, be killed, find the words again, record, be killed, find it recorded."""
        with self.sits() as an:
            self.strike()
            an.types(f"/{self.tt}\r{LEVELS.index(self.level) + 1}{REASON_OTHER}\t{WORDS}")
            an.until(lambda: self.kept() == WORDS, "the draft is in the store", tick=0.1)
            self.strike()
            an.types(" đạt thấp")
            an.hears_nothing_for(self.storm.random.uniform(0, 0.05))
            self.killed(an)
        left = self.kept() or ""
        if not left.startswith(WORDS):
            self.storm.figures.found.append(f"of the words in the cell there is {left!r}")
        with self.sits() as an:
            an.sees("lời ghi dở")
            self.strike()
            an.types("\r")
            an.sees(left)
            an.types("\t nay\r")
            an.sees("Đã ghi")
            self.killed(an)
        level, actor = (told["rows"][0][0] for told in asked(self._decided))
        if (level, actor) != (self.level, AN):
            self.storm.figures.found.append(f"the screen said recorded, and there is {level} by {actor}")
        if self.kept() is not None:
            self.storm.figures.found.append("the draft is still there after its words were recorded")
        self.storm.figures.screens += 1
