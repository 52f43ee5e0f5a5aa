"""What the store declines of deciding in a meeting: without one, in recess, sealed, by the tied, by too few hands."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from store.commands.agenda import change_item
from store.commands.assessment import agree
from store.commands.meeting import close_meeting, plan_meeting, recess_meeting
from store.commands.people import tie_person
from store.commands.room import agree_item, note_speech
from store.commands.undoing import redo, undo
from store.commands.wording import add_words
from store.rules.meeting import HANDS, Hands
from tests.kit.meetings import ALONE, BLOCK, DAY, opened_meeting, rated
from tests.kit.stores import AN, DUNG, newest
from tests.store.meeting_refusals import (
    FIRST,
    HELD,
    agreed_but_one,
    brought,
    closed,
    decided,
    draft,
    everybody_left,
    opened,
    ready,
    resting,
    sealed,
    to,
)
from tests.store.refusal_cases import Case

KIM, AI = ALONE


def hands_decide() -> object:
    return opened_meeting(HANDS)


def worded() -> object:
    return add_words(AN, organisation=KIM, note="Đạt 9/15")


def shown(favour: int, against: int = 0, abstained: int = 0) -> object:
    return decided(hands=Hands(favour, against, abstained))


def undone_decision() -> None:
    decided()
    undo(AN)


LEVELS = [
    Case("meeting_not_open", decided, {}, draft),
    Case("meeting_not_open", decided, {}, ready),
    Case("role", lambda: decided(who=DUNG), {"role": "member", "action": "adjust_final"}, ready),
    Case("meeting_not_open", lambda: agree(AN, organisations=BLOCK, stage="final"), {}, sealed),
    Case("meeting_recess", decided, {"meeting": 1}, resting),
    Case("meeting_recess", lambda: agree_item(AN, item=1), {"meeting": 1}, resting),
    Case("no_attendance", decided, {"meeting": 1}, brought(opened_meeting, everybody_left)),
    Case(
        "same_level", lambda: agree_item(AN, item=1), {"tt": 1}, brought(opened_meeting, lambda: agree_item(AN, item=1))
    ),
    Case("not_in_block", lambda: agree_item(AN, item=1, lifted=[KIM]), {}, opened),
    Case("nothing_changed", lambda: agree_item(AN, item=1, lifted=BLOCK), {}, opened),
    Case(
        "tied",
        lambda: agree(AN, organisations=[FIRST, KIM], stage="final"),
        {"tt": 22, "name": "Xã Kim Đồng"},
        brought(opened_meeting, lambda: tie_person(AN, person=5, organisation=KIM)),
    ),
    Case(
        "tied",
        lambda: agree_item(DUNG, item=1),
        {"tt": 2},
        brought(opened_meeting, lambda: tie_person(AN, person=1, organisation=BLOCK[1])),
    ),
    Case(
        "tied",
        lambda: undo(DUNG),
        {"tt": 22},
        brought(opened_meeting, lambda: decided(who=DUNG), lambda: tie_person(AN, person=1, organisation=KIM)),
    ),
    Case("hands_missing", decided, {}, brought(hands_decide)),
    Case("hands_missing", lambda: agree_item(AN, item=1), {}, brought(hands_decide)),
    Case("hands_too_many", lambda: shown(4, 1), {"raised": 5, "present": 4}, brought(hands_decide)),
    Case("hands_too_many", lambda: shown(4, -1), {}, brought(hands_decide)),
    Case("hands_too_many", lambda: shown(3, 1, 1), {"raised": 5}, opened),
    Case(
        "hands_too_many",
        lambda: shown(4),
        {"raised": 4, "present": 3},
        brought(hands_decide, lambda: tie_person(AN, person=2, organisation=KIM)),
    ),
    Case("hands_too_few", lambda: shown(2, 1, 1), {"favour": 2, "majority": 3}, brought(hands_decide)),
    Case("hands_too_few", lambda: shown(2), {}, opened),
]


def a_decision_sealed() -> Callable[[Path], None]:
    """Two decisions, one by each, that a closed meeting made."""
    return brought(opened_meeting, lambda: decided(AI, DUNG, note="Đạt 9/15"), lambda: decided(note="Đạt 9/15"), closed)


def taken_back_and_sealed() -> Callable[[Path], None]:
    return brought(opened_meeting, undone_decision, lambda: close_meeting(DUNG, leave_rest=True))


def agreed_and_ordered() -> None:
    """What was lifted out has been given a title since."""
    agreed_but_one()
    change_item(AN, item=2, title="Việc riêng")


def taken_back_before_meetings(path: Path) -> None:
    """A decision from before there were meetings."""
    rated()
    decided()
    plan_meeting(AN, held_on=DAY)


BACK = [
    Case("meeting_sealed", decided, HELD, a_decision_sealed()),
    Case("meeting_sealed", lambda: agree(AN, organisations=[KIM], stage="final"), HELD, a_decision_sealed()),
    Case("meeting_sealed", worded, HELD, a_decision_sealed()),
    Case("meeting_sealed", lambda: undo(AN), HELD, a_decision_sealed()),
    Case("meeting_sealed", lambda: redo(AN), HELD, taken_back_and_sealed()),
    Case("meeting_sealed", lambda: undo(DUNG), HELD, a_decision_sealed()),
    Case(
        "meeting_recess", lambda: undo(AN), {"meeting": 1}, brought(opened_meeting, decided, lambda: recess_meeting(AN))
    ),
    Case("meeting_recess", worded, {"meeting": 1}, brought(opened_meeting, decided, lambda: recess_meeting(AN))),
    Case("meeting_not_open", lambda: undo(AN), {}, taken_back_before_meetings),
    Case("not_undoable", lambda: undo(AN, entry=newest()), {}, opened),
    Case("not_undoable", lambda: undo(AN, entry=newest()), {}, brought(opened_meeting, to(1))),
    Case(
        "undo_overtaken",
        lambda: undo(AN, entry=newest() - 1),
        {"actor": AN},
        brought(opened_meeting, agreed_and_ordered),
    ),
    Case(
        "undo_rested_on",
        lambda: undo(AN, entry=newest() - 1),
        {},
        brought(opened_meeting, agreed_but_one, lambda: note_speech(AN, text="Xin nói", item=2)),
    ),
]

DECIDING_CASES = [*LEVELS, *BACK]
