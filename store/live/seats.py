"""Who is connected: a seat a process, kept by a sign of life; a line that drops leaves its seat behind, empty.

Being connected is not attending: no seat is asked when a quorum is counted.
"""

from __future__ import annotations

from dataclasses import dataclass

from store import clock
from store.db.connect import reading, writing
from store.db.tables import Seat
from store.queries.room import LIFE_MS

DAY_MS = 86_400_000
"""Empty seats are forgotten after a day."""


@dataclass(frozen=True)
class SeatView:
    """One process of a person: since when, when it last gave a sign of life (UTC milliseconds), whether it lives."""

    account: str
    since: int
    seen: int
    here: bool


def sit_down(session: str, account: str) -> None:
    """Take a seat for a process; seats that the same person left empty are cleared away."""
    now = clock.now_ms()
    with writing():
        stale = (Seat.account == account) & (Seat.seen < now - LIFE_MS)
        Seat.delete().where(stale | (Seat.seen < now - DAY_MS)).execute()
        Seat.insert(session=session, account=account, since=now, seen=now).execute()


def stay(session: str) -> None:
    """Give a sign of life."""
    with writing():
        Seat.update(seen=clock.now_ms()).where(Seat.session == session).execute()


def get_up(session: str) -> None:
    """Leave of one's own accord: the seat is gone."""
    with writing():
        Seat.delete().where(Seat.session == session).execute()


def seats() -> tuple[SeatView, ...]:
    """All seats, the longest taken first."""
    now = clock.now_ms()
    with reading():
        rows = Seat.select().order_by(Seat.since, Seat.session).dicts()
        return tuple(SeatView(row["account"], row["since"], row["seen"], row["seen"] >= now - LIFE_MS) for row in rows)
