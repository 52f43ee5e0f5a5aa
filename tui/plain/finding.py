"""Finding organisations: by number, by name, by a filter; lists in pages, of which one is opened by its number."""

from __future__ import annotations

from collections.abc import Sequence

from store.errors import Refused
from store.queries.assessments import callable_names
from store.queries.comparison import ComparisonRow, comparison
from store.rules.filters import is_expression
from store.rules.naming import Ambiguous, Match, Named, resolve
from store.rules.text import fold
from tui.cli.naming import named
from tui.plain.asking import Back, numbered
from tui.plain.filtered import filtered
from tui.plain.session import PAGE, Session
from tui.plain.unit import unit_room

LISTS = {
    "all": "",
    "differing": "chenh:>0 | chenh:<0",
    "without_self": "tu:chua",
    "undecided": "quyet:chua",
    "lacking": "thieu:co",
    "slow": "cungco:co",
}
"""Lists that have a word of their own, and their filters."""


def find(session: Session, text: str = "") -> None:
    """Ask for an organisation (or take what was typed) and go to it; several are read out."""
    while True:
        wanted = text or session.ask.words(session.words("plain.where.find"), session.words("plain.help_find")) or ""
        try:
            _go_to(session, wanted)
        except Refused as refused:
            session.refuse(refused)
            if not text:
                continue
        return


def _go_to(session: Session, wanted: str) -> None:
    if is_expression(wanted):
        listing(session, filtered(wanted))
        return
    found = resolve(wanted, callable_names())
    if isinstance(found, Match):
        unit_room(session, found.code)
    elif isinstance(found, Ambiguous):
        codes = [each.code for each in found.candidates]
        listing(session, [row for row in comparison().rows if row.organisation in codes])
    else:
        named(wanted)  # refuses it with those that come nearest


def lists_room(session: Session, text: str = "") -> None:
    """Choose a list, or take the one that was typed, and read it."""
    choices = numbered([session.choice(f"list_{name}") for name in LISTS])
    if text:
        known = next((each.code for each in choices if fold(text) in each.names), "")
        listing(session, filtered(LISTS.get(known.removeprefix("list_"), text)))
        return
    session.offer(choices)
    where, free = session.words("plain.where.lists"), session.words("plain.help_filter")
    answer = session.ask.choose(where, choices, free=free)
    if answer.choice is None:
        listing(session, filtered(answer.text))
    else:
        listing(session, filtered(LISTS[answer.code.removeprefix("list_")]))


def listing(session: Session, rows: Sequence[ComparisonRow]) -> None:
    """Read organisations, ten at a time; a number or a name opens one of them, and the list goes on afterwards."""
    if not rows:
        session.tell("plain.list_empty")
        return
    session.tell("plain.list_count", count=len(rows))
    said = 0
    while True:
        if said < len(rows):
            session.say(*(session.sentences.row(session.row(row.organisation)) for row in rows[said : said + PAGE]))
            said = min(said + PAGE, len(rows))
        if not _opened(session, rows, len(rows) - said):
            return


def _opened(session: Session, rows: Sequence[ComparisonRow], left: int) -> bool:
    """Whether somebody wants to hear on; organisations named meanwhile are opened."""
    more = (session.choice("more"),) if left else ()
    session.tell("plain.more_open" if left else "plain.list_end", count=left)
    while True:
        try:
            answer = session.ask.choose(
                session.words("plain.where.list"), more, free=session.words("plain.help_list", count=len(rows))
            )
        except Back:
            return False
        if answer.choice is not None:
            return True
        try:
            _open_one(session, rows, answer.text)
        except Refused as refused:
            session.refuse(refused)


def _open_one(session: Session, rows: Sequence[ComparisonRow], text: str) -> None:
    names = [Named(row.organisation, row.tt, row.name, row.full_name) for row in rows]
    found = resolve(text, names)
    if isinstance(found, Match):
        unit_room(session, found.code)
    elif isinstance(found, Ambiguous):
        told = ", ".join(session.teller.numbered(each.tt, each.name) for each in found.candidates[:PAGE])
        raise Refused("ambiguous_organisation", text=text, count=len(found.candidates), candidates=told)
    else:
        raise Refused("unknown_organisation", text=text)
