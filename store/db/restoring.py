"""Putting another content into a store's file: alone with it, in one transaction, and what was there kept beside it.

While this lasts SQLite's exclusive lock keeps everybody out, in either journal mode; whoever was there before is known
by the mark of the connection. The file itself stays, with its owner and its rights; a kill in the middle leaves a
journal from which the next opening takes the old content back.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import peewee

from store.db.backup import PAGES, Connection
from store.db.connect import APPLICATION, fsync_folder
from store.db.faults import BESIDE, engine_name, meant
from store.db.sharing import is_held
from store.errors import NotOpened, Refused, Unavailable


@dataclass
class Held:
    """A store's file that nobody else can open meanwhile."""

    path: Path
    connection: Connection
    _open: ExitStack = field(default_factory=ExitStack)

    def copy_bytes(self, target: Path) -> None:
        """Copy the file and what lies beside it as they are, for a file too damaged for anything else.

        Raises ``OSError``. The file is read through a handle that stays open: closing one would let go of the lock.
        """
        for ending in ("", *BESIDE):
            there = self.path.with_name(self.path.name + ending)
            if ending and not (there.exists() and there.stat().st_size):
                continue
            handle = os.open(there, os.O_RDONLY)
            self._open.callback(os.close, handle)
            made = os.open(target.with_name(target.name + ending), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(made, "wb") as file:
                while chunk := os.pread(handle, 1 << 20, file.tell()):
                    file.write(chunk)
                file.flush()
                os.fsync(made)
        fsync_folder(target.parent)

    def pour(self, prepared: Path) -> None:
        """Put a finished store's content into the file, durably, in one transaction.

        Raises ``Unavailable`` where it cannot be written; the old content is whole then.
        """
        source = peewee.sqlite3.connect(f"file:{quote(str(prepared.absolute()))}?mode=ro&immutable=1", uri=True)
        try:
            self.connection.execute("PRAGMA journal_mode=TRUNCATE")
            self.connection.execute("PRAGMA synchronous=EXTRA")
            source.backup(self.connection, pages=PAGES)
        except peewee.sqlite3.DatabaseError as fault:  # SQLite's backup does not tell its errors by name
            raise Unavailable("disk_fault", path=str(self.path)) from fault
        finally:
            source.close()
        left = self.path.with_name(f"{self.path.name}-journal")
        if left.exists() and not left.stat().st_size:
            left.unlink()

    def close(self) -> None:
        """Let the others in again."""
        self.connection.close()
        self._open.close()


@contextmanager
def alone_with(path: Path) -> Iterator[Held]:
    """Have a store's file for oneself; raises ``Refused`` while anybody is there, and for a file that is no store."""
    with _told(path):
        connection = peewee.sqlite3.connect(str(path), isolation_level=None, timeout=0)
        held = Held(path, connection)
        try:
            try:
                connection.execute("PRAGMA locking_mode=EXCLUSIVE").fetchall()
                connection.execute("BEGIN EXCLUSIVE")
                connection.execute("COMMIT")  # the lock stays, for the mode is exclusive
            except peewee.sqlite3.OperationalError as fault:
                if engine_name(fault).startswith("SQLITE_BUSY"):
                    raise Unavailable("restore_held", path=str(path)) from fault
                raise
            if is_held(path):
                raise Unavailable("restore_held", path=str(path))
            if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION:
                raise NotOpened("store_foreign", path=str(path))
            yield held
        finally:
            held.close()


def expect_nothing_beside(path: Path) -> None:
    """Refuse a place where what an earlier store left would be read into a new one; raises ``NotOpened``."""
    for ending in BESIDE:
        left = path.with_name(path.name + ending)
        if os.path.lexists(left) and left.lstat().st_size:
            raise NotOpened("store_left_beside", path=str(left))


def own_as(file: Path, like: Path) -> None:
    """Give a file made by root to whom the other one belongs."""
    if os.geteuid() == 0:
        seen = like.stat()
        os.chown(file, seen.st_uid, seen.st_gid)


def settled(prepared: Path) -> None:
    """Have a finished store in one file, which can be read without anything beside it."""
    with _told(prepared):
        connection = peewee.sqlite3.connect(str(prepared), isolation_level=None)
        try:
            connection.execute("PRAGMA journal_mode=DELETE").fetchall()
        finally:
            connection.close()
    with prepared.open("rb") as file:
        os.fsync(file.fileno())


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except peewee.sqlite3.DatabaseError as fault:
        refused: Refused | None = meant(fault, path)
        if refused is None:
            raise
        raise refused from fault
