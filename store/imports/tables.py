"""From grids and YAML items to records: where the headings are, which column each cell belongs to."""

from __future__ import annotations

from collections.abc import Sequence

from store.imports import strict_yaml
from store.imports.cells import FORMULA, TEXT, Cell, Findings, Grid, Place, Record, Row, tidied
from store.imports.columns import CODE, IGNORED, NAME, WHO, Column
from store.imports.vocabulary import Vocabulary
from store.words import LANGUAGES, Words

_HEADINGS_WITHIN = 30


def records_of(
    grids: Sequence[Grid], columns: dict[str, Column], headings: Vocabulary, found: Findings
) -> list[Record]:
    """The records of every sheet that has a line of headings; one that has none is noted, none at all is a fault."""
    records: list[Record] = []
    empty = True
    for grid in grids:
        head = _head(grid, columns, headings)
        if head is None:
            if grid.sheet is not None and grid.sheet not in _notes_sheets():
                found.note("sheet_skipped", None, grid.sheet)
            continue
        empty = False
        under = _under(head, columns, headings, found)
        below = (row for row in grid.rows if row.line > head.line)
        records.extend(_record(grid.sheet, row, under, head, found) for row in below)
    if empty:
        sheet = grids[0].sheet if grids else None
        names = ", ".join(column.heading for column in columns.values() if column.holds != IGNORED)
        found.wrong("no_headings", Place(sheet, 1, "A"), known=names)
    return records


def records_of_items(
    items: Sequence[strict_yaml.Item] | None, columns: dict[str, Column], headings: Vocabulary, found: Findings
) -> list[Record]:
    """The records of a YAML list; keys are headings."""
    if items is None:
        found.wrong("not_a_list", Place(None, 1, ""))
        return []
    records = []
    for item in items:
        record = Record(Place(None, item.line, ""), {})
        if item.entries is None:
            found.wrong("not_a_mapping", record.place)
        for entry in item.entries or ():
            _take(entry, record, columns, headings, found)
        records.append(record)
    return records


def _take(
    entry: strict_yaml.Entry, record: Record, columns: dict[str, Column], headings: Vocabulary, found: Findings
) -> None:
    place = Place(None, entry.line, tidied(entry.key, record.place, Findings()))
    text = tidied(entry.text, place, found)
    code = headings.read(entry.key)
    if entry.wrong is not None:
        found.wrong(f"yaml_{entry.wrong}", place, place.column, text)
    elif code is None:
        found.wrong("unknown_column", place, place.column, text, known=_names(columns))
    elif code in record.cells:
        found.wrong("yaml_duplicate", place, place.column, text)
    elif text:
        record.cells[code] = Cell(place, text, FORMULA if text.startswith("=") else TEXT)


def _head(grid: Grid, columns: dict[str, Column], headings: Vocabulary) -> Row | None:
    """The first line with a heading for whom and a heading for what."""
    for row in grid.rows[:_HEADINGS_WITHIN]:
        codes = {headings.read(cell.text) for cell in row.cells.values()} - {None}
        holds = {columns[code].holds for code in codes if code is not None}
        if codes & {CODE, NAME} and holds - {WHO, IGNORED}:
            return row
    return None


def _under(head: Row, columns: dict[str, Column], headings: Vocabulary, found: Findings) -> dict[int, str]:
    """Which column stands under each heading; unknown and repeated headings are faults."""
    under: dict[int, str] = {}
    for number, cell in head.cells.items():
        code = headings.read(cell.text)
        if code is None:
            found.wrong("unknown_column", cell.place, cell.text, cell.text, known=_names(columns))
        elif code in under.values():
            found.wrong("column_twice", cell.place, cell.text, cell.text)
        else:
            under[number] = code
    return under


def _record(sheet: str | None, row: Row, under: dict[int, str], head: Row, found: Findings) -> Record:
    record = Record(Place(sheet, row.line, ""), {})
    for number, cell in row.cells.items():
        if number in under:
            record.cells[under[number]] = cell
        elif number not in head.cells:
            found.wrong("no_heading", cell.place, "", cell.text)
    return record


def _notes_sheets() -> set[str]:
    """The sheet of the template that is there to be read by people."""
    return {Words(lang)("workbook.notes_sheet") for lang in LANGUAGES}


def _names(columns: dict[str, Column]) -> str:
    return ", ".join(column.heading for column in columns.values())
