"""A case of remediation brought as far as a test wants it; the table of ``tests.kit.meetings`` sits around it."""

from __future__ import annotations

from collections.abc import Callable

from store.commands.assessment import adjust, rate
from store.commands.remediation import (
    add_measure,
    add_shortcoming,
    open_case,
    set_commitment,
    set_directive,
    set_plan,
    set_team,
)
from store.commands.remediation_steps import close_case, go_on_with_case, report_progress, verify_case
from tests.kit.meetings import seated
from tests.kit.prepared import grown
from tests.kit.stores import AN, BINH, CHI

KIM, LANG, VINH = "xa-kim-dong", "xa-chi-lang", "xa-vinh-tien"
"""One that a source names (case 1), one that none does, one that was exemplary in 2016 and named later (case 3)."""

ONE = 1
"""The number of the case of ``KIM``."""

LEADER, MEMBER, OWNER = 3, 2, 4
"""People by number: who leads the team (``BINH``), who is in it besides, who owns the first measure."""


def lowered(organisation: str = KIM, level: str = "HT", cycle: str | None = None, best: str = "XS") -> None:
    """Self-rated best, decided lower: what causes a case."""
    rate(AN, organisation=organisation, self_level=best, cycle=cycle)
    adjust(AN, organisation=organisation, level=level, stage="final", reason="target", note="9/15", cycle=cycle)


def begun(organisation: str = KIM) -> int:
    """Opened with directive, team, two shortcomings and two measures; answers its number."""
    lowered(organisation)
    number = open_case(AN, organisation=organisation, plan_due="10/01/2020", due="30/06/2020").value
    set_directive(AN, case=number, number="12-CV/HU", dated="20/12/2019")
    set_team(AN, case=number, people=[MEMBER, LEADER], leader=LEADER, follower="Phó Chánh Văn phòng")
    add_shortcoming(AN, case=number, text="Sinh hoạt chi bộ không đều", cause="Bí thư ít dự họp")
    add_shortcoming(AN, case=number, text="Thu ngân sách chậm")
    add_measure(AN, case=number, text="Chấn chỉnh", owner="Đảng ủy xã", due="31/03/2020", person=OWNER)
    add_measure(AN, case=number, text="Lập lại kế hoạch thu")
    return number


def proved(case: int, measure: int, who: str = AN) -> object:
    """One measure done, with what proves it."""
    return report_progress(who, case=case, measure=measure, percent=100, proof="Báo cáo", proof_number="03-BC/ĐU")


def _both(case: int) -> None:
    proved(case, 1, BINH)
    proved(case, 2)


WAY: dict[str, Callable[[int], object]] = {
    "planned": lambda case: set_plan(AN, case=case, dated="20/12/2019", number="05-KH/ĐU"),
    "committed": lambda case: set_commitment(AN, case=case, dated="20/12/2019"),
    "under_way": lambda case: report_progress(AN, case=case, measure=1, percent=60),
    "reported": _both,
    "effective": lambda case: verify_case(CHI, case=case, outcome="effective"),
    "closed": lambda case: close_case(AN, case=case),
}
"""The state that each step leads to, in their order."""

APART: dict[str, Callable[[int], object]] = {
    "partly": lambda case: verify_case(CHI, case=case, outcome="partly", remedied=[2]),
    "not_effective": lambda case: verify_case(CHI, case=case, outcome="not_effective"),
    "reopened": lambda case: (APART["partly"](case), go_on_with_case(AN, case=case, why="Còn chậm")),
}
"""States beside that way, each from ``reported`` on."""


def brought(state: str, case: int = ONE) -> int:
    """A case that is begun, in a state; answers its number."""
    for reached, step in WAY.items():
        if state == "opened":
            break
        if state in APART and reached == "effective":
            APART[state](case)
            break
        step(case)
        if reached == state:
            break
    return case


def _begun() -> None:
    seated()
    assert begun() == ONE


case_store = grown(_begun)
"""A store with people and one case that is begun."""
