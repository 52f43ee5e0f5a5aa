"""People at the table, apart from accounts: posts and votes, ties to organisations, areas they follow."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import peewee

from store.commands.base import Change, Row, as_date, command, tidy
from store.db.tables import Account, Area, Organisation, Person, Tie
from store.errors import Refused


@command
def add_person(
    change: Change,
    *,
    post: str,
    votes: bool,
    full_name: str | None = None,
    valid_from: str | None = None,
    login: str | None = None,
) -> int:
    """Add somebody who sits at the table; answers the person's number in lists.

    Raises ``Refused`` for the role, a missing post, a bad date, an unknown account or one that is somebody's.
    """
    change.act("set_person")
    number = 1 + (Person.select(peewee.fn.MAX(Person.number)).scalar() or 0)
    change.insert(
        Person,
        id=change.new_key(),
        number=number,
        full_name=tidy(full_name),
        post=_post(post),
        votes=int(votes),
        valid_from=as_date(valid_from),
        account=_free_account(change, login, None),
    )
    return int(number)


@command
def change_person(
    change: Change,
    *,
    person: int,
    post: str | None = None,
    votes: bool | None = None,
    full_name: str | None = None,
    valid_to: str | None = None,
    login: str | None = None,
) -> int:
    """Change what is known of a person: what is ``None`` stays, an empty text takes it away; answers the number.

    ``valid_to`` is the first day on which the person no longer has the post. Raises ``Refused`` as ``add_person``.
    """
    change.act("set_person")
    row = the_person(change, person)
    columns: dict[str, Any] = {}
    if post is not None:
        columns["post"] = _post(post)
    if votes is not None:
        columns["votes"] = int(votes)
    if full_name is not None:
        columns["full_name"] = tidy(full_name)
    if valid_to is not None:
        columns["valid_to"] = as_date(valid_to)
    if login is not None:
        columns["account"] = _free_account(change, login, row["id"])
    if any(row[name] != value for name, value in columns.items()):
        change.update(Person, row, **columns)
    return person


@command
def tie_person(change: Change, *, person: int, organisation: str, why: str | None = None) -> int:
    """Record a tie for which a person takes no part in deciding on an organisation; answers the person's number.

    Raises ``Refused`` for the role, an unknown person or organisation, a tie that is there.
    """
    change.act("tie_person")
    row = the_person(change, person)
    _check_organisation(change, organisation)
    if change.find(Tie, person=row["id"], organisation=organisation) is not None:
        raise Refused("tie_exists", person=person, organisation=organisation)
    change.insert(Tie, id=change.new_key(), person=row["id"], organisation=organisation, why=tidy(why))
    return person


@command
def untie_person(change: Change, *, person: int, organisation: str) -> int:
    """Take a tie away; answers the person's number. Raises ``Refused`` where there is none."""
    change.act("tie_person")
    row = the_person(change, person)
    held = change.find(Tie, person=row["id"], organisation=organisation)
    if held is None:
        raise Refused("no_tie", person=person, organisation=organisation)
    change.delete(Tie, held)
    return person


@command
def set_area(change: Change, *, person: int, organisations: Sequence[str]) -> int:
    """Say which organisations a person follows, and no others; answers how many.

    Raises ``Refused`` for the role, an unknown person or organisation.
    """
    change.act("set_area")
    row = the_person(change, person)
    held = {each["organisation"]: each for each in Area.select().where(Area.person == row["id"]).dicts()}
    wanted = dict.fromkeys(organisations)
    for code, there in held.items():
        if code not in wanted:
            change.delete(Area, there)
    for code in wanted:
        _check_organisation(change, code)
        if code not in held:
            change.insert(Area, id=change.new_key(), person=row["id"], organisation=code)
    return len(wanted)


def the_person(change: Change, number: int) -> Row:
    """The person with a number; raises ``Refused("unknown_person")``."""
    row = change.find(Person, number=number)
    if row is None:
        raise Refused("unknown_person", person=number)
    return row


def _post(text: str) -> str:
    post = tidy(text)
    if post is None:
        raise Refused("post_missing")
    return post


def _free_account(change: Change, login: str | None, person: int | None) -> str | None:
    if not login:
        return None
    there = change.find(Account, login=login)
    if there is None or not there["active"]:
        raise Refused("unknown_account", login=login)
    holder = change.find(Person, account=login)
    if holder is not None and holder["id"] != person:
        raise Refused("account_of_person", login=login, person=holder["number"], post=holder["post"])
    return login


def _check_organisation(change: Change, code: str) -> None:
    if change.find(Organisation, code=code) is None:
        raise Refused("unknown_organisation", text=code)
