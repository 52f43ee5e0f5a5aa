"""A final level once a cycle has meetings: one must sit, who is there is stamped, the item is concluded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from store.commands.base import Change, Row
from store.commands.items import last_position, lift, put_item, units_of
from store.db.journal import canonical
from store.db.tables import Adjustment, AgendaItem, AgendaUnit, Assessment, Conclusion, Meeting
from store.errors import Refused
from store.queries.sitting import Presence, active_meeting, has_meetings, offices, person_of, presence, tied
from store.rules.meeting import BLOCK, CLOSED, CONCLUDED, HANDS, RECESS, SINGLE, Hands
from store.rules.roles import FINAL, may


@dataclass(frozen=True)
class Session:
    """The meeting that sits, as its row, with who is there."""

    meeting: Row
    presence: Presence

    @property
    def key(self) -> int:
        """The meeting's key."""
        return int(self.meeting["id"])


def session_for(change: Change, stage: str, cycle: str, organisation: str | None = None) -> Session | None:
    """The meeting in which a level of this stage is set, ``None`` where no meeting is needed.

    Raises ``Refused`` where one is needed and none sits: none has begun, it is in recess, or the one that decided is
    closed and sealed; and for the chair of another meeting.
    """
    if stage != FINAL:
        return None
    if not has_meetings(cycle):
        _expect_right(change, None)
        return None
    meeting = active_meeting(cycle)
    if meeting is None:
        raise _closed(cycle, organisation)
    _expect_right(change, meeting)
    return sit(change, meeting)


def hold_offices(change: Change, meeting: Row | None) -> None:
    """Let the actor's offices in one meeting count, and none of another."""
    held = frozenset[str]() if meeting is None else offices(change.actor, int(meeting["id"]))
    change.roles = change.roles - offices(change.actor) | held


def _expect_right(change: Change, meeting: Row | None) -> None:
    """An office counts in its own meeting only; raises ``Refused("role")``."""
    hold_offices(change, meeting)
    if change.action is not None and not may(change.roles, change.action):
        change.act(change.action)


def sit(change: Change, meeting: Row) -> Session:
    """A meeting that can decide now; raises ``Refused`` in recess or before anybody's attendance is recorded."""
    change.meeting = str(meeting["number"])
    if meeting["state"] == RECESS:
        raise Refused("meeting_recess", meeting=meeting["number"])
    here = presence(meeting)
    if not here.present:
        raise Refused("no_attendance", meeting=meeting["number"])
    return Session(meeting, here)


def expect_untied(change: Change, row: Row) -> None:
    """Refuse whoever has a tie to an assessment's organisation; raises ``Refused("tied")``."""
    me = person_of(change.actor)
    if me is not None and me in tied(str(row["organisation"])):
        raise Refused("tied", tt=row["tt"], name=row["name"])


def expect_unsealed(change: Change, meeting: str | None, *, sits: bool = True) -> None:
    """Refuse to take back what a meeting did that is closed or, where it must sit for it, in recess."""
    if meeting is None:
        return
    row = change.find(Meeting, number=int(meeting))
    change.meeting = meeting
    if row is not None and row["state"] == CLOSED:
        raise Refused("meeting_sealed", held_on=row["held_on"], meeting=row["number"])
    if row is not None and row["state"] == RECESS and sits:
        raise Refused("meeting_recess", meeting=row["number"])


def conclude_levels(
    change: Change,
    session: Session,
    kind: str,
    organisations: Iterable[str],
    hands: Hands | None,
    text: str | None,
    *,
    standing: Iterable[str] = (),
) -> None:
    """Stamp levels that were just set with who was there, and conclude the items that this decides whole.

    One organisation of a block becomes an item of its own; what is on no agenda comes to its end. ``standing`` are
    organisations that stand as decided already and hold up no block. Raises ``Refused`` for a show of hands that is
    missing, does not add up or has no majority.
    """
    codes = dict.fromkeys(organisations)
    recused = frozenset().union(*(tied(code) for code in codes)) & set(session.presence.voting)
    check_hands(session, hands, recused)
    items: dict[int, Row] = {}
    for item in _items_of(change, session.meeting, tuple(codes), {*codes, *standing}):
        items.setdefault(int(item["id"]), item)
    for key, item in items.items():
        if item["state"] != CONCLUDED:
            change.update(AgendaItem, item, state=CONCLUDED)
        stamp(change, session, kind, key, text, hands, recused)


