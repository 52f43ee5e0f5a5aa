"""The dates that somebody says of a case: none to come, none long before it, and what it went through not before it."""

from __future__ import annotations

from store.commands.base import Row, as_date
from store.errors import Refused
from store.queries.remediation_rights import today
from store.rules.dates import written

OLDEST_YEARS = 10
"""A paper or a deed of a case is not dated more years than these before the case was opened."""


def told_day(case: Row, text: str | None) -> str | None:
    """A date of something that was done, ``None`` where none is given.

    Raises ``Refused`` for a bad date, one to come, or one years before the case was opened.
    """
    day = as_date(text)
    if day is not None and day > today():
        raise Refused("case_date_ahead", case=case["number"])
    if day is not None and case["opened_on"] is not None and day < _years_before(case["opened_on"], OLDEST_YEARS):
        raise Refused("case_date_old", case=case["number"], years=OLDEST_YEARS)
    return day


def day_within(case: Row, text: str | None) -> str:
    """A date on which the case went through something, today where none is given.

    Raises ``Refused`` for a bad date, one to come, or one before the case was opened.
    """
    day = told_day(case, text) or today()
    if case["opened_on"] is not None and day < case["opened_on"]:
        raise Refused("case_date_early", case=case["number"], day=written(case["opened_on"]))
    return day


def day_to_come(case: Row, text: str, was: str) -> str:
    """A later date than the one that stands, after today; raises ``Refused``."""
    day = as_date(text)
    if day is None or day <= was:
        raise Refused("extension_not_later", case=case["number"])
    if day <= today():
        raise Refused("extension_past", case=case["number"])
    return day


def _years_before(day: str, years: int) -> str:
    return f"{int(day[:4]) - years:04d}{day[4:]}"
