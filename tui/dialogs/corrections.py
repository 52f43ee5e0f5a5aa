"""Where the source is wrong: what it prints, what is right, why, who says so, and the sentence it stands in."""

from __future__ import annotations

from store.queries.results import CorrectedView
from store.queries.trends import TrendsView
from store.rules.dates import written
from tui.dialogs.framed import FramedDialog
from tui.keys import Key, bindings
from tui.telling import Teller
from tui.widgets.frame import Part, wrapped


class CorrectionsDialog(FramedDialog):
    """Pages through all corrections of the store."""

    KEYS = (
        Key("give_up", "escape,enter,v", "Esc", "key.back"),
        Key("scroll", "down,up,pagedown,pageup", "↑↓", "key.move", each=True),
    )
    BINDINGS = bindings("corrections", KEYS)

    def __init__(self, teller: Teller, view: TrendsView) -> None:
        """Take what the store knows."""
        super().__init__()
        self.teller, self.view = teller, view
        self._top = 0
        self._rows = 1

    def parts(self) -> list[Part]:
        """As much as the screen has room for."""
        lines = self.lines(self.columns - 4)
        self._rows = rows = max(3, self.app.size.height - 7)
        self._top = max(0, min(self._top, len(lines) - rows))
        shown = lines[self._top : self._top + rows]
        if self._top + rows < len(lines):
            shown[-1] = self.house.words("results.more", count=len(lines) - self._top - rows + 1)
        count = len(self.view.corrections.corrected)
        return [Part(self.house.words("corrections.title", count=count), tuple(shown))]

    def lines(self, room: int) -> list[str]:
        """The article, then each correction."""
        words, article = self.teller.words, self.view.corrections.article
        lines = []
        if article is not None:
            told = words(
                "corrections.article", title=article.title, publisher=article.publisher, day=written(article.date)
            )
            lines += wrapped(told, room)
        for number, each in enumerate(self.view.corrections.corrected, start=1):
            lines += ["", *self._one(number, each, room)]
        return lines or [words("corrections.none")]

    def _one(self, number: int, corrected: CorrectedView, room: int) -> list[str]:
        words, each = self.teller.words, corrected.correction
        about = words("corrections.all_years") if each.year is None else words("corrections.year", year=each.year)
        if each.level is not None:
            scheme = next((one.scheme.code for one in self.view.periods if one.code == str(each.year)), "")
            about += ", " + words("corrections.level", level=self.teller.level(each.level, "full", scheme))
        told = [words("corrections.printed", text=each.printed)]
        told.append(words("corrections.corrected", text=each.corrected or words("corrections.open")))
        told.append(words("corrections.why", text=each.why_vi if words.lang == "vi" else each.why_en))
        told.append(words("corrections.by", text=each.corrected_by))
        sentence = corrected.sentence
        if sentence is not None and sentence != each.printed:
            told.append(words("corrections.sentence", text=sentence))
        return [f"{number}. {about}", *(f"   {line}" for each_ in told for line in wrapped(each_, room - 3))]

    async def action_scroll(self, number: int) -> None:
        """Down, up, a page down, a page up."""
        page = self._rows - 1
        self._top += (1, -1, page, -page)[number]
        self.draw()
