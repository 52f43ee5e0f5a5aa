"""The intake: papers in, late, given back; what advisory bodies say; who owes what, and reminders."""

from __future__ import annotations

from store import clock
from store.commands.intake import give_opinion, receive_papers, return_dossiers
from store.errors import Refused
from store.live import drafts
from store.queries.intake import IntakeRow
from store.rules.dates import written
from store.rules.intake import GIVEN, NOT_SENT, speaks_for
from store.rules.roles import may
from tui.dialogs.intake import OpinionDialog, ReturnDialog
from tui.dialogs.reminders import RemindersDialog
from tui.keys import Key, bindings
from tui.list_place import FIND, MARK, MARK_ALL, MOVE, SORT
from tui.place import COMMON
from tui.screens.intake_list import IntakeList
from tui.widgets.key_bar import Shown

DEEDS = {"paper": "receive_paper", "all_in": "receive_paper", "give_back": "return_dossier"}
"""What a key of the papers does to the record."""


class IntakeScreen(IntakeList, inherit_bindings=False):
    """Tick papers, give dossiers back, see which body is silent, remind whoever owes something."""

    KEYS = (
        Key("paper", "1,2,3,4,5,6,7,8,9", "1-5", "key.paper", each=True),
        Key("all_in", "equals_sign", "=", "key.all_in"),
        Key("give_back", "r", "r", "key.give_back"),
        Key("reminders", "x", "x", "key.reminders"),
        Key("matrix", "t", "t", "key.bodies"),
        Key("gaps", "l", "l", "key.gaps"),
        SORT,
        FIND,
        Key("open", "enter", "Enter", "key.open_form"),
        MARK,
        MARK_ALL,
        *COMMON,
        MOVE,
    )
    BINDINGS = bindings("intake", KEYS)
    NAME = "intake"

    async def arrived(self) -> None:
        """Say what was left unfinished, else what is overdue."""
        kept = {draft.place for draft in await self.house.link.read(drafts.kept, self.house.me.login)}
        unfinished = [row for row in self.view.rows if self._place("return", row) in kept]
        if unfinished:
            self.list.go_to(unfinished[0].organisation)
            unit = self.units(unfinished[:1])
            self.say(self.house.words("intake.draft_found", count=len(unfinished), unit=unit))
            return
        due = self.view.cycle.dossier_due
        wanting = sum(bool(row.lacking) for row in self.view.rows)
        overdue = due is not None and self.view.today > due and wanting
        self.say(self.house.words("intake.overdue", day=written(due), count=wanting) if overdue else "")

    def footer(self) -> list[Shown]:
        """The keys that live now: digits are as many as there are papers, or bodies."""
        keys = super().footer()
        if self.is_read:
            count = len(self.view.bodies if self.bodies else self.view.papers)
            label = self.house.words("key.opinion") if self.bodies else keys[0].label
            keys[0] = Shown(f"1-{count}", label, keys[0].barred)
        return keys

    def digits(self) -> str:
        """What digits write, or why they do not."""
        words = self.house.words
        if isinstance(reason := self.barred("paper"), Refused):
            closed = reason.code == "cycle_closed"
            return words(f"cycle.{self.view.cycle.state}") if closed else words("comparison.looks")
        if self.bodies:
            return words("intake.digits_bodies", count=len(self.view.bodies))
        return words("intake.digits", count=len(self.view.papers), day=written(self.today))

    @property
    def today(self) -> str:
        """The committee's day, as ISO text."""
        return clock.local(clock.now_ms(), self.house.teller.offset).date().isoformat()

    def barred(self, action: str) -> Refused | None:
        """Who only looks changes nothing, nobody changes a closed cycle, and papers are not ticked in the matrix."""
        deed = "give_opinion" if action == "paper" and self.bodies else DEEDS.get(action)
        if deed is None or self.typing():
            return None
        me = self.house.me
        if not may(me.roles, deed):
            return Refused("role", role=me.roles[0], action=deed)
        if self.is_read and self.view.cycle.state != "open":
            return Refused("cycle_closed", cycle=self.view.cycle.code)
        return Refused("papers_elsewhere") if self.bodies and action != "paper" else None

    async def action_open(self) -> None:
        """Enter: in the search take what was found; on a row open its form."""
        if self.typing():
            await self.take_found()
        elif self.row is not None:
            await self.house.go("form", self.row.organisation)

    # Papers

    async def action_paper(self, number: int) -> None:
        """The n-th paper is in today; where it is in already, not in. In the matrix: what the n-th body says."""
        if self.bodies:
            await self._opinion(number)
            return
        if number >= len(self.view.papers):
            raise Refused("no_such_number", number=number + 1, count=len(self.view.papers))
        code, rows = self.view.papers[number].code, self.chosen
        wanting = [row for row in rows if not row.papers[number].is_in]
        name = self.drawing.paper(code)
        if wanting:
            await self._receive({row.organisation: [code] for row in wanting}, self.today, "intake.received", name)
        elif rows:
            await self._receive({row.organisation: [code] for row in rows}, None, "intake.taken_out", name)

    async def action_all_in(self) -> None:
        """All papers that are not in yet are in today."""
        wanting = {row.organisation: [paper.code for paper in row.lacking] for row in self.chosen if row.lacking}
        if not wanting:
            self.say(self.house.words("intake.nothing_lacking", units=self.units(self.chosen)))
            return
        await self._receive(wanting, self.today, "intake.received_all", "")

    async def _receive(self, papers: dict[str, list[str]], day: str | None, told: str, name: str) -> None:
        rows = [row for row in self.view.rows if row.organisation in papers]
        try:
            await self.house.link.do(
                receive_papers, self.house.me.login, papers=papers, received=day, cycle=self.view.cycle.code
            )
        except Refused:
            await self.load()  # somebody else was quicker
            raise
        await self._kept(self.house.words(told, paper=name, units=self.units(rows)))

    async def _kept(self, sentence: str) -> None:
        """The store has it: marks off, show the list anew and say what was saved."""
        self.list.mark(frozenset())
        await self.load()
        self.say(sentence)

    async def action_give_back(self) -> None:
        """Give papers back to be completed, with the reason."""
        rows = [row for row in self.chosen if any(paper.is_in for paper in row.papers)]
        if not rows:
            self.say(self.house.words("intake.nothing_in", units=self.units(self.chosen)))
            return
        held = {paper.code for row in rows for paper in row.papers if paper.is_in}
        words, drawing, place = self.house.words, self.drawing, self._place("return", rows[0])

        async def confirm(codes: frozenset[str], why: str) -> None:
            going = {
                row.organisation: [paper.code for paper in row.papers if paper.is_in and paper.code in codes]
                for row in rows
            }
            await self.house.link.do(
                return_dossiers,
                self.house.me.login,
                papers={code: each for code, each in going.items() if each},
                returned=self.today,
                why=why,
                cycle=self.view.cycle.code,
            )
            names = drawing.few([paper.code for paper in self.view.papers if paper.code in codes])
            units = self.units([row for row in rows if going[row.organisation]])
            await self._kept(words("intake.given_back", papers=names, units=units))

        papers = [(paper.code, drawing.name(paper)) for paper in self.view.papers]
        title = words("returning.title", units=self.units(rows))
        label = words("returning.label")
        text = await self._begun(place)
        await self.app.push_screen(ReturnDialog(title, papers, held, label, place, text, confirm))

    # Opinions

    async def _opinion(self, number: int) -> None:
        row, me, words = self.row, self.house.me, self.house.words
        if number >= len(self.view.bodies):
            raise Refused("no_such_number", number=number + 1, count=len(self.view.bodies))
        if row is None:
            return
        body, stands = self.view.bodies[number], row.opinions[number]
        if not speaks_for(me.roles, me.body, body.code):
            raise Refused("not_own_field", body=body.code)
        name, place = self.drawing.name(body), self._place(f"opinion:{body.code}", row)

        async def confirm(text: str | None) -> None:
            await self.house.link.do(
                give_opinion,
                me.login,
                organisation=row.organisation,
                body=body.code,
                text=text,
                given=self.today,
                cycle=self.view.cycle.code,
            )
            told = "intake.opinion_none" if text is None else "intake.opinion_kept"
            await self._kept(words(told, body=name, units=self.units([row])))

        title = words("opining.title", body=name, units=self.units([row]))
        told = "opining.stands" if stands.state == NOT_SENT else "opining.stands_since"
        stood = words(told, stood=words(f"intake.opinion.{stands.state}.wide"), day=written(stands.given))
        text = await self._begun(place) or (stands.text or "" if stands.state == GIVEN else "")
        await self.app.push_screen(OpinionDialog(title, (stood,), words("opining.label"), place, text, confirm))

    def _place(self, what: str, row: IntakeRow) -> str:
        """Where a draft is kept."""
        return f"{what}:{self.view.cycle.code}:{row.organisation}"

    async def _begun(self, place: str) -> str:
        """What was typed there before and not confirmed."""
        draft = await self.house.link.read(drafts.find, self.house.me.login, place)
        return str(draft.body.get("note") or "") if draft else ""

    # Reminders

    async def action_reminders(self) -> None:
        """Who owes what, for the marked dossiers or all that are shown; Enter there keeps that letters went out."""
        await self.load()
        words = self.house.words
        shown = {row.key for row in self.list.rows}
        rows = self.chosen if self.list.marked else tuple(row for row in self.view.rows if row.organisation in shown)
        if not any(row.debts for row in rows):
            self.say(words("intake.nothing_owed"))
            return

        async def after(count: int) -> None:
            await self._kept(words("intake.reminded", count=count, day=written(self.today)))

        title = words("reminding.title", day=written(self.today), units=self.units(rows))
        await self.app.push_screen(RemindersDialog(title, rows, self.drawing, after))
