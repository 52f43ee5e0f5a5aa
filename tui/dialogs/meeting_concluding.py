"""Concluding the room's item: agreeing, another level, parking, skipping, discussed, its line of conclusion."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from textual.screen import Screen

from store.commands.assessment import Moves
from store.commands.base import Saved
from store.commands.departures import departures
from store.commands.room import agree_item, conclude_line, settle_item
from store.errors import Refused, Stale
from store.live import drafts
from store.queries.agenda import against
from store.queries.comparison import ComparisonRow
from store.queries.dossier import dossier
from store.queries.intake import intake
from store.queries.meeting_views import ItemView
from store.rules.meeting import CONCLUDED, DISCUSSED, PARKED, SKIPPED, Hands
from store.rules.roles import FINAL
from tui.dialogs.adjustment import AdjustmentDialog, place_of
from tui.dialogs.agreement import keepable
from tui.dialogs.hands import HandsDialog
from tui.dialogs.meeting_asking import MeetingAsking
from tui.dialogs.menu import MenuDialog, Option
from tui.dialogs.motion import MotionDialog, Section
from tui.dialogs.why import WhyDialog

WORDS_WANTED = frozenset({"check_note_missing", "cap_note_missing", "note_missing"})
"""Refusals that are answered by words."""


@dataclass(frozen=True)
class Motion:
    """What is agreed of an item and who is lifted out of it, each with why."""

    agreed: tuple[ComparisonRow, ...]
    lifted: tuple[tuple[ComparisonRow, str], ...]


class ConcludingAsking(MeetingAsking):
    """A person who concludes the room's item."""

    @property
    def item(self) -> ItemView:
        """The room's item; raises ``Refused`` where it has none."""
        if (found := self.view.room) is None:
            raise Refused("no_room_item")
        return found

    def menu(self) -> MenuDialog:
        """All ways to conclude; Enter alone decides nothing."""
        words, item = self.words, self.item
        done = Refused("item_concluded", item=item.place) if item.state == CONCLUDED else None
        ways: list[tuple[str, Callable[[], Any], Refused | None]] = [
            ("agree", self.keep, done),
            ("level", lambda: self.level(None), None),
            ("park", self.park, done),
            ("skip", self.skip, done),
            ("discussed", self.discussed, done),
            ("line", self.conclusion, None),
        ]

        async def taken(number: int) -> None:
            await ways[number][1]()

        options = [Option(words(f"sitting.conclude.{name}"), reason) for name, _way, reason in ways]
        return MenuDialog(words("sitting.conclude.title", item=self.called(item)), options, taken)

    # Agreeing

    async def motion(self) -> Motion:
        """What agreeing the room's item would take, and who is lifted out of a block first."""
        seen = await self.house.link.read(intake, self.view.cycle)
        rows = {each.organisation: each for each in seen.rows}
        mine = [rows[unit.organisation] for unit in self.item.units if unit.organisation in rows]
        if len(mine) == 1:
            return Motion((mine[0].compared,), ())
        told = [(each.compared, against(each)) for each in mine]
        return Motion(
            tuple(row for row, why in told if why is None), tuple((row, why) for row, why in told if why is not None)
        )

    async def keep(self) -> None:
        """Agree the room's item: who keeps which level and who is lifted out is named before Enter."""
        words, item, motion = self.words, self.item, await self.motion()
        can = keepable(motion.agreed, FINAL)[0]
        if len(item.units) == 1 and can and departures(self.compared, FINAL, {can[0].organisation: str(can[0].kept)}):
            await self.adjust(can[0], can[0].kept)  # keeping it goes against a clause, which takes words
            return
        if not motion.agreed or len(can) < len(motion.agreed):
            names = [self.unit(each) for each in motion.agreed if each not in can] or [self.called(item)]
            await self.place.kept(words("agreement.nothing", units=", ".join(names[:3])))
            return

        async def confirm() -> Screen[Any] | None:
            return await self._agree(item, motion, None, None)

        each = tuple(f"{self.unit(row)}: {self.teller.level(row.kept, 'wide')}" for row in can)
        sections = [Section(words("agreement.many", count=len(each)), each, packed=True)] if len(each) > 1 else []
        if motion.lifted:
            why = tuple(f"{self.unit(row)}: {words(f'meeting.gap.{reason}')}" for row, reason in motion.lifted)
            sections.insert(0, Section(words("sitting.lifted", count=len(why)), why, packed=True))
        head = each if len(each) == 1 else (words("sitting.keep_head", count=len(each)),)
        await self.push(MotionDialog(words("sitting.keep_title", item=self.called(item)), head, sections, confirm))

    async def _agree(self, item: ItemView, motion: Motion, note: str | None, hands: Hands | None) -> Screen[Any] | None:
        """Agree, or answer the dialog that asks for what is still wanted: words, or counted hands."""
        say = {"item": self.called(item), "count": len(motion.agreed)}
        told = "sitting.kept_many" if len(motion.agreed) > 1 else "sitting.kept"
        versions = {row.organisation: row.version for row in motion.agreed}
        lifted = [row.organisation for row, _why in motion.lifted]
        given = {
            "item": item.place,
            "lifted": lifted,
            "note": note,
            "hands": hands,
            "if_item": item.key,
            "if_versions": versions,
        }
        try:
            await self.do(agree_item, told, say=say, **given)
        except Stale as stale:
            await self.place.kept(self.teller.refusal(stale))
        except Refused as refused:
            if refused.code in WORDS_WANTED and note is None:
                return await self._words(item, motion, hands, refused)
            if refused.code == "hands_missing":

                async def counted(told_hands: Hands) -> None:
                    if (wanted := await self._agree(item, motion, note, told_hands)) is not None:
                        await self.push(wanted)

                return HandsDialog(self.house, counted)
            raise
        return None

    async def _words(self, item: ItemView, motion: Motion, hands: Hands | None, why: Refused) -> Screen[Any]:
        async def confirm(text: str) -> Screen[Any] | None:
            if not text:
                raise why
            return await self._agree(item, motion, text, hands)

        title = self.words("sitting.keep_title", item=self.called(item))
        return await self.line(title, [self.teller.refusal(why)], self.words("wording.label"), "agree", confirm)

    # A level

    async def level(self, level: str | None) -> None:
        """Another level for the room's item; of a block first asks for whom."""
        item = self.item
        if len(item.units) == 1:
            await self.adjust(self.row(item.units[0].organisation), level)
            return

        async def confirm(text: str) -> Screen[Any]:
            return await self._dialog(self._of_block(item, text), level)

        await self._ask_unit(item, confirm)

    async def _ask_unit(self, item: ItemView, confirm: Callable[[str], Any]) -> None:
        words = self.words
        head = [words("sitting.which_head", numbers=", ".join(str(unit.tt) for unit in item.units))]
        title = words("sitting.which_title", item=self.called(item))
        await self.push(await self.line(title, head, words("sitting.which"), "unit", confirm, limit=10))

    def _of_block(self, item: ItemView, text: str) -> ComparisonRow:
        found = next((unit for unit in item.units if str(unit.tt) == text.strip()), None)
        if found is None:
            raise Refused("sitting_not_in_item", text=text, item=item.place)
        return self.row(found.organisation)

    async def adjust(self, row: ComparisonRow, level: str | None) -> None:
        """The adjustment of one organisation at the final stage."""
        await self.push(await self._dialog(row, level))

    async def _dialog(self, row: ComparisonRow, level: str | None) -> AdjustmentDialog:
        draft = await self.house.link.read(
            drafts.find, self.house.me.login, place_of(self.view.cycle, row.organisation)
        )

        async def after(saved: Saved[Moves] | Refused | None) -> None:
            if isinstance(saved, Saved):
                time, what = self.teller.time(saved.at), self.teller.move(saved.value[0])
                await self.place.kept(self.words("sitting.adjusted", time=time, what=what))
                return
            told = self.words("sitting.not_adjusted", unit=self.unit(row)) if saved is None else ""
            await self.place.kept(told)
            if saved is not None:
                raise saved

        return AdjustmentDialog(self.compared, row, FINAL, level, draft, after)

    async def why(self, item: ItemView) -> None:
        """Every rule of every level for the organisation of an item; of a block first asks for whom."""

        async def told(row: ComparisonRow) -> WhyDialog:
            return WhyDialog(self.teller, await self.house.link.read(dossier, row.organisation, self.view.cycle))

        if len(item.units) == 1:
            await self.push(await told(self.row(item.units[0].organisation)))
            return

        async def confirm(text: str) -> Screen[Any]:
            return await told(self._of_block(item, text))

        await self._ask_unit(item, confirm)

    # Setting aside

    async def park(self) -> None:
        """Set the room's item aside, with or without words."""
        await self._settle(PARKED, "sitting.was_parked")

    async def skip(self) -> None:
        """Leave the room's item out, with a reason."""
        await self._settle(SKIPPED, "sitting.was_skipped")

    async def discussed(self) -> None:
        """The room's item was discussed, and nothing is to be concluded."""
        say: dict[str, object] = {"item": self.called(self.item)}
        await self.do(
            settle_item, "sitting.was_discussed", say=say, state=DISCUSSED, item=self.item.place, if_item=self.item.key
        )

    async def _settle(self, state: str, told: str) -> None:
        words, item = self.words, self.item
        if item.state == CONCLUDED:
            raise Refused("item_concluded", item=item.place)

        async def confirm(text: str) -> None:
            given: dict[str, Any] = {"state": state, "item": item.place, "if_item": item.key, "text": text or None}
            await self.do(settle_item, told, say={"item": self.called(item)}, **given)

        title = words(f"sitting.{state}_title", item=self.called(item))
        head = [words(f"sitting.{state}_head")]
        await self.push(await self.line(title, head, words(f"sitting.{state}_label"), f"{state}:{item.key}", confirm))

    async def conclusion(self) -> None:
        """The line of conclusion of the room's item."""
        words, item = self.words, self.item

        async def confirm(text: str) -> None:
            facts: dict[str, object] = {"item": self.called(item)}
            await self.do(conclude_line, "sitting.line_kept", say=facts, text=text, item=item.place)

        title = words("sitting.line_title", item=self.called(item))
        head, label = [words("sitting.line_head")], words("sitting.line_label")
        text = item.conclusion or ""
        await self.push(await self.line(title, head, label, f"line:{item.key}", confirm, text=text))
