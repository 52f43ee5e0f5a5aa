"""Who acts: a name given on the line counts only for the owner of the store's file, and for root."""

from __future__ import annotations

import os
import pwd
from collections.abc import Mapping
from pathlib import Path


def system_login() -> str:
    """The system account that runs the program."""
    uid = os.getuid()
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return f"uid-{uid}"


def acting(path: Path, named: str | None, environment: Mapping[str, str]) -> str:
    """``--as``, else ``$THAMDINH_USER``, else the system account; the first two only for the file's owner and root."""
    wanted = named or environment.get("THAMDINH_USER")
    return wanted if wanted and _is_ours(path) else system_login()


def _is_ours(path: Path) -> bool:
    """Whether the file belongs to whoever runs the program, or is not there yet; one that cannot be seen does not.

    Root can become its owner at any moment, so that nothing is gained by taking it for somebody else.
    """
    try:
        return os.getuid() in (0, path.stat().st_uid)
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False
