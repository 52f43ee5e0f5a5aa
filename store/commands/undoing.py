"""Undo and redo: the inverse of an entry as a new entry."""

from __future__ import annotations

import json
from typing import Any

import peewee

from store.commands.assessment import OPEN
from store.commands.base import Change, Row, command
from store.commands.commendation import expect_eligible, rated_as
from store.commands.deciding import expect_unsealed, expect_untied, hold_offices, session_for
from store.commands.items import step_back
from store.commands.remediation import expect_bare, expect_no_open_case
from store.commands.remediation_steps import expect_done, expect_outside
from store.db.tables import (
    BY_NAME,
    AgendaItem,
    Assessment,
    CaseVerification,
    Commendation,
    Cycle,
    JournalEntry,
    JournalRow,
    Meeting,
    OrganisationPeriod,
    Record,
    RemediationCase,
    table_name,
)
from store.errors import Refused
from store.queries.carried import quoting_cycles
from store.queries.remediation_rights import leads_case
from store.queries.story import latest_touch, touch_of
from store.queries.undoing import is_undone, last_undoable, last_undone
from store.rules.commendation import GRANTED
from store.rules.meeting import HALF, PENDING
from store.rules.remediation import CLOSED
from store.rules.roles import FINAL, TEAM_LEAD, UNDOABLE

_OF_LEVELS = ("adjust_final", "agree_final")
"""What is taken back in a meeting that sits, as it was done in one."""

_IN_SESSION = (*_OF_LEVELS, "settle_item", "add_words", "decide_commendation")
"""What is not taken back in a recess."""

_CASE = table_name(RemediationCase)
CASE_TABLES = (_CASE, *(name for name in BY_NAME if name.startswith("case_")))
"""The tables of cases and their parts."""


@command
def undo(change: Change, *, entry: int | None = None) -> int:
    """Take back the person's last change, or the named entry; answers the number of the entry taken back.

    Raises ``Refused`` where there is nothing to undo, the entry cannot be undone or is undone already, somebody
    changed the same columns since, or role or cycle refuse today.
    """
    target = last_undoable(change.actor) if entry is None else entry
    if target is None:
        raise Refused("nothing_to_undo")
    action = _action(target)
    if action not in UNDOABLE:
        raise Refused("not_undoable", entry=target)
    if is_undone(target):
        raise Refused("already_undone", entry=target)
    _expect_today(change, target, action)
    change.action, change.undoes = "undo", target
    _invert(change, target)
    return target


@command
def redo(change: Change, *, entry: int | None = None) -> int:
    """Do again what the person last took back, only if it is the named entry; answers the number of that entry.

    Raises ``Refused`` where nothing (or something else) was taken back last, or for the same causes as ``undo``.
    """
    undoing = last_undone(change.actor)
    if undoing is None or entry not in (None, _undoes(undoing)):
        raise Refused("nothing_to_redo")
    original = _undoes(undoing)
    _expect_today(change, undoing, _action(original))
    change.action, change.undoes = "redo", undoing
    _invert(change, undoing)
    return original


def _expect_today(change: Change, entry: int, action: str) -> None:
    """Refuse what could not be done today: by role, by a meeting that is sealed or does not sit, by a tie."""
    held = _header(entry)["meeting"]
    if held is not None:
        hold_offices(change, change.find(Meeting, number=int(held)))
    cases = _cases(change, entry)
    if any(leads_case(change.actor, case["id"]) for case in cases):
        change.roles |= {TEAM_LEAD}
    for case in cases if action == "verify_case" else ():
        expect_outside(change, case)
    change.act(action)
    expect_unsealed(change, held, sits=action in _IN_SESSION)
    for image in _assessments(entry):
        expect_untied(change, image)
        if action in _OF_LEVELS:
            session_for(change, FINAL, str(image["cycle"]), str(image["organisation"]))
    for before, after in _of(entry, Commendation):
        commended = rated_as(change, after or before or {})
        if commended is not None:
            expect_untied(change, commended)


def _cases(change: Change, entry: int) -> list[Row]:
    """The cases that an entry or a part of which it changed, those that are there."""
    rows = JournalRow.select(JournalRow.table, JournalRow.before, JournalRow.after).where(JournalRow.entry == entry)
    keys: dict[int, None] = {}
    for table, before, after in rows.where(JournalRow.table.in_([*CASE_TABLES])).order_by(JournalRow.n).tuples():
        image = json.loads(after or before)
        keys[image["id" if table == _CASE else "case"]] = None
    found = (change.find(RemediationCase, id=key) for key in keys)
    return [case for case in found if case is not None]


