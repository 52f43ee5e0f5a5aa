"""Steps of a case that judge it: inspection, verification from outside, a later deadline, the end or going on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from store.commands.remediation_steps import (
    close_case,
    extend_case,
    go_on_with_case,
    inspect_case,
    verify_case,
)
from store.errors import Refused
from store.rules.dates import read_date, written
from store.rules.extension import Movable
from store.rules.remediation import EFFECTIVE, OUTCOMES, PARTLY
from store.rules.text import fold, visible
from tui.dialogs.case_asking import CaseAsking, last_date, numbers
from tui.dialogs.menu import MenuDialog, Option
from tui.dialogs.register_fields import Values

PASSED = {"1": True, "dat": True, "passed": True, "2": False, "chua dat": False, "not": False, "failed": False}
"""What may be typed for the result of an inspection."""

MENU = 9
"""A menu has digits for so many dates; those behind them do not press."""


class Judging(CaseAsking):
    """The steps 6 to 9."""

    async def inspection(self) -> None:
        """Ask when, whether passed, what was found, by whom."""

        async def confirm(typed: Values) -> None:
            passed = PASSED.get(fold(typed["passed"]))
            if passed is None:
                raise Refused("inspection_result")
            await self.do(
                inspect_case,
                "case.saved.inspection_passed" if passed else "case.saved.inspection_failed",
                dated=last_date(typed["dated"]),
                finding=typed["finding"],
                passed=passed,
                by=typed["by"] or None,
            )

        names = ("dated", "passed", "finding", "by")
        await self.fields("inspection", names, confirm, begin={"dated": written(self.today)})

    async def verify(self) -> None:
        """Choose the outcome by digit, then the numbers of the shortcomings that are remedied, and a note."""

        async def taken(number: int) -> None:
            await self._outcome(OUTCOMES[number])

        options = [Option(self.words(f"remediation.state.{each}")) for each in OUTCOMES]
        head = (self.words("case.ask.verify.hint"),)
        await self.push(MenuDialog(self.title("verify"), options, taken, head=head))

    async def _outcome(self, outcome: str) -> None:
        case, partly = self.case, outcome == PARTLY

        async def confirm(typed: Values) -> None:
            remedied = None
            if partly:
                if not typed["remedied"]:
                    raise Refused("remedied_missing", case=case.number)
                remedied = [] if typed["remedied"] == "0" else numbers(typed["remedied"])
            await self.do(
                verify_case,
                "case.saved.verified",
                say={"outcome": self.words(f"remediation.state.{outcome}")},
                outcome=outcome,
                note=typed["note"] or None,
                dated=last_date(typed["dated"]) or None,
                remedied=remedied,
                if_shortcomings=[each.n for each in case.shortcomings],
            )

        listed = [f"{each.n} {visible(each.text)}" for each in case.shortcomings]
        head = [self.words(f"remediation.state.{outcome}")]
        if partly:
            head += listed or [self.words("unknown")]
        elif listed:
            head += [self.words(f"case.ask.verify.{outcome}"), *listed]
        names = ("remedied", "dated", "note") if partly else ("dated", "note")
        begin = {"dated": written(self.today)}
        await self.fields("verify", names, confirm, begin=begin, head=head, draft=f"verify.{outcome}")

    async def extend(self) -> None:
        """Choose the date to be moved, where more than one counts: Enter takes the one that presses most."""
        dates = self.case.movable
        if not dates:
            raise Refused("extension_without_date", case=self.case.number)
        if len(dates) == 1:
            await self._later(dates[0])
            return

        async def taken(number: int) -> None:
            await self._later(dates[number])

        options = [
            Option(self.words("case.ask.extend.option", which=self._which(each), due=written(each.day)))
            for each in dates[:MENU]
        ]
        await self.push(MenuDialog(self.title("extend"), options, taken, enter=0))

    def _which(self, date_: Movable) -> str:
        return self.words(f"remediation.deadline.{date_.of}", measure=date_.measure)

    async def _later(self, stands: Movable) -> None:
        """Ask for the new date and the reason; after the old one it says how late that is."""
        which, was = self._which(stands), date.fromisoformat(stands.day)
        late = max(0, (date.fromisoformat(self.today) - was).days)

        def told(typed: Values) -> Sequence[str]:
            day = read_date(typed["to"])
            if day is None:
                return [self.words("case.ask.extend.new")]
            for code, last in (("extension_not_later", stands.day), ("extension_past", self.today)):
                if day <= last:
                    return [self.teller.refusal(Refused(code, case=self.case.number))]
            more = (date.fromisoformat(day) - was).days
            return [self.words("case.ask.extend.found", day=written(day), count=more)]

        def said(late_days: int) -> str:
            return "case.saved.extended_late" if late_days else "case.saved.extended"

        async def confirm(typed: Values) -> None:
            read = read_date(typed["to"])
            facts = {"to": written(read) if read else typed["to"], "which": which}
            given = {"of": stands.of, "measure": stands.measure}
            await self.do(extend_case, said, say=facts, to=typed["to"], why=typed["why"], **given)

        head = [self.words("case.ask.extend.hint", which=which, due=written(stands.day))]
        if late:
            head.append(self.words("case.ask.extend.late", count=late))
        draft = f"extend.{stands.of}.{stands.measure or ''}"
        await self.fields("extend", ("to", "why"), confirm, head=head, hint=told, draft=draft)

    async def close(self) -> None:
        """End a case whose effect was verified; go on with another one, with a reason."""
        if self.case.state == EFFECTIVE:

            async def taken(_number: int) -> None:
                await self.do(close_case, "case.saved.closed")

            options = [Option(self.words("case.ask.close.yes", unit=self.unit))]
            await self.push(MenuDialog(self.title("close"), options, taken, enter=0))
            return

        async def confirm(why: str) -> None:
            await self.do(go_on_with_case, "case.saved.going_on", why=why)

        await self.line("go_on", "", confirm)
