"""Where papers go that are made at the screens: a folder that the administrator names, a printer; else by one SSH line.

Nobody at a screen chooses a path: names are made by the program, files are readable by the folder's owner and group.
"""

from __future__ import annotations

import errno
import getpass
import os
import shlex
import signal
import stat
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

from store.db.connect import fsync_folder
from store.db.watching import Stopped, Watch, unwatched
from store.errors import Refused
from store.exports import Document
from store.exports.document import DOCX, XLSX
from store.settings import default_path

T = TypeVar("T")

FOLDER, SEEN_AS, PRINTER = "THAMDINH_PAPERS", "THAMDINH_PAPERS_SEEN", "THAMDINH_PRINTER"
"""Variables of the server: where papers are put, how people see that folder, the printer's name."""

PRINT_SECONDS = 120
"""A step of printing that takes longer is given up."""

LOOK_SECONDS = 0.1
"""How often it is asked meanwhile whether printing is still wanted."""

PRINTABLE = (f".{DOCX}", f".{XLSX}")
"""Endings of what has pages."""

SSH_PORT = "22"

NO_LINKS = frozenset({errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK})
"""What a file system answers that has no second names for a file, as shares of Windows do."""


@dataclass(frozen=True)
class Outbox:
    """What the administrator has set; ``None`` for what is not."""

    folder: Path | None
    seen_as: str | None
    printer: str | None

    def put(self, document: Document, now: datetime) -> str:
        """Write a paper into the day's folder under a name that is free; answers where people find it.

        Raises ``Refused``: ``outbox_none``, or ``outbox_cannot_write``.
        """
        if self.folder is None:
            raise Refused("outbox_none")
        day = now.strftime("%Y-%m-%d")
        made: Path | None = None
        try:
            folder = _day_folder(self.folder / day)
            handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=folder)
            made = Path(name)
            with os.fdopen(handle, "wb") as file:
                file.write(document.content)
                file.flush()
                os.fsync(file.fileno())
            made.chmod(0o640)
            target = next(each for each in _names(folder, document.name, now) if _named(made, each))
            fsync_folder(folder)
        except OSError as fault:
            raise Refused("outbox_cannot_write", path=str(self.folder)) from fault
        finally:
            if made is not None:
                made.unlink(missing_ok=True)
        shown = self.seen_as or str(self.folder)
        sign = "\\" if "\\" in shown else "/"
        return sign.join((shown.rstrip("\\/"), day, target.name))

    def print(self, document: Document, watch: Watch = unwatched) -> str:
        """Hand a paper to the printer, as a PDF that LibreOffice makes, without a shell; answers the printer's name.

        LibreOffice itself does not say when it knows no such printer; the print queue does. Raises ``Refused``:
        ``outbox_no_printer``, ``outbox_unprintable``, or ``outbox_not_printed``; ``Stopped`` where the watch wants no
        more.
        """
        if self.printer is None:
            raise Refused("outbox_no_printer")
        if not document.name.endswith(PRINTABLE):
            raise Refused("outbox_unprintable")
        with tempfile.TemporaryDirectory(prefix="thamdinh-") as folder:
            paper = Path(folder) / document.name
            paper.write_bytes(document.content)
            profile = f"-env:UserInstallation=file://{folder}/profile"
            drawn = paper.with_suffix(".pdf")
            try:
                _run(["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, str(paper)], watch)
                if not drawn.is_file():
                    raise FileNotFoundError(drawn)
                _run(["lp", "-d", self.printer, "--", str(drawn)], watch)
            except (OSError, subprocess.SubprocessError) as fault:
                raise Refused("outbox_not_printed", printer=self.printer) from fault
        return self.printer


def _day_folder(folder: Path) -> Path:
    """The day's folder, which the group may read, whatever the process keeps from others by default."""
    try:
        folder.mkdir(mode=0o750)
    except FileExistsError:
        return folder
    folder.chmod(stat.S_IMODE(folder.stat().st_mode) | 0o750)
    return folder


def _names(folder: Path, name: str, now: datetime) -> Iterator[Path]:
    """Names for a paper made at an instant: with the time of day, from the second on with a number."""
    stem, dot, ending = name.rpartition(".")
    for number in count(1):
        again = f"-{number}" if number > 1 else ""
        yield folder / f"{stem}-{now.strftime('%H%M%S')}{again}{dot}{ending}"


def _named(made: Path, target: Path) -> bool:
    """Give a written file a name if nothing has it, never over what is there; answers whether it was free."""
    try:
        os.link(made, target)
    except FileExistsError:
        return False
    except OSError as fault:
        if fault.errno not in NO_LINKS:
            raise
        return _taken(made, target)
    return True


def _taken(made: Path, target: Path) -> bool:
    """The same where files have one name only: the name is taken by an empty file first."""
    try:
        target.touch(exist_ok=False)
    except FileExistsError:
        return False
    made.replace(target)
    return True


def _run(line: Sequence[str], watch: Watch) -> None:
    """Run a fixed line to its end, and end it where the watch wants no more; raises ``SubprocessError`` if it fails."""
    quiet: dict[str, Any] = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.DEVNULL)
    with subprocess.Popen(line, **quiet, start_new_session=True) as ran:  # noqa: S603 - no shell
        try:
            for _look in range(int(PRINT_SECONDS / LOOK_SECONDS)):
                watch(0, 0)
                try:
                    status = ran.wait(LOOK_SECONDS)
                except subprocess.TimeoutExpired:
                    continue
                if status:
                    raise subprocess.CalledProcessError(status, line[0])
                return
            raise subprocess.TimeoutExpired(line[0], PRINT_SECONDS)
        except (Stopped, subprocess.TimeoutExpired):
            os.killpg(ran.pid, signal.SIGKILL)  # with what it has started itself
            raise


def delivered(make: Callable[..., Document], take: Callable[[Document, Watch], T], watch: Watch) -> tuple[Document, T]:
    """Make a paper and bring it where it is wanted, in one piece of long work."""
    made = make(watch=watch)
    return made, take(made, watch)


def outbox(environment: Mapping[str, str]) -> Outbox:
    """What the server's variables say."""
    folder = environment.get(FOLDER)
    return Outbox(Path(folder) if folder else None, environment.get(SEEN_AS) or None, environment.get(PRINTER) or None)


def over_ssh(environment: Mapping[str, str]) -> bool:
    """Whether the person sits at another machine."""
    return len(environment.get("SSH_CONNECTION", "").split()) == 4


def fetch_line(
    kind: str,
    name: str,
    environment: Mapping[str, str],
    store: Path,
    *,
    case: int | None = None,
    meeting: int | None = None,
) -> str:
    """The line by which somebody fetches a paper to the own machine; over SSH with the server's address.

    ``case`` and ``meeting`` are the numbers of those that the paper is of, where it is not of the newest.
    """
    asked = (f" --{name} {number}" for name, number in (("case", case), ("meeting", meeting)) if number is not None)
    wanted = kind + "".join(asked)
    if over_ssh(environment):
        _client, _its_port, server, port = environment["SSH_CONNECTION"].split()
        at = "" if port == SSH_PORT else f"-p {port} "
        return f"ssh {at}{getpass.getuser()}@{server} export {wanted} -o - > {name}"
    db = "" if store == default_path(environment) else f"--db {shlex.quote(str(store))} "
    return f"thamdinh {db}export {wanted} -o {name}"
