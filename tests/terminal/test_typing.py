"""Typing ahead, slowly, with a driver in between, and beside somebody else: every key in its order, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.commands.assessment import adjust, rate
from tests.kit.desk import Clock, Table, lay_table
from tests.kit.pty import row as stored
from tests.kit.pty import sits
from tests.kit.stores import everything


def levels(table: Table, tt: int = 22) -> tuple[str | None, str | None, str | None]:
    """Self-rating, proposal and decision as the store has them."""
    row = stored(table, tt)
    return row.self_level, row.proposed_level, row.final_level


def records(table: Table) -> object:
    """All that is recorded."""
    with table.at_shell():
        return everything()


@pytest.mark.parametrize("slowly", [False, True], ids=["burst", "slowly"])
def test_find_level_reason_enter(tmp_path: Path, slowly: bool) -> None:
    """Five keys of thought, as one packet or one by one: recorded, shown, and the cursor stands there."""
    table = lay_table(tmp_path, Clock())
    with sits(table) as an:
        an.sees("Xã Chi Lăng")
        for piece in "/kim dong\r32\r" if slowly else ["/kim dong\r32\r"]:
            an.types(piece)
            if slowly:
                an.settles(0.05)
        an.sees("Đã ghi", "22 Xã Kim Đồng, quyết định: - → HT")
        assert an.here.startswith(" ►  22 Xã Kim Đồng")
    assert levels(table) == (None, None, "HT")
    assert stored(table).reason == "target"


def test_agreeing_and_taking_it_back(tmp_path: Path) -> None:
    """= Enter records what the organisation gave itself; z Enter takes it back."""
    table = lay_table(tmp_path, Clock())
    with table.at_shell():
        rate("an", organisation="xa-kim-dong", self_level="TOT")
    with sits(table) as an:
        an.sees("Xã Chi Lăng")
        an.types("/22\r=\r")
        an.sees("Đã ghi", "22 Xã Kim Đồng, quyết định: Tốt")
        assert levels(table) == ("TOT", None, "TOT")
        an.types("z\r")
        an.sees("Đã hoàn tác")
        assert levels(table) == ("TOT", None, None)


def test_what_one_saves_the_other_sees(tmp_path: Path) -> None:
    """Within a second or so, without a key, the cursor and the words being typed where they were."""
    table = lay_table(tmp_path, Clock())
    with sits(table) as an, sits(table, "binh") as binh:
        binh.sees("Xã Chi Lăng")
        binh.types("/15\r/tan")
        binh.sees("Tìm (Esc thôi): tan", " ►  10 Xã Tân Tiến")
        an.sees("Xã Chi Lăng")
        an.types("/11\r32\r")
        an.sees("Đã ghi")
        binh.sees("11 Xã Chí Minh, quyết định: - → HT", within=5)
        binh.sees("Tìm (Esc thôi): tan", " ►  10 Xã Tân Tiến")
        assert "HT" in next(line for line in binh.screen.split("\n") if " 11 Xã Chí Minh" in line)
        binh.types("\x1b")
        binh.sees(" ►  15 Xã Quốc Việt")


def test_news_still_comes_after_a_busy_minute(tmp_path: Path) -> None:
    """One's own changes, whenever they meet the question for news, are no news, and the next question is asked."""
    table = lay_table(tmp_path, Clock())
    with sits(table) as an:
        an.sees("Xã Chi Lăng")
        for tt in range(1, 21):
            an.types(f"/{tt}\r32\r")
            an.sees("Đã ghi", f" ►  {tt:2} ")
        with table.at_shell():
            rate("binh", organisation="xa-kim-dong", self_level="XS")
        an.sees("22 Xã Kim Đồng, tự xếp loại: - → XS", within=5)


@pytest.mark.parametrize("how", ["one packet", "a moment later"])
def test_esc_then_enter_confirms_nothing(tmp_path: Path, how: str) -> None:
    """Giving up a ready dialog and hitting Enter in the same moment: the form may open, nothing is recorded."""
    table = lay_table(tmp_path, Clock())
    before = records(table)
    with sits(table) as an:
        an.sees("Xã Chi Lăng")
        an.types("/22\r32")
        an.sees("► 2 Chỉ tiêu không đạt")
        an.types_apart(*(["\x1b\r"] if how == "one packet" else ["\x1b", "\r"]))
        an.sees("PHIẾU ĐÁNH GIÁ 2019")
        an.types("\x1b")
        an.sees(" ►  22 Xã Kim Đồng")
    assert records(table) == before


TWO_KEYS = [
    ("\x1b3", "[3 Hoàn thành]", "► 2 Chỉ tiêu"),
    ("\x1bz", "HOÀN TÁC", "Lý do điều chỉnh"),
    ("\x1b?", "TRỢ GIÚP", "Lý do điều chỉnh"),
    ("\x1b/dai dong", "Tìm (Esc thôi): dai dong", "Lý do điều chỉnh"),
    ("\x1b\x1b[B3", "23. Đảng bộ thị trấn Thất Khê", "22."),
]
"""Esc and a key, what is then seen, and what no more."""


