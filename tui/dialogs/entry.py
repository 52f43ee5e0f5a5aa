"""One entry of the journal whole: when, who, what, every row before and after, and its place in the chain."""

from __future__ import annotations

from store import clock
from store.queries.journal import RowView, WholeEntry
from store.queries.journal_terms import Terms
from store.rules.text import thousands
from tui.dialogs.framed import FramedDialog
from tui.keys import Key, bindings
from tui.screens.journal_words import JournalTeller
from tui.telling import Teller
from tui.widgets.frame import Part, wrapped


class EntryDialog(FramedDialog):
    """Pages through everything that one entry says."""

    KEYS = (
        Key("give_up", "escape,enter", "Esc", "key.back"),
        Key("scroll", "down,up,pagedown,pageup,home,end", "↑↓", "key.move", each=True),
    )
    BINDINGS = bindings("entry", KEYS)

    def __init__(self, teller: Teller, terms: Terms, whole: WholeEntry) -> None:
        """Take the entry and what its codes are called."""
        super().__init__()
        self.whole, self.drawing = whole, EntryDrawing(teller, terms)
        self._top = 0
        self._rows = 1

    def parts(self) -> list[Part]:
        """As much as the screen has room for."""
        words = self.house.words
        lines = self.drawing.lines(self.whole, self.columns - 4)
        self._rows = rows = max(3, self.app.size.height - 7)
        self._top = max(0, min(self._top, len(lines) - rows))
        shown = lines[self._top : self._top + rows]
        if self._top + rows < len(lines):
            shown[-1] = words("help.more")
        number = thousands(self.whole.entry.id, words.lang)
        return [Part(words("journal.entry_title", entry=number), tuple(shown))]

    async def action_scroll(self, number: int) -> None:
        """Down, up, a page down, a page up, to the beginning, to the end."""
        page = self._rows - 1
        self._top += (1, -1, page, -page, -1_000_000, 1_000_000)[number]
        self.draw()


class EntryDrawing:
    """Puts an entry into lines."""

    def __init__(self, teller: Teller, terms: Terms) -> None:
        """Take the words and what codes are called."""
        self.teller, self.words = teller, teller.words
        self.journal = JournalTeller(teller, terms)
        self.terms = terms

    def lines(self, whole: WholeEntry, room: int) -> list[str]:
        """The head, the rows by organisation, the seal."""
        entry, words = whole.entry, self.words
        at = clock.local(entry.at, self.teller.offset).strftime("%d/%m/%Y %H:%M:%S")
        post = self.terms.people.get(entry.by)
        person = self.teller.person(entry.by)
        who = words("journal.who_login", post=post, login=person) if post else person
        told = [f"{at} – {who}"]
        deed = self.journal.sat(entry.meeting, self.journal.deed(entry.action))
        told.append(words("journal.entry_what", what=deed))
        if entry.undoes is not None:
            key = "journal.redoes" if entry.action == "redo" else "journal.undoes"
            told.append(words(key, entry=self._number(entry.undoes)))
        if whole.undone_by is not None:
            told.append(words("journal.undone_by", entry=self._number(whole.undone_by)))
        if entry.reason:
            key = f"reason.{entry.reason}.box"
            told.append(words("journal.reason", reason=words(key) if words.has(key) else entry.reason))
        lines = [line for text in told for line in wrapped(text, room)]
        lines += ["", words("journal.entry_rows", count=self._number(len(entry.rows)))]
        unit: str | None = None
        for row in entry.rows:
            if row.organisation is not None and row.organisation != unit:
                lines.append(f"{self.journal.unit(row.organisation)}:")
            unit = row.organisation
            lines += self._row(row, room - 2)
        return [*lines, "", words("journal.hash"), entry.hash, whole.previous_hash]

    def _row(self, row: RowView, room: int) -> list[str]:
        return [f"  {line}" for line in wrapped(self.journal.change(row), room) if line]

    def _number(self, value: int) -> str:
        return thousands(value, self.words.lang)
