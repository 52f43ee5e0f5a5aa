"""What is said before a cycle is opened or ended is what then happens; which case an organisation has now."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from store.commands.cycle import close_cycle, reopen_cycle
from store.commands.founding import open_cycle
from store.commands.meeting import plan_meeting
from store.commands.people import change_person
from store.commands.remediation import open_case
from store.commands.remediation_steps import close_case
from store.commands.succession import dissolve_organisation
from store.queries.comparison import comparison
from store.queries.filtering import comparison_facts
from store.queries.meeting import people as everybody
from store.queries.opening import carried_over, cycle_now, next_code, opening, scheme_choices
from store.queries.sitting import people_on
from tests.kit.casework import KIM, LANG, ONE, VINH, brought, case_store, lowered
from tests.kit.meetings import refusal
from tests.kit.stores import AN, library

pytestmark = pytest.mark.usefixtures("store")


@pytest.fixture
def closed_store(tmp_path: Path, mode: str) -> Iterator[Path]:
    """A store with people and a case that is begun."""
    with library(mode):
        yield case_store(tmp_path / "thamdinh.db")


@pytest.mark.parametrize("state", ["under_way", "effective", "closed"])
def test_what_is_promised_is_carried(state: str) -> None:
    """Organisations as they will be in force, cases that go on, outcomes that no form quotes yet."""
    brought(state)
    dissolve_organisation(AN, organisations=[LANG], dated="01/06/2020", basis="NQ 818")
    change_person(AN, person=2, valid_to="01/02/2030")
    change_person(AN, person=4, valid_to="01/01/2019")
    close_cycle(AN)
    promised = opening("2020", "2025")
    assert (promised.outcomes, promised.scheme.scheme) == (int(state != "under_way"), "2025")
    saved = open_cycle(AN, code="2020", scheme="2025")
    carried = carried_over(saved.entry)
    assert (promised.organisations, promised.people, promised.open_cases, promised.outcomes) == (
        saved.value,
        carried.people,
        carried.open_cases,
        carried.outcomes,
    )
    rows = comparison("2020").rows
    assert (len(rows), sum(row.name is None for row in rows)) == (promised.organisations, promised.unnamed)
    assert opening("2021", "2025").outcomes == 0, "it stands in a form already"
    assert promised.people == len(people_on("2019-12-20")) == len(everybody()) - 1, "whose post ends later is in it yet"
    open_case(AN, organisation="xa-hung-son", why="Đơn thư")
    change_person(AN, person=2, valid_to="01/01/2019")
    assert carried_over(saved.entry) == carried, "what the entry found, not what is there now"


def test_an_outcome_of_an_organisation_that_is_gone_is_not_promised() -> None:
    brought("effective")
    dissolve_organisation(AN, organisations=[KIM], dated="01/06/2020", basis="NQ 818")
    close_cycle(AN)
    assert opening("2020", "2025").outcomes == 0


def test_it_is_refused_as_the_deed_is() -> None:
    for code, scheme in (("2019", "2019"), ("nam-nay", "2019"), ("2020-Q5", "2019"), ("2020", "2020")):
        asked = refusal(lambda code=code, scheme=scheme: opening(code, scheme))  # type: ignore[misc]
        assert asked == refusal(lambda code=code, scheme=scheme: open_cycle(AN, code=code, scheme=scheme))  # type: ignore[misc]


def test_the_cycle_that_screens_stand_on() -> None:
    """The newest open one, else the newest; who is undecided in it; a meeting that is not over."""
    now = cycle_now()
    assert now is not None
    assert (now.code, now.is_open, now.scheme, now.organisations, len(now.undecided)) == ("2019", True, "2019", 59, 58)
    assert KIM not in {each.organisation for each in now.undecided}
    assert now.meeting is None
    plan_meeting(AN, held_on="2019-12-20")
    assert cycle_now() == now, "one that is only planned keeps nothing"
    close_cycle(AN)
    assert (closed := cycle_now()) is not None and not closed.is_open
    open_cycle(AN, code="2020", scheme="2019")
    reopen_cycle(AN, code="2019")
    assert (both := cycle_now()) is not None and both.code == "2020"


def test_names_and_schemes_of_the_next_cycle() -> None:
    after = {"2019": "2020", "2026-Q1": "2026-Q2", "2026-Q4": "2027-Q1"}
    assert {code: next_code(code) for code in after} == after
    fits = {code: [each.scheme for each in scheme_choices() if each.fits(code)] for code in ("2017", "2020", "2025-Q3")}
    assert fits == {"2017": ["2014"], "2020": ["2019"], "2025-Q3": ["2025"]}


def test_which_case_an_organisation_has_now() -> None:
    """One that is opened stands before what a source says; closed, there is none, and the filter knows."""

    def row(code: str) -> tuple[object, ...]:
        found = next(each for each in comparison().rows if each.organisation == code)
        going = found.case
        told = None if going is None else (going.number, going.state, going.deadline, going.bare)
        return (told, comparison_facts(found)["cungco"])

    assert row(KIM) == ((ONE, "opened", "2020-01-10", False), True)
    assert row(VINH) == ((3, "opened", None, True), True)
    assert row(LANG) == (None, False)
    number = open_case(AN, organisation=LANG, why="Đơn thư").value
    assert row(LANG) == ((number, "opened", None, False), True)
    brought("effective")
    assert row(KIM) == ((ONE, "effective", None, False), True)
    close_case(AN, case=ONE)
    assert row(KIM) == (None, False)
    second = open_case(AN, organisation=KIM, why="Đơn thư").value
    assert row(KIM) == ((second, "opened", None, False), True)


def test_the_year_that_was_closed_is_past_for_the_next() -> None:
    """Its decided levels under its own scheme, beside what sources know; the last three years are shown."""
    lowered(VINH)
    before = comparison()
    assert [each.year for each in before.years] == [2016, 2017, 2018], "a cycle is no past of its own"
    close_cycle(AN)
    open_cycle(AN, code="2020", scheme="2025")
    told = comparison()
    assert [(each.year, each.scheme) for each in told.years] == [(2017, "2014"), (2018, "2018"), (2019, "2019")]
    rows = {row.organisation: row for row in told.rows}
    decided = [each for each in rows[VINH].past if each.year == 2019]
    assert [(each.scheme, each.level, each.exemplary) for each in decided] == [("2019", "HT", False)]
    assert {each.year for each in rows[VINH].past if each.exemplary} == {2016}, "what sources say stays"
    assert any(each.slow_to_improve for each in rows[VINH].past)
    assert 2019 not in {each.year for each in rows[LANG].past}, "nobody decided, so nobody knows"
    assert [each.year for each in comparison("2019").years] == [2016, 2017, 2018]
