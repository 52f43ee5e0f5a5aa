"""What an answer of the store to a question may be made of."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping


def check_plain(answer: object, path: str) -> None:
    """Plain values, tuples and frozen sets of them, JSON objects, and dataclasses that cannot be changed."""
    if dataclasses.is_dataclass(answer) and not isinstance(answer, type):
        assert type(answer).__dataclass_params__.frozen, path  # type: ignore[attr-defined]
        for each in dataclasses.fields(answer):
            check_plain(getattr(answer, each.name), f"{path}.{each.name}")
    elif isinstance(answer, tuple | frozenset):
        for place, part in enumerate(answer):
            check_plain(part, f"{path}[{place}]")
    elif isinstance(answer, Mapping):
        for name, value in answer.items():
            check_plain(name, path)
            check_plain(tuple(value) if isinstance(value, list) else value, f"{path}[{name}]")
    else:
        assert answer is None or isinstance(answer, str | int), f"{path} is a {type(answer).__name__}"
