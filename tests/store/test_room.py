"""The room: from item to item, what it leaves half done, how long it took, what was said where."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from store import clock
from store.commands.assessment import adjust
from store.commands.meeting import (
    close_meeting,
    recess_meeting,
    reopen_meeting,
    resume_meeting,
)
from store.commands.room import move_room, note_speech, settle_item
from store.commands.undoing import undo
from store.queries.meeting import meeting
from store.queries.room import standing
from tests.kit.meetings import (
    ALONE,
    items,
    refusal,
    room,
)
from tests.kit.stores import AN, BEGUN, DUNG

KIM, AI = ALONE
MINUTE = 60_000

pytestmark = pytest.mark.usefixtures("session")


def decide(organisation: str = KIM, who: str = DUNG, **more: object) -> object:
    given = {"level": "HT", "stage": "final", "reason": "target", "note": "x", **more}
    return adjust(who, organisation=organisation, **given)  # type: ignore[arg-type]


def test_the_room_goes_from_item_to_item_and_leaves_what_is_not_settled_half_done() -> None:
    assert (room(), meeting().next) == (None, meeting().items[0])
    assert move_room(DUNG, to="next").value == 1
    settle_item(DUNG, state="parked")
    assert move_room(AN, to="next").value == 2
    assert move_room(AN, to="next").value == 3
    assert [state for _place, _kind, state, _units in items()] == ["parked", "half", "pending"]
    assert move_room(AN, to="previous").value == 2
    assert [state for _place, _kind, state, _units in items()] == ["parked", "half", "half"]
    decide()
    assert (move_room(AN, to=1).value, items()[1][2]) == (1, "concluded")
    settle_item(AN, state="skipped", text="Rút hồ sơ")
    assert [(each.kind, each.text) for each in meeting().conclusions] == [
        ("parked", None),
        ("adjusted", None),
        ("skipped", "Rút hồ sơ"),
    ]


def test_the_room_at_the_last_item_from_nowhere() -> None:
    assert move_room(DUNG, to="previous").value == 3


def test_what_is_concluded_is_passed_by_on_the_way_on_and_seen_on_the_way_back() -> None:
    """What is told to be next is where the room goes."""
    decide()
    move_room(DUNG, to=1)
    told, (_account, seen) = meeting(), standing(AN)
    assert told.next is not None
    assert seen is not None
    assert seen.next is not None
    assert (told.next.place, seen.next.place, move_room(DUNG, to="next").value) == (3, 3, 3)
    assert move_room(DUNG, to="previous").value == 2


def test_the_time_that_an_item_took_does_not_run_in_a_recess_or_after_the_end() -> None:
    def spent(minutes: int, act: Callable[[], object]) -> tuple[int, ...]:
        with clock.replaced(now=lambda: BEGUN + (100 + minutes) * MINUTE):
            act()
        return tuple(each.spent // MINUTE for each in meeting().items)

    assert spent(0, lambda: move_room(AN, to=1)) == (0, 0, 0)
    assert spent(5, lambda: recess_meeting(AN)) == (5, 0, 0)
    assert meeting().item_since is None
    assert spent(20, lambda: resume_meeting(AN)) == (5, 0, 0)
    assert spent(22, lambda: settle_item(AN, state="parked")) == (5, 0, 0)
    assert spent(23, lambda: move_room(AN, to=2)) == (8, 0, 0)
    assert spent(24, lambda: move_room(AN, to=1)) == (8, 1, 0)
    assert spent(30, lambda: settle_item(AN, item=2, state="discussed")) == (8, 1, 0)
    assert spent(30, lambda: close_meeting(AN, leave_rest=True)) == (14, 1, 0)
    assert spent(90, lambda: reopen_meeting(DUNG, why="x")) == (14, 1, 0)
    assert spent(91, lambda: move_room(AN, to=3)) == (15, 1, 0)


def test_a_speech_is_noted_where_it_was_said() -> None:
    note_speech(AN, text="Khai mạc")
    move_room(DUNG, to=2)
    note_speech(AN, text="9/15 chỉ tiêu\n", person=4)
    note_speech(AN, text="Xin nói thêm", person=2, item=1)
    recess_meeting(DUNG)
    note_speech(AN, text="Bên lề")
    undo(AN)
    told = meeting()
    places = {each.key: each.place for each in told.items}
    assert [
        (each.item and places[each.item], each.person and each.person.number, each.text) for each in told.speeches
    ] == [
        (None, None, "Khai mạc"),
        (2, 4, "9/15 chỉ tiêu"),
        (1, 2, "Xin nói thêm"),
    ]
    assert refusal(lambda: note_speech(DUNG, text="x"))[0] == "role"
