"""The program's only clocks; tests put their own in place and never sleep."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta


def _wall() -> int:
    return time.time_ns() // 1_000_000


def _ticks() -> int:
    return time.monotonic_ns() // 1_000_000


_now: Callable[[], int] = _wall
_tick: Callable[[], int] = _ticks


def now_ms() -> int:
    """The time of day, as UTC milliseconds since 1970."""
    return _now()


def ticks_ms() -> int:
    """Milliseconds on a clock that never goes back; only differences mean something."""
    return _tick()


def local(at_ms: int, offset_minutes: int) -> datetime:
    """The stored instant as a wall-clock time at the committee's offset from UTC, in minutes."""
    return datetime.fromtimestamp(at_ms / 1000, UTC) + timedelta(minutes=offset_minutes)


@contextmanager
def replaced(now: Callable[[], int] | None = None, ticks: Callable[[], int] | None = None) -> Iterator[None]:
    """Put other clocks in place for a while (each a function that returns milliseconds)."""
    global _now, _tick
    before = _now, _tick
    _now, _tick = now or _now, ticks or _tick
    try:
        yield
    finally:
        _now, _tick = before