def _assessments(entry: int) -> list[Row]:
    """The assessments that an entry changed, as it left them."""
    rows = JournalRow.select(JournalRow.after).where(
        JournalRow.entry == entry, JournalRow.table == "assessment", JournalRow.after.is_null(False)
    )
    return [json.loads(text) for (text,) in rows.order_by(JournalRow.n).tuples()]


def _of(entry: int, model: type[Record]) -> list[tuple[Row | None, Row | None]]:
    """Each row of a table that an entry changed, as it was before and after it."""
    rows = JournalRow.select().where(JournalRow.entry == entry, JournalRow.table == table_name(model))
    return [_images(row) for row in list(rows.order_by(JournalRow.n).dicts())]


def _header(entry: int) -> dict[str, Any]:
    found: dict[str, Any] | None = JournalEntry.select().where(JournalEntry.id == entry).dicts().first()
    if found is None:
        raise Refused("unknown_entry", entry=entry)
    return found


def _action(entry: int) -> str:
    return str(_header(entry)["action"])


def _undoes(entry: int) -> int:
    return int(_header(entry)["undoes"])


def _invert(change: Change, entry: int) -> None:
    rows = JournalRow.select().where(JournalRow.entry == entry).order_by(JournalRow.n.desc()).dicts()
    withdrawn = _withdrawn(change, entry)
    for row in list(rows):
        model = BY_NAME[row["table"]]
        if model is Meeting:
            continue  # where the room is nobody takes back
        before, after = _images(row)
        image: Row = before or after or {}
        now = _current(change, model, image)
        if model is not RemediationCase:
            _check_cycle(image)
        since = _changes_since(entry, row, _meant(model, before, after))
        if not _stands(model, now, before, after) or any(_is_live(later) for later in since):
            _refuse_changed(entry, row["organisation"], _assessment_of(model, image), since)
        _put_back(change, model, row["organisation"], before, after, now)
    _expect_sound(change, entry, withdrawn)


def _withdrawn(change: Change, entry: int) -> list[Row]:
    """The verifications that an entry made, as they are now."""
    made = [after["id"] for before, after in _of(entry, CaseVerification) if before is None and after is not None]
    found = [change.find(CaseVerification, id=key) for key in made]
    return [row for row in found if row is not None]


def _expect_sound(change: Change, entry: int, withdrawn: list[Row]) -> None:
    """Refuse what no command would have led to: of cases, of verifications taken out, of commendations."""
    for case in _cases(change, entry):
        expect_bare(case)
        if case["opened_on"] is not None and case["state"] != CLOSED:
            expect_no_open_case(case["organisation"], but=case["number"])
        if case["state"] == CLOSED:
            expect_done(case, "undo_case_ended")
    for verification in withdrawn:
        _expect_unquoted(change, verification)
    for before, after in _of(entry, Commendation):
        if before is not None and (after is None or after["state"] != GRANTED):  # a grant may always be taken back
            expect_eligible(change, before)


def _expect_unquoted(change: Change, verification: Row) -> None:
    """Refuse to take out a verification on which another entry's form rests; raises ``Refused``."""
    case = change.find(RemediationCase, id=verification["case"])
    cycles = () if case is None else quoting_cycles(case, verification["version"])
    if case is not None and cycles:
        raise Refused("verification_quoted", case=case["number"], cycle=cycles[0])


def _current(change: Change, model: type[Record], image: Row) -> Row | None:
    key = str(model._meta.primary_key.name)
    return change.find(model, **{key: image[key]})


def _stands(model: type[Record], now: Row | None, before: Row | None, after: Row | None) -> bool:
    """Whether the columns that the entry changed still are as it left them."""
    if now is None or after is None:
        return now is None and after is None
    return all(_seen(now, name) == _seen(after, name) for name in _meant(model, before, after))


def _seen(image: Row, column: str) -> object:
    """A value as undoing sees it: an item that the room left open is one that nothing was concluded of."""
    return PENDING if column == "state" and image[column] == HALF else image[column]


