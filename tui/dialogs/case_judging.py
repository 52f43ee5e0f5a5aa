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
from store.rules.remediation import EFFECTIVE, OUTCOMES, PARTLY
from store.rules.text import fold, visible
from tui.dialogs.case_asking import CaseAsking, last_date, numbers
from tui.dialogs.menu import MenuDialog, Option
from tui.dialogs.register_fields import Values

PASSED = {"1": True, "dat": True, "passed": True, "2": False, "chua dat": False, "not": False, "failed": False}
"""What may be typed for the result of an inspection."""


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
            )

        head = [self.words(f"remediation.state.{outcome}")]
        if partly:
            head += [f"{each.n} {visible(each.text)}" for each in case.shortcomings] or [self.words("unknown")]
        names = ("remedied", "dated", "note") if partly else ("dated", "note")
        begin = {"dated": written(self.today)}
        await self.fields("verify", names, confirm, begin=begin, head=head, draft=f"verify.{outcome}")

    async def extend(self) -> None:
        """Ask for a new deadline and the reason; after the old one it says how late that is."""
        case = self.case
        late = 0
        if case.due is not None:
            late = max(0, (date.fromisoformat(self.today) - date.fromisoformat(case.due)).days)

        def told(typed: Values) -> Sequence[str]:
            day = read_date(typed["to"])
            if day is None:
                return [self.words("case.ask.extend.new")]
            if case.due is not None and day <= case.due:
                return [self.teller.refusal(Refused("extension_not_later", case=case.number))]
            more = (date.fromisoformat(day) - date.fromisoformat(case.due or self.today)).days
            return [self.words("case.ask.extend.found", day=written(day), count=more)]

        async def confirm(typed: Values) -> None:
            said = "case.saved.extended_late" if late else "case.saved.extended"
            read = read_date(typed["to"])
            facts = {"to": written(read) if read else typed["to"], "count": late}
            await self.do(extend_case, said, say=facts, to=typed["to"], why=typed["why"])

        head = [self.words("case.ask.extend.hint", due=written(case.due) or self.words("case.unset"))]
        if late:
            head.append(self.words("case.ask.extend.late", count=late))
        await self.fields("extend", ("to", "why"), confirm, head=head, hint=told)

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
