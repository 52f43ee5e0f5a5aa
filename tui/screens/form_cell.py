"""Typing into the form's one cell: a draft from the first letter, read as it grows, stored when it is left."""

from __future__ import annotations

from dataclasses import dataclass

from store import clock
from store.commands.base import NOTE_LIMIT, Saved
from store.commands.dossier import Entered
from store.errors import Refused, Stale
from store.live import drafts
from store.queries.news import news_of
from store.rules.facts import FactFault
from store.rules.text import fit, width
from tui.dialogs.menu import MenuDialog, Option
from tui.drafting import DraftKeeper
from tui.places import NOWHERE, Target
from tui.screens.form_cell_view import CellDrawing
from tui.screens.form_parts import DATED, FACT, POINTS, TEXT, Field, Typed, read_points
from tui.screens.form_seen import Opened
from tui.screens.form_sheet import FormSheet, place_of
from tui.screens.form_store import stored, version, write
from tui.widgets.frame import wrapped
from tui.widgets.text_cell import TextCell

SHORT = 60
"""The longest figure, number or date that can be typed, in characters."""

TOLD = 40
"""So much of what was stored is said again, in columns."""

UNMARKED = 4
"""So many words without a single mark, and the keyboard driver may be off."""


@dataclass
class Editing:
    """What the cell held when it was opened, the version that a change must name, and where its draft is kept."""

    field: Field
    stored: str
    version: int
    keeper: DraftKeeper
    clashed: bool = False


