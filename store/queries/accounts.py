"""Accounts and what they may do."""

from __future__ import annotations

import json
from dataclasses import dataclass

from store.db.connect import reading
from store.db.tables import Account
from store.rules import roles as rights


@dataclass(frozen=True)
class AccountView:
    """Who may log in, with roles, post and body; ``known`` is false for a login the store has not seen."""

    login: str
    roles: tuple[str, ...]
    post: str | None
    body: str | None
    active: bool
    known: bool

    @property
    def stage(self) -> str | None:
        """The stage this account's digits write into, ``None`` for one who only looks."""
        return rights.stage(self.roles)

    @property
    def role(self) -> str:
        """The role in which the account acts: the one that gives it its stage, else its first."""
        return next((role for role in self.roles if self.stage and rights.stage((role,)) == self.stage), self.roles[0])


def accounts() -> tuple[AccountView, ...]:
    """All accounts, removed ones too, by login."""
    with reading():
        return tuple(_view(row) for row in Account.select().order_by(Account.login).dicts())


def account(login: str) -> AccountView:
    """One account; an unknown or removed one is an observer."""
    row = Account.select().where(Account.login == login, Account.active == 1).dicts().first()
    if row is None:
        return AccountView(login, (rights.OBSERVER,), None, None, active=False, known=False)
    return _view(row)


def _view(row: dict[str, object]) -> AccountView:
    held = json.loads(str(row["roles"]))
    return AccountView(
        login=str(row["login"]),
        roles=tuple(role for role in rights.ROLES if role in held),
        post=None if row["post"] is None else str(row["post"]),
        body=None if row["body"] is None else str(row["body"]),
        active=bool(row["active"]),
        known=True,
    )
