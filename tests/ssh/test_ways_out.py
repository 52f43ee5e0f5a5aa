"""Trying to get out of the screens, or past them, over a real sshd: each is refused, and nothing is left behind."""

from __future__ import annotations

import json
import os
import select
import signal
import socket
import stat
import subprocess
from pathlib import Path

import pytest

from tests.kit.pty import PATIENCE
from tests.ssh.server import Server, free_port, until

pytestmark = pytest.mark.ssh

COMMANDS = (
    "cat /etc/passwd",
    "orgs; id > {trap}",
    "orgs | tee {trap}",
    "$(touch {trap})",
    "orgs\ntouch {trap}",
    "--as root",
    "--as root; sh",
    "orgs --as root",
    "--db {trap} init",
    "backup {trap}",
    "ssh-keys",
    "/usr/lib/openssh/sftp-server",
)
"""Some of the many in ``test_remote``."""


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_that_is_not_on_the_list(server: Server, tmp_path: Path, command: str) -> None:
    """One sentence, status 1, nothing on standard output, nothing done."""
    trap = tmp_path / "trap"
    answer = server.asks("an", command.format(trap=trap))
    assert answer.returncode == 1
    assert answer.stdout == ""
    assert answer.stderr.count("\n") == 1
    assert answer.stderr.startswith("Qua SSH không chạy được «")
    assert "\x1b" not in answer.stderr
    assert not trap.exists()


def test_a_command_of_the_list(server: Server, tmp_path: Path) -> None:
    """It is how files get out: the document on standard output; what looks like a shell's is plain text."""
    answer = server.asks("binh", "orgs --filter 'loai:xa' --json")
    assert (answer.returncode, answer.stderr) == (0, "")
    assert {each["kind"] for each in json.loads(answer.stdout)} == {"commune"}
    trap = tmp_path / "trap"
    answer = server.asks("binh", f"orgs --filter '$(touch {trap})'")
    assert answer.returncode == 0
    assert not trap.exists()


@pytest.mark.parametrize("old", [(), ("-O",)])
def test_scp_brings_nothing_in_or_out(server: Server, tmp_path: Path, old: tuple[str, ...]) -> None:
    """Neither by SFTP nor in the old way."""
    (tmp_path / "mine").write_text("x")
    scp = server.client("an", *old, program="scp")
    into = server.runs([*scp, str(tmp_path / "mine"), f"server:{tmp_path}/theirs"])
    out = server.runs([*scp, f"server:{server.table.path}", str(tmp_path / "stolen")])
    assert into.returncode
    assert out.returncode
    assert [each.name for each in tmp_path.iterdir()] == ["mine"]


def test_sftp_opens_no_door(server: Server, tmp_path: Path) -> None:
    """The subsystem is there, and the key does not lead to it."""
    (tmp_path / "batch").write_text(f"get {server.table.path} {tmp_path}/stolen\n")
    answer = server.runs([*server.client("an", program="sftp"), "-b", str(tmp_path / "batch"), "server"])
    assert answer.returncode
    assert [each.name for each in tmp_path.iterdir()] == ["batch"]


def test_no_tunnel_from_the_laptop(server: Server) -> None:
    """``-L`` and ``-W``: what connects to the laptop's end is not connected to anything."""
    with socket.create_server(("127.0.0.1", 0)) as inside:
        target = f"127.0.0.1:{inside.getsockname()[1]}"
        answer = server.asks("an", options=("-W", target))
        assert answer.returncode == 255
        refused = f"target {target.replace(':', ' port ')}"
        assert server.says("refused local port forward").count(refused) == 1
        near = free_port()
        ssh = subprocess.Popen(
            [*server.client("an"), "-N", "-L", f"{near}:{target}", "server"],
            stdin=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=server.at_home(),
        )
        try:
            until(lambda: answers(near), "the laptop's end is open")
            with socket.create_connection(("127.0.0.1", near), PATIENCE) as through:
                through.settimeout(PATIENCE)
                assert through.recv(1) == b""
            assert ssh.poll() is None
            assert server.says("refused local port forward").count(refused) > 1
            assert not select.select([inside], [], [], 0)[0], "somebody came through"
        finally:
            ssh.kill()
            ssh.wait(PATIENCE)


def answers(port: int) -> bool:
    """Whether somebody listens at a port."""
    with socket.socket() as trying:
        return trying.connect_ex(("127.0.0.1", port)) == 0


