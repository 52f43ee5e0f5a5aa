"""No date of a case hides another: whichever passes first makes it overdue, in the list, the counts and the table."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from store import clock
from store.commands.remediation import add_measure, open_case
from store.commands.remediation_steps import close_case, report_progress
from store.exports import make
from store.exports.document import CSV
from store.queries.overview import overview
from store.queries.remediation import CaseView, case, cases
from store.words import Words
from tests.kit.casework import LANG, ONE, brought, case_store, proved
from tests.kit.stores import AN, BEGUN, library

pytestmark = pytest.mark.usefixtures("store")

DAY = 86_400_000


@pytest.fixture
def closed_store(tmp_path: Path, mode: str) -> Iterator[Path]:
    """A store with people and a case that is begun."""
    with library(mode):
        yield case_store(tmp_path / "thamdinh.db")


def opened_with(**dates: str) -> int:
    """A case opened by decision, with some dates; answers its number."""
    return open_case(AN, organisation=LANG, why="Đơn thư", **dates).value


def told_after(number: int, days: int) -> CaseView:
    """A case so many days later, once list, overview and table agree on what is overdue."""
    with clock.replaced(now=lambda: BEGUN + days * DAY):
        found = case(number)
        late = [each.number for each in cases().cases if each.overdue]
        assert [each.number for each in cases().cases][: len(late)] == late, "what is overdue stands first"
        assert (number in late) == found.overdue
        assert overview().numbers["case_overdue"].count == len(late)
        table = make("overdue", words=Words("vi"), shipped=Path(), format=CSV).content.decode("utf-8-sig")
        rows = [row[0] for row in csv.reader(table.splitlines(), delimiter=";") if row]
        assert [each for each in rows if each.isdigit()] == [str(each) for each in late]
        return found


@pytest.mark.parametrize(
    ("dates", "counts"),
    [
        ({"plan_due": "30/06/2020", "due": "31/12/2019"}, "2019-12-31"),
        ({"commitment_due": "31/12/2019"}, "2019-12-31"),
        ({"plan_due": "31/12/2019", "due": "30/06/2020"}, "2019-12-31"),
        ({"plan_due": "30/06/2020", "commitment_due": "31/12/2019", "due": "30/09/2020"}, "2019-12-31"),
    ],
)
def test_of_a_case_just_opened_every_date_counts(dates: dict[str, str], counts: str) -> None:
    number = opened_with(**dates)
    found = told_after(number, 15)
    assert (found.deadline, found.overdue) == (counts, True)


def test_what_was_found_effective_is_not_over_while_a_measure_is_open() -> None:
    """A measure reported back stands in the list with its own date, or the case's; proved again the case is over."""
    brought("effective")
    assert (case(ONE).over, told_after(ONE, 400).deadline) == (True, None)
    report_progress(AN, case=ONE, measure=1, percent=10)
    found = told_after(ONE, 110)
    assert (found.state, found.over, found.deadline, found.overdue) == ("effective", False, "2020-03-31", True)
    proved(ONE, 1)
    assert told_after(ONE, 400).over
    report_progress(AN, case=ONE, measure=2, percent=10)
    assert told_after(ONE, 400).deadline == "2020-06-30", "a measure without a date has the case's"
    proved(ONE, 2)
    close_case(AN, case=ONE)
    assert (told_after(ONE, 400).over, case(ONE).left) == (True, None)


def test_a_measure_s_date_counts_before_the_plan_is_there() -> None:
    number = opened_with(plan_due="30/06/2020")
    add_measure(AN, case=number, text="Chấn chỉnh", due="31/12/2019")
    assert told_after(number, 15).deadline == "2019-12-31"
