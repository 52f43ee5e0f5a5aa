"""What a person could take back or do again now."""

from __future__ import annotations

from dataclasses import dataclass

from store.db.connect import reading
from store.db.tables import JournalEntry
from store.queries.news import NewsView, news_of
from store.rules.roles import UNDOABLE


@dataclass(frozen=True)
class UndoView:
    """The change that undo would take back and the one that redo would do again; ``None`` where there is none."""

    undo: NewsView | None
    redo: NewsView | None


def undo_view(actor: str) -> UndoView:
    """What ``z`` offers this person; ``redo`` tells the change itself, not its undoing."""
    with reading():
        back, again = last_undoable(actor), last_undone(actor)
        undone = None if again is None else _original(again)
        told = {news.entry: news for news in news_of(n for n in (back, undone) if n is not None)}
        return UndoView(told.get(back or 0), told.get(undone or 0))


def is_undone(entry: int) -> bool:
    """Whether an entry is taken back: undone, and the undoing itself not undone."""
    undoers = JournalEntry.select(JournalEntry.id).where(JournalEntry.undoes == entry).tuples()
    return any(not is_undone(int(key)) for (key,) in list(undoers))


def last_undoable(actor: str) -> int | None:
    """The person's newest change that can be taken back and is not."""
    query = (
        JournalEntry.select(JournalEntry.id)
        .where(JournalEntry.actor == actor, JournalEntry.action.in_(sorted(UNDOABLE)))
        .order_by(JournalEntry.id.desc())
        .tuples()
    )
    return next((int(key) for (key,) in query if not is_undone(int(key))), None)


def last_undone(actor: str) -> int | None:
    """The person's newest undoing, unless they changed something else after it or have redone it."""
    query = (
        JournalEntry.select(JournalEntry.id, JournalEntry.action)
        .where(JournalEntry.actor == actor)
        .order_by(JournalEntry.id.desc())
        .tuples()
    )
    for key, action in query:
        if action == "redo":
            continue
        if action != "undo":
            return None
        if not is_undone(int(key)):
            return int(key)
    return None


def _original(entry: int) -> int | None:
    row = JournalEntry.select(JournalEntry.undoes).where(JournalEntry.id == entry).tuples().first()
    return None if row is None or row[0] is None else int(row[0])
