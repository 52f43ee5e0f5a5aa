"""Importing files of the register, and their templates."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from store.imports.kinds import ORGANISATIONS
from tui.cli import output
from tui.cli.keeping import FoundWrong
from tui.telling import Teller


def run_register_import(asked: Namespace, teller: Teller) -> None:
    """Read, check, try and write a file of the register; raises ``FoundWrong`` after telling all that is wrong."""
    from store.commands import register_import as writing  # noqa: PLC0415 - only when needed
    from store.imports.register import read_register  # noqa: PLC0415 - the same
    from tui.cli.importing import tell_faults, told_note, told_place  # noqa: PLC0415 - it imports this module

    checked = read_register(asked.kind, Path(asked.file), teller.words)
    if checked.faults:
        tell_faults(checked.file, checked.faults, teller)
        raise FoundWrong
    whole = asked.kind == ORGANISATIONS
    if whole:
        trial = writing.try_organisations(asked.actor, lines=checked.listed)
    else:
        trial = writing.try_register_changes(asked.actor, lines=checked.changed)
    if trial.refused:
        told = [
            f"{told_place(checked.places[number], teller)}: {teller.refusal(refused)}"
            for number, refused in trial.refused
        ]
        output.message(teller.words("refusal.import_refused", file=checked.file, count=len(told)))
        for line in told:
            output.message(f"  {line}")
        raise FoundWrong
    facts = {"file": checked.file, "blank": checked.blank}
    if asked.dry_run:
        done = trial.imported
        said = teller.words("saved.import_tried", changed=done.changed, same=done.same, **facts)
    else:
        if whole:
            saved = writing.import_organisations(asked.actor, lines=checked.listed)
        else:
            saved = writing.import_register_changes(asked.actor, lines=checked.changed)
        facts |= {"time": teller.time(saved.at), "entry": saved.entry}
        said = teller.words("saved.imported", changed=saved.value.changed, same=saved.value.same, **facts)
    for note in checked.notes:
        output.line(told_note(note, teller))
    output.line(said)
