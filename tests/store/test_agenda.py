"""The agenda: each organisation stands once, places count from 1 without a gap, whatever is taken back in any order."""

from __future__ import annotations

from itertools import permutations

import pytest

from store.commands.agenda import add_items, change_item, lift_out, order_items, remove_item
from store.commands.room import agree_item, move_room, note_speech, settle_item
from store.commands.undoing import redo, undo
from store.queries.agenda import candidates
from store.queries.meeting import meeting
from store.queries.verification import verify
from tests.kit.meetings import ALONE, BLOCK, OUTSIDE, items, refusal, room
from tests.kit.stores import AN, DUNG, sql

pytestmark = pytest.mark.usefixtures("session")

KIM, AI = ALONE
ONE, TWO, THREE, FOUR = BLOCK
AS_PLANNED = [(1, "block", "pending", BLOCK), (2, "single", "pending", (KIM,)), (3, "single", "pending", (AI,))]
GROUPS = [tuple(sorted(BLOCK)), (KIM,), (AI,)]


def standing() -> list[tuple[str, ...]]:
    """The organisations by item; places count from 1, and each organisation stands once."""
    told = items()
    assert [place for place, *_rest in told] == list(range(1, len(told) + 1))
    codes = [code for *_rest, units in told for code in units]
    assert len(set(codes)) == len(codes)
    assert all(units for *_rest, units in told), "no item is empty"
    return [tuple(sorted(units)) for *_rest, units in told]


def test_items_of_one_and_of_many() -> None:
    assert items() == AS_PLANNED
    assert OUTSIDE in meeting().outside
    assert len(meeting().outside) == 59 - 6


def test_one_that_stands_elsewhere_moves_and_an_item_without_any_goes() -> None:
    add_items(AN, organisations=[AI, TWO, OUTSIDE], block=True, title="Xã, thị trấn", minutes=15)
    assert standing() == [tuple(sorted((ONE, THREE, FOUR))), (KIM,), tuple(sorted((AI, TWO, OUTSIDE)))]
    assert (meeting().items[2].title, meeting().items[2].minutes) == ("Xã, thị trấn", 15)
    undo(AN)
    assert standing() == GROUPS
    redo(AN)
    assert len(standing()) == 3


def test_a_whole_block_can_be_put_anew() -> None:
    assert add_items(AN, organisations=BLOCK).value == 4
    assert standing() == [(KIM,), (AI,), (ONE,), (TWO,), (THREE,), (FOUR,)]
    undo(AN)
    assert standing() == GROUPS


def test_the_order_is_what_was_named_first_and_then_the_rest() -> None:
    assert order_items(AN, items=[3, 1]).value == 2
    assert standing() == [(AI,), GROUPS[0], (KIM,)]
    lift_out(AN, organisations=[THREE, ONE])
    assert standing() == [(AI,), (TWO, FOUR), (THREE,), (ONE,), (KIM,)]
    order_items(AN, items=[5, 4])
    assert standing() == [(KIM,), (ONE,), (AI,), (TWO, FOUR), (THREE,)]
    undo(AN)
    assert standing() == [(AI,), (TWO, FOUR), (THREE,), (ONE,), (KIM,)]


def test_the_last_of_a_block_keeps_its_item() -> None:
    lift_out(AN, organisations=BLOCK)
    assert [kind for _place, kind, _state, _units in items()] == ["single"] * 6
    assert standing()[:4] == [(FOUR,), (ONE,), (TWO,), (THREE,)], "right behind what is left of the block"
    undo(AN)
    assert items()[0][1:] == ("block", "pending", BLOCK)


def test_title_and_minutes_are_set_and_taken_away() -> None:
    change_item(AN, item=2, title="Xã Kim Đồng, bàn kỹ", minutes=10)
    change_item(AN, item=2, minutes=0)
    assert (meeting().items[1].title, meeting().items[1].minutes) == ("Xã Kim Đồng, bàn kỹ", None)
    change_item(AN, item=2, title="")
    assert meeting().items[1].title is None


