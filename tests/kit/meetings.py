"""A table with people at it, and a meeting brought as far as a test wants it; the same each time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from store.commands.agenda import add_items
from store.commands.assessment import rate
from store.commands.attendance import attend, invite
from store.commands.meeting import (
    appoint,
    close_meeting,
    open_meeting,
    plan_meeting,
    ready_meeting,
    recess_meeting,
)
from store.commands.people import add_person
from store.errors import Fact, Refused
from store.queries.meeting import meeting
from store.rules.meeting import CHAIR_CONCLUDES
from tests.kit.prepared import grown
from tests.kit.stores import AN, BINH, DUNG, everything

POSTS = (
    "Bí thư Huyện ủy",
    "Phó Bí thư Thường trực",
    "Trưởng Ban Tổ chức",
    "Chủ nhiệm Ủy ban Kiểm tra",
    "Chánh Văn phòng",
)
"""Who sits at the table, by number from 1 on; all but the last vote. Three are a majority, and enough to sit."""

CHAIRED = 1
"""The person who chairs; the account is ``DUNG``'s, who else only looks."""

LOGINS = {1: DUNG, 3: BINH, 5: AN}
"""Who of them has an account."""

BLOCK = ("xa-chi-lang", "xa-hung-viet", "xa-hung-son", "xa-khang-chien")
ALONE = ("xa-kim-dong", "xa-bac-ai")
"""The agenda: a block of four, then two of their own."""

OUTSIDE = "xa-tan-minh"
"""One that is on no agenda."""

DAY = "20/12/2019"
"""The day on which the test clock begins."""


def seated() -> int:
    """People with posts and votes, some with accounts; answers how many."""
    for number, post in enumerate(POSTS, 1):
        add_person(AN, post=post, votes=number < len(POSTS), login=LOGINS.get(number))
    return len(POSTS)


def rated(organisations: Sequence[str] = (*BLOCK, *ALONE, OUTSIDE), level: str = "TOT") -> None:
    """Self-ratings, so that there is something to keep."""
    for code in organisations:
        rate(AN, organisation=code, self_level=level)


def planned(decides: str = CHAIR_CONCLUDES, cycle: str | None = None) -> int:
    """A meeting with its agenda and everybody invited; answers its number."""
    number = plan_meeting(AN, held_on=DAY, decides=decides, cycle=cycle).value
    add_items(AN, organisations=BLOCK, block=True, meeting=number)
    add_items(AN, organisations=ALONE, meeting=number)
    invite(AN, people=range(1, len(POSTS) + 1), meeting=number)
    return number


def gathered(decides: str = CHAIR_CONCLUDES, cycle: str | None = None) -> int:
    """Prepared, everybody there, the chair appointed."""
    number = planned(decides, cycle)
    ready_meeting(AN, meeting=number)
    attend(AN, people=range(1, len(POSTS) + 1), state="present", meeting=number)
    appoint(AN, person=CHAIRED, office="chair", meeting=number)
    return number


def opened_meeting(decides: str = CHAIR_CONCLUDES, cycle: str | None = None) -> int:
    """A meeting that sits; the room has no item yet."""
    number = gathered(decides, cycle)
    open_meeting(AN, meeting=number)
    return number


def in_recess() -> int:
    """A meeting in its recess."""
    number = opened_meeting()
    recess_meeting(AN)
    return number


def closed_meeting() -> int:
    """A meeting that is closed and sealed; nothing was concluded."""
    number = opened_meeting()
    close_meeting(AN, leave_rest=True)
    return number


def _seated() -> None:
    seated()
    rated()


def _sitting() -> None:
    _seated()
    opened_meeting()


seated_store = grown(_seated)
"""A store with people and self-ratings, and no meeting."""

sitting_store = grown(_sitting)
"""A store with a meeting that sits; the room has no item yet."""


def refusal(act: Callable[[], object]) -> tuple[str, Mapping[str, Fact]]:
    """What something is refused with, which must change nothing; code and facts."""
    before = everything()
    try:
        act()
    except Refused as refused:
        assert everything() == before
        return refused.code, refused.facts
    raise AssertionError("nothing was refused")


def items() -> list[tuple[int, str, str, tuple[str, ...]]]:
    """The agenda: place, kind, state, organisations."""
    return [(each.place, each.kind, each.state, each.organisations) for each in meeting().items]


def room() -> int | None:
    """The place at which the room is; what its meeting names is always there."""
    told = meeting()
    assert told.item is None or told.room is not None, "the room is at an item that is not there"
    return None if told.room is None else told.room.place