def test_esc_and_a_key_in_one_packet_are_two_keys(tmp_path: Path) -> None:
    """Esc gives up the dialog, the key acts on the list."""
    table = lay_table(tmp_path, Clock())
    before = records(table)
    with sits(table) as an:
        an.sees("Xã Chi Lăng")
        for stream, seen, gone in TWO_KEYS:
            an.types("/22\r42")
            an.sees("► 2 Chỉ tiêu không đạt")
            an.types(stream)
            an.sees(seen)
            an.settles()
            assert gone not in an.screen, stream
            an.types("\x1b")
            an.until(lambda: "┌" not in an.screen and not an.shows("(Esc thôi)"), f"the list again after {stream!r}")
    assert records(table) == before


MOVES = [
    ("\x1b[B", 2), ("\x1bOB", 3), ("\x1b[A", 2), ("\x1b[F", 59), ("\x1b[H", 1), ("\x1b[4~", 59), ("\x1b[1~", 1),
    ("\x1bOF", 59), ("\x1bOH", 1), ("\x1b[8~", 59), ("\x1b[7~", 1), ("\x1b[6~", 13), ("\x1b[5~", 1),
]  # fmt: skip
"""What terminals of several makes send for the arrows, Home, End, PgUp, PgDn, and the row where each leads."""


@pytest.mark.parametrize("cut", [0, 1, 2])
def test_moving_keys_also_in_two_packets(tmp_path: Path, cut: int) -> None:
    """A slow line cuts a key anywhere: it is still that key."""
    table = lay_table(tmp_path, Clock())
    before = records(table)
    with sits(table) as an:
        an.sees(" ►   1 ")
        for sequence, place in MOVES:
            an.types_apart(*filter(None, (sequence[:cut], sequence[cut:])))
            an.sees(f" ►  {place:2} ")
    assert records(table) == before


REWRITTEN = {
    "quick Telex kk": ("k", "\x7fkh"),
    "abbreviation k": ("k", "\x7fkhông\r"),
    "abbreviation with a command in it": ("k", "\x7fz\r"),
    "quick Telex tt over a bound key": ("t", "\x7f32\r"),
    "OpenKey dd": ("d", "\u202f\x7f\x7fđ2\r"),
    "BS as backspace": ("l", "\x08z\r"),
    "letters outside ASCII": ("w", "ưz\r"),
}
"""A key, and what a driver makes of it and the next."""


@pytest.mark.parametrize("packets", [1, 2])
def test_a_driver_rewriting_commands_does_nothing_and_is_said(tmp_path: Path, packets: int) -> None:
    """On the list, with something there to be undone: no dialog, no change, and the reason on the message line."""
    table = lay_table(tmp_path, Clock())
    with table.at_shell():
        adjust("an", organisation="xa-kim-dong", level="HT", stage="final", reason="target")
    before = records(table)
    said = "Bộ gõ vừa đổi phím bấm nên lệnh bị bỏ qua. Chưa có gì thay đổi."
    with sits(table) as an:
        an.sees("Xã Chi Lăng")
        for number, (name, (key, rest)) in enumerate(REWRITTEN.items()):
            an.types_apart(*([key + rest] if packets == 1 else [key, rest]))
            an.sees(said)
            an.settles()
            assert "┌" not in an.screen, name
            an.types(f"/{5 + number}\r")
            an.sees(f" ►  {5 + number:2} ")
            an.until(lambda: not an.shows("Bộ gõ"), "the word on the key before being gone")
            assert records(table) == before, name
            said = "Bộ gõ vừa đổi phím: bỏ qua."


def test_backspace_on_the_list(tmp_path: Path) -> None:
    """Nothing, and said so: at length once, later in short."""
    table = lay_table(tmp_path, Clock())
    with sits(table) as an:
        an.sees("Xã Chi Lăng")
        an.types("\x7f")
        an.sees("Bấm lại một lần; hay bị thì tắt bộ gõ")
        an.settles()  # a second one at once would be the same rewriting
        an.types("\x7f")
        an.sees("Bộ gõ vừa đổi phím: bỏ qua.")


def test_digits_of_the_vietnamese_layout(tmp_path: Path) -> None:
    """ă is 1, ê then â are 3 and 2, ₫ is =; the first time it is said."""
    table = lay_table(tmp_path, Clock())
    with table.at_shell():
        rate("an", organisation="xa-chi-lang", self_level="TOT")
    with sits(table) as an:
        an.sees("Xã Chi Lăng")
        an.types("ă")
        an.sees("[1 Xuất sắc]")
        an.types("\x1b")
        an.sees("Bàn phím kiểu Việt (TCVN): phím «ă»")
        an.types("/22\rêâ\r")
        an.sees("22 Xã Kim Đồng, quyết định: - → HT")
        an.types("/1\r₫\r")
        an.sees("1 Xã Chi Lăng, quyết định: Tốt")
    assert levels(table) == (None, None, "HT")
    assert levels(table, 1) == ("TOT", None, "TOT")
