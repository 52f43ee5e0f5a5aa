"""Many lines of the register at once, read from a file: all of them or none, in one entry that one undo takes back."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from store.commands.base import Change, Saved, command
from store.commands.importing import Imported
from store.commands.periods import newest_period
from store.commands.register import put_group, put_headcount, put_name, put_organisation, put_rename
from store.commands.succession import NewUnit, put_dissolution, put_merge, put_split
from store.db.connect import database
from store.errors import Refused
from store.rules.register import DISSOLVED, MERGED, SPLIT

RENAMED = "renamed"
"""A change that ends no organisation."""

CHANGES = (RENAMED, MERGED, SPLIT, DISSOLVED)
"""What a line of changes can say."""


@dataclass(frozen=True)
class Listed:
    """What a file says of one organisation; ``None`` stays as it is. Without ``organisation`` it is a new one."""

    organisation: str | None
    name: str | None = None
    full_name: str | None = None
    kind: str | None = None
    group: str | None = None
    valid_from: str | None = None
    counted: str | None = None
    members_full: int | None = None
    members_probationary: int | None = None
    sub_branches: int | None = None
    source: str | None = None


@dataclass(frozen=True)
class Changed:
    """One dated change: what happened to an organisation, where it went, its new name, by which decision."""

    what: str
    organisation: str
    dated: str
    basis: str
    into: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    name: str | None = None
    full_name: str | None = None


@dataclass(frozen=True)
class Trial:
    """What an import would do: how many lines, and which are refused, by their place in the list from 0."""

    imported: Imported
    refused: tuple[tuple[int, Refused], ...]


class _Tried(Exception):  # noqa: N818 - how a trial ends, not a fault
    def __init__(self, trial: Trial) -> None:
        super().__init__()
        self.trial = trial


@command
def _import_organisations(change: Change, *, lines: Sequence[Listed], keep: bool) -> Imported:
    change.act("import_organisations")
    return _run(change, [(n, functools.partial(_put, change, line)) for n, line in enumerate(lines)], keep=keep)


@command
def _import_register_changes(change: Change, *, lines: Sequence[Changed], keep: bool) -> Imported:
    change.act("import_register_changes")
    in_order = sorted(enumerate(lines), key=lambda each: each[1].dated)
    return _run(change, [(n, functools.partial(_do, change, line)) for n, line in in_order], keep=keep)


def import_organisations(actor: str, *, lines: Sequence[Listed]) -> Saved[Imported]:
    """Name, group, count and add organisations in one entry; raises ``Refused`` as the single commands do."""
    return _import_organisations(actor, lines=lines, keep=True)


def try_organisations(actor: str, *, lines: Sequence[Listed]) -> Trial:
    """Go through the whole import and take it back before anything is kept; refusals of lines are answered."""
    try:
        _import_organisations(actor, lines=lines, keep=False)
    except _Tried as tried:
        return tried.trial
    raise AssertionError("a trial keeps nothing")


def import_register_changes(actor: str, *, lines: Sequence[Changed]) -> Saved[Imported]:
    """Rename, merge, split and dissolve in one entry, the earliest first; raises ``Refused`` as each would."""
    return _import_register_changes(actor, lines=lines, keep=True)


def try_register_changes(actor: str, *, lines: Sequence[Changed]) -> Trial:
    """Go through all changes and take them back before anything is kept; refusals of lines are answered."""
    try:
        _import_register_changes(actor, lines=lines, keep=False)
    except _Tried as tried:
        return tried.trial
    raise AssertionError("a trial keeps nothing")


def _run(change: Change, works: Sequence[tuple[int, Callable[[], None]]], *, keep: bool) -> Imported:
    """Do every line; in a trial a line that is refused is taken back alone, so that all refusals are found."""
    changed, refused = 0, []
    for number, work in works:
        before = len(change.rows)
        try:
            with database.savepoint():
                work()
        except Refused as refusal:
            if keep:
                raise
            refused.append((number, refusal))
            continue
        changed += len(change.rows) > before
    imported = Imported(changed, len(works) - changed)
    if not keep and (changed or refused):
        raise _Tried(Trial(imported, tuple(sorted(refused, key=lambda each: each[0]))))
    if not changed:
        raise Refused("nothing_changed")
    return imported


def _put(change: Change, line: Listed) -> None:
    code = line.organisation
    if code is None:
        made = put_organisation(
            change,
            name=line.name or "",
            full_name=line.full_name,
            kind=line.kind or "",
            group=line.group,
            valid_from=line.valid_from,
            source=line.source,
        )
        code = made.organisation
    else:
        stands = newest_period(code)
        if line.name is not None or line.full_name is not None:
            put_name(change, code, line.name or stands["name"] or "", line.full_name or stands["full_name"])
        if line.group is not None:
            put_group(change, code, line.group)
    if line.counted is not None:
        counts = line.members_full, line.members_probationary, line.sub_branches
        put_headcount(change, code, line.counted, *counts, line.source)


def _do(change: Change, line: Changed) -> None:
    if line.what == RENAMED:
        put_rename(change, line.organisation, line.name or "", line.full_name, line.dated, line.basis)
    elif line.what == DISSOLVED:
        put_dissolution(change, line.organisation, line.dated, line.basis)
    elif line.what == MERGED:
        put_merge(change, line.organisation, line.into[0], line.dated, line.basis)
    else:
        new = [NewUnit(name) for name in line.new]
        put_split(change, line.organisation, line.dated, line.basis, line.into, new)
