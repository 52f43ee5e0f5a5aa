"""Ways by which organisations end: merged into one, split among several, dissolved; each shown before it is done."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from textual.screen import Screen

from store.commands.succession import NewUnit, dissolve_organisation, merge_organisations, split_organisation
from store.errors import Refused
from store.queries.register import RegisterRow
from store.rules.dates import read_date, written
from tui.dialogs.register_asking import Asking, Rows
from tui.dialogs.register_fields import Field, Values
from tui.dialogs.register_preview import PreviewDialog


class Endings(Asking):
    """Asks for the date and the decision, then shows who is touched."""

    def decision(self) -> list[Field]:
        """The cells of every dated change."""
        return [
            Field("dated", self.words("register.field.dated"), limit=10),
            Field("basis", self.words("register.field.basis"), limit=500),
        ]

    async def merge(self, rows: Rows) -> None:
        """Merge the organisations into another."""
        place = f"register.merge:{rows[0].code}"

        async def confirm(typed: Values) -> Screen[Any]:
            into = self.found(typed["into"])
            day, why = _dated(typed), typed["basis"]
            below = [row for row in self.view.rows if row.parent in {each.code for each in rows}]

            async def done() -> None:
                saved = await self.house.link.do(
                    merge_organisations,
                    self.house.me.login,
                    organisations=[row.code for row in rows],
                    into=into.code,
                    dated=day,
                    basis=why,
                    if_versions={row.code: row.version for row in rows},
                )
                units, target = self.units(rows), self.unit(into)
                await self._done(saved, place, "register.merged", into.code, units=units, into=target, day=written(day))

            lines = [self._ends(row, "register.ends_into", into=self.unit(into)) for row in rows]
            lines += [
                (row.code, self.words("register.moves", unit=self.unit(row), into=self.unit(into))) for row in below
            ]
            return self._preview("merge", rows, day, why, lines, done)

        fields = [Field("into", self.words("register.field.into")), *self.decision()]
        title = self.words("register.merge_title", units=self.units(rows))
        await self._fields(title, [self.words("register.merge_head")], fields, place, confirm, self._hint_one)

    async def split(self, rows: Rows) -> None:
        """Split the organisation among others, existing ones and new ones."""
        row = rows[0]
        place = f"register.split:{row.code}"

        async def confirm(typed: Values) -> Screen[Any]:
            into, new = self.parted(typed["into"])
            day, why = _dated(typed), typed["basis"]

            async def done() -> None:
                saved = await self.house.link.do(
                    split_organisation,
                    self.house.me.login,
                    organisation=row.code,
                    into=[each.code for each in into],
                    new=[NewUnit(name) for name in new],
                    dated=day,
                    basis=why,
                    if_version=row.version,
                )
                among = ", ".join(self.numbered(each.tt, each.name) for each in saved.value)
                await self._done(
                    saved, place, "register.split", row.code, unit=self.unit(row), among=among, day=written(day)
                )

            among = ", ".join([*(self.unit(each) for each in into), *new])
            lines = [self._ends(row, "register.ends_among", among=among)]
            lines += [("", self.words("register.begins", name=name)) for name in new]
            return self._preview("split", rows, day, why, lines, done)

        fields = [Field("into", self.words("register.field.among"), limit=300), *self.decision()]
        title = self.words("register.split_title", unit=self.unit(row))
        await self._fields(title, [self.words("register.split_head")], fields, place, confirm, self._hint_parts)

    async def dissolve(self, rows: Rows) -> None:
        """Dissolve the organisations."""
        place = f"register.dissolve:{rows[0].code}"

        async def confirm(typed: Values) -> Screen[Any]:
            day, why = _dated(typed), typed["basis"]

            async def done() -> None:
                saved = await self.house.link.do(
                    dissolve_organisation,
                    self.house.me.login,
                    organisations=[row.code for row in rows],
                    dated=day,
                    basis=why,
                    if_versions={row.code: row.version for row in rows},
                )
                await self._done(saved, place, "register.dissolved", None, units=self.units(rows), day=written(day))

            return self._preview("dissolve", rows, day, why, [self._ends(row, "register.ends") for row in rows], done)

        title = self.words("register.dissolve_title", units=self.units(rows))
        await self._fields(title, [self.words("register.dissolve_head")], self.decision(), place, confirm)

    def _ends(self, row: RegisterRow, key: str, **facts: str) -> tuple[str, str]:
        return row.code, self.words(key, unit=self.unit(row), **facts)

    def _preview(
        self,
        way: str,
        rows: Rows,
        day: str,
        why: str,
        lines: Sequence[tuple[str, str]],
        done: Callable[[], Awaitable[None]],
    ) -> PreviewDialog:
        head = [self.words("register.from_day", day=written(day), basis=why)]
        title = self.words(f"register.{way}_title", units=self.units(rows), unit=self.units(rows))
        return PreviewDialog(title, head, lines, [self.words("register.ratings_stay")], done)


def _dated(typed: Values) -> str:
    """The typed date as it is kept; raises ``Refused``."""
    if not typed["dated"]:
        raise Refused("date_missing")
    day = read_date(typed["dated"])
    if day is None:
        raise Refused("bad_date", text=typed["dated"])
    if not typed["basis"]:
        raise Refused("basis_missing")
    return day
