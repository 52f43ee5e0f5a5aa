"""An empty table to fill in: a workbook with lists to choose from, or the same as CSV or YAML."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO, StringIO
from typing import Any

from store.imports import columns as kinds
from store.imports.cells import letter
from store.imports.columns import Column, columns_of
from store.imports.kinds import expect_ready
from store.imports.reading import the_dossiers
from store.imports.vocabulary import grade_word, level_word
from store.queries.dossier import DossierView
from store.queries.settings import settings
from store.rules.facts import COUNT, TRUTH
from store.rules.forms import GRADES, NOT_APPLIED
from store.rules.text import clean
from store.words import Words

_FORMULA_SIGNS = tuple("=+-@")
_FORBIDDEN_IN_TITLES = str.maketrans(dict.fromkeys("[]:*?/\\'"))
_WIDTHS = {kinds.TT: 6, kinds.CODE: 20, kinds.NAME: 26, kinds.REMARK: 24, kinds.SELF_LEVEL: 30}


@dataclass(frozen=True)
class _Table:
    """What stands in a template, whatever its format."""

    kind: str
    cycle: str
    columns: tuple[Column, ...]
    dossiers: tuple[DossierView, ...]
    words: Words

    def who(self, dossier: DossierView) -> tuple[int, str, str]:
        """The first three cells of a line: number, code and name, an empty text where there is none yet."""
        return dossier.tt, dossier.organisation, clean(dossier.name or "")

    def choices(self, column: Column) -> list[str]:
        """What may be chosen in a column; nothing where one writes."""
        scheme = self.dossiers[0].scheme
        levels = [level_word(self.words, scheme, level.code) for level in scheme.levels]
        grades = [grade_word(self.words, code) for code in (*GRADES, NOT_APPLIED)]
        return {
            kinds.LEVEL: levels,
            kinds.RATING: [*levels, self.words("workbook.no_body")],
            kinds.CRITERION: [] if column.points else grades,
            TRUTH: [self.words("yes"), self.words("no")],
        }.get(column.holds, [])


@dataclass(frozen=True)
class Template:
    """An empty file: its bytes, for which cycle, and how many organisations it lists."""

    content: bytes
    cycle: str
    rows: int


def template(kind: str, suffix: str, words: Words, cycle: str | None = None) -> Template:
    """The empty file of a kind in the format of an ending; raises ``Refused`` for the kind or the cycle."""
    expect_ready(kind)
    code, dossiers = the_dossiers(cycle)
    table = _Table(kind, code, columns_of(kind, dossiers, words), dossiers, words)
    writers = {".xlsx": _workbook, ".csv": _csv}
    return Template(writers.get(suffix, _yaml)(table), code, len(dossiers))


def _workbook(table: _Table) -> bytes:
    from openpyxl import Workbook  # noqa: PLC0415 - heavy, and only for workbooks

    book = Workbook()
    sheet: Any = book.active
    sheet.title = table.cycle.translate(_FORBIDDEN_IN_TITLES)[:31]
    _fill(sheet, table)
    _offer(sheet, table)
    _explain(book.create_sheet(table.words("workbook.notes_sheet")), table)
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def _fill(sheet: Any, table: _Table) -> None:
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415 - heavy, and only for workbooks

    for number, column in enumerate(table.columns, start=1):
        head = _text(sheet.cell(1, number), column.heading)
        head.font, head.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[letter(number)].width = _WIDTHS.get(column.code, 16)
        for line in range(2, len(table.dossiers) + 2):
            sheet.cell(line, number).number_format = _FORMATS.get(column.holds, "General")
    for line, dossier in enumerate(table.dossiers, start=2):
        number, *texts = table.who(dossier)
        sheet.cell(line, 1).value = number
        for place, text in enumerate(texts, start=2):
            if text:
                _text(sheet.cell(line, place), text)
    sheet.freeze_panes = "D2"


_FORMATS = {kinds.ARRIVED: "dd/mm/yyyy", COUNT: "0"}


def _text(cell: Any, text: str) -> Any:
    """Put a text into a cell as a text, whatever it begins with."""
    cell.value = text
    cell.data_type = "s"
    return cell


def _offer(sheet: Any, table: _Table) -> None:
    """Lists to choose from; another spelling is warned of, not forbidden, since reading knows more of them."""
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415 - heavy, and only for workbooks

    offered: dict[str, Any] = {}
    for number, column in enumerate(table.columns, start=1):
        choices = table.choices(column)
        if not choices:
            continue
        formula = '"' + ",".join(choices) + '"'
        if formula not in offered:
            offered[formula] = DataValidation(type="list", formula1=formula, allow_blank=True, errorStyle="warning")
            sheet.add_data_validation(offered[formula])
        offered[formula].add(f"{letter(number)}2:{letter(number)}{len(table.dossiers) + 1}")


def _explain(sheet: Any, table: _Table) -> None:
    for line, text in enumerate(_notes(table), start=1):
        _text(sheet.cell(line, 1), text)
    sheet.column_dimensions["A"].width = 110


def _notes(table: _Table) -> list[str]:
    """What people should know who fill the table in."""
    title = table.words(f"workbook.title.{table.kind}", cycle=table.cycle, committee=settings().committee)
    lines = [title, *table.words(f"workbook.notes.{table.kind}").splitlines()]
    offered: dict[str, list[str]] = {}
    for column in table.columns:
        if choices := table.choices(column):
            offered.setdefault(", ".join(choices), []).append(column.heading)
    lines += [
        table.words("workbook.choices", headings="; ".join(heads), choices=each) for each, heads in offered.items()
    ]
    return [clean(line) for line in lines]


def _csv(table: _Table) -> bytes:
    """Everything in quotes, no text that a spreadsheet would take for a formula, with the mark that Excel needs."""
    made = StringIO()
    separator = ";" if table.words.lang == "vi" else ","
    writer = csv.writer(made, delimiter=separator, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([_harmless(column.heading) for column in table.columns])
    for dossier in table.dossiers:
        number, *texts = table.who(dossier)
        blanks = [""] * (len(table.columns) - 3)
        writer.writerow([number, *(_harmless(text) for text in texts), *blanks])
    return made.getvalue().encode("utf-8-sig")


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA_SIGNS) else text


def _yaml(table: _Table) -> bytes:
    lines = [f"# {line}" for line in _notes(table)]
    for dossier in table.dossiers:
        lines += ["", *_item(table.columns, table.who(dossier))]
    return ("\n".join(lines) + "\n").encode()


def _item(columns: Sequence[Column], who: tuple[int, str, str]) -> list[str]:
    number, code, name = who
    told = {kinds.TT: str(number), kinds.CODE: _quoted(code), kinds.NAME: _quoted(name) if name else ""}
    lines = [f"{column.code}: {told.get(column.code, '')}".rstrip() for column in columns]
    return [f"{'- ' if not n else '  '}{line}" for n, line in enumerate(lines)]


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
