"""Moving about the form: rows, zones, the organisation beside this one, the next gap."""

from __future__ import annotations

from dataclasses import replace

from tui.places import Target
from tui.screens.form_cell import FormCell
from tui.screens.form_cell_view import CellDrawing
from tui.screens.form_parts import (
    FACT,
    FACTS_ZONE,
    GROUP,
    LINES,
    PROOF,
    PROOFS,
    ZONES,
    Field,
    gaps,
    is_own,
    proof_fields,
)


class FormMoves(FormCell, inherit_bindings=False):
    """Moves the cursor; what is typed is stored first, and where it cannot be the cursor stays."""

    async def action_zone(self, number: int) -> None:
        """Tab: from the lines to the facts, to the evidence of the line, and round; what is typed is stored first."""
        if await self.finish():
            zones = ZONES if self.seen.lines else (FACTS_ZONE,)
            at = zones.index(self.spot.zone)
            self.hush()
            self.spot = replace(self.spot, zone=zones[(at + (-1 if number else 1)) % len(zones)], proof=0)
            self.draw()

    async def action_move(self, number: int) -> None:
        """Up, down, a page up or down, first, last; what is typed is stored first."""
        if not await self.finish():
            return
        page, whole = max(1, self.seen.rows.lines - 1), 1000
        step = (-1, 1, -page, page, -whole, whole)[number]
        self.hush()
        if self.spot.zone == FACTS_ZONE:
            self.step_side(step)
        elif self.spot.zone == LINES:
            self.spot = replace(self.spot, line=self._within(self.spot.line + step, len(self.seen.lines)), proof=0)
        elif (line := self.seen.line) is not None:
            count = len(proof_fields(self.dossier, line.code))
            self.spot = replace(self.spot, proof=self._within(self.spot.proof + step, count))
        self.draw()

    @staticmethod
    def _within(number: int, count: int) -> int:
        return max(0, min(count - 1, number))

    def step_side(self, step: int) -> None:
        """Move beside the lines, over headings."""
        stops = [number for number, row in enumerate(self.side) if row.kind != GROUP]
        at = stops.index(self.spot.side) + step
        self.spot = replace(self.spot, side=stops[self._within(at, len(stops))])

    async def reach(self, target: Target) -> None:
        """Somebody comes for another organisation's form."""
        if target.organisation not in (None, self.organisation):
            await self.show(str(target.organisation))
            await self.arrived()

    async def action_neighbour(self, number: int) -> None:
        """The form of the organisation before or after this one in the committee's list."""
        codes = [row.organisation for row in self.view.rows]
        at = codes.index(str(self.organisation)) + (1 if number else -1)
        if not 0 <= at < len(codes):
            self.say(self.house.words("form.last" if number else "form.first"))
            return
        await self.show(codes[at])
        await self.arrived()

    async def action_gap(self) -> None:
        """To the next gap, from the last one to the first."""
        seen = self.seen
        found = gaps(seen.dossier, seen.support, seen.me)
        if not found:
            self.say(self.house.words("form.no_gaps"))
            return
        order = [(LINES, line.code) for line in seen.lines]
        order += [(FACTS_ZONE, row.code) for row in self.side if row.kind == FACT]
        at = self._place()
        n = next((number for number, gap in enumerate(found) if order.index(gap) > at), 0)
        zone, code = found[n]
        self._go_to(zone, code)
        what = CellDrawing(self.seen).title()
        self.say(self.house.words("form.gap", n=n + 1, count=len(found), what=what))

    def _place(self) -> int:
        """Where the cursor is in the order of lines and facts."""
        if self.spot.zone != FACTS_ZONE:
            return self.spot.line
        passed = [row for row in self.side[: self.spot.side] if row.kind == FACT]
        return len(self.seen.lines) + len(passed)

    def _go_to(self, zone: str, code: str) -> None:
        if zone == FACTS_ZONE:
            number = next(number for number, row in enumerate(self.side) if (row.kind, row.code) == (FACT, code))
            self.spot = replace(self.spot, zone=zone, side=number)
        else:
            codes = [line.code for line in self.seen.lines]
            self.spot = replace(self.spot, zone=zone, line=codes.index(code), proof=0)
        self.draw()

    def go_to_field(self, field: Field) -> None:
        """Put the cursor on a cell."""
        if field.kind == FACT:
            self._go_to(FACTS_ZONE, field.code)
        elif field.code in [line.code for line in self.seen.lines]:
            self._go_to(LINES, field.code)
            if field.kind == PROOF:
                self.spot = replace(self.spot, zone=PROOFS, proof=self.proof_number(field))
                self.draw()

    def down(self) -> None:
        """To the next line of one's own, if there is one."""
        lines, at = self.seen.lines, self.spot.line
        after = next((n for n in range(at + 1, len(lines)) if is_own(lines[n], self.house.me)), at)
        self.spot = replace(self.spot, line=after, proof=0)
        self.draw()

    def proof_number(self, field: Field) -> int:
        """The row of a part of a piece of evidence."""
        fields = proof_fields(self.dossier, field.code)
        return fields.index(field) if field in fields else 0
