"""One database object a process, a connection a thread, and what must be true of the file before it is used."""

from __future__ import annotations

import itertools
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import peewee

from store.errors import NotOpened, Refused, Unavailable
from store.settings import NETWORK_FILE_SYSTEMS, file_system

APPLICATION = 0x54484D44
"""The mark in the file's header ("THMD") by which a store is told from any other SQLite file."""

SCHEMA = 2
"""The number of the table layout; before the first release a new number means a new store."""

BUSY_SECONDS = 3
"""How long a writer waits for another before it says that the store is busy."""

database = peewee.SqliteDatabase(None, lock_type="IMMEDIATE", thread_safe=True, autoconnect=False)

_thread = threading.local()
_generations = itertools.count(1)

_PRAGMAS = [("foreign_keys", 1), ("trusted_schema", 0), ("cell_size_check", 1)]


@dataclass(frozen=True)
class Engine:
    """The SQLite library in use and the journal mode that is safe with it."""

    version: tuple[int, ...]
    journal_mode: str
    synchronous: str


def engine_for(version: tuple[int, ...]) -> Engine:
    """WAL with full sync on a library without the WAL-reset fault, else the rollback journal with extra sync.

    Fixed in 3.51.3 and in the branches 3.50.7 and 3.44.6 (sqlite.org/wal.html#walresetbug).
    """
    fixed = version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51) or (3, 44, 6) <= version < (3, 45)
    return Engine(version, "wal", "full") if fixed else Engine(version, "truncate", "extra")


def library_version() -> tuple[int, ...]:
    """The version of the SQLite library that peewee uses here."""
    return tuple(int(part) for part in str(peewee.sqlite3.sqlite_version).split("."))


def journal_in_use() -> str:
    """The journal mode that the connected file really has."""
    return str(database.execute_sql("PRAGMA journal_mode").fetchone()[0])


def point_at(path: Path) -> None:
    """Name the file that this process works on; connects nothing.

    Raises ``NotOpened`` on a network file system.
    """
    kind = file_system(path.parent)
    if kind in NETWORK_FILE_SYSTEMS:
        raise NotOpened("network_file_system", path=str(path), kind=kind)
    if database.database != str(path):
        database.init(str(path), timeout=BUSY_SECONDS, pragmas=_PRAGMAS)


def connect() -> None:
    """Give the calling thread its own connection to the named file, in the mode that is safe here."""
    if not database.is_closed():
        return
    with engine_faults():
        _begin()
        _set_mode()


def _begin() -> None:
    database.connect()
    _thread.generation = next(_generations)


def _set_mode() -> None:
    engine = engine_for(library_version())
    database.execute_sql(f"PRAGMA journal_mode={engine.journal_mode}")
    database.execute_sql(f"PRAGMA synchronous={engine.synchronous}")


def disconnect() -> None:
    """Close the calling thread's connection, if it has one."""
    if not database.is_closed():
        database.close()


def open_store(path: Path) -> None:
    """Connect the calling thread to an existing store.

    Raises ``NotOpened`` for a missing, foreign, older or newer file.
    """
    if not path.is_file():
        raise NotOpened("store_foreign" if path.exists() else "store_missing", path=str(path))
    point_at(path)
    if not database.is_closed():
        return
    try:
        with engine_faults():
            _begin()
            check_file(path)  # before the journal mode is set, which would write into a foreign file
            _set_mode()
    except BaseException:
        disconnect()
        raise


def check_file(path: Path) -> None:
    """Refuse a file that is not a store of this program and this layout; raises ``NotOpened``."""
    try:
        application = int(database.execute_sql("PRAGMA application_id").fetchone()[0])
        number = int(database.execute_sql("PRAGMA user_version").fetchone()[0])
    except peewee.DatabaseError as fault:
        raise NotOpened("store_foreign", path=str(path)) from fault
    if application != APPLICATION:
        raise NotOpened("store_foreign", path=str(path))
    check_schema(number)


def check_schema(number: int | None = None) -> None:
    """Refuse a layout other than this program's; raises ``NotOpened``."""
    if number is None:
        number = int(database.execute_sql("PRAGMA user_version").fetchone()[0])
    if number > SCHEMA:
        raise NotOpened("store_newer", number=number, known=SCHEMA)
    if number < SCHEMA:
        raise NotOpened("store_older", number=number, known=SCHEMA)


def generation() -> int:
    """A number of the calling thread's connection; another connection has another."""
    return int(getattr(_thread, "generation", 0))


def is_writing() -> bool:
    """Whether the calling thread is inside a change, so that what it reads may yet be taken back."""
    return bool(getattr(_thread, "writing", 0))


@contextmanager
def reading() -> Iterator[None]:
    """Several selects that see one state of the store; a nested one joins the outer."""
    with engine_faults():
        if database.in_transaction():
            yield
            return
        with database.atomic("DEFERRED"):
            yield


def read_only(wanted: bool) -> None:
    """Have this process refuse every change from now on, or allow changes again."""
    _process["read_only"] = wanted


_process = {"read_only": False}


@contextmanager
def writing() -> Iterator[None]:
    """One immediate transaction: all of it or nothing; raises ``Refused("read_only")`` where changes are off."""
    if _process["read_only"]:
        raise Refused("read_only")
    with engine_faults(), database.atomic():
        _thread.writing = getattr(_thread, "writing", 0) + 1
        try:
            yield
        finally:
            _thread.writing -= 1


_FAULTS = {
    "SQLITE_FULL": "disk_full",
    "SQLITE_BUSY": "store_busy",
    "SQLITE_LOCKED": "store_busy",
    "SQLITE_READONLY": "store_read_only",
    "SQLITE_CANTOPEN": "store_cannot_open",
    "SQLITE_IOERR": "disk_fault",
    "SQLITE_NOTADB": "store_foreign",
    "SQLITE_CORRUPT": "store_damaged",
}


@contextmanager
def engine_faults() -> Iterator[None]:
    """Turn the engine's errors into ``Unavailable`` with a code of their own; others pass."""
    try:
        yield
    except peewee.DatabaseError as fault:
        name = _sqlite_error(fault)
        code = next((code for prefix, code in _FAULTS.items() if name.startswith(prefix)), None)
        if code == "store_foreign":
            raise NotOpened(code, path=str(database.database)) from fault
        if code is None:
            raise
        raise Unavailable(code, path=str(database.database)) from fault


def _sqlite_error(fault: BaseException) -> str:
    """The innermost SQLite error name: peewee wraps a full disk in a failed rollback."""
    found, link = "", fault
    current: BaseException | None = link
    while current is not None:
        found = getattr(current, "sqlite_errorname", None) or found
        current = current.__cause__ or current.__context__
    return found


def lay_out(models: list[type[peewee.Model]], triggers: tuple[str, ...]) -> None:
    """Create the tables and triggers of an empty file and mark it as a store."""
    database.create_tables(models, safe=False)
    for statement in triggers:
        database.execute_sql(statement)
    database.execute_sql(f"PRAGMA application_id={APPLICATION}")
    database.execute_sql(f"PRAGMA user_version={SCHEMA}")


def fsync_folder(folder: Path) -> None:
    """Make a new name in the folder durable."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
