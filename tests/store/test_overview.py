"""The cycle at a glance: every number against plain Python over the tables; tasks, other cycles, news."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from seed.demo import create_demo
from store import clock
from store.commands.assessment import adjust, agree, rate
from store.commands.cycle import close_cycle, set_cycle
from store.commands.founding import open_cycle
from store.commands.intake import give_opinion, receive_papers
from store.errors import Refused
from store.queries.commendation import commendations
from store.queries.filtering import (
    case_facts,
    commendation_facts,
    comparison_facts,
    expression,
    intake_facts,
    organisation_facts,
)
from store.queries.overview import DOING, DONE, NUMBERS, TO_DO, NumberView, OverviewView, TaskView, overview
from store.queries.register import register
from store.queries.remediation import cases
from store.rules.filters import Facts, in_english
from tests.kit.prepared import BEGIN, prepared
from tests.kit.stores import AN, BINH, opened, sql

LANG, KHE = "xa-chi-lang", "tt-that-khe"
BODIES = 5
PAPERS = ("report", "statistics", "scoring", "result", "submission")


def _used(path: Path) -> None:
    create_demo(path, AN)
    with opened(path):
        adjust(AN, organisation="xa-doan-ket", level="HT", stage="final", reason="target", note="hụt 3 chỉ tiêu")
        adjust(AN, organisation="xa-hung-son", level="none", stage="final", reason="other", note="mới sáp nhập")
        rows = overview().intake.compared.rows
        best, good = (next(row.organisation for row in rows if row.effective == level) for level in ("XS", "TOT"))
        adjust(AN, organisation=best, level="TOT", stage="final", reason="evidence")
        agree(AN, organisations=[good], stage="final")


used = prepared(_used)
"""The made-up store with every stage used."""


@pytest.fixture
def rehearsed(tmp_path: Path) -> Iterator[None]:
    """The made-up store, open, with every stage used, on the day on which it was made."""
    with opened(used(tmp_path / "demo.db")), clock.replaced(now=lambda: BEGIN):
        yield


def tables() -> dict[str, dict[str, object]]:
    """Every assessment with what lies in the tables about it, by organisation."""
    columns = ("id", "organisation", "kind", "peer_group", "self_level", "proposed_level", "final_level")
    found = {
        row[1]: dict(zip(columns, row, strict=True)) for row in sql(f"SELECT {', '.join(columns)} FROM assessment")
    }
    for row in found.values():
        for table, column in (("paper", "paper, received, returned"), ("opinion", "body"), ("fact", "name")):
            row[table] = sql(f"SELECT {column} FROM {table} WHERE assessment = ?", row["id"])
        row["said"] = sql("SELECT reason, note FROM adjustment WHERE assessment = ? ORDER BY id", row["id"])
    return found


def received(row: dict[str, object]) -> list[str]:
    """The days on which papers came in."""
    papers: list[tuple[str, str | None, str | None]] = row["paper"]  # type: ignore[assignment]
    return [day for _paper, day, _back in papers if day is not None]


def returned(row: dict[str, object]) -> bool:
    """Whether a paper was given back and has not come in again."""
    papers: list[tuple[str, str | None, str | None]] = row["paper"]  # type: ignore[assignment]
    return any(back is not None and day is None for _paper, day, back in papers)


def stands(row: dict[str, object]) -> object:
    """The level that stands."""
    return row["final_level"] or row["proposed_level"] or row["self_level"]


def moved(row: dict[str, object]) -> int | None:
    """How many levels up against the self-rating."""
    ranks = {"XS": 4, "TOT": 3, "HT": 2, "KHT": 1}
    own, other = ranks.get(str(row["self_level"])), ranks.get(str(stands(row)))
    return None if own is None or other is None else other - own


def wordless(row: dict[str, object]) -> bool:
    """Whether the last reason is one that should have words and has none."""
    said: list[tuple[str | None, str | None]] = row["said"]  # type: ignore[assignment]
    told = [each for each in said if any(each)]
    advised = {code for (code,) in sql("SELECT code FROM reason WHERE note = 'should'")}
    return bool(told) and told[-1][0] in advised and not told[-1][1]


PLAIN = {
    "complete": lambda row: len(received(row)) == len(PAPERS),
    "lacking": lambda row: len(received(row)) < len(PAPERS),
    "not_in": lambda row: not received(row) and not returned(row),
    "returned": returned,
    "late": lambda row: any(day > "2019-12-15" for day in received(row)),
    "owing": lambda row: (
        row["kind"] in ("commune", "town") and sum(name.startswith("rating_") for (name,) in row["fact"]) < 7
    ),
    "silent": lambda row: len(row["opinion"]) < BODIES,
    "rated": lambda row: row["self_level"] is not None,
    "unrated": lambda row: row["self_level"] is None,
    "proposed": lambda row: row["proposed_level"] is not None,
    "unproposed": lambda row: row["proposed_level"] is None and row["final_level"] is None,
    "decided": lambda row: row["final_level"] is not None,
    "undecided": lambda row: row["final_level"] is None,
    "raised": lambda row: (moved(row) or 0) > 0,
    "lowered": lambda row: (moved(row) or 0) < 0,
    "kept": lambda row: moved(row) == 0 and (row["proposed_level"] or row["final_level"]) is not None,
    "wordless": wordless,
}
"""A number as one would count it by hand, with the tables on paper."""


@pytest.mark.usefixtures("rehearsed")
@pytest.mark.parametrize("name", PLAIN)
def test_a_number_counted_by_hand(name: str) -> None:
    counted = {code for code, row in tables().items() if PLAIN[name](row)}
    found = overview()[name]
    assert set(found.organisations) == counted
    assert (found.count, found.of) == (len(counted), 59)


@pytest.mark.usefixtures("rehearsed")
def test_the_rehearsal_has_something_of_everything_that_is_counted() -> None:
    """A number that is 0 would be right by accident."""
    empty = {number.name for number in overview().single if not number.count}
    assert empty == {"commendable", "nominated"}, "which the stories of commendation count"


@pytest.mark.usefixtures("rehearsed")
def test_levels_by_group() -> None:
    view, rows = overview(), list(tables().values())
    groups: list[tuple[str, object]] = [("commune_town", "commune_town"), ("armed_forces", "armed_forces")]
    for name, group in (*groups, ("unknown", None)):
        for code in ("XS", "TOT", "HT", "KHT", "none", None):
            counted = sum(row["peer_group"] == group and stands(row) == code for row in rows)
            assert view[f"{name}:{code or 'unset'}"].count == counted, (name, code)
    for code in ("XS", "TOT", "HT", "KHT", "none", None):
        assert view[f"whole:{code or 'unset'}"].count == sum(stands(row) == code for row in rows), code
    assert [sum(number.count for number in group.numbers) for group in view.groups] == [59, 23, 2, 34]
    caps = [(group.group, group.whole, group.cap.over if group.cap else None) for group in view.groups]
    assert [group for group, _whole, _over in caps] == [None, "commune_town", "armed_forces", None]
    assert [whole for _group, whole, _over in caps] == [True, False, False, False]
    assert caps[-1][2] is None


@pytest.mark.usefixtures("rehearsed")
def test_what_dossiers_bear_out() -> None:
    """Each with a level is in one of the three; those above go against a rule of their level or of one below it."""
    view = overview()
    rows = {row.organisation: row for row in view.intake.compared.rows}
    above, unclear, enough = (set(view[name].organisations) for name in ("above", "unclear", "borne_out"))
    assert above | unclear | enough == {code for code, row in rows.items() if row.effective not in (None, "none")}
    assert len(above) + len(unclear) + len(enough) == len(above | unclear | enough)
    assert above == {code for code, row in rows.items() if row.support.departed(row.effective)}
    ranks = [level.code for level in view.intake.compared.scheme.levels]
    for code in enough:
        assert ranks.index(str(rows[code].support.supported)) <= ranks.index(str(rows[code].effective))


@pytest.mark.usefixtures("rehearsed")
def test_bodies_that_are_silent() -> None:
    for number in overview().bodies:
        body = number.name.partition(":")[2]
        heard = {str(code) for code, row in tables().items() if (body,) in row["opinion"]}  # type: ignore[operator]
        assert number.count == 59 - len(heard)
        assert not heard & set(number.organisations)


@pytest.mark.usefixtures("rehearsed")
def test_past_years_and_the_register() -> None:
    view = overview()
    named = {name: f"SELECT organisation FROM known_result WHERE {name}" for name in ("slow_to_improve", "exemplary")}
    slow, exemplary = ({code for (code,) in sql(asked)} for asked in named.values())
    opened = {code for (code,) in sql("SELECT organisation FROM remediation_case WHERE opened_on IS NOT NULL")}
    assert (len(slow), len(opened), slow & opened) == (5, 3, set())
    assert set(view["slow"].organisations) == slow | opened
    assert (view["exemplary"].count, set(view["exemplary"].organisations)) == (5, exemplary)
    assert (view["unnamed"].count, view["ungrouped"].count, view["gaps"].count) == (30, 34, 59)
    assert [(year.year, year.scheme) for year in view.years] == [(2016, "2014"), (2017, "2014"), (2018, "2018")]


def listed(number: NumberView, view: OverviewView) -> list[tuple[str, Facts]]:
    """The rows of the list that a number leads to, read as that list reads them."""
    if number.place == "intake":
        return [(row.organisation, intake_facts(row)) for row in view.intake.rows]
    if number.place == "comparison":
        return [(row.organisation, comparison_facts(row)) for row in view.intake.compared.rows]
    if number.place == "remediation":
        return [(each.organisation, case_facts(each)) for each in cases().cases]
    if number.place == "commendation":
        return [(each.compared.organisation, commendation_facts(each)) for each in commendations().units]
    return [(row.code, organisation_facts(row)) for row in register().rows]


@pytest.mark.usefixtures("rehearsed")
def test_the_filter_leaves_the_same_rows_in_both_languages() -> None:
    view = overview()
    assert len(view.numbers) == len(NUMBERS) + BODIES + 4 * 6
    for number in view.numbers.values():
        for text in (number.filter, in_english(number.filter)):
            wanted = expression(text)
            left = tuple(code for code, facts in listed(number, view) if wanted.matches(facts))
            assert left == number.organisations, text


@pytest.mark.usefixtures("store")
def test_tasks_begin_and_end() -> None:
    """To do, begun, done; the register has 29 of its 59 names from the beginning."""
    assert {task.box: task.state for task in overview().tasks} == {1: TO_DO, 2: TO_DO, 3: TO_DO, 8: DOING}
    receive_papers(AN, papers={LANG: list(PAPERS)}, received="2019-12-10")
    for body in overview().intake.bodies:
        give_opinion(AN, organisation=LANG, body=body.code, text=None, given="2019-12-18")
    rate(BINH, organisation=LANG, self_level="HT")
    adjust(BINH, organisation=LANG, level="TOT", stage="proposed", reason="evidence")
    assert [(task.box, task.done, task.total) for task in overview().tasks] == [
        (1, 1, 59), (2, 1, 59), (3, 1, 59), (8, 29, 59),
    ]  # fmt: skip
    assert {task.state for task in overview().tasks} == {DOING}
    assert TaskView(1, 59, 59).state == DONE


@pytest.mark.usefixtures("store")
def test_another_cycle_is_told_apart() -> None:
    """A closed one is shown as it stands; lists stand for the open one alone."""
    rate(BINH, organisation=LANG, self_level="HT")
    set_cycle(AN, dossier_due="2019-12-15")
    close_cycle(AN, code="2019")
    open_cycle(AN, code="2020", scheme="2019")
    now, before = overview(), overview("2019")
    assert (now.cycles, now.intake.compared.cycle, now.listed) == (("2019", "2020"), "2020", True)
    assert (before.intake.compared.cycle, before.listed) == ("2019", False)
    assert (now["rated"].count, before["rated"].organisations) == (0, (LANG,))
    with pytest.raises(Refused, match="unknown_cycle"):
        overview("1999")


@pytest.mark.usefixtures("store")
def test_news_come_newest_first_and_few() -> None:
    for level in ("HT", "TOT") * 6:
        rate(BINH, organisation=KHE, self_level=level)
    told = [news.entry for news in overview().news]
    assert told == sorted(told, reverse=True)
    assert len(told) == 5
    assert told[0] == overview().intake.compared.entry
