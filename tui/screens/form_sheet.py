"""The sheet of one organisation: what is read, where the cursor stands, and showing it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from textual.app import ComposeResult
from textual.containers import Horizontal

from store import clock
from store.errors import Refused
from store.live import drafts
from store.queries.comparison import ComparisonRow, ComparisonView, comparison
from store.queries.dossier import DossierView, dossier
from store.queries.remediation import CaseView, cases
from store.queries.settings import SettingsView, settings
from store.rules.checks import support
from store.rules.forms import BOARD
from store.rules.levels import NOT_RATED
from store.rules.text import fold, width
from tui.place import Place
from tui.places import NOWHERE, Target
from tui.screens.form_cell_view import CellDrawing
from tui.screens.form_parts import (
    FACT,
    FACTS_ZONE,
    LINES,
    POINTS,
    Field,
    Reader,
    SideRow,
    field_named,
    is_own,
    side_rows,
    tried,
)
from tui.screens.form_seen import Opened, Seen, Spot
from tui.screens.form_view import FormDrawing
from tui.widgets.key_bar import KeyBar
from tui.widgets.line_text import LineText
from tui.widgets.plain import PlainText
from tui.widgets.text_cell import TextCell


def place_of(cycle: str, organisation: str, field: Field) -> str:
    """Where the draft of a cell is kept."""
    return f"form:{cycle}:{organisation}:{field.name}"


def _read(cycle: str | None) -> tuple[ComparisonView, SettingsView]:
    return comparison(cycle), settings()


class FormSheet(Place, inherit_bindings=False):
    """Reads and shows one dossier of the cycle; subclasses type into it and act on it."""

    NAME = "form"

    view: ComparisonView
    settings: SettingsView
    cases: tuple[CaseView, ...]
    dossier: DossierView
    side: tuple[SideRow, ...] = ()

    def __init__(self, target: Target = NOWHERE) -> None:
        """Take the organisation; without one the newest unfinished text says which, else it is the first."""
        super().__init__()
        self.organisation = target.organisation
        self.spot = Spot()
        self.opened: Opened | None = None

    def compose(self) -> ComposeResult:
        """Two rows of head, the picture, the cell and the rows below it, the message line, the checks, the keys."""
        yield PlainText(id="where")
        yield PlainText(id="state")
        yield LineText(id="picture")
        with Horizontal(id="typed"):
            yield PlainText(id="label")
            yield TextCell(id="cell")
            yield PlainText(" │")
        yield LineText(id="below")
        yield PlainText(id="message")
        yield PlainText(id="about")
        yield KeyBar(id="keys")

    @property
    def cell(self) -> TextCell:
        """The cell to type in."""
        return self.query_one(TextCell)

    # What is read

    async def read(self) -> None:
        """Read the cycle; once begun, the same one."""
        self.view, self.settings = await self.house.link.read(_read, self.view.cycle if self.is_read else None)
        self.side = side_rows(self.settings)
        known = [row.organisation for row in self.view.rows]
        if self.organisation not in (None, *known):
            raise Refused("not_in_cycle", organisation=self.organisation, cycle=self.view.cycle)
        if self.organisation is None:
            self.organisation = next((found for found, _field in await self.unfinished()), known[0])
        await self._read_dossier(str(self.organisation))
        if not self.is_read:
            self.stand_at_first()

    async def show(self, organisation: str) -> None:
        """Show another organisation's form."""
        self.organisation = organisation
        await self._read_dossier(organisation)
        self.stand_at_first()
        self.draw()

    async def _read_dossier(self, organisation: str) -> None:
        self.dossier = await self.house.link.read(dossier, organisation, self.view.cycle)
        self.cases = (await self.house.link.read(cases, self.house.me.login, organisation)).cases

    async def unfinished(self, organisation: str | None = None) -> list[tuple[str, Field]]:
        """What this person began to type in the cycle's forms, newest first: organisation and field."""
        known, found = {row.organisation for row in self.view.rows}, []
        for draft in await self.house.link.read(drafts.kept, self.house.me.login):
            kind, _, rest = draft.place.partition(f":{self.view.cycle}:")
            code, _, name = rest.partition(":")
            field = field_named(name)
            if kind == "form" and field and code in known and organisation in (None, code):
                found.append((code, field))
        return found

    @property
    def row(self) -> ComparisonRow:
        """The organisation as the comparison has it."""
        return next(row for row in self.view.rows if row.organisation == self.organisation)

    @property
    def unit(self) -> str:
        """Its number and name."""
        return self.house.teller.numbered(self.row.tt, self.row.name)

    @property
    def here(self) -> str | None:
        """The organisation whose form this is."""
        return self.organisation

    def stand_at_first(self) -> None:
        """Put the cursor on one's own first line; where no form is known, on the first fact."""
        lines = self.dossier.form.criteria if self.dossier.form else ()
        own = next((number for number, line in enumerate(lines) if is_own(line, self.house.me)), 0)
        self.spot = Spot(LINES if lines else FACTS_ZONE, own)

    @property
    def seen(self) -> Seen:
        """All that drawings need, with what is typed as if it were there."""
        dossier, opened, house = self.dossier, self.opened, self.house
        evidence, answered = dossier.evidence, dossier.support
        seen = partial(Seen, self.view, self.settings, dossier)
        rest = (self.side, self.spot, opened, house.teller, house.me, house.size.width, house.size.height)
        found = seen(evidence, answered, *rest, cases=self.cases)
        counts = opened and (opened.field.kind == FACT or (opened.field.kind == POINTS and found.own == BOARD))
        if opened and counts and opened.typed.fault is None:
            evidence = tried(evidence, opened.field, opened.typed.value)
            levels = [level.code for level in dossier.scheme.levels]
            return replace(found, evidence=evidence, support=support(levels, dossier.scheme.rules, evidence))
        return found

    @property
    def reader(self) -> Reader:
        """Reads what is typed."""
        scheme, teller = self.dossier.scheme, self.house.teller
        codes = [level.code for level in scheme.levels]
        words = {
            fold(teller.level(code, form, scheme.code)): code
            for code in (*codes, NOT_RATED)
            for form in ("narrow", "wide", "paper", "full")
        }
        words[fold(self.house.words("form.no_such_body"))] = NOT_RATED
        return Reader(tuple(codes), words, clock.local(clock.now_ms(), teller.offset).date())

    # Showing it

    def draw(self) -> None:
        """Show everything as it is now."""
        seen = self.seen
        picture, below = FormDrawing(seen), CellDrawing(seen)
        self.query_one("#where", PlainText).put(picture.where())
        self.query_one("#state", PlainText).put(picture.state())
        self.query_one("#picture", LineText).put(picture.picture(below.title()))
        self.query_one("#below", LineText).put(below.rows())
        if self.opened:
            self._label(f"│ {seen.field(self.opened.field)}: ")
        super().draw()

    def _label(self, text: str) -> None:
        """Name the open cell; the label is as wide as its text, whatever stood there when it was laid out."""
        label = self.query_one("#label", PlainText)
        label.styles.width = width(text)
        label.put(text)

    def draw_about(self) -> None:
        """Show the checks, below the rest of a long message."""
        rest = [f" {line}" for line in self._overflow]
        lines = [*rest, *CellDrawing(self.seen).about()][: self.seen.rows.checks]
        self.query_one("#about", PlainText).put("\n".join(lines))
