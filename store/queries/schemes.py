"""Schemes as the store holds them, and the picklist of reasons."""

from __future__ import annotations

import json
from functools import cache

from store.db.tables import Reason as ReasonTable
from store.db.tables import SchemeEdition
from store.rules.reasons import Reason
from store.rules.scheme import Scheme, scheme_from


def scheme_of(edition: int) -> Scheme:
    """The scheme of an edition's key; raises ``LookupError`` for a key the store does not have."""
    row = SchemeEdition.select(SchemeEdition.body).where(SchemeEdition.id == edition).tuples().first()
    if row is None:
        raise LookupError(edition)
    return _built(row[0])


@cache
def _built(body: str) -> Scheme:
    """The scheme of a body's text; editions never change, so each is built once."""
    return scheme_from(json.loads(body))


def reasons() -> tuple[Reason, ...]:
    """The reasons for an adjustment in the order of their digits, 1 to 9 and then 0."""
    rows = ReasonTable.select().dicts()
    found = [Reason(row["code"], int(row["digit"]), row["note"], bool(row["suits_raise"])) for row in rows]
    return tuple(sorted(found, key=lambda reason: reason.digit or 10))
