"""How the meeting is drawn: the agenda beside the room's item, what was said, who is there; text in, text out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from store.queries.comparison import ComparisonRow, ComparisonView
from store.queries.meeting_views import ItemView, MeetingView
from store.rules.dates import written
from store.rules.meeting import ABSENT as AWAY
from store.rules.meeting import (
    CLOSED,
    CONCLUDED,
    DISCUSSED,
    EXCUSED,
    HALF,
    INVITED,
    LATE,
    LEFT,
    PARKED,
    PENDING,
    PRESENT,
    RECESS,
    SITTING,
    SKIPPED,
)
from store.rules.text import fit, visible, width
from tui.screens.meeting_item import ItemDrawing
from tui.screens.overview_canvas import Box, Canvas, Cell, Picture, row
from tui.telling import Teller
from tui.widgets.frame import ends, side_by_side, wrapped

MARKS = {CONCLUDED: "√", DISCUSSED: "√", PARKED: "○", SKIPPED: "○", HALF: "○"}
"""What stands before an item besides its word; the room's own has ``●``."""

PRESENCE_ROWS = 2
"""Rows of the box of who is there."""

EDGES = 3
"""Rows of the picture that are edges."""

LEAST_BODY, LEAST_SPEECHES = 5, 3
"""Rows that the two columns, and the speeches, keep in a low window."""

LEVEL = 3
"""The fewest columns of an item's level or step."""


@dataclass(frozen=True)
class Seen:
    """What is looked at: the cursor's item by its key, the first row of the agenda in the window, only unfinished."""

    item: int | None
    top: int = 0
    narrow: bool = False


