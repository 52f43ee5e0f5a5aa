"""A committee that sits: made-up figures, a chair, members with laptops, a meeting open or about to be opened.

``an`` is the secretary; ``bi-thu`` chairs; ``pho`` and ``kiem-tra`` follow; ``chi`` only looks.
"""

from __future__ import annotations

from pathlib import Path

from seed.demo import create_demo
from store.commands.account import add_account
from store.commands.agenda import add_items
from store.commands.attendance import attend, invite
from store.commands.meeting import appoint, open_meeting, plan_meeting, ready_meeting
from store.commands.people import change_person, set_area
from store.live.preferences import prefer
from store.queries.comparison import comparison
from store.queries.meeting import people
from tests.kit.prepared import prepared
from tests.kit.stores import opened
from tui.personal import WELCOMED

CHAIR, DEPUTY = "bi-thu", "pho"
"""The chair and a member, who follows the three organisations that come after the block."""

SINGLE = ("xa-kim-dong", "xa-tan-yen", "xa-bac-ai", "tt-that-khe", "xa-khanh-long")
"""Who is taken up one by one, in this order, after the block."""

BLOCK = 12
"""So many are agreed in one motion, in the committee's order."""

VOTING = 13


def _ready(path: Path) -> None:
    create_demo(path, "an")
    with opened(path):
        for login, person in ((CHAIR, 1), (DEPUTY, 2)):
            add_account("an", login=login, roles=["member"], post=people()[person - 1].post)
            change_person("an", person=person, login=login)
        for login in ("an", "binh", "kiem-tra", "chi", CHAIR, DEPUTY):
            prefer(login, WELCOMED, "1")
        set_area("an", person=2, organisations=["xa-tan-yen"])
        plan_meeting("an", held_on="27/12/2019", starts="08:00", place="Phòng họp Huyện ủy")
        rows = comparison().rows
        agreed = [row.organisation for row in rows if row.organisation not in SINGLE and row.kept is not None]
        add_items("an", organisations=agreed[:BLOCK], block=True)
        for code in SINGLE:
            add_items("an", organisations=[code])
        everybody = [each.number for each in people()]
        invite("an", people=everybody)
        ready_meeting("an")
        attend("an", people=everybody[:11], state="present")
        appoint("an", person=1, office="chair")


def _sitting(path: Path) -> None:
    _ready(path)
    with opened(path):
        open_meeting("an")


ready = prepared(_ready)
"""Prepared and called: eleven of thirteen are there, and nobody has opened the meeting."""

sitting = prepared(_sitting)
"""Open; the room is at no item yet."""
