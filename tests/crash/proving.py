"""Holding what processes said against the store that they left behind."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from store.live import drafts
from store.queries.verification import verify
from tests.crash.deeds import DRAFT_LEFT_EVERY
from tests.crash.pipes import Told
from tests.kit.stores import BINH, library, newest, opened, sql


def faults(path: Path, mode: str, changes: Iterable[Told], typed: Iterable[Told]) -> list[str]:
    """Open the store as the next person does and name everything that is not as it was acknowledged."""
    with library(mode), opened(path):
        found = [f"integrity_check: {row[0]}" for row in sql("PRAGMA integrity_check") if row[0] != "ok"]
        found += [f"foreign key: {row}" for row in sql("PRAGMA foreign_key_check")]
        if (difference := verify().difference) is not None:
            found.append(f"verify: {difference}")
        numbers = [row[0] for row in sql("SELECT id FROM journal_entry ORDER BY id")]
        if numbers != list(range(1, newest() + 1)):
            found.append("the journal's numbers have a gap")
        for each in changes:
            found += _missing(each)
        for each in typed:
            found += _untyped(each)
    return found


def _missing(told: Told) -> list[str]:
    heads = sql("SELECT actor, at, undoes FROM journal_entry WHERE id = ?", told["entry"])
    if [head[:2] for head in heads] != [(told["actor"], told["at"])]:
        return [f"missing: {told}, there is {heads}"]
    rows = sql('SELECT "table", organisation, after FROM journal_row WHERE entry = ?', told["entry"])
    images = [(table, code, json.loads(after or "{}")) for table, code, after in rows]
    images.append(("journal_entry", None, {"undoes": heads[0][2]}))
    return [f"not as acknowledged: {told}" for want in told["want"] if not any(_is(want, each) for each in images)]


def _is(want: list[Any], image: tuple[str, str | None, dict[str, object]]) -> bool:
    table, code, after = image
    return [table, code] == want[:2] and want[2].items() <= after.items()


def _untyped(told: Told) -> list[str]:
    """A draft stands as it was acknowledged last, or as the next letter would have left it."""
    draft = drafts.find(BINH, f"crash:{told['draft']}")
    number = draft.body["number"] if draft else None
    allowed = {each if each % DRAFT_LEFT_EVERY else None for each in (told["number"], told["number"] + 1)}
    return [] if number in allowed else [f"draft: {told}, there is {number}"]
