"""Every figure of the minutes follows from journal entries, and no other can come into them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import pytest

from store.exports.making import context_of
from store.exports.minutes import Minutes
from store.exports.tracing import Ledger, Sentence, Traced, spans
from store.queries.journal import entries
from store.words import Words
from tests.exports.conftest import paper
from tests.exports.reading import word


def the_minutes() -> Minutes:
    made = context_of("minutes", words=Words("vi"))
    assert isinstance(made, Minutes)
    return made


def sentences(tree: Any) -> Iterator[Sentence | str]:
    """Everything that a template can put into the minutes, but for the head and the annex."""
    if isinstance(tree, Sentence | str):
        yield tree
    elif isinstance(tree, tuple):
        for each in tree:
            yield from sentences(each)
    elif is_dataclass(tree):
        for each in fields(tree):
            if each.name not in ("head", "origins"):
                yield from sentences(getattr(tree, each.name))


@pytest.mark.usefixtures("closed")
def test_no_figure_in_the_minutes_lacks_its_entries() -> None:
    made = the_minutes()
    known = {entry.id for entry in entries(after=0, limit=100_000)}
    origins = {int(each.mark): each for each in made.origins}
    count = 0
    for each in sentences(made):
        if isinstance(each, str):
            assert not re.search(r"\d", each), each
            continue
        marks = [int(mark) for mark in re.findall(r"\d+", each.marks)]
        left = each.text
        for figure in sorted(
            (one for mark in marks for one in origins[mark].figures.split("; ")), key=len, reverse=True
        ):
            left = left.replace(figure.removesuffix("…"), "")
        assert not re.search(r"\d", left), (each.text, left)
        count += len(marks)
    assert count > 100
    for origin in made.origins:
        numbers = [int(number) for number in re.findall(r"\d+", origin.entries)]
        assert numbers
        assert set(numbers) <= known
    assert not re.search(r"\d", made.head.number + made.head.place_date)


@pytest.mark.usefixtures("closed")
def test_entries_are_the_ones_that_said_so() -> None:
    made = the_minutes()
    held = {entry.id: entry for entry in entries(after=0, limit=100_000)}
    origins = {each.mark: [int(number) for number in re.findall(r"\d+", each.entries)] for each in made.origins}

    def behind(text: str) -> set[str]:
        (found,) = {each for each in sentences(made) if isinstance(each, Sentence) and text in each.text}
        return {held[entry].action for mark in re.findall(r"\d+", found.marks) for entry in origins[mark]}

    assert behind("mức tự xếp loại, đối với 29 đơn vị") == {"agree_final"}
    assert behind("2 chi đoàn chưa đạt") == {"note_speech"}
    assert behind("Đạt 60% chỉ tiêu giao") == {"adjust_final"}
    assert behind("khai mạc 09:15") == {"plan_meeting", "open_meeting"}
    assert behind("Niêm phong nhật ký") == {"close_meeting"}
    assert behind("chờ biên bản kỷ luật số 12") == {"settle_item"}


@pytest.mark.usefixtures("closed")
def test_on_paper_the_mark_stands_raised_behind_the_figure() -> None:
    document = word(paper("minutes").content)
    lines = [line for line in document.paragraphs if "thống nhất giữ nguyên" in line.text]
    (mark,) = [run for run in lines[0].runs if run.font.superscript and run.text]
    rows = {row.cells[0].text: row.cells[1].text for row in document.tables[-1].rows}
    assert "29" in rows[mark.text.strip("[]")].split("; ")


def test_a_figure_without_an_entry_is_not_let_in() -> None:
    ledger = Ledger(Words("vi"))
    with pytest.raises(ValueError, match="29"):
        ledger.say("minutes.agreed_many", count="29")
    with pytest.raises(ValueError, match="Mục ٣"):
        ledger.show("Mục ٣")
    with pytest.raises(ValueError, match="29"):
        Traced("29", ())
    said = ledger.say("minutes.agreed_many", count=Traced("29", (7, 3)))
    assert said.marks == "[1]"
    assert ledger.show(Traced("40", (8,))).marks == "[2]"
    assert ledger.show(Traced("50", (3, 7))).marks == "[1]"
    assert ledger.show(Traced("không có số", (9,))).marks == ""
    assert [(each.mark, each.figures, each.entries) for each in ledger.origins()] == [
        ("1", "29; 50", "3, 7"),
        ("2", "40", "8"),
    ]


def test_spans() -> None:
    assert spans([]) == ""
    assert spans([5, 1, 2, 3, 9, 8, 5]) == "1–3, 5, 8–9"
