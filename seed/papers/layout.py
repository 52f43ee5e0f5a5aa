"""How a Party paper is laid out in Word: A4, Times New Roman 14, head, title, tables whose headings repeat, signatures.

A paper's text is a list of blocks in ``texts/<kind>.yaml``; the same script makes the same bytes.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from seed.papers import FOLDER
from store.imports.strict_yaml import read_yaml

ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}
MARGINS = {"left_margin": 30, "right_margin": 20, "top_margin": 20, "bottom_margin": 20}
"""Millimetres, as papers of the Party have them."""

SIZE, INDENT = 14, 10
"""Points of the body text; millimetres by which its first line begins later."""

_MARKED = re.compile(r"(\*\*.+?\*\*|__.+?__|\^\^.+?\^\^)")
_SAME = datetime(2019, 12, 27)  # noqa: DTZ001 - a document's own date has no zone; the same each time


def texts() -> dict[str, Mapping[str, Any]]:
    """The text of every template by kind."""
    return {file.stem: read_yaml(file) for file in sorted((FOLDER / "texts").glob("*.yaml"))}


def built(kind: str) -> bytes:
    """The template of a kind, the same bytes each time."""
    told = texts()[kind]
    paper = Document()
    _page(paper, wide=bool(told.get("landscape")))
    _blocks(paper, told["blocks"])
    for each in ("author", "comments", "title", "subject", "keywords", "last_modified_by"):
        setattr(paper.core_properties, each, "")
    paper.core_properties.created = paper.core_properties.modified = _SAME
    made = BytesIO()
    paper.save(made)
    return _steady(made.getvalue())


def _steady(content: bytes) -> bytes:
    """The same archive with one date for all its parts."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist()):
            new.writestr(zipfile.ZipInfo(name, _SAME.timetuple()[:6]), old.read(name), zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _page(paper: Any, *, wide: bool) -> None:
    section, style = paper.sections[0], paper.styles["Normal"]
    section.page_width, section.page_height = (Mm(297), Mm(210)) if wide else (Mm(210), Mm(297))
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    for name, width in MARGINS.items():
        setattr(section, name, Mm(20 if wide and name == "left_margin" else width))
    section.header_distance = section.footer_distance = Mm(10)
    style.font.name, style.font.size = "Times New Roman", Pt(SIZE)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), "Times New Roman")
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "vi-VN")
    style.element.get_or_add_rPr().append(language)
    style.paragraph_format.space_after, style.paragraph_format.line_spacing = Pt(6), 1.1
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    number.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _field(number, "PAGE")


def _field(line: Any, name: str) -> None:
    """A field that Word fills in, as the page's number."""
    for kind, text in (("begin", ""), ("", name), ("end", "")):
        run = line.add_run()
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        part.text = text
        run._r.append(part)


def _blocks(place: Any, blocks: Sequence[Mapping[str, Any]]) -> None:
    makers = {
        "head": _head,
        "title": _title,
        "text": _text,
        "table": _table,
        "pair": _pair,
        "break": _break,
        "loop": _loop,
        "if": _if,
    }
    for block in blocks:
        name = next(name for name in makers if name in block)
        makers[name](place, block)


def _line(place: Any, text: str, *, align: str = "left", size: float | None = None, after: float | None = None) -> Any:
    """A paragraph in which ``**bold**``, ``__italic__`` and ``^^raised^^`` parts may stand, one within another."""
    line = place.add_paragraph()
    _write(line, text, size=size)
    line.alignment = ALIGN[align]
    if after is not None:
        line.paragraph_format.space_after = Pt(after)
    return line


def _write(line: Any, text: str, *, size: float | None = None, signs: str = "") -> None:
    for part in filter(None, _MARKED.split(text)):
        if _MARKED.fullmatch(part):
            _write(line, part[2:-2], size=size, signs=signs + part[0])
            continue
        run = line.add_run(part)
        run.bold = "*" in signs or None
        run.italic = "_" in signs or None
        run.font.superscript = "^" in signs or None
        run.font.size = Pt(size) if size else None


def _title(place: Any, block: Mapping[str, Any]) -> None:
    for number, text in enumerate(block["title"]):
        line = _line(place, f"**{text}**", align="center", after=0)
        line.paragraph_format.space_before = Pt(14 if number == 0 else 0)
        line.paragraph_format.keep_with_next = True
    place.paragraphs[-1].paragraph_format.space_after = Pt(12)


