"""Reminders: who owes what, since when, when they were asked last; Enter keeps that the letters went out today."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from store.commands.intake import remind
from store.errors import Refused
from store.queries.intake import IntakeRow
from store.rules.dates import written
from store.rules.intake import DEBTORS, ORGANISATION, Debt
from store.rules.roles import may
from store.rules.text import fit, width
from tui.dialogs.framed import ABOVE, LEAST, FramedDialog
from tui.keys import Key, bindings
from tui.screens.intake_view import IntakeDrawing
from tui.widgets.frame import Part, side_by_side
from tui.widgets.key_bar import Shown

NAME = 15
"""Columns of a debtor's name."""


@dataclass(frozen=True)
class Letter:
    """What one debtor owes, for every organisation concerned."""

    debtor: str
    owed: tuple[tuple[IntakeRow, Debt], ...]

    @property
    def since(self) -> str | None:
        """The earliest day since when something is owed."""
        return min((debt.since for _row, debt in self.owed if debt.since is not None), default=None)

    @property
    def sent(self) -> tuple[str, ...]:
        """The days on which letters to this debtor went out, oldest first."""
        return tuple(sorted({day for _row, debt in self.owed for day in debt.reminded}))

    def is_sent(self, today: str) -> bool:
        """Whether everybody concerned was reminded today."""
        return all(today in debt.reminded for _row, debt in self.owed)


def letters(rows: Sequence[IntakeRow]) -> tuple[Letter, ...]:
    """One letter for each debtor of these dossiers, in the order of ``DEBTORS``."""
    owed = {
        debtor: tuple((row, debt) for row in rows for debt in row.debts if debt.debtor == debtor) for debtor in DEBTORS
    }
    return tuple(Letter(debtor, each) for debtor, each in owed.items() if each)


class RemindersDialog(FramedDialog):
    """Lists the letters; digits leave one out, arrows show whom it concerns."""

    KEYS = (
        Key("confirm", "enter", "Enter", "key.sent"),
        Key("give_up", "escape", "Esc", "key.give_up"),
        Key("pick", "1,2,3,4,5,6,7,8", "1-8", "key.leave_out", each=True),
        Key("move", "up,down", "↑↓", "key.move", each=True),
        Key("page", "pageup,pagedown", "PgUp PgDn", "key.page", each=True),
    )
    BINDINGS = bindings("reminders", KEYS)

    def __init__(
        self,
        title: str,
        rows: Sequence[IntakeRow],
        drawing: IntakeDrawing,
        after: Callable[[int], Awaitable[None]],
    ) -> None:
        """Take the dossiers as they are seen; ``after`` is told how many letters went out.

        A letter that went out today to all whom it concerns is left out to begin with.
        """
        super().__init__()
        self.heading, self.drawing, self.after = title, drawing, after
        self.today, self.cycle = drawing.view.today, drawing.view.cycle
        self.letters = letters(rows)
        self.going = {letter.debtor for letter in self.letters if not letter.is_sent(self.today)}
        self._at, self._top = 0, 0

    def parts(self) -> list[Part]:
        """The letters, then whom the one under the cursor concerns."""
        letter = self.letters[self._at]
        lines = [self._line(number, each) for number, each in enumerate(self.letters)]
        units = side_by_side([self._unit(row, debt) for row, debt in letter.owed], self.columns - 4, gap=3)
        room = max(1, self.app.size.height - ABOVE - LEAST - len(lines) - 3)
        self._page = max(1, room - 1)
        self._top = max(0, min(self._top, len(units) - room))
        shown = units[self._top : self._top + room]
        if self._top + room < len(units):
            shown[-1] = self.house.words("reminding.more", count=len(units) - self._top - len(shown) + 1)
        what = self.house.words("reminding.papers" if letter.debtor == ORGANISATION else "reminding.ratings")
        title = self.house.words("reminding.whom", debtor=self.drawing.debtor(letter.debtor), what=what)
        return [Part(self.heading, tuple(lines)), Part(title, tuple(shown))]

    def _line(self, number: int, letter: Letter) -> str:
        words, sent = self.house.words, letter.sent
        here, going = "►" if number == self._at else " ", "√" if letter.debtor in self.going else " "
        count = words("reminding.units", count=len(letter.owed))
        told = words("reminding.sent", count=len(sent), day=written(sent[-1])) if sent else words("reminding.not_sent")
        name = fit(self.drawing.debtor(letter.debtor), NAME)
        since = fit(self.drawing.since(letter.since), self._since_columns)
        return f"{here}{number + 1} {going} {name} {fit(count, 10)} {since} {told}"

    @property
    def _since_columns(self) -> int:
        """How wide the widest day is in words."""
        return max(width(self.drawing.since(letter.since)) for letter in self.letters)

    def _unit(self, row: IntakeRow, debt: Debt) -> str:
        unit = self.house.teller.numbered(row.compared.tt, row.compared.name)
        if debt.debtor != ORGANISATION:
            return unit
        whole = len(debt.what) == len(row.papers)
        papers = self.house.words("reminding.all_papers") if whole else self.drawing.papers(debt.what)
        return f"{unit}: {papers}"

    async def action_move(self, number: int) -> None:
        """To the letter above or below."""
        self._at = max(0, min(len(self.letters) - 1, self._at + (1 if number else -1)))
        self._top = 0
        self.draw()

    async def action_page(self, number: int) -> None:
        """On in the list of organisations, or back."""
        self._top += self._page if number else -self._page
        self.draw()

    async def action_pick(self, number: int) -> None:
        """A digit: the letter is left out, or goes out after all."""
        if number < len(self.letters):
            self._at, self._top = number, 0
            self.going ^= {self.letters[number].debtor}
            self.say("")
            self.draw()

    def footer(self) -> list[Shown]:
        """The keys that live now; digits are as many as there are letters."""
        shown = f"1-{len(self.letters)}"
        return [Shown(shown, key.label, key.barred) if key.keys == "1-8" else key for key in super().footer()]

    def barred(self, action: str) -> Refused | None:
        """Who may not send reminders only looks."""
        me = self.house.me
        if action == "confirm" and not may(me.roles, "remind"):
            return Refused("role", role=me.roles[0], action="remind")
        return None

    async def action_confirm(self) -> None:
        """Keep that these letters went out today."""
        house = self.house
        going = [letter for letter in self.letters if letter.debtor in self.going]
        if not going:
            self.say(house.words("reminding.none"))
            return
        debts = [(row.organisation, debt.debtor, ", ".join(debt.what)) for each in going for row, debt in each.owed]
        try:
            await house.link.do(remind, house.me.login, debts=debts, sent=self.today, cycle=self.cycle.code)
        except Refused as refused:
            self.say(house.teller.refusal(refused))
            return
        self.leave()
        await self.after(len(going))
