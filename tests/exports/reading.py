"""Papers read back as people would: text in order, heads of pages, tables; cells of workbooks."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from docx import Document
from docx.table import Table
from docx.text.paragraph import Paragraph
from openpyxl import load_workbook

BREAK = "-" * 20 + " page " + "-" * 20


def word(content: bytes) -> Any:
    """The document as python-docx has it."""
    return Document(BytesIO(content))


def lines(content: bytes) -> list[str]:
    """Everything between head and foot, in order: paragraphs, and tables with a line a row."""
    return list(_lines(word(content)))


def _lines(place: Any) -> Iterator[str]:
    for part in place.iter_inner_content():
        if isinstance(part, Table):
            for row in part.rows:
                cells = [" / ".join(filter(None, _lines(cell))) for cell in row.cells]
                yield " | ".join(cells)
        elif isinstance(part, Paragraph):
            if "w:br" in part._p.xml and 'w:type="page"' in part._p.xml:
                yield BREAK
            yield "".join(f"^{run.text}" if run.font.superscript and run.text else run.text for run in part.runs)


def heads(content: bytes) -> list[str]:
    """The text at the head of the first page and of the pages that follow, section by section."""
    found = []
    for section in word(content).sections:
        first = [section.first_page_header] if section.different_first_page_header_footer else []
        found += ["\n".join(each.text for each in head.paragraphs).strip() for head in (*first, section.header)]
    return found


def text_of(content: bytes) -> str:
    """A paper as a golden holds it."""
    told = [f"<{each}>" for each in heads(content)]
    return "\n".join(line.rstrip() for line in (*told, *lines(content))) + "\n"


def sheets(content: bytes) -> Any:
    """The workbook as openpyxl has it."""
    return load_workbook(BytesIO(content))


def sheet_text(content: bytes) -> str:
    """A workbook as a golden holds it: the type of each cell before its value."""
    told = []
    for page in sheets(content):
        told.append(f"== {page.title} ({page.freeze_panes}, {page.print_title_rows})")
        told += [
            " | ".join("" if each.value is None else f"{each.data_type}:{each.value}" for each in row)
            for row in page.iter_rows()
        ]
    return "\n".join(line.rstrip() for line in told) + "\n"
