"""Each kind of paper as it is read: a golden of its text, the marks at the head of every page, its file's name."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from store.exports import kinds
from store.exports.document import CSV, JSONL, KINDS, XLSX
from store.queries.journal import entries
from store.queries.meeting import meeting
from tests.exports.conftest import paper
from tests.exports.reading import heads, lines, sheet_text, text_of

GOLDENS = Path(__file__).parent / "goldens"

MADE_UP = "DỮ LIỆU MINH HỌA – KHÔNG CÓ GIÁ TRỊ"
DRAFT = "DỰ THẢO – in lúc 15:00 ngày 27/12/2019"

BEFORE = ("reminders", "handout", "proposal")
OF_A_MEETING = ("agenda", "attendance", "minutes", "decision", "notices")


def same(name: str, told: str) -> None:
    file = GOLDENS / f"{name}.txt"
    if os.environ.get("UPDATE_GOLDENS"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(told, encoding="utf-8")
    assert told == file.read_text(encoding="utf-8"), f"{name}: set UPDATE_GOLDENS=1 to take it over"


@pytest.mark.usefixtures("dossiers")
def test_papers_before_a_meeting() -> None:
    for kind in BEFORE:
        made = paper(kind)
        same(kind, text_of(made.content))
        drawn = heads(made.content)
        assert len(drawn) == 2
        assert all(MADE_UP in head for head in drawn)
        assert all((DRAFT in head) == (kind != "reminders") for head in drawn)


@pytest.mark.usefixtures("dossiers")
def test_tables() -> None:
    for kind in ("comparison", "tables"):
        same(f"{kind}-xlsx", sheet_text(paper(kind, XLSX).content))
        same(f"{kind}-csv", paper(kind, CSV).content.decode("utf-8-sig").replace("\r\n", "\n"))
    assert MADE_UP in sheet_text(paper("tables").content)


@pytest.mark.usefixtures("closed")
def test_papers_of_a_meeting_that_is_over() -> None:
    for kind in OF_A_MEETING:
        made = paper(kind)
        told = text_of(made.content)
        seal = str(meeting().seal_digest)
        assert told.count(seal) == (2 if kind == "minutes" else 0), "in the sentence and in the annex"
        same(kind, told.replace(seal, "(seal)"))  # it changes with every column of the store
        assert all(MADE_UP in head for head in heads(made.content))
        assert (DRAFT in told) == (kind in {"decision", "notices"}), kind


@pytest.mark.usefixtures("open_meeting")
def test_papers_of_a_meeting_that_sits_are_drafts() -> None:
    for kind in OF_A_MEETING:
        drawn = heads(paper(kind).content)
        assert all((DRAFT in head) == (kind != "attendance") for head in drawn), kind
    said = lines(paper("minutes").content)
    assert "Nhật ký chưa niêm phong." in said
    assert "Phiên họp chưa kết thúc." in said


@pytest.mark.usefixtures("issued")
def test_a_decision_with_number_and_day() -> None:
    told = text_of(paper("decision").content)
    assert "DỰ THẢO" not in told
    assert "Số: 152-QĐ/HU" in told
    assert "Tràng Định, ngày 31 tháng 12 năm 2019" in told
    assert "(kèm theo Quyết định số 152-QĐ/HU, ngày 31 tháng 12 năm 2019)" in told
    assert "T/M BAN THƯỜNG VỤ / BÍ THƯ" in told
    notice = text_of(paper("notices").content)
    assert "Căn cứ Quyết định số 152-QĐ/HU, ngày 31 tháng 12 năm 2019" in notice
    assert "Số:      -TB/HU" in notice
    assert "DỰ THẢO" not in notice


@pytest.mark.usefixtures("real")
def test_a_real_store_says_nothing_of_made_up_data_and_invents_nothing() -> None:
    told = text_of(paper("proposal").content)
    assert MADE_UP not in told
    assert told.startswith(f"<{DRAFT}>\n<{DRAFT}>")
    assert "HUYỆN ỦY TRÀNG ĐỊNH / BAN TỔ CHỨC / * / Số:      -TTr/……" in told
    assert "Tràng Định, ngày … tháng … năm …" in told
    assert "CỘNG HÒA" not in told
    assert MADE_UP not in paper("comparison", CSV).content.decode("utf-8-sig")


@pytest.mark.usefixtures("dossiers")
def test_the_journal_is_every_entry_a_line() -> None:
    told = [json.loads(line) for line in paper("journal", JSONL).content.decode().splitlines()]
    held = entries(after=0, limit=10_000)
    assert [each["id"] for each in told] == [each.id for each in held]
    assert [each["hash"] for each in told] == [each.hash for each in held]
    assert told[-1]["rows"] == [vars(row) for row in held[-1].rows]
    assert all(each["made_up"] for each in told)


@pytest.mark.usefixtures("closed")
def test_names_of_files_and_kinds() -> None:
    assert [kind.name for kind in kinds()] == list(KINDS)
    names = [paper(kind.name).name for kind in kinds()]
    assert "bien-ban-2019.docx" in names
    assert "nhat-ky.jsonl" in names
    assert all(name.replace("-", "").replace(".", "").isalnum() and name.isascii() for name in names)
    assert len(set(names)) == len(names)