def test_no_tunnel_to_the_server(server: Server) -> None:
    """``-R``: the server opens no port; nor a socket in a folder, nor a network device."""
    for forward in (f"{free_port()}:127.0.0.1:22", f"{server.folder}/back:127.0.0.1:22"):
        answer = server.asks("an", options=("-o", "ExitOnForwardFailure=yes", "-N", "-R", forward))
        assert answer.returncode == 255
        assert "forwarding failed" in answer.stderr
    assert not (server.folder / "back").exists()


def test_no_agent_and_no_window(server: Server, tmp_path: Path) -> None:
    """``-A`` makes no socket on the server, ``-X`` no display; the screens open all the same."""
    agent = tmp_path / "agent"
    keeper = subprocess.Popen(["/usr/bin/ssh-agent", "-D", "-a", str(agent)], stdout=subprocess.DEVNULL)
    try:
        until(agent.exists, "the agent listens")
        before = set(Path("/tmp").glob("ssh-*/agent.*"))
        more = {"SSH_AUTH_SOCK": str(agent), "DISPLAY": "127.0.0.1:9"}
        with server.logs_in("an", "-A", "-Y", "-o", f"XAuthLocation={tmp_path}/none", more=more) as an:
            an.until(lambda: "TỔNG QUAN" in an.screen, "the screens")
            assert set(Path("/tmp").glob("ssh-*/agent.*")) == before
            assert b"X11 forwarding request failed" in an.output
    finally:
        keeper.send_signal(signal.SIGTERM)
        keeper.wait(PATIENCE)


def test_files_of_the_account_s_home_do_nothing(server: Server, tmp_path: Path) -> None:
    """``~/.ssh/rc`` is not run; ``~/.ssh/environment`` and ``authorized_keys`` there change nothing."""
    trap = tmp_path / "trap"
    folder = server.home / ".ssh"
    (folder / "rc").write_text(f"touch {trap}\n")
    (folder / "rc").chmod(0o755)
    (folder / "environment").write_text(
        f"THAMDINH_USER=root\nTHAMDINH_DB={trap}\nBASH_ENV={folder}/rc\nENV={folder}/rc\n"
    )
    try:
        assert server.asks("an", "verify").returncode == 0
        with server.logs_in("an") as an:
            an.sees("TỔNG QUAN", "Thư ký")
    finally:
        for each in folder.iterdir():
            each.unlink()
    assert not trap.exists()


def test_a_key_that_is_not_in_the_file(server: Server) -> None:
    """Neither a stranger's key, nor one put into the account's home, nor a password."""
    stranger = server.folder / "stranger.key"
    if not stranger.exists():
        subprocess.run(["/usr/bin/ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(stranger)], check=True)
    public = stranger.with_name("stranger.key.pub").read_text()
    inside = server.home / ".ssh" / "authorized_keys"
    inside.write_text(public)
    try:
        answer = server.asks("stranger", "orgs", options=("-o", "PreferredAuthentications=publickey,password"))
    finally:
        inside.unlink()
    assert (answer.returncode, answer.stdout) == (255, "")
    assert "Permission denied (publickey)" in answer.stderr


def test_nobody_comes_in_by_what_is_left_in_the_key_file(server: Server) -> None:
    """An account that was removed, its line not yet: it sees nothing, at the screens and at the shell."""
    public = subprocess.run(
        ["/usr/bin/ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(server.key("moi"))], check=True
    )
    assert public.returncode == 0
    sent = server.key("moi").with_name("moi.key.pub").read_text()
    assert (
        server.administers("accounts", "add", "moi", "--role", "observer", "--ssh-key", "-", sent=sent).returncode == 0
    )
    server.writes_key_file()
    assert server.asks("moi", "results").returncode == 0
    assert server.administers("accounts", "remove", "moi").returncode == 0
    answer = server.asks("moi", "results")
    assert (answer.returncode, answer.stdout) == (1, "")
    with server.logs_in("moi") as gone:
        assert gone.ends() == 1
        assert gone.shows("«moi» không có trong đó")
        assert not gone.shows("Xã Chi Lăng")
    server.writes_key_file()
    assert server.asks("moi", "results").returncode == 255


def test_the_store_is_the_service_account_s_alone(server: Server) -> None:
    """umask 077: whatever the program makes, others cannot read."""
    with server.logs_in("binh") as binh:
        binh.sees("TIẾP NHẬN HỒ SƠ")
        (program,) = server.programs("binh")
        assert "Umask:\t0077\n" in Path(f"/proc/{program}/status").read_text()
    made = [server.table.path, *server.folder.glob("thamdinh.db-*")]
    assert len(made) > 0
    for each in made:
        assert stat.S_IMODE(each.stat().st_mode) & 0o077 == 0, each
    assert os.getuid() == server.table.path.stat().st_uid
