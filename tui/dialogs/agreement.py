"""Keeping what stands, for one organisation or for all that are marked: one entry, one Enter."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from store.commands.assessment import Moves, agree
from store.commands.base import Saved
from store.commands.departures import departures
from store.errors import Refused, Stale
from store.queries.comparison import ComparisonRow, ComparisonView
from tui.dialogs.framed import FramedDialog
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
        self.stage, self.cycle, self.after = stage, view.cycle, after
        can, self.cannot = keepable(rows, stage)
        self.against = [row for row in can if departures(view, stage, {row.organisation: str(row.kept)})]
        self.can = [row for row in can if row not in self.against]

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
        parts = [Part(title, tuple(lines))]
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
        versions = {row.organisation: row.version for row in self.can}
        try:
            saved = await house.link.do(
                agree,
                house.me.login,
                organisations=list(versions),
                stage=self.stage,
                cycle=self.cycle,
                if_versions=versions,
            )
        except Stale as stale:
            self.leave()
            await self.after(stale)
            return
        except Refused as refused:
            self.say(house.teller.refusal(refused))
            return
        self.leave()
        await self.after(saved)
