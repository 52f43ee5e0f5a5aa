"""The comparison, the screen of the meeting: self-rating, proposal and decision of every organisation in one list."""

from __future__ import annotations

from store.commands.assessment import Moves, rate
from store.commands.base import NOTE_LIMIT, Saved
from store.commands.departures import departures
from store.commands.wording import add_words
from store.errors import Refused, Stale
from store.live import drafts
from store.queries.dossier import dossier
from store.rules.levels import NOT_RATED
from tui.dialogs.adjustment import AdjustmentDialog, place_of
from tui.dialogs.agreement import AgreementDialog, keepable
from tui.dialogs.matrix import MatrixDialog
from tui.dialogs.one_line import OneLineDialog
from tui.dialogs.why import WhyDialog
from tui.keys import Key, bindings
from tui.list_place import FIND, MARK, MARK_ALL, MOVE, SORT
from tui.place import COMMON
from tui.screens.comparison_room import ROOM_KEYS, ComparisonInRoom
from tui.screens.comparison_view import SELF

CHANGING = frozenset({"level", "not_rated", "keep", "column", "add_words"})
"""Actions that need a stage of one's own."""


class ComparisonScreen(ComparisonInRoom, inherit_bindings=False):
    """Find, set a level, agree, undo; everything by one key or two."""

    KEYS = (
        Key("level", "1,2,3,4", "1-4", "key.level", each=True),
        Key("not_rated", "0", "0", "key.not_rated"),
        Key("keep", "equals_sign", "=", "key.keep"),
        Key("open", "enter", "Enter", "key.form"),
        Key("why", "v", "v", "key.why"),
        Key("matrix", "m", "m", "key.matrix", in_footer=False),
        FIND,
        Key("column", "left,right", "←→", "key.column", each=True),
        MARK,
        MARK_ALL,
        Key("differences", "l", "l", "key.differences"),
        SORT,
        Key("add_words", "r", "r", "key.add_words", in_footer=False),
        *ROOM_KEYS,
        *COMMON,
        MOVE,
    )
    BINDINGS = bindings("comparison", KEYS)
    NAME = "comparison"

    async def arrived(self) -> None:
        """Say what was left unfinished, or what a new store holds."""
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
        """Who only looks changes nothing, and nobody changes a cycle that is closed."""
        if action not in CHANGING or self.typing():
            return super().barred(action)
        if self.house.me.stage is None:
            return Refused("role", role=self.house.me.roles[0], action="set_level")
        if self.is_read and self.view.state != "open":
            return Refused("cycle_closed", cycle=self.view.cycle)
        return None

    async def action_open(self) -> None:
        """Enter: in the search take what was found; on a row go on with words left unfinished, else open its form."""
        row = self.row
        if self.typing():
            await self.take_found()
        elif row is not None:
            place = place_of(self.view.cycle, row.organisation)
            draft = await self.house.link.read(drafts.find, self.house.me.login, place)
            if draft is not None and self.barred("level") is None:
                await self._adjust(None)
            else:
                await self.house.go("form", row.organisation)

    async def action_why(self) -> None:
        """Every rule of every level for this organisation: clause, figures used, evidence missing."""
        if (row := self.row) is not None:
            held = await self.house.link.read(dossier, row.organisation, self.view.cycle)
            await self.app.push_screen(WhyDialog(self.house.teller, held))

    async def action_matrix(self) -> None:
        """Self-ratings against the levels that stand."""
        await self.app.push_screen(MatrixDialog(self.view))

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
        after = self.list.key_after(row.organisation)
        try:
            await house.link.do(
                rate,
                house.me.login,
                organisation=row.organisation,
                self_level=level,
                cycle=self.view.cycle,
                if_version=row.version,
            )
        except Stale:
            await self.load()
            raise
        await self.load()
        unit = house.teller.numbered(row.tt, row.name)
        self.say(house.words("comparison.rated", unit=unit, level=house.teller.level(level, "wide")))
        self.list.go_to(after)

    async def _adjust(self, level: str | None) -> None:
        row, stage = self.row, self.house.me.stage
        if row is None or stage is None:
            return
        place = place_of(self.view.cycle, row.organisation)
        draft = await self.house.link.read(drafts.find, self.house.me.login, place)
        await self.app.push_screen(AdjustmentDialog(self.view, row, stage, level, draft, self._adjusted))

    async def _adjusted(self, saved: Saved[Moves] | Refused | None) -> None:
        if isinstance(saved, Saved):
            await self._kept(saved)
            return
        await self.load()
        if saved is not None:
            raise saved
        row = self.row
        if row is None:
            return
        draft = await self.house.link.read(
            drafts.find, self.house.me.login, place_of(self.view.cycle, row.organisation)
        )
        if draft is not None:
            unit = self.house.teller.numbered(row.tt, row.name)
            self.say(self.house.words("comparison.draft_kept", time=self.house.teller.time(draft.at), unit=unit))

    async def action_add_words(self) -> None:
        """Write the words that an adjustment of this organisation still owes."""
        row, house = self.row, self.house
        if row is None:
            return
        if row.reason is None:
            raise Refused("no_adjustment", tt=row.tt, name=row.name)

        async def confirm(text: str) -> None:
            await house.link.do(
                add_words,
                house.me.login,
                organisation=row.organisation,
                note=text,
                cycle=self.view.cycle,
                if_version=row.version,
            )
            await self.load()
            self.say(house.words("wording.done", unit=house.teller.numbered(row.tt, row.name)))

        words = house.words
        place = f"words:{self.view.cycle}:{row.organisation}"
        draft = await house.link.read(drafts.find, house.me.login, place)
        begun = str(draft.body.get("note") or "") if draft else row.note or ""
        title = words("wording.title", tt=row.tt, name=house.teller.name(row.full_name or row.name))
        head = [words("comparison.reason", text=words(f"reason.{row.reason}.box"))]
        label = words("wording.label")
        await self.app.push_screen(OneLineDialog(title, head, label, place, begun, confirm, limit=NOTE_LIMIT))

    async def action_keep(self) -> None:
        """Agree: the row under the cursor, or all that are marked."""
        stage = self.house.me.stage
        rows = list(self.chosen)
        if stage is None or not rows or await self.agrees_block(rows, stage):
            return
        can = keepable(rows, stage)[0]
        if len(rows) == 1 and can and departures(self.view, stage, {can[0].organisation: str(can[0].kept)}):
            await self._adjust(can[0].kept)  # keeping it goes against a clause, which takes words
            return
        if not can:
            units = ", ".join(self.house.teller.numbered(row.tt, row.name) for row in rows[:3])
            self.say(self.house.words("agreement.nothing", units=units + (", …" if len(rows) > 3 else "")))
            return
        await self.app.push_screen(AgreementDialog(self.view, rows, stage, self._agreed))

    async def _agreed(self, saved: Saved[Moves] | Stale) -> None:
        if isinstance(saved, Stale):
            await self.load()
            self.say(self.house.teller.refusal(saved))
            return
        self.list.mark(frozenset())
        await self._kept(saved)

    async def _kept(self, saved: Saved[Moves]) -> None:
        """The store has it: show the list anew and say what was saved."""
        house = self.house
        await self.load()
        time = house.teller.time(saved.at)
        if len(saved.value) > 1:
            stage = house.words(f"stage.{saved.value[0].stage}.full")
            self.say(house.words("comparison.kept_many", time=time, stage=stage, count=len(saved.value)))
            return
        self.stand_on(saved.value[0].organisation)
        self.say(house.words("comparison.kept", time=time, what=house.teller.move(saved.value[0])))
