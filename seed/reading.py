"""Strict YAML: no duplicate keys, no aliases, no surprises of YAML 1.1; a fault names file and line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from store.errors import Refused

LIMIT_BYTES = 1_000_000
"""The largest file that is read."""

_SURPRISES = frozenset({"yes", "no", "on", "off", "y", "n"})


class _Strict(yaml.SafeLoader):
    """A safe loader that refuses what is read otherwise than it looks."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        """Refuse aliases: a small file must not become a large one."""
        if self.check_event(yaml.AliasEvent):
            raise _fault("alias", self.peek_event().start_mark)  # type: ignore[no-untyped-call]
        return super().compose_node(parent, index)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """Refuse a key that stands twice."""
        seen: set[str] = set()
        for key, _value in node.value:
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


def _fault(what: str, mark: yaml.Mark, word: str = "") -> Refused:
    return Refused("yaml_fault", file="", line=mark.line + 1, what=f"yaml.{what}", word=word)


def read_yaml(path: Path) -> Any:
    """What a file says; raises ``Refused("yaml_fault")`` with file, line and what is wrong (words ``yaml.<what>``)."""
    try:
        raw = path.read_bytes()
    except OSError as fault:
        raise Refused("file_missing", file=str(path)) from fault
    if len(raw) > LIMIT_BYTES:
        raise Refused("yaml_fault", file=path.name, line=1, what="yaml.too_large", word="")
    try:
        return yaml.load(raw.decode("utf-8"), Loader=_Strict)  # noqa: S506 - a stricter SafeLoader
    except Refused as refused:
        refused.facts["file"] = path.name
        raise
    except UnicodeDecodeError as fault:
        line = raw[: fault.start].count(b"\n") + 1
        raise Refused("yaml_fault", file=path.name, line=line, what="yaml.encoding", word="") from fault
    except yaml.YAMLError as fault:
        mark = getattr(fault, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise Refused("yaml_fault", file=path.name, line=line, what="yaml.syntax", word="") from fault
