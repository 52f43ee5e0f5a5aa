"""A server as README says: a real sshd on loopback with the documented block, wrapper and key file, their paths moved.

Around the documented block the configuration is as careless as it can be: what is refused is refused by the block, the
key's line and the wrapper. The account ``thamdinh`` is made up by nss_wrapper for this sshd only: it has the number of
whoever runs the tests and a home of its own, so that nobody's own ``~/.ssh`` is touched.
"""

from __future__ import annotations

import grp
import os
import pwd
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from tests.kit.desk import Clock, Table, lay_table
from tests.kit.pty import PATIENCE, Laptop
from tests.ssh.readme import block, moved

BIN = Path(sys.executable).parent
SSHD = Path("/usr/sbin/sshd")
SFTP_SERVER = Path("/usr/lib/openssh/sftp-server")

CARELESS = """
ListenAddress 127.0.0.1
Port {port}
HostKey {folder}/host
PidFile none
LogLevel VERBOSE
UsePAM no
StrictModes no
AcceptEnv *
PermitUserEnvironment yes
AllowAgentForwarding yes
AllowTcpForwarding yes
GatewayPorts yes
PermitTunnel yes
X11Forwarding yes
XAuthLocation {folder}/xauth
Subsystem sftp {sftp}
"""
"""Everything allowed; ``StrictModes no`` because a temporary folder lies where others may write, which sshd minds."""

CLIENT = """
Host server
    HostName 127.0.0.1
    Port {port}
    User thamdinh
    IdentitiesOnly yes
    UserKnownHostsFile {folder}/known
    StrictHostKeyChecking yes
    GlobalKnownHostsFile none
    LogLevel ERROR
"""


