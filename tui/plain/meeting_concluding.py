"""Concluding the room's item: agreeing, another level, parking, skipping."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from store.commands.room import agree_item, settle_item
from store.errors import Refused
from store.queries.agenda import against
from store.queries.comparison import ComparisonRow
from store.queries.intake import intake
from store.queries.meeting_views import ItemView, MeetingView
from store.rules.meeting import CONCLUDED, PARKED, SKIPPED, Hands
from tui.plain.adjusting import adjusting
from tui.plain.meeting_item import called, counted, one_of, sits, the_item
from tui.plain.session import Session

WORDS_WANTED = frozenset({"check_note_missing", "cap_note_missing", "note_missing"})
"""Refusals that are answered by words."""

HANDS_WANTED = frozenset({"hands_missing", "hands_too_many", "hands_too_few"})
"""Refusals that are answered by counting hands."""


@dataclass(frozen=True)
class Motion:
    """What is agreed of an item, and who is lifted out of it first."""

    agreed: tuple[ComparisonRow, ...]
    lifted: tuple[ComparisonRow, ...]


def _motion(view: MeetingView, item: ItemView) -> Motion:
    """Of one organisation all of it; of many whoever has nothing against it and does not stand so already."""
    rows = {each.organisation: each for each in intake(view.cycle).rows}
    mine = [rows[unit.organisation] for unit in item.units]
    if len(mine) == 1:
        return Motion((mine[0].compared,), ())
    smooth = [each.compared for each in mine if against(each) is None]
    open_ones = tuple(row for row in smooth if row.kept != row.final_level)
    return Motion(open_ones, tuple(each.compared for each in mine if against(each) is not None))


def agree_room(session: Session) -> None:
    """Say who keeps which level and who is lifted out, ask, and agree all in one motion."""
    view = sits()
    item = the_item(view)
    if item.state == CONCLUDED:
        raise Refused("item_concluded", item=item.place)
    motion = _motion(view, item)
    without = next((row for row in motion.agreed if row.kept is None), None)
    if without is not None:
        raise Refused("nothing_to_keep", tt=without.tt, name=without.name)
    if motion.lifted:
        names = ", ".join(session.sentences.unit(row) for row in motion.lifted)
        session.tell("plain.meeting.lifted", count=len(motion.lifted), names=names)
    if not motion.agreed:
        session.tell("plain.keep_none")
        return
    session.tell("plain.meeting.agree_asked", item=called(session, item), count=len(motion.agreed))
    session.say(*session.sentences.by_level(motion.agreed, {row.organisation: str(row.kept) for row in motion.agreed}))
    if session.ask.agreed(session.words("plain.where.agree_item", item=called(session, item)), "write"):
        _agree(session, item, motion)
    else:
        session.tell("plain.nothing_written")


def _agree(session: Session, item: ItemView, motion: Motion) -> None:
    """Write it down; words and hands are asked for where the store wants them, and nothing given is lost."""
    note: str | None = None
    hands: Hands | None = None
    name = called(session, item)
    while True:
        try:
            saved = session.do(
                agree_item,
                session.actor,
                item=item.place,
                lifted=[row.organisation for row in motion.lifted],
                note=note,
                hands=hands,
                if_item=item.key,
                if_versions={row.organisation: row.version for row in motion.agreed},
            )
        except Refused as refused:
            if refused.code in WORDS_WANTED:
                session.refuse(refused)
                note = session.ask.words(
                    session.words("plain.where.agree_words", item=name), session.words("plain.help_note"), kept=note
                )
            elif refused.code in HANDS_WANTED:
                session.refuse(refused)
                hands = counted(session, name)
            else:
                raise
            continue
        session.tell("plain.meeting.agreed", time=session.teller.time(saved.at), count=len(saved.value), item=name)
        return


def level_room(session: Session) -> None:
    """Another level for the room's item, by the conversation of every adjustment; of many first asks for whom."""
    item = the_item(sits())
    adjusting(session, one_of(session, item).organisation)


def park_room(session: Session) -> None:
    """Set the room's item aside, with or without words."""
    _settle(session, PARKED, optional=True)


def skip_room(session: Session) -> None:
    """Leave the room's item out, with a reason."""
    _settle(session, SKIPPED, optional=False)


def _settle(session: Session, state: str, *, optional: bool) -> None:
    item = the_item(sits())
    if item.state == CONCLUDED:
        raise Refused("item_concluded", item=item.place)
    name, text = called(session, item), None
    session.tell("plain.meeting.park_may" if optional else "plain.words_must")
    while True:
        where = session.words(f"plain.where.{state}", item=name)
        text = session.ask.words(where, session.words("plain.help_note"), kept=text, optional=optional)
        try:
            saved = session.do(settle_item, session.actor, state=state, item=item.place, text=text, if_item=item.key)
        except Refused as refused:
            if refused.code not in _ANSWERABLE:
                raise
            session.refuse(refused)
            continue
        told = session.words(f"news.item.{state}", item=name)
        session.tell("plain.meeting.settled", time=session.teller.time(saved.at), what=told)
        return


_ANSWERABLE: Sequence[str] = ("too_long", "skip_why")
