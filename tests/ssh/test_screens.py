"""Working in the screens over a real sshd: the laptop's line, its environment, its end."""

from __future__ import annotations

import os
import select
import signal
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.kit.pty import Laptop, row
from tests.ssh.server import Server, serving, until

pytestmark = pytest.mark.ssh

SOON = 5.0
"""Seconds: two of grace, and some for a machine under load."""

OVERVIEW, INTAKE, COMPARISON = "TỔNG QUAN", "TIẾP NHẬN HỒ SƠ", "SO SÁNH THẨM ĐỊNH"


def opens_comparison(person: Laptop) -> None:
    """Go to the comparison from wherever one begins."""
    person.types("g5")
    person.sees(COMPARISON, "Xã Chi Lăng")


def test_a_secretary_works_in_the_screens(server: Server) -> None:
    """She finds an organisation, sets its level with a reason, and it is in the store; then her process is gone."""
    with server.logs_in("an") as an:
        an.sees(OVERVIEW)
        assert len(server.programs("an")) == 1
        opens_comparison(an)
        an.types("/kim dong\r")
        an.sees("►  22 Xã Kim Đồng")
        an.types("32\r")
        an.sees("Đã ghi")
        an.types("q1")
        assert an.ends() == 0
    found = row(server.table)
    assert (found.final_level, found.reason) == ("HT", "target")
    assert server.programs("an") == []


def test_each_key_is_its_owner_and_all_see_the_same(server: Server) -> None:
    """What the secretary records the appraiser sees within a moment, told with whose it is; roles bind."""
    with server.logs_in("an") as an, server.logs_in("binh") as binh:
        an.sees(OVERVIEW, "Thư ký")
        binh.sees(INTAKE)
        opens_comparison(an)
        opens_comparison(binh)
        an.types("/23\r3")
        an.sees("QUYẾT ĐỊNH MỨC")
        an.types("2\r")
        an.sees("Đã ghi")
        binh.sees("an: điều chỉnh 23 ")


HOSTILE: dict[str, Callable[[Path], Mapping[str, str]]] = {
    "an encoding of old": lambda traps: {"LC_ALL": "en_US.ISO-8859-1", "LC_CTYPE": "C", "LANG": "vi_VN.TCVN"},
    "Textual told to write": lambda traps: {
        "TEXTUAL": "devtools,debug",
        "TEXTUAL_LOG": str(traps / "log"),
        "TEXTUAL_SCREENSHOT": "0",
        "TEXTUAL_SCREENSHOT_LOCATION": str(traps),
        "TEXTUAL_DRIVER": "os:system",
        "TEXTUAL_PRESS": "q,1",
    },
    "a picture of another size": lambda traps: {"COLUMNS": "7", "LINES": "3", "NO_COLOR": "1", "FORCE_COLOR": "1"},
    "another store, another name": lambda traps: {"THAMDINH_DB": str(traps / "db"), "THAMDINH_USER": "binh"},
    "another Python": lambda traps: {
        "PYTHONPATH": str(traps),
        "PYTHONSTARTUP": str(traps / "x"),
        "PYTHONHOME": str(traps),
        "PYTHONWARNINGS": "error",
    },
    "a file for the shell": lambda traps: {"ENV": f"$(touch {traps}/env)", "BASH_ENV": f"$(touch {traps}/bash)"},
}
"""What a client may send where sshd takes everything."""


@pytest.mark.parametrize("what", HOSTILE)
def test_what_a_client_sends_does_no_harm(server: Server, tmp_path: Path, what: str) -> None:
    """The picture is the same, in Vietnamese and as wide as the window; nothing is written anywhere."""
    (tmp_path / "sitecustomize.py").write_text(f"open({str(tmp_path / 'run')!r}, 'w')")
    before = sorted(tmp_path.iterdir())
    sent = HOSTILE[what](tmp_path)
    options = [f"SendEnv={name}" for name in sent]
    with server.logs_in("an", *(word for each in options for word in ("-o", each)), more=sent) as an:
        an.sees(OVERVIEW, "Chưa đủ giấy", "Thư ký")
        an.settles()
        assert max(len(line) for line in an.screen.split("\n")) == 80
    assert sorted(tmp_path.iterdir()) == before


