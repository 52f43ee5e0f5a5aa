"""What may be asked for in one line over SSH: a fixed list, held against every line that tries to be more."""

from __future__ import annotations

import shlex

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.errors import Refused
from store.words import Words
from tui.cli.parser import build
from tui.cli.remote import READINGS, VARIABLE, Reading, joined, named

OWN = ["--as", "an"]
GRAMMAR = build(Words("vi"))

LISTED = (
    "orgs",
    "orgs --year 2019 --json",
    "orgs --filter 'loai:xa tu:XS' --json",
    "orgs --filter='-loai:xa'",
    "orgs --filter '$(id)'",
    "orgs --help",
    "results --year 2017 --json",
    "assessments --cycle 2019 --filter 'chenh:<0'",
    "check 'kim dong' --level TOT --json",
    "check --level=TOT 22",
    "check --help",
    "caps --what-if 22=XS --what-if 23=XS",
    "journal --org 'kim dong' --by an --since 2019-12-27 --after 5 --limit 9 --json",
    "verify --expect abc 9",
    "verify",
    "doctor --terminal",
    "doctor --keys",
    "meeting show",
    "meeting show --json --meeting 27/12/2019",
    "meeting show --help",
)

UNLISTED = (
    "cat /etc/passwd",
    "sh",
    "/bin/sh -i",
    "-c id",
    "orgs; id",
    "orgs && id",
    "orgs | tee x",
    "orgs > x",
    "orgs & id",
    "orgs\nid",
    "\nid",
    "orgs $(id)",
    "orgs x",
    "$(id)",
    "`id`",
    '"; id; "',
    "'unclosed",
    "orgs '",
    "   ",
    "''",
    "#orgs",
    "ORGS",
    "org",
    "orgs\x00",
    "thamdinh orgs",
    "--as root",
    "--as root orgs",
    "--as=root",
    "orgs --as root",
    "orgs --as=root",
    "--db x",
    "--db x orgs",
    "orgs --db x",
    "orgs --db=x",
    "orgs --filter --db x",
    "orgs --filter --db",
    "orgs --filter",
    "orgs --json=1",
    "orgs --js",
    "orgs -- x",
    "orgs -",
    "orgs -o -",
    "orgs -o x",
    "--lang en orgs",
    "--readonly orgs",
    "--plain",
    "--at journal",
    "-h",
    "verify --expect abc",
    "verify x",
    "check",
    "check a b",
    "doctor --terminal x",
    "init",
    "demo",
    "demo --keep x",
    "backup x",
    "backup --into /tmp",
    "restore x --force",
    "restore x",
    "copy postgresql://x",
    "scheme x.yaml",
    "accounts list",
    "accounts add root --role admin",
    "accounts key an --ssh-key /etc/passwd",
    "ssh-keys",
    "rate 22 --self XS",
    "adjust 22 XS --stage final --reason target",
    "agree 22",
    "undo",
    "redo",
    "import self-ratings x.csv",
    "intake 22 --paper submission",
    "opinion 22 --body x --none",
    "cycle close",
    "cycle show",
    "template self-ratings -o x.xlsx",
    "template self-ratings -o -",
    "meeting",
    "meeting --json show",
    "meeting --help",
    "meeting open",
    "meeting close",
    "meeting item next",
    "meeting show open",
    "meeting show --db x",
    "meeting attend present --all",
    "scp -t .",
    "scp -f /etc/passwd",
    "rsync --server . x",
    "internal-sftp",
    "git-upload-pack x",
    "\x1b]0;x\x07",
    "o\u0323rgs",
)


@pytest.mark.parametrize("line", LISTED)
def test_a_line_of_the_list_is_run_as_it_stands_and_reads_only(line: str) -> None:
    """Behind the key's own words, which stay as they are; and the grammar understands it as one command."""
    words = joined(OWN, {VARIABLE: line})
    assert words == [*OWN, "--readonly", *shlex.split(line)]
    if "--help" not in words:
        asked = GRAMMAR.parse_args(words)
        assert (asked.actor, asked.db, asked.readonly, asked.command) == ("an", None, True, shlex.split(line)[0])


@pytest.mark.parametrize("line", UNLISTED)
def test_any_other_line_is_refused(line: str) -> None:
    """With what can be run instead; nothing of it comes near the grammar."""
    with pytest.raises(Refused) as refused:
        joined(OWN, {VARIABLE: line})
    assert refused.value.code == "remote"
    assert refused.value.facts["known"] == ", ".join(named())
    assert line.startswith(str(refused.value.facts["command"]).removesuffix("…"))


def test_a_long_line_is_not_said_whole() -> None:
    """The refusal stays a sentence."""
    with pytest.raises(Refused) as refused:
        joined(OWN, {VARIABLE: "x" * 100_000})
    assert refused.value.facts["command"] == "x" * 39 + "…"


@pytest.mark.parametrize("environment", [{}, {VARIABLE: ""}, {"SSH_CONNECTION": "x"}])
def test_without_a_line_the_screens(environment: dict[str, str]) -> None:
    """The key's own words alone."""
    assert joined(OWN, environment) == OWN


def test_a_key_of_the_wall_runs_no_command_at_all() -> None:
    with pytest.raises(Refused) as refused:
        joined([*OWN, "--wall"], {VARIABLE: "orgs --json"})
    assert refused.value.code == "wall_only"
    assert joined([*OWN, "--wall"], {}) == [*OWN, "--wall"]


@settings(deadline=None)
@given(st.lists(st.sampled_from([*" ".join((*LISTED, *UNLISTED)).split(), "-o", "-", "--expect", "="]), max_size=6))
def test_no_line_changes_who_acts_or_on_what(words: list[str]) -> None:
    """Whatever is let through, in whatever order: name and store stay as the key's line has them, and it only reads."""
    try:
        line = joined(OWN, {VARIABLE: shlex.join(words)})
    except Refused:
        return
    if line == OWN:
        return
    try:
        asked = GRAMMAR.parse_args(line)
    except SystemExit:
        return
    assert (asked.actor, asked.db, asked.readonly) == ("an", None, True)
    assert asked.command in READINGS


WITH_EXPORT = {"export": Reading({"--cycle": 1, "--format": 1}, names=1, to_stdout=True)}
"""The line by which the export of papers will join the list."""


@pytest.mark.parametrize(
    ("line", "may"),
    [
        ("export minutes -o -", True),
        ("export -o - minutes --cycle 2019", True),
        ("export minutes --format docx -o -", True),
        ("export minutes", False),
        ("export minutes -o x", False),
        ("export minutes -o", False),
        ("export minutes -ox", False),
        ("export minutes -o=-", False),
        ("export minutes -o - -o -", False),
        ("export minutes -o - -o x", False),
        ("export minutes - -o x", False),
        ("export minutes agenda -o -", False),
        ("export minutes -o - --db x", False),
    ],
)
def test_a_command_that_makes_a_file_makes_it_on_standard_output_only(line: str, may: bool) -> None:
    """No file where a person chooses."""
    if may:
        assert joined(OWN, {VARIABLE: line}, WITH_EXPORT) == [*OWN, "--readonly", *shlex.split(line)]
        return
    with pytest.raises(Refused):
        joined(OWN, {VARIABLE: line}, WITH_EXPORT)
