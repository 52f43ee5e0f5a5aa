"""Vietnamese typed into «Ghi rõ» as drivers really send it: what is stored is what was meant, in NFC."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from store.commands.base import NOTE_LIMIT
from store.queries.comparison import comparison
from tests.kit.desk import Clock, lay_table
from tests.kit.pty import row, sits

NARROW = "\u202f"

Packets = Callable[[list[str]], list[bytes]]
"""A way in which a line cuts what is typed."""

STREAMS: dict[str, tuple[str, list[str]]] = {
    "UniKey, Telex: ddaof vieetj": ("đào việt", ["d", "\x7fđ", "a", "o", "\x7f\x7fào", " ", "v", "i", "e", "\x7fê",
                                                 "t", "\x7f\x7fệt"]),
    "UniKey with BS for backspace": ("đào", ["d", "\x08đ", "a", "o", "\x08\x08ào"]),
    "VNI: d9ao2": ("đào", ["d", "\x7fđ", "a", "o", "\x7f\x7fào"]),
    "OpenKey as installed: ghosts": ("đào việt", ["d", f"{NARROW}\x7f\x7fđ", "a", "o", f"{NARROW}\x7f\x7f\x7fào", " ",
                                                  "v", "i", "e", f"{NARROW}\x7f\x7fê", "t", f"{NARROW}\x7f\x7f\x7fệt"]),
    "OpenKey for other programs": ("đường", ["d", "\u200c\x7f\x7fđ", "u", "o", "\u200c\x7f\x7f\x7fươ", "n",
                                             "g", "\u200c\x7f\x7f\x7f\x7fờng"]),
    "a ghost without its backspace": ("ab", ["a", NARROW, "b"]),
    "NFD, letter by letter": ("Tiếng Việt đỡ", list(unicodedata.normalize("NFD", "Tiếng Việt đỡ"))),
    "NFD, a letter taken back": ("Vi", [*unicodedata.normalize("NFD", "Việ"), "\x7f"]),
    "base letter and tone (Unicode tổ hợp)": ("Kế toán", ["K", "ê\u0301", " ", "t", "o", "a\u0301", "n"]),
    "precomposed, committed by words": ("nghiêng ngả, Đào Viên", ["nghiêng ", "ngả, ", "Đào ", "Viên"]),
    "corrected in the middle": ("Xã Tân Yên", ["X", "ã", " ", "T", "â", "n", " ", "Y", "n", "\x1b[D", "ê"]),
    "more backspaces than letters": ("đ", ["d", "\x7f\x7f\x7f\x7f\x7fđ"]),
    "quick Telex: nn, tt": ("ngh", ["n", "\x7fng", "h"]),
}  # fmt: skip
"""What is meant, and the key presses by which a driver sends it: each press is one packet at least."""


def as_one(presses: list[str]) -> list[bytes]:
    """All in one packet."""
    return ["".join(presses).encode()]


def by_press(presses: list[str]) -> list[bytes]:
    """A packet a press: backspaces and their replacement together."""
    return [press.encode() for press in presses]


def by_character(presses: list[str]) -> list[bytes]:
    """Backspaces apart from their replacement; keys of several bytes stay whole."""
    return [piece.encode() for press in presses for piece in ([press] if press.startswith("\x1b") else press)]


def by_byte(presses: list[str]) -> list[bytes]:
    """UTF-8 cut inside a letter."""
    return [bytes([byte]) for press in presses for byte in press.encode()]


@pytest.mark.parametrize(
    "packets",
    [as_one, by_byte, *(pytest.param(how, marks=pytest.mark.long) for how in (by_press, by_character))],
    ids=lambda how: how.__name__,
)
def test_words_are_stored_as_meant(tmp_path: Path, packets: Packets) -> None:
    """Each stream is typed into the cell of an organisation of its own; then the store is read."""
    table = lay_table(tmp_path, Clock())
    with sits(table) as an:
        an.sees("Xã Chi Lăng")
        for tt, (_meant, presses) in enumerate(STREAMS.values(), 1):
            an.types(f"/{tt}\r32\t")
            an.sees(f" {tt}. Đảng bộ", "► 2 Chỉ tiêu")
            an.types_apart(*packets(presses), "\r")
            an.sees("Đã ghi", f" ►  {tt:2} ")
    with table.at_shell():
        stored = {each.tt: each.note for each in comparison().rows}
    assert dict(zip(STREAMS, stored.values(), strict=False)) == {
        name: unicodedata.normalize("NFC", meant) for name, (meant, _) in STREAMS.items()
    }


@pytest.mark.parametrize("packets", [as_one, by_press, by_character], ids=lambda how: how.__name__)
def test_a_full_cell_takes_one_more_letter(tmp_path: Path, packets: Packets) -> None:
    """At the limit a driver's new letter comes before the old one goes: what is before it is not eaten."""
    table = lay_table(tmp_path, Clock())
    filled = "x" * (NOTE_LIMIT - 2) + " "
    with sits(table) as an:
        an.sees("Xã Chi Lăng")
        an.types("/22\r32\t")
        an.sees("► 2 Chỉ tiêu")
        an.types(f"\x1b[200~{filled}\x1b[201~")
        an.types_apart(*packets(["d", "d\x7f\x7fđ"]), "\r")
        an.sees("Đã ghi")
    assert row(table).note == filled + "đ"


def test_a_search_is_typed_by_a_driver_too(tmp_path: Path) -> None:
    """«đoàn kết» with all its marks, as OpenKey sends it, finds what «doan ket» finds."""
    table = lay_table(tmp_path, Clock())
    stream = ["d", f"{NARROW}\x7f\x7fđ", "o", "a", "n", f"{NARROW}\x7f\x7f\x7fàn", " ", "k", "e", f"{NARROW}\x7f\x7fê"]
    with sits(table) as an:
        an.sees("Xã Chi Lăng")
        an.types_apart("/", *stream, "t", f"{NARROW}\x7f\x7f\x7fết")
        an.sees("Tìm (Esc thôi): đoàn kết")
        an.types("\r")
        an.sees(" ►  19 Xã Đoàn Kết")


def test_out_of_the_cell_and_back_to_the_reasons(tmp_path: Path) -> None:
    """Tab to the words, Shift+Tab to the reasons, a digit there, Enter: one packet or many, the words stay words."""
    table = lay_table(tmp_path, Clock())
    with sits(table) as an:
        an.sees("Xã Chi Lăng")
        an.types("/22\r3\t32 3\x1b[Z2\t đ/c\x1b[Z\r")
        an.sees("Đã ghi")
    stored = row(table)
    assert (stored.reason, stored.note, stored.final_level) == ("target", "32 3 đ/c", "HT")
