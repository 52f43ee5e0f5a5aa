"""The one place that knows about threads: a store thread with one connection behind ``read`` and ``do``.

Long reads (proving the seal, a copy) have a thread and a connection of their own, so that nobody waits for them.
"""

from __future__ import annotations

import asyncio
import functools
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from store import clock
from store.commands.base import Saved
from store.db import connect
from store.db.watching import Stopped

P = ParamSpec("P")
T = TypeVar("T")

TELL_EVERY_MS = 200
"""How often long work tells how far it is, at most."""


class Long:
    """Long work as whoever wants it holds it: told how far it is, and stopped by ``stop``."""

    def __init__(self, told: Callable[[int, int], None] | None = None) -> None:
        """``told`` is called on the event loop with how much is done and how much there is."""
        self._told = told
        self._stopped = threading.Event()
        self._last: int | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    def stop(self) -> None:
        """The work is no longer wanted; it ends with ``Stopped`` at its next look."""
        self._stopped.set()

    @property
    def stopped(self) -> bool:
        """Whether it is no longer wanted."""
        return self._stopped.is_set()

    def begin(self, loop: asyncio.AbstractEventLoop) -> None:
        """Say on which loop to tell how far it is."""
        self._loop = loop

    def watch(self, done: int, total: int) -> None:
        """The work's own look, on its thread; raises ``Stopped``."""
        if self._stopped.is_set():
            raise Stopped
        now = clock.ticks_ms()
        if (
            self._told is not None
            and self._loop is not None
            and (self._last is None or now - self._last >= TELL_EVERY_MS)
        ):
            self._last = now
            self._loop.call_soon_threadsafe(self._told, done, total)


class Link:
    """A person's line to the store; every call runs, in order, on the store thread."""

    def __init__(self, path: Path, actor: str) -> None:
        """Name the store and who acts; nothing is opened yet."""
        self.path = path
        self.actor = actor
        self.written: set[int] = set()
        """Entries written through this link."""
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="store")
        self._long_thread: ThreadPoolExecutor | None = None
        self._long: Long | None = None

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

    async def long(self, work: Long, query: Callable[..., T], *args: Any, **kwargs: Any) -> T:
        """Run a long query that takes a ``watch``, beside everything else; raises ``Stopped`` after ``work.stop()``.

        Cancelling the caller stops the work, too. Further long work waits for the one before.
        """
        if self._long_thread is None:
            self._long_thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="long")
        work.begin(asyncio.get_running_loop())

        def run() -> T:
            connect.open_store(self.path)
            try:
                return query(*args, watch=work.watch, **kwargs)
            finally:
                connect.disconnect()

        self._long = work
        try:
            return await asyncio.wrap_future(self._long_thread.submit(run))
        except asyncio.CancelledError:
            work.stop()
            raise

    def close(self) -> None:
        """Stop long work, finish what is queued and close the connection."""
        if self._long is not None:
            self._long.stop()
        if self._long_thread is not None:
            self._long_thread.shutdown(wait=True)
        self.submit(connect.disconnect)
        self._thread.shutdown(wait=True)
