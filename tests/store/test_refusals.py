"""Every refusal of a change says what is wrong, and leaves the store byte for byte as it was."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import store.commands
from store.errors import Refused
from tests.kit.prepared import grown
from tests.kit.stores import both_modes, everything, library
from tests.store.deciding_refusals import DECIDING_CASES
from tests.store.dossier_refusals import DOSSIER_CASES
from tests.store.meeting_refusals import MEETING_CASES, Brought, draft, opened, people, ready, resting, sealed
from tests.store.refusal_cases import CASES, Case, begin
from tests.store.register_refusals import REGISTER_CASES
from tests.store.remediation_refusals import REMEDIATION_CASES

ALL = [*CASES, *DOSSIER_CASES, *REGISTER_CASES, *MEETING_CASES, *DECIDING_CASES, *REMEDIATION_CASES]


def _up_to(before: Brought) -> None:
    begin()
    before(Path())


begun = grown(begin)
"""The store in which every case begins."""

STARTS = {way.steps: grown(partial(_up_to, way)) for way in (people, draft, ready, opened, resting, sealed)}
"""Where the ways of many cases begin: these steps are taken once in a process."""


def start(case: Case) -> tuple[Callable[[Path], Path], Callable[[Path], object]]:
    """What to copy for a case, and what is still to be done there."""
    way = case.before
    if not isinstance(way, Brought):
        return begun, way
    done = way.steps[:1] if way.steps[:1] in STARTS else ()
    return STARTS[done], lambda _path: way.go_on(len(done))


Numbered = tuple[int, Case]


def _grouped() -> list[Any]:
    """The cases that begin in the same store, with their numbers: a refusal leaves it to the next as it was."""
    groups: dict[object, list[Numbered]] = {}
    for number, case in enumerate(ALL):
        way = case.before.steps if isinstance(case.before, Brought) else case.before
        groups.setdefault(way, []).append((number, case))
    return [pytest.param(cases, id=f"{cases[0][0]}-{cases[0][1].code}") for cases in groups.values()]


@pytest.fixture
def closed_store(tmp_path: Path, mode: str, cases: list[Numbered]) -> Iterator[Path]:
    """The store of the cases in the test's journal mode."""
    with library(mode):
        yield start(cases[0][1])[0](tmp_path / "thamdinh.db")


@both_modes
@pytest.mark.parametrize("cases", _grouped())
def test_a_refusal_says_what_is_wrong_and_changes_nothing(store: Path, cases: list[Numbered]) -> None:
    start(cases[0][1])[1](store)
    faults, after = [], everything()
    for number, case in cases:
        before, said, after = after, declined(case), everything()
        if said != (case.code, case.facts):
            faults.append(f"{number}-{case.code} {dict(case.facts)}: {said}")
        if after != before:
            faults.append(f"{number}-{case.code} changes something")
    assert not faults


def declined(case: Case) -> tuple[str, dict[str, object]] | None:
    """With what a case is refused: the code, and those of the facts that the table names."""
    try:
        case.act()
    except Refused as refused:
        return refused.code, {name: refused.facts.get(name) for name in case.facts}
    return None


def test_every_code_that_the_commands_know_is_in_the_table() -> None:
    codes = {code for file in Path(store.commands.__path__[0]).glob("*.py") for code in refusals_in(file)}
    assert len(codes) > 40, "the commands are read"
    assert codes - {case.code for case in ALL} == set()


def refusals_in(file: Path) -> Iterator[object]:
    """The codes a module raises: named where it raises, chosen just before by an ``if``, or handed to ``_known``."""
    nodes = list(ast.walk(ast.parse(file.read_text(encoding="utf-8"))))
    for node in nodes:
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("Refused", "Stale"):
            yield from words_in(node.args[0])
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "_known":
            yield from words_in(node.args[2])
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "code":
            yield from words_in(node.value)


def words_in(expression: ast.expr) -> Iterator[object]:
    """The texts that an expression can be: itself, or either side of a choice."""
    if isinstance(expression, ast.Constant):
        yield expression.value
    if isinstance(expression, ast.IfExp):
        yield from words_in(expression.body)
        yield from words_in(expression.orelse)
