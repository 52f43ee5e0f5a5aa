"""Text being typed: kept as it grows, found again after a dropped line, dropped when it is confirmed."""

from __future__ import annotations

import json
from dataclasses import dataclass

from store import clock
from store.db.connect import reading, writing
from store.db.tables import Draft


@dataclass(frozen=True)
class DraftView:
    """What somebody was typing at a place, and when (UTC milliseconds)."""

    place: str
    body: dict[str, str | int | None]
    at: int


def keep(account: str, place: str, body: dict[str, str | int | None]) -> int:
    """Keep the text of a place, replacing what was kept; answers when."""
    at = clock.now_ms()
    text = json.dumps(body, ensure_ascii=False, sort_keys=True)
    with writing():
        Draft.delete().where(Draft.account == account, Draft.place == place).execute()
        Draft.insert(account=account, place=place, body=text, at=at).execute()
    return at


def drop(account: str, place: str) -> None:
    """Forget what was kept of a place."""
    with writing():
        Draft.delete().where(Draft.account == account, Draft.place == place).execute()


def kept(account: str) -> tuple[DraftView, ...]:
    """All that an account has left unfinished, newest first."""
    with reading():
        rows = Draft.select().where(Draft.account == account).order_by(Draft.at.desc(), Draft.place).dicts()
        return tuple(DraftView(row["place"], json.loads(row["body"]), row["at"]) for row in rows)


def find(account: str, place: str) -> DraftView | None:
    """What was kept of one place, or ``None``."""
    return next((draft for draft in kept(account) if draft.place == place), None)
