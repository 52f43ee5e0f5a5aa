"""What all places with a list share: cursor, marks, search, filter, what is narrowed to, order."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, Generic, TypeVar

from textual.app import ComposeResult

from store.errors import Refused
from store.queries.filtering import expression
from store.rules.filters import FIELDS, Expression, Facts
from store.rules.naming import Named
from store.rules.text import sort_key
from tui.dialogs.menu import MenuDialog, Option
from tui.keys import Key
from tui.place import Place
from tui.places import NOWHERE, Target
from tui.screens.finding import Finding, Searched, look
from tui.widgets.find_bar import FindBar
from tui.widgets.key_bar import KeyBar
from tui.widgets.plain import PlainText
from tui.widgets.rows import Column, ListRow, RowList

R = TypeVar("R")

FIND = Key("find", "slash", "/", "key.find")
SORT = Key("sort", "s", "s", "key.sort")
MARK = Key("mark", "space", "Space", "key.mark", in_footer=False)
MARK_ALL = Key("mark_all", "plus", "+", "key.mark_all", in_footer=False)
MOVE = Key("move", "up,down,pageup,pagedown,home,end", "↑↓", "key.move", in_footer=False, each=True)
"""Keys that every list has, and those that it may have."""


@dataclass(frozen=True)
class Choosing:
    """A filter, whether only what needs work is wanted (``l``), and the order.

    ``still`` keeps the rows and their order as they were when asked for: what is mended meanwhile neither jumps nor
    vanishes under the cursor.
    """

    expression: Expression | None = None
    narrow: bool = False
    order: str = "tt"
    still: tuple[str, ...] | None = None

    @property
    def narrowed(self) -> bool:
        """Whether rows may be hidden."""
        return self.expression is not None or self.narrow


class ListPlace(Place, Generic[R], inherit_bindings=False):
    """A place whose list stands for records: subclasses say what they are, how they are drawn and what ``l`` means."""

    AWAKE_IN_TEXT = frozenset({"open", "back", "move"})

    ORDERS: ClassVar[tuple[str, ...]] = ("tt", "name")
    """What ``s`` offers, the one that the list begins with first; words ``sort.<order>``."""

    FIELDS: ClassVar[Collection[str]] = frozenset(FIELDS)
    """What a filter may ask of a record."""

    FIND_LABEL: ClassVar[str] = "comparison.find"

    EMPTY: ClassVar[str] = "comparison.empty"
    """What a list without rows says."""

    def __init__(self, target: Target = NOWHERE) -> None:
        """Begin with the whole list, or with the filter and at the organisation that one comes for."""
        super().__init__(target)
        self.choosing = Choosing(order=self.ORDERS[0])
        self._target: Target | None = target
        self._before_find: tuple[str | None, Choosing] = (None, self.choosing)

    # What subclasses say

    def records(self) -> Sequence[R]:
        """All records that were read, in the committee's order."""
        raise NotImplementedError

    def named(self, record: R) -> Named:
        """How a record is known and called; its code is the row's key."""
        raise NotImplementedError

    def asked(self, record: R) -> Facts:
        """What a filter may ask of a record."""
        raise NotImplementedError

    def needs_work(self, record: R) -> bool:  # noqa: ARG002 - lists answer by record
        """Whether ``l`` keeps the record."""
        return True

    def order_key(self, record: R, order: str) -> tuple[object, ...]:
        """What the list is sorted by in an order of its own; number and name are known here."""
        raise NotImplementedError

    def settled(self, choosing: Choosing) -> Choosing:
        """The choice as it is taken; a list may hold its rows still."""
        return choosing

    def which(self) -> str:
        """In words which rows are shown."""
        words, chosen = self.house.words, self.choosing.expression
        return words("comparison.filtered", expression=chosen.text) if chosen else words("comparison.all")

    def heads(self, rows: Sequence[R]) -> tuple[str, str, str]:
        """The three rows above the list: where one is, what state things are in, which rows are shown."""
        raise NotImplementedError

    def listing(self, rows: Sequence[R]) -> tuple[Sequence[Column], Sequence[ListRow]]:
        """The list's columns and rows."""
        raise NotImplementedError

    # The screen

    def compose(self) -> ComposeResult:
        """Three rows, the list, the message line, what is known of the row, the keys."""
        yield PlainText(id="where")
        yield PlainText(id="state")
        yield PlainText(id="counts")
        yield FindBar(self.house.words(self.FIND_LABEL), self._seek)
        yield from self.compose_middle()
        yield KeyBar(id="keys")

    def compose_middle(self) -> ComposeResult:
        """What stands between the search and the keys."""
        yield RowList(id="list")
        yield PlainText(id="message")
        yield PlainText(id="about")

    @property
    def list(self) -> RowList:
        """The list."""
        return self.query_one(RowList)

    @property
    def bar(self) -> FindBar:
        """The search."""
        return self.query_one(FindBar)

    @property
    def row(self) -> R | None:
        """The record under the cursor."""
        key = self.list.key
        return next((record for record in self.records() if self.named(record).code == key), None)

    @property
    def marked(self) -> tuple[R, ...]:
        """The marked records that are shown, in the committee's order."""
        keys = self.list.marked & {row.key for row in self.list.rows}
        return tuple(record for record in self.records() if self.named(record).code in keys)

    @property
    def chosen(self) -> tuple[R, ...]:
        """The marked records that are shown; with none marked the one under the cursor.

        Raises ``Refused("marks_hidden")`` where all that is marked is hidden by a filter: no other row is meant.
        """
        if self.list.marked and not self.marked:
            raise Refused("marks_hidden", count=len(self.list.marked))
        return self.marked or ((self.row,) if self.row is not None else ())

    @property
    def here(self) -> str | None:
        """The row under the cursor by its key."""
        return self.list.key

    def stand_on(self, organisation: str) -> None:
        """Put the cursor on an organisation."""
        self.list.go_to(organisation)

    async def reach(self, target: Target) -> None:
        """Somebody comes here anew, perhaps for one organisation or for what a filter leaves."""
        self._arrive(target)
        self.say("")
        self.landed()

    def landed(self) -> None:
        """Say that a filter is on, and how it is taken off."""
        if self.choosing.expression is not None:
            self.say(self.house.words("comparison.filter_on", count=len(self.list.rows)))

    def _arrive(self, target: Target) -> None:
        if target.filter is not None:
            self.choosing = self.settled(Choosing(expression(target.filter, self.FIELDS), order=self.ORDERS[0]))
            self.list.mark(frozenset())
        elif target.organisation is not None and target.organisation not in {row.key for row in self.list.rows}:
            self.choosing = self.settled(Choosing(order=self.choosing.order))
        self._show()
        if target.organisation is not None:
            self.list.go_to(target.organisation)

    def rows(self) -> Sequence[R]:
        """The records to show, in order."""
        choosing = self.choosing
        if choosing.still is None:
            found = [each for each in self.records() if not choosing.narrow or self.needs_work(each)]
            found.sort(key=lambda each: self._key(each, choosing.order))
        else:
            there = {self.named(each).code: each for each in self.records()}
            found = [there[code] for code in choosing.still if code in there]
        wanted = choosing.expression
        return found if wanted is None else [each for each in found if wanted.matches(self.asked(each))]

    def held_still(self, choosing: Choosing, order: str) -> Choosing:
        """The choice with rows and order as they are now."""
        found = [each for each in self.records() if not choosing.narrow or self.needs_work(each)]
        found.sort(key=lambda each: self._key(each, order))
        return replace(choosing, still=tuple(self.named(each).code for each in found))

    def _key(self, record: R, order: str) -> tuple[object, ...]:
        named = self.named(record)
        place = (named.tt is None, named.tt or 0)
        if order == "tt":
            return place
        if order == "name":
            return (named.name is None, sort_key(named.name or ""), *place)
        return (*self.order_key(record, order), *place)

    def draw(self) -> None:
        """Show everything as it is now."""
        target, self._target = self._target, None
        if target is not None and target != NOWHERE:
            self._arrive(target)
            return
        self._show()

    def _show(self) -> None:
        rows = self.rows()
        columns, lines = self.listing(rows)
        self.list.show(columns, lines, empty=self.house.words(self.EMPTY))
        for name, text in zip(("#where", "#state", "#counts"), self.heads(rows), strict=True):
            self.query_one(name, PlainText).put(text)
        super().draw()

    def on_row_list_moved(self) -> None:
        """Another row is under the cursor."""
        if self.is_read:
            self.draw_about()

    def choose(self, choosing: Choosing) -> None:
        """Show other rows, or in another order."""
        self.choosing = self.settled(choosing)
        self._show()

    def relabel(self) -> None:
        """The language is another one."""
        self.bar.relabel(self.house.words(self.FIND_LABEL))
        super().relabel()

    # Moving about

    async def action_move(self, number: int) -> None:
        """Up, down, a page up or down, first, last."""
        seen = len(self.list.rows)
        self.hush()
        self.list.step((-1, 1, -self.list.page(), self.list.page(), -seen, seen)[number])

    async def action_mark(self) -> None:
        """Mark the row, or take its mark away, and go on to the next."""
        if (key := self.list.key) is not None:
            self.list.mark(self.list.marked ^ {key})
            self.list.step(1)
            self._show()

    async def action_mark_all(self) -> None:
        """Mark every row that is shown."""
        self.list.mark(self.list.marked | {row.key for row in self.list.rows})
        self._show()

    async def action_sort(self) -> None:
        """Ask for an order."""
        words = self.house.words

        async def taken(number: int) -> None:
            order = self.ORDERS[number]
            self.choose(replace(self.choosing, order=order, still=None))
            self.say(words("comparison.sorted", order=words(f"sort.{order}")))

        options = [Option(words(f"sort.{order}")) for order in self.ORDERS]
        await self.app.push_screen(MenuDialog(words("sort.title"), options, taken))

    async def action_back(self) -> None:
        """Out of the search; else marks off, else the whole list again, else the place beneath."""
        words = self.house.words
        if self.typing():
            place, choosing = self._before_find
            self.choose(choosing)
            if place:
                self.list.go_to(place)
            self._close_find()
        elif self.list.marked:
            self.list.mark(frozenset())
            self._show()
            self.say(words("comparison.marks_off"))
        elif self.choosing.narrowed:
            self.choose(Choosing(order=self.choosing.order))
            self.say(words("comparison.filter_off"))
        else:
            await super().action_back()

    # Finding

    async def action_find(self) -> None:
        """Open the search; what is typed moves the cursor at once."""
        self._before_find = self.list.key, self.choosing
        self.query_one("#counts").display = False
        self.bar.open(self.choosing.expression.text if self.choosing.expression else "")
        self._seek()

    def _found(self) -> Finding:
        records = self.records()
        searched = Searched([self.named(each) for each in records], [self.asked(each) for each in records], self.FIELDS)
        return look(self.bar.cell.text, searched, self.house.teller, self.bar.indent)

    def _seek(self) -> None:
        found = self._found()
        if found.place and not self.list.go_to(found.place):
            self.choose(Choosing(order=self.choosing.order))
            self.list.go_to(found.place)
        self.bar.hint(found.hint)

    def _close_find(self) -> None:
        self.set_focus(None)
        self.bar.display = False
        self.query_one("#counts").display = True
        self._show()

    async def take_found(self) -> None:
        """Enter in the search: go there and show the whole list, or keep the filter; else say why not."""
        found = self._found()
        if found.refusal:
            self.say(self.house.teller.refusal(found.refusal))
            return
        self.choose(Choosing(found.expression, order=self.choosing.order))
        self.say(self.house.words("comparison.filter_on", count=len(self.list.rows)) if found.expression else "")
        if found.code:
            self.list.go_to(found.code)
        self._close_find()
