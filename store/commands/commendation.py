"""Putting organisations forward for a commendation, and deciding on it in a meeting that sits."""

from __future__ import annotations

from store.commands.assessment import the_assessment
from store.commands.base import Change, Row, command, tidy
from store.commands.deciding import Session, session_for
from store.db.tables import Commendation
from store.errors import Refused
from store.queries.commendation import CandidateView, commendations
from store.rules.commendation import DECLINED, GRANTED, KINDS, NOMINATED
from store.rules.predicates import FAIL, UNKNOWN
from store.rules.roles import FINAL


@command
def nominate(change: Change, *, organisation: str, kind: str, note: str | None = None, cycle: str | None = None) -> str:
    """Put an organisation forward; answers its code.

    Raises ``Refused`` for the role, an unknown kind, one that is put forward already, a condition that fails (an open
    case among them), or, without words, one that cannot be told.
    """
    change.act("nominate")
    row, _scheme = the_assessment(change, organisation, cycle)
    if kind not in KINDS:
        raise Refused("unknown_commendation", kind=kind, known=", ".join(KINDS))
    found = _candidate(row, kind)
    if found.state is not None:
        raise Refused("nominated_already", tt=row["tt"], name=row["name"])
    failed = next((each for each in found.conditions if each.outcome == FAIL), None)
    if failed is not None:
        raise Refused(f"not_eligible_{failed.code}", tt=row["tt"], name=row["name"])
    said = tidy(note)
    if found.outcome == UNKNOWN and said is None:
        raise Refused("eligibility_unknown", tt=row["tt"], name=row["name"])
    change.insert(
        Commendation,
        id=change.new_key(),
        cycle=row["cycle"],
        organisation=organisation,
        kind=kind,
        state=NOMINATED,
        note=said,
    )
    return organisation


@command
def decide_commendation(
    change: Change,
    *,
    organisation: str,
    kind: str,
    granted: bool,
    note: str | None = None,
    cycle: str | None = None,
) -> str:
    """Grant or decline a nomination in a meeting that sits; answers the organisation.

    Raises ``Refused`` for the role, without a nomination, where no meeting of the cycle sits, where it stands so
    already, or for granting where a condition fails by now.
    """
    change.act("decide_commendation")
    row, _scheme = the_assessment(change, organisation, cycle)
    session = _session(change, row["cycle"])
    held = change.find(Commendation, cycle=row["cycle"], organisation=organisation, kind=kind)
    if held is None:
        raise Refused("not_nominated", tt=row["tt"], name=row["name"])
    state = GRANTED if granted else DECLINED
    if held["state"] == state:
        raise Refused("nothing_changed")
    failed = next((each for each in _candidate(row, kind).conditions if each.outcome == FAIL), None)
    if granted and failed is not None:
        what = f"commendation.condition.{failed.code}"
        raise Refused("no_longer_eligible", tt=row["tt"], name=row["name"], what=what)
    change.update(Commendation, held, state=state, note=tidy(note) or held["note"], meeting=session.key)
    return organisation


def _candidate(row: Row, kind: str) -> CandidateView:
    """An assessment's organisation against a kind."""
    rows = commendations(row["cycle"]).rows
    return next(each for each in rows if (each.organisation, each.kind) == (row["organisation"], kind))


def _session(change: Change, cycle: str) -> Session:
    """The meeting that sits; without one it is said of commendations, not of levels."""
    try:
        session = session_for(change, FINAL, cycle)
    except Refused as refused:
        if refused.code == "meeting_not_open":
            raise Refused("commending_no_meeting") from refused
        raise
    if session is None:
        raise Refused("commending_no_meeting")
    return session
