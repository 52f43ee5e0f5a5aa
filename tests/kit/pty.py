"""A laptop at the end of a line: the real program in a real pseudo-terminal, typed at in bytes, its screen followed.

Nothing sleeps: everything waits on the line itself (or on the program's end) with a deadline, and a deadline that
passes is a failure that shows the screen. Bytes are kept as they came, beside the picture that they draw.
"""

from __future__ import annotations

import array
import codecs
import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import NoReturn, Self

import pyte

from store.queries.comparison import ComparisonRow, comparison
from tests.kit.desk import Table

ROOT = Path(__file__).resolve().parent.parent.parent
"""The folder that the program is imported from."""

START = [sys.executable, "-c", "from tui.start import main; main()"]
"""What the installed script does."""

PATIENCE = 15.0
"""Seconds until a wait is given up; a machine under load is slow, a program that hangs is late for ever."""

_NOT_DRAWN = re.compile(r"\x1b\[[<=>][0-9;]*[A-Za-z]|\x1b\[\?[0-9;]*\$p")
"""Sequences without a picture that the emulator would print the end of."""

_UNFINISHED = re.compile(r"\x1b(?:\[[0-9;?<=>$ ]*)?\Z")
_MODE = re.compile(rb"\x1b\[\?([0-9;]+)([hl])")

ALTERNATE_SCREEN, CURSOR_SHOWN, BRACKETED_PASTE, LINE_WRAP = 1049, 25, 2004, 7
MOUSE = frozenset({9, 1000, 1001, 1002, 1003, 1005, 1006, 1015, 1016})
"""Private modes by their numbers."""


def environment(home: Path, term: str = "xterm-256color", more: Mapping[str, str] | None = None) -> dict[str, str]:
    """What an SSH session has in its environment, and nothing of ours; an empty ``term`` leaves TERM out."""
    names = {"PATH": "/usr/bin:/bin", "HOME": str(home), "LANG": "C.UTF-8", "PYTHONPATH": str(ROOT)}
    return names | ({"TERM": term} if term else {}) | dict(more or {})


