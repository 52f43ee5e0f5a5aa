"""Remedies on Textual's terminal driver; importing this module applies them.

Typed bytes that are no UTF-8 become �, the end of input is a hang-up, control characters inside a paste are dropped and
a paste is never cut in its end mark, Esc followed at once by a key is Esc and then the key, and what a terminal answers
of itself is never taken for keys. A fault where keys are read is told like any other, and nobody can stop the program.
"""

from __future__ import annotations

import codecs
import os
import re
import signal
import threading
from collections.abc import Callable, Iterable

from textual import _xterm_parser, events
from textual._xterm_parser import XTermParser
from textual.drivers import linux_driver
from textual.drivers.linux_driver import LinuxDriver
from textual.keys import Keys

from store import clock
from tui.presence import LINE

PASTE_LIMIT = 20_000
"""Characters of one paste that are let through; more could not be meant for a cell."""

ANSWER_MS = 500
"""An answer that goes on after so long a pause was none: somebody pressed Esc and a key that looks like its begin."""

_START, _END = "\x1b[200~", "\x1b[201~"
_ANSWER_BEGINS = re.compile(r"\x1b[]P_^X]")
_ANSWER_ENDS = re.compile(r"\x07|\x1b\\|(?=\x1b[^\\])")


class TypedText:
    """Decodes what the terminal sends; a stand-in for the incremental decoder that the driver asks for."""

    def __init__(self) -> None:
        """Begin outside a paste."""
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._pasting = False
        self._held = ""
        self._pasted = 0
        self._answering = False
        self._heard_at = 0

    def decode(self, data: bytes, final: bool = False) -> str:
        """The text of these bytes; nothing at all means the terminal is gone."""
        if not data and not final:
            os.kill(os.getpid(), signal.SIGHUP)
            threading.Event().wait(0.25)  # the signal ends the program; until then do not spin
        typed = self._decoder.decode(data, final)
        LINE.heard(typed)
        now = clock.ticks_ms()
        self._answering = self._answering and now - self._heard_at < ANSWER_MS
        self._heard_at = now
        return self._pass(self._held + typed)

    def _pass(self, text: str) -> str:
        self._held = ""
        passed: list[str] = []
        while text:
            mark = _END if self._pasting else _START
            before, found, after = text.partition(mark)
            if not found and self._pasting:
                before, self._held = _hold_back(before, mark)
            passed.append(self._in_paste(before) if self._pasting else self._typed(before, last=not found))
            if found:
                passed.append(mark)
                self._pasting, self._pasted = not self._pasting, 0
            text = after
        return "".join(passed)

    def _typed(self, text: str, *, last: bool) -> str:
        """Leave out answers of many characters: colours, clipboard, version; they may come in several pieces."""
        typed: list[str] = []
        while text:
            found = (_ANSWER_ENDS if self._answering else _ANSWER_BEGINS).search(text)
            if not self._answering:
                typed.append(text[: found.start()] if found else text)
            elif last and found is None and text.endswith("\x1b"):
                self._held = "\x1b"
            if found is None:
                break
            self._answering = not self._answering
            text = text[found.end() :]
        return "".join(typed)

    def _in_paste(self, text: str) -> str:
        kept = text.replace("\x1b", "")[: max(0, PASTE_LIMIT - self._pasted)]
        self._pasted += len(kept)
        return kept


def _hold_back(text: str, mark: str) -> tuple[str, str]:
    """Split off an end that may be the beginning of a mark still on its way."""
    for length in range(len(mark) - 1, 0, -1):
        if text.endswith(mark[:length]):
            return text[:-length], text[-length:]
    return text, ""


_INTRODUCERS = frozenset("[O]P_^X\\N")
_MAC_WORDS = frozenset("bf")
_LONGEST = 256
_COMPLETE = re.compile(r"\x1b\[(?!M\Z|.*\$y)[<=>?]?[0-9;:]*[ -/]*[@-Z\\^-~]")
"""A control sequence with its last letter.

``ESC [ [`` goes on on the Linux console, ``ESC [ M`` in an old mouse; Textual reads the answer ``$y`` itself.
"""

_stock_events: Callable[..., Iterable[events.Key]] = XTermParser._sequence_to_key_events


def _esc_then_key(self: XTermParser, sequence: str, alt: bool = False) -> Iterable[events.Key]:
    """Esc and a character in one packet are two keys: otherwise Esc is lost and Enter confirms what was given up.

    A complete sequence that is no key is ignored as a whole; Textual would type it, its digits too.
    """
    is_pair = len(sequence) == 2 and sequence[0] == "\x1b"
    if is_pair and sequence[1] not in _INTRODUCERS and sequence[1] not in _MAC_WORDS:
        yield events.Key("escape", "\x1b")
        yield from _stock_events(self, sequence[1])
        return
    known = list(_stock_events(self, sequence, alt=alt))
    if not known and _COMPLETE.fullmatch(sequence):
        yield events.Key(Keys.Ignore, sequence)
    yield from known


def _no_mouse(self: XTermParser, code: str) -> None:
    """Nothing: the mouse stays the terminal's own, whoever sends clicks."""


def _read_keys(self: LinuxDriver) -> None:
    """A line that cannot be read has dropped; any other fault is the app's: Textual would show its trace."""
    try:
        self.run_input_thread()
    except OSError:
        os.kill(os.getpid(), signal.SIGHUP)
    except BaseException as fault:  # noqa: BLE001 - raised again, where faults are told
        self._app.call_later(_raise, fault)


def _raise(fault: BaseException) -> None:
    raise fault


def _stay(self: LinuxDriver, *_signal: object) -> None:
    """Nothing: there is no shell to come back to. The driver takes the signal after the app has had its say."""


vars(linux_driver)["getincrementaldecoder"] = lambda _name: TypedText
vars(_xterm_parser)["_MAX_SEQUENCE_SEARCH_THRESHOLD"] = _LONGEST
XTermParser._sequence_to_key_events = _esc_then_key  # type: ignore[method-assign]
XTermParser.parse_mouse_code = _no_mouse  # type: ignore[method-assign]
LinuxDriver._run_input_thread = _read_keys  # type: ignore[method-assign]
LinuxDriver._sigtstp_application = _stay  # type: ignore[method-assign]
