"""An empty file for the register: organisations as they stand, or one line for each change to fill in."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from io import BytesIO, StringIO
from typing import Any

from store.imports.cells import letter
from store.imports.columns import CODE, NAME, TT, Column
from store.imports.kinds import ORGANISATIONS
from store.imports.register import CHOICE, DATE, choices_of, register_columns
from store.imports.template import Template
from store.queries.register import OrganisationView, organisations
from store.queries.settings import settings
from store.rules.register import COMMITTEE
from store.rules.text import clean
from store.words import Words

_FORMULA_SIGNS = tuple("=+-@")
_ROOM = 200
"""Lines of an empty table that take lists to choose from."""

Line = dict[str, str | int]


def register_template(kind: str, suffix: str, words: Words) -> Template:
    """The file of a kind in the format of an ending."""
    columns = register_columns(kind, words)
    views = [view for view in organisations() if view.kind != COMMITTEE] if kind == ORGANISATIONS else []
    lines = [_line(view, words) for view in views]
    notes = [clean(line) for line in words(f"workbook.notes.{kind}").splitlines()]
    title = clean(words(f"workbook.title.{kind}", committee=settings().committee))
    if suffix == ".xlsx":
        content = _workbook(columns, lines, [title, *notes], words)
    elif suffix == ".csv":
        content = _csv(columns, lines, words)
    else:
        content = _yaml(columns, lines, [title, *notes])
    return Template(content, "", len(lines))


def _line(view: OrganisationView, words: Words) -> Line:
    """Who it is and what stands; counts stay empty, for they are counted anew."""
    line: Line = {CODE: view.code, "kind": words(f"kind.{view.kind}")}
    if view.tt is not None:
        line[TT] = view.tt
    for code, text in ((NAME, view.name), ("full_name", view.full_name)):
        if text is not None:
            line[code] = clean(text)
    if view.peer_group is not None:
        line["peer_group"] = words(f"group.{view.peer_group}.full")
    return line


def _workbook(columns: Sequence[Column], lines: Sequence[Line], notes: Sequence[str], words: Words) -> bytes:
    from openpyxl import Workbook  # noqa: PLC0415 - heavy, and only for workbooks

    book = Workbook()
    sheet: Any = book.active
    last = len(lines) + _ROOM
    for number, column in enumerate(columns, start=1):
        _shape(sheet, number, column, last, words)
        for row, line in enumerate(lines, start=2):
            value = line.get(column.code)
            if isinstance(value, int):
                sheet.cell(row, number).value = value
            elif value is not None:
                _text(sheet.cell(row, number), value)
    sheet.freeze_panes = "A2"
    told = book.create_sheet(words("workbook.notes_sheet"))
    for number, note in enumerate(notes, start=1):
        _text(told.cell(number, 1), note)
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def _shape(sheet: Any, number: int, column: Column, last: int, words: Words) -> None:
    """A column's heading, width, dates and list to choose from; another spelling is warned of, not forbidden."""
    from openpyxl.styles import Font  # noqa: PLC0415 - heavy, and only for workbooks
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415 - the same

    _text(sheet.cell(1, number), column.heading).font = Font(bold=True)
    sheet.column_dimensions[letter(number)].width = 6 if column.code == TT else 22
    if column.holds == CHOICE:
        formula = '"' + ",".join(each.replace(",", ";") for each in choices_of(column.code, words)) + '"'
        offered = DataValidation(type="list", formula1=formula, allow_blank=True, errorStyle="warning")
        sheet.add_data_validation(offered)
        offered.add(f"{letter(number)}2:{letter(number)}{last}")
    if column.holds == DATE:
        for row in range(2, last):
            sheet.cell(row, number).number_format = "dd/mm/yyyy"


def _text(cell: Any, text: str) -> Any:
    """Put a text into a cell as a text, whatever it begins with."""
    cell.value = text
    cell.data_type = "s"
    return cell


def _csv(columns: Sequence[Column], lines: Sequence[Line], words: Words) -> bytes:
    made = StringIO()
    writer = csv.writer(
        made, delimiter=";" if words.lang == "vi" else ",", quoting=csv.QUOTE_ALL, lineterminator="\r\n"
    )
    writer.writerow([column.heading for column in columns])
    for line in lines:
        writer.writerow([_harmless(line.get(column.code, "")) for column in columns])
    return made.getvalue().encode("utf-8-sig")


def _harmless(value: str | int) -> str | int:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA_SIGNS) else value


def _yaml(columns: Sequence[Column], lines: Sequence[Line], notes: Sequence[str]) -> bytes:
    made = [f"# {note}" for note in notes]
    for line in lines:
        made.append("")
        for number, column in enumerate(columns):
            value = line.get(column.code, "")
            told = json.dumps(value, ensure_ascii=False) if value != "" else ""
            made.append(f"{'  ' if number else '- '}{column.code}: {told}".rstrip())
    if not lines:
        made += ["", *(f"{'#   ' if number else '# - '}{column.code}:" for number, column in enumerate(columns))]
    return ("\n".join(made) + "\n").encode()
