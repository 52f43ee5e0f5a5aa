"""The register of organisations: name, group, count, rename, split, merge, dissolve, add; a year at a time."""

from __future__ import annotations

from store.errors import Refused
from store.rules.roles import may
from tui.dialogs.register import Registrar, later_change
from tui.keys import Key, bindings
from tui.list_place import FIND, MARK, MARK_ALL, MOVE, SORT
from tui.place import COMMON
from tui.screens.organisations_list import OrganisationsList

DEEDS = {"name": "name_organisation", "change": "set_group"}
"""What a key does to the record, for the question who may."""


class OrganisationsScreen(OrganisationsList, inherit_bindings=False):
    """Find what is missing and mend it; change many at once, seen before it is done."""

    KEYS = (
        Key("name", "t", "t", "key.name"),
        Key("change", "c", "c", "key.change"),
        Key("open", "enter", "Enter", "key.detail"),
        Key("year", "left,right", "←→", "key.year", each=True),
        Key("gaps", "l", "l", "key.gaps"),
        SORT,
        FIND,
        MARK,
        MARK_ALL,
        *COMMON,
        MOVE,
    )
    BINDINGS = bindings("organisations", KEYS)
    NAME = "organisations"

    async def arrived(self) -> None:
        """Say what is missing most."""
        unnamed = sum(row.name is None for row in self.view.rows)
        self.say(self.house.words("register.unnamed", count=unnamed) if unnamed else "")

    def barred(self, action: str) -> Refused | None:
        """Who only looks changes nothing, and nobody changes a year that is over."""
        deed = DEEDS.get(action)
        if deed is None or self.typing():
            return None
        me = self.house.me
        if not may(me.roles, deed):
            return Refused("role", role=me.roles[0], action="keep_register")
        if self.is_read and self.view.is_past:
            return Refused("register_past", year=self.view.year, now=int(self.view.today[:4]))
        return None

    def editing(self) -> str:
        """Why nothing can be changed here."""
        if self.view.is_past:
            return self.house.words("register.past")
        return self.house.words("comparison.looks") if self.barred("change") else ""

    @property
    def registrar(self) -> Registrar:
        """Who leads through the changes."""
        return Registrar(self, self.view, self._kept)

    async def _kept(self, sentence: str, organisation: str | None) -> None:
        """The store has it: marks off, show the list anew and say what was saved."""
        self.list.mark(frozenset())
        await self.load()
        if organisation is not None:
            self.stand_on(organisation)
        self.say(sentence)

    async def action_open(self) -> None:
        """Enter: in the search take what was found; on a row show all of the organisation."""
        if self.typing():
            await self.take_found()
        elif self.row is not None:
            await self.house.go("organisation", self.row.code)

    async def action_name(self) -> None:
        """Name the organisation under the cursor, or give it another name."""
        if self.row is None:
            return
        if reason := later_change(self.row):
            raise reason
        await self.registrar.name(self.row)

    async def action_change(self) -> None:
        """Ask what is to be changed of the marked organisations, or of the one under the cursor."""
        await self.registrar.change(self.chosen)
