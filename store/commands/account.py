"""Accounts: who may log in and with which roles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from store.commands.base import Change, command, tidy
from store.db.journal import canonical
from store.db.tables import Account
from store.errors import Refused
from store.rules.roles import ADMIN, ROLES
from store.rules.text import clean


@command
def add_account(
    change: Change, *, login: str, roles: Sequence[str], post: str | None = None, body: str | None = None
) -> str:
    """Give a login name an account with roles, or bring a removed one back; answers the login.

    Raises ``Refused`` for the role of the actor, an unknown role, a name that is no login name or is taken.
    """
    change.act("add_account")
    _check_roles(roles)
    columns: dict[str, Any] = {
        "roles": canonical(sorted(set(roles))),
        "post": tidy(post),
        "body": tidy(body),
        "active": 1,
    }
    there = change.find(Account, login=_login(login))
    if there is None:
        change.insert(Account, login=_login(login), **columns)
    elif there["active"]:
        raise Refused("account_exists", login=login)
    else:
        change.update(Account, there, **columns)
    return login


@command
def remove_account(change: Change, *, login: str) -> str:
    """Take an account's right to log in away; what it did stays.

    Raises ``Refused`` for an unknown account, or for the last administrator.
    """
    change.act("remove_account")
    there = change.find(Account, login=login)
    if there is None or not there["active"]:
        raise Refused("unknown_account", login=login)
    others = [a for a in Account.select().where(Account.active == 1, Account.login != login).dicts() if _is_admin(a)]
    if _is_admin(there) and not others:
        raise Refused("last_admin", login=login)
    change.update(Account, there, active=0)
    return login


def _is_admin(account: dict[str, object]) -> bool:
    return f'"{ADMIN}"' in str(account["roles"])


def _check_roles(roles: Sequence[str]) -> None:
    wrong = [role for role in roles if role not in ROLES]
    if wrong or not roles:
        raise Refused("unknown_role", role=wrong[0] if wrong else "", known=", ".join(ROLES))


def _login(text: str) -> str:
    """A login name as it may be stored: letters, digits and ``. _ -``, at most 32; raises ``Refused``."""
    plain = text.replace(".", "").replace("_", "").replace("-", "")
    if clean(text) != text or not plain.isascii() or not plain.isalnum() or len(text) > 32:
        raise Refused("bad_login", login=clean(text))
    return text
