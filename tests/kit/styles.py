"""Style sheets are parsed once in a process, not once for every app that a test starts."""

from __future__ import annotations

from typing import Any

from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet

_parse: Any = Stylesheet._parse_rules
_parsed: dict[tuple[object, ...], list[RuleSet]] = {}


def _parse_once(sheet: Any, css: str, *args: Any, **kwargs: Any) -> list[RuleSet]:
    """As Textual keeps within one app what a sheet with the same variables came to, so it is kept among apps."""
    key = (frozenset(sheet._variables.items()), css, args, *sorted(kwargs.items()))
    if key not in _parsed:
        _parsed[key] = _parse(sheet, css, *args, **kwargs)
    return _parsed[key]


def parse_once() -> None:
    """Let all apps of this process share what their style sheets say."""
    Stylesheet._parse_rules = _parse_once  # type: ignore[method-assign, assignment]
