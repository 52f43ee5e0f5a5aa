"""Keeping what stands, for one organisation or for all that are marked: one entry, one Enter."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from store.commands.assessment import Moves, agree
from store.commands.base import Saved
from store.commands.departures import departures
from store.errors import Refused, Stale
from store.queries.comparison import ComparisonRow, ComparisonView
from store.queries.news import NewsView
from store.queries.room import RoomItem
from store.rules.meeting import Hands
from tui.dialogs.framed import FramedDialog
from tui.dialogs.hands import HandsDialog
from tui.dialogs.wrong_row import MINE, elsewhere, moved_on, warning, which_item
from tui.keys import Key, bindings
from tui.widgets.frame import Part, side_by_side

After = Callable[[Saved[Moves] | Stale], Awaitable[None]]
"""What the opener does once levels are kept, or once somebody else was quicker."""


def keepable(rows: Sequence[ComparisonRow], stage: str) -> tuple[list[ComparisonRow], list[ComparisonRow]]:
    """The rows that have something to keep at a stage and do not stand so yet, and the others."""
    can = [row for row in rows if (level := row.kept) is not None and level != row.at(stage)]
    return can, [row for row in rows if row not in can]


class AgreementDialog(FramedDialog):
    """Lists whose level is kept and who is lifted out; Enter agrees."""

    KEYS = (
        Key("confirm", "enter", "Enter", "key.confirm"),
        Key("give_up", "escape", "Esc", "key.give_up"),
    )
    BINDINGS = bindings("agreement", KEYS)

    def __init__(self, view: ComparisonView, rows: Sequence[ComparisonRow], stage: str, after: After) -> None:
        """Take the comparison and the rows as they are seen, the stage and what to do afterwards.

        Whose level would go against a clause is lifted out: that takes words, one by one.
        """
        super().__init__()
        self.view, self.stage, self.cycle, self.after = view, stage, view.cycle, after
        self._meant = False
        self._take(rows)
        self.hands: Hands | None = None

    def _take(self, rows: Sequence[ComparisonRow]) -> None:
        view, stage = self.view, self.stage
        can, self.cannot = keepable(rows, stage)
        self.against = [row for row in can if departures(view, stage, {row.organisation: str(row.kept)})]
        self.can = [row for row in can if row not in self.against]

    @property
    def rows(self) -> list[ComparisonRow]:
        """All rows that the dialog is about, lifted out or not."""
        return [*self.can, *self.against, *self.cannot]

    @property
    def elsewhere(self) -> RoomItem | None:
        """The room's item, where not all of these organisations stand in it."""
        return elsewhere(self.house, (row.organisation for row in self.rows))

    @property
    def doubled(self) -> bool:
        """Whether the frame warns: another item than the room's."""
        return self.elsewhere is not None

    def parts(self) -> list[Part]:
        """Who keeps which level, then who cannot."""
        words, teller, room = self.house.words, self.house.teller, self.columns - 4
        each = [
            words(
                "agreement.one",
                unit=teller.numbered(row.tt, row.name),
                level=teller.level(row.kept, "wide"),
            )
            for row in self.can
        ]
        lines = each if len(each) == 1 else [words("agreement.many", count=len(each)), *self._packed(each, room, 8)]
        title = words("agreement.title", stage=words(f"stage.{self.stage}.title"))
        parts = [Part(title, (*warning(self.house, self.elsewhere), *lines))]
        for name, rows in (("against", self.against), ("left_out", self.cannot)):
            if rows:
                names = [teller.numbered(row.tt, row.name) for row in rows]
                parts.append(Part(words(f"agreement.{name}", count=len(names)), tuple(self._packed(names, room, 3))))
        return parts

    def _packed(self, texts: list[str], room: int, rows: int) -> list[str]:
        """The texts one after the other; what does not fit in so many rows is counted."""
        lines = side_by_side([f"{text} ·" for text in texts], room, gap=1)
        if len(lines) > rows:
            told = sum(line.count(" ·") for line in lines[: rows - 1])
            lines = [*lines[: rows - 1], self.house.words("agreement.more", count=len(texts) - told)]
        return [line.removesuffix(" ·") for line in lines]

    async def action_confirm(self) -> None:
        """Keep the levels, all or none."""
        house = self.house
        if not self.can:
            self.say(house.words("agreement.none_left"))
            return
        await house.look_round()
        if (item := self.elsewhere) is not None and not self._meant:
            one = house.teller.numbered(self.can[0].tt, self.can[0].name)
            alone = len(self.can) == 1
            mine = house.words("wrong.mine", unit=one) if alone else house.words("wrong.mine_many", count=len(self.can))
            await self.app.push_screen(which_item(house, item, mine, self._asked))
            return
        await self._confirmed()

    async def _asked(self, number: int) -> None:
        """The person said which is meant: these, or the room's item."""
        item = self.elsewhere
        if number == MINE or item is None:
            self._meant = True
            await self._confirmed()
            return
        self._take([row for row in self.view.rows if row.organisation in item.organisations])
        self.draw()

    async def hear(self, news: tuple[NewsView, ...]) -> None:
        """Tell where the room went; the dialog stays with its organisations."""
        if self.house.room is not None:
            self.draw()
        if (item := moved_on(news)) is not None:
            told = {"place": item.place, "item": self.house.teller.item(item)}
            if len(self.rows) == 1:
                unit = self.house.teller.numbered(self.rows[0].tt, self.rows[0].name)
                self.say(self.house.words("room.moved", **told, unit=unit))
            else:
                self.say(self.house.words("room.moved_many", **told, count=len(self.rows)))

    async def _record(self) -> Saved[Moves]:
        house, versions = self.house, {row.organisation: row.version for row in self.can}
        return await house.link.do(
            agree,
            house.me.login,
            organisations=list(versions),
            stage=self.stage,
            cycle=self.cycle,
            if_versions=versions,
            hands=self.hands,
        )

    async def _confirmed(self) -> None:
        house = self.house
        try:
            saved = await self._record()
        except Stale as stale:
            self.leave()
            await self.after(stale)
            return
        except Refused as refused:
            self.hands = None
            self.say(house.teller.refusal(refused))
            if refused.code == "hands_missing":
                await self.app.push_screen(HandsDialog(house, self._counted))
            return
        self.leave()
        await self.after(saved)

    async def _counted(self, hands: Hands) -> None:
        self.hands = hands
        await self._confirmed()
