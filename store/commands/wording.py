"""Words for an adjustment that was made without them: they are owed until the meeting closes."""

from __future__ import annotations

from store.commands.assessment import the_assessment
from store.commands.base import Change, command, expect_version, tidy
from store.commands.deciding import expect_unsealed
from store.commands.dossier import Entered, touch
from store.db.tables import Adjustment, Meeting
from store.errors import Refused
from store.rules.roles import FINAL


@command
def add_words(
    change: Change, *, organisation: str, note: str, cycle: str | None = None, if_version: int | None = None
) -> Entered:
    """Write the words of the organisation's newest adjustment that has a reason, in place of what stood there.

    A decision of a meeting that has none yet comes first: without them the meeting cannot be closed.
    Raises ``Refused`` for the role, no such adjustment or no words, ``Stale`` for a version that is not the current.
    """
    change.act("add_words")
    row, _scheme = the_assessment(change, organisation, cycle)
    expect_version(row, if_version)
    said = tidy(note)
    if said is None:
        raise Refused("words_missing")
    query = Adjustment.select().where(Adjustment.assessment == row["id"]).order_by(Adjustment.id.desc())
    made = list(query.dicts())
    decided = [each for each in made if each["stage"] == FINAL][:1]
    owing = [each for each in decided if each["meeting"] and each["reason"] and not each["note"]]
    newest = next((each for each in (*owing, *made) if each["reason"] is not None), None)
    if newest is None:
        raise Refused("no_adjustment", tt=row["tt"], name=row["name"])
    held = change.find(Meeting, id=newest["meeting"])
    expect_unsealed(change, None if held is None else str(held["number"]))
    if newest["note"] != said:
        change.update(Adjustment, newest, about=organisation, note=said)
        touch(change, row)
    return Entered(organisation, row["tt"], row["name"], "note", said)
