"""What the ways through a meeting share: the meeting as it is seen, asking for a line, telling what was done."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from textual.screen import Screen

from store.commands.base import NOTE_LIMIT
from store.errors import Refused
from store.live import drafts
from store.queries.comparison import ComparisonRow, ComparisonView
from store.queries.meeting_views import ItemView, MeetingView
from store.rules.text import visible
from tui.dialogs.one_line import OneLineDialog

if TYPE_CHECKING:
    from tui.screens.meeting import MeetingScreen


class MeetingAsking:
    """A person at the meeting's place, with the meeting as it is seen."""

    def __init__(self, place: MeetingScreen) -> None:
        """Take the place; raises ``Refused`` where there is no meeting."""
        if place.view is None:
            raise Refused("sitting_none")
        self.place, self.house = place, place.house
        self.words, self.teller = place.house.words, place.house.teller
        self.view: MeetingView = place.view
        self.compared: ComparisonView = place.compared

    @property
    def number(self) -> int:
        """The meeting's number."""
        return self.view.number

    def row(self, organisation: str) -> ComparisonRow:
        """An organisation as the comparison has it."""
        return next(each for each in self.compared.rows if each.organisation == organisation)

    def unit(self, row: ComparisonRow) -> str:
        """Number and name."""
        return self.teller.numbered(row.tt, row.name)

    def called(self, item: ItemView) -> str:
        """An item by its place and what it is about."""
        if item.title:
            about = visible(item.title)
        elif len(item.units) == 1:
            about = self.teller.numbered(item.units[0].tt, item.units[0].name)
        else:
            about = self.words("sitting.block", count=len(item.units))
        return self.words("sitting.called", place=item.place, item=about)

    async def do(
        self, verb: Callable[..., Any], told: str, /, *, say: Mapping[str, object] | None = None, **given: Any
    ) -> Any:
        """Run a verb on this meeting and tell at the place that it is done; answers what the store said."""
        saved = await self.house.link.do(verb, self.house.me.login, meeting=self.number, **given)
        facts: dict[str, object] = {"time": self.teller.time(saved.at), **(say or {})}
        await self.place.kept(self.words(told, **facts))
        return saved

    async def push(self, dialog: Screen[Any]) -> None:
        """Open a dialog over the place."""
        await self.place.app.push_screen(dialog)

    async def line(
        self,
        title: str,
        head: Sequence[str],
        label: str,
        draft: str,
        confirm: Callable[[str], Awaitable[Screen[Any] | None]],
        *,
        text: str = "",
        limit: int = NOTE_LIMIT,
    ) -> OneLineDialog:
        """The dialog that asks for one line, beginning with what was typed there before."""
        place = f"sitting:{self.number}:{draft}"
        kept = await self.house.link.read(drafts.find, self.house.me.login, place)
        begun = str(kept.body.get("note") or "") if kept else text
        return OneLineDialog(title, head, label, place, begun, confirm, limit=limit)
