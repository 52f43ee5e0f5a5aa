"""How the journal is drawn: rows above the list, one line an entry, and the entry under the cursor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from store import clock
from store.queries.journal import LineView, PageView
from store.queries.journal_terms import Terms
from store.queries.settings import SettingsView
from store.rules.text import thousands
from tui.screens.journal_words import JournalTeller
from tui.telling import Teller
from tui.widgets.frame import ends, wrapped
from tui.widgets.rows import LEAD, Column, ListRow

WIDE = 110
"""From so many columns on number and organisation have columns of their own."""


@dataclass(frozen=True)
class Sealed:
    """How the last check of the seal ended: when, how many entries, whether all agreed."""

    at: int
    count: int
    right: bool


class JournalDrawing:
    """Draws a page of the journal for a width."""

    def __init__(self, teller: Teller, terms: Terms, columns: int) -> None:
        """Take the words, what things are called, and the columns there are."""
        self.teller, self.words, self.columns = teller, teller.words, columns
        self.journal = JournalTeller(teller, terms)
        self.wide = columns >= WIDE

    def number(self, value: int) -> str:
        """A count with its thousands marked."""
        return thousands(value, self.words.lang)

    def where(self, told: SettingsView, post: str) -> str:
        """Where one is, made-up or real, and as whom."""
        parts = [self.words("journal.title", committee=told.committee)]
        if told.made_up:
            parts.append(self.words("made_up"))
        return ends(" " + " │ ".join(parts), post, self.columns)

    def state(self, page: PageView, sealed: Sealed | None) -> str:
        """How many entries there are, and how the seal stands."""
        at = self.words("journal.nothing") if page.newest is None else self.teller.day(page.newest)
        left = " " + self.words("journal.whole", count=self.number(page.whole), at=at)
        return ends(left, self._seal(sealed), self.columns)

    def _seal(self, sealed: Sealed | None) -> str:
        if sealed is None:
            return self.words("journal.seal_unchecked")
        time = self.teller.time(sealed.at)
        if not sealed.right:
            return self.words("journal.seal_wrong", time=time)
        return self.words("journal.seal_right", time=time, count=self.number(sealed.count))

    def counts(self, page: PageView, place: int, told: str | None) -> str:
        """Which entries are shown, and at which of them one stands."""
        count = self.number(page.total)
        which = self.words("journal.some", which=told, count=count) if told else self.words("journal.all", count=count)
        at = self.words("journal.place", number=self.number(place + 1), count=count) if page.total else ""
        return ends(f" {which}", at, self.columns)

    def headings(self) -> list[Column]:
        """The list's columns."""
        words = self.words
        time, person = words("column.time"), words("column.person")
        about, what = words("column.about"), words("journal.content")
        if not self.wide:
            rest = self.columns - LEAD - 11 - 1 - 15 - 1 - 18 - 1
            return [Column(time, 11), Column(person, 15), Column(about, 18), Column(what, rest)]
        rest = self.columns - LEAD - 6 - 1 - 16 - 1 - 20 - 1 - 16 - 1 - 20 - 1
        columns = [Column(words("column.entry"), 6, right=True), Column(time, 16), Column(person, 20)]
        return [*columns, Column(words("column.action"), 16), Column(about, 20), Column(what, rest)]

    def row(self, line: LineView) -> ListRow:
        """One entry in a line."""
        at = clock.local(line.at, self.teller.offset)
        person, act = self.journal.person(line.by), self.journal.act(line.action)
        whom, what = self.journal.whom(line), self.journal.what(line)
        undone = "× " if line.undone_by is not None else ""
        if self.wide:
            cells = (str(line.id), at.strftime("%d/%m/%Y %H:%M"), person, act, whom, undone + what)
            return ListRow(str(line.id), cells)
        taking_back = f"{act}: " if line.undoes is not None and line.organisations < 2 else ""
        return ListRow(str(line.id), (at.strftime("%d/%m %H:%M"), person, whom, undone + taking_back + what))

    def head(self, line: LineView) -> str:
        """Number, time, person and deed of an entry, in full."""
        at = clock.local(line.at, self.teller.offset).strftime("%d/%m/%Y %H:%M:%S")
        who, what = self.who(line.by), self.journal.sat(line.meeting, self.journal.deed(line.action))
        return self.words("journal.head", entry=self.number(line.id), at=at, who=who, what=what)

    def who(self, login: str) -> str:
        """Somebody by post and login."""
        post = self.journal.terms.people.get(login)
        return self.words("journal.who_login", post=post, login=login) if post else self.teller.person(login)

    def about(self, line: LineView | None, rows: int) -> str:
        """The entry under the cursor in so many rows: what it was, what it undid or what undid it, what it changed."""
        if line is None:
            return ""
        room = self.columns - 2
        lines = wrapped(self.head(line), room)
        if line.undone_by is not None:
            lines.append(self.words("journal.undone_by", entry=self.number(line.undone_by)))
        if line.undoes is not None:
            key = "journal.redoes" if line.action == "redo" else "journal.undoes"
            lines.append(self.words(key, entry=self.number(line.undoes)))
        changes, told, unit = list[str](), 0, None
        for row in line.rows:
            said = self.journal.change(row)
            if row.organisation is not None and row.organisation != unit:
                said = self.words("journal.at_unit", unit=self.journal.unit(row.organisation), what=said)
            whole = wrapped(said, room)
            if len(lines) + len(changes) + len(whole) > rows - (line.count > told + 1):
                break
            changes, told, unit = changes + whole, told + 1, row.organisation
        if line.count > told:
            changes.append(self.words("journal.further", count=self.number(line.count - told)))
        return "\n".join(f" {each}" for each in (lines + changes)[:rows])

    def listing(self, lines: Sequence[LineView]) -> list[ListRow]:
        """The rows of a page."""
        return [self.row(line) for line in lines]