class MeetingDrawing:
    """Draws one meeting at one size."""

    def __init__(self, view: MeetingView, compared: ComparisonView, teller: Teller, columns: int, rows: int) -> None:
        """Take the meeting, its cycle's comparison, the words, and the size of the picture."""
        self.view, self.compared, self.teller, self.words = view, compared, teller, teller.words
        self.columns, self.rows = columns, rows
        self.left = (columns - 3) // 2
        self._level = LEVEL
        self.by_code: dict[str, ComparisonRow] = {each.organisation: each for each in compared.rows}

    # Heads

    def where(self, post: str) -> str:
        """The first row: which meeting, whose, made-up or real, and as whom."""
        parts = [self.words("sitting.title", day=written(self.view.held_on)), visible(self.compared.committee)]
        if self.compared.made_up:
            parts.insert(1, self.words("made_up"))
        return ends(" " + " │ ".join(parts), post, self.columns)

    def state(self) -> str:
        """The second row: its state, who is there, how many decide, what the store last confirmed."""
        view, words = self.view, self.words
        name = words(f"meeting.state.{view.state}").upper()
        if view.state in SITTING and view.opened is not None:
            name = words("sitting.since", state=name, time=self.teller.time(view.opened))
        mark = "● " if view.state in SITTING else "○ " if view.state == RECESS else ""
        parts = [mark + name]
        if view.state == CLOSED:
            parts.append(self._decision())
        else:
            parts += [self.quorum(), words("sitting.majority", majority=view.presence.majority, voting=self.voting)]
        saved = words("saved_at", time=self.teller.time(self.compared.saved_at))
        return ends(" " + " │ ".join(parts), saved, self.columns)

    def _decision(self) -> str:
        if not self.view.decision_number:
            return self.words("sitting.no_number")
        day = written(self.view.decision_date)
        return self.words("sitting.number", number=visible(self.view.decision_number), day=day)

    @property
    def voting(self) -> int:
        """How many vote."""
        return len(self.view.presence.voting)

    def quorum(self) -> str:
        """Who is there of those who vote; too few in capitals."""
        here, facts = self.view.presence, {"needed": self.view.presence.needed, "voting": self.voting}
        if not self.counted:
            return self.words("sitting.invited", count=len(self.view.people), **facts)
        told = self.words(
            "sitting.quorate" if here.quorate else "sitting.short", here=len(here.voting_present), **facts
        )
        return told if here.quorate else told.upper()

    @property
    def counted(self) -> bool:
        """Whether anybody's attendance is recorded."""
        return any(each.state != INVITED for each in self.view.people)

    def outside(self) -> str:
        """The third row while the meeting is prepared: who stands in no item."""
        rows = [self.by_code[code] for code in self.view.outside if code in self.by_code]
        if not rows:
            return " " + self.words("sitting.all_listed")
        names = ", ".join(self.teller.numbered(each.tt, each.name) for each in rows)
        told = " " + self.words("sitting.outside", count=len(rows), units=names)
        return fit(told, self.columns - 1)

    # The picture

    def shown(self, *, narrow: bool) -> Sequence[ItemView]:
        """The items of the list; with ``narrow`` only what is not done, the room's own always."""
        done = (CONCLUDED, DISCUSSED, SKIPPED)
        return [each for each in self.view.items if not narrow or each.state not in done or each.key == self.view.item]

    @property
    def body(self) -> int:
        """Rows of the two columns."""
        return max(LEAST_BODY, self.rows - EDGES - PRESENCE_ROWS)

    def window(self, seen: Seen) -> int:
        """The first row of the agenda that is shown, so that the cursor is among them."""
        keys = [each.key for each in self.shown(narrow=seen.narrow)]
        at = keys.index(seen.item) if seen.item in keys else 0
        top = seen.top
        if not top <= at < top + self.body:
            top = at - self.body // 2
        return max(0, min(top, len(keys) - self.body))

    def picture(self, seen: Seen, item: ItemView | None) -> Picture:
        """The agenda, the item that is looked at, what was said to it, who is there."""
        right = self.columns - 3 - self.left
        return Canvas(self.columns).draw(
            [
                [(self.left, [self._agenda(seen)]), (right, self._item(item, right))],
                [(self.columns - 2, [self._presence()])],
            ]
        )

    def _agenda(self, seen: Seen) -> Box:
        items, top = self.shown(narrow=seen.narrow), self.window(seen)
        cut = items[top : top + self.body]
        words = [self.item_state(each) for each in cut]
        room = max((width(word) for word in words), default=0)
        self._level = max([LEVEL, *(width(self.level(each)) for each in cut)])
        rows = [row(Cell(self._line(each, word, room), str(each.key))) for each, word in zip(cut, words, strict=True)]
        if not rows:
            key = "sitting.none_left" if seen.narrow else "sitting.agenda_empty"
            rows = [row(f" {line}") for line in wrapped(self.words(key), self.left - 2)]
        blank = [row("")] * (self.body - len(rows))
        told = f" {top + 1}-{top + len(cut)}/{len(items)} " if len(items) > self.body else ""
        title = self.agenda_title(self.left - 5 - width(told))
        headings = ((self.left - width(told) - 1, told),) if told else ()
        return Box(title, (*rows, *blank), headings)

    def agenda_title(self, columns: int) -> str:
        """How far the agenda is, in words that fit into so many columns."""
        items = self.view.items
        if not self.view.active and self.view.state != CLOSED:
            return self.words("sitting.agenda_planned", count=len(items))
        done = sum(each.state in (CONCLUDED, DISCUSSED, SKIPPED) for each in items)
        counts = {state: sum(each.state == state for each in items) for state in (PARKED, HALF)}
        parts = [self.words(f"sitting.count.{state}", count=count) for state, count in counts.items() if count]
        long, short = (
            ", ".join([self.words(key, done=done, count=len(items)), *parts])
            for key in ("sitting.agenda", "sitting.agenda_short")
        )
        return long if width(long) <= columns else short

    def item_state(self, item: ItemView) -> str:
        """An item's state in a word; the room's own and the next besides."""
        if self.view.active and item.state in (PENDING, HALF):
            if item.key == self.view.item:
                return self.words("meeting.item.current")
            if self.view.next is not None and item.key == self.view.next.key and item.state == PENDING:
                return self.words("meeting.item.next")
        return self.words(f"meeting.item.{item.state}")

    def _line(self, item: ItemView, word: str, room: int) -> str:
        mark = "●" if self.view.active and item.key == self.view.item else MARKS.get(item.state, " ")
        about = self.left - 8 - self._level - room
        called, level = fit(self.called(item), about), fit(self.level(item), self._level)
        return f" {mark}{item.place:>2} {called} {level} {fit(word, room)} "

    def called(self, item: ItemView) -> str:
        """An item as it is called out: its title, or its organisation, or how many."""
        if item.title:
            return visible(item.title)
        if len(item.units) == 1:
            return self.teller.numbered(item.units[0].tt, item.units[0].name)
        return self.words("sitting.block", count=len(item.units))

    def level(self, item: ItemView) -> str:
        """A single item's step against the self-rating, else its level in short."""
        if len(item.units) != 1:
            return ""
        found = self.by_code.get(item.units[0].organisation)
        if found is None:
            return ""
        if found.difference:
            return self.teller.step(found.difference)
        return self.teller.level(found.effective, "narrow", self.compared.scheme.code)

    def _item(self, item: ItemView | None, columns: int) -> list[Box]:
        """The item, and once the meeting has begun what was said to it."""
        drawing = ItemDrawing(self.view, self.compared, self.teller, columns - 2)
        if item is None:
            lines = wrapped(self.words("sitting.no_item" if self.view.active else "sitting.add_items"), columns - 2)
            title = self.words("sitting.room")
        else:
            lines, title = drawing.lines(item, self.body - LEAST_SPEECHES - 1), self.item_title(item)
        if not self.view.active and self.view.state != CLOSED:
            return [self._box(title, lines, self.body)]
        said = drawing.speeches(item)
        high = max(1, min(len(lines), self.body - 1 - min(LEAST_SPEECHES, max(1, len(said)))))
        count = sum(each.item == (item.key if item else None) for each in self.view.speeches)
        spoken = self._box(
            self.words("sitting.speeches", count=count), said[-(self.body - 1 - high) :], self.body - 1 - high
        )
        return [self._box(title, lines, high), spoken]

    def _box(self, title: str, lines: Sequence[str], rows: int) -> Box:
        shown = list(lines[:rows])
        if len(lines) > rows and shown:
            shown[-1] = self.words("sitting.more")
        return Box(title, (*(row(f" {line}") for line in shown), *[row("")] * (rows - len(shown))))

    def item_title(self, item: ItemView) -> str:
        """Which item it is, and since when the room has it."""
        facts = {"place": item.place, "count": len(self.view.items)}
        if item.key != self.view.item or not self.view.active:
            return self.words("sitting.item", **facts)
        if self.view.item_since is None:
            return self.words("sitting.item_room", **facts)
        state = self.item_state(item).upper()
        return self.words("sitting.item_since", state=state, time=self.teller.time(self.view.item_since), **facts)

    # Who is there

    def _presence(self) -> Box:
        here = self.view.presence
        title = self.words("sitting.here", here=len(here.voting_present), voting=self.voting)
        by_state = {
            state: [each for each in self.view.people if each.state == state]
            for state in (EXCUSED, AWAY, LATE, LEFT, INVITED)
        }
        parts = []
        for state, people in by_state.items():
            if people:
                hours = ", ".join(each.expected for each in people if each.expected)
                told = self.words(
                    "sitting.presence.part", state=self.words(f"meeting.attendance.{state}"), count=len(people)
                )
                parts.append(self.words("sitting.presence.expected", told=told, time=hours) if hours else told)
        guests = sum(each.state == PRESENT and not each.person.votes for each in self.view.people)
        parts += [self.words("sitting.presence.guests", count=guests)] if guests else []
        tellers = len(self.view.tellers)
        parts += [self.words("sitting.presence.tellers", count=tellers)] if tellers else []
        first = (side_by_side([f"{each} ·" for each in parts], self.columns - 4, gap=1) or [""])[0].removesuffix(" ·")
        return Box(title, (row(f" {first}"), row(f" {self.members()}")))

    def members(self) -> str:
        """How many vote, are needed to sit and to decide, and who chairs; too few in capitals."""
        here, chair = self.view.presence, self.view.chair
        facts = {"voting": self.voting, "needed": here.needed, "majority": here.majority}
        if self.counted and not here.quorate:
            return self.words("sitting.not_quorate", here=len(here.voting_present), **facts).upper()
        who = self.words("sitting.chaired", who=visible(chair.post)) if chair else self.words("sitting.no_chair")
        return f"{self.words('sitting.members', **facts)} · {who}"

    def about(self, item: ItemView | None) -> str:
        """One row on what the cursor stands on: away from the room's item, where the room is."""
        view, words = self.view, self.words
        if item is None:
            return ""
        room = view.room if view.active else None
        if room is not None and item.key != room.key:
            facts = {"place": item.place, "item": self.standing(item), "room": room.place}
            return fit(" " + words("sitting.private", **facts), self.columns - 1)
        if room is not None:
            told = words("sitting.next", place=view.next.place, item=self.called(view.next)) if view.next else ""
            return fit(" " + (told or words("sitting.last")), self.columns - 1)
        planned = words("sitting.minutes", count=item.minutes) if item.minutes else words("sitting.no_minutes")
        whole = sum(each.minutes or 0 for each in view.items)
        total = words("sitting.minutes_all", count=whole) if whole else ""
        return fit(
            f" {words('sitting.about', place=item.place, item=self.standing(item))} {planned} {total}", self.columns - 1
        )

    def standing(self, item: ItemView) -> str:
        """An item with its levels in short."""
        if len(item.units) != 1 or item.units[0].organisation not in self.by_code:
            return self.called(item)
        found = self.by_code[item.units[0].organisation]
        codes = {"own": found.self_level, "proposed": found.proposed_level, "final": found.final_level}
        short = {name: self.teller.level(code, "narrow", self.compared.scheme.code) for name, code in codes.items()}
        return self.words("sitting.standing", item=self.called(item), **short)
