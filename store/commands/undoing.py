"""Undo and redo: the inverse of an entry as a new entry."""

from __future__ import annotations

import json
from typing import Any

import peewee

from store.commands.assessment import OPEN
from store.commands.base import Change, Row, command
from store.db.tables import BY_NAME, Cycle, JournalEntry, JournalRow, Record
from store.errors import Refused
from store.queries.story import latest_touch
from store.queries.undoing import is_undone, last_undoable, last_undone
from store.rules.roles import UNDOABLE


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
    change.act(action)
    change.action, change.undoes = "undo", target
    _invert(change, target)
    return target


@command
def redo(change: Change) -> int:
    """Do again what the person last took back; answers the number of the entry done again.

    Raises ``Refused`` where nothing was taken back, or for the same causes as ``undo``.
    """
    undoing = last_undone(change.actor)
    if undoing is None:
        raise Refused("nothing_to_redo")
    original = _undoes(undoing)
    change.act(_action(original))
    change.action, change.undoes = "redo", undoing
    _invert(change, undoing)
    return original


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
    for row in list(rows):
        model = BY_NAME[row["table"]]
        before = None if row["before"] is None else json.loads(row["before"])
        after = None if row["after"] is None else json.loads(row["after"])
        image: Row = before or after or {}
        now = _current(change, model, image)
        _check_cycle(image)
        if not _stands(now, before, after):
            _refuse_changed(entry, row["organisation"], now)
        _put_back(change, model, row["organisation"], before, after, now)


def _current(change: Change, model: type[Record], image: Row) -> Row | None:
    key = str(model._meta.primary_key.name)
    return change.find(model, **{key: image[key]})


def _stands(now: Row | None, before: Row | None, after: Row | None) -> bool:
    """Whether the columns that the entry changed still are as it left them."""
    if now is None or after is None:
        return now is None and after is None
    changed = [name for name in after if name != "version" and (before is None or before[name] != after[name])]
    return all(now[name] == after[name] for name in changed)


def _put_back(
    change: Change, model: type[Record], about: str | None, before: Row | None, after: Row | None, now: Row | None
) -> None:
    try:
        if before is None and now is not None:
            change.delete(model, now, about=about)
        elif before is not None and now is None:
            change.insert(model, about=about, **before)
        elif before is not None and after is not None and now is not None:
            changed = {name: before[name] for name in before if name != "version" and before[name] != after[name]}
            change.update(model, now, about=about, **changed)
    except peewee.IntegrityError as fault:
        raise Refused("undo_depended", organisation=about) from fault


def _check_cycle(image: Row) -> None:
    if "cycle" not in image:
        return
    state = Cycle.select(Cycle.state).where(Cycle.code == image["cycle"]).tuples().first()
    if state is None or state[0] != OPEN:
        raise Refused("cycle_closed", cycle=image["cycle"])


def _refuse_changed(entry: int, organisation: str | None, now: Row | None) -> None:
    touch = latest_touch(organisation, after=entry) if organisation else None
    raise Refused(
        "undo_changed_since",
        at=_header(entry)["at"],
        organisation=organisation,
        name=(now or {}).get("name"),
        tt=(now or {}).get("tt"),
        actor=touch.actor if touch else None,
        post=touch.post if touch else None,
        changed_at=touch.at if touch else None,
    )
