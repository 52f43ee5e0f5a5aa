"""A cycle's terms and its end: deadlines, the reading of the cap's base, closing."""

from __future__ import annotations

from store.commands.assessment import OPEN, the_cycle
from store.commands.base import Change, as_date, command
from store.db.tables import Cycle
from store.errors import Refused
from store.queries.sitting import active_meeting
from store.rules.caps import BASES

CLOSED = "closed"
"""The state of a cycle in which nothing is set any more."""


def terms(
    dossier_due: str | None, prerequisites_due: str | None, decision_due: str | None, cap_base: str | None
) -> dict[str, str | None]:
    """The columns that are named: ``None`` leaves one as it is, an empty text takes it away.

    Raises ``Refused`` for a date that is none or an unknown reading of the cap's base.
    """
    dates = {"dossier_due": dossier_due, "prerequisites_due": prerequisites_due, "decision_due": decision_due}
    columns = {name: as_date(text) for name, text in dates.items() if text is not None}
    if cap_base is not None:
        base = cap_base.strip() or None
        if base is not None and base not in BASES:
            raise Refused("unknown_cap_base", text=cap_base, known=", ".join(BASES))
        columns["cap_base"] = base
    return columns


@command
def set_cycle(
    change: Change,
    *,
    code: str | None = None,
    dossier_due: str | None = None,
    prerequisites_due: str | None = None,
    decision_due: str | None = None,
    cap_base: str | None = None,
) -> str:
    """Set deadlines and the reading of the cap's base of a cycle that is open (by default the only one).

    What is ``None`` stays, an empty text takes it away; answers the cycle's code. Raises ``Refused`` for the role, a
    cycle that is not there or closed, a bad date, an unknown reading, or where nothing would change.
    """
    change.act("set_cycle")
    row = the_cycle(code)
    columns = terms(dossier_due, prerequisites_due, decision_due, cap_base)
    if any(row[name] != value for name, value in columns.items()):
        change.update(Cycle, row, **columns)
    return str(row["code"])


@command
def close_cycle(change: Change, *, code: str | None = None) -> str:
    """Close a cycle that is open (by default the only one); answers its code.

    Raises ``Refused`` for the role, a cycle that is not there or closed already, or a meeting that is not over.
    """
    change.act("close_cycle")
    row = the_cycle(code)
    if (begun := active_meeting(row["code"])) is not None:
        raise Refused("meeting_other", meeting=begun["number"], held_on=begun["held_on"])
    change.update(Cycle, row, state=CLOSED)
    return str(row["code"])


@command
def reopen_cycle(change: Change, *, code: str) -> str:
    """Open a closed cycle again; answers its code.

    Raises ``Refused`` for the role, a cycle that is not there, or where nothing would change.
    """
    change.act("reopen_cycle")
    row = change.find(Cycle, code=code)
    if row is None:
        raise Refused("unknown_cycle", cycle=code)
    if row["state"] != OPEN:
        change.update(Cycle, row, state=OPEN)
    return code
