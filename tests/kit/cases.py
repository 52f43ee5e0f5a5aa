"""People for the stories of remediation, and cases in every state that a list can show; all made up."""

from __future__ import annotations

from store.commands.account import add_account
from store.commands.assessment import adjust, rate
from store.commands.people import add_person, change_person
from store.commands.remediation import (
    add_measure,
    add_shortcoming,
    open_case,
    set_commitment,
    set_directive,
    set_mentoring,
    set_plan,
    set_team,
)
from store.commands.remediation_steps import inspect_case, report_progress
from store.live.preferences import prefer
from tests.kit.desk import Table
from tui.personal import WELCOMED

DAY = 86_400_000
"""A day in milliseconds."""

LEADER = "to-truong"
"""The login of the one who leads work teams and is nothing else: person 2."""

KIM_DONG, FOREST, CLINIC, VINH_TIEN = "xa-kim-dong", "kiem-lam", "trung-tam-y-te", "xa-vinh-tien"


def with_people(table: Table) -> None:
    """Three people by post: 1 the Organisation Board's head, who is ``binh``; 2 the ``LEADER``; 3 an inspector."""
    with table.at_shell():
        for post in ("Trưởng Ban Tổ chức", "Phó Ban Tuyên giáo", "Ủy viên Ủy ban Kiểm tra"):
            add_person("an", post=post, votes=True)
        add_account("an", login=LEADER, roles=["observer"], post="Phó Ban Tuyên giáo")
        change_person("an", person=2, login=LEADER)
        change_person("an", person=1, login="binh")
        prefer(LEADER, WELCOMED, "1")


def lowered(organisation: str) -> None:
    """Self-rated good, decided lower."""
    rate("an", organisation=organisation, self_level="TOT")
    adjust("an", organisation=organisation, level="HT", stage="final", reason="target", note="Không đạt chỉ tiêu")


def with_cases(table: Table) -> None:
    """``with_people`` first: one case overdue, one due this week, three that are only named; on 12/07/2020."""
    with table.at_shell():
        lowered(KIM_DONG)
        number = open_case("an", organisation=KIM_DONG, plan_due="10/02/2020", due="30/06/2020").value
        set_directive("an", case=number, number="12-CV/HU", dated="27/12/2019")
        set_team("an", case=number, people=[2, 3], leader=2, follower="Phó Chánh Văn phòng")
        add_shortcoming("an", case=number, text="Sinh hoạt chi bộ không đều", cause="Bí thư ít dự họp")
        add_shortcoming("an", case=number, text="Thu ngân sách chậm")
        add_measure(
            "an",
            case=number,
            text="Chấn chỉnh nền nếp sinh hoạt chi bộ ở cả năm thôn",
            owner="Đảng ủy xã",
            due="31/03/2020",
        )
        add_measure("an", case=number, text="Lập lại kế hoạch thu ngân sách", owner="UBND xã", due="30/06/2020")
        add_measure("an", case=number, text="Kèm cặp đảng viên không hoàn thành", owner="Chi bộ 2", due="30/09/2020")
        set_mentoring("an", case=number, count=3, note="Mỗi đảng viên một người kèm")
        lowered(FOREST)
        second = open_case("an", organisation=FOREST, plan_due="30/01/2020", commitment_due="15/07/2020").value
        set_directive("an", case=second, number="13-CV/HU", dated="27/12/2019")
    table.clock.now += 110 * DAY
    with table.at_shell():
        set_plan("an", case=number, number="05-KH/ĐU", dated="10/02/2020")
        set_commitment("an", case=number, dated="02/03/2020")
        report_progress(
            LEADER,
            case=number,
            measure=1,
            percent=100,
            dated="28/03/2020",
            did="Sinh hoạt đúng kỳ ba tháng liền",
            proof="Báo cáo",
            proof_number="03-BC/ĐU",
            proof_date="28/03/2020",
        )
        report_progress(LEADER, case=number, measure=2, percent=60, dated="10/04/2020")
        inspect_case("an", case=number, dated="14/04/2020", finding="thu mới đạt một nửa", passed=False)
        set_plan("an", case=second, dated="20/01/2020")
    table.clock.now += 88 * DAY
