"""Papers before a meeting: its agenda, and the sheet on which those who come sign."""

from __future__ import annotations

from dataclasses import dataclass

from store.exports.head import Head, sheet_head
from store.exports.sitting import Sat
from store.queries.meeting_views import ItemView
from store.rules.meeting import BLOCK, CHAIR, TELLER
from store.rules.text import visible


@dataclass(frozen=True)
class Item:
    """One item: its number, what it is about, the organisations of a block by number and name, the time for it."""

    number: str
    about: str
    units: str
    minutes: str


@dataclass(frozen=True)
class Agenda:
    """A meeting's agenda; ``outside`` are organisations that stand in no item."""

    head: Head
    cycle: str
    day: str
    starts: str
    place: str
    chair: str
    total: str
    minutes: str
    items: tuple[Item, ...]
    outside: str


def agenda(sat: Sat) -> Agenda:
    """The agenda as it stands."""
    view, clerk = sat.view, sat.clerk
    dots = clerk.words("paper.dots")
    known = [item.minutes for item in view.items if item.minutes is not None]
    rows = {row.organisation: row for row in sat.compared.rows}
    outside = [f"{rows[code].tt}. {clerk.name(rows[code].name, rows[code].full_name)}" for code in view.outside]
    return Agenda(
        head=sheet_head(clerk),
        cycle=view.cycle,
        day=clerk.long_day(view.held_on),
        starts=visible(view.starts or dots),
        place=visible(view.place or dots),
        chair=visible(view.chair.post) if view.chair else dots,
        total=clerk.number(len(view.items)),
        minutes=clerk.number(sum(known)) if known else "",
        items=tuple(_item(item, sat) for item in view.items),
        outside="; ".join(outside),
    )


def _item(item: ItemView, sat: Sat) -> Item:
    clerk = sat.clerk
    names = [f"{unit.tt}. {clerk.name(unit.name, unit.full_name)}" for unit in item.units]
    if item.kind == BLOCK:
        about = visible(item.title or "") or clerk.words("paper.agenda.block", count=len(names))
        units = "; ".join(names)
    else:
        about, units = visible(item.title or "") or "; ".join(names), ""
    return Item(
        str(item.place), about, units, clerk.words("paper.agenda.minutes", count=item.minutes) if item.minutes else ""
    )


@dataclass(frozen=True)
class Signer:
    """One line of the sheet."""

    number: str
    full_name: str
    post: str
    votes: str
    office: str


@dataclass(frozen=True)
class Attendance:
    """The sheet to sign; ``voting`` is how many vote."""

    head: Head
    cycle: str
    day: str
    place: str
    total: str
    voting: str
    people: tuple[Signer, ...]


def attendance(sat: Sat) -> Attendance:
    """Everybody on the meeting's list, in the order of their numbers."""
    view, clerk = sat.view, sat.clerk
    return Attendance(
        head=sheet_head(clerk),
        cycle=view.cycle,
        day=clerk.long_day(view.held_on),
        place=visible(view.place or clerk.words("paper.dots")),
        total=clerk.number(len(view.people)),
        voting=clerk.number(sum(each.person.votes for each in view.people)),
        people=tuple(
            Signer(
                number=str(place),
                full_name=visible(each.person.full_name or ""),
                post=visible(each.person.post),
                votes=clerk.words("paper.mark") if each.person.votes else "",
                office=", ".join(
                    clerk.words(f"paper.office.{office}") for office in each.offices if office in _OFFICES
                ),
            )
            for place, each in enumerate(view.people, start=1)
        ),
    )


_OFFICES = (CHAIR, TELLER)
