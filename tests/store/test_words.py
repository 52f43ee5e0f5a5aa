"""Every sentence is in the words files, in both languages, and every key used exists."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import seed
import store
import tui
from store.rules.roles import MAY
from store.words import LANGUAGES, Words, sentences

SAYS = frozenset({"words", "word"})
"""Names by which code holds the words."""

LETTERS_ARE_MEANT = frozenset({"tui/keyboard.py", "tui/plain/voice.py", "store/rules/text.py"})
"""Modules whose subject is Vietnamese letters; everywhere else they would be a sentence."""


def sources() -> Iterator[tuple[str, ast.Module]]:
    """Every module of the product, parsed."""
    for package in (tui, store, seed):
        root = Path(str(package.__file__)).parent
        for file in sorted(root.rglob("*.py")):
            yield file.relative_to(root.parent).as_posix(), ast.parse(file.read_text(encoding="utf-8"))


def pattern(node: ast.expr) -> str | None:
    """A string, or an f-string with its holes open, as a regular expression; ``None`` for anything else."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return re.escape(node.value)
    if isinstance(node, ast.JoinedStr):
        parts = [re.escape(str(part.value)) if isinstance(part, ast.Constant) else "[^ ]*" for part in node.values]
        return "".join(parts)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        left = pattern(node.left)
        return None if left is None else f"{left}[^ ]*"
    if isinstance(node, ast.IfExp):
        return f"(?:{pattern(node.body)}|{pattern(node.orelse)})"
    return None


@cache
def asked_for() -> frozenset[tuple[str, str]]:
    """Module and pattern of everything the code asks the words for by name."""
    found = set()
    for name, tree in sources():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and node.args:
                called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                if called in SAYS and (wanted := pattern(node.args[0])) is not None:
                    found.add((name, wanted))
                if called in {"Refused", "Stale", "NotOpened", "Unavailable"} and (code := pattern(node.args[0])):
                    found.add((name, rf"refusal\.{code}"))
    return frozenset(found)


@cache
def strings() -> frozenset[str]:
    """Every string and f-string of the code as a pattern."""
    return frozenset(
        wanted
        for _name, tree in sources()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant | ast.JoinedStr) and (wanted := pattern(node)) and "." in wanted
    )


def placeholders(text: str) -> set[str]:
    """The names in braces."""
    return {name for _text, name, _form, _turn in string.Formatter().parse(text) if name is not None}


def test_both_languages_have_the_same_keys_and_placeholders() -> None:
    """Vietnamese first, English complete."""
    first, *others = (sentences(lang) for lang in LANGUAGES)
    for other in others:
        assert first.keys() == other.keys()
        for key in first:
            assert placeholders(first[key]) == placeholders(other[key]), key
            assert first[key].count("%") == other[key].count("%"), key


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_sentence_is_empty_or_untidy(lang: str) -> None:
    """Nothing left blank; no blanks in front; the right letters only."""
    for key, text in sentences(lang).items():
        assert text.strip() or key.startswith("doctor.mend_"), key
        assert "  " not in text.strip() or key.startswith(("adjustment.", "undoing.", "check.line", "form.gaps")), key


def test_the_languages_differ() -> None:
    """English is no copy of the Vietnamese, but for names, codes and signs."""
    first, second = sentences("vi"), sentences("en")
    same = {key for key in first if first[key] == second[key] and any(letter > "\x7f" for letter in first[key])}
    signs = (".narrow", ".dialog", ".move", ".line", ".mark.fail", ".mark.pass")
    assert same <= {key for key in first if key.endswith(signs)}, same


def test_every_key_that_code_asks_for_exists() -> None:
    """A literal must be a key; a name with holes must fit at least one."""
    keys = sentences("vi")
    assert len(asked_for()) > 100
    for module, wanted in sorted(asked_for()):
        assert any(re.fullmatch(wanted, key) for key in keys), f"{module}: {wanted}"


def test_every_key_is_asked_for() -> None:
    """No sentence that nobody says."""
    wanted = [re.compile(each) for each in {pattern for _module, pattern in asked_for()} | strings()]
    codes = {each.value for _n, tree in sources() for each in ast.walk(tree) if isinstance(each, ast.Constant)}
    for key in sentences("vi"):
        refusal = key.removeprefix("refusal.")
        if refusal in codes or key == "refusal.role_observer":
            continue
        assert any(each.fullmatch(key) for each in wanted), key


def test_no_sentence_stands_in_the_code() -> None:
    """Vietnamese letters in a module are in its docstrings or are its subject."""
    for name, tree in sources():
        if name in LETTERS_ARE_MEANT:
            continue
        told = {
            id(node.body[0].value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
            and node.body
            and isinstance(node.body[0], ast.Expr)
        }
        told |= {
            id(after.value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Module | ast.ClassDef)
            for after in node.body
            if isinstance(after, ast.Expr)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
                assert not re.search("[à-ỹđĐ]", node.value), f"{name}:{node.lineno}"


def test_an_unknown_language_is_vietnamese() -> None:
    """A wrong setting does not leave anybody without words."""
    assert Words("fr").lang == "vi"
    assert Words("fr")("yes") == "có"


def test_every_action_can_be_told() -> None:
    """Whatever the journal may hold has a word for the message line and one for the list and refusals."""
    for action in (*MAY, "undo", "redo"):
        assert f"action.{action}" in sentences("vi"), action
        assert f"deed.{action}" in sentences("vi"), action
