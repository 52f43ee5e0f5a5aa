"""Another program turns every paper into a PDF whose text and pages are what we meant.

Long: `pytest -m long` runs it and needs LibreOffice (Debian: libreoffice-writer-nogui, -calc-nogui) and poppler-utils.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from store.exports.document import PAPERS
from tests.exports.conftest import paper

pytestmark = [pytest.mark.long, pytest.mark.usefixtures("closed")]

PAGES = {"attendance": 1, "agenda": 1, "decision": 2, "reminders": 8, "notices": 32}
"""How many pages a paper has, where that is one's own choice and not the letters' width."""


def test_every_document_becomes_a_pdf(tmp_path: Path) -> None:
    folder = tmp_path / "giay-to"
    folder.mkdir()
    for kind in (*PAPERS, "comparison", "tables", "overdue"):
        made = paper(kind)
        (folder / f"{kind}.{made.name.rpartition('.')[2]}").write_bytes(made.content)
    words = ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    words += ["--convert-to", "pdf", "--outdir", str(folder), *(str(file) for file in sorted(folder.iterdir()))]
    ran = subprocess.run(words, capture_output=True, check=False, timeout=300)
    for kind in (*PAPERS, "comparison", "tables", "overdue"):
        file = folder / f"{kind}.pdf"
        assert file.exists(), ran.stderr.decode()
        told = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, check=True, text=True).stdout
        pages = told.rstrip("\f").split("\f")
        assert len(pages) == PAGES.get(kind, len(pages)), kind
        for number, page in enumerate(pages, start=1):
            assert "DỮ LIỆU MINH HỌA – KHÔNG CÓ GIÁ TRỊ" in page, (kind, number)
        assert "{{" not in told
        assert "{%" not in told
