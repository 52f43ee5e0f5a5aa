"""Speaking and listening: one line out, one line in; nothing else ever reaches the terminal."""

from __future__ import annotations

import codecs
import re
import unicodedata
from typing import BinaryIO, Protocol

from store.rules.text import clean, visible

LONGEST = 16_384
"""The longest line that is taken in, in bytes; what goes on beyond is read away."""

_SEQUENCE = re.compile("\x1b(?:\\[[0-?]*[ -/]*[@-~]|[O ()].?|.)?")
_UNREADABLE = "\ufffd"


class Ended(Exception):  # noqa: N818 - the person has gone, which is no fault
    """There is nobody to speak to any more: the input has ended, or the reader has gone."""


class Interrupted(Exception):  # noqa: N818 - Ctrl+C at a prompt
    """Somebody pressed Ctrl+C instead of answering."""


BARRED_D = {"\u0111": "d", "\u0110": "D"}
"""The one letter that does not come apart into a letter and a mark."""


class Bell(Protocol):
    """Whether Ctrl+C was pressed; while somebody is listening it may break off the listening."""

    listening: bool
    rung: bool


def _letter_instead(fault: UnicodeError) -> tuple[str, int]:
    """A letter that the terminal's alphabet does not have, without its marks; any other character ``?``."""
    assert isinstance(fault, UnicodeEncodeError)
    lost = unicodedata.normalize("NFD", fault.object[fault.start : fault.end])
    bare = (BARRED_D.get(char, char) for char in lost if not unicodedata.combining(char))
    return "".join(char if char.isascii() else "?" for char in bare), fault.end


codecs.register_error("thamdinh_plain", _letter_instead)


class Voice:
    """Says lines to whoever listens."""

    def __init__(self, stream: BinaryIO, encoding: str = "utf-8") -> None:
        """Take the stream and the alphabet of the terminal behind it."""
        self._stream, self._encoding = stream, encoding

    def say(self, *lines: str) -> None:
        """Say lines, each by itself; raises ``Ended`` where nobody hears them."""
        told = "".join(f"{visible(line)}\n" for text in lines for line in text.split("\n"))
        try:
            self._stream.write(told.encode(self._encoding, "thamdinh_plain"))
            self._stream.flush()
        except OSError as gone:
            raise Ended from gone


class Ear:
    """Hears lines."""

    def __init__(self, stream: BinaryIO, bell: Bell) -> None:
        """Take the stream and what tells of Ctrl+C."""
        self._stream, self._bell = stream, bell

    def line(self) -> str | None:
        """The next line, clean; ``None`` for one that cannot be read or is far too long.

        Raises ``Ended`` at the end, also where it comes in the middle of a line, ``Interrupted`` on Ctrl+C.
        """
        data = self._read()
        if not data.endswith(b"\n"):
            if len(data) < LONGEST:
                raise Ended
            while data and not data.endswith(b"\n"):
                data = self._read()
            return None
        text = _SEQUENCE.sub("", data.decode("utf-8", "replace"))
        return None if _UNREADABLE in text else clean(text).strip()

    def _read(self) -> bytes:
        bell = self._bell
        try:
            bell.listening = True
            if bell.rung:
                raise KeyboardInterrupt
            data = self._stream.readline(LONGEST)
            bell.listening = False  # here, so that a late Ctrl+C is still caught below
        except KeyboardInterrupt as pressed:
            bell.listening = bell.rung = False
            raise Interrupted from pressed
        except OSError as gone:
            raise Ended from gone
        return data
