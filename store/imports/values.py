"""One cell as the value of its column, or the fault that says what would be right."""

from __future__ import annotations

import re
from dataclasses import dataclass

from store.imports import columns as kinds
from store.imports.cells import ERROR, FORMULA, NUMBER, PERCENT, TEXT, Cell, Findings
from store.imports.columns import Column
from store.imports.vocabulary import Vocabulary, grade_word, grades, level_word, levels_of, ratings_of
from store.queries.dossier import DossierView
from store.rules import facts
from store.rules.dates import read_date
from store.rules.forms import GRADES, Criterion, Graded
from store.rules.scheme import Scheme
from store.words import Words

_WHOLE = re.compile(r"(\d{1,9})[.,]0{1,2}")
_COMMA = re.compile(r"\d{1,3}(?:,\d{3})+")
_POINTS = re.compile(r"(\d{1,4})(?:[.,](\d{1,2}))?")


@dataclass(frozen=True)
class Reader:
    """Reads cells for one scheme; words are those in which faults name what is known."""

    scheme: Scheme
    words: Words
    levels: Vocabulary
    ratings: Vocabulary
    grades: Vocabulary

    def level(self, column: Column, cell: Cell, found: Findings) -> str | None:
        """A level of the scheme by code, word or abbreviation."""
        return self._word(column, cell, found, self.levels, "level", len(self.scheme.levels), self._level_names())

    def criterion(self, column: Column, cell: Cell, found: Findings, dossier: DossierView | None) -> Graded | None:
        """A grade, or points where the organisation's form has points; without a dossier it is only looked at."""
        if not readable(column, cell, found) or (dossier is None and column.points):
            return None
        if dossier is not None:
            line = dossier.form.criterion(column.code) if dossier.form else None
            if line is None:
                found.wrong("not_on_form", cell.place, column.heading, cell.text)
                return None
            if line.points is not None:
                return _points(column, cell, found, line)
        known = ", ".join(grade_word(self.words, code) for code in GRADES)
        code = self._word(column, cell, found, self.grades, "grade", len(GRADES), known)
        return None if code is None else Graded(code, None)

    def fact(self, column: Column, cell: Cell, found: Findings) -> str | None:
        """A fact as it is kept."""
        if not readable(column, cell, found):
            return None
        if column.holds == kinds.RATING:
            count, names = len(self.scheme.levels), self._level_names()
            return self._word(column, cell, found, self.ratings, "rating", count, names)
        if column.holds == facts.COUNT:
            return _count(column, cell, found)
        known = {"TRUE": "1", "FALSE": "0"}.get(cell.text.upper(), cell.text)
        read = facts.read(column.code, known, ())
        if isinstance(read, facts.FactFault):
            found.wrong(read.code, cell.place, column.heading, cell.text)
            return None
        return str(read)

    def arrived(self, column: Column, cell: Cell, found: Findings) -> str | None:
        """A date as ISO text."""
        if not readable(column, cell, found):
            return None
        read = read_date(cell.text)
        if read is None:
            found.wrong("date", cell.place, column.heading, cell.text)
        elif cell.kind == TEXT and read != cell.text:
            found.note("understood", cell.place, cell.text, read)
        return read

    def _word(
        self, column: Column, cell: Cell, found: Findings, spelt: Vocabulary, code: str, count: int, known: str
    ) -> str | None:
        if not readable(column, cell, found):
            return None
        meant = spelt.read(cell.text)
        if meant is None:
            found.wrong(code, cell.place, column.heading, cell.text, number=count, known=known)
        elif meant != cell.text:
            found.note("understood", cell.place, cell.text, meant)
        return meant

    def _level_names(self) -> str:
        return ", ".join(level_word(self.words, self.scheme, level.code) for level in self.scheme.levels)


def reader_for(scheme: Scheme, words: Words) -> Reader:
    """A reader for a scheme."""
    return Reader(scheme, words, levels_of(scheme), ratings_of(scheme), grades())


def readable(column: Column, cell: Cell, found: Findings) -> bool:
    """Whether a cell has a value; a formula and a cell in error are faults, since nothing is evaluated."""
    if cell.kind in (FORMULA, ERROR):
        found.wrong(cell.kind, cell.place, column.heading, cell.text)
    return cell.kind not in (FORMULA, ERROR)


def _percentage(cell: Cell) -> bool:
    return cell.kind == PERCENT or cell.text.endswith("%")


def _count(column: Column, cell: Cell, found: Findings) -> str | None:
    """A whole number; ``15,0`` is 15 and ``5.568`` is 5568, ``5,568`` could be either and is refused."""
    if _percentage(cell):
        found.wrong("percent", cell.place, column.heading, cell.text)
        return None
    if _COMMA.fullmatch(cell.text):
        plain, dotted = cell.text.replace(",", ""), cell.text.replace(",", ".")
        found.wrong("comma", cell.place, column.heading, cell.text, plain=plain, dotted=dotted)
        return None
    whole = _WHOLE.fullmatch(cell.text)
    fraction = cell.kind == NUMBER and "." in cell.text  # a spreadsheet's own point is no mark of thousands
    read = facts.read(column.code, "" if fraction else whole[1] if whole else cell.text, ())
    if isinstance(read, facts.FactFault):
        found.wrong(read.code, cell.place, column.heading, cell.text)
        return None
    if str(read) != cell.text:
        found.note("understood", cell.place, cell.text, str(read))
    return str(read)


def _points(column: Column, cell: Cell, found: Findings, line: Criterion) -> Graded | None:
    """Points in hundredths, ``9,5`` or ``9.5`` as 950."""
    most = line.points or 0
    read = _POINTS.fullmatch(cell.text)
    hundredths = int(read[1]) * 100 + int((read[2] or "").ljust(2, "0")) if read else -1
    if _percentage(cell) or not 0 <= hundredths <= most:
        found.wrong("points", cell.place, column.heading, cell.text, most=most // 100)
        return None
    if not cell.text.isdigit():
        found.note("understood", cell.place, cell.text, f"{hundredths // 100}.{hundredths % 100:02d}")
    return Graded(None, hundredths)
