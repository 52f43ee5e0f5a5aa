"""From a kind's name to a finished document: which question it asks the store, which maker fills it in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from store import clock
from store.db.connect import reading
from store.db.watching import Watch, unwatched
from store.errors import Refused
from store.exports.agenda import Agenda, Attendance, agenda, attendance
from store.exports.clerk import Clerk
from store.exports.commendation import CommendationList, commendation_list
from store.exports.comparison import comparison_sheet
from store.exports.decision import Decision, Notices, decision, notices
from store.exports.document import CSV, DOCX, JSONL, KINDS, XLSX, Document, Kind
from store.exports.handout import Handout, handout
from store.exports.journal import journal_lines
from store.exports.minutes import Minutes, minutes
from store.exports.naming import stem
from store.exports.overdue import overdue_sheet
from store.exports.proposal import Proposal, proposal
from store.exports.remediation import CaseReport, Directive, case_report, directive
from store.exports.reminders import Reminders, reminders
from store.exports.sheets import Sheet, table_text, workbook
from store.exports.sitting import Sat, sat_of
from store.exports.tables import period_of, table_sheets
from store.exports.templates import filled, template_of
from store.queries.commendation import commendations
from store.queries.comparison import comparison
from store.queries.intake import intake
from store.queries.meeting import meeting as read_meeting
from store.queries.news import newest_entry
from store.queries.remediation import CaseView, case, cases
from store.queries.settings import settings
from store.queries.trends import trends
from store.words import Words

CONTEXTS: dict[str, type] = {
    "reminders": Reminders,
    "handout": Handout,
    "proposal": Proposal,
    "agenda": Agenda,
    "attendance": Attendance,
    "minutes": Minutes,
    "decision": Decision,
    "notices": Notices,
    "remediation-directive": Directive,
    "case-report": CaseReport,
    "commendation-list": CommendationList,
}
"""What each kind of Word paper is filled with."""


@dataclass(frozen=True)
class _Asked:
    """What is wanted, by whom in which words."""

    kind: Kind
    clerk: Clerk
    shipped: Path
    cycle: str | None
    meeting: str | None
    watch: Watch
    case: int | None = None


def made(
    kind: str,
    *,
    words: Words,
    shipped: Path,
    cycle: str | None,
    meeting: str | None,
    case: int | None,
    wanted: str | None,
    watch: Watch,
) -> Document:
    """One document; see ``store.exports.make``."""
    found = kind_of(kind)
    if wanted is not None and wanted not in found.formats:
        raise Refused("export_format", kind=kind, format=wanted, known=", ".join(found.formats))
    ending = wanted or found.formats[0]
    asked = replace(_asked(found, words, shipped, cycle, meeting, watch), case=case)
    with reading():
        if ending == DOCX:
            context, draft = _context(asked)
            content = filled(template_of(kind, shipped), context, _marks(asked.clerk, draft=draft))
            watch(1, 1)
        elif ending == JSONL:
            content, context = journal_lines(newest_entry(), watch, made_up=asked.clerk.told.made_up), None
        else:
            content = _tables(asked, ending)
            context = None
        name = f"{_name(asked, getattr(context, 'cycle', None))}.{ending}"
    return Document(name, content)


def made_each(
    kind: str, *, words: Words, shipped: Path, cycle: str | None, meeting: str | None, watch: Watch
) -> Iterator[Document]:
    """One document a part; see ``store.exports.make_each``."""
    found = kind_of(kind)
    if not found.many:
        raise Refused("export_single", kind=kind)
    asked = _asked(found, words, shipped, cycle, meeting, unwatched)
    with reading():
        context, draft = _context(asked)
        template = template_of(kind, shipped)
    parts, name = _parts(context), _name(asked, getattr(context, "cycle", None))
    for number, (suffix, part) in enumerate(parts):
        watch(number, len(parts))
        yield Document(f"{name}-{suffix}.docx", filled(template, part, _marks(asked.clerk, draft=draft)))
    watch(len(parts), len(parts))


def context_of(kind: str, *, words: Words, cycle: str | None = None, meeting: str | None = None) -> Any:
    """What a Word paper would be filled with now; raises ``Refused`` as ``made`` does."""
    return _context(_asked(kind_of(kind), words, Path(), cycle, meeting, unwatched))[0]


def _parts(context: Any) -> list[tuple[str, Any]]:
    """Contexts with one part each, with what tells their files apart."""
    if isinstance(context, Notices):
        return [(f"{int(each.tt):02d}-{each.code}", replace(context, notices=(each,))) for each in context.notices]
    assert isinstance(context, Reminders)
    return [
        (f"{number:02d}", replace(context, letters=(each,))) for number, each in enumerate(context.letters, start=1)
    ]


def kind_of(name: str) -> Kind:
    """A kind by its name; raises ``Refused("unknown_export")``."""
    if name not in KINDS:
        raise Refused("unknown_export", kind=name, known=", ".join(KINDS))
    return KINDS[name]


def _asked(kind: Kind, words: Words, shipped: Path, cycle: str | None, meeting: str | None, watch: Watch) -> _Asked:
    spoken = Words("vi") if kind.paper else words
    return _Asked(kind, Clerk(spoken, settings(), clock.now_ms()), shipped, cycle, meeting, watch)


def _marks(clerk: Clerk, *, draft: bool) -> list[str]:
    return [mark for mark in (clerk.made_up(), clerk.draft() if draft else "") if mark]


def _name(asked: _Asked, cycle: str | None) -> str:
    """The file's name without its ending, from letters, digits and hyphens only."""
    code = cycle or asked.cycle
    if code is None and asked.kind.cycle:
        code = comparison().cycle
    return stem(asked.kind, asked.clerk.words.lang, code, asked.case)


