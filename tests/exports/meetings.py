"""A made-up meeting on the made-up store, with everything that minutes tell: the same each time."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from store import clock
from store.commands.agenda import add_items
from store.commands.assessment import adjust
from store.commands.attendance import attend, invite
from store.commands.commendation import decide_commendation, nominate
from store.commands.meeting import appoint, close_meeting, open_meeting, plan_meeting, ready_meeting, set_decision
from store.commands.people import tie_person
from store.commands.room import agree_item, conclude_line, move_room, note_speech, settle_item
from store.commands.undoing import undo
from store.queries.comparison import comparison
from store.rules.meeting import Hands
from tests.kit.prepared import BEGIN, prepared, rehearsed
from tests.kit.stores import AN, newest, opened

SINGLE = ("xa-doi-can", "xa-quoc-viet", "xa-khanh-long", "trung-tam-y-te", "xa-tan-minh")
"""The organisations with an item of their own."""


def _agenda() -> None:
    tie_person(AN, person=5, organisation="xa-quoc-viet", why="sinh hoạt tại đảng bộ")
    plan_meeting(AN, held_on="27/12/2019", starts="08:00", place="Phòng họp số 1")
    invite(AN, people=range(1, 15))
    appoint(AN, person=1, office="chair")
    appoint(AN, person=4, office="teller")
    appoint(AN, person=5, office="teller")
    rows = comparison().rows
    whole = [
        row.organisation
        for row in rows
        if row.organisation not in SINGLE and row.kept == "TOT" and row.borne_out == "pass"
    ]
    add_items(AN, organisations=whole, block=True, minutes=10)
    for code in SINGLE:
        add_items(AN, organisations=[code], minutes=15)
    ready_meeting(AN)


def _session() -> None:
    attend(AN, people=[*range(1, 11), 14], state="present")
    attend(AN, people=[11], state="late", expected="09:30")
    open_meeting(AN)
    move_room(AN, to=1)
    agree_item(AN)
    move_room(AN, to="next")
    note_speech(AN, person=3, text="Đoàn thanh niên xếp loại Hoàn thành, 2 chi đoàn chưa đạt")
    note_speech(AN, person=5, text="Nhất trí với Ban Tổ chức")
    agree_item(AN, hands=Hands(9, 0, 1))
    move_room(AN, to="next")
    note_speech(AN, person=2, text="Cần làm rõ 9/15 chỉ tiêu")
    attend(AN, people=[2], state="left")
    adjust(AN, organisation="xa-quoc-viet", level="TOT", stage="final", reason="evidence", note="đã có báo cáo bổ sung")
    undo(AN)
    adjust(AN, organisation="xa-quoc-viet", level="KHT", stage="final", reason="target", note="Đạt 60% chỉ tiêu giao")
    attend(AN, people=[11], state="present")
    attend(AN, people=[12], state="excused")
    attend(AN, people=[7, 8, 9], state="left")
    move_room(AN, to="next")
    adjust(AN, organisation="xa-khanh-long", level="XS", stage="final", reason="evidence", note="đủ 5/5 minh chứng")
    conclude_line(AN, text="Giao Ban Tổ chức theo dõi 6 tháng")
    move_room(AN, to="next")
    settle_item(AN, state="parked", text="chờ biên bản kỷ luật số 12")
    note_speech(AN, text="Nghỉ 10 phút", person=None)
    _commendations()


def _commendations() -> None:
    """Declined, then granted with words; declined again and that taken back."""
    year: dict[str, Any] = {"organisation": SINGLE[2], "kind": "year"}
    nominate(AN, **year, note="Dẫn đầu 3 năm")
    decide_commendation(AN, **year, granted=False)
    decide_commendation(AN, **year, granted=True, note="đủ 5/5 minh chứng")
    decide_commendation(AN, **year, granted=False, note="chưa chắc")
    undo(AN)


def _met(path: Path, *, close: bool) -> None:
    rehearsed(path)
    with opened(path):
        before = newest()
        with clock.replaced(now=lambda: BEGIN + (newest() - before) * 60_000):
            _agenda()
            _session()
            if close:
                close_meeting(AN, leave_rest=True)


def _decide(path: Path) -> None:
    held(path)
    with opened(path), clock.replaced(now=lambda: BEGIN + 86_400_000):
        set_decision(AN, number="152", dated="31/12/2019", signer="Bí thư")


held = prepared(lambda path: _met(path, close=True))
"""A meeting that is closed and sealed; a minute passed with every change."""

sitting = prepared(lambda path: _met(path, close=False))
"""The same one before it is closed."""

decided = prepared(_decide)
"""The same one with the decision's number and day."""
