"""Any walk through meetings, room, levels and undoing: the proof holds, and what is final was set where one sat."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from store.commands.agenda import add_items, lift_out, order_items, remove_item
from store.commands.assessment import adjust, agree, rate
from store.commands.attendance import attend
from store.commands.meeting import (
    appoint,
    close_meeting,
    open_meeting,
    ready_meeting,
    recess_meeting,
    redraft_meeting,
    reopen_meeting,
    resume_meeting,
)
from store.commands.people import tie_person, untie_person
from store.commands.room import agree_item, conclude_line, move_room, note_speech, settle_item
from store.commands.undoing import redo, undo
from store.commands.wording import add_words
from store.errors import Refused
from store.queries.meeting import meetings
from store.queries.verification import verify
from store.rules.meeting import ACTIVE, CONCLUDED, SITTING
from tests.kit.meetings import ALONE, BLOCK, OUTSIDE, gathered, opened_meeting, seated_store
from tests.kit.stores import AN, BINH, DUNG, newest, opened, sql

CODES = (*BLOCK, *ALONE, OUTSIDE)
MAY_BE_REFUSED = frozenset(
    "role same_level nothing_to_keep nothing_to_undo nothing_to_redo undo_changed_since already_undone not_undoable "
    "undo_depended redo_depended undo_overtaken undo_rested_on nothing_changed no_adjustment check_note_missing "
    "cap_note_missing "
    "note_missing meeting_move meeting_not_open meeting_recess meeting_sealed meeting_other meeting_not_ready "
    "meeting_unfinished agenda_empty agenda_end agenda_begin no_attendance no_chair no_room_item reopen_chair "
    "unknown_item not_present attendance_order not_in_block item_concluded item_taken_up tied tie_exists no_tie".split()
)

people = st.sampled_from([AN, AN, AN, DUNG, DUNG, BINH])
codes = st.sampled_from(CODES)
several = st.lists(codes, min_size=1, max_size=3, unique=True)
places = st.integers(1, 5)
chairs = st.sampled_from([1, 3])
seats = st.lists(st.integers(1, 5), min_size=1, max_size=3, unique=True)

Step = Callable[[], object]


def step(act: Callable[..., object], **how: st.SearchStrategy[Any]) -> st.SearchStrategy[Step]:
    """A call of a command with drawn arguments; ``who`` is its actor."""

    def bound(who: str, **given: Any) -> Step:
        return lambda: act(who, **given)

    return st.builds(bound, **{"who": people, **how})


just = st.just
life = st.one_of(
    step(close_meeting, leave_rest=just(True)),
    step(reopen_meeting, who=just(DUNG), why=just("Đơn khiếu nại")),
    step(recess_meeting),
    step(resume_meeting, who=just(AN)),
    step(lambda who: gathered(), who=just(AN)),
    step(open_meeting, who=just(AN)),
    step(redraft_meeting, who=just(AN)),
    step(ready_meeting, who=just(AN)),
)
persons = st.one_of(
    step(appoint, who=just(AN), person=chairs, office=just("chair")),
    step(attend, who=just(AN), people=seats, state=st.sampled_from(["present", "left", "present"])),
    step(tie_person, who=just(AN), person=chairs, organisation=codes),
    step(untie_person, who=just(AN), person=chairs, organisation=codes),
)
agenda = st.one_of(
    step(add_items, who=just(AN), organisations=several, block=st.booleans()),
    step(lift_out, who=just(AN), organisations=several),
    step(remove_item, who=just(AN), item=places),
    step(order_items, who=just(AN), items=st.lists(places, min_size=1, max_size=3)),
)
room = st.one_of(
    step(move_room, to=st.sampled_from(["next", "next", "previous", 1, 2, 3])),
    step(
        settle_item,
        state=st.sampled_from(["parked", "discussed", "skipped"]),
        text=just("lời"),
        item=st.none() | places,
    ),
    step(conclude_line, text=st.sampled_from(["lời", "lời khác"]), item=places),
    step(note_speech, who=just(AN), text=just("Xin nói"), item=st.none() | places),
)
levels = st.one_of(
    step(agree_item, lifted=st.lists(codes, max_size=1), item=st.none() | places, note=just("x")),
    step(agree, organisations=several, stage=st.sampled_from(["final", "proposed"]), note=just("x")),
    step(
        adjust,
        organisation=codes,
        level=st.sampled_from(["HT", "KHT"]),
        stage=st.sampled_from(["final", "final", "proposed"]),
        reason=just("target"),
        note=st.sampled_from(["x", "x", None]),
    ),
    step(rate, organisation=codes, self_level=st.sampled_from(["HT", "TOT"])),
    step(add_words, organisation=codes, note=st.sampled_from(["lời", "lời khác"])),
)
deciding = st.one_of(
    step(agree_item, lifted=st.lists(codes, max_size=1), item=st.none() | places, note=just("x")),
    step(
        adjust,
        organisation=codes,
        level=st.sampled_from(["HT", "KHT"]),
        stage=just("final"),
        reason=just("target"),
        note=just("x"),
    ),
)
backwards = st.one_of(
    step(undo),
    step(redo),
    step(lambda who, back: undo(who, entry=newest() - back), back=st.integers(0, 5)),
)
kinds = [life, agenda, persons, room, room, levels, deciding, deciding, deciding, backwards, backwards]
steps = st.sampled_from(kinds).flatmap(lambda kind: kind)


def walk(taken: Step) -> None:
    """One step, or a refusal; no other fault passes, and a refusal leaves no entry."""
    before = newest()
    try:
        taken()
    except Refused as refused:
        assert refused.code in MAY_BE_REFUSED, refused
        assert newest() == before


def check_meetings() -> None:
    """One sits at a time, with one chair; the room is at an item that is there; no item is empty."""
    told = meetings()
    assert sum(each.state in ACTIVE for each in told) <= 1
    assert sql("SELECT 1 FROM appointment WHERE office = 'chair' GROUP BY meeting HAVING count(*) > 1") == []
    for each in told:
        assert each.item is None or each.room is not None
        assert [item.place for item in each.items] == list(range(1, len(each.items) + 1))
        assert all(item.units for item in each.items)
        for item in each.items:
            assert item.state != CONCLUDED or any(done.item == item.key for done in each.conclusions)


def check_sessions() -> None:
    """Whatever moved a final level lies in a meeting that sat then, and was stamped where it is not a taking back."""
    state: dict[str, str] = {}
    stamped = {
        entry for (entry,) in sql('SELECT entry FROM journal_row WHERE "table" = ? AND after NOTNULL', "conclusion")
    }
    rows = sql(
        'SELECT e.id, e.action, e.meeting, r."table", r.before, r.after FROM journal_row r '
        "JOIN journal_entry e ON e.id = r.entry ORDER BY r.entry, r.n"
    )
    for entry, action, number, table, before, after in rows:
        was, now = (json.loads(text) if text else {} for text in (before, after))
        if table == "assessment" and was and was["final_level"] != now["final_level"]:
            assert state.get(number) in SITTING, (entry, action)
            assert entry in stamped or action in ("undo", "redo"), (entry, action)
        if table == "meeting" and now:
            state[str(now["number"])] = now["state"]
    for (meeting,) in sql("SELECT meeting FROM adjustment WHERE stage = 'final'"):
        assert meeting is not None


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("walks")


@settings(
    max_examples=settings().max_examples // 6,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # telling a walk shorter would take minutes
)
@given(taken=st.lists(steps, min_size=20, max_size=50))
def test_any_walk_keeps_the_proof_and_decides_only_where_one_sits(folder: Path, taken: list[Step]) -> None:
    path = folder / "walk.db"
    path.unlink(missing_ok=True)
    with opened(seated_store(path)):
        opened_meeting()
        for each in taken:
            walk(each)
            check_meetings()
        check_sessions()
        assert verify().difference is None
