"""How the command line answers: one JSON document, or lines for a person; messages to standard error."""

from __future__ import annotations

import dataclasses
import json
import sys
from collections.abc import Sequence
from typing import Any

from store.rules.text import fit, visible, width


def document(value: Any) -> None:
    """Print one JSON document, UTF-8, keys in English; what a terminal must not be sent is written as ``\\u…``."""
    text = json.dumps(value, ensure_ascii=False, indent=1, default=plain)
    hidden = {ord(char): json.dumps(char)[1:-1] for char in set(text) - {"\n"} if visible(char) == "\ufffd"}
    sys.stdout.write(text.translate(hidden) + "\n")


def plain(value: Any) -> Any:
    """A dataclass as a dictionary, for JSON."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
    raise TypeError(type(value).__name__)


def table(heads: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print rows under headings, each column as wide as its widest cell; ``None`` is a dash."""
    texts = [["-" if cell is None else visible(str(cell)) for cell in row] for row in rows]
    widths = [max(width(line[n]) for line in [list(heads), *texts]) for n in range(len(heads))]
    for line in [list(heads), *texts]:
        sys.stdout.write("  ".join(fit(cell, w) for cell, w in zip(line, widths, strict=True)).rstrip() + "\n")


def line(text: str) -> None:
    """Print one line of an answer."""
    sys.stdout.write(visible(text) + "\n")


def message(text: str) -> None:
    """Print one line beside the answer, on standard error."""
    sys.stderr.write(visible(text) + "\n")
