"""The journal: canonical images, the hash chain, and how an entry is appended.

An entry's hash is SHA-256 over the canonical JSON of its header, which names the hash before it and the digest of its
rows; the rows are hashed as stored, text for text.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from store.db.tables import JournalEntry, JournalRow

GENESIS = "0" * 64
"""What the first entry names as the hash before it."""

KEYS_PER_ENTRY = 100_000
"""Surrogate keys of one entry begin with its number times this."""

Image = Mapping[str, str | int | None]
"""A row as column names and plain values."""


@dataclass(frozen=True)
class RowChange:
    """One changed row as the journal keeps it: canonical JSON before and after."""

    n: int
    table: str
    key: str
    organisation: str | None
    before: str | None
    after: str | None


@dataclass(frozen=True)
class Header:
    """An entry without its rows; ``at`` in UTC milliseconds."""

    id: int
    at: int
    actor: str
    action: str
    schema: int
    reason: str | None
    meeting: str | None
    undoes: int | None
    rows_digest: str
    previous_hash: str


def entry_of(key: int) -> int:
    """The entry that made a surrogate key."""
    return key // KEYS_PER_ENTRY


def canonical(value: object) -> str:
    """The one JSON text of a value: sorted keys, no blanks, letters as they are."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def image_text(image: Image | None) -> str | None:
    """A row's canonical text, ``None`` for a row that is not there."""
    return (
        None if image is None else canonical({name: int(v) if isinstance(v, bool) else v for name, v in image.items()})
    )


def digest(text: str) -> str:
    """SHA-256 as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def rows_digest(rows: Sequence[RowChange]) -> str:
    """The digest of an entry's rows in their order."""
    return digest(canonical([[r.n, r.table, r.key, r.organisation, r.before, r.after] for r in rows]))


def header_hash(header: Header) -> str:
    """The hash that seals an entry and, through ``previous_hash``, all before it."""
    return digest(canonical(vars(header)))


def head() -> tuple[int, str]:
    """Number and hash of the newest entry; ``(0, GENESIS)`` for an empty journal."""
    newest = (
        JournalEntry.select(JournalEntry.id, JournalEntry.hash)
        .order_by(JournalEntry.id.desc())
        .limit(1)
        .tuples()
        .first()
    )
    return (0, GENESIS) if newest is None else (int(newest[0]), str(newest[1]))


def append(header: Header, rows: Sequence[RowChange]) -> str:
    """Write an entry and its rows inside the caller's transaction; answers the entry's hash."""
    sealed = header_hash(header)
    JournalEntry.insert(**vars(header), hash=sealed).execute()
    if rows:
        JournalRow.insert_many([{"entry": header.id, **vars(row)} for row in rows]).execute()
    return sealed