def _items_of(change: Change, meeting: Row, codes: tuple[str, ...], decided: set[str]) -> Iterable[Row]:
    """The items in which organisations stand: whole ones, what is lifted out of a block, what is on no agenda."""
    outside = [code for code in codes if change.find(AgendaUnit, meeting=meeting["id"], organisation=code) is None]
    if outside:
        put_item(change, meeting, 1 + last_position(meeting), outside, kind=BLOCK if len(outside) > 1 else SINGLE)
    for code in codes:
        unit = change.find(AgendaUnit, meeting=meeting["id"], organisation=code)
        item = change.find(AgendaItem, id=unit["item"]) if unit else None
        if item is not None and not {each["organisation"] for each in units_of(item["id"])} <= decided:
            item = lift(change, meeting, code, concluded=True)
        if item is not None:
            yield item


def stamp(
    change: Change,
    session: Session,
    kind: str,
    item: int | None,
    text: str | None,
    hands: Hands | None = None,
    recused: frozenset[int] = frozenset(),
) -> None:
    """Write down what was concluded and who was there."""
    here = session.presence
    counted: Mapping[str, Any] = asdict(hands) if hands else {}
    change.insert(
        Conclusion,
        id=change.new_key(),
        meeting=session.key,
        item=item,
        kind=kind,
        at=change.at,
        present=canonical(list(here.present)),
        recused=canonical(sorted(recused)),
        voting=len(here.voting),
        voting_present=len(here.voting_present),
        quorate=int(here.quorate),
        carried=int(here.can_carry(recused)),
        hands_for=counted.get("favour"),
        hands_against=counted.get("against"),
        hands_abstained=counted.get("abstained"),
        text=text,
    )


def check_hands(session: Session, hands: Hands | None, recused: frozenset[int]) -> None:
    """Refuse hands that are missing where they decide, more than are there, or too few; raises ``Refused``."""
    if hands is None:
        if session.meeting["decides"] == HANDS:
            raise Refused("hands_missing")
        return
    there = len(set(session.presence.voting_present) - recused)
    raised = hands.favour + hands.against + hands.abstained
    if min(hands.favour, hands.against, hands.abstained) < 0 or raised > there:
        raise Refused("hands_too_many", raised=raised, present=there)
    if hands.favour < session.presence.majority:
        raise Refused("hands_too_few", favour=hands.favour, majority=session.presence.majority)


def superseded(assessment: int) -> int | None:
    """The final decision that a new one takes the place of: the newest that a closed meeting made."""
    row = (
        Adjustment.select(Adjustment.id)
        .join(Meeting, on=(Adjustment.meeting == Meeting.id))
        .where(Adjustment.assessment == assessment, Adjustment.stage == FINAL, Meeting.state == CLOSED)
        .order_by(Adjustment.id.desc())
        .tuples()
        .first()
    )
    return None if row is None else int(row[0])


def _closed(cycle: str, organisation: str | None) -> Refused:
    decided = (
        Meeting.select(Meeting.number, Meeting.held_on)
        .join(Adjustment, on=(Adjustment.meeting == Meeting.id))
        .join(Assessment, on=(Adjustment.assessment == Assessment.id))
        .where(Assessment.cycle == cycle, Assessment.organisation == organisation, Meeting.state == CLOSED)
        .order_by(Adjustment.id.desc())
        .tuples()
        .first()
    )
    if decided is None:
        return Refused("meeting_not_open")
    return Refused("meeting_sealed", meeting=int(decided[0]), held_on=str(decided[1]))
