"""What an export is: a file's name, its bytes; and which kinds there are."""

from __future__ import annotations

from dataclasses import dataclass

DOCX, XLSX, CSV, JSONL = "docx", "xlsx", "csv", "jsonl"
FORMATS = (DOCX, XLSX, CSV, JSONL)
"""Every format; each kind has some of them."""

FILE_LIMIT = 10_000_000
"""Bytes of a template that are read; a shipped one has under 50 000."""


@dataclass(frozen=True)
class Document:
    """A finished paper: a file name made by the program (letters, digits and hyphens), its bytes."""

    name: str
    content: bytes


AT_ONCE, SEALED, DECIDED, NEVER = "at_once", "sealed", "decided", "never"
"""From when a paper is no draft any more: at once, when the meeting is sealed, when the decision has number and day."""


@dataclass(frozen=True)
class Kind:
    """A kind of paper: its formats (the first is the one for ``-``), whether it needs a meeting or a cycle.

    ``many``: it consists of parts that can also be had one file each; ``paper``: it is filled into a template;
    ``final``: from when it is no draft; ``case``: it is about one case of remediation.
    """

    name: str
    formats: tuple[str, ...]
    meeting: bool = False
    cycle: bool = True
    many: bool = False
    final: str = AT_ONCE
    case: bool = False

    def is_draft(self, *, sealed: bool, decided: bool) -> bool:
        """Whether it is a draft, of a meeting that is sealed and decided as it is told."""
        return not {AT_ONCE: True, SEALED: sealed, DECIDED: decided, NEVER: False}[self.final]

    @property
    def paper(self) -> bool:
        """Whether it is a Word document that is filled into a template."""
        return self.formats == (DOCX,)


KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("comparison", (XLSX, CSV)),
        Kind("tables", (XLSX, CSV)),
        Kind("journal", (JSONL,), cycle=False),
        Kind("reminders", (DOCX,), many=True),
        Kind("handout", (DOCX,), final=NEVER),
        Kind("proposal", (DOCX,), final=NEVER),
        Kind("agenda", (DOCX,), meeting=True, final=SEALED),
        Kind("attendance", (DOCX,), meeting=True),
        Kind("minutes", (DOCX,), meeting=True, final=SEALED),
        Kind("decision", (DOCX,), meeting=True, final=DECIDED),
        Kind("notices", (DOCX,), meeting=True, many=True, final=DECIDED),
        Kind("overdue", (XLSX, CSV), cycle=False),
        Kind("remediation-directive", (DOCX,), cycle=False, case=True),
        Kind("case-report", (DOCX,), cycle=False, case=True),
        Kind("commendation-list", (DOCX,)),
    )
}
"""Every kind of paper by its name, in the order in which they are listed: before a meeting, at it, after it; cases."""

PAPERS = tuple(kind.name for kind in KINDS.values() if kind.paper)
"""The kinds that are filled into a Word template."""
