"""The room and its item in sentences; which of its organisations is meant; the hands that are counted on it."""

from __future__ import annotations

from collections.abc import Iterator

from store.errors import Refused
from store.queries.meeting import meeting
from store.queries.meeting_views import ItemView, MeetingView, UnitView
from store.rules.dates import written
from store.rules.meeting import CLOSED, CONCLUDED, HALF, PENDING, RECESS, SITTING, Hands
from tui.cli.meeting import read_hands
from tui.plain.asking import Choice
from tui.plain.session import Session


def called(session: Session, item: ItemView) -> str:
    """An item as the room calls it out: by its title, its organisation, or how many it has."""
    if item.title:
        return session.teller.person(item.title)
    if len(item.units) == 1:
        return session.teller.numbered(item.units[0].tt, item.units[0].name)
    return session.words("meeting.block", count=len(item.units))


def told(session: Session, view: MeetingView) -> list[str]:
    """The state, who is there, who chairs, the room's item and the next one."""
    words, here = session.words, view.presence
    state = words(f"meeting.state.{view.state}")
    lines = [words("plain.meeting.head", number=view.number, day=written(view.held_on), state=state)]
    counts = {"present": len(here.voting_present), "voting": len(here.voting), "needed": here.needed}
    lines.append(words("plain.meeting.presence", **counts, majority=here.majority))
    if not here.quorate:
        lines.append(words("plain.meeting.short"))
    if view.chair is not None:
        lines.append(words("plain.meeting.chair", who=session.teller.person(view.chair.post)))
    if view.opened is not None and view.state != CLOSED:
        lines += at_item(session, view)
    return lines


def at_item(session: Session, view: MeetingView) -> list[str]:
    """Where the room is: its item with the levels of its organisations, how it stands, and the next item."""
    words, item = session.words, view.room
    lines = [words("plain.meeting.nowhere")]
    if item is not None:
        facts = {"place": item.place, "count": len(view.items), "item": called(session, item)}
        lines = [words("plain.meeting.at", **facts, state=state_of(session, item))]
        lines += _levels(session, item)
        if item.conclusion:
            lines.append(words("plain.meeting.line", text=item.conclusion))
    if view.next is not None:
        lines.append(words("plain.meeting.next", place=view.next.place, item=called(session, view.next)))
    elif item is not None:
        lines.append(words("plain.meeting.last"))
    return lines


def state_of(session: Session, item: ItemView, *, current: bool = True) -> str:
    """An item's state in words; the room's own that is not settled is being discussed."""
    name = "current" if current and item.state in (PENDING, HALF) else item.state
    return session.words(f"meeting.item.{name}")


def _levels(session: Session, item: ItemView) -> Iterator[str]:
    rows = [session.row(unit.organisation) for unit in item.units]
    if len(rows) == 1:
        yield session.sentences.row(rows[0])
        return
    done = item.state == CONCLUDED
    levels = {row.organisation: (row.final_level if done else row.kept) for row in rows}
    yield from session.sentences.by_level(
        [row for row in rows if levels[row.organisation]], {code: level for code, level in levels.items() if level}
    )


def the_item(view: MeetingView) -> ItemView:
    """The room's item; raises ``Refused("no_room_item")``."""
    if view.room is None:
        raise Refused("no_room_item")
    return view.room


def sits() -> MeetingView:
    """The meeting, where it decides now; raises ``Refused`` as the store would."""
    view = meeting()
    if view.state in SITTING:
        return view
    if view.state == RECESS:
        raise Refused("meeting_recess", meeting=view.number)
    raise Refused("meeting_not_open")


def one_of(session: Session, item: ItemView) -> UnitView:
    """The item's organisation; of many the one that is asked for, by its number or its name."""
    if len(item.units) == 1:
        return item.units[0]
    choices = [Choice(unit.organisation, session.teller.name(unit.name), str(unit.tt)) for unit in item.units]
    session.offer(choices)
    code = session.ask.choose(session.words("plain.where.which", item=called(session, item)), choices).code
    return next(unit for unit in item.units if unit.organisation == code)


def counted(session: Session, item: str) -> Hands:
    """The hands that are counted: three numbers, asked for until they are."""
    here = meeting().presence
    session.tell("plain.meeting.hands", here=len(here.voting_present), majority=here.majority)
    while True:
        text = session.ask.words(session.words("plain.where.hands", item=item), session.words("plain.help_hands"))
        try:
            hands = read_hands(text)
        except Refused as refused:
            session.refuse(refused)
            continue
        if hands is not None:
            return hands
