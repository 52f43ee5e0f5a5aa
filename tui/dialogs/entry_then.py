"""Lúc đó: a record as it stood after an entry, beside what it is now, line by line."""

from __future__ import annotations

from collections.abc import Sequence

from store.queries.journal import LineView
from store.queries.journal_terms import Terms
from store.queries.journal_then import ThenView, about_then
from store.rules.text import fit, thousands, width
from tui.dialogs.framed import FramedDialog
from tui.keys import Key, bindings
from tui.screens.journal_words import COLUMNS, JournalTeller
from tui.telling import Teller
from tui.widgets.frame import Part, wrapped
from tui.widgets.key_bar import Shown

ORDER = tuple(COLUMNS)
"""Records in the order in which they are told."""

SINGLE = frozenset({"assessment"})
"""Records of which each level has a line of its own, and all else what differs."""


class ThenDialog(FramedDialog):
    """Two columns, then and now; ← → to the next organisation of the entry."""

    KEYS = (
        Key("give_up", "escape,enter,r", "Esc", "key.back"),
        Key("scroll", "down,up,pagedown,pageup,home,end", "↑↓", "key.move", each=True),
        Key("turn", "left,right", "←→", "key.unit", each=True),
    )
    BINDINGS = bindings("then", KEYS)

    def __init__(
        self, teller: Teller, terms: Terms, line: LineView, units: Sequence[str], views: Sequence[ThenView]
    ) -> None:
        """Take the entry, whom it was about, and the records of the first of them."""
        super().__init__()
        self.line, self.units, self.views = line, tuple(units), tuple(views)
        self.drawing = ThenDrawing(teller, terms)
        self._at = 0
        self._top = 0
        self._rows = 1

    def parts(self) -> list[Part]:
        """The heads, then as many lines as there is room for."""
        words, room = self.house.words, self.columns - 4
        number = thousands(self.line.id, words.lang)
        lines, differing = self.drawing.lines(self.views, room)
        said = words("journal.then_changed", count=differing) if differing else words("journal.then_same")
        if not lines:
            said = words("journal.then_nothing")
        head = [said]
        if len(self.units) > 1:
            head.append(words("journal.then_place", number=self._at + 1, count=len(self.units)))
        at = self.house.teller.day(self.line.at)
        titles = (words("journal.then_head", entry=number, at=at), words("journal.then_now"))
        head += self.drawing.beside("", *titles, room)
        self._rows = rows = max(3, self.app.size.height - 7 - len(head))
        self._top = max(0, min(self._top, len(lines) - rows))
        shown = lines[self._top : self._top + rows]
        if self._top + rows < len(lines):
            shown[-1] = words("help.more")
        title = words("journal.then_title_other", entry=number)
        if self.units:
            title = words("journal.then_title", unit=self.drawing.journal.unit(self.units[self._at]))
        return [Part(title, (*head, *shown))]

    def footer(self) -> list[Shown]:
        """Turning only where there is another organisation."""
        return [key for key in super().footer() if key.keys != "←→" or len(self.units) > 1]

    async def action_scroll(self, number: int) -> None:
        """Down, up, a page down, a page up, to the beginning, to the end."""
        page = self._rows - 1
        self._top += (1, -1, page, -page, -1_000_000, 1_000_000)[number]
        self.draw()

    async def action_turn(self, number: int) -> None:
        """To the organisation before, or to the next."""
        at = max(0, min(len(self.units) - 1, self._at + (1 if number else -1)))
        if at != self._at and self.units:
            self.views = await self.house.link.read(about_then, self.units[at], self.line.id)
            self._at, self._top = at, 0
            self.draw()


class ThenDrawing:
    """Puts records then and now side by side."""

    def __init__(self, teller: Teller, terms: Terms) -> None:
        """Take the words and what codes are called."""
        self.words, self.journal = teller.words, JournalTeller(teller, terms)

    def lines(self, views: Sequence[ThenView], room: int) -> tuple[list[str], int]:
        """The lines, and how many things differ."""
        lines, differing = list[str](), 0
        for view in sorted(views, key=_rank):
            for name, then, now in self._told(view):
                differs = then != now
                differing += differs
                lines += self.beside(name, then, now, room, differs=differs)
        return lines, differing

    def _told(self, view: ThenView) -> list[tuple[str, str, str]]:
        image = view.then or view.now or {}
        if view.entity not in SINGLE:
            label = self.journal.label(view.entity, image)
            return [(label, self.journal.holds(view.entity, view.then), self.journal.holds(view.entity, view.now))]
        return [
            (
                self.journal.column(view.entity, name),
                self.journal.value(view.entity, name, view.then),
                self.journal.value(view.entity, name, view.now),
            )
            for name in COLUMNS[view.entity]
            if name.endswith("_level") or (view.then or {}).get(name) != (view.now or {}).get(name)
        ]

    def beside(self, name: str, then: str, now: str, room: int, *, differs: bool = False) -> list[str]:
        """One thing in three columns, each broken at blanks; what differs is marked."""
        third = (room - 8) // 3
        widths = (third, third, room - 8 - 2 * third)
        cells = [wrapped(text, columns) for text, columns in zip((name, then, now), widths, strict=True)]
        found = []
        for at in range(max(len(cell) for cell in cells)):
            texts = [cell[at] if at < len(cell) else "" for cell in cells]
            mark = "≠" if differs and at == 0 else " "
            row = " │ ".join(fit(text, columns) for text, columns in zip(texts, widths, strict=True))
            found.append(fit(f"{mark} {row}", max(room, width(row))))
        return found


def _rank(view: ThenView) -> tuple[bool, bool, int]:
    """The levels first, then what has changed since, then the rest in its order."""
    place = ORDER.index(view.entity) if view.entity in ORDER else len(ORDER)
    return view.entity not in SINGLE, not view.differs, place
