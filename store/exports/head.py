"""The head that every paper of the committee has, and what stands on each page of one that is not yet valid."""

from __future__ import annotations

from dataclasses import dataclass

from store.exports.clerk import Clerk
from store.rules.text import visible

BLANK = " " * 6
"""The room in which a number is written by hand."""


@dataclass(frozen=True)
class Head:
    """Whose paper it is: upper body (empty where not known), issuing body, number, place and date."""

    upper: str
    body: str
    number: str
    place_date: str


def committee_head(clerk: Clerk, mark: str, number: str | None = None, dated: str | None = None) -> Head:
    """The head of a paper of the committee itself; ``mark`` is the kind's sign, as ``QĐ``; dots for what is open."""
    return Head(
        upper=visible(clerk.told.upper).upper(),
        body=clerk.committee.upper(),
        number=_number(clerk, number, mark, clerk.symbol()),
        place_date=_place_date(clerk, dated),
    )


def board_head(clerk: Clerk, mark: str) -> Head:
    """The head of a paper of the Organisation Board, whose sign in numbers is not known."""
    return Head(
        upper=clerk.committee.upper(),
        body=clerk.words("paper.board").upper(),
        number=_number(clerk, None, mark, clerk.words("paper.dots")),
        place_date=_place_date(clerk, None),
    )


def team_head(clerk: Clerk, mark: str) -> Head:
    """The head of a paper of a work team, whose sign in numbers is not known."""
    return Head(
        upper=clerk.committee.upper(),
        body=clerk.words("paper.team").upper(),
        number=_number(clerk, None, mark, clerk.words("paper.dots")),
        place_date=_place_date(clerk, None),
    )


def sheet_head(clerk: Clerk, *, dated: bool = False) -> Head:
    """The head of a sheet that has no number of its own; ``dated``: it is signed, with dots for the day."""
    place_date = _place_date(clerk, None) if dated else ""
    return Head(visible(clerk.told.upper).upper(), clerk.committee.upper(), "", place_date)


def _number(clerk: Clerk, number: str | None, mark: str, body: str) -> str:
    """``15-QD/HU``; a number that was given with its sign stays as it is, an unknown one leaves room."""
    if number is not None and "/" in number:
        return clerk.words("paper.number_whole", number=visible(number))
    written = BLANK if number is None else f" {visible(number)}"
    return clerk.words("paper.number", number=written, sign=mark, body=body)


def _place_date(clerk: Clerk, dated: str | None) -> str:
    return clerk.words("paper.place_date", place=clerk.place(), day=clerk.long_day(dated))
