"""Remedies on Textual's terminal driver; importing this module applies them.

Typed bytes that are no UTF-8 become �, the end of input is a hang-up, control characters inside a paste are dropped and
a paste is never cut in its end mark, and Esc followed at once by a key is Esc and then the key.
"""

from __future__ import annotations

import codecs
import os
import signal
import threading
from collections.abc import Callable, Iterable

from textual import events
from textual._xterm_parser import XTermParser
from textual.drivers import linux_driver

PASTE_LIMIT = 20_000
"""Characters of one paste that are let through; more could not be meant for a cell."""

_START, _END = "\x1b[200~", "\x1b[201~"


class TypedText:
    """Decodes what the terminal sends; a stand-in for the incremental decoder that the driver asks for."""

    def __init__(self) -> None:
        """Begin outside a paste."""
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._pasting = False
        self._held = ""
        self._pasted = 0

    def decode(self, data: bytes, final: bool = False) -> str:
        """The text of these bytes; nothing at all means the terminal is gone."""
        if not data and not final:
            os.kill(os.getpid(), signal.SIGHUP)
            threading.Event().wait(0.25)  # the signal ends the program; until then do not spin
        return self._pass(self._held + self._decoder.decode(data, final))

    def _pass(self, text: str) -> str:
        self._held = ""
        passed: list[str] = []
        while text:
            mark = _END if self._pasting else _START
            before, found, after = text.partition(mark)
            if not found and self._pasting:
                before, self._held = _hold_back(before, mark)
            passed.append(self._in_paste(before) if self._pasting else before)
            if found:
                passed.append(mark)
                self._pasting, self._pasted = not self._pasting, 0
            text = after
        return "".join(passed)

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

_stock_events: Callable[..., Iterable[events.Key]] = XTermParser._sequence_to_key_events


def _esc_then_key(self: XTermParser, sequence: str, alt: bool = False) -> Iterable[events.Key]:
    """Esc and a character in one packet are two keys: otherwise Esc is lost and Enter confirms what was given up."""
    is_pair = len(sequence) == 2 and sequence[0] == "\x1b"
    if is_pair and sequence[1] not in _INTRODUCERS and sequence[1] not in _MAC_WORDS:
        yield events.Key("escape", "\x1b")
        yield from _stock_events(self, sequence[1])
        return
    yield from _stock_events(self, sequence, alt=alt)


vars(linux_driver)["getincrementaldecoder"] = lambda _name: TypedText
XTermParser._sequence_to_key_events = _esc_then_key  # type: ignore[method-assign]
