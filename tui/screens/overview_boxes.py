"""What stands in the nine boxes of the overview: numbers to stand on, names where there is room."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from store import clock
from store.queries.news import NewsView
from store.queries.overview import GroupView, NumberView, OverviewView
from store.queries.results import YearResultView
from store.rules.text import fit, visible, width
from tui.checking import CheckTeller
from tui.screens.overview_canvas import Box, Cell, Row, row
from tui.telling import Teller
from tui.widgets.frame import side_by_side, wrapped

YEARS, JOURNAL = "years", "journal"
"""Stops that are no number: the past years, and what was recorded last."""

PLACES = {YEARS: "results", JOURNAL: "journal"}
"""Where they lead."""

LABEL, COUNT = 19, 5
"""Columns of a group's name, and of a level's count at the least."""

BROADEST = 4
"""An organisation is drawn at most so many blocks broad."""

YEAR = 23
"""A past year needs so many columns."""


@dataclass(frozen=True)
class Growing:
    """A box with what it shows in any case, and what it shows besides where there is room."""

    box: Box
    more: tuple[Row, ...] = ()

    def with_more(self, rows: int) -> Box:
        """The box with so many rows more at most; names that go on are seen to."""
        more = list(self.more[: max(0, rows)])
        if more and len(more) < len(self.more) and more[-1][0].stop is None:
            more[-1] = row(more[-1][0].text.rstrip(" ,") + " …")
        return replace(self.box, rows=(*self.box.rows, *more))


class OverviewBoxes:
    """Makes the boxes of one view for one person; only places that are there are offered."""

    def __init__(self, view: OverviewView, teller: Teller, places: Collection[str]) -> None:
        """Take the view, the words, and the places that can be gone to."""
        self.view, self.teller, self.words, self.places = view, teller, teller.words, places
        self.checks = CheckTeller(teller, view.intake.compared.scheme)
        self._units = {row.organisation: (row.tt, row.name) for row in view.intake.compared.rows}

    # Words

    def called(self, number: NumberView) -> str:
        """What a number counts, in full."""
        return self._told(number, "list")

    def _told(self, number: NumberView, form: str) -> str:
        what, _colon, code = number.name.partition(":")
        if number.box == 4:
            level = self.teller.level(None if code == "unset" else code, "wide", self._scheme)
            return self.words("overview.level", group=self.group(what), level=level)
        if what == "body":
            name = next(body.name(self.words.lang) for body in self.view.intake.bodies if body.code == code)
            return name if form == "cell" else self.words("overview.body", body=name)
        return self.words(f"overview.number.{number.name}.{form}")

    @property
    def _scheme(self) -> str:
        return self.view.intake.compared.scheme.code

    def group(self, group: str, form: str = "full") -> str:
        """A group's name by its code, ``unknown`` or ``whole``."""
        key = f"group.{group}.{form}"
        return self.words(key) if self.words.has(key) else visible(group)

    def units(self, number: NumberView) -> str:
        """The organisations of a number, by number and name."""
        known = (self._units[code] for code in number.organisations if code in self._units)
        return ", ".join(self.teller.numbered(tt, name) for tt, name in known)

    def is_unknown(self, number: NumberView) -> bool:
        """Whether nobody can tell the number: without a deadline nothing is late."""
        return number.name == "late" and self.view.intake.cycle.dossier_due is None

    def offered(self, stop: str) -> bool:
        """Whether there is a place behind a stop."""
        number = self.view.numbers.get(stop)
        return (PLACES[stop] if number is None else number.place) in self.places

    # Cells

    def _cell(self, name: str, columns: int, label: str | None = None, *, of: bool = False) -> Cell:
        """A number with its label in so many columns; the first one is left to the cursor."""
        number = self.view[name]
        count = f"{number.count}/{number.of}" if of else str(number.count)
        if self.is_unknown(number):
            count = self.words("unknown")
        said = label or self._told(number, "cell")
        text = " " + fit(said, columns - width(count) - 2) + " " + count
        return Cell(text, name if self.offered(name) else None)

    def _line(self, name: str, columns: int, *, of: bool = False) -> Row:
        return row(self._cell(name, columns - 1, of=of))

    def _names(self, names: Sequence[str], columns: int) -> Iterator[Row]:
        """Who stands behind numbers, by name."""
        for name in names:
            number = self.view[name]
            if number.count:
                told = self.words("overview.names", what=self._told(number, "cell"), units=self.units(number))
                for line in wrapped(told, columns - 3):
                    yield row(f"  {line}")

    def _title(self, box: int) -> str:
        title = self.words("overview.titled", number=box, title=self.words(f"overview.box.{box}"))
        task = next((each for each in self.view.tasks if each.box == box), None)
        return title if task is None else f"{title} {self.words(f'overview.state.{task.state}')}"

    # The boxes

    def tasks(self, columns: int) -> Growing:
        """What is to be done before the meeting, two in a row."""
        told = [
            self.words(
                f"overview.task.{task.box}",
                mark=self.words(f"overview.state.{task.state}")[:1],
                done=task.done,
                total=task.total,
            )
            for task in self.view.tasks
        ]
        half = (columns - 1) // 2
        lines = ["".join(fit(f" {each}", half) for each in told[at : at + 2]) for at in range(0, len(told), 2)]
        return Growing(Box(self.words("overview.tasks"), tuple(row(line) for line in lines)))

    def papers(self, columns: int) -> Growing:
        """1: papers and prerequisites."""
        names = ("lacking", "not_in", "late", "owing")
        rows = (self._line("complete", columns, of=True), *(self._line(name, columns) for name in names))
        return Growing(Box(self._title(1), rows), tuple(self._names(("late", "lacking"), columns)))

    def opinions(self, columns: int) -> Growing:
        """2: advisory bodies."""
        more = tuple(self._line(body.name, columns) for body in self.view.bodies)
        return Growing(Box(self._title(2), (self._line("silent", columns),)), more)

    def appraisal(self, columns: int) -> Growing:
        """3: self-ratings, proposals, decisions; how they differ; words still owed."""
        second = 10
        first, third = columns - 1 - second, (columns - 1) // 3
        pairs = (("rated", "unrated"), ("proposed", "unproposed"), ("decided", "undecided"))
        rows = [row(self._cell(done, first), self._cell(left, second)) for done, left in pairs]
        rows.append(row(*(self._cell(name, third) for name in ("raised", "lowered", "kept"))))
        rows.append(self._line("wordless", columns))
        more = tuple(self._names(("raised", "lowered", "wordless"), columns))
        return Growing(Box(self._title(3), tuple(rows)), more)

    def basis(self, columns: int) -> Growing:
        """5: what the dossiers bear out."""
        rows = tuple(self._line(name, columns) for name in ("above", "unclear", "borne_out"))
        return Growing(Box(self._title(5), rows), tuple(self._names(("above", "unclear"), columns)))

    def notable(self, columns: int) -> Growing:
        """7: remediation, what of it presses; who was exemplary once; commendations where there is room."""
        second = 11
        first = columns - 1 - second

        def short(name: str, wide: int) -> Cell:
            return self._cell(name, wide, self.words(f"overview.short.{name}"))

        rows = (
            row(short("slow", first), short("case_overdue", second)),
            row(short("case_this_week", first), short("exemplary", second)),
        )
        more = (self._line("commendable", columns), self._line("nominated", columns))
        names = self._names(("case_overdue", "slow", "exemplary", "nominated"), columns)
        return Growing(Box(self._title(7), rows), (*more, *names))

    def register(self, columns: int) -> Growing:
        """8: what is missing in the register."""
        rows = tuple(self._line(name, columns) for name in ("unnamed", "ungrouped"))
        return Growing(Box(self._title(8), rows), (self._line("gaps", columns),))

    def journal(self, columns: int) -> Growing:
        """9: what was recorded last, the newest first."""
        told = [wrapped(self.told(news), columns - 2) for news in self.view.news] or [[""]]
        first = [f" {line}" for line in told[0][:2]]
        if len(told[0]) > 2:
            first[1] = fit(f"{first[1]} {told[0][2]}", columns - 1)
        stop = JOURNAL if self.offered(JOURNAL) else None
        lines = [*first, *(f" {line}" for lines in told[1:] for line in lines), ""]
        rows = (row(Cell(fit(lines[0], columns - 1), stop)), row(lines[1]))
        return Growing(Box(self._title(9), rows), tuple(row(line) for line in lines[2:-1]))

    def told(self, news: NewsView) -> str:
        """An entry in a line, with its day where that is not today."""
        day = clock.local(news.at, self.teller.offset).date()
        told = self.teller.news(news).strip()
        return told if day.isoformat() == self.view.intake.today else f"{day.day:02d}/{day.month:02d} {told}"

    # Levels

    def levels(self, columns: int) -> Growing:
        """4: how the levels would be distributed, by group, against the cap."""
        codes = [number.name.partition(":")[2] for number in self.view.groups[0].numbers]
        heads = [self._head(code) for code in codes]
        widths = [max(COUNT, width(head) + 1) for head in heads]
        heading = "".join(" " * (wide - width(head)) + head for head, wide in zip(heads, widths, strict=True))
        free = columns - LABEL - sum(widths) - 3
        rows = tuple(
            row(*self._group(group, widths), *standing)
            for group, standing in zip(self.view.groups, self._standing(free), strict=True)
        )
        indent = width(heading) - width(heading.lstrip()) - 1
        return Growing(Box(self._title(4), rows, ((LABEL + indent, f"{heading[indent:]} "),)))

    def _head(self, code: str) -> str:
        if code == "unset":
            return self.words("level.unset.wide").lower()
        return self.teller.level(code, "narrow", self._scheme)

    def _group(self, group: GroupView, widths: Sequence[int]) -> Row:
        code = "whole" if group.whole else group.group or "unknown"
        cells: list[Cell | str] = [" " + fit(self.group(code), LABEL - 1)]
        for number, wide in zip(group.numbers, widths, strict=True):
            stop = number.name if self.offered(number.name) else None
            text = str(number.count)
            cells += [" " * (wide - width(text) - 1), Cell(f" {text}", stop)]
        return row(*cells)

    def _standing(self, columns: int) -> list[tuple[Cell, ...]]:
        """How each group stands against the cap, in words and drawn."""
        said = [self.checks.cap(group.cap) if group.cap else "" for group in self.view.groups]
        saying = max(map(width, said))
        tops = [(group.numbers[0].count, group.cap.cap if group.cap else None) for group in self.view.groups]
        longest = max(max(top, cap or 0) for top, cap in tops)
        times = max(1, min(BROADEST, (columns - saying - 3) // max(1, longest)))
        drawn = [
            bar(top, cap, columns - saying - 2, times) if told else ""
            for (top, cap), told in zip(tops, said, strict=True)
        ]
        return [(Cell(f"  {fit(told, saying)}  {bars}"),) for told, bars in zip(said, drawn, strict=True)]

    # Past years

    def years(self, columns: int) -> Growing:
        """6: the published years, each under its own levels; nothing is drawn across a change of scheme."""
        shown = self.view.years[-max(1, (columns + 1) // (YEAR + 3)) :]
        if not shown:
            return Growing(Box(self._title(6), (row(f" {self.words('unknown')}"), row(""))))
        each = (columns - 2 - 3 * (len(shown) - 1)) // len(shown)
        last = columns - 2 - (len(shown) - 1) * (each + 3)
        widths = [*[each] * (len(shown) - 1), last]
        told = [self._year(year, wide, 2) for year, wide in zip(shown, widths, strict=True)]
        if any(len(lines) > 2 for lines in told):
            told = [self._year(year, wide, 1) for year, wide in zip(shown, widths, strict=True)]
        height = max(2, *(len(lines) for lines in told))
        schemes = [self._terms(year) for year in shown]
        lines = [[cells[at] if at < len(cells) else "" for cells in told] for at in range(height)] + [schemes]
        rows = [self._strip(line, widths, shown, first=not at) for at, line in enumerate(lines)]
        return Growing(Box(self._title(6), tuple(rows[:-1])), (rows[-1],))

    def _year(self, year: YearResultView, columns: int, gap: int) -> list[str]:
        tokens = [self.words("overview.year", year=year.year, count=year.rated)]
        tokens += [f"{self.teller.level(each.code, 'narrow', year.scheme)} {each.count}" for each in year.levels]
        return side_by_side(tokens, columns, gap)

    def _terms(self, year: YearResultView) -> str:
        exemplary = self.words("unknown") if year.exemplary is None else year.exemplary
        return self.words("overview.year_terms", scheme=year.scheme, exemplary=exemplary)

    def _strip(
        self, texts: Sequence[str], widths: Sequence[int], years: Sequence[YearResultView], *, first: bool
    ) -> Row:
        stop = YEARS if first and self.offered(YEARS) else None
        cells: list[Cell | str] = [Cell(" " + fit(texts[0], widths[0]), stop)]
        for at in range(1, len(texts)):
            sign = "│" if years[at].scheme == years[at - 1].scheme else "║"
            cells += [f" {sign} ", fit(texts[at], widths[at])]
        return row(*cells)


def bar(top: int, cap: int | None, columns: int, times: int = 1) -> str:
    """The top level against its cap ``│``, each organisation so many blocks; empty where there is no room."""
    if not top and not cap:
        return ""
    if cap is None:
        drawn = "█" * top * times
    else:
        within, free, over = min(top, cap), max(0, cap - top), max(0, top - cap)
        drawn = "█" * within * times + "░" * free * times + "│" + "█" * over * times
    return drawn if len(drawn) <= columns else ""
