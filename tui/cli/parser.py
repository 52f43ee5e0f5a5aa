"""The grammar of the command line; every sentence comes from the words files."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any, NoReturn

from seed.profile import load_reasons
from store.exports.document import FORMATS, PAPERS
from store.exports.document import KINDS as EXPORTS
from store.imports.kinds import KINDS
from store.rules.caps import BASES
from store.rules.roles import ROLES, STAGES
from store.words import Words
from tui.cli.meeting_grammar import add_meeting
from tui.cli.remediation_grammar import add_commend, add_remediation
from tui.places import DOORS

_ARGPARSE = {
    "usage: ": "usage",
    "positional arguments": "positional",
    "options": "options",
    "show this help message and exit": "help",
    "unrecognized arguments: %s": "unrecognized",
    "the following arguments are required: %s": "required",
    "argument %(argument_name)s: %(message)s": "argument",
    "invalid choice: %(value)r (choose from %(choices)s)": "choice",
    "invalid %(type)s value: %(value)r": "value",
    "expected one argument": "one",
    "expected at least one argument": "some",
    "expected %s argument": "count",
    "expected %s arguments": "count",
    "not allowed with argument %s": "conflict",
    "one of the arguments %s is required": "one_of",
    "%(prog)s: error: %(message)s\n": "error",
}


class Parser(argparse.ArgumentParser):
    """An argument parser that speaks the chosen language."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and how to see the right use; ends with status 2."""
        self.exit(2, f"{self.prog}: {message}\n{self.format_usage()}")


def speak(words: Words) -> None:
    """Have argparse's own sentences come from the words files."""

    def translated(text: str) -> str:
        key = _ARGPARSE.get(text)
        return words(f"argparse.{key}") if key else text

    vars(argparse)["_"] = translated


def build(words: Words) -> Parser:
    """The whole grammar of COMMANDS: options before the command, a parser for each command."""
    speak(words)
    parser = Parser(prog="thamdinh", description=words("cli.about"), allow_abbrev=False)
    parser.add_argument("--db", metavar="PATH", help=words("cli.db"))
    parser.add_argument("--as", dest="actor", metavar="NAME", help=words("cli.as"))
    parser.add_argument("--lang", choices=("vi", "en"), help=words("cli.lang"))
    parser.add_argument("--readonly", action="store_true", help=words("cli.readonly"))
    parser.add_argument("--at", choices=tuple(DOORS), help=words("cli.at"))
    parser.add_argument("--wall", action="store_true", help=words("cli.wall"))
    parser.add_argument("--plain", action="store_true", help=words("cli.plain"))
    parser.add_argument("--ascii", action="store_true", help=words("cli.ascii"))
    verbs = parser.add_subparsers(dest="command", metavar=words("cli.command"), parser_class=Parser)
    _listings(verbs, words)
    _changes(verbs, words)
    _importing(verbs, words)
    _exporting(verbs, words)
    _intake(verbs, words)
    add_meeting(_verb(verbs, words, "meeting"), words, whole)
    add_remediation(_verb(verbs, words, "remediation"), words, whole)
    add_commend(_verb(verbs, words, "commend"), words, whole)
    _keeping(verbs, words)
    return parser


def _verb(verbs: Any, words: Words, name: str, help_key: str | None = None) -> Parser:
    text = words(f"cli.{help_key or name}")
    made: Parser = verbs.add_parser(
        name,
        help=text,
        description=text,
        epilog=words("cli.example", example=f"thamdinh {EXAMPLES[name]}"),
        allow_abbrev=False,
    )
    return made


