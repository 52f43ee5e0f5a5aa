"""The overview: the cycle at a glance, and a way from every number to the list behind it."""

from __future__ import annotations

from textual.app import ComposeResult

from store.errors import Refused
from store.live import drafts
from store.queries.filtering import COMPARISON_FIELDS, INTAKE_FIELDS, intake_facts
from store.queries.overview import NumberView, OverviewView, overview
from store.rules.filters import Expression, in_english
from store.rules.naming import Named
from tui.dialogs.menu import MenuDialog, Option
from tui.keys import Key, bindings
from tui.list_place import FIND, MOVE
from tui.place import COMMON, Place
from tui.places import DOORS, NOWHERE, Target
from tui.screens.finding import Finding, Searched, look
from tui.screens.overview_boxes import JOURNAL, PLACES, YEARS
from tui.screens.overview_canvas import Picture
from tui.screens.overview_sheet import OverviewSheet
from tui.screens.overview_view import OverviewDrawing
from tui.widgets.find_bar import FindBar
from tui.widgets.key_bar import KeyBar
from tui.widgets.plain import PlainText

AROUND = 6
"""Rows of the screen that are not the boxes'."""

ALONE = {6: YEARS, 9: JOURNAL}
"""Boxes that lead to one place, by their digit."""

MOST = 9
"""A menu has digits for so many lists."""


