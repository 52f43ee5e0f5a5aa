"""Bytes that nobody typed: broken UTF-8, answers and mouse clicks nobody asked for, pastes of every shape."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest

from store.commands.assessment import adjust
from store.live import drafts
from tests.kit.desk import Clock, Table, lay_table
from tests.kit.pty import Laptop, row, sits
from tests.kit.stores import everything

PLACES = {
    "list": "/22\r",
    "self-ratings": "/22\r\x1b[D",
    "search": "/22",
    "dialog": "/22\r4",
    "ready dialog": "/22\r42",
    "cell": "/22\r42\tlời",
    "undo": "z",
    "help": "?",
}
"""Where one may be, and the keys that lead there."""

SPLIT = frozenset({"self-ratings", "ready dialog", "cell"})
"""Places where every stream comes in two packets too."""

BROKEN = {
    "a byte that begins nothing": b"\xff\xfe\x80",
    "a letter cut off": b"\xe1\xbb",
    "overlong and surrogate": b"\xc0\xaf\xed\xa0\x80",
    "TCVN3 and VNI bytes": b"\xb8\xb5\xd7\xf1\xfc\xa9",
    "NUL and controls": bytes(each for each in range(32) if each not in b"\t\n\r\x1b"),
    "C1 controls": "\x84\x8d\x9b\x9d".encode(),
}
ANSWERS = {
    "cursor position": b"\x1b[12;40R\x1b[0;0R",
    "device attributes": b"\x1b[?62;1;2;4;22c\x1b[>41;354;0c\x1b[?1;2c",
    "window size": b"\x1b[8;24;80t\x1b[4;600;800t",
    "status": b"\x1b[0n\x1b[?13n",
    "modes": b"\x1b[?1;2$y\x1b[?2026;2$y\x1b[?9999;0$y",
    "kitty flags": b"\x1b[?31u",
    "colours, ended by BEL": b"\x1b]11;rgb:1111/2222/3333\x07\x1b]10;rgb:ffff/1212/2121\x07",
    "colours, ended by ST": b"\x1b]11;rgb:1111/2222/3333\x1b\\",
    "clipboard": b"\x1b]52;c;MTIzNDEyMzQxMjM0MTIzNDEyMzQxMjM0MTIzNDEyMzQ=\x1b\\",
    "version": b"\x1bP>|XTerm(382)\x1b\\",
    "termcap": b"\x1bP1+r544e=787465726d2d323536636f6c6f72;436f=323536\x1b\\",
    "status string": b"\x1bP1$r0;1;2;3;4m\x1b\\",
    "application and privacy": b"\x1b_Gi=31;OK 1 2 3\x1b\\\x1b^1 2 3\x1b\\\x1bX1 2 3\x1b\\",
    "an endless sequence": b"\x1b[" + b"1;" * 40 + b"m",
    "unknown sequences": b"\x1b[12z\x1b[3;4w\x1b[?25h\x1b[2J\x1b[1;1H\x1b[=1;2u\x1b[3 q",
    "keys of other protocols": b"\x1b[97;5u\x1b[27;5;49~\x1b[49;1:3u\x1b[0;;99999999u",
}
MOUSE = {
    "SGR": b"\x1b[<0;5;8M\x1b[<0;5;8m\x1b[<64;5;8M\x1b[<35;12;3M\x1b[<0;0;0M",
    "X10, near": b"\x1b[M 12\x1b[M#12\x1b[M\x60!!",
    "X10, beyond column 95": b"\x1b[M \xff\xf0\x1b[M#\x80\x81",
    "urxvt": b"\x1b[32;12;13M\x1b[35;12;13M",
    "sizes in the stream": b"\x1b[48;0;0;0;0t\x1b[<0;5;8M\x1b[48;24;80;480;800t",
    "focus": b"\x1b[O\x1b[I\x1b[O\x1b[I",
}


Typed = list[tuple[str, str]]
"""Places, and what was typed there."""


def records(table: Table) -> object:
    """All that is recorded."""
    with table.at_shell():
        return everything()


def whole(stream: bytes) -> list[bytes]:
    """In one packet."""
    return [stream]


def cut(stream: bytes) -> list[bytes]:
    """In two packets."""
    return [stream[:7], stream[7:]]


def all_settle(seats: dict[str, Laptop], quiet: float) -> None:
    """Wait until none of them has drawn anything for so many seconds; they are listened to at the same time."""
    first, drawn = next(iter(seats.values())), -1
    while drawn != (drawn := sum(len(an.output) for an in seats.values())):
        first.settles(quiet)
        for an in seats.values():
            an.settles(0)


def typed_by(seats: dict[str, Laptop], streams: dict[str, bytes], packets: Callable[[bytes], list[bytes]]) -> Typed:
    """Where which streams made another screen of what was there; all seats are typed at before any is looked at."""
    typed: Typed = []
    for name, stream in [*streams.items(), ("something left open", b"")]:
        shown = {place: an.screen for place, an in seats.items()}
        for an in seats.values():
            an.types_apart(*filter(None, packets(stream)))
        all_settle(seats, 0.03 if stream else 0.3)  # an escape sequence left open is given up after 0.2 s
        typed += [(place, name) for place, an in seats.items() if an.screen != shown[place]]
    return typed


@pytest.mark.long
def test_what_nobody_typed_is_no_key(tmp_path: Path) -> None:
    """Answers and clicks do nothing at all, broken bytes no harm: the program lives and has recorded nothing."""
    with ExitStack() as room:
        tables, seats = {}, {}
        for number, (place, keys) in enumerate(PLACES.items()):
            folder = tmp_path / str(number)
            folder.mkdir()
            table = tables[place] = lay_table(folder, Clock())
            with table.at_shell():
                adjust("an", organisation="xa-kim-dong", level="HT", stage="final", reason="target")
            seats[place] = an = room.enter_context(sits(table))
            an.sees("Xã Chi Lăng")
            an.types(keys)
        before = {place: records(table) for place, table in tables.items()}
        all_settle(seats, 0.3)
        assert typed_by(seats, {**ANSWERS, **MOUSE}, whole) == []
        assert typed_by({place: seats[place] for place in SPLIT}, {**ANSWERS, **MOUSE}, cut) == []
        typed_by(seats, BROKEN, whole)
        assert {place: records(table) for place, table in tables.items()} == before
        for an in seats.values():
            an.types("\x1b")
        all_settle(seats, 0.3)
        for place, an in seats.items():
            an.types("\x1b[C/5\r")
            an.until(lambda an=an: an.here.startswith(" ►   5 "), f"a key after all that: {place}")  # type: ignore[misc]
        assert {place: records(table) for place, table in tables.items()} == before


def pasted(text: str | bytes) -> bytes:
    """A bracketed paste."""
    return b"\x1b[200~" + (text.encode() if isinstance(text, str) else text) + b"\x1b[201~"


PASTES: dict[str, tuple[list[bytes], str]] = {
    "one line": ([pasted("9/15 chỉ tiêu")], "9/15 chỉ tiêu"),
    "several lines": ([pasted("một\r\nhai\nba")], "một"),
    "with escapes inside": ([pasted("A\x1b[31mB\tC\x1b]0;pwn\x07D")], "A[31mB C]0;pwnD"),
    "its end mark cut": ([pasted("thu")[:-3], pasted("thu")[-3:]], "thu"),
    "its end mark cut after Esc": ([pasted("thu")[:-5], pasted("thu")[-5:]], "thu"),
    "its begin mark cut": ([pasted("thu")[:4], pasted("thu")[4:]], "thu"),
    "in the middle of typing": ([b"a" + pasted("bc") + b"d\x7fe"], "abce"),
    "NFD": ([pasted("Đội Cấn xét lại")], "Đội Cấn xét lại"),
    "broken UTF-8": ([pasted(b"a\xffb")], "a\ufffdb"),
    "hidden characters": ([pasted("a\u202eb\u200bc\ufeffd")], "abcd"),
    "keys that confirm": ([pasted("x\r32\r\x1b\r")], "x"),
    "two at once": ([pasted("mot ") + pasted("hai")], "mot hai"),
    "nothing": ([pasted("")], ""),
}
"""The packets in which a paste comes, and what is stored of it."""


def test_pastes_into_the_cell(tmp_path: Path) -> None:
    """Each into the cell of an organisation of its own, confirmed by Enter; then the store is read."""
    table = lay_table(tmp_path, Clock())
    stored = {}
    with sits(table) as an:
        an.sees("Xã Chi Lăng")
        for tt, (name, (packets, _meant)) in enumerate(PASTES.items(), 1):
            an.types(f"/{tt}\r32\t")
            an.sees(f" {tt}. Đảng bộ", "► 2 Chỉ tiêu")
            an.types_apart(*packets)
            an.types("\r")
            an.until(lambda tt=tt: row(table, tt).final_level == "HT", f"{name} is recorded")  # type: ignore[misc]
            an.sees("Đã ghi", f" ►  {tt:2} ")
            stored[name] = row(table, tt).note or ""
    assert stored == {name: meant for name, (_, meant) in PASTES.items()}


def test_a_paste_of_a_megabyte(tmp_path: Path) -> None:
    """The cell takes its limit and says so; the program answers at once, and the draft is no longer than the cell."""
    table = lay_table(tmp_path, Clock())
    with sits(table) as an:
        an.sees("Xã Chi Lăng")
        an.types("/22\r32\t")
        an.sees("► 2 Chỉ tiêu")
        an.types(pasted("ngân sách " * 80_000))
        an.sees("Ô chỉ nhận dòng đầu")
        an.types("\x1b[Z\r")
        an.sees("Đã ghi")
    assert row(table).note == ("ngân sách " * 200).rstrip()
    with table.at_shell():
        assert drafts.kept("an") == ()


def test_a_paste_outside_a_cell_does_nothing(tmp_path: Path) -> None:
    """A right click in PuTTY over the list or a ready dialog: said, and no key of it acts."""
    table = lay_table(tmp_path, Clock())
    before = records(table)
    with sits(table) as an:
        an.sees("Xã Chi Lăng")
        for keys in ("", "/22\r42"):
            an.types(keys)
            an.settles()
            an.types(pasted("32\r\x1bz\r=\r" * 50))
            an.sees("phần dán bị bỏ qua")
    assert records(table) == before
