"""How one case is drawn: as a frame of as many rows as there are, whole, and in a line for other screens."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import zip_longest

from store.queries.remediation import CaseView, EventView, MeasureView
from store.rules.dates import written
from store.rules.remediation import BY_RATING, CLOSED, EFFECTIVE, KNOWN, REPORTED
from store.rules.text import fit, visible, width
from tui.screens.remediation_view import CaseListDrawing
from tui.telling import Teller
from tui.widgets.frame import Part, ends, framed, side_by_side, wrapped

OWNER, DUE, RESULT = 14, 10, 14
"""Columns of a measure's owner, date and result."""

LEAST_MEASURES, LEAST_EVENTS = 3, 2
"""Rows that measures and events get before the last lines of what follows from them."""

STEPS = tuple(range(1, 8))
"""The steps of a case that the first row of its frame shows, by their digits."""


class CaseDrawing(CaseListDrawing):
    """Draws the list and single cases for one person at one width."""

    def standing(self, case: CaseView) -> str:
        """The second row of a case's own screen: its state, its deadline, what the store last confirmed."""
        saved = self.words("saved_at", time=self.teller.time(self.room.saved_at))
        until = "case.until" if case.left is not None else "case.until_unknown"
        parts = [self.state(case), self.words(until, due=self.due(case), left=self.left(case)), self.next_step(case)]
        return ends(" " + " │ ".join(parts), saved, self.columns)

    def title(self, case: CaseView) -> str:
        """Number and name, and why there is a case."""
        name = self.teller.name(case.full_name or case.name)
        unit = name if case.tt is None else f"{case.tt}. {name}"
        return self.words("case.heading", unit=unit, number=case.number)

    def cause(self, case: CaseView) -> str:
        """Why there is a case."""
        if case.cause == KNOWN:
            return self.words("remediation.cause.known")
        if case.cause == BY_RATING:
            return self.words("remediation.cause.rating", level=self.teller.said(case.level), cycle=case.cycle)
        return self.words("remediation.cause.decision", why=case.why)

    def picture(self, case: CaseView, rows: int) -> list[str]:
        """The case in exactly so many rows: what is missing, and measures, go before what happened long ago."""
        room = rows - len("┌├├└")
        head = [self._steps(case), *self._who(case)[:1]]
        measures, events = self._measures(case), self._events(case)
        least = min(len(measures), LEAST_MEASURES) + min(len(events), LEAST_EVENTS)
        foot = self._foot(case, max(2, room - len(head) - least))
        free = max(0, room - len(head) - len(foot))
        kept = self._cut(measures, max(free - len(events), min(free, LEAST_MEASURES)), "case.more_measures")
        told = [*self._newest(events, free - len(kept)), *foot]
        told += [""] * (room - len(head) - len(kept) - len(told))
        parts = [Part(self._framed(case), tuple(head)), Part(self._heads(), tuple(kept))]
        return framed([*parts, Part(self.words("case.events"), tuple(told))], self.columns)

    def wanted(self, case: CaseView) -> int:
        """Rows in which the picture of a case leaves nothing out."""
        listed = len(self._measures(case)) + len(self._events(case)) + len(self._foot(case))
        return len("┌├├└") + 1 + len(self._who(case)[:1]) + listed

    def whole(self, case: CaseView) -> list[str]:
        """All of the case."""
        words = self.words
        parts = [
            Part(self._framed(case), (self._steps(case), *self._papers(case), *self._who(case))),
            Part(words("case.shortcomings"), tuple(self._shortcomings(case)) or (words("unknown"),)),
            Part(self._heads(), tuple(self._measures(case, whole=True))),
            Part(words("case.events"), tuple(self._all_events(case)) or (words("unknown"),)),
            Part(words("case.next"), tuple(self._foot(case))),
        ]
        return framed(parts, self.columns)

    def _framed(self, case: CaseView) -> str:
        """The title of the frame: as much of name and cause as fits whole."""
        short = self.words("case.heading", unit=self.teller.numbered(case.tt, case.name), number=case.number)
        cause = self.cause(case)
        named = self.words("case.named") if case.cause == KNOWN else cause
        tries = [f"{self.title(case)} ─ {cause}", f"{short} ─ {cause}", f"{short} ─ {named}"]
        return next((each for each in tries if width(each) <= self.columns - 6), tries[-1])

    def _steps(self, case: CaseView) -> str:
        done = {
            1: case.directive_number is not None,
            2: bool(case.team),
            3: case.plan_date is not None,
            4: case.commitment_date is not None,
            5: case.state in (REPORTED, EFFECTIVE, CLOSED),
            6: any(each.code.startswith("inspection") for each in case.events),
            7: case.outcome is not None and case.state != REPORTED,
        }
        marks = {each: "●" if each == case.step else "√" if done[each] else "○" for each in STEPS}
        form = "step" if self.wide else "step_short"
        gap = "  " if self.wide else " "
        return gap.join(f"{mark}{each} {self.words(f'case.{form}.{each}')}" for each, mark in marks.items())

    def _who(self, case: CaseView) -> list[str]:
        """Who works at it and who follows; the leader first."""
        words = self.words
        leader = next((visible(each.post) for each in case.team if each.leads), None)
        none = words("case.team_unknown" if case.bare else "case.no_team")
        parts = [words("case.team", count=len(case.team), leader=leader) if leader else none]
        if case.mentored is not None:
            parts.append(words("case.mentored", count=case.mentored))
        if case.follower:
            parts.append(words("case.follower", post=visible(case.follower)))
        lines: list[str] = []
        for part in parts:
            if lines and width(f"{lines[-1]} · {part}") <= self.inner:
                lines[-1] += f" · {part}"
            else:
                lines.append(part)
        others = [visible(each.post) for each in case.team if not each.leads]
        more = wrapped(words("case.members", posts=", ".join(others)), self.inner) if others else []
        note = wrapped(words("case.mentoring", note=case.mentoring), self.inner) if case.mentoring else []
        return [*lines, *more, *note]

    def _papers(self, case: CaseView) -> list[str]:
        """The deadlines that were set."""
        words = self.words
        due = {"plan": case.plan_due, "commitment": case.commitment_due, "all": case.due}
        told = [words(f"case.due.{name}", day=written(day) or self.unset(case)) for name, day in due.items()]
        state = words("case.state", state=self.state(case), left=self.left(case))
        opened = words("case.opened", day=written(case.opened_on) or words("unknown"))
        return [*side_by_side([state, opened], self.inner, 4), *side_by_side(told, self.inner, 4)]

    def _shortcomings(self, case: CaseView) -> list[str]:
        lines = []
        for each in case.shortcomings:
            mark = {None: "○", True: "√", False: "×"}[each.remedied]
            text = f"{mark} {each.n} {visible(each.text)}"
            if each.cause:
                text += " – " + self.words("case.because", cause=visible(each.cause))
            lines += self._hanging(text, 4)
        return lines

    def _heads(self) -> str:
        """The rule above the measures, with the names of its columns."""
        words = self.words
        room = self.inner - OWNER - DUE - RESULT - 3
        texts = [(words("case.measures"), room), (words("case.owner"), OWNER), (words("case.column.due"), DUE)]
        line = ""
        for text, columns in texts:
            line += f"{text} " + "─" * (columns - width(text) - 1) + " "
        return line + words("case.result")

    def _measures(self, case: CaseView, *, whole: bool = False) -> list[str]:
        room = self.inner - OWNER - DUE - RESULT - 3
        lines = []
        for each in case.measures:
            owner = visible(each.owner) if each.owner else self.words("case.nobody")
            due = written(each.due) or self.unset(case)
            text = f"{each.n} {visible(each.text)}"
            told, owners = (wrapped(text, room), wrapped(owner, OWNER)) if whole else ([text], [owner])
            cells = (fit(told[0], room), fit(owners[0], OWNER), fit(due, DUE), fit(self.result(each), RESULT))
            lines.append(" ".join(cells))
            if whole:
                below = zip_longest(told[1:], owners[1:], fillvalue="")
                lines += [f"{fit(f'  {text}', room)} {owner}".rstrip() for text, owner in below]
                lines += self._reported(each)
        return lines or [self.words("unknown" if case.bare else "case.no_measures")]

    def _reported(self, measure: MeasureView) -> list[str]:
        lines = self._hanging(f"  {visible(measure.did)}", 2) if measure.did else []
        if measure.proof or measure.proof_number:
            parts = [measure.proof, measure.proof_number, written(measure.proof_date)]
            proof = ", ".join(visible(each) for each in parts if each)
            lines += self._hanging("  " + self.words("case.proof", proof=proof), 2)
        return lines

    def result(self, measure: MeasureView) -> str:
        """How far a measure is; done without a proof, and overdue, are said as such."""
        words = self.words
        if measure.done:
            if measure.proof is None:
                return words("case.unproved")
            return words("case.done", day=written(measure.done_on)[:5])
        late = measure.left is not None and measure.left < 0
        share = "" if measure.percent is None else f"{measure.percent}%"
        if late:
            return words("case.late_share", share=share) if share else words("case.late")
        return words("case.share", share=share) if share else words("case.not_begun")

    def event(self, event: EventView) -> str:
        """What happened, without its day."""
        facts: dict[str, object] = {}
        for name, value in event.facts.items():
            facts[name] = written(str(value)) if name in ("to", "was") and value else value
            if isinstance(value, str) and name not in ("to", "was"):
                facts[name] = visible(value)
        if event.code == "measure_done" and not facts.get("proof"):
            facts["proof"] = self.words("case.unproved")
        text = self.words(f"remediation.event.{event.code}", **facts).strip()
        if event.code.startswith("extension") and event.facts.get("late"):
            text += f" ({self.words('case.asked_late', count=event.facts['late'])})"
        if event.code.startswith("inspection") and event.facts.get("by"):
            text += f" ({visible(str(event.facts['by']))})"
        return text.rstrip(". ")

    def _events(self, case: CaseView) -> list[str]:
        return [f"{written(each.dated)} {self.event(each)}" for each in case.events]

    def _all_events(self, case: CaseView) -> list[str]:
        return [line for text in self._events(case) for line in self._hanging(text, 11)]

    def _newest(self, events: Sequence[str], rows: int) -> list[str]:
        """The newest events in so many rows, two abreast where they are short enough."""
        if rows <= 0:
            return []
        half = (self.inner - 2) // 2
        if len(events) > rows and all(width(each) <= half for each in events[-2 * rows :]):
            kept = list(events[-2 * rows :])
            left, right = kept[: (len(kept) + 1) // 2], kept[(len(kept) + 1) // 2 :]
            right += [""] * (len(left) - len(right))
            return [f"{fit(one, half)}  {other}".rstrip() for one, other in zip(left, right, strict=True)]
        kept = list(events[-rows:])
        if len(events) > rows:
            kept[0] = self.words("case.earlier", count=len(events) - rows + 1) + " · " + kept[0]
        return kept

    def _cut(self, lines: Sequence[str], rows: int, more: str) -> list[str]:
        if len(lines) <= rows:
            return list(lines)
        return [*lines[: max(0, rows - 1)], self.words(more, count=len(lines) - max(0, rows - 1))][: max(0, rows)]

    def _foot(self, case: CaseView, rows: int = 99) -> list[str]:
        """What is missing, an exemplary past, what it means for the next form and for a commendation.

        What does not fit whole in so many rows is left out.
        """
        words = self.words
        told = [self.lacking(case)] if case.missing else []
        if case.exemplary:
            told.append(exemplary(self.teller, case))
        told.append(self.link(case))
        if case.state != CLOSED:
            told.append(words("case.not_commended"))
        lines: list[str] = []
        for text in told:
            more = self._hanging(text, 2)
            lines += more if len(lines) + len(more) <= rows else []
        return lines

    def lacking(self, case: CaseView) -> str:
        """What is missing for the next step."""
        if not case.missing:
            return self.words("case.nothing_missing")
        names = ", ".join(self.words(f"remediation.lack.{each.code}", measure=each.measure) for each in case.missing)
        return self.words("case.missing", what=names)

    def link(self, case: CaseView) -> str:
        """What a later cycle's form says of the case."""
        return form_link(self.teller, case)

    def _hanging(self, text: str, indent: int) -> list[str]:
        lead = len(text) - len(text.lstrip())
        first, *rest = wrapped(text, self.inner - indent)
        return [" " * lead + first, *(" " * indent + line for line in rest)]


def form_link(teller: Teller, case: CaseView) -> str:
    """How the form of a later cycle quotes a case, or will."""
    words, counted = teller.words, case.shortcomings
    form = words("case.form", cycle=case.form.cycle) if case.form.cycle else words("case.form_next")
    if case.outcome is None:
        return words("case.will_quote", form=form)
    outcome = words(f"remediation.state.{case.outcome}")
    outcome = outcome[:1].lower() + outcome[1:]
    if not case.form.quoted:
        return words("case.to_quote", form=form, outcome=outcome)
    if not counted:
        return words("case.quotes", form=form, outcome=outcome)
    return words("case.quotes_count", form=form, outcome=outcome, remedied=case.remedied, count=len(counted))


def lines_of(cases: Iterable[CaseView], teller: Teller) -> list[str]:
    """Several cases, a line each; an exemplary past is pointed out."""
    lines = []
    for case in cases:
        lines.append(teller.case(case))
        if case.exemplary:
            lines.append(exemplary(teller, case))
    return lines


def in_form(teller: Teller, case: CaseView) -> str:
    """A case in a line of the form: its state, and how many shortcomings are remedied once that was verified."""
    words = teller.words
    state = words("unknown") if case.bare else words(f"remediation.state.{case.state}")
    if case.outcome is None or not case.shortcomings:
        return words("case.in_form_unknown", number=case.number, state=state)
    return words("case.in_form", number=case.number, state=state, remedied=case.remedied, count=len(case.shortcomings))


def exemplary(teller: Teller, case: CaseView) -> str:
    """That an organisation with a case was exemplary once, and when."""
    years = ", ".join(map(str, case.exemplary))
    return teller.words("case.exemplary_over" if case.over else "case.exemplary", years=years)
