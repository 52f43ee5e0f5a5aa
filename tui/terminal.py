"""The terminal before Textual is imported: what the environment may say, and whether a screen can be shown at all."""

from __future__ import annotations

import os
import sys

_SETTINGS = {
    "TEXTUAL_DISABLE_KITTY_KEY": "1",  # with kitty's flags, words committed by an input method arrive as garbage
    "ESCDELAY": "200",  # milliseconds: arrows and pastes survive a slow line, Esc still answers
}

_FORBIDDEN = (
    "TEXTUAL",
    "TEXTUAL_ALLOW_SIGNALS",
    "TEXTUAL_DEBUG",
    "TEXTUAL_DRIVER",
    "TEXTUAL_LOG",
    "TEXTUAL_PRESS",
    "TEXTUAL_SCREENSHOT",
    "TEXTUAL_SCREENSHOT_FILENAME",
    "TEXTUAL_SCREENSHOT_LOCATION",
)

HOPELESS = frozenset({"", "dumb", "unknown"})
"""Terminal types that cannot place a cursor."""


def prepare() -> None:
    """Set what the screens need, remove what a client may have sent to open doors; before Textual is imported."""
    os.environ.update(_SETTINGS)
    for name in _FORBIDDEN:
        os.environ.pop(name, None)


def unusable() -> str | None:
    """The words key of why no screen can be shown here, ``None`` where one can."""
    streams = (sys.__stdin__, sys.__stdout__, sys.__stderr__)
    if not all(stream is not None and stream.isatty() for stream in streams):
        return "terminal.none"
    return "terminal.dumb" if os.environ.get("TERM", "") in HOPELESS else None


def plain_letters() -> bool:
    """Whether the terminal's font has ASCII and little more: the Linux console."""
    return os.environ.get("TERM", "") == "linux"
