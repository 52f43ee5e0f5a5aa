"""How the form is drawn: its head, and lines with their grades beside the facts, as plain text."""

from __future__ import annotations

from collections.abc import Sequence

from store.rules.facts import BY_NAME, LEVEL
from store.rules.forms import SIDES, Criterion
from store.rules.text import fit, width
from tui.screens.form_cell_view import CellDrawing
from tui.screens.form_parts import FACT, FACTS_ZONE, GROUP, LINES, PAPER, POINTS, Field, SideRow, pieces
from tui.screens.form_seen import Seen, points, short
from tui.widgets.frame import wrapped

Marked = tuple[bool, str]
"""A row, and whether the cursor stands on it."""


class FormDrawing:
    """Draws one dossier at one width and height."""

    def __init__(self, seen: Seen) -> None:
        """Take what is seen."""
        self.seen, self.words = seen, seen.teller.words
        self.right = 40 if seen.wide else 24
        self.left = seen.columns - 3 - self.right
        self.cells = (12, 12, 12) if seen.wide else (6, 7, 7)
        self.form = "wide" if seen.wide else "narrow"

    # The head

    def where(self) -> str:
        """The first row: the form, whose it is in full, made-up or real, and which column digits write."""
        seen, dossier = self.seen, self.seen.dossier
        unit = f"{dossier.tt}. {seen.teller.name(dossier.full_name or dossier.name)}"
        parts = [self.words("form.title", cycle=dossier.cycle), unit]
        if seen.view.made_up:
            parts.append(self.words("made_up"))
        writes = (
            self.words("form.writes", side=self.words(f"side.{seen.own}")) if seen.own else self.words("form.looks")
        )
        return _ends(" " + " │ ".join(parts), writes, seen.columns)

    def state(self) -> str:
        """The second row: what of the dossier is in, the levels, what the store last confirmed."""
        seen, text = self.seen, ""
        saved = self.words("saved_at", time=seen.teller.time(seen.view.saved_at))
        for form in ("wide", "narrow"):
            parts = [self._papers_in()]
            for stage, code in self._levels():
                parts.append(f"{self.words(f'stage.{stage}.label')}: {seen.level(code, form)}")
            text = " " + " │ ".join(parts)
            if width(text) + width(saved) + 2 <= seen.columns:
                break
        return _ends(text, saved, seen.columns)

    def _levels(self) -> list[tuple[str, str | None]]:
        dossier = self.seen.dossier
        levels = [("self", dossier.self_level), ("proposed", dossier.proposed_level)]
        return [*levels, ("final", dossier.final_level)] if dossier.final_level else levels

    def _papers_in(self) -> str:
        """How many papers are missing, and when the last one came."""
        received = [each.received for each in self.seen.dossier.papers if each.received]
        missing = len(self.seen.settings.papers) - len(received)
        if not received:
            return self.words("form.dossier_none", count=missing)
        return self.words(
            "form.dossier_part" if missing else "form.dossier_full", day=short(max(received)), count=missing
        )

    # Lines and facts

    def picture(self, title: str) -> list[str]:
        """The upper rule, lines and facts side by side, and the rule above the cell with what the cell is about."""
        lines = self._lines()
        left = _window([*lines, *self._proofs(self.seen.rows.lines - len(lines))], self.seen.rows.lines, self.left)
        right = _window(self._facts(), self.seen.rows.lines, self.right)
        return [self._top(), *(f"│{one}│{other}│" for one, other in zip(left, right, strict=True)), self._middle(title)]

    def _top(self) -> str:
        form = self.seen.dossier.form
        source = form.source if form else self.words("form.no_form_title")
        heads = []
        for side, wide in zip(SIDES, self.cells, strict=True):
            head = self.words(f"side.{side}")
            text = f" {head.upper() if side == self.seen.own else head} "[:wide]
            heads.append(text + "─" * (wide - width(text)))
        room = self.left - sum(self.cells)
        title = f"─ {fit(source, min(width(source), room - 4))} "
        facts = f"─ {self.words('form.facts')} "
        return f"┌{title}{'─' * (room - width(title))}{''.join(heads)}┬{facts}{'─' * (self.right - width(facts))}┐"

    def _middle(self, title: str) -> str:
        text = f"─ {fit(title, min(width(title), self.seen.columns - 6))} "
        after = self.left - width(text)
        if after < 0:
            return f"├{text}{'─' * (self.seen.columns - 2 - width(text))}┤"
        return f"├{text}{'─' * after}┴{'─' * self.right}┤"

    def _lines(self) -> list[Marked]:
        """Groups and their lines with a grade per side; a group that is one line is one row."""
        form, seen = self.seen.dossier.form, self.seen
        if form is None:
            kind = self.words(f"kind.{seen.dossier.kind}")
            told = self.words("form.no_form", kind=kind, scheme=seen.dossier.scheme.code)
            return [(False, fit(f" {line}", self.left)) for line in wrapped(told, self.left - 2)]
        rows: list[Marked] = []
        for code, name_vi, name_en in form.groups:
            own = [line for line in form.criteria if line.group == code]
            if [line.code for line in own] != [code]:
                rows.append(
                    (False, self._row(" ", code, name_vi if self.words.lang == "vi" else name_en, self._sums(own)))
                )
            for line in own:
                here = seen.line == line and seen.spot.zone != FACTS_ZONE
                number = code if line.code == code else f" {line.code.rpartition('.')[2]}"
                cells = [self._grade(line, side, here=here) for side in SIDES]
                rows.append((here, self._row("►" if here else " ", number, seen.criterion(line), cells)))
        return rows

    def _proofs(self, rows: int) -> list[Marked]:
        """What evidence there is for which line, where the lines leave at least a blank row, a heading and a row."""
        told = [
            f"{line.code.rjust(5)}  {CellDrawing.piece(piece)}"
            for line in self.seen.lines
            for piece in pieces(self.seen.dossier, line.code)
        ]
        if rows < 3 or not told:
            return []
        if len(told) > rows - 2:
            more = self.words("form.proofs_more", count=len(told) - (rows - 3))
            told = [*told[: rows - 3], f"{' ' * 7}{more}"]
        return [(False, fit(text, self.left)) for text in ("", f" {self.words('form.proofs')}", *told)]

    def _row(self, mark: str, number: str, name: str, cells: Sequence[str]) -> str:
        """A row of lines; a heading's name goes on where it has no cells."""
        room = self.left - (sum(self.cells) if cells else 0)
        padded = [fit(cell, wide) for cell, wide in zip(cells, self.cells, strict=False)]
        return fit(f"{mark}{number.ljust(2)} {name}", room) + "".join(padded)

    def _sums(self, lines: Sequence[Criterion]) -> list[str]:
        """The points of a group; a form without points has none."""
        if all(line.points is None for line in lines):
            return []
        sums = []
        for side in SIDES:
            given = [each.points or 0 for line in lines if (each := self.seen.dossier.grade(line.code, side))]
            sums.append(f" {points(sum(given), self.words.lang)}" if given else "")
        return sums

    def _grade(self, line: Criterion, side: str, *, here: bool) -> str:
        """One cell; in brackets where the cursor stands and digits write."""
        seen = self.seen
        text = seen.graded(line.code, side, "full" if seen.wide else "narrow") if self._has(line, side) else "-"
        if seen.opened and seen.opened.field == Field(POINTS, line.code) and side == seen.own:
            text = seen.typing
        if here and side == seen.own and seen.spot.zone == LINES:
            return f"[{text}]"
        return f" {text}"

    def _has(self, line: Criterion, side: str) -> bool:
        return self.seen.dossier.grade(line.code, side) is not None

    def _facts(self) -> list[Marked]:
        """Facts by group, papers, opinions."""
        rows: list[Marked] = []
        for number, row in enumerate(self.seen.side):
            here = number == self.seen.spot.side and self.seen.spot.zone == FACTS_ZONE
            if row.kind == GROUP:
                rows.append((False, fit(f" {self.seen.named(row)}:", self.right)))
                continue
            room, value = self.right - 1, self._beside(row)
            value = fit(value, min(width(value), room - 6))
            name = fit(self.seen.named(row), room - width(value) - 1)
            rows.append((here, f"{'►' if here else ' '}{name} {value}"))
        return rows

    def _beside(self, row: SideRow) -> str:
        """What stands in a row beside the lines."""
        dossier, words, opened = self.seen.dossier, self.words, self.seen.opened
        if row.kind == FACT:
            if opened and opened.field == Field(FACT, row.code):
                return f"[{self.seen.typing}]"
            fact = dossier.fact(row.code)
            if fact is None:
                return words("form.not_received") if BY_NAME[row.code].kind == LEVEL else "-"
            clashes = any(row.code in (*each.parts, each.whole) for each in self.seen.odd)
            return self.seen.fact(fact, self.form) + (" ×" if clashes else "")
        if row.kind == PAPER:
            paper = next((each for each in dossier.papers if each.paper == row.code), None)
            if paper is None or not (paper.received or paper.returned):
                return words("form.paper_missing")
            return short(paper.received) if paper.received else words("form.paper_returned")
        said = next((each for each in dossier.opinions if each.body == row.code), None)
        if said is None:
            return words("form.opinion_none")
        return short(said.given) if said.text else words("form.opinion_empty")


def _ends(left: str, right: str, columns: int) -> str:
    """A line with text at both ends; where both do not fit, the right one is left out."""
    room = columns - width(right) - 2
    return fit(left, room) + " " + right + " " if width(left) <= room else fit(left, columns)


def _window(rows: Sequence[Marked], seen: int, wide: int) -> list[str]:
    """So many rows around the cursor, one below it in sight; rows that are not there are blank."""
    at = next((number for number, (here, _text) in enumerate(rows) if here), 0)
    top = max(0, min(at - seen + 2, len(rows) - seen))
    shown = [text for _here, text in rows[top : top + seen]]
    return [*shown, *[" " * wide] * (seen - len(shown))]
