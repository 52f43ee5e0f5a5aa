"""Who may do what, held against the table of the committee's own rules."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import store.commands
from seed.profile import load_schemes
from store.commands.account import add_account, remove_account, remove_key, set_key
from store.commands.agenda import add_items
from store.commands.assessment import adjust, agree, rate
from store.commands.attendance import attend
from store.commands.commendation import decide_commendation, nominate
from store.commands.cycle import close_cycle, reopen_cycle, set_cycle
from store.commands.dossier import grade, set_fact, set_proof
from store.commands.founding import add_edition, open_cycle, record_results, register_organisations
from store.commands.importing import Filled, import_dossiers
from store.commands.intake import give_opinion, receive_paper, remind, return_dossier
from store.commands.meeting import (
    appoint,
    close_meeting,
    open_meeting,
    plan_meeting,
    ready_meeting,
    recess_meeting,
    redraft_meeting,
    reopen_meeting,
    resume_meeting,
    set_decision,
)
from store.commands.people import add_person, change_person, set_area, tie_person
from store.commands.register import (
    add_organisation,
    name_organisation,
    rename_organisation,
    set_group,
    set_headcount,
)
from store.commands.register_import import Changed, Listed, import_organisations, import_register_changes
from store.commands.rehearsal import Rehearsed, rehearse
from store.commands.remediation import open_case, set_mentoring
from store.commands.remediation_steps import (
    close_case,
    extend_case,
    go_on_with_case,
    inspect_case,
    report_progress,
    verify_case,
)
from store.commands.restoring import restored
from store.commands.room import move_room, note_speech, settle_item
from store.commands.succession import dissolve_organisation, merge_organisations, split_organisation
from store.commands.undoing import undo
from store.commands.wording import add_words
from store.db.connect import disconnect
from store.errors import Refused
from store.rules.roles import MAY
from tests.kit.casework import ONE, begun, brought
from tests.kit.meetings import DAY, closed_meeting, gathered, in_recess, opened_meeting, planned, rated, seated
from tests.kit.stores import AN, BINH, copied, everything, newest, opened, sql
from tests.store.history import KEY

pytestmark = pytest.mark.usefixtures("store")

LANG, AI = "xa-chi-lang", "xa-bac-ai"
KEEPERS = {"admin", "secretary"}
STEERING = {"secretary", "reviewer"}
"""Who keeps the register."""

ACTS: dict[str, tuple[Callable[[str], object], set[str]]] = {
    "rate": (lambda who: rate(who, organisation=LANG, self_level="XS"), {"secretary", "reviewer"}),
    "adjust_proposed": (
        lambda who: adjust(who, organisation=LANG, level="HT", stage="proposed", reason="cap"),
        {"secretary", "reviewer"},
    ),
    "adjust_final": (
        lambda who: adjust(who, organisation=LANG, level="HT", stage="final", reason="cap"),
        {"secretary"},
    ),
    "agree_proposed": (
        lambda who: agree(who, organisations=[LANG], stage="proposed"),
        {"secretary", "reviewer"},
    ),
    "agree_final": (lambda who: agree(who, organisations=[LANG], stage="final"), {"secretary"}),
    "grade_own": (lambda who: graded(who, "own"), {"secretary", "reviewer"}),
    "grade_responsible": (lambda who: graded(who, "responsible"), {"advisory"}),
    "grade_board": (lambda who: graded(who, "board"), {"secretary", "reviewer"}),
    "set_fact": (
        lambda who: set_fact(who, organisation=LANG, name="targets_met", value="9"),
        {"secretary", "reviewer", "advisory"},
    ),
    "set_proof": (
        lambda who: set_proof(who, organisation=LANG, criterion="I.1", text="45-BC/ĐU"),
        {"secretary", "reviewer", "advisory"},
    ),
    "receive_paper": (
        lambda who: receive_paper(who, organisation=LANG, papers=["report"], received="14/12/2019"),
        {"secretary", "reviewer"},
    ),
    "return_dossier": (
        lambda who: return_dossier(who, organisation=LANG, papers=["report"], returned="15/12/2019", why="Thiếu"),
        {"secretary", "reviewer"},
    ),
    "give_opinion": (
        lambda who: give_opinion(who, organisation=LANG, body="propaganda", text=None, given="16/12/2019"),
        {"secretary", "reviewer", "advisory"},
    ),
    "remind": (
        lambda who: remind(who, debts=[(LANG, "Mặt trận", "xếp loại")], sent="12/12/2019"),
        {"secretary", "reviewer"},
    ),
    "add_words": (
        lambda who: add_words(who, organisation=LANG, note="Thu ngân sách đạt 82%"),
        {"secretary", "reviewer"},
    ),
    "import_dossiers": (
        lambda who: import_dossiers(who, dossiers=[Filled(LANG, self_level="TOT")]),
        {"secretary", "reviewer"},
    ),
    "rehearse": (lambda who: rehearse(who, dossiers=[Rehearsed(LANG, "TOT")], deadlines={}), {"admin"}),
    "add_edition": (lambda who: add_edition(who, body={**load_schemes()[1], "from_year": 2017}), {"admin"}),
    "set_cycle": (lambda who: set_cycle(who, dossier_due="14/12/2019"), {"secretary"}),
    "close_cycle": (close_cycle, {"secretary"}),
    "reopen_cycle": (lambda who: reopen_cycle(who, code="2019"), {"secretary"}),
    "add_account": (lambda who: add_account(who, login="moi", roles=["observer"]), {"admin"}),
    "remove_account": (lambda who: remove_account(who, login="dung"), {"admin"}),
    "set_key": (lambda who: set_key(who, login="dung", key=KEY), {"admin"}),
    "remove_key": (lambda who: remove_key(who, login="dung"), {"admin"}),
    "open_cycle": (lambda who: open_cycle(who, code="2020", scheme="2019"), {"admin", "secretary"}),
    "register_organisations": (
        lambda who: register_organisations(who, organisations=[], headcounts=[headcount()]),
        {"admin"},
    ),
    "name_organisation": (lambda who: name_organisation(who, organisation=AI, name="Xã Bắc Ái A"), KEEPERS),
    "rename_organisation": (
        lambda who: rename_organisation(who, organisation=AI, name="Xã Mới", dated="01/01/2020", basis="NQ 818"),
        KEEPERS,
    ),
    "set_group": (lambda who: set_group(who, organisations=[AI], group="agency"), KEEPERS),
    "set_headcount": (
        lambda who: set_headcount(who, organisation=AI, as_of="01/12/2019", members_full=40),
        KEEPERS,
    ),
    "add_organisation": (lambda who: add_organisation(who, name="Xã Mới", kind="commune"), KEEPERS),
    "merge_organisations": (
        lambda who: merge_organisations(who, organisations=[AI], into=LANG, dated="01/01/2020", basis="NQ 818"),
        KEEPERS,
    ),
    "split_organisation": (
        lambda who: split_organisation(
            who, organisation=AI, into=[LANG, "xa-kim-dong"], dated="01/01/2020", basis="NQ 818"
        ),
        KEEPERS,
    ),
    "dissolve_organisation": (
        lambda who: dissolve_organisation(who, organisations=[AI], dated="01/01/2020", basis="NQ 818"),
        KEEPERS,
    ),
    "import_organisations": (lambda who: import_organisations(who, lines=[Listed(AI, group="agency")]), KEEPERS),
    "import_register_changes": (
        lambda who: import_register_changes(who, lines=[Changed("dissolved", AI, "2020-01-01", "NQ 818")]),
        KEEPERS,
    ),
    "restored": (lambda who: restored(who, facts={"restored_count": "7"}), {"admin"}),
    "record_results": (lambda who: record_results(who, years=[], known=[known()], corrections=[]), {"admin"}),
    "set_person": (lambda who: add_person(who, post="Ủy viên", votes=True), KEEPERS),
    "tie_person": (lambda who: tie_person(who, person=1, organisation=LANG), KEEPERS),
    "set_area": (lambda who: set_area(who, person=1, organisations=[LANG]), KEEPERS),
    "plan_meeting": (lambda who: plan_meeting(who, held_on=DAY), {"secretary"}),
    "plan_agenda": (lambda who: add_items(who, organisations=["tt-that-khe"]), {"secretary"}),
    "ready_meeting": (ready_meeting, {"secretary"}),
    "redraft_meeting": (redraft_meeting, {"secretary"}),
    "open_meeting": (open_meeting, {"secretary"}),
    "recess_meeting": (recess_meeting, {"secretary"}),
    "resume_meeting": (resume_meeting, {"secretary"}),
    "close_meeting": (lambda who: close_meeting(who, leave_rest=True), {"secretary"}),
    "reopen_meeting": (lambda who: reopen_meeting(who, why="Đơn khiếu nại"), {"secretary"}),
    "appoint": (lambda who: appoint(who, person=2, office="teller"), {"secretary"}),
    "take_attendance": (lambda who: attend(who, people=[2], state="left"), {"secretary"}),
    "move_room": (lambda who: move_room(who, to="next"), {"secretary"}),
    "settle_item": (lambda who: settle_item(who, state="parked", item=2), {"secretary"}),
    "note_speech": (lambda who: note_speech(who, text="Đề nghị xem lại"), {"secretary"}),
    "set_decision": (lambda who: set_decision(who, number="03-QĐ/HU", dated=DAY), {"secretary"}),
    "open_case": (lambda who: open_case(who, organisation=LANG, why="Theo kết luận"), STEERING),
    "steer_case": (lambda who: set_mentoring(who, case=ONE, count=2), STEERING),
    "report_progress": (lambda who: report_progress(who, case=ONE, measure=1, percent=70), STEERING),
    "extend_case": (lambda who: extend_case(who, case=ONE, to="31/07/2020", why="Mưa lũ"), STEERING),
    "inspect_case": (
        lambda who: inspect_case(who, case=ONE, dated="20/12/2019", finding="Chưa đạt", passed=False),
        STEERING | {"advisory"},
    ),
    "verify_case": (
        lambda who: verify_case(who, case=ONE, outcome="not_effective"),
        STEERING | {"advisory", "member"},
    ),
    "close_case": (lambda who: close_case(who, case=ONE), {"secretary"}),
    "reopen_case": (lambda who: go_on_with_case(who, case=ONE, why="Tái diễn"), {"secretary"}),
    "nominate": (lambda who: nominate(who, organisation=LANG, kind="year", note="Chờ quyết định"), STEERING),
    "decide_commendation": (
        lambda who: decide_commendation(who, organisation=LANG, kind="year", granted=True),
        {"secretary"},
    ),
}
BEFORE: dict[str, Callable[[], object]] = {
    "agree_proposed": lambda: rate(BINH, organisation=LANG, self_level="TOT"),
    "agree_final": lambda: rate(BINH, organisation=LANG, self_level="TOT"),
    "add_words": lambda: adjust(BINH, organisation=LANG, level="HT", stage="proposed", reason="cap"),
    "rehearse": lambda: sql("INSERT INTO setting VALUES ('made_up', 1, '1')"),
    "reopen_cycle": lambda: close_cycle(AN),
    "remove_key": lambda: set_key(AN, login="dung", key=KEY),
    "tie_person": seated,
    "set_area": seated,
    **{
        action: lambda bring=bring: (seated(), bring())  # type: ignore[misc]
        for bring, actions in {
            planned: ("plan_agenda", "ready_meeting"),
            gathered: ("redraft_meeting", "open_meeting"),
            opened_meeting: (
                *("recess_meeting", "close_meeting", "appoint", "take_attendance"),
                *("move_room", "settle_item", "note_speech"),
            ),
            in_recess: ("resume_meeting",),
            closed_meeting: ("set_decision",),
        }.items()
        for action in actions
    },
    **{
        action: lambda state=state: (seated(), begun(), brought(state))  # type: ignore[misc]
        for state, actions in {
            "opened": ("steer_case", "inspect_case", "extend_case"),
            "under_way": ("report_progress",),
            "reported": ("verify_case",),
            "effective": ("close_case",),
            "closed": ("reopen_case",),
        }.items()
        for action in actions
    },
    "decide_commendation": lambda: nominated_in_a_meeting(),  # noqa: PLW0108 - it stands below
    "reopen_meeting": lambda: (seated(), change_person(AN, person=1, login=""), closed_meeting()),
}
"""What must be so that an action finds something to do."""

ROLES = ["admin", "secretary", "member", "reviewer", "advisory", "observer", "unknown", "removed"]


def nominated_in_a_meeting() -> None:
    """Somebody is put forward, and a meeting sits."""
    seated()
    nominate(AN, organisation=LANG, kind="year", note="Chờ quyết định")
    rated()
    opened_meeting()


def headcount() -> dict[str, object]:
    counts = {"members_full": 1, "members_probationary": 0, "sub_branches": 0}
    return {"organisation": LANG, "as_of": "2020-01-01", "source": "s", **counts}


def known() -> dict[str, object]:
    flags = {"exemplary": False, "slow_to_improve": False}
    return {"organisation": LANG, "year": 2018, "scheme": "2018", "level": "HT", "source": "s", **flags}


def graded(who: str, side: str) -> object:
    return grade(who, organisation=LANG, criterion="I.1", side=side, grade="TOT")


def somebody(role: str) -> str:
    """A login that holds one role, is not known at all, or is known no more."""
    login = f"nguoi-{role}"
    if role != "unknown":
        add_account(AN, login=login, roles=["secretary" if role == "removed" else role], body="propaganda")
    if role == "removed":
        remove_account(AN, login=login)
    return login


@pytest.mark.parametrize("action", ACTS)
def test_an_action_is_open_to_its_roles_and_to_nobody_else(store: Path, action: str) -> None:
    """Those who may not come first, one after another: what they are refused leaves all as it was."""
    act, allowed = ACTS[action]
    BEFORE.get(action, lambda: None)()
    people = {role: somebody(role) for role in ROLES}
    before = everything()
    for role in (role for role in ROLES if role not in allowed):
        with pytest.raises(Refused) as refused:
            act(people[role])
        assert refused.value.code == "role", role
        held = "observer" if role in ("unknown", "removed") else role
        assert refused.value.facts == {"role": held, "action": action}
        assert everything() == before, role
    disconnect()
    for role in sorted(allowed):
        with opened(copied(store, store.with_name(f"{role}.db"))):
            act(people[role])
            assert len(everything()["journal_entry"]) == len(before["journal_entry"]) + 1, role


def test_every_action_that_a_command_does_is_in_the_table() -> None:
    """But for the founding, by which one gets one's roles."""
    done = [pattern for file in Path(store.commands.__path__[0]).glob("*.py") for pattern in actions_in(file)]
    assert len(done) > 15, "the commands are read"
    assert {action for action in MAY for pattern in done if re.fullmatch(pattern, action)} - {"found"} == set(ACTS)


def actions_in(file: Path) -> Iterator[str]:
    """What a module's commands say they do, as regular expressions: ``adjust_{stage}`` is any such.

    Said to ``act``, with a meeting to ``_about`` or with a case to ``steered``.
    """
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        named = getattr(node.func, "attr", getattr(node.func, "id", ""))
        if named in ("act", "_about", "steered"):
            said = node.args[0 if named == "act" else 2]
            if isinstance(said, ast.Constant):
                yield str(said.value)
            if isinstance(said, ast.JoinedStr):
                yield "".join(str(part.value) if isinstance(part, ast.Constant) else ".+" for part in said.values)


@pytest.mark.parametrize("action", ["adjust_final", "agree_final"])
def test_a_reviewer_cannot_take_back_what_only_the_secretary_may_set(action: str) -> None:
    rate(BINH, organisation=LANG, self_level="TOT")
    ACTS[action][0](AN)
    before = everything()
    with pytest.raises(Refused) as refused:
        undo(BINH, entry=newest())
    assert (refused.value.code, refused.value.facts["action"]) == ("role", action)
    assert everything() == before
