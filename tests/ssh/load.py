"""``python -m tests.ssh.load [--short] [--meeting]``: many sessions on one store over sshd; figures, and status 1.

Some work (a self-rating by keys about every ten seconds, the cursor moved in between), the others look on; one laptop
freezes and must be gone within the time that sshd promises. Status 1 where a change is lost, recorded twice or not seen
by somebody, where ``verify`` finds something, or where the frozen laptop stays. Times are taken where bytes arrive.
"""

from __future__ import annotations

import argparse
import os
import re
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from store.commands.account import add_account, set_key
from store.commands.agenda import add_items
from store.commands.attendance import attend, invite
from store.commands.meeting import appoint, open_meeting, plan_meeting, ready_meeting
from store.commands.people import add_person
from store.commands.room import move_room
from store.live.preferences import prefer
from store.queries.comparison import comparison
from store.queries.journal import entries
from store.queries.verification import verify
from tests.kit.pty import Laptop
from tests.ssh.seats import LEVELS, Change, Room, Seat, Steps, looks
from tests.ssh.server import BIN, Server, make_key, processes, serving
from tui.personal import WELCOMED

ORGANISATIONS = 59
"""So many are rated; a tall screen shows them all."""

AT_ONCE = 4
"""So many log in at the same time: sshd turns away who comes in a crowd."""

IN_THE_ROOM = "Đang theo họp"
"""What a follower reads first while a meeting is on."""

GRACE = 5.0
"""Seconds beyond the promise until the frozen laptop's program is gone: two of its own, and some for a busy machine."""


@dataclass(frozen=True)
class Size:
    """How many sit there and work, for how long (seconds); how often sshd and program ask, and how many times."""

    sessions: int
    workers: int
    seconds: float
    idle: float
    interval: int
    count: int
    pause: float


FULL = Size(sessions=20, workers=8, seconds=120, idle=10, interval=15, count=3, pause=9.0)
SHORT = Size(sessions=6, workers=2, seconds=20, idle=3, interval=2, count=3, pause=2.0)


def say(line: str) -> None:
    """One line of the figures, at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def spread(values: Sequence[float]) -> str:
    """Middle, 95th of a hundred, and slowest, in milliseconds."""
    if not values:
        return "none"
    ordered = sorted(values)
    high = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    middle = statistics.median(ordered)
    return f"p50 {middle * 1000:6.0f}  p95 {high * 1000:6.0f}  max {ordered[-1] * 1000:6.0f} ms  ({len(ordered)})"


def seconds_of(pid: int) -> float:
    """Processor seconds that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory(pid: int) -> tuple[float, float]:
    """MiB that a process holds, and the same with what is shared divided among its holders."""
    status = Path(f"/proc/{pid}/status").read_text()
    own = next(line for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines() if line.startswith("Pss:"))
    held = next(line for line in status.splitlines() if line.startswith("VmRSS:"))
    return int(held.split()[1]) / 1024, int(own.split()[1]) / 1024


def peopled(server: Server, logins: Sequence[str]) -> None:
    """Accounts with keys, and the file that sshd reads."""
    with server.table.at_shell():
        for login in logins:
            add_account("an", login=login, roles=["reviewer"])
            set_key("an", login=login, key=make_key(server.key(login), login))
            prefer(login, WELCOMED, "1")
    server.writes_key_file()


def sits(server: Server, people: int) -> None:
    """A meeting that has begun, with so many people, and every organisation as an item of its own."""
    with server.table.at_shell():
        for number in range(1, people + 1):
            add_person("an", post=f"Member {number}", votes=True)
        plan_meeting("an", held_on="2019-12-27")
        add_items("an", organisations=[row.organisation for row in comparison().rows])
        invite("an", people=range(1, people + 1))
        ready_meeting("an")
        attend("an", people=range(1, people + 1), state="present")
        appoint("an", person=1, office="chair")
        open_meeting("an")


def moves(room: Room, server: Server, size: Size) -> Steps:
    """The room goes from item to item while everybody works."""
    while not room.over:
        with server.table.at_shell():
            move_room("an", to="next")
        yield size.pause


def arrives(server: Server, login: str, rows: int) -> Seat:
    """Somebody logs in, in a window of so many rows."""
    start = server.client(login, "-t", "-e", "none")
    return Seat(login, Laptop(["server"], server.at_home(), (80, rows), start))


