"""Who is there: of persons, by the clock, in their order; enough to sit or not, whatever anybody's laptop does."""

from __future__ import annotations

import pytest

from store import clock
from store.commands.account import remove_account
from store.commands.assessment import adjust
from store.commands.attendance import attend, invite
from store.commands.meeting import close_meeting, plan_meeting, recess_meeting, reopen_meeting
from store.commands.people import add_person, change_person, tie_person
from store.commands.room import settle_item
from store.queries.meeting import meeting
from store.queries.meeting_views import AttendeeView, MeetingView
from store.queries.verification import verify
from tests.kit.meetings import ALONE, BLOCK, DAY, POSTS, refusal
from tests.kit.stores import AN, BEGUN, BINH, DUNG, both_modes

pytestmark = pytest.mark.usefixtures("session")

KIM, AI = ALONE
MINUTE = 60_000


def at(number: int) -> AttendeeView:
    return next(each for each in meeting().people if each.person.number == number)


def counts(told: MeetingView) -> tuple[int, int, int, bool]:
    """Who is there, of them who vote, how many are needed, whether that is enough."""
    here = told.presence
    return len(here.present), len(here.voting_present), here.needed, here.quorate


@both_modes
def test_everybody_is_there_and_enough_vote() -> None:
    told = meeting()
    assert counts(told) == (5, 4, 3, True)
    assert (told.presence.majority, len(told.presence.voting)) == (3, 4)
    assert told.chair is not None
    assert (told.chair.number, told.chair.post, told.tellers) == (1, POSTS[0], ())
    assert [each.state for each in told.people] == ["present"] * 5


def test_a_late_word_has_the_time_at_which_it_was_so() -> None:
    """The clock is at 08:00 and some seconds, the committee's own."""
    attend(AN, people=[5], state="left", at="07:45")
    assert (at(5).state, at(5).since) == ("left", BEGUN + 45 * MINUTE)
    assert refusal(lambda: attend(AN, people=[5], state="present", at="07:40"))[0] == "attendance_order"
    attend(AN, people=[5], state="present", at="7h50")
    attend(AN, people=[5], state="left")
    assert at(5).since >= BEGUN + 60 * MINUTE
    assert [mark.state for mark in meeting().marks if mark.person.number == 5] == [
        *("invited", "present"),
        *("left", "present", "left"),
    ]
    assert refusal(lambda: attend(AN, people=[5], state="present", at="08:30"))[0] == "clock_ahead"


def test_who_was_put_on_the_list_late_can_have_been_there_before() -> None:
    add_person(AN, post="Khách", votes=False)
    invite(AN, people=[6])
    attend(AN, people=[6], state="present", at="07:35")
    assert at(6).since == BEGUN + 35 * MINUTE


def test_each_state_says_who_is_there() -> None:
    attend(DUNG, people=[2], state="excused")
    attend(DUNG, people=[3], state="absent")
    attend(DUNG, people=[4], state="late", expected="10h00")
    assert counts(meeting()) == (2, 1, 3, False)
    assert [(at(number).state, at(number).expected) for number in (2, 3, 4)] == [
        ("excused", None),
        ("absent", None),
        ("late", "10:00"),
    ]
    attend(DUNG, people=[4], state="late", expected="10:30")
    assert at(4).expected == "10:30"
    attend(DUNG, people=[2, 3, 4], state="present", at=None)
    assert counts(meeting()) == (5, 4, 3, True)
    assert refusal(lambda: attend(DUNG, people=[2, 3, 4], state="present"))[0] == "nothing_changed"


def test_only_what_is_new_of_several_is_recorded() -> None:
    attend(AN, people=[2], state="left")
    assert attend(AN, people=[1, 2, 3, 2], state="present").value == 3
    assert [mark.person.number for mark in meeting().marks][-1] == 2
    assert len(meeting().marks) == 5 + 5 + 2


