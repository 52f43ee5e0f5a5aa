"""The journal as lines of JSON: one entry a line, oldest first, keys in English."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime

from store.db.watching import Watch
from store.queries.journal import EntryView, entries

AT_ONCE = 200
"""So many entries are read at a time, and so often the watch is asked."""


def journal_lines(total: int, watch: Watch, *, made_up: bool) -> bytes:
    """Every entry up to the count; ``made_up`` stands in every line of a store of made-up figures."""
    return b"".join(_line(entry, made_up=made_up) for entry in _all(total, watch))


def _all(total: int, watch: Watch) -> Iterator[EntryView]:
    after = 0
    while after < total:
        watch(after, total)
        found = entries(after=after, limit=min(AT_ONCE, total - after))
        if not found:
            break
        yield from found
        after = found[-1].id
    watch(total, total)


def _line(entry: EntryView, *, made_up: bool) -> bytes:
    told = {
        "id": entry.id,
        "at": datetime.fromtimestamp(entry.at / 1000, UTC).isoformat(timespec="milliseconds"),
        "by": entry.by,
        "action": entry.action,
        "rows": [asdict(row) for row in entry.rows],
        "reason": entry.reason,
        "meeting": entry.meeting,
        "hash": entry.hash,
        "undoes": entry.undoes,
    }
    if made_up:
        told["made_up"] = True
    return json.dumps(told, ensure_ascii=False).encode() + b"\n"
