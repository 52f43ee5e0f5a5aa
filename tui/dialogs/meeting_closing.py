"""The end of a meeting: what is unfinished, what is left for the next, the minutes read aloud, the seal."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from store.commands.meeting import close_meeting
from store.commands.room import move_room
from store.commands.wording import add_words
from store.errors import Refused
from store.queries.comparison import ComparisonRow
from store.queries.meeting import meeting
from store.rules.text import fit, width
from tui.dialogs.framed import ABOVE, LEAST, FramedDialog
from tui.dialogs.meeting_asking import MeetingAsking
from tui.dialogs.menu import MenuDialog, Option
from tui.dialogs.progress import OutcomeDialog
from tui.dialogs.reading import ReadingDialog
from tui.keys import Key, bindings
from tui.widgets.frame import WIDEST, Part, wrapped


class ClosingAsking(MeetingAsking):
    """A person who ends the meeting."""

    async def close(self) -> None:
        """Show what keeps it from being closed, else ask once what becomes of the rest, else read the minutes."""
        # The place may have been read before the last change
        self.view = await self.house.link.read(meeting, self.number)
        if not self.view.blockers.none:
            await self.push(self.unfinished())
        elif self.view.leftovers or self.forgotten():
            await self.push(self.rest())
        else:
            await self.read_aloud(leave_rest=False)

    def unfinished(self) -> BlockersDialog:
        """The list of blockers; Enter on a row goes there."""
        words = self.words
        lines = list[tuple[str, Callable[[], Awaitable[None]]]]()
        for place in self.view.blockers.half:
            item = next(each for each in self.view.items if each.place == place)
            lines.append((words("sitting.close.half", item=self.called(item)), self._to_item(place)))
        for code in self.view.blockers.wordless:
            row = self.row(code)
            reason = self.teller.reason(str(row.reason), raised=(row.difference or 0) > 0)
            told = words("sitting.close.wordless", unit=self.unit(row), reason=reason)
            lines.append((told, self._to_words(code)))
        half, wordless = len(self.view.blockers.half), len(self.view.blockers.wordless)
        head = self.teller.refusal(Refused("meeting_unfinished", half=half, wordless=wordless))
        return BlockersDialog(words("sitting.close.title"), head, lines)

    def _to_item(self, place: int) -> Callable[[], Awaitable[None]]:
        async def go() -> None:
            room = self.view.room
            if room is not None and room.place == place:
                await self.place.stand_on_item(room.key)
            else:
                await self.place.go_with_room(move_room, to=place)

        return go

    def _to_words(self, code: str) -> Callable[[], Awaitable[None]]:
        row, house, words = self.row(code), self.house, self.words

        async def confirm(text: str) -> None:
            given: dict[str, Any] = {"organisation": code, "note": text, "cycle": self.view.cycle}
            await house.link.do(add_words, house.me.login, if_version=row.version, **given)
            await self.place.kept(words("wording.done", unit=self.unit(row)))

        async def go() -> None:
            title = words("wording.title", tt=row.tt, name=self.teller.name(row.full_name or row.name))
            reason = self.teller.reason(str(row.reason), raised=(row.difference or 0) > 0)
            head = [words("comparison.reason", text=reason)]
            await self.push(await self.line(title, head, words("wording.label"), f"words:{code}", confirm))

        return go

    def forgotten(self) -> list[ComparisonRow]:
        """Organisations that rated themselves, stand in no item and have no final level."""
        rows = map(self.row, self.view.outside)
        return [row for row in rows if row.final_level is None]

    def rest(self) -> MenuDialog:
        """Ask once what becomes of what is parked, was never taken up or stands in no item."""
        words = self.words
        items = [self.called(each) for each in self.view.items if each.place in self.view.leftovers]
        units = [self.unit(row) for row in self.forgotten()]
        room = min(self.house.size.width, WIDEST) - 6
        head = [
            line
            for key, names in (("left", items), ("forgotten", units))
            if names
            for line in wrapped(words(f"sitting.close.{key}", count=len(names), items="; ".join(names)), room)[:5]
        ]

        async def taken(number: int) -> None:
            if number == 0:
                await self.read_aloud(leave_rest=True)

        options = [Option(words("sitting.close.leave")), Option(words("sitting.close.back"))]
        return MenuDialog(words("sitting.close.title"), options, taken, head=head)

    async def read_aloud(self, *, leave_rest: bool) -> None:
        """Page through the minutes; Enter on the last page closes and seals."""
        from store.exports.aloud import aloud  # noqa: PLC0415 - the makers of papers are read when one is wanted

        told = await self.house.link.read(aloud, self.number)

        async def after() -> None:
            await self.do(close_meeting, "sitting.closed", leave_rest=leave_rest, if_entry=told.entry)
            await self.push(await self.sealed())

        title, head = self.words("sitting.close.reading"), [self.words("sitting.close.read")]
        await self.push(ReadingDialog(title, told.paragraphs, head, after))

    async def sealed(self) -> OutcomeDialog:
        """The digest and the count, to be written down elsewhere."""
        view, words = await self.house.link.read(meeting, self.number), self.words
        digest = str(view.seal_digest)
        half = len(digest) // 2
        lines = [
            words("sitting.close.seal", count=view.seal_count),
            digest[:half],
            digest[half:],
            words("sitting.close.keep"),
            words("sitting.close.next"),
        ]
        return OutcomeDialog(words("sitting.close.sealed"), lines)


class BlockersDialog(FramedDialog):
    """What keeps a meeting from being closed, line by line; Enter goes there."""

    KEYS = (
        Key("confirm", "enter", "Enter", "key.go_there"),
        Key("move", "up,down,pageup,pagedown", "↑↓", "key.move", each=True),
        Key("give_up", "escape", "Esc", "key.back"),
    )
    BINDINGS = bindings("blockers", KEYS)

    def __init__(self, title: str, head: str, lines: Sequence[tuple[str, Callable[[], Awaitable[None]]]]) -> None:
        """``lines`` say what is unfinished, and lead there."""
        super().__init__()
        self.heading, self.head, self.lines = title, head, tuple(lines)
        self._at, self._top = 0, 0

    @property
    def _rows(self) -> int:
        head = len(wrapped(self.head, self.columns - 4))
        return max(2, self.app.size.height - ABOVE - LEAST - head - 3)

    def parts(self) -> list[Part]:
        """The head, and the lines around the cursor."""
        rows, room = self._rows, self.columns - 4
        if not self._top <= self._at < self._top + rows:
            self._top = max(0, min(self._at - rows // 2, len(self.lines) - rows))
        shown = [
            f"{'►' if at == self._at else ' '} {fit(text, min(width(text), room - 2))}"
            for at, (text, _go) in enumerate(self.lines)
        ]
        return [
            Part(self.heading, tuple(wrapped(self.head, room))),
            Part("", tuple(shown[self._top : self._top + rows])),
        ]

    async def action_move(self, number: int) -> None:
        """To the line above or below, or a page on."""
        step = (-1, 1, -self._rows, self._rows)[number]
        self._at = max(0, min(len(self.lines) - 1, self._at + step))
        self.draw()

    async def action_confirm(self) -> None:
        """Go to what the line says."""
        self.leave()
        await self.lines[self._at][1]()
