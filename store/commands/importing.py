"""Many dossiers at once, read from a file: all of them or none, in one entry that one undo takes back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from store.commands.assessment import the_assessment
from store.commands.base import Change, Row, Saved, command
from store.commands.dossier import arrived_on, put_fact, put_grade, put_self_assessment, the_line, touch
from store.errors import Refused
from store.rules.forms import OWN, Graded
from store.rules.scheme import Scheme


@dataclass(frozen=True)
class Known:
    """A fact's value as it is kept, and the date on which a rating arrived (ISO text) where that was said."""

    value: str
    arrived: str | None = None


@dataclass(frozen=True)
class Filled:
    """What a file says of one organisation; what it does not say stays as it is."""

    organisation: str
    self_level: str | None = None
    grades: Mapping[str, Graded] = field(default_factory=dict)
    facts: Mapping[str, Known] = field(default_factory=dict)


@dataclass(frozen=True)
class Imported:
    """How many organisations were changed, and how many stood so already."""

    changed: int
    same: int


class _Tried(Exception):  # noqa: N818 - how a trial ends, not a fault
    def __init__(self, imported: Imported) -> None:
        super().__init__()
        self.imported = imported


@command
def _import_dossiers(change: Change, *, dossiers: Sequence[Filled], cycle: str | None, keep: bool) -> Imported:
    change.act("import_dossiers")
    changed = 0
    for filled in dossiers:
        row, scheme = the_assessment(change, filled.organisation, cycle)
        before = len(change.rows)
        _put(change, row, scheme, filled)
        changed += len(change.rows) > before
    if not changed:
        raise Refused("nothing_changed")
    imported = Imported(changed, len(dossiers) - changed)
    if not keep:
        raise _Tried(imported)
    return imported


def import_dossiers(actor: str, *, dossiers: Sequence[Filled], cycle: str | None = None) -> Saved[Imported]:
    """Write self-ratings, own grades and facts of many organisations in one entry.

    Raises ``Refused`` for the role, an organisation, level, grade or fact that is none, or where nothing would change.
    """
    return _import_dossiers(actor, dossiers=dossiers, cycle=cycle, keep=True)


def try_import(actor: str, *, dossiers: Sequence[Filled], cycle: str | None = None) -> Imported:
    """Go through the whole import and take it back before anything is kept; raises ``Refused`` as the import would."""
    try:
        _import_dossiers(actor, dossiers=dossiers, cycle=cycle, keep=False)
    except _Tried as tried:
        return tried.imported
    raise AssertionError("a trial keeps nothing")


def _put(change: Change, row: Row, scheme: Scheme, filled: Filled) -> None:
    before = len(change.rows)
    for criterion, given in filled.grades.items():
        put_grade(change, row, the_line(scheme, row, criterion), OWN, given.grade, given.points, None)
    for name, known in filled.facts.items():
        put_fact(change, row, scheme, name, known.value, known.arrived or arrived_on(change, row, name), None)
    if filled.self_level is not None and filled.self_level != row["self_level"]:
        put_self_assessment(change, row, scheme, filled.self_level, {}, {})
    elif len(change.rows) > before:
        touch(change, row)
