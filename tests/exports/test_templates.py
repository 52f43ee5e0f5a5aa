"""Templates that a committee edits: used when they are there, refused in a sentence when something is wrong in them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from seed.papers import FOLDER
from store.errors import Refused
from store.exports.document import PAPERS
from store.exports.fields import listed
from store.exports.making import CONTEXTS, context_of
from store.exports.templates import own_place
from store.words import LANGUAGES, Words
from tests.exports.conftest import paper
from tests.exports.reading import heads, lines


def edited(kind: str, change: Callable[[Any], None]) -> Path:
    """The shipped template as somebody edited it, put where the program looks for it."""
    document = Document(str(FOLDER / f"{kind}.docx"))
    change(document)
    target = own_place(kind)
    target.parent.mkdir(exist_ok=True)
    document.save(str(target))
    return target


def put(kind: str, content: bytes) -> Path:
    target = own_place(kind)
    target.parent.mkdir(exist_ok=True)
    target.write_bytes(content)
    return target


def adds(text: str) -> Callable[[Any], None]:
    return lambda document: document.add_paragraph(text)


@pytest.mark.usefixtures("dossiers")
def test_a_committee_s_own_template_is_used_and_still_marked() -> None:
    def change(document: Any) -> None:
        document.settings.odd_and_even_pages_header_footer = True
        document.sections[0].different_first_page_header_footer = False
        line = document.add_paragraph()
        line.add_run("Tổng {{ to")  # Word cuts what is typed into pieces as it likes
        line.add_run("tal }} đơn vị, {{ cycle|upper }}")

    edited("handout", change)
    made = paper("handout").content
    assert lines(made)[-1] == "Tổng 59 đơn vị, 2019"
    assert "DỮ LIỆU MINH HỌA" in Document(BytesIO(made)).sections[0].even_page_header.paragraphs[1].text
    assert all("DỰ THẢO" in head for head in heads(made))


@pytest.mark.usefixtures("dossiers")
def test_an_unknown_placeholder_names_itself_wherever_it_stands() -> None:
    cases: list[tuple[Callable[[Any], None], str]] = [
        (adds("{{ totals }}"), "totals"),
        (adds("{{ head.bodie }}"), "head.bodie"),
        (adds("{% if false %}{{ chair }}{% endif %}"), "chair"),
        (adds("{% for row in rows %}{{ row.nmae }}{% endfor %}"), "row.nmae"),
        (adds("{% for row in rows %}{% for cap in row.caps %}x{% endfor %}{% endfor %}"), "row.caps"),
        (adds("{% set first = head %}{{ first.numbr }}"), "first.numbr"),
        (adds("{{ head.__class__ }}"), "head.__class__"),
        (adds("{{ cycle.__class__.__mro__ }}"), "__class__"),
        (adds("{{ range(3) }}"), "range"),
        (lambda document: document.sections[0].header.add_paragraph("{{ wrong }}"), "wrong"),
        (lambda document: setattr(document.core_properties, "title", "{{ of_title }}"), "of_title"),
    ]
    for change, field in cases:
        path = edited("handout", change)
        with pytest.raises(Refused) as refused:
            paper("handout")
        assert (refused.value.code, refused.value.facts) == ("paper_field", {"path": str(path), "field": field})


@pytest.mark.usefixtures("dossiers")
def test_a_renamed_placeholder_in_the_shipped_text_is_found() -> None:
    def rename(document: Any) -> None:
        cell = document.tables[1].rows[2].cells[1].paragraphs[0].runs[0]
        assert cell.text == "{{ row.name }}"
        cell.text = "{{ row.ten }}"

    edited("handout", rename)
    with pytest.raises(Refused) as refused:
        paper("handout")
    assert refused.value.facts["field"] == "row.ten"


@pytest.mark.usefixtures("dossiers")
def test_what_is_no_template_is_refused_in_one_sentence() -> None:
    for text in ("{% for row in rows %}", "{% nothing %}", "{{ cycle|nofilter }}", "{{ cycle", "{{ 1/0 }}"):
        path = edited("handout", adds(text))
        with pytest.raises(Refused) as refused:
            paper("handout")
        assert refused.value.code == "paper_syntax", text
        assert refused.value.facts["path"] == str(path)
        assert "\n" not in Words("vi")("refusal.paper_syntax", **refused.value.facts)
    shipped = (FOLDER / "handout.docx").read_bytes()
    for content in (b"", b"PK", b"no zip", shipped[:4000], (FOLDER / "layout.py").read_bytes()):
        put("handout", content)
        with pytest.raises(Refused) as refused:
            paper("handout")
        assert refused.value.code == "paper_broken"
    own_place("handout").unlink()
    own_place("handout").mkdir()
    with pytest.raises(Refused) as refused:
        paper("handout")
    assert refused.value.code == "paper_unreadable"


@pytest.mark.usefixtures("closed")
def test_the_listed_fields_are_what_a_template_is_given() -> None:
    given = {kind: context_of(kind, words=Words("vi")) for kind in PAPERS}
    assert set(given) == set(CONTEXTS) == set(PAPERS)
    for kind, context in given.items():
        assert type(context) is CONTEXTS[kind]
        named = {field.path for field in listed(CONTEXTS[kind])}
        assert paths(context) <= named, kind
        assert {path for path in named if "." not in path} == {path for path in paths(context) if "." not in path}
        for field in listed(CONTEXTS[kind]):
            assert all(Words(lang)(field.meaning) for lang in LANGUAGES)


def paths(context: Any, prefix: str = "") -> set[str]:
    """Every path that a context really has."""
    found = set()
    for each in fields(context):
        value = getattr(context, each.name)
        path = f"{prefix}{each.name}{'[]' if isinstance(value, tuple) else ''}"
        found.add(path)
        for inner in value if isinstance(value, tuple) else (value,):
            if is_dataclass(inner):
                found |= paths(inner, f"{path}.")
    return found
