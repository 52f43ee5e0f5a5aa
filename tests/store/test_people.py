"""People at the table: numbers, posts, votes, accounts, ties and areas; all of it can be taken back."""

from __future__ import annotations

import pytest

from store.commands.attendance import invite
from store.commands.meeting import plan_meeting
from store.commands.people import add_person, change_person, set_area, tie_person, untie_person
from store.commands.undoing import undo
from store.queries.meeting import people
from store.queries.sitting import area_of, people_on, tied
from store.queries.verification import verify
from tests.kit.meetings import DAY, POSTS, refusal
from tests.kit.stores import AN, DUNG, both_modes, sql

pytestmark = pytest.mark.usefixtures("seats")

KIM, AI, LANG = "xa-kim-dong", "xa-bac-ai", "xa-chi-lang"


def keyed(number: int) -> int:
    return next(each.key for each in people() if each.number == number)


@both_modes
def test_people_are_listed_by_number_and_by_post_before_name() -> None:
    assert [(each.number, each.post, each.votes) for each in people()] == [
        (number, post, number < len(POSTS)) for number, post in enumerate(POSTS, 1)
    ]
    assert add_person(AN, post="  Ủy viên ", votes=True, full_name="Hoàng Thị A\n", valid_from="01/06/2019").value == 6
    newest = people()[-1]
    assert (newest.post, newest.full_name, newest.valid_from, newest.account) == (
        "Ủy viên",
        "Hoàng Thị A",
        "2019-06-01",
        None,
    )
    undo(AN)
    assert len(people()) == len(POSTS)
    assert verify().difference is None


def test_what_is_not_named_stays_and_an_empty_text_takes_away() -> None:
    change_person(AN, person=2, full_name="Nông Văn B", votes=False)
    change_person(AN, person=2, post="Ủy viên", valid_to="31/12/2019")
    told = people()[1]
    assert (told.post, told.full_name, told.votes, told.valid_to) == ("Ủy viên", "Nông Văn B", False, "2019-12-31")
    change_person(AN, person=2, full_name="", valid_to="", votes=True)
    told = people()[1]
    assert (told.full_name, told.valid_to, told.votes) == (None, None, True)
    for _step in range(3):
        undo(AN)
    assert people()[1] == next(each for each in people() if each.post == POSTS[1])


def test_an_account_is_one_persons_and_free_again_when_taken_away() -> None:
    assert refusal(lambda: change_person(AN, person=2, login=DUNG))[0] == "account_of_person"
    change_person(AN, person=1, login="")
    change_person(AN, person=2, login=DUNG)
    assert [each.account for each in people()[:2]] == [None, DUNG]


def test_who_is_in_post_on_a_day_is_told_by_the_dates() -> None:
    """The last date is the first day without the post."""
    change_person(AN, person=2, valid_to="20/12/2019")
    add_person(AN, post="Người mới", votes=True, valid_from="20/12/2019")
    assert [each["number"] for each in people_on("2019-12-19")] == [1, 2, 3, 4, 5]
    assert [each["number"] for each in people_on("2019-12-20")] == [1, 3, 4, 5, 6]


def test_ties_are_recorded_taken_away_and_taken_back() -> None:
    tie_person(AN, person=4, organisation=KIM, why="Vợ là bí thư")
    tie_person(AN, person=2, organisation=KIM)
    assert tied(KIM) == {keyed(4), keyed(2)}
    untie_person(AN, person=4, organisation=KIM)
    assert tied(KIM) == {keyed(2)}
    assert not tied(AI)
    undo(AN)
    assert tied(KIM) == {keyed(4), keyed(2)}
    assert sql("SELECT why FROM tie ORDER BY id") == [("Vợ là bí thư",), (None,)]


def test_an_area_is_what_was_said_last_and_no_tie() -> None:
    assert set_area(AN, person=1, organisations=[KIM, AI, KIM]).value == 2
    assert set_area(AN, person=1, organisations=[AI, LANG]).value == 2
    assert area_of(DUNG) == {AI, LANG}
    assert not tied(AI)
    undo(AN)
    assert area_of(DUNG) == {AI, KIM}
    set_area(AN, person=1, organisations=[])
    assert area_of(DUNG) == frozenset()
    assert refusal(lambda: set_area(AN, person=1, organisations=[]))[0] == "nothing_changed"


def test_a_person_on_a_meetings_list_is_not_taken_back() -> None:
    entry = add_person(AN, post="Khách", votes=False).entry
    plan_meeting(AN, held_on=DAY)
    invite(AN, people=[6])
    assert refusal(lambda: undo(AN, entry=entry))[0] == "undo_rested_on"
