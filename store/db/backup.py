"""A copy of the whole store in one file, taken while others write, checked before it gets its name.

SQLite's own backup reads one state of the store; the copy is written beside its place under another name, synced, and
opened again for reading before it is put in place. Whatever fails leaves nothing behind.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import peewee

from store.db.connect import APPLICATION, SCHEMA, database, fsync_folder, reading
from store.db.making import making
from store.db.watching import Watch, unwatched
from store.errors import NotOpened, Refused, Unavailable

Connection = Any
"""A connection of the SQLite library that peewee uses here."""

PAGES = 256
"""So many pages are copied between two looks at whether the copy is still wanted."""

_NOT_THERE = frozenset({errno.ENOENT, errno.ENOTDIR, errno.EACCES, errno.EPERM, errno.EROFS, errno.ENAMETOOLONG})


def expect_free(target: Path) -> None:
    """Refuse a place for a copy that is taken or whose folder is missing; raises ``Refused``."""
    path = str(target)
    if database.database and target.exists() and target.samefile(str(database.database)):
        raise Refused("backup_is_store", path=path)
    if os.path.lexists(target):
        raise Refused("backup_exists", path=path)
    if not target.parent.is_dir():
        raise Refused("backup_folder", path=str(target.parent))


@contextmanager
def copied(target: Path, watch: Watch = unwatched, source: Connection | None = None) -> Iterator[peewee.SqliteDatabase]:
    """Copy the store to where ``target`` will be and open the copy for reading; at the end it gets its name.

    ``source`` is a connection to another store than the process's own. Inside, the caller checks what it wants to; an
    exception takes the copy away. Raises ``Refused`` where the place will not do, where the disk is full, or where the
    copy is not a sound store.
    """
    expect_free(target)
    try:
        with making(target.parent, f".{target.name[:60]}.", ".part") as made:
            _fill(made, target, watch, source)
            with sound(made, target) as copy:
                yield copy
            _put(made, target)
    except OSError as fault:
        raise _told(fault, target) from fault


@contextmanager
def sound(file: Path, named: Path | None = None) -> Iterator[peewee.SqliteDatabase]:
    """Open a copy for reading that nobody writes; raises ``NotOpened("backup_unsound")`` where it is no sound store."""
    copy = peewee.SqliteDatabase(f"file:{quote(str(file.absolute()))}?mode=ro&immutable=1", uri=True, autoconnect=False)
    try:
        copy.connect()
        _expect_sound(copy, named or file)
        yield copy
    finally:
        copy.close()


def same_disk(target: Path) -> bool:
    """Whether a file lies on the disk on which the store lies."""
    return target.stat().st_dev == Path(str(database.database)).stat().st_dev


def _fill(made: Path, target: Path, watch: Watch, source: Connection | None) -> None:
    def told(_status: int, remaining: int, total: int) -> None:
        watch(total - remaining, total)

    library = peewee.sqlite3
    copy = library.connect(str(made), isolation_level=None)
    try:
        for statement in ("PRAGMA journal_mode=OFF", "PRAGMA synchronous=OFF"):
            copy.execute(statement)
        if source is not None:
            source.backup(copy, pages=PAGES, progress=told)
        else:
            with reading():
                database.execute_sql("SELECT id FROM journal_entry LIMIT 1").fetchall()  # from here on it is one state
                database.connection().backup(copy, pages=PAGES, progress=told)
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, which can be read from a disk that is not writable
    except library.DatabaseError as fault:
        raise Unavailable("backup_full", path=str(target.parent)) from fault
    finally:
        copy.close()
    with made.open("rb") as written:
        os.fsync(written.fileno())


def _expect_sound(copy: peewee.SqliteDatabase, target: Path) -> None:
    asked = ("integrity_check", "application_id", "user_version")
    try:
        found = tuple(copy.execute_sql(f"PRAGMA {name}").fetchone()[0] for name in asked)
    except peewee.DatabaseError as fault:
        raise NotOpened("backup_unsound", path=str(target), found=str(fault)[:60]) from fault
    if found != ("ok", APPLICATION, SCHEMA):
        raise NotOpened("backup_unsound", path=str(target), found=", ".join(str(each)[:60] for each in found))


def _put(made: Path, target: Path) -> None:
    """Give the copy its name; a file that came there meanwhile stays."""
    try:
        os.link(made, target)
    except FileExistsError as fault:
        raise Refused("backup_exists", path=str(target)) from fault
    except OSError as fault:
        if fault.errno not in (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EMLINK, errno.ENOSYS):
            raise
        expect_free(target)  # a file system without second names, as on a memory stick
        made.rename(target)
    fsync_folder(target.parent)


def _told(fault: OSError, target: Path) -> Refused:
    code = "backup_folder" if fault.errno in _NOT_THERE else "backup_full"
    return Unavailable(code, path=str(target.parent))
