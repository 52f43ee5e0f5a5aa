"""Files that are meant to harm, or broken: refused with a sentence, in little time, whatever their bytes."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from store.errors import Refused
from store.imports.kinds import KINDS, READY
from store.imports.strict_yaml import read_yaml
from store.imports.workbook import UNPACKED_LIMIT
from store.words import LANGUAGES, Words
from tests.imports.files import ENDINGS, FACTS, SELF, checked, workbook
from tests.kit.stores import everything

pytestmark = pytest.mark.usefixtures("store")

SHEET = "xl/worksheets/sheet1.xml"
MANY = settings(
    max_examples=settings().max_examples // 2,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The parts of a small workbook that is well."""
    path = workbook(tmp_path_factory.mktemp("good") / "t.xlsx", [["Mã", "Tự XL"], ["xa-kim-dong", "HT"]])
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(path: Path, parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    """A workbook of these parts."""
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def sheet(rows: str) -> bytes:
    """A sheet's XML."""
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<worksheet xmlns="{space}"><sheetData>{rows}</sheetData></worksheet>'.encode()


def bomb(parts: dict[str, bytes]) -> dict[str, bytes]:
    return {**parts, SHEET: sheet("<row/>" * (UNPACKED_LIMIT // 6))}


def entities(parts: dict[str, bytes]) -> dict[str, bytes]:
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9))
    return {
        **parts,
        SHEET: f'<!DOCTYPE x [<!ENTITY a0 "ha">{laughs}]>'.encode() + sheet("<row><c><v>&a8;</v></c></row>"),
    }


def foreign_entity(parts: dict[str, bytes]) -> dict[str, bytes]:
    return {**parts, SHEET: b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + sheet("<row>&a;</row>")}


def in_utf_16(parts: dict[str, bytes]) -> dict[str, bytes]:
    return {
        **parts,
        SHEET: ('<?xml version="1.0" encoding="utf-16"?><!DOCTYPE x []>' + sheet("").decode()).encode("utf-16"),
    }


PARTS: dict[str, tuple[Callable[[dict[str, bytes]], dict[str, bytes]], str]] = {
    "a bomb": (bomb, "import_too_large"),
    "a million laughs": (entities, "import_not_workbook"),
    "an entity from outside": (foreign_entity, "import_not_workbook"),
    "a document type in UTF-16": (in_utf_16, "import_not_workbook"),
    "a thousand parts": (lambda parts: {**parts, **{f"x{n}": b"" for n in range(1000)}}, "import_too_large"),
    "no workbook": (lambda parts: {"mimetype": b"application/zip"}, "import_not_workbook"),
    "broken XML": (lambda parts: {**parts, SHEET: parts[SHEET][:-20]}, "import_not_workbook"),
    "a string that is not there": (
        lambda parts: {**parts, SHEET: sheet('<row r="1"><c r="A1" t="s"><v>99</v></c></row>')},
        "import_not_workbook",
    ),
    "a number beyond all bounds": (
        lambda parts: {**parts, SHEET: sheet(f'<row r="1"><c r="A1"><v>{"9" * 9999}</v></c></row>')},
        "import_not_workbook",
    ),
    "a row beyond the last": (
        lambda parts: {**parts, SHEET: sheet('<row r="1"/><row r="99999999999"><c t="b"><v>1</v></c></row>')},
        "import_too_wide",
    ),
    "a cell beyond the columns": (
        lambda parts: {**parts, SHEET: sheet('<row r="1"><c r="XFD1"><v>1</v></c></row>')},
        "import_too_wide",
    ),
    "wide and empty": (
        lambda parts: {**parts, SHEET: sheet("".join(f'<row r="{n}"><c r="XFD{n}"/></row>' for n in range(1, 90_000)))},
        "import_too_wide",
    ),
    "too many rows": (
        lambda parts: {**parts, SHEET: sheet("".join(f'<row r="{n}"><c><v>1</v></c></row>' for n in range(1, 5_100)))},
        "import_too_wide",
    ),
}


@pytest.mark.parametrize("name", PARTS)
def test_a_workbook_that_is_none_is_refused(tmp_path: Path, good: dict[str, bytes], name: str) -> None:
    change, code = PARTS[name]
    with pytest.raises(Refused) as refused:
        checked(SELF, packed(tmp_path / "t.xlsx", change(good)))
    assert refused.value.code == code
    for lang in LANGUAGES:
        assert Words(lang)(f"refusal.{code}", **refused.value.facts)


def test_parts_that_say_they_are_small_are_read_no_further(tmp_path: Path, good: dict[str, bytes]) -> None:
    """Sizes in the archive's list are not believed beyond what they say."""
    path = packed(tmp_path / "t.xlsx", bomb(good))
    raw, size = path.read_bytes(), struct.pack("<L", len(bomb(good)[SHEET]))
    assert size in raw
    path.write_bytes(raw.replace(size, struct.pack("<L", 100)))
    with pytest.raises(Refused) as refused:
        checked(SELF, path)
    assert refused.value.code == "import_not_workbook"


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_packings_that_no_spreadsheet_uses_are_refused(tmp_path: Path, good: dict[str, bytes], method: int) -> None:
    with pytest.raises(Refused) as refused:
        checked(SELF, packed(tmp_path / "t.xlsx", good, method))
    assert refused.value.code == "import_not_workbook"


def test_the_last_row_of_a_sheet_may_be_used(tmp_path: Path, good: dict[str, bytes]) -> None:
    """A stray value far below is read as what it is, not waited for."""
    rows = good[SHEET].replace(b"</sheetData>", b'<row r="1048576"><c r="B1048576"><v>7</v></c></row></sheetData>')
    (fault,) = checked(SELF, packed(tmp_path / "t.xlsx", {**good, SHEET: rows})).faults[:1]
    assert fault.place.line == 1_048_576


SIZES = {".xlsx": 5_000_000, ".csv": 5_000_000, ".yaml": 1_000_000, ".yml": 1_000_000}


@pytest.mark.parametrize("ending", SIZES)
def test_files_beyond_their_size_are_not_read(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"t{ending}"
    with path.open("wb") as file:
        file.truncate(SIZES[ending] + 1)
    with pytest.raises(Refused) as refused:
        checked(SELF, path)
    assert (refused.value.code, refused.value.facts["limit"]) == ("import_too_large", SIZES[ending] // 1_000_000)


UNREADABLE: dict[str, tuple[str, bytes | None, str]] = {
    "no such file": ("t.xlsx", None, "file_missing"),
    "a folder": (".", None, "import_format"),
    "a device": ("/dev/zero", None, "import_format"),
    "a name with a nought": ("t\0.csv", None, "file_missing"),
    "an old workbook": ("t.xls", b"", "import_format"),
    "LibreOffice's own": ("t.ods", b"", "import_format"),
    "text in a workbook's name": ("t.xlsx", b"M\xc3\xa3,T\xe1\xbb\xb1 XL\n", "import_not_workbook"),
    "nothing in a workbook's name": ("t.xlsx", b"", "import_not_workbook"),
    "not UTF-8": ("t.csv", "Mã,Tự XL\n".encode() + b"\n\xff\xfe,x\n", "import_text"),
    "an open quotation mark": ("t.csv", 'Mã,Tự XL\nxa-kim-dong,"HT\n'.encode(), "import_text"),
    "a column too many": ("t.csv", b"," * 300 + b"x\n", "import_too_wide"),
    "a row too many": ("t.csv", b"x\n" * 5_100, "import_too_wide"),
    "no YAML": ("t.yaml", b"- a: [1\n", "yaml_fault"),
    "YAML that is not UTF-8": ("t.yaml", b"- a: \xff\n", "yaml_fault"),
    "aliases": ("t.yaml", b"- &a x: 1\n- *a\n", "yaml_fault"),
    "a deep nest": ("t.yaml", b"[" * 50_000, "yaml_fault"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path, name: str) -> None:
    file, raw, code = UNREADABLE[name]
    path = tmp_path / file
    if raw is not None:
        path.write_bytes(raw)
    with pytest.raises(Refused) as refused:
        checked(SELF, path)
    assert refused.value.code == code


@pytest.mark.parametrize("kind", sorted({*KINDS} - {*READY}))
def test_a_kind_that_is_not_ready_names_those_that_are(tmp_path: Path, kind: str) -> None:
    with pytest.raises(Refused) as refused:
        checked(kind, tmp_path / "t.xlsx")
    assert refused.value.facts == {"kind": kind, "known": "self-ratings, facts, organisations, register-changes"}


@MANY
@given(raw=st.binary(max_size=400), ending=st.sampled_from(ENDINGS), kind=st.sampled_from([SELF, FACTS]))
@example(raw=b"- {[a]: b}\n", ending=".yaml", kind=SELF)
@example(raw=b"- code: !!int [1]\n  name: !!bool maybe\n  tt: 2019-99-99\n", ending=".yaml", kind=SELF)
@example(raw=b"- ? [a]\n  : b\n- <<: {code: x}\n", ending=".yaml", kind=SELF)
@example(raw="M\u00e3,T\u1ef1 XL\n\u202exa-kim-dong,\x00HT\n".encode(), ending=".csv", kind=SELF)
@example(raw=b"\xff\xfe\x00", ending=".csv", kind=SELF)
def test_any_bytes_are_read_or_refused(tmp_path: Path, raw: bytes, ending: str, kind: str) -> None:
    path = tmp_path / f"t{ending}"
    path.write_bytes(raw)
    _read_or_refused(path, kind)


HEAD = "Mã,Tự xếp loại,I.1,targets_set,rating_front_arrived,rating_front,disunity\n"


@MANY
@given(text=st.text(max_size=60).map(lambda line: f"{HEAD}xa-kim-dong,{line}\n"), kind=st.sampled_from([SELF, FACTS]))
def test_any_text_beneath_headings_is_read_or_told(tmp_path: Path, text: str, kind: str) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    _read_or_refused(path, kind)


@MANY
@given(
    data=st.data(),
    with_=st.binary(min_size=1, max_size=8)
    | st.sampled_from([b"0", b"-1", b"99999999", b"r=", b"<f>A1</f>", b"t='d'"]),
)
def test_a_workbook_with_any_part_spoilt_is_read_or_refused(
    tmp_path: Path, good: dict[str, bytes], data: st.DataObject, with_: bytes
) -> None:
    part = data.draw(st.sampled_from(sorted(good)))
    at = data.draw(st.integers(0, len(good[part]) - 1))
    cut = data.draw(st.integers(0, 12))
    _read_or_refused(
        packed(tmp_path / "t.xlsx", {**good, part: good[part][:at] + with_ + good[part][at + cut :]}), SELF
    )


@MANY
@given(data=st.data(), with_=st.binary(min_size=1, max_size=4))
def test_an_archive_with_any_bytes_spoilt_is_read_or_refused(
    tmp_path: Path, good: dict[str, bytes], data: st.DataObject, with_: bytes
) -> None:
    packed_ = io.BytesIO()
    with zipfile.ZipFile(packed_, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in good.items():
            archive.writestr(name, content)
    raw = packed_.getvalue()
    at = data.draw(st.integers(0, len(raw) - 1))
    path = tmp_path / "t.xlsx"
    path.write_bytes(raw[:at] + with_ + raw[at + len(with_) :])
    _read_or_refused(path, SELF)


def _read_or_refused(path: Path, kind: str) -> None:
    """Whatever a file is, its answer is values, faults with words, or a refusal with words."""
    words = Words("vi")
    try:
        read = checked(kind, path)
    except Refused as refused:
        assert words.has(f"refusal.{refused.code}")
        return
    assert not (read.faults and read.dossiers)
    for fault in read.faults:
        assert words(f"import_fault.{fault.code}", **fault.facts)
    for note in read.notes:
        assert words.has(f"import_note.{note.code}")


YAML_SURPRISES = {
    "a month that is none": "a: 2019-99-99",
    "a number that is a list": "a: !!int [1]",
    "a truth that is none": "a: !!bool maybe",
    "an object of Python": "a: !!python/object/apply:os.system [ls]",
    "a key that is a list": "[a]: b",
    "a list that says it is a mapping": "a: !!map [b]",
    "a list that says it is a set": "a: !!set [b]",
    "a mapping that says it is a list": "a: !!seq {b: c}",
    "a number of five thousand digits": f"a: {'9' * 5000}",
    "a deep nest": "[" * 50_000,
    "a time of day": "a: 12:30",
    "an octal number": "a: 012",
    "an unquoted no": "a: no",
    "a key twice": "a: 1\na: 2",
    "an alias": "a: &x 1\nb: *x",
}


@pytest.mark.parametrize("name", YAML_SURPRISES)
def test_strict_yaml_refuses_what_is_read_otherwise_than_it_looks(tmp_path: Path, name: str) -> None:
    """The seed's files and profiles stand on the same reader."""
    path = tmp_path / "t.yaml"
    path.write_text(YAML_SURPRISES[name], encoding="utf-8")
    with pytest.raises(Refused) as refused:
        read_yaml(path)
    assert (refused.value.code, refused.value.facts["file"]) == ("yaml_fault", "t.yaml")


PIECES = [
    "a",
    ": ",
    "\n",
    "- ",
    "? ",
    "[",
    "]",
    "{",
    "}",
    ", ",
    "&x ",
    "*x",
    "!!",
    "int ",
    "map ",
    "set ",
    "timestamp ",
]
PIECES += ["bool ", "float ", "binary ", "null ", "<<", "1", "0", "-", ".", "'", '"', "|", "#", "%", "  ", "omap ", "~"]


@MANY
@given(pieces=st.lists(st.sampled_from(PIECES), max_size=12))
def test_any_yaml_is_read_or_refused(tmp_path: Path, pieces: list[str]) -> None:
    path = tmp_path / "t.yaml"
    path.write_text("".join(pieces), encoding="utf-8")
    try:
        read_yaml(path)
    except Refused as refused:
        assert refused.code == "yaml_fault"
    _read_or_refused(path, SELF)


def test_a_workbook_without_a_sheet_has_no_headings(tmp_path: Path, good: dict[str, bytes]) -> None:
    (fault,) = checked(SELF, packed(tmp_path / "t.xlsx", {name: good[name] for name in good if name != SHEET})).faults
    assert fault.code == "no_headings"


def test_reading_changes_nothing(tmp_path: Path) -> None:
    before = everything()
    checked(SELF, workbook(tmp_path / "t.xlsx", [["Mã", "Tự XL"], ["xa-kim-dong", "HT"]]))
    assert everything() == before
