"""Beginning and ending a conversation: the streams, the signals, the store."""

from __future__ import annotations

import os
import signal
import sys
import threading
from contextlib import suppress
from pathlib import Path
from types import FrameType

from store.db import connect
from store.live.preferences import preferences
from tui.plain.asking import Leave
from tui.plain.menu import main_menu
from tui.plain.session import LANGUAGE, Session
from tui.plain.voice import Ear, Ended, Voice

GRACE_SECONDS = 2.0
"""How long a signalled conversation may take to end by itself; a full line can block it for ever."""


class CtrlC:
    """Ctrl+C breaks off an answer, never a change of the store."""

    def __init__(self) -> None:
        """Nobody is listening yet."""
        self.listening = False
        self.rung = False

    def press(self, _number: int, _frame: FrameType | None) -> None:
        """Break off the listening; where nobody listens, the next question is gone back from at once."""
        if self.listening:
            self.listening = False
            raise KeyboardInterrupt
        self.rung = True


def converse(path: Path, actor: str, lang: str, *, spoken: bool = False) -> int:
    """Talk line by line at a store until somebody leaves, the input ends, or the line drops; answers the exit status.

    ``spoken`` says that the language was asked for just now, which goes before the person's own.

    Raises ``Refused`` where the store cannot be opened, or the person may not even look.
    """
    bell = CtrlC()
    _take_signals(bell)
    voice = Voice(sys.stdout.buffer, sys.stdout.encoding or "utf-8")
    ear = Ear(sys.stdin.buffer, bell)
    connect.open_store(path)
    try:
        session = Session(actor, lang if spoken else preferences(actor).get(LANGUAGE, lang), ear, voice)
        with suppress(Leave):
            main_menu(session)
        session.tell("plain.bye")
    except Ended:
        pass
    finally:
        connect.disconnect()
    return 0


def _take_signals(bell: CtrlC) -> None:
    if threading.current_thread() is not threading.main_thread():
        return
    signal.signal(signal.SIGINT, bell.press)
    for each in (signal.SIGHUP, signal.SIGTERM):
        signal.signal(each, _end)


def _end(number: int, _frame: FrameType | None) -> None:
    """End at once, taking back what is not written whole; and end anyway where the terminal takes no more bytes."""
    for each in (signal.SIGHUP, signal.SIGTERM):
        signal.signal(each, signal.SIG_IGN)  # a hang-up arrives more than once
    timer = threading.Timer(GRACE_SECONDS, os._exit, (128 + number,))
    timer.daemon = True
    timer.start()
    raise SystemExit(128 + number)
