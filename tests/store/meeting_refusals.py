"""What the store declines of people and meetings: their life, the agenda, who is there, who decides, what is sealed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from store.commands.agenda import add_items, change_item, lift_out, order_items, remove_item
from store.commands.assessment import adjust
from store.commands.attendance import attend, invite
from store.commands.cycle import close_cycle
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
from store.commands.people import add_person, change_person, set_area, tie_person, untie_person
from store.commands.room import agree_item, conclude_line, move_room, note_speech, settle_item
from store.errors import Fact
from tests.kit.meetings import (
    ALONE,
    BLOCK,
    DAY,
    OUTSIDE,
    closed_meeting,
    gathered,
    in_recess,
    opened_meeting,
    planned,
    rated,
    seated,
)
from tests.kit.stores import AN, BINH, DUNG, newest
from tests.store.refusal_cases import Case

KIM, AI = ALONE
FIRST = BLOCK[0]
HELD: Mapping[str, Fact] = {"meeting": 1, "held_on": "2019-12-20"}


@dataclass(frozen=True)
class Brought:
    """People and self-ratings, then these steps; all of it in the store alone."""

    steps: tuple[Callable[[], object], ...]

    def __call__(self, path: Path) -> None:
        """Take them all."""
        seated()
        rated()
        self.go_on(0)

    def go_on(self, done: int) -> None:
        """Take the steps after so many."""
        for step in self.steps[done:]:
            step()


def brought(*steps: Callable[[], object]) -> Brought:
    """People and self-ratings, then these steps."""
    return Brought(steps)


people, draft, ready, opened = brought(), brought(planned), brought(gathered), brought(opened_meeting)
resting, sealed = brought(in_recess), brought(closed_meeting)


def decided(organisation: str = KIM, who: str = AN, **more: object) -> object:
    return adjust(who, organisation=organisation, level="HT", stage="final", reason="target", **more)  # type: ignore[arg-type]


def closed(**more: object) -> object:
    return close_meeting(AN, leave_rest=True, **more)  # type: ignore[arg-type]


def to(place: str | int) -> Callable[[], object]:
    return lambda: move_room(AN, to=place)


def empty_agenda() -> None:
    plan_meeting(AN, held_on=DAY)
    invite(AN, people=[1])


def nobody_noted() -> None:
    planned()
    ready_meeting(AN)


def nobody_chairs() -> None:
    nobody_noted()
    attend(AN, people=[1], state="present")


def everybody_left() -> object:
    return attend(AN, people=[1, 2, 3, 4, 5], state="left")


def a_second_one() -> None:
    gathered()


def agreed_but_one() -> object:
    return agree_item(AN, item=1, lifted=[FIRST])


PEOPLE = [
    Case("post_missing", lambda: add_person(AN, post=" ", votes=True)),
    Case("post_missing", lambda: change_person(AN, person=1, post=""), {}, people),
    Case("bad_date", lambda: change_person(AN, person=1, valid_to="hôm nay"), {"text": "hôm nay"}, people),
    Case("unknown_person", lambda: change_person(AN, person=9, post="X"), {"person": 9}, people),
    Case("unknown_person", lambda: invite(AN, people=[9]), {"person": 9}, draft),
    Case("unknown_account", lambda: change_person(AN, person=2, login="ai"), {"login": "ai"}, people),
    Case(
        "account_of_person",
        lambda: change_person(AN, person=2, login=DUNG),
        {"login": DUNG, "person": 1, "post": "Bí thư Huyện ủy"},
        people,
    ),
    Case("nothing_changed", lambda: change_person(AN, person=1, login=DUNG, votes=True), {}, people),
    Case("unknown_organisation", lambda: tie_person(AN, person=1, organisation="xa-nao"), {"text": "xa-nao"}, people),
    Case("unknown_organisation", lambda: set_area(AN, person=1, organisations=[KIM, "xa-nao"]), {}, people),
    Case(
        "tie_exists",
        lambda: tie_person(AN, person=1, organisation=KIM),
        {"person": 1, "organisation": KIM},
        brought(lambda: tie_person(AN, person=1, organisation=KIM)),
    ),
    Case("no_tie", lambda: untie_person(AN, person=1, organisation=KIM), {"person": 1, "organisation": KIM}, people),
]

LIFE = [
    Case("no_meeting", lambda: ready_meeting(AN)),
    Case("unknown_meeting", lambda: ready_meeting(AN, meeting=9), {"meeting": 9}, draft),
    Case("bad_date", lambda: plan_meeting(AN, held_on="  ")),
    Case(
        "unknown_way", lambda: plan_meeting(AN, held_on=DAY, decides="dice"), {"way": "dice", "known": "chair, hands"}
    ),
    *(
        Case("bad_share", lambda share=share: plan_meeting(AN, held_on=DAY, quorum=share), {"text": share})  # type: ignore[misc]
        for share in ("3/2", "0/1", "2", "", "½", "1/0", "-1/2", "100/200")
    ),
    Case("bad_share", lambda: plan_meeting(AN, held_on=DAY, majority="1/1"), {"text": "1/1"}),
    *(
        Case("bad_clock", lambda hour=hour: plan_meeting(AN, held_on=DAY, starts=hour), {"text": hour})  # type: ignore[misc]
        for hour in ("24:00", "8", "08:60", "sáng")
    ),
    Case("cycle_closed", lambda: plan_meeting(AN, held_on=DAY, cycle="2019"), {}, lambda path: close_cycle(AN)),
    Case("meeting_begun", lambda: change_meeting(AN, place="Hội trường"), {"meeting": 1}, opened),
    Case("nothing_changed", lambda: change_meeting(AN, quorum="2/3"), {}, draft),
    Case("agenda_empty", lambda: ready_meeting(AN), {"meeting": 1}, brought(empty_agenda)),
    Case("no_attendance", lambda: open_meeting(AN), {"meeting": 1}, brought(nobody_noted)),
    Case("no_chair", lambda: open_meeting(AN), {"meeting": 1}, brought(nobody_chairs)),
    Case("meeting_other", lambda: open_meeting(AN, meeting=2), HELD, brought(opened_meeting, a_second_one)),
    Case(
        "meeting_other", lambda: reopen_meeting(DUNG, why="x", meeting=1), {}, brought(closed_meeting, opened_meeting)
    ),
    Case("meeting_other", lambda: close_cycle(AN), HELD, opened),
    Case("cycle_closed", lambda: open_meeting(AN), {"cycle": "2019"}, brought(gathered, lambda: close_cycle(AN))),
    Case("cycle_closed", lambda: reopen_meeting(DUNG, why="x"), {}, brought(closed_meeting, lambda: close_cycle(AN))),
    Case("reopen_why", lambda: reopen_meeting(DUNG, why=" "), {}, sealed),
    Case("reopen_chair", lambda: reopen_meeting(AN, why="Đơn"), {"post": "Bí thư Huyện ủy"}, sealed),
    Case("role", lambda: reopen_meeting(BINH, why="Đơn"), {"action": "reopen_meeting"}, sealed),
    Case("meeting_not_closed", lambda: set_decision(AN, number="3", dated=DAY), {"meeting": 1}, opened),
    Case("decision_incomplete", lambda: set_decision(AN, number=" ", dated=DAY), {}, sealed),
    Case("decision_incomplete", lambda: set_decision(AN, number="03", dated=""), {}, sealed),
    Case("meeting_unfinished", lambda: close_meeting(AN), {"half": 1, "wordless": 0}, brought(opened_meeting, to(1))),
    Case("meeting_unfinished", closed, {"half": 2, "wordless": 0}, brought(opened_meeting, to(1), to(2), to(1))),
    Case("meeting_unfinished", closed, {"half": 0, "wordless": 1}, brought(opened_meeting, decided)),
    Case("meeting_read_before", lambda: close_meeting(AN, leave_rest=True, if_entry=newest() - 1), {}, opened),
    Case("meeting_leftovers", lambda: close_meeting(AN), {"count": 3}, opened),
    Case("unknown_office", lambda: appoint(AN, person=1, office="king"), {"known": "chair, teller"}, draft),
    Case("unknown_person", lambda: appoint(AN, person=9, office="teller"), {"person": 9}, draft),
    Case(
        "not_invited",
        lambda: appoint(AN, person=1, office="chair"),
        {"person": 1},
        brought(lambda: plan_meeting(AN, held_on=DAY)),
    ),
    Case("nothing_changed", lambda: appoint(AN, person=1, office="chair"), {}, ready),
]

AGENDA = [
    Case("nothing_changed", lambda: add_items(AN, organisations=[]), {}, draft),
    Case(
        "not_in_cycle", lambda: add_items(AN, organisations=[OUTSIDE, "huyen-uy"]), {"organisation": "huyen-uy"}, draft
    ),
    *(
        Case(
            "bad_minutes",
            lambda much=much: add_items(AN, organisations=[OUTSIDE], minutes=much),  # type: ignore[misc]
            {"minutes": much, "most": 480},
            draft,
        )
        for much in (-1, 481)
    ),
    Case("bad_minutes", lambda: change_item(AN, item=1, minutes=500), {}, draft),
    *(
        Case("unknown_item", lambda place=place: remove_item(AN, item=place), {"item": place, "count": 3}, draft)  # type: ignore[misc]
        for place in (0, 4, -1)
    ),
    Case("unknown_item", lambda: order_items(AN, items=[2, 9]), {"item": 9}, draft),
    Case("nothing_changed", lambda: order_items(AN, items=[1, 2]), {}, draft),
    Case("nothing_changed", lambda: change_item(AN, item=1), {}, draft),
    Case("not_in_block", lambda: lift_out(AN, organisations=[KIM]), {"organisation": KIM}, draft),
    Case("not_in_block", lambda: lift_out(AN, organisations=[OUTSIDE]), {"organisation": OUTSIDE}, draft),
    Case(
        "item_concluded",
        lambda: lift_out(AN, organisations=[BLOCK[1]]),
        {"item": 1},
        brought(opened_meeting, agreed_but_one),
    ),
    Case("item_concluded", lambda: remove_item(AN, item=2), {"item": 2}, brought(opened_meeting, decided)),
    Case("item_concluded", lambda: add_items(AN, organisations=[KIM]), {"item": 2}, brought(opened_meeting, decided)),
    Case("item_taken_up", lambda: remove_item(AN, item=1), {"item": 1}, brought(opened_meeting, to(1))),
    Case("item_taken_up", lambda: remove_item(AN, item=1), {}, brought(opened_meeting, to(1), to(2))),
    Case("item_taken_up", lambda: add_items(AN, organisations=[KIM]), {"item": 2}, brought(opened_meeting, to(2))),
    Case(
        "item_taken_up",
        lambda: remove_item(AN, item=3),
        {"item": 3},
        brought(opened_meeting, lambda: note_speech(AN, text="Ý kiến", item=3)),
    ),
    Case("meeting_sealed", lambda: add_items(AN, organisations=[OUTSIDE]), HELD, sealed),
]

PRESENCE = [
    Case("meeting_not_ready", lambda: attend(AN, people=[1], state="present"), {"meeting": 1}, draft),
    Case("unknown_attendance", lambda: attend(AN, people=[1], state="asleep"), {"state": "asleep"}, ready),
    Case("unknown_attendance", lambda: attend(AN, people=[1], state="invited"), {}, ready),
    Case("unknown_person", lambda: attend(AN, people=[1, 9], state="left"), {"person": 9}, opened),
    Case("nothing_changed", lambda: attend(AN, people=[1, 2], state="present"), {}, ready),
    Case("nothing_changed", lambda: attend(AN, people=[], state="present"), {}, ready),
    Case("nothing_changed", lambda: invite(AN, people=[1, 2]), {}, draft),
    Case("not_present", lambda: attend(AN, people=[1], state="left"), {"person": 1}, brought(nobody_noted)),
    Case(
        "not_present",
        lambda: attend(AN, people=[5], state="left"),
        {"person": 5, "post": "Chánh Văn phòng"},
        brought(opened_meeting, lambda: attend(AN, people=[5], state="left")),
    ),
    Case("attendance_order", lambda: attend(AN, people=[5], state="left", at="07:30"), {"person": 5}, opened),
    Case("clock_ahead", lambda: attend(AN, people=[5], state="left", at="23:00"), {"text": "23:00"}, opened),
    Case("bad_clock", lambda: attend(AN, people=[5], state="left", at=" "), {"text": " "}, opened),
    Case("bad_clock", lambda: attend(AN, people=[5], state="late", expected="mai"), {"text": "mai"}, opened),
    Case("meeting_sealed", lambda: attend(AN, people=[5], state="left"), HELD, sealed),
    Case("meeting_sealed", lambda: invite(AN, people=[5]), HELD, sealed),
    Case("meeting_sealed", lambda: appoint(AN, person=2, office="chair"), HELD, sealed),
]

ROOM = [
    Case("meeting_not_open", to("next"), {}, ready),
    Case("meeting_recess", to("next"), {"meeting": 1}, resting),
    Case("meeting_sealed", to("next"), HELD, sealed),
    Case("agenda_end", to("next"), {}, brought(opened_meeting, to(3))),
    Case("agenda_begin", to("previous"), {}, brought(opened_meeting, to(1))),
    Case("unknown_item", to("first"), {"item": "first", "count": 3}, opened),
    Case("unknown_item", to(4), {"item": 4}, opened),
    Case("nothing_changed", to(2), {}, brought(opened_meeting, to(2))),
    Case("room_moved", lambda: move_room(AN, to="next", if_item=0), {"item": 1}, brought(opened_meeting, to(1))),
    Case("room_moved", lambda: settle_item(AN, state="parked", if_item=7), {"item": 1}, brought(opened_meeting, to(1))),
    Case("room_moved", lambda: agree_item(AN, item=2, if_item=7), {"item": 0}, opened),
    Case("no_room_item", lambda: agree_item(AN), {}, opened),
    Case("no_room_item", lambda: settle_item(AN, state="parked"), {}, opened),
    Case("unknown_item_state", lambda: settle_item(AN, item=1, state="concluded"), {"state": "concluded"}, opened),
    Case("skip_why", lambda: settle_item(AN, item=1, state="skipped", text=" "), {"item": 1}, opened),
    Case(
        "item_concluded", lambda: settle_item(AN, item=2, state="parked"), {"item": 2}, brought(opened_meeting, decided)
    ),
    Case(
        "nothing_changed",
        lambda: settle_item(AN, item=2, state="parked"),
        {},
        brought(opened_meeting, lambda: settle_item(AN, item=2, state="parked")),
    ),
    Case("nothing_changed", lambda: conclude_line(AN, item=1, text=""), {}, opened),
    Case("no_attendance", lambda: settle_item(AN, item=1, state="parked"), {}, brought(opened_meeting, everybody_left)),
    Case("speech_empty", lambda: note_speech(AN, text=" "), {}, opened),
    Case(
        "not_invited",
        lambda: note_speech(AN, text="x", person=6),
        {"person": 6, "post": "Khách"},
        brought(opened_meeting, lambda: add_person(AN, post="Khách", votes=False)),
    ),
    Case("unknown_person", lambda: note_speech(AN, text="x", person=9), {"person": 9}, opened),
    Case("unknown_item", lambda: note_speech(AN, text="x", item=9), {"item": 9}, opened),
    Case("meeting_not_open", lambda: note_speech(AN, text="x"), {}, ready),
    Case("meeting_sealed", lambda: note_speech(AN, text="x"), HELD, sealed),
]


def meetings_changed(move: Callable[..., object], *steps: Callable[[], object], state: str) -> Case:
    """A move of a meeting that cannot be made in its state."""
    name = move.__name__.removesuffix("_meeting")
    return Case("meeting_move", lambda: move(AN), {"meeting": 1, "meeting_state": state, "move": name}, brought(*steps))


MOVES = [
    meetings_changed(open_meeting, planned, state="draft"),
    meetings_changed(ready_meeting, gathered, state="prepared"),
    meetings_changed(redraft_meeting, opened_meeting, state="open"),
    meetings_changed(recess_meeting, in_recess, state="recess"),
    meetings_changed(close_meeting, in_recess, state="recess"),
    meetings_changed(resume_meeting, opened_meeting, state="open"),
]

MEETING_CASES = [*PEOPLE, *LIFE, *MOVES, *AGENDA, *PRESENCE, *ROOM]
