"""Tables as workbooks and as CSV: numbers as numbers, texts as texts whatever they begin with, ready to be printed."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO, StringIO
from typing import Any

from store.rules.text import decimal, visible

FORMULA_SIGNS = tuple("=+-@\t\r")
"""What a spreadsheet takes for a formula at the beginning of a cell."""

_FORBIDDEN_IN_TITLES = str.maketrans(dict.fromkeys("[]:*?/\\'"))


@dataclass(frozen=True)
class Share:
    """A share in hundredths of a per cent."""

    hundredths: int


Cell = str | int | Share | None
"""What a cell holds; ``None`` is blank."""


@dataclass(frozen=True)
class Sheet:
    """One table: the tab's name, the lines over it, headings with their widths in characters, rows, notes below."""

    title: str
    over: tuple[str, ...]
    headings: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()


def workbook(sheets: Sequence[Sheet], marks: Sequence[str]) -> bytes:
    """The sheets as .xlsx, A4 landscape, headings frozen and repeated, the marks at the head of every page."""
    from openpyxl import Workbook  # noqa: PLC0415 - heavy, and only for workbooks

    book = Workbook()
    page: Any = book.active
    for number, sheet in enumerate(sheets):
        page = page if number == 0 else book.create_sheet()
        page.title = sheet.title.translate(_FORBIDDEN_IN_TITLES)[:31]
        _fill(page, sheet, [mark for mark in marks if mark])
        _set_up(page, sheet, [mark for mark in marks if mark])
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def _fill(page: Any, sheet: Sheet, marks: Sequence[str]) -> None:
    from openpyxl.styles import Alignment, Border, Font, Side  # noqa: PLC0415 - heavy, and only for workbooks

    thin = Side(style="thin")
    grid = Border(left=thin, right=thin, top=thin, bottom=thin)
    font, bold = Font(name="Times New Roman", size=12), Font(name="Times New Roman", size=12, bold=True)
    line = 0
    for line, text in enumerate((*marks, *sheet.over), start=1):
        _put(page.cell(line, 1), text).font = bold
    head = line + 1
    for column, text in enumerate(sheet.headings, start=1):
        cell = _put(page.cell(head, column), text)
        cell.font, cell.border = bold, grid
        cell.alignment = Alignment(wrap_text=True, horizontal="center", vertical="center")
    for line, row in enumerate(sheet.rows, start=head + 1):
        for column, value in enumerate(row, start=1):
            cell = _put(page.cell(line, column), value)
            cell.font, cell.border = font, grid
            cell.alignment = Alignment(wrap_text=isinstance(value, str), vertical="top")
    for line, text in enumerate(sheet.notes, start=head + len(sheet.rows) + 2):
        _put(page.cell(line, 1), text).font = font
    page.freeze_panes = f"A{head + 1}"
    page.print_title_rows = f"{head}:{head}"


def _put(cell: Any, value: Cell) -> Any:
    """Put a value into a cell as what it is; a text never becomes a formula."""
    if isinstance(value, Share):
        cell.value, cell.number_format = value.hundredths / 100, "0.00"
    elif isinstance(value, str):
        cell.value = visible(value)
        cell.data_type = "s"
    elif value is not None:
        cell.value, cell.number_format = value, "#,##0"
    return cell


def _set_up(page: Any, sheet: Sheet, marks: Sequence[str]) -> None:
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - heavy, and only for workbooks

    for number, width in enumerate(sheet.widths, start=1):
        page.column_dimensions[get_column_letter(number)].width = width
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", 9
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    margins = page.page_margins
    margins.left, margins.right, margins.top, margins.bottom = 0.8, 0.6, 0.8, 0.8
    page.oddHeader.center.text = " – ".join(marks).replace("&", "&&") or None
    page.oddFooter.center.text = "&P/&N"


def table_text(sheets: Sequence[Sheet], lang: str, marks: Sequence[str]) -> bytes:
    """The sheets as CSV, everything in quotes, with the mark that Excel needs to read UTF-8.

    One table begins with its headings, the marks in a column of their own; of several each has its lines over it.
    """
    made = StringIO()
    writer = csv.writer(made, delimiter=";" if lang == "vi" else ",", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    told = [mark for mark in marks if mark]
    for number, sheet in enumerate(sheets):
        if len(sheets) == 1:
            extra = [told[0]] if told else []
            writer.writerow(harmless(text) for text in (*sheet.headings, *("" for _mark in extra)))
            writer.writerows([*(_written(cell, lang) for cell in row), *extra] for row in sheet.rows)
            continue
        if number:
            writer.writerow([])
        writer.writerows([harmless(text)] for text in (*told, *sheet.over))
        writer.writerow(harmless(text) for text in sheet.headings)
        writer.writerows([_written(cell, lang) for cell in row] for row in sheet.rows)
        writer.writerows([harmless(text)] for text in sheet.notes)
    return made.getvalue().encode("utf-8-sig")


def _written(cell: Cell, lang: str) -> str:
    if isinstance(cell, Share):
        return decimal(cell.hundredths, lang)
    return harmless(cell) if isinstance(cell, str) else "" if cell is None else str(cell)


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula, at its beginning or after a semicolon within it."""
    shown = visible(text)
    return f"'{shown}" if shown.startswith(FORMULA_SIGNS) else shown
