"""Text of the store that tries to be template, XML, field or formula stays text in every kind of paper."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest

from store.exports.document import CSV, KINDS, PAPERS, XLSX
from store.rules.text import visible
from tests.exports.conftest import paper
from tests.exports.meetings import decided
from tests.exports.reading import lines, sheets
from tests.kit.stores import behind, opened

HOSTILE = (
    "{{ 7*497 }}",
    "{% for x in rows %}ma{% endfor %}",
    "{%p if draft %}",
    "{_{ cycle }_} %_}",
    "<w:p><w:r><w:t>tiêm</w:t></w:r></w:p>",
    "</w:t> & <![CDATA[x]]> &amp; \"'",
    '=HYPERLINK("http://x";"y")',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "a\x00b\x1b]0;pwn\x07c\x0b\x0cd\ufffe",
    "một\nhai\ttư\rnăm\a",
    "\u202eđảo\u200b\U000e0041",
    "{{ cycle.__class__ }}",
    "\\' \" {name} %s ${x}",
)
"""One for each way out of being text."""

PLACES = {
    "assessment": ("name", "full_name"),
    "adjustment": ("note",),
    "speech": ("text",),
    "person": ("post", "full_name"),
    "agenda_item": ("title", "conclusion"),
    "conclusion": ("text",),
    "meeting": ("place",),
    "setting": ("value",),
}
"""Columns in which words stand that people wrote."""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A decided meeting with hostile words wherever people write them."""
    path = decided(tmp_path_factory.mktemp("hostile") / "thamdinh.db")
    turn = cycle(HOSTILE)
    with behind(path) as file:
        for table, columns in PLACES.items():
            for column in columns:
                for (rowid,) in file.execute(f"SELECT rowid FROM {table} ORDER BY rowid").fetchall():
                    if table != "setting":
                        file.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", (next(turn), rowid))
        file.execute("UPDATE setting SET value = ? WHERE name = 'committee'", ("{{ 7*497 }}<w:p>\x1b",))
    return path


@pytest.fixture
def open_hostile(hostile: Path) -> Iterator[Path]:
    with opened(hostile):
        yield hostile


@pytest.mark.usefixtures("open_hostile")
def test_word_papers_hold_it_as_text() -> None:
    seen: set[str] = set()
    for kind in PAPERS:
        content = paper(kind).content
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                if name.endswith((".xml", ".rels")):
                    fromstring(archive.read(name))
        told = "\n".join(lines(content))
        assert "3479" not in told
        assert not re.search("[\x00-\x08\x0b-\x1f\u202e\u200b]", told)
        seen |= {text for text in HOSTILE if visible(text) in told}
    assert seen == set(HOSTILE)


@pytest.mark.usefixtures("open_hostile")
def test_workbooks_hold_it_as_text() -> None:
    for kind in ("comparison", "tables"):
        content = paper(kind, XLSX).content
        held = [cell for page in sheets(content) for row in page.iter_rows() for cell in row if cell.value is not None]
        assert {cell.data_type for cell in held} <= {"s", "n"}
        texts = {cell.value for cell in held}
        assert {visible(text) for text in HOSTILE} <= texts
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = [archive.read(name).decode() for name in archive.namelist() if "worksheets/" in name]
            assert not any("<f>" in part or "<f " in part for part in parts)


@pytest.mark.usefixtures("open_hostile")
def test_no_field_of_a_csv_begins_like_a_formula() -> None:
    for kind in ("comparison", "tables"):
        content = paper(kind, CSV).content
        assert content.startswith(b"\xef\xbb\xbf")
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))
        held = [field for row in rows for field in row]
        assert not [field for field in held if re.match(r"[=+@\t\r]|-(?!\d+(,\d+)?$)", field)]
        for text in ('=HYPERLINK("http://x";"y")', "+1+1", "-2+3", "@SUM(A1)"):
            assert f"'{text}" in held
        assert "{{ 7*497 }}" in held


@pytest.mark.usefixtures("open_hostile")
def test_names_of_files_do_not_come_from_data() -> None:
    for kind in KINDS:
        assert re.fullmatch(r"[a-z0-9-]+\.(docx|xlsx|jsonl)", paper(kind).name)
