"""How the intake is drawn: columns, cells and lines as plain text, from what the store answered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from store.queries.intake import IntakeRow, IntakeView
from store.queries.settings import NamedCode
from store.rules.dates import written
from store.rules.intake import APPRAISED, COMPLETE, GIVEN, LATE, NO_OPINION, NOT_IN, NOT_SENT, RETURNED, SOME, Paper
from store.rules.text import fit, width
from tui.telling import Teller
from tui.widgets.frame import ends, wrapped
from tui.widgets.rows import Column, ListRow

WIDE = 110
"""From so many columns on, full names, longer words and one column more are shown."""

ABOUT = 4
"""Rows below the list for the organisation under the cursor."""


class IntakeDrawing:
    """Draws one view for one person at one width; ``bodies`` is the matrix of advisory bodies."""

    def __init__(self, view: IntakeView, teller: Teller, columns: int, *, bodies: bool) -> None:
        """Take the view, the words, the width of the screen in columns, and which of the two pictures is wanted."""
        self.view, self.teller, self.words = view, teller, teller.words
        self.columns, self.bodies, self.wide = columns, bodies, columns >= WIDE

    # The list

    def headings(self) -> tuple[Column, ...]:
        """The list's columns: a column for each paper, or for each body."""
        word = self.words
        first = [
            Column(word("column.tt"), 2, right=True),
            Column(word("column.organisation"), 34 if self.wide else 17),
        ]
        if self.bodies:
            columns = 15 if self.wide else 10
            return (*first, *(Column(self.short_body(body, columns), columns) for body in self.view.bodies))
        columns = 9 if self.wide else 7
        papers = enumerate(self.view.papers, start=1)
        last = [Column(word("intake.column.state"), 12 if self.wide else 10), Column(word("intake.column.owes"), 4)]
        if self.wide:
            last.append(Column(word("intake.column.opinions"), 9))
        return (*first, *(Column(self.whole(f"{n} {self.name(each)}", columns), columns) for n, each in papers), *last)

    def row(self, row: IntakeRow) -> ListRow:
        """One organisation's cells."""
        compared = row.compared
        name = compared.full_name or compared.name if self.wide else compared.name
        return ListRow(row.organisation, (str(compared.tt), self.teller.name(name), *self._cells(row)))

    def _cells(self, row: IntakeRow) -> list[str]:
        if self.bodies:
            form = "wide" if self.wide else "narrow"
            return [self.words(f"intake.opinion.{opinion.state}.{form}") for opinion in row.opinions]
        cells = [*(self._paper(paper) for paper in row.papers), self.state(row, "narrow"), self._owes(row)]
        if self.wide:
            cells.append(f"{len(row.opinions) - len(row.silent)}/{len(row.opinions)}")
        return cells

    def _paper(self, paper: Paper) -> str:
        day = written(paper.received)[:5]
        return self.words(f"intake.paper.{paper.state}", day=day)

    def _owes(self, row: IntakeRow) -> str:
        if not row.asked:
            return "-"
        count = len(row.ratings_owed)
        return self.words("intake.owes", count=count) if count else self.words("intake.owes_nothing")

    def state(self, row: IntakeRow, form: str) -> str:
        """A dossier's state in a form: ``narrow`` or ``full``."""
        count = sum(paper.is_in for paper in row.papers)
        return self.words(f"intake.dossier.{row.state}.{form}", count=count, total=len(row.papers))

    # Names

    def name(self, named: NamedCode) -> str:
        """The name of a paper or a body in the language of the screen."""
        return named.name(self.words.lang)

    def paper(self, code: str) -> str:
        """A paper's name inside a sentence."""
        name = next((self.name(each) for each in self.view.papers if each.code == code), code)
        return name[:1].lower() + name[1:]

    def papers(self, codes: Iterable[str]) -> str:
        """Several papers inside a sentence."""
        return ", ".join(self.paper(code) for code in codes)

    def few(self, codes: Sequence[str]) -> str:
        """One or two papers by name, more by their count."""
        return self.papers(codes) if len(codes) < 3 else self.words("intake.several", count=len(codes))

    def body(self, code: str) -> str:
        """A body's name."""
        return next((self.name(each) for each in self.view.bodies if each.code == code), code)

    def debtor(self, code: str) -> str:
        """Who owes: the organisation itself, or a body of its level."""
        return self.words("intake.debtor_organisation") if code == "organisation" else self.words(f"fact.rating_{code}")

    def short_body(self, body: NamedCode, columns: int) -> str:
        """A body's name over its column: without the word that says that it is a board."""
        name = self.name(body)
        for prefix in self.words("intake.body_prefixes").split(","):
            if width(name) > columns and name.startswith(prefix):
                name = name.removeprefix(prefix)
        name = name[:1].upper() + name[1:]
        return self.whole(name, columns)

    def whole(self, text: str, columns: int) -> str:
        """As many whole words as fit; the first one in any case."""
        return wrapped(text, columns)[0]

    # The rows above the list

    def where(self, post: str) -> str:
        """The first row: where one is, made-up or real, and as whom; the committee gives way where there is no room."""
        title = self.words("intake.title_bodies" if self.bodies else "intake.title", cycle=self.view.cycle.code)
        made_up = [self.words("made_up")] if self.view.compared.made_up else []
        full = " " + " │ ".join([title, self.view.compared.committee, *made_up])
        short = " " + " │ ".join([title, *made_up])
        return ends(full if width(full) + width(post) + 2 <= self.columns else short, post, self.columns)

    def deadlines(self, digits: str) -> str:
        """The second row: until when papers and ratings are due, and what digits do."""
        cycle = self.view.cycle
        dates = {"dossier": cycle.dossier_due, "prerequisites": cycle.prerequisites_due}
        if self.wide:
            dates["decision"] = cycle.decision_due
        due = [self.words(f"intake.due.{name}", due=self._due(date)) for name, date in dates.items()]
        return ends(" " + " │ ".join(due), digits, self.columns)

    def _due(self, date: str | None) -> str:
        return self.words("intake.due_unset") if date is None else self.words("intake.due_on", day=written(date))

    def counts(self, rows: Sequence[IntakeRow], which: str, marked: int) -> str:
        """The third row: which rows are shown, how they stand, what the store last confirmed."""
        saved = self.words("saved_at", time=self.teller.time(self.view.compared.saved_at))
        told = " " + self.words("comparison.rows", which=which, count=len(rows))
        for name, count in {"marked": marked, **self._numbers(rows)}.items():
            text = self.words("comparison.marked", count=count) if name == "marked" else self._count(name, count)
            part = f", {text}"
            if count and width(told + part) <= self.columns - width(saved) - 2:
                told += part
        return ends(told, saved, self.columns)

    def _count(self, name: str, count: int) -> str:
        return self.words(f"intake.count.{name}", count=count)

    def _numbers(self, rows: Sequence[IntakeRow]) -> dict[str, int]:
        if self.bodies:
            said = [opinion.state for row in rows for opinion in row.opinions]
            return {state: said.count(state) for state in (NOT_SENT, GIVEN, NO_OPINION)}
        states = [row.state for row in rows]
        return {
            "all_in": sum(state in (COMPLETE, APPRAISED, LATE) for state in states),
            SOME: states.count(SOME),
            RETURNED: states.count(RETURNED),
            NOT_IN: states.count(NOT_IN),
            "owing": sum(bool(row.ratings_owed) for row in rows),
        }

    # The rows below the list

    def about(self, row: IntakeRow | None) -> str:
        """What is known of the organisation under the cursor, what is wanting first."""
        if row is None:
            return ""
        told = self._about_bodies(row) if self.bodies else self._about_papers(row)
        lines = [line for text in told for line in wrapped(text, self.columns - 2)]
        if len(lines) > ABOUT:
            lines = [*lines[: ABOUT - 1], lines[ABOUT - 1] + " …"]
        return "\n".join(f" {fit(line, self.columns - 2).rstrip()}" for line in lines)

    def _about_papers(self, row: IntakeRow) -> list[str]:
        lines = [self.words("intake.about", unit=self.unit(row), state=self.state(row, "full"))]
        if late := sum(paper.state == LATE for paper in row.papers):
            lines[0] += self.words("intake.about_late", count=late)
        lines += self._wanting(row)
        if owed := row.ratings_owed:
            names = ", ".join(self.debtor(debt.debtor) for debt in owed)
            lines.append(self.words("intake.waiting", names=names, since=self.since(owed[0].since)))
        if reminded := sorted(day for debt in row.debts for day in debt.reminded):
            lines.append(self.words("intake.reminded_last", day=written(reminded[-1])))
        if row.silent:
            names = ", ".join(self.body(opinion.body) for opinion in row.silent)
            lines.append(self.words("intake.bodies_not_sent", names=names))
        return lines

    def _wanting(self, row: IntakeRow) -> list[str]:
        """Papers that never came, then those given back, by day and reason."""
        absent = [paper.code for paper in row.papers if paper.state == NOT_IN]
        due = self.view.cycle.dossier_due
        lines = [self.words("intake.absent", papers=self.papers(absent), since=self.since(due))] if absent else []
        back: dict[tuple[str | None, str | None], list[str]] = {}
        for paper in row.papers:
            if paper.state == RETURNED:
                back.setdefault((paper.returned, paper.why), []).append(paper.code)
        for (returned, why), codes in back.items():
            lines.append(self.words("intake.back", papers=self.papers(codes), day=written(returned), why=why))
        return lines

    def _about_bodies(self, row: IntakeRow) -> list[str]:
        lines = [self.unit(row)]
        for opinion in row.opinions:
            if opinion.state == GIVEN:
                day = written(opinion.given)
                told = self.words("intake.body_said", body=self.body(opinion.body), day=day, text=opinion.text)
                lines.append(told)
        for state in (NO_OPINION, NOT_SENT):
            names = ", ".join(self.body(opinion.body) for opinion in row.opinions if opinion.state == state)
            if names:
                lines.append(self.words(f"intake.bodies_{state}", names=names))
        return lines

    def unit(self, row: IntakeRow) -> str:
        """Number and name of a row's organisation; the full name where there is room."""
        compared = row.compared
        return self.teller.numbered(compared.tt, compared.full_name if self.wide else compared.name)

    def since(self, since: str | None) -> str:
        """Since when something is owed: a deadline that has passed, one that has not, or none."""
        if since is None:
            return self.words("intake.since_unset")
        name = "intake.since" if self.view.today > since else "intake.until"
        return self.words(name, day=written(since))
