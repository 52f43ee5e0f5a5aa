"""Remediation in plain mode: what presses first, one case, the leader's minute, what is barred and why."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from store import clock
from store.commands.account import add_account
from store.commands.people import change_person
from store.commands.remediation import open_case, set_team
from store.commands.remediation_steps import close_case, verify_case
from store.queries.remediation import CaseView, case
from tests.kit.casework import ONE, begun, brought, proved
from tests.kit.desk import Clock, Table
from tests.kit.golden import same_as_golden
from tests.kit.meetings import seated
from tests.kit.prepared import grown
from tests.kit.stores import AN, CHI, DUNG
from tests.plain.conftest import Talking
from tests.plain.talk import Talk

LEADER = "to-truong"
"""The login of the team's leader, who else only looks."""


def _cases() -> None:
    seated()
    begun()
    brought("committed")
    add_account(AN, login=LEADER, roles=["observer"])
    change_person(AN, person=2, login=LEADER)
    set_team(AN, case=ONE, people=[2, 3], leader=2)
    open_case(AN, organisation="xa-khang-chien", why="Mất đoàn kết nội bộ", plan_due="24/12/2019")


with_cases = grown(_cases)
"""One case committed, led by ``LEADER``; one overdue since three days; four that a source names."""


@pytest.fixture
def working(tmp_path: Path) -> Iterator[Table]:
    """That store, on 27/12/2019."""
    told = Clock()
    with clock.replaced(now=lambda: told.now):
        yield Table(with_cases(tmp_path / "thamdinh.db"), told)


def held(table: Table, number: int = ONE) -> CaseView:
    with table.at_shell():
        return case(number)


MINUTE = {
    "vi": (
        *("cung co", "kim dong", "tien do", "2", "60%", "khong", "khong", "ghi", "tien do", "1", "101", "xong", "nay"),
        *("Họp đủ các chi bộ", "Báo cáo", "03-BC/ĐU", "26/12", "ghi", "dien bien", "doc lai", "gia han", "30/09/2020"),
        *("Mưa lũ", "lui", "khang chien", "tien do", "lui", "lui", "thoat"),
    ),
    "en": (
        *("remediation", "kim dong", "progress", "2", "60%", "none", "none", "record", "progress", "1", "101", "done"),
        *("today", "Họp đủ các chi bộ", "Báo cáo", "03-BC/ĐU", "26/12", "record", "what happened", "read again"),
        *("extend", "30/09/2020", "Mưa lũ", "back", "khang chien", "progress", "back", "back", "leave"),
    ),
}


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_leader_s_minute(working: Table, talks: Talking, lang: str) -> None:
    """Nothing but the office in the case's team lets him; what is missing for the next step is told."""
    told: Talk = talks(working, *MINUTE[lang], by=LEADER, lang=lang)
    assert (told.status, told.err, len(told.prompts), told.unheard) == (0, "", len(MINUTE[lang]), [])
    same_as_golden(f"plain-remediation-{lang}", told.woven)
    view = held(working)
    assert [(each.percent, each.proof, each.proof_date) for each in view.measures] == [
        (100, "Báo cáo", "2019-12-26"),
        (60, None, None),
    ]
    assert (view.state, view.due, view.measures[0].done_on) == ("under_way", "2020-09-30", "2019-12-27")


def test_who_may_not_hears_why_and_reads_all_the_same(working: Table, talks: Talking) -> None:
    """Before anything is asked; nothing that was typed is recorded; a case that is over takes no more."""
    told = talks(working, "cung co", "1", "tien do", "gia han", "dien bien", "lui", "lui", "thoat", by=DUNG)
    assert told.out.count("Vai trò ") == 2, "progress and extension"
    assert "Ngày 20/12/2019: Ký cam kết." in told.out
    told = talks(
        working, "cung co", "1", "tien do", "2", "xong", "nay", "khong", "khong", "thoi", "lui", "lui", "thoat"
    )
    assert "Chưa ghi gì." in told.out
    told = talks(working, "cung co", "1", "gia han", "01/01/2020", "Sớm hơn", "lui", "99", "lui", "thoat")
    assert "phải muộn hơn hạn cũ" in told.out
    assert 'Không có lựa chọn "99" ở đây.' in told.out
    assert held(working).due == "2020-06-30"
    told = talks(working, "cung co", "1", "gia han", "01/01/2020", "Mưa lũ", "30/09/2020", "lui", "lui", "thoat")
    assert "phải muộn hơn hạn cũ" in told.out, told.out
    moved = [each.facts for each in held(working).events if each.code.startswith("extension")]
    assert [(each["to"], each["why"]) for each in moved] == [("2020-09-30", "Mưa lũ")], "only the day is asked anew"
    assert [each.percent for each in held(working).measures] == [None, None]
    with working.at_shell():
        for measure in (1, 2):
            proved(ONE, measure)
        verify_case(CHI, case=ONE, outcome="effective")
        close_case(AN, case=ONE)
    told = talks(working, "cung co", "1", "tien do", "gia han", "lui", "lui", "thoat")
    assert told.out.count("Hồ sơ số 1 đã kết thúc.") == 2
    assert "22 Xã Kim Đồng: Kết thúc củng cố." in told.out
