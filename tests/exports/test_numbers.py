"""The numbers on paper are the store's own, counted another way here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from seed.papers import FOLDER
from store.db.watching import Stopped
from store.errors import Refused
from store.exports import make, make_each
from store.words import Words
from tests.exports.conftest import paper
from tests.exports.reading import lines, sheets, word
from tests.kit.stores import sql

ABBREVIATED = {"XS": "HTXSNV", "TOT": "HTTNV", "HT": "HTNV", "KHT": "KHTNV", None: "Chưa xếp loại"}


def table(document: Any, heading: str) -> list[list[str]]:
    """The table with a heading in its first row."""
    found = [each for each in document.tables if heading in [cell.text for cell in each.rows[0].cells]]
    return [[cell.text for cell in row.cells] for row in found[0].rows[1:]]


@pytest.mark.usefixtures("dossiers")
def test_handout_and_proposal() -> None:
    levels = sql("SELECT tt, full_name, self_level, proposed_level FROM assessment ORDER BY tt")
    document = word(paper("handout").content)
    rows = table(document, "Căn cứ đủ đến mức")
    assert [(int(row[0]), row[2]) for row in rows] == [(tt, ABBREVIATED[own]) for tt, _name, own, _new in levels]
    own = Counter(row[2] for row in levels)
    kept = Counter(row[3] or row[2] for row in levels)
    sums = {row[0]: row[1:] for row in table(document, "Dự kiến")}
    rated = sum(count for code, count in own.items() if code)
    for code, word_ in (("XS", "Hoàn thành xuất sắc nhiệm vụ"), ("TOT", "Hoàn thành tốt nhiệm vụ")):
        assert sums[word_][0] == str(own[code])
        assert sums[word_][1] == f"{100 * own[code] / rated:.2f}".replace(".", ",")
        assert sums[word_][2] == str(kept[code])
    assert sums["Chưa có mức"] == ["1", "", "1", ""]
    told = "\n".join(lines(paper("proposal").content))
    changed = [row for row in levels if row[3] and row[3] != row[2]]
    ranks = "XS TOT HT KHT".split()
    raised = sum(ranks.index(row[3]) < ranks.index(row[2]) for row in changed)
    assert f"giữ nguyên {rated - len(changed)}, nâng {raised}, hạ {len(changed) - raised}." in told
    assert len(table(word(paper("proposal").content), "Lý do")) == len(changed)


@pytest.mark.usefixtures("dossiers")
def test_tables_count_what_the_store_has() -> None:
    book = sheets(paper("tables").content)
    a = [[cell.value for cell in row] for row in book["Biểu A"].iter_rows()]
    head = next(row for row in a if row[0] == "Loại")
    whole = dict(zip(head, next(row for row in a if row[0] == "Cộng"), strict=True))
    stands = Counter(row[0] for row in sql("SELECT coalesce(final_level, proposed_level, self_level) FROM assessment"))
    assert whole["Tổng số"] == sum(stands.values()) == 59
    assert {code: whole[ABBREVIATED[code]] for code in ("XS", "TOT", "HT", "KHT")} == {
        code: stands[code] for code in ("XS", "TOT", "HT", "KHT")
    }
    assert whole["HTXSNV %"] == pytest.approx(15.52)
    assert whole["Tiêu biểu"] == "chưa rõ"
    members = list(book["Biểu B"].iter_rows(min_row=6, max_row=64, values_only=True))
    assert [row[0] for row in members] == list(range(1, 60))
    published = make("tables", words=Words("en"), shipped=FOLDER, cycle="2017")
    assert published.name == "tables-2017.xlsx"
    year = sheets(published.content)
    assert year.sheetnames == ["Table A"]
    assert 54.84 in [cell.value for row in year["Table A"].iter_rows() for cell in row]


@pytest.mark.usefixtures("closed")
def test_decision_and_notices_are_what_the_meeting_set() -> None:
    final: dict[int, str] = dict(sql("SELECT tt, final_level FROM assessment WHERE final_level IS NOT NULL"))
    words = Words("vi")
    rows = table(word(paper("decision").content), "Mức xếp loại")
    assert {int(row[0]): row[2] for row in rows} == {
        tt: words(f"level.four.{level}.full") for tt, level in final.items()
    }
    done: list[tuple[int, int]] = []
    parts = list(make_each("notices", words=words, shipped=FOLDER, watch=lambda *far: done.append(far)))
    assert len(parts) == len(final) == 32
    assert parts[0].name == "thong-bao-2019-01-xa-chi-lang.docx"
    assert done == [(number, 32) for number in range(33)]
    one = "\n".join(lines(next(part for part in parts if "xa-khanh-long" in part.name).content))
    assert "Kính gửi: Đảng bộ xã Khánh Long" in one
    assert "Mức được công nhận: Hoàn thành xuất sắc nhiệm vụ." in one
    assert "nâng 2 mức; lý do: minh chứng vượt mức tự xếp loại (đủ 5/5 minh chứng)." in one
    assert one.count("THÔNG BÁO") == 1


@pytest.mark.usefixtures("closed")
def test_long_work_can_be_stopped() -> None:
    def stop(done: int, _total: int) -> None:
        if done == 5:
            raise Stopped

    with pytest.raises(Stopped):
        paper("notices", watch=stop)
    made = make_each("notices", words=Words("vi"), shipped=FOLDER, watch=stop)
    with pytest.raises(Stopped):
        list(made)


@pytest.mark.usefixtures("dossiers")
def test_what_is_not_there_is_refused() -> None:
    cases: dict[str, Callable[[], object]] = {
        "unknown_export": lambda: paper("letters"),
        "export_format": lambda: paper("minutes", "csv"),
        "no_meeting": lambda: paper("minutes"),
        "export_single": lambda: list(make_each("handout", words=Words("vi"), shipped=FOLDER)),
        "unknown_cycle": lambda: make("tables", words=Words("vi"), shipped=FOLDER, cycle="1999"),
    }
    for code, ask in cases.items():
        with pytest.raises(Refused) as refused:
            ask()
        assert refused.value.code == code
        assert Words("vi")(f"refusal.{code}", **refused.value.facts)