def test_somebody_who_was_not_invited_is_taken_in_and_a_guest_does_not_vote() -> None:
    add_person(AN, post="Khách", votes=False)
    add_person(AN, post="Ủy viên mới", votes=True)
    assert counts(meeting()) == (5, 4, 4, True), "who votes is told by the body, not by the list"
    attend(AN, people=[6, 7], state="present")
    assert counts(meeting()) == (7, 5, 4, True)


def test_whoever_has_no_post_any_more_is_not_counted_but_stays_in_sight() -> None:
    change_person(AN, person=4, valid_to=DAY)
    assert counts(meeting()) == (4, 3, 2, True)
    assert at(4).state == "present"
    attend(AN, people=[4], state="left")
    assert 4 not in [each.person.number for each in meeting().people]


def test_a_conclusion_keeps_who_was_there_then() -> None:
    attend(AN, people=[4], state="left")
    adjust(DUNG, organisation=KIM, level="HT", stage="final", reason="target", note="x")
    attend(AN, people=[3], state="left")
    settle_item(DUNG, item=3, state="parked")
    attend(AN, people=[3, 4], state="present")
    first, second = meeting().conclusions
    assert (len(first.present), first.voting, first.voting_present, first.quorate, first.carried) == (
        4,
        4,
        3,
        True,
        True,
    )
    assert (len(second.present), second.voting_present, second.quorate, second.carried) == (3, 2, False, False)


def test_without_enough_the_meeting_goes_on_and_says_so() -> None:
    """Two of four are there: levels are set as the room wills, and the stamp says that they were too few."""
    attend(AN, people=[3, 4], state="left")
    adjust(DUNG, organisation=KIM, level="HT", stage="final", reason="target", note="x")
    (stamp,) = meeting().conclusions
    assert (stamp.quorate, stamp.carried, stamp.recused) == (False, False, ())


def test_the_tied_are_there_and_not_counted_for_it() -> None:
    """Four are there, three decide: one of them tied leaves three, two of them two."""
    tie_person(AN, person=2, organisation=KIM)
    tie_person(AN, person=5, organisation=AI)
    tie_person(AN, person=2, organisation=BLOCK[0])
    tie_person(AN, person=3, organisation=BLOCK[0])
    for code in (KIM, AI, BLOCK[0]):
        adjust(DUNG, organisation=code, level="HT", stage="final", reason="target", note="x")
    keys = {each.person.number: each.person.key for each in meeting().people}
    assert [(each.recused, each.quorate, each.carried) for each in meeting().conclusions] == [
        ((keys[2],), True, True),
        ((), True, True),
        ((keys[2], keys[3]), True, False),
    ]


def test_in_a_recess_people_come_and_go() -> None:
    recess_meeting(DUNG)
    attend(DUNG, people=[5], state="left")
    assert at(5).state == "left"


def test_another_meeting_knows_nothing_of_it() -> None:
    plan_meeting(AN, held_on=DAY)
    assert meeting(2).people == ()
    assert counts(meeting(2)) == (0, 0, 3, False)


def test_an_account_has_nothing_to_do_with_being_there() -> None:
    """Whose laptop or account is gone is there until somebody records that they left."""
    before = meeting()
    remove_account(AN, login=BINH)
    assert (meeting().people, meeting().presence) == (
        tuple(before.people),
        before.presence,
    )
    with clock.replaced(now=lambda: BEGUN + 5 * 60 * MINUTE):
        attend(AN, people=[3], state="left")
    assert at(3).since == BEGUN + 5 * 60 * MINUTE
    assert verify().difference is None


def test_who_is_added_after_the_seal_was_not_missing_there() -> None:
    """What a sealed meeting counted stays; reopened it counts whoever sits there then."""
    close_meeting(AN, leave_rest=True)
    before = meeting().presence
    add_person(AN, post="Ủy viên mới", votes=True)
    assert meeting().presence == before
    reopen_meeting(DUNG, why="Đơn khiếu nại")
    assert len(meeting().presence.voting) == len(before.voting) + 1
