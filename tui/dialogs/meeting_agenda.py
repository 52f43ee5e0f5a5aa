"""The agenda: a block of all without a gap, single items, a filter, titles and minutes, the order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textual.screen import Screen

from store.commands.agenda import add_items, change_item, order_items, remove_item
from store.commands.meeting import change_meeting
from store.commands.room import move_room
from store.errors import Refused
from store.queries.agenda import CandidateView, candidates
from store.queries.comparison import ComparisonRow
from store.queries.filtering import COMPARISON_FIELDS, comparison_facts, expression
from store.queries.meeting_views import ItemView
from store.rules.dates import written
from store.rules.meeting import BLOCK, CLOSED, CONCLUDED, PENDING, SITTING, WAYS
from store.rules.register import KINDS
from store.rules.text import fold
from tui.dialogs.meeting_asking import MeetingAsking
from tui.dialogs.menu import MenuDialog, Option
from tui.dialogs.motion import MotionDialog, Section
from tui.dialogs.register_fields import Field, FieldsDialog, Values, begun
from tui.widgets.frame import WIDEST, wrapped

MANNER = 6
"""The option that changes how the meeting is held."""

ORDERS = ("difference", "kind", "tt")
"""What ``s`` offers."""


class AgendaAsking(MeetingAsking):
    """A person who makes the agenda."""

    def menu(self, item: ItemView | None) -> MenuDialog:
        """What can be added or done to the item under the cursor."""
        words = self.words
        no_item = None if item is not None else Refused("sitting_no_row")
        room = no_item or (None if self.view.state in SITTING else Refused("sitting_not_now"))
        late = Refused("meeting_begun", meeting=self.number) if self.view.active else None
        called = self.called(item) if item else words("sitting.this_item")
        options = [
            Option(words("sitting.add.block")),
            Option(words("sitting.add.rest")),
            Option(words("sitting.add.filter")),
            Option(words("sitting.add.terms", item=called), no_item),
            Option(words("sitting.add.remove", item=called), no_item),
            Option(words("sitting.add.room", item=called), room),
            Option(words("sitting.add.manner"), late),
        ]

        async def taken(number: int) -> None:
            if number in (0, 1, 2, MANNER):
                await {0: self.block, 1: self.rest, 2: self.filtered, MANNER: self.manner}[number]()
            elif item is not None:
                await (self.terms, self.remove, self.take_room)[number - 3](item)

        return MenuDialog(words("sitting.add.title"), options, taken)

    async def _open(self) -> list[CandidateView]:
        """Everybody who stands in no item and is not decided."""
        found = await self.house.link.read(candidates, self.number, self.view.cycle)
        return [each for each in found if each.item is None and self.row(each.organisation).final_level is None]

    def _named(self, each: CandidateView) -> str:
        return self.teller.numbered(each.tt, each.name)

    async def block(self) -> None:
        """All without a gap as one item; who is lifted out is named first, and why."""
        words, found = self.words, await self._open()
        unspoken = [each for each in found if each.gap is None]
        lifted = [each for each in found if each.gap is not None]
        if not unspoken:
            raise Refused("sitting_no_block")

        async def confirm() -> None:
            codes = [each.organisation for each in unspoken]
            await self.do(add_items, "sitting.added_block", say={"count": len(codes)}, organisations=codes, block=True)

        sections = [
            Section(
                words("sitting.block_in", count=len(unspoken)),
                tuple(f"{self._named(each)}: {self.teller.level(each.level, 'narrow')}" for each in unspoken),
                packed=True,
            )
        ]
        if lifted:
            told = tuple(f"{self._named(each)}: {words(f'meeting.gap.{each.gap}')}" for each in lifted)
            sections.insert(0, Section(words("sitting.block_out", count=len(lifted)), told, packed=True))
        head = [words("sitting.block_head", count=len(unspoken))]
        await self.push(MotionDialog(words("sitting.block_title"), head, sections, confirm))

    async def rest(self) -> None:
        """All that are left as items of their own, the largest difference first."""
        found = sorted(await self._open(), key=lambda each: (-each.weight, each.tt))
        if not found:
            raise Refused("sitting_all_listed")
        await self._singles(found)

    async def _singles(self, found: Sequence[CandidateView]) -> None:
        words = self.words

        async def confirm() -> None:
            codes = [each.organisation for each in found]
            await self.do(add_items, "sitting.added", say={"count": len(codes)}, organisations=codes)

        told = tuple(
            f"{self._named(each)}: {words(f'meeting.gap.{each.gap}')}" if each.gap else self._named(each)
            for each in found
        )
        head = [words("sitting.rest_head", count=len(found))]
        section = Section(words("sitting.rest_in"), told, packed=True)
        await self.push(MotionDialog(words("sitting.rest_title"), head, [section], confirm))

    async def filtered(self) -> None:
        """Those whom a filter leaves, as items of their own or as one block; they leave the items they stand in."""
        words = self.words

        async def confirm(text: str) -> Screen[Any]:
            wanted = expression(text, COMPARISON_FIELDS)
            found = [each for each in self.compared.rows if wanted.matches(comparison_facts(each))]
            movable = [each for each in found if not self._is_concluded(each)]
            if not movable:
                raise Refused("sitting_nobody_fits", text=text)
            return self._how(movable)

        head = [words("sitting.filter_hint")]
        label = words("sitting.filter_label")
        dialog = await self.line(words("sitting.filter_title"), head, label, "filter", confirm, limit=200)
        await self.push(dialog)

    def _is_concluded(self, row: ComparisonRow) -> bool:
        item = self.view.item_of(row.organisation)
        return item is not None and item.state == CONCLUDED

    def _how(self, rows: Sequence[ComparisonRow]) -> MenuDialog:
        words = self.words
        names = ", ".join(self.unit(each) for each in rows)
        head = [words("sitting.filter_found", count=len(rows)), names[: 4 * self.house.size.width - 40]]

        async def taken(number: int) -> None:
            codes = [each.organisation for each in rows]
            told = ("sitting.added", "sitting.added_block")[number]
            await self.do(add_items, told, say={"count": len(codes)}, organisations=codes, block=number == 1)

        options = [Option(words("sitting.as_singles")), Option(words("sitting.as_block"))]
        return MenuDialog(words("sitting.filter_title"), options, taken, head=self._wrapped(head))

    def _wrapped(self, head: Sequence[str]) -> list[str]:
        return [line for text in head for line in wrapped(text, min(self.house.size.width, WIDEST) - 6)]

    async def terms(self, item: ItemView) -> None:
        """An item's title and the minutes planned for it."""
        words, draft = self.words, f"sitting:{self.number}:terms:{item.key}"

        async def confirm(values: Values) -> None:
            told = values["minutes"].strip()
            if told and not told.isdecimal():
                raise Refused("sitting_minutes", text=told)
            facts = {"item": self.called(item)}
            minutes = int(told) if told else 0
            await self.do(
                change_item, "sitting.changed", say=facts, item=item.place, title=values["title"], minutes=minutes
            )

        kept = await begun(self.house, draft)
        fields = [
            Field("title", words("sitting.terms.title"), kept.get("title", item.title or ""), 200),
            Field("minutes", words("sitting.terms.minutes"), kept.get("minutes", str(item.minutes or "")), 4),
        ]
        head = [words("sitting.terms.head")]
        await self.push(FieldsDialog(self.called(item).upper(), head, fields, draft, confirm))

    async def manner(self) -> None:
        """The day, the hour, the place, and how the meeting decides."""
        words, draft = self.words, f"sitting:{self.number}:manner"
        ways = {way: words(f"sitting.manner.{way}") for way in WAYS}

        async def confirm(values: Values) -> None:
            told = fold(values["decides"])
            way = next((way for way, text in ways.items() if fold(text) == told), None)
            if way is None:
                raise Refused("sitting_way", known=", ".join(ways.values()))
            given: dict[str, Any] = {"held_on": values["held_on"], "starts": values["starts"], "place": values["place"]}
            await self.do(change_meeting, "sitting.manner_kept", decides=way, **given)

        kept, view = await begun(self.house, draft), self.view
        now = {"held_on": written(view.held_on), "starts": view.starts or "", "place": view.place or ""}
        now["decides"] = ways[view.decides]
        fields = [
            Field(name, words(f"sitting.manner.{name}"), kept.get(name, text), 120 if name == "place" else 20)
            for name, text in now.items()
        ]
        head = [words("sitting.manner.head", ways=", ".join(ways.values()))]
        await self.push(FieldsDialog(words("sitting.manner.title"), head, fields, draft, confirm))

    async def remove(self, item: ItemView) -> None:
        """Take an item off the agenda; its organisations stand in none then."""
        await self.do(remove_item, "sitting.removed", say={"item": self.called(item)}, item=item.place)

    async def take_room(self, item: ItemView) -> None:
        """Take the room to the item under the cursor."""
        await self.place.go_with_room(move_room, to=item.place)

    # The order

    def order_menu(self) -> MenuDialog:
        """By what to order what is still to come."""
        words = self.words
        barred = Refused("meeting_sealed", held_on=self.view.held_on, meeting=self.number)
        reason = barred if self.view.state == CLOSED else None if self.view.items else Refused("sitting_no_row")

        async def taken(number: int) -> None:
            await self._order(ORDERS[number])

        options = [Option(words(f"sitting.order.{order}"), reason) for order in ORDERS]
        return MenuDialog(words("sitting.order.title"), options, taken)

    async def _order(self, order: str) -> None:
        """What has begun stays in front as it stands; blocks come before single items."""
        begun_, ahead = list[ItemView](), list[ItemView]()
        for item in self.view.items:
            waits = item.state == PENDING and item.key != self.view.item
            (ahead if waits else begun_).append(item)
        ahead.sort(key=lambda item: (item.kind != BLOCK, *self._rank(item, order), self._tt(item)))
        places = [item.place for item in (*begun_, *ahead)]
        if places == sorted(places):
            raise Refused("nothing_changed")
        facts: dict[str, object] = {"order": self.words(f"sitting.order.{order}")}
        await self.do(order_items, "sitting.ordered", say=facts, items=places)

    def _tt(self, item: ItemView) -> int:
        return min((unit.tt for unit in item.units), default=0)

    def _rank(self, item: ItemView, order: str) -> tuple[int, ...]:
        if order == "difference":
            return (-max((abs(self.row(unit.organisation).difference or 0) for unit in item.units), default=0),)
        if order == "kind":
            return (min((KINDS.index(unit.kind) for unit in item.units if unit.kind in KINDS), default=len(KINDS)),)
        return ()
