"""Why: each rule of each level with its clause and source, the figures it was answered from, and what is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from store.queries.dossier import DossierView
from store.rules.checks import Finding, Support
from store.rules.facts import BY_NAME, LEVEL, TRUTH
from store.rules.levels import NOT_RATED
from store.rules.text import decimal, thousands
from tui.checking import CheckTeller
from tui.dialogs.framed import FramedDialog
from tui.keys import Key, bindings
from tui.telling import Teller
from tui.widgets.frame import Part, wrapped


class WhyDialog(FramedDialog):
    """Pages through what all rules say of one organisation; ``head`` comes first."""

    KEYS = (
        Key("give_up", "escape,enter,v", "Esc", "key.back"),
        Key("scroll", "down,up,pagedown,pageup", "↑↓", "key.move", each=True),
    )
    BINDINGS = bindings("why", KEYS)

    def __init__(
        self, teller: Teller, dossier: DossierView, *, support: Support | None = None, head: Sequence[str] = ()
    ) -> None:
        """Take the dossier; ``support`` where it is not what the store holds."""
        super().__init__()
        self.dossier, self.support, self.head = dossier, support or dossier.support, tuple(head)
        self.drawing = WhyDrawing(teller, dossier)
        self._top = 0
        self._rows = 1

    def parts(self) -> list[Part]:
        """As much as the screen has room for."""
        room, words = self.columns - 4, self.house.words
        lines = [line for told in self.head for line in wrapped(told, room)]
        lines += [*([""] if lines else []), *self.drawing.lines(self.support, room)]
        self._rows = rows = max(3, self.app.size.height - 7)
        self._top = max(0, min(self._top, len(lines) - rows))
        shown = lines[self._top : self._top + rows]
        if self._top + rows < len(lines):
            shown[-1] = words("help.more")
        name = self.house.teller.name(self.dossier.full_name or self.dossier.name)
        return [Part(words("check.why_title", tt=self.dossier.tt, name=name), tuple(shown))]

    async def action_scroll(self, number: int) -> None:
        """Down, up, a page down, a page up."""
        page = self._rows - 1
        self._top += (1, -1, page, -page)[number]
        self.draw()


class WhyDrawing:
    """Puts the rules' answers into lines."""

    def __init__(self, teller: Teller, dossier: DossierView) -> None:
        """Take the words and the dossier with its scheme."""
        self.teller, self.words, self.dossier = teller, teller.words, dossier
        self.checks = CheckTeller(teller, dossier.scheme)

    def lines(self, support: Support, room: int) -> list[str]:
        """The answer, then level by level each rule, failed first; the lowest level asks nothing."""
        lines = wrapped(self.words("check.answer", support=self.checks.answer(support)), room)
        for verdict in support.verdicts:
            level = self.teller.level(verdict.level, "full", self.dossier.scheme.code)
            outcome = self.words(f"check.outcome.{verdict.outcome}")
            lines += ["", self.words("why.level", level=level, outcome=outcome)]
            if not verdict.findings:
                lines.append(self.words("why.no_rules"))
            for finding in verdict.findings:
                lines += self.finding(finding, room)
        return lines

    def finding(self, finding: Finding, room: int) -> list[str]:
        """One rule: what it says, its clause and source, what it used, what is missing."""
        mark, outcome = (self.words(f"check.{part}.{finding.outcome}") for part in ("mark", "outcome"))
        told = [self.words("why.rule", mark=mark, outcome=outcome, told=self.checks.told(finding))]
        told.append(self.words("why.clause", clause=finding.clause, source=self.source(finding)))
        if finding.used:
            told.append(self.words("why.used", used=self.used(finding.used)))
        if finding.missing:
            names = ", ".join(self.checks.evidence(name) for name in finding.missing)
            told.append(self.words("why.missing", missing=names))
        first, *rest = told
        lines = wrapped(first, room)
        return lines + [f"    {line}" for each in rest for line in wrapped(each, room - 4)]

    def source(self, finding: Finding) -> str:
        """The source in full; a rule that was not read in a source says so."""
        if finding.verified and finding.source:
            return finding.source
        return ", ".join(part for part in (finding.source, self.words("check.unverified")) if part)

    def used(self, used: Mapping[str, int | str]) -> str:
        """The figures a rule was answered from, each with its name."""
        return ", ".join(f"{self.checks.evidence(name)} {self.value(name, value)}" for name, value in used.items())

    def value(self, name: str, value: int | str) -> str:
        """One figure: a count, yes or no, a level, a grade, points."""
        kind = BY_NAME.get(name)
        if kind is None:
            return self.words(f"grade.{value}.full") if isinstance(value, str) else decimal(value, self.words.lang)
        if kind.kind == LEVEL:
            none = value == NOT_RATED
            return (
                self.words("why.no_body") if none else self.teller.level(str(value), "wide", self.dossier.scheme.code)
            )
        return self.words("yes" if value else "no") if kind.kind == TRUTH else thousands(int(value), self.words.lang)
