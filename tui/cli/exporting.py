"""``export``: a paper or a table into a file or to standard output; and the Word templates to edit."""

from __future__ import annotations

import os
import shlex
import sys
import tempfile
from argparse import Namespace
from pathlib import Path

from seed.papers import FOLDER
from store.db.connect import fsync_folder
from store.errors import Refused
from store.exports import Document, make, make_each
from store.exports.document import KINDS
from store.words import LANGUAGES, Words
from tui.cli import output
from tui.cli.backing_up import watched
from tui.telling import Teller

STDOUT = "-"
"""What stands for standard output."""


def run_export(asked: Namespace, teller: Teller) -> None:
    """Make a document and put it where it is wanted; Ctrl+C stops and leaves nothing half done."""
    to_stdout = asked.file == STDOUT
    if to_stdout and sys.stdout.isatty():
        raise Refused("export_terminal")
    target = Path(asked.file)
    if not to_stdout and os.path.isdir(target):  # noqa: PTH112 - answers for any name, however long
        _into_folder(asked, target, teller)
        return
    ending = asked.format or (None if to_stdout else target.suffix.lower().removeprefix(".")) or None
    if not to_stdout:
        _expect_free(target, force=asked.force)
    with watched(teller, "export.progress") as watch:
        made = make(
            asked.kind,
            words=teller.words,
            shipped=FOLDER,
            cycle=asked.cycle,
            meeting=asked.meeting,
            case=asked.case,
            format=ending,
            watch=watch,
        )
    if to_stdout:
        sys.stdout.buffer.write(made.content)
        sys.stdout.buffer.flush()
        return
    put(made.content, target, force=asked.force)
    output.message(teller.words("saved.exported", path=shlex.quote(str(target))))


def _into_folder(asked: Namespace, folder: Path, teller: Teller) -> None:
    """One file for each part, under names that the program makes; none where one of them is there already."""
    if asked.format not in (None, *KINDS[asked.kind].formats):
        raise Refused("export_format", kind=asked.kind, format=asked.format, known=", ".join(KINDS[asked.kind].formats))
    with watched(teller, "export.progress") as watch:
        parts: list[Document] = list(
            make_each(
                asked.kind, words=teller.words, shipped=FOLDER, cycle=asked.cycle, meeting=asked.meeting, watch=watch
            )
        )
    for part in parts:
        _expect_free(folder / part.name, force=asked.force)
    for part in parts:
        put(part.content, folder / part.name, force=asked.force)
    output.message(teller.words("saved.exported_each", count=len(parts), folder=shlex.quote(str(folder))))


def _expect_free(target: Path, *, force: bool) -> None:
    if not force and os.path.lexists(target):
        raise Refused("export_exists", path=str(target))


def put(content: bytes, target: Path, *, force: bool) -> None:
    """Write a file beside its place, readable by its owner only, and give it its name; raises ``Refused``."""
    made: Path | None = None
    try:
        handle, name = tempfile.mkstemp(prefix=f".{target.name[:60]}.", suffix=".part", dir=target.parent)
        made = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if not force:
            _expect_free(target, force=False)
        made.replace(target)
        fsync_folder(target.parent)
    except (OSError, ValueError) as fault:
        raise Refused("export_cannot_write", path=str(target)) from fault
    finally:
        if made is not None:
            made.unlink(missing_ok=True)


def run_paper_template(asked: Namespace, teller: Teller) -> None:
    """The template of a paper that is in use now, to be edited in Word; or what may stand in it."""
    if asked.fields:
        _fields(asked.kind, teller)
        return
    from store.exports.templates import own_place, template_of  # noqa: PLC0415 - only when needed

    template, target = template_of(asked.kind, FOLDER), Path(asked.file)
    _expect_free(target, force=False)
    put(template.content, target, force=False)
    facts = {"path": shlex.quote(str(target)), "place": shlex.quote(str(own_place(asked.kind)))}
    output.line(teller.words("saved.paper_template", kind=asked.kind, **facts))


def _fields(kind: str, teller: Teller) -> None:
    from store.exports.fields import listed  # noqa: PLC0415 - only when needed
    from store.exports.making import CONTEXTS  # noqa: PLC0415 - the same

    spoken = [Words(lang) for lang in LANGUAGES]
    rows = [(field.path, *(words(field.meaning) for words in spoken)) for field in listed(CONTEXTS[kind])]
    heads = [teller.words(f"paper.fields.{name}") for name in ("path", *LANGUAGES)]
    output.table(heads, rows)
