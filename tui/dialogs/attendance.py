"""Attendance: who is there, since when, in which office; of persons, whatever their laptops do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from store.commands.attendance import attend, invite
from store.commands.meeting import appoint, clock_time
from store.commands.people import add_person
from store.errors import Refused
from store.live import drafts
from store.queries.meeting import meeting, people
from store.queries.meeting_views import AttendeeView, MeetingView, PersonView
from store.queries.news import NewsView
from store.rules.meeting import ABSENT as AWAY
from store.rules.meeting import CLOSED, DRAFT, EXCUSED, INVITED, LATE, LEFT, OFFICES, PRESENT
from store.rules.roles import may
from store.rules.text import fit, fold, visible, width
from tui.dialogs.framed import ABOVE, LEAST, FramedDialog
from tui.dialogs.menu import MenuDialog, Option
from tui.dialogs.one_line import OneLineDialog
from tui.dialogs.register_fields import Field, FieldsDialog, Values, begun
from tui.keys import Key, bindings
from tui.widgets.frame import Part, ends, wrapped

if TYPE_CHECKING:
    from tui.screens.meeting import MeetingScreen

STATES = (PRESENT, EXCUSED, AWAY, LATE, LEFT)
"""What the digits 1 to 5 record."""


ACTIONS = {"record": "take_attendance", "all_present": "take_attendance", "offices": "appoint", "add": "set_person"}
"""What a key does, as the table of rights calls it."""


class AttendanceDialog(FramedDialog):
    """The list of people with a cursor; digits record, everything is saved at once."""

    KEYS = (
        Key("record", "1,2,3,4,5", "1-5", "key.record", each=True),
        Key("all_present", "equals_sign", "=", "key.all_present"),
        Key("add", "plus", "+", "key.add_person"),
        Key("offices", "r", "r", "key.offices"),
        Key("hour", "tab", "Tab", "key.hour"),
        Key("move", "up,down,pageup,pagedown,home,end", "↑↓", "key.move", each=True),
        Key("give_up", "escape,enter", "Esc", "key.back"),
    )
    BINDINGS = bindings("attendance", KEYS)

    def __init__(self, place: MeetingScreen) -> None:
        """Take the place; it may have no meeting yet, then the list is of people alone."""
        super().__init__()
        self.place = place
        self.view: MeetingView | None = place.view
        self.people: tuple[PersonView, ...] = place.people
        self._at, self._top = 0, 0
        self._hour: str | None = None

    # What is shown

    @property
    def rows(self) -> list[tuple[PersonView, AttendeeView | None]]:
        """Everybody on the meeting's list; without a meeting everybody."""
        if self.view is None:
            return [(each, None) for each in self.people]
        return [(each.person, each) for each in self.view.people]

    @property
    def _height(self) -> int:
        return max(2, self.app.size.height - ABOVE - LEAST - 7)

    def parts(self) -> list[Part]:
        """The people around the cursor, and whether they are enough."""
        words, rows, room = self.house.words, self.rows, self.columns - 4
        self._at = max(0, min(self._at, len(rows) - 1))
        if not self._top <= self._at < self._top + self._height:
            self._top = self._at - self._height // 2
        self._top = max(0, min(self._top, len(rows) - self._height))
        shown = [self._line(at, *rows[at], room) for at in range(self._top, min(len(rows), self._top + self._height))]
        if not rows:
            shown = wrapped(words("sitting.nobody"), room)
        title = words("sitting.attendance")
        if len(rows) > len(shown) and rows:
            title += f" {self._top + 1}-{self._top + len(shown)}/{len(rows)}"
        return [Part(title, (self._head(room), *shown)), Part("", tuple(self._foot(room)))]

    def _head(self, room: int) -> str:
        words = self.house.words
        if self._hour is None:
            return fit(words("sitting.now"), room)
        return fit(words("sitting.hour_set", time=self._hour), room)

    def _line(self, at: int, person: PersonView, here: AttendeeView | None, room: int) -> str:
        words = self.house.words
        name = self.house.teller.person(person.post)
        if person.full_name and room >= 100:
            name = f"{visible(person.full_name)}, {name}"
        lead = f"{'►' if at == self._at else ' '}{person.number:>3} {'√' if person.votes else ' '} "
        if here is None:
            return lead + name
        state = words(f"meeting.attendance.{here.state}")
        if here.state == LATE and here.expected:
            state = words("sitting.presence.expected", told=state, time=here.expected)
        elif here.state in (PRESENT, LEFT):
            state = f"{state} {self.house.teller.time(here.since)}"
        offices = ", ".join(words(f"meeting.office.{office}") for office in here.offices)
        told = f"{offices + ' · ' if offices else ''}{state}"
        return lead + ends(name, told, room - width(lead) + 1).rstrip()

    def _foot(self, room: int) -> list[str]:
        """How many vote, are needed to sit and to decide; too few in capitals."""
        words, view = self.house.words, self.view
        if view is None:
            return wrapped(words("sitting.voting", count=sum(each.votes for each in self.people)), room)
        here = view.presence
        facts = {"voting": len(here.voting), "needed": here.needed, "majority": here.majority}
        counted = any(each.state != INVITED for each in view.people)
        members = words("sitting.members", **facts)
        present = words("sitting.here", here=len(here.voting_present), voting=len(here.voting))
        if counted and not here.quorate:
            lacking = words("sitting.not_quorate", here=len(here.voting_present), **facts).upper()
            return [fit(lacking, min(width(lacking), room)), members]
        return [f"{members} · {present}", *wrapped(words("sitting.attendance_hint"), room)]

    # What is done

    def barred(self, action: str) -> Refused | None:
        """Who may not, and a meeting that is only planned, or over."""
        me, view = self.house.me, self.view
        if (deed := ACTIONS.get(action)) is not None and not may(me.roles, deed):
            return Refused("role", role=me.role, action=deed)
        if action in ("record", "all_present", "offices", "hour"):
            if view is None:
                return Refused("sitting_none")
            if view.state == CLOSED:
                return Refused("meeting_sealed", held_on=view.held_on, meeting=view.number)
            if not view.people:
                return Refused("sitting_nobody")
        if action in ("record", "all_present") and view is not None and view.state == DRAFT:
            return Refused("meeting_not_ready", meeting=view.number)
        return None

    async def load(self) -> None:
        """Read anew, the place beneath too; the cursor stays."""
        await self.place.load()
        self.view, self.people = self.place.view, self.place.people
        self.draw()

    async def hear(self, news: tuple[NewsView, ...]) -> None:
        """Somebody else recorded something."""
        if self.view is not None:
            self.view = await self.house.link.read(meeting, self.view.number)
        self.people = await self.house.link.read(people)
        self.draw()
        self.say(self.house.teller.news(news[-1]))

    async def action_move(self, number: int) -> None:
        """Up, down, a page up or down, first, last."""
        page, count = self._height, len(self.rows)
        self._at = max(0, min(count - 1, self._at + (-1, 1, -page, page, -count, count)[number]))
        self.say("")
        self.draw()

    async def action_record(self, number: int) -> None:
        """A digit: what is so of the person under the cursor; for somebody late the hour is asked."""
        person, state = self.rows[self._at][0], STATES[number]
        if state != LATE:
            await self._attend([person], state)
            return

        async def confirm(text: str) -> None:
            await self._attend([person], LATE, clock_time(text))

        words = self.house.words
        head, label = [words("sitting.expected_head")], words("sitting.expected_label")
        title = words("sitting.expected_title", who=self.house.teller.person(person.post))
        await self.app.push_screen(
            OneLineDialog(title, head, label, f"sitting:late:{person.number}", "", confirm, limit=8)
        )

    async def _attend(self, who: list[PersonView], state: str, expected: str | None = None) -> None:
        house, words = self.house, self.house.words
        assert self.view is not None
        numbers = [each.number for each in who]
        given: dict[str, Any] = {"people": numbers, "state": state, "expected": expected, "at": self._hour}
        saved = await house.link.do(attend, house.me.login, meeting=self.view.number, **given)
        await self.load()
        told = house.teller.person(who[0].post) if len(who) == 1 else words("sitting.people", count=len(who))
        facts = {"time": self._hour or house.teller.time(saved.at), "who": told}
        self.say(words("sitting.recorded", state=words(f"meeting.attendance.{state}"), **facts))
        if len(who) == 1 and self._at < len(self.rows) - 1:
            self._at += 1
            self.draw()

    async def action_all_present(self) -> None:
        """Everybody of whom nothing is recorded yet is present."""
        waiting = [person for person, here in self.rows if here is not None and here.state == INVITED]
        if not waiting:
            raise Refused("sitting_all_recorded")
        await self._attend(waiting, PRESENT)

    async def action_hour(self) -> None:
        """Ask for the clock time at which what is recorded next happened; an empty one is now."""
        words = self.house.words

        async def confirm(text: str) -> None:
            self._hour = clock_time(text)
            self.draw()

        head, label = [words("sitting.hour_head")], words("sitting.hour_label")
        title = words("sitting.hour_title")
        dialog = OneLineDialog(title, head, label, "sitting:hour", "", confirm, limit=8)
        await self.app.push_screen(dialog)

    async def action_offices(self) -> None:
        """Chair or teller, for this meeting."""
        house, words, view = self.house, self.house.words, self.view
        person, here = self.rows[self._at]

        async def taken(number: int) -> None:
            assert view is not None
            office = OFFICES[number]
            given: dict[str, Any] = {"person": person.number, "office": office, "meeting": view.number}
            saved = await house.link.do(appoint, house.me.login, **given)
            await self.load()
            facts = {"time": house.teller.time(saved.at), "who": house.teller.person(person.post)}
            self.say(words("sitting.appointed", office=words(f"meeting.office.{office}"), **facts))

        held = here.offices if here is not None else ()
        options = [
            Option(words(f"sitting.office.{office}"), Refused("nothing_changed") if office in held else None)
            for office in OFFICES
        ]
        title = words("sitting.office.title", who=house.teller.person(person.post))
        await self.app.push_screen(MenuDialog(title, options, taken))

    # People

    async def action_add(self) -> None:
        """A new person, or those in post who are not on the list yet."""
        listed = {person.key for person, _here in self.rows}
        others = [each for each in self.people if each.key not in listed and self._in_post(each)]
        if self.view is None or self.view.state == CLOSED or not others:
            await self.app.push_screen(await self._new_person())
            return
        words = self.house.words

        async def taken(number: int) -> None:
            if number == 0:
                await self.app.push_screen(await self._new_person())
            else:
                await self._invite([each.number for each in others])

        names = "; ".join(self.house.teller.person(each.post) for each in others)
        head = wrapped(names, self.columns - 6)[:6]
        options = [Option(words("sitting.person.new")), Option(words("sitting.person.invite", count=len(others)))]
        await self.app.push_screen(MenuDialog(words("sitting.person.title"), options, taken, head=head))

    def _in_post(self, person: PersonView) -> bool:
        day = self.view.held_on if self.view is not None else ""
        return (person.valid_from or "") <= day and (person.valid_to is None or day < person.valid_to)

    async def _invite(self, numbers: list[int]) -> None:
        assert self.view is not None
        saved = await self.house.link.do(invite, self.house.me.login, people=numbers, meeting=self.view.number)
        await self.load()
        facts = {"time": self.house.teller.time(saved.at), "count": len(numbers)}
        self.say(self.house.words("sitting.invited_more", **facts))

    async def _new_person(self) -> FieldsDialog:
        house, words, draft = self.house, self.house.words, "sitting:person"

        async def confirm(values: Values) -> None:
            votes = fold(values["votes"])
            if votes not in (fold(words("yes")), fold(words("no"))):
                raise Refused("sitting_votes", yes=words("yes"), no=words("no"))
            given = {"full_name": values["full_name"] or None, "login": values["login"] or None}
            saved = await house.link.do(
                add_person, house.me.login, post=values["post"], votes=votes == fold(words("yes")), **given
            )
            if self.view is not None and self.view.state != CLOSED:
                await house.link.do(invite, house.me.login, people=[saved.value], meeting=self.view.number)
            await house.link.do(drafts.drop, house.me.login, draft)
            await self.load()
            self._at = next((at for at, (each, _here) in enumerate(self.rows) if each.number == saved.value), 0)
            self.draw()
            facts = {"time": house.teller.time(saved.at), "who": house.teller.person(values["post"])}
            self.say(words("sitting.person.added", **facts))

        kept = await begun(house, draft)
        fields = [
            Field("post", words("sitting.person.post"), kept.get("post", ""), 120),
            Field("votes", words("sitting.person.votes"), kept.get("votes") or words("yes"), 5),
            Field("full_name", words("sitting.person.full_name"), kept.get("full_name", ""), 80),
            Field("login", words("sitting.person.login"), kept.get("login", ""), 40),
        ]
        return FieldsDialog(words("sitting.person.new_title"), [words("sitting.person.head")], fields, draft, confirm)
