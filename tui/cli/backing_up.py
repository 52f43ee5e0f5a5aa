"""``backup``: a checked copy of the store, with progress for a person at a terminal."""

from __future__ import annotations

import signal
import sys
import threading
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from store.db.watching import Stopped, Watch
from store.queries.backup import back_up
from store.rules.text import thousands
from tui.cli import output
from tui.telling import Teller


def run_backup(asked: Namespace, teller: Teller) -> None:
    """Copy the store and check the copy; Ctrl+C stops and leaves nothing behind."""
    words = teller.words
    with _stoppable() as stopped, _shown(teller) as shown:

        def watch(done: int, total: int) -> None:
            if stopped.is_set():
                raise Stopped
            shown(done, total)

        made = back_up(asked.actor, Path(asked.file), watch=watch)
    if asked.json:
        output.document(made)
    else:
        output.line(words("saved.backup", path=made.path, size=thousands(made.size, words.lang)))
        output.line(words("verify.ok", count=made.count, digest=made.digest))
    if made.same_disk:
        output.message(words("backup.same_disk"))


@contextmanager
def _stoppable() -> Iterator[threading.Event]:
    """Signals that end a command set the event instead, so that half a copy can be taken away."""
    stopped = threading.Event()

    def stop(_number: int, _frame: FrameType | None) -> None:
        stopped.set()

    if threading.current_thread() is not threading.main_thread():
        yield stopped
        return
    before = {each: signal.signal(each, stop) for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    try:
        yield stopped
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


@contextmanager
def _shown(teller: Teller) -> Iterator[Watch]:
    """A line on standard error that counts up, if that is a terminal; it is wiped at the end."""
    if not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    last = -1

    def told(done: int, total: int) -> None:
        nonlocal last
        if (now := 100 * done // total) != last:
            last = now
            sys.stderr.write("\r\x1b[K" + teller.words("backup.progress", percent=now))
            sys.stderr.flush()

    try:
        yield told
    finally:
        sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()
