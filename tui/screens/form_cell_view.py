"""How the form is drawn below its lines: the cell under the cursor, what can be typed there, and what checks answer."""

from __future__ import annotations

from store.queries.dossier import ProofView
from store.rules.dates import written
from store.rules.facts import BY_NAME, FactFault
from store.rules.predicates import PASS
from store.rules.text import fit, width
from tui.checking import CheckTeller
from tui.screens.case_view import in_form
from tui.screens.form_parts import (
    DATED,
    FACT,
    FACTS_ZONE,
    LINES,
    NUMBER,
    PAPER,
    POINTS,
    PROOFS,
    TEXT,
    Field,
    Gap,
    Odd,
    gaps,
    pieces,
)
from tui.screens.form_seen import Seen, points
from tui.widgets.frame import wrapped


class CellDrawing:
    """Draws what is below the lines of one dossier."""

    def __init__(self, seen: Seen) -> None:
        """Take what is seen."""
        self.seen, self.words = seen, seen.teller.words
        self.checks = CheckTeller(seen.teller, seen.dossier.scheme)
        self.room = seen.columns - 4

    # The cell

    def title(self) -> str:
        """What the rows below the lines are about."""
        seen, line = self.seen, self.seen.line
        if seen.spot.zone == FACTS_ZONE or line is None:
            return seen.named(seen.beside)
        facts = {"code": line.code, "name": seen.criterion(line), "body": seen.body(line.body)}
        if seen.opened and seen.opened.field.kind == POINTS:
            return self.words("form.points_title", **facts, most=points(line.points or 0, self.words.lang))
        if seen.spot.zone == PROOFS and seen.proof:
            there = len(pieces(seen.dossier, line.code))
            return self.words("form.piece_title", **facts, n=seen.proof.n, count=max(there, seen.proof.n))
        return self.words("form.proof_title", **facts)

    def rows(self) -> list[str]:
        """The framed rows below the lines; while a cell is open the first one is the cell itself."""
        rows = self.seen.rows.cell
        opened = self.seen.opened
        if opened:
            fault = opened.typed.fault
            hint = f"{self.words('check.mark.fail')} {self.wrong(fault)}" if fault else self.hint(opened.field)
            told, rows = wrapped(hint, self.room), rows - 1
        elif self.seen.spot.zone == FACTS_ZONE or self.seen.line is None:
            told = self.beside()
        else:
            told = self._parts() if self.seen.spot.zone == PROOFS else self._proofs(self.seen.line.code)
        if len(told) > rows:
            told = [*told[: rows - 1], " ".join(told[rows - 1 :])]
        return [f"│ {fit(line, self.room)} │" for line in [*told, *[""] * (rows - len(told))]]

    def _proofs(self, criterion: str) -> list[str]:
        there = pieces(self.seen.dossier, criterion)
        case = self._case(criterion)
        if not there:
            return [self.words("form.no_proof"), *case]
        return [*case, *(row for piece in there for row in wrapped(self.piece(piece), self.room))]

    def _case(self, criterion: str) -> list[str]:
        """The remediation case that the line of earlier shortcomings asks after, the newest one."""
        case = max(self.seen.cases, key=lambda each: each.number, default=None)
        asking = self.seen.dossier.form.earlier if self.seen.dossier.form else None
        if case is None or asking is None or criterion != asking.code:
            return []
        quoted = any(each.number == str(case.number) for each in pieces(self.seen.dossier, criterion))
        return [] if quoted else [in_form(self.seen.teller, case)]

    @staticmethod
    def piece(piece: ProofView) -> str:
        """A piece of evidence in a sentence: its number and date, then what it says."""
        named = [piece.number or "", f"({written(piece.dated)})" if piece.dated else ""]
        head = " ".join(part for part in named if part)
        return f"{head}: {piece.text}" if head else piece.text

    def _parts(self) -> list[str]:
        """The piece under the cursor by its parts: text; number and date."""
        at, dossier = self.seen.proof, self.seen.dossier
        if at is None:
            return []
        piece = next((each for each in pieces(dossier, at.code) if each.n == at.n), None)
        mark = {part: "►" if at.part == part else " " for part in (TEXT, NUMBER, DATED)}
        if piece is None:
            return [f"{mark[TEXT]} {self.words('form.new_proof')}"]
        number = f"{mark[NUMBER]} {self.words('form.number')}: {piece.number or '-'}"
        dated = f"{mark[DATED]} {self.words('form.dated')}: {written(piece.dated) or '-'}"
        return [f"{mark[TEXT]} {fit(piece.text, self.room - 2).rstrip()}", f"{number}    {dated}"]

    def beside(self) -> list[str]:
        """The fact, the paper or the opinion under the cursor, and what can be done with it."""
        row, seen, words = self.seen.beside, self.seen, self.words
        if row.kind == FACT:
            fact = seen.dossier.fact(row.code)
            value = seen.fact_in_full(fact) if fact else words("unknown")
            told = words("form.fact", name=seen.named(row), value=value)
            clashing = next((each for each in seen.odd if row.code in (*each.parts, each.whole)), None)
            return [told, self.odd(clashing) if clashing else self.hint(Field(FACT, row.code))]
        if row.kind == PAPER:
            paper = next((each for each in seen.dossier.papers if each.paper == row.code), None)
            if paper is None:
                return [words("form.paper_none"), words("form.at_intake")]
            key = "form.paper_in" if paper.received else "form.paper_back"
            told = words(key, day=written(paper.received or paper.returned), why=paper.why)
            return [*wrapped(told, self.room), words("form.at_intake")]
        said = next((each for each in seen.dossier.opinions if each.body == row.code), None)
        if said is None:
            return [words("form.opinion_waiting"), words("form.at_intake")]
        key = "form.opinion_said" if said.text else "form.opinion_without"
        return wrapped(words(key, day=written(said.given), text=said.text), self.room)

    def odd(self, found: Odd) -> str:
        """Figures that do not go together, with both numbers."""
        whole = self.words(f"fact.{found.whole}")
        if len(found.parts) == 1:
            part = self.words(f"fact.{found.parts[0]}")
            return self.words("form.odd_part", part=part, count=found.count, whole=whole, total=found.total)
        return self.words("form.odd_sum", whole=whole, count=found.count, total=found.total)

    def hint(self, field: Field) -> str:
        """What can be typed into a cell."""
        if field.kind == FACT:
            return self._fact_hint(BY_NAME[field.code].kind)
        if field.kind == POINTS:
            line = self.seen.dossier.form.criterion(field.code) if self.seen.dossier.form else None
            return self.words("form.hint.points", most=points(line.points or 0 if line else 0, self.words.lang))
        return self.words(f"form.hint.{field.part}")

    def _fact_hint(self, kind: str) -> str:
        """Levels by their longest words that fit in one row."""
        scheme, told = self.seen.dossier.scheme, ""
        for form in ("wide", "narrow"):
            names = [f"{each.rank} {self.seen.level(each.code, form)}" for each in scheme.levels]
            told = self.words(f"form.hint.{kind}", levels=", ".join(names))
            if width(told) <= self.room:
                break
        return told

    def fault(self, field: Field, text: str, fault: FactFault) -> str:
        """Why a typed text will not do, and that it is kept."""
        return self.words("form.unreadable", field=self.seen.field(field), text=text, what=self.wrong(fault))

    def wrong(self, fault: FactFault) -> str:
        """What would be right in a cell of this form."""
        key = f"form.wrong.{fault.code}"
        return self.words(key) if self.words.has(key) else self.words(f"fact_fault.{fault.code}")

    # The checks

    def about(self) -> list[str]:
        """What the dossier carries, each level with what says most, and what is missing."""
        room, rows = self.seen.columns - 2, self.seen.rows.checks - 2
        head = self.words("check.answer", support=self.checks.answer(self.seen.support))
        lines = self._answers(rows, room)
        return [
            f" {fit(line, room).rstrip()}" for line in (head, *lines, *[""] * (rows - len(lines)), self.missing(room))
        ]

    def _answers(self, rows: int, room: int) -> list[str]:
        """Level by level what says most; spare rows go to what keeps back the next better level: source, then more."""
        verdicts = [each for each in self.seen.support.verdicts if each.findings]
        told = [
            (verdict.level, each, [self.checks.line(each, room)]) for verdict in verdicts for each in verdict.findings
        ]
        firsts = [verdict.findings[0] for verdict in verdicts][:rows]
        spare, order = rows - len(firsts), self._upwards()
        shown = [each for each in told if each[1] in firsts]
        for _level, finding, lines in sorted(shown, key=lambda each: order.index(each[0])):
            whole = self.checks.line(finding)
            if finding.outcome != PASS and whole != lines[0] and spare:
                lines.append(f"    {whole.removeprefix(lines[0]).strip()}")
                spare -= 1
        rest = list({each[2][0]: each for each in told if each[1] not in firsts}.values())
        rest.sort(key=lambda each: (each[1].outcome == PASS, order.index(each[0])))
        shown += rest[:spare]
        return [line for each in told if each in shown for line in each[2]]

    def _upwards(self) -> list[str]:
        """The levels above the one that is supported, the next better first; then that one and those below."""
        levels, best = [each.level for each in self.seen.support.verdicts], self.seen.support.supported
        above = levels[: levels.index(best)] if best in levels else levels
        return [*reversed(above), *levels[len(above) :]]

    def missing(self, room: int) -> str:
        """The last row: how many gaps there are, and as many of their names as fit."""
        found = gaps(self.seen.dossier, self.seen.support, self.seen.me)
        if not found:
            return self.words("form.no_gaps")
        names: list[str] = []
        for gap in found:
            trial = [*names, self.gap(gap)]
            more = ["…"] if len(trial) < len(found) else []
            if width(self.words("form.gaps", count=len(found), names=" · ".join([*trial, *more]))) > room and names:
                return self.words("form.gaps", count=len(found), names=" · ".join([*names, "…"]))
            names = trial
        return self.words("form.gaps", count=len(found), names=" · ".join(names))

    def gap(self, gap: Gap) -> str:
        """What is missing, by name."""
        zone, code = gap
        return code if zone == LINES else self.words(f"fact.{code}")
