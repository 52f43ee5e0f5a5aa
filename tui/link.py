"""The one place that knows about threads: a store thread with one connection behind ``read`` and ``do``."""

from __future__ import annotations

import asyncio
import functools
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import ParamSpec, TypeVar

from store.commands.base import Saved
from store.db import connect

P = ParamSpec("P")
T = TypeVar("T")


class Link:
    """A person's line to the store; every call runs, in order, on the store thread."""

    def __init__(self, path: Path, actor: str) -> None:
        """Name the store and who acts; nothing is opened yet."""
        self.path = path
        self.actor = actor
        self.written: set[int] = set()
        """Entries written through this link."""
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="store")

    def submit(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Queue work on the store thread without waiting, before there is an event loop."""
        return self._thread.submit(functools.partial(work, *args, **kwargs))

    def open(self) -> Future[None]:
        """Begin connecting; the future raises ``NotOpened`` where the file will not do."""
        return self.submit(connect.open_store, self.path)

    async def read(self, query: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Ask a question of ``store.queries``; may be cancelled."""
        return await asyncio.wrap_future(self.submit(query, *args, **kwargs))

    async def do(self, verb: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a verb of ``store.commands`` or ``store.live``; once begun it is never cancelled.

        Raises ``Refused`` where the store declines; the answer comes after the commit.
        """

        def noted() -> T:
            answer = verb(*args, **kwargs)
            if isinstance(answer, Saved):
                self.written.add(answer.entry)  # before anything else can read it: one's own change is no news
            return answer

        return await asyncio.shield(asyncio.wrap_future(self.submit(noted)))

    def close(self) -> None:
        """Finish what is queued and close the connection."""
        self.submit(connect.disconnect)
        self._thread.shutdown(wait=True)
