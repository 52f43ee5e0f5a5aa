"""Talking to the program through a pipe: answers in, lines out; the time of day stands still."""

from __future__ import annotations

import os
import re
import select
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from tests.kit.desk import Table
from tests.kit.prepared import BEGIN
from tests.kit.pty import PATIENCE, environment

START = [
    sys.executable,
    "-c",
    f"from store import clock\nfrom tui.start import main\nwith clock.replaced(now=lambda: {BEGIN}): main()",
]
"""What the installed script does, at nine o'clock."""


_DIGEST = re.compile(r"[0-9a-f]{4}( [0-9a-f]{4}){15}")
"""A digest as it is read out; it is another with every word of the seed."""


_QUOTING = ("Đính chính", "Correction")
_SIGNS = re.compile("[►●○√×▲▼║│█─→←↑↓«»\t]|--|  |,? …")
_SHORT = re.compile(
    r"\b(?:XS|HT|KHT|KXL|TSVM|HTT|TOT|XL|KL|CCB|MTTQ|BTC|ĐV|TN|T\.b|t\.biểu|Outst|Fulf|Outstand|N/R|Memb|Subs"
    r"|Esc|Tab|PgDn|Space|NULL|None)\b"
)


def unheard(text: str) -> str | None:
    """The first sign, abbreviation, code or name of a key that a listener would make nothing of."""
    found = _SIGNS.search(text) or _SHORT.search(text)
    return found[0] if found else None


def command(table: Table, by: str, lang: str) -> list[str]:
    """The line that starts a conversation; no language leaves it to the person's own."""
    return [*START, "--db", str(table.path), "--as", by, *(("--lang", lang) if lang else ()), "--plain"]


@dataclass(frozen=True)
class Talk:
    """A conversation that is over."""

    answers: tuple[str, ...]
    out: str
    err: str
    status: int

    @property
    def prompts(self) -> list[str]:
        """The lines that waited for an answer."""
        return [line for line in self.out.splitlines() if line.endswith(":")]

    @property
    def unheard(self) -> list[str]:
        """The lines that a listener would not understand, but for the words of a source that is corrected."""
        return [line for line in self.out.splitlines() if unheard(line) and not line.startswith(_QUOTING)]

    @property
    def woven(self) -> str:
        """The conversation as both sides held it: after each prompt what was answered, behind an arrow."""
        answers, lines = iter(self.answers), []
        for line in self.out.splitlines():
            lines.append(line)
            if line.endswith(":"):
                lines.append(f"    <- {next(answers, '(end)')}")
        return _DIGEST.sub(".... (mã)", "\n".join(lines) + "\n")

    def after(self, prompt: str) -> str:
        """What was said after the first prompt of this text, to the end."""
        return self.out.partition(f"{prompt}:\n")[2]


def talk(
    table: Table,
    *answers: str,
    by: str = "an",
    lang: str = "vi",
    more: Mapping[str, str] | None = None,
    raw: bytes | None = None,
    options: tuple[str, ...] = (),
) -> Talk:
    """Give these answers one a line (or ``raw`` bytes), then end the input."""
    ran = subprocess.run(
        [*command(table, by, lang), *options],
        input="".join(f"{answer}\n" for answer in answers).encode() if raw is None else raw,
        env=environment(table.path.parent, "dumb", more),
        capture_output=True,
        check=False,
        timeout=PATIENCE * 2,
    )
    return Talk(answers, ran.stdout.decode("utf-8", "strict"), ran.stderr.decode(), ran.returncode)


class Line:
    """A conversation that goes on: hear up to a prompt, then answer."""

    def __init__(self, table: Table, by: str = "an", lang: str = "vi") -> None:
        """Start the program and hear its greeting."""
        self._process = subprocess.Popen(
            command(table, by, lang),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment(table.path.parent, "dumb"),
        )
        self._rest = b""
        self.heard = self._hear()

    def answers(self, *texts: str) -> str:
        """Answer, hear up to the next prompt, and so on; answers what was said after the last."""
        for text in texts:
            assert self._process.stdin is not None
            self._process.stdin.write(f"{text}\n".encode())
            self._process.stdin.flush()
            self.heard = self._hear()
        return self.heard

    def ends(self) -> int:
        """End the input; answers the exit status."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        return self._process.wait(PATIENCE)

    def is_shown_out(self, text: str) -> int:
        """Answer once more, to which the program ends by itself; answers the exit status."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{text}\n".encode())
        self._process.stdin.flush()
        return self._process.wait(PATIENCE)

    def _hear(self) -> str:
        assert self._process.stdout is not None
        said, deadline = "", time.monotonic() + PATIENCE
        while not said.endswith(":\n"):
            line, sign, rest = self._rest.partition(b"\n")
            if sign:
                said, self._rest = said + line.decode() + "\n", rest
                continue
            ready, _, _ = select.select([self._process.stdout], [], [], max(0.0, deadline - time.monotonic()))
            assert ready, f"waited in vain for a prompt after: {said}"
            data = os.read(self._process.stdout.fileno(), 65536)
            assert data, f"the program ended: {said}"
            self._rest += data
        return said

    def __enter__(self) -> Self:
        """The program has been started."""
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, _: TracebackType | None) -> None:
        """End what still runs, hard, and close the pipes."""
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None and not stream.closed:
                stream.close()
