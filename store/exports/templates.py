"""Filling a Word template: where it lies, what may be wrong with it, and what stands on every page in any case.

A template is a .docx with placeholders in double braces that a committee edits in Word. It runs in a sandbox; what
the store holds is put in as text, never as template and never as XML.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

from store.db.connect import database
from store.errors import Refused
from store.exports.document import FILE_LIMIT
from store.exports.fields import asked_in, given, shape
from store.rules.text import clean

FOLDER = "papers"
"""The folder beside the store in which a committee's own templates lie, named ``<kind>.docx``."""


@dataclass(frozen=True)
class Template:
    """A template in use: where it was found, whether it is the committee's own, its bytes."""

    path: Path
    own: bool
    content: bytes


def own_place(kind: str) -> Path:
    """Where a committee's own template of a kind is looked for."""
    return Path(str(database.database)).parent / FOLDER / f"{kind}.docx"


def template_of(kind: str, shipped: Path) -> Template:
    """The committee's own template of a kind if there is one, else the shipped one; raises ``Refused``."""
    own = own_place(kind)
    path = own if own.exists() else shipped / f"{kind}.docx"
    try:
        with path.open("rb") as file:
            content = file.read(FILE_LIMIT + 1)
    except OSError as fault:
        raise Refused("paper_unreadable", path=str(path)) from fault
    if len(content) > FILE_LIMIT:
        raise Refused("paper_broken", path=str(path))
    return Template(path, path == own, content)


class _Unknown(Exception):  # noqa: N818 - becomes a refusal
    """A placeholder that the context does not have."""

    def __init__(self, field: str, _message: str = "") -> None:
        super().__init__(field)
        self.field = field


def filled(template: Template, context: object, marks: Sequence[str] = ()) -> bytes:
    """The template with a context (a dataclass) put in, and the marks at the head of every page.

    Raises ``Refused``: ``paper_field`` for a placeholder that the kind does not have, ``paper_broken`` for what is no
    .docx, ``paper_syntax`` for braces that are not understood.
    """
    from jinja2 import TemplateError  # noqa: PLC0415 - heavy, and only for papers

    path = str(template.path)
    try:
        made = _rendered(template, context)
    except _Unknown as fault:
        raise Refused("paper_field", path=path, field=clean(fault.field)[:80]) from fault
    except TemplateError as fault:
        raise Refused("paper_syntax", path=path, said=clean(str(fault.message or ""))[:120]) from fault
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError) as fault:
        raise Refused("paper_syntax", path=path, said=clean(str(fault))[:120]) from fault
    return _stamped(made, [mark for mark in marks if mark])


def _rendered(template: Template, context: object) -> bytes:
    from docx.opc.exceptions import OpcError  # noqa: PLC0415 - heavy, and only for papers
    from docxtpl import DocxTemplate  # type: ignore[import-untyped]  # noqa: PLC0415 - the same

    class Exact(DocxTemplate):  # type: ignore[misc]  # docxtpl is untyped
        """Puts texts in as they are: docxtpl itself reads some signs in them as its own."""

        def render_xml_part(self, src_xml: str, _part: object, context: dict[str, Any], jinja_env: Any) -> str:
            return str(jinja_env.from_string(src_xml).render(context))

    paper = Exact(BytesIO(template.content))
    try:
        paper.init_docx()
    except (OpcError, zipfile.BadZipFile, zlib.error, LookupError, ValueError, OSError, SyntaxError) as fault:
        raise Refused("paper_broken", path=str(template.path)) from fault
    paper.render(given(context), _environment(type(context)))
    made = BytesIO()
    paper.save(made)
    return made.getvalue()


def _environment(kind: type) -> Any:
    """A sandbox that knows one kind's fields and nothing else of the program."""
    from jinja2 import StrictUndefined  # noqa: PLC0415 - heavy, and only for papers
    from jinja2.sandbox import ImmutableSandboxedEnvironment  # noqa: PLC0415 - the same

    known = shape(kind)

    class Undefined(StrictUndefined):
        """Refuses to be anything, under its own name."""

        def __init__(self, hint: Any = None, obj: Any = None, name: Any = None, **_more: Any) -> None:
            super().__init__(hint, obj, name, partial(_Unknown, str(name)))  # type: ignore[arg-type]  # any maker does

    class Sandbox(ImmutableSandboxedEnvironment):
        """Reads every part of a template whole before it is filled in, so that no branch hides a wrong name."""

        def from_string(self, source: Any, *args: Any, **more: Any) -> Any:
            wrong = asked_in(self.parse(source), {**known, **self.globals})
            if wrong is not None:
                raise _Unknown(wrong)
            return super().from_string(source, *args, **more)

    sandbox = Sandbox(undefined=Undefined, autoescape=True)
    sandbox.globals.clear()
    return sandbox


def _stamped(content: bytes, marks: Sequence[str]) -> bytes:
    """The marks in a line each at the head of every page, whatever the template says."""
    if not marks:
        return content
    from docx import Document  # noqa: PLC0415 - heavy, and only for papers

    paper = Document(BytesIO(content))
    for place, section in enumerate(paper.sections):
        heads = [section.header]
        if section.different_first_page_header_footer:
            heads.append(section.first_page_header)
        if paper.settings.odd_and_even_pages_header_footer:
            heads.append(section.even_page_header)
        for head in heads:
            if place and head.is_linked_to_previous:
                continue  # it shows what the section before it shows
            head.is_linked_to_previous = False
            _mark(head, marks)
    made = BytesIO()
    paper.save(made)
    return made.getvalue()


def _mark(head: Any, marks: Sequence[str]) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415 - heavy, and only for papers
    from docx.shared import Pt  # noqa: PLC0415 - the same

    for mark in marks:
        line = head.paragraphs[0].insert_paragraph_before()
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        line.paragraph_format.first_line_indent = Pt(0)
        line.paragraph_format.space_after = Pt(0)
        run = line.add_run(mark)
        run.bold, run.font.size = True, Pt(11)
