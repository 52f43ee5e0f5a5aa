"""The comparison, the screen of the meeting: self-rating, proposal and decision of every organisation in one list."""

from __future__ import annotations

from dataclasses import replace

from store.commands.assessment import LevelSet, rate
from store.commands.base import Saved
from store.errors import Refused, Stale
from store.live import drafts
from store.queries.news import LevelMoveView, NewsView
from store.queries.undoing import undo_view
from store.rules.levels import NOT_RATED
from tui.dialogs.adjustment import AdjustmentDialog, place_of
from tui.dialogs.agreement import AgreementDialog, keepable
from tui.dialogs.help import HelpDialog
from tui.dialogs.leaving import leaving
from tui.dialogs.undoing import undoing
from tui.keys import Key, bindings
from tui.screens.comparison_list import ComparisonList
from tui.screens.comparison_view import SELF

CHANGING = frozenset({"level", "not_rated", "keep", "open", "column"})
"""Actions that need a stage of one's own."""


class ComparisonScreen(ComparisonList, inherit_bindings=False):
    """Find, set a level, agree, undo; everything by one key or two."""

    KEYS = (
        Key("level", "1,2,3,4", "1-4", "key.level", each=True),
        Key("not_rated", "0", "0", "key.not_rated"),
        Key("keep", "equals_sign", "=", "key.keep"),
        Key("open", "enter", "Enter", "key.open"),
        Key("find", "slash", "/", "key.find"),
        Key("column", "left,right", "←→", "key.column", each=True),
        Key("mark", "space", "Space", "key.mark"),
        Key("mark_all", "plus", "+", "key.mark_all", in_footer=False),
        Key("differences", "l", "l", "key.differences"),
        Key("sort", "s", "s", "key.sort"),
        Key("undo", "z", "z", "key.undo"),
        Key("help", "question_mark,f1", "?", "key.help"),
        Key("leave", "q", "q", "key.leave"),
        Key("back", "escape", "Esc", "key.back", in_footer=False),
        Key("move", "up,down,pageup,pagedown,home,end", "↑↓", "key.move", in_footer=False, each=True),
    )
    BINDINGS = bindings("comparison", KEYS)
    AWAKE_IN_TEXT = frozenset({"open", "back", "move"})

    async def on_mount(self) -> None:
        """Show the list and what was left unfinished."""
        await self.load()
        self._greet([draft.place for draft in await self.house.link.read(drafts.kept, self.house.me.login)])

    def _greet(self, left_off: list[str]) -> None:
        words, rows = self.house.words, {place_of(self.view.cycle, row.organisation): row for row in self.view.rows}
        unfinished = [rows[place] for place in left_off if place in rows]
        if unfinished:
            self.list.go_to(unfinished[0].organisation)
            unit = self.house.teller.numbered(unfinished[0].tt, unfinished[0].name)
            self.say(words("comparison.draft_found", count=len(unfinished), unit=unit))
        elif all(row.effective is None for row in self.view.rows):
            unnamed = sum(row.name is None for row in self.view.rows)
            self.say(words("comparison.welcome", count=len(self.view.rows), unnamed=unnamed))

    def barred(self, action: str) -> Refused | None:
        """Who only looks changes nothing."""
        if action in CHANGING and not self.typing() and self.house.me.stage is None:
            return Refused("role", role=self.house.me.roles[0], action="set_level")
        return None

    async def hear(self, news: tuple[NewsView, ...]) -> None:
        """Show what others did; the place, the marks and what is typed stay."""
        await self.load()
        self.say(self.house.teller.news(news[-1]))

    async def action_open(self) -> None:
        """Enter: in the search take what was found; on a row open the adjustment with the level still to choose."""
        if self.typing():
            await self.take_found()
        else:
            await self._adjust(None)

    async def action_level(self, number: int) -> None:
        """A digit: the self-rating at once in its column, else the adjustment at that level."""
        level = self.view.scheme.by_digit(number + 1)
        if level is None:
            return
        if self.target == SELF:
            await self._rate(level)
        else:
            await self._adjust(level)

    async def action_not_rated(self) -> None:
        """0: not rated, which takes a reason."""
        await self._adjust(NOT_RATED)

    async def _rate(self, level: str) -> None:
        row, house = self.row, self.house
        if row is None:
            return
        work = house.link.do(
            rate,
            house.me.login,
            organisation=row.organisation,
            self_level=level,
            cycle=self.view.cycle,
            if_version=row.version,
        )
        saved = await self.attempt(work)
        if isinstance(saved, Saved):
            house.wrote(saved.entry)
            await self.load()
            unit = house.teller.numbered(row.tt, row.name)
            self.say(house.words("comparison.rated", unit=unit, level=house.teller.level(level, "wide")))
            self.list.step(1)
        elif isinstance(saved, Stale):
            await self.load()

    async def _adjust(self, level: str | None) -> None:
        row, stage = self.row, self.house.me.stage
        if row is None or stage is None:
            return
        place = place_of(self.view.cycle, row.organisation)
        draft = await self.house.link.read(drafts.find, self.house.me.login, place)
        await self.app.push_screen(AdjustmentDialog(self.view, row, stage, level, draft, self._adjusted))

    async def _adjusted(self, saved: Saved[tuple[LevelSet, ...]] | None) -> None:
        if saved is not None:
            await self._kept(saved)
            return
        await self.load()
        row = self.row
        if row is None:
            return
        draft = await self.house.link.read(
            drafts.find, self.house.me.login, place_of(self.view.cycle, row.organisation)
        )
        if draft is not None:
            unit = self.house.teller.numbered(row.tt, row.name)
            self.say(self.house.words("comparison.draft_kept", time=self.house.teller.time(draft.at), unit=unit))

    async def action_keep(self) -> None:
        """Agree: the row under the cursor, or all that are marked."""
        stage = self.house.me.stage
        marked = [row for row in self.view.rows if row.organisation in self.list.marked]
        rows = marked or ([self.row] if self.row else [])
        if stage is None or not rows:
            return
        if not keepable(rows, stage)[0]:
            units = ", ".join(self.house.teller.numbered(row.tt, row.name) for row in rows[:3])
            self.say(self.house.words("agreement.nothing", units=units + (", …" if len(rows) > 3 else "")))
            return
        await self.app.push_screen(AgreementDialog(rows, stage, self.view.cycle, self._agreed))

    async def _agreed(self, saved: Saved[tuple[LevelSet, ...]] | Stale) -> None:
        if isinstance(saved, Stale):
            await self.load()
            self.say(self.house.teller.refusal(saved))
            return
        self.list.mark(frozenset())
        await self._kept(saved)

    async def _kept(self, saved: Saved[tuple[LevelSet, ...]]) -> None:
        """The store has it: show the list anew and say what was saved."""
        house = self.house
        house.wrote(saved.entry)
        await self.load()
        time = house.teller.time(saved.at)
        if len(saved.value) > 1:
            stage = house.words(f"stage.{saved.value[0].stage}.full")
            self.say(house.words("comparison.kept_many", time=time, stage=stage, count=len(saved.value)))
            return
        done = saved.value[0]
        move = LevelMoveView(done.organisation, done.tt, done.name, done.stage, done.from_level, done.to_level)
        self.say(house.words("comparison.kept", time=time, what=house.teller.move(move)))

    async def action_undo(self) -> None:
        """Show what would be taken back or done again before it is."""
        offered = await self.house.link.read(undo_view, self.house.me.login)

        async def done(how: str, saved: Saved[int], told: NewsView) -> None:
            self.house.wrote(saved.entry)
            await self.load()
            if told.moves:
                self.list.go_to(told.moves[0].organisation)
            if how == "done":
                back = tuple(replace(move, from_level=move.to_level, to_level=move.from_level) for move in told.moves)
                told = replace(told, moves=back)
            time = self.house.teller.time(saved.at)
            self.say(self.house.words(f"undoing.{how}", time=time, what=self.house.teller.about(told)))

        await self.app.push_screen(undoing(self.house, offered, done, self.say))

    async def action_help(self) -> None:
        """Every key of this screen, and what its columns mean."""
        words = self.house.words
        await self.app.push_screen(HelpDialog(words("help.title"), words("help.comparison"), self.KEYS))

    async def action_leave(self) -> None:
        """Ask before the program ends."""
        await self.app.push_screen(leaving(self.house, self.app.exit))