def seated(server: Server, logins: Sequence[str], workers: int, first_screen: str) -> list[Seat]:
    """Everybody logs in, a few at a time, and goes to the comparison."""
    seats: list[Seat] = []
    for first in range(0, len(logins), AT_ONCE):
        group = logins[first : first + AT_ONCE]
        arriving = [arrives(server, login, 72 if login in logins[workers:] else 24) for login in group]
        seats += arriving
        for seat in arriving:
            seat.laptop.answers()
            seat.laptop.sees(first_screen)
            seat.laptop.types("g5")
            seat.laptop.sees("SO SÁNH THẨM ĐỊNH", "Xã Chi Lăng")
            if seats.index(seat) >= workers:
                seat.laptop.until(lambda seat=seat: looks(seat) == ORGANISATIONS, "the whole list")  # type: ignore[misc]
            seat.program = program(server, seat.login)
    return seats


def works(room: Room, seat: Seat, units: Sequence[int], size: Size) -> Steps:
    """Find an organisation of one's own, move about, rate it; again and again until the time is over."""
    seat.press("\x1b[D")
    yield seat.until(lambda: seat.laptop.shows("TỰ XL"))
    yield size.pause * units[0] / 60  # not all at the same moment
    number = 0
    while not room.over:
        tt, level = units[number % len(units)], LEVELS[(number // len(units) + units[0]) % 4]
        for _press in range(3):
            was = seat.at()
            begun = seat.press("\x1b[A" if was > 30 else "\x1b[B")
            seat.moved.append((yield seat.until(lambda was=was: seat.at() != was)) - begun)  # type: ignore[misc]
            yield size.pause / 4
        seat.press(f"/{tt}\r")
        yield seat.until(lambda tt=tt: seat.at() == tt)  # type: ignore[misc]
        yield size.pause / 4
        begun = seat.press(str(LEVELS.index(level) + 1))
        change = room.told(Change(tt, level, begun))
        told = yield seat.until(lambda tt=tt: seat.laptop.shows(f"Đã ghi {tt} "))  # type: ignore[misc]
        seat.recorded.append(told - begun)
        change.acknowledged = True
        number += 1
    seat.done = True


def frozen(room: Room, seat: Seat, promise: float) -> Steps:
    """The laptop freezes; how long its screens go on on the server."""
    yield 1.0
    seat.laptop.signals(signal.SIGSTOP)
    begun = time.monotonic()
    room.leaves(seat)
    while Path(f"/proc/{seat.program}").exists() and time.monotonic() < begun + promise + GRACE:
        yield 0.1
    seat.gone = None if Path(f"/proc/{seat.program}").exists() else time.monotonic() - begun
    seat.done = True


QUICKER = """
from tui import presence
presence.EVERY_MS = {milliseconds}
from tui.start import main
main()
"""
"""The program, asking a line that it paints on more often."""


def quicker(server: Server, size: Size) -> None:
    """Have the program ask as often as sshd does here."""
    wrapper, script = server.folder / "thamdinh", server.folder / "quicker.py"
    script.write_text(QUICKER.format(milliseconds=size.interval * 1000), encoding="utf-8")
    text = wrapper.read_text(encoding="utf-8")
    assert f"{BIN}/thamdinh" in text
    wrapper.write_text(text.replace(f"{BIN}/thamdinh", str(script)), encoding="utf-8")


def program(server: Server, login: str) -> int:
    """The process of somebody's screens."""
    (found,) = [pid for pid, words in processes() if words[-2:] == ("--as", login) and server.works_for(pid)]
    return found


def run(size: Size, *, meeting: bool = False) -> list[str]:
    """Everything; answers what went wrong."""

    def changed(documented: str) -> str:
        wanted = {"Interval": size.interval, "CountMax": size.count}
        for name, number in wanted.items():
            documented, found = re.subn(rf"(ClientAlive{name}) \d+", rf"\1 {number}", documented)
            assert found == 1
        return documented

    logins = [f"nguoi-{number:02}" for number in range(1, size.sessions + 1)]
    with tempfile.TemporaryDirectory(prefix="thamdinh-load-") as folder, serving(Path(folder), changed) as server:
        peopled(server, logins)
        if meeting:
            sits(server, 13)
        quicker(server, size)
        begun = time.monotonic()
        seats: list[Seat] = []
        try:
            seats = seated(server, logins, size.workers, IN_THE_ROOM if meeting else "TIẾP NHẬN HỒ SƠ")
            say(f"{len(seats)} sessions in {time.monotonic() - begun:.0f} s, load {os.getloadavg()[0]:.1f}")
            return _measured(server, seats, size, meeting=meeting)
        finally:
            for seat in seats:
                seat.laptop.__exit__(None, None, None)


def _measured(server: Server, seats: list[Seat], size: Size, *, meeting: bool) -> list[str]:
    workers, sleeper, followers = seats[: size.workers], seats[-1], seats[size.workers : -1]
    room = Room(seats, followers)
    room.attend(time.monotonic() + 1)
    _idle(room, seats, size.idle)
    assert all(looks(seat) == ORGANISATIONS for seat in followers), "a tall screen does not show the whole list"
    promise = float(size.interval * (size.count + 1))
    room.begin(frozen(room, sleeper, promise))
    if meeting:
        room.begin(moves(room, server, size))
    for number, seat in enumerate(workers):
        room.begin(works(room, seat, range(number + 1, 60, size.workers), size))
    before, started = time.process_time(), time.monotonic()
    room.attend(started + size.seconds)
    room.over = True
    room.attend(time.monotonic() + 60, lambda: all(seat.done for seat in (*workers, sleeper)) and room.all_seen())
    own = (time.process_time() - before) / (time.monotonic() - started)
    say(f"key to paint       {spread([each for seat in workers for each in seat.moved])}")
    say(f"digit to recorded  {spread([each for seat in workers for each in seat.recorded])}")
    say(f"key to one other   {spread([each for change in room.changes for each in change.seen.values()])}")
    say(f"key to all others  {spread([max(change.seen.values()) for change in room.changes if change.seen])}")
    held = [memory(seat.program) for seat in seats if Path(f"/proc/{seat.program}").exists()]
    rss, pss = [each[0] for each in held], [each[1] for each in held]
    say(
        f"memory a session   {statistics.median(rss):.0f} MiB, most {max(rss):.0f}; all {len(held)}: {sum(rss):.0f} MiB"
    )
    say(f"  what is shared counted once: {statistics.median(pss):.0f} MiB, all {sum(pss):.0f} MiB")
    say(f"this measuring took {own * 100:.0f} % of a processor; load {os.getloadavg()[0]:.1f}")
    return [*_lost(server, room), *_freed(sleeper, promise)]


def _idle(room: Room, seats: Sequence[Seat], seconds: float) -> None:
    used = [seconds_of(seat.program) for seat in seats]
    heard = sum(len(seat.laptop.output) for seat in seats)
    room.attend(time.monotonic() + seconds)
    shares = [(seconds_of(seat.program) - was) / seconds * 100 for seat, was in zip(seats, used, strict=True)]
    sent = sum(len(seat.laptop.output) for seat in seats) - heard
    say(
        f"idle for {seconds:.0f} s      {sum(shares) / len(shares):.2f} % of a processor each, {sent} bytes sent by all"
    )


def _lost(server: Server, room: Room) -> list[str]:
    """What was said and is not there, or there and was not said."""
    wrong = [f"{change} was not acknowledged" for change in room.changes if not change.acknowledged]
    wrong += [
        f"{change} was not seen by {', '.join(lacking)}" for change in room.changes if (lacking := change.lacking)
    ]
    with server.table.at_shell():
        verdict = verify()
        stands = {row.tt: row.self_level for row in comparison().rows}
        written = sum(each.action == "rate" for each in entries(limit=100_000))
    last = {change.tt: change.level for change in room.changes}
    lost = [f"{tt} should stand at {level}: {stands[tt]}" for tt, level in last.items() if stands[tt] != level]
    if written != len(room.changes):
        lost.append(f"{len(room.changes)} changes, {written} entries")
    holds = "NOT ok" if verdict.difference else "ok"
    say(f"changes            {len(room.changes)}, lost {len(lost)}; verify {holds}")
    if verdict.difference:
        wrong.append(f"verify: {verdict.difference}")
    return wrong + lost


def _freed(sleeper: Seat, promise: float) -> list[str]:
    if sleeper.gone is None:
        say(f"frozen laptop      STILL THERE after {promise + GRACE:.0f} s")
        return ["the frozen laptop's screens go on"]
    say(f"frozen laptop      gone after {sleeper.gone:.1f} s (promised {promise:.0f})")
    return []


def main() -> int:
    """Run, and say what went wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.ssh.load", description=__doc__)
    parser.add_argument("--short", action="store_true", help="6 sessions, 20 seconds, sshd asks every 2 seconds")
    parser.add_argument("--meeting", action="store_true", help="while a meeting is on and the room moves")
    asked = parser.parse_args()
    wrong = run(SHORT if asked.short else FULL, meeting=asked.meeting)
    for fault in wrong:
        say(f"WRONG: {fault}")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