EXAMPLES = {
    "init": "--as thu-ky init",
    "orgs": "orgs --filter 'loai:xa' --json",
    "results": "results --year 2017 --json",
    "assessments": "assessments --filter 'chenh:<0' --json",
    "rate": "rate 'kim dong' --self TOT",
    "adjust": "adjust 'kim dong' HT --stage final --reason target --note '9/15'",
    "check": "check 'kim dong' --level TOT --json",
    "caps": "caps --what-if 'kim dong=XS'",
    "agree": "agree 'chi lang' 'hung viet' --stage final",
    "import": "import self-ratings tu-xep-loai.xlsx --dry-run",
    "export": "export minutes -o bien-ban.docx",
    "template": "template self-ratings -o tu-xep-loai.xlsx",
    "intake": "intake 'tan minh' --paper submission --date 14/12/2019",
    "opinion": "opinion 'tan minh' --body inspection --text 'Nhat tri'",
    "meeting": "meeting prepare --on 27/12/2019 --fill",
    "remediation": "remediation open 'kim dong' --due 30/06/2020",
    "commend": "commend nominate 'chi lang' --kind year",
    "cycle": "cycle set --dossier-due 15/12/2019 --prerequisites-due 10/12/2019",
    "undo": "undo",
    "redo": "redo",
    "journal": "journal --org 'kim dong' --json",
    "verify": "verify",
    "backup": "backup --into /var/backups/thamdinh --keep 720",
    "restore": "restore /var/backups/thamdinh/thamdinh-20191227-080000.db --force",
    "accounts": "accounts add binh --role reviewer --post 'Ban To chuc'",
    "ssh-keys": "ssh-keys --command /opt/thamdinh/bin/thamdinh",
    "demo": "demo",
    "scheme": "scheme khung-2018.yaml",
    "doctor": "doctor",
}
"""One example of each command, shown by its help."""


def _listings(verbs: Any, words: Words) -> None:
    orgs = _verb(verbs, words, "orgs")
    orgs.add_argument("--year", type=whole, metavar="YEAR", help=words("cli.year"))
    results = _verb(verbs, words, "results")
    results.add_argument("--year", type=whole, metavar="YEAR", help=words("cli.year"))
    assessments = _verb(verbs, words, "assessments")
    _cycle(assessments, words)
    check = _verb(verbs, words, "check")
    check.add_argument("organisation", metavar="ORGANISATION", help=words("cli.organisation"))
    check.add_argument("--level", metavar="LEVEL", help=words("cli.level"))
    caps = _verb(verbs, words, "caps")
    caps.add_argument("--what-if", action="append", metavar="ORG=LEVEL", help=words("cli.what_if"))
    for parser in (check, caps):
        _cycle(parser, words)
        _json(parser, words)
    journal = _verb(verbs, words, "journal")
    journal.add_argument("--org", metavar="ORGANISATION", help=words("cli.organisation"))
    journal.add_argument("--by", metavar="NAME", help=words("cli.by"))
    journal.add_argument("--since", metavar="TIME", help=words("cli.since"))
    journal.add_argument("--after", type=whole, metavar="ID", help=words("cli.after"))
    journal.add_argument("--limit", type=whole, default=50, metavar="N", help=words("cli.limit"))
    for parser in (orgs, assessments):
        parser.add_argument("--filter", metavar="EXPR", help=words("cli.filter"))
    for parser in (orgs, results, assessments, journal):
        _json(parser, words)


def _changes(verbs: Any, words: Words) -> None:
    rate = _verb(verbs, words, "rate")
    rate.add_argument("organisation", metavar="ORGANISATION", help=words("cli.organisation"))
    rate.add_argument("--self", dest="self_level", required=True, metavar="LEVEL", help=words("cli.self"))
    rate.add_argument("--grade", action="append", metavar="CRITERION=G", help=words("cli.grade"))
    rate.add_argument("--fact", action="append", metavar="NAME=VALUE", help=words("cli.fact"))
    adjust = _verb(verbs, words, "adjust")
    adjust.add_argument("organisation", metavar="ORGANISATION", help=words("cli.organisation"))
    adjust.add_argument("level", metavar="LEVEL", help=words("cli.level"))
    adjust.add_argument("--stage", required=True, choices=STAGES, help=words("cli.stage"))
    adjust.add_argument("--reason", metavar="CODE", help=words("cli.reason", codes=_reason_codes()))
    agree = _verb(verbs, words, "agree")
    agree.add_argument("organisations", nargs="+", metavar="ORGANISATION", help=words("cli.organisation"))
    agree.add_argument("--stage", choices=STAGES, help=words("cli.stage"))
    for parser in (rate, adjust, agree):
        _cycle(parser, words)
    for parser in (adjust, agree):
        parser.add_argument("--note", metavar="TEXT", help=words("cli.note"))
        parser.add_argument("--hands", metavar="F,A,B", help=words("cli.hands"))
    for parser in (rate, adjust):
        parser.add_argument("--if-version", type=whole, metavar="N", help=words("cli.if_version"))
    undo = _verb(verbs, words, "undo")
    undo.add_argument("entry", nargs="?", type=whole, metavar="ENTRY", help=words("cli.entry"))
    _verb(verbs, words, "redo")


