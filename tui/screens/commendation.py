"""Commendations: who was nominated, who is eligible, on what that rests; nominating, and deciding in a meeting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from textual.app import ComposeResult

from store.errors import Refused
from store.live import drafts
from store.queries.commendation import CandidateView, CommendationsView, CommendedUnit, commendations
from store.queries.filtering import COMMENDATION_FIELDS, commendation_facts
from store.rules.commendation import (
    DECLINED,
    FIVE_YEARS,
    GRANTED,
    KINDS,
    READY,
    STANDINGS,
    WAITING,
    YEAR,
)
from store.rules.filters import Facts
from store.rules.meeting import RECESS
from store.rules.naming import Named
from store.rules.predicates import FAIL
from store.rules.roles import may
from tui.dialogs.commending import DECLINE, GRANT, CommendationWhyDialog, Commending, draft_place
from tui.keys import Key, bindings
from tui.list_place import FIND, MOVE, SORT, Choosing, ListPlace
from tui.place import COMMON
from tui.places import Target
from tui.screens.commendation_view import CommendationDrawing
from tui.widgets.key_bar import KeyBar, Shown
from tui.widgets.line_text import LineText
from tui.widgets.plain import PlainText
from tui.widgets.rows import Column, ListRow, RowList

AROUND = 5
"""Rows that are neither the list's nor the organisation's: two of the head, the message, two of keys."""

LEAST_LIST, LEAST_ABOUT = 6, 13
"""Rows of the list with its heading, and of the organisation, on a screen of 24 rows."""

FOLDED = 110
"""On fewer columns than these the footer shows both nominations as one."""

OPEN_CYCLE = "open"

NOMINATING = {"year": YEAR, "five_years": FIVE_YEARS}
DECIDING = {"grant": GRANTED, "decline": DECLINED}
"""Keys, with the kind or the state that they lead to."""


class CommendationScreen(ListPlace[CommendedUnit], inherit_bindings=False):
    """The list; below it always the organisation under the cursor, with what its conditions rest on."""

    KEYS = (
        Key("year", "1", "1", "key.commending.year"),
        Key("five_years", "2", "2", "key.commending.five_years"),
        Key("grant", "equals_sign", "=", "key.commending.grant"),
        Key("decline", "minus", "-", "key.commending.decline"),
        Key("why", "v", "v", "key.why"),
        Key("open", "enter", "Enter", "key.commending.open"),
        Key("pending", "l", "l", "key.commending.pending"),
        SORT,
        FIND,
        Key("papers", "x", "x", "key.case.papers"),
        *COMMON,
        MOVE,
    )
    BINDINGS = bindings("commendation", KEYS)
    NAME = "commendation"
    CSS_PATH = "commendation.tcss"
    ORDERS = ("standing", "tt", "name")
    FIELDS = COMMENDATION_FIELDS

    view: CommendationsView

    _counted: tuple[CommendationsView, int, int] | None = None

    def compose_middle(self) -> ComposeResult:
        """The list, the message, the organisation."""
        yield RowList(id="list")
        yield PlainText(id="message")
        yield LineText(id="about")

    async def read(self) -> None:
        """Read the cycle's commendations; rows that were not there before are sorted in."""
        self.view = await self.house.link.read(commendations)
        codes = {each.compared.organisation for each in self.view.units}
        if self.choosing.still is None or not codes.issuperset(self.choosing.still):
            self.choosing = self.settled(self.choosing)

    async def reach(self, target: Target) -> None:
        """Somebody comes here anew: what asks for work now stands first again."""
        self.choosing = self.settled(replace(self.choosing, still=None))
        await super().reach(target)

    async def arrived(self) -> None:
        """Say what was left unfinished."""
        kept = await self.house.link.read(drafts.kept, self.house.me.login)
        places = {draft.place for draft in kept}
        begun = [
            unit.compared
            for unit in self.view.units
            if any(each.startswith(draft_place(self.view.cycle, unit.compared.organisation)) for each in places)
        ]
        if begun:
            unit = self.house.teller.numbered(begun[0].tt, begun[0].name)
            self.say(self.house.words("commending.draft_found", count=len(begun), unit=unit))

    # The list

    def records(self) -> Sequence[CommendedUnit]:
        """All organisations of the cycle."""
        return self.view.units

    def named(self, record: CommendedUnit) -> Named:
        """How an organisation is called."""
        compared = record.compared
        return Named(compared.organisation, compared.tt, compared.name, compared.full_name)

    def asked(self, record: CommendedUnit) -> Facts:
        """What a filter may ask."""
        return commendation_facts(record)

    def needs_work(self, record: CommendedUnit) -> bool:
        """Whether it is nominated and not decided, or eligible and not nominated."""
        return record.standing in (WAITING, READY)

    def order_key(self, record: CommendedUnit, order: str) -> tuple[object, ...]:  # noqa: ARG002 - one order of its own
        """What asks for work first."""
        return (STANDINGS.index(record.standing),)

    def settled(self, choosing: Choosing) -> Choosing:
        """Rows and order are held still where they depend on what is done here: many are recorded one after another."""
        if choosing.order != "standing" and not choosing.narrow:
            return replace(choosing, still=None)
        return self.held_still(choosing, choosing.order)

    @property
    def drawing(self) -> CommendationDrawing:
        """How it is drawn now."""
        return CommendationDrawing(self.view, self.house.teller, self.app.size.width)

    def which(self) -> str:
        """The filter, what is to be considered, or the whole list."""
        if self.choosing.expression is None and self.choosing.narrow:
            return self.house.words("commending.pending_only")
        chosen = self.choosing.expression
        return "" if chosen is None else self.house.words("commending.filtered", expression=chosen.text)

    def heads(self, rows: Sequence[CommendedUnit]) -> tuple[str, str, str]:
        """Where, nothing, how many stand how."""
        return self.drawing.where(self.post), "", self.drawing.counts(rows, self.which())

    def listing(self, rows: Sequence[CommendedUnit]) -> tuple[Sequence[Column], Sequence[ListRow]]:
        """Columns and rows."""
        drawing = self.drawing
        return drawing.headings(), [drawing.row(each) for each in rows]

    # The organisation below

    @property
    def about_rows(self) -> int:
        """Rows for the organisation: what the list leaves, no more than the longest can use."""
        left, columns = self.app.size.height - AROUND, self.app.size.width
        if self._counted is None or self._counted[0] is not self.view or self._counted[1] != columns:
            drawing = self.drawing
            wanted = max((drawing.wanted(each) for each in self.records()), default=0)
            self._counted = (self.view, columns, wanted)
        least_list = min(max(LEAST_LIST, len(self.records()) + 1), max(LEAST_LIST, left // 2))
        return max(LEAST_ABOUT, min(left - least_list, self._counted[2]))

    def draw_about(self) -> None:
        """Show the organisation under the cursor, below the rest of a long message."""
        rest, unit, rows = [f" {line}" for line in self._overflow], self.row, self.about_rows
        lines = self.drawing.picture(unit, rows - len(rest)) if unit else []
        lines = [*rest, *lines, *[""] * (rows - len(rest) - len(lines))]
        self.query_one("#about", LineText).put(lines[:rows])

    def on_row_list_moved(self) -> None:
        """Another organisation is under the cursor: what may be done is another matter."""
        if self.is_read:
            self.query_one(KeyBar).show(self.footer(), self.app.size.width)
        super().on_row_list_moved()

    # What may be done

    def barred(self, action: str) -> Refused | None:
        """Who may do what, what the conditions and the state do not allow, and whether a meeting sits."""
        if self.typing() or not self.is_read:
            return None
        if action in NOMINATING:
            return self._barred("nominate") or self._not_nominable(NOMINATING[action])
        if action in DECIDING:
            return self._barred("decide_commendation") or self._not_decidable(DECIDING[action])
        return Refused("no_candidate") if action in ("open", "why") and self.row is None else None

    def _barred(self, deed: str) -> Refused | None:
        if not may(self.house.me.roles, deed):
            return Refused("role", role=self.house.me.roles[0], action=deed)
        if self.row is None:
            return Refused("no_candidate")
        return Refused("commending_closed", cycle=self.view.cycle) if self.view.state != OPEN_CYCLE else None

    def _not_nominable(self, kind: str) -> Refused | None:
        candidate = self._unit().of(kind)
        if candidate.state is not None:
            return Refused("nominated_already", tt=candidate.tt, name=candidate.name)
        failed = next((each for each in candidate.conditions if each.outcome == FAIL), None)
        if failed is not None:
            return Refused(f"not_eligible_{failed.code}", tt=candidate.tt, name=candidate.name)
        return None

    def _not_decidable(self, state: str) -> Refused | None:
        held: list[CandidateView] = [each for each in self._unit().candidates if each.state is not None]
        room = self.house.room
        if not held:
            compared = self._unit().compared
            return Refused("not_nominated", tt=compared.tt, name=compared.name)
        if all(each.state == state for each in held):
            return Refused("nothing_changed")
        if room is None or room.cycle != self.view.cycle:
            return Refused("commending_no_meeting")
        return Refused("commending_recess", meeting=room.meeting) if room.state == RECESS else None

    def _unit(self) -> CommendedUnit:
        """The organisation under the cursor; raises ``Refused`` where there is none."""
        if self.row is None:
            raise Refused("no_candidate")
        return self.row

    def footer(self) -> list[Shown]:
        """The keys that live now; on narrow screens both nominations are one."""
        keys = super().footer()
        if self.app.size.width >= FOLDED:
            return keys
        one, two, *rest = keys
        label = self.house.words("key.commending.nominate")
        return [Shown(f"{one.keys}-{two.keys}", label, one.barred and two.barred), *rest]

    # What is done

    async def action_year(self) -> None:
        """1: nominate for the year."""
        await Commending(self, self._unit()).nominate(KINDS[0])

    async def action_five_years(self) -> None:
        """2: nominate for five years running."""
        await Commending(self, self._unit()).nominate(KINDS[1])

    async def action_grant(self) -> None:
        """=: grant what was nominated."""
        await Commending(self, self._unit()).decide(GRANT)

    async def action_decline(self) -> None:
        """-: decline what was nominated."""
        await Commending(self, self._unit()).decide(DECLINE)

    async def kept(self, sentence: str, organisation: str) -> None:
        """Something was recorded: show it anew, say the sentence, stay on the organisation."""
        await self.load()
        self.stand_on(organisation)
        self.say(sentence)

    async def action_why(self) -> None:
        """v: all conditions with their sources, in full."""
        await self.app.push_screen(CommendationWhyDialog(self, self._unit()))

    async def action_pending(self) -> None:
        """Only what is nominated and not decided, or eligible and not nominated; Esc shows all."""
        self.choose(replace(self.choosing, narrow=True))
        self.say(self.house.words("commending.pending_on", count=len(self.list.rows)))

    async def action_papers(self) -> None:
        """x: to the paper that lists commendations."""
        await self.house.go("documents", filter="commendation-list")

    async def action_open(self) -> None:
        """Enter: in the search take what was found; on a row open the organisation."""
        if self.typing():
            await self.take_found()
        elif self.list.key is not None:
            await self.house.go("organisation", self.list.key)
