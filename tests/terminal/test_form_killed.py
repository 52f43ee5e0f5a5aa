"""kill -9 while a cell of the form is typed into."""

from __future__ import annotations

import signal
from pathlib import Path

from store.live import drafts
from tests.kit.desk import Clock, Table, lay_table
from tests.kit.forms import fact
from tests.kit.pty import sits

PLACE = "form:2019:xa-kim-dong:targets_met"


def kept_text(table: Table) -> object:
    """What the store has of the cell."""
    with table.at_shell():
        draft = drafts.find("an", PLACE)
    return draft.body.get("text") if draft else None


def test_what_was_typed_is_offered_again_in_its_cell(tmp_path: Path) -> None:
    """The process is gone between two letters; the form says so, stands on the cell, and Enter goes on."""
    table = lay_table(tmp_path, Clock())
    with sits(table) as an:
        an.sees("Xã Chi Lăng")
        an.types("/22\rg4")
        an.sees("PHIẾU ĐÁNH GIÁ 2019 │ 22. Đảng bộ xã Kim Đồng")
        an.types("\t\x1b[B5.5")
        an.until(lambda: kept_text(table) == "5.5", "the draft is in the store")
        an.signals(signal.SIGKILL)
        assert an.ends() == -signal.SIGKILL
    assert fact(table, "targets_met") is None
    with sits(table) as an:
        an.sees("Xã Chi Lăng")
        an.types("/22\rg4")
        an.sees("Có 1 chỗ gõ dở từ lần trước, ở 22 Xã Kim Đồng, Chỉ tiêu đạt: Enter", "│►Chỉ tiêu đạt")
        an.types("\r68")
        an.sees("Chỉ tiêu đạt: 5.568")
        an.types("\r")
        an.sees(": 22 Xã Kim Đồng, Chỉ tiêu đạt: 5.568 ─")
        an.until(lambda: kept_text(table) is None, "the draft is gone from the store")
    assert fact(table, "targets_met") == (5568, None)
