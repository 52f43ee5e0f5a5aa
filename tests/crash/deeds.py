"""What the killed processes do: real commands, drafts, openings and checkpoints, each said after it returned."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path
from typing import Any

from seed.load import create_store
from store.commands.assessment import adjust, agree, rate
from store.commands.base import Saved
from store.commands.dossier import grade, set_fact
from store.commands.intake import receive_paper
from store.commands.undoing import undo
from store.db import journal
from store.db.connect import database, disconnect, open_store
from store.errors import NotOpened, Refused, Unavailable
from store.live import drafts
from store.queries.comparison import comparison
from tests.crash.pipes import Mouth
from tests.kit.stores import AN, BINH, library, opened

LEVELS = ("XS", "TOT", "HT", "KHT")
GRADES = ("XS", "TOT", "TB", "KEM")
CRITERIA = ("I.1", "II.2")
COUNTS = ("tasks", "members", "subs", "targets_set")
PAPERS = ("report", "scoring")
DRAFT_LEFT_EVERY = 7
"""Every so many letters a draft is dropped, as somebody confirms."""

Rows = list[list[object]]
"""Table, organisation and the columns that the journal must show after the entry; ``None`` for a row taken away."""

PAUSE_SECONDS = 0.06
"""The longest rest between two changes: people think, and six writers without a rest are more than one lock takes."""


class Writer:
    """One process's changes: picked at random from a seed, each said with what the journal must hold of it."""

    def __init__(self, name: str, seed: str, say: Mouth) -> None:
        """Look once at what there is."""
        self.name, self.say = name, say
        self.random = random.Random(seed)
        self.codes = [row.organisation for row in comparison().rows]
        self.last: int | None = None
        self.say_saved: Callable[..., None] = say

    def turn(self, number: int) -> None:
        """One change, or none where the rules do not want it just now."""
        deed = self.random.choice(
            (self.rates, self.grades, self.notes, self.takes, self.adjusts, self.agrees, self.undoes)
        )
        self.say(begins="change")
        begun = time.perf_counter()
        try:
            saved, actor, want = deed(number)
        except Unavailable:
            raise
        except Refused:
            return
        took = (time.perf_counter() - begun) * 1000
        self.last = saved.entry
        self.say_saved(entry=saved.entry, at=saved.at, actor=actor, want=want, ms=round(took, 2))

    @property
    def one(self) -> str:
        return self.random.choice(self.codes)

    def rates(self, _number: int) -> tuple[Saved[Any], str, Rows]:
        code, level = self.one, self.random.choice(LEVELS)
        return rate(BINH, organisation=code, self_level=level), BINH, [["assessment", code, {"self_level": level}]]

    def grades(self, _number: int) -> tuple[Saved[Any], str, Rows]:
        code, line, given = self.one, self.random.choice(CRITERIA), self.random.choice(GRADES)
        saved = grade(BINH, organisation=code, criterion=line, side="board", grade=given)
        return saved, BINH, [["grade", code, {"criterion": line, "side": "board", "grade": given}]]

    def notes(self, number: int) -> tuple[Saved[Any], str, Rows]:
        code, name, value = self.one, self.random.choice(COUNTS), str(number)
        saved = set_fact(BINH, organisation=code, name=name, value=value)
        return saved, BINH, [["fact", code, {"name": name, "value": value}]]

    def takes(self, _number: int) -> tuple[Saved[Any], str, Rows]:
        code, paper, day = self.one, self.random.choice(PAPERS), f"2019-12-{self.random.randint(10, 28)}"
        saved = receive_paper(AN, organisation=code, papers=[paper], received=day)
        return saved, AN, [["paper", code, {"paper": paper, "received": day}]]

    def adjusts(self, number: int) -> tuple[Saved[Any], str, Rows]:
        code, level, note = self.one, self.random.choice(LEVELS), f"{self.name}/{number} " + "ghi rõ " * 40
        saved = adjust(BINH, organisation=code, level=level, stage="proposed", reason="other", note=note)
        wanted: Rows = [["assessment", code, {"proposed_level": level}]]
        return saved, BINH, [*wanted, ["adjustment", code, {"to_level": level, "note": note.strip()}]]

    def agrees(self, _number: int) -> tuple[Saved[Any], str, Rows]:
        rows = [
            row for row in comparison().rows if (row.proposed_level or row.self_level) not in (None, row.final_level)
        ]
        chosen = self.random.sample(rows, min(len(rows), self.random.randint(2, 8)))
        saved = agree(AN, organisations=[row.organisation for row in chosen], stage="final", note="thống nhất")
        moves = {move.organisation: move.to_level for move in saved.value}
        return saved, AN, [["assessment", code, {"final_level": level}] for code, level in moves.items()]

    def undoes(self, _number: int) -> tuple[Saved[Any], str, Rows]:
        saved = undo(BINH, entry=self.last)
        return saved, BINH, [["journal_entry", None, {"undoes": saved.value}]]


def writes(path: Path, mode: str, name: str, seed: str, *, lying: bool = False) -> Callable[[Mouth], None]:
    """Change the store without end; a liar says each change before it is committed."""

    def work(say: Mouth) -> None:
        with library(mode):
            say(begins="opening")
            with opened(path):
                writer = Writer(name, seed, say)
                if lying:
                    _lie(writer)
                for number in count(1):
                    writer.turn(number)
                    time.sleep(writer.random.uniform(0, PAUSE_SECONDS))

    return work


def _lie(writer: Writer) -> None:
    """Have what is saved said inside the transaction, and nothing after it."""
    append, say = journal.append, writer.say

    def told(header: journal.Header, rows: Sequence[journal.RowChange]) -> str:
        sealed = append(header, rows)
        say(entry=header.id, at=header.at, actor=header.actor, want=[], ms=0)
        return sealed

    vars(journal)["append"] = told
    writer.say_saved = lambda **_facts: None


def types(path: Path, mode: str, name: str) -> Callable[[Mouth], None]:
    """Keep a draft as somebody types who confirms now and then, without end."""

    def work(say: Mouth) -> None:
        with library(mode):
            say(begins="opening")
            with opened(path):
                for number in count(1):
                    say(begins="typing")
                    begun = time.perf_counter()
                    if number % DRAFT_LEFT_EVERY:
                        drafts.keep(BINH, f"crash:{name}", {"text": "ơ" * 50, "number": number})
                    else:
                        drafts.drop(BINH, f"crash:{name}")
                    say(draft=name, number=number, ms=round((time.perf_counter() - begun) * 1000, 2))
                    time.sleep(PAUSE_SECONDS / 4)

    return work


def opens(path: Path, mode: str) -> Callable[[Mouth], None]:
    """Open the store, look, and close it, without end; now and then bring what stands in the WAL into the file."""

    def work(say: Mouth) -> None:
        with library(mode):
            for number in count(1):
                say(begins="opening")
                open_store(path)
                say(opened=number)
                comparison()
                if number % 2:
                    say(begins="checkpoint")
                    database.execute_sql("PRAGMA wal_checkpoint(PASSIVE)")
                    say(checkpoint=number)
                say(begins="closing")
                disconnect()
                say(closed=number)
                time.sleep(PAUSE_SECONDS)

    return work


def founds(folder: Path, mode: str) -> Callable[[Mouth], None]:
    """Make one store after the other, without end."""

    def work(say: Mouth) -> None:
        with library(mode):
            for number in count(1):
                path = folder / f"founded-{os.getpid()}-{number}.db"
                say(begins="founding", path=str(path))
                try:
                    create_store(path, AN)
                except NotOpened:
                    continue
                say(founded=str(path))

    return work
