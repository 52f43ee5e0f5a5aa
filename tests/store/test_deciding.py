"""Final levels are set in a meeting that sits: by whom, by how many, item by item, sealed, taken back, superseded."""

from __future__ import annotations

import pytest

from store.commands.agenda import add_items, remove_item
from store.commands.assessment import adjust, agree, rate
from store.commands.meeting import close_meeting, open_meeting, plan_meeting, recess_meeting, reopen_meeting
from store.commands.people import tie_person, untie_person
from store.commands.room import agree_item, conclude_line, move_room, settle_item
from store.commands.undoing import redo, undo
from store.commands.wording import add_words
from store.queries.meeting import meeting
from store.queries.meeting_views import DecidedView
from store.queries.verification import verify
from store.rules.meeting import HANDS, Hands
from tests.kit.meetings import ALONE, BLOCK, DAY, OUTSIDE, gathered, items, opened_meeting, refusal, room
from tests.kit.stores import AN, BINH, DUNG, both_modes, level, levels, sql

KIM, AI = ALONE
ONE, TWO, THREE, FOUR = BLOCK

sits = pytest.mark.usefixtures("session")
seated = pytest.mark.usefixtures("seats")


def decide(organisation: str = KIM, wanted: str = "HT", who: str = DUNG, **more: object) -> int:
    given = {"reason": "target", "note": "Đạt 9/15", **more}
    return adjust(who, organisation=organisation, level=wanted, stage="final", **given).entry  # type: ignore[arg-type]


def decided(organisation: str, number: int | None = None) -> DecidedView:
    """What a meeting decided of an organisation."""
    found = meeting(number).item_of(organisation)
    assert found
    (told,) = [unit.decided for unit in found.units if unit.organisation == organisation]
    assert told
    return told


def stamps(number: int | None = None) -> list[tuple[int, str, int | None]]:
    """What was concluded: entry, kind, place of the item."""
    told = meeting(number)
    places = {item.key: item.place for item in told.items}
    return [(each.entry, each.kind, places.get(each.item or 0)) for each in told.conclusions]


@seated
@both_modes
def test_final_levels_only_while_one_sits_and_proposals_always() -> None:
    """Not before it is open, not in a recess, not after; until the first meeting is planned without one."""
    decide(KIM, "HT", AN)
    undo(AN)

    def proposes(wanted: str) -> None:
        adjust(BINH, organisation=KIM, level=wanted, stage="proposed", reason="target")

    plan_meeting(AN, held_on=DAY)
    for code, bring in (
        ("meeting_not_open", lambda: None),
        ("meeting_not_open", gathered),
        (None, lambda: open_meeting(AN, meeting=2)),
        ("meeting_recess", lambda: recess_meeting(DUNG)),
    ):
        bring()
        proposes("HT")
        undo(BINH)
        if code is None:
            agree(AN, organisations=[AI], stage="final")
            decide()
            continue
        assert refusal(lambda: decide(who=AN))[0] == code
        assert refusal(lambda: agree(AN, organisations=[AI], stage="final"))[0] in (code, "same_level")
    assert verify().difference is None


@sits
@both_modes
def test_a_block_is_agreed_in_one_entry_and_taken_back_in_one() -> None:
    before, planned = levels(), items()
    saved = agree_item(DUNG, item=1, lifted=[TWO, FOUR], note="thống nhất")
    assert [move.organisation for move in saved.value] == [ONE, THREE]
    assert items() == [
        (1, "block", "concluded", (ONE, THREE)),
        (2, "single", "pending", (TWO,)),
        (3, "single", "pending", (FOUR,)),
        *[(place + 2, *rest) for place, *rest in planned[1:]],
    ]
    assert stamps() == [(saved.entry, "agreed", 1)]
    assert [level(code, "final") for code in BLOCK] == ["TOT", None, "TOT", None]
    assert (decided(ONE).kind, decided(ONE).note, decided(ONE).entry) == ("agreed", "thống nhất", saved.entry)
    undo(DUNG)
    assert (levels(), items(), stamps()) == (before, planned, [])
    redo(DUNG)
    assert (items()[0][3], len(stamps())) == ((ONE, THREE), 1)
    undo(AN, entry=saved.entry)
    assert (levels(), items()) == (before, planned)
    assert verify().difference is None


