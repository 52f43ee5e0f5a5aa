"""What a template may ask for: the fields of a context, as its dataclasses declare them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, get_args, get_origin, get_type_hints


@dataclass(frozen=True)
class Field:
    """One placeholder: its path (``rows[].name``: of each in a list), and the key of its meaning in the words."""

    path: str
    meaning: str


def shape(kind: Any) -> Any:
    """A type as a template sees it: a mapping of names, a list of one shape, or ``None`` for a text."""
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return {each.name: shape(hints[each.name]) for each in fields(kind) if not each.name.startswith("_")}
    if get_origin(kind) is tuple:
        return [shape(get_args(kind)[0])]
    return None


def listed(kind: Any, prefix: str = "") -> Iterator[Field]:
    """Every placeholder of a context, in the order in which it is declared."""
    hints = get_type_hints(kind)
    for each in fields(kind):
        path, inner, repeated = f"{prefix}{each.name}", hints[each.name], ""
        if get_origin(inner) is tuple:
            inner, repeated = get_args(inner)[0], "[]"
        yield Field(path + repeated, f"paper_field.{kind.__name__}.{each.name}")
        if is_dataclass(inner):
            yield from listed(inner, f"{path}{repeated}.")


def given(context: object) -> dict[str, Any]:
    """A context by its names, as a template is given it."""
    assert is_dataclass(context)
    return {each.name: getattr(context, each.name) for each in fields(context)}


def asked_in(tree: Any, known: Mapping[str, Any]) -> str | None:
    """The first name in a parsed template that its context does not have, wherever it stands; ``None`` if all are."""
    return _Reader(known).read(tree, {})


class _Reader:
    """Walks a template's tree with what each name means there."""

    def __init__(self, known: Mapping[str, Any]) -> None:
        self.known = known

    def read(self, node: Any, scope: dict[str, Any]) -> str | None:
        from jinja2 import nodes  # noqa: PLC0415 - only when a paper is made

        if isinstance(node, nodes.For):
            return self._for(node, scope)
        if isinstance(node, nodes.Assign) and isinstance(node.target, nodes.Name):
            wrong = self.read(node.node, scope)
            scope[node.target.name] = None if wrong else self._shape(node.node, scope)
            return wrong
        if isinstance(node, nodes.Getattr):
            return self.read(node.node, scope) or self._attribute(node, scope)
        if isinstance(node, nodes.Name) and node.ctx == "load":
            return None if node.name in scope or node.name in self.known else node.name
        found = (self.read(child, scope) for child in node.iter_child_nodes())
        return next((each for each in found if each), None)

    def _for(self, node: Any, scope: dict[str, Any]) -> str | None:
        if wrong := self.read(node.iter, scope):
            return wrong
        over = self._shape(node.iter, scope)
        each = over[0] if isinstance(over, list) else None
        inner = {**scope, "loop": None, **dict.fromkeys((name.name for name in _names(node.target)), each)}
        parts = [*node.body, *([node.test] if node.test else [])]
        found = [self.read(part, inner) for part in parts] + [self.read(part, scope) for part in node.else_]
        return next((each for each in found if each), None)

    def _attribute(self, node: Any, scope: dict[str, Any]) -> str | None:
        """The attribute's name with its owner's, where the owner is a record without it; texts have their own."""
        owner = self._shape(node.node, scope)
        return f"{_told(node.node)}.{node.attr}" if isinstance(owner, dict) and node.attr not in owner else None

    def _shape(self, node: Any, scope: dict[str, Any]) -> Any:
        from jinja2 import nodes  # noqa: PLC0415 - the same

        if isinstance(node, nodes.Name):
            return scope[node.name] if node.name in scope else self.known.get(node.name)
        if isinstance(node, nodes.Getattr):
            owner = self._shape(node.node, scope)
            return owner.get(node.attr) if isinstance(owner, dict) else None
        return None


def _names(target: Any) -> list[Any]:
    from jinja2 import nodes  # noqa: PLC0415 - the same

    return [target] if isinstance(target, nodes.Name) else list(target.find_all(nodes.Name))


def _told(node: Any) -> str:
    """How a name was written."""
    inner = getattr(node, "node", None)
    return (
        f"{_told(inner)}.{node.attr}" if inner is not None and hasattr(node, "attr") else str(getattr(node, "name", ""))
    )
