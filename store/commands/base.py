"""What every command goes through: one transaction, schema number, role, version, rows, journal entry, commit.

A command is written ``@command def verb(change: Change, *, …)`` and called ``verb("login", …)``; the answer comes only
after the commit returned.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar

import peewee

from store import clock
from store.db import journal
from store.db.connect import SCHEMA, check_schema, writing
from store.db.tables import Account, Record, table_name
from store.errors import Refused, Stale
from store.queries.sitting import offices
from store.queries.story import Touch, latest_touch
from store.rules import roles as rights
from store.rules.dates import read_date
from store.rules.text import clean

P = ParamSpec("P")
R = TypeVar("R")

Row = dict[str, Any]
"""A row as column names and values."""

NOTE_LIMIT = 2000
"""The longest note or name that is kept, in characters."""


@dataclass(frozen=True)
class Saved(Generic[R]):
    """The store's word that a change is kept: its entry, the instant (UTC milliseconds) and the command's answer."""

    entry: int
    at: int
    value: R


@dataclass
class Change:
    """One change in the making: who, which entry it will be, and the rows changed so far."""

    actor: str
    roles: frozenset[str]
    entry: int
    at: int
    previous_hash: str
    action: str | None = None
    reason: str | None = None
    undoes: int | None = None
    meeting: str | None = None
    rows: list[journal.RowChange] = field(default_factory=list)
    _made: int = 0

    def act(self, action: str, *, reason: str | None = None, undoes: int | None = None) -> None:
        """Say what is being done; raises ``Refused("role")`` for somebody who may not."""
        if not rights.may(self.roles, action):
            held = next((role for role in rights.ROLES if role in self.roles), rights.OBSERVER)
            raise Refused("role", role=held, action=action)
        self.action, self.reason, self.undoes = action, reason, undoes

    def new_key(self) -> int:
        """A surrogate key made from the entry, so that every engine gives the same."""
        self._made += 1
        return self.entry * journal.KEYS_PER_ENTRY + self._made

    def find(self, model: type[Record], **columns: object) -> Row | None:
        """The one row with these column values, or ``None``."""
        query = model.select()
        for name, value in columns.items():
            query = query.where(getattr(model, name) == value)
        found: Row | None = query.dicts().first()
        return found

    def insert(self, model: type[Record], *, about: str | None = None, **columns: object) -> Row:
        """Add a row; ``about`` is the organisation it concerns where the row itself does not say."""
        row: Row = {name: columns.get(name) for name in _columns(model)}
        row["version"] = self.entry
        model.insert(**row).execute()
        self._note(model, row, about, None, row)
        return row

    def update(self, model: type[Record], row: Row, *, about: str | None = None, **columns: object) -> Row:
        """Change columns of a row as read in this transaction; answers the row as it is now."""
        after: Row = {**row, **columns, "version": self.entry}
        key = _primary(model)
        model.update(**{**columns, "version": self.entry}).where(getattr(model, key) == row[key]).execute()
        self._note(model, row, about, row, after)
        return after

    def delete(self, model: type[Record], row: Row, *, about: str | None = None) -> None:
        """Take a row out; its image stays in the journal."""
        key = _primary(model)
        model.delete().where(getattr(model, key) == row[key]).execute()
        self._note(model, row, about, row, None)

    def _note(self, model: type[Record], row: Row, about: str | None, before: Row | None, after: Row | None) -> None:
        organisation = (
            about or row.get("organisation") or (row["code"] if table_name(model) == "organisation" else None)
        )
        self.rows.append(
            journal.RowChange(
                n=len(self.rows) + 1,
                table=table_name(model),
                key=str(row[_primary(model)]),
                organisation=organisation,
                before=journal.image_text(before),
                after=journal.image_text(after),
            )
        )

    def write(self) -> None:
        """Append the entry; raises ``Refused("nothing_changed")`` where no row was."""
        if self.action is None:
            raise RuntimeError("a command did not say what it does: Change.act was not called")
        if not self.rows:
            raise Refused("nothing_changed")
        header = journal.Header(
            id=self.entry,
            at=self.at,
            actor=self.actor,
            action=self.action,
            schema=SCHEMA,
            reason=self.reason,
            meeting=self.meeting,
            undoes=self.undoes,
            rows_digest=journal.rows_digest(self.rows),
            previous_hash=self.previous_hash,
        )
        journal.append(header, self.rows)


def command(verb: Callable[Concatenate[Change, P], R]) -> Callable[Concatenate[str, P], Saved[R]]:
    """Make a verb of the store out of a function of a ``Change`` and keyword arguments."""

    @functools.wraps(verb)
    def run(actor: str, /, *args: P.args, **kwargs: P.kwargs) -> Saved[R]:
        with writing():
            check_schema()
            newest, previous_hash = journal.head()
            change = Change(actor, roles_of(actor), newest + 1, clock.now_ms(), previous_hash)
            value = verb(change, *args, **kwargs)
            change.write()
        return Saved(change.entry, change.at, value)

    return run


def roles_of(login: str) -> frozenset[str]:
    """The roles of an account, with its offices in a meeting that has begun and is not over.

    An unknown or removed account is an observer, who may look and not change.
    """
    found = Account.select(Account.roles).where(Account.login == login, Account.active == 1).tuples().first()
    return frozenset({rights.OBSERVER}) if found is None else frozenset(json.loads(found[0])) | offices(login)


def expect_version(row: Row, if_version: int | None) -> None:
    """Refuse to write over what the caller has not seen; raises ``Stale`` with what changed and by whom."""
    if if_version is None or row["version"] == if_version:
        return
    raise _stale(row, row["version"], if_version, latest_touch(str(row["organisation"]), after=if_version))


def _stale(row: Row, version: int, seen: int, touch: Touch | None) -> Stale:
    return Stale(
        "stale",
        organisation=row["organisation"],
        name=row["name"],
        tt=row["tt"],
        actor=touch.actor if touch else None,
        post=touch.post if touch else None,
        at=touch.at if touch else None,
        version=version,
        seen=seen,
        self_level=row["self_level"],
        proposed_level=row["proposed_level"],
        final_level=row["final_level"],
    )


def expect_row(there: Row | None, if_version: int | None, assessment: Row) -> None:
    """Refuse to write over a part of a dossier that the caller has not seen; 0 means that there was none.

    Raises ``Stale`` with who changed that part; where it is gone, with who changed the dossier last.
    """
    version = there["version"] if there else 0
    if if_version is None or version == if_version:
        return
    organisation = str(assessment["organisation"])
    touch = latest_touch(organisation, after=version - 1, until=version) if there else latest_touch(organisation)
    raise _stale(assessment, version, if_version, touch)


def as_date(text: str | None) -> str | None:
    """A typed date as it is kept, ``None`` for none; raises ``Refused("bad_date")``."""
    if text is None or not text.strip():
        return None
    read = read_date(text)
    if read is None:
        raise Refused("bad_date", text=text)
    return read


def tidy(text: str | None) -> str | None:
    """What may be stored of a typed line: clean, NFC, no outer blanks; empty becomes ``None``.

    Raises ``Refused("too_long")`` beyond ``NOTE_LIMIT`` characters.
    """
    kept = clean(text or "").strip()
    if len(kept) > NOTE_LIMIT:
        raise Refused("too_long", length=len(kept), limit=NOTE_LIMIT)
    return kept or None


def _columns(model: type[peewee.Model]) -> list[str]:
    return list(model._meta.sorted_field_names)


def _primary(model: type[peewee.Model]) -> str:
    return str(model._meta.primary_key.name)
