"""What screens and the app say to each other."""

from __future__ import annotations

from textual.message import Message

from store.queries.news import NewsView


class JournalMoved(Message):
    """The journal has grown: the new entries, oldest first."""

    def __init__(self, news: tuple[NewsView, ...]) -> None:
        """Carry what the entries said."""
        super().__init__()
        self.news = news