def _text(place: Any, block: Mapping[str, Any]) -> None:
    for text in [block["text"]] if isinstance(block["text"], str) else block["text"]:
        line = _line(place, text, align=block.get("align", "justify"), size=block.get("size"), after=block.get("after"))
        if block.get("align", "justify") == "justify" and not block.get("flush"):
            line.paragraph_format.first_line_indent = Mm(INDENT)
        line.paragraph_format.keep_with_next = bool(block.get("with_next"))
        line.paragraph_format.space_before = Pt(block.get("before", 0))


def _break(place: Any, _block: Mapping[str, Any]) -> None:
    line = place.add_paragraph()
    line.paragraph_format.space_after = Pt(0)
    line.add_run().add_break(WD_BREAK.PAGE)


def _loop(place: Any, block: Mapping[str, Any]) -> None:
    _line(place, f"{{%p for {block['loop']} %}}")
    _blocks(place, block["blocks"])
    _line(place, "{%p endfor %}")


def _if(place: Any, block: Mapping[str, Any]) -> None:
    _line(place, f"{{%p if {block['if']} %}}")
    _blocks(place, block["blocks"])
    _line(place, "{%p endif %}")


def _head(place: Any, block: Mapping[str, Any]) -> None:
    """Left: upper body, issuing body, the star, the number and the subject; right: the Party's name, place and date."""
    left, right = _two(place, (72, 88) if not block.get("wide") else (110, 140))
    _put(left, "{%p if head.upper %}")
    _put(left, "{{ head.upper }}")
    _put(left, "{%p endif %}")
    _put(left, "**{{ head.body }}**")
    _put(left, "*")
    for text in block["head"]["left"]:
        _put(left, text)
    name = _put(right, f"**{block['head']['party']}**")
    for run in name.runs:
        run.underline = True
    for text in block["head"]["right"]:
        _put(right, text).paragraph_format.space_before = Pt(6)


def _pair(place: Any, block: Mapping[str, Any]) -> None:
    """Two columns side by side, as signatures stand; a left column alone is small, as addressees are."""
    place.add_paragraph().paragraph_format.space_after = Pt(0)
    columns = _two(place, block.get("widths", (80, 80)))
    for column, name in zip(columns, ("left", "right"), strict=True):
        told = block["pair"].get(name, ())
        for text in told:
            line = _put(column, text, align="left" if name == "left" and block.get("addressees") else "center")
            if name == "left" and block.get("addressees"):
                for run in line.runs:
                    run.font.size = Pt(12)
    place.paragraphs[-1].paragraph_format.space_after = Pt(0)


def _two(place: Any, widths: Sequence[int]) -> tuple[Any, Any]:
    table = place.add_table(rows=1, cols=2)
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for cell, width in zip(table.rows[0].cells, widths, strict=True):
        cell.width = Mm(width)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    _whole(table.rows[0])
    return tuple(table.rows[0].cells)


def _put(cell: Any, text: str, *, align: str = "center", size: float | None = None) -> Any:
    """A line into a cell: its first paragraph while that is empty, else a new one."""
    first = cell.paragraphs[0]
    line = first if len(cell.paragraphs) == 1 and not first.text else cell.add_paragraph()
    _write(line, text, size=size)
    line.alignment = ALIGN[align]
    line.paragraph_format.space_after = Pt(0)
    return line


def _table(place: Any, block: Mapping[str, Any]) -> None:
    """A table with a heading that is repeated on each page and a row for each record."""
    columns, size = block["columns"], block.get("size", 12)
    table = place.add_table(rows=1, cols=len(columns), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    heads = table.rows[0]
    repeat = OxmlElement("w:tblHeader")
    heads._tr.get_or_add_trPr().append(repeat)
    _whole(heads)
    loop, row, end = table.add_row(), table.add_row(), table.add_row()
    _whole(row)
    loop.cells[0].paragraphs[0].add_run(f"{{%tr for {block['table']} %}}")
    end.cells[0].paragraphs[0].add_run("{%tr endfor %}")
    for number, (heading, text, align, width) in enumerate(columns):
        _put(heads.cells[number], f"**{heading}**", size=size)
        _put(row.cells[number], text, align=align, size=size)
        for each in (heads, loop, row, end):
            each.cells[number].width = Mm(width)
        for each in (heads, row):
            each.cells[number].vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        table.columns[number].width = Mm(width)
    if block.get("high"):
        row.height = Mm(block["high"])
    place.add_paragraph().paragraph_format.space_after = Pt(0)


def _whole(row: Any) -> None:
    """A row does not break across pages."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
