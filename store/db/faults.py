"""What keeps a store from being used: rights and owner of file and folder, a full disk, the engine's own errors."""

from __future__ import annotations

import os
import pwd
import shlex
from pathlib import Path

from store.errors import NotOpened, Refused, Unavailable

BESIDE = ("-journal", "-wal", "-shm")
"""What SQLite puts beside the store's file; each must be as readable and writable as the file itself."""

LITTLE = 64 * 1024
"""With fewer free bytes than this an error of the disk is taken for a full one."""

_CODES = {
    "SQLITE_FULL": "disk_full",
    "SQLITE_BUSY": "store_busy",
    "SQLITE_LOCKED": "store_busy",
    "SQLITE_PROTOCOL": "store_busy",
    "SQLITE_READONLY": "store_read_only",
    "SQLITE_CANTOPEN": "store_cannot_open",
    "SQLITE_PERM": "store_cannot_open",
    "SQLITE_AUTH": "store_cannot_open",
    "SQLITE_IOERR": "disk_fault",
    "SQLITE_NOTADB": "store_foreign",
    "SQLITE_CORRUPT": "store_damaged",
}
"""Beginnings of SQLite's names of its errors, and how each is told where nothing closer is found."""

_NO_TEXT = "Could not decode to UTF-8"
"""How Python's SQLite complains, without a name, about a text that is none."""

_SEVERAL_CAUSES = frozenset({"store_read_only", "store_cannot_open", "disk_fault"})


def engine_name(fault: BaseException) -> str:
    """The innermost SQLite error name: peewee wraps a full disk in a failed rollback."""
    found = ""
    current: BaseException | None = fault
    while current is not None:
        found = getattr(current, "sqlite_errorname", None) or found
        current = current.__cause__ or current.__context__
    return found


def meant(fault: BaseException, path: Path) -> Refused | None:
    """What an error of the engine comes to, looking at file, folder and disk; ``None`` for a fault of the program."""
    name = engine_name(fault) or ("SQLITE_CORRUPT" if _NO_TEXT in str(fault) else "")
    code = next((code for prefix, code in _CODES.items() if name.startswith(prefix)), None)
    if code in _SEVERAL_CAUSES:
        if (found := gone(path) or barred(path)) is not None:
            return found
        if is_full(path.parent):
            code = "disk_full"
    if code == "store_foreign":
        return NotOpened(code, path=str(path))
    return None if code is None else Unavailable(code, path=str(path))


def gone(path: Path) -> Refused | None:
    """The refusal where the store's file is no longer where it was."""
    return Unavailable("store_gone", path=str(path)) if not os.path.lexists(path) and not _hidden(path) else None


def is_full(folder: Path) -> bool:
    """Whether hardly anything can be written to the folder's disk any more."""
    try:
        free = os.statvfs(folder)
    except OSError:
        return False
    return free.f_bavail * free.f_frsize < LITTLE


def barred(path: Path, *, writing: bool = True) -> Refused | None:
    """The refusal that names the first of folder, file and what lies beside it that this account may not use."""
    wanted = os.R_OK | (os.W_OK if writing else 0)
    if (above := _hidden(path)) is not None:
        return _told(above)
    if not path.parent.is_dir():
        return None
    if not os.access(path.parent, wanted | os.X_OK):
        return _told(path.parent)
    places = (path, *(path.with_name(path.name + ending) for ending in BESIDE))
    return next((_told(each) for each in places if each.exists() and not os.access(each, wanted)), None)


def _hidden(path: Path) -> Path | None:
    """The nearest folder above that this account may not look into, where that hides the file."""
    try:
        path.lstat()
    except PermissionError:
        return next((each for each in path.parents if _is_seen(each)), path.parent)
    except OSError:
        return None
    return None


def _is_seen(folder: Path) -> bool:
    try:
        folder.lstat()
    except OSError:
        return False
    return True


def _told(place: Path) -> Refused:
    """Who must be the owner, or which right is missing, with what the command that mends it needs."""
    seen, path = place.stat(), shlex.quote(str(place.absolute()))
    if os.statvfs(place).f_flag & os.ST_RDONLY:
        return Unavailable("disk_read_only", path=path)
    if seen.st_uid != os.geteuid():
        return Unavailable(
            "store_owner", path=path, owner=account_name(seen.st_uid), account=account_name(os.geteuid())
        )
    return Unavailable("store_rights", path=path, rights="u+rwx" if place.is_dir() else "u+rw")


def account_name(uid: int) -> str:
    """The system account's name, or its number where it has none."""
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)