def _importing(verbs: Any, words: Words) -> None:
    bring = _verb(verbs, words, "import")
    empty = _verb(verbs, words, "template")
    bring.add_argument("kind", choices=KINDS, metavar="KIND", help=words("cli.import_kind"))
    told = words("cli.template_kind", tables=", ".join(KINDS), papers=", ".join(PAPERS))
    empty.add_argument("kind", choices=(*KINDS, *PAPERS), metavar="KIND", help=told)
    for parser in (bring, empty):
        _cycle(parser, words)
    bring.add_argument("file", metavar="FILE", help=words("cli.import_file"))
    bring.add_argument("--dry-run", action="store_true", help=words("cli.dry_run"))
    wanted = empty.add_mutually_exclusive_group(required=True)
    wanted.add_argument("-o", dest="file", metavar="FILE", help=words("cli.template_file"))
    wanted.add_argument("--fields", action="store_true", help=words("cli.template_fields"))


def _exporting(verbs: Any, words: Words) -> None:
    export = _verb(verbs, words, "export")
    export.add_argument("kind", choices=tuple(EXPORTS), metavar="KIND", help=", ".join(EXPORTS))
    export.add_argument("-o", dest="file", metavar="FILE", required=True, help=words("cli.export_file"))
    export.add_argument("--format", choices=FORMATS, metavar="F", help=words("cli.export_format"))
    export.add_argument("--meeting", metavar="M", help=words("cli.export_meeting"))
    export.add_argument("--case", type=whole, metavar="CASE", help=words("cli.export_case"))
    export.add_argument("--force", action="store_true", help=words("cli.export_force"))
    _cycle(export, words)


def _intake(verbs: Any, words: Words) -> None:
    intake = _verb(verbs, words, "intake")
    intake.add_argument("organisation", nargs="?", metavar="ORGANISATION", help=words("cli.organisation"))
    intake.add_argument("--paper", action="append", dest="papers", metavar="P", help=words("cli.paper"))
    intake.add_argument("--return", dest="why", metavar="WHY", help=words("cli.return"))
    opinion = _verb(verbs, words, "opinion")
    opinion.add_argument("organisation", metavar="ORGANISATION", help=words("cli.organisation"))
    opinion.add_argument("--body", required=True, metavar="B", help=words("cli.advisory_body"))
    said = opinion.add_mutually_exclusive_group(required=True)
    said.add_argument("--text", metavar="T", help=words("cli.text"))
    said.add_argument("--none", action="store_true", help=words("cli.none"))
    for parser in (intake, opinion):
        parser.add_argument("--date", metavar="D", help=words("cli.date"))
        _cycle(parser, words)
    _json(intake, words)
    _cycles(_verb(verbs, words, "cycle", "cycle_verb"), words)


def _cycles(cycle: Parser, words: Words) -> None:
    what = cycle.add_subparsers(dest="what", metavar=words("cli.command"), required=True, parser_class=Parser)
    made = {name: what.add_parser(name, help=words(f"cli.cycle_{name}"), allow_abbrev=False) for name in _CYCLE}
    for name, parser in made.items():
        optional = None if name in ("open", "reopen") else "?"
        parser.add_argument("code", nargs=optional, metavar="C", help=words("cli.cycle"))
    made["open"].add_argument("--scheme", required=True, metavar="S", help=words("cli.scheme"))
    for parser in (made["open"], made["set"]):
        for name in ("dossier", "prerequisites", "decision"):
            parser.add_argument(f"--{name}-due", metavar="D", help=words(f"cli.{name}_due"))
        parser.add_argument("--cap-base", metavar="|".join(BASES), help=words("cli.cap_base"))
    _json(made["show"], words)


_CYCLE = ("show", "open", "set", "close", "reopen")


