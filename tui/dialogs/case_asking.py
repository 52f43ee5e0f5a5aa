"""What the ways through a case share: the case as it is seen, asking for a line or several, telling what was done."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from textual.screen import Screen

from store.commands.base import NOTE_LIMIT
from store.errors import Refused
from store.live import drafts
from store.queries.remediation import CaseView
from store.rules.dates import written
from tui.dialogs.one_line import OneLineDialog
from tui.dialogs.register_fields import Confirm, Field, FieldsDialog, Values, begun

if TYPE_CHECKING:
    from tui.screens.case_work import CaseWork


def draft_place(case: int, what: str) -> str:
    """Where a draft is kept: of which case, and of what."""
    return f"case:{case}:{what}"


DATE = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{4}-\d{2}-\d{2}")
"""What looks like a date inside a line."""


def parted(text: str) -> tuple[str, str]:
    """A number and a date typed in one line, in either order; of several dates the last, typed behind the offered."""
    found = DATE.findall(text)
    return " ".join(DATE.sub(" ", text).split()), found[-1] if found else ""


def last_date(text: str) -> str:
    """The date that a cell holds: the last one where it was typed behind the one that was offered."""
    return parted(text)[1] or text


def numbers(text: str) -> list[int]:
    """The numbers of a typed list, in its order; raises ``Refused`` for a word that is none."""
    tokens = [each for each in re.split(r"[\s,;.]+", text) if each]
    wrong = next((each for each in tokens if not (each.isascii() and each.isdigit() and len(each) < 7)), None)
    if wrong is not None:
        raise Refused("not_numbers", text=wrong)
    return [int(each) for each in tokens]


class CaseAsking:
    """A person at a place with cases, with one case as it is seen."""

    def __init__(self, place: CaseWork, case: CaseView) -> None:
        """Take the place and the case."""
        self.place, self.case = place, case
        self.house, self.words, self.teller = place.house, place.house.words, place.house.teller
        self.today = place.view.cases.today

    @property
    def unit(self) -> str:
        """Number and name of the case's organisation."""
        return self.teller.numbered(self.case.tt, self.case.name)

    def title(self, what: str) -> str:
        """The title of a dialog: what is recorded, for whom."""
        return self.words("case.dialog", what=self.words(f"case.ask.{what}.title"), unit=self.unit)

    async def do(
        self,
        verb: Callable[..., Any],
        told: str | Callable[[Any], str],
        /,
        *,
        say: Mapping[str, object] | None = None,
        **given: Any,
    ) -> Any:
        """Run a verb on the case, show it anew and tell what was done; answers what the store said.

        ``told`` is the key of the sentence, or finds it by what the verb answered, which is the word ``count`` then.
        """
        saved = await self.house.link.do(verb, self.house.me.login, case=self.case.number, **given)
        facts = {"time": self.teller.time(saved.at), "unit": self.unit, **(say or {})}
        if not isinstance(told, str):
            told, facts["count"] = told(saved.value), saved.value
        await self.told(self.case.number, self.words(told, **facts))
        return saved

    async def told(self, number: int, sentence: str) -> None:
        """Show a case anew, say the sentence, and what its state is now if that is another."""
        before = self.case.state if number == self.case.number else None
        await self.place.load()
        now = next((each for each in self.place.view.cases.cases if each.number == number), None)
        if now is not None:
            self.place.stand_on(self.place.view.key(now))
            if before is not None and now.state != before:
                state = self.words(f"remediation.state.{now.state}")
                sentence += " " + self.words("case.moved", state=state)
        self.place.say(sentence)

    async def push(self, dialog: Screen[Any]) -> None:
        """Open a dialog over the place."""
        await self.place.app.push_screen(dialog)

    async def line(self, what: str, text: str, confirm: Callable[[str], Awaitable[Screen[Any] | None]]) -> None:
        """Ask for one line, beginning with what was typed there before, else with a text."""
        place = draft_place(self.case.number, what)
        draft = await self.house.link.read(drafts.find, self.house.me.login, place)
        text = str(draft.body.get("note") or "") if draft else text
        hint, label = self.words(f"case.ask.{what}.hint"), self.words(f"case.ask.{what}.label")
        await self.push(OneLineDialog(self.title(what), (hint,), label, place, text, confirm, limit=NOTE_LIMIT))

    async def fields(
        self,
        what: str,
        names: Sequence[str],
        confirm: Confirm,
        *,
        begin: Mapping[str, str] | None = None,
        head: Sequence[str] | None = None,
        hint: Callable[[Values], Sequence[str]] | None = None,
        draft: str | None = None,
    ) -> None:
        """Ask for several lines, beginning with what was typed there before, else with the texts of ``begin``."""
        place = draft_place(self.case.number, draft or what)
        kept = await begun(self.house, place) or begin or {}
        fields = [Field(name, self.words(f"case.field.{name}"), kept.get(name, ""), NOTE_LIMIT) for name in names]
        head = [self.words(f"case.ask.{what}.hint", today=written(self.today))] if head is None else head
        await self.push(FieldsDialog(self.title(what), head, fields, place, confirm, hint=hint))
