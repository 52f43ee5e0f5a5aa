"""Papers of remediation and commendation: as they are read, of which case, with hostile words, of a bare case."""

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

from seed.papers import FOLDER
from store import clock
from store.commands.assessment import agree, rate
from store.commands.commendation import decide_commendation, nominate
from store.commands.founding import open_cycle
from store.commands.remediation import open_case, set_mentoring
from store.commands.remediation_steps import extend_case, inspect_case
from store.errors import Refused
from store.exports import Document, make
from store.exports.document import CSV, XLSX
from store.queries.remediation import case as read_case
from store.rules.text import visible
from store.words import LANGUAGES, Words
from tests.exports.reading import heads, lines, sheet_text, sheets, text_of
from tests.exports.test_hostile_words import HOSTILE
from tests.exports.test_papers import same
from tests.kit.casework import LANG, ONE, begun, brought, lowered
from tests.kit.meetings import opened_meeting, seated
from tests.kit.prepared import grown
from tests.kit.stores import AN, BEGUN, behind, opened

DAY = 86_400_000
WORD = ("remediation-directive", "case-report", "commendation-list")


def _worked() -> None:
    seated()
    begun()
    brought("under_way")
    inspect_case(AN, case=ONE, dated="20/12/2019", by="Ban Tổ chức", finding="Chưa đều", passed=False)
    extend_case(AN, case=ONE, to="30/07/2020", why="Mưa lũ")
    set_mentoring(AN, case=ONE, count=3, note="Chi bộ 2")
    open_case(AN, organisation="xa-khang-chien", why="Mất đoàn kết nội bộ", due="30/09/2020")
    rate(AN, organisation="xa-de-tham", self_level="XS")
    agree(AN, organisations=["xa-de-tham"], stage="final", note="Đã kiểm tra")
    opened_meeting()
    nominate(AN, organisation="xa-de-tham", kind="year")
    nominate(AN, organisation=LANG, kind="year", note="Ba năm liền dẫn đầu")
    nominate(AN, organisation="xa-hung-viet", kind="year", note="Chờ quyết định mức")
    decide_commendation(AN, organisation=LANG, kind="year", granted=True, note="Xứng đáng")


worked = grown(_worked)
"""A case under way, one just opened, two organisations put forward, one of them decided."""


@pytest.fixture(scope="module")
def spoiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with hostile words wherever people write them."""
    path = worked(tmp_path_factory.mktemp("hostile") / "thamdinh.db")
    turn = cycle(HOSTILE)
    places = {
        "remediation_case": ("why", "directive_number", "plan_number", "follower", "mentoring"),
        "case_shortcoming": ("text", "cause"),
        "case_measure": ("text", "owner", "did", "proof", "proof_number"),
        "case_inspection": ("finding",),
        "case_extension": ("why",),
        "person": ("post",),
        "organisation_period": ("name", "full_name"),
        "assessment": ("name", "full_name"),
        "commendation": ("note", "decided_note"),
    }
    with behind(path) as file:
        for table, columns in places.items():
            for column in columns:
                for (key,) in file.execute(f"SELECT rowid FROM {table} ORDER BY rowid").fetchall():
                    file.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", (next(turn), key))
    return path


def made(kind: str, form: str | None = None, case: int | None = None, lang: str = "vi") -> Document:
    return make(kind, words=Words(lang), shipped=FOLDER, format=form, case=case)


def at(path: Path, days: int = 0) -> Iterator[Path]:
    with clock.replaced(now=lambda: BEGUN + days * DAY), opened(path):
        yield path


@pytest.fixture
def working(tmp_path: Path) -> Iterator[Path]:
    """That store half a year later, when something is overdue."""
    yield from at(worked(tmp_path / "thamdinh.db"), 205)


@pytest.fixture
def open_spoiled(spoiled: Path) -> Iterator[Path]:
    yield from at(spoiled, 205)


@pytest.mark.usefixtures("working")
def test_papers_as_they_are_read() -> None:
    for kind in WORD:
        content = made(kind).content
        same(kind, text_of(content))
        assert not any("MINH HỌA" in head or "DỰ THẢO" in head for head in heads(content)), kind
    same("overdue-xlsx", sheet_text(made("overdue", XLSX).content))
    same("overdue-csv", made("overdue", CSV).content.decode("utf-8-sig").replace("\r\n", "\n"))
    told = lines(made("commendation-list").content)
    assert "8 | Đảng bộ xã Đề Thám | đủ các điều kiện |  | đã đề nghị" in told, "unknown only where no level is decided"
    assert "Days overdue" in made("overdue", CSV, lang="en").content.decode("utf-8-sig")


@pytest.mark.usefixtures("working")
def test_of_which_case() -> None:
    """Without a number that which presses most; the file's name has the number that was asked for."""
    names = {case: made("case-report", case=case).name for case in (None, ONE, 6)}
    assert names == {None: "ho-so-cung-co.docx", ONE: "ho-so-cung-co-1.docx", 6: "ho-so-cung-co-6.docx"}
    assert text_of(made("case-report").content) == text_of(made("case-report", case=ONE).content)
    other = "\n".join(lines(made("remediation-directive", case=6).content))
    assert "Mất đoàn kết nội bộ" in other
    assert "Số:      -CV/HU" in other, "room for the number by hand"
    assert "Gửi kế hoạch củng cố trước ngày ……;" in other
    with pytest.raises(Refused, match="unknown_case"):
        made("case-report", case=99)
    assert made("overdue").name == "qua-han-cung-co.xlsx"
    assert made("commendation-list").name == "danh-sach-khen-thuong-2019.docx"