def _keeping(verbs: Any, words: Words) -> None:
    demo = _verb(verbs, words, "demo")
    demo.add_argument("--keep", metavar="PATH", help=words("cli.keep"))
    init = _verb(verbs, words, "init")
    init.add_argument("--profile", metavar="FILE", help=words("cli.profile"))
    scheme = _verb(verbs, words, "scheme")
    scheme.add_argument("file", metavar="FILE", help=words("cli.scheme_file"))
    verify = _verb(verbs, words, "verify")
    verify.add_argument("--expect", nargs=2, metavar=("DIGEST", "COUNT"), help=words("cli.expect"))
    backup = _verb(verbs, words, "backup")
    place = backup.add_mutually_exclusive_group()
    place.add_argument("file", nargs="?", metavar="FILE", help=words("cli.backup_file"))
    place.add_argument("--into", metavar="FOLDER", help=words("cli.backup_into"))
    backup.add_argument("--keep", type=whole, metavar="N", help=words("cli.backup_keep"))
    restore = _verb(verbs, words, "restore")
    restore.add_argument("file", metavar="FILE", help=words("cli.restore_file"))
    restore.add_argument("--force", action="store_true", help=words("cli.restore_force"))
    for parser in (backup, restore):
        _json(parser, words)
    doctor = _verb(verbs, words, "doctor").add_mutually_exclusive_group()
    doctor.add_argument("--terminal", action="store_true", help=words("cli.doctor_terminal"))
    doctor.add_argument("--keys", action="store_true", help=words("cli.doctor_keys"))
    doctor.add_argument("--json", action="store_true", help=words("cli.json"))
    _json(verify, words)
    accounts = _verb(verbs, words, "accounts")
    what = accounts.add_subparsers(dest="what", metavar=words("cli.command"), required=True, parser_class=Parser)
    _json(what.add_parser("list", help=words("cli.accounts_list")), words)
    add = what.add_parser("add", help=words("cli.accounts_add"))
    add.add_argument("login", metavar="NAME", help=words("cli.login"))
    add.add_argument("--role", action="append", required=True, choices=ROLES, dest="roles", help=words("cli.role"))
    add.add_argument("--full-name", metavar="N", help=words("cli.full_name"))
    add.add_argument("--post", metavar="POST", help=words("cli.post"))
    add.add_argument("--body", metavar="BODY", help=words("cli.body"))
    add.add_argument("--ssh-key", metavar="FILE", help=words("cli.ssh_key"))
    add.add_argument("--wall", action="store_true", help=words("cli.account_wall"), dest="account_wall")
    add.add_argument("--votes", action="store_true", help=words("cli.votes"))
    for name in ("area", "tie"):
        add.add_argument(f"--{name}", action="append", default=[], metavar="ORG", help=words(f"cli.account_{name}"))
    remove = what.add_parser("remove", help=words("cli.accounts_remove"))
    remove.add_argument("login", metavar="NAME", help=words("cli.login"))
    key = what.add_parser("key", help=words("cli.accounts_key"), allow_abbrev=False)
    key.add_argument("login", metavar="NAME", help=words("cli.login"))
    new = key.add_mutually_exclusive_group(required=True)
    new.add_argument("--ssh-key", metavar="FILE", help=words("cli.ssh_key"))
    new.add_argument("--remove", action="store_true", help=words("cli.key_remove"))
    keys = _verb(verbs, words, "ssh-keys", "ssh_keys")
    keys.add_argument("--command", dest="program", metavar="PATH", help=words("cli.program"))


def whole(text: str) -> int:
    """A whole number that fits a column of the store; raises ``ValueError``."""
    number = int(text)
    if not 0 <= number < 2**63:
        raise ValueError(text)
    return number


def _reason_codes() -> str:
    return ", ".join(row["code"] for row in load_reasons())


def _cycle(parser: argparse.ArgumentParser, words: Words) -> None:
    parser.add_argument("--cycle", metavar="C", help=words("cli.cycle"))


def _json(parser: argparse.ArgumentParser, words: Words) -> None:
    parser.add_argument("--json", action="store_true", help=words("cli.json"))


def language(arguments: Sequence[str], environment: dict[str, str]) -> str:
    """The language asked for, needed before the grammar can be built: ``--lang``, else ``$THAMDINH_LANG``, else vi."""
    for place, word in enumerate(arguments):
        if word.startswith("--lang="):
            return word.partition("=")[2]
        if word == "--lang" and place + 1 < len(arguments):
            return arguments[place + 1]
    return environment.get("THAMDINH_LANG", "vi")
