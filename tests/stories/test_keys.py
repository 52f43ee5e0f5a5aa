"""Every key of every room, against what survives a Vietnamese keyboard driver."""

from __future__ import annotations

import importlib
import pkgutil

import pytest
from textual.binding import Binding

import tui.dialogs
import tui.screens
from store.rules.text import width
from store.words import LANGUAGES, Words
from tests.kit.desk import Table
from tui.house import Room

HOT = frozenset(
    "full_stop comma equals_sign minus plus semicolon slash colon question_mark enter space escape tab shift+tab "
    "up down left right pageup pagedown home end f1".split()
) | frozenset("0123456789")
"""Digits, punctuation and what moves: the minute of a decision needs nothing else."""

COOL = frozenset("bcghklmnpqrstvxz")
"""Consonants that no driver changes when pressed once; each opens something or is harmless."""

CHORDS = frozenset({"ctrl+p"})
"""The one chord, and a second way to what `:` opens."""

CHANGES_A_RECORD = frozenset({"confirm", "choose", "first", "level"})
"""Actions that may write; they stand on hot keys only."""


def rooms() -> list[type[Room]]:
    """Every screen and dialog that has keys of its own."""
    for package in (tui.screens, tui.dialogs):
        for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            importlib.import_module(module.name)
    found: set[type[Room]] = set()
    todo: list[type[Room]] = [Room]
    while todo:
        kind = todo.pop()
        todo += kind.__subclasses__()
        if "KEYS" in vars(kind) and kind.KEYS:
            found.add(kind)
    return sorted(found, key=lambda kind: kind.__name__)


def test_there_are_rooms_to_walk() -> None:
    """The walk below must not be over nothing."""
    names = {kind.__name__ for kind in rooms()}
    assert {"ComparisonScreen", "AdjustmentDialog", "AgreementDialog", "MenuDialog", "HelpDialog"} <= names
    assert len(names) == len(rooms()), "each once, also what several lead to"


@pytest.mark.parametrize("room", rooms(), ids=lambda room: room.__name__)
def test_every_key_is_hot_or_cool(room: type[Room]) -> None:
    """No vowel, no d w f j, no chord, no capital; a consonant never writes by itself."""
    for key in room.KEYS:
        for name in key.keys.split(","):
            assert name in HOT | COOL or (name in CHORDS and key.action == "palette"), f"{room.__name__}: {name}"
            assert not (name in COOL and key.action in CHANGES_A_RECORD), f"{room.__name__}: {name}"


@pytest.mark.parametrize("room", rooms(), ids=lambda room: room.__name__)
def test_every_key_is_bound_named_and_done(room: type[Room]) -> None:
    """Each has an action, an id of its own, no key twice, and a label of at most 12 columns in both languages."""
    bindings = [each for each in room.BINDINGS if isinstance(each, Binding)]  # type: ignore[attr-defined]
    names = [name for binding in bindings for name in binding.key.split(",")]
    assert sorted(names) == sorted(name for key in room.KEYS for name in key.keys.split(","))
    assert len(set(names)) == len(names)
    assert len({binding.id for binding in bindings}) == len(bindings)
    assert all(binding.priority for binding in bindings)
    for key in room.KEYS:
        assert callable(getattr(room, f"action_{key.action}", None)), key.action
        for lang in LANGUAGES:
            assert 0 < width(Words(lang)(key.label)) <= 12 or key.label == "key.give_up_draft"


async def test_nothing_else_is_bound_at_the_screen(table: Table) -> None:
    """Textual's own ctrl+q, ctrl+c, tab and palette keys are not there."""
    async with table.sit("an") as an:
        for _node, bindings in an.app.screen._binding_chain:
            assert set(bindings.key_to_bindings) <= HOT | COOL | CHORDS


async def test_every_key_of_the_footer_answers(table: Table) -> None:
    """Pressed one after the other, each with a way back: nothing breaks, nothing is written."""
    async with table.sit("an") as an:
        for key in sorted(HOT | COOL):
            await an.presses(key, "escape", "escape", "escape")
            assert "SO SÁNH THẨM ĐỊNH 2019" in an.sees
        assert "đã quyết 0" in an.sees
        assert "chưa nộp 59" in an.sees