@sits
def test_one_of_a_block_that_is_decided_otherwise_stands_alone() -> None:
    entry = decide(TWO)
    assert items()[:2] == [(1, "block", "pending", (ONE, THREE, FOUR)), (2, "single", "concluded", (TWO,))]
    assert stamps() == [(entry, "adjusted", 2)]
    agree_item(DUNG, item=1)
    assert [level(code, "final") for code in BLOCK] == ["TOT", "HT", "TOT", "TOT"]
    undo(DUNG)
    undo(DUNG)
    assert items()[0] == (1, "block", "pending", BLOCK)


@sits
def test_one_of_a_concluded_block_can_be_decided_anew_and_the_others_stand() -> None:
    agree_item(DUNG, item=1)
    entry = decide(THREE, "HT")
    assert items()[:2] == [(1, "block", "concluded", (ONE, TWO, FOUR)), (2, "single", "concluded", (THREE,))]
    assert stamps()[-1] == (entry, "adjusted", 2)
    assert refusal(lambda: undo(DUNG, entry=entry - 1))[0] == "undo_changed_since"
    undo(DUNG)
    assert items()[0] == (1, "block", "concluded", BLOCK)
    assert level(THREE, "final") == "TOT"


@sits
def test_a_few_of_a_block_agreed_by_themselves_leave_it_open_and_all_of_it_concludes_it() -> None:
    agree(DUNG, organisations=[TWO, ONE], stage="final")
    assert items()[:3] == [
        (1, "block", "pending", (THREE, FOUR)),
        (2, "single", "concluded", (TWO,)),
        (3, "single", "concluded", (ONE,)),
    ]
    agree(DUNG, organisations=[KIM, THREE, FOUR], stage="final")
    assert [state for _place, _kind, state, _units in items()] == ["concluded"] * 4 + ["pending"]


@sits
def test_what_stands_so_already_holds_up_no_block() -> None:
    """In a second meeting: two of the block were agreed in the first, two were not."""
    agree(AN, organisations=[ONE, TWO], stage="final")
    close_meeting(AN, leave_rest=True)
    opened_meeting()
    saved = agree_item(DUNG, item=1)
    assert [move.organisation for move in saved.value] == [THREE, FOUR]
    assert items()[0] == (1, "block", "concluded", BLOCK)
    assert stamps() == [(saved.entry, "agreed", 1)]


@sits
def test_a_block_of_which_all_is_decided_is_refused_by_name_and_said_to_be_discussed() -> None:
    agree_item(AN, item=1)
    close_meeting(AN, leave_rest=True)
    opened_meeting()
    code, facts = refusal(lambda: agree_item(DUNG, item=1))
    assert (code, facts["tt"]) == ("same_level", 1)
    settle_item(DUNG, item=1, state="discussed", text="Giữ như phiên trước")
    assert (items()[0][2], meeting().items[0].conclusion) == ("discussed", "Giữ như phiên trước")


@sits
def test_what_is_on_no_agenda_comes_to_its_end() -> None:
    one = decide(OUTSIDE)
    assert items()[-1] == (4, "single", "concluded", (OUTSIDE,))
    assert stamps() == [(one, "adjusted", 4)]
    undo(DUNG)
    assert len(items()) == 3
    rate(AN, organisation="xa-tan-yen", self_level="TOT")
    many = agree(DUNG, organisations=[OUTSIDE, "xa-tan-yen", AI], stage="final", note="x").entry
    assert items()[2:] == [(3, "single", "concluded", (AI,)), (4, "block", "concluded", (OUTSIDE, "xa-tan-yen"))]
    assert sorted(stamps()) == [(many, "agreed", 3), (many, "agreed", 4)]
    undo(DUNG)
    assert len(items()) == 3
    assert verify().difference is None


