"""The keys that work now, in the last rows of a screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from store.rules.text import width
from tui.widgets.plain import PlainText


@dataclass(frozen=True)
class Shown:
    """One key as the bar shows it; a barred one stands in brackets and is dim."""

    keys: str
    label: str
    barred: bool


ALWAYS = 2
"""So many keys at the end, help and leaving, are shown whatever else there is no room for."""


class KeyBar(PlainText):
    """Lays keys out over the rows it has; what does not fit is left to help, never cut in the middle."""

    DEFAULT_CSS = """
    KeyBar { height: 2; }
    """

    def show(self, keys: Sequence[Shown], columns: int, rows: int = 2) -> None:
        """Lay out the keys in rows of so many columns."""
        texts = [f"({key.keys} {key.label})" if key.barred else f" {key.keys} {key.label} " for key in keys]
        lines = _rows(texts, columns)
        while len(lines) > rows and len(texts) > ALWAYS:
            del texts[-ALWAYS - 1]
            lines = _rows(texts, columns)
        self.put("\n".join(lines[:rows]))


def _rows(texts: Sequence[str], columns: int) -> list[str]:
    lines = [""]
    for text in texts:
        if lines[-1] and width(lines[-1]) + width(text) > columns:
            lines.append("")
        lines[-1] += text
    return lines
