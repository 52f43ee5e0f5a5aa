"""Every refusal of a change says what is wrong, and leaves the store byte for byte as it was."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import store.commands
from store.errors import Refused
from tests.kit.stores import both_modes, everything
from tests.store.dossier_refusals import DOSSIER_CASES
from tests.store.refusal_cases import CASES, Case, begin
from tests.store.register_refusals import REGISTER_CASES

ALL = [*CASES, *DOSSIER_CASES, *REGISTER_CASES]


@both_modes
@pytest.mark.parametrize("case", [pytest.param(case, id=f"{n}-{case.code}") for n, case in enumerate(ALL)])
def test_a_refusal_says_what_is_wrong_and_changes_nothing(store: Path, case: Case) -> None:
    begin(store)
    case.before(store)
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
