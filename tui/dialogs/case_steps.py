"""Steps of a case that its people take: directive, team, plan, commitment, progress, mentoring."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from store.commands.remediation import (
    set_commitment,
    set_directive,
    set_mentoring,
    set_plan,
    set_team,
)
from store.commands.remediation_steps import report_progress
from store.errors import Refused
from store.queries.remediation import MeasureView
from store.rules.dates import written
from store.rules.remediation import DONE
from store.rules.text import fold, visible
from tui.dialogs.case_asking import CaseAsking, last_date, numbers, parted
from tui.dialogs.menu import MenuDialog, Option
from tui.dialogs.register_fields import Values
from tui.widgets.frame import WIDEST, side_by_side

MENU = 9
"""A menu has digits for so many measures; of more, the number is typed."""

FEW = 10
"""So many rows of people are listed in the dialog of the team."""


class Steps(CaseAsking):
    """The steps 1 to 5 and 0."""

    async def directive(self) -> None:
        """Ask for number and date of the letter in one line."""

        async def confirm(text: str) -> None:
            number, day = parted(text)
            await self.do(set_directive, "case.saved.directive", say={"number": number}, number=number, dated=day)

        case = self.case
        stands = f"{case.directive_number or ''} {written(case.directive_date)}".strip()
        await self.line("directive", stands, confirm)

    async def team(self) -> None:
        """Ask who is in the team by number, the leader first, and which cadre follows."""
        people = self.place.view.people
        if not people:
            raise Refused("no_people")
        known = {each.number: visible(each.post) for each in people}

        async def confirm(typed: Values) -> None:
            wanted = numbers(typed["people"])
            if not wanted:
                raise Refused("team_empty")
            await self.do(
                set_team,
                "case.saved.team",
                say={"count": len(set(wanted)), "leader": known.get(wanted[0], "")},
                people=wanted,
                leader=wanted[0],
                follower=typed["follower"],
            )

        begin = {
            "people": " ".join(str(each.number) for each in self.case.team),
            "follower": self.case.follower or "",
        }
        head = [self.words("case.ask.team.hint"), *self._listed(known)]
        hint = partial(self._team_told, known)
        await self.fields("team", ("people", "follower"), confirm, begin=begin, head=head, hint=hint)

    def _listed(self, known: Mapping[int, str]) -> list[str]:
        """The people with their numbers, a few rows of them."""
        columns = min(self.place.app.size.width, WIDEST) - 4
        packed = side_by_side([f"{number} {post} ·" for number, post in known.items()], columns, 1)
        listed = [line.removesuffix(" ·") for line in packed]
        if len(listed) <= FEW:
            return listed
        return [*listed[: FEW - 1], self.words("case.ask.team.more", count=len(listed) - FEW + 1)]

    def _team_told(self, known: Mapping[int, str], typed: Values) -> list[str]:
        """Whom the typed numbers mean."""
        try:
            wanted = numbers(typed["people"])
        except Refused as refused:
            return [self.teller.refusal(refused)]
        strange = [str(each) for each in wanted if each not in known]
        if strange:
            return [self.words("case.ask.team.strange", numbers=", ".join(strange))]
        if not wanted:
            return [self.words("case.ask.team.nobody")]
        posts = ", ".join(known[each] for each in wanted)
        return [self.words("case.ask.team.found", leader=known[wanted[0]], count=len(wanted), posts=posts)]

    async def plan(self) -> None:
        """Ask for date and number of the organisation's plan in one line."""

        async def confirm(text: str) -> None:
            number, day = parted(text)
            await self.do(set_plan, "case.saved.plan", say={"day": day}, dated=day, number=number or None)

        case = self.case
        stands = f"{written(case.plan_date)} {case.plan_number or ''}".strip() or written(self.today)
        await self.line("plan", stands, confirm)

    async def commitment(self) -> None:
        """Ask when the commitment was signed."""

        async def confirm(text: str) -> None:
            day = last_date(text)
            await self.do(set_commitment, "case.saved.commitment", say={"day": day}, dated=day)

        await self.line("commitment", written(self.case.commitment_date) or written(self.today), confirm)

    async def progress(self) -> None:
        """Choose the measure by its digit, then say how far it is; with one measure that one is meant."""
        measures = self.case.measures
        if not measures:
            raise Refused("case_without_measures", case=self.case.number)
        if len(measures) == 1:
            await self._report(measures[0])
            return
        if len(measures) > MENU:
            await self._report(None)
            return
        drawing = self.place.drawing

        async def taken(number: int) -> None:
            await self._report(measures[number])

        options = [
            Option(
                self.words(
                    "case.ask.progress.option",
                    text=visible(each.text),
                    due=written(each.due) or self.words("case.unset"),
                    result=drawing.result(each),
                )
            )
            for each in measures
        ]
        digits = [each.n for each in measures]
        enter = next((at for at, each in enumerate(measures) if not each.done), None)
        await self.push(MenuDialog(self.title("progress"), options, taken, digits=digits, enter=enter))

    async def _report(self, measure: MeasureView | None) -> None:
        """Ask how far a measure is; ``None`` where its number is typed, too."""
        known = {each.n: each for each in self.case.measures}

        async def confirm(typed: Values) -> None:
            n = measure.n if measure else _whole(typed["measure"])
            percent = _percent(typed["percent"])
            await self.do(
                report_progress,
                "case.saved.progress_done" if percent == DONE else "case.saved.progress",
                say={"n": n, "text": visible(known[n].text) if n in known else "", "percent": percent},
                measure=n,
                percent=percent,
                did=typed["did"] or None,
                dated=last_date(typed["dated"]) or None,
                proof=typed["proof"] or None,
                proof_number=typed["proof_number"] or None,
                proof_date=last_date(typed["proof_date"]) or None,
            )

        names = ["percent", "dated", "did", "proof", "proof_number", "proof_date"]
        begin = {"dated": written(self.today)}
        if measure is None:
            hint = self.words("case.ask.progress.hint", today=written(self.today))
            await self.fields("progress", ["measure", *names], confirm, begin=begin, head=[hint])
            return
        begin |= {
            "percent": "" if measure.percent is None else str(measure.percent),
            "did": measure.did or "",
            "proof": measure.proof or "",
            "proof_number": measure.proof_number or "",
            "proof_date": written(measure.proof_date),
        }
        head = [f"{measure.n} {visible(measure.text)}", self.words("case.ask.progress.hint", today=written(self.today))]
        await self.fields("progress", names, confirm, begin=begin, head=head, draft=f"progress.{measure.n}")

    async def mentoring(self) -> None:
        """Ask how many members are mentored, with a note and without names."""

        async def confirm(typed: Values) -> None:
            count = _whole(typed["count"])
            await self.do(
                set_mentoring, "case.saved.mentoring", say={"count": count}, count=count, note=typed["note"] or None
            )

        case = self.case
        begin = {"count": "" if case.mentored is None else str(case.mentored), "note": case.mentoring or ""}
        await self.fields("mentoring", ("count", "note"), confirm, begin=begin)


def _percent(text: str) -> int:
    """``xong`` is all of it; else a number, with a percent sign or without. Raises ``Refused``."""
    plain = fold(text).removesuffix("%").strip()
    if plain in ("xong", "done"):
        return DONE
    if not (plain.isascii() and plain.isdigit() and len(plain) < 7):
        raise Refused("not_a_percent", text=text)
    return int(plain)


def _whole(text: str) -> int:
    """A number; raises ``Refused`` for anything else."""
    found = numbers(text)
    if len(found) != 1:
        raise Refused("not_numbers", text=text)
    return found[0]
