"""An app that ends, always, when its terminal or the machine says so, and opens no door to the server it runs on."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import ClassVar, Protocol, runtime_checkable

from rich.text import Text
from textual import events
from textual.app import App
from textual.binding import BindingType

from store.words import Words
from tui import driver as _remedies  # noqa: F401 - applies the driver's remedies before the first app runs
from tui.faults import record
from tui.keyboard import Keyboard
from tui.presence import QUESTION
from tui.widgets.text_cell import TextCell

GRACE_SECONDS = 2.0
"""How long a signalled app may take to end by itself; a full line can block it for ever."""


@runtime_checkable
class HearsKeys(Protocol):
    """A screen that wants keys as the keyboard sends them, before anything is made of them."""

    async def hears(self, key: str, character: str | None) -> None:
        """Take one key by its name, with what it types."""


class ServedApp(App[int], inherit_bindings=False):
    """The base of the product's app: signals, keyboard, faults; nothing about the product."""

    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self, words: Words, fault_log: Path, style_sheet: Path | None = None) -> None:
        """Take the words, where details of a fault are written, and the style sheet of the first screen."""
        super().__init__(css_path=style_sheet)
        self.words = words
        self._fault_log = fault_log
        self._keyboard = Keyboard()
        self._hung_up: int | None = None

    def run_served(self) -> int:
        """Run until the person leaves or the line drops; answers the exit status."""
        self.run(mouse=False)
        return int(self.return_code or 0) if self._hung_up is None else self._hung_up

    def on_load(self) -> None:
        """Take the signals over before the first screen is drawn."""
        if threading.current_thread() is not threading.main_thread():
            return
        loop = asyncio.get_running_loop()

        def bye(number: int, _frame: FrameType | None) -> None:
            """End soon; and end anyway if the loop is blocked in a terminal that takes no more bytes."""
            timer = threading.Timer(GRACE_SECONDS, os._exit, (128 + number,))
            timer.daemon = True
            timer.start()
            for each in (signal.SIGHUP, signal.SIGTERM):
                signal.signal(each, signal.SIG_IGN)  # a hang-up arrives more than once
            self._hung_up = 128 + number
            with suppress(RuntimeError):  # the loop is over already: the process is ending by itself
                loop.call_soon_threadsafe(self._leave, 128 + number)

        if not self.is_headless:
            for each in (signal.SIGHUP, signal.SIGTERM):
                signal.signal(each, bye)
            signal.signal(signal.SIGTSTP, signal.SIG_IGN)  # there is no shell to come back to

    def ask_line(self) -> None:
        """Ask the terminal whether it is well."""
        if self._driver is not None:
            self._driver.write(QUESTION)
            self._driver.flush()

    def leave_line(self) -> None:
        """Nobody answers any more: end as when the line drops, anyway if nothing can be written."""
        os.kill(os.getpid(), signal.SIGHUP)

    def _leave(self, status: int) -> None:
        self.exit(return_code=status)

    async def on_event(self, event: events.Event) -> None:
        """Take keys and pastes here, in the order in which they were typed; everything else goes Textual's way.

        A key is done before the next is looked at, whether it is a command or a letter in a cell: nothing is
        forwarded into a queue where a quick next key could overtake it.
        """
        if isinstance(event, events.Key) and not event.is_forwarded:
            await self._key(event)
        elif isinstance(event, events.Paste) and not event.is_forwarded:
            if isinstance(cell := self.focused, TextCell):
                cell.take_paste(event.text)
            else:
                self.key_notice("keyboard.paste_ignored", "")
        else:
            await super().on_event(event)

    async def _key(self, event: events.Key) -> None:
        if isinstance(self.screen, HearsKeys):
            await self.screen.hears(event.key, event.character)
            return
        verdict = self._keyboard.feed(event.key, event.character, in_text=self._in_text(), held=self.held_once())
        if verdict.notice:
            self.key_notice(verdict.notice, verdict.fact)
        if verdict.key is None:
            return
        bound = await self._check_bindings(verdict.key, priority=True)
        if bound:
            return
        if isinstance(cell := self.focused, TextCell):
            await cell.take(event)
        elif (event.is_printable or self.tells_every_key()) and verdict.notice is None:
            self.key_notice("keyboard.unbound", event.character or "")

    def _in_text(self) -> bool:
        return isinstance(self.focused, TextCell)

    def held_once(self) -> frozenset[str]:
        """Keys that act once on this screen however long they are held, besides those that do everywhere."""
        return frozenset()

    def tells_every_key(self) -> bool:
        """Whether this screen says of every key that it does nothing, also of those that type nothing."""
        return False

    def key_notice(self, key: str, fact: str) -> None:
        """Tell why a key did nothing or was understood otherwise; ``key`` is a words key, ``{key}`` in it the fact."""

    def _fatal_error(self) -> None:
        """Say one sentence; the details, without anybody's data, go to the log.

        Once the line is gone keys still wait that were typed before: a screen that is being taken down cannot take
        them, which is no fault and is told to nobody.
        """
        if self._hung_up is not None:
            self._close_messages_no_wait()
            return
        fault = sys.exc_info()[1]
        if fault is not None:
            record(self._fault_log, fault)
        self._exit_renderables.append(Text(self.words("fault", log=str(self._fault_log))))
        self._close_messages_no_wait()

    def action_suspend_process(self) -> None:
        """Nothing: there is no shell to come back to."""

    def action_screenshot(self, filename: str | None = None, path: str | None = None) -> None:
        """Nothing: no file is written where a person chooses."""

    def copy_to_clipboard(self, text: str) -> None:
        """Keep what is cut here, for pasting here: nothing typed is sent to the terminal as a command."""
        self._clipboard = text

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        """Nothing: no browser is started on the server."""
