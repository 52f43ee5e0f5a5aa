"""What is added: a measure, a shortcoming, deadlines, a case for a level of the two lowest or by decision."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, Any

from store.commands.remediation import add_measure, add_shortcoming, open_case, set_deadlines
from store.errors import Refused
from store.queries.remediation import CaseView
from store.queries.remediation_room import CandidateView
from store.rules.dates import written
from store.rules.naming import Ambiguous, Match, Named, resolve
from store.rules.roles import may
from store.rules.text import visible
from tui.dialogs.case_asking import CaseAsking, last_date, numbers
from tui.dialogs.menu import MenuDialog, Option
from tui.dialogs.register_fields import Field, FieldsDialog, Values, begun

if TYPE_CHECKING:
    from tui.screens.case_work import CaseWork

OFFERED = 8
"""So many organisations that a level asks a case for have a digit; the ninth line takes any by number or name."""

DEADLINES = ("plan_due", "commitment_due", "due")
"""The dates of a case that can be set."""


class Adding:
    """A person at a place with cases; the one that is seen, if any, gets what is added."""

    def __init__(self, place: CaseWork, case: CaseView | None) -> None:
        """Take the place and the case."""
        self.place, self.case = place, case
        self.house, self.words, self.teller = place.house, place.house.words, place.house.teller

    async def menu(self) -> None:
        """Ask what is to be added."""
        roles = self.house.me.roles
        steer = self._role("steer_case") if not may(roles, "steer_case") else None
        if steer is None:
            steer = Refused("no_case") if self.case is None else self.place.barred("mentoring")
        opening = None if may(roles, "open_case") else self._role("open_case")
        ways: list[tuple[str, Refused | None, Callable[[], Awaitable[None]]]] = [
            ("measure", steer, self.measure),
            ("shortcoming", steer, self.shortcoming),
            ("deadlines", steer, self.deadlines),
            ("open", opening, self.open),
        ]

        async def taken(number: int) -> None:
            await ways[number][2]()

        unit = "" if self.case is None else self.teller.numbered(self.case.tt, self.case.name)
        options = [Option(self.words(f"case.add.{name}", unit=unit), barred) for name, barred, _way in ways]
        await self.place.app.push_screen(MenuDialog(self.words("case.add.title"), options, taken))

    def _role(self, action: str) -> Refused:
        return Refused("role", role=self.house.me.roles[0], action=action)

    def _asking(self) -> CaseAsking:
        if self.case is None:
            raise Refused("no_case")
        return CaseAsking(self.place, self.case)

    async def measure(self) -> None:
        """Ask for a measure: what, who, until when; and whose number that is in the list of people."""
        asking = self._asking()

        async def confirm(typed: Values) -> None:
            person = numbers(typed["person"])
            if len(person) > 1:
                raise Refused("not_numbers", text=typed["person"])
            known = {each.number: each.post for each in self.place.view.people}
            owner = typed["owner"] or (known.get(person[0], "") if person else "")
            await asking.do(
                add_measure,
                "case.saved.measure",
                say={"text": visible(typed["text"])},
                text=typed["text"],
                owner=owner or None,
                due=typed["due_measure"] or None,
                person=person[0] if person else None,
            )

        await asking.fields("measure", ("text", "owner", "due_measure", "person"), confirm)

    async def shortcoming(self) -> None:
        """Ask for a shortcoming and its cause."""
        asking = self._asking()

        async def confirm(typed: Values) -> None:
            say = {"text": visible(typed["shortcoming"])}
            cause = typed["cause"] or None
            await asking.do(add_shortcoming, "case.saved.shortcoming", say=say, text=typed["shortcoming"], cause=cause)

        await asking.fields("shortcoming", ("shortcoming", "cause"), confirm)

    async def deadlines(self) -> None:
        """Ask for the deadlines that are not set yet."""
        asking = self._asking()
        case = asking.case
        stands = {"plan_due": case.plan_due, "commitment_due": case.commitment_due, "due": case.due}
        free = [name for name in DEADLINES if stands[name] is None]
        if not free:
            raise Refused("due_stays", case=case.number)

        async def confirm(typed: Values) -> None:
            dates: dict[str, Any] = {name: last_date(typed[name]) or None for name in free}
            await asking.do(set_deadlines, "case.saved.deadlines", **dates)

        told = [
            self.words(f"case.due.{name}", day=written(stands[full]))
            for name, full in (("plan", "plan_due"), ("commitment", "commitment_due"), ("all", "due"))
            if stands[full] is not None
        ]
        head = [self.words("case.ask.deadlines.hint"), *told]
        await asking.fields("deadlines", free, confirm, head=head)

    # A new case

    async def open(self) -> None:
        """Offer whom a level asks a case for; the last line takes any organisation."""
        wanting = [each for each in self.place.view.candidates if each.wanting]
        offered = wanting[:OFFERED]

        async def taken(number: int) -> None:
            await self._ask(offered[number] if number < len(offered) else None)

        options = [Option(self._told(each)) for each in offered]
        options.append(Option(self.words("case.opening.other")))
        left = len(wanting) - len(offered)
        head = [self.words("case.opening.head" if wanting else "case.opening.nobody", count=len(wanting))]
        if left:
            head.append(self.words("case.opening.more", count=left))
        await self.place.app.push_screen(MenuDialog(self.words("case.opening.title"), options, taken, head=head))

    def _told(self, each: CandidateView) -> str:
        unit = self.teller.numbered(each.tt, each.name)
        if each.open_case is not None:
            return self.words("case.opening.there", unit=unit, number=each.open_case)
        if each.level is None:
            return self.words("case.opening.by_decision", unit=unit)
        return self.words("case.opening.by_level", unit=unit, level=self.teller.said(each.level), cycle=each.cycle)

    async def _ask(self, chosen: CandidateView | None) -> None:
        """Ask for the deadlines; where nobody is chosen yet also for whom, and why."""
        names = list(DEADLINES) if chosen else ["unit", "why", *DEADLINES]

        def hint(typed: Values) -> Sequence[str]:
            if not typed["unit"]:
                return [self.words("case.opening.hint_unit")]
            try:
                return [self._told(self._found(typed["unit"]))]
            except Refused as refused:
                return [self.teller.refusal(refused)]

        async def confirm(typed: Values) -> None:
            whom = chosen or self._found(typed["unit"])
            saved = await self.house.link.do(
                open_case,
                self.house.me.login,
                organisation=whom.organisation,
                cycle=whom.cycle,
                why=typed.get("why") or None,
                **{name: typed[name] or None for name in DEADLINES},
            )
            unit = self.teller.numbered(whom.tt, whom.name)
            facts = {"time": self.teller.time(saved.at), "unit": unit, "number": saved.value}
            await self.place.kept(self.words("case.saved.opened", **facts), whom.organisation)

        place = f"case:new:{chosen.organisation if chosen else ''}"
        kept = await begun(self.house, place)
        fields = [Field(name, self.words(f"case.field.{name}"), kept.get(name, "")) for name in names]
        head = [self._told(chosen)] if chosen else []
        head.append(self.words("case.opening.dates"))
        title = self.words("case.opening.title")
        dialog = FieldsDialog(title, head, fields, place, confirm, hint=None if chosen else hint)
        await self.place.app.push_screen(dialog)

    def _found(self, text: str) -> CandidateView:
        """The organisation that a number or a name means; raises ``Refused`` with what would fit."""
        known = self.place.view.candidates
        answer = resolve(text, [Named(each.organisation, each.tt, each.name, each.full_name) for each in known])
        if isinstance(answer, Match):
            return next(each for each in known if each.organisation == answer.code)
        if isinstance(answer, Ambiguous):
            listed = ", ".join(self.teller.numbered(each.tt, each.name) for each in answer.candidates[:5])
            raise Refused("ambiguous_organisation", text=text, count=len(answer.candidates), candidates=listed)
        raise Refused("unknown_organisation", text=text)
