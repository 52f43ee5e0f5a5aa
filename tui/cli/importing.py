"""Importing a file, and the empty template for it."""

from __future__ import annotations

import shlex
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from store.errors import Refused
from store.exports.document import PAPERS
from store.imports.cells import FAULTS, Fault, Note, Place
from store.imports.kinds import REGISTER, expect_ready
from tui.cli import output
from tui.cli.exporting import run_paper_template
from tui.cli.keeping import FoundWrong
from tui.cli.register import run_register_import
from tui.telling import Teller

_SHOWN = 60
"""So many characters of a cell's text are said."""


def run_import(asked: Namespace, teller: Teller) -> None:
    """Read, check and write a file, or with ``--dry-run`` only try; raises ``FoundWrong`` after telling the faults."""
    expect_ready(asked.kind)
    if asked.kind in REGISTER:
        run_register_import(asked, teller)
        return
    from store.commands.importing import import_dossiers, try_import  # noqa: PLC0415 - only when needed
    from store.imports.reading import read_dossiers  # noqa: PLC0415 - the same

    checked = read_dossiers(asked.kind, Path(asked.file), teller.words, asked.cycle)
    if checked.faults:
        tell_faults(checked.file, checked.faults, teller)
        raise FoundWrong
    facts = {"file": checked.file, "blank": checked.blank}
    if asked.dry_run:
        tried = try_import(asked.actor, dossiers=checked.dossiers, cycle=checked.cycle)
        said = teller.words("saved.import_tried", changed=tried.changed, same=tried.same, **facts)
    else:
        saved = import_dossiers(asked.actor, dossiers=checked.dossiers, cycle=checked.cycle)
        facts |= {"time": teller.time(saved.at), "entry": saved.entry}
        said = teller.words("saved.imported", changed=saved.value.changed, same=saved.value.same, **facts)
    for note in checked.notes:
        output.line(told_note(note, teller))
    output.line(said)


def run_template(asked: Namespace, teller: Teller) -> None:
    """Make an empty file to fill in, or a Word template to edit; raises ``Refused`` where there is one already."""
    if asked.kind in PAPERS:
        run_paper_template(asked, teller)
        return
    if asked.fields:
        raise Refused("template_no_fields", kind=asked.kind, papers=", ".join(PAPERS))
    expect_ready(asked.kind)
    from store.imports.files import suffix_of  # noqa: PLC0415 - only when needed
    from store.imports.register_template import register_template  # noqa: PLC0415 - the same
    from store.imports.template import template  # noqa: PLC0415 - the same

    path = Path(asked.file)
    if asked.kind in REGISTER:
        made = register_template(asked.kind, suffix_of(path), teller.words)
    else:
        made = template(asked.kind, suffix_of(path), teller.words, asked.cycle)
    try:
        with path.open("xb") as file:
            file.write(made.content)
    except FileExistsError as fault:
        raise Refused("template_exists", path=str(path)) from fault
    except (OSError, ValueError) as fault:
        raise Refused("template_cannot_write", path=str(path)) from fault
    told = {"path": shlex.quote(str(path)), "kind": asked.kind, "rows": made.rows, "cycle": made.cycle}
    output.line(teller.words("saved.template_register" if asked.kind in REGISTER else "saved.template", **told))


def tell_faults(file: str, faults: Sequence[Fault], teller: Teller) -> None:
    """The sentence with the first fault, then every fault in a line of its own, on standard error."""
    code = "import_faults" if len(faults) < FAULTS else "import_faults_more"
    first = told_fault(faults[0], teller)
    output.message(teller.words(f"refusal.{code}", file=file, count=len(faults), first=first))
    for fault in faults:
        output.message(f"  {told_fault(fault, teller, whole=True)}")


def told_fault(fault: Fault, teller: Teller, *, whole: bool = False) -> str:
    """A fault in words: where, what stands there, what would be right; ``whole`` with column and all choices."""
    number = fault.facts.get("number")
    spelt = f"import_count.n{number}"
    facts: dict[str, object] = {**fault.facts}
    if number is not None:
        facts["number"] = teller.words(spelt) if teller.words.has(spelt) else number
    told = teller.words(
        "import_fault.says" if fault.text else "import_fault.lacks",
        place=told_place(fault.place, teller, fault.heading, whole=whole),
        text=_cut(fault.text),
        wanted=teller.words(f"import_fault.{fault.code}", **facts),
    )
    if whole and "known" in fault.facts:
        return teller.words("import_fault.listed", fault=told, known=fault.facts["known"])
    return told


def told_note(note: Note, teller: Teller) -> str:
    """Something understood, in words."""
    place = told_place(note.place, teller) if note.place else ""
    meaning, text = note.meaning, _cut(note.text)
    return teller.words(f"import_note.{note.code}", text=text, meaning=meaning, count=note.count, place=place)


def told_place(place: Place, teller: Teller, heading: str = "", *, whole: bool = False) -> str:
    """Where something stands: sheet and cell, or line and column."""
    facts = {"sheet": place.sheet, "line": place.line, "column": place.column, "heading": _cut(heading)}
    if place.sheet is None:
        return teller.words("import_at.line_of" if heading else "import_at.line", **facts)
    if not place.column:
        return teller.words("import_at.row", **facts)
    return teller.words("import_at.cell_of" if heading and whole else "import_at.cell", **facts)


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
