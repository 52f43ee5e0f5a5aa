"""The grammar of ``remediation`` and ``commend``: a verb for every step of a case, and for a commendation."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any

from store.rules.commendation import KINDS
from store.rules.remediation import OUTCOMES
from store.words import Words

Verb = Callable[..., argparse.ArgumentParser]


def add_remediation(remediation: argparse.ArgumentParser, words: Words, whole: Callable[[str], int]) -> None:
    """Give the parser of ``remediation`` its verbs."""
    verb = _verbs(remediation, words, "remediation", whole)
    listed = verb("list", case=False)
    listed.add_argument("--org", metavar="ORGANISATION", help=words("cli.organisation"))
    listed.add_argument("--overdue", action="store_true", help=words("cli.overdue"))
    for parser in (listed, verb("show")):
        parser.add_argument("--json", action="store_true", help=words("cli.json"))
    _laying(verb, words, whole)
    _walking(verb, words, whole)


def add_commend(commend: argparse.ArgumentParser, words: Words, whole: Callable[[str], int]) -> None:
    """Give the parser of ``commend`` its verbs."""
    verb = _verbs(commend, words, "commend", whole)
    listed = verb("list", case=False)
    listed.add_argument("--json", action="store_true", help=words("cli.json"))
    listed.add_argument("--cycle", metavar="C", help=words("cli.cycle"))
    for name in ("nominate", "grant", "decline"):
        parser = verb(name, case=False)
        parser.add_argument("organisation", metavar="ORGANISATION", help=words("cli.organisation"))
        parser.add_argument("--kind", choices=KINDS, default=KINDS[0], help=words("cli.commend_kind"))
        parser.add_argument("--note", metavar="TEXT", help=words("cli.note"))
        if name != "nominate":
            parser.add_argument("--hands", metavar="F,A,B", help=words("cli.hands"))
        parser.add_argument("--cycle", metavar="C", help=words("cli.cycle"))


def _verbs(parent: argparse.ArgumentParser, words: Words, name: str, whole: Callable[[str], int]) -> Verb:
    """How a verb is made, with the number of its case in front unless it has none."""
    verbs: Any = parent.add_subparsers(dest="what", metavar=words("cli.command"), required=True)

    def verb(what: str, *, case: bool = True) -> argparse.ArgumentParser:
        text = words(f"cli.{name}_{what.replace('-', '_')}")
        made: argparse.ArgumentParser = verbs.add_parser(what, help=text, description=text, allow_abbrev=False)
        if case:
            made.add_argument("case", type=whole, metavar="CASE", help=words("cli.case"))
        return made

    return verb


def _dated(parser: argparse.ArgumentParser, words: Words, *, required: bool = False) -> None:
    parser.add_argument("--date", required=required, metavar="D", help=words("cli.case_date"))


def _deadlines(parser: argparse.ArgumentParser, words: Words) -> None:
    for name in ("due", "plan-due", "commitment-due"):
        parser.add_argument(f"--{name}", metavar="D", help=words(f"cli.case_{name.replace('-', '_')}"))


def _laying(verb: Verb, words: Words, whole: Callable[[str], int]) -> None:
    """What a case is made of."""
    opening = verb("open", case=False)
    opening.add_argument("organisation", metavar="ORGANISATION", help=words("cli.organisation"))
    opening.add_argument("--cycle", metavar="C", help=words("cli.case_cycle"))
    opening.add_argument("--why", metavar="TEXT", help=words("cli.case_why"))
    _deadlines(opening, words)
    _deadlines(verb("due"), words)
    directive = verb("directive")
    directive.add_argument("number", metavar="NUMBER", help=words("cli.paper_number"))
    _dated(directive, words, required=True)
    team = verb("team")
    team.add_argument("people", nargs="+", type=whole, metavar="PERSON", help=words("cli.person"))
    team.add_argument("--leader", type=whole, metavar="PERSON", help=words("cli.team_leader"))
    team.add_argument("--follower", metavar="POST", help=words("cli.follower"))
    shortcoming = verb("shortcoming")
    shortcoming.add_argument("text", metavar="TEXT", help=words("cli.shortcoming"))
    shortcoming.add_argument("--cause", metavar="TEXT", help=words("cli.case_cause"))
    measure = verb("measure")
    measure.add_argument("text", metavar="TEXT", help=words("cli.measure"))
    measure.add_argument("--owner", metavar="TEXT", help=words("cli.measure_owner"))
    measure.add_argument("--person", type=whole, metavar="PERSON", help=words("cli.measure_person"))
    measure.add_argument("--due", metavar="D", help=words("cli.measure_due"))
    mentoring = verb("mentoring")
    mentoring.add_argument("count", type=whole, metavar="COUNT", help=words("cli.mentored"))
    mentoring.add_argument("--note", metavar="TEXT", help=words("cli.mentoring_note"))


def _walking(verb: Verb, words: Words, whole: Callable[[str], int]) -> None:
    """What moves a case on."""
    plan = verb("plan")
    plan.add_argument("--number", metavar="NUMBER", help=words("cli.paper_number"))
    for parser in (plan, verb("commit")):
        _dated(parser, words, required=True)
    progress = verb("progress")
    progress.add_argument("measure", type=whole, metavar="MEASURE", help=words("cli.measure_number"))
    progress.add_argument("percent", type=whole, metavar="PERCENT", help=words("cli.percent"))
    progress.add_argument("--did", metavar="TEXT", help=words("cli.did"))
    _dated(progress, words)
    progress.add_argument("--proof", metavar="TEXT", help=words("cli.proof_text"))
    progress.add_argument("--proof-number", metavar="NUMBER", help=words("cli.paper_number"))
    progress.add_argument("--proof-date", metavar="D", help=words("cli.case_date"))
    inspect = verb("inspect")
    found = inspect.add_mutually_exclusive_group(required=True)
    found.add_argument("--passed", action="store_true", help=words("cli.inspection_passed"))
    found.add_argument("--failed", action="store_true", help=words("cli.inspection_failed"))
    inspect.add_argument("--finding", required=True, metavar="TEXT", help=words("cli.finding"))
    inspect.add_argument("--by", metavar="POST", help=words("cli.inspected_by"))
    _dated(inspect, words)
    extend = verb("extend")
    extend.add_argument("to", metavar="D", help=words("cli.extend_to"))
    which = extend.add_mutually_exclusive_group()
    which.add_argument("--plan", action="store_true", help=words("cli.case_plan_due"))
    which.add_argument("--commitment", action="store_true", help=words("cli.case_commitment_due"))
    which.add_argument("--measure", type=whole, metavar="MEASURE", help=words("cli.extend_measure"))
    verify = verb("verify")
    verify.add_argument("outcome", choices=OUTCOMES, help=words("cli.outcome"))
    verify.add_argument("--remedied", nargs="*", type=whole, metavar="N", help=words("cli.remedied"))
    verify.add_argument("--note", metavar="TEXT", help=words("cli.note"))
    for parser in (verify, verb("close")):
        _dated(parser, words)
    for parser in (extend, verb("go-on")):
        parser.add_argument("--why", required=True, metavar="TEXT", help=words("cli.why"))
