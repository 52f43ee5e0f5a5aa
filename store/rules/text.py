"""Vietnamese text: one form to store, one key to search, one order, and how wide it is on a screen."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

SortKey = tuple[tuple[tuple[int, int, str], ...], tuple[int, ...], str]
"""What ``sort_key`` answers: letters of the whole text, then tones, then the text with its cases swapped."""

_UNWANTED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_BLANKS = frozenset("\t\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029")
_TONES = {tone: rank for rank, tone in enumerate(("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"))}
_LETTER_MARKS = frozenset("\u0302\u0306\u031b")
_LETTERS = {letter: rank for rank, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}


def clean(text: str, keep: str = "") -> str:
    """What may be stored: NFC, without control, bidi, zero-width, private or unassigned characters.

    Tabs and line ends become blanks; characters in ``keep`` stay.
    """
    if text.isascii() and text.isprintable():
        return text
    composed = unicodedata.normalize("NFC", text)
    kept = [
        char if char in keep or unicodedata.category(char) not in _UNWANTED else " " if char in _BLANKS else ""
        for char in composed
    ]
    return unicodedata.normalize("NFC", "".join(kept))


def visible(text: str) -> str:
    """What may be shown of stored text: each character that ``clean`` would not let in is drawn as �."""
    if text.isascii() and text.isprintable():
        return text
    composed = unicodedata.normalize("NFC", text)
    return "".join("\ufffd" if unicodedata.category(char) in _UNWANTED else char for char in composed)


def fold(text: str) -> str:
    """The search key: no case, no marks, đ as d, blanks squeezed; ``"Đào  Viên"`` gives ``"dao vien"``."""
    plain = text.casefold()
    if not plain.isascii():
        parts = unicodedata.normalize("NFD", plain.replace("đ", "d"))
        plain = "".join(char for char in parts if not unicodedata.combining(char))
    return " ".join(plain.split())


def sort_key(text: str) -> SortKey:
    """Vietnamese order: the letters of the whole text first, then tones (ngang huyền hỏi ngã sắc nặng), then case."""
    letters: list[tuple[int, int, str]] = []
    tones: list[int] = []
    for char in unicodedata.normalize("NFC", text.casefold()):
        base, tone = "", 0
        for part in unicodedata.normalize("NFD", char):
            if part in _TONES:
                tone = _TONES[part]
            elif part in _LETTER_MARKS or not unicodedata.combining(part):
                base += part
        base = unicodedata.normalize("NFC", base)
        rank = _LETTERS.get(base)
        letters.append((2, rank, "") if rank is not None else (1 if base.isdigit() else 0, 0, base))
        tones.append(tone)
    return tuple(letters), tuple(tones), text.swapcase()


def width(text: str) -> int:
    """Columns on a terminal: combining marks 0, wide and full-width characters 2, others 1."""
    if text.isascii():
        return len(text)
    return sum(map(_columns, text))


def fit(text: str, columns: int) -> str:
    """The text in exactly so many columns: padded with blanks, or cut with an ellipsis."""
    room = columns - width(text)
    if room >= 0:
        return text + " " * room
    if columns <= 0:
        return ""
    kept, used = "", 0
    for char in text:
        if used + _columns(char) > columns - 1:
            break
        kept, used = kept + char, used + _columns(char)
    return kept + "…" + " " * (columns - 1 - used)


def percent(count: int, total: int) -> int | None:
    """A share in hundredths of a percent, half up; 34 of 62 is 5484. ``None`` of nothing."""
    return None if total == 0 else (count * 20_000 + total) // (2 * total)


def decimal(hundredths: int, lang: str) -> str:
    """Hundredths as a number with two decimals: ``54,84`` in Vietnamese, ``54.84`` in English."""
    whole, part = divmod(abs(hundredths), 100)
    return f"{'-' if hundredths < 0 else ''}{whole}{',' if lang == 'vi' else '.'}{part:02d}"


def thousands(number: int, lang: str) -> str:
    """A whole number with its thousands marked: ``5.568`` in Vietnamese, ``5,568`` in English."""
    return f"{number:,}".replace(",", "." if lang == "vi" else ",")


@lru_cache(maxsize=4096)  # every line of every screen asks; a text in one language has few characters
def _columns(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
