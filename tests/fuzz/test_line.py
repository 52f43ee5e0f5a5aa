"""Random bytes into the real program in a real terminal: it goes on or ends as designed, and sends only its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from store.queries.verification import verify
from tests.kit.desk import Table
from tests.kit.hostile import HOSTILE, MARK, hostile
from tests.kit.pty import Laptop, sits
from tests.terminal.test_quiet import harmless

PIECES = [
    b"\xff\xfe\x80\xc0\xaf\xed\xa0\x80",
    "ệ".encode()[:2],
    b"\x1b",
    b"\x1b[",
    b"\x1b[1;5",
    b"\x1b]0;pwn",
    b"\x1b]52;c;cHdu\x07",
    b"\x1bP1$r",
    b"\x1b[200~",
    b"\x1b[201~",
    b"\x1b[<0;5;8M",
    b"\x1b[M \xff\xf0",
    b"\x1b[48;24;80;480;800t",
    b"\x1b[0;;99999999u",
    b"\x1b[0n",
    b"\x00\x03\x04\x11\x13\x1a\x1c",
    b"\x1b[A",
    b"\x1b[B",
    b"\x1b[C",
    b"\x1b[6~",
    b"\t",
    b"\r",
    b"\x7f",
    b"g5",
    b"g8",
    b"/1\r",
    b"?",
    b":",
    b"z",
    *(each.encode() for each in HOSTILE),
]
"""What may come in pieces: the broken, the cut, what a terminal answers, keys, hostile pastes."""

streams = st.lists(
    st.one_of(st.sampled_from(PIECES), st.sampled_from(PIECES), st.binary(max_size=12)), min_size=15, max_size=40
)
MEGABYTE = b"\x1b[200~" + b"\x1b[2J\x1b]0;pwn\x07" * 80_000 + b"\x1b[201~"
AS_DESIGNED = (0, 129, 120)
"""Left by its keys; the line dropped; the same while it was drawing: Python's own, for words that went nowhere."""

CALM = settings(
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],
)
CLOSED = b"\x1b[201~\x07\x1b\\"
"""Whatever was left open is closed."""


def typed(an: Laptop, data: bytes) -> None:
    """Put bytes on the line, as far as somebody is there to read them."""
    try:
        an.types(data)
        while an.takes(0.05):
            pass
    except OSError:
        assert an.ended


def lives(an: Laptop, columns: int) -> bool:
    """Whether the program still draws when the window changes; false where it was left."""
    typed(an, CLOSED)
    if an.ended:
        return False
    before = len(an.output)
    an.resize(columns, 24)
    an.until(lambda: an.ended or len(an.output) > before, "another window is drawn")
    return not an.ended


def pushed(folder: Path, packets: list[list[bytes]]) -> None:
    """Type packets, each in two halves, until the program is left; then look at everything that came back."""
    table = Table(hostile(folder / "thamdinh.db"))
    with sits(table, at="overview") as an:
        an.until(lambda: MARK in an.screen, "a hostile name is drawn")
        for number, pieces in enumerate(packets):
            stream = b"".join(pieces)
            typed(an, stream[: len(stream) // 2])
            typed(an, stream[len(stream) // 2 :])
            if not lives(an, 80 + number % 2):
                break
        an.hang_up()
        assert an.ends() in AS_DESIGNED
        harmless(an.output)
        assert b"\x1b]52" not in an.output
    assert not (folder / "thamdinh.log").exists()
    with table.at_shell():
        assert verify().difference is None


@settings(CALM, max_examples=1)
@given(packets=st.lists(streams, min_size=2, max_size=3).filter(lambda packets: len({*packets[0]}) > 10))
def test_some_bytes(tmp_path: Path, packets: list[list[bytes]]) -> None:
    pushed(tmp_path, packets)


def test_a_megabyte_that_would_clear_the_screen(tmp_path: Path) -> None:
    """Into the cell of the search."""
    pushed(tmp_path, [[b"g5/", MEGABYTE, b"\r"]])


@pytest.mark.long
@settings(CALM, max_examples=25)
@given(packets=st.lists(streams, min_size=5, max_size=10))
def test_many_bytes(tmp_path: Path, packets: list[list[bytes]]) -> None:
    pushed(tmp_path, packets)
