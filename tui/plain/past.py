"""What was done: the journal, what others did meanwhile, undo and redo, the proof of the seal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from store.commands.undoing import redo, undo
from store.queries.comparison import comparison
from store.queries.news import NewsView, newest_entry, news_of
from store.queries.undoing import undo_view
from store.queries.verification import verify
from store.rules.comparison import difference
from store.rules.scheme import Scheme
from tui.cli.keeping import told
from tui.plain.session import PAGE, Session

FOUR = 4
"""A digest is read in groups of so many characters."""


def told_entries(session: Session, entries: Iterable[int], organisation: str | None = None) -> Iterator[str]:
    """Entries as sentences in the order given; of many organisations only the one asked for is told."""
    left, scheme = iter(entries), comparison().scheme
    while page := list(islice(left, PAGE)):
        found = {news.entry: news for news in news_of(page)}
        yield from (_entry(session, scheme, _narrowed(found[each], organisation)) for each in page if each in found)


def _narrowed(news: NewsView, organisation: str | None) -> NewsView:
    moves = tuple(move for move in news.moves if organisation in (None, move.organisation))
    return replace(news, moves=moves)


def _entry(session: Session, scheme: Scheme, news: NewsView) -> str:
    move = news.moves[0] if len(news.moves) == 1 else None
    raises = move is not None and (difference(scheme, move.from_level, move.to_level) or 0) > 0
    teller, words = session.teller, session.words
    text = words(
        "plain.entry",
        entry=news.entry,
        day=teller.day(news.at),
        who=teller.person(news.actor, news.post),
        what=words(f"action.{news.action}"),
        about=teller.about(news),
    ).strip(" :")
    reason = (
        f" {words('plain.entry_reason', reason=session.sentences.reason(news.reason, raises=raises))}"
        if news.reason
        else ""
    )
    return f"{text}.{reason}"


def journal_room(session: Session) -> None:
    """The journal, newest first, ten entries at a time."""
    session.pages(session.words("plain.where.journal"), told_entries(session, range(newest_entry(), 0, -1)))


def news_room(session: Session) -> None:
    """All that others did since this conversation began."""
    if not session.others:
        session.tell("plain.news_none")
        return
    session.pages(session.words("plain.where.news"), [session.teller.news(each) for each in session.others])


def undo_room(session: Session) -> None:
    """Say what would be taken back, ask, take it back."""
    offered = undo_view(session.actor).undo
    if offered is None:
        session.tell("refusal.nothing_to_undo")
        return
    session.tell("plain.undo_asked", news=session.teller.news(offered))
    if not session.ask.agreed(session.words("plain.where.undo"), "undo"):
        session.tell("plain.nothing_written")
        return
    saved = session.do(undo, session.actor, entry=offered.entry)
    session.tell("undoing.done", time=session.teller.time(saved.at), what=session.teller.done(offered))
    _tell_now(session, offered)


def redo_room(session: Session) -> None:
    """Say what would be done again, ask, do it."""
    offered = undo_view(session.actor).redo
    if offered is None:
        session.tell("refusal.nothing_to_redo")
        return
    session.tell("plain.redo_asked", news=session.teller.news(offered))
    if not session.ask.agreed(session.words("plain.where.redo"), "redo"):
        session.tell("plain.nothing_written")
        return
    saved = session.do(redo, session.actor, entry=offered.entry)
    session.tell("undoing.redone", time=session.teller.time(saved.at), what=session.teller.done(offered))
    _tell_now(session, offered)


def _tell_now(session: Session, done: NewsView) -> None:
    """Where one organisation was concerned, how it stands now."""
    if len(done.units) == 1:
        session.tell("plain.now", row=session.sentences.row(session.row(done.units[0].organisation)))


def verify_room(session: Session) -> None:
    """Recompute the seal and hold the journal against the tables; the digest comes last, in groups of four."""
    verdict = verify()
    if verdict.difference is not None:
        session.say(told(verdict.difference, session.teller))
        return
    session.tell("plain.sealed", count=verdict.count)
    session.tell("plain.digest", digest=digest_in_fours(verdict.digest))


def digest_in_fours(digest: str) -> str:
    """A digest as it is read out."""
    return " ".join(digest[at : at + FOUR] for at in range(0, len(digest), FOUR))