def _tables(asked: _Asked, ending: str) -> bytes:
    sheets: tuple[Sheet, ...]
    clerk = asked.clerk
    if asked.kind.name == "comparison":
        sheets = (comparison_sheet(comparison(asked.cycle), clerk),)
    elif asked.kind.name == "overdue":
        sheets = (overdue_sheet(cases(), clerk),)
    else:
        view = trends()
        sheets = table_sheets(view, period_of(view, asked.cycle), clerk)
    asked.watch(1, 1)
    marks = _marks(clerk, draft=False)
    assert ending in (XLSX, CSV)
    return workbook(sheets, marks) if ending == XLSX else table_text(sheets, clerk.words.lang, marks)


def _context(asked: _Asked) -> tuple[Any, bool]:
    """What fills a kind's template, and whether it is still a draft."""
    kind = asked.kind
    if kind.meeting:
        sat = _sat(asked)
        return _MEETING[kind.name](sat, asked.watch), kind.is_draft(sealed=sat.sealed, decided=sat.decided)
    return _PLAIN[kind.name](asked), kind.is_draft(sealed=False, decided=False)


_PLAIN: dict[str, Callable[[_Asked], Any]] = {
    "reminders": lambda asked: reminders(intake(asked.cycle), asked.clerk),
    "handout": lambda asked: handout(comparison(asked.cycle), asked.clerk),
    "proposal": lambda asked: proposal(intake(asked.cycle), asked.clerk),
    "remediation-directive": lambda asked: directive(_case(asked), asked.clerk),
    "case-report": lambda asked: case_report(_case(asked), cases().today, asked.clerk),
    "commendation-list": lambda asked: commendation_list(commendations(asked.cycle), asked.clerk),
}

_MEETING: dict[str, Callable[[Sat, Watch], Any]] = {
    "agenda": lambda sat, _watch: agenda(sat),
    "attendance": lambda sat, _watch: attendance(sat),
    "minutes": lambda sat, _watch: minutes(sat),
    "decision": lambda sat, _watch: decision(sat),
    "notices": notices,
}
"""How each paper of a meeting is made."""


def _case(asked: _Asked) -> CaseView:
    """The case that is meant, without a number that which presses most; raises ``Refused`` where there is none."""
    if asked.case is not None:
        return case(asked.case)
    found = cases().cases
    if not found:
        raise Refused("no_case")
    return found[0]


def _sat(asked: _Asked) -> Sat:
    view = read_meeting(asked.meeting, asked.cycle)
    return sat_of(view, asked.clerk)