class OverviewScreen(Place, inherit_bindings=False):
    """Stand on a number, or name a box by its digit, and open the list behind it."""

    KEYS = (
        Key("box", "1,2,3,4,5,6,7,8,9", "1-9", "key.open_box", each=True),
        Key("open", "enter", "Enter", "key.open_list"),
        Key("other_cycle", "left,right", "←→", "key.other_cycle", each=True),
        FIND,
        Key("cycle", "c", "c", "key.cycle"),
        *COMMON,
        MOVE,
    )
    BINDINGS = bindings("overview", KEYS)
    AWAKE_IN_TEXT = frozenset({"open", "back"})
    CSS_PATH = "overview.tcss"
    NAME = "overview"

    view: OverviewView

    def __init__(self, target: Target = NOWHERE) -> None:
        """Begin with the cycle that is open."""
        super().__init__(target)
        self.stop: str | None = None
        self.picture = Picture((), ())

    def compose(self) -> ComposeResult:
        """Two rows of head, the search, the boxes, the message line, what stands under the cursor, the keys."""
        yield PlainText(id="where")
        yield PlainText(id="state")
        yield FindBar(self.house.words("comparison.find"), self._seek)
        yield OverviewSheet(id="sheet")
        yield PlainText(id="message")
        yield PlainText(id="about")
        yield KeyBar(id="keys")

    @property
    def bar(self) -> FindBar:
        """The search."""
        return self.query_one(FindBar)

    @property
    def drawing(self) -> OverviewDrawing:
        """How the overview is drawn now."""
        size = self.app.size
        return OverviewDrawing(self.view, self.house.teller, DOORS, size.width, size.height - AROUND)

    async def read(self) -> None:
        """Read the overview; once begun, of the same cycle."""
        self.view = await self.house.link.read(overview, self.cycle if self.is_read else None)

    @property
    def cycle(self) -> str:
        """The cycle that is shown."""
        return self.view.intake.compared.cycle

    async def arrived(self) -> None:
        """Say what was left unfinished."""
        kept = await self.house.link.read(drafts.kept, self.house.me.login)
        if kept:
            self.say(self.house.words("overview.drafts", count=len(kept)))

    def draw(self) -> None:
        """Show everything as it is now; the cursor stays on its number."""
        drawing = self.drawing
        self.picture = drawing.picture()
        if self.picture.spot(self.stop) is None:
            self.stop = drawing.first(self.picture)
        self.query_one("#where", PlainText).put(drawing.where(self.post))
        self.query_one("#state", PlainText).put(drawing.state())
        self.query_one(OverviewSheet).put(self.picture, self.stop)
        super().draw()

    def about(self) -> str:
        """What stands behind the number under the cursor."""
        return self.drawing.about(self.stop)

    def relabel(self) -> None:
        """The language is another one."""
        self.bar.relabel(self.house.words("comparison.find"))
        super().relabel()

    # Moving about

    async def action_move(self, number: int) -> None:
        """To the number before or after; a page is a box; the first, the last."""
        self.hush()
        stops = sorted(self.picture.spots, key=lambda spot: (self._box(spot.stop), spot.line, spot.start))
        names = [spot.stop for spot in stops]
        if self.stop is None or not names:
            return
        at = names.index(self.stop)
        if number in (2, 3):
            at = self._next_box([self._box(name) for name in names], at, forward=number == 3)
        else:
            at = (at - 1, at + 1, None, None, 0, len(names) - 1)[number] or 0
        self.stop = names[max(0, min(at, len(names) - 1))]
        self.query_one(OverviewSheet).put(self.picture, self.stop)
        self.draw_about()

    def _next_box(self, boxes: list[int], at: int, *, forward: bool) -> int:
        """The first number of the next box, or of the one before."""
        known = sorted(set(boxes))
        place = known.index(boxes[at]) + (1 if forward else -1)
        return boxes.index(known[max(0, min(place, len(known) - 1))])

    def _box(self, stop: str) -> int:
        number = self.view.numbers.get(stop)
        return number.box if number else next(box for box, name in ALONE.items() if name == stop)

    async def action_other_cycle(self, number: int) -> None:
        """The cycle before, or after."""
        words, codes = self.house.words, self.view.cycles
        at = codes.index(self.cycle) + (-1, 1)[number]
        if not 0 <= at < len(codes):
            self.say(words("overview.no_cycle_before" if number == 0 else "overview.no_cycle_after", cycle=self.cycle))
            return
        self.view = await self.house.link.read(overview, codes[at])
        self.draw()
        self.say("")

    async def action_cycle(self) -> None:
        """Open the next cycle, end this one, or open it again."""
        from tui.dialogs.cycling import choose  # noqa: PLC0415 - once a year

        await choose(self)

    # Opening lists

    async def action_open(self) -> None:
        """Enter: in the search take what was found; else open the list behind the number under the cursor."""
        if self.typing():
            await self._take_found()
        elif self.stop in PLACES:
            await self.house.go(PLACES[self.stop])
        elif self.stop is not None:
            await self._open(self.view[self.stop])

    async def action_box(self, number: int) -> None:
        """The lists of a box, by number; a box that leads to one place leads there."""
        box = number + 1
        if (alone := ALONE.get(box)) is not None:
            if PLACES[alone] not in DOORS:
                raise Refused("no_place_yet")
            await self.house.go(PLACES[alone])
            return
        offered = [each for each in self._lists(box) if each.place in DOORS]
        if not offered:
            raise Refused("no_place_yet")
        words, boxes = self.house.words, self.drawing.boxes

        async def taken(chosen: int) -> None:
            await self._open(offered[chosen])

        options = [
            Option(
                words("overview.option", what=boxes.called(each), count=each.count),
                None if each.count else Refused("nobody_there"),
            )
            for each in offered
        ]
        title = words("overview.choose", number=box, title=words(f"overview.box.{box}"))
        await self.app.push_screen(MenuDialog(title, options, taken))

    def _lists(self, box: int) -> list[NumberView]:
        """The numbers of a box; of the levels those of all, then the best one of each group."""
        if box == 4:
            whole, *groups = self.view.groups
            return [*whole.numbers, *(group.numbers[0] for group in groups)][:MOST]
        return [each for each in (*self.view.single, *self.view.bodies) if each.box == box][:MOST]

    async def _open(self, number: NumberView) -> None:
        if not self.view.listed:
            raise Refused("lists_of_open_cycle", cycle=self.cycle)
        if not number.count:
            raise Refused("nobody_there")
        text = number.filter if self.house.words.lang == "vi" else in_english(number.filter)
        await self.house.go(number.place, filter=text)

    # Finding

    async def action_find(self) -> None:
        """Open the search: an organisation, or a filter."""
        self.query_one("#state").display = False
        self.bar.open("")
        self._seek()

    def _found(self) -> Finding:
        rows = self.view.intake.rows
        named = [Named(row.organisation, row.compared.tt, row.compared.name, row.compared.full_name) for row in rows]
        searched = Searched(named, [intake_facts(row) for row in rows], INTAKE_FIELDS)
        return look(self.bar.cell.text, searched, self.house.teller, self.bar.indent)

    def _seek(self) -> None:
        self.bar.hint(self._found().hint)

    def _close_find(self) -> None:
        self.set_focus(None)
        self.bar.display = False
        self.query_one("#state").display = True

    async def _take_found(self) -> None:
        """Enter in the search: to the comparison, at the organisation or with the filter; papers are the intake's."""
        found, text = self._found(), self.bar.cell.text
        if found.refusal:
            self.say(self.house.teller.refusal(found.refusal))
            return
        self._close_find()
        if not self.view.listed and (found.code or found.expression):
            raise Refused("lists_of_open_cycle", cycle=self.cycle)
        if found.expression:
            await self.house.go(_list_of(found.expression), filter=text)
        elif found.code:
            await self.house.go("comparison", found.code)

    async def action_back(self) -> None:
        """Out of the search; else to the place beneath."""
        if self.typing():
            self._close_find()
        else:
            await super().action_back()


def _list_of(wanted: Expression) -> str:
    """The list that has all the fields of an expression."""
    asked = {term.field for terms in wanted.alternatives for term in terms} - {None}
    return "comparison" if asked <= COMPARISON_FIELDS else "intake"
