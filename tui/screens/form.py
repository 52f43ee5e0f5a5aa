"""The form of one organisation: grades by digit, facts, evidence, the next gap, and checks that answer as one types."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from store import clock
from store.commands.base import Saved
from store.commands.dossier import Entered, grade
from store.errors import Refused, Stale
from store.queries.news import NewsView
from store.rules.forms import GRADES, NOT_APPLIED, Criterion
from store.rules.roles import may
from tui.dialogs.why import WhyDialog
from tui.keys import Key, bindings
from tui.place import COMMON
from tui.places import NOWHERE, Target
from tui.screens.form_cell_view import CellDrawing
from tui.screens.form_moves import FormMoves
from tui.screens.form_parts import (
    DATED,
    FACT,
    FACTS_ZONE,
    LINES,
    POINTS,
    PROOFS,
    Field,
    is_own,
    pieces,
)
from tui.widgets.key_bar import Shown

HASTE_MS = 500
"""After a clash digits that follow each other so quickly were typed before it could be seen."""


class FormScreen(FormMoves, inherit_bindings=False):
    """Digits grade and go down, Tab goes to the facts and to the evidence, Enter opens a cell."""

    KEYS = (
        Key("digit", "1,2,3,4,5,6,7,8,9", "1-4", "key.grade", each=True),
        Key("clear", "0", "0", "key.clear"),
        Key("edit", "enter", "Enter", "key.edit"),
        Key("zone", "tab,shift+tab", "Tab", "key.zone", each=True),
        Key("gap", "t", "t", "key.gap"),
        Key("why", "v", "v", "key.why"),
        Key("neighbour", "left,right", "←→", "key.neighbour", each=True),
        Key("not_applied", "minus", "-", "key.not_applied"),
        *COMMON,
        Key("move", "up,down,pageup,pagedown,home,end", "↑↓", "key.move", in_footer=False, each=True),
    )
    BINDINGS = bindings("form", KEYS)
    CSS_PATH: ClassVar[str] = "form.tcss"
    AWAKE_IN_TEXT = frozenset({"edit", "zone", "back", "move"})

    def __init__(self, target: Target = NOWHERE) -> None:
        """Take the organisation."""
        super().__init__(target)
        self._deaf_until = 0

    async def arrived(self) -> None:
        """Offer what was left unfinished in this form."""
        found = [field for _code, field in await self.unfinished(self.organisation)]
        if not found:
            self.say("")
            return
        self.go_to_field(found[0])
        name = self.seen.field(found[0])
        self.say(self.house.words("form.draft_found", count=len(found), unit=self.unit, field=name))

    async def hear(self, news: tuple[NewsView, ...]) -> None:
        """Show what others did, and in whose dossier; the cursor and what is typed stay."""
        await self.load()
        last = news[-1]
        if last.moves:
            self.say(self.house.teller.news(last))
            return
        teller, touched = self.house.teller, [row for row in self.view.rows if row.version == last.entry]
        about = teller.numbered(touched[0].tt, touched[0].name) if len(touched) == 1 else ""
        who, what = teller.person(last.actor, last.post), self.house.words(f"action.{last.action}")
        self.say(self.house.words("news.line", time=teller.time(last.at), who=who, what=what, about=about))

    # What may be done

    def footer(self) -> list[Shown]:
        """While a cell is open only the keys that act in it; all others are text then."""
        if self.editing is None:
            return super().footer()
        keys = (("Enter", "key.store"), ("Tab", "key.zone"), ("↑↓", "key.move"), ("Esc", "key.give_up_draft"))
        return [Shown(key, self.house.words(label), barred=False) for key, label in keys]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While text is typed Home and End belong to the cell."""
        if self.typing() and parameters[:1] == ("move",) and parameters[1] in (4, 5):
            return False
        return super().check_action(action, parameters)

    def barred(self, action: str) -> Refused | None:
        """Who only looks writes nothing, an advisory body grades its own lines alone, a closed cycle stays as it is."""
        if action not in {"digit", "clear", "not_applied", "edit"} or self.typing() or not self.is_read:
            return None
        if self.view.state != "open":
            return Refused("cycle_closed", cycle=self.view.cycle)
        me, line, zone = self.house.me, self.seen.line, self.spot.zone
        if zone == LINES and line is not None and (action != "edit" or line.points is not None):
            if self.seen.own is None:
                return Refused("role", role=me.roles[0], action="grade_board")
            return None if is_own(line, me) else Refused("not_own_field", body=line.body)
        deed = "set_fact" if zone == FACTS_ZONE else "set_proof"
        return None if may(me.roles, deed) else Refused("role", role=me.roles[0], action=deed)

    # Grading and typing

    async def action_digit(self, number: int) -> None:
        """A digit: a grade, or the first character of points or of a fact."""
        await self._digit(number + 1)

    async def action_clear(self) -> None:
        """0: the line is not graded; among the facts it begins a figure."""
        await self._digit(0)

    async def _digit(self, digit: int) -> None:
        line, zone = self.seen.line, self.spot.zone
        if zone == FACTS_ZONE:
            await self._open_side(str(digit))
        elif zone == PROOFS or line is None:
            self.say(self.house.words("form.enter_to_type"))
        elif line.points is not None and digit:
            await self.open_cell(Field(POINTS, line.code), str(digit))
        elif digit == 0:
            await self._grade(line, None)
        elif digit <= len(GRADES):
            await self._grade(line, GRADES[digit - 1])

    async def action_not_applied(self) -> None:
        """-: the line does not apply to this organisation."""
        line = self.seen.line
        if self.spot.zone == LINES and line is not None:
            await self._grade(line, NOT_APPLIED)
        else:
            self.say(self.house.words("form.only_lines"))

    async def _grade(self, line: Criterion, given: str | None) -> None:
        """Grade a line and go on to the next own one; what stands there already is not written again."""
        now = clock.ticks_ms()
        if now < self._deaf_until:
            self._deaf_until = now + HASTE_MS
            return
        house, dossier, side = self.house, self.dossier, str(self.seen.own)
        there = dossier.grade(line.code, side)
        if given != (there.grade if there else None) or (there is not None and there.points is not None):
            try:
                saved = await house.link.do(
                    grade,
                    house.me.login,
                    organisation=dossier.organisation,
                    criterion=line.code,
                    side=side,
                    grade=given,
                    cycle=dossier.cycle,
                    if_version=there.version if there else 0,
                )
            except Stale as stale:
                await self._clashed(line, side, stale)
                return
            await self.load()
            self._told(line, side, saved)
        self.down()

    def _told(self, line: Criterion, side: str, saved: Saved[Entered]) -> None:
        value = self.seen.graded(line.code, side, "full")
        field = f"{line.code} {self.house.words(f'side.{side}')}"
        time = self.house.teller.time(saved.at)
        self.say(self.house.words("form.saved", time=time, unit=self.unit, field=field, value=value))

    async def _clashed(self, line: Criterion, side: str, stale: Stale) -> None:
        """Somebody graded the line meanwhile: show it; digits typed ahead are not taken for an answer."""
        before = self.seen.graded(line.code, side, "full")
        await self.load()
        there = self.dossier.grade(line.code, side)
        who, at = await self.who_wrote(there.version if there else 0, stale)
        now = self.seen.graded(line.code, side, "full")
        told = {"who": who, "at": at, "unit": self.unit, "field": line.code, "before": before, "now": now}
        self.say(self.house.words("form.clash_grade", **told))
        self._deaf_until = clock.ticks_ms() + HASTE_MS

    async def action_edit(self) -> None:
        """Enter: open the cell under the cursor; in it, store it and go on to the next."""
        if self.editing is not None:
            field = self.editing.field
            if await self.finish():
                await self._after(field)
            return
        line = self.seen.line
        if self.spot.zone == FACTS_ZONE or line is None:
            await self._open_side(None)
        elif self.spot.zone == LINES and line.points is not None:
            await self.open_cell(Field(POINTS, line.code))
        else:
            if self.spot.zone == LINES:
                self.spot = replace(self.spot, zone=PROOFS, proof=0)
            if self.seen.proof is not None:
                await self.open_cell(self.seen.proof)

    async def _open_side(self, start: str | None) -> None:
        row = self.seen.beside
        if row.kind == FACT:
            await self.open_cell(Field(FACT, row.code), start)
        else:
            self.say(self.house.words("form.at_intake"))

    async def _after(self, field: Field) -> None:
        """On to the cell below what was just stored; of a piece of evidence its number and date open by themselves."""
        if field.kind == FACT:
            self.step_side(1)
        elif field.kind == POINTS:
            self.down()
        else:
            self.spot = replace(self.spot, proof=self.proof_number(field) + 1)
            if field.part != DATED and (below := self.seen.proof) and below.n == field.n and below != field:
                await self.open_cell(below, told=False)
        self.draw()

    async def action_back(self) -> None:
        """Out of the cell, keeping a draft; else to the place beneath."""
        if self.editing is not None:
            await self.give_up()
        else:
            await super().action_back()

    async def action_why(self) -> None:
        """The clause, source and figures of every check; first the line under the cursor in full."""
        await self.app.push_screen(WhyDialog(self.house.teller, self.dossier, head=self._in_full()))

    def _in_full(self) -> list[str]:
        """The line or the fact under the cursor with all there is to it."""
        seen, words = self.seen, self.house.words
        line = seen.line
        if self.spot.zone == FACTS_ZONE or line is None:
            row, told = seen.beside, CellDrawing(seen).beside()
            return told[:1] if row.kind == FACT else [seen.named(row), *told]
        sides = [
            f"{words(f'side.{side}')}: {seen.graded(line.code, side, 'full')}"
            for side in ("own", "responsible", "board")
        ]
        told = [f"{line.code} {seen.criterion(line)} ({seen.body(line.body)})", " · ".join(sides)]
        return [*told, *(CellDrawing.piece(piece) for piece in pieces(seen.dossier, line.code))]
