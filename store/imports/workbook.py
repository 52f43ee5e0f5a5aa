"""An .xlsx file as grids of cells: sizes are looked at before anything is unpacked, formulas are never evaluated."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from math import isfinite
from typing import Any

from store.errors import Refused
from store.imports.cells import (
    CELLS,
    COLUMNS,
    DATE,
    ERROR,
    FORMULA,
    NUMBER,
    PERCENT,
    ROWS,
    TEXT,
    TRUTH,
    Cell,
    Findings,
    Grid,
    Place,
    Row,
    letter,
    tidied,
)
from store.imports.files import too_large
from store.rules.dates import written

UNPACKED_LIMIT = 16_000_000
"""How many bytes all parts of a workbook may have together, unpacked."""

PARTS_LIMIT = 500
"""How many parts a workbook may have."""

_LAST_ROW = 1_048_576


def grids(raw: bytes, name: str, found: Findings) -> tuple[Grid, ...]:
    """The visible sheets; hidden ones are noted.

    Raises ``Refused``: ``import_not_workbook``, ``import_too_large``, ``import_too_wide``.
    """
    from zipfile import BadZipFile  # noqa: PLC0415 - heavy, and only for workbooks
    from zlib import error as zlib_error  # noqa: PLC0415 - the same

    from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415 - the same

    # What openpyxl and zipfile raise on a file that only looks like a workbook has no base of its own.
    broken = (
        *(ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, OSError, RuntimeError, SyntaxError),
        *(TypeError, ValueError, BadZipFile, InvalidFileException, zlib_error),
    )
    try:
        _expect_harmless(raw, name)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return tuple(_grids(raw, name, found))
    except broken as fault:
        raise Refused("import_not_workbook", file=name) from fault


def _expect_harmless(raw: bytes, name: str) -> None:
    """Refuse what unpacks to more than it may, is encrypted, or declares entities of its own."""
    import zipfile  # noqa: PLC0415 - heavy, and only for workbooks

    with zipfile.ZipFile(BytesIO(raw)) as archive:
        parts = archive.infolist()
        if len(parts) > PARTS_LIMIT or sum(part.file_size for part in parts) > UNPACKED_LIMIT:
            raise too_large(name, UNPACKED_LIMIT)
        for part in parts:
            if part.flag_bits & 1 or part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise Refused("import_not_workbook", file=name)
            if b"<!DOCTYPE" in archive.read(part).replace(b"\0", b""):
                raise Refused("import_not_workbook", file=name)


def _grids(raw: bytes, name: str, found: Findings) -> Iterator[Grid]:
    from openpyxl import load_workbook  # noqa: PLC0415 - heavy, and only for workbooks

    book: Any = load_workbook(BytesIO(raw), read_only=True, data_only=False, keep_links=False)
    try:
        for sheet in book.worksheets:
            title = tidied(str(sheet.title), Place(None, 1, ""), Findings())
            if sheet.sheet_state != "visible":
                found.note("sheet_skipped", None, title)
                continue
            sheet.reset_dimensions()
            yield Grid(title, tuple(_rows(sheet, title, name, found)))
    finally:
        book.close()


def _rows(sheet: Any, title: str, name: str, found: Findings) -> Iterator[Row]:
    """The filled rows of a sheet; wide, long and sparse ones end in a refusal and not in waiting."""
    lines = looked_at = filled = 0
    for cells in sheet.iter_rows():
        lines, looked_at = lines + 1, looked_at + len(cells)
        kept = {
            int(cell.column): made
            for cell in cells
            if cell.value is not None and (made := _cell(cell, title, found)).text
        }
        filled += bool(kept)
        if lines > _LAST_ROW or looked_at > CELLS or filled > ROWS or max(kept, default=0) > COLUMNS:
            raise Refused("import_too_wide", file=name, rows=ROWS, columns=COLUMNS)
        if kept:
            yield Row(next(iter(kept.values())).place.line, kept)


def _cell(cell: Any, title: str, found: Findings) -> Cell:
    place = Place(title, int(cell.row), letter(int(cell.column)))
    value = cell.value
    if cell.data_type == "f":
        return Cell(place, tidied(str(getattr(value, "text", value)), place, Findings()) or "=", FORMULA)
    if cell.data_type == "e":
        return Cell(place, str(value), ERROR)
    if isinstance(value, bool):
        return Cell(place, str(value).upper(), TRUTH)
    if isinstance(value, int | float):
        return _number(place, value, str(cell.number_format))
    if isinstance(value, datetime | date):
        return Cell(place, written(value.isoformat()[:10]), DATE)
    return Cell(place, tidied(str(value), place, found), TEXT)


def _number(place: Place, value: float, shown: str) -> Cell:
    if not isfinite(value):
        return Cell(place, str(value), ERROR)
    if "%" in shown:
        return Cell(place, f"{value * 100:.15g}%", PERCENT)
    whole = int(value) == value
    return Cell(place, str(int(value)) if whole else f"{value:.15g}", NUMBER)
