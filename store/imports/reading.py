"""A whole file: every line checked against the cycle, and either all values or all faults."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from store.commands.assessment import the_cycle
from store.commands.importing import Filled, Known
from store.db.connect import reading
from store.imports import columns as kinds
from store.imports import csv_text, strict_yaml, tables, workbook
from store.imports.cells import Fault, Findings, Note, Record, TooMany
from store.imports.columns import Column, columns_of, headings_of
from store.imports.files import read_bytes, suffix_of
from store.imports.kinds import expect_ready
from store.imports.organisations import Register
from store.imports.values import Reader, reader_for
from store.imports.vocabulary import Vocabulary
from store.queries.dossier import DossierView, dossiers
from store.rules.facts import FACTS
from store.rules.forms import Graded
from store.words import Words


@dataclass(frozen=True)
class Checked:
    """What a file says: dossiers to write, or faults (then no dossier); what was understood; lines left blank."""

    file: str
    cycle: str
    dossiers: tuple[Filled, ...]
    faults: tuple[Fault, ...]
    notes: tuple[Note, ...]
    blank: int


@dataclass(frozen=True)
class _Sheet:
    """What the lines of a file are read with."""

    columns: dict[str, Column]
    register: Register
    reader: Reader
    found: Findings


def the_dossiers(cycle: str | None) -> tuple[str, tuple[DossierView, ...]]:
    """The cycle that is filled in, the only open one unless named, and its dossiers; raises ``Refused``."""
    with reading():
        code = str(the_cycle(cycle)["code"])
        return code, dossiers(code)


def read_dossiers(kind: str, path: Path, words: Words, cycle: str | None = None) -> Checked:
    """Read and check a file of a kind.

    Raises ``Refused`` where it cannot be read at all: kind, format, size, no workbook, no text, bad YAML, no cycle.
    """
    expect_ready(kind)
    raw = read_bytes(path)
    code, known = the_dossiers(cycle)
    columns = {column.code: column for column in columns_of(kind, known, words)}
    headings = headings_of(tuple(columns.values()))
    found = Findings()
    filled: list[Filled] = []
    blank = 0
    if known:
        sheet = _Sheet(columns, Register(known, columns), reader_for(known[0].scheme, words), found)
        try:
            for record in _records(raw, path, columns, headings, found):
                if _says_nothing(record, columns):
                    blank += 1
                elif (read := _filled(record, sheet)) is not None:
                    filled.append(read)
        except TooMany:
            filled = []
    kept = () if found.faults else tuple(filled)
    return Checked(path.name, code, kept, tuple(found.faults), found.notes, blank)


def _records(
    raw: bytes, path: Path, columns: dict[str, Column], headings: Vocabulary, found: Findings
) -> Sequence[Record]:
    suffix = suffix_of(path)
    if suffix == ".xlsx":
        return tables.records_of(workbook.grids(raw, path.name, found), columns, headings, found)
    if suffix == ".csv":
        return tables.records_of([csv_text.grid(raw, path.name, headings.read, found)], columns, headings, found)
    return tables.records_of_items(strict_yaml.read_items(raw, path.name), columns, headings, found)


def _says_nothing(record: Record, columns: dict[str, Column]) -> bool:
    """Whether a line has nothing beyond number, code and name."""
    return all(columns[code].holds in (kinds.WHO, kinds.IGNORED) for code in record.cells)


def _filled(record: Record, sheet: _Sheet) -> Filled | None:
    """What one line says; values are looked at also where it is not known about whom, so that all faults are told."""
    dossier = sheet.register.find(record, sheet.found)
    level: str | None = None
    grades: dict[str, Graded] = {}
    values: dict[str, str] = {}
    dates: dict[str, str] = {}
    for code, cell in record.cells.items():
        column = sheet.columns[code]
        if column.holds == kinds.LEVEL:
            level = sheet.reader.level(column, cell, sheet.found)
        elif column.holds == kinds.CRITERION:
            graded = sheet.reader.criterion(column, cell, sheet.found, dossier)
            grades |= {} if graded is None else {code: graded}
        elif column.holds == kinds.ARRIVED:
            dates |= {column.fact: sheet.reader.arrived(column, cell, sheet.found) or ""}
        elif column.fact:
            values |= {column.fact: sheet.reader.fact(column, cell, sheet.found) or ""}
    for fact in dates.keys() - values.keys():
        cell = record.cells[f"{fact}_arrived"]
        heading = sheet.columns[fact].heading
        sheet.found.wrong("date_alone", cell.place, sheet.columns[f"{fact}_arrived"].heading, cell.text, wanted=heading)
    if dossier is None:
        return None
    known = {fact.name: Known(values[fact.name], dates.get(fact.name) or None) for fact in FACTS if fact.name in values}
    return Filled(dossier.organisation, level, grades, known)
