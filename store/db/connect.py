"""One database object a process, a connection a thread, and what must be true of the file before it is used."""

from __future__ import annotations

import itertools
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import peewee

from store.db.faults import barred, engine_name, gone, meant
from store.db.locking import locked, wait_at_most
from store.db.sharing import Mark, Presence, undisturbed
from store.errors import NotOpened, Refused, Unavailable
from store.settings import NETWORK_FILE_SYSTEMS, file_system

APPLICATION = 0x54484D44
"""The mark in the file's header ("THMD") by which a store is told from any other SQLite file."""

SCHEMA = 5
"""The number of the table layout; before the first release a new number means a new store."""

BUSY_SECONDS = 3
"""How long a writer waits for another before it says that the store is busy."""

database = peewee.SqliteDatabase(None, lock_type="IMMEDIATE", thread_safe=True, autoconnect=False)

_thread = threading.local()
_generations = itertools.count(1)

_TURN_SECONDS = 0.01
"""A library that wants a file out of WAL waits one to ten times as long until it tries again."""

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
    _thread.mark = Mark(_path())
    database.connect()
    _thread.generation = next(_generations)
    _thread.file = _identity()


def _identity() -> tuple[int, int] | None:
    """Which file bears the store's name now; ``None`` where that cannot be seen."""
    try:
        seen = _path().stat()
    except OSError:
        return None
    return seen.st_dev, seen.st_ino


def _path() -> Path:
    return Path(str(database.database))


def disconnect() -> None:
    """Close the calling thread's connection, if it has one."""
    if not database.is_closed():
        database.close()
    if (presence := getattr(_thread, "presence", None)) is not None:
        presence.leave()
    _thread.presence = None
    if (mark := getattr(_thread, "mark", None)) is not None:
        mark.leave()
    _thread.mark = None


def is_there(path: Path) -> bool:
    """Whether something bears the name, also where it cannot be seen who or what; opening it tells."""
    try:
        return path.exists()
    except OSError:
        return True


def open_store(path: Path) -> None:
    """Connect the calling thread to an existing store.

    Raises ``NotOpened`` for a missing, foreign, older or newer file, ``Unavailable`` where rights, the disk or another
    program keep it shut.
    """
    if (refused := barred(path, writing=not _process["read_only"])) is not None:
        raise refused
    if not path.is_file():
        raise NotOpened("store_foreign" if path.exists() else "store_missing", path=str(path))
    point_at(path)
    deadline = time.monotonic() + BUSY_SECONDS
    while database.is_closed() and not _opened(path):
        if time.monotonic() > deadline:
            raise OtherLibrary("store_other_library", path=str(path))
        time.sleep(_TURN_SECONDS * (1 + os.getpid() % 10))  # several that want out of WAL bar each other's way


def _opened(path: Path) -> bool:
    """Connect to a file that is there; false where its mode could not be made safe just now."""
    try:
        with engine_faults():
            _begin()
            check_file(path)  # before the journal mode is set, which would write into a foreign file
            _set_mode()
    except OtherLibrary:
        disconnect()  # really closed, with its lock, only when the error and what it holds on to are gone
        return False
    except BaseException:
        disconnect()
        raise
    return True


def check_file(path: Path) -> None:
    """Refuse a file that is not a store of this program and this layout; raises ``NotOpened``."""
    application = int(database.execute_sql("PRAGMA application_id").fetchone()[0])
    number = int(database.execute_sql("PRAGMA user_version").fetchone()[0])
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


class OtherLibrary(Unavailable):
    """The file is in WAL and in use, and the library here would not be safe with it."""


def _set_mode() -> None:
    """Set the mode that is safe for everybody at the file; raises ``OtherLibrary``.

    A library with the WAL-reset fault takes a file out of WAL that nobody else is at; while it is there, a sound one
    leaves the file as it is.
    """
    if _process["read_only"] and barred(_path()) is not None:
        return
    if _is_sound():
        if journal_in_use() != "wal":
            _turn_to_wal()
    else:
        _leave_wal()
    if journal_in_use() == "wal":
        database.execute_sql("PRAGMA synchronous=full")
    else:
        database.execute_sql("PRAGMA journal_mode=truncate")
        database.execute_sql("PRAGMA synchronous=extra")


def _is_sound() -> bool:
    return engine_for(library_version()).journal_mode == "wal"


def _turn_to_wal() -> None:
    """Turn the file to WAL, unless somebody is at it who could not follow, or is writing just now."""
    with undisturbed(_path().parent) as alone:
        if not alone:
            return
        wait_at_most(database, 0)
        try:
            database.execute_sql("PRAGMA journal_mode=wal")
        except peewee.OperationalError as fault:
            if not engine_name(fault).startswith("SQLITE_BUSY"):
                raise
        finally:
            wait_at_most(database, BUSY_SECONDS)


def _leave_wal() -> None:
    if getattr(_thread, "presence", None) is None:
        _thread.presence = Presence(_path().parent)
    if journal_in_use() != "wal":
        return
    try:
        database.execute_sql("PRAGMA journal_mode=truncate")
    except peewee.OperationalError as fault:
        if engine_name(fault).startswith("SQLITE_BUSY"):
            raise OtherLibrary("store_other_library", path=str(_path())) from fault
        raise


def _expect_ready() -> None:
    """Look, before a change, whether the file is still there and its mode still safe; raises ``Unavailable``."""
    if (refused := gone(_path())) is not None:
        raise refused
    if None not in (now := _identity(), _thread.file) and now != _thread.file:
        raise Unavailable("store_replaced", path=str(_path()))
    if not _is_sound():
        database.execute_sql(
            "PRAGMA user_version"
        ).fetchone()  # reads the head: the mode told is else that of last time
        if journal_in_use() == "wal":
            _set_mode()


def _expect_safe() -> None:
    """Look again under the write lock, where the mode cannot change any more; raises ``OtherLibrary``."""
    if not _is_sound() and journal_in_use() == "wal":
        raise OtherLibrary("store_other_library", path=str(_path()))


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


def is_read_only() -> bool:
    """Whether this process refuses every change."""
    return _process["read_only"]


_process = {"read_only": False}


@contextmanager
def writing() -> Iterator[None]:
    """One immediate transaction: all of it or nothing; raises ``Refused("read_only")`` where changes are off."""
    if _process["read_only"]:
        raise Refused("read_only")
    with engine_faults():
        if not database.in_transaction():
            _expect_ready()
        with locked(database, BUSY_SECONDS):
            _expect_safe()
            _thread.writing = getattr(_thread, "writing", 0) + 1
            try:
                yield
            finally:
                _thread.writing -= 1


@contextmanager
def engine_faults() -> Iterator[None]:
    """Turn the engine's errors into refusals with a code of their own; others pass."""
    try:
        yield
    except (peewee.DatabaseError, peewee.sqlite3.DatabaseError) as fault:
        if (refused := meant(fault, _path())) is None:
            raise
        raise refused from fault


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
