"""The journal in windows, however long it is: the same as reading it whole and looking oneself, and by index."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from store.db.connect import database
from store.errors import Refused
from store.queries.journal import (
    ALL,
    ROWS_TOLD,
    Asked,
    EntryView,
    entries,
    entry,
    newest_before,
    oldest_since,
    page,
    page_around,
    people_and_actions,
)
from store.queries.undoing import is_undone
from tests.kit.histories import HOUR, lived_in
from tests.kit.stores import AN, BEGUN, BINH, copied, opened

LANG = "xa-chi-lang"
MIDDLE = BEGUN + 200 * HOUR

ASKED = {
    "all": ALL,
    "an organisation": Asked(LANG),
    "a person": Asked(by=frozenset({BINH})),
    "two people": Asked(by=frozenset({AN, BINH})),
    "an action": Asked(actions=frozenset({"rate"})),
    "several actions": Asked(actions=frozenset({"undo", "redo", "adjust_proposed"})),
    "from then": Asked(since=MIDDLE),
    "until then": Asked(until=MIDDLE),
    "a span": Asked(since=MIDDLE, until=MIDDLE + 48 * HOUR),
    "all of it": Asked(LANG, frozenset({BINH}), frozenset({"grade_board", "rate"}), BEGUN, MIDDLE * 2),
    "nobody": Asked(by=frozenset({"ai"})),
}


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory, templates: object) -> Path:
    path = copied(templates("wal"), tmp_path_factory.mktemp("lived") / "lived.db")  # type: ignore[operator]
    with opened(path):
        lived_in(300)
    return path


@pytest.fixture(autouse=True)
def lived(tmp_path: Path, template: Path) -> Iterator[None]:
    with opened(copied(template, tmp_path / "thamdinh.db")):
        yield


def wanted(asked: Asked) -> list[EntryView]:
    """What a filter leaves, newest first, found by looking at every entry."""
    return [each for each in reversed(entries(limit=10_000)) if _passes(asked, each)]


def _passes(asked: Asked, each: EntryView) -> bool:
    return (
        (asked.organisation is None or any(row.organisation == asked.organisation for row in each.rows))
        and (asked.by is None or each.by in asked.by)
        and (asked.actions is None or each.action in asked.actions)
        and (asked.since is None or each.at >= asked.since)
        and (asked.until is None or each.at < asked.until)
    )


@pytest.mark.parametrize("name", ASKED)
def test_a_window_is_a_slice_of_what_the_filter_leaves(name: str) -> None:
    asked, whole = ASKED[name], wanted(ASKED[name])
    assert bool(whole) == (name != "nobody")
    for first, size in ((0, 7), (3, 5), (len(whole) - 2, 10), (0, 10_000), (len(whole) + 5, 3)):
        found = page(asked, first, size)
        assert (found.total, found.whole) == (len(whole), len(entries(limit=10_000)))
        assert [line.id for line in found.lines] == [each.id for each in whole[max(0, first) : max(0, first) + size]]


@pytest.mark.parametrize("name", ASKED)
def test_a_window_around_an_entry_has_it_or_its_place_in_it(name: str) -> None:
    whole = [each.id for each in wanted(ASKED[name])]
    for number in (None, 1, 150, 300, 10_000, *whole[::37]):
        found = page_around(ASKED[name], number, 20)
        assert [line.id for line in found.lines] == whole[found.first : found.first + 20]
        assert len(found.lines) == min(20, len(whole))
        if number in whole:
            assert number in [line.id for line in found.lines]
        elif number is None:
            assert found.first == 0


def test_a_line_tells_its_entry() -> None:
    whole = {each.id: each for each in entries(limit=10_000)}
    lines = page(ALL, 0, 10_000).lines
    assert any(line.undone_by for line in lines)
    assert any(line.count > ROWS_TOLD for line in lines)
    for line in lines:
        each = whole[line.id]
        assert (line.at, line.by, line.action, line.reason, line.undoes) == (
            each.at,
            each.by,
            each.action,
            each.reason,
            each.undoes,
        )
        assert line.rows == each.rows[:ROWS_TOLD]
        units = {row.organisation for row in each.rows if row.organisation}
        assert (line.count, line.organisations, line.organisation) == (
            len(each.rows),
            len(units),
            min(units, default=None),
        )
        assert (line.undone_by is not None) == is_undone(line.id)
        if line.undone_by is not None:
            assert whole[line.undone_by].undoes == line.id


@pytest.mark.parametrize("name", ASKED)
def test_the_days_before_and_after(name: str) -> None:
    whole = wanted(ASKED[name])
    for at in (BEGUN - 1, BEGUN + 30 * HOUR, MIDDLE, MIDDLE + 1, BEGUN + 10_000 * HOUR):
        earlier = [each.id for each in whole if each.at < at]
        later = [(each.id, each.at) for each in whole if each.at >= at]
        assert newest_before(ASKED[name], at) == max(earlier, default=None)
        assert oldest_since(ASKED[name], at) == min(later, default=None)


def test_who_and_what_is_in_the_journal() -> None:
    whole = entries(limit=10_000)
    people, actions = people_and_actions()
    assert list(people) == sorted({each.by for each in whole})
    assert list(actions) == sorted({each.action for each in whole})


def test_an_entry_whole_has_its_place_in_the_chain() -> None:
    whole = {each.id: each for each in entries(limit=10_000)}
    for number in (2, 9, 150):
        found = entry(number)
        assert found.entry == whole[number]
        assert found.previous_hash == whole[number - 1].hash
    with pytest.raises(Refused, match="unknown_entry"):
        entry(0)


@pytest.mark.parametrize("name", [name for name in ASKED if name not in ("all", "nobody")])
def test_no_question_of_a_list_reads_the_whole_journal_row_by_row(name: str) -> None:
    """Each statement goes by an index or by the number; none scans a table or sorts one to get at a page."""
    said: list[str] = []
    database.connection().set_trace_callback(said.append)
    page_around(ASKED[name], 150, 20)
    newest_before(ASKED[name], MIDDLE)
    people_and_actions()
    database.connection().set_trace_callback(None)
    selects = [statement for statement in said if statement.startswith("SELECT")]
    assert len(selects) > 8
    for statement in selects:
        plan = [row[3] for row in database.execute_sql(f"EXPLAIN QUERY PLAN {statement}").fetchall()]
        scans = [step for step in plan if step.startswith("SCAN t1") and "INDEX" not in step]
        assert not scans or "LIMIT" in statement, (statement, plan)
