"""The program, taking its SQLite for a version with which it uses a wanted journal mode."""

from __future__ import annotations

import sys

from tests.kit.stores import LIBRARIES

_START = """
from store.db import connect
connect.library_version = lambda: {version}
from tui.start import main
main()
"""


def forced(mode: str) -> list[str]:
    """How to start it."""
    return [sys.executable, "-c", _START.format(version=LIBRARIES[mode])]