@dataclass(frozen=True)
class Server:
    """A running server: its folder, its port, its store, and what sshd says."""

    folder: Path
    port: int
    table: Table
    sshd: subprocess.Popen[bytes]
    log: Path

    @property
    def home(self) -> Path:
        """The home of the service account."""
        return self.folder / "home"

    def client(self, who: str, *options: str, program: str = "ssh") -> list[str]:
        """A client's command line with somebody's key."""
        return [
            f"/usr/bin/{program}",
            "-F",
            str(self.folder / "client"),
            "-o",
            f"IdentityFile={self.key(who)}",
            *options,
        ]

    def key(self, who: str) -> Path:
        """Somebody's private key."""
        return self.folder / f"{who}.key"

    def asks(
        self, who: str, *words: str, options: tuple[str, ...] = (), more: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        """``ssh thamdinh@server words``, without a terminal."""
        return self.runs([*self.client(who, *options), "server", "--", *words], more)

    def runs(self, command: list[str], more: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
        """Run a client's program to its end, with nothing to read."""
        return subprocess.run(
            command,
            check=False,
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            timeout=60,
            cwd=self.folder / "laptop",
            env=self.at_home(more),
        )

    def at_home(self, more: Mapping[str, str] | None = None) -> dict[str, str]:
        """A laptop's environment."""
        return {
            "PATH": "/usr/bin:/bin",
            "HOME": str(self.folder / "laptop"),
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
        } | dict(more or {})

    def logs_in(self, who: str, *options: str, more: Mapping[str, str] | None = None) -> Laptop:
        """``ssh -t thamdinh@server`` in a terminal window."""
        start = self.client(who, *options, "-t", "-e", "none")
        return Laptop(["server"], self.at_home(more), start=start)

    def programs(self, who: str) -> list[int]:
        """The processes of somebody's screens."""
        wanted = (str(BIN / "thamdinh"), "--as", who)
        return [pid for pid, words in processes() if words[-3:] == wanted and self.works_for(pid)]

    def works_for(self, pid: int) -> bool:
        """Whether a process works on this server's store."""
        try:
            return f"THAMDINH_DB={self.table.path}".encode() in Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")
        except (FileNotFoundError, ProcessLookupError):
            return False

    def says(self, text: str) -> str:
        """What sshd has written of something so far."""
        lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines()
        return "\n".join(line for line in lines if text in line)

    def administers(self, *words: str, sent: str = "") -> subprocess.CompletedProcess[str]:
        """The wrapper on the server itself, as the administrator runs it."""
        return subprocess.run(
            [str(self.folder / "thamdinh"), "--as", "an", *words],
            check=False,
            capture_output=True,
            text=True,
            input=sent,
            timeout=60,
        )

    def writes_key_file(self) -> None:
        """What README's script does: print the lines and put them where sshd reads them."""
        printed = self.administers("ssh-keys", "--command", str(self.folder / "thamdinh"))
        assert printed.returncode == 0, printed.stderr
        (self.folder / "keys").write_text(printed.stdout, encoding="utf-8")


def processes() -> Iterator[tuple[int, tuple[str, ...]]]:
    """All processes with their command lines."""
    for each in Path("/proc").iterdir():
        if each.name.isdecimal():
            try:
                words = (each / "cmdline").read_bytes().decode(errors="replace").rstrip("\0").split("\0")
            except (FileNotFoundError, ProcessLookupError):
                continue
            yield int(each.name), tuple(words)


def make_key(path: Path, comment: str = "", kind: str = "ed25519", *more: str) -> str:
    """Make a pair of keys; answers the public one."""
    command = ["/usr/bin/ssh-keygen", "-q", "-t", kind, *more, "-N", "", "-C", comment, "-f", str(path)]
    subprocess.run(command, check=True)
    return path.with_name(f"{path.name}.pub").read_text(encoding="utf-8")


@contextmanager
def serving(folder: Path, change: Callable[[str], str] = str) -> Iterator[Server]:
    """Set a server up and run it; ``change`` alters the documented block of sshd."""
    table = lay_table(folder, Clock())
    for name in ("laptop", "home/.ssh"):
        (folder / name).mkdir(parents=True)
    port = free_port()
    wrapper = folder / "thamdinh"
    store = {
        "/var/lib/thamdinh/thamdinh.db": str(table.path),
        "HOME=/var/lib/thamdinh": f"HOME={folder}/home",
        "/var/backups/thamdinh": f"{folder}/backups",
    }
    program = {"/opt/thamdinh/venv/bin/python": sys.executable, "/opt/thamdinh/venv/bin/thamdinh": f"{BIN}/thamdinh"}
    wrapper.write_text(moved(block("wrapper"), store | program), encoding="utf-8")
    wrapper.chmod(0o755)
    (folder / "xauth").write_text("#!/bin/sh\nexit 0\n", encoding="utf-8")
    (folder / "xauth").chmod(0o755)
    host = make_key(folder / "host")
    (folder / "known").write_text(f"[127.0.0.1]:{port} {host}", encoding="utf-8")
    (folder / "client").write_text(CLIENT.format(port=port, folder=folder), encoding="utf-8")
    documented = change(moved(block("sshd"), {"/etc/ssh/thamdinh.keys": f"{folder}/keys"}))
    around = CARELESS.format(port=port, folder=folder, sftp=SFTP_SERVER)
    (folder / "sshd_config").write_text(around + documented, encoding="utf-8")
    with started(folder, (folder / "log").open("wb")) as sshd:
        server = Server(folder, port, table, sshd, folder / "log")
        until(lambda: b"Server listening" in server.log.read_bytes(), "sshd listens")
        for who in ("an", "binh"):
            put = server.administers("accounts", "key", who, "--ssh-key", "-", sent=make_key(server.key(who), who))
            assert put.returncode == 0, put.stderr
        server.writes_key_file()
        yield server


@contextmanager
def started(folder: Path, log: IO[bytes]) -> Iterator[subprocess.Popen[bytes]]:
    """sshd in the foreground until the end of the ``with``, with an account ``thamdinh`` that it alone sees."""
    me = f"thamdinh:x:{os.getuid()}:{os.getgid()}::{folder}/home:/bin/sh"
    separated = ":".join(str(each) for each in pwd.getpwnam("sshd"))
    (folder / "passwd").write_text(f"{me}\n{separated}\n", encoding="utf-8")
    groups = [f"{each.gr_name}:x:{each.gr_gid}:" for each in grp.getgrall()]
    (folder / "group").write_text("\n".join(groups) + "\n", encoding="utf-8")
    if os.getuid() == 0:
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)  # sshd's own, made by Debian when the service starts
    people = {"NSS_WRAPPER_PASSWD": f"{folder}/passwd", "NSS_WRAPPER_GROUP": f"{folder}/group"}
    sshd = subprocess.Popen(
        [str(SSHD), "-D", "-e", "-f", str(folder / "sshd_config")],
        stdin=subprocess.DEVNULL,
        stderr=log,
        env={"PATH": "/usr/bin:/bin", "LD_PRELOAD": "libnss_wrapper.so", **people},
    )
    try:
        yield sshd
    finally:
        sshd.send_signal(signal.SIGTERM)
        sshd.wait(PATIENCE)
        log.close()


def until(condition: Callable[[], bool], what: str, within: float = PATIENCE) -> None:
    """Ask again and again until it is so."""
    deadline = time.monotonic() + within
    while not condition():
        assert time.monotonic() < deadline, f"waited in vain: {what}"
        select.select([], [], [], 0.02)


def free_port() -> int:
    """A port of loopback that nobody uses now."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
