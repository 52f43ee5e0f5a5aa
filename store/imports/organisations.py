"""Whom a line is about: by code, by the exact name, by the name without marks; never by a part of it."""

from __future__ import annotations

from collections.abc import Sequence

from store.imports import columns as kinds
from store.imports.cells import Cell, Findings, Place, Record
from store.imports.values import readable
from store.queries.dossier import DossierView
from store.rules.naming import Match, Named, Unknown, resolve
from store.rules.text import fold

_LISTED = 5


class Register:
    """The organisations of a cycle; each may come once in a file."""

    def __init__(self, dossiers: Sequence[DossierView], headings: dict[str, kinds.Column]) -> None:
        """Take the cycle's dossiers and the columns by code."""
        self._by_code = {each.organisation: each for each in dossiers}
        self._named = tuple(Named(each.organisation, each.tt, each.name, each.full_name) for each in dossiers)
        self._columns = headings
        self._seen: dict[str, Place] = {}

    def find(self, record: Record, found: Findings) -> DossierView | None:
        """The organisation of a record, or ``None`` with the fault told."""
        code, name = record.cells.get(kinds.CODE), record.cells.get(kinds.NAME)
        by = code or name
        if by is None:
            found.wrong("no_name", record.place)
            return None
        column = self._columns[kinds.CODE if by is code else kinds.NAME]
        if not readable(column, by, found):
            return None
        dossier = self._called(column.heading, by, found)
        if dossier is None or not self._agrees(dossier, record, found):
            return None
        if first := self._seen.get(dossier.organisation):
            found.wrong("twice", by.place, column.heading, by.text, unit=_unit(dossier), line=first.line)
            return None
        self._seen[dossier.organisation] = by.place
        return dossier

    def _called(self, heading: str, cell: Cell, found: Findings) -> DossierView | None:
        answer = resolve(cell.text, self._named)
        if isinstance(answer, Match) and self._whole(answer.code, cell.text):
            dossier = self._by_code[answer.code]
            _note(dossier, cell, found)
            return dossier
        near: Sequence[Named] = ()
        if isinstance(answer, Match):
            near = [each for each in self._named if each.code == answer.code]
        elif isinstance(answer, Unknown):
            near = answer.nearest
        else:
            near = answer.candidates
            if all(self._whole(each.code, cell.text) for each in near):
                found.wrong(
                    "ambiguous", cell.place, heading, cell.text, count=len(near), candidates=_listed(near[:_LISTED])
                )
                return None
        code = "unknown_near" if near else "unknown"
        found.wrong(code, cell.place, heading, cell.text, candidates=_listed(near[:_LISTED]))
        return None

    def _whole(self, code: str, text: str) -> bool:
        """Whether the text is the whole of what an organisation is called, and not its number or a part."""
        dossier = self._by_code[code]
        return fold(text) in [fold(each) for each in (code, dossier.name, dossier.full_name) if each]

    def _agrees(self, dossier: DossierView, record: Record, found: Findings) -> bool:
        """Whether number and name of the line are those of the organisation that its code names."""
        before = len(found.faults)
        name, number = record.cells.get(kinds.NAME), record.cells.get(kinds.TT)
        unit, code = _unit(dossier), dossier.organisation
        if name is not None and readable(self._columns[kinds.NAME], name, found):
            if dossier.name is None:
                found.note("name_skipped", name.place, name.text, code)
            elif not self._whole(code, name.text):
                heading = self._columns[kinds.NAME].heading
                found.wrong("name_differs", name.place, heading, name.text, unit=unit, named=code)
            elif kinds.CODE in record.cells:
                _note(dossier, name, found)
        if number is not None and readable(self._columns[kinds.TT], number, found):
            heading = self._columns[kinds.TT].heading
            if number.text.removesuffix(".") != str(dossier.tt):
                found.wrong("number_differs", number.place, heading, number.text, unit=unit)
        return len(found.faults) == before


def _note(dossier: DossierView, cell: Cell, found: Findings) -> None:
    """Say whom a text was taken to mean where it is not exactly what the organisation is called."""
    if cell.text not in (dossier.organisation, dossier.name, dossier.full_name):
        found.note("understood", cell.place, cell.text, f"{_unit(dossier)} ({dossier.organisation})")


def _unit(dossier: DossierView) -> str:
    return f"{dossier.tt} {dossier.name or dossier.organisation}"


def _listed(organisations: Sequence[Named]) -> str:
    return ", ".join(f"{each.tt} {each.name or each.code} ({each.code})" for each in organisations)
