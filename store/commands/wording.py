"""Words for an adjustment that was made without them: they are owed until the meeting closes."""

from __future__ import annotations

from store.commands.assessment import the_assessment
from store.commands.base import Change, command, expect_version, tidy
from store.commands.dossier import Entered, touch
from store.db.tables import Adjustment
from store.errors import Refused


@command
def add_words(
    change: Change, *, organisation: str, note: str, cycle: str | None = None, if_version: int | None = None
) -> Entered:
    """Write the words of the organisation's newest adjustment that has a reason, in place of what stood there.

    Raises ``Refused`` for the role, no such adjustment or no words, ``Stale`` for a version that is not the current.
    """
    change.act("add_words")
    row, _scheme = the_assessment(change, organisation, cycle)
    expect_version(row, if_version)
    said = tidy(note)
    if said is None:
        raise Refused("words_missing")
    query = Adjustment.select().where(Adjustment.assessment == row["id"], Adjustment.reason.is_null(False))
    newest = query.order_by(Adjustment.id.desc()).dicts().first()
    if newest is None:
        raise Refused("no_adjustment", tt=row["tt"], name=row["name"])
    if newest["note"] != said:
        change.update(Adjustment, newest, about=organisation, note=said)
        touch(change, row)
    return Entered(organisation, row["tt"], row["name"], "note", said)
