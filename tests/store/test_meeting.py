"""A meeting's life: its moves, its chair, its room, what keeps it from being closed, the seal."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from store.commands.account import remove_account
from store.commands.agenda import add_items
from store.commands.assessment import adjust
from store.commands.attendance import attend
from store.commands.founding import open_cycle
from store.commands.meeting import (
    appoint,
    change_meeting,
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
from store.commands.room import agree_item, move_room, note_speech, settle_item
from store.commands.undoing import undo
from store.errors import Refused
from store.queries.accounts import account
from store.queries.meeting import meeting, meetings
from store.queries.sitting import sitting
from store.queries.verification import verify
from store.rules.meeting import MOVES, STATES, moved
from tests.kit.meetings import (
    ALONE,
    DAY,
    OUTSIDE,
    closed_meeting,
    gathered,
    opened_meeting,
    planned,
    refusal,
)
from tests.kit.stores import AN, BINH, DUNG, both_modes, newest, sql

KIM, AI = ALONE
MINUTE = 60_000

sits = pytest.mark.usefixtures("session")
seated = pytest.mark.usefixtures("seats")

MOVE: dict[str, Callable[[], object]] = {
    "ready": lambda: ready_meeting(AN),
    "redraft": lambda: redraft_meeting(AN),
    "open": lambda: open_meeting(AN),
    "recess": lambda: recess_meeting(AN),
    "resume": lambda: resume_meeting(AN),
    "close": lambda: close_meeting(AN, leave_rest=True),
    "reopen": lambda: reopen_meeting(DUNG if meeting().state == "closed" else AN, why="Đơn khiếu nại"),
}


def decide(organisation: str = KIM, who: str = DUNG, **more: object) -> object:
    given = {"level": "HT", "stage": "final", "reason": "target", "note": "x", **more}
    return adjust(who, organisation=organisation, **given)  # type: ignore[arg-type]


@seated
@both_modes
def test_every_move_in_every_state_as_the_table_says() -> None:
    planned()
    assert (list(MOVE), meeting().state) == (list(MOVES), "draft")
    seen = ["draft"]
    for legal in ("ready", "redraft", "ready", "open", "recess", "resume", "close", "reopen", "close"):
        for move, act in MOVE.items():
            if moved(meeting().state, move) is None:
                code, facts = refusal(act)
                assert (code, facts["meeting_state"], facts["move"]) == ("meeting_move", seen[-1], move)
        if legal == "open":
            attend(AN, people=[1, 2, 3], state="present")
            appoint(AN, person=1, office="chair")
        MOVE[legal]()
        seen.append(meeting().state)
        assert seen[-1] == moved(seen[-2], legal)
    assert set(seen) == set(STATES)
    assert [row[0] for row in sql("SELECT DISTINCT meeting FROM journal_entry WHERE meeting IS NOT NULL")] == ["1"]
    assert verify().difference is None


@sits
@both_modes
def test_the_seal_is_number_and_hash_of_the_last_entry_before_the_end() -> None:
    decide()
    before = verify()
    close_meeting(DUNG, leave_rest=True)
    told = meeting()
    assert (told.seal_digest, told.seal_count) == (before.digest, before.count)
    assert verify(told.seal_digest, told.seal_count).difference is None
    assert verify("0" * 64, told.seal_count).difference is not None
    reopen_meeting(DUNG, why="Đơn khiếu nại")
    decide(AI)
    later = verify()
    close_meeting(DUNG, leave_rest=True)
    again = meeting()
    assert (again.seal_digest, again.seal_count) == (later.digest, later.count)
    assert verify(told.seal_digest, told.seal_count).difference is None, "the first seal holds as well"
    assert again.closed is not None
    assert told.closed is not None
    assert again.closed > told.closed
    assert [each.text for each in again.speeches] == ["Đơn khiếu nại"]


@seated
def test_terms_are_set_and_changed_until_it_begins() -> None:
    number = plan_meeting(AN, held_on=DAY, starts="8h05", place=" Hội trường ", decides="hands", quorum="1/2").value
    told = meeting(number)
    assert (told.held_on, told.starts, told.place) == ("2019-12-20", "08:05", "Hội trường")
    assert (told.decides, told.quorum, told.majority, told.state) == ("hands", "1/2", "1/2", "draft")
    change_meeting(AN, starts="", held_on="27/12/2019", majority="2/3", decides="chair", place="")
    told = meeting()
    assert (told.held_on, told.starts, told.place) == ("2019-12-27", None, None)
    assert (told.decides, told.majority) == ("chair", "2/3")
    assert [each.number for each in meetings()] == [1]
    assert sitting() == "between"


@sits
def test_a_meeting_is_asked_for_by_number_or_day_and_else_it_is_the_one_that_sits() -> None:
    for _n in range(2):
        plan_meeting(AN, held_on="28/12/2019")
    assert (meeting().number, meeting(2).number, meeting("2019-12-20").number) == (1, 2, 1)
    with pytest.raises(Refused, match="several_meetings") as refused:
        meeting("2019-12-28")
    assert refused.value.facts["numbers"] == "2, 3"
    with pytest.raises(Refused, match="unknown_meeting"):
        meeting("2019-12-29")
    close_meeting(AN, leave_rest=True)
    assert meeting().number == 3


@sits
def test_the_chair_has_the_right_while_it_sits_and_not_after() -> None:
    assert (account(DUNG).roles, account(DUNG).stage, account(DUNG).role) == (("chair", "member"), "final", "chair")
    decide()
    recess_meeting(DUNG)
    assert refusal(decide)[0] == "meeting_recess"
    resume_meeting(DUNG)
    close_meeting(DUNG, leave_rest=True)
    assert (account(DUNG).roles, account(DUNG).stage) == (("member",), None)
    for act in (lambda: decide(AI), lambda: agree_item(BINH, item=1)):
        assert refusal(act)[0] == "role"
    assert refusal(lambda: move_room(DUNG, to=1))[0] == "meeting_sealed"


@sits
def test_the_chair_is_handed_over_and_there_is_only_one() -> None:
    """The appraiser takes the chair: has its right from that entry on, and the former has none."""
    assert refusal(lambda: decide(who=BINH))[0] == "role"
    appoint(DUNG, person=3, office="chair")
    assert sql("SELECT count(*) FROM appointment WHERE office = 'chair'") == [(1,)]
    assert meeting().chair is not None
    assert [each.person.number for each in meeting().people if "chair" in each.offices] == [3]
    decide(who=BINH)
    for act in (
        lambda: decide(AI),
        lambda: move_room(DUNG, to=1),
        lambda: attend(DUNG, people=[5], state="left"),
        lambda: appoint(DUNG, person=1, office="chair"),
        lambda: undo(DUNG, entry=newest()),
        lambda: close_meeting(DUNG, leave_rest=True),
    ):
        assert refusal(act)[0] == "role"
    appoint(AN, person=2, office="teller")
    appoint(AN, person=4, office="teller")
    appoint(AN, person=2, office="chair")
    assert [(each.person.number, each.offices) for each in meeting().people if each.offices] == [
        (2, ("chair", "teller")),
        (4, ("teller",)),
    ]
    assert account(BINH).stage == "proposed"


@sits
def test_a_teller_only_counts() -> None:
    appoint(AN, person=3, office="teller")
    assert account(BINH).roles == ("teller", "reviewer")
    assert refusal(lambda: decide(who=BINH))[0] == "role"
    assert refusal(lambda: move_room(BINH, to=1))[0] == "role"


@sits
def test_a_chair_whose_account_is_gone_moves_nothing_and_the_secretary_reopens() -> None:
    close_meeting(AN, leave_rest=True)
    assert refusal(lambda: reopen_meeting(AN, why="Đơn"))[0] == "reopen_chair"
    remove_account(AN, login=DUNG)
    assert refusal(lambda: reopen_meeting(DUNG, why="Đơn"))[0] == "role"
    reopen_meeting(AN, why="Đơn")
    for act in (lambda: move_room(DUNG, to=1), decide, lambda: close_meeting(DUNG, leave_rest=True)):
        assert refusal(act)[0] == "role"


@sits
def test_an_office_holds_in_its_own_meeting_only() -> None:
    """Two cycles are open: one without meetings, later with one that somebody else chairs."""
    open_cycle(AN, code="2020", scheme="2019")
    code, facts = refusal(lambda: decide(cycle="2020"))
    assert (code, facts["action"]) == ("role", "adjust_final")
    decide(cycle="2020", who=AN)
    number = planned(cycle="2020")
    ready_meeting(AN, meeting=number)
    attend(AN, people=[1, 2, 3], state="present", meeting=number)
    appoint(AN, person=3, office="chair", meeting=number)
    assert refusal(lambda: decide(AI, cycle="2020"))[0] == "meeting_not_open"
    assert refusal(lambda: open_meeting(DUNG, meeting=number))[0] == "role"
    open_meeting(BINH, meeting=number)
    assert {each.number for each in meetings() if each.active} == {1, number}
    for act in (
        lambda: decide(AI, cycle="2020"),
        lambda: move_room(DUNG, to=1, meeting=number),
        lambda: settle_item(DUNG, state="parked", item=1, meeting=number),
        lambda: attend(DUNG, people=[2], state="left", meeting=number),
        lambda: decide(AI, who=BINH, cycle="2019"),
        lambda: move_room(BINH, to=1, meeting=1),
    ):
        assert refusal(act)[0] == "role"
    move_room(BINH, to=2, meeting=number)
    move_room(DUNG, to=3, meeting=1)
    decide(AI, who=BINH, cycle="2020")
    decide(AI, cycle="2019")
    assert refusal(lambda: undo(BINH, entry=newest()))[0] == "role"
    undo(DUNG)
    assert [each.kind for each in meeting(number).conclusions] == ["adjusted"]
    assert meeting(1).conclusions == ()
    assert verify().difference is None


@sits
def test_what_keeps_it_from_being_closed_is_listed_and_what_is_left_is_asked_about() -> None:
    move_room(DUNG, to=1)
    move_room(DUNG, to=2)
    decide(AI, note=None)
    told = meeting()
    assert (told.blockers.half, told.blockers.wordless, told.leftovers) == ((1, 2), (AI,), ())
    assert refusal(lambda: close_meeting(AN, leave_rest=True)) == (
        "meeting_unfinished",
        {"half": 2, "wordless": 1},
    )
    decide(note=None)
    settle_item(AN, item=1, state="parked")
    undo(DUNG)
    assert meeting().blockers.half == (2,), "taken back, it is half done again"
    settle_item(AN, item=2, state="discussed")
    decide(AI, level="KHT")
    add_items(AN, organisations=[OUTSIDE])
    told = meeting()
    assert (told.blockers.none, told.leftovers) == (True, (1, 4))
    assert refusal(lambda: close_meeting(AN)) == ("meeting_leftovers", {"count": 2})
    close_meeting(AN, leave_rest=True)


@seated
def test_the_decisions_number_comes_after_the_end_and_can_be_put_right() -> None:
    closed_meeting()
    set_decision(AN, number=" 03-QĐ/HU ", dated="31/12/2019", signer="Bí thư")
    set_decision(AN, number="04-QĐ/HU", dated="31/12/2019")
    told = meeting()
    assert (told.decision_number, told.decision_date, told.decision_signer) == ("04-QĐ/HU", "2019-12-31", None)


@seated
def test_one_sits_at_a_time_and_a_second_can_be_prepared_meanwhile() -> None:
    opened_meeting()
    second = gathered()
    assert refusal(lambda: open_meeting(AN, meeting=second))[0] == "meeting_other"
    close_meeting(AN, meeting=1, leave_rest=True)
    open_meeting(AN, meeting=second)
    assert refusal(lambda: reopen_meeting(DUNG, why="x", meeting=1))[0] == "meeting_other"
    assert [(each.number, each.state) for each in meetings("2019")] == [(1, "closed"), (second, "open")]


@sits
def test_the_journal_says_the_meeting_of_whatever_was_done_in_it() -> None:
    note_speech(AN, text="x")
    decide()
    undo(DUNG)
    adjust(BINH, organisation=KIM, level="HT", stage="proposed", reason="target")
    said = sql("SELECT action, meeting FROM journal_entry ORDER BY id DESC LIMIT 4")
    assert said == [("adjust_proposed", None), ("undo", "1"), ("adjust_final", "1"), ("note_speech", "1")]
