"""The grammar of ``meeting``: a verb for everything that a meeting is, from its plan to the number of its decision."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any

from store.rules.meeting import ATTENDANCES, OFFICES, WAYS
from store.words import Words

MOVES = ("ready", "redraft", "open", "recess", "resume")
"""Verbs that take nothing but the meeting."""


def add_meeting(meeting: argparse.ArgumentParser, words: Words, whole: Callable[[str], int]) -> None:
    """Give the parser of ``meeting`` its verbs."""
    verbs: Any = meeting.add_subparsers(dest="what", metavar=words("cli.command"), required=True)

    def verb(name: str) -> argparse.ArgumentParser:
        made: argparse.ArgumentParser = verbs.add_parser(name, help=words(f"cli.meeting_{name}"), allow_abbrev=False)
        made.add_argument("--meeting", metavar="M", help=words("cli.meeting_m"))
        return made

    _planning(verb, words, whole)
    for name in MOVES:
        verb(name)
    verb("close").add_argument("--leave-rest", action="store_true", help=words("cli.leave_rest"))
    verb("reopen").add_argument("--why", required=True, metavar="TEXT", help=words("cli.why"))
    verb("show").add_argument("--json", action="store_true", help=words("cli.json"))
    _people(verb, words, whole)
    _room(verb, words, whole)


def _planning(verb: Callable[[str], argparse.ArgumentParser], words: Words, whole: Callable[[str], int]) -> None:
    plan = verb("prepare")
    plan.add_argument("--on", required=True, metavar="D", help=words("cli.held_on"))
    plan.add_argument("--cycle", metavar="C", help=words("cli.cycle"))
    plan.add_argument("--starts", metavar="HH:MM", help=words("cli.starts"))
    plan.add_argument("--place", metavar="P", help=words("cli.place"))
    plan.add_argument("--decides", choices=WAYS, default=WAYS[0], help=words("cli.decides"))
    plan.add_argument("--quorum", metavar="N/M", default="2/3", help=words("cli.quorum"))
    plan.add_argument("--majority", metavar="N/M", default="1/2", help=words("cli.majority"))
    plan.add_argument("--fill", action="store_true", help=words("cli.fill"))
    add = verb("add")
    add.add_argument("organisations", nargs="+", metavar="ORGANISATION", help=words("cli.organisation"))
    add.add_argument("--block", action="store_true", help=words("cli.block"))
    add.add_argument("--title", metavar="TEXT", help=words("cli.title"))
    add.add_argument("--minutes", type=whole, metavar="N", help=words("cli.minutes"))
    verb("drop").add_argument("item", type=whole, metavar="ITEM", help=words("cli.item"))
    lift = verb("lift")
    lift.add_argument("organisations", nargs="+", metavar="ORGANISATION", help=words("cli.organisation"))


def _people(verb: Callable[[str], argparse.ArgumentParser], words: Words, whole: Callable[[str], int]) -> None:
    person = verb("person")
    person.add_argument("post", metavar="POST", help=words("cli.post"))
    person.add_argument("--votes", action="store_true", help=words("cli.votes"))
    person.add_argument("--full-name", metavar="N", help=words("cli.full_name"))
    person.add_argument("--login", metavar="NAME", help=words("cli.login"))
    person.add_argument("--from", dest="valid_from", metavar="D", help=words("cli.from"))
    for name in ("tie", "area"):
        tie = verb(name)
        tie.add_argument("person", type=whole, metavar="PERSON", help=words("cli.person"))
        tie.add_argument("organisations", nargs="+", metavar="ORGANISATION", help=words("cli.organisation"))
        if name == "tie":
            tie.add_argument("--why", metavar="TEXT", help=words("cli.why"))
            tie.add_argument("--remove", action="store_true", help=words("cli.tie_remove"))
    attend = verb("attend")
    attend.add_argument("state", choices=ATTENDANCES, help=words("cli.attendance"))
    attend.add_argument("people", nargs="*", type=whole, metavar="PERSON", help=words("cli.person"))
    attend.add_argument("--all", action="store_true", help=words("cli.all_people"))
    attend.add_argument("--expected", metavar="HH:MM", help=words("cli.expected"))
    attend.add_argument("--at", metavar="HH:MM", help=words("cli.at_clock"))
    appoint = verb("appoint")
    appoint.add_argument("person", type=whole, metavar="PERSON", help=words("cli.person"))
    appoint.add_argument("office", choices=OFFICES, help=words("cli.office"))


def _room(verb: Callable[[str], argparse.ArgumentParser], words: Words, whole: Callable[[str], int]) -> None:
    verb("item").add_argument("to", metavar="next|previous|ITEM", help=words("cli.go_to"))
    conclude = verb("conclude")
    conclude.add_argument("--lift", nargs="+", default=[], metavar="ORGANISATION", help=words("cli.lift"))
    conclude.add_argument("--hands", metavar="F,A,B", help=words("cli.hands"))
    conclude.add_argument("--note", metavar="TEXT", help=words("cli.note"))
    note = verb("note")
    note.add_argument("text", metavar="TEXT", help=words("cli.speech"))
    note.add_argument("--person", type=whole, metavar="PERSON", help=words("cli.person"))
    settled = [verb("park"), verb("skip"), verb("discussed")]
    for parser in settled:
        parser.add_argument("--text", metavar="TEXT", help=words("cli.conclusion"))
    for parser in (conclude, note, *settled):
        parser.add_argument("--item", type=whole, metavar="ITEM", help=words("cli.item"))
    decision = verb("decision")
    decision.add_argument("number", metavar="NUMBER", help=words("cli.decision_number"))
    decision.add_argument("date", metavar="D", help=words("cli.decision_date"))
    decision.add_argument("--signer", metavar="POST", help=words("cli.signer"))
