"""A paper as lines of text, so that it can be read aloud from the screen before it is signed."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from store.exports.document import Document
from store.rules.text import clean

CELL = " │ "
"""What stands between two cells of a table's row."""


def lines(document: Document) -> tuple[str, ...]:
    """The paragraphs and table rows of a Word paper, in order; blank ones once."""
    import docx  # noqa: PLC0415 - heavy, needed only here

    body = docx.Document(io.BytesIO(document.content))
    told: list[str] = []
    for line in _lines(body):
        if line or (told and told[-1]):
            told.append(line)
    while told and not told[-1]:
        told.pop()
    return tuple(told)


def _lines(body: Any) -> Iterator[str]:
    for block in body.iter_inner_content():
        if hasattr(block, "rows"):
            for row in block.rows:
                yield from _row(row)
        else:
            for line in str(block.text).split("\n"):
                yield clean(line.replace("\t", " ")).strip()


def _row(row: Any) -> Iterator[str]:
    cells: list[str] = []
    last = None
    for cell in row.cells:
        if cell._tc is last:  # a merged cell comes once for each column
            continue
        last = cell._tc
        cells.append(" ".join(clean(part).strip() for part in str(cell.text).split("\n") if part.strip()))
    if any(cells):
        yield CELL.join(cells).strip()
