"""Several lines of text in one frame: Tab goes on, Enter confirms, what was typed is kept as a draft."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.screen import Screen

from store.errors import Refused
from store.live import drafts
from store.rules.text import fit, width
from tui.dialogs.framed import FramedDialog
from tui.drafting import DraftKeeper
from tui.keys import Key, bindings
from tui.widgets.frame import Part, framed, wrapped
from tui.widgets.plain import PlainText
from tui.widgets.text_cell import TextCell

Values = Mapping[str, str]
"""What stands in the cells, by the fields' names."""

FIELD_OF = {
    "date_missing": "dated",
    "bad_date": "dated",
    "date_implausible": "dated",
    "date_before_period": "dated",
    "date_to_come": "dated",
    "successor_not_yet": "dated",
    "basis_missing": "basis",
    "name_missing": "name",
    "name_taken": "name",
    "name_too_long": "name",
    "unknown_kind": "kind",
    "unknown_group": "group",
    "headcount_empty": "members_full",
    "not_a_percent": "percent",
    "bad_percent": "percent",
    "case_date_ahead": "dated",
    "case_date_missing": "dated",
    "leader_not_in_team": "people",
    "unknown_person": "people",
    "team_empty": "people",
    "bad_mentored": "count",
    "inspection_result": "passed",
    "inspection_empty": "finding",
    "extension_not_later": "to",
    "extension_why": "why",
    "case_without_cause": "why",
    "remedied_missing": "remedied",
    "unknown_shortcoming": "remedied",
    "measure_empty": "text",
    "shortcoming_empty": "shortcoming",
    "bad_cycle": "code",
    "cycle_exists": "code",
    "unknown_scheme": "scheme",
}
"""To which cell a refusal leads; others leave the cursor where it is."""


@dataclass(frozen=True)
class Field:
    """One line: its name, its label, what to begin with, the longest text in characters."""

    name: str
    label: str
    text: str = ""
    limit: int = 120


Confirm = Callable[[Values], Awaitable[Screen[Any] | None]]
"""What Enter does: ``None`` when it is done, or the dialog that shows first what would be done."""


class FieldsDialog(FramedDialog):
    """Asks for several texts; a refusal is said and leads to the cell that is meant."""

    KEYS = (
        Key("confirm", "enter", "Enter", "key.confirm"),
        Key("field", "tab,shift+tab", "Tab", "key.zone", each=True),
        Key("give_up", "escape", "Esc", "key.give_up_draft"),
    )
    BINDINGS = bindings("fields", KEYS)
    AWAKE_IN_TEXT = frozenset({"confirm", "give_up", "field"})
    DEFAULT_CSS = """
    FieldsDialog .line { height: 1; width: auto; }
    FieldsDialog .line TextCell { width: 1fr; }
    """

    def __init__(
        self,
        title: str,
        head: Sequence[str],
        fields: Sequence[Field],
        place: str,
        confirm: Confirm,
        *,
        hint: Callable[[Values], Sequence[str]] | None = None,
    ) -> None:
        """``place`` names the draft; ``hint`` says below the cells what the typed text means."""
        super().__init__()
        self.heading, self.head, self.fields, self.place = title, tuple(head), tuple(fields), place
        self.confirm, self.hint = confirm, hint
        self.cells = {field.name: TextCell(field.text, limit=field.limit) for field in fields}
        for cell in self.cells.values():
            cell.heard = self._heard

    def compose_frame(self) -> ComposeResult:
        """The head, a row for each cell, the lower line."""
        yield PlainText(id="picture")
        room = max(width(field.label) for field in self.fields)
        for field in self.fields:
            with Horizontal(classes="line"):
                yield PlainText(f"│ {fit(field.label, room)} : ")
                yield self.cells[field.name]
                yield PlainText(" │")
        yield PlainText(id="below")

    def on_mount(self) -> None:
        """Draw, with the focus in the first cell."""
        super().on_mount()
        self.keeper = DraftKeeper(self.house.link, self.place)
        self.set_focus(next(iter(self.cells.values())))

    def values(self) -> dict[str, str]:
        """What was typed."""
        return {name: cell.text for name, cell in self.cells.items()}

    def draw(self) -> None:
        """Show the frame with the cells before its last part."""
        room = self.columns - 4
        lines = framed(
            [Part(self.heading, tuple(line for text in self.head for line in wrapped(text, room)))], self.columns
        )
        told = self.hint(self.values()) if self.hint else ()
        below = framed([Part("", tuple(line for text in told for line in wrapped(text, room)))], self.columns)
        self.query_one("#picture", PlainText).put("\n".join(lines[:-1]))
        lower = self.query_one("#below", PlainText)
        lower.styles.height = len(below) - 1  # a text that grows does not lay the screen out anew by itself
        lower.put("\n".join([*(below[1:-1]), below[-1]]))
        for row in self.query(".line"):
            row.styles.width = self.columns
        self.make_room(len(lines) + len(self.cells) + len(below) - 2)
        self.draw_keys()

    def _heard(self) -> None:
        self.keeper.keep({name: cell.value for name, cell in self.cells.items()})
        self.say("")
        if self.hint:
            self.draw()

    async def action_field(self, number: int) -> None:
        """To the next cell, or the one before."""
        cells = list(self.cells.values())
        at = next((place for place, cell in enumerate(cells) if cell is self.focused), 0)
        self.set_focus(cells[(at + (-1 if number else 1)) % len(cells)])

    async def action_give_up(self) -> None:
        """Close; what was typed stays as a draft, nothing typed leaves none."""
        if any(cell.text for cell in self.cells.values()) and await self.stays(self.keeper):
            return
        self.leave()
        if any(cell.text for cell in self.cells.values()):
            await self.keeper.settled()
        else:
            await self.keeper.drop()

    async def action_confirm(self) -> None:
        """Do it, or show first what would be done; a refusal is said and the texts stay."""
        app = self.app
        try:
            then = await self.confirm(self.values())
        except Refused as refused:
            self.say(self.house.teller.refusal(refused))
            if (cell := self.cells.get(FIELD_OF.get(refused.code, ""))) is not None:
                self.set_focus(cell)
            return
        self.leave()
        if then is None:
            await self.keeper.drop()
        else:
            await self.keeper.settled()
            await app.push_screen(then)


async def begun(dialog_house: Any, place: str) -> dict[str, str]:
    """What was typed in a place before and not confirmed, by field."""
    draft = await dialog_house.link.read(drafts.find, dialog_house.me.login, place)
    return {name: str(value or "") for name, value in draft.body.items()} if draft else {}
