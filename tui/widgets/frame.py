"""Frames drawn as text: exactly as wide as asked, so that a picture of a dialog can be read in a diff."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from store.rules.text import fit, width

WIDEST = 130
"""A frame over a screen grows with it up to so many columns."""


@dataclass(frozen=True)
class Part:
    """One part of a frame: the title in its upper line, and its rows."""

    title: str
    rows: tuple[str, ...]


SINGLE, DOUBLED = tuple("┌┐├┤└┘─│"), tuple("╔╗╠╣╚╝═║")
"""The signs of a frame: four corners and two joints around, a rule, a side."""


def framed(parts: Iterable[Part], columns: int, *, doubled: bool = False) -> list[str]:
    """The lines of a frame of so many columns with its parts one below the other."""
    top_left, top_right, left, right, low_left, low_right, line, side = DOUBLED if doubled else SINGLE
    lines: list[str] = []
    for part in parts:
        ends_ = (left, right) if lines else (top_left, top_right)
        lines.append(_rule(ends_[0], part.title, ends_[1], columns, line))
        lines += [f"{side} {fit(row, columns - 4)} {side}" for row in part.rows]
    lines.append(_rule(low_left, "", low_right, columns, line))
    return lines


def _rule(left: str, title: str, right: str, columns: int, line: str) -> str:
    text = f"{line} {fit(title, min(width(title), columns - 6))} " if title else ""
    return left + text + line * (columns - 2 - width(text)) + right


def wrapped(text: str, columns: int) -> list[str]:
    """The text in lines of at most so many columns, broken at blanks; a longer word stands alone, cut."""
    lines = [""]
    for word in text.split():
        trial = f"{lines[-1]} {word}".strip()
        if width(trial) <= columns:
            lines[-1] = trial
        else:
            lines.append(fit(word, min(width(word), columns)))
    return [line for line in lines if line] or [""]


def side_by_side(cells: Iterable[str], columns: int, gap: int = 2) -> list[str]:
    """Cells one after the other in lines of at most so many columns; none is broken."""
    lines: list[str] = []
    for cell in cells:
        trial = f"{lines[-1]}{' ' * gap}{cell}" if lines else cell
        if lines and width(trial) <= columns:
            lines[-1] = trial
        else:
            lines.append(cell)
    return lines


def ends(left: str, right: str, columns: int) -> str:
    """A line with text at both ends; where both do not fit, the left one gives way."""
    room = columns - width(right) - 2
    return fit(left, room) + " " + right + " " if room > 0 else fit(left, columns)
