"""The adjustment: a level, a reason, words, and what would come of it; kept as a draft from the first key on."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from textual.app import ComposeResult
from textual.containers import Horizontal

from store.commands.assessment import Moves, adjust, agree
from store.commands.base import NOTE_LIMIT, Saved
from store.errors import Refused, Stale
from store.live import drafts
from store.live.drafts import DraftView
from store.queries.comparison import ComparisonRow, ComparisonView, comparison
from store.queries.news import NewsView
from store.queries.room import RoomItem
from store.rules.meeting import Hands
from tui.dialogs.adjustment_view import AdjustmentDrawing, Choice
from tui.dialogs.conflict import conflict, same_levels
from tui.dialogs.framed import FramedDialog
from tui.dialogs.hands import HandsDialog
from tui.dialogs.wrong_row import MINE, elsewhere, moved_on, warning, which_item
from tui.drafting import DraftKeeper
from tui.keys import Key, bindings
from tui.screens.comparison_view import ComparisonDrawing
from tui.widgets.frame import Part, framed
from tui.widgets.plain import PlainText
from tui.widgets.text_cell import TextCell

After = Callable[[Saved[Moves] | Refused | None], Awaitable[None]]
"""What the opener does afterwards: recorded; not, and why not even the words were kept; ``None``: not, words kept."""


WANTS_WORDS = frozenset({"note_missing", "check_note_missing", "cap_note_missing", "too_long"})
"""Refusals that are answered in the cell."""

LATER = frozenset({"meeting_recess", "meeting_sealed", "meeting_not_open", "tied"})
"""Refusals after which level and reason are kept as a draft, with or without words."""


def place_of(cycle: str, organisation: str) -> str:
    """Where the draft of an adjustment is kept."""
    return f"adjust:{cycle}:{organisation}"


class AdjustmentDialog(FramedDialog):
    """Digits pick a reason (or first the level), Tab goes to the words, Enter confirms from anywhere."""

    KEYS = (
        Key("confirm", "enter", "Enter", "key.confirm"),
        Key("give_up", "escape", "Esc", "key.give_up_draft"),
        Key("shift", "left,right", "←→", "key.shift", each=True),
        Key("pick", "1,2,3,4,5,6,7,8,9,0", "0-9", "key.reason", each=True),
        Key("words", "tab,shift+tab", "Tab", "key.words"),
    )
    BINDINGS = bindings("adjustment", KEYS)
    AWAKE_IN_TEXT = frozenset({"confirm", "give_up", "words"})
    DEFAULT_CSS = """
    AdjustmentDialog #note { height: 1; width: auto; }
    AdjustmentDialog #note TextCell { width: 1fr; }
    """

    def __init__(
        self,
        view: ComparisonView,
        row: ComparisonRow,
        stage: str,
        level: str | None,
        draft: DraftView | None,
        after: After,
    ) -> None:
        """Open for a row as it is seen, at a level or (``None``) with the level still to be chosen."""
        super().__init__()
        self.view, self.row, self.stage, self.after = view, row, stage, after
        self.choice = Choice(level, None)
        self.draft = draft
        self.hands: Hands | None = None
        self._meant = False
        self._holds = False
        same = draft is not None and draft.body.get("stage") == stage
        if draft is not None and same and level in (None, draft.body.get("level")):
            self.choice = Choice(_text(draft.body.get("level")), _text(draft.body.get("reason")))

    def compose_frame(self) -> ComposeResult:
        """The upper part, the row with the cell to type in, the lower part."""
        said = str(self.draft.body.get("note") or "") if self.draft else ""
        self.cell = TextCell(said, limit=NOTE_LIMIT)
        self.cell.heard = self._keep
        yield PlainText(id="picture")
        with Horizontal(id="note"):
            yield PlainText(id="before")
            yield self.cell
            yield PlainText(id="after")
        yield PlainText(id="below")

    def on_mount(self) -> None:
        """Draw, and say where words in the cell come from."""
        self.keeper = DraftKeeper(self.house.link, place_of(self.view.cycle, self.row.organisation))
        self.draw()
        if self.draft is not None and self.cell.value:
            self.say(self.house.words("adjustment.draft", time=self.house.teller.time(self.draft.at)))

    def on_text_cell_paste_cut(self, event: TextCell.PasteCut) -> None:
        """Say how much of a paste was left out."""
        self.say(self.house.words("adjustment.cut", characters=event.characters, lines=event.lines))

    @property
    def drawing(self) -> AdjustmentDrawing:
        """How the dialog is drawn now."""
        beneath = ComparisonDrawing(self.view, self.house.teller, self.stage, self.columns)
        return AdjustmentDrawing(self.view, self.row, self.stage, beneath)

    @property
    def keeps(self) -> bool:
        """Whether the chosen level is the one that agreeing takes, so that no reason is asked for."""
        return self.choice.level is not None and self.choice.level == self.row.kept

    def parts(self) -> list[Part]:
        """All parts; the row of the cell lies between the second and the third."""
        drawing, choice = self.drawing, self.choice
        asleep = choice.level is None
        return [
            drawing.levels(choice, warning(self.house, self.elsewhere)),
            drawing.reasons(choice, asleep=asleep, kept=self.keeps),
            *([drawing.checks(choice)] if self.row.has_evidence else []),
            drawing.outcome(choice),
        ]

    def draw(self) -> None:
        """Show the frame in two halves with the cell between them."""
        parts = self.parts()
        lines = framed(parts, self.columns, doubled=self.doubled)
        upper = sum(1 + len(part.rows) for part in parts[:2])
        self._put("#picture", lines[:upper])
        self._put("#below", lines[upper:])
        side = lines[1][0]
        self.query_one("#before", PlainText).put(f"{side} {self.house.words('adjustment.note')}")
        self.query_one("#after", PlainText).put(f" {side}")
        self.query_one("#note").styles.width = self.columns
        self.make_room(len(lines) + 1)
        self.draw_keys()

    def _put(self, name: str, lines: list[str]) -> None:
        text = self.query_one(name, PlainText)
        text.styles.height = len(lines)
        text.put("\n".join(lines))

    @property
    def elsewhere(self) -> RoomItem | None:
        """The room's item, where it is another than this organisation's."""
        return elsewhere(self.house, (self.row.organisation,))

    @property
    def doubled(self) -> bool:
        """Whether the frame warns: another item than the room's."""
        return self.elsewhere is not None

    async def action_pick(self, number: int) -> None:
        """A digit: the level where none is chosen yet, else a reason."""
        digit = (number + 1) % 10
        if self.choice.level is None:
            if (level := self.view.scheme.by_digit(digit)) is None:
                self.say(self.house.words("adjustment.choose_first"))
            else:
                self._choose(Choice(level, None))
            return
        if self.keeps:
            self.say(self.house.words("adjustment.no_reason"))
            return
        reason = next((each for each in self.view.reasons if each.digit == digit), None)
        if reason is None:
            return
        if self.drawing.raises(self.choice.level) and not reason.suits_raise:
            raise Refused("reason_unsuited", reason=reason.code)
        self._choose(Choice(self.choice.level, reason.code))

    async def action_shift(self, number: int) -> None:
        """Left: one level up; right: one level down."""
        codes = [level.code for level in self.view.scheme.levels]
        if self.choice.level not in codes:
            self._choose(Choice(codes[0 if number else -1], self.choice.reason))
            return
        place = codes.index(self.choice.level) + (1 if number else -1)
        if 0 <= place < len(codes):
            self._choose(Choice(codes[place], self.choice.reason))

    async def action_words(self) -> None:
        """To the words, or back to the reasons."""
        self.set_focus(None if self.typing() else self.cell)

    def _choose(self, choice: Choice) -> None:
        reason = next((each for each in self.view.reasons if each.code == choice.reason), None)
        if reason is not None and not reason.suits_raise and self.drawing.raises(choice.level):
            choice = Choice(choice.level, None)
        self.choice = choice
        self.say("")
        self.draw()
        self._keep()

    def _keep(self) -> None:
        self.keeper.keep(
            {"stage": self.stage, "level": self.choice.level, "reason": self.choice.reason, "note": self.cell.value}
        )

    async def action_give_up(self) -> None:
        """Close; words that were typed stay as a draft, an empty one is dropped."""
        if self.cell.text and await self.stays(self.keeper):
            return
        self.leave()
        if self.cell.text or self._holds:
            await self.keeper.settled()
        else:
            await self.keeper.drop()
        await self.after(self.keeper.failed)

    async def action_confirm(self) -> None:
        """Record the level; what is missing is said and the focus goes where it can be given."""
        if self.choice.level is None:
            self.set_focus(None)
            self.say(self.house.words("adjustment.choose_first"))
            return
        await self.house.look_round()
        if (item := self.elsewhere) is not None and not self._meant:
            unit = self.house.teller.numbered(self.row.tt, self.row.name)
            await self.app.push_screen(
                which_item(self.house, item, self.house.words("wrong.mine", unit=unit), self._asked)
            )
            return
        await self._confirmed()

    async def _asked(self, number: int) -> None:
        """The person said which of the two is meant: this one, or the room's."""
        item = self.elsewhere
        if number == MINE or item is None:
            self._meant = True
            await self._confirmed()
        elif len(item.organisations) == 1:
            await self._carry(item.organisations[0])
        else:
            house = self.house
            self.leave()
            await self.keeper.settled()
            await self.after(self.keeper.failed)
            await house.go("meeting")

    async def _carry(self, organisation: str) -> None:
        """Go on with the room's organisation: level, reason and words come along; nobody's words are lost."""
        house = self.house
        self.view = await house.link.read(comparison, self.view.cycle)
        self.row = next(row for row in self.view.rows if row.organisation == organisation)
        place = place_of(self.view.cycle, organisation)
        there = await house.link.read(drafts.find, house.me.login, place)
        said = [str(there.body.get("note") or "") if there else "", self.cell.text]
        await self.keeper.drop()
        self.keeper = DraftKeeper(house.link, place)
        self.cell.value = " ".join(text for text in said if text)
        self.set_focus(None)
        self.draw()
        self._keep()
        self.say(house.words("wrong.carried", unit=house.teller.numbered(self.row.tt, self.row.name)))

    async def _confirmed(self) -> None:
        try:
            saved = await self._record()
        except Stale as stale:
            await self._ask(stale)
        except Refused as refused:
            self.set_focus(self.cell if refused.code in WANTS_WORDS else None)
            self.hands = None
            self._holds = self._holds or refused.code in LATER
            self.say(self.house.teller.refusal(refused))
            if refused.code == "hands_missing":
                await self.app.push_screen(HandsDialog(self.house, self._counted))
        else:
            await self.keeper.drop()
            self.leave()
            await self.after(saved)

    async def _counted(self, hands: Hands) -> None:
        self.hands = hands
        await self._confirmed()

    async def _record(self) -> Saved[Moves]:
        house, row = self.house, self.row
        level, note = str(self.choice.level), self.cell.text or None
        if self.keeps:
            return await house.link.do(
                agree,
                house.me.login,
                organisations=[row.organisation],
                stage=self.stage,
                note=note,
                cycle=self.view.cycle,
                if_versions={row.organisation: row.version},
                hands=self.hands,
            )
        saved = await house.link.do(
            adjust,
            house.me.login,
            organisation=row.organisation,
            level=level,
            stage=self.stage,
            reason=self.choice.reason,
            note=note,
            cycle=self.view.cycle,
            if_version=row.version,
            hands=self.hands,
        )
        return Saved(saved.entry, saved.at, (saved.value,))

    async def _ask(self, stale: Stale) -> None:
        """Somebody was quicker: look again and let the person choose; without a choice nothing has changed."""
        view = await self.house.link.read(comparison, self.view.cycle)
        now = next(row for row in view.rows if row.organisation == self.row.organisation)

        async def taken(number: int) -> None:
            if number == 1:
                self.view, self.row = view, now
                self.draw()
                await self._confirmed()
                return
            await self.keeper.settled()
            self.leave()
            await self.after(self.keeper.failed)

        if same_levels(self.row, now):
            await taken(1)
        else:
            level = str(self.choice.level)
            await self.app.push_screen(conflict(self.house, self.row, now, self.stage, level, stale, taken))

    async def hear(self, news: tuple[NewsView, ...]) -> None:
        """Tell what somebody else did to this organisation, or where the room went; choice and words stay."""
        if self.house.room is not None:
            self.draw()
        if (item := moved_on(news)) is not None:
            unit = self.house.teller.numbered(self.row.tt, self.row.name)
            told = {"place": item.place, "item": self.house.teller.item(item)}
            self.say(self.house.words("room.moved", **told, unit=unit))
        about = [each for each in news if any(move.organisation == self.row.organisation for move in each.moves)]
        if about:
            line = self.house.teller.news(about[-1])
            self.say(self.house.words("adjustment.moved_by_other", line=line))


def _text(value: object) -> str | None:
    return None if value is None else str(value)
