"""Strict YAML: no duplicate keys, no aliases, no surprises of YAML 1.1; a fault names file and line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from store.errors import Refused

LIMIT_BYTES = 1_000_000
"""The largest file that is read."""

DUPLICATE, NESTED, SURPRISE = "duplicate", "nested", "surprise"
"""What can be wrong with one entry: words ``yaml.<what>``."""

_SURPRISES = frozenset({"yes", "no", "on", "off", "y", "n"})
_MISREAD = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


@dataclass(frozen=True)
class Entry:
    """One ``key: value`` of a mapping as it is written, its line, and what is wrong with it if anything is."""

    key: str
    line: int
    text: str
    wrong: str | None = None


@dataclass(frozen=True)
class Item:
    """One item of a list: its line and, where it is a mapping, its entries."""

    line: int
    entries: tuple[Entry, ...] | None


class _Strict(yaml.SafeLoader):
    """A safe loader that refuses what is read otherwise than it looks."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        """Refuse aliases: a small file must not become a large one."""
        if self.check_event(yaml.AliasEvent):
            raise _fault("alias", self.peek_event().start_mark)  # type: ignore[no-untyped-call]
        return super().compose_node(parent, index)

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        """Refuse what cannot be what it says it is: the thirtieth of February, ``!!int [1]``."""
        try:
            return super().construct_object(node, deep)
        except _MISREAD as fault:
            raise _fault("surprise", node.start_mark, _word(node)) from fault

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """Refuse a key that stands twice, a key that is no text, and what only claims to be a mapping."""
        if not isinstance(node, yaml.MappingNode):
            raise _fault("syntax", node.start_mark)
        seen: set[str] = set()
        for key, _value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise _fault("syntax", key.start_mark)
            if key.value in seen:
                raise _fault("duplicate", key.start_mark, key.value)
            seen.add(key.value)
        return super().construct_mapping(node, deep)


def _truth(loader: _Strict, node: yaml.ScalarNode) -> bool:
    """Only ``true`` and ``false`` are truth values; an unquoted ``no`` is a fault, not false."""
    if node.value.lower() in _SURPRISES:
        raise _fault("surprise", node.start_mark, node.value)
    return bool(yaml.SafeLoader.construct_yaml_bool(loader, node))


def _number(_loader: _Strict, node: yaml.ScalarNode) -> int:
    """Only plain whole numbers: an unquoted ``012`` or ``12:30`` is a fault, not 10 or 750."""
    plain = node.value.removeprefix("-")
    if not plain.isdigit() or (plain != "0" and plain.startswith("0")):
        raise _fault("surprise", node.start_mark, node.value)
    return int(node.value)


_Strict.add_constructor("tag:yaml.org,2002:bool", _truth)
_Strict.add_constructor("tag:yaml.org,2002:int", _number)


def read_yaml(path: Path) -> Any:
    """What a file says; raises ``Refused("yaml_fault")`` with file, line and what is wrong (words ``yaml.<what>``)."""
    try:
        with path.open("rb") as file:
            raw = file.read(LIMIT_BYTES + 1)
    except OSError as fault:
        raise Refused("file_missing", file=str(path)) from fault
    with _reading(raw, path.name) as loader:
        return loader.get_single_data()


def read_items(raw: bytes, name: str) -> tuple[Item, ...] | None:
    """A document that is a list of mappings, entry by entry with their lines; ``None`` where it is no list.

    Raises ``Refused("yaml_fault")`` where it is no YAML at all; what is wrong with one entry stands in the entry.
    """
    with _reading(raw, name) as loader:
        root = loader.get_single_node()
        if not isinstance(root, yaml.SequenceNode):
            return None
        return tuple(
            Item(
                node.start_mark.line + 1,
                tuple(_entries(loader, node)) if isinstance(node, yaml.MappingNode) else None,
            )
            for node in root.value
        )


def _entries(loader: _Strict, mapping: yaml.MappingNode) -> Iterator[Entry]:
    seen: set[str] = set()
    for key, value in mapping.value:
        name, line = _word(key), value.start_mark.line + 1
        wrong = None if isinstance(key, yaml.ScalarNode) and isinstance(value, yaml.ScalarNode) else NESTED
        if wrong is None and name in seen:
            wrong = DUPLICATE
        text = "" if wrong == NESTED else value.value
        if wrong is None:
            seen.add(name)
            try:
                text = "" if loader.construct_object(value) is None else text
            except Refused:
                wrong = SURPRISE
        yield Entry(name, line, text, wrong)


@contextmanager
def _reading(raw: bytes, name: str) -> Iterator[_Strict]:
    """A loader on the file's text; whatever is wrong in it becomes ``Refused("yaml_fault")`` with the file's name."""
    if len(raw) > LIMIT_BYTES:
        raise Refused("yaml_fault", file=name, line=1, what="yaml.too_large", word="")
    try:
        loader = _Strict(raw.decode("utf-8"))
        try:
            yield loader
        finally:
            loader.dispose()
    except Refused as refused:
        refused.facts["file"] = name
        raise
    except UnicodeDecodeError as fault:
        line = raw[: fault.start].count(b"\n") + 1
        raise Refused("yaml_fault", file=name, line=line, what="yaml.encoding", word="") from fault
    except RecursionError as fault:
        raise Refused("yaml_fault", file=name, line=1, what="yaml.syntax", word="") from fault
    except yaml.YAMLError as fault:
        mark = getattr(fault, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise Refused("yaml_fault", file=name, line=line, what="yaml.syntax", word="") from fault


def _word(node: yaml.Node) -> str:
    return node.value if isinstance(node.value, str) else ""


def _fault(what: str, mark: yaml.Mark, word: str = "") -> Refused:
    return Refused("yaml_fault", file="", line=mark.line + 1, what=f"yaml.{what}", word=word)