class Laptop:
    """One program in one pseudo-terminal; leaving the ``with`` ends both."""

    def __init__(
        self,
        arguments: list[str],
        environ: Mapping[str, str],
        size: tuple[int, int] = (80, 24),
        start: Sequence[str] = START,
    ) -> None:
        """Start the program; ``size`` is columns and rows."""
        self.output = bytearray()
        self.status: int | None = None
        self._hung_up = False
        self._screen = pyte.Screen(*size)
        self._stream = pyte.Stream(self._screen)
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self._rest = ""
        self.pid, self._line = pty.fork()
        if self.pid == 0:
            _become([*start, *arguments], environ, size)
        os.set_blocking(self._line, False)
        self._end = os.pidfd_open(self.pid)

    def __enter__(self) -> Self:
        """The program has been started."""
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, _: TracebackType | None) -> None:
        """End what still runs, hard, and put the line down."""
        if self.status is None:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        self.hang_up()
        os.close(self._end)

    # Typing

    def types(self, text: str | bytes) -> None:
        """Put all of it on the line at once; what comes back meanwhile is read."""
        rest = text.encode() if isinstance(text, str) else text
        deadline = time.monotonic() + PATIENCE
        while rest:
            wanted = select.POLLIN | select.POLLOUT
            if self._poll(self._line, wanted, deadline - time.monotonic()) & select.POLLOUT:
                rest = rest[self._write(rest) :]
            else:
                self._read(0)
            assert time.monotonic() < deadline, f"{len(rest)} bytes were not taken"

    def types_apart(self, *pieces: str | bytes) -> None:
        """Put each piece on the line when the program has read the one before."""
        for piece in pieces:
            self.types(piece)
            self.until(self._is_read, "the program has read what was typed", tick=0.001)

    def stalls(self) -> None:
        """A laptop that has gone to sleep: the window is dragged about and nobody reads what is drawn."""
        for number in range(60):
            self.resize(200 - number % 2, 60)
            self._poll(self._end, select.POLLIN, 0.02)

    def _write(self, data: bytes) -> int:
        try:
            return os.write(self._line, data)
        except BlockingIOError:
            return 0

    def _is_read(self) -> bool:
        far = os.open(f"/proc/{self.pid}/fd/0", os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK)
        try:
            return _waiting(far) == 0
        finally:
            os.close(far)

    # Watching

    def sees(self, *texts: str, within: float = PATIENCE) -> None:
        """Wait until all these texts are on the screen at once, as they stand or broken into lines."""
        self.until(lambda: all(self.shows(text) for text in texts), f"{texts} on the screen", within=within)

    def shows(self, text: str) -> bool:
        """Whether a text is on the screen now, as it stands or broken into lines."""
        return text in self.screen or text in self.reads

    def until(self, condition: Callable[[], bool], what: str, *, within: float = PATIENCE, tick: float = 0.02) -> None:
        """Read the line until the condition holds; ``tick`` is how often one not on the line is asked for."""
        deadline = time.monotonic() + within
        while not condition():
            assert time.monotonic() < deadline, f"waited in vain: {what}\n{self.screen}"
            if not self._read(tick) and self._gone():
                assert condition(), f"the program ended: {what}\n{self.output[-2000:].decode(errors='replace')}"

    def settles(self, quiet: float = 0.15) -> None:
        """Wait until the program has read what was typed and has drawn nothing more for so long."""
        self.until(self._is_read, "the program has read what was typed", tick=0.001)
        deadline = time.monotonic() + PATIENCE
        while self._read(quiet):
            assert time.monotonic() < deadline, "the program does not come to rest"

    def hears_nothing_for(self, seconds: float) -> bytes:
        """Listen for exactly so long; what came is returned."""
        before, deadline = len(self.output), time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0:
            self._read(left)
        return bytes(self.output[before:])

    @property
    def screen(self) -> str:
        """The screen as text."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    @property
    def reads(self) -> str:
        """The screen as running text: line ends and frames are blanks."""
        return " ".join(re.sub(r"[─│┌┐└┘├┤]", " ", self.screen).split())

    @property
    def here(self) -> str:
        """The list's line that the cursor stands on, by its sign."""
        return next((line for line in self.screen.split("\n") if line.startswith((" ►", " >"))), "")

    @property
    def on(self) -> set[int]:
        """The private modes that were switched on last."""
        modes: dict[int, bool] = {}
        for numbers, how in _MODE.findall(bytes(self.output)):
            modes |= {int(number): how == b"h" for number in numbers.split(b";")}
        return {number for number, state in modes.items() if state}

    @property
    def cooked(self) -> bool:
        """Whether the line echoes and edits as a shell needs it."""
        local = termios.tcgetattr(self._line)[3]
        return bool(local & termios.ECHO and local & termios.ICANON and local & termios.ISIG)

    def _read(self, seconds: float) -> bool:
        """Take what comes within so long, and draw it; false where nothing came."""
        data = self.takes(seconds)
        self.draws(data)
        return bool(data)

    def takes(self, seconds: float) -> bytes:
        """What comes within so long, not drawn yet; nothing where nothing came."""
        if self._hung_up or not self._poll(self._line, select.POLLIN, seconds) & select.POLLIN:
            return b""
        try:
            data = os.read(self._line, 65536)
        except OSError:
            return b""  # the far end is closed and all is read
        self.output += data
        return data

    def draws(self, data: bytes) -> None:
        """Draw what was taken."""
        text = self._rest + self._decode(data)
        cut = found.start() if (found := _UNFINISHED.search(text)) else len(text)
        self._rest = text[cut:]
        self._stream.feed(_NOT_DRAWN.sub("", text[:cut]))

    def answers(self, on: bool = True) -> None:
        """From now on answer what a terminal is asked (how it is, where its cursor stands), or no more."""
        vars(self._screen)["write_process_input"] = self.types if on else lambda _answer: None

    def line(self, number: int) -> str:
        """One line of the screen, counted from 1."""
        row = self._screen.buffer[number - 1]
        return "".join(row[column].data for column in range(self._screen.columns)).rstrip()

    @property
    def handle(self) -> int:
        """The near end of the line, for whoever waits on several."""
        return self._line

    @staticmethod
    def _poll(handle: int, wanted: int, seconds: float) -> int:
        poll = select.poll()
        poll.register(handle, wanted)
        return next((got for _, got in poll.poll(max(0.0, seconds) * 1000)), 0)

    # The line and the end

    def resize(self, columns: int, rows: int) -> None:
        """Draw the window larger or smaller; the kernel tells the program."""
        self._screen.resize(rows, columns)
        fcntl.ioctl(self._line, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def signals(self, number: signal.Signals) -> None:
        """Send the program a signal."""
        os.kill(self.pid, number)

    @property
    def state(self) -> str:
        """The program's state as the kernel has it: ``S`` sleeping, ``R`` running, ``T`` stopped."""
        return Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()[0]

    def hang_up(self) -> None:
        """The line drops."""
        if not self._hung_up:
            self._hung_up = True
            os.close(self._line)

    def ends(self, within: float = PATIENCE, *, reading: bool = True) -> int:
        """Wait for the program's end, reading what it still says (or, stalled, not); answers its exit status."""
        deadline = time.monotonic() + within
        while not self._gone():
            assert time.monotonic() < deadline, f"still running after {within} s\n{self.screen}"
            if reading and not self._hung_up:
                self._read(0.02)
            else:
                self._poll(self._end, select.POLLIN, deadline - time.monotonic())
        while self._read(0):
            pass
        assert self.status is not None
        return self.status

    @property
    def ended(self) -> bool:
        """Whether the program has ended by now."""
        return self._gone()

    def _gone(self) -> bool:
        if self.status is None and self._poll(self._end, select.POLLIN, 0):
            self.status = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        return self.status is not None


def _waiting(handle: int) -> int:
    """How many bytes lie unread at this end."""
    count = array.array("i", [0])
    fcntl.ioctl(handle, termios.FIONREAD, count)
    return count[0]


def _become(command: list[str], environ: Mapping[str, str], size: tuple[int, int]) -> NoReturn:
    """In the child: be the program, whatever happens."""
    try:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        os.chdir(environ["HOME"])
        os.execve(command[0], command, dict(environ))
    finally:
        os._exit(127)


def sits(
    table: Table,
    login: str = "an",
    *,
    size: tuple[int, int] = (80, 24),
    term: str = "xterm-256color",
    more: Mapping[str, str] | None = None,
    at: str | None = "comparison",
) -> Laptop:
    """Somebody logs in at a laid table, at a place or where the role begins; ``more`` stands in the environment."""
    where = [] if at is None else ["--at", at]
    arguments = ["--db", str(table.path), "--as", login, *where]
    return Laptop(arguments, environment(table.path.parent, term, more), size)


def row(table: Table, tt: int = 22) -> ComparisonRow:
    """An organisation by its number, as the store has it now."""
    with table.at_shell():
        return next(each for each in comparison().rows if each.tt == tt)
