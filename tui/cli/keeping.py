"""Looking after a store: making it, proving it, its accounts."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from seed.load import create_store
from seed.profile import load_profile, load_scheme
from store.commands.account import add_account, remove_account, remove_key, set_key
from store.commands.base import Saved
from store.commands.founding import add_edition
from store.commands.people import add_person, set_area, tie_person
from store.db.connect import writing
from store.errors import Refused
from store.queries.accounts import accounts as read_accounts
from store.queries.accounts import keys
from store.queries.verification import Difference, verify
from store.rules.access import key_line
from tui.cli import output
from tui.cli.naming import named
from tui.telling import Teller


class FoundWrong(Exception):  # noqa: N818 - an outcome of a check, not a fault
    """A check found something; it is already told."""


KEY_BYTES = 65_536
"""So much of a key file is read; a key has under 2000."""

_UTF16 = (b"\xff\xfe", b"\xfe\xff")


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
    """List, add or remove accounts, or change somebody's key."""
    if asked.what == "add":
        _add(asked, teller)
    elif asked.what == "remove":
        saved = remove_account(asked.actor, login=asked.login)
        output.line(teller.words("saved.account_removed", login=saved.value, entry=saved.entry))
    elif asked.what == "key":
        _key(asked, teller)
    else:
        _list(asked, teller)


def _add(asked: Namespace, teller: Teller) -> None:
    """Add an account, and a person at the table where something about one is said: both or neither."""
    key = sent_key(asked.ssh_key) if asked.ssh_key else None
    with writing():
        saved = add_account(
            asked.actor,
            login=asked.login,
            roles=asked.roles,
            full_name=asked.full_name,
            post=asked.post,
            body=asked.body,
            key=key,
            wall=asked.account_wall,
        )
        seated = _seat(asked) if asked.votes or asked.area or asked.tie else None
    output.line(teller.words("saved.account_added", login=saved.value, entry=saved.entry))
    if seated is not None:
        facts = {"number": seated.value, "post": asked.post or asked.login, "entry": seated.entry}
        output.line(teller.words("saved.person", **facts))
    if asked.ssh_key:
        output.message(teller.words("saved.key_file"))


def _seat(asked: Namespace) -> Saved[int]:
    """Give the new account a person at the table."""
    post = asked.post or asked.login
    made = add_person(asked.actor, post=post, votes=asked.votes, full_name=asked.full_name, login=asked.login)
    if asked.area:
        set_area(asked.actor, person=made.value, organisations=[named(text) for text in asked.area])
    for code in dict.fromkeys(named(text) for text in asked.tie):
        tie_person(asked.actor, person=made.value, organisation=code)
    return made


def _key(asked: Namespace, teller: Teller) -> None:
    if asked.remove:
        gone = remove_key(asked.actor, login=asked.login)
        output.line(teller.words("saved.key_removed", login=gone.value, entry=gone.entry))
        output.message(teller.words("saved.key_file"))
        return
    kept = set_key(asked.actor, login=asked.login, key=sent_key(asked.ssh_key))
    facts = {"login": asked.login, "fingerprint": kept.value.fingerprint, "entry": kept.entry}
    output.line(teller.words("saved.key_set", **facts))
    output.message(teller.words("saved.key_file"))


def sent_key(name: str) -> str:
    """The text of a key file, ``-`` for standard input; raises ``Refused`` where it cannot be read."""
    try:
        if name == "-":
            sent = sys.stdin.buffer.read(KEY_BYTES)
        else:
            with Path(name).open("rb") as file:
                sent = file.read(KEY_BYTES)
    except (OSError, ValueError) as fault:
        raise Refused("file_missing", file=name) from fault
    return sent.decode("utf-16" if sent[:2] in _UTF16 else "utf-8-sig", "replace")


def run_ssh_keys(asked: Namespace, teller: Teller) -> None:
    """The lines for sshd: each key forced to its owner's screens."""
    program = asked.program or str(Path(sys.argv[0]).absolute())
    held = keys()
    walls = {view.login for view in read_accounts() if view.wall}
    lines = []
    for login, key in held.items():
        line = key_line(program, login, key, wall=login in walls)
        if line is None:
            raise Refused("bad_key_line", path=program, login=login)
        lines.append(line)
    for line in lines:
        output.line(line)
    if not held:
        output.message(teller.words("saved.no_keys"))


def _list(asked: Namespace, teller: Teller) -> None:
    found = read_accounts()
    if asked.json:
        names = ("login", "roles", "post", "body", "active", "full_name", "key", "wall")
        output.document([{name: getattr(view, name) for name in names} for view in found])
        return
    columns = ("login", "roles", "full_name", "post", "body", "ssh_key", "active")
    heads = [teller.words(f"column.{name}") for name in columns]
    rows = [
        (
            view.login,
            ", ".join(teller.words(f"role.{role}.short") for role in view.roles),
            view.full_name,
            view.post,
            view.body,
            view.key,
            teller.words("yes" if view.active else "no"),
        )
        for view in found
    ]
    output.table(heads, rows)
