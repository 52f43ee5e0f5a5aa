"""Where the program begins: the command line, or the screens."""

from __future__ import annotations

import os
import signal
import sys
import tempfile
import threading
from argparse import Namespace
from contextlib import suppress
from pathlib import Path

from seed.load import create_store
from store.db import connect
from store.errors import NotOpened, Refused
from store.live.seats import get_up
from store.settings import fault_log
from store.words import Words
from tui import marks, terminal
from tui.cli import main as commands
from tui.cli import output, remote
from tui.cli.identity import system_login
from tui.cli.parser import language
from tui.faults import speak_plainly
from tui.telling import Teller


def main() -> None:
    """Run the line as typed; ends the process with its status, also where nobody is there any more to read the rest."""
    status = run(sys.argv[1:])
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        os._exit(status)
    sys.exit(status)


def run(arguments: list[str]) -> int:
    """0 done, 1 refused or found wrong, 2 wrong use or no usable terminal."""
    terminal.prepare()
    try:
        arguments = remote.joined(arguments, os.environ)
    except Refused as refused:
        output.message(Teller(Words(language(arguments, dict(os.environ)))).refusal(refused))
        return 1
    asked, words = commands.parse(arguments)
    speak_plainly(words, fault_log(asked.path))
    if asked.command == "doctor" and asked.keys:
        return _trial(asked.path, words)
    if asked.command and asked.command != "demo":
        _end_quietly()
        return commands.run(asked, words)
    reason = terminal.unusable()
    if reason and not asked.plain:
        output.message(words(reason))
        return 2
    try:
        return _rehearsal(asked, words) if asked.command == "demo" else _shown(asked, words)
    except Refused as refused:
        output.message(Teller(words).refusal(refused))
        if not asked.readonly and refused.code in _MAY_BE_READ and os.access(asked.path, os.R_OK):
            output.message(words("hint.readonly"))
        return 1


_MAY_BE_READ = frozenset({"store_rights", "store_owner", "disk_read_only"})
"""Refusals behind which there may be a copy that can be looked at."""


def _trial(path: Path, words: Words) -> int:
    """The keyboard trial alone, without a store; what was found is said on the shell, too."""
    if terminal.unusable():
        output.message(words("trial.without_terminal"))
        return 2
    from tui.dialogs.trial import answer_lines  # noqa: PLC0415 - the command line needs no Textual
    from tui.trial_app import TrialApp  # noqa: PLC0415 - as above

    marks.use_plain(terminal.plain_letters())
    app = TrialApp(words, fault_log(path))
    status = app.run_served()
    for told in answer_lines(words, app.found) if app.found else ():
        output.line(told)
    return status


def _end_quietly() -> None:
    """Ctrl+C and a reader that has gone (``| head``) end a command without a trace."""
    if threading.current_thread() is threading.main_thread():
        for each in (signal.SIGINT, signal.SIGPIPE):
            signal.signal(each, signal.SIG_DFL)


def _rehearsal(asked: Namespace, words: Words) -> int:
    """The screens on a store of made-up figures, which is gone afterwards unless it is to be kept."""
    from seed.demo import create_demo  # noqa: PLC0415 - nothing else needs it

    with tempfile.TemporaryDirectory(prefix="thamdinh-") as folder:
        asked.path = Path(asked.keep) if asked.keep else Path(folder) / "demo.db"
        if not asked.path.exists():
            create_demo(asked.path, asked.actor)
        status = _shown(asked, words)
    if asked.keep:
        output.message(words("demo.kept", path=str(asked.path)))
    return status


def _shown(asked: Namespace, words: Words) -> int:
    """The screens, or the same line by line."""
    _make_store(asked)
    if not asked.plain:
        return _screens(asked, words)
    from tui.plain.begin import converse  # noqa: PLC0415 - the screens need none of it

    connect.read_only(asked.readonly)
    return converse(asked.path, asked.actor, words.lang, spoken=asked.lang is not None)


def _make_store(asked: Namespace) -> None:
    """Whoever comes first makes the store and becomes its administrator, but nobody who came in by a key's line.

    Who only wants to look makes none.
    """
    if connect.is_there(asked.path):
        return
    if asked.readonly or asked.wall or ("SSH_CONNECTION" in os.environ and asked.actor != system_login()):
        raise NotOpened("store_missing", path=str(asked.path))
    create_store(asked.path, asked.actor)


def _screens(asked: Namespace, words: Words) -> int:
    """Open the store on its own thread while Textual is being imported, then show the screens."""
    from tui.link import Link  # noqa: PLC0415 - the command line needs neither

    connect.read_only(asked.readonly or asked.wall)  # before opening: a copy that may only be read is opened otherwise
    link = Link(asked.path, asked.actor)
    try:
        opened = link.open()
        from tui.app import ThamdinhApp  # noqa: PLC0415 - the longest import, while the store opens

        opened.result()
        marks.use_plain(asked.ascii or terminal.plain_letters())
        app = ThamdinhApp(
            link,
            words,
            at=asked.at,
            spoken=asked.lang is not None,
            greet=not asked.readonly and asked.command != "demo",
            walled=asked.wall,
        )
        status = app.run_served()
        if status == 0:  # whoever leaves takes the seat away; a dropped line leaves it empty
            with suppress(Refused):
                link.submit(get_up, app.session).result()
        return status
    finally:
        link.close()
