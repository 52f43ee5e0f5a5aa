"""Accounts, what they may do, and the keys they come in by."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from store.db.connect import reading
from store.db.tables import Account, JournalRow, SshKey, table_name
from store.errors import Refused
from store.queries.sitting import offices, sitting
from store.rules import roles as rights
from store.rules.access import PublicKey


@dataclass(frozen=True)
class AccountView:
    """Who may log in, with roles, post and body; ``known`` is false for a login the store has not seen.

    ``key`` is the fingerprint of the account's SSH key. ``roles`` hold what the person behind it is appointed to in a
    meeting that has begun; ``sitting`` says whether final levels are set in meetings, and whether one has begun.
    An account of the ``wall`` sees the projector's picture alone.
    """

    login: str
    roles: tuple[str, ...]
    post: str | None
    body: str | None
    active: bool
    known: bool
    full_name: str | None = None
    key: str | None = None
    sitting: str = rights.NO_MEETINGS
    wall: bool = False

    @property
    def stage(self) -> str | None:
        """The stage this account's digits write into now, ``None`` for one who only looks."""
        return rights.stage(self.roles, self.sitting)

    @property
    def role(self) -> str:
        """The role in which the account acts: the one that gives it its stage, else its first."""
        ranks = (role for role in self.roles if self.stage and rights.stage((role,), self.sitting) == self.stage)
        return next(ranks, self.roles[0])


def accounts() -> tuple[AccountView, ...]:
    """All accounts, removed ones too, by login."""
    with reading():
        held = keys()
        return tuple(_view(row, held) for row in Account.select().order_by(Account.login).dicts())


def keys() -> Mapping[str, PublicKey]:
    """The public keys by the login they belong to, in the order of the logins."""
    rows = SshKey.select(SshKey.account, SshKey.kind, SshKey.body).order_by(SshKey.account).tuples()
    return {str(login): PublicKey(str(kind), str(body)) for login, kind, body in rows}


def account(login: str) -> AccountView:
    """One account; an unknown or removed one is an observer in a store that one person uses.

    Raises ``Refused("not_admitted")`` for such a one where anybody ever had an SSH key: it may not even look. (A key
    that was taken away may still stand in the server's file.)
    """
    with reading():
        row = Account.select().where(Account.login == login, Account.active == 1).dicts().first()
        if row is not None:
            return _view(row, keys())
        if JournalRow.select().where(JournalRow.table == table_name(SshKey)).exists():
            raise Refused("not_admitted", login=login)
    return AccountView(login, (rights.OBSERVER,), None, None, active=False, known=False)


def _view(row: dict[str, object], held: Mapping[str, PublicKey]) -> AccountView:
    roles = json.loads(str(row["roles"]))
    login = str(row["login"])
    return AccountView(
        login=login,
        roles=(*sorted(offices(login)), *(role for role in rights.ROLES if role in roles)),
        post=_text(row["post"]),
        body=_text(row["body"]),
        active=bool(row["active"]),
        known=True,
        full_name=_text(row["full_name"]),
        key=held[login].fingerprint if login in held else None,
        sitting=sitting(),
        wall=bool(row["wall"]),
    )


def _text(value: object) -> str | None:
    return None if value is None else str(value)
