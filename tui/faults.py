"""What becomes of a fault in the program: its trace in a log that only its owner reads, one sentence for the person."""

from __future__ import annotations

import os
import sys
import traceback
from pathlib import Path
from types import TracebackType

from store.rules.text import visible
from store.words import Words


def record(log: Path, fault: BaseException) -> None:
    """Append the trace (no values of variables) to the log, mode 0600; an unwritable log changes nothing."""
    try:
        handle = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW, 0o600)
    except OSError:
        return
    with os.fdopen(handle, "a", encoding="utf-8") as lines:
        for line in "".join(traceback.format_exception(fault)).split("\n"):
            lines.write(visible(line) + "\n")  # whoever reads the log reads it in a terminal


def speak_plainly(words: Words, log: Path) -> None:
    """From now on a fault outside the screens ends the program with one sentence instead of a trace."""

    def told(_kind: type[BaseException], fault: BaseException, _trace: TracebackType | None) -> None:
        record(log, fault)
        sys.stderr.write(words("fault", log=str(log)) + "\n")

    sys.excepthook = told