@sits
def test_a_level_can_be_set_twice_and_each_is_stamped() -> None:
    first, second = decide(), decide(KIM, "KHT")
    assert stamps() == [(first, "adjusted", 2), (second, "adjusted", 2)]
    assert (decided(KIM).to_level, decided(KIM).from_level) == ("KHT", "HT")
    undo(DUNG)
    assert (level(KIM, "final"), items()[1][2], len(stamps())) == ("HT", "concluded", 1)
    undo(DUNG)
    assert (level(KIM, "final"), items()[1][2], stamps()) == (None, "pending", [])


@sits
def test_what_was_parked_can_still_be_concluded_and_taken_back_to_parked() -> None:
    settle_item(DUNG, item=2, state="parked")
    decide()
    assert items()[1][2] == "concluded"
    assert refusal(lambda: undo(DUNG, entry=sql("SELECT max(id) FROM journal_entry")[0][0] - 1))[0] == "undo_overtaken"
    undo(DUNG)
    assert items()[1][2] == "parked"
    undo(DUNG)
    assert items()[1][2] == "pending"


@sits
def test_a_line_of_conclusion_is_written_and_taken_back() -> None:
    move_room(DUNG, to=2)
    conclude_line(AN, text="  Giao Ban Tổ chức theo dõi ")
    assert meeting().items[1].conclusion == "Giao Ban Tổ chức theo dõi"
    settle_item(AN, state="discussed")
    assert meeting().items[1].conclusion == "Giao Ban Tổ chức theo dõi", "the state says nothing about the line"
    undo(AN)
    undo(AN)
    assert (items()[1][2], meeting().items[1].conclusion) == ("pending", None)


@sits
@both_modes
def test_what_a_closed_meeting_did_is_sealed() -> None:
    decide(KIM, reason="target", note=None, who=AN)
    add_words(AN, organisation=KIM, note="Đạt 9/15")
    agree(AN, organisations=[AI], stage="final")
    undo(AN)
    close_meeting(DUNG, leave_rest=True)
    for act in (
        lambda: decide(who=AN),
        lambda: agree(AN, organisations=[KIM], stage="final"),
        lambda: add_words(AN, organisation=KIM, note="Khác"),
        lambda: redo(AN),
        lambda: undo(AN),
    ):
        assert refusal(act)[0] == "meeting_sealed"
    assert refusal(lambda: agree(AN, organisations=[AI], stage="final"))[0] == "meeting_not_open"
    reopen_meeting(DUNG, why="Đơn khiếu nại")
    undo(AN)
    assert sql("SELECT note FROM adjustment WHERE stage = 'final'") == [(None,)]
    assert refusal(lambda: close_meeting(DUNG, leave_rest=True))[1]["wordless"] == 1
    add_words(AN, organisation=KIM, note="Thu đạt 82%")
    decide(KIM, "KHT")
    close_meeting(DUNG, leave_rest=True)
    assert verify().difference is None


@sits
def test_words_of_a_decision_that_owes_them_come_before_a_later_proposal() -> None:
    decide(note=None, who=AN)
    adjust(BINH, organisation=KIM, level="HT", stage="proposed", reason="prerequisite")
    assert meeting().blockers.wordless == (KIM,)
    add_words(AN, organisation=KIM, note="Đạt 9/15")
    assert meeting().blockers.none
    add_words(BINH, organisation=KIM, note="Mặt trận HT")
    assert sql("SELECT note FROM adjustment ORDER BY id") == [("Đạt 9/15",), ("Mặt trận HT",)]


@sits
def test_a_reason_that_an_agreement_took_the_place_of_owes_no_words() -> None:
    decide(note=None)
    assert meeting().blockers.wordless == (KIM,)
    agree(AN, organisations=[KIM], stage="final")
    assert meeting().blockers.none


