"""Looking after a store: making it, proving it, its accounts."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from seed.load import create_store
from seed.profile import load_profile, load_scheme
from store.commands.account import add_account, remove_account
from store.commands.founding import add_edition
from store.errors import Refused
from store.queries.accounts import accounts as read_accounts
from store.queries.verification import Difference, verify
from tui.cli import output
from tui.telling import Teller


class FoundWrong(Exception):  # noqa: N818 - an outcome of a check, not a fault
    """A check found something; it is already told."""


def run_init(asked: Namespace, teller: Teller) -> None:
    """Make a store from a profile."""
    create_store(asked.path, asked.actor, load_profile(Path(asked.profile) if asked.profile else None))
    output.line(teller.words("saved.init", path=str(asked.path), actor=asked.actor))


def run_scheme(asked: Namespace, teller: Teller) -> None:
    """Add an edition of a scheme from a file."""
    body = load_scheme(Path(asked.file))
    saved = add_edition(asked.actor, body=body)
    output.line(teller.words("saved.edition", scheme=body["code"], edition=saved.value, entry=saved.entry))


def run_verify(asked: Namespace, teller: Teller) -> None:
    """Recompute the seal and hold the journal against the tables; raises ``FoundWrong``."""
    digest, count = asked.expect or (None, None)
    if count is not None and not (count.isdecimal() and len(count) < 19):
        raise Refused("bad_count", text=count)
    verdict = verify(digest, None if count is None else int(count))
    if asked.json:
        difference = output.plain(verdict.difference) if verdict.difference else None
        output.document(
            {
                "ok": verdict.difference is None,
                "count": verdict.count,
                "digest": verdict.digest,
                "difference": difference,
            }
        )
    elif verdict.difference is None:
        output.line(teller.words("verify.ok", count=verdict.count, digest=verdict.digest))
    if verdict.difference is not None:
        output.message(told(verdict.difference, teller))
        raise FoundWrong


def told(difference: Difference, teller: Teller) -> str:
    """The first difference in a sentence."""
    return teller.words(f"verify.{difference.code}", **vars(difference))


def run_accounts(asked: Namespace, teller: Teller) -> None:
    """List, add or remove accounts."""
    if asked.what == "add":
        saved = add_account(asked.actor, login=asked.login, roles=asked.roles, post=asked.post, body=asked.body)
        output.line(teller.words("saved.account_added", login=saved.value, entry=saved.entry))
    elif asked.what == "remove":
        saved = remove_account(asked.actor, login=asked.login)
        output.line(teller.words("saved.account_removed", login=saved.value, entry=saved.entry))
    else:
        _list(asked, teller)


def _list(asked: Namespace, teller: Teller) -> None:
    found = read_accounts()
    if asked.json:
        keys = ("login", "roles", "post", "body", "active")
        output.document([{key: getattr(view, key) for key in keys} for view in found])
        return
    heads = [teller.words(f"column.{name}") for name in ("login", "roles", "post", "body", "active")]
    rows = [
        (
            view.login,
            ", ".join(teller.words(f"role.{role}.short") for role in view.roles),
            view.post,
            view.body,
            teller.words("yes" if view.active else "no"),
        )
        for view in found
    ]
    output.table(heads, rows)
