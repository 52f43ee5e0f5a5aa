"""Who is connected: seats with a sign of life; a dropped line leaves one empty, and takes nobody out of the room."""

from __future__ import annotations

import pytest

from store import clock
from store.commands.agenda import add_items
from store.commands.attendance import attend, invite
from store.commands.meeting import appoint, open_meeting, plan_meeting, ready_meeting
from store.commands.people import add_person
from store.live.seats import get_up, seats, sit_down, stay
from store.queries.room import LIFE_MS, RoomView, standing
from tests.kit.desk import Table

LANG = "xa-chi-lang"


def room(login: str = "an") -> RoomView:
    """The room as somebody sees it."""
    found = standing(login)[1]
    assert found is not None
    return found


@pytest.fixture
def sitting(table: Table) -> Table:
    """A meeting that has begun with three people, one of them at a laptop of an account."""
    with table.at_shell():
        for number, login in enumerate(("an", None, None), 1):
            add_person("an", post=f"Ủy viên {number}", votes=True, login=login)
        plan_meeting("an", held_on="2019-12-27")
        add_items("an", organisations=[LANG])
        invite("an", people=[1, 2, 3])
        ready_meeting("an")
        attend("an", people=[1, 2, 3], state="present")
        appoint("an", person=1, office="chair")
        open_meeting("an")
    return table


def test_a_seat_lives_as_long_as_it_gives_signs(table: Table) -> None:
    """One that gives none for a while is empty, and is cleared away when its owner comes back."""
    with table.at_shell():
        sit_down("a", "an")
        table.clock.pass_by(LIFE_MS)
        assert [(each.account, each.here) for each in seats()] == [("an", True)]
        table.clock.pass_by(1)
        assert [each.here for each in seats()] == [False]
        stay("a")
        assert [each.here for each in seats()] == [True]
        table.clock.pass_by(LIFE_MS + 1)
        sit_down("b", "an")
        assert [(each.since == clock.now_ms(), each.here) for each in seats()] == [(True, True)]
        get_up("b")
        assert seats() == ()


def test_a_dropped_line_is_seen_and_takes_nobody_out_of_the_room(sitting: Table) -> None:
    """Connected, then lost, then back; present and quorate all the time; who leaves is neither."""
    with sitting.at_shell():
        assert (room().connected, room().lost, room().present, room().quorate) == (0, 0, 3, True)
        sit_down("a", "an")
        assert (room().connected, room().lost) == (1, 0)
        sitting.clock.pass_by(LIFE_MS + 1)
        assert (room().connected, room().lost, room().present, room().quorate) == (0, 1, 3, True)
        sit_down("b", "an")
        assert (room().connected, room().lost) == (1, 0)
        get_up("b")
        assert (room().connected, room().lost, room().present) == (0, 0, 3)
