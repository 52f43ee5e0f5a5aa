"""Every refusal of a change says what is wrong, and leaves the store byte for byte as it was."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

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


@pytest.fixture
def closed_store(tmp_path: Path, mode: str, case: Case) -> Iterator[Path]:
    """The case's store in the test's journal mode."""
    with library(mode):
        yield start(case)[0](tmp_path / "thamdinh.db")


@both_modes
@pytest.mark.parametrize("case", [pytest.param(case, id=f"{n}-{case.code}") for n, case in enumerate(ALL)])
def test_a_refusal_says_what_is_wrong_and_changes_nothing(store: Path, case: Case) -> None:
    start(case)[1](store)
    before = everything()
    with pytest.raises(Refused) as refused:
        case.act()
    assert refused.value.code == case.code
    assert {name: refused.value.facts.get(name) for name in case.facts} == case.facts
    assert everything() == before


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