def _meant(model: type[Record], before: Row | None, after: Row | None) -> set[str]:
    """The columns that undoing goes by: not the time an item took, nor where one that comes or goes stands."""
    names = _changed(before, after)
    if model is AgendaItem:
        names -= {"spent", "position"} if before is None or after is None else {"spent"}
    return names


def _images(row: Row) -> tuple[Row | None, Row | None]:
    before, after = row["before"], row["after"]
    return None if before is None else json.loads(before), None if after is None else json.loads(after)


def _changed(before: Row | None, after: Row | None) -> set[str]:
    """The columns in which two images of a row differ, but for its version."""
    names = (after or before or {}).keys() - {"version"}
    return {name for name in names if before is None or after is None or before[name] != after[name]}


def _changes_since(entry: int, row: Row, columns: set[str]) -> list[int]:
    """The entries after this one that changed one of the row's columns, oldest first."""
    later = (
        JournalRow.select()
        .where(JournalRow.table == row["table"], JournalRow.key == row["key"], JournalRow.entry > entry)
        .order_by(JournalRow.entry)
        .dicts()
    )
    return [each["entry"] for each in list(later) if not columns.isdisjoint(_changed(*_images(each)))]


def _is_live(entry: int) -> bool:
    """Whether an entry is somebody's change (no undoing) and is not taken back."""
    return _action(entry) in UNDOABLE and not is_undone(entry)


def _put_back(
    change: Change, model: type[Record], about: str | None, before: Row | None, after: Row | None, now: Row | None
) -> None:
    try:
        if before is None and now is not None:
            if model is AgendaItem:
                step_back(change, now)
            change.delete(model, now, about=about)
        elif before is not None and now is None:
            change.insert(model, about=about, **before)
        elif before is not None and after is not None and now is not None:
            changed = {name: before[name] for name in _meant(model, before, after)}
            if model is AgendaItem and changed.get("state") == PENDING and now["spent"] and not _is_room(change, now):
                changed["state"] = HALF
            change.update(model, now, about=about, **changed)
    except peewee.IntegrityError as fault:
        if change.action == "redo":
            raise Refused("redo_depended", organisation=about) from fault
        raise Refused("undo_depended" if about else "undo_rested_on", organisation=about) from fault


def _is_room(change: Change, item: Row) -> bool:
    meeting = change.find(Meeting, id=item["meeting"])
    return meeting is not None and meeting["item"] == item["id"]


def _assessment_of(model: type[Record], image: Row) -> Row:
    """Number and name of the organisation that a row concerns, by its assessment, else as the register has it."""
    key = image["id"] if model is Assessment else image.get("assessment")
    found: Row | None = Assessment.select(Assessment.tt, Assessment.name).where(Assessment.id == key).dicts().first()
    if found is None and "organisation" in image:
        named = OrganisationPeriod.select(OrganisationPeriod.tt, OrganisationPeriod.name)
        found = (
            named.where(OrganisationPeriod.organisation == image["organisation"])
            .order_by(OrganisationPeriod.id.desc())
            .dicts()
            .first()
        )
    return found or {}


def _check_cycle(image: Row) -> None:
    cycle = image.get("cycle")
    if cycle is None and "assessment" in image:
        row = Assessment.select(Assessment.cycle).where(Assessment.id == image["assessment"]).tuples().first()
        cycle = row[0] if row else None
    if cycle is None:
        return
    state = Cycle.select(Cycle.state).where(Cycle.code == cycle).tuples().first()
    if state is None or state[0] != OPEN:
        raise Refused("cycle_closed", cycle=cycle)


def _refuse_changed(entry: int, organisation: str | None, whose: Row, since: list[int]) -> None:
    """Say who changed the columns last, of whatever else happened to the organisation."""
    last = max(since, default=entry)
    if organisation is None:
        later = touch_of(last) if since else None
        raise Refused(
            "undo_overtaken",
            at=_header(entry)["at"],
            actor=later.actor if later else None,
            post=later.post if later else None,
            changed_at=later.at if later else None,
        )
    touch = latest_touch(organisation, after=last - 1, until=last) if since else None
    raise Refused(
        "undo_changed_since",
        at=_header(entry)["at"],
        organisation=organisation,
        name=whose.get("name"),
        tt=whose.get("tt"),
        actor=touch.actor if touch else None,
        post=touch.post if touch else None,
        changed_at=touch.at if touch else None,
    )
