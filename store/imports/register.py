"""Files of the register: organisations with names, groups and counts; dated changes; all faults of a file at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from store.commands.register_import import CHANGES, RENAMED, Changed, Listed
from store.imports import csv_text, strict_yaml, tables, workbook
from store.imports.cells import Cell, Fault, Findings, Note, Place, Record, TooMany
from store.imports.columns import CODE, IGNORED, NAME, REMARK, TT, WHO, Column, headings_of
from store.imports.files import read_bytes, suffix_of
from store.imports.kinds import ORGANISATIONS
from store.imports.values import readable
from store.imports.vocabulary import Vocabulary
from store.queries.register import OrganisationView, organisations
from store.rules.dates import read_date
from store.rules.naming import Ambiguous, Match, Named, resolve
from store.rules.register import COMMITTEE, DISSOLVED, KINDS, MERGED, PEER_GROUPS, SPLIT, BadCount, read_count
from store.rules.text import fold
from store.words import LANGUAGES, Words

WORDS, DATE, COUNT, CHOICE = "words", "date", "number", "choice"
"""What a column of the register holds."""

COUNTS = ("members_full", "members_probationary", "sub_branches")

_LISTED: Mapping[str, str] = {
    TT: WHO,
    CODE: WHO,
    NAME: WORDS,
    "full_name": WORDS,
    "kind": CHOICE,
    "peer_group": CHOICE,
    "valid_from": DATE,
    "as_of": DATE,
    **dict.fromkeys(COUNTS, COUNT),
    "source": WORDS,
    REMARK: IGNORED,
}
_CHANGED: Mapping[str, str] = {
    "what": CHOICE,
    CODE: WHO,
    NAME: WHO,
    "dated": DATE,
    "into": WORDS,
    "new_name": WORDS,
    "new_full_name": WORDS,
    "basis": WORDS,
    REMARK: IGNORED,
}


@dataclass(frozen=True)
class CheckedRegister:
    """What a file says: lines to write with where each stands, or faults (then no line); notes; lines left blank."""

    file: str
    listed: tuple[Listed, ...]
    changed: tuple[Changed, ...]
    places: tuple[Place, ...]
    faults: tuple[Fault, ...]
    notes: tuple[Note, ...]
    blank: int


def register_columns(kind: str, words: Words) -> tuple[Column, ...]:
    """The columns of a kind in the order of the template."""
    holds = _LISTED if kind == ORGANISATIONS else _CHANGED
    made = []
    for code, what in holds.items():
        name = f"workbook.column.{code}"
        spellings = tuple(each for lang in LANGUAGES for each in Words(lang)(name).split("|"))
        made.append(Column(code, what, words(name).split("|")[0], spellings))
    return tuple(made)


def choices_of(code: str, words: Words) -> dict[str, str]:
    """What may be chosen in a column: word to code."""
    codes = {"kind": KINDS, "peer_group": PEER_GROUPS, "what": CHANGES}[code]
    return {words(_CHOICE[code].format(each)): each for each in codes}


_CHOICE = {"kind": "kind.{}", "peer_group": "group.{}.full", "what": "import_change.{}"}


def read_register(kind: str, path: Path, words: Words) -> CheckedRegister:
    """Read and check a file of the register; raises ``Refused`` where it cannot be read at all."""
    raw = read_bytes(path)
    columns = {column.code: column for column in register_columns(kind, words)}
    headings = headings_of(tuple(columns.values()))
    reading = _Reading(columns, words)
    listed: list[Listed] = []
    changed: list[Changed] = []
    places: list[Place] = []
    blank = 0
    try:
        for record in _records(raw, path, columns, headings, reading.found):
            if _says_nothing(record, columns):
                blank += 1
                continue
            line = reading.listed(record) if kind == ORGANISATIONS else reading.changed(record)
            if line is not None:
                places.append(record.place)
                (listed if isinstance(line, Listed) else changed).append(line)  # type: ignore[arg-type]
    except TooMany:
        pass
    found = reading.found
    ill = bool(found.faults)
    return CheckedRegister(
        file=path.name,
        listed=() if ill else tuple(listed),
        changed=() if ill else tuple(changed),
        places=tuple(places),
        faults=tuple(found.faults),
        notes=found.notes,
        blank=blank,
    )


def _records(
    raw: bytes, path: Path, columns: dict[str, Column], headings: Vocabulary, found: Findings
) -> Sequence[Record]:
    suffix = suffix_of(path)
    if suffix == ".xlsx":
        return tables.records_of(workbook.grids(raw, path.name, found), columns, headings, found)
    if suffix == ".csv":
        return tables.records_of([csv_text.grid(raw, path.name, headings.read, found)], columns, headings, found)
    return tables.records_of_items(strict_yaml.read_items(raw, path.name), columns, headings, found)


def _says_nothing(record: Record, columns: dict[str, Column]) -> bool:
    return all(columns[code].holds in (WHO, IGNORED) for code in record.cells)


class _Reading:
    """One file being read."""

    def __init__(self, columns: dict[str, Column], words: Words) -> None:
        self.columns, self.words, self.found = columns, words, Findings()
        self.standing = [view for view in organisations() if view.kind != COMMITTEE]
        self._seen: dict[str, Place] = {}

    # Lines

    def listed(self, record: Record) -> Listed | None:
        """One organisation; a line without a code is a new one and needs a name and a kind."""
        values = {code: self._value(code, cell) for code, cell in record.cells.items()}
        code = None
        if (cell := record.cells.get(CODE)) is not None:
            view = next((each for each in self.standing if each.code == cell.text), None)
            if view is None:
                self._unknown(CODE, cell)
                return None
            if not self._once(view, cell):
                return None
            code = view.code
        else:
            self._required(record, (NAME, "kind"))
        if any(values.get(name) is not None for name in COUNTS):
            self._required(record, ("as_of",))
        numbers = {name: count for name in COUNTS if isinstance(count := values.get(name), int)}
        texts = {name: str(value) for name, value in values.items() if isinstance(value, str)}
        return Listed(
            organisation=code,
            name=texts.get(NAME),
            full_name=texts.get("full_name"),
            kind=texts.get("kind"),
            group=texts.get("peer_group"),
            valid_from=texts.get("valid_from"),
            counted=texts.get("as_of"),
            source=texts.get("source"),
            **numbers,
        )

    def changed(self, record: Record) -> Changed | None:
        """One dated change; what it needs beside date and decision depends on what it is."""
        values = {code: self._value(code, cell) for code, cell in record.cells.items()}
        texts = {name: str(value) for name, value in values.items() if isinstance(value, str)}
        what = texts.get("what", "")
        needed = {RENAMED: ("new_name",), MERGED: ("into",), SPLIT: ("into",), DISSOLVED: ()}.get(what, ())
        self._required(record, ("what", "dated", "basis", *needed))
        who = self._who(record)
        into, new = self._parted(record.cells.get("into"))
        if what == MERGED and "into" in record.cells and (new or len(into) != 1):
            cell = record.cells["into"]
            self.found.wrong("one_unit", cell.place, self.columns["into"].heading, cell.text)
        if who is None or not {"dated", "basis"} <= texts.keys():
            return None
        return Changed(
            what=what,
            organisation=who.code,
            dated=texts["dated"],
            basis=texts["basis"],
            into=into,
            new=new,
            name=texts.get("new_name"),
            full_name=texts.get("new_full_name"),
        )

    # Cells

    def _value(self, code: str, cell: Cell) -> str | int | None:
        column = self.columns[code]
        if column.holds in (WHO, IGNORED) or not readable(column, cell, self.found):
            return None
        if column.holds == DATE:
            day = read_date(cell.text)
            if day is None:
                self.found.wrong("date", cell.place, column.heading, cell.text)
            return day
        if column.holds == COUNT:
            count = read_count(cell.text)
            if isinstance(count, BadCount):
                self.found.wrong("not_a_count", cell.place, column.heading, cell.text)
                return None
            return count
        return self._chosen(code, cell) if column.holds == CHOICE else cell.text

    def _chosen(self, code: str, cell: Cell) -> str | None:
        pairs = [pair for lang in LANGUAGES for pair in choices_of(code, Words(lang)).items()]
        meant = Vocabulary([*pairs, *((each, each) for _word, each in pairs)]).read(cell.text)
        if meant is None:
            known = ", ".join(choices_of(code, self.words))
            self.found.wrong("choice", cell.place, self.columns[code].heading, cell.text, known=known)
        return meant

    def _required(self, record: Record, codes: Iterable[str]) -> None:
        for code in codes:
            if code not in record.cells:
                self.found.wrong("required", record.place, wanted=self.columns[code].heading)

    # Who is meant

    def _who(self, record: Record) -> OrganisationView | None:
        code, name = record.cells.get(CODE), record.cells.get(NAME)
        cell = code or name
        if cell is None:
            self.found.wrong("no_name", record.place)
            return None
        return self._called(CODE if cell is code else NAME, cell)

    def _called(self, column: str, cell: Cell) -> OrganisationView | None:
        """By code or whole name, never by a part of it."""
        view = self._whole(cell.text)
        if view is None:
            self._unknown(column, cell)
        return view

    def _whole(self, text: str) -> OrganisationView | None:
        answer = resolve(text, self._named())
        if not isinstance(answer, Match):
            return None
        view = next(each for each in self.standing if each.code == answer.code)
        whole = [view.code, *(fold(name) for name in (view.name, view.full_name) if name)]
        return view if fold(text) in whole or text == view.code else None

    def _parted(self, cell: Cell | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Codes of those that are in the register, and the names that are not."""
        into: list[str] = []
        new: list[str] = []
        for part in (each.strip() for each in (cell.text if cell else "").split(";")):
            view = self._whole(part) if part else None
            if view is not None:
                into.append(view.code)
            elif part:
                new.append(part)
        return tuple(into), tuple(new)

    def _unknown(self, column: str, cell: Cell) -> None:
        answer = resolve(cell.text, self._named())
        if isinstance(answer, Match):
            near: Sequence[Named] = [each for each in self._named() if each.code == answer.code]
        else:
            near = answer.candidates if isinstance(answer, Ambiguous) else answer.nearest
        names = ", ".join(f"{each.name or each.tt} ({each.code})" for each in near[:5])
        heading = self.columns[column].heading
        if names:
            self.found.wrong("unknown_near", cell.place, heading, cell.text, candidates=names)
        else:
            self.found.wrong("unknown", cell.place, heading, cell.text)

    def _once(self, view: OrganisationView, cell: Cell) -> bool:
        first = self._seen.setdefault(view.code, cell.place)
        if first is not cell.place:
            unit = f"{view.tt} {view.name or ''}".strip()
            heading = self.columns[CODE].heading
            self.found.wrong("twice", cell.place, heading, cell.text, unit=unit, line=first.line)
        return first is cell.place

    def _named(self) -> list[Named]:
        return [Named(each.code, each.tt, each.name, each.full_name) for each in self.standing]
