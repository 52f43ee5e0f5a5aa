"""One command: parse, find out who acts, open the store, run, say how it ended."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Callable, Sequence
from pathlib import Path

from store.db import connect
from store.errors import Refused
from store.queries.accounts import account
from store.queries.settings import settings
from store.settings import default_path
from store.words import Words
from tui.cli import (
    backing_up,
    changes,
    doctor,
    evidence,
    exporting,
    importing,
    intake,
    keeping,
    listings,
    meeting,
    output,
    remediation,
)
from tui.cli.identity import acting
from tui.cli.parser import build, language
from tui.cli.shell_words import ShellWords
from tui.telling import Teller

Run = Callable[[Namespace, Teller], None]

WITH_STORE: dict[str, Run] = {
    "orgs": listings.orgs,
    "results": listings.results,
    "assessments": listings.assessments,
    "check": evidence.run_check,
    "caps": evidence.run_caps,
    "journal": listings.journal,
    "rate": changes.run_rate,
    "adjust": changes.run_adjust,
    "agree": changes.run_agree,
    "import": importing.run_import,
    "template": importing.run_template,
    "export": exporting.run_export,
    "intake": intake.run_intake,
    "opinion": intake.run_opinion,
    "cycle": intake.run_cycle,
    "meeting": meeting.run_meeting,
    "remediation": remediation.run_remediation,
    "commend": remediation.run_commend,
    "undo": changes.run_undo,
    "redo": changes.run_redo,
    "scheme": keeping.run_scheme,
    "verify": keeping.run_verify,
    "backup": backing_up.run_backup,
    "accounts": keeping.run_accounts,
    "ssh-keys": keeping.run_ssh_keys,
}
"""Commands that need a store to be there."""

WITHOUT_STORE: dict[str, Run] = {
    "init": keeping.run_init,
    "doctor": doctor.run_doctor,
    "restore": backing_up.run_restore,
}
"""Commands that make or look for one."""


def parse(arguments: Sequence[str]) -> tuple[Namespace, Words]:
    """The parsed line with ``path`` and ``actor`` filled in, and the words of its language; exits 2 on wrong use."""
    environment = dict(os.environ)
    words = Words(language(arguments, environment))
    asked = build(words).parse_args(arguments)
    asked.path = Path(asked.db) if asked.db else default_path(environment)
    asked.actor = acting(asked.path, asked.actor, environment)
    return asked, words


def run(asked: Namespace, words: Words) -> int:
    """Run a parsed command; 0 done, 1 refused or found wrong."""
    teller = Teller(ShellWords(words.lang))
    try:
        connect.read_only(asked.readonly)
        if asked.command in WITHOUT_STORE:
            WITHOUT_STORE[asked.command](asked, teller)
            return 0
        connect.open_store(asked.path)
        account(asked.actor)  # whoever may not look is refused here
        teller.offset = settings().utc_offset_minutes
        WITH_STORE[asked.command](asked, teller)
    except Refused as refused:
        output.message(teller.refusal(refused))
        return 1
    except keeping.FoundWrong:
        return 1
    finally:
        connect.disconnect()
    return 0
