"""Many laptops in one process: all lines read as soon as bytes come, drawn afterwards, people as generators."""

from __future__ import annotations

import heapq
import itertools
import re
import select
import time
from collections import deque
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, field

from tests.kit.pty import Laptop

LEVELS = ("XS", "TOT", "HT", "KHT")
"""In the order of their digits."""

SHOWN = {"XS": "XS", "TOT": "Tốt", "HT": "HT", "KHT": "KHT"}

WAITS = 20.0
"""Seconds until something that was waited for counts as not come."""

PIECE = 1024
"""Bytes drawn at once; between two pieces all lines are read."""


class NotCome(Exception):  # noqa: N818 - how a wait ends
    """What a person waited for did not come."""


@dataclass
class Until:
    """A wait of one seat for its own screen; ``deadline`` on the monotonic clock, in seconds."""

    seat: Seat
    condition: Callable[[], bool]
    deadline: float


Steps = Generator["float | Until", float, None]
"""A person: yields seconds to rest, or what to wait for, and is told when it came."""


@dataclass
class Change:
    """A self-rating: by whom it was seen, in seconds after the key."""

    tt: int
    level: str
    begun: float
    acknowledged: bool = False
    seen: dict[str, float] = field(default_factory=dict)
    followers: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Say it in a line."""
        return f"{self.tt} to {self.level}"

    @property
    def lacking(self) -> list[str]:
        """Who looks on and has not seen it."""
        return [login for login in self.followers if login not in self.seen]


class Seat:
    """Somebody at a laptop, with what was measured there."""

    def __init__(self, login: str, laptop: Laptop) -> None:
        """Take a laptop that is logging in."""
        self.login, self.laptop = login, laptop
        self.program = 0
        self.moved: list[float] = []
        self.recorded: list[float] = []
        self.gone: float | None = None
        self.done = False
        self.rows: dict[int, int] = {}
        self.inbox: deque[tuple[float, bytes]] = deque()

    def press(self, keys: str) -> float:
        """Press keys; answers when."""
        begun = time.monotonic()
        self.laptop.types(keys)
        return begun

    def until(self, condition: Callable[[], bool]) -> Until:
        """Wait for one's own screen."""
        return Until(self, condition, time.monotonic() + WAITS)

    def at(self) -> int:
        """The number of the organisation under the cursor."""
        found = re.match(r" ►\s+(\d+) ", self.laptop.here)
        return int(found[1]) if found else 0


def looks(seat: Seat) -> int:
    """Find out where each organisation stands on a tall screen; answers how many stand there."""
    for number, line in enumerate(seat.laptop.screen.split("\n"), 1):
        if found := re.match(r" [ ►]\s+(\d+) ", line):
            seat.rows[int(found[1])] = number
    return len(seat.rows)


def self_level(seat: Seat, tt: int) -> str:
    """The self-rating that a tall screen shows."""
    return seat.laptop.line(seat.rows[tt])[24:30].strip()


class Room:
    """Everybody's lines, and whose turn it is."""

    def __init__(self, seats: Sequence[Seat], followers: Sequence[Seat]) -> None:
        """Take who sits there and who of them looks on."""
        self.changes: list[Change] = []
        self.over = False
        self._here = {seat.laptop.handle: seat for seat in seats}
        self._followers = list(followers)
        self._poll = select.poll()
        for handle in self._here:
            self._poll.register(handle, select.POLLIN)
        self._resting: list[tuple[float, int, Steps]] = []
        self._waiting: list[tuple[Until, Steps]] = []
        self._unseen: list[Change] = []
        self._turns = itertools.count()

    def begin(self, steps: Steps) -> None:
        """Somebody begins."""
        self._next(steps, None)

    def leaves(self, seat: Seat) -> None:
        """Nobody reads this line any more."""
        self._poll.unregister(seat.laptop.handle)
        del self._here[seat.laptop.handle]

    def told(self, change: Change) -> Change:
        """A change was keyed in just now; whoever looks on should see it."""
        change.followers = tuple(seat.login for seat in self._followers)
        self.changes.append(change)
        self._unseen.append(change)
        return change

    def all_seen(self) -> bool:
        """Whether every change was seen by everybody."""
        return not self._unseen

    def attend(self, until: float, done: Callable[[], bool] = lambda: False) -> None:
        """Read, draw and let people go on until a moment, or until it is done."""
        while time.monotonic() < until and not done():
            self._read(0 if any(seat.inbox for seat in self._here.values()) else self._pause(until))
            for seat in list(self._here.values()):
                if seat.inbox:
                    self._draw(seat, *seat.inbox.popleft())
                    self._read(0)
            self._go_on()

    def _pause(self, until: float) -> float:
        moments = [until, *(wait.deadline for wait, _steps in self._waiting)]
        if self._resting:
            moments.append(self._resting[0][0])
        return max(0.0, min(moments) - time.monotonic())

    def _read(self, seconds: float) -> None:
        for handle, _what in self._poll.poll(seconds * 1000):
            seat = self._here[handle]
            data, now = seat.laptop.takes(0), time.monotonic()
            if not data:
                raise NotCome(f"{seat.login}'s line has ended\n{seat.laptop.screen}")
            for first in range(0, len(data), PIECE):
                seat.inbox.append((now, data[first : first + PIECE]))

    def _draw(self, seat: Seat, came: float, data: bytes) -> None:
        seat.laptop.draws(data)
        if seat.rows:
            for change in self._unseen:
                if seat.login not in change.seen and self_level(seat, change.tt) == SHOWN[change.level]:
                    change.seen[seat.login] = came - change.begun
            self._unseen = [change for change in self._unseen if change.lacking]
        for each in [each for each in self._waiting if each[0].seat is seat]:
            if each[0].condition():
                self._waiting.remove(each)
                self._next(each[1], came)

    def _go_on(self) -> None:
        now = time.monotonic()
        while self._resting and self._resting[0][0] <= now:
            self._next(heapq.heappop(self._resting)[2], now)
        for wait, _steps in self._waiting:
            if wait.deadline < now:
                raise NotCome(f"{wait.seat.login} waited in vain\n{wait.seat.laptop.screen}")

    def _next(self, steps: Steps, when: float | None) -> None:
        try:
            wanted = next(steps) if when is None else steps.send(when)
        except StopIteration:
            return
        if isinstance(wanted, Until):
            self._waiting.append((wanted, steps))
        else:
            heapq.heappush(self._resting, (time.monotonic() + wanted, next(self._turns), steps))
