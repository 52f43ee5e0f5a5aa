"""The program as any account runs it: bound by the rights of files, also where the tests run as root."""

from __future__ import annotations

import sys

_PLAIN = """
import ctypes, os, sys
if os.geteuid() == 0:
    SECUREBITS, NO_ROOT = 28, 1
    if ctypes.CDLL(None, use_errno=True).prctl(SECUREBITS, NO_ROOT, 0, 0, 0):
        sys.exit("root cannot be bound here: " + os.strerror(ctypes.get_errno()))
os.execv(sys.executable, [sys.executable, *sys.argv[1:]])
"""
"""From the next program on root has no more rights than the owner of its files."""

BOUND = [sys.executable, "-c", _PLAIN, "-c", "from tui.start import main; main()"]
"""What the installed script does, without what root may do beyond others."""