def test_a_terminal_s_name_is_no_command(server: Server, tmp_path: Path) -> None:
    """TERM comes as the client says it; no shell reads it."""
    touched = tmp_path / "touched"
    for term in (f"x;$(touch {touched})", f'"`touch {touched}`', "-i" * 1000):
        with server.logs_in("an", more={"TERM": term}) as an:
            an.sees(OVERVIEW)
    assert not touched.exists()
    with server.logs_in("an", more={"TERM": "dumb"}) as an:
        assert an.ends() == 2
        assert an.shows("TERM")


@pytest.mark.parametrize("key", ["\x03", "\x1a", "\x11", "\x1c", "\x04", "\x10", "\x13", "\x1b[27;5;122~"])
def test_no_key_leads_out_or_stops_the_program(server: Server, key: str) -> None:
    """Ctrl+C, Ctrl+Z, Ctrl+Q, Ctrl+Backslash, Ctrl+D, Ctrl+P, Ctrl+S: the screens go on."""
    with server.logs_in("binh") as binh:
        binh.sees(INTAKE)
        binh.types(key)
        binh.settles()
        binh.types("\x1b")
        opens_comparison(binh)
        (program,) = server.programs("binh")
        state = Path(f"/proc/{program}/stat").read_text().rpartition(")")[2].split()[0]
        assert state in "SR"


def test_signals_that_ssh_can_send_stop_nothing(server: Server) -> None:
    """Stopping the program from its terminal is not possible: it leads a session of its own, and says no."""
    with server.logs_in("binh") as binh:
        binh.sees(INTAKE)
        (program,) = server.programs("binh")
        os.kill(program, signal.SIGTSTP)
        opens_comparison(binh)


def test_without_a_terminal_a_sentence(server: Server) -> None:
    """``ssh -T``: nothing runs unseen."""
    answer = server.asks("an", options=("-T",))
    assert (answer.returncode, answer.stdout) == (2, "")
    assert "ssh -t" in answer.stderr
    assert server.programs("an") == []


def ended(program: int) -> bool:
    """Whether a process is gone."""
    return not Path(f"/proc/{program}").exists()


def test_a_laptop_that_dies_leaves_no_orphan(server: Server) -> None:
    """kill -9 of the client: soon there is neither the program nor a shell or sshd of its own."""
    before = children(server.sshd.pid)
    with server.logs_in("an") as an:
        an.sees(OVERVIEW)
        (program,) = server.programs("an")
        line = children(server.sshd.pid) - before
        assert program in line
        an.signals(signal.SIGKILL)
        assert an.ends() == -signal.SIGKILL
        for each in line:
            until(lambda each=each: ended(each), f"process {each} has ended", SOON)  # type: ignore[misc]


def children(parent: int) -> set[int]:
    """All processes beneath one, to any depth."""
    found: set[int] = set()
    queue = [parent]
    while queue:
        try:
            tasks = Path(f"/proc/{queue.pop()}/task")
            born = {int(pid) for task in tasks.iterdir() for pid in (task / "children").read_text().split()}
        except (FileNotFoundError, ProcessLookupError):
            continue
        found |= born
        queue += born
    return found


INTERVAL, COUNT = 1, 2
"""What the documented 15 seconds, three times, become here."""


def quicker(documented: str) -> str:
    """The documented block with a shorter promise."""
    for old, new in (("Interval 15", f"Interval {INTERVAL}"), ("CountMax 3", f"CountMax {COUNT}")):
        assert old in documented
        documented = documented.replace(old, new)
    return documented


def test_a_frozen_laptop_is_gone_within_the_time_that_sshd_promises(tmp_path: Path) -> None:
    """Nobody answers: the screens draw nothing by themselves, so sshd asks after each interval and then hangs up."""
    with serving(tmp_path, quicker) as server, server.logs_in("an") as an:
        an.sees(OVERVIEW)
        opens_comparison(an)
        an.settles()
        (program,) = server.programs("an")
        watch = os.pidfd_open(program)
        try:
            listening(watch, INTERVAL * (COUNT + 2))  # awake, it stays: asked, it answers
            assert not ended(program)
            an.signals(signal.SIGSTOP)
            gone = listening(watch, INTERVAL * (COUNT + 1) + SOON)
        finally:
            os.close(watch)
            an.signals(signal.SIGCONT)
        assert gone


def listening(watch: int, seconds: float) -> bool:
    """Whether a process ends within so long."""
    poll = select.poll()
    poll.register(watch, select.POLLIN)
    return bool(poll.poll(seconds * 1000))
