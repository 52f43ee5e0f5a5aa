"""Files as people send them, made for a test: the same lines as workbook, CSV or YAML, and what was read of them."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from io import StringIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook

from store.imports.cells import Fault, Note
from store.imports.reading import Checked, read_dossiers
from store.words import Words

SELF, FACTS = "self-ratings", "facts"
ENDINGS = (".xlsx", ".csv", ".yaml")


def workbook(path: Path, lines: Sequence[Any], sheet: str = "2019") -> Path:
    """A workbook with one sheet; texts are texts, whatever they begin with, unless they are formulas."""
    book = Workbook()
    page: Any = book.active
    page.title = sheet
    for line in lines:
        page.append(list(line))
    book.save(path)
    return path


def written(path: Path, lines: Sequence[Any]) -> Path:
    """The lines in the format of the path's ending; the first line has the headings."""
    if path.suffix == ".xlsx":
        return workbook(path, lines)
    if path.suffix == ".csv":
        text = StringIO()
        csv.writer(text).writerows(lines)
        path.write_text(text.getvalue(), encoding="utf-8", newline="")
        return path
    heads, *rest = lines
    items = [
        "\n".join(
            f"{'- ' if not n else '  '}{json.dumps(str(head), ensure_ascii=False)}: {_scalar(value)}"
            for n, (head, value) in enumerate(zip(heads, line, strict=True))
        )
        for line in rest
    ]
    path.write_text("\n".join(items) + "\n", encoding="utf-8")
    return path


def _scalar(value: object) -> str:
    return "" if value is None else json.dumps(value, ensure_ascii=False)


def checked(kind: str, path: Path, lang: str = "vi", cycle: str | None = None) -> Checked:
    """What a file says."""
    return read_dossiers(kind, path, Words(lang), cycle)


def told(fault: Fault) -> tuple[str, int, str, str]:
    """A fault in short: code, line, column, what stands there."""
    return fault.code, fault.place.line, fault.place.column, fault.text


def understood(notes: Sequence[Note]) -> dict[str, str]:
    """What was read otherwise than it is written."""
    return {note.text: note.meaning for note in notes if note.code == "understood"}


def sheet_of(path: Path, name: str = "2019") -> tuple[Any, Any]:
    """A workbook and one of its sheets, to be filled in."""
    book = load_workbook(path)
    return book, book[name]


def columns(page: Any) -> dict[str, int]:
    """The headings of a sheet with their columns, counted from 1."""
    return {str(cell.value): cell.column for cell in page[1]}
