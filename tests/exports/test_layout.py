"""How papers are laid out: the page, the letters, the head, tables that go on over pages, what stands on each page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Pt

from seed.papers import FOLDER
from seed.papers.layout import built, texts
from store.exports.document import PAPERS
from tests.exports.conftest import paper
from tests.exports.reading import sheets, word

pytestmark = pytest.mark.usefixtures("closed")


COMMITTEE = ("TỈNH ỦY LẠNG SƠN", "HUYỆN ỦY TRÀNG ĐỊNH")
"""The upper body and whose papers they are."""

BODIES = {"proposal": (COMMITTEE[1], "BAN TỔ CHỨC"), "case-report": (COMMITTEE[1], "TỔ CÔNG TÁC")}
"""The papers of others."""


@pytest.fixture
def made() -> Iterator[dict[str, Any]]:
    yield {kind: word(paper(kind).content) for kind in PAPERS}


def test_page_letters_head_and_tables(made: dict[str, Any]) -> None:
    for kind, document in made.items():
        section, style = document.sections[0], document.styles["Normal"]
        wide = kind == "handout"
        assert section.orientation == (WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT)
        assert {round(section.page_width.mm), round(section.page_height.mm)} == {210, 297}
        margins = (section.left_margin, section.right_margin, section.top_margin, section.bottom_margin)
        assert [round(each.mm) for each in margins] == [20 if wide else 30, 20, 20, 20], kind
        assert (style.font.name, style.font.size) == ("Times New Roman", Pt(14))
        head = document.tables[0].rows[0].cells
        assert [each.text for each in head[0].paragraphs][:3] == [*BODIES.get(kind, COMMITTEE), "*"], kind
        name = head[1].paragraphs[0]
        assert name.text == "ĐẢNG CỘNG SẢN VIỆT NAM"
        assert all(run.bold and run.underline for run in name.runs)
        assert all(run.italic for line in head[1].paragraphs[1:] for run in line.runs if run.text), kind
        assert "CỘNG HÒA" not in document._element.xml
        for table in document.tables:
            if table.style.name == "Table Grid":
                assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None, kind
                assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows), kind
        assert "PAGE" in section.header._element.xml
        assert "PAGE" not in section.first_page_header._element.xml


def test_shipped_templates_are_what_the_script_writes() -> None:
    assert set(texts()) == set(PAPERS) == {file.stem for file in FOLDER.glob("*.docx")}
    for kind in PAPERS:
        assert built(kind) == (FOLDER / f"{kind}.docx").read_bytes(), f"{kind}: run python -m seed.papers"


def test_workbooks_are_ready_to_be_printed() -> None:
    for kind in ("comparison", "tables"):
        for page in sheets(paper(kind).content):
            head = int(page.print_title_rows.strip("$").split(":")[0])
            assert page.freeze_panes == f"A{head + 1}"
            assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
            assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (1, 0)
            assert page.sheet_properties.pageSetUpPr.fitToPage
            assert page.oddHeader.center.text.startswith("DỮ LIỆU MINH HỌA")
            assert all(page.column_dimensions[cell.column_letter].width >= 6 for cell in page[head])
            row = [cell for cell in page[head + 1] if cell.value is not None]
            assert all(cell.data_type == ("s" if isinstance(cell.value, str) else "n") for cell in row)
            assert any(cell.data_type == "n" for cell in row)
