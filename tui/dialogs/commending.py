"""Putting an organisation forward for a commendation, and deciding on it: what holds is seen before Enter."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING

from store.commands.base import NOTE_LIMIT
from store.commands.commendation import decide_commendation, nominate
from store.errors import Refused
from store.live import drafts
from store.queries.commendation import CandidateView, CommendedUnit
from store.rules.commendation import DECLINED, GRANTED, KINDS
from store.rules.meeting import Hands
from store.rules.predicates import UNKNOWN
from store.rules.text import visible
from tui.dialogs.framed import FramedDialog
from tui.dialogs.hands import HandsDialog
from tui.dialogs.menu import MenuDialog, Option
from tui.dialogs.one_line import OneLineDialog
from tui.keys import Key, bindings
from tui.widgets.frame import Part

if TYPE_CHECKING:
    from tui.screens.commendation import CommendationScreen

Confirm = Callable[[str], Awaitable[None]]
"""What Enter does with a note."""

NOMINATE, GRANT, DECLINE = "nominate", "grant", "decline"
"""What is asked."""


def draft_place(cycle: str, organisation: str) -> str:
    """How the names begin under which drafts about an organisation are kept."""
    return f"commend:{cycle}:{organisation}:"


class Commending:
    """A person at the list of commendations, with one organisation as it is seen."""

    def __init__(self, place: CommendationScreen, unit: CommendedUnit) -> None:
        """Take the place and the organisation."""
        self.place, self.unit = place, unit
        self.house, self.words, self.teller = place.house, place.house.words, place.house.teller
        self.code = unit.compared.organisation

    @property
    def called(self) -> str:
        """Number and name."""
        return self.teller.numbered(self.unit.compared.tt, self.unit.compared.name)

    async def nominate(self, kind: str) -> None:
        """Ask for a note, show the conditions; Enter nominates."""

        async def confirm(note: str) -> None:
            saved = await self.house.link.do(
                nominate,
                self.house.me.login,
                organisation=self.code,
                kind=kind,
                note=note or None,
                cycle=self.place.view.cycle,
            )
            await self._told(NOMINATE, kind, saved.at)

        candidate = self.unit.of(kind)
        hint = "owed" if candidate.outcome == UNKNOWN else "optional"
        await self._ask(NOMINATE, candidate, [self.words(f"commending.ask.{hint}")], confirm)

    async def decide(self, verb: str) -> None:
        """Grant or decline what was nominated; where both kinds were, ask which first."""
        settled = (None, GRANTED if verb == GRANT else DECLINED)
        open_ = [each for each in self.unit.candidates if each.state not in settled]

        async def taken(number: int) -> None:
            await self._decide(verb, open_[number])

        if len(open_) == 1:
            await taken(0)
            return
        title = self.words(f"commending.ask.{verb}", unit=self.called)
        head = (self.words("commending.ask.which" if verb == GRANT else "commending.ask.which_not"),)
        digits = [KINDS.index(each.kind) + 1 for each in open_]
        options = [Option(self.place.drawing.kind(each).partition(" ")[2]) for each in open_]
        await self.place.app.push_screen(MenuDialog(title, options, taken, head=head, digits=digits))

    async def _decide(self, verb: str, candidate: CandidateView) -> None:
        hands: Hands | None = None

        async def confirm(note: str) -> None:
            nonlocal hands
            counted, hands = hands, None
            try:
                saved = await self.house.link.do(
                    decide_commendation,
                    self.house.me.login,
                    organisation=self.code,
                    kind=candidate.kind,
                    granted=verb == GRANT,
                    note=note or None,
                    cycle=self.place.view.cycle,
                    if_state=candidate.state,
                    hands=counted,
                )
            except Refused as refused:
                if refused.code == "hands_missing":
                    await self.place.app.push_screen(HandsDialog(self.house, again))
                raise
            await self._told(verb, candidate.kind, saved.at)

        async def again(told_hands: Hands) -> None:
            nonlocal hands
            hands = told_hands
            await dialog.action_confirm()

        said = {"note": candidate.note, "decided_note": candidate.decided_note}
        told = [self.words(f"commending.{name}", note=visible(text)) for name, text in said.items() if text]
        dialog = await self._ask(verb, candidate, [*told, self.words(f"commending.ask.{verb}_hint")], confirm)

    async def _ask(self, verb: str, candidate: CandidateView, hints: Sequence[str], confirm: Confirm) -> OneLineDialog:
        """Ask for a note, beginning with what was typed there before; answers the dialog that asks."""
        drawing = self.place.drawing
        head = [drawing.kind(candidate), *(drawing.condition(self.unit, each) for each in candidate.conditions)]
        place = f"{draft_place(self.place.view.cycle, self.code)}{candidate.kind}:{verb}"
        draft = await self.house.link.read(drafts.find, self.house.me.login, place)
        text = str(draft.body.get("note") or "") if draft else ""
        title, label = self.words(f"commending.ask.{verb}", unit=self.called), self.words("commending.ask.label")
        dialog = OneLineDialog(title, [*head, *hints], label, place, text, confirm, limit=NOTE_LIMIT)
        await self.place.app.push_screen(dialog)
        return dialog

    async def _told(self, verb: str, kind: str, at: int) -> None:
        name = self.words(f"commendation.kind.{kind}")
        facts = {"time": self.teller.time(at), "unit": self.called, "kind": name[:1].lower() + name[1:]}
        await self.place.kept(self.words(f"commending.saved.{verb}", **facts), self.code)


class CommendationWhyDialog(FramedDialog):
    """Pages through all that is known about one organisation's conditions, with the sentences of the sources."""

    KEYS = (
        Key("give_up", "escape,enter,v", "Esc", "key.back"),
        Key("scroll", "down,up,pagedown,pageup", "↑↓", "key.move", each=True),
    )
    BINDINGS = bindings("commendation_why", KEYS)

    def __init__(self, place: CommendationScreen, unit: CommendedUnit) -> None:
        """Take the place, which draws, and the organisation."""
        super().__init__()
        self.place, self.unit = place, unit
        self._top = 0
        self._rows = 1

    def parts(self) -> list[Part]:
        """As much as the screen has room for."""
        lines = self.place.drawing.whole(self.unit, self.columns - 4)
        self._rows = rows = max(3, self.app.size.height - 7)
        self._top = max(0, min(self._top, len(lines) - rows))
        shown = lines[self._top : self._top + rows]
        if self._top + rows < len(lines):
            shown[-1] = self.house.words("help.more")
        compared = self.unit.compared
        unit = self.house.teller.numbered(compared.tt, compared.full_name or compared.name)
        return [Part(self.house.words("commending.why_title", unit=unit), tuple(shown))]

    async def action_scroll(self, number: int) -> None:
        """Down, up, a page down, a page up."""
        page = self._rows - 1
        self._top += (1, -1, page, -page)[number]
        self.draw()
