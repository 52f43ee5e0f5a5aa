"""How the adjustment dialog is drawn: levels, reasons and the distribution as it would be, as plain text."""

from __future__ import annotations

from dataclasses import dataclass

from store.commands.departures import would_stand
from store.queries.caps import caps
from store.queries.comparison import ComparisonRow, ComparisonView
from store.rules.comparison import difference
from store.rules.distribution import Distribution
from store.rules.levels import NOT_RATED
from store.rules.reasons import Reason
from store.rules.text import fit, width
from tui.screens.comparison_view import ComparisonDrawing, spread
from tui.widgets.frame import Part

CHECK_ROWS = 2
"""Rows for what stands against the chosen level."""


@dataclass(frozen=True)
class Choice:
    """What is chosen in the dialog so far."""

    level: str | None
    reason: str | None


class AdjustmentDrawing:
    """Draws one choice for one organisation."""

    def __init__(self, view: ComparisonView, row: ComparisonRow, stage: str, drawing: ComparisonDrawing) -> None:
        """Take the comparison, the row, the stage and the drawing of the screen beneath."""
        self.view, self.row, self.stage, self.drawing = view, row, stage, drawing
        self.teller, self.words = drawing.teller, drawing.words

    def move(self, level: str | None) -> int | None:
        """How many levels above or below the self-rating the chosen level is."""
        return difference(self.view.scheme, self.row.self_level, level)

    def raises(self, level: str | None) -> bool:
        """Whether the chosen level is above the self-rating."""
        return (self.move(level) or 0) > 0

    def levels(self, choice: Choice, above: tuple[str, ...] = ()) -> Part:
        """Title with stage and organisation, what stands ``above`` all, the standing levels, those to choose from."""
        words, row = self.words, self.row
        title = words(
            "adjustment.title",
            stage=words(f"stage.{self.stage}.title"),
            tt=row.tt,
            name=self.teller.name(row.full_name or row.name),
        )
        chosen = self.teller.level(choice.level, "wide") if choice.level else words("adjustment.choose_level")
        standing = words(
            "adjustment.levels",
            own=self.teller.level(row.self_level, "wide"),
            proposed=self.teller.level(row.proposed_level, "wide"),
            final=self.teller.level(row.final_level, "wide"),
        )
        target = words(
            "adjustment.target", stage=words(f"stage.{self.stage}.label"), level=chosen, move=self._moved(choice.level)
        )
        digits = [(str(level.rank), level.code) for level in self.view.scheme.levels] + [("0", NOT_RATED)]
        cells = [f"{digit} {self.teller.level(code, 'wide')}" for digit, code in digits]
        marked = [
            f"[{cell}]" if code == choice.level else f" {cell} "
            for cell, (_digit, code) in zip(cells, digits, strict=True)
        ]
        return Part(title, (*above, standing, target, words("adjustment.row") + " ".join(marked)))

    def _moved(self, level: str | None) -> str:
        step = self.move(level)
        if step is None:
            return ""
        name = "kept" if step == 0 else "raised" if step > 0 else "lowered"
        return self.words(f"adjustment.{name}", count=abs(step))

    def reasons(self, choice: Choice, *, asleep: bool, kept: bool) -> Part:
        """The picklist in three columns; one that has no sense for a raise stands in brackets."""
        title = self.words(
            "adjustment.no_reason" if kept else "adjustment.reasons_asleep" if asleep else "adjustment.reasons"
        )
        by_digit = {reason.digit: reason for reason in self.view.reasons}
        rows = []
        for line in range(3):
            cells = [
                self._reason(by_digit[digit], choice) for digit in (line + 1, line + 4, line + 7) if digit in by_digit
            ]
            if line == 2 and 0 in by_digit:
                last = cells.pop() if len(cells) == 3 else ""
                cells.append(last.rstrip() + self._reason(by_digit[0], choice))
            rows.append("".join(fit(cell, 25) for cell in cells[:2]) + "".join(cells[2:]))
        return Part(title, tuple(rows))

    def _reason(self, reason: Reason, choice: Choice) -> str:
        raised = self.raises(choice.level)
        text = f"{reason.digit} {self.words(f'reason.{reason.code}.box' + ('_raise' if raised else ''))}"
        if raised and not reason.suits_raise:
            return f" ({text})"
        return f"{'►' if reason.code == choice.reason else ' '} {text} "

    def checks(self, choice: Choice) -> Part:
        """What the dossier carries, and what stands against the chosen level or could not be told."""
        teller = self.drawing.checks
        title = self.words("check.answer", support=teller.answer(self.row.support))
        room = self.drawing.columns - 4
        lines = (
            teller.telling(self.row.support, choice.level, rows=CHECK_ROWS, columns=room, passed=True)
            if choice.level
            else []
        )
        return Part(title, (*lines, *[""] * (CHECK_ROWS - len(lines))))

    def outcome(self, choice: Choice) -> Part:
        """How levels and cap would stand, in the organisation's group and in the whole committee."""
        before = self.row.effective
        after = would_stand(self.row, self.stage, choice.level) if choice.level else before
        group = [each for each in self.view.rows if each.peer_group == self.row.peer_group]
        tried = caps(self.view, {self.row.organisation: after})
        lines = []
        for label, rows, place in (
            (self.drawing.group(self.row.peer_group), group, (self.row.peer_group, False)),
            (self.words("group.whole.short"), self.view.rows, (None, True)),
        ):
            now = next((each.cap for each in self.drawing.caps if (each.group, each.whole) == place), None)
            then = next((each.cap for each in tried if (each.group, each.whole) == place), None)
            cap = self.drawing.checks.cap(now, then) if now and then else ""
            lines.append(self._line(label, self._cells(spread(self.view, rows), before, after), cap))
        return Part(self.words("adjustment.outcome"), tuple(lines))

    def _line(self, label: str, cells: list[str], cap: str) -> str:
        """One line; where it is too long, levels that nobody stands at are left out, then those that do not change."""
        room = self.drawing.columns - 4
        head = fit(label, 12)
        full = [cell for cell in cells if not cell.endswith(" 0")]
        changing = [cell for cell in cells if "→" in cell]
        for shown in (cells, full, changing):
            for gap in ("   ", "  "):
                line = head + " " + gap.join([*shown, *([cap] if cap else [])])
                if width(line) <= room:
                    return line
        return head + " " + "  ".join(changing)

    def _cells(self, counts: Distribution, before: str | None, after: str | None) -> list[str]:
        """Each level with how many stand at it and, where that changes, how many would."""
        would = counts.moved(before, after)
        shown: list[str | None] = [code for code, _count in counts.levels]
        if NOT_RATED in (before, after) or counts.not_rated:
            shown.append(NOT_RATED)
        cells = []
        for code in (*shown, None):
            label = self.words("adjustment.unset") if code is None else self.teller.level(code, "narrow")
            now, then = counts.at(code), would.at(code)
            cells.append(f"{label} {now}" + (f" → {then}" if then != now else ""))
        return cells
