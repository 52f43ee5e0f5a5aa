"""``backup`` and ``restore``: checked copies of the store, with progress for a person at a terminal."""

from __future__ import annotations

import os
import signal
import sys
import threading
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from store.commands.restoring import restore
from store.db.watching import Stopped, Watch
from store.errors import Refused
from store.queries.backup import KEEP, back_up, back_up_into
from store.rules.text import thousands
from store.settings import backups_folder
from tui.cli import output
from tui.telling import Teller


def run_backup(asked: Namespace, teller: Teller) -> None:
    """Copy the store and check the copy; Ctrl+C stops and leaves nothing behind.

    Into the named file, else into the named folder or ``$THAMDINH_BACKUPS``, where only the newest copies stay.
    """
    words = teller.words
    folder = Path(asked.into) if asked.into else backups_folder(os.environ)
    if asked.file and asked.keep is not None:
        raise Refused("backup_keep_alone")
    if not asked.file and folder is None:
        raise Refused("backup_nowhere")
    removed: tuple[str, ...] | None = None
    with watched(teller, "backup.progress") as watch:
        if asked.file or folder is None:
            made = back_up(asked.actor, Path(asked.file), watch=watch)
        else:
            kept = back_up_into(asked.actor, folder, KEEP if asked.keep is None else asked.keep, watch=watch)
            made, removed = kept.copy, kept.removed
    if asked.json:
        output.document(output.plain(made) | ({} if removed is None else {"removed": list(removed)}))
    else:
        output.line(words("saved.backup", path=made.path, size=thousands(made.size, words.lang)))
        output.line(words("verify.ok", count=made.count, digest=made.digest))
        if removed:
            output.line(words("saved.backup_removed", count=len(removed)))
    if made.same_disk:
        output.message(words("backup.same_disk"))


def run_restore(asked: Namespace, teller: Teller) -> None:
    """Put a copy in the store's place; raises ``Refused`` as ``restore`` does."""
    words = teller.words
    if asked.readonly:
        raise Refused("read_only")
    with watched(teller, "restore.progress") as watch:
        done = restore(asked.actor, Path(asked.file), asked.path, force=asked.force, watch=watch)
    if asked.json:
        kept = None if done.kept is None else output.plain(done.kept)
        output.document(output.plain(done) | {"kept": kept})
        return
    output.line(words("saved.restored", path=done.path, count=done.count, digest=done.digest, entry=done.entry))
    if done.kept is not None:
        told = "saved.replaced" if done.kept.sound else "saved.replaced_unsound"
        output.line(words(told, path=done.kept.path))


@contextmanager
def watched(teller: Teller, sentence: str) -> Iterator[Watch]:
    """Progress for a person, and Ctrl+C."""
    with _stoppable() as stopped, _shown(teller, sentence) as shown:

        def watch(done: int, total: int) -> None:
            if stopped.is_set():
                raise Stopped
            shown(done, total)

        yield watch


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
def _shown(teller: Teller, sentence: str) -> Iterator[Watch]:
    """A line on standard error that counts up, if that is a terminal; it is wiped at the end."""
    if not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    last = -1

    def told(done: int, total: int) -> None:
        nonlocal last
        if (now := 100 * done // max(1, total)) != last:
            last = now
            sys.stderr.write("\r\x1b[K" + teller.words(sentence, percent=now))
            sys.stderr.flush()

    try:
        yield told
    finally:
        sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()
