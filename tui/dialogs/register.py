"""The ways through the register: what is asked, what is shown before it is done, what is told after."""

from __future__ import annotations

from store.commands.register import add_organisation, name_organisation, rename_organisation, set_group, set_headcount
from store.errors import Refused
from store.queries.register import RegisterRow, outside_group
from store.rules.dates import read_date, written
from store.rules.register import GROUP_OF, KINDS, PEER_GROUPS, BadCount, read_count
from tui.dialogs.menu import MenuDialog, Option
from tui.dialogs.register_asking import Rows
from tui.dialogs.register_fields import Field, Values
from tui.dialogs.register_preview import PreviewDialog
from tui.dialogs.register_succession import Endings

WAYS = ("regroup", "headcount", "merge", "split", "dissolve", "add")
"""What ``c`` offers, in this order; words ``register.way.<name>``."""

ONE_BY_ONE = frozenset({"headcount", "split"})
"""Ways that concern one organisation at a time."""


class Registrar(Endings):
    """Leads a person at a place through one change of the register."""

    # Names

    async def name(self, row: RegisterRow) -> None:
        """Name an organisation; one that has a name: was it written wrong, or is it another from a date on?"""
        if row.name is None:
            await self._correct(row)
            return

        async def taken(number: int) -> None:
            await (self._rename(row) if number else self._correct(row))

        options = [Option(self.words(f"register.{way}")) for way in ("correct", "rename")]
        await self._push(MenuDialog(self.words("register.name_title", unit=self.unit(row)), options, taken))

    async def _correct(self, row: RegisterRow) -> None:
        place = f"register.name:{row.code}"

        async def confirm(typed: Values) -> None:
            saved = await self.house.link.do(
                name_organisation,
                self.house.me.login,
                organisation=row.code,
                name=typed["name"],
                full_name=typed["full_name"],
                if_version=row.version,
            )
            await self._kept(saved, "register.named", row.code, unit=self.numbered(row.tt, typed["name"]))

        title = self.words("register.name_title", unit=self.unit(row))
        head = [self.words("register.name_head"), *self._cycle_follows()]
        await self._fields(title, head, self._names(row), place, confirm)

    async def _rename(self, row: RegisterRow) -> None:
        place = f"register.rename:{row.code}"

        async def confirm(typed: Values) -> None:
            saved = await self.house.link.do(
                rename_organisation,
                self.house.me.login,
                organisation=row.code,
                name=typed["name"],
                full_name=typed["full_name"],
                dated=typed["dated"],
                basis=typed["basis"],
                if_version=row.version,
            )
            unit, day = self.numbered(row.tt, typed["name"]), written(read_date(typed["dated"]))
            await self._kept(saved, "register.renamed", row.code, unit=unit, day=day)

        title = self.words("register.rename_title", unit=self.unit(row))
        fields = [*self._names(row), *self.decision()]
        await self._fields(title, [self.words("register.rename_head")], fields, place, confirm)

    def _names(self, row: RegisterRow) -> list[Field]:
        return [
            Field("name", self.words("register.field.name"), row.name or ""),
            Field("full_name", self.words("register.field.full_name"), row.full_name or ""),
        ]

    # The menu of changes

    async def change(self, rows: Rows) -> None:
        """Ask what is to be changed, for the marked organisations or the one under the cursor."""

        async def taken(number: int) -> None:
            way = getattr(self, WAYS[number])
            await (way() if WAYS[number] == "add" else way(rows))

        options = [Option(self.words(f"register.way.{way}"), self._barred(way, rows)) for way in WAYS]
        await self._push(MenuDialog(self.words("register.change_title", units=self.units(rows)), options, taken))

    def _barred(self, way: str, rows: Rows) -> Refused | None:
        if way == "add":
            return None
        if not rows:
            return Refused("organisation_missing")
        if way in ONE_BY_ONE and len(rows) > 1:
            return Refused("one_at_a_time", count=len(rows))
        return next((reason for row in rows if (reason := later_change(row))), None)

    async def regroup(self, rows: Rows) -> None:
        """Put the organisations in a peer group."""
        codes = [*PEER_GROUPS, None]

        async def taken(number: int) -> None:
            await self._regroup(rows, codes[number])

        options = [Option(self.words(f"group.{code or 'unknown'}.full")) for code in codes]
        head = (self.words("register.group_head"),)
        title = self.words("register.group_title", units=self.units(rows))
        await self._push(MenuDialog(title, options, taken, head=head))

    async def _regroup(self, rows: Rows, group: str | None) -> None:
        name = self.words(f"group.{group or 'unknown'}.full")
        outside = await self.house.link.read(outside_group, [row.code for row in rows], group)
        going = [row for row in rows if row.code in outside]
        if not going:
            self.place.say(self.words("register.group_same", units=self.units(rows), group=name))
            return

        async def confirm() -> None:
            saved = await self.house.link.do(
                set_group,
                self.house.me.login,
                organisations=[row.code for row in going],
                group=group,
                if_versions={row.code: row.version for row in going},
            )
            await self._kept(saved, "register.grouped", going[0].code, units=self.units(going), group=name)

        if len(rows) == 1:
            await self.place.guarded(confirm())
            return
        touched = [
            (row.code, self.words("register.to_group.line", unit=self.unit(row), before=self.group(row), after=name))
            for row in going
        ]
        same = len(rows) - len(going)
        notes = [self.words("register.group_note")]
        notes += [self.words("register.group_left", count=same)] if same else []
        head = [self.words("register.group_going", group=name)]
        title = self.words("register.group_title", units=self.units(rows))
        await self._push(PreviewDialog(title, head, touched, notes, confirm))

    async def headcount(self, rows: Rows) -> None:
        """Record members and sub-branches."""
        row = rows[0]
        counts = ("members_full", "members_probationary", "sub_branches")

        async def confirm(typed: Values) -> None:
            read = {name: read_count(typed[name]) for name in counts}
            for count in read.values():
                if isinstance(count, BadCount):
                    raise Refused("bad_headcount", text=count.text)
            saved = await self.house.link.do(
                set_headcount,
                self.house.me.login,
                organisation=row.code,
                as_of=typed["dated"],
                source=typed["source"],
                **{name: count for name, count in read.items() if isinstance(count, int)},
            )
            await self._kept(saved, "register.counted", row.code, unit=self.unit(row))

        known = {name: "" if getattr(row, name) is None else str(getattr(row, name)) for name in counts}
        fields = [Field(name, self.words(f"register.field.{name}"), known[name], limit=9) for name in counts]
        fields.append(Field("dated", self.words("register.field.as_of"), written(self.view.today), limit=10))
        fields.append(Field("source", self.words("register.field.source"), limit=500))
        title = self.words("register.headcount_title", unit=self.unit(row))
        place = f"register.headcount:{row.code}"
        await self._fields(title, [self.words("register.headcount_head")], fields, place, confirm)

    async def add(self) -> None:
        """Enter a new organisation."""

        async def taken(number: int) -> None:
            await self._add_kind(KINDS[number])

        options = [Option(self.words(f"kind.{kind}")) for kind in KINDS]
        await self._push(MenuDialog(self.words("register.add_title"), options, taken))

    async def _add_kind(self, kind: str) -> None:
        async def confirm(typed: Values) -> None:
            saved = await self.house.link.do(
                add_organisation,
                self.house.me.login,
                name=typed["name"],
                full_name=typed["full_name"],
                kind=kind,
                group=GROUP_OF.get(kind),
                valid_from=typed["dated"],
                basis=typed["basis"],
            )
            made = saved.value
            await self._kept(saved, "register.added", made.organisation, unit=self.numbered(made.tt, made.name))

        fields = [
            Field("name", self.words("register.field.name")),
            Field("full_name", self.words("register.field.full_name")),
            Field("dated", self.words("register.field.since"), limit=10),
            Field("basis", self.words("register.field.basis"), limit=500),
        ]
        title = self.words("register.add_kind_title", kind=self.words(f"kind.{kind}"))
        await self._fields(title, [self.words("register.add_head")], fields, "register.add", confirm)


def later_change(row: RegisterRow) -> Refused | None:
    """Why a row cannot be changed: from a later date on it is recorded otherwise already."""
    return None if row.later is None else Refused("register_later", tt=row.tt, name=row.name, day=written(row.later))
