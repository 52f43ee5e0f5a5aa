"""Papers: what can be made now, what is still blank in it, where it is put, how it is fetched or printed."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable
from functools import partial
from typing import TypeVar

from textual.app import ComposeResult

from seed.papers import FOLDER as SHIPPED
from store import clock
from store.commands.meeting import set_decision
from store.errors import Refused
from store.exports import Document, Kind, file_names, kinds, make
from store.exports.document import DOCX
from store.exports.reading import lines
from store.queries.meeting import meeting, meetings
from store.queries.meeting_views import MeetingView
from store.queries.remediation import CaseView, cases
from store.queries.settings import SettingsView, settings
from store.rules.dates import read_date
from store.rules.meeting import CLOSED
from store.rules.text import fold
from tui.dialogs.menu import MenuDialog, Option
from tui.dialogs.one_line import OneLineDialog
from tui.dialogs.progress import OutcomeDialog, ProgressDialog
from tui.dialogs.reading import ReadingDialog
from tui.keys import Key, bindings
from tui.link import Long
from tui.list_place import MOVE
from tui.outbox import delivered, fetch_line, outbox, over_ssh
from tui.place import COMMON, Place
from tui.places import NOWHERE, Target
from tui.screens.documents_view import DocumentsDrawing
from tui.widgets.key_bar import KeyBar
from tui.widgets.plain import PlainText

T = TypeVar("T")

BY_DIGIT = {1: "minutes", 3: "decision", 4: "notices", 6: "comparison", 8: "agenda", 9: "reminders"}
"""The kinds that a digit makes; 0 asks which of the others."""

MOST = 9
"""So many meetings can be chosen, the newest."""

BEFORE_DAY = frozenset({"ngay", "of", "dated"})
"""What may stand between a number and its day."""

ORDER = (
    "minutes", "decision", "notices", "comparison", "agenda", "reminders", "proposal", "handout", "attendance",
    "overdue", "remediation-directive", "case-report", "commendation-list", "tables", "journal",
)  # fmt: skip
"""How kinds are listed."""


class DocumentsScreen(Place, inherit_bindings=False):
    """A line for each kind of paper; one key makes it, one fetches it, one prints it."""

    CSS_PATH = "documents.tcss"
    KEYS = (
        Key("make", "1,2,3,4,5,6,7,8,9", "1-9", "key.make", each=True),
        Key("others", "0", "0", "key.other_papers"),
        Key("open", "enter", "Enter", "key.read"),
        Key("gaps", "l", "l", "key.blanks"),
        Key("number", "r", "r", "key.decision_number"),
        Key("other_meeting", "m", "m", "key.other_meeting"),
        Key("fetch", "x", "x", "key.fetch"),
        Key("print", "p", "p", "key.print"),
        *COMMON,
        MOVE,
    )
    BINDINGS = bindings("documents", KEYS)
    NAME = "documents"

    told: SettingsView
    held: MeetingView | None
    cases: tuple[CaseView, ...]
    names: dict[str, str]

    def __init__(self, target: Target = NOWHERE) -> None:
        """Begin on the first line, or on the kind that the filter names, with nothing made."""
        super().__init__(target)
        self.at = 0
        self.made: dict[str, str] = {}
        known = {kind.name: kind for kind in kinds()}
        self.listed: tuple[Kind, ...] = tuple(known[name] for name in ORDER)
        self._of: str | None = None
        self._meeting: int | None = None
        self._come(target)

    def _come(self, target: Target) -> None:
        """Take up for which case, and for which kind of paper, somebody comes."""
        self._of = target.organisation or self._of
        if target.filter is not None:
            self.at = ORDER.index(target.filter)

    async def reach(self, target: Target) -> None:
        """Somebody comes here anew, perhaps for the papers of a case."""
        self._come(target)
        await self.load()

    def compose(self) -> ComposeResult:
        """Two rows, the list, the message line, how to get what the cursor stands on, the keys."""
        for name in ("where", "state", "picture", "message", "about"):
            yield PlainText(id=name)
        yield KeyBar(id="keys")

    async def read(self) -> None:
        """Read whose papers these are, the meeting that was chosen, is on or newest, and what files are called."""
        link = self.house.link
        self.told = await link.read(settings)
        try:
            self.held = await link.read(meeting, self._meeting)
        except Refused as refused:
            if refused.code != "no_meeting":
                raise
            self.held = None
        self.cases = (await link.read(cases)).cases
        number = self.case.number if self.case else None
        lang, cycle = self.house.words.lang, self.held.cycle if self.held else None
        self.names = await link.read(file_names, lang, cycle, number)

    @property
    def kind(self) -> Kind:
        """The kind under the cursor."""
        return self.listed[self.at]

    @property
    def case(self) -> CaseView | None:
        """The case that papers of one are of: of whom one comes from, else the one that presses most."""
        code, _, number = (self._of or "").partition("#")
        own = [each for each in self.cases if each.organisation == code and number in ("", str(each.number))]
        newest = max(own, key=lambda each: each.number, default=None)
        return newest or next(iter(self.cases), None)

    @property
    def drawing(self) -> DocumentsDrawing:
        """How it is drawn now."""
        return DocumentsDrawing(self.told, self.held, self.case, self.house.teller, self.app.size.width)

    def draw(self) -> None:
        """Show everything as it is now."""
        drawing = self.drawing
        self.query_one("#where", PlainText).put(drawing.where(self.post))
        self.query_one("#state", PlainText).put(drawing.state())
        rows = [drawing.row(kind, digit(kind.name), self.made.get(kind.name)) for kind in self.listed]
        text = "\n".join(f" {'►' if place == self.at else ' '} {row}" for place, row in enumerate(rows))
        self.query_one("#picture", PlainText).put(text)
        super().draw()

    def about(self) -> str:
        """What the paper is, where it goes, how it is fetched."""
        return self.drawing.about(self.kind, outbox(os.environ), self._line(self.kind))

    def _line(self, kind: Kind) -> str:
        number = self.case.number if kind.case and self.case else None
        held = self._meeting if kind.meeting else None
        return fetch_line(kind.name, self.names[kind.name], os.environ, self.house.link.path, case=number, meeting=held)

    async def action_move(self, number: int) -> None:
        """Up, down, to the first, to the last."""
        self.hush()
        last = len(self.listed) - 1
        self.at = max(0, min(last, self.at + (-1, 1, -last, last, -last, last)[number]))
        self.draw()

    async def action_make(self, number: int) -> None:
        """A digit: make that kind of paper."""
        kind = BY_DIGIT.get(number + 1)
        if kind is None:
            raise Refused("documents_no_such", digit=number + 1)
        await self._make_kind(kind)

    async def action_others(self) -> None:
        """Ask which of the kinds without a digit."""
        words = self.house.words
        others = [kind for kind in ORDER if kind not in BY_DIGIT.values()]

        async def taken(number: int) -> None:
            await self._make_kind(others[number])

        options = [Option(words(f"documents.kind.{kind}")) for kind in others]
        await self.app.push_screen(MenuDialog(words("documents.others_title"), options, taken))

    async def _make_kind(self, kind: str) -> None:
        self.at = ORDER.index(kind)
        self.draw()
        await self.action_open()

    async def action_open(self) -> None:
        """Make what the cursor stands on, put it where papers go, and show it to be read."""
        words, out = self.house.words, outbox(os.environ)
        now = clock.local(clock.now_ms(), self.house.teller.offset)

        def put(made: Document, _watch: Callable[[int, int], None]) -> str | None:
            return None if out.folder is None else out.put(made, now)

        async def shown(made: Document, place: str | None) -> None:
            name, time = words(f"documents.kind.{self.kind.name}"), f"{now:%H:%M}"
            head = words("documents.fetch", line=self._line(self.kind))
            if place is not None:
                self.made[self.kind.name] = time
                head = words("documents.put", path=place)
            self.draw()
            self.say(words("documents.made" if place else "documents.made_to_read", name=name, time=time))
            if made.name.endswith(f".{DOCX}"):
                await self.app.push_screen(ReadingDialog(name.upper(), lines(made), (head,)))
            else:
                await self.app.push_screen(OutcomeDialog(name.upper(), [head]))

        await self._make(put, shown)

    async def action_print(self) -> None:
        """Make it and hand it to the printer."""
        out = outbox(os.environ)
        if out.printer is None:
            raise Refused("outbox_no_printer")

        async def printed(_made: Document, printer: str) -> None:
            self.say(self.house.words("documents.printed", printer=printer))

        await self._make(out.print, printed)

    async def _make(
        self,
        take: Callable[[Document, Callable[[int, int], None]], T],
        after: Callable[[Document, T], Awaitable[None]],
    ) -> None:
        """Make what the cursor stands on and bring it where it is wanted, beside everything else; Esc stops it."""
        kind, words = self.kind, self.house.words
        if kind.meeting and self.held is None:
            raise Refused("no_meeting")
        number = str(self.held.number) if kind.meeting and self.held else None
        case = self.case.number if kind.case and self.case else None
        making = partial(make, kind.name, words=words, shipped=SHIPPED, meeting=number, case=case)

        async def work(long: Long) -> Callable[[], Awaitable[object]]:
            made, taken = await self.house.link.long(long, delivered, making, take)
            return lambda: self.guarded(after(made, taken))

        def refused(why: Refused) -> None:
            self.say(words("documents.stopped") if why.code == "stopped" else self.house.teller.refusal(why))

        name = words(f"documents.kind.{kind.name}")
        await self.app.push_screen(
            ProgressDialog(words("documents.making"), words("documents.making_what", name=name), work, refused)
        )

    async def action_gaps(self) -> None:
        """What is still blank in the papers of the meeting, and what fills it."""
        words = self.house.words
        gaps = self.drawing.gaps()
        await self.app.push_screen(OutcomeDialog(words("documents.gaps_title"), gaps or [words("documents.no_gaps")]))

    async def action_other_meeting(self) -> None:
        """Ask for which meeting the papers are, the newest first."""
        words, drawing = self.house.words, self.drawing
        held = (await self.house.link.read(meetings))[: -MOST - 1 : -1]
        if not held:
            raise Refused("no_meeting")

        async def taken(number: int) -> None:
            self._meeting = held[number].number
            self.made.clear()
            self.hush()
            await self.load()

        options = [Option(drawing.called(each)) for each in held]
        await self.app.push_screen(MenuDialog(words("documents.which_meeting"), options, taken))

    async def action_number(self) -> None:
        """Number and day of the decision, once the meeting is closed: ``03-QĐ/HU 31/12/2019``."""
        words, held = self.house.words, self.held
        if held is None:
            raise Refused("no_meeting")
        if held.state != CLOSED:
            raise Refused("meeting_not_closed", meeting=held.number)

        async def confirm(text: str) -> None:
            number, day = told_decision(text)
            signer = held.decision_signer
            await self.house.link.do(
                set_decision, self.house.me.login, number=number, dated=day, signer=signer, meeting=held.number
            )
            await self.load()
            self.say(words("documents.numbered", number=number, day=day))

        head = [words("documents.number_hint")]
        begun = " ".join(part for part in (held.decision_number, self.drawing.day(held.decision_date)) if part)
        place = f"decision:{held.number}"
        await self.app.push_screen(
            OneLineDialog(words("documents.number_title"), head, words("documents.number_label"), place, begun, confirm)
        )

    async def action_fetch(self) -> None:
        """How the paper gets to the own machine."""
        words, out = self.house.words, outbox(os.environ)
        how = words("documents.fetch_how" if over_ssh(os.environ) else "documents.fetch_here")
        told = [how, "", self._line(self.kind)]
        if out.folder is not None:
            told += ["", words("documents.folder", path=out.seen_as or str(out.folder))]
        if out.printer is not None:
            told += ["", words("documents.printer", printer=out.printer)]
        await self.app.push_screen(OutcomeDialog(words("documents.fetch_title"), told))


def told_decision(text: str) -> tuple[str, str]:
    """Number and day out of what was typed, the day last; raises ``Refused("decision_incomplete")``."""
    *number, day = text.split() or [""]
    if number and fold(number[-1]) in BEFORE_DAY:
        number.pop()
    if not number or read_date(day) is None:
        raise Refused("decision_incomplete")
    return " ".join(number), day


def digit(kind: str) -> str:
    """The digit that makes a kind, a blank for one without."""
    return next((str(number) for number, made in BY_DIGIT.items() if made == kind), " ")
