"""Putting organisations forward for a commendation, and deciding on it in a meeting that sits."""

from __future__ import annotations

from store.commands.assessment import the_assessment
from store.commands.base import Change, Row, command, tidy
from store.commands.deciding import Session, check_hands, session_for, stamp
from store.db.tables import Assessment, Commendation
from store.errors import Refused
from store.queries.commendation import CandidateView, commendations
from store.queries.sitting import tied
from store.queries.story import touch_of
from store.rules.commendation import DECLINED, GRANTED, KINDS, NOMINATED
from store.rules.meeting import Hands
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
    said = tidy(note)
    _expect_eligible(row, found, NOMINATED, said)
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
    if_state: str | None = None,
    hands: Hands | None = None,
) -> str:
    """Grant or decline a nomination in a meeting that sits, stamped with who was there; answers the organisation.

    ``note`` are the decision's own words, ``if_state`` is what stood there when it was looked at, ``hands`` are needed
    where the meeting counts them. Raises ``Refused`` for the role, without a nomination, where no meeting of the cycle
    sits, where it stands otherwise than was seen or so already, for granting where a condition fails by now, and for
    hands that are missing or too few.
    """
    change.act("decide_commendation")
    row, _scheme = the_assessment(change, organisation, cycle)
    session = _session(change, row["cycle"])
    held = change.find(Commendation, cycle=row["cycle"], organisation=organisation, kind=kind)
    if held is None:
        raise Refused("not_nominated", tt=row["tt"], name=row["name"])
    state = GRANTED if granted else DECLINED
    if if_state not in (None, held["state"]):
        raise _decided_meanwhile(row, held)
    if held["state"] == state:
        raise Refused("nothing_changed")
    said = tidy(note)
    _expect_eligible(row, _candidate(row, kind), state, said)
    recused = tied(organisation) & set(session.presence.voting)
    check_hands(session, hands, recused)
    change.update(Commendation, held, state=state, decided_note=said, meeting=session.key)
    stamp(change, session, state, None, said, hands, recused)
    return organisation


def expect_eligible(change: Change, image: Row) -> None:
    """Refuse a nomination, or a grant, that could not be made today, by its row; raises as the commands do."""
    row = rated_as(change, image)
    if row is not None:
        _expect_eligible(row, _candidate(row, str(image["kind"])), str(image["state"]), image["note"])


def rated_as(change: Change, image: Row) -> Row | None:
    """The assessment in the cycle of a nomination, by its row."""
    return change.find(Assessment, cycle=image["cycle"], organisation=image["organisation"])


def _expect_eligible(row: Row, found: CandidateView, state: str, note: str | None) -> None:
    """What the conditions must allow for a state: what fails neither, and what nobody knows no silence."""
    failed = next((each for each in found.conditions if each.outcome == FAIL), None)
    who = {"tt": row["tt"], "name": row["name"]}
    if state == NOMINATED and failed is not None:
        raise Refused(f"not_eligible_{failed.code}", **who)
    if state == NOMINATED and found.outcome == UNKNOWN and note is None:
        raise Refused("eligibility_unknown", **who)
    if state == GRANTED and failed is not None:
        raise Refused("no_longer_eligible", what=f"commendation.condition.{failed.code}", **who)


def _decided_meanwhile(row: Row, held: Row) -> Refused:
    """Who made of a nomination what it is now, and when."""
    touch = touch_of(int(held["version"]))
    return Refused(
        "commendation_changed",
        tt=row["tt"],
        name=row["name"],
        what=f"commending.state.{held['state']}",
        actor=touch.actor if touch else None,
        post=touch.post if touch else None,
        at=touch.at if touch else None,
    )


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