@sits
def test_a_later_meeting_supersedes_and_says_what() -> None:
    decide(KIM, "HT", AN)
    ((first,),) = sql("SELECT id FROM adjustment WHERE stage = 'final'")
    close_meeting(AN, leave_rest=True)
    opened_meeting()
    decide(KIM, "KHT")
    decide(AI)
    decide(KIM, "XS", reason="new_facts")
    assert (decided(KIM).supersedes, decided(AI).supersedes) == (first, None)
    assert (decided(KIM, 1).to_level, decided(KIM, 1).supersedes) == ("HT", None)
    undo(DUNG)
    assert (decided(KIM).to_level, decided(KIM).supersedes) == ("KHT", first)
    assert refusal(lambda: undo(AN, entry=first // 100_000))[0] == "meeting_sealed"


@seated
def test_a_decision_from_before_there_were_meetings_is_taken_back_in_one_that_sits() -> None:
    entry = decide(KIM, "HT", AN)
    gathered()
    assert refusal(lambda: undo(AN, entry=entry))[0] == "meeting_not_open"
    open_meeting(AN)
    undo(AN, entry=entry)
    assert level(KIM, "final") is None
    recess_meeting(DUNG)
    assert refusal(lambda: redo(AN))[0] == "meeting_recess"


@sits
def test_the_tied_change_nothing_and_take_nothing_back() -> None:
    """The chair is tied to one of the block: the block is refused by that one's name, and goes without it."""
    agree(DUNG, organisations=[AI], stage="final")
    tie_person(AN, person=1, organisation=TWO)
    tie_person(AN, person=1, organisation=AI)
    tie_person(AN, person=3, organisation=AI)
    for act, tt in (
        (lambda: agree_item(DUNG, item=1), 2),
        (lambda: decide(TWO), 2),
        (lambda: undo(DUNG), 21),
        (lambda: adjust(BINH, organisation=AI, level="HT", stage="proposed", reason="target"), 21),
    ):
        code, facts = refusal(act)
        assert (code, facts["tt"]) == ("tied", tt)
    agree_item(DUNG, item=1, lifted=[TWO])
    agree(AN, organisations=[TWO], stage="final")
    keys = {each.person.number: each.person.key for each in meeting().people}
    assert [each.recused for each in meeting().conclusions] == [(), (), (keys[1],)]
    assert refusal(lambda: undo(DUNG))[0] == "undo_overtaken", "what it lifted out is concluded"
    undo(AN)
    undo(DUNG)
    untie_person(AN, person=1, organisation=AI)
    undo(DUNG)
    assert level(AI, "final") is None


@seated
def test_hands_decide_where_the_meeting_says_so() -> None:
    opened_meeting(HANDS)
    entry = decide(hands=Hands(3, 1, 0))
    agree_item(DUNG, item=1, hands=Hands(4, 0, 0))
    told = meeting().conclusions
    assert [(each.entry == entry, each.hands, each.carried) for each in told] == [
        (True, (3, 1, 0), True),
        (False, (4, 0, 0), True),
    ]
    adjust(BINH, organisation=AI, level="HT", stage="proposed", reason="target")
    assert refusal(lambda: agree_item(DUNG, item=3))[0] == "hands_missing"
    settle_item(DUNG, item=3, state="parked")
    assert meeting().conclusions[-1].hands is None


@sits
def test_hands_that_were_counted_all_the_same_are_kept_and_must_be_right() -> None:
    assert refusal(lambda: decide(hands=Hands(2, 2, 0)))[0] == "hands_too_few"
    decide(hands=Hands(3, 0, 1))
    assert meeting().conclusions[0].hands == (3, 0, 1)


@sits
def test_a_concluded_item_stays_on_the_agenda() -> None:
    decide()
    assert refusal(lambda: remove_item(AN, item=2))[0] == "item_concluded"
    undo(DUNG)
    remove_item(AN, item=2)
    assert [units for *_rest, units in items()] == [BLOCK, (AI,)]
    assert room() is None
    add_items(AN, organisations=[KIM])
