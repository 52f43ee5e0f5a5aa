"""How the overview is drawn: where the boxes stand at which size, and the rows above and below them."""

from __future__ import annotations

from collections.abc import Collection

from store.queries.overview import DONE, NumberView, OverviewView
from store.rules.dates import written
from store.rules.text import fit, width
from tui.screens.overview_boxes import JOURNAL, OverviewBoxes
from tui.screens.overview_canvas import Band, Box, Canvas, Picture
from tui.telling import Teller
from tui.widgets.frame import ends

THREE = 78
"""From so many columns on boxes stand side by side."""

NARROWEST = 26
"""Narrower screens cut the boxes."""

WANTING = ("lacking", "owing", "silent", "unrated", "unproposed", "wordless", "above", "unnamed", "undecided")
"""Numbers that ask for work, in the order in which it is done; the cursor begins at the first that is not 0."""


class OverviewDrawing:
    """Draws one view for one person at one size."""

    def __init__(self, view: OverviewView, teller: Teller, places: Collection[str], columns: int, rows: int) -> None:
        """Take the view, the words, the places that are there, and the columns and rows there are for the boxes."""
        self.view, self.teller, self.words = view, teller, teller.words
        self.columns, self.rows = columns, rows
        self.boxes = OverviewBoxes(view, teller, places)

    # The rows above

    def where(self, post: str) -> str:
        """The first row: where one is, made-up or real, and as whom."""
        compared = self.view.intake.compared
        parts = [self.words("overview.title", cycle=compared.cycle), compared.committee]
        if compared.made_up:
            parts.append(self.words("made_up"))
        return ends(" " + " │ ".join(parts), post, self.columns)

    def state(self) -> str:
        """The second row: the cycle's state, what is left to do before the meeting, when papers are due."""
        intake = self.view.intake
        saved = self.words("saved_at", time=self.teller.time(intake.compared.saved_at))
        left = [str(task.box) for task in self.view.tasks if task.state != DONE]
        work = self.words("overview.left", boxes=", ".join(left)) if left else self.words("overview.all_done")
        parts = [self.words(f"cycle.{intake.cycle.state}"), work]
        if (due := intake.cycle.dossier_due) is not None:
            past = "overview.due_past" if intake.today > due else "overview.due"
            parts.append(self.words(past, day=written(due)))
        told = f" {parts[0]}"
        for part in parts[1:]:
            if width(f"{told} │ {part}") <= self.columns - width(saved) - 2:
                told = f"{told} │ {part}"
        return ends(told, saved, self.columns)

    # The boxes

    def picture(self) -> Picture:
        """The boxes: three columns where there is room, else one below the other."""
        columns = max(NARROWEST, self.columns)
        if columns < THREE:
            inner = columns - 2
            return Canvas(columns).draw([[(inner, self._alone(inner))]])
        extra = self.rows - len(self._drawn(columns, {}).lines)
        return self._drawn(columns, self._shared(columns, extra)) if extra > 0 else self._drawn(columns, {})

    def _alone(self, columns: int) -> list[Box]:
        boxes = self.boxes
        made = [boxes.papers(columns), boxes.opinions(columns), boxes.appraisal(columns), boxes.levels(columns)]
        made += [boxes.basis(columns), boxes.years(columns), boxes.notable(columns), boxes.register(columns)]
        return [each.box for each in (*made, boxes.journal(columns))]

    def _thirds(self, columns: int) -> tuple[int, int, int]:
        third, rest = divmod(columns - 4, 3)
        return third, third + rest, third

    def _shared(self, columns: int, extra: int) -> dict[str, int]:
        """How many rows more each band takes: the work to be done first, then names, evenly."""
        left, middle, right = self._thirds(columns)
        boxes = self.boxes
        most = {
            "tasks": 1 + len(boxes.tasks(columns - 2).box.rows),
            "years": len(boxes.years(columns - 2).more),
            "first": max(
                len(boxes.papers(left).more),
                len(boxes.opinions(middle).more) + len(boxes.basis(middle).more),
                len(boxes.appraisal(right).more),
            ),
            "last": max(
                len(boxes.notable(left).more), len(boxes.register(middle).more), len(boxes.journal(right).more)
            ),
        }
        taken = dict.fromkeys(most, 0)
        for name, rows in (("tasks", 9), ("years", 1), ("last", 2), ("first", 4), ("last", 3), ("first", 99)):
            wanted = min(rows, most[name] - taken[name], extra)
            if name == "tasks" and wanted < most[name]:
                continue  # half a list says less than none
            taken[name] += wanted
            extra -= wanted
        return taken

    def _drawn(self, columns: int, taken: dict[str, int]) -> Picture:
        left, middle, right = self._thirds(columns)
        boxes, wide, first, last = self.boxes, columns - 2, taken.get("first", 0), taken.get("last", 0)
        opinions, basis = boxes.opinions(middle), boxes.basis(middle)
        below = min(len(basis.more), max(first - len(opinions.more), 0))
        bands: list[Band] = [
            [
                (left, [boxes.papers(left).with_more(first)]),
                (middle, [opinions.with_more(first - below), basis.with_more(below)]),
                (right, [boxes.appraisal(right).with_more(first)]),
            ],
            [(wide, [boxes.levels(wide).box])],
            [(wide, [boxes.years(wide).with_more(taken.get("years", 0))])],
            [
                (left, [boxes.notable(left).with_more(last)]),
                (middle, [boxes.register(middle).with_more(last)]),
                (right, [boxes.journal(right).with_more(last)]),
            ],
        ]
        if taken.get("tasks"):
            bands.insert(0, [(wide, [boxes.tasks(wide).box])])
        return Canvas(columns).draw(bands)

    # The row below

    def about(self, stop: str | None) -> str:
        """What stands behind the number under the cursor, by name as far as there is room."""
        if stop is None:
            return ""
        number = self.view.numbers.get(stop)
        told = self._other(stop) if number is None else self._named(number)
        return f" {fit(told, self.columns - 2).rstrip()}"

    def _named(self, number: NumberView) -> str:
        what, cycle = self.boxes.called(number), self.view.intake.cycle
        if number.name == "lacking" and cycle.dossier_due is not None:
            since = "overview.overdue" if self.view.intake.today > cycle.dossier_due else "overview.until"
            what = self.words(since, what=what, day=written(cycle.dossier_due))
        if self.boxes.is_unknown(number):
            return self.words("overview.no_deadline", what=what)
        if not number.count:
            return self.words("overview.nobody", what=what)
        return self.words("overview.who", what=what, count=number.count, units=self.boxes.units(number))

    def _other(self, stop: str) -> str:
        if stop == JOURNAL and self.view.news:
            return self.boxes.told(self.view.news[0])
        return self.words(f"overview.about.{stop}")

    def first(self, picture: Picture) -> str | None:
        """Where the cursor begins: the first number that asks for work."""
        stops = [spot.stop for spot in picture.spots]
        wanting = [name for name in WANTING if name in stops and self.view[name].count]
        return next(iter([*wanting, *stops]), None)
