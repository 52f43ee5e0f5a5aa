"""What the ways through the register share: what a typed text means, how organisations are told, asking, telling."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, Any

from textual.screen import Screen

from store.commands.base import Saved
from store.errors import Refused
from store.live import drafts
from store.queries.register import RegisterRow, RegisterView
from store.rules.naming import Ambiguous, Match, Named, resolve
from tui.dialogs.register_fields import Field, FieldsDialog, Values, begun

if TYPE_CHECKING:
    from tui.place import Place

After = Callable[[str, str | None], Awaitable[None]]
"""Show the register anew, say the sentence, stand on the organisation."""

Rows = Sequence[RegisterRow]

SHOWN = 5
"""So many candidates are named before the dots."""


class Asking:
    """A person at a place, with the register as it is seen."""

    def __init__(self, place: Place, view: RegisterView, after: After) -> None:
        """Take the place, the register as it is seen, and what to do once something is kept."""
        self.place, self.view, self.after = place, view, after
        self.house, self.words, self.teller = place.house, place.house.words, place.house.teller

    # What is typed

    def found(self, text: str) -> RegisterRow:
        """The organisation that a text means; raises ``Refused`` with the candidates."""
        answer = resolve(text, self._named()) if text else None
        if isinstance(answer, Match):
            return next(row for row in self.view.rows if row.code == answer.code)
        if isinstance(answer, Ambiguous):
            listed = self._listed(answer.candidates)
            raise Refused("ambiguous_organisation", text=text, count=len(answer.candidates), candidates=listed)
        if answer is not None and answer.nearest:
            raise Refused("unknown_organisation_near", text=text, nearest=self._listed(answer.nearest))
        raise Refused("unknown_organisation", text=text)

    def parted(self, text: str) -> tuple[list[RegisterRow], list[str]]:
        """The existing organisations and the new names of a text with semicolons; raises ``Refused``."""
        into: list[RegisterRow] = []
        new: list[str] = []
        for part in (each.strip() for each in text.split(";")):
            if not part:
                continue
            answer = resolve(part, self._named())
            if isinstance(answer, Match | Ambiguous):
                into.append(self.found(part))
            else:
                new.append(part)
        return into, new

    def _hint_one(self, typed: Values) -> list[str]:
        if not typed["into"]:
            return [self.words("register.hint_name")]
        try:
            return [self.words("register.found.line", unit=self.unit(self.found(typed["into"])))]
        except Refused as refused:
            return [self.teller.refusal(refused)]

    def _hint_parts(self, typed: Values) -> list[str]:
        if not typed["into"]:
            return [self.words("register.hint_parts")]
        try:
            into, new = self.parted(typed["into"])
        except Refused as refused:
            return [self.teller.refusal(refused)]
        there = [self.unit(row) for row in into] + [self.words("register.hint_new", name=name) for name in new]
        return [self.words("register.found.line", unit=", ".join(there))]

    def _named(self) -> list[Named]:
        return [Named(row.code, row.tt, row.name, row.full_name) for row in self.view.rows]

    def _listed(self, found: Sequence[Named]) -> str:
        shown = ", ".join(self.numbered(each.tt, each.name) for each in found[:SHOWN])
        return shown + (", …" if len(found) > SHOWN else "")

    # Saying and showing

    def unit(self, row: RegisterRow) -> str:
        """Number and name."""
        return self.numbered(row.tt, row.name)

    def numbered(self, tt: int | None, name: str | None) -> str:
        """Number and name, as far as there is a number."""
        return self.teller.name(name) if tt is None else self.teller.numbered(tt, name)

    def units(self, rows: Rows) -> str:
        """One organisation by number and name, several by their count."""
        return self.unit(rows[0]) if len(rows) == 1 else self.words("news.many", count=len(rows))

    def group(self, row: RegisterRow) -> str:
        """The name of the group that an organisation is in."""
        return self.words(f"group.{row.peer_group or 'unknown'}.full")

    def _cycle_follows(self) -> list[str]:
        return [self.words("register.name_note")]

    async def _push(self, dialog: Screen[Any]) -> None:
        await self.place.app.push_screen(dialog)

    async def _fields(
        self,
        title: str,
        head: Sequence[str],
        fields: Sequence[Field],
        place: str,
        confirm: Callable[[Values], Awaitable[Screen[Any] | None]],
        hint: Callable[[Values], Sequence[str]] | None = None,
    ) -> None:
        """Ask, beginning with what was typed there before."""
        kept = await begun(self.house, place)
        fields = [Field(each.name, each.label, kept.get(each.name, each.text), each.limit) for each in fields]
        await self._push(FieldsDialog(title, head, fields, place, confirm, hint=hint))

    async def _done(self, saved: Saved[Any], draft: str, told: str, code: str | None, **facts: str) -> None:
        await self.house.link.do(drafts.drop, self.house.me.login, draft)
        await self._kept(saved, told, code, **facts)

    async def _kept(self, saved: Saved[Any], told: str, code: str | None, **facts: str) -> None:
        await self.after(self.words(told, time=self.teller.time(saved.at), **facts), code)