def test_changes_of_several_are_taken_back_in_any_order() -> None:
    """Each is about other rows, so none stands in the way of another; nothing is left over, no place is missing."""
    for order in permutations(range(4)):
        made = [
            lift_out(AN, organisations=[TWO]).entry,
            add_items(AN, organisations=[OUTSIDE]).entry,
            remove_item(AN, item=3).entry,
            change_item(AN, item=1, title="Gộp").entry,
        ]
        assert standing() == [tuple(sorted((ONE, THREE, FOUR))), (TWO,), (AI,), (OUTSIDE,)]
        for each in order:
            undo(AN, entry=made[each])
            standing()
        assert items() == AS_PLANNED, order
        assert meeting().items[0].title is None
    assert verify().difference is None


def test_who_can_be_agreed_unspoken_is_told_with_why_not() -> None:
    told = {each.organisation: each for each in candidates(1)}
    assert (told[KIM].gap, told["tt-that-khe"].gap) == ("owed", "no_level")
    assert (told[KIM].item, told[OUTSIDE].item) == (meeting().items[1].key, None)
    assert {each.item for each in candidates()} == {None}


def test_while_it_sits_what_was_not_taken_up_can_still_come_and_go() -> None:
    move_room(AN, to=1)
    remove_item(AN, item=3)
    add_items(AN, organisations=[OUTSIDE])
    assert standing()[1:] == [(KIM,), (OUTSIDE,)]
    undo(AN)
    undo(AN)
    assert (standing()[1:], room()) == ([(KIM,), (AI,)], 1)


def test_the_room_steps_back_when_what_it_is_at_is_taken_back() -> None:
    """Agreed but for two that are lifted out, on to the first of them, and then the chair changes his mind."""
    move_room(DUNG, to=1)
    agree_item(DUNG, lifted=[TWO, THREE])
    assert items()[0][2:] == ("concluded", (ONE, FOUR))
    move_room(DUNG, to="next")
    assert (room(), items()[1][3]) == (2, (TWO,))
    undo(DUNG)
    assert items() == [(1, "block", "half", BLOCK), *AS_PLANNED[1:]]
    assert room() == 1
    move_room(AN, to=3)
    redo(DUNG)
    assert (items()[1][3], room()) == ((TWO,), 5), "done again, and the room stays where it went"
    assert verify().difference is None


def test_what_was_lifted_out_and_left_half_done_goes_back_too() -> None:
    """The room has been there and gone on: the block is half done, as it was taken up and is not settled."""
    move_room(AN, to=1)
    agree_item(AN, lifted=[TWO])
    move_room(AN, to="next")
    move_room(AN, to="next")
    assert [state for _place, _kind, state, _units in items()] == ["concluded", "half", "pending", "pending"]
    undo(AN)
    assert items() == [(1, "block", "half", BLOCK), *AS_PLANNED[1:]]
    assert room() == 2
    redo(AN)
    assert [state for _place, _kind, state, _units in items()] == ["concluded", "half", "pending", "pending"]
    assert verify().difference is None


@pytest.mark.parametrize("rests", ["speech", "parked"])
def test_what_something_was_said_or_concluded_of_is_not_taken_off(rests: str) -> None:
    entry = agree_item(AN, item=1, lifted=[TWO]).entry
    if rests == "speech":
        note_speech(AN, text="Xin nói", item=2)
    else:
        settle_item(AN, item=2, state="parked")
    assert refusal(lambda: undo(AN, entry=entry))[0] in ("undo_rested_on", "undo_overtaken")
    undo(AN)
    undo(AN)
    assert items()[0][3] == BLOCK


def test_taking_back_an_item_that_the_room_is_at_leaves_it_at_the_one_before() -> None:
    add_items(AN, organisations=[OUTSIDE])
    move_room(DUNG, to=4)
    undo(AN)
    assert room() == 3
    order_items(AN, items=[2, 3, 1])
    add_items(AN, organisations=[OUTSIDE])
    order_items(AN, items=[4])
    move_room(DUNG, to=1)
    assert sql("SELECT count(*) FROM agenda_item") == [(4,)]
    undo(AN)
    undo(AN)
    assert room() == 3, "the order is back, and the one it was at has gone: back to the one before"


def test_the_first_one_gone_leaves_the_room_at_none() -> None:
    lift_out(AN, organisations=[TWO])
    order_items(AN, items=[2])
    move_room(DUNG, to=1)
    undo(AN, entry=sql("SELECT max(id) FROM journal_entry WHERE action = 'plan_agenda'")[0][0] - 1)
    assert (room(), items()[0][3]) == (None, BLOCK)
    move_room(DUNG, to="next")
    assert room() == 1
