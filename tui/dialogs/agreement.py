"""Keeping what stands, for one organisation or for all that are marked: one entry, one Enter."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from store.commands.assessment import Moves, agree
from store.commands.base import Saved
from store.errors import Refused, Stale
from store.queries.comparison import ComparisonRow
from store.rules.comparison import kept
from tui.dialogs.framed import FramedDialog
from tui.keys import Key, bindings
from tui.widgets.frame import Part, side_by_side

After = Callable[[Saved[Moves] | Stale], Awaitable[None]]
"""What the opener does once levels are kept, or once somebody else was quicker."""


def keepable(rows: Sequence[ComparisonRow], stage: str) -> tuple[list[ComparisonRow], list[ComparisonRow]]:
    """The rows that have something to keep at a stage and do not stand so yet, and the others."""
    can = [
        row
        for row in rows
        if (level := kept(row.self_level, row.proposed_level)) is not None and level != row.at(stage)
    ]
    return can, [row for row in rows if row not in can]


class AgreementDialog(FramedDialog):
    """Lists whose level is kept and who is lifted out; Enter agrees."""

    KEYS = (
        Key("confirm", "enter", "Enter", "key.confirm"),
        Key("give_up", "escape", "Esc", "key.give_up"),
    )
    BINDINGS = bindings("agreement", KEYS)

    def __init__(self, rows: Sequence[ComparisonRow], stage: str, cycle: str, after: After) -> None:
        """Take the rows as they are seen, the stage and what to do afterwards."""
        super().__init__()
        self.stage, self.cycle, self.after = stage, cycle, after
        self.can, self.cannot = keepable(rows, stage)

    def parts(self) -> list[Part]:
        """Who keeps which level, then who cannot."""
        words, teller, room = self.house.words, self.house.teller, self.columns - 4
        each = [
            words(
                "agreement.one",
                unit=teller.numbered(row.tt, row.name),
                level=teller.level(kept(row.self_level, row.proposed_level), "wide"),
            )
            for row in self.can
        ]
        lines = each if len(each) == 1 else [words("agreement.many", count=len(each)), *self._packed(each, room, 8)]
        title = words("agreement.title", stage=words(f"stage.{self.stage}.title"))
        parts = [Part(title, tuple(lines))]
        if self.cannot:
            names = [teller.numbered(row.tt, row.name) for row in self.cannot]
            parts.append(Part(words("agreement.left_out", count=len(names)), tuple(self._packed(names, room, 4))))
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