class FormCell(FormSheet, inherit_bindings=False):
    """Opens the cell on a field, follows what is typed, stores it."""

    def __init__(self, target: Target = NOWHERE) -> None:
        """Begin with the cell closed."""
        super().__init__(target)
        self.editing: Editing | None = None
        self._hinted: set[str] = set()

    def trail(self) -> str:
        """While a cell is open Esc leaves the cell, not the place."""
        return "" if self.editing else super().trail()

    # Opening, following, leaving

    async def open_cell(self, field: Field, start: str | None = None, *, told: bool = True) -> None:
        """Open the cell with what stands there, with what was left unfinished, or with a first character.

        With ``told`` off the message line keeps what it says, unless unfinished text is back.
        """
        house = self.house
        place = place_of(self.dossier.cycle, self.dossier.organisation, field)
        draft = await house.link.read(drafts.find, house.me.login, place)
        there = stored(self.seen, field)
        self.editing = Editing(field, there, version(self.seen, field), DraftKeeper(house.link, place))
        text = start if start is not None else str(draft.body.get("text") or "") if draft else there
        cell = self.cell
        cell.limit = NOTE_LIMIT if field.part == TEXT else SHORT
        cell.value = text
        cell.cursor_position = len(text)
        cell.heard = self.follow
        self.query_one("#typed").display = True
        self.set_focus(cell)
        if draft and start is None:
            self.say(house.words("form.draft_back", time=house.teller.time(draft.at)))
        elif told:
            self.say("")
        if start is not None:
            self.follow()
        else:
            self.opened = Opened(field, text, self.typed(field))
            self.draw()

    def typed(self, field: Field) -> Typed:
        """What the text in the cell comes to."""
        text = self.cell.text
        if field.kind == FACT:
            return self.reader.fact(field.code, text)
        if field.kind == POINTS:
            line = next(each for each in self.seen.lines if each.code == field.code)
            return read_points(text, line.points or 0)
        if field.part == DATED and text:
            day = self.reader.day(text)
            return Typed(fault=FactFault("not_a_date")) if day is None else Typed(day)
        return Typed(text or None)

    def follow(self) -> None:
        """After every key: keep the draft, read the text, let the checks answer."""
        if self.editing is None:
            return
        field = self.editing.field
        self.editing.keeper.keep({"text": self.cell.value})
        self.opened = Opened(field, self.cell.text, self.typed(field))
        self.hush()
        self.draw()
        self._doubt(field)

    def _doubt(self, field: Field) -> None:
        """Once a field: many words without any mark may mean that the driver is off."""
        text = self.cell.text
        if field.part != TEXT or field.name in self._hinted or self.house.words.lang != "vi":
            return
        if text.isascii() and len(text.split()) > UNMARKED:
            self._hinted.add(field.name)
            self.say(self.house.words("form.unmarked"))

    def on_text_cell_paste_cut(self, event: TextCell.PasteCut) -> None:
        """Say how much of a paste was left out."""
        self.say(self.house.words("adjustment.cut", characters=event.characters, lines=event.lines))

    def _close(self) -> None:
        self.editing = self.opened = None
        self.cell.heard = None
        self.set_focus(None)
        self.query_one("#typed").display = False
        self.draw()

    async def give_up(self) -> None:
        """Leave the cell and change nothing; what was typed stays as a draft, unless it is nothing new."""
        if (editing := self.editing) is None:
            return
        words, text = self.house.words, self.cell.text
        if text not in ("", editing.stored) and (refused := await editing.keeper.lost()) is not None:
            self.say(words("drafting.esc_again", why=self.house.teller.refusal(refused)))
            return
        self._close()
        if text in ("", editing.stored):
            await editing.keeper.drop()
            self.say("")
            return
        await editing.keeper.settled()
        if editing.keeper.failed:
            self.say(self.house.teller.refusal(editing.keeper.failed))
        else:
            time = self.house.teller.time(clock.now_ms())
            self.say(words("form.draft_kept", time=time, unit=self.unit, field=self.seen.field(editing.field)))

    async def finish(self) -> bool:
        """Store what is typed and leave the cell; false where it stays open, because it cannot be stored."""
        if (editing := self.editing) is None:
            return True
        typed = self.typed(editing.field)
        if self.cell.text == editing.stored:
            self._close()
            await editing.keeper.drop()
            return True
        if typed.fault is not None:
            self.say(CellDrawing(self.seen).fault(editing.field, self.cell.text, typed.fault))
            return False
        if editing.clashed:
            await self._ask(editing)
            return False
        return await self._store(editing, typed)

    async def _store(self, editing: Editing, typed: Typed) -> bool:
        try:
            saved = await write(self.house, self.seen, editing.field, typed, editing.version)
        except Stale as stale:
            return await self._clash(editing, stale)
        except Refused as refused:
            if refused.code != "nothing_changed":
                self.say(self.house.teller.refusal(refused))
                return False
            self._close()
        else:
            self._close()
            await self.load()
            self._tell(editing.field, saved)
        await editing.keeper.drop()
        return True

    def _tell(self, field: Field, saved: Saved[Entered]) -> None:
        """Say what is stored, with whose it is; and where a figure does not go with another, that it is marked."""
        words, seen = self.house.words, self.seen
        fact = self.dossier.fact(field.code) if field.kind == FACT else None
        value, time = seen.fact(fact) if fact else stored(seen, field), self.house.teller.time(saved.at)
        value = fit(value, min(width(value), TOLD)).rstrip() or words("form.emptied")
        told = words("form.saved", time=time, unit=self.unit, field=seen.field(field), value=value)
        clashing = [each for each in seen.odd if field.kind == FACT and field.code in (*each.parts, each.whole)]
        self.say(" ".join([told, *(CellDrawing(seen).odd(each) for each in clashing)]))

    # Somebody was quicker

    async def who_wrote(self, version: int, stale: Stale) -> tuple[str, str]:
        """Who wrote a version, and when; where nothing is left of it, who last touched the dossier."""
        teller = self.house.teller
        found = await self.house.link.read(news_of, (version,)) if version else ()
        if found:
            return teller.person(found[0].actor, found[0].post), teller.time(found[0].at)
        facts = stale.facts
        post = facts.get("post")
        at = facts.get("at")
        return teller.person(facts.get("actor"), None if post is None else str(post)), teller.time(
            None if at is None else int(at)
        )

    async def _clash(self, editing: Editing, stale: Stale) -> bool:
        """Show the newer value and who wrote it; one's own text stays in the cell, unless both wrote the same."""
        before = editing.stored
        await self.load()
        editing.version, editing.stored = version(self.seen, editing.field), stored(self.seen, editing.field)
        if editing.stored == self.cell.text:
            return await self.finish()
        who, at = await self.who_wrote(editing.version, stale)
        empty = self.house.words("form.emptied")
        editing.clashed = True
        self.say(
            self.house.words(
                "form.clash",
                who=who,
                at=at,
                field=self.seen.field(editing.field),
                unit=self.unit,
                before=before or empty,
                now=editing.stored or empty,
            )
        )
        return False

    async def _ask(self, editing: Editing) -> None:
        """After a clash Enter asks which of the two it shall be; nothing is preset."""
        words, empty = self.house.words, self.house.words("form.emptied")
        theirs, mine = editing.stored or empty, self.cell.text or empty

        async def taken(number: int) -> None:
            if number == 0:
                self._close()
                await editing.keeper.drop()
            else:
                editing.clashed = False
                await self._store(editing, self.typed(editing.field))

        title = words("form.clash_title", unit=self.unit, field=self.seen.field(editing.field))
        room = self.house.size.width - 6
        options = (
            Option(words("form.keep_theirs", value=theirs)),
            Option(words("form.write_mine", value=mine)),
        )
        head = wrapped(words("form.clash_asked"), room)
        await self.app.push_screen(MenuDialog(title, options, taken, head=head))
