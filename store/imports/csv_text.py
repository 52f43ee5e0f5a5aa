"""A .csv file as a grid of cells: UTF-8 with or without a mark, UTF-16 with one; comma, semicolon or tab."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator

from store.errors import Refused
from store.imports.cells import COLUMNS, FORMULA, ROWS, TEXT, Cell, Findings, Grid, Know, Place, Row, letter, tidied

_SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab"}
_HEADINGS_WITHIN = 30
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def grid(raw: bytes, name: str, known: Know, found: Findings) -> Grid:
    """The file's one table; the separator is the one that gives the most known headings.

    Raises ``Refused``: ``import_text`` with the line, ``import_too_wide``.
    """
    text, first = _announced(_decoded(raw, name, found))
    separator = max(_SEPARATORS, key=lambda each: _headings(text, each, known))
    if separator != ",":
        found.note(f"separator_{_SEPARATORS[separator]}")
    return Grid(None, tuple(_rows(text, first, separator, name, found)))


def _decoded(raw: bytes, name: str, found: Findings) -> str:
    encoding = "utf-16" if raw.startswith(_UTF_16) else "utf-8"
    if raw.startswith(codecs.BOM_UTF8):
        encoding = "utf-8-sig"
        found.note("bom")
    elif encoding == "utf-16":
        found.note("utf_16")
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as fault:
        line = raw[: fault.start].count(b"\n") + 1
        raise Refused("import_text", file=name, line=line, what="yaml.encoding") from fault


def _announced(text: str) -> tuple[str, int]:
    """The text and its first line's number, without the line ``sep=;`` that some programs put first."""
    head, _end, rest = text.partition("\n")
    return (rest, 2) if head.strip().lower().startswith("sep=") and len(head.strip()) <= 5 else (text, 1)


def _lines(text: str) -> Iterator[str]:
    """Lines with their ends: only those that CSV knows, no form feeds or paragraph separators."""
    start = 0
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        yield text[start:end]
        start = end


def _headings(text: str, separator: str, known: Know) -> int:
    """How many known headings the best of the first lines has."""
    best = 0
    reader = csv.reader(_lines(text.replace("\r\n", "\n").replace("\r", "\n")), delimiter=separator, strict=True)
    try:
        for _n, fields in zip(range(_HEADINGS_WITHIN), reader, strict=False):
            best = max(best, sum(bool(known(field)) for field in fields[:COLUMNS]))
    except csv.Error:
        return best
    return best


def _rows(text: str, first: int, separator: str, name: str, found: Findings) -> Iterator[Row]:
    reader = csv.reader(_lines(text.replace("\r\n", "\n").replace("\r", "\n")), delimiter=separator, strict=True)
    line, filled = first, 0
    try:
        for fields in reader:
            kept = {
                column: cell
                for column, field in enumerate(fields, start=1)
                if field and (cell := _cell(field, Place(None, line, letter(column)), found)).text
            }
            filled += bool(kept)
            if filled > ROWS or max(kept, default=0) > COLUMNS:
                raise Refused("import_too_wide", file=name, rows=ROWS, columns=COLUMNS)
            if kept:
                yield Row(line, kept)
            line = first + reader.line_num
    except csv.Error as fault:
        raise Refused("import_text", file=name, line=line, what="import_text.quotes") from fault


def _cell(raw: str, place: Place, found: Findings) -> Cell:
    text = tidied(raw, place, found)
    if text[:1] == "'" and text[1:2] in tuple("=+-@"):
        return Cell(place, text[1:], TEXT)
    return Cell(place, text, FORMULA if text.startswith("=") else TEXT)
