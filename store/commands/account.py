"""Accounts: who may log in, with which roles and which key.

Keys are public: they stand in the journal like everything else that a change writes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from store.commands.base import Change, Row, command, tidy
from store.db.journal import canonical
from store.db.tables import Account, SshKey
from store.errors import Refused
from store.rules.access import KeyFault, PublicKey, is_login, read_key
from store.rules.roles import ADMIN, ROLES
from store.rules.text import clean


@command
def add_account(
    change: Change,
    *,
    login: str,
    roles: Sequence[str],
    full_name: str | None = None,
    post: str | None = None,
    body: str | None = None,
    key: str | None = None,
    wall: bool = False,
) -> str:
    """Give a login name an account with roles, or bring a removed one back; answers the login.

    ``key`` is a public key as its owner sent it; with ``wall`` it opens the projector's picture alone. Raises
    ``Refused`` for the role of the actor, an unknown role, a name that is no login name or is taken, a key that is none
    or is somebody's.
    """
    change.act("add_account")
    _check_roles(roles)
    columns: dict[str, Any] = {
        "roles": canonical(sorted(set(roles))),
        "full_name": tidy(full_name),
        "post": tidy(post),
        "body": tidy(body),
        "active": 1,
        "wall": int(wall),
    }
    there = change.find(Account, login=_login(login))
    read = None if key is None else _key(login, key)
    if there is None:
        change.insert(Account, login=login, **columns)
    elif there["active"]:
        raise Refused("account_exists", login=login)
    else:
        change.update(Account, there, **columns)
    if read is not None:
        change.insert(SshKey, account=login, kind=read.kind, body=read.body)
    return login


@command
def remove_account(change: Change, *, login: str) -> str:
    """Take an account's right to log in away, and its key; what it did stays.

    Raises ``Refused`` for an unknown account, or for the last administrator.
    """
    change.act("remove_account")
    there = _active(change, login)
    others = [a for a in Account.select().where(Account.active == 1, Account.login != login).dicts() if _is_admin(a)]
    if _is_admin(there) and not others:
        raise Refused("last_admin", login=login)
    change.update(Account, there, active=0)
    held = change.find(SshKey, account=login)
    if held is not None:
        change.delete(SshKey, held)
    return login


@command
def set_key(change: Change, *, login: str, key: str) -> PublicKey:
    """Give an account its public key, in the place of one that is lost; answers the key as it was understood.

    Raises ``Refused`` for an unknown account, a key that is none, is somebody's, or is the account's already.
    """
    change.act("set_key")
    _active(change, login)
    read = _key(_login(login), key)
    held = change.find(SshKey, account=login)
    if held is None:
        change.insert(SshKey, account=login, kind=read.kind, body=read.body)
    elif held["body"] == read.body:
        raise Refused("nothing_changed")
    else:
        change.update(SshKey, held, kind=read.kind, body=read.body)
    return read


@command
def remove_key(change: Change, *, login: str) -> str:
    """Take a key away and leave the account; answers the login. Raises ``Refused`` where there is no such thing."""
    change.act("remove_key")
    _active(change, login)
    held = change.find(SshKey, account=login)
    if held is None:
        raise Refused("no_key", login=login)
    change.delete(SshKey, held)
    return login


def _active(change: Change, login: str) -> Row:
    there = change.find(Account, login=login)
    if there is None or not there["active"]:
        raise Refused("unknown_account", login=login)
    return there


def _key(login: str, text: str) -> PublicKey:
    """The key in a text that somebody sent; raises ``Refused`` with what is wrong, or with whose it is already."""
    read = read_key(text)
    if isinstance(read, KeyFault):
        raise Refused(f"key_{read.code}", **read.facts)
    holder = SshKey.select(SshKey.account).where(SshKey.body == read.body, SshKey.account != login).tuples().first()
    if holder is not None:
        raise Refused("key_taken", login=login, holder=str(holder[0]))
    return read


def _is_admin(account: dict[str, object]) -> bool:
    return f'"{ADMIN}"' in str(account["roles"])


def _check_roles(roles: Sequence[str]) -> None:
    wrong = [role for role in roles if role not in ROLES]
    if wrong or not roles:
        raise Refused("unknown_role", role=wrong[0] if wrong else "", known=", ".join(ROLES))


def _login(text: str) -> str:
    """A login name as it may be stored, so that it can stand in a key line; raises ``Refused``."""
    if not is_login(text):
        raise Refused("bad_login", login=clean(text))
    return text
