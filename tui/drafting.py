"""Keeping what is being typed: each change is stored, the newest wins, nothing is written twice at once."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from store.errors import Refused
from store.live import drafts
from tui.link import Link

Body = dict[str, str | int | None]
"""What a place holds while it is typed into."""


class DraftKeeper:
    """Stores a place's unfinished text as it grows."""

    def __init__(self, link: Link, place: str) -> None:
        """Keep the text of one place for the person of this link."""
        self._link = link
        self._place = place
        self._pending: Body | None = None
        self._task: asyncio.Task[None] | None = None
        self.failed: Refused | None = None
        """Why the newest text is not in the store, ``None`` where it is."""
        self._unkept: Body | None = None
        self._warned = False

    def keep(self, body: Body) -> None:
        """Store this body soon; a newer one replaces it if it is not written yet."""
        self._pending, self._warned = body, False
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._write())

    async def settled(self) -> None:
        """Wait until what was typed is in the store, or cannot be."""
        if self._task is not None:
            await self._task

    async def lost(self) -> Refused | None:
        """Why leaving now would lose what was typed, after one more try; asked again at once, it lets go."""
        await self.settled()
        if self.failed is None or self._unkept is None:
            return None
        warned = self._warned
        self.keep(self._unkept)
        await self.settled()
        self._warned = self.failed is not None
        return None if warned else self.failed

    async def drop(self) -> None:
        """Forget the place, after what is being written is written; what cannot be forgotten now is offered again."""
        self._pending = None
        await self.settled()
        with suppress(Refused):
            await self._link.do(drafts.drop, self._link.actor, self._place)

    async def _write(self) -> None:
        while self._pending is not None:
            body, self._pending = self._pending, None
            try:
                await self._link.do(drafts.keep, self._link.actor, self._place, body)
                self.failed = None
            except Refused as refused:
                self.failed, self._unkept = refused, body  # the text is still in the field; the next letter tries again
                return