@pytest.mark.usefixtures("working")
def test_of_a_case_that_only_a_source_names_nothing_is_said_that_nobody_knows() -> None:
    told = "\n".join(lines(made("case-report", case=3).content))
    assert "được nêu là tổ chức chậm chuyển biến." in told
    assert "Trạng thái: chưa rõ. Hạn gần nhất: chưa rõ. Hạn chung: chưa rõ. Cán bộ theo dõi: chưa rõ. " in told
    assert "còn thiếu" not in told
    assert "Mới lập" not in told


@pytest.mark.usefixtures("working")
def test_a_level_is_called_as_its_cycle_s_scheme_calls_it() -> None:
    open_cycle(AN, code="2015", scheme="2014")
    lowered("xa-hung-viet", level="YK", cycle="2015", best="TSVM")
    number = open_case(AN, organisation="xa-hung-viet", cycle="2015").value
    assert (read_case(number).scheme, read_case(ONE).scheme, read_case(3).scheme) == ("2014", "2019", None)
    told = "\n".join(lines(made("remediation-directive", case=number).content))
    assert "Yếu kém" in told


@pytest.mark.usefixtures("open_spoiled")
def test_hostile_words_stay_text() -> None:
    seen: set[str] = set()
    for kind in WORD:
        for case in (ONE, 6) if kind != "commendation-list" else (None,):
            content = made(kind, case=case).content
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                for name in archive.namelist():
                    if name.endswith((".xml", ".rels")):
                        fromstring(archive.read(name))
            told = "\n".join(lines(content))
            assert "3479" not in told
            assert not re.search("[\x00-\x08\x0b-\x1f\u202e\u200b]", told)
            seen |= {text for text in HOSTILE if visible(text) in told}
    assert seen == set(HOSTILE)
    held = [cell for page in sheets(made("overdue").content) for row in page.iter_rows() for cell in row if cell.value]
    assert {cell.data_type for cell in held} <= {"s", "n"}
    rows = list(csv.reader(io.StringIO(made("overdue", CSV).content.decode("utf-8-sig"), newline=""), delimiter=";"))
    fields = [field for row in rows for field in row]
    assert not [field for field in fields if re.match(r"[=+@\t\r]|-(?!\d+(,\d+)?$)", field)]
    assert [row[0] for row in rows if row[0] == str(ONE)] == [str(ONE)]


def test_every_kind_is_called_by_a_name_in_both_languages() -> None:
    for lang in LANGUAGES:
        words = Words(lang)
        for kind in (*WORD, "overdue"):
            assert words(f"documents.kind.{kind}") != words(f"documents.about.{kind}")
